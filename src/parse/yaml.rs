//! YAML to spanned, untyped values, within stated bounds.
//!
//! The values are built from the parser's events rather than through serde: a scalar keeps the text
//! that was written (`0012`, `yes`, `2012-05`), whose meaning only the kind decides.

use super::{misread, signs, slips};
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::{Spanned, Value};
use crate::model::source::Source;
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span as YamlSpan};
use std::ops::Range;

/// The most nodes in one YAML text, and whether more are an error.
#[derive(Clone, Copy)]
pub(super) struct Bound {
    pub(super) n_nodes: usize,
    pub(super) is_error: bool,
}

/// The deepest nesting.
const MAX_DEPTH: usize = 16;

/// Keys and values in the order written.
pub(super) type Fields = Vec<(Spanned<String>, Spanned<Value>)>;

/// Reads a stretch of a source as a group of keys. `None` when it is not one or not YAML; then a finding says why.
pub(super) fn fields(source: &Source, range: Range<usize>, bound: Bound) -> Diagnosed<Option<Fields>> {
    let text = &source.text[range.clone()];
    let mut reader = Reader { source, text, offset: range.start, n_nodes: 0, bound, diagnostics: Vec::new() };
    let value = reader.read();
    let fields = match value.map(|value| (value.span, value.value)) {
        None => None,
        Some((_, Value::Map(mut fields))) => {
            misread::check(source, range, &mut fields, &mut reader.diagnostics);
            Some(fields)
        }
        Some((_, Value::Null)) => Some(Vec::new()),
        Some((span, other)) => {
            reader.report_not_keys(span, &other);
            None
        }
    };
    Diagnosed { value: fields, diagnostics: reader.diagnostics }
}

struct Reader<'a> {
    source: &'a Source,
    text: &'a str,
    offset: usize,
    n_nodes: usize,
    bound: Bound,
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
                Event::Scalar(text, style, anchor, tag) => {
                    self.escaped(&text, style, range.clone());
                    let is_null = style == ScalarStyle::Plain && (text.is_empty() || text == "~" || text == "null");
                    let is_marked = anchor > 0 || tag.is_some_and(|tag| !tag.is_yaml_core_schema());
                    if is_marked && let Some(done) = self.marked(range.clone()) {
                        Some(done)
                    } else {
                        let value = if is_null { Value::Null } else { Value::Text(text.into_owned()) };
                        Some(Spanned { value, span: self.trim(range) })
                    }
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
                // What follows the end is another document, which the fences rule out, or what fitted nowhere.
                Event::DocumentEnd => {
                    if let Some(Err(error)) = parser.next_event() {
                        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
                        self.report_syntax(at, &error.info());
                        return None;
                    }
                    break;
                }
                _ => None,
            };
            self.n_nodes += usize::from(done.is_some());
            let Bound { n_nodes, is_error } = self.bound;
            if self.n_nodes > n_nodes {
                let message = format!("there are more than {n_nodes} values here");
                let span = Span::new(&self.source.path, self.offset..self.offset);
                let diagnostic = Diagnostic::graded(is_error, "too-many-values", span, message).hint("split the file");
                self.diagnostics.push(diagnostic);
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
                                let line = line_of(&self.source.text, first.span.start);
                                let message = format!("`{text}` stands here a second time");
                                self.report(
                                    "duplicate-key",
                                    span.clone(),
                                    message,
                                    format!("the first is on line {line}; keep one"),
                                );
                            }
                            *key = Some(Spanned { value: text, span });
                        }
                        other => {
                            let line = slips::line_at(self.text, span.start - self.offset);
                            let slip = slips::slip(&self.text[line], None).unwrap_or_else(|| slips::Slip {
                                message: format!("a key is a word, not {}", other.noun()),
                                hint: "put quotes around a value that begins with `[`, `{` or `?`".to_owned(),
                            });
                            self.report("yaml-syntax", span, slip.message, slip.hint);
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

    /// Signs that quotes let an author write by their numbers, and that no reader should get.
    fn escaped(&mut self, value: &str, style: ScalarStyle, range: Range<usize>) {
        let written = &self.source.text[range.clone()];
        if style == ScalarStyle::DoubleQuoted && written.contains('\\') {
            let span = Span::new(&self.source.path, range);
            self.diagnostics.extend(signs::escaped(value, written, &span));
        }
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
        self.diagnostics.push(Diagnostic::error(code, Span::new(&self.source.path, span), message).hint(hint));
    }

    /// A text that begins with `&` or `!`: to YAML a mark, to its author a text.
    fn marked(&mut self, range: Range<usize>) -> Option<Spanned<Value>> {
        let at = (range.start - self.offset).saturating_sub(1);
        let line = slips::line_at(self.text, floor(self.text, at));
        let slip = slips::marked(&self.text[line.clone()])?;
        let (value, start) = (slip.0, self.offset + line.start);
        let span = start + value.start..start + value.end;
        self.report("yaml-syntax", span.clone(), slip.1.message, slip.1.hint);
        Some(Spanned { value: Value::Text(self.source.text[span.clone()].to_owned()), span })
    }

    /// Says in an author's words what YAML did not understand.
    fn report_syntax(&mut self, at: usize, parser_says: &str) {
        let at = floor(self.text, at);
        if parser_says.contains("unknown anchor") && slips::starred(&self.text[slips::line_at(self.text, at)]).is_none()
        {
            let line = slips::line_at(self.text, at);
            return self.report_alias(self.offset + line.start..self.offset + line.end);
        }
        let (line, slip) = slips::find(self.text, at, parser_says);
        let text = &self.text[line.clone()];
        let indent = text.len() - text.trim_start().len();
        self.report("yaml-syntax", self.offset + line.start + indent..self.offset + line.end, slip.message, slip.hint);
    }

    fn report_not_keys(&mut self, span: Range<usize>, value: &Value) {
        let line = slips::line_at(self.text, span.start - self.offset);
        if let Some(slip) = slips::slip(&self.text[line.clone()], None) {
            let span = self.offset + line.start..self.offset + line.end;
            return self.report("yaml-syntax", span, slip.message, slip.hint);
        }
        let first = self.text[line].trim();
        let hint = match first.strip_prefix("- ").filter(|rest| rest.contains(':')) {
            Some(rest) => format!("write `{}`, without the hyphen, and so in each line", rest.trim()),
            None => "write `title: …`, one key a line, with a space after the colon".to_owned(),
        };
        self.report("not-keys", span, format!("here stand keys and values, not {}", value.noun()), hint);
    }

    fn report_alias(&mut self, span: Range<usize>) {
        let line = &self.text[span.start - self.offset..span.end - self.offset];
        let start = line.find('*').map_or(span.start, |at| span.start + at);
        let message = "`*` stands for a value that was written elsewhere, and is not read here";
        self.report("yaml-alias", start..span.end, message, "write the value out, in quotes if it begins with `*`");
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
