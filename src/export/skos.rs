//! `data/vocabulary.ttl`: the terms that entries are filed under, as SKOS (<https://www.w3.org/TR/skos-reference/>).
//!
//! Each kind that a facet leads to is a concept scheme, each of its entries a concept in all its languages. Trees are
//! broader and narrower, relations that read the same from both ends are related; between two schemes both are matches.

use crate::model::citation::folded;
use crate::model::config::{KindId, Lang, Texts};
use crate::model::graph::EntryId;
use crate::model::library::Library;
use crate::model::path::OutPath;
use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedNode, NamedNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const PATH: &str = "data/vocabulary.ttl";

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCTERMS: &str = "http://purl.org/dc/terms/";

/// The kinds that facets lead to, in the model's order.
pub(super) fn schemes(library: &Library) -> Vec<KindId> {
    let facets = library.config.model.relations.iter().filter(|relation| relation.is_facet);
    let kinds: BTreeSet<KindId> = facets.flat_map(|relation| relation.to.iter().copied()).collect();
    kinds.into_iter().collect()
}

/// One term and its versions, the first of which gives it its address.
struct Concept {
    kind: KindId,
    versions: Vec<EntryId>,
    broader: BTreeSet<usize>,
    narrower: BTreeSet<usize>,
    related: BTreeSet<usize>,
}

pub(super) fn turtle(library: &Library) -> Vec<u8> {
    let schemes = schemes(library);
    let concepts = concepts(library, &schemes);
    let mut out = Triples::new(library);
    for &kind in &schemes {
        let declared = &library.config.model[kind];
        let node = out.scheme(kind);
        out.push(&node, rdf::TYPE, &skos("ConceptScheme"));
        out.texts(&node, &dcterms("title"), &declared.plural);
        for concept in concepts.iter().filter(|concept| concept.kind == kind && is_top(concept, &concepts)) {
            let top = out.concept(concept);
            out.push(&node, skos("hasTopConcept").as_ref(), &top);
        }
    }
    for concept in &concepts {
        out.describe(concept, &concepts);
    }
    out.turtle.finish().expect(INFALLIBLE)
}

/// Every entry of those kinds, its versions together, with what it is joined to.
fn concepts(library: &Library, schemes: &[KindId]) -> Vec<Concept> {
    let mut concepts: Vec<Concept> = Vec::new();
    let mut by_name: BTreeMap<(KindId, &str), usize> = BTreeMap::new();
    let mut of_entry: BTreeMap<EntryId, usize> = BTreeMap::new();
    for id in library.ids().filter(|&id| schemes.contains(&library[id].kind)) {
        let entry = &library[id];
        let idx = *by_name.entry((entry.kind, &entry.id)).or_insert(concepts.len());
        if idx == concepts.len() {
            let [broader, narrower, related] = [(); 3].map(|()| BTreeSet::new());
            concepts.push(Concept { kind: entry.kind, versions: Vec::new(), broader, narrower, related });
        }
        concepts[idx].versions.push(id);
        of_entry.insert(id, idx);
    }
    for concept in &mut concepts {
        concept.versions.sort_by_key(|&id| library[id].lang != *library.lang());
    }
    let edges = of_entry.iter().flat_map(|(&id, &from)| library.node(id).out.iter().map(move |edge| (from, edge)));
    let mut related = Vec::new();
    for (from, edge) in edges {
        let relation = &library.config.model[edge.relation];
        let Some(&to) = of_entry.get(&edge.to).filter(|&&to| to != from) else { continue };
        // A tree's entries name what is broader.
        if relation.is_tree {
            concepts[from].broader.insert(to);
            concepts[to].narrower.insert(from);
        } else if relation.is_symmetric {
            related.push((from, to));
        }
    }
    // What is broader, at any distance, is not also related (SKOS S27).
    for (a, b) in related {
        if !is_broader(&concepts, a, b) && !is_broader(&concepts, b, a) {
            concepts[a].related.insert(b);
            concepts[b].related.insert(a);
        }
    }
    concepts
}

/// Whether one concept lies above another, at any distance.
fn is_broader(concepts: &[Concept], above: usize, below: usize) -> bool {
    let (mut open, mut seen) = (vec![below], BTreeSet::new());
    while let Some(at) = open.pop() {
        if at == above {
            return true;
        }
        // A library with errors may go in circles.
        open.extend(concepts[at].broader.iter().filter(|&&next| seen.insert(next)));
    }
    false
}

/// Nothing of its own scheme is broader.
fn is_top(concept: &Concept, concepts: &[Concept]) -> bool {
    concept.broader.iter().all(|&broader| concepts[broader].kind != concept.kind)
}

