//! One block as it is published, but for where its passages lie among all.

use super::build::{Block, FIELDS, field};
use super::numbers;
use super::postings::n_tokens;
use std::ops::Range;
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED};

/// What the files of a site have of a block, beside its texts and words.
pub(super) struct Published {
    pub(super) encoded: Arc<Encoded>,
    pub(super) norms: [FieldNormReader; FIELDS.len()],
    /// How many words each field has.
    pub(super) tokens: [u64; FIELDS.len()],
}

impl Published {
    /// Encodes a block, once.
    pub(super) fn of(block: &Block) -> Published {
        Published {
            encoded: Arc::clone(block.encoded.get_or_init(|| Arc::new(Encoded::of(&block.segment)))),
            norms: norms(&block.segment),
            tokens: std::array::from_fn(|idx| n_tokens(&block.segment, idx)),
        }
    }
}

fn norms(segment: &SegmentReader) -> [FieldNormReader; FIELDS.len()] {
    std::array::from_fn(|idx| segment.get_fieldnorms_reader(field(idx)).expect(IN_MEMORY))
}

/// What is said of a list, by its place in [`Encoded::said`].
pub(super) const POSTINGS: usize = 0;
pub(super) const FREQUENCIES: usize = 1;
pub(super) const NORMS: usize = 2;
pub(super) const POSITIONS: usize = 3;

/// A block's terms in order, and what is said of their lists, one after the other.
#[derive(Default)]
pub(super) struct Encoded {
    texts: String,
    /// Where each term ends in the texts, and its lists among all lists.
    ends: Vec<(u32, u32)>,
    lists: Vec<List>,
    /// Postings without the first of each list, frequencies above one, norm bytes, and positions: apart, because what is
    /// alike takes fewer bytes together.
    said: [String; 4],
}

/// Where a term stands in one field of a block.
pub(super) struct List {
    /// Which field.
    pub(super) field: u8,
    /// How many passages hold it.
    pub(super) n: u32,
    /// The first of them, counted from the block's first.
    pub(super) first: u32,
    /// Whether the first holds it more than once.
    pub(super) is_first_several: bool,
    /// The last of them.
    pub(super) last: u32,
    /// Where what is said of it ends in each text of the block.
    ends: [u32; 4],
}

impl Encoded {
    /// Reads them out of a block's segment.
    fn of(segment: &SegmentReader) -> Encoded {
        let mut encoded = Encoded::default();
        let readers: [_; FIELDS.len()] =
            std::array::from_fn(|idx| segment.inverted_index(field(idx)).expect(IN_MEMORY));
        let norms = norms(segment);
        let mut streams = Vec::new();
        for reader in &readers {
            let mut stream = reader.terms().stream().expect(IN_MEMORY);
            let is_left = stream.advance();
            streams.push((stream, is_left));
        }
        let mut read = Vec::new();
        while let Some(term) = streams.iter().filter(|(_, is_left)| *is_left).map(|(stream, _)| stream.key()).min() {
            let start = encoded.texts.len();
            encoded.texts.push_str(std::str::from_utf8(term).expect("terms are text"));
            for (idx, (stream, is_left)) in streams.iter_mut().enumerate() {
                if !*is_left || stream.key() != &encoded.texts.as_bytes()[start..] {
                    continue;
                }
                let mut docs = readers[idx]
                    .read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqsAndPositions)
                    .expect(IN_MEMORY);
                let (first, is_first_several, mut last) = (docs.doc(), docs.term_freq() > 1, docs.doc());
                while docs.doc() != TERMINATED {
                    let (doc, frequency) = (docs.doc(), docs.term_freq());
                    if doc != first {
                        numbers::push(&mut encoded.said[POSTINGS], (doc - last) * 2 + u32::from(frequency > 1));
                    }
                    if frequency > 1 {
                        numbers::push(&mut encoded.said[FREQUENCIES], frequency - 2);
                    }
                    numbers::push(&mut encoded.said[NORMS], norms[idx].fieldnorm_id(doc).into());
                    docs.positions(&mut read);
                    let mut before = 0;
                    for &position in &read {
                        numbers::push(&mut encoded.said[POSITIONS], position - before);
                        before = position;
                    }
                    last = doc;
                    docs.advance();
                }
                let ends = encoded.said.each_ref().map(|said| said.len() as u32);
                let n = stream.value().doc_freq;
                encoded.lists.push(List { field: idx as u8, n, first, is_first_several, last, ends });
                *is_left = stream.advance();
            }
            encoded.ends.push((encoded.texts.len() as u32, encoded.lists.len() as u32));
        }
        // Those of all blocks lie in memory at once.
        encoded.texts.shrink_to_fit();
        encoded.ends.shrink_to_fit();
        encoded.lists.shrink_to_fit();
        encoded.said.iter_mut().for_each(String::shrink_to_fit);
        encoded
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of each of its texts.
    pub(super) fn n_bytes(&self) -> [usize; 4] {
        self.said.each_ref().map(String::len)
    }

    /// A term, by its place.
    pub(super) fn term(&self, place: usize) -> &str {
        &self.texts[self.before(place).0 as usize..self.ends[place].0 as usize]
    }

    /// The places of a term's lists, field after field.
    pub(super) fn lists(&self, place: usize) -> Range<usize> {
        self.before(place).1 as usize..self.ends[place].1 as usize
    }

    /// A list, by its place.
    pub(super) fn list(&self, place: usize) -> &List {
        &self.lists[place]
    }

    /// What is said of a list: its postings without the first, its frequencies, its norm bytes, its positions.
    pub(super) fn said(&self, list: usize) -> [&str; 4] {
        let starts = if list == 0 { [0; 4] } else { self.lists[list - 1].ends };
        let ends = self.lists[list].ends;
        std::array::from_fn(|idx| &self.said[idx][starts[idx] as usize..ends[idx] as usize])
    }

    fn before(&self, place: usize) -> (u32, u32) {
        if place == 0 { (0, 0) } else { self.ends[place - 1] }
    }
}

pub(super) const IN_MEMORY: &str = "the index lies in memory, whole";
