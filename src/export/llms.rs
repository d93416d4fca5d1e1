//! `llms.txt`: the library in one screen, for language models (<https://llmstxt.org>).

use crate::model::citation::folded;
use crate::model::library::{Folder, Library};
use crate::model::path::OutPath;
use std::fmt::Write;

pub(super) const PATH: &str = "llms.txt";

/// The most folders that are named.
const MAX_FOLDERS: usize = 40;

pub(super) fn text(library: &Library) -> Vec<u8> {
    let site = &library.config.site;
    let mut text = format!("# {}\n", escaped(library.title(library.lang())));
    let description = site.description.get(library.lang());
    let home = library.home.and_then(|home| library[home].summary.as_deref()).unwrap_or_default();
    let description = escaped(if description.is_empty() { home } else { description });
    if !description.is_empty() {
        write!(text, "\n> {description}\n").expect(INFALLIBLE);
    }
    let licence = escaped(site.licence.get(library.lang()));
    if !licence.is_empty() {
        write!(text, "\n{licence}\n").expect(INFALLIBLE);
    }
    let top = library.folders[0].folders.iter().map(|&id| (&library[id], library.folder_out(id, library.lang())));
    let folders: Vec<(&Folder, OutPath)> = top.take(MAX_FOLDERS).collect();
    if !folders.is_empty() {
        text.push_str("\n## Contents\n\n");
    }
    for (folder, out) in folders {
        let index = folder.index.map(|index| &library[index]);
        let title = index.map_or(&folder.title, |index| &index.title);
        let summary = index.and_then(|index| index.summary.as_deref()).map(escaped);
        let said = summary.map_or(format!("{} entries", folder.entries.len()), |summary| summary);
        link(&mut text, title, &library.address(&out), &said);
    }
    text.push_str("\n## Data\n\n");
    let mut data = |title: &str, path: &str, said: &str| {
        link(&mut text, title, &library.address(&OutPath::new(path)), said);
    };
    data("Entries", "data/entries.json", "every entry with its kind, summary, fields and relations, as JSON");
    data("Graph", "data/graph.json", "relations and links between entries, as JSON");
    data("Inventory", "data/inventory.json", "every page with its language, status and date of review, as JSON");
    if !super::skos::schemes(library).is_empty() {
        data("Vocabulary", super::skos::PATH, "the terms that entries are filed under, as SKOS in Turtle");
    }
    if library.entries.iter().any(|entry| entry.entry.is_some()) {
        data("Citations", "citations.bib", "every entry as a BibTeX record");
        data("Citations", "citations.ris", "every entry as a RIS record");
        data("Citations", "citations.json", "every entry as a CSL-JSON item");
    }
    text.into_bytes()
}

/// A line of a list: `- [title](address): words`. The words are escaped.
fn link(text: &mut String, title: &str, address: &str, said: &str) {
    writeln!(text, "- [{}]({address}): {said}", escaped(title)).expect(INFALLIBLE);
}

/// On one line, and no markup of Markdown's.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in folded(text).chars() {
        if matches!(c, '\\' | '[' | ']' | '`' | '*' | '_' | '<' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

const INFALLIBLE: &str = "a string takes any text";
