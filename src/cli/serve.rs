//! `serve`: builds to memory, watches, reloads.

use super::args::{Format, Serve};
use super::terminal::{self, Terminal};
use super::watchdog::Watchdog;
use super::{Outcome, build, outcome};
use crate::load::{self, Places};
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::path::SourcePath;
use crate::model::site::{Keep, Site};
use crate::model::source::Sources;
use crate::pipeline::{self, Blocks, Memos, Unwatched};
use crate::serve::{self, Built, Watched};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

pub(super) fn run(root: &Path, options: &Serve) -> Result<Outcome> {
    let places = Places::new(root, Path::new("site"));
    // Absolute, so that the watcher's paths and ours compare.
    let content =
        std::fs::canonicalize(&places.content).with_context(|| format!("opening {}", places.content.display()))?;
    let listener = serve::bind(options.interface, options.port)?;
    let address = listener.local_addr().context("reading the address that was bound")?;
    let url = format!("http://{address}/");
    let scope = build::scope(options.audience);
    let themes = std::fs::canonicalize(places.root.join("themes"));
    let watched = Watched {
        paths: [Some(content), themes.ok()].into_iter().flatten().collect(),
        output: places.output.clone(),
        is_polled: options.poll,
    };
    let mut memos = Memos::default();
    let blocks = Arc::new(Mutex::new(Blocks::default()));
    let mut before: Option<Sources> = None;
    let (is_opening, opened) = (options.open, url.clone());
    let mut is_first = true;
    let rebuild = move |touched: Option<&[PathBuf]>| {
        let started = Instant::now();
        let kept = before.as_ref().zip(touched);
        let loaded = load::sources(&places, kept).unwrap_or_else(|error| unreadable(&error));
        let base = |library: &mut crate::model::library::Library| library.config.site.base_url = Some(opened.clone());
        let mut read = pipeline::read(&loaded.value, scope, &mut memos, &Unwatched);
        base(&mut read.value);
        // What could not be read well is read again each time, so that it is told again.
        let is_readable = loaded.diagnostics.is_empty();
        let mut diagnostics = loaded.diagnostics;
        diagnostics.extend(read.diagnostics);
        let (keep, watchdog) = (Keep::default(), Watchdog::new());
        match load::theme(&places, &read.value.config.site.theme) {
            Ok(theme) => diagnostics.extend(pipeline::build(&read.value, &theme, &mut memos, &keep, &watchdog)),
            Err(error) => diagnostics.push(unreadable::<Site>(&error).diagnostics.remove(0)),
        }
        let outcome = outcome(&mut diagnostics, false);
        let site = keep.site();
        let took = started.elapsed().as_secs_f64();
        let terminal = Terminal { places: &places, sources: &loaded.value, format: Format::Human };
        if !diagnostics.is_empty() {
            terminal.report(&diagnostics);
        }
        let problems = (outcome == Outcome::Errors).then(|| terminal.plain_text(&diagnostics));
        match &problems {
            None => terminal::say(&format!("{} files in {took:.2} s", site.len())),
            Some(_) => terminal::say("the last good pages stay"),
        }
        if std::mem::take(&mut is_first) {
            terminal::say(&format!("serving {} at {opened} (Ctrl+C ends it)", places.content.display()));
            if is_opening && open::that_detached(&opened).is_err() {
                terminal::say(&format!("no browser could be opened; open {opened} in one"));
            }
        }
        let old = std::mem::replace(&mut before, is_readable.then_some(loaded.value));
        let blocks = Arc::clone(&blocks);
        // The new pages are served already while the search follows, and while thousands of small things are given back.
        let later = move || {
            drop(old);
            let keep = Keep::default();
            let mut blocks = blocks.lock().unwrap_or_else(PoisonError::into_inner);
            pipeline::search(&read.value, &mut blocks, &keep);
            keep.site()
        };
        Built { site, problems, later: Box::new(later) }
    };
    serve::run(listener, watched, rebuild)?;
    Ok(Outcome::Fine)
}

/// A failure of the disk while serving: shown like any other finding, and tried again at the next change.
fn unreadable<T: Default>(error: &anyhow::Error) -> Diagnosed<T> {
    let span = Span::file(&SourcePath::new("."));
    Diagnosed { value: T::default(), diagnostics: vec![Diagnostic::error("unreadable", span, format!("{error:#}"))] }
}
