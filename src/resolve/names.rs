//! Kinds, ids and addresses.

use super::{Scope, order};
use crate::model::config::{Config, KindId, Lang};
use crate::model::diag::{Diagnostic, Span, did_you_mean};
use crate::model::entry::{Entry, Value};
use crate::model::graph::{EntryId, FolderId};
use crate::model::library::{Folder, Resolved};
use crate::model::path::{OutPath, SourcePath};
use crate::model::slug::{Slug, slugged};
use rayon::prelude::*;
use std::collections::hash_map::Entry as MapEntry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What an entry is called and where it goes.
pub(super) struct Naming {
    pub(super) entry: Arc<Entry>,
    /// The entry it translates.
    pub(super) original: Option<Arc<Entry>>,
    pub(super) id: String,
    pub(super) lang: Lang,
    pub(super) kind: KindId,
    pub(super) folder: FolderId,
    pub(super) out: OutPath,
    pub(super) is_folder_page: bool,
    /// The kind that was written exists: only then are the keys held against it.
    pub(super) has_kind: bool,
}

/// All entries named: those shown, and what those are called that this edition does not show.
pub(super) struct Namings {
    pub(super) shown: Vec<Naming>,
    pub(super) hidden: Vec<Hidden>,
}

/// An entry that this edition does not show: a link to it is a finding of its own.
pub(super) struct Hidden {
    entry: Arc<Entry>,
    lang: Lang,
    pub(super) path: SourcePath,
    pub(super) names: Vec<String>,
}

/// Gives every entry its kind, id and address.
pub(super) fn name(
    entries: &[Arc<Entry>],
    originals: &[Option<&Arc<Entry>>],
    config: &Config,
    folders: &[Folder],
    scope: Scope,
    diagnostics: &mut Vec<Diagnostic>,
) -> Namings {
    let kinds = folder_kinds(entries, config, folders, diagnostics);
    let pages = folder_pages(entries, config);
    let name = |(source, &original): (&Arc<Entry>, &Option<&Arc<Entry>>)| {
        let mut diagnostics = Vec::new();
        let lang = lang_of(&source.path, config);
        let is_folder_page = order::index_rank(&source.path, &lang, config).is_some()
            && pages.get(&(source.path.folder().to_owned(), lang.clone())) == Some(&source.path);
        let id = id_of(source, original, is_folder_page, &lang, config, &mut diagnostics);
        if is_hidden(source, original, scope) {
            return (Err(Hidden::new(source.clone(), id, lang)), diagnostics);
        }
        let folder = order::folder_of(folders, source.path.folder());
        let kind = kind_of(source, original, is_folder_page, &kinds[folder.0 as usize], config, &mut diagnostics);
        let naming = Naming {
            entry: source.clone(),
            // What an original that this edition leaves out says is nobody's business.
            original: original.filter(|original| !is_hidden(original, None, scope)).cloned(),
            out: out_of(source, &id, &lang, kind, is_folder_page, config),
            has_kind: has_known_kind(source, config),
            id,
            lang,
            kind,
            folder,
            is_folder_page,
        };
        (Ok(naming), diagnostics)
    };
    let named: Vec<(Result<Naming, Hidden>, Vec<Diagnostic>)> = entries.par_iter().zip(originals).map(name).collect();
    let mut namings = Namings { shown: Vec::with_capacity(entries.len()), hidden: Vec::new() };
    for (naming, found) in named {
        diagnostics.extend(found);
        match naming {
            Ok(naming) => namings.shown.push(naming),
            Err(hidden) => namings.hidden.push(hidden),
        }
    }
    each_once(&mut namings.shown, config, diagnostics);
    hide_with_their_originals(&mut namings, scope, config);
    by_their_ids(&mut namings.shown, config);
    namings
}

