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
    overviews
}

impl<'l> Composer<'l> {
    /// Links to the overviews, for every page.
    pub(super) fn overview_links(&self, at: At<'l>) -> Vec<OverviewView<'l>> {
        let (_, overviews) =
            self.overviews.iter().find(|(lang, _)| *lang == at.lang).expect("every language has its overviews");
        let link = |(title, path): &(&'l str, OutPath)| OverviewView {
            title,
            href: at.href(path),
            is_current: path == at.path,
        };
        overviews.iter().map(link).collect()
    }
}
