//! Signs that no reader sees and that change what readers, searches and other programs make of a text.

use crate::model::diag::{Diagnostic, Span};
use crate::model::source::Source;

/// What is to be said of the signs in a source: of each sort the first, which mostly is one of many.
pub(super) fn told(source: &Source) -> Vec<Diagnostic> {
    let text = &*source.text;
    // Nearly every text has none: bytes are looked at before characters are.
    let is_space = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r');
    let is_suspect = |byte: u8| (byte < b' ' && !is_space(byte)) || matches!(byte, 0x7f | 0xc2 | 0xe2);
    // Many at once, without a question after each: the processor does sixteen in one step.
    let has_suspect = |bytes: &[u8]| bytes.iter().fold(false, |has, &byte| has | is_suspect(byte));
    if !text.as_bytes().chunks(256).any(has_suspect) {
        return Vec::new();
    }
    let found = [control(text), turned(text)];
    let place = |(at, c): (usize, char)| (at..at + c.len_utf8(), c);
    found.into_iter().flatten().map(place).map(|(range, c)| finding(c, Span::new(&source.path, range))).collect()
}

/// What is to be said of the signs that a value in quotes writes by their numbers: `"\u202e"`. Those that stand in it
/// as they are, are told with the rest of the source.
pub(super) fn escaped(value: &str, written: &str, span: &Span) -> Vec<Diagnostic> {
    let found = [control(value), turned(value)].into_iter().flatten();
    found.filter(|&(_, c)| !written.contains(c)).map(|(_, c)| finding(c, span.clone())).collect()
}

/// What is to be said of a sign that a text writes by its number: `&#x202e;`.
pub(super) fn referred(text: &str, span: &Span) -> Option<Diagnostic> {
    let is_told = |&c: &char| is_no_writing(c) || matches!(c, '\u{202d}' | '\u{202e}');
    text.chars().find(is_told).map(|c| finding(c, span.clone()))
}

fn finding(c: char, span: Span) -> Diagnostic {
    if c.is_control() {
        let message = format!("a sign stands here that is none of writing: U+{:04X}", u32::from(c));
        let hint = "remove it; mostly it came along when a text was copied from another program";
        return Diagnostic::warning("control-sign", span, message).hint(hint);
    }
    let message = "a sign that nobody sees turns what follows: readers see other words than those that stand here";
    let hint = "remove it; Arabic and Hebrew are shown from right to left without it";
    Diagnostic::warning("turned-text", span, message).hint(hint)
}

/// The first sign that is none of writing.
fn control(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| is_no_writing(c))
}

fn is_no_writing(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The first sign that shows letters in another order than they have, or that does so and is not closed on its line.
/// <https://trojansource.codes>
fn turned(text: &str) -> Option<(usize, char)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (mut embedded, mut isolated) = (Vec::new(), Vec::new());
        for (at, c) in line.char_indices() {
            match c {
                '\u{202d}' | '\u{202e}' => return Some((start + at, c)),
                '\u{202a}' | '\u{202b}' => embedded.push((start + at, c)),
                '\u{202c}' => _ = embedded.pop(),
                '\u{2066}'..='\u{2068}' => isolated.push((start + at, c)),
                '\u{2069}' => _ = isolated.pop(),
                _ => {}
            }
        }
        if let Some(open) = embedded.into_iter().chain(isolated).min() {
            return Some(open);
        }
        start += line.len();
    }
    None
}
