//! One entry and all that hangs on it: what `show` tells.

use super::values::{self, Fields, Relations};
use crate::model::config::RelationId;
use crate::model::graph::EntryId;
use crate::model::library::{Library, Status};
use serde::Serialize;
use std::collections::BTreeMap;

/// An entry as `show` tells it. `docs/formats.md` says what its JSON holds.
#[derive(Serialize)]
pub struct Shown<'l> {
    /// Its permanent name.
    pub id: &'l str,
    /// Its language.
    pub lang: &'l str,
    /// Which type of entry, as the model names it.
    pub kind: &'l str,
    /// Which type of entry, as readers see it.
    #[serde(skip)]
    pub kind_label: &'l str,
    /// Its title.
    pub title: &'l str,
    /// Its address.
    pub url: String,
    /// One sentence, empty where there is none.
    pub summary: &'l str,
    /// The file it was read from, below the content folder; none for a term that is only named.
    pub source: Option<&'l str>,
    /// Where it is in its life.
    pub status: Status,
    /// When somebody last held it against its sources.
    pub reviewed: Option<String>,
    /// Other names and old ids.
    pub aliases: &'l [String],
    /// Words it is looked for by.
    pub also_known_as: &'l [String],
    fields: Fields<'l>,
    /// Its fields as people read them: label and value.
    #[serde(skip)]
    pub told: Vec<(&'l str, String)>,
    relations: Relations<'l>,
    inverse: BTreeMap<&'l str, Vec<&'l str>>,
    /// Its relations as people read them, both ways, in the model's order.
    #[serde(skip)]
    pub related: Vec<(&'l str, Vec<Named<'l>>)>,
    /// Who links here in a text.
    pub backlinks: Vec<Mention<'l>>,
    /// The same entry in other languages.
    pub translations: Vec<Translation<'l>>,
}

/// Another entry, by name.
pub struct Named<'l> {
    /// Its id.
    pub id: &'l str,
    /// Its title.
    pub title: &'l str,
}

/// An entry that links here.
#[derive(Serialize)]
pub struct Mention<'l> {
    /// Its id.
    pub id: &'l str,
    /// Its language.
    pub lang: &'l str,
    /// Its title.
    pub title: &'l str,
    /// The sentence that links; empty for a picture.
    pub sentence: String,
}

/// The entry in another language.
#[derive(Serialize)]
pub struct Translation<'l> {
    /// The language.
    pub lang: &'l str,
    /// Its title there.
    pub title: &'l str,
    /// Its address.
    pub url: String,
    /// Whether the original has changed since.
    pub is_behind: bool,
}

/// All there is to tell about an entry.
pub fn shown(library: &Library, id: EntryId) -> Shown<'_> {
    let (entry, node, model) = (&library[id], library.node(id), &library.config.model);
    let mut inverse: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut related = Vec::new();
    for (idx, relation) in model.relations.iter().enumerate() {
        let relation_id = RelationId(idx as u16);
        let mut out: Vec<EntryId> =
            node.out.iter().filter(|edge| edge.relation == relation_id).map(|edge| edge.to).collect();
        let mut into: Vec<EntryId> =
            node.into.iter().filter(|edge| edge.relation == relation_id).map(|edge| edge.from).collect();
        if relation.is_symmetric {
            out.append(&mut into);
            out.sort_unstable();
            out.dedup();
        }
        if !into.is_empty() {
            inverse.insert(&relation.key, into.iter().map(|&from| library[from].id.as_str()).collect());
        }
        for (ends, label) in [(out, &relation.label), (into, &relation.inverse)] {
            let named = ends.iter().map(|&end| Named { id: &library[end].id, title: &library[end].title });
            if !ends.is_empty() {
                related.push((label.get(&entry.lang), named.collect()));
            }
        }
    }
    let backlinks = node.backlinks.iter().map(|backlink| {
        let from = &library[backlink.from];
        let sentence = library.mention(backlink.from, backlink.link).into_iter().map(|(text, _)| text).collect();
        Mention { id: &from.id, lang: from.lang.as_str(), title: &from.title, sentence }
    });
    let translations = node.versions.iter().filter(|&&version| version != id).map(|&version| {
        let other = &library[version];
        let (lang, url) = (other.lang.as_str(), library.address(&other.out));
        Translation { lang, title: &other.title, url, is_behind: other.is_behind }
    });
    Shown {
        id: &entry.id,
        lang: entry.lang.as_str(),
        kind: &model[entry.kind].key,
        kind_label: model[entry.kind].label.get(&entry.lang),
        title: &entry.title,
        url: library.address(&entry.out),
        summary: entry.summary.as_deref().unwrap_or_default(),
        source: library.path(id).map(|path| path.as_str()),
        status: entry.status,
        reviewed: entry.reviewed.as_ref().map(|date| date.iso()),
        aliases: &entry.aliases,
        also_known_as: &entry.also_known_as,
        fields: Fields(library, id),
        told: values::told(library, id),
        relations: Relations(library, id),
        inverse,
        related,
        backlinks: backlinks.collect(),
        translations: translations.collect(),
    }
}
