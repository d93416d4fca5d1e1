//! Spellings that a stemmer is given.

use std::borrow::Cow;

/// A folded English word in the spelling of the United States, which Snowball's rules are made for.
pub(super) fn american(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(word)
}

/// A folded French word with those accents that Snowball's rules look for, where its ending leaves no doubt: folding took them.
pub(super) fn with_accents(word: &str) -> Cow<'_, str> {
    for (plain, accented) in [("iere", "ière"), ("ite", "ité"), ("ee", "ée")] {
        let (singular, plural) = word.strip_suffix('s').map_or((word, ""), |singular| (singular, "s"));
        if let Some(start) = singular.strip_suffix(plain) {
            return Cow::Owned(format!("{start}{accented}{plural}"));
        }
    }
    Cow::Borrowed(word)
}
