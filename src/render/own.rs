//! Pages of the theme's own: a template, with what every page has and the library's facets.

use super::compose::Composer;
use super::place::At;
use super::view::*;
use super::{Job, What};
use std::borrow::Cow;

/// The page that answers questions, where the theme has one: every page has a field that leads to it.
const SEARCH: &str = "search.html";
/// The page for addresses that are none. The theme may give it a script; it is made as every theme has it.
const NOT_FOUND: &str = "404.html";

impl<'l> Composer<'l> {
    /// The theme's own pages, and the scripts that tell them what entries are called.
    pub(super) fn own_jobs(&self) -> Vec<Job<'l>> {
        let (library, mut jobs) = (self.library, Vec::new());
        for (name, page) in self.press.pages.iter().filter(|(name, _)| *name != NOT_FOUND) {
            let langs = if page.is_once { &library.langs()[..1] } else { library.langs() };
            jobs.extend(langs.iter().map(|lang| Job::new(library.out_in(lang, name), lang, What::Own(name))));
        }
        for of in &self.langs {
            let path = |shard| library.out_in(of.lang, &format!("data/titles-{shard}.js"));
            jobs.extend((0..of.titles.len()).map(|shard| Job::new(path(shard), of.lang, What::Titles { shard })));
        }
        jobs
    }

    /// A page of the theme's own. Its title is the message that has its name.
    pub(super) fn own(&self, name: &'l str, at: At<'l>) -> View<'l> {
        let page = &self.press.pages[name];
        let key = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['/', '-'], "_");
        let title = self.press.words(at.lang).get(&key).to_owned();
        let kind = if name == SEARCH { "search" } else { "own" };
        let mut view = self.base(kind, Cow::Owned(title), at);
        view.crumbs = vec![LinkView { title: self.library.title(at.lang), href: self.home_href(at), lang: None }];
        if !page.is_once {
            view.languages = self.switch(at, |lang| self.library.out_in(lang, name));
        }
        view.facets = self.facet_links(at);
        view.own_js = page.js.as_ref().map(|(js, _)| at.href(js));
        view.n_title_shards = if page.needs_titles { self.of(at.lang).titles.len() } else { 0 };
        view
    }

    /// The script of the page for addresses that are none, where the theme has one, and how many scripts tell it what
    /// entries are called.
    pub(super) fn not_found_script(&self, at: At) -> Option<(String, usize)> {
        let page = self.press.pages.get(NOT_FOUND)?;
        let (js, _) = page.js.as_ref()?;
        Some((at.href(js), if page.needs_titles { self.of(at.lang).titles.len() } else { 0 }))
    }

    /// The link from a page to the search page of its language; empty where there is none.
    pub(super) fn search_href(&self, at: At) -> String {
        let has_search = self.press.pages.contains_key(SEARCH);
        if has_search { at.href(&self.library.out_in(at.lang, SEARCH)) } else { String::new() }
    }
}
