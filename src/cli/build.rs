//! `build`: writes the site.

use super::args::{Audience, Build, Who};
use super::terminal::{self, Progress, Terminal};
use super::{Outcome, loaded, outcome};
use crate::load::{self, Places};
use crate::model::path::SourcePath;
use crate::pipeline::{self, Blocks, Memos, Watch};
use crate::resolve::Scope;
use crate::write::{self, Recovered};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::path::Path;

/// Which entries a build shows.
pub(super) fn scope(audience: Audience) -> Scope {
    Scope { drafts: audience.drafts, trainers: audience.audience == Some(Who::Trainers) }
}

pub(super) fn run(root: &Path, options: &Build) -> Result<Outcome> {
    if let Some(jobs) = options.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global().context("starting threads")?;
    }
    let progress = Progress::new();
    progress.stage("load");
    let mut loaded = loaded(Places::new(root, &options.output))?;
    let staging = write::stage(&options.output, &loaded.places.content)?;
    let recovered = staging.recovered;
    let mut memos = Memos::forgetful();
    let mut read = pipeline::read(&loaded.sources, scope(options.audience), &mut memos, &progress);
    if let Some(url) = &options.base_url {
        read.value.config.site.base_url = Some(url.clone());
    }
    let theme = load::theme(&loaded.places, &read.value.config.site.theme)?;
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(read.diagnostics);
    // Texts are kept for excerpts only: those that nothing is said about are given back before pages are made.
    let told: BTreeSet<&SourcePath> = diagnostics.iter().map(|diagnostic| &diagnostic.span.path).collect();
    loaded.sources.entries.retain(|source| told.contains(&source.path));
    let (found, ()) = rayon::join(
        || pipeline::build(&read.value, &theme, &mut memos, &staging, &progress),
        || pipeline::search(&read.value, &mut Blocks::forgetful(), &staging),
    );
    diagnostics.extend(found);
    let outcome = outcome(&mut diagnostics, options.strict);
    progress.stage("publish");
    let report = match outcome {
        Outcome::Fine => Some(staging.publish()?),
        _ => None,
    };
    progress.done();
    Terminal { places: &loaded.places, sources: &loaded.sources, format: options.message_format }.report(&diagnostics);
    if options.timings {
        progress.timings();
    }
    let output = options.output.display();
    let stopped = "a build was stopped while it published";
    match recovered {
        Some(Recovered::Completed) => {
            terminal::say(&format!("{stopped}; what it had made was put in place at {output}"))
        }
        Some(Recovered::Undone) => terminal::say(&format!("{stopped}; the site before it was put back at {output}")),
        None => {}
    }
    match report {
        Some(report) => terminal::say(&format!(
            "{output}: {} files, {} written, {} removed, in {:.2} s",
            report.n_files,
            report.n_written,
            report.n_removed,
            progress.elapsed().as_secs_f64()
        )),
        None if options.output.exists() => terminal::say(&format!("nothing was published; {output} is as it was")),
        None => terminal::say("nothing was published"),
    }
    Ok(outcome)
}
