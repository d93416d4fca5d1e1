//! A link as its target sees it: the words it has, and the sentence it stands in.

use super::entry::{LinkForm, LinkId, Piece, Place};
use super::graph::{EntryId, Target};
use super::library::Library;

impl Library {
    /// What a link without words of its own shows: its target's title.
    pub fn link_text(&self, from: EntryId, link: LinkId) -> &str {
        let written = || self[from].entry.as_ref().map_or("", |entry| &entry.links[link.0 as usize].name);
        match &self.node(from).targets[link.0 as usize] {
            Target::Entry { id, .. } => self[*id].short(),
            Target::Folder(folder) => self.folder_title(*folder, &self[from].lang),
            Target::External(url) => url,
            Target::Asset(_) | Target::Hidden | Target::Unresolved(_) => written(),
        }
    }

    /// The sentence around a link, in parts, each with whether it is the words that link. What shows a picture or a
    /// text from elsewhere has none.
    pub fn mention(&self, from: EntryId, link: LinkId) -> Vec<(String, bool)> {
        let Some(entry) = &self[from].entry else { return Vec::new() };
        let written = &entry.links[link.0 as usize];
        let sentence = &written.sentence;
        let body = match &written.place {
            Place::Field(key) => entry.prose.get(key),
            Place::Body => Some(&entry.body),
            Place::Nowhere => None,
        };
        let is_written = !matches!(written.form, LinkForm::Image | LinkForm::Include | LinkForm::Embed);
        let Some(body) = body.filter(|_| is_written) else { return Vec::new() };
        let mut parts: Vec<(String, bool)> = Vec::new();
        let mut push = |text: &str, is_link: bool| match parts.last_mut() {
            Some((last, was_link)) if *was_link == is_link => last.push_str(text),
            _ => parts.push((text.to_owned(), is_link)),
        };
        let (mut place, mut is_link) = (0, false);
        let pieces = body.pieces.get(sentence.pieces.start as usize..sentence.pieces.end as usize).unwrap_or_default();
        // A label has no bytes of its own: at the very end it belongs to the sentence that ends the block.
        let end_of_block = pieces.iter().filter_map(Piece::range).map(|range| range.end).max().unwrap_or(0);
        let is_last = sentence.bytes.end >= end_of_block;
        for piece in pieces {
            match piece {
                Piece::Text(range) | Piece::Plain(range) => {
                    let (start, end) = (range.start.max(sentence.bytes.start), range.end.min(sentence.bytes.end));
                    if start < end {
                        push(body.slice(&(start..end)), is_link);
                    }
                    place = range.end;
                }
                Piece::Html(range) => place = range.end,
                Piece::Open(open) if *open == link => is_link = true,
                Piece::Close(open) if *open == link => is_link = false,
                Piece::Label(label) if sentence.bytes.start <= place && (place < sentence.bytes.end || is_last) => {
                    push(self.link_text(from, *label), is_link)
                }
                _ => {}
            }
        }
        for (text, _) in &mut parts {
            *text = text.replace('\n', " ");
        }
        parts
    }
}
