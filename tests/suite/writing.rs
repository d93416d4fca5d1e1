//! Saving pages: what lies there afterwards is what was given, with what others have put there, and twice is once.

use crate::support::{Tree, property, tree};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use vademecum::model::manifest::{Manifest, Sha256};
use vademecum::model::path::OutPath;
use vademecum::model::site::{Page, Sink};
use vademecum::write;

const PATHS: [&str; 6] = ["a.html", "e/b.html", "e/c.html", "e/deep/d.html", "data/x.json", "g/h.html"];

/// Sites one after the other: few paths and few bytes, so that much is the same.
fn editions() -> impl Strategy<Value = Vec<Tree>> {
    let bytes = select(&["", "x", "y", "longer"][..]).prop_map(|text| text.as_bytes().to_vec());
    let pages = btree_map(select(&PATHS[..]).prop_map(str::to_owned), bytes, 0..PATHS.len());
    let with_home = pages.prop_map(|mut pages| {
        pages.insert("index.html".to_owned(), b"home".to_vec());
        pages
    });
    vec(with_home, 1..5)
}

fn pages(edition: &Tree, sink: &dyn Sink) {
    for (path, bytes) in edition {
        sink.take(Page { path: OutPath::new(path.as_str()), bytes: Arc::from(bytes.as_slice()) });
    }
}

/// What has to lie there: the pages, their list, and the file of somebody else.
fn expected(edition: &Tree) -> Tree {
    let manifest = Manifest(edition.iter().map(|(path, bytes)| (path.clone(), Sha256::of(bytes))).collect());
    let mut all = edition.clone();
    all.insert(Manifest::NAME.to_owned(), manifest.text().into_bytes());
    all.insert("e/mine.txt".to_owned(), b"mine".to_vec());
    all
}

/// `publish` says how many files it wrote and how many it removed.
fn holds(publish: impl Fn(&Path, &Path, &Tree) -> (usize, usize)) {
    property(40, editions(), |editions| {
        let here = TempDir::new().expect("a folder");
        let (content, out) = (here.path().join("content"), here.path().join("out"));
        fs::create_dir(&content).expect("a folder");
        let mut before = Tree::new();
        for edition in &editions {
            let (n_written, n_removed) = publish(&out, &content, edition);
            if before.is_empty() {
                fs::create_dir_all(out.join("e")).expect("a folder");
                fs::write(out.join("e/mine.txt"), "mine").expect("a file");
            }
            let all = expected(edition);
            assert_eq!(tree(&out), all);
            assert_eq!(n_removed, before.keys().filter(|path| !all.contains_key(*path)).count());
            assert!(n_written <= edition.len() + 1);
            assert_eq!(publish(&out, &content, edition), (0, 0), "twice is once");
            assert_eq!(tree(&out), all);
            before = all;
        }
    });
}

#[test]
fn writing_a_site_twice_writes_nothing() {
    holds(|out, content, edition| {
        let staging = write::stage(out, content).expect("a folder of ours");
        pages(edition, &staging);
        let report = staging.publish().expect("it is published");
        (report.n_written, report.n_removed)
    });
}

#[test]
fn updating_a_copy_twice_writes_nothing() {
    holds(|out, content, edition| {
        let update = write::update(out, content).expect("a copy of ours");
        pages(edition, &update);
        let updated = update.publish().expect("it is published");
        (updated.n_written, updated.n_removed)
    });
}

#[test]
fn what_is_dropped_leaves_nothing() {
    property(20, editions(), |editions| {
        let here = TempDir::new().expect("a folder");
        let (content, out) = (here.path().join("content"), here.path().join("out"));
        fs::create_dir(&content).expect("a folder");
        for edition in &editions {
            let before = out.exists().then(|| tree(&out));
            pages(edition, &write::stage(&out, &content).expect("a folder of ours"));
            assert_eq!(before, out.exists().then(|| tree(&out)));
            assert!(!here.path().join(".out.staging").exists());
            let staging = write::stage(&out, &content).expect("a folder of ours");
            pages(edition, &staging);
            staging.publish().expect("it is published");
        }
    });
}
