//! What entries are called, as scripts that a page can load from disk.
//!
//! A page that shows entries which nobody could foresee, such as a reader's own list, knows only their ids. The entries
//! of a language are spread over scripts by the hash of their ids, so that ten of them are found in a large library
//! without loading all of it.

use super::compose::Composer;
use crate::model::config::Lang;
use crate::model::graph::EntryId;
use crate::model::hash::ContentHash;
use crate::model::library::{Date, Library, Resolved};
use serde::Serialize;
use serde::ser::SerializeMap;

/// How many entries a script holds, more or less.
const SHARD_SIZE: usize = 250;

/// The entries of each script of a language: every entry once, in the language where it has it.
pub(super) fn shards(library: &Library, lang: &Lang) -> Vec<Vec<EntryId>> {
    let ids: Vec<EntryId> = library.ids_in(lang).collect();
    let n_shards = ids.len().div_ceil(SHARD_SIZE).max(1);
    let mut shards = vec![Vec::new(); n_shards];
    for id in ids {
        shards[shard_of(&library[id].id, n_shards)].push(id);
    }
    shards
}

/// Which script an entry is in: FNV-1a, which `js/titles.js` repeats.
fn shard_of(id: &str, n_shards: usize) -> usize {
    let hash = id.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    hash as usize % n_shards
}

impl Composer<'_> {
    /// The script that tells a page what entries are called.
    pub(super) fn titles(&self, lang: &Lang, shard: usize) -> String {
        let ids = &self.of(lang).titles[shard];
        let json = serde_json::to_string(&Titles { composer: self, ids, lang }).expect("texts and numbers are JSON");
        // Browsers read a text of JSON faster than an object written out.
        format!("vademecum.titles.add(JSON.parse('{}'));\n", json.replace('\\', r"\\").replace('\'', r"\'"))
    }

    /// Covers what the script says.
    pub(super) fn ask_titles(&self, lang: &Lang, shard: usize) -> ContentHash {
        let (ids, shared) = (&self.of(lang).titles[shard], self.shared());
        let entries: Vec<_> = ids.iter().map(|&id| (shared.card(id), &self.library[id].reviewed)).collect();
        ContentHash::of_value(&("titles", shared.base, lang, entries))
    }
}

struct Titles<'t> {
    composer: &'t Composer<'t>,
    ids: &'t [EntryId],
    lang: &'t Lang,
}

impl Serialize for Titles<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let library = self.composer.library;
        let mut map = serializer.serialize_map(Some(self.ids.len()))?;
        for &id in self.ids {
            let entry = &library[id];
            let value = (
                &entry.out,
                &entry.title,
                self.what(entry),
                u8::from(entry.number.is_some()),
                entry.summary.as_deref().unwrap_or_default(),
                entry.lang.as_str(),
                entry.reviewed.as_ref().map_or(String::new(), Date::iso),
            );
            map.serialize_entry(&entry.id, &value)?;
        }
        map.end()
    }
}

impl Titles<'_> {
    /// What an entry is, with its number: `Good practice 12? (number not verified)`.
    fn what(&self, entry: &Resolved) -> String {
        let words = self.composer.press.words(self.lang);
        let label = self.composer.library.config.model[entry.kind].label.get(self.lang);
        let kind = if label.is_empty() { words.get("article") } else { label };
        match &entry.number {
            None => kind.to_owned(),
            Some(number) if number.is_marked => {
                format!("{kind} {}{} ({})", number.text, words.get("number_mark"), words.get("number_not_verified"))
            }
            Some(number) => format!("{kind} {}", number.text),
        }
    }
}
