//! Front matter held against the kind: typed fields, and every key accounted for.

use super::meant;
use super::names::Naming;
use super::order;
use crate::model::config::{COMMON_KEYS, Config, FieldForm, KindId, Lang, Relation};
use crate::model::diag::{Diagnosed, Diagnostic, Span, did_you_mean};
use crate::model::entry::{Entry, Spanned, Value};
use crate::model::graph::FolderId;
use crate::model::library::{Date, FieldValue, Number, Resolved, Status};

/// The longest summary, in characters: one sentence.
const MAX_SUMMARY: usize = 200;

/// An entry with its kind and typed fields. What does not fit is reported and left out.
pub(super) fn resolve(naming: &Naming, config: &Config) -> Diagnosed<Resolved> {
    let entry = &*naming.entry;
    let original = naming.original.as_deref();
    let mut reader =
        Reader { entry, original, config, kind: naming.kind, is_titled_elsewhere: false, diagnostics: Vec::new() };
    // Which keys an entry may have is known only with its kind.
    if naming.has_kind {
        reader.keys();
    }
    let number_field = config.model[naming.kind].number.clone();
    let fields = reader.fields();
    let number = number_field.and_then(|key| number(&key, &fields, config, naming.kind));
    let value = Resolved {
        title: reader.title(naming),
        short: reader.text("short"),
        summary: reader.summary(),
        status: reader.status(),
        aliases: reader.texts("aliases"),
        also_known_as: reader.texts("also_known_as"),
        linked_as: reader.linked_as(),
        is_for_trainers: reader.is_for_trainers(),
        reviewed: reader.reviewed(),
        order: reader.integer(if config.model.is_declared {
            &["order"]
        } else {
            &["order", "weight", "nav_order", "sidebar_position"]
        }),
        fields,
        number,
        is_behind: original.is_some_and(|original| reader.is_behind(original)),
        is_unreviewed: reader.is_unreviewed(),
        anchors: original.map(|original| reader.anchors(original)).unwrap_or_default(),
        entry: Some(naming.entry.clone()),
        original: naming.original.clone(),
        is_folder_page: naming.is_folder_page,
        id: naming.id.clone(),
        lang: naming.lang.clone(),
        kind: naming.kind,
        out: naming.out.clone(),
        folder: naming.folder,
    };
    Diagnosed { value, diagnostics: reader.diagnostics }
}

/// A term that exists because an entry names it, in a relation that is open.
pub(super) fn term(
    id: String,
    title: String,
    kind: KindId,
    lang: Lang,
    folder: FolderId,
    out: crate::model::path::OutPath,
) -> Resolved {
    Resolved {
        entry: None,
        original: None,
        is_folder_page: false,
        anchors: Vec::new(),
        is_behind: false,
        is_unreviewed: false,
        id,
        lang,
        kind,
        title,
        short: None,
        summary: None,
        status: Status::Current,
        aliases: Vec::new(),
        also_known_as: Vec::new(),
        linked_as: None,
        is_for_trainers: false,
        reviewed: None,
        order: None,
        fields: Vec::new(),
        number: None,
        out,
        folder,
    }
}

/// The number as it may be printed: plainly, with a mark, or not at all.
fn number(key: &str, fields: &[(String, FieldValue)], config: &Config, kind: KindId) -> Option<Number> {
    let value = |key: &str| fields.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    let text = match value(key)? {
        FieldValue::Integer(number) => number.to_string(),
        FieldValue::Text(text) => text.clone(),
        _ => return None,
    };
    let certainty = config.model.fields_of(kind).find(|field| field.key == key)?.certainty.as_ref();
    let is_marked = match certainty {
        None => false,
        Some(certainty) => certainty.mark(value(&certainty.field).and_then(FieldValue::text))?,
    };
    Some(Number { text, is_marked })
}

