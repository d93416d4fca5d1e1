//! `build`: what is written, and what is left alone.

use crate::support::{files, on_disk, program, run, run_well, save, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

const SITE: &str = "
-- model.yaml --
kinds: {note: {}}
relations: {see_also: {symmetric: true}}
-- index.md --
---
title: Home
---
See [[a]] and [[b]].
-- a.md --
---
kind: note
title: A
see_also: b
aliases: [old-a]
---
![p](p.png)
-- b.md --
---
kind: note
title: B
---
-- p.png --
picture
-- _static/robots.txt --
User-agent: *
";

fn mtimes(folder: &Path) -> BTreeMap<String, SystemTime> {
    let modified = |path: &str| fs::metadata(folder.join(path)).and_then(|found| found.modified()).expect("a file");
    tree(folder).into_keys().map(|path| (path.clone(), modified(&path))).collect()
}

#[test]
fn a_build_writes_the_site_and_says_so() {
    let root = on_disk(SITE);
    let run = run_well(root.path(), &["build"]);
    assert_eq!(run.stdout, "", "data goes to standard output, and a build has none");
    assert!(run.stderr.starts_with("site: ") && run.stderr.contains(" 0 removed"), "{}", run.stderr);
    let site = tree(&root.path().join("site"));
    for path in
        ["index.html", "note/a.html", "note/old-a.html", "p.png", "robots.txt", "404.html", "manifest-sha256.txt"]
    {
        assert!(site.contains_key(path), "no {path}");
    }
    let left: Vec<_> =
        fs::read_dir(root.path()).expect("a folder").map(|found| found.expect("a name").file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("staging")), "{left:?}");
}

#[test]
fn a_second_build_writes_nothing() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    let (before, at) = (tree(&root.path().join("site")), mtimes(&root.path().join("site")));
    let again = run_well(root.path(), &["build"]);
    assert!(again.stderr.contains(", 0 written, 0 removed"), "{}", again.stderr);
    assert_eq!(before, tree(&root.path().join("site")));
    assert_eq!(at, mtimes(&root.path().join("site")));
}

#[test]
fn an_edit_writes_only_the_pages_that_differ() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    let site = root.path().join("site");
    let (before, at) = (tree(&site), mtimes(&site));
    let edited = SITE.replace("title: B", "title: Other");
    save(&root.path().join("content"), &files(&edited));
    run_well(root.path(), &["build"]);
    let (after, now) = (tree(&site), mtimes(&site));
    for (path, bytes) in &after {
        assert_eq!(before.get(path) == Some(bytes), at.get(path) == now.get(path), "{path}");
    }
    // What is searched by has the hash of its content for a name.
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes) && !path.starts_with("search/"))
        .map(|(path, _)| path.as_str())
        .collect();
    let (data, pages): (Vec<&str>, Vec<&str>) =
        changed.into_iter().partition(|path| path.starts_with("data/") || path.starts_with("citations."));
    assert_eq!(
        pages,
        ["a-z.html", "about-this-copy.html", "index.html", "manifest-sha256.txt", "note/a.html", "note/b.html"]
    );
    let data_with_titles = ["bib", "json", "ris"].map(|extension| format!("citations.{extension}"));
    let data_with_titles: Vec<String> = data_with_titles
        .into_iter()
        .chain(["entries", "graph", "inventory"].map(|name| format!("data/{name}.json")))
        .chain(["data/titles-0.js".to_owned()])
        .collect();
    assert_eq!(data, data_with_titles);
}

#[test]
fn a_page_that_somebody_changed_is_put_right() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    let site = root.path().join("site");
    let before = tree(&site);
    fs::write(site.join("note/a.html"), "changed").expect("a page");
    fs::remove_file(site.join("note/b.html")).expect("a page");
    run_well(root.path(), &["build"]);
    assert_eq!(before, tree(&site));
}

#[test]
fn pages_of_removed_entries_go_and_so_do_their_empty_folders() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    fs::write(root.path().join("content/index.md"), "---\ntitle: Home\n---\n").expect("a source");
    for source in ["a.md", "b.md", "p.png"] {
        fs::remove_file(root.path().join("content").join(source)).expect("a source");
    }
    run_well(root.path(), &["build"]);
    assert!(!root.path().join("site/note").exists());
    assert!(!root.path().join("site/p.png").exists());
    run_well(root.path(), &["build", "-o", "anew"]);
    let (site, anew) = (tree(&root.path().join("site")), tree(&root.path().join("anew")));
    assert_eq!(site, anew, "something stayed behind");
}

#[test]
fn content_with_errors_leaves_the_site_as_it_was() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    let site = root.path().join("site");
    let (before, at) = (tree(&site), mtimes(&site));
    fs::write(root.path().join("content/a.md"), "---\nkind: note\ntitle: A\n---\n[[gone]]\n").expect("a source");
    let run = run(root.path(), &["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[unresolved-link]"), "{}", run.stderr);
    assert!(run.stderr.contains("content/a.md:5:1"), "{}", run.stderr);
    assert!(run.stderr.contains("nothing was published; site is as it was"), "{}", run.stderr);
    assert_eq!((before, at), (tree(&site), mtimes(&site)));
}

