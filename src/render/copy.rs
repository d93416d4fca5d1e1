//! About this copy: what a reader who was handed a stick can hold it against.

use super::compose::Composer;
use super::place::At;
use super::view::*;
use crate::model::config::{KindId, Lang};
use crate::model::hash::ContentHash;
use crate::model::library::{Date, Library};
use crate::model::path::OutPath;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Covers what the authors wrote: every source that is published, both files of settings, and the files beside them.
/// The theme and the program are no part of it, so the same words have the same fingerprint however they look.
pub(super) fn fingerprint(library: &Library) -> String {
    let mut lines = format!("{:?}\n", library.config.hash);
    for entry in library.entries.iter().filter_map(|entry| entry.entry.as_ref()) {
        writeln!(lines, "{:?} {}", entry.hash, entry.path).expect("a string takes any text");
    }
    let assets = library.assets.values().chain(library.statics.iter().map(|(_, asset)| asset));
    for asset in assets {
        writeln!(lines, "{:?} {}", asset.hash, asset.path).expect("a string takes any text");
    }
    let hash = format!("{:?}", ContentHash::of_bytes(lines.as_bytes()));
    [&hash[..4], &hash[4..8], &hash[8..12], &hash[12..16]].join(" ")
}

impl<'l> Composer<'l> {
    pub(super) fn copy_path(&self, lang: &Lang) -> OutPath {
        self.library.out_in(lang, "about-this-copy.html")
    }

    /// What this copy is, and how to see that it is whole.
    pub(super) fn copy(&self, at: At<'l>) -> View<'l> {
        let library = self.library;
        let words = self.press.words(at.lang);
        let model = &library.config.model;
        let mut view = self.base("copy", Cow::Borrowed(words.get("about_copy")), at);
        view.crumbs = vec![self.home_link(at)];
        view.languages = self.switch(at, |lang| self.copy_path(lang));
        // What was written, by kind; terms without a text of their own are nobody's entry.
        let mut counts: BTreeMap<KindId, Vec<usize>> = BTreeMap::new();
        for entry in library.entries.iter().filter(|entry| entry.entry.is_some()) {
            let lang = library.langs().iter().position(|lang| *lang == entry.lang);
            let of_kind = counts.entry(entry.kind).or_insert_with(|| vec![0; library.langs().len()]);
            of_kind[lang.unwrap_or_default()] += 1;
        }
        let all = (0..library.langs().len()).map(|lang| counts.values().map(|of_kind| of_kind[lang]).sum()).collect();
        let kind = |(id, counts): (KindId, Vec<usize>)| {
            let plural = model[id].plural.get(at.lang);
            CountsView { label: if plural.is_empty() { words.get("article_plural") } else { plural }, counts }
        };
        let newest = library.entries.iter().filter_map(|entry| entry.reviewed.as_ref()).max();
        view.copy = Some(CopyView {
            languages: library.langs().iter().map(|lang| words.language(lang)).collect(),
            n_entries: all,
            kinds: counts.into_iter().map(kind).collect(),
            newest: newest.map(|date: &Date| words.date(date)),
            fingerprint: self.fingerprint.clone(),
            address: library.config.site.base_url.as_deref(),
            has_citations: library.entries.iter().any(|entry| entry.entry.is_some()),
            has_vocabulary: model.relations.iter().any(|relation| relation.is_facet && !relation.to.is_empty()),
        });
        view
    }
}
