//! Passages to tantivy's index.

use super::encoded::Encoded;
use super::facets::{self, Facet};
use super::rings::{self, Ring};
use super::terms::{Language, Terms};
use super::texts;
use crate::model::config::Lang;
use crate::model::entry::LinkId;
use crate::model::graph::EntryId;
use crate::model::hash::{ContentHash, Covered};
use crate::model::library::{FieldValue, Library, Status};
use crate::model::passage::Passage;
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::hash::Hash;
use std::mem::discriminant;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{IndexBuilder, IndexSettings, SegmentReader, TantivyDocument};

/// The text fields of a passage and what a word in each weighs.
pub(super) const FIELDS: [(&str, f32); 4] = [("title", 0.5), ("headings", 0.5), ("names", 1.0), ("body", 1.0)];

/// The most entries of a block, give or take a quarter: in larger ones fewer terms stand in several, and an edit makes more anew.
const BLOCK: usize = 512;

/// Bytes that tantivy is told it may use. It takes what it needs; its table of terms begins as large as this allows, and a
/// block's terms need no more.
const BUDGET: usize = 1 << 21;

/// A library as full-text search sees it; of each part its block, or what was made of that.
#[derive(Clone)]
pub struct Index<B = Arc<Block>> {
    /// The site's languages, the default one first.
    pub(super) langs: Vec<Lang>,
    /// Its parts, in order.
    pub(super) blocks: Vec<B>,
    /// The first passage of each part.
    pub(super) bases: Vec<u32>,
    /// How many passages there are.
    pub(super) n_passages: u32,
    /// Entries in the index's order: its number here is its place.
    pub(super) entries: Vec<Slot>,
    /// Runs of entries of one language that exist in the same languages.
    pub(super) ranges: Vec<Range>,
    /// Filters.
    pub(super) facets: Vec<Facet>,
    /// Names that mean the same.
    pub(super) rings: Vec<Ring>,
}

/// One entry in the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Which.
    pub(super) id: EntryId,
    /// Its first passage.
    pub(super) first: u32,
    /// How many it has.
    pub(super) n_passages: u32,
}

/// Entries of one language that exist in the same languages.
#[derive(Clone, Debug)]
pub(super) struct Range {
    /// The first passage.
    pub(super) first: u32,
    /// The place of their language among the site's.
    pub(super) lang: usize,
    /// Bit *n*: there is a version in the *n*th language.
    pub(super) set: u32,
}

/// A run of entries of one language, indexed. It depends on their words alone, so it is kept while they are.
pub struct Block {
    /// tantivy's one segment.
    pub(super) segment: SegmentReader,
    /// Where it lies.
    pub(super) directory: RamDirectory,
    /// Its files there.
    pub(super) files: Vec<PathBuf>,
    /// How many passages each entry has.
    pub(super) n_passages: Vec<u32>,
    /// Folded words of all texts and the terms they give.
    pub(super) words: Vec<(Arc<str>, Arc<str>)>,
    /// What results show, in files of several entries, each with the number of its first passage in this block.
    pub(super) texts: Arc<[(u32, Arc<str>)]>,
    /// Its terms as they are published, once they are asked for.
    pub(super) encoded: OnceLock<Arc<Encoded>>,
}

