//! A book: all whole documents of a language, or where there are none all its entries, to be read without a browser.
//!
//! 1. [`Book::new`] says what stands in it, in which order and in which file.
//! 2. The chapters are printed, their links led to each other.
//! 3. What goes with them is printed: title, contents, and what reading systems are told.

use super::Plan;
use super::body::Filling;
use super::compose::Composer;
use super::place::At;
use super::view::WholePartView;
use super::view_book::*;
use super::xhtml;
use crate::model::config::Lang;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::entry::LinkForm;
use crate::model::graph::{EntryId, FolderId, Target};
use crate::model::hash::ContentHash;
use crate::model::library::{Date, Library};
use crate::model::path::{OutPath, SourcePath};
use crate::model::site::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A chapter that would grow beyond this goes on in another file: old reading systems are slow with large ones.
const LARGE: usize = 100 * 1024;
/// When nothing says when it was reviewed. It is also the first day that the files of an archive can have.
const FIRST_DAY: &str = "1980-01-01";

/// What stands in a book, and where.
pub(super) struct Book {
    chapters: Vec<Chapter>,
    /// The chapters of each entry, in order.
    places: BTreeMap<EntryId, Vec<usize>>,
    lines: Vec<Line>,
    /// Pictures that it may show, and where they lie in it.
    pictures: BTreeMap<OutPath, (OutPath, &'static str)>,
    /// Those that it cannot, with the reason.
    lost: BTreeMap<OutPath, String>,
}

/// One file.
struct Chapter {
    path: OutPath,
    /// Its texts, each with how deep it lies.
    parts: Vec<(EntryId, u8)>,
    n_bytes: usize,
}

/// A line of the contents.
struct Line {
    of: Of,
    depth: u8,
}

enum Of {
    /// A text, in its chapter.
    Entry(EntryId, usize),
    /// A folder without a page of its own.
    Folder(FolderId),
}

/// The place in a book where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'l> {
    book: &'l Book,
    chapter: usize,
}

impl Leaf<'_> {
    /// Where a link leads from here: to its place in the book, else to the page on the web where that is known.
    pub(super) fn href(&self, library: &Library, lang: &Lang, target: &Target) -> Option<String> {
        let out = match target {
            Target::Entry { id, anchor } => match self.book.place(*id, self.chapter) {
                Some(place) => {
                    let path = &self.book.chapters[place].path;
                    let file = if place == self.chapter { "" } else { path.as_str() };
                    let id = &library[*id].id;
                    let after = anchor.as_ref().map(|anchor| format!("--{anchor}")).unwrap_or_default();
                    return Some(format!("{file}#{id}{after}"));
                }
                None => &library[*id].out,
            },
            Target::Asset(path) => path,
            Target::Folder(folder) => &library.folder_out(*folder, lang),
            Target::External(_) | Target::Hidden | Target::Unresolved(_) => return None,
        };
        let anchor = match target {
            Target::Entry { anchor: Some(anchor), .. } => format!("#{anchor}"),
            _ => String::new(),
        };
        library.config.site.base_url.is_some().then(|| library.address(out) + &anchor)
    }

    /// Where a picture lies in the book, if it can stand in one.
    pub(super) fn picture(&self, path: &OutPath) -> Option<String> {
        self.book.pictures.get(path).map(|(path, _)| path.to_string())
    }
}

impl Book {
    /// What stands in the book of a language; nothing where nothing is written in it.
    fn new(composer: &Composer, lang: &Lang) -> Book {
        let library = composer.library;
        let mut book = Book {
            chapters: Vec::new(),
            places: BTreeMap::new(),
            lines: Vec::new(),
            pictures: BTreeMap::new(),
            lost: BTreeMap::new(),
        };
        for (&id, document) in composer.documents.iter().filter(|(id, _)| library[**id].lang == *lang) {
            book.begin();
            book.add(library, id, 0);
            document.parts().iter().for_each(|&(part, depth)| book.add(library, part, depth));
        }
        if book.chapters.is_empty() {
            book.add_folder(library, FolderId(0), lang, 0);
        }
        book.take_pictures(library);
        book
    }

