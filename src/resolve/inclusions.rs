//! Texts shown within others: `![[name]]`. Which of them stand, and which would never end.
//!
//! What is shown is a passage: an entry's whole text, or one heading of it. So two entries may show passages
//! of each other, as long as no passage comes to hold itself.

use crate::model::config::Config;
use crate::model::diag::{Diagnostic, Span};
use crate::model::entry::{LinkForm, LinkId, Piece};
use crate::model::graph::{EntryId, Node, Target};
use crate::model::library::Resolved;
use std::collections::{BTreeSet, HashMap};

/// How deep a passage may show a passage that shows a passage.
const MAX_DEPTH: usize = 8;

/// The most passages that one page may come to show.
const MAX_PASSAGES: usize = 200;

/// Notes which inclusions are shown in place; the others stay links, each with a finding.
pub(super) fn include(entries: &[Resolved], nodes: &mut [Node], config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let includes = |entry: &Resolved| {
        entry.entry.as_ref().is_some_and(|source| source.links.iter().any(|link| link.form == LinkForm::Include))
    };
    let first: Vec<EntryId> =
        (0..entries.len()).filter(|&idx| includes(&entries[idx])).map(|idx| EntryId(idx as u32)).collect();
    let mut walk = Walk { entries, nodes, known: HashMap::new(), refused: BTreeSet::new(), config, diagnostics };
    for &id in &first {
        walk.from(Passage { id, anchor: None });
    }
    let refused = walk.refused;
    for id in first {
        let Some(source) = &entries[id.0 as usize].entry else { continue };
        let node = &mut nodes[id.0 as usize];
        let links = source.links.iter().zip(&node.targets).enumerate();
        let shown = links
            .filter(|(_, (link, target))| link.form == LinkForm::Include && matches!(target, Target::Entry { .. }));
        let shown = shown.map(|(idx, _)| LinkId(idx as u32)).filter(|&link| !refused.contains(&(id, link)));
        node.included = shown.collect();
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Passage {
    id: EntryId,
    anchor: Option<String>,
}

/// How deep a passage goes, and how many it comes to show, itself among them.
#[derive(Clone, Copy)]
struct Size {
    depth: usize,
    n_passages: usize,
}

/// A passage on the way: what it shows, how far that was looked at, and its size so far.
struct Step {
    passage: Passage,
    shows: Vec<(LinkId, Passage)>,
    next: usize,
    size: Size,
}

struct Walk<'a> {
    entries: &'a [Resolved],
    nodes: &'a [Node],
    /// Passages seen: `None` while they are on the way.
    known: HashMap<Passage, Option<Size>>,
    refused: BTreeSet<(EntryId, LinkId)>,
    config: &'a Config,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Walks without recursion: a long chain must not exhaust the stack.
    fn from(&mut self, passage: Passage) {
        if self.known.contains_key(&passage) {
            return;
        }
        let mut way = vec![self.step(passage)];
        while let Some(step) = way.last_mut() {
            let Some((link, shown)) = step.shows.get(step.next).cloned() else {
                self.known.insert(step.passage.clone(), Some(step.size));
                way.pop();
                continue;
            };
            let from = step.passage.id;
            let size = match self.known.get(&shown) {
                Some(Some(size)) => *size,
                Some(None) => {
                    step.next += 1;
                    self.report_circle(&way, &shown, from, link);
                    continue;
                }
                None => {
                    let inner = self.step(shown);
                    way.push(inner);
                    continue;
                }
            };
            step.next += 1;
            if size.depth >= MAX_DEPTH || step.size.n_passages + size.n_passages > MAX_PASSAGES {
                let message = "what is shown here shows other texts in turn, more than one page can hold";
                let hint = "write a link to it: take away the `!`";
                self.report(from, link, "deep-transclusion", message.to_owned(), hint);
            } else {
                step.size.depth = step.size.depth.max(size.depth + 1);
                step.size.n_passages += size.n_passages;
            }
        }
    }

    fn step(&mut self, passage: Passage) -> Step {
        self.known.insert(passage.clone(), None);
        let shows = self.shows(&passage);
        Step { passage, shows, next: 0, size: Size { depth: 1, n_passages: 1 } }
    }

    /// The passages that a passage shows.
    fn shows(&self, passage: &Passage) -> Vec<(LinkId, Passage)> {
        let entry = &self.entries[passage.id.0 as usize];
        let Some(source) = &entry.entry else { return Vec::new() };
        let pieces = &source.body.pieces[entry.passage(passage.anchor.as_deref())];
        let shown = pieces.iter().filter_map(|piece| match piece {
            Piece::Include(link) if !self.refused.contains(&(passage.id, *link)) => {
                match &self.nodes[passage.id.0 as usize].targets[link.0 as usize] {
                    Target::Entry { id, anchor } => Some((*link, Passage { id: *id, anchor: anchor.clone() })),
                    _ => None,
                }
            }
            _ => None,
        });
        shown.collect()
    }

    fn report_circle(&mut self, way: &[Step], back: &Passage, from: EntryId, link: LinkId) {
        let name = |passage: &Passage| {
            let anchor = passage.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
            format!("{}{anchor}", self.entries[passage.id.0 as usize].id)
        };
        let round = way.iter().map(|step| &step.passage).skip_while(|passage| *passage != back);
        let names: Vec<String> = round.chain([back]).map(name).collect();
        let message = format!("this text would hold itself: {}", names.join(" → "));
        self.report(from, link, "transclusion-cycle", message, "write one of these as a link: take away the `!`");
    }

    /// Refuses an inclusion and says why.
    fn report(&mut self, from: EntryId, link: LinkId, code: &'static str, message: String, hint: &str) {
        let Some(source) = &self.entries[from.0 as usize].entry else { return };
        // A passage can be met as itself and within its entry: one finding is enough.
        if self.refused.insert((from, link)) {
            let span = Span::new(&source.path, source.links[link.0 as usize].span.clone());
            let is_declared = self.config.model.is_declared;
            self.diagnostics.push(Diagnostic::graded(is_declared, code, span, message).hint(hint));
        }
    }
}
