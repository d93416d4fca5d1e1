//! What may stand in the head of an entry, as JSON Schema (draft 2020-12), for editors and linters.
//!
//! The program reads every scalar as a text, whatever it looks like, so a text may be written `2012` too.
//! Relations name entries by id; aliases and titles, which the program also takes, are not offered.

use crate::model::config::{COMMON_KEYS, Field, FieldForm, KindId, Model, Relation};
use crate::model::library::{Library, Status};
use crate::model::slug::{MAX_SLUG, Slug};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema of the front matter of a kind.
pub fn schema(library: &Library, kind: KindId) -> Value {
    let model = &library.config.model;
    let label = |texts: &crate::model::config::Texts| texts.get(library.lang()).to_owned();
    let mut properties: Map<String, Value> =
        COMMON_KEYS.iter().map(|key| ((*key).to_owned(), common(key, kind, model))).collect();
    let mut required = Vec::new();
    for field in model.fields_of(kind) {
        let mut value = described(form(&field.form, field, library), &label(&field.label));
        if field.is_required {
            required.push(field.key.clone());
        } else {
            // A key without a value counts as not written.
            value = json!({"description": label(&field.label), "anyOf": [value, {"type": "null"}]});
        }
        properties.insert(field.key.clone(), value);
    }
    if model[kind].glossary.is_some() {
        let names = json!({"anyOf": [{"type": "boolean"}, several(text())]});
        let says = "The only names it is linked by where it is used; `false`: by none";
        properties.insert("glossary".to_owned(), described(names, says));
    }
    let mut named = Names { library, definitions: BTreeMap::new() };
    for relation in model.relations.iter().filter(|relation| starts(relation, kind)) {
        properties.insert(relation.key.clone(), described(named.relation(relation), &label(&relation.label)));
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{}: {}", model[kind].key, label(&model[kind].label)),
        "type": "object",
        "properties": properties,
        // Without a model.yaml, keys that other programs read are let be.
        "additionalProperties": !model.is_declared,
        "$defs": named.definitions,
    });
    if library.langs().len() == 1 {
        schema["required"] = json!(required);
    } else {
        // A translation takes from its original what it does not say.
        let is_translation = json!({"anyOf": [{"required": ["original"]}, {"required": ["translation"]}]});
        schema["if"] = json!({"not": is_translation});
        schema["then"] = json!({"required": required});
    }
    schema
}

