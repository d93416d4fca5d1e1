//! YAML to spanned, untyped values, within stated bounds.
//!
//! The values are built from the parser's events rather than through serde: a scalar keeps the text
//! that was written (`0012`, `yes`, `2012-05`), whose meaning only the kind decides.

use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Spanned, Value};
use crate::model::path::SourcePath;
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span as YamlSpan};
use std::ops::Range;

/// The most nodes in one YAML text.
pub(super) const MAX_NODES: usize = 2_000;
/// The deepest nesting.
const MAX_DEPTH: usize = 16;

/// Keys and values in the order written.
pub(super) type Fields = Vec<(Spanned<String>, Spanned<Value>)>;

/// Reads a text as a group of keys. `None` when it is not one or not YAML; then a finding says why.
/// Spans are shifted by `offset`, where the text begins in its file.
pub(super) fn fields(path: &SourcePath, text: &str, offset: usize, max_nodes: usize) -> Diagnosed<Option<Fields>> {
    let mut reader = Reader { path, text, offset, n_nodes: 0, max_nodes, diagnostics: Vec::new() };
    let value = reader.read();
    let fields = match value.map(|value| (value.span, value.value)) {
        None => None,
        Some((_, Value::Map(fields))) => Some(fields),
        Some((_, Value::Null)) => Some(Vec::new()),
        Some((span, other)) => {
            let message = format!("here stand keys and values, not {}", other.noun());
            reader.report("not-keys", span, message, "write `title: …`, one key a line, with a space after the colon");
            None
        }
    };
    Diagnosed { value: fields, diagnostics: reader.diagnostics }
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    offset: usize,
    n_nodes: usize,
    max_nodes: usize,
    diagnostics: Vec<Diagnostic>,
}

/// A collection under construction.
enum Open {
    List(usize, Vec<Spanned<Value>>),
    Map(usize, Fields, Option<Spanned<String>>),
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Spanned<Value>> {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        let mut parser = Parser::new_from_str_with_options(self.text, options);
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
                    self.report_syntax(at, &error.info());
                    return None;
                }
            };
            let range = self.range(&span);
            let done = match event {
                Event::Scalar(text, style, ..) => {
                    let is_null = style == ScalarStyle::Plain && (text.is_empty() || text == "~" || text == "null");
                    let value = if is_null { Value::Null } else { Value::Text(text.into_owned()) };
                    Some(Spanned { value, span: self.trim(range) })
                }
                Event::SequenceStart(..) => {
                    open.push(Open::List(range.start, Vec::new()));
                    None
                }
                Event::MappingStart(..) => {
                    open.push(Open::Map(range.start, Vec::new(), None));
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let (start, value) = match open.pop()? {
                        Open::List(start, items) => (start, Value::List(items)),
                        Open::Map(start, fields, _) => (start, Value::Map(fields)),
                    };
                    Some(Spanned { value, span: self.trim(start..range.end.max(start)) })
                }
                Event::Alias(..) | Event::UnresolvedAlias(..) => {
                    let message = "`*` begins an alias in YAML, and aliases are not read here";
                    self.report("yaml-alias", range, message, "write the value out, in quotes if it begins with `*`");
                    return None;
                }
                // A second document cannot follow: the fences end the first.
                Event::DocumentEnd => break,
                _ => None,
            };
            self.n_nodes += usize::from(done.is_some());
            if self.n_nodes > self.max_nodes {
                let message = format!("there are more than {} values here", self.max_nodes);
                self.report("too-many-values", self.offset..self.offset, message, "split the file");
                return None;
            }
            let Some(done) = done else { continue };
            match open.last_mut() {
                None => root = Some(done),
                Some(Open::List(_, items)) => items.push(done),
                Some(Open::Map(_, fields, key @ None)) => {
                    let span = done.span.clone();
                    match done.value {
                        Value::Text(text) => {
                            if let Some((first, _)) = fields.iter().find(|(name, _)| name.value == text) {
                                let line = line_of(self.text, first.span.start - self.offset);
                                let message = format!("`{text}` stands here a second time");
                                self.report(
                                    "duplicate-key",
                                    span.clone(),
                                    message,
                                    format!("the first is on line {line} of this block; keep one"),
                                );
                            }
                            *key = Some(Spanned { value: text, span });
                        }
                        other => {
                            let message = format!("a key is a word, not {}", other.noun());
                            self.report(
                                "yaml-syntax",
                                span,
                                message,
                                "put quotes around a value that begins with `[` or `{`",
                            );
                            return None;
                        }
                    }
                }
                Some(Open::Map(_, fields, key)) => {
                    let key = key.take().expect("a value follows its key");
                    fields.push((key, done));
                }
            }
        }
        Some(root.unwrap_or(Spanned { value: Value::Null, span: self.offset..self.offset }))
    }

    fn range(&self, span: &YamlSpan) -> Range<usize> {
        let start = span.start.byte_offset().unwrap_or(0).min(self.text.len());
        let end = span.end.byte_offset().unwrap_or(start).clamp(start, self.text.len());
        self.offset + start..self.offset + end
    }

    /// Block values reach to the next key; a finding should end where the words do.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.start - self.offset..range.end - self.offset];
        range.start..range.start + text.trim_end().len()
    }

    fn report(&mut self, code: &'static str, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, Span::new(self.path, span), message).hint(hint));
    }

    /// Says in an author's words what YAML did not understand. The commonest slips are known by the line they stand on.
    fn report_syntax(&mut self, at: usize, parser_says: &str) {
        let at = floor(self.text, at);
        let start = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[start..].find('\n').map_or(self.text.len(), |len| start + len);
        // The parser often stops one line late: at the end of the value it could not finish.
        let (start, end) = if self.text[start..end].trim().is_empty() && start > 0 {
            let before = self.text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
            (before, start - 1)
        } else {
            (start, end)
        };
        let line = &self.text[start..end];
        let indent = line.len() - line.trim_start().len();
        let value = line.split_once(':').map(|(_, value)| value.trim());
        let (message, hint) = if line[..indent].contains('\t') {
            (
                "this line begins with a tab; YAML is indented with spaces".to_owned(),
                "replace each tab by two spaces".to_owned(),
            )
        } else if value.is_some_and(|value| value.contains(": ") && !value.starts_with(['"', '\''])) {
            (
                "a value with a colon in it needs quotes".to_owned(),
                format!(
                    "write `{}: \"{}\"`",
                    line.split(':').next().unwrap_or_default().trim(),
                    value.unwrap_or_default()
                ),
            )
        } else if value.is_some_and(|value| value.starts_with('[') && !value.ends_with(']')) {
            ("this list is not closed".to_owned(), "end it with `]`".to_owned())
        } else if value.is_some_and(|v| v.starts_with('"') && (v.len() == 1 || !v.ends_with('"'))) {
            ("these quotes are not closed".to_owned(), "end the value with `\"`".to_owned())
        } else if line.contains(['\u{201c}', '\u{201d}']) {
            ("these are typographic quotes; YAML knows the straight ones".to_owned(), "write \"…\"".to_owned())
        } else if !line.contains(": ") && !line.trim_end().ends_with(':') && line.contains(':') {
            ("there is no space after the colon".to_owned(), format!("write `{}`", line.trim().replacen(':', ": ", 1)))
        } else {
            (
                format!("this is not YAML: {parser_says}"),
                "write one `key: value` a line, each key at the line's beginning".to_owned(),
            )
        };
        let span = self.offset + start + indent..self.offset + end.max(start + indent);
        self.report("yaml-syntax", span, message, hint);
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
