//! Where words begin and end, and which parts of a hyphenated one are words of their own.
//!
//! A *run* is what stands together: letters, numbers and marks, with a single apostrophe, hyphen or invisible joiner
//! between two of them. A run holds one word, several (`two-dimensional`) or none (a lone mark).

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is looked for: lower case, without accents.
    pub folded: String,
    /// Where it stands, in bytes of the text as written.
    pub span: Range<usize>,
    /// How many words of the text stand before it. Words that are too long to be looked for count.
    pub position: usize,
}

/// The words of a text, in its order.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut position = 0;
    runs(text).flat_map(move |run| {
        let mut found = Vec::new();
        for part in parts(&text[run.clone()]) {
            if part.folded.len() <= LONGEST {
                let span = run.start + part.span.start..run.start + part.span.end;
                found.push(Word { folded: part.folded, span, position });
            }
            position += 1;
        }
        found
    })
}

/// The most bytes that a folded word has: what is longer is no word anybody types.
pub(super) const LONGEST: usize = 40;

/// The runs of a text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    runs_from(text, 0)
}

/// The runs of a text that begin at a byte or after it.
pub(super) fn runs_from(text: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> {
    std::iter::from_fn(move || {
        let run = next_run(text, at)?;
        at = run.end;
        Some(run)
    })
}

/// The first run that begins at a byte or after it.
fn next_run(text: &str, mut at: usize) -> Option<Range<usize>> {
    let (start, class) = loop {
        let (class, len) = class_at(text, at)?;
        if matches!(class, Class::Letter | Class::Alone) {
            break (at, class);
        }
        at += len;
    };
    at += class_at(text, at)?.1;
    if class == Class::Alone {
        while let Some(mark) = text[at..].chars().next().filter(|c| is_combining_mark(*c)) {
            at += mark.len_utf8();
        }
        return Some(start..at);
    }
    loop {
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some((class, len)) = class_at(text, at) else { break };
        at += match class {
            Class::Letter => len,
            Class::Apostrophe | Class::Hyphen | Class::Joiner => match class_at(text, at + len) {
                Some((Class::Letter, next)) => len + next,
                _ => break,
            },
            Class::Alone | Class::Other => break,
        };
    }
    Some(start..at)
}

/// What a character does to a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter, a number or a mark.
    Letter,
    /// A letter of a script that writes no spaces: a run by itself.
    Alone,
    Apostrophe,
    Hyphen,
    /// What is not seen: a soft hyphen, a joiner.
    Joiner,
    Other,
}

/// The class of the character at a byte, and its length; nothing at the end.
#[inline]
fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        let class = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'\'' => Class::Apostrophe,
            b'-' => Class::Hyphen,
            _ => Class::Other,
        };
        return Some((class, 1));
    }
    let c = text[at..].chars().next()?;
    Some((class(c), c.len_utf8()))
}

fn class(c: char) -> Class {
    match c {
        // Most of what is not ASCII: Latin letters with accents, Arabic letters.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{620}'..='\u{65f}' => Class::Letter,
        _ if is_apostrophe(c) => Class::Apostrophe,
        _ if is_hyphen(c) => Class::Hyphen,
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => Class::Joiner,
        _ if !(c.is_alphabetic() || c.is_numeric() || is_combining_mark(c)) => Class::Other,
        // Thai and Lao, Burmese, Khmer, kana, Han.
        '\u{e01}'..='\u{edf}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}' => Class::Alone,
        _ => Class::Letter,
    }
}

/// Apostrophes, and the letters that stand for hamza and ayn where Arabic is written in Latin letters.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' | '＇')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A word within its run.
pub(super) struct Part {
    pub(super) folded: String,
    /// Bytes within the run.
    pub(super) span: Range<usize>,
}

/// Beginnings that are written with a hyphen, and as often without: the two are one word. Only those, because a
/// part that stands for itself is looked for by itself (`two-dimensional`, `ex-combatant`, `self-help`).
const PREFIXES: &str = " anti auto bi bio co contre counter cyber de e eco extra geo inter intra macro micro mid mis \
                        multi neo non over pluri post pre psycho re semi socio sub trans ultra under ";

/// The words of a run.
pub(super) fn parts(run: &str) -> Vec<Part> {
    if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return vec![Part { folded: run.to_ascii_lowercase(), span: 0..run.len() }];
    }
    let mut parts: Vec<Part> = Vec::new();
    // Only at the beginning: `Ile-de-France` holds no `defrance`.
    let mut is_prefix = false;
    let mut at = 0;
    for segment in run.split(is_hyphen) {
        let span = after_elision(segment).map_or(at, |skipped| at + skipped)..at + segment.len();
        at = span.end + run[span.end..].chars().next().map_or(0, char::len_utf8);
        let folded = fold::fold(&run[span.clone()]);
        if folded.is_empty() {
            continue;
        }
        match parts.last_mut() {
            // `under-18`, `post-2001` are two words.
            Some(last) if is_prefix && !folded.starts_with(char::is_numeric) => {
                is_prefix = is_known_prefix(&folded);
                last.folded.push_str(&folded);
                last.span.end = span.end;
            }
            last => {
                is_prefix = last.is_none() && is_known_prefix(&folded);
                parts.push(Part { folded, span });
            }
        }
    }
    parts
}

fn is_known_prefix(folded: &str) -> bool {
    PREFIXES.split(' ').any(|prefix| prefix == folded)
}

/// French words that lose their vowel before another word.
const ELIDED: [&str; 13] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// How many bytes of a segment are such a word with its apostrophe, where something follows.
fn after_elision(segment: &str) -> Option<usize> {
    let (at, apostrophe) = segment.char_indices().find(|(_, c)| is_apostrophe(*c))?;
    let next = at + apostrophe.len_utf8();
    (ELIDED.contains(&fold::fold(&segment[..at]).as_str()) && next < segment.len()).then_some(next)
}