/// Whether a relation may be written in an entry of a kind: one that reads the same from both ends, at either.
fn starts(relation: &Relation, kind: KindId) -> bool {
    relation.from.is_empty() || relation.from.contains(&kind) || (relation.is_symmetric && relation.to.contains(&kind))
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

/// Any scalar.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// One, or a list.
fn several(item: Value) -> Value {
    json!({"anyOf": [{"type": "array", "items": item}, item, {"type": "null"}]})
}

fn date() -> Value {
    json!({"anyOf": [
        {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]})
}

fn common(key: &str, kind: KindId, model: &Model) -> Value {
    let names = |names: &[(&str, &str)]| -> Value {
        json!({"oneOf": names.iter().map(|(name, says)| json!({"const": name, "description": says})).collect::<Vec<_>>()})
    };
    let (schema, says) = match key {
        "id" => (
            json!({"anyOf": [
                {
                    "type": "string",
                    "pattern": format!("^(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{{0,{}}}$", MAX_SLUG - 1),
                },
                {"type": "integer", "minimum": 0},
            ]}),
            "Permanent name, never used again: small letters, digits, hyphens. The file's name when not given",
        ),
        "kind" => (json!({"const": model[kind].key}), "Which type of entry"),
        "title" => (text(), "What readers see everywhere. The first heading when not given"),
        "short" => (text(), "The title where there is little room: breadcrumbs, cards"),
        "summary" => {
            (json!({"type": ["string", "number", "boolean", "null"], "maxLength": 200}), "One sentence, shown in lists")
        }
        "description" => {
            (json!({"type": ["string", "number", "boolean", "null"]}), "Taken for `summary` when that is not given")
        }
        "status" => (
            names(&[
                ("draft", "Not yet for readers"),
                ("current", "In force; what it is when not given"),
                ("superseded", "Another entry stands in its place"),
                ("withdrawn", "Kept for its address only"),
            ]),
            "Where the entry is in its life",
        ),
        "aliases" => (several(text()), "Other names and old ids; each keeps answering"),
        "also_known_as" => (several(text()), "Words it is looked for by, which are no names of it"),
        "reviewed" => (date(), "When somebody last held it against its sources"),
        "review_every" => (
            json!({"type": "string", "pattern": "^[1-9][0-9]* (months?|years?)$"}),
            "How often that should be: 18 months",
        ),
        "audience" => {
            (names(&[("public", "For everybody"), ("trainers", "Left out of public builds")]), "Whom the entry is for")
        }
        "original" => {
            (text(), "In a translation: the mark of the words that were translated, as `new --lang` writes it")
        }
        "translation" => (
            names(&[("unreviewed", "Nobody has read it against the original yet"), ("reviewed", "Somebody has")]),
            "In a translation: whether it was reviewed",
        ),
        "order" => (json!({"type": "integer"}), "Its place among its neighbours"),
        "entries" => (
            json!({"enum": model.kinds.iter().map(|kind| kind.key.as_str()).collect::<Vec<_>>()}),
            "On a folder's own page: the kind of the entries in the folder",
        ),
        _ => (json!({}), ""),
    };
    described(schema, says)
}

fn form(form: &FieldForm, field: &Field, library: &Library) -> Value {
    match form {
        FieldForm::Text | FieldForm::Markdown | FieldForm::File if field.is_required => {
            json!({"type": ["string", "number", "boolean"], "minLength": 1})
        }
        FieldForm::Text | FieldForm::Markdown | FieldForm::File => text(),
        FieldForm::Integer => {
            let mut schema = json!({"type": "integer"});
            let bounds = [("minimum", field.min), ("maximum", field.max)];
            for (name, bound) in bounds.into_iter().filter_map(|(name, bound)| Some((name, bound?))) {
                schema[name] = json!(bound);
            }
            schema
        }
        FieldForm::Date => json!({"anyOf": [date(), {
            "type": "object",
            "properties": {"date": date(), "as_written": text()},
            "required": ["date"],
            "additionalProperties": false,
        }]}),
        FieldForm::Choice(of) => {
            let choices = of.iter().flat_map(|(name, label)| {
                let says = label.get(library.lang());
                spellings(name).into_iter().map(move |value| json!({"const": value, "description": says}))
            });
            json!({"oneOf": choices.collect::<Vec<_>>()})
        }
        FieldForm::Url => json!({"type": "string", "pattern": r"^https?://\S+$"}),
        FieldForm::Boolean => json!({"type": "boolean"}),
        FieldForm::List(item) => {
            let item = self::form(item, field, library);
            let mut list = json!({"type": "array", "items": item});
            if field.is_required {
                list["minItems"] = json!(1);
            }
            json!({"anyOf": [list, item]})
        }
        FieldForm::Map => json!({"type": "object", "additionalProperties": text()}),
    }
}

/// A name as YAML may read it: `2` and `true` are no texts to it.
fn spellings(name: &str) -> Vec<Value> {
    let other = serde_json::from_str::<Value>(name).ok().filter(|value| value.is_number() || value.is_boolean());
    std::iter::once(json!(name)).chain(other).collect()
}

/// The names of entries, a definition for each kind that is needed.
struct Names<'l> {
    library: &'l Library,
    definitions: BTreeMap<String, Value>,
}

impl Names<'_> {
    fn relation(&mut self, relation: &Relation) -> Value {
        let all = || (0..self.library.config.model.kinds.len() as u16).map(KindId);
        let mut kinds = relation.to.clone();
        if relation.is_symmetric && !kinds.is_empty() {
            kinds.extend(relation.from.iter().filter(|kind| !relation.to.contains(kind)));
        }
        let kinds: Vec<KindId> = if kinds.is_empty() { all().collect() } else { kinds };
        let mut names: Vec<Value> = kinds.into_iter().filter_map(|kind| self.definition(kind)).collect();
        if relation.is_open {
            names.push(text());
        }
        // Nothing of the kind exists yet: then nothing can be named.
        let name = if names.is_empty() { json!({"not": {}}) } else { json!({"anyOf": names}) };
        let mut list = json!({"type": "array", "items": name, "uniqueItems": true});
        if relation.is_one {
            list["maxItems"] = json!(1);
        }
        json!({"anyOf": [list, name, {"type": "null"}]})
    }

    /// Refers to the names of a kind's entries, when there are any.
    fn definition(&mut self, kind: KindId) -> Option<Value> {
        let key = &self.library.config.model[kind].key;
        if !self.definitions.contains_key(key) {
            let mut entries: BTreeMap<&str, Value> = BTreeMap::new();
            for entry in self.library.entries.iter().filter(|entry| entry.kind == kind) {
                let mut name = json!({"const": entry.id, "description": entry.title});
                if matches!(entry.status, Status::Superseded | Status::Withdrawn) {
                    name["deprecated"] = json!(true);
                }
                // The default language comes first in the library, and names the entry.
                entries.entry(&entry.id).or_insert(name);
            }
            let of_numbers =
                |id: &&str| Slug::parse(id).is_ok() && id.parse::<u64>().is_ok_and(|n| n.to_string() == **id);
            let numbers: Vec<u64> =
                entries.keys().filter(|id| of_numbers(id)).filter_map(|id| id.parse().ok()).collect();
            let mut names: Vec<Value> = entries.into_values().collect();
            names.extend((!numbers.is_empty()).then(|| json!({"enum": numbers})));
            self.definitions
                .insert(key.clone(), if names.is_empty() { json!({"not": {}}) } else { json!({"oneOf": names}) });
        }
        let is_empty = self.definitions[key].get("not").is_some();
        (!is_empty).then(|| json!({"$ref": format!("#/$defs/{key}")}))
    }
}
