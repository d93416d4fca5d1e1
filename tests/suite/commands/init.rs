//! `init`: a new library.

use crate::support::{run, run_well, tree};
use std::fs;
use tempfile::TempDir;

#[test]
fn a_new_library_builds_at_once_with_nothing_to_say() {
    let root = TempDir::new().expect("a folder");
    let made = run_well(root.path(), &["init", "lib"]);
    assert_eq!(made.stdout, "");
    assert!(made.stderr.contains("vademecum -r lib serve --open"), "{}", made.stderr);
    let check = run_well(root.path(), &["-r", "lib", "check", "--strict"]);
    assert!(check.stderr.contains("nothing to say"), "{}", check.stderr);
    run_well(root.path(), &["-r", "lib", "build", "-o", "site"]);
    let practice = fs::read_to_string(root.path().join("site/practice/link-in-a-sentence.html")).expect("a page");
    assert!(practice.contains("guide/writing-entries.html") && practice.contains("actor/authors.html"), "{practice}");
    let files = tree(&root.path().join("lib"));
    for path in ["README.md", ".gitignore", "content/_archetypes/practice.md"] {
        assert!(files.contains_key(path), "no {path}");
    }
    // What is filled in is filled in: only what `new` starts from still says where.
    for (path, bytes) in files {
        let is_open = String::from_utf8(bytes).expect("text").contains("{{");
        assert_eq!(is_open, path.contains("_archetypes/"), "{path}");
    }
}

#[test]
fn a_new_library_takes_new_entries() {
    let root = TempDir::new().expect("a folder");
    run_well(root.path(), &["init", "."]);
    run_well(root.path(), &["new", "practice", "Ask: who reads this?"]);
    let file = root.path().join("content/practices/ask-who-reads-this.md");
    let text = fs::read_to_string(&file).expect("an entry");
    fs::write(&file, text.replace("status: draft", "status: current").replace("actors: []", "actors: [readers]"))
        .expect("an entry");
    let check = run_well(root.path(), &["check", "--strict"]);
    assert!(check.stderr.starts_with("11 entries"), "{}", check.stderr);
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let root = TempDir::new().expect("a folder");
    fs::write(root.path().join("thesis.doc"), "ten years of work").expect("a file");
    for (folder, says) in [(".", ". is not empty: it holds thesis.doc"), ("thesis.doc", "thesis.doc is a file")] {
        let run = run(root.path(), &["init", folder]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
        assert_eq!(tree(root.path()).len(), 1);
    }
    // A history without files is an empty folder to an author.
    fs::create_dir_all(root.path().join("lib/.git")).expect("a folder");
    run_well(root.path(), &["init", "lib"]);
}
