//! One entry in several languages: what a translation takes from its original, and which version a reader meets.
//!
//! A translation lies beside its original (`victims.fr.md` beside `victims.md`) or says its id. Its front matter needs
//! only what differs: the rest is its original's, its relations and its headings' anchors too.

use super::fields::Reader;
use super::names::head_span;
use crate::model::config::{Config, Lang, RelationId};
use crate::model::diag::{Diagnostic, Span, did_you_mean};
use crate::model::entry::Entry;
use crate::model::graph::{Backlink, Edge, EntryId, Node};
use crate::model::library::Resolved;
use crate::model::path::SourcePath;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The source that each source translates, by where they lie; nothing in a site of one language.
pub(super) fn originals<'e>(entries: &'e [Arc<Entry>], config: &Config) -> Vec<Option<&'e Arc<Entry>>> {
    if config.site.languages.len() < 2 {
        return vec![None; entries.len()];
    }
    let by_path: HashMap<&SourcePath, &Arc<Entry>> = entries.iter().map(|entry| (&entry.path, entry)).collect();
    let original = |entry: &Arc<Entry>| {
        let (path, tag) = entry.path.as_str().strip_suffix(".md")?.rsplit_once('.')?;
        let is_translation = config.site.languages[1..].iter().any(|lang| lang.as_str() == tag);
        by_path.get(&SourcePath::new(format!("{path}.md"))).copied().filter(|_| is_translation)
    };
    entries.iter().map(original).collect()
}

/// The versions of each entry, in the order of the site's languages; none for an entry in one language.
pub(super) fn versions(entries: &[Resolved], config: &Config) -> Vec<Vec<EntryId>> {
    let mut versions = vec![Vec::new(); entries.len()];
    if config.site.languages.len() < 2 {
        return versions;
    }
    let place = |lang: &Lang| config.site.languages.iter().position(|known| known == lang);
    let mut by_id: HashMap<&str, Vec<EntryId>> = HashMap::with_capacity(entries.len());
    for (idx, entry) in entries.iter().enumerate() {
        by_id.entry(&entry.id).or_default().push(EntryId(idx as u32));
    }
    for (idx, entry) in entries.iter().enumerate() {
        let same = &by_id[entry.id.as_str()];
        if same.len() > 1 {
            versions[idx] = same.clone();
            versions[idx].sort_by_key(|id| place(&entries[id.0 as usize].lang));
        }
    }
    versions
}

/// The version of an entry that readers of a language meet.
pub(super) fn in_lang(id: EntryId, lang: &Lang, entries: &[Resolved], versions: &[Vec<EntryId>]) -> EntryId {
    let Some(all) = versions.get(id.0 as usize) else { return id };
    let wanted = all.iter().copied().find(|version| entries[version.0 as usize].lang == *lang);
    wanted.or_else(|| all.first().copied()).unwrap_or(id)
}

/// Relations and backlinks join entries whatever their language: every version has those of all, and each leads to the
/// version that its readers meet. `entries` and `nodes` include the terms that exist because they are named.
pub(super) fn project(entries: &[Resolved], nodes: &mut [Node], versions: Vec<Vec<EntryId>>) {
    if versions.iter().all(Vec::is_empty) {
        return;
    }
    let of = |id: EntryId| versions.get(id.0 as usize).map_or(&[][..], Vec::as_slice);
    let work = |id: EntryId| of(id).first().copied().unwrap_or(id);
    let all = |id: EntryId| if of(id).is_empty() { vec![id] } else { of(id).to_vec() };
    let meet = |id: EntryId, lang: &Lang| in_lang(id, lang, entries, &versions);

    let mut out: BTreeMap<EntryId, Vec<(RelationId, EntryId)>> = BTreeMap::new();
    let mut links: BTreeMap<EntryId, BTreeMap<EntryId, Vec<Backlink>>> = BTreeMap::new();
    for idx in 0..nodes.len() {
        let id = EntryId(idx as u32);
        // An original speaks before its translations, so that theirs follow where they say more.
        for version in all(id).into_iter().filter(|_| work(id) == id) {
            let edges = out.entry(id).or_default();
            for edge in &nodes[version.0 as usize].out {
                let end = (edge.relation, work(edge.to));
                if !edges.contains(&end) {
                    edges.push(end);
                }
            }
        }
        for backlink in std::mem::take(&mut nodes[idx].backlinks) {
            links.entry(work(id)).or_default().entry(work(backlink.from)).or_default().push(backlink);
        }
        nodes[idx].out.clear();
        nodes[idx].into.clear();
    }
    for (&from, edges) in &out {
        for &(relation, to) in edges {
            for version in all(from) {
                let to = meet(to, &entries[version.0 as usize].lang);
                nodes[version.0 as usize].out.push(Edge { relation, from: version, to });
            }
            for version in all(to) {
                let from = meet(from, &entries[version.0 as usize].lang);
                nodes[version.0 as usize].into.push(Edge { relation, from, to: version });
            }
        }
    }
    for (to, by_work) in links {
        for version in all(to) {
            let lang = &entries[version.0 as usize].lang;
            let nearest = |found: &Vec<Backlink>| {
                let rank = |backlink: &&Backlink| {
                    let from = &entries[backlink.from.0 as usize];
                    (from.lang != *lang, work(backlink.from) != backlink.from, backlink.from)
                };
                found.iter().min_by_key(rank).copied()
            };
            // A translation that links to itself in another language is no news to its readers.
            let others = by_work.iter().filter(|(from, _)| **from != to);
            nodes[version.0 as usize].backlinks = others.filter_map(|(_, found)| nearest(found)).collect();
            nodes[version.0 as usize].backlinks.sort_by_key(|backlink| backlink.from);
        }
    }
    for (node, versions) in nodes.iter_mut().zip(versions) {
        node.versions = versions;
    }
}

