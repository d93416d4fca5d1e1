//! The words of a question, each with all it may be found by: stems, beginnings, corrections, other names.

use super::ask::Answer;
use super::build::Index;
use super::correct::Vocabulary;
use super::postings::Postings;
use super::question::Part;
use super::terms;
use crate::model::config::Lang;
use std::cell::OnceCell;

/// A word with all it may be found by.
pub(super) struct Wanted {
    /// As it was typed, folded.
    pub(super) asked: String,
    /// Terms, any of which will do.
    pub(super) alternatives: Vec<String>,
    /// What it weighs.
    pub(super) weight: f32,
    /// The one field that counts.
    pub(super) field: Option<usize>,
    /// Whether it was asked for, rather than added.
    pub(super) is_own: bool,
    /// Whether it is a word of a phrase.
    pub(super) is_in_phrase: bool,
    /// Whether a passage without it is no answer.
    pub(super) must_stand: bool,
}

/// The words of a question, in the order asked, then those that other names add.
pub(super) fn wanted(
    parts: &[Part],
    index: &Index,
    postings: &Postings,
    lang: &Lang,
    stems: &impl Fn(&str) -> Vec<String>,
    answer: &mut Answer,
) -> Vec<Wanted> {
    let vocabulary = OnceCell::new();
    let vocabulary = || vocabulary.get_or_init(|| Vocabulary::of(index, |term| postings.n(term)));
    let mut wanted = Vec::new();
    for part in parts {
        for word in &part.words {
            let mut alternatives = stems(word);
            if part.is_prefix {
                let mut begun: Vec<String> = Vec::new();
                for term in vocabulary().prefixed(word).into_iter().flat_map(stems) {
                    if !begun.contains(&term) {
                        begun.push(term);
                    }
                }
                if !begun.is_empty() {
                    alternatives = begun;
                }
            } else if !part.is_phrase
                && alternatives.iter().all(|term| postings.n(term) == 0)
                && let Some(meant) = vocabulary().corrected(word)
            {
                answer.corrected.push((word.clone(), meant.to_owned()));
                alternatives = stems(meant);
            }
            wanted.push(Wanted {
                asked: word.clone(),
                alternatives,
                weight: 1.0,
                field: part.field,
                is_own: true,
                is_in_phrase: part.is_phrase,
                must_stand: part.field.is_some(),
            });
        }
    }
    leave_out(&mut wanted, postings, answer);
    widen(&mut wanted, index, lang, stems, answer);
    wanted
}

/// Leaves out words that a quarter of all passages hold, unless nothing else is asked for.
fn leave_out(wanted: &mut Vec<Wanted>, postings: &Postings, answer: &mut Answer) {
    let is_common = |word: &Wanted| {
        !word.is_in_phrase
            && word.alternatives.iter().any(|term| postings.is_common(term))
            && word.alternatives.iter().all(|term| postings.is_common(term) || postings.n(term) == 0)
    };
    if wanted.iter().all(is_common) {
        return;
    }
    answer.left_out = wanted.iter().filter(|word| is_common(word)).map(|word| word.asked.clone()).collect();
    wanted.retain(|word| !is_common(word));
}

/// Adds the other names of glossary terms that stand in the question.
fn widen(
    wanted: &mut Vec<Wanted>,
    index: &Index,
    lang: &Lang,
    stems: &impl Fn(&str) -> Vec<String>,
    answer: &mut Answer,
) {
    let asked: Vec<String> = wanted.iter().filter_map(|word| word.alternatives.first().cloned()).collect();
    let sequence = |name: &str| -> Vec<String> {
        terms::words(name).filter_map(|word| stems(&word.folded).into_iter().next()).collect()
    };
    for ring in index.rings.iter().filter(|ring| ring.lang == lang.as_str()) {
        let names: Vec<(&String, Vec<String>)> = ring.names.iter().map(|name| (name, sequence(name))).collect();
        let is_asked = |terms: &[String]| !terms.is_empty() && asked.windows(terms.len()).any(|run| run == terms);
        if !names.iter().any(|(_, terms)| is_asked(terms)) {
            continue;
        }
        if !ring.contrasts.is_empty() {
            let others = ring.contrasts.iter().map(|(title, _)| title.clone()).collect();
            answer.contrasted.push((ring.title.clone(), others));
        }
        let others: Vec<&String> = names.iter().filter(|(_, terms)| !is_asked(terms)).map(|(name, _)| *name).collect();
        if others.is_empty() {
            continue;
        }
        answer.widened.push((ring.title.clone(), others.iter().map(|name| (*name).clone()).collect()));
        for word in others.iter().flat_map(|name| terms::words(name)) {
            let alternatives = stems(&word.folded);
            if wanted.iter().any(|other| other.alternatives.first() == alternatives.first()) {
                continue;
            }
            wanted.push(Wanted {
                asked: word.folded.to_string(),
                alternatives,
                weight: 0.5,
                field: None,
                is_own: false,
                is_in_phrase: false,
                must_stand: false,
            });
        }
    }
}
