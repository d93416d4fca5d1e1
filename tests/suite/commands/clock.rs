//! A machine whose clock is wrong: no byte of a site or a copy depends on it. `faketime` sets it for one program.

use crate::support::{files, on_disk, program, run_well, save, tree};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const LIBRARY: &str = "
-- site.yaml --
title: Library
base_url: https://example.org/
-- index.md --
# Home
[[a]]
-- a.md --
---
title: A
reviewed: 2026-01-02
review_every: 18 months
---
Words.
-- _static/robots.txt --
x
";

/// Runs the program at a time of its own.
fn run_at(time: &str, here: &Path, args: &[&str]) {
    let mut command = Command::new("faketime");
    command.args(["-f", time, env!("CARGO_BIN_EXE_vademecum")]).args(args).current_dir(here).env("NO_COLOR", "1");
    let ended = command.output().expect("only `faketime` can set the clock: install it (`./test` does)");
    assert!(ended.status.success(), "{time} {args:?}: {}", String::from_utf8_lossy(&ended.stderr));
}

/// The site, a stick, the ZIP and a file with what is printed, made at a time.
fn made_at(time: &str) -> Vec<(String, Vec<u8>)> {
    let root = on_disk(LIBRARY);
    for what in [&["build"][..], &["pack", "usb", "stick"], &["pack", "zip", "copy.zip"], &["verify", "copy.zip"]] {
        run_at(time, root.path(), what);
    }
    // Once more, over what lies there.
    run_at(time, root.path(), &["build"]);
    let all = tree(root.path()).into_iter();
    all.filter(|(path, _)| path.starts_with("site/") || path.starts_with("stick/") || path == "copy.zip").collect()
}

#[test]
fn a_clock_at_1970_or_2100_changes_no_byte() {
    let now = made_at("@2026-11-22 12:00:00");
    assert!(now.len() > 40 && now.iter().any(|(path, _)| path == "copy.zip"));
    for time in ["@1970-01-01 00:00:01", "@2100-01-01 00:00:00"] {
        assert!(made_at(time) == now, "differs at {time}");
    }
}

#[test]
fn a_new_entry_is_made_at_any_time() {
    for (time, year) in [("@1970-06-01 12:00:00", "1970-06"), ("@2100-06-01 12:00:00", "2100-06")] {
        let root = on_disk(LIBRARY);
        run_at(time, root.path(), &["new", "article", "Some words"]);
        let entry = fs::read_to_string(root.path().join("content/some-words.md")).expect("an entry");
        assert!(entry.contains(year), "{entry}");
        run_at(time, root.path(), &["build"]);
    }
}

#[test]
fn files_from_1970_or_2100_are_files_like_any_other() {
    let here = TempDir::new().expect("a folder");
    save(&here.path().join("content"), &files(LIBRARY));
    run_well(here.path(), &["build"]);
    let before = tree(&here.path().join("site"));
    for seconds in [0, 4_102_444_800] {
        for folder in ["content", "site"] {
            for path in tree(&here.path().join(folder)).keys() {
                let file = File::options().write(true).open(here.path().join(folder).join(path)).expect("a file");
                file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("a time");
            }
        }
        let ended = program(here.path(), &["build"]).output().expect("the program runs");
        assert!(String::from_utf8_lossy(&ended.stderr).contains(" 0 written"), "{ended:?}");
        assert!(tree(&here.path().join("site")) == before);
    }
}
