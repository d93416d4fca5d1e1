//! Library to what machines read. `docs/formats.md` says what stands in each file.
//!
//! 1. [`plan`] says which files there are.
//! 2. Each has a key that covers all it is made from, so that an edit of a text makes none of them again.
//! 3. [`File::bytes`] writes it, straight from the library.
//!
//! Nothing leaves here that a page would not print: what this edition does not show is not in the library, and
//! `values` holds back what is not known to be right.

mod citations;
mod entries;
mod feed;
mod graph;
mod headers;
mod inventory;
mod llms;
mod passages;
mod schema;
mod shown;
mod sitemap;
mod skos;
mod values;
mod xml;

use crate::model::citation::Wording;
use crate::model::graph::{EntryId, Target};
use crate::model::hash::ContentHash;
use crate::model::library::{FieldValue, Folder, Library};
use crate::model::path::OutPath;
pub use headers::{Server, headers};
pub use passages::{passages, quickwit};
pub use schema::schema;
pub use shown::{Mention, Named, Shown, Translation, shown};
use std::sync::{Arc, OnceLock};

/// Every file for machines that this library has something to say in.
pub fn plan<'l>(library: &'l Library, words: &'l dyn Wording) -> Vec<File<'l>> {
    let shared = Arc::new(Shared { library, words, heads: OnceLock::new(), links: OnceLock::new() });
    let file = |path: &str, form: Form| File { path: OutPath::new(path), form, shared: Arc::clone(&shared) };
    let mut files = vec![
        file("data/entries.json", Form::Entries),
        file("data/graph.json", Form::Graph),
        file("data/inventory.json", Form::Inventory),
        file(llms::PATH, Form::Llms),
    ];
    if library.entries.iter().any(|entry| entry.entry.is_some()) {
        let citations = [("bib", Form::Bibtex), ("ris", Form::Ris), ("json", Form::Csl)];
        files.extend(citations.map(|(extension, form)| file(&format!("citations.{extension}"), form)));
    }
    if !skos::schemes(library).is_empty() {
        files.push(file(skos::PATH, Form::Vocabulary));
    }
    if library.has_feed() {
        files.push(file("feed.xml", Form::Feed));
    }
    let n_sitemaps = sitemap::n_parts(library);
    if n_sitemaps > 0 {
        files.push(file("sitemap.xml", Form::Sitemap));
    }
    if n_sitemaps > 1 {
        files.extend((0..n_sitemaps).map(|part| file(&sitemap::part_path(part), Form::SitemapPart(part))));
    }
    files
}

/// One file, not yet written.
pub struct File<'l> {
    /// Where it goes.
    pub path: OutPath,
    form: Form,
    shared: Arc<Shared<'l>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Entries,
    Graph,
    Inventory,
    Vocabulary,
    Bibtex,
    Ris,
    Csl,
    Feed,
    Sitemap,
    SitemapPart(usize),
    Llms,
}

impl File<'_> {
    /// Covers all that the file is made from.
    pub fn key(&self) -> ContentHash {
        let links = (self.form == Form::Graph).then(|| self.shared.links());
        ContentHash::of_value(&("export", self.form, &self.path, self.shared.heads(), links))
    }

    /// The file as it is published.
    pub fn bytes(&self) -> Arc<[u8]> {
        let Shared { library, words, .. } = *self.shared;
        let bytes = match self.form {
            Form::Entries => entries::json(library),
            Form::Graph => graph::json(library),
            Form::Inventory => inventory::json(library),
            Form::Vocabulary => skos::turtle(library),
            Form::Bibtex => citations::bibtex(library, words),
            Form::Ris => citations::ris(library, words),
            Form::Csl => citations::csl(library, words),
            Form::Feed => feed::atom(library),
            Form::Sitemap => sitemap::whole(library),
            Form::SitemapPart(part) => sitemap::part(library, part),
            Form::Llms => llms::text(library),
        };
        bytes.into()
    }
}

/// What several keys share: made when the first of them is asked for, so a single build never hashes.
struct Shared<'l> {
    library: &'l Library,
    words: &'l dyn Wording,
    heads: OnceLock<ContentHash>,
    links: OnceLock<ContentHash>,
}

impl Shared<'_> {
    /// All that entries say of themselves in their heads, and the site around them.
    fn heads(&self) -> ContentHash {
        *self.heads.get_or_init(|| {
            let library = self.library;
            // By one thread: one that waits for others would take up the next file, and wait for itself.
            let heads: Vec<ContentHash> = library.ids().map(|id| head(library, id)).collect();
            let folder = |folder: &'_ Folder| {
                (
                    folder.title.clone(),
                    folder.out.clone(),
                    folder.index,
                    folder.parent,
                    folder.entries.len(),
                    folder.folders.clone(),
                )
            };
            let folders: Vec<_> = library.folders.iter().map(folder).collect();
            let files: Vec<_> = library.assets.iter().map(|(path, asset)| (path, asset.hash)).collect();
            let statics: Vec<_> = library.statics.iter().map(|(path, asset)| (path, asset.hash)).collect();
            let titles: Vec<&str> = library.langs().iter().map(|lang| library.title(lang)).collect();
            let site = (library.config.hash, &library.config.site.base_url, titles, self.words.hash());
            let redirects: Vec<_> = library.redirects.iter().collect();
            ContentHash::of_value(&(site, heads, folders, files, statics, redirects, library.home))
        })
    }

    /// Where every link leads.
    fn links(&self) -> ContentHash {
        *self.links.get_or_init(|| {
            let targets = self.library.nodes.iter().map(|node| {
                let entries = node.targets.iter().filter_map(|target| match target {
                    Target::Entry { id, .. } => Some(*id),
                    _ => None,
                });
                entries.collect::<Vec<_>>()
            });
            ContentHash::of_value(&targets.collect::<Vec<_>>())
        })
    }
}

fn head(library: &Library, id: EntryId) -> ContentHash {
    let (entry, node) = (&library[id], library.node(id));
    let names = (&entry.id, &entry.lang, entry.kind, &entry.title, &entry.short, &entry.summary);
    let more = (&entry.aliases, &entry.also_known_as, entry.status, &entry.reviewed, &entry.fields, &entry.number);
    // The words of a field that is Markdown are the source's, and those of its links their targets'.
    let has_prose = entry.fields.iter().any(|(_, value)| *value == FieldValue::Prose);
    let prose = entry.entry.as_ref().filter(|_| has_prose).map(|source| (source.hash, shown_targets(library, id)));
    let place = (entry.entry.is_some(), &entry.out, entry.folder);
    ContentHash::of_value(&(names, more, prose, place, &node.out))
}

/// The entries that links lead to, and which links lead to none.
fn shown_targets(library: &Library, id: EntryId) -> Vec<Option<EntryId>> {
    let targets = library.node(id).targets.iter().map(|target| match target {
        Target::Entry { id, .. } => Some(*id),
        _ => None,
    });
    targets.collect()
}
