//! Folders, the order of entries in them, and neighbours.

use super::versions::in_lang;
use crate::model::config::{Config, Lang};
use crate::model::entry::Entry;
use crate::model::graph::{EntryId, FolderId, Node};
use crate::model::library::{Folder, Resolved};
use crate::model::path::{OutPath, SourcePath};
use crate::model::slug::Slug;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The folders that hold entries, each before those in it; their contents are filled in by [`arrange`].
pub(super) fn folders<'e>(entries: impl Iterator<Item = &'e Arc<Entry>>, config: &Config) -> Vec<Folder> {
    let mut paths: BTreeSet<&str> = BTreeSet::from([""]);
    for entry in entries {
        let mut folder = entry.path.folder();
        while paths.insert(folder) {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    let ids: BTreeMap<&str, FolderId> =
        paths.iter().enumerate().map(|(idx, &path)| (path, FolderId(idx as u32))).collect();
    let mut folders: Vec<Folder> = Vec::with_capacity(paths.len());
    for &path in &paths {
        let parent = (!path.is_empty()).then(|| ids[path.rsplit_once('/').map_or("", |(parent, _)| parent)]);
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let out = slugged_path(path).map_or("index.html".to_owned(), |path| format!("{path}/index.html"));
        let title =
            if name.is_empty() { config.site.title.get(&config.site.languages[0]).to_owned() } else { humanised(name) };
        folders.push(Folder {
            path: path.to_owned(),
            title,
            index: None,
            out: OutPath::new(out),
            parent,
            folders: Vec::new(),
            entries: Vec::new(),
        });
    }
    if folders[0].title.is_empty() {
        folders[0].title = "Contents".to_owned();
    }
    folders
}

/// The folder of a path among folders sorted by path.
pub(super) fn folder_of(folders: &[Folder], path: &str) -> FolderId {
    let idx = folders.binary_search_by(|folder| folder.path.as_str().cmp(path));
    FolderId(idx.expect("every entry's folder was found") as u32)
}

/// Each part of a path as a slug, `None` for the top.
pub(super) fn slugged_path(path: &str) -> Option<String> {
    let parts: Vec<String> =
        path.split('/').filter(|part| !part.is_empty()).map(|part| Slug::of_name(part).to_string()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// A file's name as a title: `getting-started` becomes "Getting started"; numbers that only sort are dropped.
pub(super) fn humanised(name: &str) -> String {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start_matches(['-', '_', '.', ' ']);
    let name =
        if digits > 0 && digits < 4 && !rest.is_empty() && rest.len() < name.len() - digits { rest } else { name };
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default() + chars.as_str()
}

/// Whether a file is its folder's own page. `index.md` goes before `README.md`.
pub(super) fn index_rank(path: &SourcePath, lang: &Lang, config: &Config) -> Option<u8> {
    let stem = path.stem();
    let stem =
        if *lang == config.site.languages[0] { stem } else { stem.strip_suffix(&format!(".{lang}")).unwrap_or(stem) };
    let is = |name: &str| stem.eq_ignore_ascii_case(name);
    if is("index") || is("_index") { Some(0) } else { is("readme").then_some(1) }
}

/// Sorts entries by folder and within it, and tells the folders what they hold.
pub(super) fn arrange(mut arranged: Vec<Resolved>, folders: &mut [Folder], config: &Config) -> Vec<Resolved> {
    arranged.par_sort_by(|a, b| {
        a.folder.cmp(&b.folder).then(b.is_folder_page.cmp(&a.is_folder_page)).then_with(|| siblings(a, b))
    });
    let place = |entry: &Resolved| config.site.languages.iter().position(|lang| *lang == entry.lang);
    // Each entry stands in its folder once, in the first language that it has.
    let mut first: HashMap<&str, EntryId> = HashMap::new();
    if config.site.languages.len() > 1 {
        for (idx, entry) in arranged.iter().enumerate() {
            let best = first.entry(&entry.id).or_insert(EntryId(idx as u32));
            if place(entry) < place(&arranged[best.0 as usize]) {
                *best = EntryId(idx as u32);
            }
        }
    }
    for (idx, entry) in arranged.iter().enumerate() {
        let id = EntryId(idx as u32);
        let folder = &mut folders[entry.folder.0 as usize];
        if first.get(entry.id.as_str()).is_some_and(|&first| first != id) {
            continue;
        }
        match folder.index {
            None if entry.is_folder_page => folder.index = Some(id),
            _ => folder.entries.push(id),
        }
    }
    for folder_idx in 0..folders.len() {
        let index = folders[folder_idx].index;
        if let Some(index) = index {
            folders[folder_idx].title = arranged[index.0 as usize].short().to_owned();
        }
        if let Some(parent) = folders[folder_idx].parent {
            folders[parent.0 as usize].folders.push(FolderId(folder_idx as u32));
        }
    }
    sort_folders(folders, &arranged);
    arranged
}

fn sort_folders(folders: &mut [Folder], entries: &[Resolved]) {
    for idx in 0..folders.len() {
        let mut inner = std::mem::take(&mut folders[idx].folders);
        inner.sort_by(|a, b| {
            let (a, b) = (&folders[a.0 as usize], &folders[b.0 as usize]);
            let order =
                |folder: &Folder| folder.index.and_then(|index| entries[index.0 as usize].order).unwrap_or(i64::MAX);
            order(a).cmp(&order(b)).then_with(|| natural(&a.path, &b.path))
        });
        folders[idx].folders = inner;
    }
}

/// The order of two entries of one folder: the author's `order`, then file names as people count.
pub(super) fn siblings(a: &Resolved, b: &Resolved) -> Ordering {
    let order = |entry: &Resolved| entry.order.unwrap_or(i64::MAX);
    order(a).cmp(&order(b)).then_with(|| natural(path(a), path(b)))
}

fn path(entry: &Resolved) -> &str {
    entry.entry.as_ref().map_or(&entry.id, |source| source.path.as_str())
}

/// Compares names as people count: `2-intro` stands before `10-end`.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a.as_bytes(), b.as_bytes());
    loop {
        let (a_len, b_len) = (digits(a_rest), digits(b_rest));
        if a_len > 0 && b_len > 0 {
            let (a_number, b_number) = (number(&a_rest[..a_len]), number(&b_rest[..b_len]));
            let by_number = a_number.len().cmp(&b_number.len()).then_with(|| a_number.cmp(b_number));
            if by_number != Ordering::Equal {
                return by_number;
            }
            (a_rest, b_rest) = (&a_rest[a_len..], &b_rest[b_len..]);
            continue;
        }
        match (a_rest.split_first(), b_rest.split_first()) {
            (Some((x, a_next)), Some((y, b_next))) if x == y => (a_rest, b_rest) = (a_next, b_next),
            (Some((x, _)), Some((y, _))) => return x.cmp(y),
            (None, None) => return a.cmp(b),
            (x, y) => return x.is_some().cmp(&y.is_some()),
        }
    }
}

/// The digits that count.
fn number(digits: &[u8]) -> &[u8] {
    &digits[digits.iter().take_while(|&&digit| digit == b'0').count()..]
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Sets each entry beside those before and after it in its folder.
pub(super) fn neighbours(
    folders: &[Folder],
    entries: &[Resolved],
    versions: &[Vec<EntryId>],
    config: &Config,
    nodes: &mut [Node],
) {
    let mut link = |ids: &[EntryId]| {
        for pair in ids.windows(2) {
            nodes[pair[0].0 as usize].next = Some(pair[1]);
            nodes[pair[1].0 as usize].previous = Some(pair[0]);
        }
    };
    for folder in folders {
        // Who reads on stays in the language.
        for lang in &config.site.languages {
            let met = folder.entries.iter().map(|&id| in_lang(id, lang, entries, versions));
            let ids: Vec<EntryId> = met.filter(|id| entries[id.0 as usize].lang == *lang).collect();
            link(&ids);
        }
    }
}
