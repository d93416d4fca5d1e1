//! A question to its answer, from tantivy's index, as the browser gives it from the shards (`docs/search.md`, 3 and 4).
//!
//! 1. The question becomes words with their terms: stems, beginnings, corrections, other names. 2. Each term's
//!    postings add their scores, as tantivy's BM25 gives them. 3. What must or must not stand there is held against
//!    them. 4. A title that is asked for brings a bonus, and an entry ranks as its best passage.

use super::build::{FIELDS, Index, field};
use super::correct::Vocabulary;
use super::excerpt::excerpt;
use super::postings::Postings;
use super::question::{Part, Question, question};
use super::terms::{self, Language, Stemmer};
use crate::model::config::Lang;
use crate::model::library::Library;
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Passages shown of one entry.
const MAX_PASSAGES: usize = 3;

/// What is asked, beside the words.
pub struct Asked<'q> {
    /// The question as typed.
    pub question: &'q str,
    /// Facets and terms that an entry must have.
    pub filters: &'q [(String, String)],
    /// The reader's language.
    pub lang: &'q Lang,
    /// The most entries.
    pub limit: usize,
}

/// The answer to a question.
#[derive(Serialize, Debug, Default)]
pub struct Answer {
    /// How many entries answer.
    pub n_entries: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// Words that stand nowhere, and what was looked for instead.
    pub corrected: Vec<(String, String)>,
    /// Terms of the glossary in the question, and the other names that were looked for too.
    pub widened: Vec<(String, Vec<String>)>,
    /// Terms of the glossary in the question, and what each must not be mistaken for.
    pub contrasted: Vec<(String, Vec<String>)>,
    /// Words so common that they were left out.
    pub left_out: Vec<String>,
}

/// An entry that answers.
#[derive(Serialize, Debug)]
pub struct Hit {
    /// Its page, below the site's root.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its id.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// Which type of entry, as the model names it.
    pub kind: String,
    /// Its number, with its mark where it is only likely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it ranks by.
    pub score: f64,
    /// Its best passages.
    pub passages: Vec<Found>,
    /// Where the best passage's score comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<Explained>,
}

/// A passage that answers.
#[derive(Serialize, Debug)]
pub struct Found {
    /// Its heading's anchor; empty before the first heading.
    pub anchor: String,
    /// Its heading.
    pub heading: String,
    /// Its score, the bonus of the title included.
    pub score: f64,
    /// Its words around what matched, in parts, each with whether it matched.
    pub excerpt: Vec<(String, bool)>,
}

