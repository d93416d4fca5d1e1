//! The stretch of a passage that answers best, with what matched marked.

use super::terms;

/// How long an excerpt is, in bytes, about.
const LENGTH: usize = 220;

/// Parts of a passage's text, each with whether it matched.
pub(super) fn excerpt(text: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, bool)> {
    let matched: Vec<std::ops::Range<usize>> =
        terms::words(text).filter(|word| is_wanted(&word.folded)).map(|word| word.span).collect();
    // The window that begins at a match and holds most of them.
    let within = |start: usize| matched.iter().filter(move |span| span.start >= start && span.end <= start + LENGTH);
    let best = matched.iter().map(|span| span.start).max_by_key(|&start| (within(start).count(), usize::MAX - start));
    let last = best.and_then(|best| within(best).next_back()).map_or(0, |span| span.end);
    // What is left of the length goes before and after.
    let spare = best.map_or(0, |best| LENGTH.saturating_sub(last - best) / 2);
    let start = best.map_or(0, |best| word_start(text, best.saturating_sub(spare)));
    let end = word_end(text, (start + LENGTH).max(last));
    let mut parts = vec![(if start > 0 { "… " } else { "" }, false)];
    let mut at = start;
    for span in matched.into_iter().filter(|span| span.start >= start && span.end <= end) {
        parts.push((&text[at..span.start], false));
        parts.push((&text[span.clone()], true));
        at = span.end;
    }
    parts.push((&text[at..end], false));
    parts.push((if end < text.len() { " …" } else { "" }, false));
    parts.retain(|(part, _)| !part.is_empty());
    parts.into_iter().map(|(part, is_match)| (spaced(part), is_match)).collect()
}

/// On one line: each run of white space is one space.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            false => spaced.push(c),
            true if spaced.ends_with(' ') => {}
            true => spaced.push(' '),
        }
    }
    spaced
}

/// The start of the word at a place, no more than a few letters before it.
fn word_start(text: &str, at: usize) -> usize {
    let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text[..at]
        .rfind(char::is_whitespace)
        .filter(|&space| at - space < 40)
        .map_or(if at < 40 { 0 } else { at }, |space| space + text[space..].chars().next().map_or(1, char::len_utf8))
}

/// The end of the word at a place.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text[at..].find(char::is_whitespace).filter(|&len| len < 40).map_or(at, |len| at + len)
}