    /// A new file.
    fn begin(&mut self) {
        let path = OutPath::new(format!("chapter-{:03}.xhtml", self.chapters.len() + 1));
        self.chapters.push(Chapter { path, parts: Vec::new(), n_bytes: 0 });
    }

    fn add(&mut self, library: &Library, id: EntryId, depth: u8) {
        let n_bytes = library[id].entry.as_ref().map_or(0, |entry| entry.body.buffer.len());
        let is_full = |chapter: &Chapter| !chapter.parts.is_empty() && chapter.n_bytes + n_bytes > LARGE;
        if self.chapters.last().is_none_or(is_full) {
            self.begin();
        }
        let place = self.chapters.len() - 1;
        self.chapters[place].parts.push((id, depth));
        self.chapters[place].n_bytes += n_bytes;
        self.places.entry(id).or_default().push(place);
        self.lines.push(Line { of: Of::Entry(id, place), depth });
    }

    /// The entries of a folder, and of those in it, each in a file of its own.
    fn add_folder(&mut self, library: &Library, id: FolderId, lang: &Lang, depth: u8) {
        let folder = &library[id];
        let in_lang = |id: EntryId| Some(library.in_lang(id, lang)).filter(|&id| library[id].lang == *lang);
        let n_lines = self.lines.len();
        let mut below = depth;
        match folder.index.and_then(in_lang) {
            Some(index) => {
                self.begin();
                self.add(library, index, 0);
                self.lines.last_mut().expect("a line was just added").depth = depth;
            }
            None => self.lines.push(Line { of: Of::Folder(id), depth }),
        }
        // What lies at the top is below nothing.
        if folder.parent.is_some() {
            below += 1;
        } else if let Some(Line { of: Of::Folder(_), .. }) = self.lines.last() {
            self.lines.pop();
        }
        let n_before = self.lines.len();
        for entry in folder.entries.iter().copied().filter_map(in_lang) {
            if library[entry].entry.is_some() {
                self.begin();
                self.add(library, entry, 0);
                self.lines.last_mut().expect("a line was just added").depth = below;
            }
        }
        folder.folders.iter().for_each(|&inner| self.add_folder(library, inner, lang, below));
        // A heading of nothing.
        if self.lines.len() == n_before && matches!(self.lines.last(), Some(Line { of: Of::Folder(_), .. })) {
            self.lines.truncate(n_lines);
        }
    }

    /// The pictures of its texts, and of what is shown in them.
    fn take_pictures(&mut self, library: &Library) {
        let mut shown: BTreeSet<EntryId> = self.places.keys().copied().collect();
        let mut left: Vec<EntryId> = shown.iter().copied().collect();
        while let Some(id) = left.pop() {
            let (node, Some(entry)) = (library.node(id), &library[id].entry) else { continue };
            for (link, target) in entry.links.iter().zip(&node.targets) {
                match target {
                    Target::Asset(path) if link.form == LinkForm::Image || link.form == LinkForm::Embed => {
                        self.take_picture(library, path);
                    }
                    Target::Entry { id, .. } if link.form == LinkForm::Include && shown.insert(*id) => left.push(*id),
                    _ => {}
                }
            }
        }
    }

    fn take_picture(&mut self, library: &Library, path: &OutPath) {
        let is_known = self.pictures.contains_key(path) || self.lost.contains_key(path);
        let Some(asset) = library.assets.get(path).filter(|_| !is_known) else { return };
        match xhtml::picture(&asset.bytes) {
            Ok(media_type) => {
                let extension = media_type.trim_start_matches("image/").trim_end_matches("+xml");
                let lies_at = OutPath::new(format!("picture-{:03}.{extension}", self.pictures.len() + 1));
                self.pictures.insert(path.clone(), (lies_at, media_type));
            }
            Err(reason) => _ = self.lost.insert(path.clone(), reason),
        }
    }

    /// The chapter in which a reader of another one finds an entry: the same one, or the first.
    fn place(&self, id: EntryId, chapter: usize) -> Option<usize> {
        let places = self.places.get(&id)?;
        places.iter().copied().find(|&place| place == chapter).or_else(|| places.first().copied())
    }

