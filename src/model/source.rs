//! The disk as it was at one moment.

use super::hash::ContentHash;
use super::path::SourcePath;
use std::sync::Arc;

/// A text file under the content folder.
#[derive(Debug)]
pub struct Source {
    /// Where it lies.
    pub path: SourcePath,
    /// Its text, without a byte order mark.
    pub text: String,
    /// Covers path and text.
    pub hash: ContentHash,
}

impl Source {
    /// A source and its hash.
    pub fn new(path: SourcePath, text: String) -> Source {
        // The path is part of the hash: an entry's address comes from it.
        let hash = ContentHash::of(&[path.as_str(), &text]);
        Source { path, text, hash }
    }
}

/// Any other file that may be published: a picture, a PDF.
#[derive(Debug)]
pub struct Asset {
    /// Where it lies.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Covers the bytes.
    pub hash: ContentHash,
}

/// Every file under `content/` that the program reads, each list sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The Markdown files.
    pub entries: Vec<Arc<Source>>,
    /// `site.yaml`, where there is one.
    pub site: Option<Arc<Source>>,
    /// `model.yaml`, where there is one.
    pub model: Option<Arc<Source>>,
    /// Pictures and other files that an entry may link to.
    pub assets: Vec<Arc<Asset>>,
    /// Files of `_static/`, published as they are at the site's root.
    pub statics: Vec<Arc<Asset>>,
}

impl Sources {
    /// The text of a source, for excerpts in findings.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let config = [&self.site, &self.model].into_iter().flatten().find(|source| source.path == *path);
        let found = || self.entries.binary_search_by(|source| source.path.cmp(path)).ok();
        config.or_else(|| found().map(|idx| &self.entries[idx])).map(|source| source.text.as_str())
    }
}
