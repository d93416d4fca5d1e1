//! The postings of all blocks as one: where a term stands, and what tantivy gives for it.

use super::build::{Block, FIELDS, Index, field};
use super::common::Common;
use super::encoded::IN_MEMORY;
use super::wanted::Run;
use std::collections::HashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings as _;
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocSet, SegmentReader, TERMINATED};

/// All blocks, with what ranking needs to know of all of them.
pub(super) struct Postings<'i> {
    index: &'i Index,
    /// The average length of each field.
    averages: [f32; FIELDS.len()],
    common: Common,
}

impl<'i> Postings<'i> {
    pub(super) fn of(index: &'i Index) -> Postings<'i> {
        let tokens = |idx| -> u64 { index.blocks.iter().map(|block| n_tokens(&block.segment, idx)).sum() };
        let average = |idx| tokens(idx) as f32 / u64::from(index.n_passages) as f32;
        Postings { index, averages: std::array::from_fn(average), common: Common::of(index) }
    }

    /// In how many passages a term stands in one field.
    pub(super) fn n_in(&self, term: &str, field: Field) -> u32 {
        let term = Term::from_field_text(field, term);
        self.index.blocks.iter().map(|block| n_in_block(block, &term, field)).sum()
    }

    /// The most passages in which a term stands in one field.
    pub(super) fn n(&self, term: &str) -> u32 {
        (0..FIELDS.len()).map(|idx| self.n_in(term, field(idx))).max().unwrap_or(0)
    }

    /// Whether so many passages hold it that it says too little to be loaded.
    pub(super) fn is_common(&self, term: &str) -> bool {
        self.common.is_common(self.n(term))
    }

    /// Whether it is a function word that many passages hold.
    pub(super) fn is_function(&self, term: &str) -> bool {
        let blocks = |field| {
            let wanted = Term::from_field_text(field, term);
            self.index.blocks.iter().map(move |block| n_in_block(block, &wanted, field)).enumerate()
        };
        !self.is_common(term) && (0..FIELDS.len()).any(|idx| self.common.is_function(term, blocks(field(idx))))
    }

    /// Whether so many passages hold it that another name is not worth being looked for by it: `of`, `and`.
    pub(super) fn is_widespread(&self, term: &str) -> bool {
        self.n(term) > (self.index.n_passages / 8).max(8) || self.is_function(term)
    }

    /// What a word that is found by any of these terms says, in one field or in all: its idf, as tantivy gives it.
    pub(super) fn idf(&self, terms: &[String], only: Option<usize>) -> f64 {
        let n_of = |term: &String| only.map_or_else(|| self.n(term), |only| self.n_in(term, field(only)));
        let idf = |n: u32| {
            let x = ((self.index.n_passages - n) as f32 + 0.5) / (n as f32 + 0.5);
            (1.0 + x).ln()
        };
        let found = terms.iter().map(n_of).filter(|&n| n > 0).map(idf);
        f64::from(found.reduce(f32::max).unwrap_or_else(|| idf(0)))
    }

    /// The length of a passage's field, as its norm says it.
    pub(super) fn length(&self, passage: u32, idx: usize) -> u32 {
        let block = self.index.bases.partition_point(|&base| base <= passage) - 1;
        let norms = self.index.blocks[block].segment.get_fieldnorms_reader(field(idx)).expect(IN_MEMORY);
        norms.fieldnorm(passage - self.index.bases[block])
    }

    /// Every passage that holds a term in a field: how often, and tantivy's score with the weights of field and word.
    pub(super) fn each(&self, term: &str, idx: usize, weight: f32, mut found: impl FnMut(u32, u32, f32)) {
        let n = self.n_in(term, field(idx));
        if n == 0 {
            return;
        }
        let bm25 = Bm25Weight::for_one_term(n.into(), self.index.n_passages.into(), self.averages[idx]);
        let bm25 = bm25.boost_by(FIELDS[idx].1 * weight);
        let term = Term::from_field_text(field(idx), term);
        for (block, base) in self.index.blocks.iter().zip(&self.index.bases) {
            let norms: FieldNormReader = block.segment.get_fieldnorms_reader(field(idx)).expect(IN_MEMORY);
            let inverted = block.segment.inverted_index(field(idx)).expect(IN_MEMORY);
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs).expect(IN_MEMORY)
            else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let (doc, frequency) = (postings.doc(), postings.term_freq());
                found(base + doc, frequency, bm25.score(norms.fieldnorm_id(doc), frequency));
                postings.advance();
            }
        }
    }

    /// Drops the passages where words do not stand one after the other, or those where they do.
    pub(super) fn keep_run(&self, passing: &mut [bool], run: &Run) {
        let Run { words, field: only, must_stand } = run;
        let mut stands = vec![false; passing.len()];
        for idx in (0..FIELDS.len()).filter(|&idx| only.is_none_or(|only| only == idx)) {
            let mut ends: Option<HashMap<u32, Vec<u32>>> = None;
            for word in words {
                let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
                for term in word {
                    self.positions(term, field(idx), |passage, positions| {
                        let may_stand = match &ends {
                            None => positions.to_vec(),
                            Some(ends) => {
                                let after = ends.get(&passage);
                                let follows =
                                    |at: &&u32| after.is_some_and(|ends| **at > 0 && ends.contains(&(**at - 1)));
                                positions.iter().filter(follows).copied().collect()
                            }
                        };
                        if !may_stand.is_empty() {
                            places.entry(passage).or_default().extend(may_stand);
                        }
                    });
                }
                ends = Some(places);
            }
            ends.unwrap_or_default().into_keys().for_each(|passage| stands[passage as usize] = true);
        }
        for (passing, stands) in passing.iter_mut().zip(stands) {
            *passing &= stands == *must_stand;
        }
    }

    fn positions(&self, term: &str, field: Field, mut found: impl FnMut(u32, &[u32])) {
        let term = Term::from_field_text(field, term);
        let mut positions = Vec::new();
        for (block, base) in self.index.blocks.iter().zip(&self.index.bases) {
            let inverted = block.segment.inverted_index(field).expect(IN_MEMORY);
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(mut postings) = inverted.read_postings(&term, option).expect(IN_MEMORY) else { continue };
            while postings.doc() != TERMINATED {
                postings.positions(&mut positions);
                found(base + postings.doc(), &positions);
                postings.advance();
            }
        }
    }
}

/// How many words a field has in all passages of a block.
pub(super) fn n_tokens(segment: &SegmentReader, idx: usize) -> u64 {
    segment.inverted_index(field(idx)).expect(IN_MEMORY).total_num_tokens()
}

fn n_in_block(block: &Block, term: &Term, field: Field) -> u32 {
    block.segment.inverted_index(field).and_then(|index| Ok(index.doc_freq(term)?)).expect(IN_MEMORY)
}
