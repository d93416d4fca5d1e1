//! The terms of all blocks, joined: what is said of each, as it is published.

use super::build::{FIELDS, Index};
use super::common::Common;
use super::encoded::{Encoded, FREQUENCIES, List, NORMS, POSITIONS, POSTINGS, Published};
use super::numbers;
use foldhash::HashSet;
use rayon::prelude::*;

/// A run of terms as they are published: what is said of them, one after the other.
#[derive(Default)]
pub(super) struct Chunk<'i> {
    /// Each term, and the most passages that hold it in one field.
    pub(super) counts: Vec<(&'i str, u32)>,
    /// Terms that nearly all passages hold.
    pub(super) common: Vec<&'i str>,
    /// Function words that many passages hold.
    pub(super) functions: Vec<&'i str>,
    /// Each term, and where what is said of it ends in each text.
    terms: Vec<(&'i str, [usize; 4])>,
    /// As in a block, with the first posting of each list.
    said: [String; 4],
}

impl Chunk<'_> {
    /// Each term with its postings, frequencies, norms and positions.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, [&str; 4])> {
        let mut starts = [0; 4];
        self.terms.iter().map(move |&(term, ends)| {
            let said = std::array::from_fn(|idx| &self.said[idx][starts[idx]..ends[idx]]);
            starts = ends;
            (term, said)
        })
    }
}

/// One list of one block.
struct Part<'i> {
    term: usize,
    block: usize,
    list: &'i List,
    said: [&'i str; 4],
}

/// All blocks, with all their terms in order.
pub(super) struct Joined<'i> {
    blocks: Vec<&'i Encoded>,
    bases: &'i [u32],
    common: Common,
    terms: Vec<&'i str>,
}

/// Terms of one chunk, and chunks that lie in memory while others are written.
const TERMS: usize = 1024;
const CHUNKS: usize = 8;

impl<'i> Joined<'i> {
    pub(super) fn of(index: &'i Index<Published>) -> Joined<'i> {
        let blocks: Vec<&Encoded> = index.blocks.iter().map(|block| &*block.encoded).collect();
        let terms = blocks.iter().flat_map(|block| (0..block.len()).map(|place| block.term(place)));
        let mut terms: Vec<&str> = terms.collect::<HashSet<_>>().into_iter().collect();
        terms.par_sort_unstable();
        Joined { blocks, bases: &index.bases, common: Common::of(index), terms }
    }

    /// Bytes of what is said of the terms of all blocks.
    pub(super) fn n_bytes(&self) -> [usize; 4] {
        std::array::from_fn(|idx| self.blocks.iter().map(|block| block.n_bytes()[idx]).sum())
    }

    /// Gives chunk after chunk, in order; some are made while others are taken.
    pub(super) fn each(&self, mut take: impl FnMut(Chunk<'i>) + Send) {
        let made =
            |terms: &[&'i str]| -> Vec<Chunk<'i>> { terms.par_chunks(TERMS).map(|terms| self.chunk(terms)).collect() };
        let mut ready = Vec::new();
        for terms in self.terms.chunks(TERMS * CHUNKS) {
            ready = rayon::join(|| made(terms), || ready.into_iter().for_each(&mut take)).0;
        }
        ready.into_iter().for_each(take);
    }

    fn chunk(&self, terms: &[&'i str]) -> Chunk<'i> {
        let mut parts = Vec::new();
        for (block, &encoded) in self.blocks.iter().enumerate() {
            let mut place = partition_point(encoded.len(), |place| encoded.term(place) < terms[0]);
            for (term, &text) in terms.iter().enumerate() {
                if place < encoded.len() && encoded.term(place) == text {
                    let lists = encoded.lists(place);
                    parts.extend(lists.map(|at| Part { term, block, list: encoded.list(at), said: encoded.said(at) }));
                    place += 1;
                }
            }
        }
        // Stable: within a field, blocks stay in order.
        parts.sort_by_key(|part| (part.term, part.list.field));
        let mut chunk = Chunk::default();
        for parts in parts.chunk_by(|one, other| one.term == other.term) {
            add(&mut chunk, terms[parts[0].term], parts, &self.common, self.bases);
        }
        chunk
    }
}

/// Adds a term to its chunk.
fn add<'i>(chunk: &mut Chunk<'i>, term: &'i str, parts: &[Part<'i>], common: &Common, bases: &[u32]) {
    let fields: Vec<&[Part]> = parts.chunk_by(|one, other| one.list.field == other.list.field).collect();
    let n = fields.iter().map(|parts| n_of(parts)).max().unwrap_or(0);
    chunk.counts.push((term, n));
    let is_function = |parts: &&[Part]| common.is_function(term, parts.iter().map(|part| (part.block, part.list.n)));
    let is_common = common.is_common(n);
    if is_common {
        chunk.common.push(term);
    } else if fields.iter().any(is_function) {
        chunk.functions.push(term);
    }
    let said = |idx: usize| fields.iter().flat_map(move |parts| parts.iter().map(move |part| part.said[idx]));
    let has_norms = common.has_norms() && !is_common;
    post(&mut chunk.said[POSTINGS], &fields, has_norms, bases);
    chunk.said[FREQUENCIES].extend(said(FREQUENCIES));
    if has_norms {
        chunk.said[NORMS].extend(said(NORMS));
    }
    // How many characters follow, so that they can be passed over without the postings.
    let mut bits = String::new();
    numbers::push(&mut bits, bits_of(&fields));
    let n_chars: usize = said(POSITIONS).chain([bits.as_str()]).map(|text| text.chars().count()).sum();
    let positions = &mut chunk.said[POSITIONS];
    numbers::push(positions, n_chars as u32);
    positions.push_str(&bits);
    positions.extend(said(POSITIONS));
    chunk.terms.push((term, chunk.said.each_ref().map(String::len)));
}

fn post(text: &mut String, fields: &[&[Part]], has_norms: bool, bases: &[u32]) {
    numbers::push(text, bits_of(fields) + if has_norms { 1 << FIELDS.len() } else { 0 });
    for parts in fields {
        numbers::push(text, n_of(parts));
        let mut last = 0;
        for Part { block, list, said, .. } in parts.iter() {
            numbers::push(text, (bases[*block] + list.first - last) * 2 + u32::from(list.is_first_several));
            text.push_str(said[POSTINGS]);
            last = bases[*block] + list.last;
        }
    }
}

/// In how many passages a term stands.
fn n_of(parts: &[Part]) -> u32 {
    parts.iter().map(|part| part.list.n).sum()
}

/// Bit *f*: in field *f*.
fn bits_of(fields: &[&[Part]]) -> u32 {
    fields.iter().map(|parts| 1 << parts[0].list.field).sum()
}

/// The first place where what goes before no longer holds.
fn partition_point(end: usize, goes_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = (low + high) / 2;
        if goes_before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
