//! `pack`: copies to hand on.

use super::args::{Format, Packed};
use super::terminal::{self, Progress, Terminal};
use super::{Outcome, loaded, outcome, usage, verify};
use crate::load::{self, Places};
use crate::model::config::Lang;
use crate::model::site::{Keep, Sink};
use crate::pipeline::{self, Memos, Unwatched, Watch};
use crate::resolve::Scope;
use crate::{pack, write};
use anyhow::{Error, Result};
use std::fs;
use std::path::Path;

pub(super) fn run(root: &Path, what: &Packed) -> Result<Outcome> {
    match what {
        Packed::Usb(options) => usb(root, &options.copy),
        Packed::Zip(options) => zip(root, &options.file),
        Packed::Epub(options) => epub(root, &options.file, options.lang.as_deref()),
    }
}

fn usb(root: &Path, copy: &Path) -> Result<Outcome> {
    let places = Places::new(root, copy);
    let update = write::update(copy, &places.content)?;
    let outcome = made(places, &update)?;
    let shown = copy.display();
    if outcome != Outcome::Fine {
        terminal::say(&format!("nothing was packed; {shown} is as it was"));
        return Ok(outcome);
    }
    let updated = update.publish()?;
    for kept in &updated.kept {
        terminal::say(&format!("{kept} is no longer part of the copy, but somebody changed it: it stays"));
    }
    terminal::say(&format!(
        "{shown}: {} files, {} written ({} bytes), {} removed",
        updated.n_files, updated.n_written, updated.n_bytes, updated.n_removed
    ));
    Ok(outcome)
}

fn zip(root: &Path, file: &Path) -> Result<Outcome> {
    let shown = file.display();
    if file.is_dir() {
        usage!("{shown} is a folder; name a file such as library.zip, or use `pack usb`");
    }
    if file.exists() && !verify::read(file).is_ok_and(|holding| holding.manifest.is_some()) {
        usage!("{shown} is there already, and vademecum did not make it; name another file");
    }
    let keep = Keep::default();
    // A library may be packed into its own folder: nothing reads a ZIP that no entry links to.
    let outcome = made(Places::new(root, Path::new("site")), &keep)?;
    if outcome != Outcome::Fine {
        terminal::say(&format!(
            "nothing was packed{}",
            if file.exists() { format!("; {shown} is as it was") } else { String::new() }
        ));
        return Ok(outcome);
    }
    let site = keep.site();
    let bytes = pack::zip(&site).map_err(Error::msg)?;
    let is_new = write::file(file, &bytes)?;
    let written = if is_new { bytes.len() } else { 0 };
    terminal::say(&format!("{shown}: {} files in {} bytes, {written} bytes written", site.len() + 1, bytes.len()));
    Ok(outcome)
}

fn epub(root: &Path, file: &Path, lang: Option<&str>) -> Result<Outcome> {
    let shown = file.display();
    if file.is_dir() {
        usage!("{shown} is a folder; name a file such as library.epub");
    }
    if file.exists() && !fs::read(file).is_ok_and(|bytes| pack::is_epub(&bytes)) {
        usage!("{shown} is there already, and vademecum did not make it; name another file");
    }
    let loaded = loaded(Places::new(root, Path::new("site")))?;
    let read = pipeline::read(&loaded.sources, Scope::default(), &mut Memos::forgetful(), &Unwatched);
    let library = &read.value;
    let lang = match lang {
        None => library.lang(),
        Some(tag) => match library.langs().iter().find(|known| known.as_str().eq_ignore_ascii_case(tag)) {
            Some(lang) => lang,
            None => {
                let known: Vec<&str> = library.langs().iter().map(Lang::as_str).collect();
                usage!("there is no language `{tag}` in this library; known: {}", known.join(", "));
            }
        },
    };
    let theme = load::theme(&loaded.places, &library.config.site.theme)?;
    let book = pipeline::epub(library, &theme, lang);
    let mut diagnostics: Vec<_> = [loaded.diagnostics, read.diagnostics, book.diagnostics].concat();
    let outcome = outcome(&mut diagnostics, false);
    Terminal { places: &loaded.places, sources: &loaded.sources, format: Format::Human }.report(&diagnostics);
    let Some(bytes) = book.value.filter(|_| outcome == Outcome::Fine) else {
        let why = if outcome == Outcome::Fine { format!(": nothing is written in `{lang}`") } else { String::new() };
        let rest = if file.exists() { format!("; {shown} is as it was") } else { String::new() };
        terminal::say(&format!("nothing was packed{why}{rest}"));
        return Ok(if outcome == Outcome::Fine { Outcome::Errors } else { outcome });
    };
    let is_new = write::file(file, &bytes)?;
    let written = if is_new { bytes.len() } else { 0 };
    terminal::say(&format!("{shown}: {} bytes, {written} bytes written", bytes.len()));
    Ok(outcome)
}

/// Makes a copy, and says all there is to say about it.
fn made(places: Places, sink: &dyn Sink) -> Result<Outcome> {
    let progress = Progress::new();
    progress.stage("load");
    let loaded = loaded(places)?;
    let mut memos = Memos::forgetful();
    let read = pipeline::read(&loaded.sources, Scope::default(), &mut memos, &progress);
    let theme = load::theme(&loaded.places, &read.value.config.site.theme)?;
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(pipeline::pack(&read.value, &theme, &mut memos, sink, &progress));
    let outcome = outcome(&mut diagnostics, false);
    progress.done();
    Terminal { places: &loaded.places, sources: &loaded.sources, format: Format::Human }.report(&diagnostics);
    Ok(outcome)
}
