//! Finding an entry by any of its names.

use super::names::Hidden;
use crate::model::config::{Config, Lang};
use crate::model::diag::did_you_mean;
use crate::model::graph::EntryId;
use crate::model::library::Resolved;
use crate::model::path::SourcePath;
use crate::model::slug::slugged;
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::collections::HashSet;
use std::collections::hash_map::Entry;

/// How often a stage looks for the nearest name: a folder with thousands of unresolved links is not
/// helped by thousands of guesses, and each costs a walk over all names.
const MAX_GUESSES: u32 = 100;

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    Entry(EntryId),
    /// A draft, or for another audience.
    Hidden,
    /// Several entries are called so, and none has it as its id.
    Ambiguous(EntryId, EntryId),
    Nothing,
}

/// All names of all entries: ids go before aliases, these before titles, these before file names.
pub(super) struct Names<'a> {
    entries: &'a [Resolved],
    /// What each name was first given to, and how.
    first: HashMap<String, (u8, EntryId)>,
    /// Whom else it was given to: few names have several bearers.
    others: HashMap<String, Vec<(u8, EntryId)>>,
    by_path: HashMap<SourcePath, EntryId>,
    hidden: HashSet<String>,
    hidden_paths: HashSet<SourcePath>,
    default_lang: Lang,
}

/// How many more guesses a stage makes.
pub(super) struct Patience(u32);

impl Default for Patience {
    fn default() -> Patience {
        Patience(MAX_GUESSES)
    }
}

impl Patience {
    /// Whether there is still some.
    pub(super) fn is_left(&self) -> bool {
        self.0 > 0
    }
}

impl<'a> Names<'a> {
    pub(super) fn new(entries: &'a [Resolved], hidden: &[Hidden], config: &Config) -> Names<'a> {
        let mut names = Names {
            entries,
            first: HashMap::with_capacity(entries.len() * 2),
            others: HashMap::new(),
            by_path: HashMap::with_capacity(entries.len()),
            hidden: hidden.iter().flat_map(|entry| entry.names.iter().cloned()).collect(),
            hidden_paths: hidden.iter().map(|entry| entry.path.clone()).collect(),
            default_lang: config.site.languages[0].clone(),
        };
        let folded: Vec<Vec<(u8, String)>> = entries.par_iter().map(names_of).collect();
        for (idx, (entry, folded)) in entries.iter().zip(folded).enumerate() {
            let id = EntryId(idx as u32);
            folded.into_iter().for_each(|(rank, name)| names.add(name, rank, id));
            names.by_path.extend(entry.entry.as_ref().map(|source| (source.path.clone(), id)));
        }
        names
    }

    fn add(&mut self, name: String, rank: u8, id: EntryId) {
        // A name of signs alone folds to nothing, and nothing names everything.
        if name.is_empty() {
            return;
        }
        match self.first.entry(name) {
            Entry::Occupied(first) if first.get().1 == id => {}
            Entry::Occupied(first) => {
                let others = self.others.entry(first.key().clone()).or_default();
                if others.iter().all(|&(_, other)| other != id) {
                    others.push((rank, id));
                }
            }
            Entry::Vacant(free) => _ = free.insert((rank, id)),
        }
    }

    /// The entry of that name, in the language asked for where it exists in it.
    pub(super) fn find(&self, name: &str, lang: &Lang) -> Found {
        let folded;
        let (name, first) = match self.first.get(name) {
            Some(first) => (name, *first),
            None => {
                folded = slugged(name);
                match self.first.get(&folded) {
                    Some(first) => (folded.as_str(), *first),
                    None if self.hidden.contains(name) || self.hidden.contains(&folded) => return Found::Hidden,
                    None => return Found::Nothing,
                }
            }
        };
        let Some(others) = self.others.get(name) else { return Found::Entry(first.1) };
        let found = || std::iter::once(&first).chain(others);
        let lang_of = |id: EntryId| &self.entries[id.0 as usize].lang;
        let of_lang = |wanted: &Lang| found().filter(|(_, id)| lang_of(*id) == wanted).min();
        let best = of_lang(lang).or_else(|| of_lang(&self.default_lang)).or_else(|| found().min());
        let &(rank, id) = best.unwrap_or(&first);
        let other = found().find(|(r, other)| *r == rank && *other != id && lang_of(*other) == lang_of(id));
        other.map_or(Found::Entry(id), |&(_, other)| Found::Ambiguous(id, other))
    }

    /// The entry read from a source.
    pub(super) fn at(&self, path: &str) -> Found {
        match self.by_path.get(path) {
            Some(&id) => Found::Entry(id),
            None if self.hidden_paths.contains(path) => Found::Hidden,
            None => Found::Nothing,
        }
    }

    /// "did you mean …?", with the nearest id, alias, title or file name.
    pub(super) fn nearest(&self, name: &str, patience: &mut Patience) -> Option<String> {
        self.nearest_among(name, patience, |_| true)
    }

    /// The same among the entries that a test lets through.
    pub(super) fn nearest_among(
        &self,
        name: &str,
        patience: &mut Patience,
        is_wanted: impl Fn(&Resolved) -> bool,
    ) -> Option<String> {
        patience.0 = patience.0.checked_sub(1)?;
        let name = slugged(name);
        let wanted = self.entries.iter().filter(|entry| is_wanted(entry));
        let names =
            wanted.flat_map(|entry| std::iter::once(entry.id.as_str()).chain(entry.aliases.iter().map(String::as_str)));
        did_you_mean(&name, names)
    }
}

/// What an entry can be called, folded, in the order of rank.
fn names_of(entry: &Resolved) -> Vec<(u8, String)> {
    let mut names = vec![(0, entry.id.clone())];
    names.extend(entry.aliases.iter().map(|alias| (1, slugged(alias))));
    names.push((2, slugged(&entry.title)));
    names.extend(entry.entry.as_ref().map(|source| (3, slugged(source.path.stem()))));
    names
}
