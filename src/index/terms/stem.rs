//! Endings taken off, so that the forms of a word meet.

use std::borrow::Cow;

use frostem::Algorithm;

use super::spelling;
use crate::model::config::Lang;

/// The languages whose endings are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// `en`.
    English,
    /// `fr`.
    French,
    /// `ar`.
    Arabic,
    /// Any other: a word is found by the form that is asked for.
    Other,
}

impl Language {
    /// The language of a tag: `en-GB` is English.
    pub fn of(lang: &Lang) -> Language {
        let primary = lang.as_str().split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Language::English,
            "fr" => Language::French,
            "ar" => Language::Arabic,
            _ => Language::Other,
        }
    }
}

/// Takes endings off, as one language has them.
#[derive(Clone, Copy)]
pub struct Stemmer {
    language: Language,
    snowball: Option<frostem::Stemmer>,
}

impl Stemmer {
    /// The stemmer of a language.
    pub fn of(language: Language) -> Stemmer {
        let snowball = match language {
            Language::English => Some(Algorithm::English),
            Language::French => Some(Algorithm::French),
            Language::Arabic => Some(Algorithm::Arabic),
            Language::Other => None,
        };
        Stemmer { language, snowball: snowball.map(frostem::Stemmer::new) }
    }

    /// The term of a folded word. A word of another script than the language's is its own term, and so is one with a digit.
    pub fn stem<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        let Some(snowball) = self.snowball else { return Cow::Borrowed(folded) };
        let is_of_script = match self.language {
            Language::Arabic => folded.chars().all(|c| matches!(c, '\u{621}'..='\u{64a}')),
            _ => folded.bytes().all(|byte| byte.is_ascii_lowercase()),
        };
        if !is_of_script {
            return Cow::Borrowed(folded);
        }
        let spelt = match self.language {
            Language::English => spelling::american(folded),
            Language::French => spelling::french(folded),
            Language::Arabic => spelling::arabic(folded),
            Language::Other => Cow::Borrowed(folded),
        };
        match spelt {
            Cow::Borrowed(spelt) => snowball.stem(spelt),
            Cow::Owned(spelt) => Cow::Owned(snowball.stem(&spelt).into_owned()),
        }
    }
}
