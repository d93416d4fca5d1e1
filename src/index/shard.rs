//! tantivy's index to the files that a site carries. `docs/search.md` says what is in them.

use super::build::{FIELDS, Index, field};
use super::numbers::{self, FrontCoded};
use crate::model::hash::ContentHash;
use crate::model::path::OutPath;
use crate::model::site::Page;
use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

/// Up to so many passages, norms are few enough to be loaded at once.
const SMALL: u32 = 4096;

/// Up to so many passages hold no term that is too common to be loaded.
const LEAST_COMMON: u32 = 512;

/// Whether a term that `n` of all passages hold says too little to be loaded. Where passages are many its postings cost
/// more than a dozen other words.
pub(super) fn is_common(n: u32, n_passages: u32) -> bool {
    let most = if n_passages > SMALL { n_passages / 2 } else { n_passages / 3 * 2 };
    n > LEAST_COMMON && n > most
}

/// Passages of one file of norms.
const NORMS: u32 = 4096;

/// Everything that lies below `search/`, one after the other.
pub fn shards(index: &Index, take: &(dyn Fn(Page) + Sync)) {
    let mut files = Files { take, names: HashMap::new() };
    let open = Open::of(index);
    let chunks = open.terms();
    let terms = chunks.iter().flat_map(|chunk| &chunk.terms);
    let common: Vec<&str> = terms.filter(|term| term.is_common).map(|term| term.text).collect();
    let mut texts = Vec::new();
    // Counting words and writing the rest take about as long.
    let (words, (terms_list, positions_list)) = rayon::join(
        || open.words(&chunks),
        || {
            let n_bytes: usize = chunks.iter().map(|chunk| chunk.postings.len()).sum();
            let target = if n_bytes < 32 << 10 { 32 << 10 } else { (n_bytes / 512).clamp(5 << 9, 16 << 10) };
            let terms = files.sorted("terms", chunks.iter().flat_map(Chunk::postings), target);
            let n_bytes: usize = chunks.iter().map(|chunk| chunk.positions.len()).sum();
            let target = (n_bytes / 128).clamp(32 << 10, 64 << 10);
            let positions = files.sorted("positions", chunks.iter().flat_map(Chunk::positions), target);
            for (block, base) in index.blocks.iter().zip(&open.bases) {
                for (first, text) in &block.texts {
                    texts.push((base + first, files.add("texts", &format!("\"{text}\""))));
                }
            }
            (terms, positions)
        },
    );
    let words_list = files.sorted("words", words.iter().map(|(word, n)| (word.as_str(), n.as_str())), 8 << 10);
    let norms: String = open.norms().iter().map(|norms| files.add("norms", &format!("\"{norms}\""))).collect();
    let facets = index.facets.iter().map(|facet| {
        let terms = facet
            .terms
            .iter()
            .map(|term| (&term.slug, &term.labels, numbers::increasing(term.entries.iter().copied())));
        let shard = files.add("facets", &json(&terms.collect::<Vec<_>>()));
        FacetMeta { name: &facet.name, kind: &facet.kind, shard }
    });
    let facets = facets.collect();
    let mut n_passages = String::new();
    index.entries.iter().for_each(|slot| numbers::push(&mut n_passages, slot.n_passages));
    let meta = Meta {
        passages: open.n_passages,
        entries: index.entries.len(),
        tokens: open.tokens,
        langs: index.langs.iter().map(|lang| lang.as_str()).collect(),
        ranges: index.ranges.iter().map(|range| (range.first, range.lang, range.set)).collect(),
        common: common.join(" "),
        terms: terms_list,
        words: words_list,
        positions: positions_list,
        texts: List {
            first: numbers::increasing(texts.iter().map(|(first, _)| *first)),
            names: texts.into_iter().map(|(_, name)| name).collect(),
        },
        norms: Names { names: norms },
        facets,
        passed: files.add("entries", &format!("\"{n_passages}\"")),
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

/// A run of terms as they are published: what is said of them, one after the other.
struct Chunk<'i> {
    terms: Vec<Encoded<'i>>,
    postings: String,
    positions: String,
}

impl<'i> Chunk<'i> {
    /// Each term with its postings.
    fn postings(&self) -> impl Iterator<Item = (&'i str, &str)> {
        self.terms.iter().map(|term| (term.text, &self.postings[term.postings.clone()]))
    }

    /// Each term with its positions.
    fn positions(&self) -> impl Iterator<Item = (&'i str, &str)> {
        self.terms.iter().map(|term| (term.text, &self.positions[term.positions.clone()]))
    }
}

/// A term as it is published.
struct Encoded<'i> {
    text: &'i str,
    /// Where its postings are among those of its chunk.
    postings: Range<usize>,
    positions: Range<usize>,
    is_common: bool,
    /// The most passages that hold it in one field.
    n: u32,
}

