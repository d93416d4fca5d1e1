//! Relations: the edges that front matter draws between entries.

use super::fields;
use super::find::{Found, Names, Patience};
use super::meant;
use crate::model::config::{Config, KindId, Lang, Model, Relation, RelationId};
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Spanned, Value};
use crate::model::graph::{Edge, EntryId, Node};
use crate::model::library::Resolved;
use crate::model::path::OutPath;
use crate::model::slug::Slug;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// Draws the edges of entries. The terms that exist because they are named follow the entries.
pub(super) fn relate(entries: &[Resolved], names: &Names, config: &Config) -> Diagnosed<(Vec<Node>, Vec<Resolved>)> {
    let mut nodes = vec![Node::default(); entries.len()];
    let mut diagnostics = Vec::new();
    let mut drawing = Drawing {
        names,
        patience: Patience::default(),
        config,
        diagnostics: &mut diagnostics,
        terms: BTreeMap::new(),
        found: HashMap::new(),
        new: Vec::new(),
        n_written: entries.len(),
    };
    for idx in 0..entries.len() {
        for (relation_idx, relation) in config.model.relations.iter().enumerate() {
            drawing.draw(RelationId(relation_idx as u16), relation, EntryId(idx as u32), entries, &mut nodes);
        }
    }
    let terms = drawing.new;
    nodes.resize(entries.len() + terms.len(), Node::default());
    for idx in 0..entries.len() {
        for at in 0..nodes[idx].out.len() {
            let edge = nodes[idx].out[at];
            nodes[edge.to.0 as usize].into.push(edge);
        }
    }
    for (relation_idx, relation) in config.model.relations.iter().enumerate() {
        if relation.is_tree {
            no_cycles(RelationId(relation_idx as u16), relation, entries, &nodes, &mut diagnostics);
        }
    }
    Diagnosed { value: (nodes, terms), diagnostics }
}

struct Drawing<'a> {
    names: &'a Names<'a>,
    patience: Patience,
    config: &'a Config,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Terms that exist because they are named, by kind and slug.
    terms: BTreeMap<(KindId, Slug), EntryId>,
    /// Names that led somewhere, by relation and language: the same few terms are named by thousands of entries.
    found: HashMap<(RelationId, &'a Lang, &'a str), EntryId>,
    new: Vec<Resolved>,
    n_written: usize,
}

impl<'a> Drawing<'a> {
    fn draw(
        &mut self,
        id: RelationId,
        relation: &Relation,
        from: EntryId,
        entries: &'a [Resolved],
        nodes: &mut [Node],
    ) {
        let start = &entries[from.0 as usize];
        let Some((entry, value)) = start.head(&relation.key) else { return };
        if !fields::may_start(relation, start.kind) {
            return;
        }
        let items: &'a [Spanned<Value>] = match &value.value {
            Value::List(items) => items,
            Value::Null => return,
            // One name stands for a list of one.
            _ => std::slice::from_ref(value),
        };
        if relation.is_one && items.len() > 1 {
            let span = Span::new(&entry.path, items[1].span.clone());
            let message = format!("`{}` leads to one entry, and here are {}", relation.key, items.len());
            self.diagnostics.push(Diagnostic::error("too-many-targets", span, message).hint("keep the first"));
        }
        let kept = if relation.is_one { &items[..items.len().min(1)] } else { items };
        for item in kept {
            let span = Span::new(&entry.path, item.span.clone());
            let Some(name) = item.value.text() else {
                let message = format!("`{}` names entries; this is {}", relation.key, item.value.noun());
                let names = names_within(&item.value);
                let hint = match (names.as_slice(), relation.is_one) {
                    ([], _) if item.value == Value::Null => "remove the line, or write a name in it".to_owned(),
                    ([], _) => format!("write `{}: [this, that]`", relation.key),
                    ([name], true) => format!("write `{}: {name}`", relation.key),
                    (names, _) => format!("write `{}: [{}]`", relation.key, names.join(", ")),
                };
                self.diagnostics.push(Diagnostic::error("wrong-type", span, message).hint(hint));
                continue;
            };
            let key = (id, &start.lang, name);
            let to = match self.found.get(&key) {
                Some(&to) => to,
                None => {
                    let Some(to) = self.target(name, relation, start, entries, span.clone()) else { continue };
                    self.found.insert(key, to);
                    to
                }
            };
            let edge = Edge { relation: id, from, to };
            if to == from {
                let message = format!("`{name}` is this entry itself");
                self.diagnostics.push(Diagnostic::error("self-relation", span, message).hint("remove it"));
            } else if nodes[from.0 as usize].out.contains(&edge) {
                let message = format!("`{name}` stands in `{}` twice", relation.key);
                self.diagnostics.push(Diagnostic::warning("repeated-term", span, message).hint("keep one"));
            } else {
                nodes[from.0 as usize].out.push(edge);
            }
        }
    }

    fn target(
        &mut self,
        name: &str,
        relation: &Relation,
        start: &Resolved,
        entries: &[Resolved],
        span: Span,
    ) -> Option<EntryId> {
        let model = &self.config.model;
        let is_wanted = |entry: &Resolved| {
            relation.to.is_empty()
                || relation.to.contains(&entry.kind)
                || (relation.is_symmetric && relation.from.contains(&entry.kind))
        };
        match self.names.find(name, &start.lang) {
            Found::Entry(to) if is_wanted(&entries[to.0 as usize]) => Some(to),
            Found::Ambiguous(a, b) if is_wanted(&entries[a.0 as usize]) => {
                let other = &entries[b.0 as usize].id;
                let first = &entries[a.0 as usize].id;
                let message = format!("`{name}` may be `{first}` or `{other}`");
                self.diagnostics.push(
                    Diagnostic::error("ambiguous-name", span, message).hint(format!("write `{first}` or `{other}`")),
                );
                None
            }
            Found::Hidden => {
                let message = format!("`{name}` is not in this edition: a draft, or for another audience");
                self.diagnostics
                    .push(Diagnostic::warning("link-to-hidden", span, message).hint("publish it, or remove the name"));
                None
            }
            _ if relation.is_open => Some(self.term(name, relation, start)),
            Found::Entry(to) => {
                let (is, wanted) = (&model[entries[to.0 as usize].kind].key, kinds(model, relation));
                let message = format!("`{name}` is of kind `{is}`; `{}` leads to {wanted}", relation.key);
                let hint = self
                    .names
                    .nearest_among(name, &mut self.patience, is_wanted)
                    .unwrap_or_else(|| format!("name an entry of kind {wanted}"));
                self.diagnostics.push(Diagnostic::error("wrong-kind", span, message).hint(hint));
                None
            }
            Found::Nothing | Found::Ambiguous(..) => {
                let noun = match relation.to.as_slice() {
                    [kind] => model[*kind].label.get(&self.config.site.languages[0]).to_lowercase(),
                    _ => "entry".to_owned(),
                };
                let is_name = |part: &str| matches!(self.names.find(part, &start.lang), Found::Entry(_));
                if let Some(several) = meant::names(name, is_name) {
                    let message = format!("`{name}` is one name here; several stand in square brackets");
                    let hint = format!("write `{}: [{several}]`", relation.key);
                    self.diagnostics.push(Diagnostic::error("unknown-term", span, message).hint(hint));
                    return None;
                }
                let hint = self.names.nearest_among(name, &mut self.patience, is_wanted);
                let message = format!("there is no {noun} called `{name}`");
                self.diagnostics.push(Diagnostic::error("unknown-term", span, message).hint_maybe(hint));
                None
            }
        }
    }

    /// The term of an open relation: the one named before, or a new one.
    fn term(&mut self, name: &str, relation: &Relation, start: &Resolved) -> EntryId {
        let slug = Slug::of(name);
        let kind = relation.to[0];
        let next = EntryId((self.n_written + self.new.len()) as u32);
        let to = *self.terms.entry((kind, slug.clone())).or_insert(next);
        if to == next {
            let out = OutPath::new(format!("{}/{slug}.html", self.config.model[kind].path));
            let lang = self.config.site.languages[0].clone();
            self.new.push(fields::term(slug.to_string(), name.to_owned(), kind, lang, start.folder, out));
        }
        to
    }
}

