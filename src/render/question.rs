//! What a view is composed from, hashed without composing it.
//!
//! Composing ten thousand views to find that a few differ is most of what an edit costs. Whatever `compose` and
//! `relations` read of the library for an entry's page is fed here too: a question that left something out would
//! leave a page stale, and the property that a warm build equals a cold one is what holds the two together.

use super::compose::Composer;
use super::glossary::Glossary;
use super::place::At;
use super::{Job, What};
use crate::model::config::RelationId;
use crate::model::entry::Piece;
use crate::model::graph::{EntryId, Target};
use crate::model::hash::ContentHash;
use crate::model::library::{FieldValue, Library};
use std::mem::discriminant;

/// How deep contents are followed: as deep as they are shown, and once more.
const MAX_CONTENTS: usize = 4;

/// Hashes that many questions share.
pub(super) struct Shared {
    /// What every page shows.
    pub(super) base: ContentHash,
    /// What each entry shows of itself on other pages.
    cards: Vec<ContentHash>,
    /// Where each entry's links lead, and what is shown of that.
    links: Vec<ContentHash>,
}

impl Shared {
    /// What an entry shows of itself on other pages.
    pub(super) fn card(&self, id: EntryId) -> ContentHash {
        self.cards[id.0 as usize]
    }

    pub(super) fn new(library: &Library, press: ContentHash, glossary: &Glossary) -> Shared {
        let cards: Vec<ContentHash> = library.ids().map(|id| card(library, id)).collect();
        let links = library.ids().map(|id| links(library, id, &cards)).collect();
        let versions = |&id: &EntryId| library.langs().iter().map(move |lang| library.in_lang(id, lang));
        let menu: Vec<ContentHash> = library.menu.iter().flat_map(versions).map(|id| cards[id.0 as usize]).collect();
        let titles: Vec<&str> = library.langs().iter().map(|lang| library.title(lang)).collect();
        let config = &library.config;
        let has_feed = library.has_feed();
        let site = (config.hash, &config.site.base_url, has_feed, titles, library.icon());
        let base = ContentHash::of_value(&(press, site, menu, glossary.hash(library, &cards)));
        Shared { base, cards, links }
    }
}

/// Everything that another page can show of an entry.
fn card(library: &Library, id: EntryId) -> ContentHash {
    let entry = &library[id];
    let date = entry.fields.iter().find(|(_, value)| matches!(value, FieldValue::Date(_)));
    let names = (&entry.id, &entry.title, &entry.short, &entry.summary);
    ContentHash::of_value(&(
        names,
        entry.status,
        &entry.number,
        &entry.out,
        entry.kind,
        &entry.lang,
        date,
        entry.is_for_trainers,
    ))
}

fn links(library: &Library, id: EntryId, cards: &[ContentHash]) -> ContentHash {
    let targets = library.node(id).targets.iter().map(|target| {
        let shown = match target {
            Target::Entry { id, anchor } => (Some(cards[id.0 as usize]), anchor.clone()),
            Target::Asset(path) => (None, Some(path.to_string())),
            Target::Folder(folder) => (None, Some(format!("{} {}", library[*folder].title, library[*folder].out))),
            // As written: the entry's own hash covers them.
            Target::External(_) | Target::Hidden | Target::Unresolved(_) => (None, None),
        };
        (discriminant(target), shown)
    });
    ContentHash::of_value(&targets.collect::<Vec<_>>())
}

