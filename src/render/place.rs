//! Where a view stands, and what each of the site's languages shows there.

use super::compose::Composer;
use super::view::{LangView, LanguageView};
use crate::model::config::Lang;
use crate::model::graph::EntryId;
use crate::model::path::OutPath;

/// A page's address, and the language of its readers.
#[derive(Clone, Copy)]
pub(super) struct At<'l> {
    pub(super) path: &'l OutPath,
    pub(super) lang: &'l Lang,
}

impl At<'_> {
    /// The link from here to a file of the site.
    pub(super) fn href(&self, to: &OutPath) -> String {
        self.path.href(to)
    }
}

impl<'l> Composer<'l> {
    /// The link from a page to the first page in its language.
    pub(super) fn home_href(&self, at: At) -> String {
        at.href(&self.library.out_in(at.lang, "index.html"))
    }

    /// What marks an entry in another language than its readers'.
    pub(super) fn foreign(&self, id: EntryId, at: At<'l>) -> Option<LangView<'l>> {
        let lang = &self.library[id].lang;
        (lang != at.lang).then(|| LangView {
            tag: lang.as_str(),
            dir: lang.dir(),
            label: self.press.words(at.lang).in_language(lang),
        })
    }

    /// The language switch of a page that every language has.
    pub(super) fn switch(&self, at: At<'l>, page: impl Fn(&Lang) -> OutPath) -> Vec<LanguageView<'l>> {
        self.languages(at, |lang| Some(page(lang)))
    }

    /// The language switch of an entry: where it is not translated, the way leads to the first page.
    pub(super) fn switch_of(&self, id: EntryId, at: At<'l>) -> Vec<LanguageView<'l>> {
        let library = self.library;
        self.languages(at, |lang| {
            let version = library.in_lang(id, lang);
            (library[version].lang == *lang).then(|| library[version].out.clone())
        })
    }

    pub(super) fn languages(&self, at: At<'l>, page: impl Fn(&Lang) -> Option<OutPath>) -> Vec<LanguageView<'l>> {
        let langs = self.library.langs();
        if langs.len() < 2 {
            return Vec::new();
        }
        let view = |lang: &'l Lang| {
            let page = page(lang);
            let is_translated = page.is_some();
            let words = self.press.words(lang);
            let notice = if is_translated { "page_exists" } else { "page_untranslated" };
            let page = page.unwrap_or_else(|| self.library.out_in(lang, "index.html"));
            LanguageView {
                tag: lang.as_str(),
                dir: lang.dir(),
                name: words.language(lang).to_owned(),
                notice: (lang != at.lang).then(|| words.get(notice).to_owned()),
                not_translated: (!is_translated).then(|| words.get("not_translated").to_owned()),
                href: at.href(&page),
                is_current: lang == at.lang,
            }
        };
        langs.iter().map(view).collect()
    }
}
