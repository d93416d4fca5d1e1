//! What there is to say about a value, carried beside it.

use super::path::SourcePath;
use serde::Serialize;
use std::ops::Range;

/// A stretch of a source, in bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The source.
    pub path: SourcePath,
    /// Byte offsets into its text; they lie on character boundaries.
    pub range: Range<usize>,
}

impl Span {
    /// A stretch of a source.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Span {
        Span { path: path.clone(), range }
    }

    /// A source as a whole: reported at its first character.
    pub fn file(path: &SourcePath) -> Span {
        Span::new(path, 0..0)
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site would be wrong: nothing is published.
    Error,
    /// The site stands; the author should know.
    Warning,
}

/// One finding: a stable name, a place, a sentence and, where there is one, a way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable name, such as `unresolved-link`.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// The fact, in the author's words, without blame.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding that keeps the site from being published.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, code, span, message: message.into(), hint: None }
    }

    /// A finding that does not.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// An error where `is_error`, else a warning: what a modelled library forbids, a plain folder may do.
    pub fn graded(is_error: bool, code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        Diagnostic { severity, ..Diagnostic::error(code, span, message) }
    }

    /// With a way out.
    pub fn hint(self, hint: impl Into<String>) -> Diagnostic {
        Diagnostic { hint: Some(hint.into()), ..self }
    }

    /// With a way out, where there is one.
    pub fn hint_maybe(self, hint: Option<String>) -> Diagnostic {
        Diagnostic { hint, ..self }
    }
}

/// A value together with all there is to say about it.
#[derive(Clone, Debug, Default)]
pub struct Diagnosed<T> {
    /// The value; what could not be read is left at its default.
    pub value: T,
    /// The findings, in the order they were met.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// A value with nothing to say about it.
    pub fn fine(value: T) -> Diagnosed<T> {
        Diagnosed { value, diagnostics: Vec::new() }
    }

    /// Passes the value on; the findings of both stages are kept, the first stage's first.
    pub fn then<U>(self, stage: impl FnOnce(T) -> Diagnosed<U>) -> Diagnosed<U> {
        let mut next = stage(self.value);
        next.diagnostics.splice(0..0, self.diagnostics);
        next
    }

    /// Changes the value and keeps the findings.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Diagnosed<U> {
        Diagnosed { value: change(self.value), diagnostics: self.diagnostics }
    }

    /// Two values side by side.
    pub fn and<U>(mut self, other: Diagnosed<U>) -> Diagnosed<(T, U)> {
        self.diagnostics.extend(other.diagnostics);
        Diagnosed { value: (self.value, other.value), diagnostics: self.diagnostics }
    }
}

/// Sorts findings by place and name and drops those said twice, so that every run reads the same.
pub fn settle(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.path.clone(), d.span.range.start, d.code, d.span.range.end);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// The hint that names the known word nearest to one that is not known, when one is near.
pub fn did_you_mean<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    // Capitals make no other word.
    let small = Some(name.to_lowercase()).filter(|small| small != name);
    let n_letters = name.chars().count();
    let begins = |word: &str| name.len().min(word.len()) >= 4 && (word.starts_with(name) || name.starts_with(word));
    let near = known.into_iter().filter_map(|word| {
        // Two fifths of the letters wrong is another word, unless one begins with the other. Words much longer or shorter,
        // or of other letters, need not be compared to know it.
        let n = word.chars().count();
        let is_far = |n_wrong: usize| n_wrong * 5 > n.max(n_letters) * 2;
        if (is_far(n.abs_diff(n_letters)) || is_far(n_other_letters(name, word))) && !begins(word) {
            return None;
        }
        let nearness = |name: &str| strsim::normalized_damerau_levenshtein(name, word);
        let best = small.as_deref().map_or(0.0, nearness).max(nearness(name));
        (best >= 0.6 || begins(word)).then_some((best, word))
    });
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    Some(format!("did you mean `{}`?", best.1))
}

/// How many letters at least have to change before one word is the other: those that only one of them has. Capitals are as
/// small letters, and letters beyond ASCII are not counted.
fn n_other_letters(one: &str, other: &str) -> usize {
    let mut counts = [0i32; 128];
    one.bytes().filter(u8::is_ascii).for_each(|byte| counts[usize::from(byte.to_ascii_lowercase())] += 1);
    other.bytes().filter(u8::is_ascii).for_each(|byte| counts[usize::from(byte.to_ascii_lowercase())] -= 1);
    let more: i32 = counts.iter().filter(|count| **count > 0).sum();
    let fewer: i32 = counts.iter().filter(|count| **count < 0).sum();
    more.max(-fewer).unsigned_abs() as usize
}
