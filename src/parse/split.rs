//! Cuts the front matter from the body.

use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::source::Source;
use std::ops::Range;

/// The most that a front matter may hold, in bytes: a bound on what is given to the YAML parser.
const MAX_HEAD: usize = 64 * 1024;

/// Where the parts of a source lie, in bytes.
pub(super) struct Parts {
    /// The YAML between the fences.
    pub(super) head: Option<Range<usize>>,
    /// Everything after it.
    pub(super) body: Range<usize>,
}

/// Finds the fences. A head that is not closed is reported, and the whole file is its body.
pub(super) fn fences(source: &Source) -> Diagnosed<Parts> {
    let text = source.text.as_str();
    let whole = || Parts { head: None, body: 0..text.len() };
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() == "+++" {
        let message = "this front matter is TOML, between `+++` lines; entries have YAML";
        let diagnostic = Diagnostic::warning("toml-front-matter", Span::new(&source.path, 0..3), message)
            .hint("write `title: …` between two `---` lines");
        let end = text[3..].find("\n+++").map(|at| at + 3 + 4);
        let body = end.map_or(0, |end| next_line(text, end))..text.len();
        return Diagnosed { value: Parts { head: None, body }, diagnostics: vec![diagnostic] };
    }
    if first.trim_end() != "---" {
        return Diagnosed::fine(whole());
    }
    let start = next_line(text, 0);
    let mut line = start;
    while line < text.len() {
        let end = next_line(text, line);
        let content = text[line..end].trim_end();
        if content == "---" || content == "..." {
            if line - start > MAX_HEAD {
                let message = format!("the front matter is longer than {} kB", MAX_HEAD / 1024);
                let diagnostic = Diagnostic::error("long-front-matter", Span::new(&source.path, 0..3), message)
                    .hint("move text below the closing `---`");
                return Diagnosed { value: Parts { head: None, body: end..text.len() }, diagnostics: vec![diagnostic] };
            }
            return Diagnosed::fine(Parts { head: Some(start..line), body: end..text.len() });
        }
        line = end;
    }
    // A file that opens with a rule and holds no key is prose, not a head that was left open.
    let looks_like_head = text[start..].lines().next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
    });
    if !looks_like_head {
        return Diagnosed::fine(whole());
    }
    let diagnostic =
        Diagnostic::error("open-front-matter", Span::new(&source.path, 0..3), "the front matter is not closed")
            .hint("write a line `---` below its last key");
    // What follows the keys is the body as far as anyone can tell: up to the first empty line.
    let end = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    Diagnosed { value: Parts { head: Some(start..end), body: end..text.len() }, diagnostics: vec![diagnostic] }
}

fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}
