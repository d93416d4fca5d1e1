//! `search`: what it keeps for the next question.

use crate::support::{on_disk, run_well, tree};
use std::fs;
use std::path::{Path, PathBuf};

const SITE: &str = "
-- victims.md --
---
title: Victims
---
A meeting may help both sides.
-- staff.md --
---
title: Staff
---
Training comes first.
";

/// The files kept.
fn kept(root: &Path) -> Vec<PathBuf> {
    let files =
        fs::read_dir(root.join(".vademecum/index")).expect("it is there").map(|file| file.expect("read").path());
    let mut files: Vec<PathBuf> = files.filter(|path| !path.ends_with(".gitignore")).collect();
    files.sort();
    files
}

#[test]
fn the_index_is_kept_for_the_next_question_and_nothing_else_is_written() {
    let root = on_disk(SITE);
    let before = tree(root.path());
    let first = run_well(root.path(), &["search", "--json", "meetings"]);
    assert!(first.stdout.contains("victims"), "{}", first.stdout);
    let files = kept(root.path());
    assert_eq!(files.len(), 1);
    let made = fs::metadata(&files[0]).and_then(|file| file.modified()).expect("it is there");
    assert_eq!(run_well(root.path(), &["search", "--json", "meetings"]).stdout, first.stdout);
    assert_eq!(fs::metadata(&files[0]).and_then(|file| file.modified()).expect("still there"), made);
    let mut after = tree(root.path());
    assert_eq!(after.remove(".vademecum/index/.gitignore").as_deref(), Some(b"*\n".as_slice()));
    after.retain(|path, _| !path.starts_with(".vademecum/"));
    assert_eq!(after, before);
}

#[test]
fn an_edit_is_found_and_what_was_kept_of_before_is_gone() {
    let root = on_disk(SITE);
    run_well(root.path(), &["search", "meetings"]);
    let before = kept(root.path());
    fs::write(root.path().join("content/staff.md"), "---\ntitle: Staff\n---\nMeetings come first.\n").expect("written");
    let said = run_well(root.path(), &["search", "meetings"]).stdout;
    assert!(said.contains("2 entries"), "{said}");
    let after = kept(root.path());
    assert_eq!(after.len(), 1);
    assert_ne!(after, before);
}

#[test]
fn a_kept_index_that_is_damaged_is_made_anew() {
    let root = on_disk(SITE);
    let said = run_well(root.path(), &["search", "--json", "meetings"]).stdout;
    let file = kept(root.path()).remove(0);
    let whole = fs::read(&file).expect("it is there");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [&whole[..whole.len() / 2], b"", &flipped] {
        fs::write(&file, damaged).expect("written");
        assert_eq!(run_well(root.path(), &["search", "--json", "meetings"]).stdout, said);
        assert_eq!(fs::read(&file).expect("it is there").len(), whole.len());
    }
}
