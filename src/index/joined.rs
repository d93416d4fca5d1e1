//! The terms of all blocks, joined: what is said of each, as it is published.

use super::build::{FIELDS, Index};
use super::common::Common;
use super::encoded::{Encoded, List, Published};
use super::numbers;
use foldhash::HashSet;
use rayon::prelude::*;
use std::ops::Range;

/// A run of terms as they are published: what is said of them, one after the other.
#[derive(Default)]
pub(super) struct Chunk<'i> {
    /// Each term, and the most passages that hold it in one field.
    pub(super) counts: Vec<(&'i str, u32)>,
    /// Terms that nearly all passages hold.
    pub(super) common: Vec<&'i str>,
    /// Function words that many passages hold.
    pub(super) functions: Vec<&'i str>,
    /// Each term, and where its postings and its positions are.
    terms: Vec<(&'i str, Range<usize>, Range<usize>)>,
    postings: String,
    positions: String,
}

impl Chunk<'_> {
    /// Each term with its postings.
    pub(super) fn postings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms.iter().map(|(term, postings, _)| (*term, &self.postings[postings.clone()]))
    }

    /// Each term with its positions.
    pub(super) fn positions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms.iter().map(|(term, _, positions)| (*term, &self.positions[positions.clone()]))
    }

    /// Bytes of all postings and of all positions.
    fn len(&self) -> (usize, usize) {
        (self.postings.len(), self.positions.len())
    }
}

/// One list of one block.
struct Part<'i> {
    term: usize,
    block: usize,
    list: &'i List,
    said: (&'i str, &'i str),
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

    /// Bytes of the postings and the positions of all blocks.
    pub(super) fn n_bytes(&self) -> (usize, usize) {
        let sizes = self.blocks.iter().map(|block| block.n_bytes());
        sizes.fold((0, 0), |(postings, positions), size| (postings + size.0, positions + size.1))
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
    let starts = chunk.len();
    place(&mut chunk.positions, &fields);
    post(&mut chunk.postings, &fields, common.has_norms() && !is_common, bases);
    let ends = chunk.len();
    chunk.terms.push((term, starts.0..ends.0, starts.1..ends.1));
}

fn place(text: &mut String, fields: &[&[Part]]) {
    let said = || fields.iter().flat_map(|parts| parts.iter().map(|part| part.said.1));
    let mut bits = String::new();
    numbers::push(&mut bits, bits_of(fields));
    let n_chars: usize = said().chain([bits.as_str()]).map(|text| text.chars().count()).sum();
    // How many characters follow, so that they can be passed over without the postings.
    numbers::push(text, n_chars as u32);
    text.push_str(&bits);
    text.extend(said());
}

fn post(text: &mut String, fields: &[&[Part]], has_norms: bool, bases: &[u32]) {
    numbers::push(text, bits_of(fields) + if has_norms { 1 << FIELDS.len() } else { 0 });
    for parts in fields {
        numbers::push(text, n_of(parts));
        let mut last = 0;
        for Part { block, list, said: (postings, _), .. } in parts.iter() {
            numbers::push(text, (bases[*block] + list.first - last) * 2 + u32::from(list.is_first_several));
            match has_norms {
                true => text.push_str(postings),
                false => without_norms(text, postings, list.is_first_several),
            }
            last = bases[*block] + list.last;
        }
    }
}

/// Postings without the norm bytes beside them. Of the first, only how often and the norm byte are there.
fn without_norms(text: &mut String, postings: &str, mut is_several: bool) {
    let mut postings = numbers::read(postings);
    loop {
        if let Some(frequency) = postings.next().filter(|_| is_several) {
            numbers::push(text, frequency);
            postings.next();
        }
        let Some(posting) = postings.next() else { break };
        numbers::push(text, posting);
        is_several = posting % 2 == 1;
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
