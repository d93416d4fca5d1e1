//! A copy brought up to date where it lies, for sticks: their file systems neither exchange two folders nor link files.
//!
//! 1. Every file that differs is written into a folder within the copy. Until all of it is there and synced, the copy
//!    is untouched. 2. A mark says that it is all there. 3. File by file is renamed into its place, then what the site
//!    no longer has is removed, the manifest last. An update that was stopped after the mark is completed by the next
//!    one, whatever that brings; one stopped before it is forgotten.

use super::disk::sync;
use super::guard;
use super::taken::{self, Taken};
use crate::model::manifest::{Manifest, Sha256};
use crate::model::path::OutPath;
use crate::model::site::{Page, Sink};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use walkdir::WalkDir;

/// The folder within the copy that holds what is to be moved into place.
const FOLDER: &str = ".vademecum-update";
/// In that folder: it was made by us. Locked while an update is made.
const MARK: &str = "update-of-a-copy";
/// In that folder: all of the update is there.
const COMPLETE: &str = "complete";
/// In that folder: the files, under the paths that they will have.
const FILES: &str = "files";

/// What an update did.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// Files of the copy.
    pub n_files: usize,
    /// Files that were written.
    pub n_written: usize,
    /// How many bytes they have.
    pub n_bytes: u64,
    /// Files that the site no longer has.
    pub n_removed: usize,
    /// Files that the site no longer has and that somebody changed since: they stay.
    pub kept: Vec<String>,
}

/// An update under construction. Pages flow into it as into any [`Sink`]; dropped without [`Update::publish`], it
/// leaves the copy as it was.
pub struct Update {
    copy: PathBuf,
    folder: PathBuf,
    /// Held until the end: one update at a time.
    lock: File,
    before: Manifest,
    taken: Mutex<Taken>,
}

impl Update {
    pub(super) fn open(copy: &Path) -> Result<Update> {
        fs::create_dir_all(copy).with_context(|| format!("making the folder {}", copy.display()))?;
        let copy = guard::absolute(copy)?;
        let folder = copy.join(FOLDER);
        let lock = begun(&folder)?;
        if guard::is_there(&folder.join(COMPLETE))? {
            complete(&copy, &folder).with_context(|| format!("completing the update of {}", copy.display()))?;
        } else {
            clear(&folder).with_context(|| format!("clearing {}, which an update left behind", folder.display()))?;
        }
        let files = folder.join(FILES);
        fs::create_dir_all(&files).with_context(|| format!("making the folder {}", files.display()))?;
        let before = guard::published(&copy)?;
        Ok(Update { before, copy, folder, lock, taken: Mutex::default() })
    }

    /// Brings the copy up to date. On any failure before that begins, the copy stays as it was.
    pub fn publish(self) -> Result<Updated> {
        let taken = std::mem::take(&mut *taken::open(&self.taken)?);
        if let Some(failure) = taken.failure {
            return Err(failure);
        }
        let bytes: Arc<[u8]> = Arc::from(taken.manifest.text().into_bytes());
        let is_new = self.write(&Page { path: OutPath::new(Manifest::NAME), bytes: Arc::clone(&bytes) })?;
        let mut updated = Updated {
            n_files: taken.manifest.0.len() + 1,
            n_written: taken.n_written + usize::from(is_new),
            n_bytes: taken.n_bytes + if is_new { bytes.len() as u64 } else { 0 },
            ..Updated::default()
        };
        if updated.n_written > 0 {
            sync(&self.folder)?;
            let path = self.folder.join(COMPLETE);
            fs::write(&path, "").with_context(|| format!("writing {}", path.display()))?;
            sync(&self.folder)?;
            (updated.n_removed, updated.kept) = complete(&self.copy, &self.folder)?;
        }
        Ok(updated)
    }

    /// Stages a page that differs from what lies in its place, and says whether it does.
    fn write(&self, page: &Page) -> Result<bool> {
        let (name, place) = (page.path.as_str(), self.copy.join(page.path.as_str()));
        if guard::equals(&place, &page.bytes) {
            return Ok(false);
        }
        let is_ours = self.before.0.contains_key(name) || name == Manifest::NAME;
        if fs::symlink_metadata(&place).is_ok_and(|found| found.is_dir() || !is_ours) {
            bail!(
                "{} was put there by somebody else, and the copy has a file of that name; move it away",
                place.display()
            );
        }
        let staged = self.folder.join(FILES).join(name);
        self.make_folder_of(page.path.folder(), &staged)?;
        fs::write(&staged, &page.bytes).with_context(|| format!("writing {}", staged.display()))?;
        Ok(true)
    }

