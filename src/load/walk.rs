//! Walks the content folder.

use super::Places;
use crate::model::diag::{Diagnosed, Diagnostic, Span};
use crate::model::hash::ContentHash;
use crate::model::path::SourcePath;
use crate::model::source::{Asset, Source, Sources};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// The largest Markdown or YAML file, in bytes.
const MAX_TEXT: u64 = 8 * 1024 * 1024;
/// The largest other file, in bytes.
const MAX_ASSET: u64 = 256 * 1024 * 1024;
/// How deep folders may lie in each other.
const MAX_DEPTH: usize = 64;

/// Files that may be published as they are when an entry links to them: what browsers show and what
/// offices exchange. Nothing that runs.
const ASSETS: [&str; 25] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "epub", "csv", "txt", "json", "ttl", "docx", "xlsx",
    "pptx", "odt", "ods", "odp", "zip", "mp3", "mp4", "webm", "ogg", "vtt",
];

/// What a file is read as.
enum Read {
    Text(Arc<Source>),
    Bytes(Arc<Asset>),
    Nothing,
}

pub(super) fn sources(places: &Places, before: Option<(&Sources, &[PathBuf])>) -> Result<Diagnosed<Sources>> {
    let content = &places.content;
    let root =
        fs::canonicalize(content).with_context(|| format!("opening the content folder {}", content.display()))?;
    if !root.is_dir() {
        bail!("{} is a file; name the folder it lies in", content.display());
    }
    if let Some((before, touched)) = before
        && let Some(patched) = patched(before, touched, &root)?
    {
        return Ok(patched);
    }
    let output = fs::canonicalize(&places.output).ok();
    let kept = before.map(|(sources, touched)| Kept::new(sources, touched, &root)).unwrap_or_default();
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let walk = WalkDir::new(&root).max_depth(MAX_DEPTH + 1).sort_by_file_name().into_iter();
    for found in walk.filter_entry(|found| is_walked(found, output.as_deref())) {
        let found = found.with_context(|| format!("walking {}", content.display()))?;
        let Some(path) = relative(found.path(), &root) else {
            continue;
        };
        if found.path_is_symlink() {
            if let Some(diagnostic) = unfollowed(&path, found.path(), &root) {
                diagnostics.push(diagnostic);
                continue;
            }
        } else if found.depth() > MAX_DEPTH && found.file_type().is_dir() {
            let message = format!("folders lie at most {MAX_DEPTH} deep in each other; nothing in this one is read");
            diagnostics.push(Diagnostic::error("deep-folder", Span::file(&path), message).hint("move it further up"));
            continue;
        } else if !found.file_type().is_file() {
            continue;
        }
        files.push((path, found.into_path()));
    }
    let read: Vec<Result<Diagnosed<Read>>> = files.par_iter().map(|(path, file)| read(path, file, &kept)).collect();
    let mut sources = Sources::default();
    for found in read {
        let found = found?;
        diagnostics.extend(found.diagnostics);
        match found.value {
            Read::Text(source) if source.path.as_str() == "site.yaml" => sources.site = Some(source),
            Read::Text(source) if source.path.as_str() == "model.yaml" => sources.model = Some(source),
            Read::Text(source) => sources.entries.push(source),
            Read::Bytes(asset) if asset.path.as_str().starts_with("_static/") => sources.statics.push(asset),
            Read::Bytes(asset) => sources.assets.push(asset),
            Read::Nothing => {}
        }
    }
    diagnostics.extend(["site.yaml", "model.yaml"].into_iter().filter_map(|name| beside(places, name)));
    sources.entries.sort_by(|a, b| a.path.cmp(&b.path));
    sources.assets.sort_by(|a, b| a.path.cmp(&b.path));
    sources.statics.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Diagnosed { value: sources, diagnostics })
}

/// A file that says what the site is, beside the content folder: nothing of it is read.
fn beside(places: &Places, name: &str) -> Option<Diagnostic> {
    let is_beside = places.content != places.root && places.root.join(name).is_file();
    let message =
        "this file is read from here, and one of its name lies a folder further up, where nothing of it is read";
    is_beside.then(|| {
        let hint = format!("move `{name}` into `content/`");
        Diagnostic::warning("config-place", Span::file(&SourcePath::new(name)), message).hint(hint)
    })
}

/// Why a symbolic link is not followed, if it is not: only files below the root are.
fn unfollowed(path: &SourcePath, link: &Path, root: &Path) -> Option<Diagnostic> {
    let Ok(target) = fs::canonicalize(link) else {
        let message = "this symbolic link leads to nothing";
        let hint = "put the file here, or remove the link";
        return Some(Diagnostic::error("dead-symlink", Span::file(path), message).hint(hint));
    };
    if !target.starts_with(root) {
        let message = "this symbolic link leaves the content folder and is not followed";
        return Some(Diagnostic::error("outside-link", Span::file(path), message).hint("copy the file here"));
    }
    (!target.is_file()).then(|| {
        let message = "this symbolic link leads to a folder and is not followed";
        Diagnostic::warning("folder-symlink", Span::file(path), message)
            .hint("link to its files, or move the folder here")
    })
}

