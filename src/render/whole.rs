//! A whole document on one page, to print: an entry, and in order all that is part of it.

use super::body::{Filling, Whole};
use super::compose::Composer;
use super::place::At;
use super::view::*;
use crate::model::graph::EntryId;
use crate::model::library::Library;
use crate::model::path::OutPath;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Fewer parts are read on the entry's own page.
const MIN_PARTS: usize = 2;
/// What is larger no printer is asked for; its parts have their pages, and the way to this one is not shown.
const MAX_PARTS: usize = 300;
const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Deeper parts stand where the deepest heading does.
const MAX_DEPTH: u8 = 5;

/// A document and its parts.
pub(super) struct Document {
    /// All parts in the order they are read, each with how deep it lies.
    parts: Vec<(EntryId, u8)>,
    all: Whole,
}

/// Every document that has its page. A part of another has none of its own.
pub(super) fn documents(library: &Library) -> BTreeMap<EntryId, Document> {
    let relations = library.config.model.relations.iter().enumerate();
    let ordered: Vec<u16> = relations.filter(|(_, relation)| relation.is_ordered).map(|(idx, _)| idx as u16).collect();
    if ordered.is_empty() {
        return BTreeMap::new();
    }
    let document = |id: EntryId| {
        let node = library.node(id);
        let is_part = node.out.iter().any(|edge| ordered.contains(&edge.relation.0));
        if is_part || library[id].entry.is_none() || !node.into.iter().any(|edge| ordered.contains(&edge.relation.0)) {
            return None;
        }
        let mut document = Document { parts: Vec::new(), all: Whole::from([id]) };
        document.take(library, &ordered, id, 1);
        let bytes = |id: &EntryId| library[*id].entry.as_ref().map_or(0, |entry| entry.body.buffer.len());
        let is_small = document.parts.len() <= MAX_PARTS && document.all.iter().map(bytes).sum::<usize>() <= MAX_BYTES;
        (document.parts.len() >= MIN_PARTS && is_small).then_some((id, document))
    };
    library.ids().filter_map(document).collect()
}

impl Document {
    /// The parts of an entry, and theirs; each once, however often it is said to be a part.
    fn take(&mut self, library: &Library, ordered: &[u16], id: EntryId, depth: u8) {
        for edge in library.node(id).into.iter().filter(|edge| ordered.contains(&edge.relation.0)) {
            let part = library.in_lang(edge.from, &library[id].lang);
            if self.parts.len() <= MAX_PARTS && self.all.insert(part) {
                self.parts.push((part, depth));
                self.take(library, ordered, part, (depth + 1).min(MAX_DEPTH));
            }
        }
    }

    /// The entry and all its parts.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.all.iter().copied()
    }

    /// The parts with their depths, in order.
    pub(super) fn parts(&self) -> &[(EntryId, u8)] {
        &self.parts
    }
}

impl<'l> Composer<'l> {
    pub(super) fn whole_path(&self, id: EntryId) -> OutPath {
        OutPath::new(format!("{}/whole.html", self.library[id].out.as_str().trim_end_matches(".html")))
    }

    /// The link to the page that shows an entry with all its parts, where there is one.
    pub(super) fn whole_href(&self, id: EntryId, at: At) -> Option<String> {
        self.documents.contains_key(&id).then(|| at.href(&self.whole_path(id)))
    }

    /// An entry with all its parts.
    pub(super) fn whole(&self, id: EntryId, at: At<'l>) -> View<'l> {
        let library = self.library;
        let entry = &library[id];
        let document = &self.documents[&id];
        let mut view = self.base("whole", Cow::Borrowed(entry.title.as_str()), at);
        view.crumbs = self.crumbs(id, at);
        view.crumbs.push(self.link(id, at));
        view.languages = self.languages(at, |lang| {
            let version = library.in_lang(id, lang);
            (library[version].lang == *lang && self.documents.contains_key(&version)).then(|| self.whole_path(version))
        });
        view.summary = entry.summary.as_deref();
        view.number = entry.number.as_ref();
        view.status = entry.status;
        let own = self.part(id, 0, document, at);
        let parts = document.parts.iter().map(|&(part, depth)| self.part(part, depth, document, at));
        let whole = WholeView { n_parts: document.parts.len(), own, parts: parts.collect() };
        let bodies = std::iter::once(&whole.own).chain(&whole.parts).map(|part| part.html.as_str());
        view.addresses = bodies.flat_map(super::body::addresses).collect();
        view.whole_document = Some(whole);
        view
    }

    fn part(&self, id: EntryId, depth: u8, document: &Document, at: At<'l>) -> WholePartView<'l> {
        let filling = self.filling(id, at.path);
        let filling = filling.map(|filling| Filling { whole: Some(&document.all), ..filling });
        self.part_filled(id, depth, filling, at)
    }

    /// A part as it stands among others; `filling` says what stands around it.
    pub(super) fn part_filled(
        &self,
        id: EntryId,
        depth: u8,
        filling: Option<Filling>,
        at: At<'l>,
    ) -> WholePartView<'l> {
        let entry = &self.library[id];
        let shift = Some(depth as i8);
        let filling = filling.map(|filling| Filling { shift, is_part: true, ..filling }.text(None, None));
        WholePartView {
            anchor: &entry.id,
            level: depth + 1,
            title: &entry.title,
            number: entry.number.as_ref(),
            summary: entry.summary.as_deref(),
            status: entry.status,
            is_for_trainers: entry.is_for_trainers,
            lang: self.foreign(id, at),
            fields: self.fields(id, at),
            reviewed: entry.reviewed.as_ref().map(|date| self.press.words(at.lang).date(date)),
            href: at.href(&entry.out),
            address: self.library.address(&entry.out),
            html: filling.unwrap_or_default(),
        }
    }
}