/// What is indexed of one entry: nothing else of it matters.
struct Indexed<'l> {
    lang: &'l str,
    url: &'l str,
    title: &'l str,
    /// By which a reader would ask for it: the short title, where there is one.
    name: &'l str,
    kind: &'l str,
    number: Option<(&'l str, bool)>,
    status: Status,
    names: String,
    passages: Vec<(&'l str, Passage)>,
}

/// Answers for blocks whose hash it has seen, and has the others made.
pub type Kept<'k> = dyn Fn(ContentHash, &dyn Fn() -> Arc<Block>) -> Arc<Block> + Sync + 'k;

/// The index of a library.
pub fn index(library: &Library, kept: &Kept) -> Index {
    index_of(library, kept, &|_, block| block)
}

/// An index that has of each block what `of` makes of it, by its place; what nobody needs after that is let go at once.
pub(super) fn index_of<B: Send>(
    library: &Library,
    kept: &Kept,
    of: &(dyn Fn(usize, Arc<Block>) -> B + Sync),
) -> Index<B> {
    let langs = library.langs().to_vec();
    let set = |id: EntryId| -> u32 {
        let place = |lang: &Lang| langs.iter().position(|other| other == lang).unwrap_or(0);
        let versions = &library.node(id).versions;
        versions.iter().fold(1 << place(&library[id].lang), |set, &version| set | 1 << place(&library[version].lang))
    };
    let lang = |id: EntryId| langs.iter().position(|lang| *lang == library[id].lang).unwrap_or(0);
    let first_edition = editions(library);
    let mut ids: Vec<(usize, u32, EntryId)> = library.ids().map(|id| (lang(id), set(id), id)).collect();
    ids.sort_by_cached_key(|&(lang, set, id)| (lang, set, first_edition(id), id));
    let n_bytes = library.ids().filter_map(|id| library[id].entry.as_ref()).map(|entry| entry.body.buffer.len()).sum();
    let target = texts::target(ids.len(), n_bytes);
    let lexicons = Lexicons::default();
    // One after the other, as threads become free, rather than each thread its half.
    let mut made: Vec<(usize, Vec<u32>, B)> = runs(library, &ids)
        .into_iter()
        .enumerate()
        .par_bridge()
        .map(|(place, run)| {
            let key = ContentHash::over(|covered| {
                target.hash(covered);
                run.iter().for_each(|&(_, _, id)| ask(library, id, covered));
            });
            let lang = &library[run[0].2].lang;
            let block = kept(key, &|| {
                let entries: Vec<Indexed> = run.iter().map(|&(_, _, id)| indexed(library, id)).collect();
                Arc::new(lexicons.with(lang, |terms| block(&entries, terms, target)))
            });
            (place, block.n_passages.clone(), of(place, block))
        })
        .collect();
    made.sort_by_key(|(place, ..)| *place);
    let (counts, blocks): (Vec<Vec<u32>>, Vec<B>) = made.into_iter().map(|(_, counts, block)| (counts, block)).unzip();
    let mut n_passages = 0;
    let base = |counts: &Vec<u32>| {
        n_passages += counts.iter().sum::<u32>();
        n_passages - counts.iter().sum::<u32>()
    };
    let bases = counts.iter().map(base).collect();
    let mut first = 0;
    let counts = counts.iter().flatten().copied();
    let entries: Vec<Slot> = ids
        .iter()
        .zip(counts)
        .map(|(&(_, _, id), n_passages)| {
            first += n_passages;
            Slot { id, first: first - n_passages, n_passages }
        })
        .collect();
    let mut ranges: Vec<Range> = Vec::new();
    for (&(lang, set, _), slot) in ids.iter().zip(&entries) {
        if ranges.last().is_none_or(|last| (last.lang, last.set) != (lang, set)) {
            ranges.push(Range { first: slot.first, lang, set });
        }
    }
    let facets = facets::facets(library, &entries);
    Index { langs, blocks, bases, n_passages, facets, rings: rings::rings(library), ranges, entries }
}

/// Of each entry the first one that has its name and title, as the editions of one page have. They say nearly the same:
/// beside it, their texts take fewer bytes together, and the answers of a question lie in fewer files.
fn editions(library: &Library) -> impl Fn(EntryId) -> EntryId {
    let called = |id: EntryId| {
        let entry = &library[id];
        (entry.id.rsplit('/').next(), entry.title.as_str())
    };
    let mut firsts = HashMap::new();
    library.ids().for_each(|id| {
        firsts.entry(called(id)).or_insert(id);
    });
    move |id| firsts[&called(id)]
}

/// Cuts where the language changes, and what is longer into equal parts, so that no thread has much left when the others are
/// done: about there, before the entry whose id has the least hash. So an entry more or less seldom moves a cut.
fn runs<'i>(library: &Library, ids: &'i [(usize, u32, EntryId)]) -> Vec<&'i [(usize, u32, EntryId)]> {
    let mut runs = Vec::new();
    for of_lang in ids.chunk_by(|(one, ..), (other, ..)| one == other) {
        let n_parts = of_lang.len().div_ceil(BLOCK);
        let hash = |at: &usize| ContentHash::of(&[&library[of_lang[*at].2].id]);
        let mut start = 0;
        for part in 1..n_parts {
            let even = of_lang.len() * part / n_parts;
            let cut = (even - BLOCK / 8..even + BLOCK / 8).min_by_key(hash).unwrap_or(even);
            runs.push(&of_lang[start..cut]);
            start = cut;
        }
        runs.push(&of_lang[start..]);
    }
    runs
}

