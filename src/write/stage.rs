//! A site under construction beside the one it will replace.

use super::taken::{self, Taken};
use super::{disk, guard};
use crate::model::manifest::Manifest;
use crate::model::path::OutPath;
use crate::model::site::{Page, Sink};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use walkdir::WalkDir;

/// In a folder that is being staged: it was made by us and may be cleared.
const MARK: &str = ".vademecum-staging";

/// What publishing did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// Files of the site.
    pub n_files: usize,
    /// Files whose bytes differ from what was published before.
    pub n_written: usize,
    /// Files that the site no longer has.
    pub n_removed: usize,
}

/// What was done about a build that was stopped while it put a new site in the place of an old one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recovered {
    /// The new site is in place now.
    Completed,
    /// The old site is back.
    Undone,
}

/// A staged site. Pages flow into it as into any [`Sink`]; dropped without [`Staging::publish`], it leaves nothing.
pub struct Staging {
    output: PathBuf,
    folder: PathBuf,
    /// Held until the end: one build at a time.
    lock: File,
    before: Manifest,
    taken: Mutex<Taken>,
    /// What a build before left in two pieces.
    pub recovered: Option<Recovered>,
}

impl Staging {
    pub(super) fn open(output: &Path) -> Result<Staging> {
        let output = guard::absolute(output)?;
        let parent = output.parent().context("the root of the disk cannot be a site")?;
        fs::create_dir_all(parent).with_context(|| format!("making the folder {}", parent.display()))?;
        let lock_path = guard::beside(&output, "lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&lock_path);
        let lock = lock.with_context(|| format!("writing {}", lock_path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                bail!("another build is publishing to {}; wait until it is done", output.display())
            }
            Err(fs::TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("locking {}", lock_path.display()));
            }
        }
        let recovered = recover(&output)?;
        let before = guard::published(&output)?;
        let folder = guard::beside(&output, "staging");
        fs::create_dir(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
        fs::write(folder.join(MARK), "").with_context(|| format!("writing in {}", folder.display()))?;
        Ok(Staging { before, output, folder, lock, taken: Mutex::default(), recovered })
    }

    /// Puts the staged site in the old one's place. On any failure the old one stays as it was.
    pub fn publish(self) -> Result<Report> {
        let taken = std::mem::take(&mut *taken::open(&self.taken)?);
        if let Some(failure) = taken.failure {
            return Err(failure);
        }
        self.keep_foreign(&taken)?;
        let manifest =
            Page { path: OutPath::new(Manifest::NAME), bytes: Arc::from(taken.manifest.text().into_bytes()) };
        self.write(&manifest)?;
        let path = self.folder.join(MARK);
        fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        let report = Report {
            n_files: taken.manifest.0.len() + 1,
            n_written: taken.n_written,
            n_removed: self.before.0.keys().filter(|path| !taken.manifest.0.contains_key(*path)).count(),
        };
        if guard::is_there(&self.output)? {
            self.exchange()?;
            // The new site is in place: what cannot be removed now is left to the next build.
            let _ = clear(&self.folder, &self.output);
        } else {
            fs::rename(&self.folder, &self.output)
                .with_context(|| format!("moving the site to {}", self.output.display()))?;
        }
        Ok(report)
    }

    fn write(&self, page: &Page) -> Result<bool> {
        let path = self.folder.join(page.path.as_str());
        if let Some(folder) = path.parent() {
            let is_new = !taken::open(&self.taken)?.folders.contains(folder);
            if is_new {
                fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
                taken::open(&self.taken)?.folders.insert(folder.to_owned());
            }
        }
        let published = self.output.join(page.path.as_str());
        // The bytes themselves are compared, not the manifest's word for them: somebody may have changed a published file.
        let is_ours = self.before.0.contains_key(page.path.as_str()) || page.path.as_str() == Manifest::NAME;
        let is_same = is_ours && guard::equals(&published, &page.bytes);
        if is_same && fs::hard_link(&published, &path).is_ok() {
            return Ok(false);
        }
        fs::write(&path, &page.bytes).with_context(|| format!("writing {}", path.display()))?;
        Ok(!is_same)
    }

    /// Links every file of the output that we did not make into the staged site.
    fn keep_foreign(&self, taken: &Taken) -> Result<()> {
        if !guard::is_there(&self.output)? {
            return Ok(());
        }
        for found in WalkDir::new(&self.output).min_depth(1) {
            let found = found.with_context(|| format!("walking {}", self.output.display()))?;
            let path =
                found.path().strip_prefix(&self.output).context("a file lies below the folder it was found in")?;
            let name = path.to_string_lossy().replace('\\', "/");
            if found.file_type().is_dir() || self.before.0.contains_key(&name) || name == Manifest::NAME {
                continue;
            }
            if taken.manifest.0.contains_key(&name) {
                bail!(
                    "{} was put there by somebody else, and the site has a page of that name now; move it away",
                    found.path().display()
                );
            }
            let kept = self.folder.join(path);
            if let Some(folder) = kept.parent() {
                fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
            }
            if fs::hard_link(found.path(), &kept).is_err() {
                fs::copy(found.path(), &kept).with_context(|| format!("keeping {}", found.path().display()))?;
            }
        }
        Ok(())
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self) -> Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, &self.folder, CWD, &self.output, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            // File systems that cannot exchange say so in several ways.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
                self.step_aside()
            }
            Err(error) => Err(error).with_context(|| format!("putting the site in place at {}", self.output.display())),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self) -> Result<()> {
        self.step_aside()
    }

    /// Where two folders cannot be exchanged in one step: two renames. The old site under its other name is the journal
    /// of this: as long as it lies there, the new one is whole, and [`recover`] puts it in place.
    fn step_aside(&self) -> Result<()> {
        disk::sync(&self.folder)?;
        let old = guard::beside(&self.output, "old");
        fs::rename(&self.output, &old).with_context(|| format!("moving {} aside", self.output.display()))?;
        if let Err(error) = fs::rename(&self.folder, &self.output) {
            fs::rename(&old, &self.output).with_context(|| format!("moving {} back", old.display()))?;
            return Err(error).with_context(|| format!("putting the site in place at {}", self.output.display()));
        }
        fs::rename(&old, &self.folder).with_context(|| format!("moving the old site to {}", self.folder.display()))
    }
}