/// Reads the head of one entry, noting what does not fit its kind.
pub(super) struct Reader<'a> {
    pub(super) entry: &'a Entry,
    /// The entry it translates: its front matter holds here too, where this one says nothing.
    original: Option<&'a Entry>,
    pub(super) config: &'a Config,
    kind: KindId,
    /// A key that is not known was meant as the title: the entry does not lack one as well.
    is_titled_elsewhere: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn report(
        &mut self,
        code: &'static str,
        value: &Spanned<Value>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let span = Span::new(&self.entry.path, value.span.clone());
        // In a plain folder, front matter was written for another generator: what does not fit is no error.
        let diagnostic = Diagnostic::graded(self.config.model.is_declared, code, span, message).hint(hint);
        self.diagnostics.push(diagnostic);
    }

    /// Every key is one that the model knows, and every required one is there.
    fn keys(&mut self) {
        let model = &self.config.model;
        if !model.is_declared || self.entry.head.is_broken {
            return;
        }
        let kind = &model[self.kind];
        let relations = model.relations.iter().filter(|relation| may_start(relation, self.kind));
        let known: Vec<&str> = COMMON_KEYS
            .into_iter()
            .chain(kind.glossary.is_some().then_some("glossary"))
            .chain(model.fields_of(self.kind).map(|field| field.key.as_str()))
            .chain(relations.map(|relation| relation.key.as_str()))
            .collect();
        for (key, _) in &self.entry.head.fields {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            let span = Span::new(&self.entry.path, key.span.clone());
            let diagnostic = match model.relation(&key.value) {
                Some(relation) => {
                    let from: Vec<&str> = model[relation].from.iter().map(|&kind| model[kind].key.as_str()).collect();
                    let message = format!("an entry of kind `{}` has no `{}`", kind.key, key.value);
                    Diagnostic::error("impossible-relation", span, message)
                        .hint(format!("it starts from: {}", from.join(", ")))
                }
                None => {
                    let meant = meant::key(&key.value, &known);
                    self.is_titled_elsewhere |= matches!(&meant, Some((Some("title"), _)));
                    let hint = meant.map_or_else(
                        || format!("add the field to the kind `{}` in model.yaml, or remove it", kind.key),
                        |(_, hint)| hint,
                    );
                    Diagnostic::error(
                        "unknown-key",
                        span,
                        format!("an entry of kind `{}` has no key `{}`", kind.key, key.value),
                    )
                    .hint(hint)
                }
            };
            self.diagnostics.push(diagnostic);
        }
        for field in model.fields_of(self.kind).filter(|field| field.is_required) {
            let value = self.head(&field.key);
            let is_empty = |value: &Spanned<Value>| match &value.value {
                Value::Null => true,
                Value::Text(text) => text.trim().is_empty(),
                Value::List(items) => items.is_empty(),
                Value::Map(_) => false,
            };
            if value.is_none_or(is_empty) {
                let message = format!("an entry of kind `{}` needs `{}:`", kind.key, field.key);
                let hint = match &field.form {
                    FieldForm::Choice(of) => {
                        format!("write `{}: {}`", field.key, of.first().map_or("…", |(name, _)| name))
                    }
                    _ => format!("write `{}: …`", field.key),
                };
                let span = super::names::head_span(self.entry, &field.key);
                self.diagnostics.push(Diagnostic::error("missing-field", span, message).hint(hint));
            }
        }
    }

    fn fields(&mut self) -> Vec<(String, FieldValue)> {
        let config = self.config;
        let mut fields = Vec::new();
        for field in config.model.fields_of(self.kind) {
            let Some(value) = self.head(&field.key) else {
                continue;
            };
            let n_findings = self.diagnostics.len();
            let is_inherited = self.entry.head.get(&field.key).is_none();
            // The words of Markdown are those of its own language.
            if is_inherited && field.form == FieldForm::Markdown {
                continue;
            }
            if let Some(read) = self.value(field, &field.form, value) {
                if config.model[self.kind].tiles.as_ref() == Some(&field.key) && self.diagnostics.len() == n_findings {
                    self.tile(field, value, &read);
                }
                fields.push((field.key.clone(), read));
            }
            // What does not fit in the original is said there.
            if is_inherited {
                self.diagnostics.truncate(n_findings);
            }
        }
        fields
    }

    fn title(&mut self, naming: &Naming) -> String {
        let given = self.text("title").filter(|title| !title.trim().is_empty());
        if let Some(title) = given.or_else(|| self.entry.title.clone()) {
            return title;
        }
        let is_text = |value: &Spanned<Value>| matches!(value.value, Value::Text(_) | Value::Null);
        let is_missing = self.entry.head.get("title").is_none_or(is_text) && !self.is_titled_elsewhere;
        if self.config.model.is_declared && !self.entry.head.is_broken && is_missing {
            let (span, hint) = match self.entry.head.fields.iter().find(|(key, _)| key.value == "title") {
                Some((key, _)) => (Span::new(&self.entry.path, key.span.clone()), "write the title behind `title:`"),
                None => (Span::file(&self.entry.path), "write `title: …` between two `---` lines"),
            };
            let diagnostic = Diagnostic::error("missing-title", span, "this entry has no title").hint(hint);
            self.diagnostics.push(diagnostic);
        }
        let name = if naming.is_folder_page {
            self.entry.path.folder().rsplit_once('/').map_or(self.entry.path.folder(), |(_, name)| name)
        } else {
            self.entry.path.stem()
        };
        if name.is_empty() { self.config.site.title.get(&naming.lang).to_owned() } else { order::humanised(name) }
    }

    fn summary(&mut self) -> Option<String> {
        let key = if self.entry.head.get("summary").is_some() { "summary" } else { "description" };
        let summary = self.text(key)?;
        let length = summary.chars().count();
        if length > MAX_SUMMARY && self.config.model.is_declared {
            let span = super::names::head_span(self.entry, key);
            let message = format!("the summary is {length} characters long; readers see it in lists");
            self.diagnostics
                .push(Diagnostic::warning("long-summary", span, message).hint(format!("keep it to {MAX_SUMMARY}")));
        }
        Some(summary)
    }

    fn status(&mut self) -> Status {
        let Some(value) = self.head("status") else {
            return Status::Current;
        };
        match value.value.text() {
            Some("draft") => Status::Draft,
            Some("current") => Status::Current,
            Some("superseded") => Status::Superseded,
            Some("withdrawn") => Status::Withdrawn,
            _ if !self.config.model.is_declared => Status::Current,
            other => {
                let known = ["draft", "current", "superseded", "withdrawn"];
                let hint = other
                    .and_then(|text| did_you_mean(text, known))
                    .unwrap_or_else(|| format!("it is one of: {}", known.join(", ")));
                self.report(
                    "unknown-value",
                    value,
                    format!("`status` cannot be `{}`", other.unwrap_or(value.value.noun())),
                    hint,
                );
                Status::Current
            }
        }
    }

    /// A key's value: the entry's own, else its original's.
    fn head(&self, key: &str) -> Option<&'a Spanned<Value>> {
        self.entry.head.get(key).or_else(|| self.original?.head.get(key))
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let value = self.entry.head.get(key)?;
        match &value.value {
            Value::Text(text) if text.contains('\n') || text.contains("  ") => {
                Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::Null => None,
            other => {
                let message = format!("`{key}` is a text, not {}", other.noun());
                let hint = match other {
                    Value::List(items)
                        if let [Some(only)] = items.iter().map(|item| item.value.text()).collect::<Vec<_>>()[..] =>
                    {
                        format!("write `{key}: {only}`, without brackets or hyphen")
                    }
                    _ => format!("put it in quotes: `{key}: \"…\"`"),
                };
                self.report("wrong-type", value, message, hint);
                None
            }
        }
    }

    /// The names by which a term is linked, where its own are everyday words: `glossary: false` for none.
    fn linked_as(&mut self) -> Option<Vec<String>> {
        let is_term = self.config.model[self.kind].glossary.is_some();
        let value = self.entry.head.get("glossary").filter(|_| is_term)?;
        match value.value.text() {
            Some("true") => None,
            Some("false") => Some(Vec::new()),
            _ => Some(self.texts("glossary")),
        }
    }

    /// Whom it is for. A value misspelt must not publish what was meant for few.
    fn is_for_trainers(&mut self) -> bool {
        let Some(value) = self.head("audience") else { return false };
        match value.value.text() {
            Some("trainers") => true,
            Some("public") => false,
            // Said where it was written.
            _ if self.entry.head.get("audience").is_none() => false,
            other => {
                let known = ["public", "trainers"];
                let hint = other
                    .and_then(|text| did_you_mean(text, known))
                    .unwrap_or_else(|| format!("it is one of: {}", known.join(", ")));
                let message = format!("`audience` cannot be `{}`", other.unwrap_or(value.value.noun()));
                self.report("unknown-value", value, message, hint);
                false
            }
        }
    }

    fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(value) = self.entry.head.get(key) else {
            return Vec::new();
        };
        let items = match &value.value {
            Value::List(items) => items,
            Value::Null => &[][..],
            _ => std::slice::from_ref(value),
        };
        let mut texts = Vec::new();
        for item in items {
            match item.value.text() {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    let (message, hint) = match &item.value {
                        // A colon made a key of the item's beginning.
                        Value::Map(pairs)
                            if let [(name, value)] = &pairs[..]
                                && let Some(text) = value.value.text() =>
                        {
                            let hint = format!("write `\"{}: {text}\"`", name.value);
                            ("a text with a colon in it needs quotes".to_owned(), hint)
                        }
                        _ => (format!("`{key}` is a list of texts"), format!("write `{key}: [this, that]`")),
                    };
                    self.report("wrong-type", item, message, hint);
                }
            }
        }
        texts
    }

    /// When the entry was last held against its sources. How often that should be is only looked at.
    fn reviewed(&mut self) -> Option<Date> {
        if let Some(value) = self.entry.head.get("review_every") {
            let is_span = value.value.text().is_none_or(|text| {
                let (number, unit) = text.trim().split_once(' ').unwrap_or_default();
                let is_unit = ["month", "months", "year", "years"].contains(&unit.trim());
                is_unit && number.parse().is_ok_and(|number: u16| number > 0)
            });
            if !is_span {
                let message = "`review_every` is a number of months or years";
                self.report("wrong-type", value, message, "write `18 months`, or `2 years`");
            }
        }
        self.date("reviewed")
    }

    fn date(&mut self, key: &str) -> Option<Date> {
        let value = self.entry.head.get(key)?;
        let text = value.value.text()?;
        self.parsed_date(key, value, text)
    }

    fn integer(&mut self, keys: &[&str]) -> Option<i64> {
        let (key, value) = keys.iter().find_map(|key| Some((key, self.head(key)?)))?;
        let number = value.value.text().and_then(|text| text.parse().ok());
        if number.is_none() {
            let hint = meant::number(key, value.value.text().unwrap_or_default());
            self.report("wrong-type", value, format!("`{key}` is a whole number"), hint);
        }
        number
    }
}

/// Whether a relation may start from a kind.
pub(super) fn may_start(relation: &Relation, kind: KindId) -> bool {
    // One that reads the same from both ends may be written at either.
    relation.from.is_empty() || relation.from.contains(&kind) || (relation.is_symmetric && relation.to.contains(&kind))
}
