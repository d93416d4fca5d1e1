//! Front matter that is almost between its fences: what stands there is read, and said to be almost right.
//!
//! Nothing here may take a text for front matter: what stands in the place of fences must look like one, every
//! line between must look like a key or a value, and a key that such heads have must be among them.

use super::split::{Parts, next_line};
use crate::model::config::COMMON_KEYS;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::source::Source;
use std::ops::Range;

/// The most lines looked at for front matter that does not begin where it should.
const MAX_LINES: usize = 60;
/// Keys that other programs' front matter has.
const OTHER_KEYS: [&str; 14] = [
    "date",
    "layout",
    "tags",
    "author",
    "authors",
    "description",
    "draft",
    "slug",
    "lang",
    "categories",
    "weight",
    "type",
    "template",
    "subtitle",
];

/// Whether a word is a key that front matter has in this program or another, in small letters or not.
pub(super) fn is_known_key(word: &str) -> bool {
    COMMON_KEYS.iter().chain(&OTHER_KEYS).any(|known| known.eq_ignore_ascii_case(word))
}

/// The parts of a file whose first line is not a fence, and may be meant as one.
pub(super) fn parts(source: &Source) -> Option<Diagnosed<Parts>> {
    let text = source.text.as_str();
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let first = text[start..].lines().next()?.trim_end();
    let around = Around { source, text, line, start, first };
    match first.chars().next()? {
        '`' | '~' | '<' => around.wrapped(),
        '{' => around.json(),
        '-' | '—' | '–' | '*' | '_' | '=' => around.dashes(),
        c if c.is_alphanumeric() => around.unopened().or_else(|| around.after_text()),
        _ => None,
    }
}

struct Around<'a> {
    source: &'a Source,
    text: &'a str,
    /// Where the first line begins that is not empty.
    line: usize,
    /// Where its first sign stands.
    start: usize,
    first: &'a str,
}

impl Around<'_> {
    fn dashes(&self) -> Option<Diagnosed<Parts>> {
        let (text, first) = (self.text, self.first);
        if let Some(rest) = first.strip_prefix("---")
            && key(rest.trim_start()).is_some_and(is_known_key)
        {
            let rest = rest.trim_start();
            let block = block(text, self.start + first.len() - rest.len())?;
            let hint = format!("write `---` alone, and `{rest}` below it");
            return Some(self.found("front-matter-fence", "a key stands beside the three hyphens", hint, block));
        }
        if !first.chars().all(|c| "-—–‐*_= ".contains(c)) {
            return None;
        }
        let block = block(text, next_line(text, self.start))?;
        if first == "---" && self.line > 0 {
            let hint = "remove what stands above `---`, empty lines too";
            let message = "the front matter does not stand at the very beginning of the file";
            return Some(self.found("front-matter-place", message, hint, block));
        }
        let hint = "write `---` here and below the last key, at the very beginning of the line";
        let message = match first {
            "---" => "spaces stand before the three hyphens".to_owned(),
            _ => format!("front matter begins with three hyphens, and here stands `{first}`"),
        };
        Some(self.found("front-matter-fence", message, hint, block))
    }

    /// The closing fence is there and the opening one is not, or neither is.
    fn unopened(&self) -> Option<Diagnosed<Parts>> {
        if !key(self.first).is_some_and(is_known_key) {
            return None;
        }
        if let Some(block) = block(self.text, self.start) {
            let hint = format!("write a line `---` above `{}`", self.first);
            return Some(self.found("front-matter-fence", "the front matter is not opened", hint, block));
        }
        let end = end_of_keys(self.text, self.start);
        let keys = self.text[self.start..end].lines().filter_map(key).filter(|key| is_known_key(key));
        let (mut n_keys, mut has_title) = (0, false);
        for key in keys {
            n_keys += 1;
            has_title |= key.eq_ignore_ascii_case("title");
        }
        if n_keys < 2 || !has_title {
            return None;
        }
        let block = Block { head: self.start..end, body: end };
        let hint = "write a line `---` above the first key and one below the last";
        Some(self.found("front-matter-fence", "the front matter stands between no lines", hint, block))
    }

    /// A comment or the beginning of a code block stands before the fence.
    fn wrapped(&self) -> Option<Diagnosed<Parts>> {
        let text = self.text;
        let above = if self.first.starts_with("<!--") {
            self.start + text[self.start..].find("-->")? + 3
        } else if self.first.starts_with("```") || self.first.starts_with("~~~") {
            next_line(text, self.start)
        } else {
            return None;
        };
        let fence = text.len() - text[above..].trim_start().len();
        if text[fence..].lines().next()?.trim_end() != "---" {
            return None;
        }
        let mut block = block(text, next_line(text, fence))?;
        if !self.first.starts_with('<') {
            // A code block that shows front matter is not front matter.
            let after = text[block.body..].lines().next().unwrap_or_default().trim_end();
            if self.line > 0
                || !has_known_key(&text[block.head.clone()])
                || after.len() < 3
                || !self.first.starts_with(after)
            {
                return None;
            }
            block.body = next_line(text, block.body);
            let rest = text[block.body..].trim();
            if rest.is_empty() {
                return None;
            }
            let hint = "remove the line above it that begins the code block, and the one below that ends it";
            return Some(self.found("front-matter-place", "the front matter stands in a code block", hint, block));
        }
        let message = "a comment stands before the front matter";
        Some(self.found("front-matter-place", message, "move the comment below the closing `---`", block))
    }

    /// Text stands before the fence: it would be lost, so this is an error.
    fn after_text(&self) -> Option<Diagnosed<Parts>> {
        let text = self.text;
        let mut line = next_line(text, self.start);
        for _ in 0..5 {
            let content = text[line..].lines().next()?.trim_end();
            if content == "---" {
                let block = block(text, next_line(text, line))?;
                if !text[block.head.clone()].lines().next().and_then(key).is_some_and(is_known_key) {
                    return None;
                }
                let message = "text stands before the front matter";
                let span = Span::new(&self.source.path, self.start..self.start + self.first.len());
                let diagnostic =
                    Diagnostic::error("front-matter-place", span, message).hint("move it below the closing `---`");
                let value = Parts::new(Some(block.head), block.body..text.len());
                return Some(Diagnosed { value, diagnostics: vec![diagnostic] });
            }
            if content.starts_with("```") || content.starts_with("~~~") {
                return None;
            }
            line = next_line(text, line);
        }
        None
    }

    fn json(&self) -> Option<Diagnosed<Parts>> {
        let text = self.text;
        let inside = self.first[1..].trim_start();
        let next = text[next_line(text, self.start)..].trim_start();
        if self.line > 0 || !(inside.starts_with('"') || (inside.is_empty() && next.starts_with('"'))) {
            return None;
        }
        let end = self.start + text[self.start..].find("\n}")? + 2;
        let is_alone = text[end..].lines().next().unwrap_or_default().trim().is_empty();
        let block = Block { head: self.start..end, body: next_line(text, end) };
        let message = "this front matter is JSON; entries have YAML";
        let hint = "write `title: …` between two `---` lines, without brackets, quotes and commas";
        is_alone.then(|| self.found("json-front-matter", message, hint, block))
    }

    fn found(
        &self,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
        block: Block,
    ) -> Diagnosed<Parts> {
        let span = Span::new(&self.source.path, self.start..self.start + self.first.len());
        let diagnostic = Diagnostic::warning(code, span, message).hint(hint);
        let value = Parts::new(Some(block.head), block.body..self.text.len());
        Diagnosed { value, diagnostics: vec![diagnostic] }
    }
}

