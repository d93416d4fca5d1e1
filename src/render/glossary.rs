//! The glossary: terms linked where they are used, their definitions, and the list of them all.
//!
//! Whatever kinds the model declares with `glossary:` hold the terms. In a body a term is linked at its first use
//! under each heading, in the language of the text; its definition goes with the page, once, so that it can be shown
//! in place, from disk too. A use is no backlink: nobody chose to mention the term.

use super::PAGE_SIZE;
use super::body::Filling;
use super::compose::Composer;
use super::letters::letter_of;
use super::place::At;
use super::terms::Terms;
use super::view::*;
use crate::model::config::{Lang, RelationId};
use crate::model::entry::Piece;
use crate::model::graph::{EntryId, FolderId};
use crate::model::hash::ContentHash;
use crate::model::library::{FieldValue, Library};
use pulldown_cmark_escape::{escape_href, escape_html_body_text};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// All terms, by language.
pub(super) struct Glossary {
    terms: BTreeMap<Lang, Terms>,
    /// Every term, in the order of the library.
    pub(super) entries: Vec<EntryId>,
    /// Where its list stands: the folder of the first term, when it holds nothing but terms.
    pub(super) folder: Option<FolderId>,
}

impl Glossary {
    pub(super) fn new(library: &Library) -> Glossary {
        let model = &library.config.model;
        let mut glossary = Glossary { terms: BTreeMap::new(), entries: Vec::new(), folder: None };
        if model.kinds.iter().all(|kind| kind.glossary.is_none()) {
            return glossary;
        }
        for id in library.ids() {
            let entry = &library[id];
            if model[entry.kind].glossary.is_none() {
                continue;
            }
            glossary.entries.push(id);
            let terms = glossary.terms.entry(entry.lang.clone()).or_insert_with(Terms::new);
            if let Some(names) = &entry.linked_as {
                names.iter().for_each(|name| terms.add_as_written(name, id));
                continue;
            }
            let title = std::iter::once((&entry.title, 0));
            let short = entry.short.iter().map(|name| (name, 1));
            let others = entry.aliases.iter().chain(&entry.also_known_as).map(|name| (name, 2));
            for (name, rank) in title.chain(short).chain(others) {
                terms.add(name, &entry.lang, rank, id);
            }
            further_names(library, id).for_each(|name| terms.add(name, &entry.lang, 2, id));
        }
        let folder = glossary.entries.first().map(|&id| library[id].folder);
        glossary.folder = folder.filter(|&folder| is_glossary(library, &library[folder].entries));
        glossary
    }

    /// Covers all that pages show of terms.
    pub(super) fn hash(&self, library: &Library, cards: &[ContentHash]) -> ContentHash {
        let model = &library.config.model;
        let folder = self
            .folder
            .map(|folder| library.langs().iter().map(|lang| library.folder_out(folder, lang)).collect::<Vec<_>>());
        let mut parts = vec![ContentHash::of_value(&folder)];
        for &id in &self.entries {
            let (entry, node) = (&library[id], library.node(id));
            let source = entry.entry.as_ref().map(|source| source.hash);
            parts.push(ContentHash::of_value(&(cards[id.0 as usize], source, &entry.aliases, &entry.linked_as)));
            parts.push(ContentHash::of_value(&entry.also_known_as));
            let contrasts = node.out.iter().chain(&node.into).filter(|edge| model[edge.relation].is_contrast);
            let ends = contrasts.flat_map(|edge| [edge.from, edge.to]).filter(|&end| end != id);
            parts.extend(ends.map(|end| cards[end.0 as usize]));
        }
        ContentHash::of_value(&parts)
    }

    /// Begins a page: of an entry, where its own names are not linked.
    pub(super) fn uses(&self, of: EntryId) -> Uses<'_> {
        Uses { glossary: self, of, seen: Vec::new(), used: Vec::new() }
    }
}

/// Whether entries are terms, all of them.
pub(super) fn is_glossary(library: &Library, ids: &[EntryId]) -> bool {
    let kind = |id: EntryId| &library.config.model[library[id].kind];
    !ids.is_empty() && ids.iter().all(|&id| kind(id).glossary.is_some())
}

/// Names in the field that the term's kind has for them.
fn further_names(library: &Library, id: EntryId) -> impl Iterator<Item = &str> {
    let entry = &library[id];
    let glossary = library.config.model[entry.kind].glossary.as_ref();
    let field = glossary.and_then(|glossary| glossary.names.as_deref());
    let value = entry.fields.iter().find(|(key, _)| Some(key.as_str()) == field).map(|(_, value)| value);
    let items = match value {
        Some(FieldValue::List(items)) => items.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    items.iter().filter_map(FieldValue::text)
}

/// The terms that a page uses, found as its text is written.
pub(super) struct Uses<'g> {
    glossary: &'g Glossary,
    of: EntryId,
    /// Terms linked under this heading already.
    seen: Vec<EntryId>,
    /// Terms linked on this page, in the order of their first use.
    pub(super) used: Vec<EntryId>,
}

