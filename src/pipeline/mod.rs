//! The hallway that joins the pure verbs: sources to a library, a library to a site.
//!
//! `build`, `check` and `serve` run the same two functions. What differs is only where pages flow and
//! whether answers are kept.

mod memo;

use crate::index::{self, Block, Index};
use crate::model::config::Lang;
use crate::model::diag::{Diagnosed, Diagnostic, Severity};
use crate::model::entry::Entry;
use crate::model::hash::ContentHash;
use crate::model::library::Library;
use crate::model::path::OutPath;
use crate::model::site::{Page, Sink};
use crate::model::source::Sources;
use crate::model::theme::Theme;
use crate::render::Press;
use crate::resolve::{Beside, Scope};
use crate::{export, lint, pack, parse, render, resolve};
use memo::Memo;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Answers kept between builds. They never change what is built, only how soon.
#[derive(Default)]
pub struct Memos {
    entries: Memo<Arc<Diagnosed<Arc<Entry>>>>,
    pages: Memo<Arc<[u8]>>,
    /// The theme made ready for the library's languages, with what there is to say about it.
    press: Option<(ContentHash, Arc<Diagnosed<Option<Press>>>)>,
}

impl Memos {
    /// For a single build: nothing is kept, so a large site is never whole in memory.
    pub fn forgetful() -> Memos {
        Memos { entries: Memo::forgetful(), pages: Memo::forgetful(), press: None }
    }
}

/// Parts of the full-text index kept between builds, as [`Memos`] keeps pages.
#[derive(Default)]
pub struct Blocks {
    memo: Memo<Arc<Block>>,
    /// Files that a site carries for searching.
    files: Memo<Arc<[u8]>>,
    /// Those that a run before has stored, by name.
    stored: HashMap<String, Arc<Block>>,
    /// Whose they are: another program may cut and stem in another way.
    program: String,
}

impl Blocks {
    /// For a single build.
    pub fn forgetful() -> Blocks {
        Blocks { memo: Memo::forgetful(), files: Memo::forgetful(), ..Blocks::default() }
    }

    /// With what a run before has stored, as far as it is whole; `program` tells one build of the program from another.
    pub fn stored(files: HashMap<String, Vec<u8>>, program: &str) -> Blocks {
        let is_own = |name: &str| name.rsplit_once('-').is_some_and(|(_, of)| of == program);
        // Whoever made a file so that its hash is right can deceive the engine, which takes it for its own: where it
        // stumbles, the part is made anew.
        let read = |bytes: &[u8]| catch_unwind(|| Block::of_bytes(bytes)).ok().flatten();
        let whole = |(name, bytes): (String, Vec<u8>)| match is_own(&name) {
            true => Some((name, Arc::new(read(&bytes)?))),
            false => None,
        };
        let stored = files.into_par_iter().filter_map(whole).collect();
        Blocks { stored, program: program.to_owned(), ..Blocks::default() }
    }

    /// What is to be stored for the next run, by name; `None` for what is stored already.
    pub fn to_store(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        let blocks: Vec<_> = self.memo.kept().collect();
        let named = blocks.into_par_iter().filter_map(|(hash, block)| {
            let name = self.name(*hash);
            let bytes = if self.stored.contains_key(&name) { None } else { Some(block.to_bytes()?) };
            Some((name, bytes))
        });
        named.collect()
    }

    fn name(&self, hash: ContentHash) -> String {
        format!("{}-{}", hash.digits(0, 25), self.program)
    }
}

