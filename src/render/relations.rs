//! What hangs together with an entry: relations both ways, cards, backlinks.

use super::PAGE_SIZE;
use super::body::Filling;
use super::compose::Composer;
use super::lists::Name;
use super::place::At;
use super::view::*;
use crate::model::config::{KindId, RelationId};
use crate::model::graph::EntryId;
use crate::model::library::FieldValue;
use std::collections::BTreeMap;

/// The longest text of all entries of a relation together that is put on a page to be read in place, in bytes.
const MAX_IN_PLACE: usize = 12 * 1024;

/// How deep a document's contents are shown on its page.
const MAX_CONTENTS: usize = 3;

/// The most mentions that an entry's page shows without being asked: more would bury what follows on a small screen.
const N_OPEN: usize = 12;

impl<'l> Composer<'l> {
    /// All relations of an entry, both ways, in the model's order.
    pub(super) fn relations(&self, id: EntryId, at: At<'l>) -> Vec<RelationView<'l>> {
        let library = self.library;
        let mut views = Vec::new();
        for (idx, relation) in library.config.model.relations.iter().enumerate() {
            let relation_id = RelationId(idx as u16);
            let lang = &library[id].lang;
            let (out, into) = (self.ends(id, relation_id, false), self.ends(id, relation_id, true));
            for (ends, is_inverse) in [(out, false), (into, true)] {
                if ends.is_empty() {
                    continue;
                }
                let label = if is_inverse { &relation.inverse } else { &relation.label };
                let name = Name::Relation(relation_id, is_inverse);
                let groups = if ends.len() > PAGE_SIZE {
                    vec![GroupView { cards: self.cards(&ends[..PAGE_SIZE], at), ..GroupView::default() }]
                } else if is_inverse {
                    self.groups(relation_id, &ends, at)
                } else {
                    vec![GroupView { cards: self.cards(&ends, at), ..GroupView::default() }]
                };
                let more = (ends.len() > PAGE_SIZE).then(|| MoreView {
                    href: at.href(&self.more_path(id, name, 2)),
                    n_entries: ends.len() - PAGE_SIZE,
                });
                views.push(RelationView {
                    key: &relation.key,
                    label: label.get(lang),
                    is_facet: relation.is_facet,
                    is_inverse,
                    is_in_place: groups.iter().flat_map(|group| &group.cards).any(|card| card.text.is_some()),
                    n_entries: ends.len(),
                    groups,
                    more,
                });
            }
        }
        views
    }

    /// The entries at the other end of a relation. One that reads the same from both ends has one list.
    pub(super) fn ends(&self, id: EntryId, relation: RelationId, is_inverse: bool) -> Vec<EntryId> {
        let node = self.library.node(id);
        let out = node.out.iter().filter(|edge| edge.relation == relation).map(|edge| edge.to);
        let into = node.into.iter().filter(|edge| edge.relation == relation).map(|edge| edge.from);
        match (self.library.config.model[relation].is_symmetric, is_inverse) {
            (true, true) => Vec::new(),
            (true, false) => {
                let mut both: Vec<EntryId> = out.chain(into).collect();
                both.sort();
                both.dedup();
                both
            }
            (false, true) => into.collect(),
            (false, false) => out.collect(),
        }
    }

    /// What points to an entry, grouped by the terms of another facet where the model says so, else by kind.
    fn groups(&self, relation: RelationId, ends: &[EntryId], at: At<'l>) -> Vec<GroupView<'l>> {
        let library = self.library;
        let declared = &library.config.model[relation];
        if declared.is_ordered {
            let cards = ends.iter().map(|&id| self.card_with_contents(id, relation, at, MAX_CONTENTS)).collect();
            return vec![GroupView { cards, ..GroupView::default() }];
        }
        let Some(facet) = declared.grouped_by else {
            let mut by_kind: BTreeMap<_, Vec<EntryId>> = BTreeMap::new();
            for &id in ends {
                by_kind.entry(library[id].kind).or_default().push(id);
            }
            let is_one = by_kind.len() == 1;
            let title = |kind: KindId| (!is_one).then(|| library.config.model[kind].plural.get(at.lang));
            let is_in_place = declared.is_inline && self.fits_in_place(ends);
            let level = if is_one { 3 } else { 4 };
            let cards = |ids: &[EntryId]| {
                let mut cards = self.cards(ids, at);
                for (card, &id) in cards.iter_mut().zip(ids).filter(|_| is_in_place) {
                    card.text = self.in_place(id, level, at);
                }
                cards
            };
            return by_kind
                .iter()
                .map(|(&kind, ids)| GroupView { title: title(kind), cards: cards(ids), ..GroupView::default() })
                .collect();
        };
        let mut by_term: BTreeMap<Option<EntryId>, Vec<EntryId>> = BTreeMap::new();
        for &id in ends {
            let terms = self.ends(id, facet, false);
            for &term in &terms {
                by_term.entry(Some(term)).or_default().push(id);
            }
            if terms.is_empty() {
                by_term.entry(None).or_default().push(id);
            }
        }
        // What no term claims stands last, though `None` sorts first.
        let rest = by_term.remove(&None);
        let mut groups: Vec<GroupView> = by_term
            .iter()
            .filter_map(|(term, ids)| {
                let id = (*term)?;
                let term = &library[id];
                Some(GroupView {
                    title: Some(&term.title),
                    href: Some(at.href(&term.out)),
                    lang: self.foreign(id, at),
                    cards: self.cards(ids, at),
                })
            })
            .collect();
        groups.extend(rest.map(|ids| GroupView { cards: self.cards(&ids, at), ..GroupView::default() }));
        groups
    }

    /// Whether the texts of entries together are short enough to stand on a page of another.
    fn fits_in_place(&self, ids: &[EntryId]) -> bool {
        let texts = ids.iter().filter_map(|&id| self.library[id].entry.as_ref());
        texts.map(|source| source.body.buffer.len()).sum::<usize>() <= MAX_IN_PLACE
    }

    /// The text of an entry on the page of another, its headings from a level on.
    fn in_place(&self, id: EntryId, level: i8, at: At<'l>) -> Option<String> {
        let filling = Filling { shift: Some(level - 2), ..self.filling(id, at.path)? };
        let text = filling.text(None, None);
        (!text.trim().is_empty()).then_some(text)
    }

    pub(super) fn cards(&self, ids: &[EntryId], at: At<'l>) -> Vec<CardView<'l>> {
        ids.iter().map(|&id| self.card(id, at)).collect()
    }

    pub(super) fn card(&self, id: EntryId, at: At<'l>) -> CardView<'l> {
        let entry = &self.library[id];
        CardView {
            title: &entry.title,
            short: entry.short(),
            href: at.href(&entry.out),
            number: entry.number.as_ref(),
            kind: self.library.config.model[entry.kind].label.get(at.lang),
            summary: entry.summary.as_deref(),
            status: entry.status,
            lang: self.foreign(id, at),
            year: entry.fields.iter().find_map(|(_, value)| match value {
                FieldValue::Date(date) => Some(date.year.to_string()),
                _ => None,
            }),
            quote: None,
            children: Vec::new(),
            text: None,
            is_for_trainers: entry.is_for_trainers,
        }
    }

    fn card_with_contents(&self, id: EntryId, relation: RelationId, at: At<'l>, depth: usize) -> CardView<'l> {
        let mut card = self.card(id, at);
        if depth > 1 {
            let parts = self.ends(id, relation, true);
            card.children = parts.iter().map(|&part| self.card_with_contents(part, relation, at, depth - 1)).collect();
        }
        card
    }

    /// A page of the entries whose bodies link here, each with the sentence that does.
    pub(super) fn backlinks(&self, id: EntryId, at: At<'l>, number: usize) -> BacklinksView<'l> {
        let library = self.library;
        let all = &library.node(id).backlinks;
        let shown = all.chunks(PAGE_SIZE).nth(number - 1).unwrap_or_default();
        let items = shown.iter().map(|backlink| {
            let entry = &library[backlink.from];
            let sentence = library.mention(backlink.from, backlink.link).into_iter();
            BacklinkView {
                title: &entry.title,
                href: at.href(&entry.out),
                kind: library.config.model[entry.kind].label.get(at.lang),
                lang: self.foreign(backlink.from, at),
                sentence: sentence.map(|(text, is_link)| PartView { text, is_link }).collect(),
                is_included: library.node(backlink.from).included.contains(&backlink.link),
            }
        });
        let rest = all.len().saturating_sub(number * PAGE_SIZE);
        let more = (rest > 0 && number == 1)
            .then(|| MoreView { href: at.href(&self.more_path(id, Name::Backlinks, number + 1)), n_entries: rest });
        let items: Vec<BacklinkView> = items.collect();
        // A further page is there for the list alone.
        let n_open = if number == 1 && items.len() > N_OPEN { N_OPEN } else { items.len() };
        BacklinksView { n_entries: all.len(), n_open, n_folded: items.len() - n_open, items, more }
    }
}
