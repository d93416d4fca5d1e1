//! The site's own pages that show many entries at once: named on the first page and at the foot of every page.
//!
//! Each exists where the model asks for it, once in every language, and has a file of its own beside this one.

use super::compose::Composer;
use super::place::At;
use super::view::OverviewView;
use super::words::Words;
use crate::model::config::Lang;
use crate::model::library::Library;
use crate::model::path::OutPath;

/// What each is called and where it is published, in the order readers see them.
pub(super) type Overviews<'l> = Vec<(&'l str, OutPath)>;

/// The overviews that a library has in a language.
pub(super) fn overviews<'l>(library: &'l Library, words: &'l Words, lang: &'l Lang) -> Overviews<'l> {
    let mut overviews = Vec::new();
    let mut add = |key: &'l str, path: &str| overviews.push((words.get(key), library.out_in(lang, path)));
    if super::timeline::exists(library) {
        add("timeline", super::timeline::PATH);
    }
    if super::matrix::exists(library) {
        add("coverage", super::matrix::PATH);
    }
    if super::map::exists(library) {
        add("map", super::map::PATH);
    }
    for kind in super::tiles::kinds(library) {
        // The page of the folder that they lie in.
        let first = library.entries.iter().find(|entry| entry.kind == kind && entry.entry.is_some());
        let folder = first.map(|entry| entry.folder).filter(|&folder| library[folder].parent.is_some());
        let title = library.config.model[kind].plural.get(lang);
        overviews.extend(folder.map(|folder| (title, library.folder_out(folder, lang))));
    }
    overviews
}

impl<'l> Composer<'l> {
    /// Links to the overviews, for every page.
    pub(super) fn overview_links(&self, at: At<'l>) -> Vec<OverviewView<'l>> {
        let link = |(title, path): &(&'l str, OutPath)| OverviewView {
            title,
            href: at.href(path),
            is_current: path == at.path,
        };
        self.of(at.lang).overviews.iter().map(link).collect()
    }
}