/// What one term after the other is read into.
#[derive(Default)]
struct Scratch {
    positions: String,
    read: Vec<u32>,
}

/// The readers of all blocks.
struct Open<'i> {
    index: &'i Index,
    bases: Vec<u32>,
    inverted: Vec<[Arc<InvertedIndexReader>; FIELDS.len()]>,
    norms: Vec<[FieldNormReader; FIELDS.len()]>,
    tokens: [u64; FIELDS.len()],
    n_passages: u32,
}

impl<'i> Open<'i> {
    fn of(index: &'i Index) -> Open<'i> {
        let (mut bases, mut n_passages) = (Vec::new(), 0);
        for block in &index.blocks {
            bases.push(n_passages);
            n_passages += block.segment.max_doc();
        }
        let inverted: Vec<[Arc<InvertedIndexReader>; FIELDS.len()]> = index
            .blocks
            .iter()
            .map(|block| std::array::from_fn(|idx| block.segment.inverted_index(field(idx)).expect(IN_MEMORY)))
            .collect();
        let norms = index
            .blocks
            .iter()
            .map(|block| std::array::from_fn(|idx| block.segment.get_fieldnorms_reader(field(idx)).expect(IN_MEMORY)));
        let tokens = std::array::from_fn(|idx| inverted.iter().map(|readers| readers[idx].total_num_tokens()).sum());
        Open { index, bases, norms: norms.collect(), tokens, n_passages, inverted }
    }

    /// All terms in order, encoded.
    fn terms(&self) -> Vec<Chunk<'i>> {
        let terms = self.index.blocks.iter().flat_map(|block| block.words.iter().map(|(_, term)| &**term));
        let mut terms: Vec<&str> = terms.collect::<HashSet<_>>().into_iter().collect();
        terms.par_sort_unstable();
        terms.par_chunks(1024).map(|chunk| self.chunk(chunk)).collect()
    }

