//! A theme: the one compiled in, overridden file by file by a folder.

use crate::model::hash::ContentHash;
use crate::model::theme::{OwnPage, Theme};
use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The default theme, so that the program alone is enough.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
/// Its scripts as readers load them: `build.rs` makes them.
static SCRIPTS: Dir = include_dir!("$OUT_DIR/scripts");

/// `theme.yaml`: in which order its files are joined, and which pages are its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    name: String,
    #[serde(default)]
    css: Vec<String>,
    #[serde(default)]
    js: Vec<String>,
    #[serde(default)]
    entry_js: Vec<String>,
    #[serde(default)]
    pages: BTreeMap<String, PageManifest>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageManifest {
    #[serde(default)]
    once: bool,
    #[serde(default)]
    titles: bool,
    #[serde(default)]
    js: Vec<String>,
    #[serde(default)]
    langs: BTreeMap<String, Vec<String>>,
}

/// Reads a theme. Files that `folder` lacks, or has as they are there, are the default theme's.
pub(super) fn read(folder: &Path, name: &str) -> Result<Theme> {
    let (mut files, mut own) = (BTreeMap::new(), BTreeMap::new());
    built_in(&BUILT_IN, &mut files);
    if folder.is_dir() {
        for found in WalkDir::new(folder).sort_by_file_name() {
            let found = found.with_context(|| format!("walking the theme {}", folder.display()))?;
            let path = found.path().strip_prefix(folder).unwrap_or(found.path()).to_string_lossy().replace('\\', "/");
            if found.file_type().is_file()
                && ["html", "xml", "css", "js", "ftl", "yaml", "svg"]
                    .iter()
                    .any(|ext| path.ends_with(&format!(".{ext}")))
            {
                let text =
                    fs::read_to_string(found.path()).with_context(|| format!("reading {}", found.path().display()))?;
                // A script that nobody changed is still published in fewer bytes.
                if files.get(&path) != Some(&text) {
                    own.insert(path, text);
                }
            }
        }
    } else if name != "default" {
        bail!("there is no theme `{name}`: no folder {}", folder.display());
    }
    built_in(&SCRIPTS, &mut files);
    files.extend(own);
    let manifest = files.get("theme.yaml").context("the theme has no theme.yaml")?;
    let manifest: Manifest =
        serde_yaml::from_str(manifest).with_context(|| format!("reading theme.yaml of the theme `{name}`"))?;
    let joined = |folder: &str, names: &[String]| -> Result<String> {
        let mut text = String::new();
        for name in names {
            let file = files.get(&format!("{folder}/{name}"));
            let file = file.with_context(|| format!("theme.yaml names {folder}/{name}, which is not there"))?;
            // In a text between backticks, an indent is part of it.
            text.push_str(&if file.contains('`') { file.clone() } else { without_comments(file) });
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        Ok(text)
    };
    let below = |prefix: &str, extension: &str| -> BTreeMap<String, String> {
        let found = files.iter().filter_map(|(path, text)| Some((path.strip_prefix(prefix)?.to_owned(), text.clone())));
        found.filter(|(name, _)| extension.is_empty() || name.ends_with(extension)).collect()
    };
    let css = joined("css", &manifest.css)?;
    let (js, entry_js) = (joined("js", &manifest.js)?, joined("js", &manifest.entry_js)?);
    let templates = below("templates/", "");
    let mut pages = BTreeMap::new();
    for (name, page) in manifest.pages {
        if !templates.contains_key(&name) {
            bail!("theme.yaml names templates/{name}, which is not there");
        }
        let by_lang = page.langs.iter().map(|(lang, names)| Ok((lang.clone(), joined("js", names)?)));
        let by_lang = by_lang.collect::<Result<_>>()?;
        let js = joined("js", &page.js)?;
        pages.insert(name, OwnPage { is_once: page.once, needs_titles: page.titles, js, by_lang });
    }
    let strings: BTreeMap<String, String> =
        below("lang/", ".ftl").into_iter().map(|(name, text)| (name.replace(".ftl", ""), text)).collect();
    let icon = files.get("img/icon.svg").cloned().unwrap_or_default();
    let book_css = files.get("epub/book.css").map_or_else(String::new, |css| without_comments(css));
    let hash = ContentHash::of_value(&(&templates, (&css, &book_css), (&js, &entry_js), &icon, &strings, &pages));
    Ok(Theme { name: manifest.name, templates, css, book_css, js, entry_js, icon, strings, pages, hash })
}

/// A style sheet or script without indents and the comments that have lines of their own: they are for whoever reads the
/// theme, and a third of what a reader on a slow line would wait for. One that begins with `/*!` stays, for licences.
fn without_comments(text: &str) -> String {
    let (mut kept, mut is_comment) = (String::with_capacity(text.len()), false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let begins = words.starts_with("/*") && !words.starts_with("/*!");
        match words.find("*/").map(|end| &words[end + 2..]) {
            None if is_comment || begins => is_comment = true,
            Some("") if is_comment || begins => is_comment = false,
            Some(rest) if is_comment => {
                is_comment = false;
                kept.push_str(rest);
                kept.push('\n');
            }
            _ if words.is_empty() || words.starts_with("//") => {}
            _ => kept.push_str(line.trim_start()),
        }
    }
    kept
}

fn built_in(folder: &Dir, files: &mut BTreeMap<String, String>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            files.insert(file.path().to_string_lossy().replace('\\', "/"), text.to_owned());
        }
    }
    for inner in folder.dirs() {
        built_in(inner, files);
    }
}
