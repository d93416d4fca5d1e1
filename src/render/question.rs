//! What a view is composed from, hashed without composing it.
//!
//! Composing ten thousand views to find that a few differ is most of what an edit costs. Whatever `compose`, `lists` and
//! `relations` read of the library for a page is fed here too: a question that left something out would leave a page
//! stale, and the property that a warm build equals a cold one is what holds the two together.

use super::compose::Composer;
use super::glossary::Glossary;
use super::lists::Name;
use super::{Job, PAGE_SIZE, What};
use crate::model::config::{Lang, RelationId};
use crate::model::entry::{Entry, Piece};
use crate::model::graph::{Backlink, Edge, EntryId, FolderId, Target};
use crate::model::hash::{ContentHash, Covered};
use crate::model::library::{FieldValue, Library};
use std::hash::Hash;
use std::mem::discriminant;
use std::sync::Arc;

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
        // By one thread: one that waits for others would take up the next page, and wait for itself.
        let ids: Vec<EntryId> = library.ids().collect();
        let cards: Vec<ContentHash> = ids.iter().map(|&id| card(library, id)).collect();
        let links = ids.iter().map(|&id| links(library, id, &cards)).collect();
        let base = ContentHash::over(|covered| {
            let config = &library.config;
            (press, config.hash, &config.site.base_url, library.has_feed(), library.icon()).hash(covered);
            for lang in library.langs() {
                library.title(lang).hash(covered);
                for &id in &library.menu {
                    cards[library.in_lang(id, lang).0 as usize].hash(covered);
                }
            }
            glossary.hash(library, &cards).hash(covered);
        });
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
    ContentHash::over(|covered| {
        for target in &library.node(id).targets {
            discriminant(target).hash(covered);
            match target {
                Target::Entry { id, anchor } => (cards[id.0 as usize], anchor).hash(covered),
                Target::Asset(path) => path.hash(covered),
                Target::Folder(folder) => (&library[*folder].title, &library[*folder].out).hash(covered),
                // As written: the entry's own hash covers them.
                Target::External(_) | Target::Hidden | Target::Unresolved(_) => {}
            }
        }
    })
}

