//! A field's value held against its form.

use super::fields::Reader;
use super::meant;
use crate::model::config::{Field, FieldForm};
use crate::model::diag::did_you_mean;
use crate::model::entry::{Spanned, Value};
use crate::model::library::{Date, FieldValue, LAST_TILE, is_tile};

impl Reader<'_> {
    pub(super) fn value(&mut self, field: &Field, form: &FieldForm, value: &Spanned<Value>) -> Option<FieldValue> {
        let key = &field.key;
        if value.value == Value::Null {
            return None;
        }
        if let FieldForm::List(item) = form {
            let items = match &value.value {
                Value::List(items) => items.clone(),
                _ => vec![value.clone()],
            };
            return Some(FieldValue::List(items.iter().filter_map(|value| self.value(field, item, value)).collect()));
        }
        if let (FieldForm::Map, Value::Map(pairs)) = (form, &value.value) {
            let text = |value: &Value| value.text().unwrap_or_default().to_owned();
            return Some(FieldValue::Map(
                pairs.iter().map(|(key, value)| (key.value.clone(), text(&value.value))).collect(),
            ));
        }
        if let (FieldForm::Date, Value::Map(pairs)) = (form, &value.value) {
            return self.date_as_written(key, value, pairs);
        }
        let Some(text) = value.value.text() else {
            let (what, hint) = match form {
                FieldForm::Map => ("keys and values", "write `{this: that}`"),
                _ => ("one value", "write a single value, without brackets"),
            };
            self.report("wrong-type", value, format!("`{key}` is {what}, not {}", value.value.noun()), hint);
            return None;
        };
        match form {
            FieldForm::Text | FieldForm::File => Some(FieldValue::Text(text.to_owned())),
            FieldForm::Markdown => Some(FieldValue::Prose),
            FieldForm::Integer => match text.parse::<i64>() {
                Ok(number)
                    if field.min.is_some_and(|min| number < min) || field.max.is_some_and(|max| number > max) =>
                {
                    let (min, max) = (
                        field.min.map_or("…".into(), |n| n.to_string()),
                        field.max.map_or("…".into(), |n| n.to_string()),
                    );
                    self.report(
                        "out-of-range",
                        value,
                        format!("`{key}` is {number}"),
                        format!("it may be {min} to {max}"),
                    );
                    None
                }
                Ok(number) => Some(FieldValue::Integer(number)),
                Err(_) => {
                    self.report(
                        "wrong-type",
                        value,
                        format!("`{key}` is a whole number, not `{text}`"),
                        meant::number(key, text),
                    );
                    None
                }
            },
            FieldForm::Date => self.parsed_date(key, value, text).map(FieldValue::Date),
            FieldForm::Boolean => match text {
                "true" => Some(FieldValue::Boolean(true)),
                "false" => Some(FieldValue::Boolean(false)),
                _ => {
                    self.report(
                        "wrong-type",
                        value,
                        format!("`{key}` is `true` or `false`, not `{text}`"),
                        meant::boolean(key, text),
                    );
                    None
                }
            },
            FieldForm::Url => {
                let is_url = (text.starts_with("https://") || text.starts_with("http://"))
                    && !text.contains(char::is_whitespace);
                if !is_url {
                    self.report(
                        "wrong-type",
                        value,
                        format!("`{key}` is a web address, not `{text}`"),
                        meant::address(key, text),
                    );
                }
                is_url.then(|| FieldValue::Text(text.to_owned()))
            }
            FieldForm::Choice(of) => {
                let is_known = of.iter().any(|(name, _)| name == text);
                if !is_known {
                    let names: Vec<&str> = of.iter().map(|(name, _)| name.as_str()).collect();
                    let hint = did_you_mean(text, names.iter().copied())
                        .unwrap_or_else(|| format!("it is one of: {}", names.join(", ")));
                    self.report("unknown-value", value, format!("`{key}` cannot be `{text}`"), hint);
                }
                is_known.then(|| FieldValue::Text(text.to_owned()))
            }
            FieldForm::List(_) | FieldForm::Map => {
                self.report(
                    "wrong-type",
                    value,
                    format!("`{key}` is keys and values, not a text"),
                    "write `{this: that}`",
                );
                None
            }
        }
    }

    /// Where the entry lies in the picture of its kind.
    pub(super) fn tile(&mut self, field: &Field, value: &Spanned<Value>, read: &FieldValue) {
        let key = &field.key;
        match read.tile() {
            Some(place) if is_tile(place) => {}
            Some((column, row)) => {
                let message = format!("`{key}` is column {column}, row {row}: the picture has no such place");
                let hint = format!("columns and rows go from 1 to {LAST_TILE}, and begin at the upper left");
                self.report("out-of-range", value, message, hint);
            }
            None => {
                let is_list = matches!(field.form, FieldForm::List(_));
                let hint = if is_list { format!("write `{key}: [3, 2]`") } else { format!("write `{key}: \"3, 2\"`") };
                self.report("wrong-type", value, format!("`{key}` is a column and a row"), hint);
            }
        }
    }

    /// `{date: 2012-06-07, as_written: 7-8 June 2012}`.
    fn date_as_written(
        &mut self,
        key: &str,
        value: &Spanned<Value>,
        pairs: &[(Spanned<String>, Spanned<Value>)],
    ) -> Option<FieldValue> {
        let get =
            |name: &str| pairs.iter().find(|(key, _)| key.value == name).and_then(|(_, value)| value.value.text());
        let Some(text) = get("date") else {
            self.report(
                "bad-date",
                value,
                format!("`{key}` has no `date:`"),
                "write `{date: 2012-06, as_written: June 2012}`",
            );
            return None;
        };
        let date = self.parsed_date(key, value, text)?;
        Some(FieldValue::Date(Date { as_written: get("as_written").map(str::to_owned), ..date }))
    }

    pub(super) fn parsed_date(&mut self, key: &str, value: &Spanned<Value>, text: &str) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            self.report("bad-date", value, format!("`{key}` is no date: `{text}`"), meant::date(text));
        }
        date
    }
}
