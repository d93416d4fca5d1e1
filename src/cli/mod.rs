//! What the program does when somebody calls it: one file per command.

mod args;
mod build;
mod check;
mod completions;
mod explain;
mod export;
mod init;
mod man;
mod new;
mod pack;
mod sarif;
mod schema;
mod search;
mod serve;
mod show;
mod terminal;
mod verify;
mod watchdog;

use crate::load::{self, Places};
use crate::model::config::KindId;
use crate::model::diag::{Diagnosed, Diagnostic, Severity, did_you_mean, settle};
use crate::model::library::Library;
use crate::model::source::Sources;
use crate::pipeline::{self, Memos, Unwatched};
use crate::resolve::Scope;
use anyhow::Result;
use args::{Args, Command};
use clap::Parser;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The content has errors, or warnings under `--strict`.
    Errors,
    /// What was asked cannot be.
    Usage,
    /// Something could not be read or written.
    World,
    /// A copy is not as it was made.
    Difference,
}

/// What was asked cannot be: an error of whoever typed it, not of the world.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Ends with what cannot be asked.
macro_rules! usage {
    ($($words:tt)*) => { return Err($crate::cli::Usage(format!($($words)*)).into()) };
}
use usage;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Errors => 1,
            // Most wrong usage clap answers itself, with the same code.
            Outcome::Usage => 2,
            Outcome::World => 3,
            Outcome::Difference => 5,
        })
    }
}

/// Reads the command line and does what it says.
pub fn run() -> Outcome {
    let args = Args::parse();
    let done = match &args.command {
        Command::Build(options) => build::run(&args.root, options),
        Command::Check(options) => check::run(&args.root, options),
        Command::Serve(options) => serve::run(&args.root, options),
        Command::Search(options) => search::run(&args.root, options),
        Command::Pack(options) => pack::run(&args.root, &options.what),
        Command::Verify(options) => verify::run(options),
        Command::Show(options) => show::run(&args.root, options),
        Command::Init(options) => init::run(options),
        Command::New(options) => new::run(&args.root, options),
        Command::Schema(options) => schema::run(&args.root, options),
        Command::Export(options) => export::run(&args.root, &options.what),
        Command::Explain(options) => explain::run(options),
        Command::Completions(options) => completions::run(options),
        Command::Man(options) => man::run(options),
    };
    done.unwrap_or_else(|error| {
        terminal::failure(&error);
        if error.is::<Usage>() { Outcome::Usage } else { Outcome::World }
    })
}

/// Everything that a command reads before it starts.
struct Loaded {
    places: Places,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

fn loaded(places: Places) -> Result<Loaded> {
    let Diagnosed { value: sources, diagnostics } = load::sources(&places, None)?;
    Ok(Loaded { places, sources, diagnostics })
}

/// The library as its authors see it, drafts and all: for commands that tell about it and write nothing.
fn library(root: &Path) -> Result<(Loaded, Library)> {
    let loaded = loaded(Places::new(root, Path::new("site")))?;
    let scope = Scope { drafts: true, trainers: true };
    let read = pipeline::read(&loaded.sources, scope, &mut Memos::forgetful(), &Unwatched);
    Ok((loaded, read.value))
}

/// The library as its readers see it.
fn published(root: &Path) -> Result<Library> {
    let loaded = loaded(Places::new(root, Path::new("site")))?;
    Ok(pipeline::read(&loaded.sources, Scope::default(), &mut Memos::forgetful(), &Unwatched).value)
}

/// The kind of that name.
fn kind_of(library: &Library, name: &str) -> Result<KindId> {
    let model = &library.config.model;
    let Some(kind) = model.kind(name) else {
        let known = || model.kinds.iter().map(|kind| kind.key.as_str());
        let hint =
            did_you_mean(name, known()).unwrap_or_else(|| format!("known: {}", known().collect::<Vec<_>>().join(", ")));
        usage!("there is no kind `{name}`; {hint}");
    };
    Ok(kind)
}

/// Today's date, as front matter has it.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// What findings mean for the exit code.
fn outcome(diagnostics: &mut Vec<Diagnostic>, is_strict: bool) -> Outcome {
    settle(diagnostics);
    if is_strict {
        diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    let has_errors = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if has_errors { Outcome::Errors } else { Outcome::Fine }
}