/// Lines that look like front matter, and where the text goes on after the line that ends them.
struct Block {
    head: Range<usize>,
    body: usize,
}

fn block(text: &str, start: usize) -> Option<Block> {
    let mut line = start;
    let mut n_keys = 0;
    for _ in 0..MAX_LINES {
        if line >= text.len() {
            return None;
        }
        let end = next_line(text, line);
        let content = text[line..end].trim_end();
        let is_rule = content.len() >= 3 && content.chars().all(|c| "-*_= ".contains(c));
        if n_keys > 0 && (content == "..." || is_rule || is_dashes(content)) {
            let head = start..line;
            return has_known_key(&text[head.clone()]).then_some(Block { head, body: end });
        }
        if !is_of_head(content) {
            return None;
        }
        n_keys += usize::from(key(content).is_some());
        line = end;
    }
    None
}

fn has_known_key(head: &str) -> bool {
    head.lines().filter_map(key).any(is_known_key)
}

/// Hyphens that a word processor joined, or too few or too many of them.
pub(super) fn is_dashes(line: &str) -> bool {
    let line = line.strip_prefix(' ').unwrap_or(line);
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '‐');
    line.len() >= 2 && line.starts_with(is_dash) && line.chars().all(is_dash)
}

/// Where the keys end that begin at a place: before the first line that is none.
pub(super) fn end_of_keys(text: &str, start: usize) -> usize {
    let (mut line, mut end) = (start, start);
    while line < text.len() {
        let next = next_line(text, line);
        let content = text[line..next].trim_end();
        if content.is_empty() || content.starts_with('#') || !is_of_head(content) {
            break;
        }
        (line, end) = (next, next);
    }
    end
}

/// The keys of a head in which prose begins before the line that was taken for its end.
pub(super) fn keys_before_prose(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let (mut line, mut last_key) = (start, start);
    let mut is_after_gap = false;
    while line < end {
        let next = next_line(text, line);
        let content = text[line..next].trim_end();
        if content.is_empty() {
            is_after_gap = true;
        } else if is_prose(content) {
            let more = || text[next..end].lines().any(|line| key(line).is_some());
            return (last_key > start && (is_after_gap || !more())).then_some(start..last_key);
        } else if !content.starts_with('#') {
            is_after_gap = false;
            last_key = next;
        }
        line = next;
    }
    None
}

/// A line of at least four words that is no key, no item and not indented.
fn is_prose(line: &str) -> bool {
    line.starts_with(char::is_alphanumeric)
        && !line.contains(": ")
        && !line.contains(" = ")
        && !line.ends_with(':')
        && line.split_whitespace().nth(3).is_some()
}

/// Whether a line may stand in front matter.
fn is_of_head(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', '#', '"', '\'', ']', '}'])
        || line.starts_with("- ")
        || key(line).is_some()
}

/// The key that a line begins with: a word before a colon, or before what may be meant as one.
pub(super) fn key(line: &str) -> Option<&str> {
    let at = line.find([':', '：', '='])?;
    let word = line[..at].trim_end();
    let rest = &line[at..];
    let is_word = !word.is_empty()
        && word.len() <= 40
        && word.starts_with(char::is_alphabetic)
        && word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    // Neither an address nor `==`.
    (is_word && !rest.starts_with("://") && !rest.starts_with("==") && !rest.starts_with("::")).then_some(word)
}
