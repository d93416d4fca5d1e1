//! `data/graph.json`: how entries hang together, relations and the links of bodies.

use super::entries::list;
use crate::model::graph::Target;
use crate::model::library::Library;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
struct Node<'l> {
    id: &'l str,
    lang: &'l str,
    kind: &'l str,
    title: &'l str,
    url: String,
}

/// Its ends count nodes from 0. A link of a body has no relation.
#[derive(Serialize)]
struct Edge<'l> {
    source: u32,
    target: u32,
    relation: Option<&'l str>,
}

#[derive(Serialize)]
struct Relation<'l> {
    label: &'l BTreeMap<String, String>,
    inverse: &'l BTreeMap<String, String>,
    symmetric: bool,
    facet: bool,
}

pub(super) fn json(library: &Library) -> Vec<u8> {
    let model = &library.config.model;
    let relations: Vec<(&str, Relation)> = model
        .relations
        .iter()
        .map(|relation| {
            let (label, inverse) = (&relation.label.0, &relation.inverse.0);
            (
                relation.key.as_str(),
                Relation { label, inverse, symmetric: relation.is_symmetric, facet: relation.is_facet },
            )
        })
        .collect();
    let nodes = library.entries.iter().map(|entry| Node {
        id: &entry.id,
        lang: entry.lang.as_str(),
        kind: &model[entry.kind].key,
        title: &entry.title,
        url: library.address(&entry.out),
    });
    let edges = library.ids().flat_map(|id| {
        let node = library.node(id);
        let related = node.out.iter().map(|edge| Edge {
            source: edge.from.0,
            target: edge.to.0,
            relation: Some(&model[edge.relation].key),
        });
        let linked: BTreeSet<u32> = node
            .targets
            .iter()
            .filter_map(|target| match target {
                Target::Entry { id: to, .. } if *to != id => Some(to.0),
                _ => None,
            })
            .collect();
        related.chain(linked.into_iter().map(move |target| Edge { source: id.0, target, relation: None }))
    });
    let mut out = b"{\"relations\": {".to_vec();
    for (idx, (key, relation)) in relations.iter().enumerate() {
        out.extend_from_slice(if idx == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, key).expect("a text is JSON");
        out.extend_from_slice(b": ");
        serde_json::to_writer(&mut out, relation).expect("texts are JSON");
    }
    out.extend_from_slice(b"\n},\n\"nodes\": ");
    list(&mut out, nodes);
    out.extend_from_slice(b",\n\"edges\": ");
    list(&mut out, edges);
    out.extend_from_slice(b"}\n");
    out
}