/// Covers all that [`indexed`] reads of the library, without reading ten thousand texts again to find that one of them
/// differs.
fn ask(library: &Library, id: EntryId, covered: &mut Covered) {
    let entry = &library[id];
    let source = entry.entry.as_ref().map(|source| source.hash);
    let kind = library.config.model[entry.kind].label.get(&entry.lang);
    (&entry.id, &entry.lang, &entry.out, kind, &entry.number, entry.status).hash(covered);
    (&entry.title, &entry.short, &entry.summary, &entry.also_known_as, &entry.aliases).hash(covered);
    (source, &entry.anchors, library.config.model.is_declared).hash(covered);
    for (key, _) in entry.fields.iter().filter(|(_, value)| matches!(value, FieldValue::Prose)) {
        key.hash(covered);
    }
    for (idx, target) in library.node(id).targets.iter().enumerate() {
        (discriminant(target), library.link_text(id, LinkId(idx as u32))).hash(covered);
    }
}

fn indexed(library: &Library, id: EntryId) -> Indexed<'_> {
    let entry = &library[id];
    let number = entry.number.as_ref();
    let passages = library.passages(id).into_iter().map(|passage| {
        let anchor = passage.heading.and_then(|heading| entry.anchor(heading));
        (anchor.unwrap_or_default(), passage)
    });
    Indexed {
        lang: entry.lang.as_str(),
        url: entry.out.as_str(),
        title: &entry.title,
        name: entry.short(),
        kind: library.config.model[entry.kind].label.get(&entry.lang),
        number: number.map(|number| (number.text.as_str(), number.is_marked)),
        status: entry.status,
        names: match &entry.short {
            Some(_) => [entry.title.as_str(), &library.names(id)].join("\n"),
            None => library.names(id),
        },
        passages: passages.collect(),
    }
}

/// The four text fields, in the order of [`FIELDS`].
pub(super) fn schema() -> Schema {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("terms").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    for (name, _) in FIELDS {
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing.clone()));
    }
    schema.build()
}

/// The place of a field of [`FIELDS`] in tantivy's schema.
pub(super) fn field(idx: usize) -> Field {
    Field::from_field_id(idx as u32)
}

/// Words that were folded and stemmed for one block are known for the next: no more tokenizers than threads.
#[derive(Default)]
struct Lexicons(Mutex<Vec<(Lang, Terms)>>);

impl Lexicons {
    /// Lends a tokenizer that has seen no word in this round.
    fn with<T>(&self, lang: &Lang, make: impl FnOnce(&Terms) -> T) -> T {
        let lent = {
            let mut idle = self.0.lock().expect(UNPOISONED);
            let at = idle.iter().position(|(other, _)| other == lang);
            at.map(|at| idle.swap_remove(at).1)
        };
        let terms = lent.unwrap_or_else(|| Terms::of(Language::of(lang)));
        let made = make(&terms);
        terms.lexicon().turn();
        self.0.lock().expect(UNPOISONED).push((lang.clone(), terms));
        made
    }
}

pub(super) const UNPOISONED: &str = "no thread panics while it holds the lock";

fn block(entries: &[Indexed], terms: &Terms, target: usize) -> Block {
    let tokenizers = TokenizerManager::new();
    tokenizers.register("terms", TextAnalyzer::from(terms.clone()));
    let settings = IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() };
    let builder = IndexBuilder::new().schema(schema()).settings(settings).tokenizers(tokenizers);
    let directory = RamDirectory::create();
    let mut writer = builder
        .single_segment_index_writer(directory.clone(), BUDGET)
        .expect("a directory in memory takes what is written");
    for entry in entries {
        for (place, (_, passage)) in entry.passages.iter().enumerate() {
            let mut document = TantivyDocument::default();
            document.add_text(field(0), entry.name);
            document.add_text(field(1), passage.headings.join("\n"));
            document.add_text(field(2), if place == 0 { entry.names.as_str() } else { "" });
            document.add_text(field(3), &passage.text);
            writer.add_document(document).expect("a directory in memory takes what is written");
        }
    }
    writer.finalize().expect("a directory in memory takes what is written");
    let words = terms.lexicon().vocabulary().cloned().collect();
    let n_passages = entries.iter().map(|entry| entry.passages.len() as u32).collect();
    let texts = texts::texts(entries.iter().map(shown), target);
    Block::open(directory, n_passages, words, texts).expect("just written")
}

fn shown<'l>(entry: &'l Indexed<'l>) -> texts::Shown<'l> {
    let (number, is_marked) = entry.number.unwrap_or_default();
    let passages = entry.passages.iter();
    texts::Shown {
        url: entry.url,
        title: entry.title,
        kind: entry.kind,
        lang: entry.lang,
        number,
        is_marked,
        status: if entry.status == Status::Current { None } else { Some(entry.status) },
        passages: passages
            .map(|(anchor, passage)| {
                (*anchor, passage.headings.last().map_or("", String::as_str), passage.text.as_str())
            })
            .collect(),
    }
}
