//! Ends the program where a page takes for ever: a template may hold loops within loops, and what prints it cannot be
//! asked to stop.

use super::terminal;
use crate::model::path::OutPath;
use crate::pipeline::Watch;
use std::collections::BTreeMap;
use std::process;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a page may take. The slowest of a large library takes a small part of a second.
const SECONDS: u32 = 10;
const TICKS_A_SECOND: u32 = 10;

/// Pages that are being made, and for how many ticks. Ticks rather than a clock: a machine that was asleep, or had more
/// to do than it could, has not looked at a page for long.
type Pages = Mutex<BTreeMap<OutPath, u32>>;

/// Watches every page. Dropped, it watches no more.
pub(super) struct Watchdog(Arc<Pages>);

impl Watchdog {
    pub(super) fn new() -> Watchdog {
        let pages = Arc::new(Pages::default());
        let watched = Arc::downgrade(&pages);
        thread::spawn(move || {
            while let Some(pages) = watched.upgrade() {
                look(&pages);
                drop(pages);
                thread::sleep(Duration::from_secs(1) / TICKS_A_SECOND);
            }
        });
        Watchdog(pages)
    }
}

fn look(pages: &Pages) {
    for (page, n_ticks) in pages.lock().unwrap_or_else(PoisonError::into_inner).iter_mut() {
        *n_ticks += 1;
        if *n_ticks > SECONDS * TICKS_A_SECOND {
            terminal::failure(&anyhow::anyhow!(
                "the page {page} is not made after {SECONDS} seconds; a loop of its template may go on and on. \
                 What was published before is as it was"
            ));
            // As for content with errors.
            process::exit(1);
        }
    }
}

impl Watch for Watchdog {
    fn begins(&self, page: &OutPath) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(page.clone(), 0);
    }

    fn ends(&self, page: &OutPath) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(page);
    }
}
