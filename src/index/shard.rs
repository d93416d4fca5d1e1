//! tantivy's index to the files that a site carries. `docs/search.md` says what is in them.

use super::build::{Block, FIELDS, Index, Kept, UNPOISONED, index_of};
use super::encoded::{POSITIONS, Published};
use super::files::{Files, List, Sorted, Take, give, quoted, rounded};
use super::joined::Joined;
use super::numbers;
use crate::model::hash::ContentHash;
use crate::model::library::Library;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Passages of one file of norms.
const NORMS: u32 = 4096;

/// Everything that lies below `search/`, one after the other.
pub fn publish(library: &Library, kept: &Kept, take: Take) {
    let gathered = Mutex::new(Gathered::of(take));
    let index = index_of(library, kept, &|place, block| {
        gathered.lock().expect(UNPOISONED).add(place, &block);
        Published::of(&block)
    });
    let gathered = gathered.into_inner().expect(UNPOISONED);
    shards(&index, gathered, take);
}

fn shards(index: &Index<Published>, gathered: Gathered, take: Take) {
    let joined = Joined::of(index);
    let (known, terms) = rayon::join(|| in_order(&gathered.words), || terms(&joined, take));
    let mut words = Sorted::of("words", take, 8 << 10);
    let digits: Vec<String> = (0..=u32::BITS).map(|n| numbers::increasing([n])).collect();
    for (word, n) in counted(known, |term| terms.counts.get(term).copied().unwrap_or(0)) {
        words.add(word, &[&digits[n as usize]]);
    }
    let (mut norms_files, mut facets) = (Files::of("norms", take), Files::of("facets", take));
    let (mut entries, mut rings) = (Files::of("entries", take), Files::of("rings", take));
    let facets = index.facets.iter().map(|facet| {
        let terms = facet.terms.iter();
        let terms = terms.map(|term| (&term.slug, &term.labels, numbers::increasing(term.entries.iter().copied())));
        let shard = facets.add(&json(&terms.collect::<Vec<_>>()));
        FacetMeta { name: &facet.name, kind: &facet.kind, shard }
    });
    let mut passed = String::new();
    index.entries.iter().for_each(|slot| numbers::push(&mut passed, slot.n_passages));
    let of_lang = index.rings.chunk_by(|one, other| one.lang == other.lang);
    let meta = Meta {
        passages: index.n_passages,
        entries: index.entries.len(),
        tokens: std::array::from_fn(|idx| index.blocks.iter().map(|block| block.tokens[idx]).sum()),
        langs: index.langs.iter().map(|lang| lang.as_str()).collect(),
        ranges: index.ranges.iter().map(|range| (range.first, range.lang, range.set)).collect(),
        common: terms.common.join(" "),
        functions: terms.functions.join(" "),
        terms: terms.terms,
        words: words.list(),
        positions: terms.positions,
        texts: gathered.texts(&index.bases),
        norms: Names { names: norms(index).iter().map(|norms| norms_files.add(&quoted(norms))).collect() },
        facets: facets.collect(),
        passed: entries.add(&quoted(&passed)),
        rings: of_lang.map(|of_lang| (of_lang[0].lang.as_str(), rings.add(&json(&of_lang)))).collect(),
    };
    let meta = json(&meta);
    give(take, "meta", ContentHash::of_bytes(meta.as_bytes()), || meta.clone());
}

#[derive(Serialize)]
struct Meta<'i> {
    passages: u32,
    entries: usize,
    tokens: [u64; FIELDS.len()],
    langs: Vec<&'i str>,
    ranges: Vec<(u32, usize, u32)>,
    common: String,
    functions: String,
    terms: List,
    words: List,
    positions: List,
    texts: List,
    norms: Names,
    facets: Vec<FacetMeta<'i>>,
    passed: String,
    rings: BTreeMap<&'i str, String>,
}

#[derive(Serialize)]
struct FacetMeta<'i> {
    name: &'i str,
    kind: &'i str,
    shard: String,
}

#[derive(Serialize)]
struct Names {
    names: String,
}

/// A value as a script's literal.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values can be written")
}

/// So many files of texts have one name in `meta`, and new names when one of them changes.
const TOGETHER: usize = 8;

/// A file of texts: its first passage in its block, and what it says.
type Text = (u32, Arc<str>);

/// What is gathered of block after block. Texts are most of what a block has, so each goes as soon as those before it are
/// there.
struct Gathered<'t> {
    /// Words of all texts and the terms they give.
    words: HashSet<(Arc<str>, Arc<str>)>,
    files: Files<'t>,
    /// The place of the block whose texts are the next to go.
    next: usize,
    waiting: BTreeMap<usize, Arc<[Text]>>,
    /// Of each file its block, and its first passage there.
    firsts: Vec<(usize, u32)>,
    /// Of files that are named together how many they are, and what their names share.
    names: String,
}