/// The names in a value that is no name: `[[release]]` is a list in a list, `{judges, police}` two keys.
fn names_within(value: &Value) -> Vec<&str> {
    match value {
        Value::Text(text) => vec![text],
        Value::List(items) => items.iter().flat_map(|item| names_within(&item.value)).collect(),
        Value::Map(pairs) if pairs.iter().all(|(_, value)| value.value == Value::Null) => {
            pairs.iter().map(|(key, _)| key.value.as_str()).collect()
        }
        Value::Map(_) | Value::Null => Vec::new(),
    }
}

fn kinds(model: &Model, relation: &Relation) -> String {
    let kinds: Vec<String> = relation.to.iter().map(|&kind| format!("`{}`", model[kind].key)).collect();
    kinds.join(" or ")
}

/// Reports each circle of a tree once, at the entry that stands first in it.
fn no_cycles(
    id: RelationId,
    relation: &Relation,
    entries: &[Resolved],
    nodes: &[Node],
    diagnostics: &mut Vec<Diagnostic>,
) {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        OnPath,
        Done,
    }
    let mut marks = vec![Mark::New; nodes.len()];
    for start in 0..entries.len() {
        // A walk without recursion: a long chain of broader terms must not exhaust the stack.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::OnPath;
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let step =
                nodes[at].out.iter().filter(|edge| edge.relation == id).nth(*next).map(|edge| edge.to.0 as usize);
            *next += 1;
            match step {
                Some(to) if marks[to] == Mark::OnPath => {
                    let circle: Vec<&str> = path
                        .iter()
                        .map(|&(idx, _)| entries[idx].id.as_str())
                        .skip_while(|name| *name != entries[to].id)
                        .collect();
                    let Some(entry) = &entries[at].entry else {
                        continue;
                    };
                    let message = format!(
                        "`{}` goes round in a circle: {} → {}",
                        relation.key,
                        circle.join(" → "),
                        entries[to].id
                    );
                    let span = super::names::head_span(entry, &relation.key);
                    diagnostics
                        .push(Diagnostic::error("relation-cycle", span, message).hint("take one of these steps out"));
                }
                Some(to) if marks[to] == Mark::New => {
                    marks[to] = Mark::OnPath;
                    path.push((to, 0));
                }
                Some(_) => {}
                None => {
                    marks[at] = Mark::Done;
                    path.pop();
                }
            }
        }
    }
}
