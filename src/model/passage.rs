//! An entry's text in passages: what full-text search finds, and what other engines are given.

use super::entry::{Body, Piece};
use super::graph::{EntryId, Target};
use super::library::{FieldValue, Library, Number};
use std::ops::Range;

/// The text under one heading of an entry, or before the first.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Passage {
    /// Its place in the outline; `None` before the first heading.
    pub heading: Option<usize>,
    /// The headings it lies under, the widest first.
    pub headings: Vec<String>,
    /// Its words, without markup. Blocks end with a line break.
    pub text: String,
}

impl Library {
    /// An entry's text in passages, in reading order; there is always a first one. What is shown from elsewhere belongs to
    /// its own entry.
    pub fn passages(&self, id: EntryId) -> Vec<Passage> {
        let mut first = Passage { text: self[id].summary.clone().unwrap_or_default(), ..Passage::default() };
        let Some(entry) = &self[id].entry else { return vec![first] };
        for (key, _) in self[id].fields.iter().filter(|(_, value)| matches!(value, FieldValue::Prose)) {
            // A translation shows its original's where it has none; those words are the original's.
            if let Some(prose) = entry.prose.get(key) {
                first.text.push('\n');
                self.push_text(id, prose, 0..prose.pieces.len(), &mut first.text);
            }
        }
        let body = &entry.body;
        let starts = entry.outline.iter().map(|heading| heading.piece as usize);
        let end = body.notes.map_or(body.pieces.len(), |notes| notes as usize);
        let stops = starts.clone().chain([end]);
        first.text.push('\n');
        self.push_text(
            id,
            body,
            0..entry.outline.first().map_or(end, |heading| heading.piece as usize),
            &mut first.text,
        );
        self.push_text(id, body, end..body.pieces.len(), &mut first.text);
        first.text = first.text.trim().to_owned();
        let mut passages = vec![first];
        let mut above: Vec<(u8, &str)> = Vec::new();
        for (idx, (start, stop)) in starts.zip(stops.skip(1)).enumerate() {
            let heading = &entry.outline[idx];
            above.retain(|(level, _)| *level < heading.level);
            above.push((heading.level, &heading.text));
            let mut text = String::new();
            self.push_text(id, body, start..stop, &mut text);
            let headings = above.iter().map(|(_, text)| (*text).to_owned()).collect();
            passages.push(Passage { heading: Some(idx), headings, text: text.trim().to_owned() });
        }
        passages
    }

    /// Other names that an entry is looked for by, a line each: its short title, `also_known_as`, aliases, number and id.
    pub fn names(&self, id: EntryId) -> String {
        let entry = &self[id];
        let names = entry.short.iter().chain(&entry.also_known_as).chain(&entry.aliases).cloned();
        let number = entry.number.as_ref().map(Number::marked);
        // A plain folder's ids are file names, which say nothing that a title does not.
        let own_id = self.config.model.is_declared.then(|| entry.id.to_string());
        names.chain(number).chain(own_id).collect::<Vec<_>>().join("\n")
    }

    /// Adds the words of a run of pieces, headings left out.
    fn push_text(&self, id: EntryId, body: &Body, pieces: Range<usize>, text: &mut String) {
        let links = self[id].entry.as_ref().map_or(&[][..], |entry| &entry.links);
        let mut is_heading = false;
        for piece in &body.pieces[pieces] {
            match piece {
                Piece::Heading(_) => is_heading = true,
                Piece::HeadingEnd(_) => is_heading = false,
                _ if is_heading => {}
                Piece::Text(range) | Piece::Plain(range) => text.push_str(body.slice(range)),
                Piece::Html(range) if !is_inline(body.slice(range)) && !text.ends_with('\n') => text.push('\n'),
                Piece::Label(link) => text.push_str(self.link_text(id, *link)),
                Piece::Embed(link) => {
                    let is_picture = matches!(self.node(id).targets.get(link.0 as usize), Some(Target::Asset(_)));
                    let caption = links.get(link.0 as usize).filter(|_| is_picture);
                    text.push_str(caption.map_or("", |link| &link.text));
                }
                _ => {}
            }
        }
    }
}

/// Whether markup stands within a sentence: it parts no words.
fn is_inline(html: &str) -> bool {
    html.split('<').skip(1).all(|tag| {
        let tag = tag.trim_start_matches('/');
        matches!(
            &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())],
            "em" | "strong" | "code" | "del" | "a" | "span" | "abbr" | "b" | "i" | "s" | "q" | "sup" | "sub"
        )
    })
}