/// Told where a build is. The clock and the terminal belong to whoever watches.
pub trait Watch: Sync {
    /// A stage begins.
    fn stage(&self, _name: &'static str) {}
    /// So many of the stage's items are done.
    fn progress(&self, _n_done: usize, _n_all: usize) {}
    /// A page begins to be made. A template may have a loop that never ends, and nobody but a watch can tell.
    fn begins(&self, _page: &OutPath) {}
    /// The page is made.
    fn ends(&self, _page: &OutPath) {}
}

/// Nobody watches.
pub struct Unwatched;

impl Watch for Unwatched {}

/// From files to a resolved library: all that `check`, `search` and `export` need.
pub fn read(sources: &Sources, scope: Scope, memos: &mut Memos, watch: &dyn Watch) -> Diagnosed<Library> {
    watch.stage("parse");
    let config = parse::config(sources);
    let model = &config.value.model;
    let markdown_keys = model.markdown_keys().into_iter().map(str::to_owned).collect();
    let grammar = parse::Grammar { markdown_keys, is_declared: model.is_declared };
    let n_done = AtomicUsize::new(0);
    let memo = &memos.entries;
    let parsed: Vec<_> = sources
        .entries
        .par_iter()
        .map(|source| {
            watch.progress(n_done.fetch_add(1, Ordering::Relaxed), sources.entries.len());
            let key = ContentHash::of_value(&(source.hash, &grammar));
            memo.get_or(key, || Arc::new(parse::entry(source, &grammar).map(Arc::new)))
        })
        .collect();
    memos.entries.turn();
    watch.stage("resolve");
    let mut entries = Diagnosed::fine(Vec::with_capacity(parsed.len()));
    for entry in parsed {
        entries.diagnostics.extend(entry.diagnostics.iter().cloned());
        entries.value.push(entry.value.clone());
    }
    let beside = Beside { assets: &sources.assets, statics: &sources.statics };
    config.and(entries).then(|(config, entries)| resolve::library(entries, config, &beside, scope))
}

/// From a library to pages. Returns what there is to say about the library as a whole and about the theme.
pub fn build(
    library: &Library,
    theme: &Theme,
    memos: &mut Memos,
    sink: &dyn Sink,
    watch: &dyn Watch,
) -> Vec<Diagnostic> {
    watch.stage("theme");
    let asked = ContentHash::of_value(&(theme.hash, library.langs()));
    let made = match &memos.press {
        Some((hash, made)) if *hash == asked => Arc::clone(made),
        _ => Arc::new(render::press(theme, library.langs())),
    };
    memos.press = Some((asked, Arc::clone(&made)));
    let mut diagnostics = made.diagnostics.clone();
    let Some(press) = &made.value else {
        diagnostics.extend(lint::library(library));
        return diagnostics;
    };
    watch.stage("render");
    let (found, Diagnosed { value: plan, diagnostics: clashes }) =
        rayon::join(|| lint::library(library), || render::plan(library, press));
    diagnostics.extend(found.into_iter().chain(clashes));
    let failed = Mutex::new(Vec::new());
    let n_done = AtomicUsize::new(0);
    let memo = &memos.pages;
    let kept = |page: usize| {
        let make = || {
            let composed = plan.compose(page);
            memo.try_get_or(composed.key(), || plan.print(&composed))
        };
        // The question is asked first: an edit leaves nearly all answers as they are.
        match plan.question(page) {
            Some(question) => memo.try_get_or(question, make),
            None => make(),
        }
    };
    let pages = || {
        (0..plan.len()).into_par_iter().for_each(|page| {
            watch.progress(n_done.fetch_add(1, Ordering::Relaxed), plan.len());
            watch.begins(plan.path(page));
            let made = if memo.is_forgetful() { plan.print(&plan.compose(page)) } else { kept(page) };
            watch.ends(plan.path(page));
            match made {
                Ok(bytes) => sink.take(Page { path: plan.path(page).clone(), bytes }),
                Err(diagnostic) => failed.lock().expect(UNPOISONED).push(diagnostic),
            }
        })
    };
    let files = || {
        for file in &plan.files {
            sink.take(file.clone());
        }
        // A file of the author's stands in the place of ours.
        let taken: HashSet<String> = plan.files.iter().map(|file| file.path.as_str().to_lowercase()).collect();
        let files: Vec<export::File> = export::plan(library, press);
        files.into_par_iter().filter(|file| !taken.contains(file.path.as_str())).for_each(|file| {
            let bytes = if memo.is_forgetful() { file.bytes() } else { memo.get_or(file.key(), || file.bytes()) };
            sink.take(Page { path: file.path, bytes });
        });
    };
    // A few large files, each the work of one thread: beside the pages none of them has to be waited for.
    rayon::join(pages, files);
    drop(plan);
    memos.pages.turn();
    let mut failed = failed.into_inner().expect(UNPOISONED);
    // One template that fails fails on every page it prints: once is enough.
    failed.sort_by(|a, b| a.message.cmp(&b.message));
    failed.truncate(5);
    diagnostics.extend(failed);
    diagnostics
}

/// What `build` warns of and what keeps a copy from being handed on: it would not lie on a stick, or not come whole out
/// of a ZIP.
const NOT_IN_COPIES: [&str; 4] = ["deep-path", "file-name", "large-folder", "long-path"];

/// From a library to a copy that is handed on: its pages, what they are searched by, and where to start.
pub fn pack(
    library: &Library,
    theme: &Theme,
    memos: &mut Memos,
    sink: &dyn Sink,
    watch: &dyn Watch,
) -> Vec<Diagnostic> {
    let blocks = &mut Blocks::forgetful();
    let (mut diagnostics, ()) =
        rayon::join(|| build(library, theme, memos, sink, watch), || search(library, blocks, sink));
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| NOT_IN_COPIES.contains(&diagnostic.code)) {
        diagnostic.severity = Severity::Error;
    }
    let Some(press) = memos.press.as_ref().and_then(|(_, made)| made.value.as_ref()) else { return diagnostics };
    let plan = render::plan(library, press).value;
    match plan.beside() {
        Ok(pages) => pages.into_iter().map(with_notices).for_each(|page| sink.take(page)),
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    let books: Vec<(OutPath, Diagnosed<_>)> =
        plan.books().into_par_iter().map(|(lang, path)| (path, book(&plan, lang))).collect();
    for (path, book) in books {
        diagnostics.extend(book.diagnostics);
        if let Some(bytes) = book.value {
            sink.take(Page { path, bytes: Arc::from(bytes) });
        }
    }
    diagnostics
}

/// From a library to one EPUB, of a language of its site; `None` where nothing is written in that language.
pub fn epub(library: &Library, theme: &Theme, lang: &Lang) -> Diagnosed<Option<Vec<u8>>> {
    let lint = Diagnosed { value: (), diagnostics: lint::library(library) };
    lint.then(|()| render::press(theme, library.langs())).then(|press| match &press {
        Some(press) => render::plan(library, press).then(|plan| book(&plan, lang)),
        None => Diagnosed::fine(None),
    })
}

fn book(plan: &render::Plan, lang: &Lang) -> Diagnosed<Option<Vec<u8>>> {
    let book = plan.book(lang);
    match book.value.as_ref().map(pack::epub).transpose() {
        Ok(value) => Diagnosed { value, diagnostics: book.diagnostics },
        Err(error) => unreachable!("memory takes any file: {error}"),
    }
}

/// The terms of use say whose work the site is made with, too.
fn with_notices(page: Page) -> Page {
    if page.path.as_str() != "LICENCE.txt" {
        return page;
    }
    let notices = pack::notices().map(|(what, text)| format!("{what}\n\n{}\n\n", text.trim()).replace('\n', "\r\n"));
    let bytes = [&page.bytes[..], notices.concat().as_bytes()].concat();
    Page { bytes: Arc::from(bytes), ..page }
}

/// The full-text index of a library.
pub fn index(library: &Library, blocks: &mut Blocks) -> Index {
    with_kept(blocks, |kept, _| index::index(library, kept))
}

/// From a library to what its site carries for searching.
pub fn search(library: &Library, blocks: &mut Blocks, sink: &dyn Sink) {
    with_kept(blocks, |kept, files| {
        let take = |path: OutPath, hash: ContentHash, make: &dyn Fn() -> Arc<[u8]>| {
            // The path is part of the question: each file says its own name.
            let bytes = files.get_or(ContentHash::of_value(&(&path, hash)), make);
            sink.take(Page { path, bytes });
        };
        index::publish(library, kept, &take);
    });
}

fn with_kept<T>(blocks: &mut Blocks, make: impl FnOnce(&index::Kept, &Memo<Arc<[u8]>>) -> T) -> T {
    let kept = |hash, make: &dyn Fn() -> Arc<Block>| {
        blocks.memo.get_or(hash, || blocks.stored.get(&blocks.name(hash)).cloned().unwrap_or_else(make))
    };
    let made = make(&kept, &blocks.files);
    blocks.memo.turn();
    blocks.files.turn();
    made
}

const UNPOISONED: &str = "no thread panics while it holds the lock";