impl<'t> Gathered<'t> {
    fn of(take: Take<'t>) -> Gathered<'t> {
        let (words, files) = (HashSet::default(), Files::of("texts", take));
        Gathered { words, files, next: 0, waiting: BTreeMap::new(), firsts: Vec::new(), names: String::new() }
    }

    fn add(&mut self, place: usize, block: &Block) {
        for pair in block.words.iter() {
            if !self.words.contains(pair) {
                self.words.insert(pair.clone());
            }
        }
        self.waiting.insert(place, Arc::clone(&block.texts));
        while let Some(texts) = self.waiting.remove(&self.next) {
            for together in texts.chunks(TOGETHER) {
                self.firsts.extend(together.iter().map(|(first, _)| (self.next, *first)));
                let shared = self.files.add_all(together.iter().map(|(_, text)| &**text));
                self.names += &format!("{}{shared}", together.len());
            }
            self.next += 1;
        }
    }

    /// The files of texts.
    fn texts(&self, bases: &[u32]) -> List {
        let firsts = self.firsts.iter().map(|&(block, first)| bases[block] + first);
        List { first: numbers::increasing(firsts), names: self.names.clone() }
    }
}

/// What is said of all terms.
struct Terms<'i> {
    terms: List,
    positions: List,
    common: Vec<&'i str>,
    functions: Vec<&'i str>,
    /// The most passages that hold each in one field.
    counts: HashMap<&'i str, u32>,
}

fn terms<'i>(joined: &Joined<'i>, take: Take) -> Terms<'i> {
    let [postings, frequencies, norms, positions] = joined.n_bytes();
    let postings = postings + frequencies + norms;
    let target = if postings < 32 << 10 { 32 << 10 } else { rounded(postings / 512).clamp(7 << 8, 10 << 10) };
    let mut terms = Sorted::of("terms", take, target);
    let mut placed = Sorted::of("positions", take, rounded(positions / 128).clamp(32 << 10, 64 << 10));
    let (mut common, mut functions, mut counts) = (Vec::new(), Vec::new(), HashMap::default());
    joined.each(|chunk| {
        rayon::join(
            || chunk.terms().for_each(|(term, said)| terms.add(term, &said[..POSITIONS])),
            || chunk.terms().for_each(|(term, said)| placed.add(term, &said[POSITIONS..])),
        );
        common.extend(chunk.common);
        functions.extend(chunk.functions);
        counts.extend(chunk.counts);
    });
    Terms { terms: terms.list(), positions: placed.list(), common, functions, counts }
}

/// Norm bytes, so many passages a file, field after field: one for all where they are the same.
fn norms(index: &Index<Published>) -> Vec<String> {
    let starts = (0..index.n_passages).step_by(NORMS as usize);
    let file = |start: u32| {
        let end = (start + NORMS).min(index.n_passages);
        let mut text = String::new();
        numbers::push(&mut text, end - start);
        for idx in 0..FIELDS.len() {
            let norm = |passage| {
                let block = index.bases.partition_point(|&base| base <= passage) - 1;
                u32::from(index.blocks[block].norms[idx].fieldnorm_id(passage - index.bases[block]))
            };
            let is_one = (start + 1..end).all(|passage| norm(passage) == norm(start));
            numbers::push(&mut text, is_one.into());
            let several = if is_one { start..start + 1 } else { start..end };
            several.for_each(|passage| numbers::push(&mut text, norm(passage)));
        }
        text
    };
    starts.map(file).collect()
}

/// Different words with their terms, in order.
pub(super) fn in_order<'i>(words: impl IntoIterator<Item = &'i (Arc<str>, Arc<str>)>) -> Vec<(&'i str, &'i str)> {
    let mut words: Vec<(&str, &str)> = words.into_iter().map(|(word, term)| (&**word, &**term)).collect();
    words.par_sort_unstable();
    words
}

/// Words, each with the binary digits of how many passages hold its term.
pub(super) fn counted<'i>(words: Vec<(&'i str, &'i str)>, n: impl Fn(&str) -> u32) -> Vec<(&'i str, u32)> {
    let mut counted: Vec<(&str, u32)> = Vec::with_capacity(words.len());
    for (word, term) in words {
        let digits = u32::BITS - n(term).leading_zeros();
        match counted.last_mut() {
            // A word of two languages has two terms.
            Some((last, most)) if *last == word => *most = digits.max(*most),
            _ => counted.push((word, digits)),
        }
    }
    counted
}
