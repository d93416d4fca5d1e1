//! What may be said of an entry: its fields as JSON, and its relations.

use crate::model::config::{FieldForm, Model, RelationId};
use crate::model::entry::{Body, Piece};
use crate::model::graph::EntryId;
use crate::model::library::{Date, FieldValue, Library, Resolved};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// An entry's fields, without those that must not be printed; those that are only likely are texts that end in `?`.
pub(super) struct Fields<'l>(pub(super) &'l Library, pub(super) EntryId);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Fields(library, id) = *self;
        let entry = &library[id];
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in &entry.fields {
            let value = Plain { library, id, key, value };
            match is_marked(&library.config.model, entry, key) {
                None => {}
                Some(false) => map.serialize_entry(key, &value)?,
                Some(true) => map.serialize_entry(key, &format!("{}?", value.text()))?,
            }
        }
        map.end()
    }
}

/// An entry's fields as people read them: what each is called, and its value as one text.
pub(super) fn told(library: &Library, id: EntryId) -> Vec<(&str, String)> {
    let entry = &library[id];
    let model = &library.config.model;
    let fields = entry.fields.iter().filter_map(|(key, value)| {
        let mark = if is_marked(model, entry, key)? { "?" } else { "" };
        let field = model.fields_of(entry.kind).find(|field| field.key == *key)?;
        let choices = match &field.form {
            FieldForm::Choice(choices) => choices.as_slice(),
            _ => &[],
        };
        let text = Plain { library, id, key, value }.text();
        let text =
            choices.iter().find(|(name, _)| *name == text).map_or(text, |(_, label)| label.get(&entry.lang).to_owned());
        Some((field.label.get(&entry.lang), text + mark))
    });
    fields.collect()
}

/// Whether a field carries a mark; `None` when it must not leave.
fn is_marked(model: &Model, entry: &Resolved, key: &str) -> Option<bool> {
    let field = model.fields_of(entry.kind).find(|field| field.key == key)?;
    let Some(certainty) = &field.certainty else { return Some(false) };
    let status = entry.fields.iter().find(|(key, _)| *key == certainty.field);
    certainty.mark(status.and_then(|(_, value)| value.text()))
}

/// A value in JSON's own forms.
struct Plain<'l> {
    library: &'l Library,
    id: EntryId,
    key: &'l str,
    value: &'l FieldValue,
}

impl<'l> Plain<'l> {
    fn with(&self, value: &'l FieldValue) -> Plain<'l> {
        Plain { value, ..*self }
    }

    /// As one text.
    fn text(&self) -> String {
        match self.value {
            FieldValue::Text(text) => text.clone(),
            FieldValue::File(path) => self.library.address(path),
            FieldValue::Integer(number) => number.to_string(),
            FieldValue::Boolean(is_true) => is_true.to_string(),
            FieldValue::Date(date) => date.as_written.clone().unwrap_or_else(|| date.iso()),
            FieldValue::Prose => self.prose(),
            FieldValue::List(items) => items.iter().map(|item| self.with(item).text()).collect::<Vec<_>>().join(", "),
            FieldValue::Map(pairs) => {
                pairs.iter().map(|(key, text)| format!("{key}: {text}")).collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn prose(&self) -> String {
        let body = self.library[self.id].entry.as_ref().and_then(|entry| entry.prose.get(self.key));
        body.map_or(String::new(), |body| words(self.library, self.id, body))
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            FieldValue::Integer(number) => serializer.serialize_i64(*number),
            FieldValue::Boolean(is_true) => serializer.serialize_bool(*is_true),
            FieldValue::Date(Date { as_written: Some(words), .. }) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("date", &iso(self.value))?;
                map.serialize_entry("as_written", words)?;
                map.end()
            }
            FieldValue::Date(date) => serializer.serialize_str(&date.iso()),
            FieldValue::List(items) => serializer.collect_seq(items.iter().map(|item| self.with(item))),
            FieldValue::Map(pairs) => serializer.collect_map(pairs.iter().map(|(key, text)| (key, text))),
            FieldValue::Text(text) => serializer.serialize_str(text),
            FieldValue::File(_) | FieldValue::Prose => serializer.serialize_str(&self.text()),
        }
    }
}

fn iso(value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Date(date) => Some(date.iso()),
        _ => None,
    }
}

/// A body without its markup. A link without words of its own is its target's title.
fn words(library: &Library, id: EntryId, body: &Body) -> String {
    let mut text = String::with_capacity(body.buffer.len());
    for piece in &body.pieces {
        match piece {
            Piece::Text(range) | Piece::Plain(range) => text.push_str(body.slice(range)),
            // Markup keeps words of two blocks apart.
            Piece::Html(range) if body.slice(range).contains('\n') => text.push(' '),
            Piece::Label(link) => text.push_str(library.link_text(id, *link)),
            Piece::HeadingEnd(_) => text.push(' '),
            // The rest has no words of its own.
            _ => {}
        }
    }
    crate::model::citation::folded(&text)
}

/// An entry's relations by key, each with the ids that its front matter names; a relation that reads the same from
/// both ends is told at both.
pub(super) struct Relations<'l>(pub(super) &'l Library, pub(super) EntryId);

impl Serialize for Relations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Relations(library, id) = *self;
        let node = library.node(id);
        let model = &library.config.model;
        let mut map = serializer.serialize_map(None)?;
        if node.out.is_empty() && node.into.is_empty() {
            return map.end();
        }
        for (idx, relation) in model.relations.iter().enumerate() {
            let relation_id = RelationId(idx as u16);
            let out = node.out.iter().filter(|edge| edge.relation == relation_id).map(|edge| edge.to);
            let into = node.into.iter().filter(|edge| relation.is_symmetric && edge.relation == relation_id);
            let mut ends: Vec<&str> = out.chain(into.map(|edge| edge.from)).map(|end| &*library[end].id).collect();
            if relation.is_symmetric {
                ends.sort_unstable();
                ends.dedup();
            }
            if !ends.is_empty() {
                map.serialize_entry(&relation.key, &ends)?;
            }
        }
        map.end()
    }
}