/// Of those that share an id or an address the first stays, and the others are reported.
fn each_once(shown: &mut Vec<Naming>, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: HashMap<(&str, &Lang), &SourcePath> = HashMap::with_capacity(shown.len());
    let mut by_out: HashMap<&OutPath, &SourcePath> = HashMap::with_capacity(shown.len());
    let mut clashes = HashSet::new();
    for (idx, Naming { entry, id, lang, out, .. }) in shown.iter().enumerate() {
        let place = || head_span(entry, "id");
        let taken = |message| Diagnostic::error("address-collision", place(), message).hint("rename this file");
        let clash = match by_id.entry((id, lang)) {
            MapEntry::Occupied(first) if config.model.is_declared => {
                let message = format!("`{id}` is the id of `{}` too", first.get());
                Some(Diagnostic::error("duplicate-id", place(), message).hint("give one of them another `id:`"))
            }
            MapEntry::Occupied(first) => Some(taken(format!("`{}` has the address `{id}.html` too", first.get()))),
            MapEntry::Vacant(free) => {
                free.insert(&entry.path);
                match by_out.get(out) {
                    _ if RESERVED.contains(&out.as_str()) => {
                        Some(taken(format!("the site keeps the address `{out}` for itself")))
                    }
                    Some(first) => Some(taken(format!("`{first}` has the address `{out}` too"))),
                    None => None,
                }
            }
        };
        match clash {
            Some(clash) => {
                clashes.insert(idx);
                diagnostics.push(clash);
            }
            None => _ = by_out.insert(out, &entry.path),
        }
    }
    if clashes.is_empty() {
        return;
    }
    let mut idx = 0..;
    shown.retain(|_| idx.next().is_none_or(|idx| !clashes.contains(&idx)));
}

impl Hidden {
    fn new(entry: Arc<Entry>, id: String, lang: Lang) -> Hidden {
        Hidden { path: entry.path.clone(), names: names_of(&entry, id), entry, lang }
    }

    fn id(&self) -> &str {
        &self.names[0]
    }
}

/// Translations that lie elsewhere than their originals are hidden with them as well.
fn hide_with_their_originals(namings: &mut Namings, scope: Scope, config: &Config) {
    let default = &config.site.languages[0];
    let originals: HashMap<String, Arc<Entry>> = namings
        .hidden
        .iter()
        .filter(|hidden| hidden.lang == *default)
        .map(|hidden| (hidden.id().to_owned(), Arc::clone(&hidden.entry)))
        .collect();
    if originals.is_empty() || config.site.languages.len() < 2 {
        return;
    }
    let (hidden, shown) = std::mem::take(&mut namings.shown).into_iter().partition(|naming| {
        let original = originals.get(&naming.id).filter(|_| naming.lang != *default);
        original.is_some_and(|original| is_hidden(&naming.entry, Some(original), scope))
    });
    namings.shown = shown;
    let hidden: Vec<Naming> = hidden;
    namings.hidden.extend(hidden.into_iter().map(|naming| Hidden::new(naming.entry, naming.id, naming.lang)));
}

/// Translations that lie elsewhere than their originals say whose they are by their id.
fn by_their_ids(shown: &mut [Naming], config: &Config) {
    let default = &config.site.languages[0];
    if config.site.languages.len() < 2 {
        return;
    }
    let originals: HashMap<String, Arc<Entry>> = shown
        .iter()
        .filter(|naming| naming.lang == *default)
        .map(|naming| (naming.id.clone(), Arc::clone(&naming.entry)))
        .collect();
    for naming in shown.iter_mut().filter(|naming| naming.lang != *default && naming.original.is_none()) {
        naming.original = originals.get(&naming.id).cloned();
    }
}

/// Addresses that the site's own pages have.
const RESERVED: [&str; 2] = ["404.html", "a-z.html"];

