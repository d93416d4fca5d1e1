//! Anchors of headings.

use crate::model::slug::slugged;
use std::collections::HashSet;

/// Anchors handed out in one entry: each once.
#[derive(Default)]
pub(super) struct Anchors(HashSet<String>);

impl Anchors {
    /// The anchor of a heading: as written in `{#name}`, else its slug; a second one is numbered
    /// as GitHub numbers them, so that links people already have keep working.
    pub(super) fn give(&mut self, written: Option<&str>, text: &str) -> String {
        let wanted = match written {
            Some(name) if is_anchor(name) => name.to_owned(),
            Some(name) => slugged(name),
            None => slugged(text),
        };
        // `fn-1` and `fnref-1-1` are the names of footnotes.
        let is_note = wanted.starts_with("fn-") || wanted.starts_with("fnref-");
        let wanted = match wanted.as_str() {
            "" => "section".to_owned(),
            name if is_note => format!("section-{name}"),
            _ => wanted,
        };
        let mut anchor = wanted.clone();
        let mut count = 1;
        while !self.0.insert(anchor.clone()) {
            anchor = format!("{wanted}-{count}");
            count += 1;
        }
        anchor
    }
}

/// Whether a text can stand in an `id` and in an address as it is.
fn is_anchor(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
