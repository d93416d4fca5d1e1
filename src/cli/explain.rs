//! `explain`: what a finding means, with a wrong and a right example.

use super::args::Explain;
use super::{Outcome, terminal, usage};
use crate::load;
use crate::model::diag::did_you_mean;
use anyhow::Result;
use std::fmt::Write as _;

pub(super) fn run(options: &Explain) -> Result<Outcome> {
    let findings = load::findings();
    let Some(code) = &options.code else {
        let width = findings.keys().map(|code| code.len()).max().unwrap_or_default();
        let lines = findings.iter().map(|(code, text)| format!("{code:width$}  {}\n", meaning(text)));
        terminal::print(&lines.collect::<String>())?;
        return Ok(Outcome::Fine);
    };
    let Some(text) = findings.get(code.as_str()) else {
        let hint = did_you_mean(code, findings.keys().copied())
            .unwrap_or_else(|| "`vademecum explain` lists them all".to_owned());
        usage!("no finding is called `{code}`; {hint}");
    };
    terminal::print(&shown(text))?;
    Ok(Outcome::Fine)
}

/// What it means in one sentence: the first paragraph below its name.
pub(super) fn meaning(text: &str) -> &str {
    text.split("\n\n").nth(1).unwrap_or_default().trim()
}

/// As a terminal shows it best: headings stand out, examples are set in, and fences are not seen.
fn shown(text: &str) -> String {
    let strong = terminal::strong();
    let mut shown = String::new();
    let mut is_example = false;
    for line in text.lines() {
        let heading = line.trim_start_matches('#');
        if line.starts_with("```") {
            is_example = !is_example;
        } else if is_example && !line.is_empty() {
            let _ = writeln!(shown, "    {line}");
        } else if !is_example && heading.len() < line.len() {
            let _ = writeln!(shown, "{strong}{}{strong:#}", heading.trim());
        } else {
            let _ = writeln!(shown, "{line}");
        }
    }
    shown
}
