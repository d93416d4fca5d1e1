//! How findings and progress look.

use super::args::Format;
use super::sarif;
use super::watchdog::Watchdog;
use crate::load::Places;
use crate::model::diag::{Diagnostic, Severity};
use crate::model::path::OutPath;
use crate::model::source::Sources;
use crate::pipeline::Watch;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Context, Result};
use clap::builder::styling::Style;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeSet;
use std::io::{ErrorKind, IsTerminal, Write};
use std::ops::Range;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The most findings that are told at length: nobody reads more, and each is drawn with its excerpt.
const MAX_TOLD: usize = 1_000;
/// The most further places that a finding is told to be at.
const MAX_PLACES: usize = 20;

/// Where findings go and how they look.
pub(super) struct Terminal<'a> {
    pub(super) places: &'a Places,
    pub(super) sources: &'a Sources,
    pub(super) format: Format,
}

/// An error of the world, with what was being done.
pub(super) fn failure(error: &anyhow::Error) {
    let title = format!("{error:#}");
    let report = [Group::with_title(Level::ERROR.primary_title(title))];
    print_error(&renderer().render(&report));
}

/// A line for the person at the terminal.
pub(super) fn say(line: &str) {
    print_error(line);
}

/// What was asked for, on standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // A reader that closed the pipe has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("writing to standard output"),
    }
}

/// Bold, where standard output is a terminal that shows it.
pub(super) fn strong() -> Style {
    let is_styled = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if is_styled { Style::new().bold() } else { Style::new() }
}

