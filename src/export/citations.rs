//! `citations.bib`, `citations.ris` and `citations.json`: every entry's record.

use super::entries::list;
use crate::model::citation::{Citation, Wording};
use crate::model::library::Library;

fn citations(library: &Library) -> impl Iterator<Item = Citation<'_>> {
    library.ids().filter_map(|id| Citation::of(library, id))
}

pub(super) fn bibtex(library: &Library, words: &dyn Wording) -> Vec<u8> {
    let records = citations(library).map(|citation| citation.bibtex(words));
    records.collect::<Vec<_>>().join("\n").into_bytes()
}

pub(super) fn ris(library: &Library, words: &dyn Wording) -> Vec<u8> {
    let records = citations(library).map(|citation| citation.ris(words));
    records.collect::<Vec<_>>().join("\r\n").into_bytes()
}

pub(super) fn csl(library: &Library, words: &dyn Wording) -> Vec<u8> {
    let all: Vec<Citation> = citations(library).collect();
    let mut out = Vec::new();
    list(&mut out, all.iter().map(|citation| citation.csl(words)));
    out.push(b'\n');
    out
}
