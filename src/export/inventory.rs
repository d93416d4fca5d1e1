//! `data/inventory.json`: what is published here, for whoever looks after the site or keeps a copy of it.
//!
//! The manifest has every file with its hash; this has what the files are.

use super::entries::list;
use crate::model::library::{Library, Status};
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct Page<'l> {
    url: String,
    title: &'l str,
    lang: &'l str,
    kind: &'l str,
    status: Status,
    /// To the precision that is known; not there when nobody said.
    reviewed: Option<String>,
}

#[derive(Serialize)]
struct Redirect {
    url: String,
    to: String,
}

#[derive(Serialize)]
struct File {
    url: String,
    bytes: usize,
}

pub(super) fn json(library: &Library) -> Vec<u8> {
    let site = &library.config.site;
    let about = json!({
        "title": library.title(library.lang()),
        "base_url": site.base_url,
        "languages": site.languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>(),
        "licence": site.licence.get(library.lang()),
    });
    let pages = library.entries.iter().map(|entry| Page {
        url: library.address(&entry.out),
        title: &entry.title,
        lang: entry.lang.as_str(),
        kind: &library.config.model[entry.kind].key,
        status: entry.status,
        reviewed: entry.reviewed.as_ref().map(|date| date.iso()),
    });
    let redirects = library
        .redirects
        .iter()
        .map(|(from, to)| Redirect { url: library.address(from), to: library.address(&library[*to].out) });
    let files = library
        .assets
        .iter()
        .chain(library.statics.iter().map(|(path, asset)| (path, asset)))
        .map(|(path, asset)| File { url: library.address(path), bytes: asset.bytes.len() });
    let mut out = b"{\"site\": ".to_vec();
    serde_json::to_writer(&mut out, &about).expect("texts are JSON");
    out.extend_from_slice(b",\n\"pages\": ");
    list(&mut out, pages);
    out.extend_from_slice(b",\n\"redirects\": ");
    list(&mut out, redirects);
    out.extend_from_slice(b",\n\"files\": ");
    list(&mut out, files);
    out.extend_from_slice(b"}\n");
    out
}