    fn contents<'l>(&self, library: &'l Library, lang: &'l Lang) -> Vec<ContentView<'l>> {
        let depth = |idx: usize| self.lines.get(idx).map_or(0, |line| line.depth);
        let line = |(idx, line): (usize, &Line)| {
            let (title, href, number, own) = match line.of {
                Of::Entry(id, place) => {
                    let entry = &library[id];
                    let href = format!("{}#{}", self.chapters[place].path, entry.id);
                    (entry.title.as_str(), Some(href), entry.number.as_ref(), &entry.lang)
                }
                Of::Folder(id) => (library[id].title.as_str(), None, None, lang),
            };
            let lang = (own != lang).then_some(own.as_str());
            let closes = vec![(); line.depth.saturating_sub(depth(idx + 1)).into()];
            ContentView { title, href, number, lang, opens: depth(idx + 1) > line.depth, closes }
        };
        self.lines.iter().enumerate().map(line).collect()
    }
}

impl Plan<'_> {
    /// The files of the book of a language, by their names in it; `None` where nothing is written in that language.
    pub fn book(&self, lang: &Lang) -> Diagnosed<Option<Site>> {
        let composer = &self.composer;
        let book = Book::new(composer, lang);
        if book.chapters.is_empty() {
            return Diagnosed::fine(None);
        }
        let lost = book.lost.iter().map(|(path, reason)| {
            let path = &composer.library.assets[path].path;
            let message = format!("`{path}` cannot stand in a book: {reason}");
            Diagnostic::warning("book-picture", Span::file(path), message).hint("its words stand in its place")
        });
        let mut diagnostics: Vec<Diagnostic> = lost.collect();
        match self.book_files(&book, lang) {
            Ok(files) => Diagnosed { value: Some(files), diagnostics },
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                Diagnosed { value: None, diagnostics }
            }
        }
    }

    fn book_files(&self, book: &Book, lang: &Lang) -> Result<Site, Diagnostic> {
        let (composer, library) = (&self.composer, self.composer.library);
        let id = |path: &OutPath| path.stem().to_owned();
        let chapters =
            book.chapters.iter().map(|one| ChapterLinkView { id: id(&one.path), href: one.path.to_string() });
        let (chapters, contents) = (chapters.collect::<Vec<_>>(), book.contents(library, lang));
        let newest = library.entries.iter().filter_map(|entry| entry.reviewed.as_ref()).max();
        let texts = || book.places.keys().map(|&id| &library[id]);
        let mut view = BookView {
            lang: lang.as_str(),
            dir: lang.dir(),
            title: library.title(lang),
            description: library.config.site.description.get(lang),
            licence: library.config.site.licence.get(lang),
            base_url: library.config.site.base_url.as_deref(),
            newest: newest.map(|date| composer.press.words(lang).date(date)),
            fingerprint: &composer.fingerprint,
            has_marks: texts().any(|entry| entry.number.as_ref().is_some_and(|number| number.is_marked)),
            // A chapter knows nothing of the others: what each was told would grow with all of them.
            chapters: &[],
            contents: &[],
            chapter: None,
            package: None,
        };
        let mut files = Site::from([(OutPath::new("book.css"), composer.press.book_css.clone())]);
        let mut pictures = BTreeSet::new();
        for (idx, chapter) in book.chapters.iter().enumerate() {
            let at = At { path: &chapter.path, lang };
            let leaf = Leaf { book, chapter: idx };
            let parts: Vec<WholePartView> =
                chapter.parts.iter().map(|&(id, depth)| composer.part_in_book(id, depth, leaf, at)).collect();
            pictures.extend(parts.iter().flat_map(|part| xhtml::pictures(&part.html)).map(OutPath::new));
            let all = || chapter.parts.iter().map(|(id, _)| &library[*id]);
            view.chapter = Some(ChapterView {
                title: &library[chapter.parts[0].0].title,
                parts,
                is_behind: all().any(|entry| entry.is_behind),
                is_unreviewed: all().any(|entry| entry.is_unreviewed),
                is_head_only: all().any(|entry| entry.is_head_only()),
            });
            files.insert(chapter.path.clone(), self.book_file("chapter", &view, &chapter.path)?);
        }
        view = BookView { chapter: None, chapters: &chapters, contents: &contents, ..view };
        for name in ["title", "nav"] {
            let path = OutPath::new(format!("{name}.xhtml"));
            files.insert(path.clone(), self.book_file(name, &view, &path)?);
        }
        let mut shown = Vec::new();
        for (path, (lies_at, media_type)) in book.pictures.iter().filter(|(_, (at, _))| pictures.contains(at)) {
            files.insert(lies_at.clone(), Arc::from(library.assets[path].bytes.as_slice()));
            shown.push(PictureView { id: id(lies_at), href: lies_at.to_string(), media_type });
        }
        let modified = newest.map(full_date).filter(|day| day.as_str() > FIRST_DAY);
        view.package = Some(PackageView {
            identifier: identifier(library, lang, &files),
            modified: format!("{}T00:00:00Z", modified.as_deref().unwrap_or(FIRST_DAY)),
            pictures: &shown,
        });
        let path = OutPath::new("package.opf");
        files.insert(path.clone(), self.book_file("package", &view, &path)?);
        Ok(files)
    }

    /// A file of the book. What authors wrote cannot make it anything but XML; a theme can.
    fn book_file(&self, template: &str, view: &BookView, path: &OutPath) -> Result<Arc<[u8]>, Diagnostic> {
        let press = self.composer.press;
        let template = format!("epub/{template}.xml");
        let printed = press.print_book(&template, view).and_then(|bytes| {
            let text = xhtml::without_controls(String::from_utf8(bytes).map_err(|error| error.to_string())?);
            xhtml::fault(&text).map_or(Ok(text), Err)
        });
        printed.map(|text| Arc::from(text.as_bytes())).map_err(|error| {
            let span = Span::file(&SourcePath::new(format!("{}/{template}", press.folder)));
            Diagnostic::error("template", span, format!("the file {path} of a book cannot be printed:\n{error}"))
        })
    }
}

