//! A build that is killed leaves the old site or the new one.

use crate::support::{Dice, figure, files, n_kills, on_disk, program, run, run_well, save, seed, tree};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Three hundred entries whose pages all differ from those of another name.
fn library(name: &str) -> TempDir {
    let entries: String = (0..300)
        .map(|n| format!("-- e/{name}-{}.md --\n# {name} {n}\nSee [[{name}-{}]].\n", n / 2 * 2 + n % 2, (n + 1) % 300))
        .collect();
    let shared: String = (0..50).map(|n| format!("-- s/shared-{n}.md --\n# Shared {n}\n{name}\n")).collect();
    on_disk(&format!("{entries}{shared}"))
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let seed = seed();
    let mut dice = Dice(seed);
    let (libraries, here) = ([library("one"), library("two")], TempDir::new().expect("a folder"));
    let site = here.path().join("site");
    let build = |root: &Path| {
        let root = root.to_string_lossy().into_owned();
        let mut command = program(here.path(), &["-r", &root, "build"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    let mut took = Duration::ZERO;
    let whole = libraries.each_ref().map(|library| {
        let started = Instant::now();
        assert!(build(library.path()).status().expect("the program runs").success());
        took = took.max(started.elapsed());
        // A file of somebody else's, which must never be lost.
        fs::write(site.join("mine.txt"), "mine").expect("a file");
        tree(&site)
    });
    let (n_kills, mut n_killed, mut n_old, mut n_new) = (n_kills(50), 0, 0, 0);
    let mut before = whole[1].clone();
    for kill in 0..n_kills {
        let mut child = build(libraries[kill % 2].path()).spawn().expect("the program starts");
        // The random moment, anywhere in a build.
        thread::sleep(took.mul_f64(dice.below(1_100) as f64 / 1_000.0));
        child.kill().expect("it can be killed");
        let ended = child.wait_with_output().expect("it ends");
        n_killed += usize::from(ended.status.code().is_none());
        let says = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.code().is_none_or(|code| code == 0), "kill {kill}: {says}\nto repeat: SEED={seed}");
        let now = tree(&site);
        assert!(now.contains_key("mine.txt"), "kill {kill} lost a file\nto repeat: SEED={seed}");
        assert!(whole.contains(&now), "kill {kill} left a mixture\nto repeat: SEED={seed}");
        if ended.status.code().is_none() {
            *(if now == before { &mut n_old } else { &mut n_new }) += 1;
        }
        before = now;
    }
    figure(&format!(
        "builds: {n_kills}, killed in time {n_killed}; old site {n_old}, new {n_new}, mixtures 0, lost files 0"
    ));
    assert!(n_killed > 0, "no build was killed in time\nto repeat: SEED={seed}");
    let last = build(libraries[0].path()).output().expect("the program runs");
    assert!(last.status.success(), "{}\nto repeat: SEED={seed}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(tree(&site), whole[0]);
    let left: Vec<_> =
        fs::read_dir(here.path()).expect("a folder").map(|found| found.expect("a name").file_name()).collect();
    assert!(left.iter().all(|name| ["site", ".site.lock"].iter().any(|known| name == known)), "{left:?}");
}

/// A site, and beside it what a build leaves that is killed while it removes the old site: some of its pages,
/// and still its manifest, which says that they are ours.
fn killed_while_clearing() -> TempDir {
    let root = on_disk("-- README.md --\n# Home\n-- a.md --\n# A\n");
    run_well(root.path(), &["build"]);
    let site = tree(&root.path().join("site"));
    for path in ["a.html", "404.html", "manifest-sha256.txt"] {
        fs::create_dir_all(root.path().join(".site.staging")).expect("a folder");
        fs::write(root.path().join(".site.staging").join(path), &site[path]).expect("a file");
    }
    root
}

#[test]
fn a_build_killed_while_it_removed_the_old_site_does_not_stop_the_next() {
    let root = killed_while_clearing();
    run_well(root.path(), &["build"]);
    assert!(!root.path().join(".site.staging").exists());
}

#[test]
fn what_somebody_added_while_a_build_was_killed_is_kept() {
    let root = killed_while_clearing();
    save(&root.path().join(".site.staging"), &files("-- notes/mine.txt --\nmine\n"));
    run_well(root.path(), &["build"]);
    let kept = tree(root.path()).into_values().any(|bytes| bytes == b"mine\n");
    assert!(kept, "a file of the user's is gone");
}

#[test]
fn a_folder_of_others_beside_the_output_is_left_alone() {
    for name in [".site.old", ".site.staging"] {
        let root = on_disk("-- README.md --\n# Home\n");
        save(&root.path().join(name), &files("-- mine.txt --\nmine\n"));
        run(root.path(), &["build"]);
        assert_eq!(tree(&root.path().join(name))["mine.txt"], b"mine\n");
    }
}