/// What was read before with the touched files read again; `None` when a file has come or gone, or is none that
/// was read as text before: then the folder is walked.
fn patched(before: &Sources, touched: &[PathBuf], root: &Path) -> Result<Option<Diagnosed<Sources>>> {
    let mut patched = Diagnosed::fine(before.clone());
    for file in touched {
        let Some(path) = relative(file, root) else { continue };
        let place = patched.value.entries.binary_search_by(|source| source.path.cmp(&path));
        let Ok(place) = place else { return Ok(None) };
        if !file.is_file() || file.is_symlink() {
            return Ok(None);
        }
        let read = text(&path, file)?;
        let Read::Text(source) = read.value else { return Ok(None) };
        patched.value.entries[place] = source;
        patched.diagnostics.extend(read.diagnostics);
    }
    Ok(Some(patched))
}

/// What was read before and nobody has touched since.
#[derive(Default)]
struct Kept<'a> {
    sources: HashMap<&'a str, &'a Arc<Source>>,
    assets: HashMap<&'a str, &'a Arc<Asset>>,
}

impl<'a> Kept<'a> {
    fn new(sources: &'a Sources, touched: &[PathBuf], root: &Path) -> Kept<'a> {
        let touched: Vec<SourcePath> = touched.iter().filter_map(|path| relative(path, root)).collect();
        // A folder that was moved or replaced touches everything below it.
        let is_touched = |path: &str| {
            touched.iter().any(|touched| {
                path.strip_prefix(touched.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let texts = sources.entries.iter().chain(&sources.site).chain(&sources.model);
        let assets = sources.assets.iter().chain(&sources.statics);
        Kept {
            sources: texts.map(|source| (source.path.as_str(), source)).filter(|(path, _)| !is_touched(path)).collect(),
            assets: assets.map(|asset| (asset.path.as_str(), asset)).filter(|(path, _)| !is_touched(path)).collect(),
        }
    }
}

fn is_walked(found: &DirEntry, output: Option<&Path>) -> bool {
    let name = found.file_name().to_string_lossy();
    if found.depth() == 0 || (name == "_static" && found.depth() == 1) {
        return true;
    }
    // What is published as it is may have any name: `.well-known`, `_headers`.
    let top = found.path().ancestors().nth(found.depth().saturating_sub(1));
    if top.is_some_and(|top| top.file_name().is_some_and(|name| name == "_static")) {
        return true;
    }
    // Hugo's folder pages have this name; everything else that begins so is not an entry.
    let is_left_out = name.starts_with('.') || (name.starts_with('_') && name != "_index.md") || name == "node_modules";
    !is_left_out && output.is_none_or(|output| found.path() != output)
}

/// The path below the root with `/` between its parts.
fn relative(path: &Path, root: &Path) -> Option<SourcePath> {
    let path = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    (!parts.is_empty()).then(|| SourcePath::new(parts.join("/")))
}

fn read(path: &SourcePath, file: &Path, kept: &Kept) -> Result<Diagnosed<Read>> {
    let extension = path.extension();
    let is_static = path.as_str().starts_with("_static/");
    let is_config = matches!(path.as_str(), "site.yaml" | "model.yaml");
    if !is_static && (is_config || extension == "md" || extension == "markdown") {
        if let Some(source) = kept.sources.get(path.as_str()) {
            return Ok(Diagnosed::fine(Read::Text(Arc::clone(source))));
        }
        return text(path, file);
    }
    if !is_static && !ASSETS.contains(&extension.as_str()) {
        return Ok(Diagnosed::fine(Read::Nothing));
    }
    if let Some(asset) = kept.assets.get(path.as_str()) {
        return Ok(Diagnosed::fine(Read::Bytes(Arc::clone(asset))));
    }
    if let Some(diagnostic) = too_large(path, file, MAX_ASSET)? {
        return Ok(Diagnosed { value: Read::Nothing, diagnostics: vec![diagnostic] });
    }
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let hash = ContentHash::of_bytes(&bytes);
    Ok(Diagnosed::fine(Read::Bytes(Arc::new(Asset { path: path.clone(), bytes, hash }))))
}

fn text(path: &SourcePath, file: &Path) -> Result<Diagnosed<Read>> {
    if let Some(diagnostic) = too_large(path, file, MAX_TEXT)? {
        return Ok(Diagnosed { value: Read::Nothing, diagnostics: vec![diagnostic] });
    }
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let mut diagnostics = Vec::new();
    let text = match String::from_utf8(bytes) {
        Ok(text) => normalised(&text),
        Err(error) => {
            let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let at = normalised(&before).len();
            let message = "this file is not UTF-8 text: here stands a byte that is no character";
            let span = Span::new(path, at..at + '\u{fffd}'.len_utf8());
            diagnostics.push(Diagnostic::error("not-utf8", span, message).hint("save it again as UTF-8"));
            normalised(&String::from_utf8_lossy(error.as_bytes()))
        }
    };
    Ok(Diagnosed { value: Read::Text(Arc::new(Source::new(path.clone(), text))), diagnostics })
}

/// Without a byte order mark, with one kind of line end; lines and columns stay the same.
fn normalised(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn too_large(path: &SourcePath, file: &Path, max: u64) -> Result<Option<Diagnostic>> {
    let size = fs::metadata(file).with_context(|| format!("looking at {}", file.display()))?.len();
    let message = format!("this file is larger than {} MB", max / (1024 * 1024));
    Ok((size > max).then(|| {
        Diagnostic::error("large-file", Span::file(path), message)
            .hint("split it, or move it out of the content folder")
    }))
}
