//! `completions`: what makes a shell complete commands and options.

use super::args::{Args, Completions};
use super::{Outcome, terminal};
use anyhow::Result;
use clap::CommandFactory;

pub(super) fn run(options: &Completions) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), "vademecum", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
