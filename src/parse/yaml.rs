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

/// How many lines before the parser's place are looked at for quotes and lists left open.
const MAX_LOOK_BACK: usize = 20;

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
                    self.report_alias(range);
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

    /// Says in an author's words what YAML did not understand. The commonest slips are known by the line they
    /// stand on; the parser often stops a line later, at what it could no longer fit in.
    fn report_syntax(&mut self, at: usize, parser_says: &str) {
        let at = floor(self.text, at);
        let here = self.line_at(at);
        let here = match self.text[here.clone()].trim() {
            "" if here.start > 0 => self.line_at(here.start - 1),
            _ => here,
        };
        if parser_says.contains("unknown anchor") {
            return self.report_alias(self.offset + here.start..self.offset + here.end);
        }
        let mut before = here.clone();
        for _ in 0..MAX_LOOK_BACK {
            let read = &self.text[before.start..here.end];
            if let Some((message, hint)) = left_open(&self.text[before.clone()], read) {
                return self.report_line(before, message, hint);
            }
            if before.start == 0 {
                break;
            }
            before = self.line_at(before.start - 1);
        }
        let (message, hint) = slip(&self.text[here.clone()]).unwrap_or_else(|| {
            (
                format!("this is not YAML: {parser_says}"),
                "write one `key: value` a line, each key at the line's beginning".to_owned(),
            )
        });
        self.report_line(here, message, hint);
    }

    fn report_alias(&mut self, span: Range<usize>) {
        let line = &self.text[span.start - self.offset..span.end - self.offset];
        let start = line.find('*').map_or(span.start, |at| span.start + at);
        let message = "`*` begins an alias in YAML, and aliases are not read here";
        self.report("yaml-alias", start..span.end, message, "write the value out, in quotes if it begins with `*`");
    }

    fn report_line(&mut self, line: Range<usize>, message: String, hint: String) {
        let text = &self.text[line.clone()];
        let indent = text.len() - text.trim_start().len();
        self.report("yaml-syntax", self.offset + line.start + indent..self.offset + line.end, message, hint);
    }

    /// The line around a place, without its end.
    fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        start..self.text[start..].find('\n').map_or(self.text.len(), |len| start + len)
    }
}

/// Quotes or a list that a line opens and the lines read since do not close.
fn left_open(line: &str, read: &str) -> Option<(String, String)> {
    let value = line.split_once(':')?.1.trim();
    if value.starts_with('"') && read.matches('"').count() % 2 == 1 {
        return Some(("these quotes are not closed".to_owned(), "end the value with `\"`".to_owned()));
    }
    let is_open = value.starts_with('[') && read.matches('[').count() > read.matches(']').count();
    is_open.then(|| ("this list is not closed".to_owned(), "end it with `]`".to_owned()))
}

/// What is wrong with a line, where it is one of the commonest slips.
fn slip(line: &str) -> Option<(String, String)> {
    let indent = &line[..line.len() - line.trim_start().len()];
    let (key, value) =
        line.split_once(':').map_or((line.trim(), None), |(key, value)| (key.trim(), Some(value.trim())));
    if indent.contains('\t') {
        let hint = "replace each tab by two spaces";
        return Some(("this line begins with a tab; YAML is indented with spaces".to_owned(), hint.to_owned()));
    }
    if let Some(value) = value.filter(|value| value.contains(": ") && !value.starts_with(['"', '\''])) {
        return Some(("a value with a colon in it needs quotes".to_owned(), format!("write `{key}: \"{value}\"`")));
    }
    if line.contains(['\u{201c}', '\u{201d}']) {
        return Some((
            "these are typographic quotes; YAML knows the straight ones".to_owned(),
            "write \"…\"".to_owned(),
        ));
    }
    let is_glued = line.contains(':') && !line.contains(": ") && !line.trim_end().ends_with(':');
    is_glued.then(|| {
        ("there is no space after the colon".to_owned(), format!("write `{}`", line.trim().replacen(':', ": ", 1)))
    })
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
