//! The output belongs to the site, and nothing else is touched.

use crate::support::{Run, files, on_disk, program, run, run_well, save, tree};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

const SITE: &str = "-- README.md --\n# Home\n-- a.md --\n# A\n";

#[test]
fn files_of_others_in_the_output_are_kept() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    save(
        &root.path().join("site"),
        &files("-- CNAME --\nexample.org\n-- notes/mine.txt --\nmine\n-- .well-known/x --\ny\n"),
    );
    fs::write(root.path().join("content/b.md"), "# B\n").expect("a source");
    fs::remove_file(root.path().join("content/a.md")).expect("a source");
    run_well(root.path(), &["build"]);
    let site = tree(&root.path().join("site"));
    assert_eq!(site["CNAME"], b"example.org\n");
    assert_eq!(site["notes/mine.txt"], b"mine\n");
    assert_eq!(site[".well-known/x"], b"y\n");
    assert!(site.contains_key("b.html") && !site.contains_key("a.html"));
    let manifest = String::from_utf8_lossy(&site["manifest-sha256.txt"]).into_owned();
    assert!(!manifest.contains("CNAME"), "what is not ours is not in our manifest");
}

#[test]
fn a_page_does_not_take_the_place_of_a_file_of_others() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    fs::write(root.path().join("site/b.html"), "mine").expect("a file");
    let before = tree(&root.path().join("site"));
    fs::write(root.path().join("content/b.md"), "# B\n").expect("a source");
    let run = run(root.path(), &["build"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("b.html") && run.stderr.contains("somebody else"), "{}", run.stderr);
    assert_eq!(before, tree(&root.path().join("site")));
}

#[test]
fn an_output_that_could_harm_files_is_refused() {
    let root = on_disk(SITE);
    save(root.path(), &files("-- other/mine.txt --\nmine\n-- file --\nx\n"));
    let path = root.path().to_string_lossy().into_owned();
    let before = tree(root.path());
    for (output, says) in [
        ("content", "folder of the sources"),
        (".", "holds the sources"),
        ("..", "holds the sources"),
        (path.as_str(), "holds the sources"),
        ("content/../content/.", "folder of the sources"),
        ("other", "did not make"),
        ("file", "is a file"),
    ] {
        let run = run(root.path(), &["build", "-o", output]);
        assert_eq!(run.code, 3, "{output}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{output}: {}", run.stderr);
        assert_eq!(before.keys().collect::<Vec<_>>(), tree(root.path()).keys().collect::<Vec<_>>(), "{output}");
    }
    assert_eq!(before, tree(root.path()));
}

