//! Addresses and footnotes that are written apart from where they are used.

use super::super::markdown::Events;
use super::Check;
use pulldown_cmark::{Event, LinkType, Tag};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// `[label]: address` on a line of its own.
pub(in crate::parse) struct Definition {
    pub(in crate::parse) label: String,
    pub(in crate::parse) address: String,
    pub(in crate::parse) span: Range<usize>,
}

impl Check<'_> {
    pub(super) fn references(&mut self, events: &Events, definitions: &[Definition]) {
        let mut notes: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        let mut mentions: BTreeSet<&str> = BTreeSet::new();
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut code: Vec<Range<usize>> = Vec::new();
        for (event, span) in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => notes.entry(label).or_default().push(span.clone()),
                Event::FootnoteReference(label) => _ = mentions.insert(label),
                Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                    if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) =>
                {
                    used.insert(id.to_lowercase());
                }
                Event::Start(Tag::CodeBlock(_)) if !definitions.is_empty() => code.push(span.clone()),
                _ => {}
            }
        }
        for (label, spans) in notes {
            let name = |span: &Range<usize>| span.start..span.start + label.len() + 3;
            if let Some(second) = spans.get(1) {
                let hint = format!("give one of them another name, as in `[^{label}-2]`");
                self.warn("repeated-footnote", name(second), format!("the footnote `{label}` is written twice"), hint);
            }
            if !mentions.contains(label) && self.stands_once(&format!("[^{label}]")) {
                let message = format!("no text mentions the footnote `{label}`, so it is not shown");
                self.warn("unused-footnote", name(&spans[0]), message, format!("write `[^{label}]` where it belongs"));
            }
        }
        for definition in definitions {
            // An address that nobody uses harms nobody; a sentence that was taken for one is lost.
            let address = definition.address.trim_end_matches(['.', '!', '?']);
            let is_address = address.is_empty() || address.contains(['/', '#', ':', '.', '<', '?', '=']);
            let is_used = used.contains(&definition.label.to_lowercase());
            let label = &definition.label;
            if !is_address && !is_used && !label.starts_with("//") && self.stands_once(&format!("[{label}]")) {
                let message = format!("this line names an address `[{label}]`, and is not shown");
                let hint = format!("write `**{label}:** {}` if it is a text", definition.address);
                self.warn("unused-reference", definition.span.clone(), message, hint);
            }
        }
        self.repeated(definitions, &code);
    }

    /// Whether nothing but the definition has a name: code and other programs' markup may use it too. Each question
    /// costs a walk, so only the first few are answered.
    fn stands_once(&mut self, name: &str) -> bool {
        const MAX_WALKS: usize = 50;
        self.n_walks += 1;
        self.n_walks <= MAX_WALKS && self.text[self.body.clone()].matches(name).nth(1).is_none()
    }

    /// A second address for a name: the first one counts, and the second is on no page.
    fn repeated(&mut self, definitions: &[Definition], code: &[Range<usize>]) {
        if definitions.is_empty() {
            return;
        }
        let first: BTreeMap<String, &Definition> =
            definitions.iter().map(|definition| (definition.label.to_lowercase(), definition)).collect();
        let text = &self.text[self.body.clone()];
        let mut at = self.body.start;
        for line in text.split_inclusive('\n') {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            let Some((label, address)) = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:"))
            else {
                continue;
            };
            let Some(definition) = first.get(&label.to_lowercase()) else { continue };
            let next = code.partition_point(|code| code.start <= start);
            let is_code = next > 0 && code[next - 1].contains(&start);
            if definition.span.contains(&start)
                || is_code
                || definition.address == address.trim()
                || label.starts_with("//")
            {
                continue;
            }
            let message = format!("`[{label}]` has an address already, `{}`", definition.address);
            let hint = format!("remove this line, or call it `[{label}-2]`");
            self.warn("repeated-reference", start..start + line.trim().len(), message, hint);
        }
    }
}
