//! Disk to values: the only room that reads files.

mod compiled;
mod copy;
mod theme;
mod walk;

use crate::model::diag::Diagnosed;
use crate::model::manifest::Holding;
use crate::model::source::Sources;
use crate::model::theme::Theme;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Where things lie.
#[derive(Clone, Debug)]
pub struct Places {
    /// Holds `content/` and `themes/`, or is the content folder itself.
    pub root: PathBuf,
    /// The content folder.
    pub content: PathBuf,
    /// The site's folder, which is not walked.
    pub output: PathBuf,
}

impl Places {
    /// The content folder of a root: `content/` where there is one, else the root itself.
    pub fn new(root: &Path, output: &Path) -> Places {
        let inner = root.join("content");
        let content = if inner.is_dir() { inner } else { root.to_owned() };
        Places { root: root.to_owned(), content, output: output.to_owned() }
    }
}

/// Every file under the content folder, as it is now. With what was read before, which had no findings, only the
/// touched paths are read again; `None` reads everything.
pub fn sources(places: &Places, before: Option<(&Sources, &[PathBuf])>) -> Result<Diagnosed<Sources>> {
    walk::sources(places, before)
}

/// The theme of that name: the one built in, overridden file by file by `themes/<name>/`.
pub fn theme(places: &Places, name: &str) -> Result<Theme> {
    theme::read(&places.root.join("themes").join(name), name)
}

/// A copy of a site as it lies on a disk: every file in it, hashed, and what its manifest says.
pub fn copy(folder: &Path) -> Result<Holding> {
    copy::read(folder)
}

/// The bytes of a copy that is one file.
pub fn archive(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("reading {}", path.display()))
}

/// What `new` starts an entry of a kind from: `_archetypes/<kind>.md`, where there is one.
pub fn archetype(places: &Places, kind: &str) -> Result<Option<String>> {
    let path = places.content.join("_archetypes").join(format!("{kind}.md"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

/// Files that `write::keep` has kept, by name; none where there is no such folder. What cannot be read is made anew.
pub fn kept(folder: &Path) -> HashMap<String, Vec<u8>> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found
        .filter_map(|file| Some((file.file_name().into_string().ok()?, std::fs::read(file.path()).ok()?)))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect()
}

/// All there is to say about each finding, as Markdown, by its name.
pub fn findings() -> BTreeMap<&'static str, &'static str> {
    compiled::findings()
}

/// The files of the library that `init` makes, by their paths below its root.
pub fn starter() -> BTreeMap<String, &'static str> {
    compiled::starter()
}
