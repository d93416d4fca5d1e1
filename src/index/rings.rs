//! Names that mean the same, and what a term must not be mistaken for.

use crate::model::config::RelationId;
use crate::model::graph::EntryId;
use crate::model::library::{FieldValue, Library};
use serde::Serialize;

/// A term of the glossary with all its names in one language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Ring {
    /// The language.
    pub(super) lang: String,
    /// What the term is called.
    pub(super) title: String,
    /// Its page.
    pub(super) url: String,
    /// Its title and other names.
    pub(super) names: Vec<String>,
    /// What it is not: titles and pages.
    pub(super) contrasts: Vec<(String, String)>,
}

/// The terms of the glossary that have other names, or that must not be mistaken for others; a language after the other.
pub(super) fn rings(library: &Library) -> Vec<Ring> {
    let model = &library.config.model;
    let terms = library.ids().filter_map(|id| Some((id, model[library[id].kind].glossary.as_ref()?)));
    let rings = terms.map(|(id, fields)| {
        let entry = &library[id];
        let mut names = vec![entry.title.clone()];
        names.extend(entry.also_known_as.iter().cloned());
        let further = fields.names.as_ref().and_then(|key| entry.fields.iter().find(|(name, _)| name == key));
        if let Some((_, FieldValue::List(values))) = further {
            names.extend(values.iter().filter_map(|value| value.text().map(str::to_owned)));
        }
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
        Ring {
            lang: entry.lang.as_str().to_owned(),
            title: entry.title.clone(),
            url: entry.out.as_str().to_owned(),
            names,
            contrasts: contrasts(library, id),
        }
    });
    let mut rings: Vec<Ring> = rings.filter(|ring| ring.names.len() > 1 || !ring.contrasts.is_empty()).collect();
    rings.sort_by_key(|ring| library.langs().iter().position(|lang| lang.as_str() == ring.lang));
    rings
}

fn contrasts(library: &Library, id: EntryId) -> Vec<(String, String)> {
    let node = library.node(id);
    let is_contrast = |relation: RelationId| library.config.model[relation].is_contrast;
    let out = node.out.iter().filter(|edge| is_contrast(edge.relation)).map(|edge| edge.to);
    let into = node.into.iter().filter(|edge| is_contrast(edge.relation)).map(|edge| edge.from);
    let mut found: Vec<(String, String)> = Vec::new();
    for other in out.chain(into) {
        let other = &library[library.in_lang(other, &library[id].lang)];
        let named = (other.title.clone(), other.out.as_str().to_owned());
        if !found.contains(&named) {
            found.push(named);
        }
    }
    found
}
