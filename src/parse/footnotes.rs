//! Footnotes: numbered by their first mention, collected at the end of the body.

use super::flow::Flow;
use crate::model::diag::{Diagnostic, Span};
use crate::model::entry::{Body, Piece, Place, Word};
use pulldown_cmark::CowStr;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is known of a body's footnotes so far.
#[derive(Default)]
pub(super) struct Notes<'t> {
    pub(super) numbers: BTreeMap<&'t str, usize>,
    pub(super) order: Vec<&'t str>,
    pub(super) n_mentions: BTreeMap<&'t str, u32>,
    pub(super) bodies: BTreeMap<&'t str, Body>,
    pub(super) writing: Vec<&'t str>,
}

impl<'t> Flow<'_, '_, 't> {
    /// A footnote's number, where the text mentions it.
    pub(super) fn mention(&mut self, label: &'t CowStr<'t>) {
        let label = label.as_ref();
        let number = *self.notes.numbers.entry(label).or_insert_with(|| {
            self.notes.order.push(label);
            self.notes.order.len()
        });
        let count = self.notes.n_mentions.entry(label).or_default();
        *count += 1;
        self.out.pieces.push(Piece::Mark(number as u32, *count));
    }

    /// All footnotes that the text mentions, in the order of their numbers.
    pub(super) fn footnotes(&mut self) {
        self.unwritten();
        if self.notes.order.is_empty() {
            return self.unmentioned();
        }
        self.out.notes = Some(self.out.pieces.len() as u32);
        let start = self.out.buffer.len() as u32;
        self.out.buffer.push_str("<section class=\"footnotes\" aria-label=\"");
        self.out.pieces.push(Piece::Html(start..self.out.buffer.len() as u32));
        self.word(Word::Footnotes);
        self.html("\"><ol>\n");
        for (idx, label) in std::mem::take(&mut self.notes.order).into_iter().enumerate() {
            let number = idx + 1;
            self.out.pieces.push(Piece::Note(number as u32));
            if let Some(note) = self.notes.bodies.remove(label) {
                self.append(note);
            }
            for count in 1..=self.notes.n_mentions.get(label).copied().unwrap_or(1) {
                self.out.pieces.push(Piece::Back(number as u32, count));
            }
            self.html("</li>\n");
        }
        self.html("</ol></section>\n");
        self.unmentioned();
    }

    /// Footnotes that nobody mentions are on no page, and neither are their links.
    fn unmentioned(&mut self) {
        let bodies = std::mem::take(&mut self.notes.bodies);
        for piece in bodies.values().flat_map(|body| &body.pieces) {
            if let Piece::Open(id) | Piece::Embed(id) = piece {
                self.writer.links[id.0 as usize].place = Place::Nowhere;
            }
        }
    }

    /// Mentions of footnotes that nobody wrote: to the parser they are text.
    fn unwritten(&mut self) {
        let mut told = BTreeSet::new();
        for piece in &self.out.pieces {
            let Piece::Text(range) = piece else { continue };
            let mut rest = self.out.slice(range);
            // One byte is found much sooner than two, and nearly no text has it.
            if !rest.contains('[') {
                continue;
            }
            while let Some(at) = rest.find("[^") {
                rest = &rest[at + 2..];
                let Some(label) = rest.split_once(']').map(|(label, _)| label) else { break };
                if label.is_empty() || label.contains(char::is_whitespace) || !told.insert(label) {
                    continue;
                }
                let mention = format!("[^{label}]");
                // Signs that were turned typographic do not stand so in the source.
                let found = self.writer.source.text.find(&mention);
                let start = found.unwrap_or(0);
                let span = Span::new(&self.writer.source.path, start..found.map_or(0, |at| at + mention.len()));
                let message = format!("there is no footnote `{label}`");
                // Almost its text: a line that begins with the mention, without its colon.
                let line = self.writer.source.text.split_once(&format!("\n{mention} ")).map(|(_, rest)| {
                    rest.lines().next().unwrap_or_default().trim_start_matches([' ', ':', '\u{a0}']).to_owned()
                });
                let hint = match line {
                    Some(words) => {
                        format!("write `[^{label}]: {}`, with a colon right behind the bracket", words.trim())
                    }
                    None => format!("write `[^{label}]: …` on a line of its own"),
                };
                self.writer.diagnostics.push(Diagnostic::warning("unresolved-footnote", span, message).hint(hint));
            }
        }
    }

    /// Adds a body that was written aside; its ranges move with it.
    fn append(&mut self, body: Body) {
        let by = self.out.buffer.len() as u32;
        let first = self.out.pieces.len() as u32;
        let shift = |range: &Range<u32>, by: u32| range.start + by..range.end + by;
        self.out.buffer.push_str(&body.buffer);
        for piece in body.pieces {
            if let Piece::Open(id) = &piece {
                let sentence = &mut self.writer.links[id.0 as usize].sentence;
                sentence.bytes = shift(&sentence.bytes, by);
                sentence.pieces = shift(&sentence.pieces, first);
            }
            self.out.pieces.push(match piece {
                Piece::Html(range) => Piece::Html(shift(&range, by)),
                Piece::Text(range) => Piece::Text(shift(&range, by)),
                Piece::Plain(range) => Piece::Plain(shift(&range, by)),
                hole => hole,
            });
        }
    }
}
