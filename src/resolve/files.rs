//! Files beside the entries: pictures, attachments, and what is published as it is.

use super::order;
use crate::model::config::{Config, FieldForm};
use crate::model::diag::{Diagnostic, Span};
use crate::model::library::{FieldValue, Resolved};
use crate::model::path::{OutPath, SourcePath};
use crate::model::slug::Slug;
use crate::model::source::Asset;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Files beside the entries, and which of them entries link to.
pub(super) struct Files {
    all: BTreeMap<SourcePath, Arc<Asset>>,
    published: BTreeMap<OutPath, Arc<Asset>>,
    /// Files that entries link to and that are not published: more was said about them already.
    refused: HashSet<SourcePath>,
    /// Whether the library has a model. A plain folder is published without what it has to do without.
    is_declared: bool,
    n_guesses: u32,
}

impl Files {
    pub(super) fn new(assets: &[Arc<Asset>], config: &Config) -> Files {
        Files {
            all: assets.iter().map(|asset| (asset.path.clone(), Arc::clone(asset))).collect(),
            published: BTreeMap::new(),
            refused: HashSet::new(),
            is_declared: config.model.is_declared,
            n_guesses: 0,
        }
    }

    /// The files that entries link to. Those that nobody links to are reported.
    pub(super) fn published(self, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, Arc<Asset>> {
        let linked: HashSet<&SourcePath> =
            self.published.values().map(|asset| &asset.path).chain(&self.refused).collect();
        // In a plain folder files lie about for many reasons.
        for path in self.all.keys().filter(|path| self.is_declared && !linked.contains(*path)) {
            let message = "no entry links to this file, so it is not published";
            let hint = "link to it, or move it out of the content folder";
            diagnostics.push(Diagnostic::warning("unused-file", Span::file(path), message).hint(hint));
        }
        self.published
    }

    /// Files that fields name: looked for beside the entry, and published.
    pub(super) fn of_fields(&mut self, entries: &mut [Resolved], config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        for entry in entries {
            let Some(source) = entry.entry.clone() else { continue };
            for field in config.model.fields_of(entry.kind).filter(|field| field.form == FieldForm::File) {
                let Some((_, value)) = entry.fields.iter_mut().find(|(key, _)| *key == field.key) else { continue };
                let FieldValue::Text(name) = value else { continue };
                let span = super::names::head_span(&source, &field.key);
                match source.path.join(name).and_then(|path| self.at(&path)) {
                    Some(asset) => {
                        if let Ok(out) = self.publish(&asset, span, diagnostics) {
                            *value = FieldValue::File(out);
                        }
                    }
                    None => {
                        let message = format!("there is no file `{name}`");
                        let hint = "put it beside the entry, or write the path to it from there";
                        diagnostics.push(Diagnostic::error("missing-file", span, message).hint(hint));
                    }
                }
            }
        }
    }

    /// The file of a path.
    pub(super) fn at(&self, path: &SourcePath) -> Option<Arc<Asset>> {
        self.all.get(path).map(Arc::clone)
    }

    /// The path of a file by its name alone, for a hint. Each costs a walk over all files, so only the first few
    /// are looked for.
    pub(super) fn of_name(&mut self, name: &str) -> Option<&SourcePath> {
        const MAX_GUESSES: u32 = 100;
        self.n_guesses += 1;
        if self.n_guesses > MAX_GUESSES || name.is_empty() {
            return None;
        }
        let is_named = |path: &str| path.rsplit('/').next().is_some_and(|file| file.eq_ignore_ascii_case(name));
        self.all.keys().find(|path| is_named(path.as_str()))
    }

    /// The address of a file, under its own path. What keeps it from having one is reported.
    pub(super) fn publish(
        &mut self,
        asset: &Arc<Asset>,
        span: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<OutPath, ()> {
        if asset.path.extension() == "svg" && has_script(&asset.bytes) {
            let message = format!("`{}` holds a script; pictures that run are not published", asset.path);
            let hint = "save it without scripts, or as PNG";
            diagnostics.push(Diagnostic::graded(self.is_declared, "svg-script", span, message).hint(hint));
            self.refused.insert(asset.path.clone());
            return Err(());
        }
        let folder = order::slugged_path(asset.path.folder()).map_or(String::new(), |path| format!("{path}/"));
        let out = OutPath::new(format!("{folder}{}.{}", Slug::of_name(asset.path.stem()), asset.path.extension()));
        if let Some(other) = self.published.get(&out).filter(|other| other.path != asset.path) {
            let message = format!("`{}` and `{}` would have the address `{out}`", other.path, asset.path);
            diagnostics.push(Diagnostic::error("address-collision", span, message).hint("rename one of them"));
            self.refused.insert(asset.path.clone());
            return Err(());
        }
        self.published.insert(out.clone(), Arc::clone(asset));
        Ok(out)
    }
}

/// Files of `_static/`, at the site's root under their own names.
pub(super) fn statics(statics: &[Arc<Asset>]) -> Vec<(OutPath, Arc<Asset>)> {
    let out = |asset: &Arc<Asset>| OutPath::new(asset.path.as_str().trim_start_matches("_static/"));
    statics.iter().map(|asset| (out(asset), Arc::clone(asset))).collect()
}

/// Whether an SVG could run something: a script, an event handler, a foreign object or a script address.
fn has_script(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let has_handler = text.match_indices("on").any(|(at, _)| {
        let begins = text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\''));
        let rest = &text[at + 2..];
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        begins && name > 0 && rest[name..].trim_start().starts_with('=')
    });
    // A name may have a prefix: `<svg:script>` is a script too.
    let runs = ["<script", ":script", "javascript:", "foreignobject"];
    has_handler || runs.iter().any(|mark| text.contains(mark))
}
