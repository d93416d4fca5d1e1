//! `check`: the whole build without the writing.

use super::args::Check;
use super::terminal::{self, Progress, Terminal};
use super::{Outcome, build, loaded, outcome};
use crate::load::{self, Places};
use crate::model::site::Forget;
use crate::pipeline::{self, Memos, Watch};
use anyhow::Result;
use std::path::Path;

pub(super) fn run(root: &Path, options: &Check) -> Result<Outcome> {
    let progress = Progress::new();
    progress.stage("load");
    let loaded = loaded(Places::new(root, Path::new("site")))?;
    let mut memos = Memos::forgetful();
    let read = pipeline::read(&loaded.sources, build::scope(options.audience), &mut memos, &progress);
    let theme = load::theme(&loaded.places, &read.value.config.site.theme)?;
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(pipeline::build(&read.value, &theme, &mut memos, &Forget, &progress));
    let outcome = outcome(&mut diagnostics, options.strict);
    progress.done();
    Terminal { places: &loaded.places, sources: &loaded.sources, format: options.message_format }.report(&diagnostics);
    if diagnostics.is_empty() && !options.message_format.is_for_programs() {
        terminal::say(&format!("{} entries, nothing to say", read.value.entries.len()));
    }
    Ok(outcome)
}
