//! What was written, on the disk and not only on its way there.

use anyhow::{Context, Result};
use std::fs::File;
use std::path::Path;
#[cfg(not(target_os = "linux"))]
use walkdir::WalkDir;

/// Waits until all that was written to the disk of a folder is on it.
#[cfg(target_os = "linux")]
pub(super) fn sync(folder: &Path) -> Result<()> {
    let syncing = || format!("syncing {}", folder.display());
    rustix::fs::syncfs(File::open(folder).with_context(syncing)?).with_context(syncing)
}

/// Waits until every file below a folder is on its disk.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync(folder: &Path) -> Result<()> {
    for found in WalkDir::new(folder).into_iter().flatten().filter(|found| found.file_type().is_file()) {
        let file = File::options().write(true).open(found.path());
        let synced = file.and_then(|file| file.sync_all());
        synced.with_context(|| format!("syncing {}", found.path().display()))?;
    }
    Ok(())
}
