//! Outputs that are refused: publishing there could harm files that are not ours.

use super::manifest::{self, Manifest};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Says why an output cannot be published to, if it cannot.
pub(super) fn check(output: &Path, content: &Path) -> Result<()> {
    let sources = fs::canonicalize(content).with_context(|| format!("opening {}", content.display()))?;
    let output = absolute(output)?;
    if output == sources {
        bail!("the output {} is the folder of the sources; name another with --output", output.display());
    }
    if sources.starts_with(&output) {
        bail!("the output {} holds the sources; name a folder beside them with --output", output.display());
    }
    if !output.exists() {
        return Ok(());
    }
    if !output.is_dir() {
        bail!("the output {} is a file; name a folder with --output", output.display());
    }
    let is_empty = fs::read_dir(&output).with_context(|| format!("opening {}", output.display()))?.next().is_none();
    if !is_empty && !Manifest::is_in(&output) {
        bail!(
            "the output {} holds files that vademecum did not make (it has no {}); name an empty or a new folder with --output",
            output.display(),
            manifest::NAME
        );
    }
    Ok(())
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