struct Triples<'l> {
    library: &'l Library,
    turtle: WriterTurtleSerializer<Vec<u8>>,
}

impl<'l> Triples<'l> {
    fn new(library: &'l Library) -> Triples<'l> {
        let turtle = TurtleSerializer::new()
            .with_prefix("skos", SKOS)
            .and_then(|turtle| turtle.with_prefix("dcterms", DCTERMS))
            .expect("these are IRIs");
        Triples { library, turtle: turtle.for_writer(Vec::new()) }
    }

    fn push<'t>(&mut self, subject: &'t NamedNode, predicate: NamedNodeRef<'t>, object: impl Into<TermRef<'t>>) {
        self.turtle.serialize_triple(TripleRef::new(subject, predicate, object)).expect(INFALLIBLE);
    }

    fn text(&mut self, subject: &NamedNode, predicate: &NamedNode, text: &str, lang: &Lang) {
        let text = folded(text);
        let literal = Literal::new_language_tagged_literal(&*text, lang.as_str())
            .unwrap_or_else(|_| Literal::new_simple_literal(text));
        self.push(subject, predicate.as_ref(), &literal);
    }

    /// A text in each language that it is written in; one for all languages is in the site's first.
    fn texts(&mut self, subject: &NamedNode, predicate: &NamedNode, texts: &Texts) {
        for (lang, text) in &texts.0 {
            let lang = if lang.is_empty() { self.library.lang().clone() } else { Lang::new(lang) };
            self.text(subject, predicate, text, &lang);
        }
    }

    fn scheme(&self, kind: KindId) -> NamedNode {
        let fragment = &self.library.config.model[kind].path;
        match &self.library.config.site.base_url {
            Some(base) => named(&format!("{base}{PATH}#{fragment}")),
            None => named(&format!("#{fragment}")),
        }
    }

    /// A concept is called as its page is addressed: from this file, where the site's address is not known.
    fn concept(&self, concept: &Concept) -> NamedNode {
        let out = &self.library[concept.versions[0]].out;
        let is_full = self.library.config.site.base_url.is_some();
        named(&if is_full { self.library.address(out) } else { OutPath::new(PATH).href(out) })
    }

    fn describe(&mut self, concept: &Concept, all: &[Concept]) {
        let library = self.library;
        let node = self.concept(concept);
        self.push(&node, rdf::TYPE, &skos("Concept"));
        let scheme = self.scheme(concept.kind);
        self.push(&node, skos("inScheme").as_ref(), &scheme);
        if is_top(concept, all) {
            self.push(&node, skos("topConceptOf").as_ref(), &scheme);
        }
        let id = Literal::new_simple_literal(&*library[concept.versions[0]].id);
        self.push(&node, dcterms("identifier").as_ref(), &id);
        let mut said: BTreeSet<&str> = BTreeSet::new();
        let versions: Vec<_> = concept.versions.iter().map(|&id| &library[id]).collect();
        // One preferred label a language.
        let versions: Vec<_> = versions.into_iter().filter(|entry| said.insert(entry.lang.as_str())).collect();
        for entry in &versions {
            self.text(&node, &skos("prefLabel"), &entry.title, &entry.lang);
        }
        for entry in &versions {
            let names = entry.also_known_as.iter().chain(&entry.aliases).map(|name| folded(name));
            let names: BTreeSet<String> = names.filter(|name| *name != folded(&entry.title)).collect();
            names.iter().for_each(|name| self.text(&node, &skos("altLabel"), name, &entry.lang));
        }
        for entry in &versions {
            if let Some(summary) = &entry.summary {
                self.text(&node, &skos("definition"), summary, &entry.lang);
            }
        }
        let joined = [
            ("broader", "broadMatch", &concept.broader),
            ("narrower", "narrowMatch", &concept.narrower),
            ("related", "relatedMatch", &concept.related),
        ];
        for (inside, between, others) in joined {
            for &other in others {
                let name = if all[other].kind == concept.kind { inside } else { between };
                let other = self.concept(&all[other]);
                self.push(&node, skos(name).as_ref(), &other);
            }
        }
    }
}

fn skos(name: &str) -> NamedNode {
    NamedNode::new_unchecked([SKOS, name].concat())
}

fn dcterms(name: &str) -> NamedNode {
    NamedNode::new_unchecked([DCTERMS, name].concat())
}

/// Of characters that no IRI has, an address can only hold these.
fn named(address: &str) -> NamedNode {
    let mut iri = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '{' | '}' | '|' | '^' | '`' => iri.push_str(&format!("%{:02X}", c as u32)),
            c => iri.push(c),
        }
    }
    NamedNode::new_unchecked(iri)
}

const INFALLIBLE: &str = "a vector takes any bytes";
