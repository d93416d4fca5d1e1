//! Bodies with their holes filled.

use super::view::PartView;
use super::words::Words;
use crate::model::entry::{Body, Entry, Link, LinkForm, LinkId, Piece, Place};
use crate::model::graph::{EntryId, Target};
use crate::model::hash::ContentHash;
use crate::model::library::{Library, Resolved};
use crate::model::path::OutPath;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
use std::fmt::Write;
use std::mem::discriminant;

/// Where a body is shown, and what its holes are filled from.
pub(super) struct Filling<'l> {
    pub(super) library: &'l Library,
    pub(super) words: &'l Words,
    pub(super) id: EntryId,
    pub(super) entry: &'l Entry,
    /// The page the body stands on: its links are relative to it.
    pub(super) page: &'l OutPath,
}

impl Filling<'_> {
    /// Covers all that [`Filling::html`] depends on, without making it.
    pub(super) fn hash(&self) -> ContentHash {
        let node = self.library.node(self.id);
        let lang = |target: &Target| match target {
            Target::Entry { id, .. } => Some(&self.library[*id].lang),
            _ => None,
        };
        // Which sort of target it is shows too: plain text for what is hidden, marked text for what is not there.
        let targets: Vec<_> = node
            .targets
            .iter()
            .enumerate()
            .map(|(idx, target)| {
                (discriminant(target), self.href(target), self.label(LinkId(idx as u32)), lang(target))
            })
            .collect();
        ContentHash::of_value(&(self.entry.hash, targets, &self.library[self.id].anchors))
    }

    /// The body as HTML.
    pub(super) fn html(&self, body: &Body) -> String {
        let mut html = String::with_capacity(body.buffer.len() * 5 / 4);
        let mut depth = 0;
        for piece in &body.pieces {
            match piece {
                Piece::Html(range) => html.push_str(body.slice(range)),
                Piece::Text(range) | Piece::Plain(range) => {
                    escape_html_body_text(&mut html, body.slice(range)).expect(INFALLIBLE)
                }
                Piece::Open(link) => {
                    depth += 1;
                    self.open(*link, &mut html);
                }
                Piece::Label(link) => escape_html_body_text(&mut html, self.label(*link)).expect(INFALLIBLE),
                Piece::Close(link) => {
                    depth -= 1;
                    html.push_str(match self.target(*link) {
                        Target::Hidden => "",
                        Target::Unresolved(_) => "</span>",
                        _ => "</a>",
                    });
                }
                Piece::Embed(link) => self.embed(*link, depth > 0, &mut html),
                Piece::Anchor(heading) => {
                    let anchor = self.library[self.id].anchor(*heading as usize).unwrap_or_default();
                    escape_html(&mut html, anchor).expect(INFALLIBLE)
                }
                Piece::Word(word) => escape_html(&mut html, self.words.get(word.key())).expect(INFALLIBLE),
            }
        }
        html
    }

    fn target(&self, link: LinkId) -> &Target {
        &self.library.node(self.id).targets[link.0 as usize]
    }

    fn link(&self, link: LinkId) -> &Link {
        &self.entry.links[link.0 as usize]
    }

    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Entry { id, anchor } => {
                let page = &self.library[*id].out;
                let path = if page == self.page && anchor.is_some() { String::new() } else { self.page.href(page) };
                Some(anchor.as_ref().map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
            }
            Target::Asset(path) => Some(self.page.href(path)),
            Target::Folder(folder) => {
                Some(self.page.href(&self.library.folder_out(*folder, &self.library[self.id].lang)))
            }
            Target::External(url) => Some(url.clone()),
            Target::Hidden | Target::Unresolved(_) => None,
        }
    }

    /// What a link without words of its own shows: its target's title.
    fn label(&self, link: LinkId) -> &str {
        match self.target(link) {
            Target::Entry { id, .. } => self.library[*id].short(),
            Target::Folder(folder) => self.library.folder_title(*folder, &self.library[self.id].lang),
            Target::External(url) => url,
            Target::Asset(_) | Target::Hidden | Target::Unresolved(_) => &self.link(link).name,
        }
    }

    fn open(&self, link: LinkId, html: &mut String) {
        let target = self.target(link);
        if let Target::Unresolved(_) = target {
            html.push_str("<span class=\"unresolved\" title=\"");
            escape_html(&mut *html, self.words.get("unresolved")).expect(INFALLIBLE);
            html.push_str("\">");
            return;
        }
        let Some(href) = self.href(target) else {
            return;
        };
        html.push_str("<a href=\"");
        escape_href(&mut *html, &href).expect(INFALLIBLE);
        match target {
            Target::External(_) => html.push_str("\" class=\"external\" rel=\"noreferrer\">"),
            Target::Entry { id, .. } if self.library[*id].lang != self.library[self.id].lang => {
                let lang = &self.library[*id].lang;
                let _ = write!(html, "\" hreflang=\"{lang}\" title=\"");
                escape_html(&mut *html, &self.words.in_language(lang)).expect(INFALLIBLE);
                // The title that the link shows is in that language too.
                let words = if self.link(link).has_text { String::new() } else { format!(" lang=\"{lang}\"") };
                let _ = write!(html, "\"{words}>");
            }
            _ => html.push_str("\">"),
        }
    }

    /// A picture where its file is ours; else words, as a link unless they stand in one already.
    fn embed(&self, link: LinkId, is_in_link: bool, html: &mut String) {
        let target = self.target(link);
        let text = match self.link(link).text.as_str() {
            "" if matches!(target, Target::Asset(_)) => "",
            "" => self.label(link),
            text => text,
        };
        if let (Target::Asset(_), Some(href)) = (target, self.href(target)) {
            html.push_str("<img src=\"");
            escape_href(&mut *html, &href).expect(INFALLIBLE);
            html.push_str("\" alt=\"");
            escape_html(&mut *html, text).expect(INFALLIBLE);
            html.push_str("\" loading=\"lazy\">");
            return;
        }
        if !is_in_link {
            self.open(link, html);
        }
        escape_html_body_text(&mut *html, text).expect(INFALLIBLE);
        if !is_in_link {
            html.push_str(match target {
                Target::Hidden => "",
                Target::Unresolved(_) => "</span>",
                _ => "</a>",
            });
        }
    }

    /// The sentence around a link, with the words that link marked.
    pub(super) fn sentence(&self, link: LinkId) -> Vec<PartView> {
        let written = self.link(link);
        let sentence = &written.sentence;
        let body = match &written.place {
            Place::Field(key) => self.entry.prose.get(key),
            Place::Body => Some(&self.entry.body),
            Place::Nowhere => None,
        };
        let Some(body) = body else { return Vec::new() };
        let mut parts: Vec<PartView> = Vec::new();
        let mut push = |text: &str, is_link: bool| match parts.last_mut() {
            Some(last) if last.is_link == is_link => last.text.push_str(text),
            _ => parts.push(PartView { text: text.to_owned(), is_link }),
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
                    push(self.label(*label), is_link)
                }
                _ => {}
            }
        }
        for part in &mut parts {
            part.text = part.text.replace('\n', " ");
        }
        parts
    }
}

/// Whether a link's sentence can be shown: a picture has none.
pub(super) fn has_sentence(entry: &Resolved, link: LinkId) -> bool {
    entry.entry.as_ref().is_some_and(|source| source.links[link.0 as usize].form != LinkForm::Image)
}

const INFALLIBLE: &str = "a string takes any text";
