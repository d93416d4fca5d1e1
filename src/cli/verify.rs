//! `verify`: holds a copy against its manifest and says in words what differs.

use super::args::Verify;
use super::{Outcome, terminal};
use crate::model::manifest::{Difference, Holding, Manifest, Sha256};
use crate::{load, pack, write};
use anyhow::{Context, Error, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

pub(super) fn run(options: &Verify) -> Result<Outcome> {
    let mut copy = read(&options.copy)?;
    let text = copy.manifest.take();
    let manifest = text.as_deref().map(Manifest::parse_what_can_be).unwrap_or_default();
    let has_harmed_lines = text.as_deref().is_some_and(|text| Manifest::parse(text).is_none());
    let mut difference = manifest.held_against(&copy.there);
    let is_unreadable = |path: &String| copy.unreadable.contains_key(path);
    difference.missing.retain(|path| !is_unreadable(path));
    let found = Found { manifest: &manifest, text: text.as_deref(), has_harmed_lines, difference, copy: &copy };
    let text = if options.json { found.json()? } else { found.words(&options.copy) };
    terminal::print(&text)?;
    if !options.json {
        terminal::say(&found.sum(&options.copy));
    }
    Ok(if found.is_whole() { Outcome::Fine } else { Outcome::Difference })
}

/// What a copy holds: a folder, or a ZIP.
pub(super) fn read(path: &Path) -> Result<Holding> {
    if write::is_interrupted(path) {
        let path = path.display();
        bail!(
            "there is no site at {path}: a build was stopped while it published; the next `vademecum build` puts it in place"
        );
    }
    if !path.is_file() {
        return load::copy(path);
    }
    let holding = pack::unzipped(&load::archive(path)?).map_err(Error::msg);
    holding.with_context(|| format!("{} is neither a folder nor a ZIP", path.display()))
}

/// What was found of a copy.
struct Found<'c> {
    manifest: &'c Manifest,
    text: Option<&'c str>,
    has_harmed_lines: bool,
    difference: Difference,
    copy: &'c Holding,
}

impl Found<'_> {
    fn is_whole(&self) -> bool {
        self.text.is_some() && !self.has_harmed_lines && self.n_differences() == 0
    }

    fn n_differences(&self) -> usize {
        self.difference.n_files() + self.copy.unreadable.len()
    }

    /// What identifies the edition that the copy is one of, to be compared with what one was told by another way.
    fn checksum(&self) -> Option<String> {
        self.text.map(|text| Sha256::of(text.as_bytes()))
    }

    /// A line for each file, in order of paths.
    fn words(&self, folder: &Path) -> String {
        let mut lines = String::new();
        if self.text.is_none() {
            let _ = writeln!(
                lines,
                "{} is missing: without it nobody can say what belongs to this copy",
                folder.join(Manifest::NAME).display()
            );
            return lines;
        }
        if self.has_harmed_lines {
            let _ = writeln!(lines, "{} was altered: it has lines that are none of a manifest's", Manifest::NAME);
        }
        let mut said: BTreeMap<&str, String> = BTreeMap::new();
        let difference = &self.difference;
        said.extend(difference.altered.iter().map(|path| (path.as_str(), "was altered".to_owned())));
        said.extend(difference.missing.iter().map(|path| (path.as_str(), "is missing".to_owned())));
        said.extend(difference.moved.iter().map(|(path, to)| (path.as_str(), format!("is now called {}", plain(to)))));
        said.extend(difference.added.iter().map(|path| (path.as_str(), "was added".to_owned())));
        let unreadable = self.copy.unreadable.iter();
        said.extend(unreadable.map(|(path, why)| (path.as_str(), format!("cannot be trusted: {why}"))));
        for (path, what) in said {
            let _ = writeln!(lines, "{} {what}", plain(path));
        }
        lines
    }

    /// One line on the whole.
    fn sum(&self, folder: &Path) -> String {
        let (shown, n_files) = (folder.display(), self.manifest.0.len());
        let Some(checksum) = self.checksum() else {
            return format!("{shown} is no copy that can be verified");
        };
        let left = match self.copy.left.len() {
            0 => String::new(),
            1 => "; 1 more was left by a system and was not looked at".to_owned(),
            n => format!("; {n} more were left by systems and were not looked at"),
        };
        if !self.is_whole() {
            let n = self.n_differences();
            let files = if n == 1 { "file is" } else { "files are" };
            return format!(
                "{shown} is not as it was made: {n} {files} not as the manifest's {n_files} lines say{left}"
            );
        }
        format!(
            "{shown} is whole: {n_files} files are as they were made{left}\nits manifest has the checksum {checksum}"
        )
    }

    fn json(&self) -> Result<String> {
        let value = serde_json::json!({
            "is_whole": self.is_whole(),
            "n_files": self.manifest.0.len(),
            "manifest": self.checksum(),
            "is_manifest_altered": self.has_harmed_lines,
            "altered": self.difference.altered,
            "missing": self.difference.missing,
            "moved": self.difference.moved,
            "added": self.difference.added,
            "unreadable": self.copy.unreadable,
            "left_by_systems": self.copy.left,
        });
        Ok(serde_json::to_string_pretty(&value).context("writing the answer as JSON")? + "\n")
    }
}

/// A name from a stick that anybody may have had, without what would steer a terminal.
fn plain(name: &str) -> String {
    let is_steering = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    name.chars().map(|c| if is_steering(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}
