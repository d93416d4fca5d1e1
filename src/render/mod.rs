//! Library and theme to pages.
//!
//! 1. [`press`] compiles the theme.
//! 2. [`plan`] says which pages there are.
//! 3. For each, a view is composed from the library, with its body; their hash with the theme's is the page's key.
//! 4. Only a page whose key is new is printed.
//!
//! A template can ask the library nothing more, so no page is ever stale.

mod assets;
mod body;
mod book;
mod changes;
mod compose;
mod copy;
mod glossary;
mod home;
mod layout;
mod letters;
mod lists;
mod machine;
mod map;
mod matrix;
mod overviews;
mod own;
mod place;
mod question;
mod relations;
mod spellings;
mod start;
mod templates;
mod terms;
mod tiles;
mod timeline;
mod titles;
mod view;
mod view_book;
mod view_overviews;
mod whole;
mod words;
mod xhtml;

use crate::model::config::Lang;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::graph::{EntryId, FolderId};
use crate::model::hash::ContentHash;
use crate::model::library::Library;
use crate::model::path::{OutPath, SourcePath};
use crate::model::site::Page;
use crate::model::theme::Theme;
use compose::Composer;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
pub use templates::Press;
use view::View;

/// The most entries on one page of a list.
const PAGE_SIZE: usize = 200;

/// Makes a theme ready to print a library of these languages.
pub fn press(theme: &Theme, langs: &[Lang]) -> Diagnosed<Option<Press>> {
    Press::new(theme, langs)
}

/// Every page of the site, and every file that goes with them. Two at one address are reported, and the first stays.
pub fn plan<'l>(library: &'l Library, press: &'l Press) -> Diagnosed<Plan<'l>> {
    let composer = Composer::new(library, press);
    let mut addresses = Addresses::default();
    let (jobs, mut files) = (composer.jobs(), assets::files(library, press));
    files.extend(composer.matrix_files().into_iter().map(|file| (file, None)));
    let jobs = jobs.into_iter().filter(|job| addresses.take(&job.path, composer.source(job))).collect();
    let files = files.into_iter().filter(|(page, source)| addresses.take(&page.path, source.clone()));
    let files = files.map(|(page, _)| page).collect();
    Diagnosed { value: Plan { composer, jobs, files }, diagnostics: addresses.diagnostics }
}

/// Every address is given once. Those that differ in case only are one on many disks.
#[derive(Default)]
struct Addresses {
    taken: HashMap<String, Option<SourcePath>>,
    /// The folders of what is taken, once they are asked for.
    folders: Option<HashSet<String>>,
    diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Whether the address was free. `source` is what the page comes from; the site's own pages have none.
    fn take(&mut self, path: &OutPath, source: Option<SourcePath>) -> bool {
        // The manifest is written last, over whatever stands there.
        const MANIFEST: &str = "manifest-sha256.txt";
        let folded = path.as_str().to_lowercase();
        // Only what is published as it is can be called like a folder.
        let is_static = source.as_ref().is_some_and(|source| source.as_str().starts_with("_static/"));
        let name = |source: &Option<SourcePath>| source.as_ref().map(|source| format!("`{source}`"));
        let (at, other) = match self.taken.get(&folded) {
            // Whoever wrote a file can rename it; the site's own pages stay where they are.
            Some(first) if source.is_some() => (source, name(first)),
            Some(first) => (first.clone(), None),
            None if folded == MANIFEST => (source, None),
            None => match if is_static { self.across(&folded) } else { None } {
                Some(other) => (source, Some(other)),
                None => {
                    self.taken.insert(folded, source);
                    return true;
                }
            },
        };
        let at = at.unwrap_or_else(|| SourcePath::new("site.yaml"));
        let other = other.unwrap_or_else(|| "the site itself".to_owned());
        let message = format!("the address `{path}` is taken by {other}");
        self.diagnostics.push(
            Diagnostic::error("address-collision", Span::file(&at), message).hint("give one of them another name"),
        );
        false
    }

    /// The folder that lies where a file would, or the file that lies where its folder would.
    fn across(&mut self, folded: &str) -> Option<String> {
        let folders = |path: &str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
        if let Some(file) = folders(folded).iter().find(|folder| self.taken.contains_key(*folder)) {
            return Some(format!("the file `{file}`"));
        }
        let all = self.folders.get_or_insert_with(|| self.taken.keys().flat_map(|path| folders(path)).collect());
        all.contains(folded).then(|| "the folder of that name".to_owned())
    }
}

