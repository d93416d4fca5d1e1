//! tantivy's index to the files that a site carries. `docs/search.md` says what is in them.

use super::build::{Block, FIELDS, Index, field};
use super::common::Common;
use super::joined::{Chunk, joined};
use super::numbers::{self, FrontCoded};
use crate::model::hash::ContentHash;
use crate::model::path::OutPath;
use crate::model::site::Page;
use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;

/// Passages of one file of norms.
const NORMS: u32 = 4096;

/// Everything that lies below `search/`, one after the other.
pub fn shards(index: &Index, take: &(dyn Fn(Page) + Sync)) {
    let mut files = Files { take, names: HashMap::new() };
    let (bases, n_passages) = index.bases();
    let chunks = joined(index, &Common::of(index), &bases);
    let common: Vec<&str> = chunks.iter().flat_map(|chunk| chunk.common.iter().copied()).collect();
    let functions: Vec<&str> = chunks.iter().flat_map(|chunk| chunk.functions.iter().copied()).collect();
    let mut texts = Vec::new();
    // Counting words and writing the rest take about as long.
    let (words, (terms, positions)) = rayon::join(
        || {
            let counts: HashMap<&str, u32> = chunks.iter().flat_map(|chunk| chunk.counts.iter().copied()).collect();
            words(index, |term| counts.get(term).copied().unwrap_or(0))
        },
        || {
            let n_bytes: usize = chunks.iter().map(|chunk| chunk.len().0).sum();
            let target = if n_bytes < 32 << 10 { 32 << 10 } else { (n_bytes / 512).clamp(5 << 9, 16 << 10) };
            let terms = files.sorted("terms", chunks.iter().flat_map(Chunk::postings), target);
            let n_bytes: usize = chunks.iter().map(|chunk| chunk.len().1).sum();
            let target = (n_bytes / 128).clamp(32 << 10, 64 << 10);
            let positions = files.sorted("positions", chunks.iter().flat_map(Chunk::positions), target);
            for (block, base) in index.blocks.iter().zip(&bases) {
                for (first, text) in &block.texts {
                    texts.push((base + first, files.add("texts", &format!("\"{text}\""))));
                }
            }
            (terms, positions)
        },
    );
    let digits: Vec<String> = (0..=u32::BITS).map(|n| numbers::increasing([n])).collect();
    let words = files.sorted("words", words.iter().map(|&(word, n)| (word, digits[n as usize].as_str())), 8 << 10);
    let norms = norms(index, &bases, n_passages);
    let norms: String = norms.iter().map(|norms| files.add("norms", &format!("\"{norms}\""))).collect();
    let facets = index.facets.iter().map(|facet| {
        let terms = facet
            .terms
            .iter()
            .map(|term| (&term.slug, &term.labels, numbers::increasing(term.entries.iter().copied())));
        let shard = files.add("facets", &json(&terms.collect::<Vec<_>>()));
        FacetMeta { name: &facet.name, kind: &facet.kind, shard }
    });
    let facets = facets.collect();
    let mut passed = String::new();
    index.entries.iter().for_each(|slot| numbers::push(&mut passed, slot.n_passages));
    let meta = Meta {
        passages: n_passages,
        entries: index.entries.len(),
        tokens: index.tokens(),
        langs: index.langs.iter().map(|lang| lang.as_str()).collect(),
        ranges: index.ranges.iter().map(|range| (range.first, range.lang, range.set)).collect(),
        common: common.join(" "),
        functions: functions.join(" "),
        terms,
        words,
        positions,
        texts: List {
            first: numbers::increasing(texts.iter().map(|(first, _)| *first)),
            names: texts.into_iter().map(|(_, name)| name).collect(),
        },
        norms: Names { names: norms },
        facets,
        passed: files.add("entries", &format!("\"{passed}\"")),
        rings: index
            .rings
            .chunk_by(|one, other| one.lang == other.lang)
            .map(|rings| (rings[0].lang.as_str(), files.add("rings", &json(&rings))))
            .collect(),
    };
    take(page("meta", &json(&meta)));
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

/// Shards in order: what each begins with, and their names joined.
#[derive(Serialize)]
struct List {
    first: String,
    names: String,
}

#[derive(Serialize)]
struct Names {
    names: String,
}

/// A value as a script's literal.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values can be written")
}