impl Sink for Staging {
    fn take(&self, page: Page) {
        let written = self.write(&page);
        taken::note(&self.taken, &page, written);
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.folder.join(MARK).exists() {
            let _ = clear_unfinished(&self.folder);
        }
        // Closing would do, but for a moment a program that is being started still has it open.
        let _ = self.lock.unlock();
    }
}

/// Puts right what a killed build left behind, and says where the site itself was in two pieces.
fn recover(output: &Path) -> Result<Option<Recovered>> {
    let (old, left) = (guard::beside(output, "old"), guard::beside(output, "staging"));
    let mut recovered = None;
    if guard::is_ours(&old) && !guard::is_there(output)? {
        // Stopped between the two renames. What lies there without a mark is whole.
        let is_whole = guard::is_ours(&left) && !guard::is_there(&left.join(MARK))?;
        let (from, what) = if is_whole { (&left, Recovered::Completed) } else { (&old, Recovered::Undone) };
        fs::rename(from, output).with_context(|| format!("moving {} to {}", from.display(), output.display()))?;
        recovered = Some(what);
    }
    if guard::is_there(&left.join(MARK))? {
        // A site that was never finished: everything in it is ours, or a link to what lies in the output.
        clear_unfinished(&left).with_context(|| format!("clearing {}, which a build left behind", left.display()))?;
    } else if guard::is_ours(&left) {
        clear(&left, output)?;
    } else if guard::is_there(&left)? && fs::remove_dir(&left).is_err() {
        bail!("{} is in the way, and vademecum did not make it; move it away", left.display());
    }
    if guard::is_ours(&old) {
        // Under this name it is no journal any more: nobody takes it for a whole site while it is being removed.
        fs::rename(&old, &left).with_context(|| format!("moving {} to {}", old.display(), left.display()))?;
        clear(&left, output)?;
    }
    Ok(recovered)
}

/// Whether a build was stopped while it put a new site in the place of an old one, where that takes two steps.
pub(super) fn is_interrupted(output: &Path) -> bool {
    guard::absolute(output).is_ok_and(|output| {
        guard::is_ours(&guard::beside(&output, "old")) && guard::is_there(&output).is_ok_and(|is_there| !is_there)
    })
}

/// Removes a site that was never finished. Its mark goes last: killed in between, the next build knows it still.
fn clear_unfinished(folder: &Path) -> io::Result<()> {
    for found in fs::read_dir(folder)? {
        let found = found?;
        if found.file_name() == MARK {
            continue;
        }
        if found.file_type()?.is_dir() { fs::remove_dir_all(found.path())? } else { fs::remove_file(found.path())? }
    }
    fs::remove_file(folder.join(MARK))?;
    fs::remove_dir(folder)
}

/// Removes a site that another has replaced. What the other does not have and we did not make, because somebody
/// put it there in the last moment, moves over. The manifest goes last: it is the mark that the rest is ours.
fn clear(old: &Path, output: &Path) -> Result<()> {
    let ours = guard::published(old)?;
    for found in WalkDir::new(old).min_depth(1).contents_first(true) {
        let found = found.with_context(|| format!("walking {}", old.display()))?;
        let path = found.path().strip_prefix(old).context("a file lies below the folder it was found in")?;
        let name = path.to_string_lossy().replace('\\', "/");
        let kept = output.join(path);
        let done = if found.file_type().is_dir() {
            fs::remove_dir(found.path())
        } else if name == Manifest::NAME {
            Ok(())
        } else if ours.0.contains_key(&name) || guard::is_there(&kept)? {
            fs::remove_file(found.path())
        } else {
            kept.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(found.path(), &kept))
        };
        done.with_context(|| format!("removing {}", found.path().display()))?;
    }
    let manifest = old.join(Manifest::NAME);
    fs::remove_file(&manifest).with_context(|| format!("removing {}", manifest.display()))?;
    fs::remove_dir(old).with_context(|| format!("removing {}", old.display()))
}
