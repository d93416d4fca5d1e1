//! A disk that fails: what a build or an update of a copy asks of it fails once, in turn. `strace` makes it fail.

use crate::support::{Dice, Tree, on_disk, seed, tree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What is made to fail, and how.
const CALLS: [(&str, &str); 16] = [
    ("write", "ENOSPC"),
    ("openat", "EIO"),
    ("read", "EIO"),
    ("rename", "EIO"),
    ("renameat2", "EIO"),
    ("linkat", "ENOSPC"),
    ("link", "ENOSPC"),
    ("mkdir", "ENOSPC"),
    ("unlink", "EIO"),
    ("unlinkat", "EIO"),
    ("rmdir", "EIO"),
    ("fsync", "EIO"),
    ("syncfs", "EIO"),
    ("flock", "EIO"),
    ("statx", "EIO"),
    ("getdents64", "EIO"),
];

/// The program on one thread, so that its calls come in the same order every time; with a call that fails.
fn run(here: &Path, root: &Path, what: &[&str], fault: Option<(&str, &str, u32)>) -> (Option<i32>, String, bool) {
    let mut command = Command::new("strace");
    let log = here.with_extension("log");
    command.args(["-f", "-qq", "-o"]).arg(&log);
    if let Some((call, error, at)) = fault {
        command.args(["-e", &format!("trace={call}"), "-e", &format!("inject={call}:error={error}:when={at}")]);
    } else {
        command.args(["-e", "trace=none"]);
    }
    command.arg(env!("CARGO_BIN_EXE_vademecum")).arg("-r").arg(root).args(what).current_dir(here);
    let ended = command.env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1").output().expect("strace starts");
    let is_hit = fs::read(&log).is_ok_and(|log| String::from_utf8_lossy(&log).contains("(INJECTED)"));
    (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned(), is_hit)
}

/// A library of a few entries, one of which has this name.
fn library(name: &str) -> TempDir {
    on_disk(&format!("-- README.md --\n# Home {name}\n-- {name}.md --\n# {name}\n[[same]]\n-- same.md --\n# Same\n"))
}

/// Fails each call once. `is_sound` is given what lies there then, and the old and the new.
fn each_fault(what: &[&str], is_sound: impl Fn(&Tree, &Tree, &Tree) -> bool) {
    let probe = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let can_fail = probe.is_ok_and(|ended| ended.status.success());
    assert!(can_fail, "only `strace` can make calls fail: install it, where it may look into programs (`./test` does)");
    let (one, two) = (library("one"), library("two"));
    let built = |root: &Path, before: Option<&Tree>| {
        let here = TempDir::new().expect("a folder");
        if let Some(before) = before {
            restore(&here.path().join("site"), before);
        }
        let (code, says, _) = run(here.path(), root, what, None);
        assert_eq!(code, Some(0), "{says}");
        tree(&here.path().join("site"))
    };
    let mut old = built(one.path(), None);
    old.extend([("notes/mine.txt".to_owned(), b"mine".to_vec())]);
    let new = built(two.path(), Some(&old));
    assert!(new.contains_key("notes/mine.txt") && new.contains_key("two.html") && !new.contains_key("one.html"));
    let (seed, mut n_faults) = (seed(), 0);
    let mut dice = Dice(seed);
    for (call, error) in CALLS {
        let mut at = 0;
        loop {
            // Most of what is opened and read is no part of publishing: of these a third is drawn.
            at += if ["openat", "read", "statx"].contains(&call) { 1 + dice.below(5) as u32 } else { 1 };
            let here = TempDir::new().expect("a folder");
            let site = here.path().join("site");
            restore(&site, &old);
            let (code, says, is_hit) = run(here.path(), two.path(), what, Some((call, error, at)));
            if !is_hit {
                break;
            }
            // Without its libraries it does not even begin.
            if code == Some(127) {
                continue;
            }
            n_faults += 1;
            let fault = format!("{call} {at}: {code:?} {says}\nto repeat: SEED={seed}");
            assert!(matches!(code, Some(0 | 3)) && !says.contains("panicked"), "{fault}");
            let mut now = tree(&site);
            if code == Some(0) {
                // An update that is done may leave its empty mark behind, which the next one takes for its own.
                now.remove(".vademecum-update/update-of-a-copy");
            }
            assert!(if code == Some(0) { now == new } else { is_sound(&now, &old, &new) }, "{fault}");
            let (code, says, _) = run(here.path(), two.path(), what, None);
            assert!(code == Some(0) && tree(&site) == new, "{fault}\nand then: {says}");
            let left: BTreeSet<_> =
                fs::read_dir(here.path()).expect("a folder").map(|found| found.expect("a name").file_name()).collect();
            assert!(left.iter().all(|name| name == "site" || name == ".site.lock"), "{fault}\n{left:?}");
        }
    }
    assert!(n_faults > 100, "{n_faults}");
}

fn restore(folder: &Path, files: &Tree) {
    for (path, bytes) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, bytes).expect("a file");
    }
}

#[test]
fn whatever_call_fails_a_build_leaves_the_old_site_or_the_new_one() {
    each_fault(&["build", "--jobs", "1"], |now, old, new| now == old || now == new);
}

#[test]
fn whatever_call_fails_an_update_leaves_whole_files_that_the_next_one_completes() {
    each_fault(&["pack", "usb", "site"], |now, old, new| {
        let is_whole = |(path, bytes): (&String, &Vec<u8>)| {
            path.starts_with(".vademecum-update/") || [old, new].iter().any(|site| site.get(path) == Some(bytes))
        };
        now.contains_key("notes/mine.txt") && now.iter().all(is_whole)
    });
}
