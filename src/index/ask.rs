//! A question to its answer, from tantivy's index, as the browser gives it from the shards (`docs/search.md`, 3 and 4).
//!
//! 1. The question becomes words with their terms: stems, beginnings, corrections, other names. 2. Each term's
//!    postings add their scores, as tantivy's BM25 gives them. 3. What must or must not stand there is held against
//!    them. 4. A title that is asked for brings a bonus, and an entry ranks as its best passage.

use super::build::Index;
use super::correct::Vocabulary;
use super::postings::Postings;
use super::question::{Question, question};
use super::rank::{Ranking, rank};
use super::wanted::Reader;
use crate::model::config::Lang;
use crate::model::library::Library;
use serde::Serialize;
use std::cell::OnceCell;
use std::collections::BTreeSet;

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
    /// Whether scores are explained.
    pub is_explained: bool,
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
    /// What the sum of these is multiplied by: how much of the question stands here.
    pub coverage: f64,
    /// What the title brings.
    pub bonus: f64,
}

/// An index and its library, ready for many questions.
pub struct Searcher<'i> {
    index: &'i Index,
    library: &'i Library,
    postings: Postings<'i>,
    vocabulary: OnceCell<Vocabulary<'i>>,
}

impl<'i> Searcher<'i> {
    /// Makes ready what every question needs.
    pub fn of(index: &'i Index, library: &'i Library) -> Searcher<'i> {
        Searcher { index, library, postings: Postings::of(index), vocabulary: OnceCell::new() }
    }

    /// Answers a question.
    pub fn ask(&self, asked: &Asked) -> Answer {
        let mut question = question(asked.question, |name| self.index.facet(name).is_some());
        for (name, term) in asked.filters {
            match name.as_str() {
                "lang" => question.langs.push(term.clone()),
                _ => question.filters.push((name.clone(), term.clone(), true)),
            }
        }
        let mut answer = Answer::default();
        if question == Question::default() {
            return answer;
        }
        let vocabulary = || self.vocabulary.get_or_init(|| Vocabulary::of(self.index, |term| self.postings.n(term)));
        let reader = Reader::of(self.index, &self.postings, &vocabulary, asked.lang);
        let (wanted, runs) = reader.wanted(&question, asked.lang, &mut answer);
        let mut passing = passing(self.index, &question, asked.lang);
        for run in &runs {
            self.postings.keep_run(&mut passing, run);
        }
        let ranking = Ranking { reader: &reader, library: self.library, wanted: &wanted, passing: &passing };
        rank(&ranking, asked, &mut answer);
        answer
    }
}

/// The passages that language and filters let pass.
fn passing(index: &Index, question: &Question, lang: &Lang) -> Vec<bool> {
    let n_passages = index.entries.last().map_or(0, |slot| slot.first + slot.n_passages);
    let mut passing = vec![false; n_passages as usize];
    let own = index.langs.iter().position(|other| other == lang);
    let ends = index.ranges.iter().skip(1).map(|range| range.first).chain([n_passages]);
    for (range, end) in index.ranges.iter().zip(ends) {
        let is_wanted = match question.langs.as_slice() {
            [] => {
                let is_original = range.set.trailing_zeros() as usize == range.lang;
                let is_in_own = own.is_some_and(|own| range.set & (1 << own) != 0);
                Some(range.lang) == own || (!is_in_own && is_original)
            }
            langs => langs.iter().any(|lang| lang == "*" || *lang == index.langs[range.lang].as_str()),
        };
        passing[range.first as usize..end as usize].fill(is_wanted);
    }
    for (name, term, must_have) in &question.filters {
        let term = index.facet(name).and_then(|facet| facet.terms.iter().find(|other| other.slug == *term));
        let entries: BTreeSet<u32> = term.map_or(BTreeSet::new(), |term| term.entries.iter().copied().collect());
        for (place, slot) in index.entries.iter().enumerate() {
            if entries.contains(&(place as u32)) != *must_have {
                passing[slot.first as usize..(slot.first + slot.n_passages) as usize].fill(false);
            }
        }
    }
    passing
}
