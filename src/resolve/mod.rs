//! Entries to a library: everything that one file alone cannot know.
//!
//! 1. `order` finds the folders.
//! 2. `names` gives each entry its kind, id and address.
//! 3. `fields` holds its values against its kind.
//! 4. `facets` follows relations.
//! 5. `links` aims the links of bodies and turns them round.
//! 6. `order` again sets each entry beside its neighbours.

mod facets;
mod fields;
mod find;
mod links;
mod names;
mod order;
mod values;

use crate::model::config::Config;
use crate::model::diag::{Diagnosed, Diagnostic};
use crate::model::entry::Entry;
use crate::model::graph::{EntryId, Node};
use crate::model::library::{Library, Resolved};
use crate::model::source::Asset;
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
    let mut folders = order::folders(&entries, &config);
    let named = names::name(&entries, &config, &folders, scope, &mut diagnostics);

    let mut resolved: Vec<Resolved> = Vec::with_capacity(named.shown.len());
    for naming in &named.shown {
        resolved.push(fields::resolve(naming, &config, &mut diagnostics));
    }
    // Entries stand in the order of their folders, so that ids compare as a reader would.
    let resolved = order::arrange(resolved, &mut folders);
    let home = folders[0].index;
    let names = find::Names::new(&resolved, &named.hidden, &config);

    let mut nodes: Vec<Node> = vec![Node::default(); resolved.len()];
    let terms = facets::relate(&resolved, &mut nodes, &names, &config, &mut diagnostics);
    let assets = links::aim(&resolved, &mut nodes, &folders, &names, &config, beside.assets, &mut diagnostics);
    order::neighbours(&folders, &resolved, &mut nodes);
    let menu = menu(&names, &config, home, &folders, &mut diagnostics);

    let mut entries = resolved;
    entries.extend(terms);
    let redirects = names::redirects(&entries, &config, &mut diagnostics);
    let statics = links::statics(beside.statics, &entries, &mut diagnostics);
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
    let mut menu = Vec::new();
    for (name, span) in &config.site.menu {
        match names.find(name, &config.site.languages[0]) {
            find::Found::Entry(id) => menu.push(id),
            _ => diagnostics.push(
                Diagnostic::error("unresolved-menu", span.clone(), format!("no entry is called `{name}`"))
                    .hint_maybe(names.nearest(name)),
            ),
        }
    }
    menu
}
