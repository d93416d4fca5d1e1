//! What templates may see of that which copies have beside the site: where to start, and books, whose templates are
//! `epub/package.xml`, `nav.xml`, `title.xml` and `chapter.xml`.

use super::view::WholePartView;
use crate::model::library::Number;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where to start in a copy, for the readers of one language.
#[derive(Serialize, Hash)]
pub(super) struct StartView<'l> {
    pub(super) tag: &'l str,
    pub(super) dir: &'static str,
    /// Its name, in itself.
    pub(super) language: &'l str,
    pub(super) title: &'l str,
    pub(super) licence: &'l str,
    /// The first page.
    pub(super) home: String,
    /// The page about this copy.
    pub(super) copy: String,
    /// Its documents as a book, for machines that open no pages.
    pub(super) book: Option<String>,
    pub(super) words: &'l BTreeMap<String, String>,
}

/// A book, and of its text the chapter that is printed.
#[derive(Serialize)]
pub(super) struct BookView<'l> {
    pub(super) lang: &'l str,
    pub(super) dir: &'static str,
    pub(super) title: &'l str,
    pub(super) description: &'l str,
    pub(super) licence: &'l str,
    /// Where the site is served, where that is known.
    pub(super) base_url: Option<&'l str>,
    /// When something was last reviewed.
    pub(super) newest: Option<String>,
    /// Equal for equal sources.
    pub(super) fingerprint: &'l str,
    /// A number that is only likely is printed in it.
    pub(super) has_marks: bool,
    /// All chapters and the contents, but not while one is printed.
    pub(super) chapters: &'l [ChapterLinkView],
    pub(super) contents: &'l [ContentView<'l>],
    /// The chapter, while it is printed.
    pub(super) chapter: Option<ChapterView<'l>>,
    /// What the whole of it is, once all chapters are printed.
    pub(super) package: Option<PackageView<'l>>,
}

/// A file of the text.
#[derive(Serialize)]
pub(super) struct ChapterLinkView {
    /// Its name among the files of the book.
    pub(super) id: String,
    pub(super) href: String,
}

/// A line of the contents. Lines below it follow; a template closes as many lists as `closes` says.
#[derive(Serialize)]
pub(super) struct ContentView<'l> {
    pub(super) title: &'l str,
    /// Where there is a text: a folder may have none of its own.
    pub(super) href: Option<String>,
    pub(super) number: Option<&'l Number>,
    /// The language, where it is not the book's.
    pub(super) lang: Option<&'l str>,
    pub(super) opens: bool,
    pub(super) closes: Vec<()>,
}

/// A file of the text while it is printed.
#[derive(Serialize)]
pub(super) struct ChapterView<'l> {
    pub(super) title: &'l str,
    pub(super) parts: Vec<WholePartView<'l>>,
    /// A text in it is a translation whose original has changed since.
    pub(super) is_behind: bool,
    /// A text in it is a translation that nobody has reviewed yet.
    pub(super) is_unreviewed: bool,
    /// Of a text in it only the title and the summary are translated.
    pub(super) is_head_only: bool,
}

/// What a reading system is told of the whole.
#[derive(Serialize)]
pub(super) struct PackageView<'l> {
    pub(super) identifier: String,
    /// As EPUB writes it, to the second.
    pub(super) modified: String,
    pub(super) pictures: &'l [PictureView],
}

/// A picture that the text shows.
#[derive(Serialize)]
pub(super) struct PictureView {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) media_type: &'static str,
}
