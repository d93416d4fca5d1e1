//! `new`: starts an entry with the fields of its kind.

use super::args::{Format, New};
use super::terminal::{self, Terminal};
use super::{Loaded, Outcome, Usage, loaded, outcome, usage};
use crate::load::Places;
use crate::model::config::{Field, FieldForm, KindId};
use crate::model::diag::Severity;
use crate::model::entry::Entry;
use crate::model::library::Library;
use crate::model::slug::Slug;
use crate::model::source::Sources;
use crate::pipeline::{self, Memos, Unwatched};
use crate::resolve::Scope;
use crate::write;
use anyhow::Result;
use std::fmt::Write as _;
use std::path::Path;

pub(super) fn run(root: &Path, options: &New) -> Result<Outcome> {
    let (Loaded { places, sources, .. }, library) = super::library(root)?;
    let kind = super::kind_of(&library, &options.kind)?;
    let id = match &options.id {
        Some(id) => Slug::parse(id).map_err(|problem| Usage(format!("`{id}` cannot be an id: {problem}")))?,
        None => Slug::of(&options.title),
    };
    let lang = options.lang.as_deref().unwrap_or(library.lang().as_str());
    if let Some(taken) = library.entries.iter().find(|entry| entry.id == id.as_str() && entry.lang.as_str() == lang) {
        usage!("`{id}` is the id of “{}” already; give another with --id", taken.title);
    }
    let is_translation = lang != library.lang().as_str();
    if is_translation && !library.config.site.languages.iter().any(|known| known.as_str() == lang) {
        usage!("the site has no language `{lang}`; add it to `languages:` in site.yaml");
    }
    let folder = options.folder.clone().unwrap_or_else(|| folder_of(&library, kind));
    if folder.split('/').any(|part| part == "..") || folder.starts_with('/') {
        usage!("`{folder}` is not below the content folder");
    }
    let suffix = if is_translation { format!(".{lang}.md") } else { ".md".to_owned() };
    let path = [folder.as_str(), &format!("{id}{suffix}")]
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.to_string())
        .collect::<Vec<_>>()
        .join("/");
    let original = library.entries.iter().find(|entry| entry.id == id.as_str() && entry.lang == *library.lang());
    if let Some(original) = original.and_then(|entry| entry.entry.as_ref()).filter(|_| is_translation) {
        let path = original.path.as_str().replace(".md", &suffix);
        let text = translation(original, &sources, &options.title);
        return save(root, &places, &path, &text, options);
    }
    let text = archetype(&places, &options.kind, &options.title)?
        .unwrap_or_else(|| head(&library, kind, &id, &options.title, super::today()));
    save(root, &places, &path, &text, options)
}

/// Saves the new entry, or prints it.
fn save(root: &Path, places: &Places, path: &str, text: &str, options: &New) -> Result<Outcome> {
    if options.stdout {
        terminal::print(text)?;
        return Ok(Outcome::Fine);
    }
    let file = places.content.join(path);
    write::source(&file, text)?;
    terminal::say(&format!("made {}", file.display()));
    remaining(root, path)?;
    Ok(Outcome::Fine)
}

/// What a translator starts from: the original's text, under a head that says what it was translated from.
fn translation(original: &Entry, sources: &Sources, title: &str) -> String {
    let source = sources.entries.iter().find(|source| source.path == original.path);
    let text = source.map_or("", |source| source.text.as_str());
    let body = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---")).map_or(text, |(_, body)| body);
    format!(
        "---\ntitle: {}\nsummary: \"\"\nreviewed: {}\noriginal: {}\ntranslation: unreviewed\n---\n\n{}\n",
        quoted(title),
        super::today(),
        original.words.short(),
        body.trim()
    )
}

