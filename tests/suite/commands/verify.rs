//! `verify`: whether a copy is as it was made, and what differs where it is not.

use crate::support::{Dice, on_disk, run, run_well, seed, tree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A site of some two hundred files, and a folder for its copies.
fn library() -> TempDir {
    let entries: String =
        (0..150).map(|n| format!("-- e/{n}.md --\n# Entry {n}\nSee [[{}]].\n", (n + 1) % 150)).collect();
    let root = on_disk(&format!("-- README.md --\n# Home\n{entries}-- _static/robots.txt --\nUser-agent: *\n"));
    run_well(root.path(), &["build"]);
    root
}

fn verified(root: &Path) -> serde_json::Value {
    let run = run(root, &["verify", "site", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(run.code, if found["is_whole"] == true { 0 } else { 5 }, "{}", run.stdout);
    found
}

#[test]
fn a_whole_copy_is_said_to_be_whole_with_the_checksum_of_its_manifest() {
    let root = library();
    let n_files = tree(&root.path().join("site")).len() - 1;
    let run = run_well(root.path(), &["verify", "site"]);
    assert_eq!(run.stdout, "", "nothing differs, so nothing is listed");
    assert!(run.stderr.contains(&format!("site is whole: {n_files} files are as they were made")), "{}", run.stderr);
    let sum = Command::new("sha256sum").arg("site/manifest-sha256.txt").current_dir(root.path()).output();
    let sum = String::from_utf8(sum.expect("sha256sum is there").stdout).expect("text");
    let (sum, _) = sum.split_once(' ').expect("a sum and a name");
    assert!(run.stderr.contains(sum), "{} lacks {sum}", run.stderr);
    let found = verified(root.path());
    assert_eq!((&found["manifest"], &found["n_files"]), (&sum.into(), &n_files.into()));
}

#[test]
fn one_bit_in_each_of_a_hundred_files_one_lost_one_added_one_renamed_are_all_found() {
    let (root, seed) = (library(), seed());
    let (mut dice, site) = (Dice(seed), root.path().join("site"));
    let mut rest: Vec<String> = tree(&site).into_keys().filter(|path| path != "manifest-sha256.txt").collect();
    let mut drawn = || rest.swap_remove(dice.below(rest.len() as u64) as usize);
    let altered: BTreeSet<String> = (0..100).map(|_| drawn()).collect();
    let (lost, renamed) = (drawn(), drawn());
    for path in &altered {
        let mut bytes = fs::read(site.join(path)).expect("a file");
        let at = dice.below(bytes.len() as u64 * 8) as usize;
        bytes[at / 8] ^= 1 << (at % 8);
        fs::write(site.join(path), bytes).expect("a file");
    }
    fs::remove_file(site.join(&lost)).expect("a file");
    fs::write(site.join("e/added.html"), "added").expect("a file");
    fs::rename(site.join(&renamed), site.join("renamed.bin")).expect("a file");

    let run = run(root.path(), &["verify", "site"]);
    assert_eq!(run.code, 5, "{}\nto repeat: SEED={seed}", run.stderr);
    let said: BTreeSet<&str> = run.stdout.lines().collect();
    let mut wanted: BTreeSet<String> = altered.iter().map(|path| format!("{path} was altered")).collect();
    wanted.extend([
        format!("{lost} is missing"),
        format!("{renamed} is now called renamed.bin"),
        "e/added.html was added".to_owned(),
    ]);
    assert_eq!(said, wanted.iter().map(String::as_str).collect(), "to repeat: SEED={seed}");
    assert!(run.stderr.contains("site is not as it was made: 103 files are not as"), "{}", run.stderr);

    let found = verified(root.path());
    assert_eq!(found["altered"].as_array().map(Vec::len), Some(100));
    assert_eq!(found["moved"][0][1], "renamed.bin");

    // The plain tool names what is altered and what is gone.
    let sums = Command::new("sha256sum").args(["-c", "--quiet", "manifest-sha256.txt"]).current_dir(&site).output();
    let sums = sums.expect("sha256sum is there");
    assert!(!sums.status.success());
    let named = String::from_utf8(sums.stdout).expect("text");
    for path in altered.iter().chain([&lost, &renamed]) {
        assert!(named.contains(&format!("{path}: FAILED")), "sha256sum says nothing of {path}\nto repeat: SEED={seed}");
    }
}

#[test]
fn a_manifest_that_is_lost_or_harmed_is_a_difference() {
    let root = library();
    let manifest = root.path().join("site/manifest-sha256.txt");
    let text = fs::read(&manifest).expect("a manifest");
    let mut harmed = text.clone();
    harmed[3] = b'!';
    fs::write(&manifest, harmed).expect("a file");
    let run_ = run(root.path(), &["verify", "site"]);
    assert_eq!(run_.code, 5);
    assert!(run_.stdout.starts_with("manifest-sha256.txt was altered"), "{}", run_.stdout);
    fs::write(&manifest, [&text[..], b"\xff\xfe"].concat()).expect("a file");
    assert_eq!(verified(root.path())["is_manifest_altered"], true);
    fs::remove_file(&manifest).expect("a file");
    let run_ = run(root.path(), &["verify", "site"]);
    assert_eq!(run_.code, 5);
    assert!(run_.stdout.contains("manifest-sha256.txt is missing"), "{}", run_.stdout);
}

#[test]
fn a_line_of_the_manifest_never_leads_out_of_the_copy() {
    let root = library();
    let manifest = root.path().join("site/manifest-sha256.txt");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(root.path().join("secret"), "").expect("a file");
    for path in ["../secret", "/etc/passwd", "e/../../secret", "./a", "a//b"] {
        fs::write(&manifest, format!("{text}{}  {path}\n", "0".repeat(64))).expect("a file");
        let run = run(root.path(), &["verify", "site"]);
        assert_eq!(run.code, 5);
        assert!(!run.stdout.contains("secret") && !run.stdout.contains("passwd"), "{}", run.stdout);
        assert!(run.stdout.contains("it has lines that are none of a manifest's"), "{}", run.stdout);
    }
}

#[test]
fn what_systems_leave_on_a_stick_is_no_difference() {
    let root = library();
    let site = root.path().join("site");
    for path in
        [".DS_Store", "e/Thumbs.db", "e/._1.html", "System Volume Information/x", ".Trash-1000/y", "desktop.ini"]
    {
        let file = site.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, "x").expect("a file");
    }
    let run = run_well(root.path(), &["verify", "site"]);
    assert!(run.stderr.contains("6 more were left by systems and were not looked at"), "{}", run.stderr);
    assert_eq!(verified(root.path())["left_by_systems"].as_array().map(Vec::len), Some(6));
}

#[cfg(unix)]
#[test]
fn a_file_that_leads_elsewhere_is_no_file_of_the_copy() {
    let root = library();
    let page = root.path().join("site/e/1.html");
    fs::rename(&page, root.path().join("elsewhere.html")).expect("a file");
    std::os::unix::fs::symlink(root.path().join("elsewhere.html"), &page).expect("a link");
    let run = run(root.path(), &["verify", "site"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (5, "e/1.html cannot be trusted: it is no file of its own but leads elsewhere\n")
    );
}

#[cfg(unix)]
#[test]
fn a_name_on_a_stick_does_not_steer_the_terminal() {
    let root = library();
    fs::write(root.path().join("site/\u{1b}[2Jgone\u{202e}lmth"), "x").expect("a file");
    let run = run(root.path(), &["verify", "site"]);
    assert_eq!(run.stdout, "\\u{1b}[2Jgone\\u{202e}lmth was added\n");
}

#[test]
fn what_is_no_folder_cannot_be_verified() {
    let root = library();
    assert_eq!(run(root.path(), &["verify", "nowhere"]).code, 3);
}