impl Composer<'_> {
    /// Covers all that an entry's page is composed from; equal questions have equal views. Other pages have none.
    pub(super) fn question(&self, job: &Job) -> Option<ContentHash> {
        let (library, shared) = (self.library, self.shared());
        let id = match job.what {
            What::Entry(id) => id,
            What::Whole(id) => return Some(self.whole_question(id)),
            What::Titles { shard } => return Some(self.ask_titles(job.lang, shard)),
            _ => return None,
        };
        let entry = &library[id];
        // A folder's own page lists what lies in the folder.
        if self.is_index(id) {
            return None;
        }
        let node = library.node(id);
        let card = |id: EntryId| shared.cards[id.0 as usize];
        let mut parts = vec![shared.base, card(id), shared.links[id.0 as usize]];
        parts.extend(entry.entry.as_ref().map(|source| source.hash));
        parts.extend(entry.original.as_ref().map(|original| original.hash));
        parts.extend(node.versions.iter().map(|&version| card(version)));
        self.ask_included(id, None, &mut parts);
        parts.push(ContentHash::of_value(&(
            &entry.fields,
            &entry.reviewed,
            (&entry.anchors, entry.is_behind, entry.is_unreviewed),
            node.previous.map(card),
            node.next.map(card),
        )));
        for idx in 0..library.config.model.relations.len() as u16 {
            self.ask_relation(id, RelationId(idx), &mut parts);
        }
        for backlink in &node.backlinks {
            let from = backlink.from;
            let source = library[from].entry.as_ref().map(|source| source.hash);
            parts.push(ContentHash::of_value(&(card(from), source, backlink.link, shared.links[from.0 as usize])));
        }
        parts.push(ContentHash::of_value(&("whole", self.documents.contains_key(&id))));
        parts.push(self.ask_place(id));
        Some(ContentHash::of_value(&parts))
    }

    /// Covers all that a whole document is composed from.
    fn whole_question(&self, id: EntryId) -> ContentHash {
        let (library, shared) = (self.library, self.shared());
        let document = &self.documents[&id];
        let mut parts = vec![shared.base, self.ask_place(id), ContentHash::of_value(&("whole", document.parts()))];
        for part in document.entries() {
            let (entry, idx) = (&library[part], part.0 as usize);
            parts.extend([shared.cards[idx], shared.links[idx]]);
            parts.extend(entry.entry.as_ref().map(|source| source.hash));
            parts.extend(entry.original.as_ref().map(|original| original.hash));
            parts.push(ContentHash::of_value(&(&entry.fields, &entry.reviewed, &entry.anchors)));
            self.ask_included(part, None, &mut parts);
        }
        let versions = library.node(id).versions.iter();
        let versions = versions.map(|version| (shared.cards[version.0 as usize], self.documents.contains_key(version)));
        parts.push(ContentHash::of_value(&versions.collect::<Vec<_>>()));
        ContentHash::of_value(&parts)
    }

    /// The entries at both ends of a relation, with what groups them and what they contain.
    fn ask_relation(&self, id: EntryId, relation: RelationId, parts: &mut Vec<ContentHash>) {
        let declared = &self.library.config.model[relation];
        for is_inverse in [false, true] {
            parts.push(ContentHash::of_value(&(relation, is_inverse)));
            for end in self.ends(id, relation, is_inverse) {
                parts.push(self.shared().cards[end.0 as usize]);
                if !is_inverse {
                    continue;
                }
                let terms = declared.grouped_by.map(|facet| self.ends(end, facet, false)).unwrap_or_default();
                parts.push(ContentHash::of_value(&terms.len()));
                parts.extend(terms.iter().map(|term| self.shared().cards[term.0 as usize]));
                if declared.is_inline {
                    self.ask_text(end, None, parts);
                }
                if declared.is_ordered {
                    self.ask_contents(end, relation, MAX_CONTENTS, parts);
                }
            }
        }
    }

    /// The texts that a passage shows in place, and those that these show. `resolve` has seen to it that they end.
    fn ask_included(&self, id: EntryId, anchor: Option<&str>, parts: &mut Vec<ContentHash>) {
        let (entry, node) = (&self.library[id], self.library.node(id));
        let Some(source) = entry.entry.as_ref().filter(|_| !node.included.is_empty()) else { return };
        parts.push(ContentHash::of_value(&node.included));
        for piece in &source.body.pieces[entry.passage(anchor)] {
            if let Piece::Include(link) = piece
                && let Target::Entry { id, anchor } = &node.targets[link.0 as usize]
                && node.included.contains(link)
            {
                self.ask_text(*id, anchor.as_deref(), parts);
            }
        }
    }

    /// A passage that is shown on the page of another entry.
    fn ask_text(&self, id: EntryId, anchor: Option<&str>, parts: &mut Vec<ContentHash>) {
        let source = self.library[id].entry.as_ref().map(|source| source.hash);
        parts.push(ContentHash::of_value(&(source, anchor, self.shared().links[id.0 as usize])));
        self.ask_included(id, anchor, parts);
    }

    fn ask_contents(&self, id: EntryId, relation: RelationId, depth: usize, parts: &mut Vec<ContentHash>) {
        let contents = self.ends(id, relation, true);
        parts.push(ContentHash::of_value(&(depth, contents.len())));
        for part in contents.into_iter().filter(|_| depth > 0) {
            parts.push(self.shared().cards[part.0 as usize]);
            self.ask_contents(part, relation, depth - 1, parts);
        }
    }

    /// Where the entry lies: its breadcrumbs, and which menu item leads towards it.
    fn ask_place(&self, id: EntryId) -> ContentHash {
        let entry = &self.library[id];
        let crumbs = self.crumbs(id, At { path: &entry.out, lang: &entry.lang });
        let crumbs: Vec<(&str, String)> = crumbs.into_iter().map(|crumb| (crumb.title, crumb.href)).collect();
        let folder = self.library[id].folder;
        let menu = self.library.menu.iter().map(|&page| self.library.in_lang(page, &entry.lang));
        let below: Vec<bool> = menu.map(|page| self.lies_below(folder, page)).collect();
        ContentHash::of_value(&(crumbs, below))
    }
}