/// The kind of each folder's entries, as the nearest folder page says in `entries:`.
fn folder_kinds(
    entries: &[Arc<Entry>],
    config: &Config,
    folders: &[Folder],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KindId> {
    let mut said: HashMap<&str, KindId> = HashMap::new();
    for entry in entries {
        let Some(value) = entry.head.get("entries").filter(|_| config.model.is_declared) else {
            continue;
        };
        let span = Span::new(&entry.path, value.span.clone());
        let Some(name) = value.value.text() else {
            diagnostics.push(
                Diagnostic::error("wrong-type", span, "`entries:` names one kind").hint("write `entries: practice`"),
            );
            continue;
        };
        match config.model.kind(name) {
            Some(kind) => _ = said.insert(entry.path.folder(), kind),
            None => diagnostics.push(unknown_kind(name, span, config)),
        }
    }
    let mut kinds = Vec::with_capacity(folders.len());
    for folder in folders {
        let inherited = folder.parent.map(|parent: FolderId| kinds[parent.0 as usize]);
        kinds.push(said.get(folder.path.as_str()).copied().or(inherited).unwrap_or_else(|| config.model.article()));
    }
    kinds
}

/// The file that is each folder's own page, by folder and language.
fn folder_pages(entries: &[Arc<Entry>], config: &Config) -> HashMap<(String, Lang), SourcePath> {
    let mut pages: HashMap<(String, Lang), (u8, SourcePath)> = HashMap::new();
    for entry in entries {
        let lang = lang_of(&entry.path, config);
        if let Some(rank) = order::index_rank(&entry.path, &lang, config) {
            let key = (entry.path.folder().to_owned(), lang);
            if pages.get(&key).is_none_or(|(best, _)| rank < *best) {
                pages.insert(key, (rank, entry.path.clone()));
            }
        }
    }
    pages.into_iter().map(|(key, (_, path))| (key, path)).collect()
}

/// The language by the file's name: `victims.fr.md` is French where the site has French.
fn lang_of(path: &SourcePath, config: &Config) -> Lang {
    let tag = path.stem().rsplit_once('.').map_or("", |(_, tag)| tag);
    let found = config.site.languages.iter().find(|lang| lang.as_str() == tag);
    found.unwrap_or(&config.site.languages[0]).clone()
}

fn kind_of(
    entry: &Entry,
    original: Option<&Arc<Entry>>,
    is_folder_page: bool,
    inherited: &KindId,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> KindId {
    let default = if is_folder_page { config.model.article() } else { *inherited };
    let written = entry.head.get("kind").map(|value| (entry, value));
    let written = written.or_else(|| original.and_then(|entry| Some((&**entry, entry.head.get("kind")?))));
    let Some((entry, value)) = written.filter(|_| config.model.is_declared) else {
        return default;
    };
    let span = Span::new(&entry.path, value.span.clone());
    match value.value.text() {
        Some(name) => config.model.kind(name).unwrap_or_else(|| {
            diagnostics.push(unknown_kind(name, span, config));
            default
        }),
        None => {
            diagnostics
                .push(Diagnostic::error("wrong-type", span, "`kind:` is one word").hint("write `kind: practice`"));
            default
        }
    }
}

/// Whether the kind that was written, if one was, exists.
fn has_known_kind(entry: &Entry, config: &Config) -> bool {
    let written = entry.head.get("kind").and_then(|value| value.value.text());
    written.is_none_or(|name| config.model.kind(name).is_some())
}

fn unknown_kind(name: &str, span: Span, config: &Config) -> Diagnostic {
    let known = || config.model.kinds.iter().map(|kind| kind.key.as_str());
    let hint =
        did_you_mean(name, known()).unwrap_or_else(|| format!("known: {}", known().collect::<Vec<_>>().join(", ")));
    Diagnostic::error("unknown-kind", span, format!("there is no kind `{name}`")).hint(hint)
}

fn id_of(
    entry: &Entry,
    original: Option<&Arc<Entry>>,
    is_folder_page: bool,
    lang: &Lang,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let written = |entry: &'_ Entry| {
        let value = entry.head.get("id")?;
        Some((value.value.text()?.to_owned(), Span::new(&entry.path, value.span.clone())))
    };
    let written = written(entry).or_else(|| written(original?));
    if let Some((text, span)) = written.filter(|_| config.model.is_declared) {
        match Slug::parse(&text) {
            Ok(id) => return id.to_string(),
            Err(problem) => {
                diagnostics.push(Diagnostic::error("bad-id", span, format!("`{text}` cannot be an id")).hint(problem));
                return Slug::of(&text).to_string();
            }
        }
    }
    let stem = entry.path.stem();
    let stem =
        if *lang == config.site.languages[0] { stem } else { stem.strip_suffix(&format!(".{lang}")).unwrap_or(stem) };
    let folder = entry.path.folder();
    let path = match (is_folder_page, folder) {
        (true, "") => return "home".to_owned(),
        (true, folder) => folder.to_owned(),
        (false, "") => stem.to_owned(),
        (false, folder) => format!("{folder}/{stem}"),
    };
    if config.model.is_declared {
        let name = path.rsplit_once('/').map_or(path.as_str(), |(_, name)| name);
        return Slug::of_name(name).to_string();
    }
    order::slugged_path(&path).unwrap_or_else(|| "home".to_owned())
}

fn out_of(entry: &Entry, id: &str, lang: &Lang, kind: KindId, is_folder_page: bool, config: &Config) -> OutPath {
    let is_home = is_folder_page && entry.path.folder().is_empty();
    let page = if is_home {
        "index.html".to_owned()
    } else if config.model.is_declared {
        format!("{}/{id}.html", config.model[kind].path)
    } else if is_folder_page {
        format!("{id}/index.html")
    } else {
        format!("{id}.html")
    };
    OutPath::new(if *lang == config.site.languages[0] { page } else { format!("{lang}/{page}") })
}

/// Everything an entry can be called, folded.
fn names_of(entry: &Entry, id: String) -> Vec<String> {
    let title = entry.head.get("title").and_then(|value| value.value.text()).or(entry.title.as_deref());
    let aliases = match entry.head.get("aliases").map(|value| &value.value) {
        Some(Value::List(items)) => items.iter().filter_map(|item| item.value.text()).collect(),
        Some(Value::Text(text)) => vec![text.as_str()],
        _ => Vec::new(),
    };
    let named = aliases.into_iter().chain(title).chain([entry.path.stem()]);
    std::iter::once(id).chain(named.map(slugged)).collect()
}

/// Whether this edition leaves the entry out. A translation is as its original is, unless it says otherwise.
pub(super) fn is_hidden(entry: &Entry, original: Option<&Arc<Entry>>, scope: Scope) -> bool {
    let value = |key: &str| entry.head.get(key).or_else(|| original?.head.get(key));
    let says = |key: &str, word: &str| value(key).and_then(|value| value.value.text()) == Some(word);
    let is_draft = says("status", "draft") || says("draft", "true");
    (is_draft && !scope.drafts) || (says("audience", "trainers") && !scope.trainers)
}

/// Where a key stands, else the file as a whole.
pub(super) fn head_span(entry: &Entry, key: &str) -> Span {
    entry.head.get(key).map_or(Span::file(&entry.path), |value| Span::new(&entry.path, value.span.clone()))
}

/// Old addresses: each alias that can be an address answers with a redirect.
pub(super) fn redirects(
    entries: &[Resolved],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<OutPath, EntryId> {
    let mut redirects = BTreeMap::new();
    if entries.iter().all(|entry| entry.aliases.is_empty()) {
        return redirects;
    }
    let taken: HashMap<&OutPath, &Resolved> = entries.iter().map(|entry| (&entry.out, entry)).collect();
    for (idx, entry) in entries.iter().enumerate() {
        for alias in &entry.aliases {
            let Ok(slug) = Slug::parse(alias) else {
                continue;
            };
            let folder = entry.out.folder();
            let out =
                OutPath::new(if folder.is_empty() { format!("{slug}.html") } else { format!("{folder}/{slug}.html") });
            let Some(source) = &entry.entry else { continue };
            let clash = match (taken.get(&out), redirects.get(&out)) {
                (Some(other), _) => Some(other.title.clone()),
                (None, Some(&EntryId(other))) => Some(entries[other as usize].title.clone()),
                (None, None) => None,
            };
            if let Some(other) = clash {
                let message = format!("the alias `{alias}` is taken by “{other}”");
                let span = head_span(source, "aliases");
                diagnostics.push(
                    Diagnostic::graded(config.model.is_declared, "alias-collision", span, message)
                        .hint("an alias names one entry; remove one of them"),
                );
                continue;
            }
            redirects.insert(out, EntryId(idx as u32));
        }
    }
    redirects
}
