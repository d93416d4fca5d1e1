//! Finding an entry by any of its names.

use super::names::Hidden;
use crate::model::config::{Config, Lang};
use crate::model::diag::did_you_mean;
use crate::model::graph::EntryId;
use crate::model::library::Resolved;
use crate::model::path::SourcePath;
use crate::model::slug::slugged;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};

/// How often the nearest name is looked for: a folder with thousands of unresolved links is not
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
    by_name: HashMap<String, Vec<(u8, EntryId)>>,
    by_path: HashMap<SourcePath, EntryId>,
    hidden: HashSet<String>,
    hidden_paths: HashSet<SourcePath>,
    default_lang: Lang,
    n_guesses: AtomicU32,
}

impl<'a> Names<'a> {
    pub(super) fn new(entries: &'a [Resolved], hidden: &[Hidden], config: &Config) -> Names<'a> {
        let mut names = Names {
            entries,
            by_name: HashMap::with_capacity(entries.len() * 2),
            by_path: HashMap::with_capacity(entries.len()),
            hidden: hidden.iter().flat_map(|entry| entry.names.iter().cloned()).collect(),
            hidden_paths: hidden.iter().map(|entry| entry.path.clone()).collect(),
            default_lang: config.site.languages[0].clone(),
            n_guesses: AtomicU32::new(0),
        };
        for (idx, entry) in entries.iter().enumerate() {
            let id = EntryId(idx as u32);
            names.add(&entry.id, 0, id);
            for alias in &entry.aliases {
                names.add(&slugged(alias), 1, id);
            }
            names.add(&slugged(&entry.title), 2, id);
            if let Some(source) = &entry.entry {
                names.add(&slugged(source.path.stem()), 3, id);
                names.by_path.insert(source.path.clone(), id);
            }
        }
        names
    }

    fn add(&mut self, name: &str, rank: u8, id: EntryId) {
        // A name of signs alone folds to nothing, and nothing names everything.
        if name.is_empty() {
            return;
        }
        match self.by_name.get_mut(name) {
            Some(found) if found.iter().any(|&(_, other)| other == id) => {}
            Some(found) => found.push((rank, id)),
            None => _ = self.by_name.insert(name.to_owned(), vec![(rank, id)]),
        }
    }

    /// The entry of that name, in the language asked for where it exists in it.
    pub(super) fn find(&self, name: &str, lang: &Lang) -> Found {
        let direct = self.by_name.get(name);
        let folded;
        let found = match direct {
            Some(found) => Some(found),
            None => {
                folded = slugged(name);
                self.by_name.get(&folded)
            }
        };
        let Some(found) = found else {
            let is_hidden = self.hidden.contains(name) || self.hidden.contains(&slugged(name));
            return if is_hidden { Found::Hidden } else { Found::Nothing };
        };
        let of_lang =
            |wanted: &Lang| found.iter().filter(move |(_, id)| self.entries[id.0 as usize].lang == *wanted).min();
        let best = of_lang(lang).or_else(|| of_lang(&self.default_lang)).or_else(|| found.iter().min());
        let Some(&(rank, id)) = best else {
            return Found::Nothing;
        };
        let lang = &self.entries[id.0 as usize].lang;
        let other =
            found.iter().find(|(r, other)| *r == rank && *other != id && self.entries[other.0 as usize].lang == *lang);
        other.map_or(Found::Entry(id), |&(_, other)| Found::Ambiguous(id, other))
    }

    /// The entry read from a source.
    pub(super) fn at(&self, path: &SourcePath) -> Found {
        match self.by_path.get(path) {
            Some(&id) => Found::Entry(id),
            None if self.hidden_paths.contains(path) => Found::Hidden,
            None => Found::Nothing,
        }
    }

    /// Whether there is still patience for what costs a walk.
    pub(super) fn may_guess(&self) -> bool {
        self.n_guesses.load(Ordering::Relaxed) < MAX_GUESSES
    }

    /// "did you mean …?", with the nearest id, alias, title or file name.
    pub(super) fn nearest(&self, name: &str) -> Option<String> {
        self.nearest_among(name, |_| true)
    }

    /// The same among the entries that a test lets through.
    pub(super) fn nearest_among(&self, name: &str, is_wanted: impl Fn(&Resolved) -> bool) -> Option<String> {
        if self.n_guesses.fetch_add(1, Ordering::Relaxed) >= MAX_GUESSES {
            return None;
        }
        let name = slugged(name);
        let wanted = self.entries.iter().filter(|entry| is_wanted(entry));
        let names =
            wanted.flat_map(|entry| std::iter::once(entry.id.as_str()).chain(entry.aliases.iter().map(String::as_str)));
        did_you_mean(&name, names)
    }
}
