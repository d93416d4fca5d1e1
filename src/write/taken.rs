//! What has flowed into a sink that saves pages.

use crate::model::manifest::{Manifest, Sha256};
use crate::model::site::Page;
use anyhow::{Error, Result, anyhow};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

/// What was taken so far, by all threads together.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) manifest: Manifest,
    /// Folders that need not be made again.
    pub(super) folders: HashSet<PathBuf>,
    pub(super) n_written: usize,
    /// How many bytes those have.
    pub(super) n_bytes: u64,
    pub(super) failure: Option<Error>,
}

/// What was taken, for one thread at a time.
pub(super) fn open(taken: &Mutex<Taken>) -> Result<MutexGuard<'_, Taken>> {
    taken.lock().map_err(|_| anyhow!("a thread stopped while it wrote"))
}

/// Counts a page in: whether it had to be written, or why it could not be.
pub(super) fn note(taken: &Mutex<Taken>, page: &Page, written: Result<bool>) {
    let hash = Sha256::of(&page.bytes);
    let Ok(mut taken) = taken.lock() else {
        return;
    };
    match written {
        Ok(is_written) => {
            taken.n_written += usize::from(is_written);
            taken.n_bytes += if is_written { page.bytes.len() as u64 } else { 0 };
            taken.manifest.0.insert(page.path.to_string(), hash);
        }
        // The first failure is the one to tell; those after it mostly follow from it.
        Err(error) => _ = taken.failure.get_or_insert(error),
    }
}
