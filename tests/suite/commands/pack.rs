//! `pack`: copies to hand on.

use crate::page::assert_sound_site;
use crate::support::{Dice, Files, figure, files, n_kills, on_disk, packed, program, run, run_well, save, seed, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;
use vademecum::model::manifest::Sha256;

const LIBRARY: &str = "
-- model.yaml --
kinds: {note: {}}
-- site.yaml --
title: {en: A small library, fr: Une petite bibliothèque, ar: مكتبة صغيرة}
languages: [en, fr, ar]
licence: {en: CC BY 4.0, fr: CC BY 4.0 (fr)}
-- index.md --
---
title: Home
---
See [[a]] and [[b]].
-- a.md --
---
kind: note
title: A
---
![p](p.png)
-- b.md --
---
kind: note
title: B
---
[[a]]
-- p.png --
picture
-- _static/robots.txt --
User-agent: *
";

fn mtimes(folder: &Path) -> BTreeMap<String, SystemTime> {
    let modified = |path: &str| fs::metadata(folder.join(path)).and_then(|found| found.modified()).expect("a file");
    tree(folder).into_keys().map(|path| (path.clone(), modified(&path))).collect()
}

/// The files of a copy, named by whether they are as they were.
fn changed(before: &BTreeMap<String, SystemTime>, after: &BTreeMap<String, SystemTime>) -> BTreeSet<String> {
    after.iter().filter(|(path, at)| before.get(*path) != Some(*at)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_copy_is_the_site_with_where_to_start_and_under_which_terms() {
    let root = on_disk(LIBRARY);
    run_well(root.path(), &["build"]);
    let packed = run_well(root.path(), &["pack", "usb", "stick"]);
    let (site, copy) = (tree(&root.path().join("site")), tree(&root.path().join("stick")));
    assert!(packed.stderr.contains(&format!("stick: {0} files, {0} written", copy.len())), "{}", packed.stderr);
    for (path, bytes) in &site {
        assert!(path == "manifest-sha256.txt" || copy.get(path) == Some(bytes), "{path}");
    }
    let more: Vec<&String> = copy.keys().filter(|path| !site.contains_key(*path)).collect();
    assert_eq!(more, ["LICENCE.txt", "START-HERE.html", "START-HERE.txt", "library-en.epub"]);
    assert_sound_site(&copy);
    let start = String::from_utf8(copy["START-HERE.html"].clone()).expect("UTF-8");
    for part in [
        "Open the library",
        "Ouvrir la bibliothèque",
        "افتح المكتبة",
        "dir=\"rtl\"",
        "href=\"fr/index.html\"",
        "Extract all",
    ] {
        assert!(start.contains(part), "no {part} in\n{start}");
    }
    let text = String::from_utf8(copy["START-HERE.txt"].clone()).expect("UTF-8");
    assert!(text.starts_with("\u{feff}A small library\r\n"), "{text}");
    assert!(text.contains("Une petite bibliothèque") && text.contains("CC BY 4.0 (fr)"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let licence = String::from_utf8(copy["LICENCE.txt"].clone()).expect("UTF-8");
    assert!(
        licence.contains("CC BY 4.0") && licence.contains("Snowball") && licence.contains("MIT License"),
        "{licence}"
    );
    run_well(root.path(), &["verify", "stick"]);
    let mut sums = Command::new("sha256sum");
    sums.args(["-c", "--strict", "--quiet", "manifest-sha256.txt"]);
    let sums = sums.current_dir(root.path().join("stick")).status();
    assert!(sums.expect("sha256sum is there").success());
}

#[test]
fn packing_again_writes_nothing_and_an_edit_only_what_differs() {
    let root = on_disk(LIBRARY);
    run_well(root.path(), &["pack", "usb", "stick"]);
    let stick = root.path().join("stick");
    let (before, at) = (tree(&stick), mtimes(&stick));
    let again = run_well(root.path(), &["pack", "usb", "stick"]);
    assert!(again.stderr.contains(", 0 written (0 bytes), 0 removed"), "{}", again.stderr);
    assert_eq!((&before, &at), (&tree(&stick), &mtimes(&stick)));
    save(
        &root.path().join("content"),
        &Files::from([("b.md".into(), "---\nkind: note\ntitle: B\n---\nMore. [[a]]\n".into())]),
    );
    let edited = run_well(root.path(), &["pack", "usb", "stick"]);
    let after = tree(&stick);
    let differs: BTreeSet<String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path.clone()).collect();
    assert_eq!(changed(&at, &mtimes(&stick)), differs);
    assert!(differs.contains("note/b.html") && !differs.contains("note/a.html") && !differs.contains("p.png"));
    let n_bytes: usize = differs.iter().map(|path| after[path].len()).sum();
    assert!(edited.stderr.contains(&format!("{} written ({n_bytes} bytes)", differs.len())), "{}", edited.stderr);
    run_well(root.path(), &["verify", "stick"]);
}

#[test]
fn what_is_not_ours_stays_on_a_stick() {
    let root = on_disk(LIBRARY);
    let stick = root.path().join("stick");
    save(&stick, &files("-- photos/one.jpg --\nphoto\n-- note/mine.txt --\nmine\n-- letter.txt --\nletter\n"));
    run_well(root.path(), &["pack", "usb", "stick"]);
    // One page is no longer part of the library, and a reader wrote into another that is not.
    fs::write(stick.join("note/b.html"), "my notes").expect("a file");
    for source in ["a.md", "b.md", "p.png"] {
        fs::remove_file(root.path().join("content").join(source)).expect("a source");
    }
    save(&root.path().join("content"), &files("-- index.md --\n---\ntitle: Home\n---\n"));
    let packed = run_well(root.path(), &["pack", "usb", "stick"]);
    assert!(
        packed.stderr.contains("note/b.html is no longer part of the copy, but somebody changed it"),
        "{}",
        packed.stderr
    );
    let copy = tree(&stick);
    for (path, text) in [
        ("photos/one.jpg", "photo\n"),
        ("note/mine.txt", "mine\n"),
        ("letter.txt", "letter\n"),
        ("note/b.html", "my notes"),
    ] {
        assert_eq!(copy.get(path).map(Vec::as_slice), Some(text.as_bytes()), "{path}");
    }
    assert!(!copy.contains_key("note/a.html") && !copy.contains_key("p.png"));
    // A copy that has them is not whole in the sense of the manifest.
    assert_eq!(run(root.path(), &["verify", "stick"]).code, 5);
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_named_and_nothing_is_written() {
    let root = on_disk(LIBRARY);
    let stick = root.path().join("stick");
    save(&stick, &files("-- note/a.html --\nmine\n"));
    let before = tree(&stick);
    let packed = run(root.path(), &["pack", "usb", "stick"]);
    assert_eq!(packed.code, 3);
    assert!(packed.stderr.contains("note/a.html was put there by somebody else"), "{}", packed.stderr);
    assert_eq!(before, tree(&stick));
    fs::remove_file(stick.join("note/a.html")).expect("a file");
    fs::create_dir_all(stick.join("note/a.html/inner")).expect("a folder");
    assert_eq!(run(root.path(), &["pack", "usb", "stick"]).code, 3);
    assert_eq!(tree(&stick), BTreeMap::new());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leaves_the_copy() {
    let root = on_disk(LIBRARY);
    let (stick, elsewhere) = (root.path().join("stick"), TempDir::new().expect("a folder"));
    fs::create_dir_all(&stick).expect("a folder");
    for name in ["note", ".vademecum-update", "index.html"] {
        std::os::unix::fs::symlink(elsewhere.path(), stick.join(name)).expect("a link");
        let packed = run(root.path(), &["pack", "usb", "stick"]);
        assert_eq!(packed.code, 3, "{name}: {}", packed.stderr);
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0, "{name}");
        fs::remove_file(stick.join(name)).expect("a link");
    }
    run_well(root.path(), &["pack", "usb", "stick"]);
}

#[test]
fn the_sources_are_no_stick() {
    let root = on_disk(LIBRARY);
    for stick in ["content", "."] {
        assert_eq!(run(root.path(), &["pack", "usb", stick]).code, 3, "{stick}");
    }
}

#[test]
fn an_update_that_was_stopped_is_completed_or_forgotten() {
    let root = on_disk(LIBRARY);
    let stick = root.path().join("stick");
    run_well(root.path(), &["pack", "usb", "stick"]);
    let whole = tree(&stick);
    // Stopped before all of it was there: nothing of it counts.
    save(&stick, &files("-- .vademecum-update/update-of-a-copy --\n-- .vademecum-update/files/note/a.html --\nhalf\n"));
    run_well(root.path(), &["pack", "usb", "stick"]);
    assert_eq!(whole, tree(&stick));
    // Stopped in the middle: half the pages are in their places, the manifest is the old one.
    let staged = stick.join(".vademecum-update/files");
    for (at, (path, bytes)) in whole.iter().enumerate() {
        let folder = if at % 2 == 0 || path == "manifest-sha256.txt" { &staged } else { &stick };
        save(folder, &Files::from([(path.clone(), String::new())]));
        fs::write(folder.join(path), bytes).expect("a file");
    }
    save(
        &stick,
        &files(
            "-- .vademecum-update/update-of-a-copy --\n-- .vademecum-update/complete --\n-- note/old.html --\nold\n",
        ),
    );
    let old = "0".repeat(64);
    fs::write(stick.join("manifest-sha256.txt"), format!("{old}  note/a.html\n{old}  note/b.html\n")).expect("a file");
    fs::remove_file(stick.join("note/b.html")).expect("a file");
    let packed = run_well(root.path(), &["pack", "usb", "stick"]);
    assert!(packed.stderr.contains(" 0 removed"), "{}", packed.stderr);
    fs::remove_file(stick.join("note/old.html")).expect("a file");
    assert_eq!(whole, tree(&stick));
    // What somebody else has there under that name is not touched.
    save(&stick, &files("-- .vademecum-update/mine --\nmine\n"));
    let packed = run(root.path(), &["pack", "usb", "stick"]);
    assert!(packed.code == 3 && packed.stderr.contains("is in the way"), "{}", packed.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_leads_no_update_out_of_the_copy() {
    let root = on_disk(LIBRARY);
    let (stick, outside) = (root.path().join("stick"), TempDir::new().expect("a folder"));
    save(outside.path(), &files("-- mine.html --\nmine\n"));
    run_well(root.path(), &["pack", "usb", "stick"]);
    let before = tree(outside.path());
    // Listed as if it had been published, so that it would be removed as old.
    std::os::unix::fs::symlink(outside.path(), stick.join("elsewhere")).expect("a link");
    let mut manifest = fs::read_to_string(stick.join("manifest-sha256.txt")).expect("a manifest");
    manifest += &format!("{}  elsewhere/mine.html\n", Sha256::of(b"mine\n"));
    fs::write(stick.join("manifest-sha256.txt"), manifest).expect("a file");
    let packed = run_well(root.path(), &["pack", "usb", "stick"]);
    assert!(packed.stderr.contains("elsewhere/mine.html is no longer part of the copy"), "{}", packed.stderr);
    assert_eq!(before, tree(outside.path()));
    // As if an update had been stopped that puts a file there.
    save(
        &stick.join(".vademecum-update"),
        &files("-- update-of-a-copy --\n-- complete --\n-- files/elsewhere/theirs.html --\ntheirs\n"),
    );
    let packed = run(root.path(), &["pack", "usb", "stick"]);
    assert!(packed.code == 3 && packed.stderr.contains("stands where the copy has a folder"), "{}", packed.stderr);
    assert_eq!(before, tree(outside.path()));
}

#[test]
fn a_killed_update_leaves_only_whole_files_and_the_next_one_completes_it() {
    let seed = seed();
    let mut dice = Dice(seed);
    let library = |name: &str| {
        let entries: String = (0..100).map(|n| format!("-- e/{name}-{}.md --\n# {name} {n}\n", n / 2 * 2)).collect();
        let shared: String = (0..100).map(|n| format!("-- s/{n}.md --\n# Shared {n}\n{name}\n")).collect();
        on_disk(&format!("{entries}{shared}"))
    };
    let (libraries, here) = ([library("one"), library("two")], TempDir::new().expect("a folder"));
    let stick = here.path().join("stick");
    let pack = |root: &Path| {
        let root = root.to_string_lossy().into_owned();
        let mut command = program(here.path(), &["-r", &root, "pack", "usb", "stick"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    };
    let mut took = Duration::ZERO;
    let whole = libraries.each_ref().map(|library| {
        let started = Instant::now();
        assert!(pack(library.path()).status().expect("the program runs").success());
        took = took.max(started.elapsed());
        fs::write(stick.join("mine.txt"), "mine").expect("a file");
        tree(&stick)
    });
    let (n_kills, mut n_killed, mut n_whole, mut n_between) = (n_kills(30), 0, 0, 0);
    for kill in 0..n_kills {
        let mut child = pack(libraries[kill % 2].path()).spawn().expect("the program starts");
        // The random moment, anywhere in an update.
        std::thread::sleep(took.mul_f64(dice.below(1_100) as f64 / 1_000.0));
        child.kill().expect("it can be killed");
        let ended = child.wait_with_output().expect("it ends");
        let says = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.code().is_none_or(|code| code == 0), "kill {kill}: {says}\nto repeat: SEED={seed}");
        let mut now = tree(&stick);
        now.retain(|path, _| !path.starts_with(".vademecum-update/"));
        assert!(now.contains_key("mine.txt"), "kill {kill} lost a file\nto repeat: SEED={seed}");
        for (path, bytes) in &now {
            let is_whole = whole.iter().any(|whole| whole.get(path) == Some(bytes));
            assert!(is_whole, "kill {kill} left half of {path}\nto repeat: SEED={seed}");
        }
        if ended.status.code().is_none() {
            n_killed += 1;
            *(if whole.contains(&now) { &mut n_whole } else { &mut n_between }) += 1;
        }
    }
    figure(&format!(
        "updates: {n_kills}, killed in time {n_killed}; old or new copy {n_whole}, \
         on the way with whole files that the next one completes {n_between}, halves of files 0, lost files 0"
    ));
    for (library, whole) in libraries.iter().zip(&whole) {
        let ended = pack(library.path()).output().expect("the program runs");
        assert!(ended.status.success(), "{}\nto repeat: SEED={seed}", String::from_utf8_lossy(&ended.stderr));
        assert!(tree(&stick) == *whole, "to repeat: SEED={seed}");
    }
}

#[test]
fn a_library_with_errors_is_not_packed() {
    let root = on_disk(LIBRARY);
    for what in [["pack", "usb", "copy"], ["pack", "zip", "copy.zip"]] {
        run_well(root.path(), &what);
        let copy = fs::read(root.path().join("copy.zip")).ok();
        save(&root.path().join("content"), &files("-- c.md --\n---\nkind: note\ntitle: C\n---\n[[gone]]\n"));
        let packed = run(root.path(), &what);
        assert_eq!(packed.code, 1, "{}", packed.stderr);
        assert!(packed.stderr.contains("error[unresolved-link]"), "{}", packed.stderr);
        assert!(packed.stderr.contains("nothing was packed; copy"), "{}", packed.stderr);
        assert_eq!(copy, fs::read(root.path().join("copy.zip")).ok());
        fs::remove_file(root.path().join("content/c.md")).expect("a source");
    }
    run_well(root.path(), &["verify", "copy"]);
}

#[test]
fn what_a_stick_cannot_hold_is_an_error_of_copies_and_a_warning_of_sites() {
    let many: String = (0..5_001).map(|n| format!("-- _static/many/{n}.txt --\n")).collect();
    let long = "long-folder-name-".repeat(3);
    for (code, wrong) in [
        ("deep-path", "-- a/b/c/d/e.md --\n# Deep\n".to_owned()),
        ("long-path", format!("-- {long}/{long}/{long}/x.md --\n# Long\n")),
        ("large-folder", format!("-- README.md --\n# Many\n{many}")),
        ("file-name", "-- README.md --\n# Home\n-- _static/what?.txt --\nWhat?\n".to_owned()),
    ] {
        let root = on_disk(&wrong);
        assert!(run_well(root.path(), &["build"]).stderr.contains(&format!("warning[{code}]")), "{code}");
        let packed = run(root.path(), &["pack", "zip", "copy.zip"]);
        assert!(packed.code == 1 && packed.stderr.contains(&format!("error[{code}]")), "{code}: {}", packed.stderr);
        assert!(!root.path().join("copy.zip").exists());
    }
}

#[test]
fn a_zip_is_the_same_on_every_machine() {
    packed(LIBRARY, "zip", "copy.zip");
}

#[test]
fn a_zip_is_read_by_others_and_says_nothing_of_its_machine() {
    let root = on_disk(LIBRARY);
    run_well(root.path(), &["pack", "usb", "stick"]);
    run_well(root.path(), &["pack", "zip", "copy.zip"]);
    let again = run_well(root.path(), &["pack", "zip", "copy.zip"]);
    assert!(again.stderr.contains(", 0 bytes written"), "{}", again.stderr);
    const READ: &str = "
import zipfile, sys
archive = zipfile.ZipFile('copy.zip')
assert archive.testzip() is None
names = archive.namelist()
assert names == sorted(names), names
for info in archive.infolist():
    assert info.date_time == (1980, 1, 1, 0, 0, 0), info
    assert info.compress_type == zipfile.ZIP_DEFLATED and info.extra == b'' and info.comment == b'', info
    assert info.external_attr >> 16 == 0o100644 and info.create_system == 3, oct(info.external_attr)
    # Sizes stand before the data, and names are ASCII: nothing that an old Explorer stumbles over.
    assert info.flag_bits == 0 and info.extract_version <= 20, (info.flag_bits, info.extract_version)
archive.extractall('unpacked')
";
    let read = Command::new("python3").args(["-c", READ]).current_dir(root.path()).output();
    let read = read.expect("python3 is there");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert!(tree(&root.path().join("stick")) == tree(&root.path().join("unpacked")), "a ZIP holds what a stick holds");
}

#[test]
fn a_zip_is_verified_as_it_is() {
    let root = on_disk(LIBRARY);
    run_well(root.path(), &["pack", "zip", "copy.zip"]);
    let whole = run_well(root.path(), &["verify", "copy.zip"]);
    assert!(whole.stderr.contains("copy.zip is whole"), "{}", whole.stderr);
    let (path, seed) = (root.path().join("copy.zip"), seed());
    let bytes = fs::read(&path).expect("a ZIP");
    let mut dice = Dice(seed);
    for _ in 0..50 {
        let mut harmed = bytes.clone();
        // In the data, not in the list at its end.
        let at = dice.below(bytes.len() as u64 / 2 * 8) as usize;
        harmed[at / 8] ^= 1 << (at % 8);
        fs::write(&path, harmed).expect("a file");
        let run = run(root.path(), &["verify", "copy.zip", "--json"]);
        assert!([0, 3, 5].contains(&run.code), "{}\nto repeat: SEED={seed}", run.stderr);
        // A bit of a date or of a name that is told twice changes no file.
        assert!(run.code != 0 || run.stdout.contains("\"is_whole\": true"), "to repeat: SEED={seed}");
    }
    fs::write(&path, "no ZIP").expect("a file");
    assert_eq!(run(root.path(), &["verify", "copy.zip"]).code, 3);
}

#[test]
fn a_zip_takes_no_other_files_place() {
    let root = on_disk(LIBRARY);
    fs::write(root.path().join("thesis.zip"), "ten years of work").expect("a file");
    let packed = run(root.path(), &["pack", "zip", "thesis.zip"]);
    assert!(packed.code == 2 && packed.stderr.contains("vademecum did not make it"), "{}", packed.stderr);
    assert_eq!(fs::read(root.path().join("thesis.zip")).expect("a file"), b"ten years of work");
    assert_eq!(run(root.path(), &["pack", "zip", "content"]).code, 2);
}

#[test]
fn a_file_of_the_authors_stands_in_the_place_of_ours() {
    let root = on_disk(&format!("{LIBRARY}-- _static/Licence.txt --\nOur own terms.\n"));
    run_well(root.path(), &["pack", "usb", "stick"]);
    let copy = tree(&root.path().join("stick"));
    assert_eq!(copy["Licence.txt"], b"Our own terms.\n");
    assert!(!copy.contains_key("LICENCE.txt"), "FAT would have them as one");
}
