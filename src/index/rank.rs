//! Passages by their scores, entries by their best passage, and the bonus of a title or a heading that is asked for.

use super::ask::{Answer, Asked, Explained, Found, Hit};
use super::build::{FIELDS, Slot, field};
use super::excerpt::excerpt;
use super::postings::Postings;
use super::terms::{Language, Stemmer, words};
use super::wanted::{Reader, Wanted};
use crate::model::config::Lang;
use crate::model::library::Library;
use std::collections::BTreeSet;

/// Passages shown of one entry.
const MAX_PASSAGES: usize = 3;

/// Of so many entries, those whose title is the question come first, then those with a heading that is.
const NAMED: usize = 10;

/// What the first fields, `title` and `headings`, bring when they are asked for: a heading names a part of an entry only.
const NAMES: [f64; 2] = [1.0, 0.5];

/// What they bring beside that for each step of [`same_as`]: no heading goes before a title that is the question.
const SAME: [f64; 2] = [1.0, 0.125];

/// What is ranked, and by what.
pub(super) struct Ranking<'r> {
    pub(super) reader: &'r Reader<'r>,
    pub(super) library: &'r Library,
    pub(super) wanted: &'r [Wanted],
    pub(super) passing: &'r [bool],
}

/// An entry that answers: its score, its place in the index, and its passages with theirs.
type Ranked = (f64, usize, Vec<(f64, usize)>);

/// Scores the passages that pass, and tells the best entries.
pub(super) fn rank(ranking: &Ranking, asked: &Asked, answer: &mut Answer) {
    let Ranking { reader, library, wanted, passing } = *ranking;
    let Reader { index, postings, .. } = *reader;
    let mut sums: Vec<Option<f32>> = vec![None; passing.len()];
    // Share of the question's idf that stands in each passage.
    let mut shares: Vec<f64> = vec![0.0; passing.len()];
    // Share of the question's idf in each title, and in each passage's headings, and how many of their words were asked for.
    let mut covered = NAMES.map(|_| vec![(0.0, 0); passing.len()]);
    let mut all_idf = 0.0;
    let mut counted = NAMES.map(|_| BTreeSet::<&str>::new());
    for word in wanted {
        let idf = postings.idf(&word.terms, word.field);
        all_idf += if word.is_own { idf } else { 0.0 };
        let (mut has_word, mut has_in_name) = (BTreeSet::new(), NAMES.map(|_| BTreeSet::new()));
        for term in &word.terms {
            let fields = (0..FIELDS.len()).filter(|idx| word.field.is_none_or(|only| only == *idx));
            for idx in fields {
                let is_name = idx < NAMES.len() && word.is_own;
                let is_new = is_name && counted[idx].insert(term);
                postings.each(term, idx, word.weight, |passage, frequency, score| {
                    let at = passage as usize;
                    sums[at] = Some(sums[at].unwrap_or(0.0) + score);
                    if has_word.insert(passage) {
                        shares[at] += idf * f64::from(word.weight);
                    }
                    if is_name && has_in_name[idx].insert(passage) {
                        covered[idx][at].0 += idf;
                    }
                    if is_new {
                        covered[idx][at].1 += frequency;
                    }
                });
            }
        }
    }
    if wanted.is_empty() {
        sums.iter_mut().for_each(|sum| *sum = Some(0.0));
    }
    let passed: Vec<usize> = (0..passing.len()).filter(|&at| passing[at] && sums[at].is_some()).collect();
    let coverage = |at: usize| if all_idf == 0.0 { 1.0 } else { (shares[at] / all_idf).min(1.0).sqrt().sqrt() };
    let score = |at: usize| f64::from(sums[at].unwrap_or(0.0)) * coverage(at);
    let top = passed.iter().map(|&at| score(at)).fold(0.0, f64::max);
    // What is left out may stand in any title.
    let n_left_out = answer.left_out.len() as u32;
    let bonus = |at: usize| -> f64 {
        let bonus_of = |(idx, weight): (usize, f64)| {
            let (idf, n_asked) = covered[idx][at];
            if n_asked == 0 || all_idf == 0.0 {
                return 0.0;
            }
            let length = postings.length(at as u32, idx);
            let share = (f64::from(n_asked + n_left_out) / f64::from(length)).min(1.0);
            weight * (idf / all_idf * share).powi(2)
        };
        top * NAMES.into_iter().enumerate().map(bonus_of).fold(0.0, f64::max)
    };
    let mut entries: Vec<Ranked> = Vec::new();
    for at in passed {
        let place = index.entries.partition_point(|slot| slot.first as usize <= at) - 1;
        let score = score(at) + bonus(at);
        match entries.last_mut() {
            Some((best, last, passages)) if *last == place => {
                *best = best.max(score);
                passages.push((score, at));
            }
            _ => entries.push((score, place, vec![(score, at)])),
        }
    }
    answer.n_entries = entries.len();
    let better = |a: f64, b: f64| b.total_cmp(&a);
    let first = |passages: &[(f64, usize)]| {
        let best = passages.iter().copied().min_by(|a, b| better(a.0, b.0).then(a.1.cmp(&b.1)));
        best.map_or(0, |(_, at)| at)
    };
    entries.sort_by(|a, b| better(a.0, b.0).then_with(|| first(&a.2).cmp(&first(&b.2))));
    entries.truncate(asked.limit.max(NAMED));
    let n_best = entries.len().min(NAMED);
    for (_, _, passages) in &mut entries {
        passages.sort_by(|a, b| better(a.0, b.0).then(a.1.cmp(&b.1)));
        passages.truncate(MAX_PASSAGES);
    }
    let same = same_as(asked.question);
    let named = |place: usize, best: usize| {
        let Slot { id, first, .. } = index.entries[place];
        let (title, lang) = (&library[id].title, &library[id].lang);
        let passage = &library.passages(id)[best - first as usize];
        let of_heading = passage.headings.last().map_or(0.0, |heading| SAME[1] * same(heading, lang));
        top * of_heading.max(SAME[0] * same(title, lang))
    };
    for (score, place, passages) in &mut entries[..n_best] {
        let bonus = named(*place, passages[0].1);
        *score += bonus;
        passages[0].0 += bonus;
    }
    entries[..n_best].sort_by(|a, b| better(a.0, b.0));
    entries.truncate(asked.limit);
    let terms: BTreeSet<&str> = wanted.iter().flat_map(|word| word.terms.iter().map(String::as_str)).collect();
    for (rank, (score, place, passages)) in entries.into_iter().enumerate() {
        let slot = index.entries[place];
        let entry = &library[slot.id];
        let texts = library.passages(slot.id);
        let shown = passages.iter().map(|&(score, at)| {
            let passage = &texts[at - slot.first as usize];
            let is_wanted = |word: &str| reader.stems(word).iter().any(|stem| terms.contains(stem.as_str()));
            Found {
                anchor: passage.heading.and_then(|heading| entry.anchor(heading)).unwrap_or_default().to_owned(),
                heading: passage.headings.last().cloned().unwrap_or_default(),
                score,
                excerpt: excerpt(&passage.text, is_wanted),
            }
        });
        let best = passages.first().copied().filter(|_| asked.is_explained);
        answer.hits.push(Hit {
            url: entry.out.as_str().to_owned(),
            title: entry.title.clone(),
            id: entry.id.clone(),
            lang: entry.lang.as_str().to_owned(),
            kind: library.config.model[entry.kind].key.clone(),
            number: entry.number.as_ref().map(|number| number.marked()),
            score,
            passages: shown.collect(),
            explained: best.map(|(_, at)| {
                let bonus = bonus(at) + if rank < n_best { named(place, at) } else { 0.0 };
                explained(postings, wanted, at as u32, coverage(at), bonus)
            }),
        });
    }
}

