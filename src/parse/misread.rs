//! Front matter that YAML reads, and reads otherwise than its author: what was plainly meant is put right without
//! a word or with one; where it may be meant either way, it is only told.

use super::slips::{self, Slip};
use super::yaml::Fields;
use crate::model::diag::{Diagnostic, Span};
use crate::model::entry::{Spanned, Value};
use crate::model::source::Source;
use std::ops::Range;

/// Texts that readers see as they stand.
const SHOWN: [&str; 3] = ["title", "short", "summary"];

/// Goes through the values of a head once.
pub(super) fn check(source: &Source, range: Range<usize>, fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = Check { source, end: range.end, diagnostics };
    let has_comment = source.text[range].contains(" #");
    for (key, value) in fields {
        clean(&mut key.value);
        check.value(&key.value, value, false);
        if has_comment {
            check.cut(&key.value, key.span.end, value);
        }
    }
}

struct Check<'a> {
    source: &'a Source,
    end: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn value(&mut self, key: &str, value: &mut Spanned<Value>, is_item: bool) {
        let raw = &self.source.text[value.span.clone()];
        match &mut value.value {
            Value::Null => {}
            Value::Text(text) => {
                // Quotes and blocks say that their author knows them.
                if raw.starts_with(['"', '\'', '|', '>']) {
                    return;
                }
                clean(text);
                if raw.contains('\n')
                    || raw.starts_with(['-', '•', '·', '–', '▪', '◦', '‣', '●'])
                    || raw.starts_with(|c: char| c.is_ascii_digit())
                {
                    if let Some(list) = self.lines_meant_as_list(key, value.span.clone(), is_item) {
                        value.value = Value::List(list);
                    }
                } else {
                    self.text(key, raw, value.span.clone(), is_item);
                }
            }
            Value::List(items) => {
                let is_flow = raw.starts_with('[');
                for mut item in std::mem::take(items) {
                    let is_text = item.value.text().is_some();
                    self.value(key, &mut item, true);
                    match item.value {
                        // One item that turned out to be several.
                        Value::List(several) if is_text => items.extend(several),
                        _ => items.push(item),
                    }
                }
                if !is_flow {
                    self.commas(items);
                }
            }
            Value::Map(fields) => {
                for (name, value) in fields.iter_mut() {
                    clean(&mut name.value);
                    let is_glued = value.value == Value::Null && raw.starts_with('{');
                    if let Some((word, rest)) = name.value.split_once(':').filter(|_| is_glued) {
                        let hint = format!("write `{word}: {rest}`");
                        self.error(name.span.clone(), "there is no space after the colon", hint);
                    }
                    self.value(key, value, true);
                }
            }
        }
    }

    /// One line that is a text to YAML.
    fn text(&mut self, key: &str, raw: &str, span: Range<usize>, is_item: bool) {
        let raw = raw.trim();
        let write = |value: &str| match is_item {
            true => format!("write `{}`", slips::quoted(value)),
            false => format!("write `{key}: {}`", slips::quoted(value)),
        };
        for (open, close) in [('“', '”'), ('„', '“'), ('‘', '’'), ('«', '»'), ('”', '”')] {
            let inside = raw.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            if let Some(inside) = inside.filter(|inside| !inside.contains([open, close])) {
                let inside = inside.trim_matches([' ', '\u{a0}', '\u{202f}']);
                let message = "these quotes are typographic, and so a part of the text";
                let hint = format!("{}; if readers should see them, {}", write(inside), write(raw));
                return self.warn(span, message, hint);
            }
        }
        if raw.ends_with('"') && raw.matches('"').count() == 1 {
            let hint = write(raw.trim_end_matches('"'));
            return self.warn(span, "these quotes are closed and were never opened", hint);
        }
        if !is_item && SHOWN.contains(&key) && raw.contains(['&', '<']) {
            let is_entity = |at: usize| raw[at..].split_once(';').is_some_and(|(name, _)| is_entity_name(&name[1..]));
            let entity = raw.match_indices('&').map(|(at, _)| at).find(|&at| is_entity(at));
            let tag = raw.match_indices('<').map(|(at, _)| at).find(|&at| {
                raw[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && raw[at..].contains('>')
            });
            if let Some(at) = entity.or(tag) {
                let end = raw[at..].find([';', '>']).map_or(raw.len(), |len| at + len + 1);
                let message = format!("`{}` is HTML, and readers see it as it stands here", &raw[at..end]);
                self.warn(span.start + at..span.start + end, message, "write the sign or the word itself");
            }
        }
    }

    /// Lines that are one text to YAML and a list to their author.
    fn lines_meant_as_list(&mut self, key: &str, span: Range<usize>, is_item: bool) -> Option<Vec<Spanned<Value>>> {
        let raw = &self.source.text[span.clone()];
        let line_start = self.source.text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let is_beside = !is_item && !self.source.text[line_start..span.start].trim().is_empty();
        let mut items = Vec::new();
        let mut first_slip: Option<(Range<usize>, Slip)> = None;
        let mut n_marked = 0;
        let mut at = span.start;
        for line in raw.split_inclusive('\n') {
            let body = line.trim();
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            if body.is_empty() || body.starts_with('#') {
                continue;
            }
            let above = (!is_beside).then_some("list:");
            let slip = match body.strip_prefix("- ") {
                Some(_) if is_item => Some(Slip {
                    message: "this item does not begin below the one above it".to_owned(),
                    hint: format!("begin `{body}` with as many spaces as the line above"),
                }),
                Some(_) if is_beside => Some(Slip {
                    message: "a list with hyphens cannot begin beside its key".to_owned(),
                    hint: String::new(),
                }),
                Some(_) => None,
                // What an item begins with is its own: `[-Verbose]`, `- -Verbose`.
                None => slips::item(body, above).filter(|_| !(is_beside || is_item) || !items.is_empty()),
            };
            let is_first = items.is_empty();
            let bare = body.trim_start_matches(|c: char| "-•·–—▪◦‣●".contains(c) || c == ' ');
            let bare = match slip.as_ref() {
                Some(_) if body.starts_with(|c: char| c.is_ascii_digit()) => {
                    bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
                }
                Some(_) => bare,
                None => body,
            };
            n_marked += usize::from(slip.is_some());
            if let Some(slip) = slip
                && first_slip.is_none()
            {
                first_slip = Some((start..start + body.len(), slip));
            }
            let from = start + body.len() - bare.len();
            let is_known_form = is_first || n_marked + usize::from(is_beside || is_item) > items.len();
            if !is_known_form {
                return None;
            }
            items.push(Spanned { value: Value::Text(bare.to_owned()), span: from..from + bare.len() });
        }
        let (place, mut slip) = first_slip?;
        // Beside the key or above in the list stands the first item, without a mark of its own.
        let n_needed = items.len() - usize::from(is_beside || is_item);
        if n_marked < n_needed.max(1) {
            return None;
        }
        if slip.hint.is_empty() {
            let names: Vec<&str> = items.iter().filter_map(|item| item.value.text()).collect();
            slip.hint = format!("write `{key}: [{}]`", names.join(", "));
        }
        self.error(place, slip.message, slip.hint);
        Some(items)
    }

    /// `- one,` in a list whose items stand on lines of their own.
    fn commas(&mut self, items: &mut [Spanned<Value>]) {
        let mut is_told = false;
        for item in items {
            let Value::Text(text) = &mut item.value else { continue };
            if !text.ends_with(',') || !self.source.text[item.span.clone()].ends_with(',') {
                continue;
            }
            text.pop();
            if !is_told {
                let hint = format!("write `- {text}`");
                self.warn(item.span.clone(), "a comma stands at the end of this item", hint);
                is_told = true;
            }
        }
    }

    /// `Practice #5`: to YAML, what follows the sign is a note that nobody reads.
    fn cut(&mut self, key: &str, key_end: usize, value: &mut Spanned<Value>) {
        let (end, text) = match &value.value {
            Value::Text(_) => (value.span.end, &self.source.text[value.span.clone()]),
            Value::Null => (key_end, ""),
            _ => return,
        };
        if text.starts_with(['"', '\'', '|', '>']) {
            return;
        }
        let rest = &self.source.text[end..self.end];
        let rest = rest.split('\n').next().unwrap_or_default();
        let note = match rest.trim_start_matches([' ', ':']).strip_prefix('#') {
            // A note has a space after its sign.
            Some(note) if note.starts_with(char::is_alphanumeric) => format!("#{}", note.trim_end()),
            _ => return,
        };
        let start = end + rest.find('#').unwrap_or_default();
        let whole = format!("{text} {note}");
        let hint =
            format!("write `{key}: {}`; if it is a note to yourself, `# {}`", slips::quoted(whole.trim()), &note[1..]);
        if text.is_empty() {
            // The key stands there for a reason: without what follows it would be empty.
            *value = Spanned { value: Value::Text(note.clone()), span: start..start + note.len() };
            return self.warn(start..start + note.len(), "a value that begins with `#` needs quotes", hint);
        }
        let message = "what follows `#` is not read";
        self.warn(start..start + note.len(), message, hint);
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let span = Span::new(&self.source.path, span);
        self.diagnostics.push(Diagnostic::error("yaml-syntax", span, message).hint(hint));
    }

    fn warn(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let span = Span::new(&self.source.path, span);
        self.diagnostics.push(Diagnostic::warning("misread-value", span, message).hint(hint));
    }
}

/// Takes away what nobody sees: spaces of other widths at the ends, and signs without any width.
fn clean(text: &mut String) {
    if text.is_ascii() {
        return;
    }
    if text.contains(['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}']) {
        text.retain(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}'));
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        *text = trimmed.to_owned();
    }
}

fn is_entity_name(name: &str) -> bool {
    let name = name.strip_prefix('#').unwrap_or(name);
    (2..=10).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}
