//! Filters: which entries are of a kind, and which have a term.

use super::build::{Index, Slot};
use crate::model::config::{Lang, Relation, RelationId};
use crate::model::diag::did_you_mean;
use crate::model::graph::EntryId;
use crate::model::library::Library;
use std::collections::{BTreeMap, BTreeSet};

/// A filter and its terms.
#[derive(Clone)]
pub(super) struct Facet {
    /// The relation's name, or `kind`.
    pub(super) name: String,
    /// The kind that the relation leads to, by which it may be asked for too.
    pub(super) kind: String,
    /// Its terms, in the library's order.
    pub(super) terms: Vec<Term>,
}

/// A term and the entries that have it.
#[derive(Clone)]
pub(super) struct Term {
    /// Its name in questions and addresses.
    pub(super) slug: String,
    /// What readers of each language see.
    pub(super) labels: BTreeMap<String, String>,
    /// Places of the entries in the index, in order.
    pub(super) entries: Vec<u32>,
}

/// The kinds, where there are several, and each facet relation with its terms.
pub(super) fn facets(library: &Library, slots: &[Slot]) -> Vec<Facet> {
    let model = &library.config.model;
    let mut kinds: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    for (place, slot) in slots.iter().enumerate() {
        kinds.entry(library[slot.id].kind.0).or_default().push(place as u32);
    }
    let mut facets = Vec::new();
    if kinds.len() > 1 {
        let terms = kinds.into_iter().map(|(kind, entries)| {
            let kind = &model.kinds[kind as usize];
            let label = |lang: &Lang| named(kind.label.get(lang), &kind.key);
            Term { slug: kind.key.clone(), labels: labels(library, label), entries }
        });
        facets.push(Facet { name: "kind".to_owned(), kind: "kind".to_owned(), terms: terms.collect() });
    }
    for (idx, relation) in model.relations.iter().enumerate().filter(|(_, relation)| relation.is_facet) {
        let facet = facet(library, slots, RelationId(idx as u16), relation);
        if !facet.terms.is_empty() {
            facets.push(facet);
        }
    }
    facets
}

fn facet(library: &Library, slots: &[Slot], id: RelationId, relation: &Relation) -> Facet {
    let mut terms: BTreeMap<EntryId, Vec<u32>> = BTreeMap::new();
    for (place, slot) in slots.iter().enumerate() {
        let named = library.node(slot.id).out.iter().filter(|edge| edge.relation == id).map(|edge| edge.to);
        let mut all = BTreeSet::new();
        for term in named {
            add_with_broader(library, original(library, term), &mut all);
        }
        for term in all {
            terms.entry(term).or_default().push(place as u32);
        }
    }
    let terms = terms.into_iter().map(|(term, entries)| {
        let label = |lang: &Lang| library[library.in_lang(term, lang)].short().to_owned();
        Term { slug: library[term].id.clone(), labels: labels(library, label), entries }
    });
    let kind = relation.to.first().map_or(String::new(), |&kind| library.config.model[kind].key.clone());
    Facet { name: relation.key.clone(), kind, terms: terms.collect() }
}

fn original(library: &Library, id: EntryId) -> EntryId {
    library.original(id).unwrap_or(id)
}

/// A term, and what it lies below in a tree: whoever asks for the wider finds the narrower.
fn add_with_broader(library: &Library, term: EntryId, all: &mut BTreeSet<EntryId>) {
    if !all.insert(term) {
        return;
    }
    for edge in &library.node(term).out {
        if library.config.model[edge.relation].is_tree {
            add_with_broader(library, original(library, edge.to), all);
        }
    }
}

fn labels(library: &Library, label: impl Fn(&Lang) -> String) -> BTreeMap<String, String> {
    library.langs().iter().map(|lang| (lang.as_str().to_owned(), label(lang))).collect()
}

fn named(label: &str, key: &str) -> String {
    if label.is_empty() { key.to_owned() } else { label.to_owned() }
}

impl<B> Index<B> {
    /// The facet of that name, else the one that leads to the kind of that name.
    pub(super) fn facet(&self, name: &str) -> Option<&Facet> {
        let by_kind = || self.facets.iter().find(|facet| facet.kind == name);
        self.facets.iter().find(|facet| facet.name == name).or_else(by_kind)
    }

    /// What is wrong with filters, if anything: a facet or a term that is not there, with the nearest that is.
    pub fn no_filter(&self, filters: &[(String, String)]) -> Option<String> {
        filters.iter().filter(|(name, _)| name != "lang").find_map(|(name, term)| {
            let Some(facet) = self.facet(name) else {
                let known = self.facets.iter().map(|facet| facet.name.as_str());
                return Some(format!("there is no facet `{name}`; {}", nearest(name, known)));
            };
            let is_there = facet.terms.iter().any(|other| other.slug == *term);
            let known = facet.terms.iter().map(|other| other.slug.as_str());
            (!is_there).then(|| format!("`{name}` has no term `{term}`; {}", nearest(term, known)))
        })
    }
}

fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    did_you_mean(name, known.clone())
        .unwrap_or_else(|| format!("there are {}", known.take(20).collect::<Vec<_>>().join(", ")))
}
