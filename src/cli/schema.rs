//! `schema`: what may stand in the head of an entry, for editors.

use super::args::Schema;
use super::{Outcome, terminal};
use crate::export;
use anyhow::{Context, Result};
use std::path::Path;

pub(super) fn run(root: &Path, options: &Schema) -> Result<Outcome> {
    let (_, library) = super::library(root)?;
    let Some(name) = &options.kind else {
        let model = &library.config.model;
        let width = model.kinds.iter().map(|kind| kind.key.len()).max().unwrap_or_default();
        let lines = model.kinds.iter().map(|kind| format!("{:width$}  {}\n", kind.key, kind.label.get(library.lang())));
        terminal::print(&lines.collect::<String>())?;
        return Ok(Outcome::Fine);
    };
    let schema = export::schema(&library, super::kind_of(&library, name)?);
    let text = serde_json::to_string_pretty(&schema).context("writing the schema")?;
    terminal::print(&(text + "\n"))?;
    Ok(Outcome::Fine)
}
