//! Values of configuration files: texts, names, numbers, each with what to say when it is something else.

use super::yaml;
use crate::model::config::{SiteConfig, Texts};
use crate::model::diag::{Diagnostic, Span, did_you_mean};
use crate::model::entry::{Spanned, Value};
use crate::model::path::SourcePath;
use crate::model::slug::Slug;
use crate::model::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// The most values in a configuration file.
const MAX_NODES: usize = 50_000;

/// Reads the values of one configuration file, noting what does not fit.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) path: &'a SourcePath,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a Source) -> Reader<'a> {
        Reader { source, path: &source.path, diagnostics: Vec::new() }
    }

    pub(super) fn top(&mut self) -> yaml::Fields {
        let read =
            yaml::fields(self.source, 0..self.source.text.len(), yaml::Bound { n_nodes: MAX_NODES, is_error: true });
        self.diagnostics.extend(read.diagnostics);
        read.value.unwrap_or_default()
    }

    pub(super) fn report(
        &mut self,
        span: &Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic::error(code, Span::new(self.path, span.clone()), message).hint(hint));
    }

    pub(super) fn unknown_key(&mut self, key: &str, span: &Range<usize>, place: &str, known: &[&str]) {
        let hint =
            did_you_mean(key, known.iter().copied()).unwrap_or_else(|| format!("known here: {}", known.join(", ")));
        self.report(span, "unknown-key", format!("`{place}` has no key `{key}`"), hint);
    }

    pub(super) fn map(&mut self, value: &Spanned<Value>) -> yaml::Fields {
        match &value.value {
            Value::Map(fields) => fields.clone(),
            Value::Null => Vec::new(),
            other => {
                let message = format!("here stand keys and values, not {}", other.noun());
                self.report(&value.span, "bad-value", message, "write one `key: value` a line, indented by two spaces");
                Vec::new()
            }
        }
    }

    pub(super) fn text(&mut self, value: &Spanned<Value>) -> Option<String> {
        if let Value::Text(text) = &value.value {
            return Some(text.clone());
        }
        self.report(
            &value.span,
            "bad-value",
            format!("here stands a text, not {}", value.value.noun()),
            "put the text in quotes",
        );
        None
    }

    /// A name that can stand in addresses and paths; `what` it is, for the message.
    pub(super) fn slug(&mut self, value: &Spanned<Value>, what: &str) -> Option<Slug> {
        let text = self.text(value)?;
        match Slug::parse(&text) {
            Ok(slug) => Some(slug),
            Err(problem) => {
                self.report(&value.span, "bad-id", format!("`{text}` cannot be {what}"), problem);
                None
            }
        }
    }

    pub(super) fn boolean(&mut self, value: &Spanned<Value>) -> bool {
        match value.value.text() {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.report(
                    &value.span,
                    "bad-value",
                    "here stands `true` or `false`",
                    "write `true` or leave the key out",
                );
                false
            }
        }
    }

    pub(super) fn integer(&mut self, value: &Spanned<Value>) -> Option<i64> {
        let number = value.value.text().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.report(&value.span, "bad-value", "here stands a whole number", "write digits only");
        }
        number
    }

    /// A text for all languages, or one per language.
    pub(super) fn texts(&mut self, value: &Spanned<Value>) -> Texts {
        match &value.value {
            Value::Text(text) => Texts::all(text.trim()),
            Value::Map(fields) => {
                let fields = fields.clone();
                let texts = fields
                    .iter()
                    .filter_map(|(lang, value)| Some((lang.value.clone(), self.text(value)?.trim().to_owned())));
                Texts(texts.collect::<BTreeMap<_, _>>())
            }
            other => {
                let message = format!("here stands a text, or one text per language, not {}", other.noun());
                self.report(&value.span, "bad-value", message, "write `{en: …, fr: …}`");
                Texts::default()
            }
        }
    }

    /// One name or a list of names.
    pub(super) fn names(&mut self, value: &Spanned<Value>) -> Vec<(String, Span)> {
        let items = match &value.value {
            Value::List(items) => items.clone(),
            Value::Null => Vec::new(),
            _ => vec![value.clone()],
        };
        items.iter().filter_map(|item| Some((self.text(item)?, Span::new(self.path, item.span.clone())))).collect()
    }

    pub(super) fn strings(&mut self, value: &Spanned<Value>) -> Vec<String> {
        self.names(value).into_iter().map(|(name, _)| name).collect()
    }

    pub(super) fn base_url(&mut self, value: &Spanned<Value>) -> Option<String> {
        let url = self.text(value)?;
        let base = SiteConfig::base_url_of(&url);
        if base.is_none() {
            let message = format!("`{url}` is not the address of a site");
            self.report(&value.span, "bad-value", message, "write `https://example.org/`");
        }
        base
    }
}