    /// A run of terms: each block's dictionary is read once, beside the run.
    fn chunk(&self, terms: &[&'i str]) -> Chunk<'i> {
        let mut chunk =
            Chunk { terms: Vec::with_capacity(terms.len()), postings: String::new(), positions: String::new() };
        let (Some(first), Some(last)) = (terms.first(), terms.last()) else { return chunk };
        let mut found: Vec<[Vec<(usize, TermInfo)>; FIELDS.len()]> = Vec::new();
        found.resize_with(terms.len(), Default::default);
        for (block, readers) in self.inverted.iter().enumerate() {
            for (idx, reader) in readers.iter().enumerate() {
                let mut stream = reader.terms().range().ge(first).le(last).into_stream().expect(IN_MEMORY);
                let mut at = 0;
                while stream.advance() {
                    while terms.get(at).is_some_and(|term| term.as_bytes() < stream.key()) {
                        at += 1;
                    }
                    if terms.get(at).is_some_and(|term| term.as_bytes() == stream.key()) {
                        found[at][idx].push((block, stream.value().clone()));
                    }
                }
            }
        }
        let mut scratch = Scratch::default();
        for (term, found) in terms.iter().zip(found) {
            self.encode(term, &found, &mut chunk, &mut scratch);
        }
        chunk
    }

    /// Adds a term to its chunk.
    fn encode(
        &self,
        text: &'i str,
        found: &[Vec<(usize, TermInfo)>; FIELDS.len()],
        chunk: &mut Chunk<'i>,
        scratch: &mut Scratch,
    ) {
        let n_of = |blocks: &[(usize, TermInfo)]| blocks.iter().map(|(_, info)| info.doc_freq).sum::<u32>();
        let n = found.iter().map(|blocks| n_of(blocks)).max().unwrap_or(0);
        let is_common = is_common(n, self.n_passages);
        let has_norms = self.n_passages > SMALL && !is_common;
        let bits = (0..FIELDS.len()).filter(|&idx| !found[idx].is_empty()).map(|idx| 1 << idx).sum::<u32>();
        let starts = (chunk.postings.len(), chunk.positions.len());
        let Chunk { postings, .. } = chunk;
        let Scratch { positions, read } = scratch;
        positions.clear();
        numbers::push(postings, bits + if has_norms { 16 } else { 0 });
        numbers::push(positions, bits);
        for (idx, blocks) in found.iter().enumerate().filter(|(_, blocks)| !blocks.is_empty()) {
            numbers::push(postings, n_of(blocks));
            let mut before = 0;
            for (block, info) in blocks {
                let mut reader = self.inverted[*block][idx]
                    .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
                    .expect(IN_MEMORY);
                while reader.doc() != TERMINATED {
                    let (doc, frequency) = (self.bases[*block] + reader.doc(), reader.term_freq());
                    numbers::push(postings, (doc - before) * 2 + u32::from(frequency > 1));
                    if frequency > 1 {
                        numbers::push(postings, frequency - 2);
                    }
                    if has_norms {
                        numbers::push(postings, self.norms[*block][idx].fieldnorm_id(reader.doc()).into());
                    }
                    reader.positions(read);
                    let mut last = 0;
                    for &position in read.iter() {
                        numbers::push(positions, position - last);
                        last = position;
                    }
                    before = doc;
                    reader.advance();
                }
            }
        }
        // How many characters follow, so that they can be passed over without the postings.
        numbers::push(&mut chunk.positions, positions.chars().count() as u32);
        chunk.positions.push_str(positions);
        let postings = starts.0..chunk.postings.len();
        let positions = starts.1..chunk.positions.len();
        chunk.terms.push(Encoded { text, postings, positions, is_common, n });
    }

    /// All words in order, each with how common its term is.
    fn words(&self, chunks: &[Chunk<'_>]) -> Vec<(String, String)> {
        let terms = chunks.iter().flat_map(|chunk| &chunk.terms).map(|term| (term.text, term.n));
        let terms: HashMap<&str, u32> = terms.collect();
        words(self.index, |term| terms.get(term).copied().unwrap_or(0))
            .into_iter()
            .map(|(word, digits)| {
                let mut number = String::new();
                numbers::push(&mut number, digits);
                (word.to_owned(), number)
            })
            .collect()
    }

    /// Norm bytes, so many passages a file, field after field: one for all where they are the same.
    fn norms(&self) -> Vec<String> {
        let place = |passage: u32| {
            let block = self.bases.partition_point(|&base| base <= passage) - 1;
            (block, passage - self.bases[block])
        };
        let starts = (0..self.n_passages).step_by(NORMS as usize);
        starts
            .map(|start| {
                let end = (start + NORMS).min(self.n_passages);
                let mut text = String::new();
                numbers::push(&mut text, end - start);
                for idx in 0..FIELDS.len() {
                    let norm = |passage| {
                        let (block, doc) = place(passage);
                        u32::from(self.norms[block][idx].fieldnorm_id(doc))
                    };
                    let is_one = (start + 1..end).all(|passage| norm(passage) == norm(start));
                    numbers::push(&mut text, is_one.into());
                    let several = if is_one { start..start + 1 } else { start..end };
                    several.for_each(|passage| numbers::push(&mut text, norm(passage)));
                }
                text
            })
            .collect()
    }
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