impl Composer<'_> {
    /// Covers all that a page is composed from; equal questions have equal views. Pages that are few have none.
    pub(super) fn question(&self, job: &Job) -> Option<ContentHash> {
        match job.what {
            What::Entry(id) => self.entry_question(id),
            What::More { id, list, number } => self.more_question(id, list, number),
            What::Folder { id, number } => self.folder_question(id, number, job.lang),
            What::Letter { letter, number } => Some(self.letter_question(letter, number, job.lang)),
            What::Whole(id) => Some(self.whole_question(id)),
            What::Titles { shard } => Some(self.ask_titles(job.lang, shard)),
            _ => None,
        }
    }

    fn entry_question(&self, id: EntryId) -> Option<ContentHash> {
        let (library, shared) = (self.library, self.shared());
        let (entry, node) = (&library[id], library.node(id));
        let folder = self.is_index(id).then_some(entry.folder);
        if folder.is_some_and(|folder| !self.is_plain_list(&library[folder].entries)) {
            return None;
        }
        Some(ContentHash::over(|covered| {
            ("entry", shared.base, shared.card(id), self.has_whole(id), folder.is_some()).hash(covered);
            self.ask_source(id, covered);
            self.ask_included(id, None, covered);
            self.ask_place(id, covered);
            let own = (&entry.fields, &entry.reviewed, &entry.anchors, entry.is_behind, entry.is_unreviewed);
            own.hash(covered);
            (node.previous.map(|id| shared.card(id)), node.next.map(|id| shared.card(id))).hash(covered);
            self.ask_cards(&node.versions, covered);
            for idx in 0..library.config.model.relations.len() as u16 {
                self.ask_relation(id, RelationId(idx), covered);
            }
            self.ask_backlinks(&node.backlinks, 1, covered);
            if let Some(folder) = folder {
                self.ask_folder(folder, 1, &entry.lang, covered);
            }
        }))
    }

    /// Covers all that a further page of one of an entry's lists is composed from.
    fn more_question(&self, id: EntryId, list: Name, number: usize) -> Option<ContentHash> {
        let (library, shared) = (self.library, self.shared());
        let folder = library[id].folder;
        if list == Name::Folder && !self.is_plain_list(&library[folder].entries) {
            return None;
        }
        Some(ContentHash::over(|covered| {
            ("more", shared.base, shared.card(id), number).hash(covered);
            self.ask_place(id, covered);
            match list {
                Name::Relation(relation, is_inverse) => {
                    (relation, is_inverse).hash(covered);
                    self.ask_list(&self.ends(id, relation, is_inverse), number, &library[id].lang, covered);
                }
                Name::Backlinks => self.ask_backlinks(&library.node(id).backlinks, number, covered),
                Name::Folder => self.ask_folder(folder, number, &library[id].lang, covered),
            }
        }))
    }

    /// Covers all that the list page of a folder without a page of its own is composed from.
    fn folder_question(&self, id: FolderId, number: usize, lang: &Lang) -> Option<ContentHash> {
        self.is_plain_list(&self.library[id].entries).then(|| {
            ContentHash::over(|covered| {
                ("folder", self.shared().base, number, lang).hash(covered);
                self.ask_folders(id, lang, covered);
                self.ask_folder(id, number, lang, covered);
            })
        })
    }

    /// Covers all that a page of one letter is composed from.
    fn letter_question(&self, letter: usize, number: usize, lang: &Lang) -> ContentHash {
        ContentHash::over(|covered| {
            ("letter", self.shared().base, letter, number, lang).hash(covered);
            let letters = &self.of(lang).letters;
            for (name, ids) in letters {
                (name, ids.len()).hash(covered);
            }
            self.ask_list(&letters[letter].1, number, lang, covered);
        })
    }

    /// Covers all that a whole document is composed from.
    fn whole_question(&self, id: EntryId) -> ContentHash {
        let (library, shared) = (self.library, self.shared());
        let document = &self.documents[&id];
        ContentHash::over(|covered| {
            ("whole", shared.base).hash(covered);
            self.ask_place(id, covered);
            document.parts().hash(covered);
            for part in document.entries() {
                let entry = &library[part];
                (shared.card(part), &entry.fields, &entry.reviewed, &entry.anchors).hash(covered);
                self.ask_source(part, covered);
                self.ask_included(part, None, covered);
            }
            for &version in &library.node(id).versions {
                (shared.card(version), self.has_whole(version)).hash(covered);
            }
        })
    }

    /// Whether entries are listed by their cards alone: no quotations, no terms of a glossary, no tiles.
    fn is_plain_list(&self, ids: &[EntryId]) -> bool {
        let model = &self.library.config.model;
        let is_plain = |id: &EntryId| {
            let kind = &model[self.library[*id].kind];
            kind.quoted.is_none() && kind.glossary.is_none() && kind.tiles.is_none()
        };
        ids.iter().all(|id| is_plain(id) && self.library.node(*id).versions.iter().all(is_plain))
    }

    fn has_whole(&self, id: EntryId) -> bool {
        self.documents.contains_key(&id)
    }

    fn ask_cards(&self, ids: &[EntryId], covered: &mut Covered) {
        ids.len().hash(covered);
        ids.iter().for_each(|&id| self.shared().card(id).hash(covered));
    }

    /// An entry's own text, its original's, and where its links lead.
    fn ask_source(&self, id: EntryId, covered: &mut Covered) {
        let entry = &self.library[id];
        let hash = |source: &Arc<Entry>| source.hash;
        let sources = (entry.entry.as_ref().map(hash), entry.original.as_ref().map(hash));
        (sources, self.shared().links[id.0 as usize]).hash(covered);
    }

    /// A page of a list, and how long it is.
    fn ask_list(&self, ids: &[EntryId], number: usize, lang: &Lang, covered: &mut Covered) {
        ids.len().hash(covered);
        for &id in ids.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default() {
            self.shared().card(self.library.in_lang(id, lang)).hash(covered);
        }
    }

    /// A page of what lies in a folder.
    fn ask_folder(&self, id: FolderId, number: usize, lang: &Lang, covered: &mut Covered) {
        let folder = &self.library[id];
        self.ask_list(&folder.entries, number, lang, covered);
        for &inner in folder.folders.iter().filter(|_| number == 1) {
            self.ask_folder_name(inner, lang, covered);
            self.ask_list(&self.library[inner].entries, 1, lang, covered);
        }
    }

    /// A page of mentions, and how many there are.
    fn ask_backlinks(&self, backlinks: &[Backlink], number: usize, covered: &mut Covered) {
        backlinks.len().hash(covered);
        for backlink in backlinks.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default() {
            let is_included = self.library.node(backlink.from).included.contains(&backlink.link);
            (self.shared().card(backlink.from), backlink.link, is_included).hash(covered);
            self.ask_source(backlink.from, covered);
        }
    }

    /// The entries at both ends of a relation, with what groups them and what they contain.
    fn ask_relation(&self, id: EntryId, relation: RelationId, covered: &mut Covered) {
        let declared = &self.library.config.model[relation];
        self.ask_cards(&self.ends(id, relation, false), covered);
        let ends = self.ends(id, relation, true);
        self.ask_cards(&ends, covered);
        for end in ends {
            if let Some(facet) = declared.grouped_by {
                self.ask_cards(&self.ends(end, facet, false), covered);
            }
            if declared.is_inline {
                self.ask_text(end, None, covered);
            }
            if declared.is_ordered {
                self.ask_contents(end, relation, MAX_CONTENTS, covered);
            }
        }
    }

    /// The texts that a passage shows in place, and those that these show. `resolve` has seen to it that they end.
    fn ask_included(&self, id: EntryId, anchor: Option<&str>, covered: &mut Covered) {
        let (entry, node) = (&self.library[id], self.library.node(id));
        node.included.hash(covered);
        let Some(source) = entry.entry.as_ref().filter(|_| !node.included.is_empty()) else { return };
        for piece in &source.body.pieces[entry.passage(anchor)] {
            if let Piece::Include(link) = piece
                && let Target::Entry { id, anchor } = &node.targets[link.0 as usize]
                && node.included.contains(link)
            {
                self.ask_text(*id, anchor.as_deref(), covered);
            }
        }
    }

    /// A passage that is shown on the page of another entry.
    fn ask_text(&self, id: EntryId, anchor: Option<&str>, covered: &mut Covered) {
        anchor.hash(covered);
        self.ask_source(id, covered);
        self.ask_included(id, anchor, covered);
    }

    fn ask_contents(&self, id: EntryId, relation: RelationId, depth: usize, covered: &mut Covered) {
        let contents = self.ends(id, relation, true);
        self.ask_cards(&contents, covered);
        for part in contents.into_iter().filter(|_| depth > 0) {
            self.ask_contents(part, relation, depth - 1, covered);
        }
    }

    /// Where an entry lies: its breadcrumbs, and which menu item leads towards it.
    fn ask_place(&self, id: EntryId, covered: &mut Covered) {
        let (library, lang) = (self.library, &self.library[id].lang);
        let is_part_of = |edge: &&Edge| {
            let relation = &library.config.model[edge.relation];
            relation.is_one && relation.is_ordered
        };
        // Bounded as the breadcrumbs are: relations may go round in a circle.
        let mut step = id;
        for _ in 0..super::compose::MAX_CRUMBS {
            let Some(edge) = library.node(step).out.iter().find(is_part_of) else { break };
            step = edge.to;
            self.shared().card(step).hash(covered);
        }
        let folder = library[id].folder;
        self.ask_folders(folder, lang, covered);
        for &page in &library.menu {
            self.lies_below(folder, library.in_lang(page, lang)).hash(covered);
        }
        (library[id].is_folder_page, library.is_home(id)).hash(covered);
    }

    /// A folder and those it lies in.
    fn ask_folders(&self, id: FolderId, lang: &Lang, covered: &mut Covered) {
        let mut folder = Some(id);
        while let Some(id) = folder {
            self.ask_folder_name(id, lang, covered);
            folder = self.library[id].parent;
        }
    }

    /// What a folder is called, and where its page is.
    fn ask_folder_name(&self, id: FolderId, lang: &Lang, covered: &mut Covered) {
        let folder = &self.library[id];
        match folder.index {
            Some(index) => self.shared().card(self.library.in_lang(index, lang)).hash(covered),
            None => (&folder.title, &folder.out).hash(covered),
        }
    }
}
