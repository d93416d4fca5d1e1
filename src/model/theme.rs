//! How a site looks: templates and assets as text.

use super::config::Lang;
use super::hash::ContentHash;
use std::collections::BTreeMap;

/// A theme: a folder's files, read by name. It is a value, so that what it makes can be kept by its hash.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates by name, such as `parts/card.html`.
    pub templates: BTreeMap<String, String>,
    /// The style sheet, joined from its files in the theme's order.
    pub css: String,
    /// The style sheet of books.
    pub book_css: String,
    /// The script, joined likewise; empty when there is none.
    pub js: String,
    /// The script that pages need beside it where they show the text of an entry; empty when there is none.
    pub entry_js: String,
    /// The picture that browsers show beside the title, an SVG; empty when there is none.
    pub icon: String,
    /// Strings that readers see, by language: Fluent text.
    pub strings: BTreeMap<String, String>,
    /// Pages of the theme's own, by their address and template.
    pub pages: BTreeMap<String, OwnPage>,
    /// Covers all of it.
    pub hash: ContentHash,
}

/// A page that the theme adds to every site.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct OwnPage {
    /// There is one for the whole site, rather than one in each language.
    pub is_once: bool,
    /// It asks what entries are called: then the site carries that as scripts.
    pub needs_titles: bool,
    /// The script that it needs beside the common one; empty when there is none.
    pub js: String,
    /// What is added to it in a library that has the language.
    pub by_lang: BTreeMap<String, String>,
}

impl OwnPage {
    /// Its script in a library of these languages.
    pub fn script(&self, langs: &[Lang]) -> String {
        let is_spoken =
            |tag: &str| langs.iter().any(|lang| lang.as_str() == tag || lang.as_str().split('-').next() == Some(tag));
        let added = self.by_lang.iter().filter(|(tag, _)| is_spoken(tag)).map(|(_, js)| js.as_str());
        std::iter::once(self.js.as_str()).chain(added).collect()
    }
}
