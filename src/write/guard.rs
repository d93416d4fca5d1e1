//! Outputs that are refused: publishing there could harm files that are not ours.

use crate::model::manifest::Manifest;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Says why an output cannot be published to, if it cannot.
pub(super) fn check(output: &Path, content: &Path) -> Result<()> {
    let output = apart(output, content)?;
    let is_new = !output.exists()
        || fs::read_dir(&output).with_context(|| format!("opening {}", output.display()))?.next().is_none();
    if !is_new && !is_ours(&output) {
        bail!(
            "the output {} holds files that vademecum did not make (it has no {}); name an empty or a new folder",
            output.display(),
            Manifest::NAME
        );
    }
    Ok(())
}

/// The output's absolute path. It is refused where it is a file, or where publishing would be among the sources.
pub(super) fn apart(output: &Path, content: &Path) -> Result<PathBuf> {
    let sources = fs::canonicalize(content).with_context(|| format!("opening {}", content.display()))?;
    let output = absolute(output)?;
    if output == sources {
        bail!("the output {} is the folder of the sources; name another", output.display());
    }
    if sources.starts_with(&output) {
        bail!("the output {} holds the sources; name a folder beside them", output.display());
    }
    if output.exists() && !output.is_dir() {
        bail!("the output {} is a file; name a folder", output.display());
    }
    Ok(output)
}

/// Why a new library cannot be made in a folder, if it cannot: it may be new or empty, or hold the history of one.
pub(super) fn check_new(folder: &Path) -> Result<Option<String>> {
    if !folder.exists() {
        return Ok(None);
    }
    if !folder.is_dir() {
        return Ok(Some(format!("{} is a file", folder.display())));
    }
    let opening = || format!("opening {}", folder.display());
    let mut first: Option<OsString> = None;
    for found in fs::read_dir(folder).with_context(opening)? {
        let name = found.with_context(opening)?.file_name();
        if name != ".git" && first.as_ref().is_none_or(|first| name < *first) {
            first = Some(name);
        }
    }
    Ok(first.map(|name| format!("{} is not empty: it holds {}", folder.display(), name.display())))
}

/// What a folder's manifest lists; nothing where there is none. One that cannot be read is no reason to take what is
/// ours for somebody else's.
pub(super) fn published(folder: &Path) -> Result<Manifest> {
    let path = folder.join(Manifest::NAME);
    match fs::read(&path) {
        Ok(bytes) => Ok(Manifest::parse_what_can_be(&String::from_utf8_lossy(&bytes))),
        Err(error) if is_nothing(&error) => Ok(Manifest::default()),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

/// Whether anything lies at a path, a link that leads nowhere included. A disk that does not answer does not say no.
pub(super) fn is_there(path: &Path) -> Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if is_nothing(&error) => Ok(false),
        Err(error) => Err(error).with_context(|| format!("looking for {}", path.display())),
    }
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether a folder is ours: it has a manifest, and the manifest is one.
pub(super) fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join(Manifest::NAME)).is_ok_and(|text| Manifest::parse(&text).is_some())
}

/// A hidden name beside the output: `.site.lock` beside `site`.
pub(super) fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".");
    name.push(what);
    output.with_file_name(name)
}

/// The absolute path of a file that need not exist: the nearest folder above it that does is made canonical.
pub(super) fn absolute(path: &Path) -> Result<PathBuf> {
    if let Ok(path) = fs::canonicalize(path) {
        return Ok(path);
    }
    let path = std::path::absolute(path).with_context(|| format!("finding {}", path.display()))?;
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(absolute(parent)?.join(name)),
        _ => Ok(path),
    }
}

/// Whether a file of its own, and no link to another, holds these bytes.
pub(super) fn equals(path: &Path, bytes: &[u8]) -> bool {
    let n_bytes = bytes.len() as u64;
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == n_bytes) {
        return false;
    }
    let mut published = Vec::with_capacity(bytes.len());
    let read = File::open(path).and_then(|file| file.take(n_bytes + 1).read_to_end(&mut published));
    read.is_ok() && published == bytes
}