#[test]
fn an_output_reached_by_a_symbolic_link_is_judged_by_where_it_leads() {
    let root = on_disk(SITE);
    std::os::unix::fs::symlink(root.path().join("content"), root.path().join("link")).expect("a link");
    let run = run(root.path(), &["build", "-o", "link"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert_eq!(tree(&root.path().join("content")).len(), 2);
}

#[test]
fn a_file_called_like_the_manifest_makes_a_folder_no_site() {
    let root = on_disk(SITE);
    save(&root.path().join("site"), &files("-- manifest-sha256.txt --\nmy own list\n-- mine.txt --\nmine\n"));
    let before = tree(root.path());
    assert_eq!(run(root.path(), &["build"]).code, 3);
    assert_eq!(before["site/mine.txt"], tree(root.path())["site/mine.txt"]);
}

#[test]
fn a_manifest_that_names_files_elsewhere_cannot_remove_them() {
    let root = on_disk(SITE);
    save(root.path(), &files("-- precious.txt --\nx\n"));
    let line = format!("{}  ../precious.txt\n", "0".repeat(64));
    fs::create_dir(root.path().join("site")).expect("a folder");
    fs::write(root.path().join("site/manifest-sha256.txt"), line).expect("a file");
    run(root.path(), &["build"]);
    assert!(root.path().join("precious.txt").exists());
}

#[test]
fn an_empty_folder_may_be_the_output() {
    let root = on_disk(SITE);
    fs::create_dir(root.path().join("site")).expect("a folder");
    run_well(root.path(), &["build"]);
}

#[test]
fn a_file_in_place_of_the_outputs_parent_is_said() {
    let root = on_disk(SITE);
    fs::write(root.path().join("parent"), "a file").expect("a file");
    let run = run(root.path(), &["build", "-o", "parent/site"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("parent") && run.stderr.contains("error"), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert_eq!(fs::read(root.path().join("parent")).expect("a file"), b"a file");
}

#[test]
fn content_that_is_not_there_is_said() {
    let root = on_disk(SITE);
    for command in ["build", "check"] {
        let run = run(root.path(), &["-r", "nowhere", command]);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
    }
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let big = |name: &str| -> String { (0..200).map(|n| format!("-- e{n}.md --\n# {name} {n}\n")).collect() };
    let (one, two, here) = (on_disk(&big("One")), on_disk(&big("Two")), tempfile::TempDir::new().expect("a folder"));
    let whole = [&one, &two].map(|root| {
        run_well(root.path(), &["build"]);
        tree(&root.path().join("site"))
    });
    for _ in 0..5 {
        let start = |root: &tempfile::TempDir| {
            let root = root.path().to_string_lossy().into_owned();
            let mut command = program(here.path(), &["-r", &root, "build"]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
        };
        let (first, second) = (start(&one), start(&two));
        let ended = [first, second].map(|child| child.wait_with_output().expect("it ends"));
        let codes = ended.each_ref().map(|ended| ended.status.code());
        for ended in &ended {
            let says = String::from_utf8_lossy(&ended.stderr);
            assert!(ended.status.success() || says.contains("another build is publishing"), "{says}");
        }
        assert!(codes.contains(&Some(0)), "{codes:?}");
        let site = tree(&here.path().join("site"));
        assert!(whole.contains(&site), "a mixture of two sites");
    }
}

/// The program without what makes permissions nothing to the root of a machine.
fn unprivileged(here: &Path, args: &[&str]) -> Run {
    let is_root = fs::metadata("/proc/self").is_ok_and(|found| std::os::unix::fs::MetadataExt::uid(&found) == 0);
    if !is_root {
        return run(here, args);
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_override,-dac_read_search,-fowner", env!("CARGO_BIN_EXE_vademecum")]);
    command.args(args).current_dir(here).env("NO_COLOR", "1").output().expect("setpriv is part of util-linux").into()
}

fn may_write(path: &Path, may: bool) {
    fs::set_permissions(path, Permissions::from_mode(if may { 0o755 } else { 0o555 })).expect("it is ours");
}

#[test]
fn what_cannot_be_written_to_stays_as_it_was_and_is_said() {
    let root = on_disk(SITE);
    for what in [&["build", "-o", "out/site"][..], &["pack", "usb", "out/stick"], &["pack", "zip", "out/copy.zip"]] {
        run_well(root.path(), what);
    }
    let out = root.path().join("out");
    let before = tree(&out);
    fs::write(root.path().join("content/b.md"), "# B\n").expect("a source");
    // The folder that holds the output; then every folder in it as well.
    for is_deep in [false, true] {
        may_write(&out, false);
        for folder in ["site", "stick"].iter().filter(|_| is_deep) {
            may_write(&out.join(folder), false);
        }
        for what in [&["build", "-o", "out/site"][..], &["pack", "usb", "out/stick"], &["pack", "zip", "out/copy.zip"]]
        {
            // A stick is written to where it lies, not beside it.
            if what[1] == "usb" && !is_deep {
                continue;
            }
            let ended = unprivileged(root.path(), what);
            assert_eq!(ended.code, 3, "{what:?}: {}", ended.stderr);
            assert!(ended.stderr.contains("ermission denied") && ended.stderr.contains("out/"), "{}", ended.stderr);
            assert!(tree(&out) == before, "{what:?} changed something");
        }
        ["", "site", "stick"].iter().for_each(|folder| may_write(&out.join(folder), true));
    }
    // The old site cannot be removed: the new one is there all the same, and the next build goes on.
    may_write(&out.join("site"), false);
    let ended = unprivileged(root.path(), &["build", "-o", "out/site"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(out.join("site/b.html").exists());
    run_well(root.path(), &["build", "-o", "out/site"]);
    assert!(!out.join(".site.staging").exists());
}

#[test]
fn two_updates_of_a_copy_at_once_leave_one_whole_copy() {
    let big = |name: &str| -> String { (0..200).map(|n| format!("-- e{n}.md --\n# {name} {n}\n")).collect() };
    let (one, two, here) = (on_disk(&big("One")), on_disk(&big("Two")), tempfile::TempDir::new().expect("a folder"));
    let stick = here.path().join("stick");
    let pack = |root: &tempfile::TempDir| {
        let root = root.path().to_string_lossy().into_owned();
        program(here.path(), &["-r", &root, "pack", "usb", "stick"])
    };
    let whole = [&one, &two].map(|root| {
        assert!(pack(root).output().expect("the program runs").status.success());
        tree(&stick)
    });
    let start = |root| pack(root).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    for _ in 0..3 {
        let ended = [start(&one), start(&two)].map(|child| child.wait_with_output().expect("it ends"));
        for ended in &ended {
            let says = String::from_utf8_lossy(&ended.stderr);
            assert!(ended.status.success() || says.contains("another update of this copy"), "{says}");
        }
        assert!(ended.iter().any(|ended| ended.status.success()));
        assert!(whole.contains(&tree(&stick)), "a mixture of two copies");
    }
}
