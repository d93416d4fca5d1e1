//! Passages, a line of JSON each, for engines that search many collections together.

use crate::model::config::{KindId, Model, Relation};
use crate::model::graph::EntryId;
use crate::model::library::Library;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A passage. `docs/formats.md` says what each field holds.
#[derive(Serialize)]
struct Line<'l> {
    entry: &'l str,
    lang: &'l str,
    kind: &'l str,
    url: String,
    title: &'l str,
    headings: &'l [String],
    names: Vec<&'l str>,
    body: &'l str,
    #[serde(flatten)]
    facets: BTreeMap<&'l str, Vec<&'l str>>,
}

/// The passages of an entry, a line of JSON each.
pub fn passages(library: &Library, id: EntryId) -> String {
    let (entry, node, model) = (&library[id], library.node(id), &library.config.model);
    let names = library.names(id);
    let facets: BTreeMap<&str, Vec<&str>> = facets(model)
        .map(|(idx, relation)| {
            let edges = node.out.iter().filter(|edge| usize::from(edge.relation.0) == idx);
            (relation.key.as_str(), edges.map(|edge| library[edge.to].id.as_str()).collect())
        })
        .collect();
    let mut lines = String::new();
    for (place, passage) in library.passages(id).iter().enumerate() {
        let anchor = passage.heading.and_then(|heading| entry.anchor(heading));
        let line = Line {
            entry: &entry.id,
            lang: entry.lang.as_str(),
            kind: &model[entry.kind].key,
            url: anchor
                .map_or(library.address(&entry.out), |anchor| format!("{}#{anchor}", library.address(&entry.out))),
            title: &entry.title,
            headings: &passage.headings,
            names: if place == 0 { names.lines().collect() } else { Vec::new() },
            body: &passage.text,
            facets: facets.clone(),
        };
        lines.push_str(&serde_json::to_string(&line).expect("texts can be written"));
        lines.push('\n');
    }
    lines
}

/// The facet relations that do not share a name with a passage's own fields.
fn facets(model: &Model) -> impl Iterator<Item = (usize, &Relation)> {
    let own = ["entry", "lang", "kind", "url", "title", "headings", "names", "body"];
    let all = model.relations.iter().enumerate();
    all.filter(move |(_, relation)| relation.is_facet && !own.contains(&relation.key.as_str()))
}

/// The configuration of an index that takes these lines, as Quickwit 0.8 and later read it
/// (<https://quickwit.io/docs/configuration/index-config>).
pub fn quickwit(library: &Library) -> String {
    let mut text = "version: 0.8\nindex_id: vademecum\ndoc_mapping:\n  mode: lenient\n  field_mappings:\n".to_owned();
    let mut field = |name: &str, form: &str, rest: &str| {
        writeln!(text, "    - {{name: {name}, type: {form}, {rest}}}").expect("a string takes any text");
    };
    // One stemmer fits one language only; without one, a word is found with its accents or without.
    let is_english = library.langs().iter().all(|lang| lang.as_str().split('-').next() == Some("en"));
    let words =
        format!("tokenizer: {}, record: position, fieldnorms: true", if is_english { "en_stem" } else { "folded" });
    field("title", "text", &words);
    field("headings", "array<text>", &words);
    field("names", "array<text>", &words);
    field("body", "text", &words);
    for name in ["entry", "lang", "kind", "url"] {
        field(name, "text", "tokenizer: raw, fast: true");
    }
    let kinds: Vec<&str> = (0..library.config.model.kinds.len())
        .map(|idx| library.config.model[KindId(idx as u16)].key.as_str())
        .collect();
    for (_, relation) in facets(&library.config.model) {
        field(&relation.key, "array<text>", "tokenizer: raw, fast: true");
    }
    // Tags let whole splits be passed over; they are worth it for what has few values.
    let tags = if kinds.len() > 1 { "[lang, kind]" } else { "[lang]" };
    writeln!(text, "  tag_fields: {tags}").expect("a string takes any text");
    if !is_english {
        text +=
            "  tokenizers:\n    - {name: folded, type: simple, filters: [remove_long, lower_caser, ascii_folding]}\n";
    }
    text + "search_settings:\n  default_search_fields: [title, headings, names, body]\n"
}