fn page(name: &str, arguments: &str) -> Page {
    let text = format!("vademecum.shard(\"{name}\",{arguments})");
    Page { path: OutPath::new(format!("search/{name}.js")), bytes: Arc::from(text.into_bytes()) }
}

/// Shards as they come.
struct Files<'t> {
    take: &'t (dyn Fn(Page) + Sync),
    names: HashMap<String, ContentHash>,
}

impl Files<'_> {
    /// Adds a shard, once. Returns the end of its name: six digits of its hash, the next six where those are taken.
    fn add(&mut self, kind: &str, arguments: &str) -> String {
        let hash = ContentHash::of_bytes(arguments.as_bytes());
        for skipped in 0..19 {
            let digits = hash.digits(skipped, 6);
            let name = format!("{kind}/{digits}");
            match self.names.get(&name) {
                Some(taken) if *taken == hash => return digits,
                Some(_) => continue,
                None => {}
            }
            (self.take)(page(&name, arguments));
            self.names.insert(name, hash);
            return digits;
        }
        unreachable!("nineteen names of six digits are not all taken")
    }

    /// Words in order, with what there is to say about each, in shards of about `target` bytes. What is longer by itself has
    /// a shard of its own.
    fn sorted<'t>(&mut self, kind: &str, words: impl Iterator<Item = (&'t str, &'t str)>, target: usize) -> List {
        let mut list = List { first: String::new(), names: String::new() };
        let (mut coded, mut numbers, mut first, mut last) = (FrontCoded::default(), String::new(), "", "");
        let mut before = "";
        let mut flush = |coded: &mut FrontCoded, numbers: &mut String, first: &str, before: &str| {
            if !coded.text.is_empty() {
                if !list.names.is_empty() {
                    list.first.push(' ');
                }
                list.first.push_str(if list.names.is_empty() { "" } else { parting(before, first) });
                list.names += &self.add(kind, &format!("\"{}\",\"{numbers}\"", coded.text));
                *coded = FrontCoded::default();
                numbers.clear();
            }
        };
        for (word, said) in words {
            let len = coded.text.len() + numbers.len();
            if len > 0 && (len + said.len() > target || said.len() > target) {
                flush(&mut coded, &mut numbers, first, before);
            }
            if coded.text.is_empty() {
                (first, before) = (word, last);
            }
            coded.push(word);
            numbers.push_str(said);
            last = word;
        }
        flush(&mut coded, &mut numbers, first, before);
        list
    }
}

/// The shortest beginning of a word that comes after the word before it.
fn parting<'w>(before: &str, word: &'w str) -> &'w str {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &word[..end]).find(|beginning| *beginning > before).unwrap_or(word)
}

/// Norm bytes, so many passages a file, field after field: one for all where they are the same.
fn norms(index: &Index, bases: &[u32], n_passages: u32) -> Vec<String> {
    let readers = |block: &Arc<Block>| -> [FieldNormReader; FIELDS.len()] {
        std::array::from_fn(|idx| block.segment.get_fieldnorms_reader(field(idx)).expect(IN_MEMORY))
    };
    let readers: Vec<_> = index.blocks.iter().map(readers).collect();
    let starts = (0..n_passages).step_by(NORMS as usize);
    let file = |start: u32| {
        let end = (start + NORMS).min(n_passages);
        let mut text = String::new();
        numbers::push(&mut text, end - start);
        for (idx, _) in FIELDS.iter().enumerate() {
            let norm = |passage| {
                let block = bases.partition_point(|&base| base <= passage) - 1;
                u32::from(readers[block][idx].fieldnorm_id(passage - bases[block]))
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

/// All words of all texts in order, each with the binary digits of how many passages hold its term.
pub(super) fn words(index: &Index, n: impl Fn(&str) -> u32) -> Vec<(&str, u32)> {
    let words = index.blocks.iter().flat_map(|block| block.words.iter());
    let words = words.map(|(word, term)| (&**word, &**term));
    let mut words: Vec<(&str, &str)> = words.collect::<HashSet<_>>().into_iter().collect();
    words.par_sort_unstable();
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

const IN_MEMORY: &str = "the index lies in memory, whole";
