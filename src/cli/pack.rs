//! `pack`: copies to hand on.

use super::args::{Format, Packed};
use super::terminal::{self, Progress, Terminal};
use super::{Outcome, loaded, outcome, usage, verify};
use crate::load::{self, Places};
use crate::model::site::{Keep, Sink};
use crate::pipeline::{self, Memos, Watch};
use crate::resolve::Scope;
use crate::{pack, write};
use anyhow::{Error, Result};
use std::path::Path;

pub(super) fn run(root: &Path, what: &Packed) -> Result<Outcome> {
    match what {
        Packed::Usb(options) => usb(root, &options.copy),
        Packed::Zip(options) => zip(root, &options.file),
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
