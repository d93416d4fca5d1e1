//! A question as typed, taken apart (`docs/search.md`, 3).

use super::build::FIELDS;
use super::terms;

/// The most words that are looked at.
const MAX_WORDS: usize = 64;

/// What a question asks for, in the order asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Question {
    /// Words and phrases.
    pub(super) parts: Vec<Part>,
    /// What must not stand there.
    pub(super) excluded: Vec<Part>,
    /// Facet, term, and whether an entry must have it or must not.
    pub(super) filters: Vec<(String, String, bool)>,
    /// `lang:`, any of them.
    pub(super) langs: Vec<String>,
}

/// Folded words that belong together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// One word, or those of a phrase.
    pub(super) words: Vec<String>,
    /// Whether they must stand there in this order.
    pub(super) is_phrase: bool,
    /// Whether the word may go on.
    pub(super) is_prefix: bool,
    /// The one field that counts.
    pub(super) field: Option<usize>,
}

/// Takes a question apart. `is_facet` knows the names of filters.
pub(super) fn question(typed: &str, is_facet: impl Fn(&str) -> bool) -> Question {
    let mut question = Question::default();
    let mut n_words = 0;
    for token in tokens(typed) {
        let (is_excluded, token) = match token.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, token),
        };
        let (name, value) = match token.split_once(':') {
            Some((name, value)) if !value.is_empty() && !name.contains('"') => (Some(name.to_lowercase()), value),
            _ => (None, token),
        };
        let field = name.as_ref().and_then(|name| FIELDS.iter().position(|(field, _)| field == name));
        let bare = || value.trim_matches('"').to_owned();
        match name {
            Some(name) if name == "lang" => question.langs.push(bare().to_lowercase()),
            Some(name) if is_facet(&name) => question.filters.push((name, bare().to_lowercase(), !is_excluded)),
            // A name that is neither is a word like any other.
            name => {
                let text = if name.is_some() && field.is_none() { token } else { value };
                for mut part in parts(text, field) {
                    part.words.truncate(MAX_WORDS - n_words);
                    n_words += part.words.len();
                    if part.words.is_empty() {
                        continue;
                    }
                    if is_excluded { question.excluded.push(part) } else { question.parts.push(part) }
                }
            }
        }
    }
    question
}

/// What white space parts, outside of quotes. A quotation mark without a partner is a space.
fn tokens(typed: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = typed;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace());
        if rest.is_empty() {
            return tokens;
        }
        let mut end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
        if rest[end..].starts_with('"') {
            let is_opening = end == 0 || rest[..end].ends_with(':') || &rest[..end] == "-";
            end = match rest[end + 1..].find('"') {
                Some(len) if is_opening => end + len + 2,
                // It opens a phrase of its own, or has no partner.
                _ if end > 0 => end,
                _ => {
                    rest = &rest[1..];
                    continue;
                }
            };
        }
        tokens.push(&rest[..end]);
        rest = &rest[end..];
    }
}

fn parts(text: &str, field: Option<usize>) -> Vec<Part> {
    let is_phrase = text.starts_with('"');
    let is_prefix = !is_phrase && text.ends_with('*');
    let words: Vec<String> = terms::words(text).map(|word| word.folded.to_string()).collect();
    if is_phrase {
        let part = Part { words, is_phrase, is_prefix, field };
        return if part.words.is_empty() { Vec::new() } else { vec![part] };
    }
    let last = words.len().saturating_sub(1);
    let part = |(at, word)| Part { words: vec![word], is_phrase, is_prefix: is_prefix && at == last, field };
    words.into_iter().enumerate().map(part).collect()
}