fn print_error(text: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn renderer() -> Renderer {
    let is_coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if is_coloured { Renderer::styled() } else { Renderer::plain() }
}

impl Terminal<'_> {
    /// All findings, which are sorted, and one line that counts them.
    pub(super) fn report(&self, diagnostics: &[Diagnostic]) {
        match self.format {
            // A log without findings is a log too.
            Format::Sarif => self.sarif(diagnostics),
            _ if diagnostics.is_empty() => {}
            Format::Json => self.json(diagnostics),
            Format::Short => diagnostics.iter().for_each(|diagnostic| print_error(&self.short(diagnostic))),
            Format::Human => self.human(diagnostics),
        }
        if !self.format.is_for_programs() && !diagnostics.is_empty() {
            print_error(&counts(diagnostics));
        }
    }

    /// With excerpts; the same finding at several places is told once, with all its places.
    pub(super) fn human(&self, diagnostics: &[Diagnostic]) {
        print_error(&self.human_text(diagnostics, &renderer()));
    }

    /// The same as text, without colours: what the error page of `serve` shows.
    pub(super) fn plain_text(&self, diagnostics: &[Diagnostic]) -> String {
        self.human_text(diagnostics, &Renderer::plain())
    }

    fn human_text(&self, diagnostics: &[Diagnostic], renderer: &Renderer) -> String {
        let mut told = vec![false; diagnostics.len()];
        // Where each finding is told at length is said with the first of its name.
        let mut pointed = BTreeSet::new();
        let mut texts = Vec::new();
        // Findings alike by name and sentence, in the order of their first place.
        let mut alike: std::collections::HashMap<(&str, &str), Vec<usize>> = std::collections::HashMap::new();
        for (idx, diagnostic) in diagnostics.iter().enumerate() {
            alike.entry((diagnostic.code, &diagnostic.message)).or_default().push(idx);
        }
        for (idx, diagnostic) in diagnostics.iter().enumerate() {
            if told[idx] {
                continue;
            }
            if texts.len() == MAX_TOLD {
                let n_more = told.iter().filter(|is_told| !**is_told).count();
                texts.push(format!("and {n_more} more; `check --message-format short` tells them all, a line each"));
                break;
            }
            let same = &alike[&(diagnostic.code, diagnostic.message.as_str())];
            same.iter().for_each(|&idx| told[idx] = true);
            let places = same.iter().skip(1).take(MAX_PLACES).map(|&idx| self.place(&diagnostics[idx]));
            let n_more = same.len().saturating_sub(1 + MAX_PLACES);
            let rest: Vec<String> = places.chain((n_more > 0).then(|| format!("{n_more} more places"))).collect();
            let is_first = pointed.insert(diagnostic.code);
            texts.push(self.one(diagnostic, &rest, is_first, renderer));
        }
        texts.join("\n\n")
    }

    fn one(&self, diagnostic: &Diagnostic, rest: &[String], is_first: bool, renderer: &Renderer) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let path = self.path(diagnostic);
        let title = level.primary_title(&diagnostic.message).id(diagnostic.code);
        let label = diagnostic.hint.as_deref().unwrap_or_default();
        // What is said of a file as a whole needs no excerpt of its first line.
        let excerpt = self.sources.text(&diagnostic.span.path).filter(|_| diagnostic.span.range != (0..0));
        let group = match excerpt {
            Some(text) => {
                let range = within(text, &diagnostic.span.range);
                let mark = AnnotationKind::Primary.span(range).label(label);
                title.element(Snippet::source(text).path(&path).annotation(mark))
            }
            None => {
                let group = title.element(annotate_snippets::Origin::path(&path));
                if label.is_empty() { group } else { group.element(Level::HELP.message(label)) }
            }
        };
        let also = format!("also at {}", rest.join(", "));
        let group = if rest.is_empty() { group } else { group.element(Level::NOTE.message(&also)) };
        let story = format!("run `vademecum explain {}` for the whole story", diagnostic.code);
        let group = if is_first { group.element(Level::NOTE.no_name().message(&story)) } else { group };
        renderer.render(&[group]).to_string()
    }

    /// `content/index.md:14:6`.
    fn place(&self, diagnostic: &Diagnostic) -> String {
        let (line, column) = self.start(diagnostic);
        format!("{}:{line}:{column}", self.path(diagnostic))
    }

    fn short(&self, diagnostic: &Diagnostic) -> String {
        let hint = diagnostic.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
        format!(
            "{}: {}[{}]: {}{hint}",
            self.place(diagnostic),
            severity(diagnostic.severity),
            diagnostic.code,
            diagnostic.message
        )
    }

    fn json(&self, diagnostics: &[Diagnostic]) {
        let mut out = std::io::stdout().lock();
        for diagnostic in diagnostics {
            let (line, column) = self.start(diagnostic);
            let text = self.sources.text(&diagnostic.span.path).unwrap_or_default();
            let (end_line, end_column) = position(text, diagnostic.span.range.end);
            let value = serde_json::json!({
                "severity": diagnostic.severity,
                "code": diagnostic.code,
                "path": self.path(diagnostic),
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "message": diagnostic.message,
                "hint": diagnostic.hint,
            });
            // A reader that closed the pipe has read enough.
            if writeln!(out, "{value}").is_err() {
                return;
            }
        }
    }

    fn sarif(&self, diagnostics: &[Diagnostic]) {
        let log = sarif::log(diagnostics, |diagnostic| {
            let text = self.sources.text(&diagnostic.span.path).unwrap_or_default();
            let (start, end) = (self.start(diagnostic), position(text, diagnostic.span.range.end));
            sarif::Place { path: self.path(diagnostic), start, end }
        });
        // A reader that closed the pipe has read enough.
        let _ = writeln!(std::io::stdout().lock(), "{log:#}");
    }

    fn start(&self, diagnostic: &Diagnostic) -> (usize, usize) {
        position(self.sources.text(&diagnostic.span.path).unwrap_or_default(), diagnostic.span.range.start)
    }

    /// The path as somebody in the working directory would type it.
    fn path(&self, diagnostic: &Diagnostic) -> String {
        let path = diagnostic.span.path.as_str();
        if self.sources.text(&diagnostic.span.path).is_none() && path.starts_with("themes/") {
            return path.to_owned();
        }
        let path = self.places.content.join(path);
        path.strip_prefix(".").unwrap_or(&path).to_string_lossy().replace('\\', "/")
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// "2 errors, 1 warning".
pub(super) fn counts(diagnostics: &[Diagnostic]) -> String {
    let n_errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let n_warnings = diagnostics.len() - n_errors;
    let count = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}{}", if n == 1 { "" } else { "s" }));
    [count(n_errors, "error"), count(n_warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Line and column of a byte, both from 1; columns count characters.
fn position(text: &str, at: usize) -> (usize, usize) {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (text[..at].matches('\n').count() + 1, text[start..at].chars().count() + 1)
}

/// A range within a text; an excerpt of many lines is cut to its first.
fn within(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.floor_char_boundary(range.end.clamp(start, text.len()));
    let line = text[start..end].find('\n').map_or(end, |newline| start + newline);
    start..line
}

/// Shows progress on a terminal and remembers how long each stage took.
pub(super) struct Progress {
    started: Instant,
    stages: Mutex<Vec<(&'static str, Instant)>>,
    bar: Option<ProgressBar>,
    watchdog: Watchdog,
}

impl Progress {
    pub(super) fn new() -> Progress {
        // A build that is done before anyone can read a bar shows none.
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{prefix:>9} [{bar:40}] {pos}/{len}")
                .unwrap_or(ProgressStyle::default_bar());
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(10));
            bar.with_style(style.progress_chars("=> "))
        });
        Progress { started: Instant::now(), stages: Mutex::default(), bar, watchdog: Watchdog::new() }
    }

    /// How long it has taken so far.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// How long each stage took, on standard error.
    pub(super) fn timings(&self) {
        let Ok(stages) = self.stages.lock() else {
            return;
        };
        let ends = stages.iter().skip(1).map(|(_, start)| *start).chain([Instant::now()]);
        for ((name, start), end) in stages.iter().zip(ends) {
            print_error(&format!("{:>9} {:>9.1} ms", name, (end - *start).as_secs_f64() * 1e3));
        }
        print_error(&format!("{:>9} {:>9.1} ms", "all", self.elapsed().as_secs_f64() * 1e3));
    }
}

impl Watch for Progress {
    fn stage(&self, name: &'static str) {
        if let Ok(mut stages) = self.stages.lock() {
            stages.push((name, Instant::now()));
        }
        if let Some(bar) = &self.bar {
            bar.set_prefix(name);
        }
    }

    fn progress(&self, n_done: usize, n_all: usize) {
        const LONG: Duration = Duration::from_millis(500);
        if let Some(bar) = self.bar.as_ref().filter(|_| n_done.is_multiple_of(64) && self.elapsed() > LONG) {
            bar.set_length(n_all as u64);
            bar.set_position(n_done as u64);
        }
    }

    fn begins(&self, page: &OutPath) {
        self.watchdog.begins(page);
    }

    fn ends(&self, page: &OutPath) {
        self.watchdog.ends(page);
    }
}
