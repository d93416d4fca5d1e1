//! `show`: one entry and all that hangs on it.

use super::args::Show;
use super::{Outcome, terminal, usage};
use crate::export::{self, Shown};
use crate::model::diag::did_you_mean;
use crate::model::graph::EntryId;
use crate::model::library::{Library, Status};
use crate::model::slug::slugged;
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::path::Path;

/// More than these are counted rather than listed; `--json` has them all.
const MAX_LISTED: usize = 20;

pub(super) fn run(root: &Path, options: &Show) -> Result<Outcome> {
    let (_, library) = super::library(root)?;
    let lang = options.lang.as_deref().unwrap_or(library.lang().as_str());
    let Some(id) = found(&library, &options.id, lang) else {
        let names = library.entries.iter().flat_map(|entry| std::iter::once(&entry.id).chain(&entry.aliases));
        let hint = did_you_mean(&slugged(&options.id), names.map(String::as_str))
            .unwrap_or_else(|| "an entry's id is its file's name, unless its head says otherwise".to_owned());
        usage!("no entry is called `{}`; {hint}", options.id);
    };
    if options.lang.is_some() && library[id].lang.as_str() != lang {
        let there = library.in_lang(id, library.lang());
        usage!("`{}` is not there in `{lang}`; it is in `{}`", options.id, library[there].lang);
    }
    let shown = export::shown(&library, id);
    let text = if options.json {
        serde_json::to_string_pretty(&shown).context("writing the entry as JSON")? + "\n"
    } else {
        told(&shown)
    };
    terminal::print(&text)?;
    Ok(Outcome::Fine)
}

/// The entry of that id, else alias, title or file; in the language asked for where it has it.
fn found(library: &Library, name: &str, lang: &str) -> Option<EntryId> {
    let folded = slugged(name);
    let rank = |id: EntryId| {
        let entry = &library[id];
        let is_path = library.path(id).is_some_and(|path| path.as_str() == name);
        if entry.id == name || is_path {
            Some(0)
        } else if entry.aliases.iter().any(|alias| slugged(alias) == folded) {
            Some(1)
        } else {
            (slugged(&entry.title) == folded && !folded.is_empty()).then_some(2)
        }
    };
    let ranked = library.ids().filter_map(|id| Some((rank(id)?, library[id].lang.as_str() != lang, id)));
    ranked.min().map(|(_, _, id)| id)
}

/// As a person reads it.
fn told(shown: &Shown) -> String {
    let strong = terminal::strong();
    let mut text = format!("{strong}{}{strong:#}\n", shown.title);
    let status = match shown.status {
        Status::Draft => ", a draft",
        Status::Current => "",
        Status::Superseded => ", superseded",
        Status::Withdrawn => ", withdrawn",
    };
    let _ = writeln!(text, "{} `{}` ({}{status})", shown.kind_label, shown.id, shown.lang);
    if !shown.summary.is_empty() {
        let _ = writeln!(text, "\n{}", shown.summary);
    }
    let mut rows = vec![("Address", shown.url.clone())];
    rows.extend(shown.source.map(|source| ("File", source.to_owned())));
    rows.extend((!shown.aliases.is_empty()).then(|| ("Aliases", shown.aliases.join(", "))));
    rows.extend((!shown.also_known_as.is_empty()).then(|| ("Also known as", shown.also_known_as.join(", "))));
    rows.extend(shown.reviewed.clone().map(|date| ("Reviewed", date)));
    rows.extend(shown.told.iter().map(|(label, value)| (*label, value.clone())));
    let width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    text.push('\n');
    for (label, value) in rows {
        let _ = writeln!(text, "{label:width$}  {value}");
    }
    for (label, ends) in &shown.related {
        section(&mut text, label, ends, |end| format!("{} ({})", end.title, end.id));
    }
    section(&mut text, "Mentioned in", &shown.backlinks, |mention| match mention.sentence.trim() {
        "" => format!("{} ({})", mention.title, mention.id),
        sentence => format!("{} ({})\n    “{sentence}”", mention.title, mention.id),
    });
    section(&mut text, "In other languages", &shown.translations, |version| {
        let is_behind = if version.is_behind { ", behind its original" } else { "" };
        format!("{}: {} ({}{is_behind})", version.lang, version.title, version.url)
    });
    text
}

/// A heading with a count, and an item a line.
fn section<T>(text: &mut String, title: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    let strong = terminal::strong();
    let _ = writeln!(text, "\n{strong}{title}{strong:#} ({})", items.len());
    for item in items.iter().take(MAX_LISTED) {
        let _ = writeln!(text, "  {}", line(item));
    }
    if items.len() > MAX_LISTED {
        let _ = writeln!(text, "  … and {} more; --json has them all", items.len() - MAX_LISTED);
    }
}
