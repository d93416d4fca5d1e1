//! Entries to a library: everything that one file alone cannot know.
//!
//! 1. `order` finds the folders.
//! 2. `names` gives each entry its kind, id and address.
//! 3. `fields` holds its values against its kind.
//! 4. `facets` follows relations.
//! 5. `links` aims the links of bodies and turns them round.
//! 6. `inclusions` says which texts are shown within others.
//! 7. `order` again sets each entry beside its neighbours.
//! 8. `versions` joins the languages of each entry: relations and backlinks lead to the version that a reader meets.

mod facets;
mod fields;
mod files;
mod find;
mod inclusions;
mod links;
mod meant;
mod names;
mod order;
mod values;
mod versions;

use crate::model::config::Config;
use crate::model::diag::{Diagnosed, Diagnostic, did_you_mean};
use crate::model::entry::Entry;
use crate::model::graph::EntryId;
use crate::model::library::{Library, Resolved};
use crate::model::source::Asset;
use rayon::prelude::*;
use std::sync::Arc;

/// What lies beside the entries.
pub struct Beside<'a> {
    /// Files that an entry may link to.
    pub assets: &'a [Arc<Asset>],
    /// Files published as they are.
    pub statics: &'a [Arc<Asset>],
}

/// Which entries this edition shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Scope {
    /// Drafts too.
    pub drafts: bool,
    /// What is for trainers only, too.
    pub trainers: bool,
}

/// Resolves entries, sorted by path, into a library.
pub fn library(entries: Vec<Arc<Entry>>, config: Config, beside: &Beside, scope: Scope) -> Diagnosed<Library> {
    let mut diagnostics = Vec::new();
    // A folder whose entries are all left out is left out itself.
    let originals = versions::originals(&entries, &config);
    let shown = entries.iter().zip(&originals).filter(|(entry, original)| !names::is_hidden(entry, **original, scope));
    let mut folders = order::folders(shown.map(|(entry, _)| entry), &config);
    let named = names::name(&entries, &originals, &config, &folders, scope, &mut diagnostics);

    // The one stage here whose entries do not look at each other, and a fifth of the time: threads are worth it.
    let held: Vec<Diagnosed<Resolved>> =
        named.shown.par_iter().map(|naming| fields::resolve(naming, &config)).collect();
    let mut resolved: Vec<Resolved> = Vec::with_capacity(held.len());
    for held in held {
        diagnostics.extend(held.diagnostics);
        resolved.push(held.value);
    }
    // Entries stand in the order of their folders, so that ids compare as a reader would.
    let mut resolved = order::arrange(resolved, &mut folders, &config);
    let versions = versions::versions(&resolved, &config);
    let home = folders[0].index;
    let mut files = files::Files::new(beside.assets, &config);
    files.of_fields(&mut resolved, &config, &mut diagnostics);
    let names = find::Names::new(&resolved, &named.hidden, &config);

    let (related, aimed) = rayon::join(
        || facets::relate(&resolved, &names, &config),
        || links::aim(&resolved, &folders, &names, &versions, &config, &mut files),
    );
    diagnostics.extend(related.diagnostics.into_iter().chain(aimed.diagnostics));
    let (mut nodes, terms) = related.value;
    for (node, aimed) in nodes.iter_mut().zip(aimed.value) {
        (node.targets, node.backlinks) = (aimed.targets, aimed.backlinks);
    }
    inclusions::include(&resolved, &mut nodes, &config, &mut diagnostics);
    let assets = files.published(&mut diagnostics);
    order::neighbours(&folders, &resolved, &versions, &config, &mut nodes);
    let menu = menu(&names, &config, home, &folders, &mut diagnostics);
    first_page(&config, &mut diagnostics);
    matrices(&config, &mut diagnostics);

    let mut entries = resolved;
    entries.extend(terms);
    versions::project(&entries, &mut nodes, versions);
    let redirects = names::redirects(&entries, &config, &mut diagnostics);
    let statics = files::statics(beside.statics);
    let library = Library { config, entries, nodes, folders, redirects, assets, statics, home, menu };
    Diagnosed { value: library, diagnostics }
}

/// What every page's menu leads to: as configured, else the pages of the top folders.
fn menu(
    names: &find::Names,
    config: &Config,
    home: Option<EntryId>,
    folders: &[crate::model::library::Folder],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<EntryId> {
    /// More top folders than this are a list, not a menu.
    const MAX_MENU: usize = 8;
    if config.site.menu.is_empty() {
        let top = folders[0].folders.iter().filter_map(|folder| folders[folder.0 as usize].index);
        return top.filter(|&index| Some(index) != home).take(MAX_MENU).collect();
    }
    let (mut menu, mut patience) = (Vec::new(), find::Patience::default());
    for (name, span) in &config.site.menu {
        match names.find(name, &config.site.languages[0]) {
            find::Found::Entry(id) => menu.push(id),
            _ => diagnostics.push(
                Diagnostic::error("unresolved-menu", span.clone(), format!("no entry is called `{name}`"))
                    .hint_maybe(names.nearest(name, &mut patience)),
            ),
        }
    }
    menu
}

/// What the first page shows is a facet or a kind.
fn first_page(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let model = &config.model;
    for (name, span) in &config.site.home {
        if model.relation(name).is_some_and(|relation| model[relation].is_facet) || model.kind(name).is_some() {
            continue;
        }
        let facets = model.relations.iter().filter(|relation| relation.is_facet).map(|relation| relation.key.as_str());
        let known: Vec<&str> = facets.chain(model.kinds.iter().map(|kind| kind.key.as_str())).collect();
        let hint = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| format!("known: {}", known.join(", ")));
        let message = format!("the first page cannot show `{name}`: it is no facet and no kind");
        diagnostics.push(Diagnostic::error("unknown-home", span.clone(), message).hint(hint));
    }
}

/// What is held against each other are two facets.
fn matrices(config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let model = &config.model;
    for (name, span) in config.site.matrix.iter().flatten().flatten() {
        if model.relation(name).is_some_and(|relation| model[relation].is_facet) {
            continue;
        }
        let facets = model.relations.iter().filter(|relation| relation.is_facet).map(|relation| relation.key.as_str());
        let facets: Vec<&str> = facets.collect();
        let hint = did_you_mean(name, facets.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("the facets are: {}", facets.join(", ")));
        let message = format!("there is no facet `{name}`");
        diagnostics.push(Diagnostic::error("unknown-relation", span.clone(), message).hint(hint));
    }
}
