//! A site in memory to a browser, rebuilt as its sources change.
//!
//! Knows no pipeline: it is handed a function that rebuilds. 1. `watch` waits for changes. 2. The site is
//! rebuilt and put in the table. 3. `reload` tells open browsers which paths differ. `http` answers from
//! the table of built pages alone, never from the file system.

mod http;
mod reload;
mod watch;

use crate::model::path::OutPath;
use crate::model::site::Site;
use anyhow::{Context, Result};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use tokio::sync::broadcast;

/// How many ports after the one asked for are tried.
const MAX_PORTS: u16 = 50;

/// One build, good or not.
pub struct Built {
    /// The pages.
    pub site: Site,
    /// What kept them from being good, as text; then the last good pages stay.
    pub problems: Option<String>,
    /// Makes what the pages do not wait for; only asked where they are good.
    pub later: Box<dyn FnOnce() -> Site + Send>,
}

/// What is watched, and how.
pub struct Watched {
    /// Folders and files whose changes matter.
    pub paths: Vec<PathBuf>,
    /// A folder whose changes do not.
    pub output: PathBuf,
    /// Ask every second rather than be told.
    pub is_polled: bool,
}

/// Listens on an address, or on the next free port.
pub fn bind(interface: IpAddr, port: u16) -> Result<TcpListener> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { MAX_PORTS }) {
        match TcpListener::bind(SocketAddr::new(interface, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let error = last.context("there is no port to try")?;
    Err(error).with_context(|| format!("listening on {interface}, port {port} and those after it"))
}

/// Serves until the program is ended. `rebuild` is called with the paths that changed; none means all.
pub fn run(
    listener: TcpListener,
    watched: Watched,
    mut rebuild: impl FnMut(Option<&[PathBuf]>) -> Built + Send,
) -> Result<()> {
    let address = listener.local_addr().context("reading the address that was bound")?;
    let (events, _) = broadcast::channel(16);
    let (is_whole, _) = tokio::sync::watch::channel(false);
    let (table, news, n_builds) = (RwLock::default(), Mutex::default(), AtomicU64::new(0));
    let state = State { table, news, n_builds, is_whole, events, address };
    let state = Arc::new(state);
    state.take(rebuild(None));
    std::thread::scope(|scope| {
        let watching = Arc::clone(&state);
        let watcher = scope.spawn(move || watch::run(&watched, |touched| watching.take(rebuild(touched))));
        http::run(listener, &state)?;
        watcher.join().unwrap_or_else(|_| Err(anyhow::anyhow!("the watcher stopped")))
    })
}

/// What requests are answered from.
struct State {
    table: RwLock<Table>,
    /// The last thing that browsers were told.
    news: Mutex<String>,
    /// How many sites were taken: what an older one has to add comes too late.
    n_builds: AtomicU64,
    /// What the first pages did not wait for has been added. From then on there is always something to answer from.
    is_whole: tokio::sync::watch::Sender<bool>,
    events: broadcast::Sender<String>,
    address: SocketAddr,
}

#[derive(Default)]
struct Table {
    site: Arc<Site>,
    problems: Option<String>,
    /// Those of its paths that came after the pages.
    later: Vec<OutPath>,
}

impl State {
    /// Swaps the site, or keeps the last good one and shows what is wrong.
    fn take(self: &Arc<Self>, mut built: Built) {
        let Ok(mut table) = self.table.write() else {
            return;
        };
        let news = match built.problems {
            Some(problems) => {
                table.problems = Some(problems);
                drop(table);
                reload::problems()
            }
            None => {
                // What comes later is as it was until then.
                let kept = table.later.iter().filter_map(|path| table.site.get_key_value(path));
                built.site.extend(kept.map(|(path, bytes)| (path.clone(), bytes.clone())));
                let later = table.later.clone();
                let new = Table { site: Arc::new(built.site), problems: None, later };
                let n_builds = self.n_builds.fetch_add(1, Ordering::SeqCst) + 1;
                let state = Arc::clone(self);
                std::thread::spawn(move || state.add((built.later)(), n_builds));
                let site = Arc::clone(&new.site);
                let before = std::mem::replace(&mut *table, new);
                // The new pages are served while what differs is found out.
                drop(table);
                reload::changed(&before.site, &site)
            }
        };
        if let Ok(mut last) = self.news.lock() {
            last.clone_from(&news);
        }
        // Nobody listening is no error.
        let _ = self.events.send(news);
    }

    /// Adds what came after the pages, unless a newer site was taken since.
    fn add(&self, later: Site, n_builds: u64) {
        let Ok(mut table) = self.table.write() else { return };
        if self.n_builds.load(Ordering::SeqCst) != n_builds {
            return;
        }
        let mut site = Site::clone(&table.site);
        table.later.iter().for_each(|path| drop(site.remove(path)));
        table.later = later.keys().cloned().collect();
        site.extend(later);
        table.site = Arc::new(site);
        drop(table);
        self.is_whole.send_replace(true);
    }
}