/// What is to be printed. Pages can be taken in any order, by several threads.
pub struct Plan<'l> {
    composer: Composer<'l>,
    jobs: Vec<Job<'l>>,
    /// Files that need no printing: the style sheet, the script, pictures.
    pub files: Vec<Page>,
}

/// One page to print: where, for the readers of which language, and what.
struct Job<'l> {
    path: OutPath,
    lang: &'l Lang,
    what: What<'l>,
}

impl<'l> Job<'l> {
    fn new(path: OutPath, lang: &'l Lang, what: What<'l>) -> Job<'l> {
        Job { path, lang, what }
    }
}

/// What a page shows.
#[derive(Clone, Copy, Debug)]
enum What<'l> {
    /// The site: its first page.
    Home,
    /// An entry: its own page.
    Entry(EntryId),
    /// A further page of one of an entry's long lists.
    More { id: EntryId, list: lists::Name, number: usize },
    /// A page of the list of a folder without a page of its own.
    Folder { id: FolderId, number: usize },
    /// The A to Z: the whole or the overview.
    AToZ,
    /// A page of one letter of a long A to Z.
    Letter { letter: usize, number: usize },
    /// A page of the timeline.
    Timeline { number: usize },
    /// An entry with all its parts.
    Whole(EntryId),
    /// A page of what was reviewed.
    Changes { number: usize },
    /// What this copy is.
    Copy,
    /// The coverage matrices.
    Matrix,
    /// The entries of one row of a matrix.
    MatrixRow { matrix: usize, row: usize },
    /// A page of the map.
    Map { number: usize },
    /// Where an old address leads.
    Redirect(EntryId),
    /// What a server answers for an address that is none.
    NotFound,
    /// A page of the theme's own.
    Own(&'l str),
    /// A script that says what entries are called.
    Titles { shard: usize },
}

/// A page composed but not printed.
pub struct Composed<'p> {
    path: &'p OutPath,
    made: Made<'p>,
    theme: ContentHash,
}

impl Composed<'_> {
    /// Equal keys, equal bytes.
    pub fn key(&self) -> ContentHash {
        match &self.made {
            Made::View(template, view, body) => {
                let body = ContentHash::of_bytes(body.as_bytes());
                ContentHash::of_value(&(self.theme, self.path, template, view, body))
            }
            Made::Script(script) => ContentHash::of_value(&(self.path, script)),
        }
    }
}

enum Made<'p> {
    /// A template's view, and the body it shows.
    View(&'p str, Box<View<'p>>, String),
    /// A script, as it is.
    Script(String),
}

impl<'l> Plan<'l> {
    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.jobs.len()
    }

    /// Whether there is no page.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// A page's address.
    pub fn path(&self, page: usize) -> &OutPath {
        &self.jobs[page].path
    }

    /// Covers all that a page is made from, without composing it; `None` for pages that are composed each time.
    pub fn question(&self, page: usize) -> Option<ContentHash> {
        self.composer.question(&self.jobs[page])
    }

    /// The view of a page, and its key.
    pub fn compose(&self, page: usize) -> Composed<'_> {
        let job = &self.jobs[page];
        let made = match job.what {
            What::Titles { shard } => Made::Script(self.composer.titles(job.lang, shard)),
            _ => {
                let (template, view, body) = self.composer.compose(job);
                Made::View(template, Box::new(view), body)
            }
        };
        Composed { path: &job.path, made, theme: self.composer.press.hash }
    }

    /// Prints a page. What its template cannot do is reported.
    pub fn print(&self, composed: &Composed) -> Result<Arc<[u8]>, Diagnostic> {
        let (template, view, body) = match &composed.made {
            Made::View(template, view, body) => (template, view, body),
            Made::Script(script) => return Ok(Arc::from(script.as_bytes())),
        };
        Ok(Arc::from(self.printed(template, view, body, composed.path)?))
    }

    fn printed(&self, template: &str, view: &View, body: &str, path: &OutPath) -> Result<Vec<u8>, Diagnostic> {
        self.composer.press.print(template, view, body).map_err(|error| {
            let span = Span::file(&SourcePath::new(format!("{}/{template}", self.composer.press.folder)));
            Diagnostic::error("template", span, format!("the page {path} cannot be printed:\n{error}"))
        })
    }
}
