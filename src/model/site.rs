//! What comes out.

use super::path::OutPath;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The policy that pages are written for. Each says it itself too, as far as a page can.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; frame-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// The headers that a site is written to be served under: what `serve` sends, and what other servers are told to.
pub const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// One output file.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it goes.
    pub path: OutPath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// Where pages flow to: the staged folder, `serve`'s table or a test's map.
///
/// Pages come from several threads in any order, each path once, so a large site is never whole in
/// memory unless someone keeps it.
pub trait Sink: Sync {
    /// Takes one page.
    fn take(&self, page: Page);
}

/// A whole site: output paths and their bytes, in order.
pub type Site = BTreeMap<OutPath, Arc<[u8]>>;

/// Keeps every page.
#[derive(Default)]
pub struct Keep(Mutex<Vec<Page>>);

impl Keep {
    /// The site that was kept.
    pub fn site(self) -> Site {
        let pages = self.0.into_inner().expect("no thread panics while it holds the lock");
        pages.into_iter().map(|page| (page.path, page.bytes)).collect()
    }
}

impl Sink for Keep {
    fn take(&self, page: Page) {
        self.0.lock().expect("no thread panics while it holds the lock").push(page);
    }
}

/// Forgets every page: `check` is the whole build without the writing.
pub struct Forget;

impl Sink for Forget {
    fn take(&self, _: Page) {}
}
