//! `check`, and how findings are shown.

use crate::support::{on_disk, run, run_well};
use std::collections::BTreeMap;
use std::fs;

const WRONG: &str = "
-- model.yaml --
kinds: {note: {}}
-- index.md --
---
title: Home
---
Ä [[gone]] and [[gone]], [[a]].
-- a.md --
---
kind: note
title: A
titel: B
---
[[gone]]
";

#[test]
fn a_check_says_all_there_is_to_say_and_writes_nothing() {
    let root = on_disk(WRONG);
    let run = run(root.path(), &["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(std::fs::read_dir(root.path()).expect("a folder").count(), 1, "only content/");
    // The same finding is told once, with all its places.
    assert_eq!(run.stderr.matches("no entry is called `gone`").count(), 1, "{}", run.stderr);
    for place in ["content/a.md:6:1", "content/index.md:4:3", "content/index.md:4:16"] {
        assert!(run.stderr.contains(place), "no {place} in {}", run.stderr);
    }
    assert!(run.stderr.contains("did you mean `title`?"), "{}", run.stderr);
    assert!(run.stderr.ends_with("4 errors\n"), "{}", run.stderr);
}

#[test]
fn a_sound_folder_is_said_to_be_so() {
    let root = on_disk("-- README.md --\n# Home\n-- a.md --\n# A\n");
    let run = run_well(root.path(), &["check"]);
    assert_eq!(run.stderr, "2 entries, nothing to say\n");
}

#[test]
fn the_short_form_is_a_line_a_finding() {
    let root = on_disk(WRONG);
    let run = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(
        run.stderr,
        "content/a.md:4:1: error[unknown-key]: an entry of kind `note` has no key `titel` (did you mean `title`?)\n\
         content/a.md:6:1: error[unresolved-link]: no entry is called `gone`\n\
         content/index.md:4:3: error[unresolved-link]: no entry is called `gone`\n\
         content/index.md:4:16: error[unresolved-link]: no entry is called `gone`\n\
         4 errors\n"
    );
}

#[test]
fn the_json_form_is_an_object_a_finding_on_standard_output() {
    let root = on_disk(WRONG);
    for command in ["check", "build"] {
        let run = run(root.path(), &[command, "--message-format", "json"]);
        assert_eq!(run.code, 1);
        let findings: Vec<BTreeMap<String, serde_json::Value>> =
            run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(findings.len(), 4);
        let first = &findings[0];
        let text = |key: &str| first[key].as_str().expect("a text").to_owned();
        assert_eq!([text("severity"), text("code"), text("path")], ["error", "unknown-key", "content/a.md"]);
        assert_eq!(text("hint"), "did you mean `title`?");
        let number = |key: &str| first[key].as_u64().expect("a number");
        assert_eq!(["line", "column", "end_line", "end_column"].map(number), [4, 1, 4, 6]);
    }
}

#[test]
fn warnings_are_fine_unless_they_are_errors() {
    let root = on_disk("-- a.md --\n[[gone]]\n");
    assert_eq!(run(root.path(), &["check"]).code, 0);
    let strict = run(root.path(), &["check", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.contains("1 error"), "{}", strict.stderr);
}

#[test]
fn drafts_are_checked_when_asked_for() {
    let root = on_disk(
        "-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\n---\n-- a.md --\n---\ntitle: A\nkind: n\nstatus: draft\n---\n[[gone]]\n",
    );
    assert_eq!(run(root.path(), &["check"]).code, 0);
    assert_eq!(run(root.path(), &["check", "--drafts"]).code, 1);
}

#[test]
fn a_file_that_is_no_text_is_named_with_the_place_of_the_byte() {
    let root = on_disk("-- a.md --\n");
    std::fs::write(root.path().join("content/a.md"), b"\xef\xbb\xbffirst\r\nsecond\r\n\xc3\xa4 \xff end\r\n")
        .expect("a file");
    let run = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("content/a.md:3:3: error[not-utf8]"), "{}", run.stderr);
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let root = on_disk("-- a.md --\n");
    std::fs::write(root.path().join("content/a.md"), b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n[[gone]]\r\n")
        .expect("a file");
    let run = run(root.path(), &["check", "--message-format", "short"]);
    assert!(run.stderr.starts_with("content/a.md:5:1: warning[unresolved-link]"), "{}", run.stderr);
}

#[test]
fn a_file_too_large_to_be_read_is_named() {
    let root = on_disk("-- a.md --\n");
    let file = std::fs::File::create(root.path().join("content/a.md")).expect("a file");
    file.set_len(8 * 1024 * 1024 + 1).expect("a long file");
    let run = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[large-file]"), "{}", run.stderr);
}

#[test]
fn more_findings_than_anybody_reads_are_counted_and_told_in_short() {
    let links: String = (0..1_100).map(|n| format!("[[gone-{n}]]\n")).collect();
    let root = on_disk(&format!("-- a.md --\n{links}-- b.md --\n{}", "[[lost]]\n\n".repeat(100)));
    let human = run_well(root.path(), &["check"]).stderr;
    assert!(human.contains("and 200 more; `check --message-format short` tells them all"), "{human}");
    assert!(human.ends_with("1200 warnings\n"), "all are counted");
    let short = run_well(root.path(), &["check", "--message-format", "short"]).stderr;
    assert_eq!(short.lines().count(), 1_201);
    fs::remove_file(root.path().join("content/a.md")).expect("a source");
    let human = run_well(root.path(), &["check"]).stderr;
    assert!(human.contains("content/b.md:41:1, 79 more places"), "{human}");
}