/// Where a score comes from.
#[derive(Serialize, Debug)]
pub struct Explained {
    /// Word as asked, term, field, passages that hold it there, how often it stands here, its score.
    pub words: Vec<(String, String, &'static str, u32, u32, f32)>,
    /// What the title brings.
    pub bonus: f64,
}

/// A word with all it may be found by.
struct Wanted {
    asked: String,
    alternatives: Vec<String>,
    weight: f32,
    field: Option<usize>,
    /// Whether it was asked for, rather than added.
    is_own: bool,
    is_in_phrase: bool,
    must_stand: bool,
}

/// Answers a question.
pub fn ask(index: &Index, library: &Library, asked: &Asked) -> Answer {
    let postings = Postings::of(index);
    let is_facet = |name: &str| index.facets.iter().any(|facet| facet.name == name || facet.kind == name);
    let question = question(asked.question, is_facet);
    let stemmers = stemmers(index, asked.lang);
    let stems = |word: &str| -> Vec<String> {
        let mut stems: Vec<String> = Vec::new();
        for stemmer in &stemmers {
            let stem = stemmer.stem(word).into_owned();
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    };
    let mut answer = Answer::default();
    let vocabulary = OnceCell::new();
    let vocabulary = || vocabulary.get_or_init(|| Vocabulary::of(index, |term| postings.n(term)));
    let mut wanted = Vec::new();
    for part in &question.parts {
        for word in &part.words {
            let mut alternatives = stems(word);
            if part.is_prefix {
                let mut begun: Vec<String> = Vec::new();
                for term in vocabulary().prefixed(word).into_iter().flat_map(&stems) {
                    if !begun.contains(&term) {
                        begun.push(term);
                    }
                }
                if !begun.is_empty() {
                    alternatives = begun;
                }
            } else if !part.is_phrase && alternatives.iter().all(|term| postings.n(term) == 0) {
                if let Some(meant) = vocabulary().corrected(word) {
                    answer.corrected.push((word.clone(), meant.to_owned()));
                    alternatives = stems(meant);
                }
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
    leave_out(&mut wanted, &postings, &mut answer);
    widen(&mut wanted, index, asked.lang, &stems, &mut answer);
    let mut passing = passing(index, &question, asked);
    for part in question.parts.iter().filter(|part| part.is_phrase) {
        postings.keep_phrase(&mut passing, &part_terms(part, &stems), part.field, true);
    }
    for part in &question.excluded {
        postings.keep_phrase(&mut passing, &part_terms(part, &stems), part.field, false);
    }
    for word in wanted.iter().filter(|word| word.must_stand) {
        postings.keep_phrase(&mut passing, std::slice::from_ref(&word.alternatives), word.field, true);
    }
    rank(index, library, &postings, &wanted, &passing, asked.limit, &stems, &mut answer);
    answer
}

/// The reader's language first, then the site's in their order.
fn stemmers(index: &Index, lang: &Lang) -> Vec<Stemmer> {
    let others = index.langs.iter().filter(|other| *other != lang);
    std::iter::once(lang).chain(others).map(|lang| Stemmer::of(Language::of(lang))).collect()
}

fn part_terms(part: &Part, stems: &impl Fn(&str) -> Vec<String>) -> Vec<Vec<String>> {
    part.words.iter().map(|word| stems(word)).collect()
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

/// The passages that language and filters let pass.
fn passing(index: &Index, question: &Question, asked: &Asked) -> Vec<bool> {
    let n_passages = index.entries.last().map_or(0, |slot| slot.first + slot.n_passages);
    let mut passing = vec![false; n_passages as usize];
    let place = |lang: &str| index.langs.iter().position(|other| other.as_str() == lang);
    let reader = place(asked.lang.as_str()).unwrap_or(0);
    let from_filters = || asked.filters.iter().find(|(name, _)| name == "lang").map(|(_, term)| term.as_str());
    let wanted = question.lang.as_deref().or_else(from_filters);
    let ends = index.ranges.iter().skip(1).map(|range| range.first).chain([n_passages]);
    for (range, end) in index.ranges.iter().zip(ends) {
        let is_wanted = match wanted {
            Some("*") => true,
            Some(lang) => place(lang) == Some(range.lang),
            None => {
                let is_original = range.set.trailing_zeros() as usize == range.lang;
                range.lang == reader || (range.set & (1 << reader) == 0 && is_original)
            }
        };
        passing[range.first as usize..end as usize].fill(is_wanted);
    }
    let own = question.filters.iter().map(|(name, term, must)| (name, term, *must));
    let given = asked.filters.iter().filter(|(name, _)| name != "lang").map(|(name, term)| (name, term, true));
    for (name, term, must_have) in own.chain(given) {
        let facet = index.facets.iter().find(|facet| facet.name == *name || facet.kind == *name);
        let term = facet.and_then(|facet| facet.terms.iter().find(|other| other.slug == *term));
        let entries: BTreeSet<u32> = term.map_or(BTreeSet::new(), |term| term.entries.iter().copied().collect());
        for (place, slot) in index.entries.iter().enumerate() {
            if entries.contains(&(place as u32)) != must_have {
                passing[slot.first as usize..(slot.first + slot.n_passages) as usize].fill(false);
            }
        }
    }
    passing
}


fn rank(
    index: &Index,
    library: &Library,
    postings: &Postings,
    wanted: &[Wanted],
    passing: &[bool],
    limit: usize,
    stems: &impl Fn(&str) -> Vec<String>,
    answer: &mut Answer,
) {
    let mut scores: Vec<Option<f32>> = vec![None; passing.len()];
    // Share of the question's idf in each title, and how many of the title's words were asked for.
    let mut titles: Vec<(f64, u32)> = vec![(0.0, 0); passing.len()];
    let mut all_idf = 0.0;
    let mut in_titles: BTreeSet<&str> = BTreeSet::new();
    for word in wanted {
        let idf = word.is_own.then(|| postings.idf(&word.alternatives)).unwrap_or(0.0);
        all_idf += idf;
        let mut has_word = BTreeSet::new();
        for term in &word.alternatives {
            let fields = (0..FIELDS.len()).filter(|idx| word.field.is_none_or(|only| only == *idx));
            for idx in fields {
                let is_new_title = idx == 0 && word.is_own && !in_titles.contains(term.as_str());
                postings.each(term, idx, word.weight, |passage, frequency, score| {
                    let at = passage as usize;
                    scores[at] = Some(scores[at].unwrap_or(0.0) + score);
                    if idx == 0 && word.is_own {
                        if has_word.insert(passage) {
                            titles[at].0 += idf;
                        }
                        if is_new_title {
                            titles[at].1 += frequency;
                        }
                    }
                });
            }
            if word.is_own {
                in_titles.insert(term);
            }
        }
    }
    if wanted.is_empty() {
        scores.iter_mut().for_each(|score| *score = Some(0.0));
    }
    let passed = (0..passing.len()).filter(|&at| passing[at] && scores[at].is_some());
    let passed: Vec<usize> = passed.collect();
    let top = passed.iter().filter_map(|&at| scores[at]).fold(0.0_f32, f32::max);
    let bonus = |at: usize| -> f64 {
        let (idf, n_asked) = titles[at];
        if n_asked == 0 || all_idf == 0.0 {
            return 0.0;
        }
        let length = postings.length(at as u32, 0);
        let share = (f64::from(n_asked) / f64::from(length)).min(1.0);
        f64::from(top) * (idf / all_idf * share).powi(2)
    };
    let mut entries: Vec<(f64, usize, Vec<(f64, usize)>)> = Vec::new();
    for at in passed {
        let place = index.entries.partition_point(|slot| slot.first as usize <= at) - 1;
        let score = f64::from(scores[at].unwrap_or(0.0)) + bonus(at);
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
    entries.truncate(limit);
    let terms: BTreeSet<&str> = wanted.iter().flat_map(|word| word.alternatives.iter().map(String::as_str)).collect();
    for (score, place, mut passages) in entries {
        passages.sort_by(|a, b| better(a.0, b.0).then(a.1.cmp(&b.1)));
        let slot = index.entries[place];
        let entry = &library[slot.id];
        let texts = library.passages(slot.id);
        let shown = passages.iter().take(MAX_PASSAGES).map(|&(score, at)| {
            let passage = &texts[at - slot.first as usize];
            let is_wanted = |word: &str| stems(word).iter().any(|stem| terms.contains(stem.as_str()));
            Found {
                anchor: passage.heading.and_then(|heading| entry.anchor(heading)).unwrap_or_default().to_owned(),
                heading: passage.headings.last().cloned().unwrap_or_default(),
                score,
                excerpt: excerpt(&passage.text, is_wanted),
            }
        });
        answer.hits.push(Hit {
            url: entry.out.as_str().to_owned(),
            title: entry.title.clone(),
            id: entry.id.clone(),
            lang: entry.lang.as_str().to_owned(),
            kind: library.config.model[entry.kind].key.clone(),
            number: entry.number.as_ref().map(|number| number.marked()),
            score,
            passages: shown.collect(),
            explained: passages.first().map(|&(_, at)| explained(postings, wanted, at as u32, bonus(at))),
        });
    }
}

fn explained(postings: &Postings, wanted: &[Wanted], passage: u32, bonus: f64) -> Explained {
    let mut words = Vec::new();
    for word in wanted {
        for term in &word.alternatives {
            for (idx, (name, _)) in FIELDS.iter().enumerate() {
                if word.field.is_some_and(|only| only != idx) {
                    continue;
                }
                let n = postings.n_in(term, field(idx));
                postings.each(term, idx, word.weight, |other, frequency, score| {
                    if other == passage {
                        words.push((word.asked.clone(), term.clone(), *name, n, frequency, score));
                    }
                });
            }
        }
    }
    Explained { words, bonus }
}