impl Uses<'_> {
    /// A heading: terms are linked anew.
    pub(super) fn passage(&mut self) {
        self.seen.clear();
    }

    /// The author has linked to an entry: under this heading it needs no second link.
    pub(super) fn mention(&mut self, id: EntryId) {
        if !self.seen.contains(&id) {
            self.seen.push(id);
        }
    }

    /// Text as HTML, its terms linked.
    pub(super) fn write(&mut self, text: &str, filling: &Filling, html: &mut String) {
        let Some(terms) = self.glossary.terms.get(&filling.library[filling.id].lang) else {
            return escape_html_body_text(html, text).expect(INFALLIBLE);
        };
        let (mut written, mut from) = (0, 0);
        while let Some((place, term)) = terms.find(text, from) {
            from = place.end;
            if term == self.of || term == filling.id || self.seen.contains(&term) {
                continue;
            }
            self.seen.push(term);
            let number = self.used.iter().position(|&used| used == term).unwrap_or_else(|| {
                self.used.push(term);
                self.used.len() - 1
            });
            escape_html_body_text(&mut *html, &text[written..place.start]).expect(INFALLIBLE);
            html.push_str("<a class=\"term\" href=\"");
            escape_href(&mut *html, &filling.page.href(&filling.library[term].out)).expect(INFALLIBLE);
            write!(html, "\" aria-describedby=\"{}\">", anchor(number)).expect(INFALLIBLE);
            escape_html_body_text(&mut *html, &text[place.clone()]).expect(INFALLIBLE);
            html.push_str("</a>");
            written = place.end;
        }
        escape_html_body_text(html, &text[written..]).expect(INFALLIBLE);
    }
}

/// The id of a definition on a page.
fn anchor(number: usize) -> String {
    format!("_d{}", number + 1)
}

impl<'l> Composer<'l> {
    /// The definitions of the terms that a page uses.
    pub(super) fn definitions(&self, used: &[EntryId], at: At<'l>) -> Vec<DefinitionView<'l>> {
        used.iter().enumerate().map(|(number, &id)| self.definition(id, anchor(number), at)).collect()
    }

    fn definition(&self, id: EntryId, anchor: String, at: At<'l>) -> DefinitionView<'l> {
        let library = self.library;
        let entry = &library[id];
        let relations = library.config.model.relations.iter().enumerate();
        let contrasts = relations.filter(|(_, relation)| relation.is_contrast).flat_map(|(idx, relation)| {
            [(false, &relation.label), (true, &relation.inverse)].into_iter().filter_map(move |(is_inverse, label)| {
                let ends = self.ends(id, RelationId(idx as u16), is_inverse);
                let entries: Vec<LinkView> = ends.into_iter().map(|id| self.link(id, at)).collect();
                (!entries.is_empty()).then(|| ContrastView { label: label.get(at.lang), entries })
            })
        });
        let names = entry.short.iter().chain(&entry.also_known_as).map(String::as_str);
        let names = names.chain(further_names(library, id)).filter(|name| *name != entry.title);
        DefinitionView {
            anchor,
            title: &entry.title,
            href: at.href(&entry.out),
            lang: self.foreign(id, at),
            text: self.defined(id),
            names: names.collect(),
            contrasts: contrasts.collect(),
        }
    }

    /// What defines a term, as text.
    fn defined(&self, id: EntryId) -> Cow<'l, str> {
        let entry = &self.library[id];
        let glossary = self.library.config.model[entry.kind].glossary.as_ref();
        let field = glossary.and_then(|glossary| glossary.definition.as_deref());
        match entry.fields.iter().find(|(key, _)| Some(key.as_str()) == field) {
            Some((_, FieldValue::Text(text))) => Cow::Borrowed(text),
            Some((key, FieldValue::Prose)) => {
                let body = entry.entry.as_ref().and_then(|source| source.prose.get(key));
                let pieces = body.iter().flat_map(|body| body.pieces.iter().map(move |piece| (body, piece)));
                let texts = pieces.filter_map(|(body, piece)| match piece {
                    Piece::Text(range) | Piece::Plain(range) => Some(body.slice(range)),
                    _ => None,
                });
                Cow::Owned(texts.collect())
            }
            _ => Cow::Borrowed(entry.summary.as_deref().unwrap_or_default()),
        }
    }

    /// Terms with their definitions, from A to Z: a page of them.
    pub(super) fn letters_of_terms(&self, ids: &[EntryId], number: usize, at: At<'l>) -> Vec<TermsView<'l>> {
        let mut sorted: Vec<_> = ids.iter().map(|&id| (letter_of(&self.library[id].title), id)).collect();
        sorted.sort();
        let mut letters: Vec<TermsView> = Vec::new();
        for ((_, letter, _), id) in sorted.into_iter().skip((number - 1) * PAGE_SIZE).take(PAGE_SIZE) {
            let definition = self.definition(id, format!("_term-{}", self.library[id].id), at);
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.terms.push(definition),
                None => {
                    let anchor = format!("_letter-{}", letters.len() + 1);
                    letters.push(TermsView { letter, anchor, terms: vec![definition] });
                }
            }
        }
        letters
    }
}

const INFALLIBLE: &str = "a string takes any text";
