//! The words of a question, each with all it may be found by: stems, beginnings, corrections, other names.

use super::ask::Answer;
use super::build::Index;
use super::correct::Vocabulary;
use super::postings::Postings;
use super::question::{Part, Question};
use super::terms::{self, Language, Stemmer};
use crate::model::config::Lang;

/// From so many words on, a question says enough without its function words. A name is shorter: `Out-File`.
const LONG: usize = 4;

/// A word with all it may be found by.
#[derive(Clone)]
pub(super) struct Wanted {
    /// As it was typed, folded; corrected, where it stands nowhere.
    pub(super) word: String,
    /// Terms, any of which will do.
    pub(super) terms: Vec<String>,
    /// What it weighs.
    pub(super) weight: f32,
    /// The one field that counts.
    pub(super) field: Option<usize>,
    /// Whether it was asked for, rather than added.
    pub(super) is_own: bool,
}

/// Words that must stand one after another, or must not; each is any of its terms.
pub(super) struct Run {
    /// The terms of each word.
    pub(super) words: Vec<Vec<String>>,
    /// The one field that counts.
    pub(super) field: Option<usize>,
    /// Whether they must stand there, rather than not.
    pub(super) must_stand: bool,
}

/// What words are looked up in.
pub(super) struct Reader<'r> {
    pub(super) index: &'r Index,
    pub(super) postings: &'r Postings<'r>,
    /// The reader's language first, then the site's in their order.
    stemmers: Vec<Stemmer>,
    vocabulary: &'r dyn Fn() -> &'r Vocabulary<'r>,
}

impl<'r> Reader<'r> {
    pub(super) fn of(
        index: &'r Index,
        postings: &'r Postings<'r>,
        vocabulary: &'r dyn Fn() -> &'r Vocabulary<'r>,
        lang: &Lang,
    ) -> Reader<'r> {
        let langs = std::iter::once(lang).chain(index.langs.iter().filter(|other| *other != lang));
        let stemmers = langs.map(|lang| Stemmer::of(Language::of(lang))).collect();
        Reader { index, postings, stemmers, vocabulary }
    }

    /// The terms of a word: its stems, each once.
    pub(super) fn stems(&self, word: &str) -> Vec<String> {
        unique(self.stemmers.iter().map(|stemmer| stemmer.stem(word).into_owned()))
    }

    fn terms(&self, word: &str, is_prefix: bool) -> Vec<String> {
        match is_prefix {
            true => unique((self.vocabulary)().prefixed(word).into_iter().flat_map(|word| self.stems(word))),
            false => self.stems(word),
        }
    }

    fn stands(&self, terms: &[String]) -> bool {
        terms.iter().any(|term| self.postings.n(term) > 0)
    }

    /// The words that are ranked by, in the order asked, then those that other names add; and what must or must not stand.
    pub(super) fn wanted(&self, question: &Question, lang: &Lang, answer: &mut Answer) -> (Vec<Wanted>, Vec<Run>) {
        let mut asked: Vec<(Wanted, bool)> = Vec::new();
        let mut runs = Vec::new();
        for part in &question.parts {
            let words: Vec<Wanted> = part.words.iter().map(|word| self.own(word, part, answer)).collect();
            if part.is_phrase || part.field.is_some() {
                let words = words.iter().map(|word| word.terms.clone()).collect();
                runs.push(Run { words, field: part.field, must_stand: true });
            }
            asked.extend(words.into_iter().map(|word| (word, part.is_phrase || part.field.is_some())));
        }
        for part in &question.excluded {
            let words = part.words.iter().map(|word| self.terms(word, part.is_prefix)).collect();
            runs.push(Run { words, field: part.field, must_stand: false });
        }
        let added = self.added(&asked, question, lang, answer);
        let is_long = asked.len() >= LONG;
        let is_left_out = |term: &String| self.postings.is_common(term) || (is_long && self.postings.is_function(term));
        let says = |word: &Wanted| {
            let (left_out, others): (Vec<&String>, Vec<&String>) =
                word.terms.iter().partition(|term| is_left_out(term));
            left_out.is_empty() || others.iter().any(|term| self.postings.n(term) > 0)
        };
        let telling = |(word, must_stand): &(Wanted, bool)| *must_stand || says(word);
        if asked.iter().any(telling) {
            let left_out = asked.iter().filter(|word| !telling(word)).map(|(word, _)| word.word.clone());
            answer.left_out = left_out.collect();
            asked.retain(telling);
        }
        let is_rare = |word: &Wanted| !word.terms.iter().any(|term| self.postings.is_widespread(term));
        let wanted = asked.into_iter().map(|(word, _)| word).chain(added.into_iter().filter(is_rare)).collect();
        (wanted, runs)
    }

    /// A word as asked, or as it was meant where it stands nowhere.
    fn own(&self, word: &str, part: &Part, answer: &mut Answer) -> Wanted {
        let mut terms = self.terms(word, part.is_prefix);
        let mut word = word.to_owned();
        if !part.is_prefix
            && !self.stands(&terms)
            && let Some(meant) = (self.vocabulary)().corrected(&word)
        {
            terms = self.stems(meant);
            answer.corrected.push((std::mem::replace(&mut word, meant.to_owned()), meant.to_owned()));
        }
        Wanted { word, terms, weight: 1.0, field: part.field, is_own: true }
    }

    /// The words of other names of glossary terms that stand in the question.
    fn added(&self, asked: &[(Wanted, bool)], question: &Question, lang: &Lang, answer: &mut Answer) -> Vec<Wanted> {
        let is_wanted = |ring: &str| match question.langs.as_slice() {
            [] => ring == lang.as_str(),
            langs => langs.iter().any(|lang| lang == "*" || lang == ring),
        };
        let mut added = Vec::new();
        for ring in self.index.rings.iter().filter(|ring| is_wanted(&ring.lang)) {
            let stemmer = Stemmer::of(Language::of(&Lang::new(&ring.lang)));
            let stems = |words: &mut dyn Iterator<Item = String>| -> Vec<String> {
                words.map(|word| stemmer.stem(&word).into_owned()).collect()
            };
            let asked = stems(&mut asked.iter().map(|(word, _)| word.word.clone()));
            let is_asked = |name: &&String| {
                let name = stems(&mut terms::words(name).map(|word| word.folded));
                !name.is_empty() && asked.windows(name.len()).any(|run| run == name)
            };
            if !ring.names.iter().any(|name| is_asked(&name)) {
                continue;
            }
            if !ring.contrasts.is_empty() {
                let others = ring.contrasts.iter().map(|(title, _)| title.clone()).collect();
                answer.contrasted.push((ring.title.clone(), others));
            }
            let others: Vec<String> = ring.names.iter().filter(|name| !is_asked(name)).cloned().collect();
            let words = others.iter().flat_map(|name| terms::words(name)).map(|word| word.folded);
            added.extend(words.map(|word| Wanted {
                terms: self.stems(&word),
                word,
                weight: 0.5,
                field: None,
                is_own: false,
            }));
            if !others.is_empty() {
                answer.widened.push((ring.title.clone(), others));
            }
        }
        added
    }
}

fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
}