/// Where entries of a kind lie: the folder whose page says so, else the one that holds most of them.
fn folder_of(library: &Library, kind: KindId) -> String {
    let key = &library.config.model[kind].key;
    let says = |id: crate::model::graph::EntryId| {
        library[id].entry.as_ref().and_then(|entry| entry.head.get("entries")?.value.text().map(str::to_owned))
    };
    let said = library.folders.iter().find(|folder| folder.index.and_then(says).as_ref() == Some(key));
    let fullest = || {
        library
            .folders
            .iter()
            .max_by_key(|folder| folder.entries.iter().filter(|&&id| library[id].kind == kind).count())
    };
    let holds = |folder: &&crate::model::library::Folder| folder.entries.iter().any(|&id| library[id].kind == kind);
    said.or_else(|| fullest().filter(holds)).map_or(String::new(), |folder| folder.path.clone())
}

/// `_archetypes/<kind>.md`, with `{{ title }}` and `{{ date }}` put in. In the head the title is a YAML text.
fn archetype(places: &Places, kind: &str, title: &str) -> Result<Option<String>> {
    let Some(text) = crate::load::archetype(places, kind)? else { return Ok(None) };
    let (mut filled, mut n_fences) = (String::new(), 0);
    for line in text.split_inclusive('\n') {
        n_fences += usize::from(line.trim_end() == "---");
        let is_yaml = n_fences == 1 && !line.contains(['"', '\'']);
        let title = if is_yaml { quoted(title) } else { title.to_owned() };
        filled.push_str(&line.replace("{{ title }}", &title).replace("{{ date }}", &super::today()));
    }
    Ok(Some(filled))
}

/// A text in YAML's double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Front matter with the kind's fields: required ones to be filled in, the rest as comments that say what they take.
fn head(library: &Library, kind: KindId, id: &Slug, title: &str, today: String) -> String {
    let model = &library.config.model;
    let mut text = String::from("---\n");
    if model.is_declared {
        let _ = writeln!(text, "id: {id}\nkind: {}", model[kind].key);
    }
    let _ = writeln!(text, "title: {}\nsummary: \"\"\nstatus: draft\nreviewed: {today}", quoted(title));
    for field in model.fields_of(kind) {
        let _ = writeln!(text, "{}{}: {}", if field.is_required { "" } else { "# " }, field.key, example(field));
    }
    for relation in model.relations.iter().filter(|relation| relation.from.is_empty() || relation.from.contains(&kind))
    {
        let to: Vec<&str> = relation.to.iter().map(|&kind| model[kind].key.as_str()).collect();
        let value = if relation.is_one { "" } else { "[]" };
        let _ = writeln!(
            text,
            "# {}: {value}  # {}",
            relation.key,
            if to.is_empty() { "any entry".to_owned() } else { to.join(", ") }
        );
    }
    text.push_str("---\n\n");
    text
}

fn example(field: &Field) -> String {
    match &field.form {
        FieldForm::Choice(of) => {
            let names: Vec<&str> = of.iter().map(|(name, _)| name.as_str()).collect();
            format!("{}  # {}", names.first().unwrap_or(&""), names.join(", "))
        }
        FieldForm::Date => "2012-05-14  # or 2012-05, or 2012".to_owned(),
        FieldForm::Integer => field.min.unwrap_or(1).to_string(),
        FieldForm::Boolean => "false".to_owned(),
        FieldForm::List(_) => "[]".to_owned(),
        FieldForm::Map => "{}".to_owned(),
        FieldForm::Url => "https://".to_owned(),
        FieldForm::Text | FieldForm::Markdown | FieldForm::File => "\"\"".to_owned(),
    }
}

/// Says what the new entry still lacks, so that nobody has to guess.
fn remaining(root: &Path, path: &str) -> Result<()> {
    let Loaded { places, sources, .. } = loaded(Places::new(root, Path::new("site")))?;
    let read = pipeline::read(&sources, Scope { drafts: true, trainers: true }, &mut Memos::forgetful(), &Unwatched);
    let mut diagnostics = read.diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.span.path.as_str() == path && diagnostic.severity == Severity::Error);
    outcome(&mut diagnostics, false);
    if !diagnostics.is_empty() {
        Terminal { places: &places, sources: &sources, format: Format::Human }.human(&diagnostics);
    }
    Ok(())
}
