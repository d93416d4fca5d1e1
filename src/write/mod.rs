//! Values to disk: the only room that saves files.
//!
//! A site is staged beside its output and the two folders are exchanged in one step, so that at any
//! moment the output is the old site or the new one. 1. Lock. 2. Clear what a killed build left.
//! 3. Stage: a page that equals the published one is a hard link to it; the rest is written. 4. Link
//! what others have put into the output. 5. Write the manifest. 6. Exchange. 7. Remove the old site.
//! Where folders cannot be exchanged, the old one steps aside first, and the next build completes what is stopped then.
//!
//! A copy on a stick is brought up to date where it lies: [`Update`] says how.

mod disk;
mod guard;
mod stage;
mod taken;
mod update;

use anyhow::{Context, Result};
pub use stage::{Recovered, Report, Staging};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
pub use update::{Update, Updated};

/// Opens a staging folder for a site. Refused where publishing could harm files that are not ours.
pub fn stage(output: &Path, content: &Path) -> Result<Staging> {
    guard::check(output, content)?;
    Staging::open(output)
}

/// Whether a build was stopped while it published here, so that there is no site until the next build.
pub fn is_interrupted(output: &Path) -> bool {
    stage::is_interrupted(output)
}

/// Opens an update of a copy, which is brought up to date where it lies; what else lies there stays.
pub fn update(copy: &Path, content: &Path) -> Result<Update> {
    guard::apart(copy, content)?;
    Update::open(copy)
}

/// Saves a file whole or not at all, in the place of one that is there already. Whether anything was written.
pub fn file(path: &Path, bytes: &[u8]) -> Result<bool> {
    let path = guard::absolute(path)?;
    if guard::equals(&path, bytes) {
        return Ok(false);
    }
    let new = guard::beside(&path, "new");
    let saved = File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    saved
        .and_then(|()| fs::rename(&new, &path))
        .inspect_err(|_| _ = fs::remove_file(&new))
        .with_context(|| format!("writing {}", path.display()))?;
    Ok(true)
}

/// Why a new library cannot be made in a folder, if it cannot: nothing of anybody's may be in its way.
pub fn refusal(folder: &Path) -> Result<Option<String>> {
    guard::check_new(folder)
}

/// Keeps files of ours in a folder of ours, which git is told to leave out: those with bytes are written, those
/// without are there already, others are removed.
pub fn keep(folder: &Path, files: &BTreeMap<String, Option<Vec<u8>>>) -> Result<()> {
    let writing = || format!("keeping files in {}", folder.display());
    fs::create_dir_all(folder).with_context(writing)?;
    fs::write(folder.join(".gitignore"), "*\n").with_context(writing)?;
    for (name, bytes) in files {
        let Some(bytes) = bytes else { continue };
        // Whoever reads meanwhile finds the whole file or none.
        let staged = folder.join(format!(".{name}-{}", std::process::id()));
        fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, folder.join(name))).with_context(writing)?;
    }
    for found in fs::read_dir(folder).with_context(writing)? {
        let found = found.with_context(writing)?;
        let name = found.file_name().to_string_lossy().into_owned();
        if name != ".gitignore" && !files.contains_key(&name) {
            // Another run may have been faster.
            let _ = fs::remove_file(found.path());
        }
    }
    Ok(())
}

/// Saves a new source. A file that is there already is left as it is.
pub fn source(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    }
    let file = File::options().write(true).create_new(true).open(path);
    let mut file = file.with_context(|| format!("writing {}", path.display()))?;
    file.write_all(text.as_bytes()).with_context(|| format!("writing {}", path.display()))
}