    /// Makes the folder of a staged file, once; the folder it will be moved to must be none that leads out of the copy.
    fn make_folder_of(&self, folder: &str, staged: &Path) -> Result<()> {
        if !taken::open(&self.taken)?.folders.insert(PathBuf::from(folder)) {
            // Another thread may be about to make it: to make it twice is no error.
            if staged.parent().is_some_and(Path::exists) {
                return Ok(());
            }
        }
        own_folder(&self.copy, Path::new(folder))?;
        let folder = staged.parent().context("a staged file lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))
    }
}

/// Refuses a folder of the copy that is none, or a link: what is moved or removed below it would lie elsewhere.
fn own_folder(copy: &Path, folder: &Path) -> Result<()> {
    let mut place = copy.to_owned();
    for part in folder {
        place.push(part);
        if fs::symlink_metadata(&place).is_ok_and(|found| !found.is_dir()) {
            bail!("{} stands where the copy has a folder; move it away", place.display());
        }
    }
    Ok(())
}

impl Sink for Update {
    fn take(&self, page: Page) {
        let written = self.write(&page);
        taken::note(&self.taken, &page, written);
    }
}

impl Drop for Update {
    fn drop(&mut self) {
        let is_complete = guard::is_there(&self.folder.join(COMPLETE));
        if is_complete.is_ok_and(|is_complete| !is_complete) && clear(&self.folder).is_ok() {
            let _ = fs::remove_file(self.folder.join(MARK)).and_then(|()| fs::remove_dir(&self.folder));
        }
        // Closing would do, but for a moment a program that is being started still has it open.
        let _ = self.lock.unlock();
    }
}

/// The update's folder, made or found, and locked.
fn begun(folder: &Path) -> Result<File> {
    let mark = folder.join(MARK);
    let is_free = || fs::read_dir(folder).map_or_else(|error| is_gone(&error), |mut all| all.next().is_none());
    // Another update marks the folder before it fills it, and may be clearing it away at this moment.
    let is_ours = |found: fs::Metadata| found.is_dir() && (is_free() || mark.exists() || is_free());
    if !fs::symlink_metadata(folder).map_or(true, is_ours) {
        bail!("{} is in the way, and vademecum did not make it; move it away", folder.display());
    }
    fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    let lock = match File::options().create(true).truncate(false).write(true).open(&mark) {
        Err(error) if is_gone(&error) => return begun(folder),
        lock => lock.with_context(|| format!("writing {}", mark.display()))?,
    };
    match lock.try_lock() {
        Err(fs::TryLockError::WouldBlock) => bail!("another update of this copy is going on; wait until it is done"),
        // Whoever cleared it away did so before he let it go.
        Ok(()) if !mark.exists() => begun(folder),
        // Some file systems of sticks and shares know no locks.
        _ => Ok(lock),
    }
}

fn is_gone(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

/// Moves a complete update into its place: how many files went, and which were kept. What was done of it is not done
/// again, so it may be stopped and begun anew at any point.
fn complete(copy: &Path, folder: &Path) -> Result<(usize, Vec<String>)> {
    let files = folder.join(FILES);
    let before = guard::published(copy)?;
    let manifest = files.join(Manifest::NAME);
    let is_staged = guard::is_there(&manifest)?;
    let after = guard::published(if is_staged { &files } else { copy })?;
    // Stopped at its very end, an update has nothing left to move.
    let staged = guard::is_there(&files)?.then(|| WalkDir::new(&files).min_depth(1).sort_by_file_name());
    for found in staged.into_iter().flatten() {
        let found = found.with_context(|| format!("walking {}", files.display()))?;
        let path = found.path().strip_prefix(&files).context("a file lies below the folder it was found in")?;
        let place = copy.join(path);
        if found.file_type().is_dir() {
            own_folder(copy, path)?;
            fs::create_dir_all(&place).with_context(|| format!("making the folder {}", place.display()))?;
        } else if found.path() != manifest {
            fs::rename(found.path(), &place).with_context(|| format!("moving {} into place", place.display()))?;
        }
    }
    let gone: BTreeSet<&String> = before.0.keys().filter(|path| !after.0.contains_key(*path)).collect();
    let (mut n_removed, mut kept) = (0, Vec::new());
    for name in gone {
        let place = copy.join(name);
        if !guard::is_there(&place)? {
            continue;
        }
        // Whoever changed it, or put a link in its folder's place, may want it.
        if own_folder(copy, Path::new(name).parent().unwrap_or(Path::new(""))).is_err() {
            kept.push(name.clone());
            continue;
        }
        let bytes = fs::read(&place).with_context(|| format!("reading {}", place.display()))?;
        if before.0.get(name) != Some(&Sha256::of(&bytes)) {
            kept.push(name.clone());
            continue;
        }
        fs::remove_file(&place).with_context(|| format!("removing {}", place.display()))?;
        n_removed += 1;
        // Folders that are empty now go too; the first that is not, stays with those above it.
        let above = place.ancestors().skip(1).take_while(|above| *above != copy);
        let _ = above.map(fs::remove_dir).take_while(Result::is_ok).count();
    }
    sync(copy)?;
    if is_staged {
        let place = copy.join(Manifest::NAME);
        fs::rename(&manifest, &place).with_context(|| format!("moving {} into place", place.display()))?;
    }
    let path = folder.join(COMPLETE);
    clear(folder).with_context(|| format!("clearing {}", folder.display()))?;
    fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
    sync(copy)?;
    Ok((n_removed, kept))
}

/// Forgets what was staged; the mark stays, locked.
fn clear(folder: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(folder.join(FILES)) {
        Err(error) if !is_gone(&error) => Err(error),
        _ => Ok(()),
    }
}