#[test]
fn warnings_publish_unless_they_are_errors() {
    let root = on_disk("-- a.md --\n[[gone]]\n");
    let strict = run(root.path(), &["build", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(!root.path().join("site").exists(), "{}", strict.stderr);
    let run = run_well(root.path(), &["build"]);
    assert!(run.stderr.contains("warning[unresolved-link]") && run.stderr.contains("1 warning"), "{}", run.stderr);
    assert!(root.path().join("site/a.html").exists());
}

#[test]
fn a_folder_without_content_is_the_content() {
    let root = tempfile::TempDir::new().expect("a folder");
    save(root.path(), &files("-- README.md --\n# Home\n-- guide/a.md --\n# A\n"));
    run_well(root.path(), &["build"]);
    assert!(root.path().join("site/guide/a.html").exists());
    let again = run_well(root.path(), &["build"]);
    assert!(again.stderr.contains(", 0 written"), "the site is no source of the next: {}", again.stderr);
}

#[test]
fn the_root_may_be_elsewhere_and_the_output_lies_where_one_stands() {
    let (root, here) = (on_disk(SITE), tempfile::TempDir::new().expect("a folder"));
    let path = root.path().to_string_lossy();
    run_well(here.path(), &["-r", &path, "build", "-o", "out/deep/er"]);
    assert!(here.path().join("out/deep/er/index.html").exists());
    assert!(!root.path().join("site").exists());
}

#[test]
fn the_manifest_is_one_that_sha256sum_reads() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build"]);
    let site = root.path().join("site");
    let sums = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "manifest-sha256.txt"])
        .current_dir(&site)
        .output();
    let sums = sums.expect("sha256sum is there");
    assert!(sums.status.success(), "{}", String::from_utf8_lossy(&sums.stderr));
    let listed = fs::read_to_string(site.join("manifest-sha256.txt")).expect("a manifest");
    assert_eq!(listed.lines().count() + 1, tree(&site).len(), "every file but itself is listed");
}

#[test]
fn where_the_site_will_be_served_may_be_said_and_is_an_address() {
    let root = on_disk(SITE);
    run_well(root.path(), &["build", "--base-url", "https://example.org/lib"]);
    let page = fs::read_to_string(root.path().join("site/note/a.html")).expect("a page");
    assert!(page.contains("https://example.org/lib/note/a.html"), "the citation has the address");
    for wrong in ["example.org", "javascript:alert(1)", "https://", "https://a b/"] {
        let run = run(root.path(), &["build", "--base-url", wrong]);
        assert_eq!(run.code, 2, "{wrong}: {}", run.stderr);
    }
}

#[test]
fn timings_name_the_stages() {
    let root = on_disk(SITE);
    let run = run_well(root.path(), &["build", "--timings"]);
    for stage in ["load", "parse", "resolve", "render", "publish", "all"] {
        assert!(run.stderr.lines().any(|line| line.trim_start().starts_with(stage)), "no {stage} in {}", run.stderr);
    }
}

#[test]
fn a_theme_is_overridden_file_by_file() {
    let root = on_disk(SITE);
    save(&root.path().join("themes/default"), &files("-- templates/redirect.html --\nmoved to {{ redirect_to }}\n"));
    run_well(root.path(), &["build"]);
    let page = fs::read_to_string(root.path().join("site/note/old-a.html")).expect("a page");
    assert_eq!(page.trim(), "moved to a.html");
}

/// Local names and comments are for whoever reads the source; a copy of the theme that nobody changed is the theme.
#[test]
fn scripts_of_the_default_theme_are_published_in_few_bytes_also_from_a_copy() {
    let root = on_disk(SITE);
    let script = |name: &str| {
        run_well(root.path(), &["build"]);
        let assets = fs::read_dir(root.path().join("site/assets")).expect("assets");
        let path = assets.map(|file| file.expect("a file").path());
        let path = path.filter(|path| path.extension().is_some_and(|extension| extension == "js"));
        let found = path.filter(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)));
        fs::read_to_string(found.last().expect("a script")).expect("text")
    };
    let built_in = script("search-");
    assert!(built_in.contains("vademecum.shards=") && !built_in.contains("MOST_PASSAGES"), "{built_in}");
    assert!(built_in.contains("/*! Snowball"), "a licence is lost");
    let source = include_str!("../../../themes/default/js/search/ask.js");
    save(&root.path().join("themes/default/js/search"), &[("ask.js".to_owned(), source.to_owned())].into());
    assert_eq!(script("search-"), built_in, "a copy");
    let own =
        source.replace("MOST_PASSAGES = 3", "MOST_PASSAGES = 4") + "\nvademecum.own = `\n  indented\n// no comment`;\n";
    save(&root.path().join("themes/default/js/search"), &[("ask.js".to_owned(), own)].into());
    let own = script("search-");
    assert!(own.contains("MOST_PASSAGES = 4") && own.contains("vademecum.shards="), "{own}");
    assert!(own.contains("`\n  indented\n// no comment`"), "an indent may be part of a text: {own}");
}

#[test]
fn wrong_usage_is_said_with_exit_code_two() {
    let root = on_disk(SITE);
    for args in [
        &["bild"][..],
        &["build", "--jobs", "many"],
        &[],
        &["check", "--message-format", "xml"],
        &["build", "--audience", "all"],
    ] {
        let run = run(root.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("--help") || run.stderr.contains("Usage"), "{}", run.stderr);
    }
    assert!(!root.path().join("site").exists());
}

#[test]
fn help_goes_to_standard_output() {
    let root = on_disk(SITE);
    let run = run_well(root.path(), &["--help"]);
    assert!(run.stdout.contains("build") && run.stdout.contains("check") && run.stdout.contains("new"));
}

#[test]
fn a_reader_that_goes_away_does_no_harm() {
    let root = on_disk("-- a.md --\n[[gone]]\n");
    let mut child = program(root.path(), &["check", "--message-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
}
