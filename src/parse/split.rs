//! Cuts the front matter from the body.

use super::nearly;
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
    /// Whether the head is not given to the YAML parser, as too long or in another language: then it is only searched
    /// for its names.
    pub(super) is_only_scanned: bool,
}

impl Parts {
    pub(super) fn new(head: Option<Range<usize>>, body: Range<usize>) -> Parts {
        Parts { head, body, is_only_scanned: false }
    }
}

/// Finds the fences. A head that is not closed is reported, and ends where its keys end.
pub(super) fn fences(source: &Source, is_declared: bool) -> Diagnosed<Parts> {
    let text = source.text.as_str();
    let first = text.lines().next().unwrap_or_default();
    let first = first.trim_start_matches('\u{feff}').trim_end();
    if first == "+++" {
        return toml(source);
    }
    if first != "---" {
        return nearly::parts(source).unwrap_or_else(|| Diagnosed::fine(Parts::new(None, 0..text.len())));
    }
    let start = next_line(text, 0);
    let mut line = start;
    while line < text.len() {
        let end = next_line(text, line);
        let content = text[line..end].trim_end();
        if content == "---" || content == "..." {
            if line - start > MAX_HEAD {
                let message =
                    format!("of a front matter of more than {} kB only the id and the title are read", MAX_HEAD / 1024);
                let span = Span::new(&source.path, 0..3);
                let diagnostic = Diagnostic::graded(is_declared, "long-front-matter", span, message)
                    .hint("move text below the closing `---`");
                let parts = Parts { head: Some(start..line), body: end..text.len(), is_only_scanned: true };
                return Diagnosed { value: parts, diagnostics: vec![diagnostic] };
            }
            // A rule far down in the text closes nothing when prose has begun before it.
            if let Some(head) = nearly::keys_before_prose(text, start, line) {
                return open(source, head);
            }
            return Diagnosed::fine(Parts::new(Some(start..line), end..text.len()));
        }
        if nearly::is_dashes(content) {
            let span = Span::new(&source.path, line..line + content.len());
            let message = format!("the front matter ends with three hyphens, and here stands `{}`", content.trim());
            let diagnostic = Diagnostic::warning("front-matter-fence", span, message).hint("write `---` here");
            return Diagnosed { value: Parts::new(Some(start..line), end..text.len()), diagnostics: vec![diagnostic] };
        }
        line = end;
    }
    // A file that opens with a rule and holds no key is prose, not a head that was left open.
    let looks_like_head = text[start..].lines().next().is_some_and(|line| {
        line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
    });
    if !looks_like_head {
        return Diagnosed::fine(Parts::new(None, 0..text.len()));
    }
    open(source, start..nearly::end_of_keys(text, start))
}

/// A head whose closing fence is missing: it ends with its keys.
fn open(source: &Source, head: Range<usize>) -> Diagnosed<Parts> {
    let text = source.text.as_str();
    let last = text[head.clone()].trim_end().lines().next_back().unwrap_or_default();
    let message = "the front matter is not closed";
    let diagnostic = Diagnostic::error("open-front-matter", Span::new(&source.path, 0..3), message)
        .hint(format!("write a line `---` below `{}`", last.trim()));
    Diagnosed { value: Parts::new(Some(head.clone()), head.end..text.len()), diagnostics: vec![diagnostic] }
}

fn toml(source: &Source) -> Diagnosed<Parts> {
    let text = source.text.as_str();
    let message = "this front matter is TOML, between `+++` lines; entries have YAML";
    let diagnostic = Diagnostic::warning("toml-front-matter", Span::new(&source.path, 0..3), message)
        .hint("write `title: …` between two `---` lines");
    let start = next_line(text, 0);
    let end = text[3..].find("\n+++").map(|at| at + 3 + 1);
    let head = end.filter(|&end| end >= start).map(|end| start..end);
    let body = end.map_or(0, |end| next_line(text, end))..text.len();
    Diagnosed { value: Parts { head, body, is_only_scanned: true }, diagnostics: vec![diagnostic] }
}

pub(super) fn next_line(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |at| from + at + 1)
}
