//! What `site.yaml` and `model.yaml` say of the pages that show many entries at once.

use super::config::find;
use super::reader::Reader;
use crate::model::config::{FieldForm, KindId, Model, Moment, Quoted, Relation};
use crate::model::diag::{Span, did_you_mean};
use crate::model::entry::{Spanned, Value};

impl Reader<'_> {
    /// `[[rows, columns], …]`: pairs of facets.
    pub(super) fn matrix(&mut self, value: &Spanned<Value>) -> Vec<[(String, Span); 2]> {
        let items = match &value.value {
            Value::List(items) => items.clone(),
            Value::Null => Vec::new(),
            _ => vec![value.clone()],
        };
        let mut pairs = Vec::new();
        for item in &items {
            let names = self.names(item);
            match <[(String, Span); 2]>::try_from(names) {
                Ok(pair) => pairs.push(pair),
                Err(_) => {
                    let hint = "write `matrix: [[rows, columns]]`, each the name of a facet";
                    self.report(&item.span, "bad-value", "here stand two facets: the rows and the columns", hint);
                }
            }
        }
        pairs
    }

    /// `dated`, or `{start: …, end: …, note: …}`: fields of the kind.
    pub(super) fn moment(&mut self, value: &Spanned<Value>) -> Option<Moment> {
        if let Value::Text(start) = &value.value {
            return Some(Moment { start: start.clone(), ..Moment::default() });
        }
        let mut moment = Moment::default();
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "start" => moment.start = self.text(&value).unwrap_or_default(),
                "end" => moment.end = self.text(&value),
                "note" => moment.note = self.text(&value),
                unknown => self.unknown_key(unknown, &key.span, "timeline", &["start", "end", "note"]),
            }
        }
        if moment.start.is_empty() {
            self.report(&value.span, "bad-value", "a timeline needs the field with the date", "write `start: …`");
            return None;
        }
        Some(moment)
    }

    /// `{words: …, by: […], notes: […], from: […]}`: fields of the kind, and relations that start from it.
    pub(super) fn quoted(&mut self, value: &Spanned<Value>) -> Option<Quoted> {
        let mut quoted = Quoted::default();
        for (key, value) in self.map(value) {
            match key.value.as_str() {
                "words" => quoted.words = self.text(&value).unwrap_or_default(),
                "by" => quoted.by = self.strings(&value),
                "notes" => quoted.notes = self.strings(&value),
                "from" => quoted.from = self.strings(&value),
                unknown => self.unknown_key(unknown, &key.span, "quoted", &["words", "by", "notes", "from"]),
            }
        }
        if quoted.words.is_empty() {
            self.report(&value.span, "bad-value", "quotations need the field with the words", "write `words: …`");
            return None;
        }
        Some(quoted)
    }

    /// What places an entry on the timeline is a date of its kind, and what places its tile another of its fields.
    pub(super) fn overviews_of(&mut self, name: &Spanned<String>, value: &Spanned<Value>, model: &Model) {
        let Some(id) = model.kind(&name.value) else { return };
        let kind = &model[id];
        let moment = kind.timeline.as_ref();
        let dates = moment.into_iter().flat_map(|moment| [Some(&moment.start), moment.end.as_ref()]).flatten();
        let quoted =
            kind.quoted.iter().flat_map(|quoted| [&quoted.words].into_iter().chain(&quoted.by).chain(&quoted.notes));
        let others = moment.and_then(|moment| moment.note.as_ref()).into_iter().chain(&kind.tiles).chain(quoted);
        for (named, is_date) in dates.map(|name| (name, true)).chain(others.map(|name| (name, false))) {
            let field = model.fields_of(id).find(|field| field.key == *named);
            if field.is_some_and(|field| !is_date || field.form == FieldForm::Date) {
                continue;
            }
            let place = find(value, named).unwrap_or(name.span.clone());
            if field.is_some() {
                let hint = "name a field with `type: date`";
                self.report(&place, "bad-value", format!("`{named}` is no date"), hint);
                continue;
            }
            let known = model.fields_of(id).map(|field| field.key.as_str());
            let hint = did_you_mean(named, known).unwrap_or_else(|| format!("add `{named}:` under `fields:`"));
            self.report(&place, "unknown-field", format!("the kind `{}` has no field `{named}`", name.value), hint);
        }
        for named in kind.quoted.iter().flat_map(|quoted| &quoted.from) {
            self.quoted_from(named, id, value, model);
        }
    }

    /// What quotations are from is said by a relation that starts from their kind.
    fn quoted_from(&mut self, named: &str, kind: KindId, value: &Spanned<Value>, model: &Model) {
        let starts = |relation: &&Relation| relation.from.is_empty() || relation.from.contains(&kind);
        let known: Vec<&str> = model.relations.iter().filter(starts).map(|relation| relation.key.as_str()).collect();
        if known.contains(&named) {
            return;
        }
        // The name may stand in other values of the kind as well.
        let place = ["quoted", "from"].iter().try_fold(value, |value, key| part(value, key));
        let place = place.and_then(|value| find(value, named)).unwrap_or(value.span.clone());
        let message = match model.relation(named) {
            Some(_) => format!("`{named}` does not start from the kind `{}`", model[kind].key),
            None => format!("there is no relation `{named}`"),
        };
        let hint = did_you_mean(named, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
            [] => format!("add `{named}:` under `relations:`"),
            known => format!("those that start from it: {}", known.join(", ")),
        });
        self.report(&place, "unknown-relation", message, hint);
    }
}

/// The value of a key below a value.
fn part<'v>(value: &'v Spanned<Value>, wanted: &str) -> Option<&'v Spanned<Value>> {
    let Value::Map(fields) = &value.value else { return None };
    fields.iter().find(|(key, _)| key.value == wanted).map(|(_, value)| value)
}