impl Reader<'_> {
    /// The anchors of a translation's headings: its original's, in order, so that a link to a heading leads there in
    /// every language. Differing counts are reported, and what has no counterpart keeps its own.
    pub(super) fn anchors(&mut self, original: &Entry) -> Vec<String> {
        let (own, theirs) = (&self.entry.outline, &original.outline);
        // A translation of the head alone has no headings to hold against the original's.
        if own.len() != theirs.len() && !self.entry.body.pieces.is_empty() {
            let message = format!("this translation has {} and its original {}", headings(own.len()), theirs.len());
            self.diagnostics.push(
                Diagnostic::warning("heading-count", Span::file(&self.entry.path), message)
                    .hint(format!("give it the headings of `{}`, in the same order", original.path)),
            );
        }
        let mut given: HashSet<&str> = self.entry.anchors.iter().map(String::as_str).collect();
        let mut anchors = Vec::with_capacity(own.len());
        for (idx, heading) in own.iter().enumerate() {
            let wanted = theirs.get(idx).map_or(heading.anchor.as_str(), |heading| &heading.anchor);
            let anchor = [wanted, heading.anchor.as_str()].into_iter().find(|anchor| given.insert(anchor));
            anchors.push(anchor.map_or_else(|| format!("{wanted}-{idx}"), str::to_owned));
        }
        anchors
    }

    /// Whether the original has changed since it was translated: by the mark of its words that the translation keeps
    /// in `original:`, else by the dates of the two reviews.
    pub(super) fn is_behind(&mut self, original: &Entry) -> bool {
        let mark = original.words.short();
        let hint = format!("bring it up to date, then write `original: \"{mark}\"`");
        let (key, message) = match self.entry.head.get("original").and_then(|value| value.value.text()) {
            Some(written) if written == mark => return false,
            Some(_) => ("original", format!("`{}` has changed since it was translated here", original.path)),
            None => {
                let reviewed = |entry: &Entry| {
                    crate::model::library::Date::parse(entry.head.get("reviewed").and_then(|value| value.value.text())?)
                };
                match (reviewed(self.entry), reviewed(original)) {
                    (Some(own), Some(theirs)) if own < theirs => {
                        ("reviewed", format!("`{}` was reviewed after this translation", original.path))
                    }
                    _ => return false,
                }
            }
        };
        let span = head_span(self.entry, key);
        self.diagnostics.push(Diagnostic::warning("translation-behind", span, message).hint(hint));
        true
    }

    /// Whether the translation says that nobody has reviewed it yet.
    pub(super) fn is_unreviewed(&mut self) -> bool {
        const KNOWN: [&str; 2] = ["reviewed", "unreviewed"];
        let Some(value) = self.entry.head.get("translation").cloned() else { return false };
        match value.value.text() {
            Some("unreviewed") => return true,
            Some("reviewed") => {}
            other => {
                let written = other.unwrap_or(value.value.noun());
                let hint = other.and_then(|text| did_you_mean(text, KNOWN));
                let hint = hint.unwrap_or_else(|| format!("it is one of: {}", KNOWN.join(", ")));
                self.report("unknown-value", &value, format!("`translation` cannot be `{written}`"), hint);
            }
        }
        false
    }
}

fn headings(n: usize) -> String {
    if n == 1 { "1 heading".to_owned() } else { format!("{n} headings") }
}
