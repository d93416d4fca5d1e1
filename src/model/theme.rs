//! How a site looks: templates and assets as text.

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
    /// The script, joined likewise; empty when there is none.
    pub js: String,
    /// Strings that readers see, by language: Fluent text.
    pub strings: BTreeMap<String, String>,
    /// Covers all of it.
    pub hash: ContentHash,
}