impl<'l> Composer<'l> {
    /// The languages in which a copy has a book, with its name: those with whole documents, or if there are none at all,
    /// those in which anything is written.
    pub(super) fn books(&self) -> Vec<(&'l Lang, OutPath)> {
        let library = self.library;
        let has_document = |lang: &&Lang| self.documents.keys().any(|&id| library[id].lang == **lang);
        let has_text = |lang: &&Lang| library.entries.iter().any(|entry| entry.lang == **lang && entry.entry.is_some());
        let mut langs: Vec<&Lang> = library.langs().iter().filter(has_document).collect();
        if langs.is_empty() {
            langs = library.langs().iter().filter(has_text).collect();
        }
        langs.into_iter().map(|lang| (lang, book_path(lang))).collect()
    }

    fn part_in_book<'v>(&'v self, id: EntryId, depth: u8, leaf: Leaf<'v>, at: At<'v>) -> WholePartView<'v>
    where
        'l: 'v,
    {
        let filling = self.filling(id, at.path).map(|filling| Filling { leaf: Some(leaf), ..filling });
        let mut part = self.part_filled(id, depth, filling, at);
        part.html = xhtml::of_html(&part.html);
        part.href = if self.library.config.site.base_url.is_some() { part.address.clone() } else { String::new() };
        // Their links would lead to the site that is not there.
        for (_, field) in &mut part.fields {
            field.html = None;
            field.href = field.href.take().filter(|href| href.starts_with("http"));
        }
        part
    }
}

/// The name of a book beside the site.
pub(super) fn book_path(lang: &Lang) -> OutPath {
    OutPath::new(format!("library-{}.epub", lang.as_str().to_lowercase()))
}

/// The first day of what a date says.
fn full_date(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

/// Where the library has an address, the book's in it: it stays the same book when a word is changed. Else a name that is
/// its content's.
fn identifier(library: &Library, lang: &Lang, files: &Site) -> String {
    if library.config.site.base_url.is_some() {
        return library.address(&book_path(lang));
    }
    let hash = format!("{:?}", ContentHash::of_value(&files.iter().collect::<Vec<_>>()));
    // RFC 9562 leaves version 8 to whoever makes one.
    format!("urn:uuid:{}-{}-8{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..])
}
