//! `data/entries.json`: every page of an entry, in its own language.

use super::values::{Fields, Relations};
use crate::model::library::Library;
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'l> {
    id: &'l str,
    lang: &'l str,
    kind: &'l str,
    title: &'l str,
    url: String,
    summary: &'l str,
    fields: Fields<'l>,
    relations: Relations<'l>,
}

pub(super) fn json(library: &Library) -> Vec<u8> {
    let entries = library.ids().map(|id| {
        let entry = &library[id];
        Entry {
            id: &entry.id,
            lang: entry.lang.as_str(),
            kind: &library.config.model[entry.kind].key,
            title: &entry.title,
            url: library.address(&entry.out),
            summary: entry.summary.as_deref().unwrap_or_default(),
            fields: Fields(library, id),
            relations: Relations(library, id),
        }
    });
    let mut out = b"{\"entries\": ".to_vec();
    list(&mut out, entries);
    out.extend_from_slice(b"}\n");
    out
}

/// A list with an item a line: as short as JSON gets, and still a file that a person can read and compare.
pub(super) fn list<T: Serialize>(out: &mut Vec<u8>, items: impl Iterator<Item = T>) {
    out.push(b'[');
    for (idx, item) in items.enumerate() {
        out.extend_from_slice(if idx == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut *out, &item).expect("texts and numbers are JSON");
    }
    out.extend_from_slice(b"\n]");
}
