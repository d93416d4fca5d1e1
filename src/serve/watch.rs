//! Waits for changes.

use super::Watched;
use anyhow::{Context, Result};
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor saves in several steps: this long a silence ends them.
const SILENCE: Duration = Duration::from_millis(12);
/// A file that was written and closed is saved: what else belongs to it comes at once.
const CLOSED: Duration = Duration::from_millis(2);
/// However long it goes on, the build starts after this.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often a polled folder is looked at.
const POLL: Duration = Duration::from_secs(1);

/// Calls `changed` with the paths that changed, `None` when it is not known which. Returns only on failure.
pub(super) fn run(watched: &Watched, mut changed: impl FnMut(Option<&[PathBuf]>)) -> Result<()> {
    let (sender, receiver) = channel();
    let send = move |event| _ = sender.send(event);
    let config = Config::default().with_poll_interval(POLL);
    // Kept until the end: a watcher that is dropped watches no more.
    let _watcher: Box<dyn Watcher> = if watched.is_polled {
        let mut watcher = PollWatcher::new(send, config).context("watching for changes")?;
        add(&mut watcher, watched)?;
        Box::new(watcher)
    } else {
        let mut watcher = RecommendedWatcher::new(send, config).context("watching for changes")?;
        add(&mut watcher, watched).context("being told of changes; try --poll")?;
        Box::new(watcher)
    };
    let output = std::fs::canonicalize(&watched.output).unwrap_or_else(|_| watched.output.clone());
    while let Some(batch) = next(&receiver, &output) {
        match batch {
            Batch::Paths(paths) if paths.is_empty() => {}
            Batch::Paths(paths) => changed(Some(&paths.into_iter().collect::<Vec<_>>())),
            Batch::Everything => changed(None),
        }
    }
    Ok(())
}

fn add(watcher: &mut impl Watcher, watched: &Watched) -> Result<()> {
    for path in watched.paths.iter().filter(|path| path.exists()) {
        watcher.watch(path, RecursiveMode::Recursive).with_context(|| format!("watching {}", path.display()))?;
    }
    Ok(())
}

enum Batch {
    Paths(BTreeSet<PathBuf>),
    Everything,
}

/// The next changes that belong together.
fn next(receiver: &Receiver<notify::Result<Event>>, output: &Path) -> Option<Batch> {
    let mut paths = BTreeSet::new();
    let mut event = receiver.recv().ok()?;
    let mut is_everything = false;
    let started = Instant::now();
    loop {
        let silence = if is_closed(&event) { CLOSED } else { SILENCE };
        is_everything |= !note(event, output, &mut paths);
        if started.elapsed() > PATIENCE {
            break;
        }
        match receiver.recv_timeout(silence) {
            Ok(next) => event = next,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(if is_everything { Batch::Everything } else { Batch::Paths(paths) })
}

/// Whether an event says that a file was written and closed.
fn is_closed(event: &notify::Result<Event>) -> bool {
    event.as_ref().is_ok_and(|event| event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write)))
}

/// Notes which paths an event touches; `false` when it does not say.
fn note(event: notify::Result<Event>, output: &Path, paths: &mut BTreeSet<PathBuf>) -> bool {
    let Ok(event) = event else { return false };
    if event.need_rescan() {
        return false;
    }
    let matters = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        _ => true,
    };
    if matters {
        paths.extend(event.paths.into_iter().filter(|path| !path.starts_with(output)));
    }
    true
}