/// Whether a text is the question: 3 letter for letter, 2 word for word, 1 where each word is so in another form or spelling.
/// `_div` and `__div` are the same words, `end` and `ends` have one stem: whoever writes the one does not mean the other.
fn same_as(question: &str) -> impl Fn(&str, &Lang) -> f64 {
    let folded = |text: &str| words(text).map(|word| word.folded).collect::<Vec<_>>();
    let (question, asked) = (question.trim().to_owned(), folded(question));
    move |text, lang| {
        let stemmer = Stemmer::of(Language::of(lang));
        let stems = |words: &[String]| words.iter().map(|word| stemmer.stem(word).into_owned()).collect::<Vec<_>>();
        match folded(text) {
            _ if text == question => 3.0,
            _ if asked.is_empty() => 0.0,
            words if words == asked => 2.0,
            words if stems(&words) == stems(&asked) => 1.0,
            _ => 0.0,
        }
    }
}

fn explained(postings: &Postings, wanted: &[Wanted], passage: u32, coverage: f64, bonus: f64) -> Explained {
    let mut words = Vec::new();
    for word in wanted {
        for term in &word.terms {
            for (idx, (name, _)) in FIELDS.iter().enumerate() {
                if word.field.is_some_and(|only| only != idx) {
                    continue;
                }
                let n = postings.n_in(term, field(idx));
                postings.each(term, idx, word.weight, |other, frequency, score| {
                    if other == passage {
                        words.push((word.word.clone(), term.clone(), *name, n, frequency, score));
                    }
                });
            }
        }
    }
    Explained { words, coverage, bonus }
}
