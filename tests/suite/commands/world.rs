//! Nothing outside the root is read, and nothing of the machine is in the bytes.

use crate::support::{Dice, files, on_disk, program, run, run_well, save, seed, tree};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;
use tempfile::TempDir;

#[test]
fn a_symbolic_link_that_leaves_the_content_is_refused() {
    let root = on_disk("-- README.md --\n# Home\n![x](out.png)\n");
    save(root.path(), &files("-- secret.md --\n# Zebra\n-- secret.png --\nzebra\n"));
    let content = root.path().join("content");
    symlink(root.path().join("secret.md"), content.join("out.md")).expect("a link");
    symlink(root.path().join("secret.png"), content.join("out.png")).expect("a link");
    symlink(root.path(), content.join("folder")).expect("a link");
    fs::create_dir(content.join("_static")).expect("a folder");
    symlink(root.path().join("secret.png"), content.join("_static/out.png")).expect("a link");
    symlink(root.path(), content.join("_static/.well-known")).expect("a link");
    let run = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for name in ["out.md", "out.png", "folder", "_static/out.png", "_static/.well-known"] {
        assert!(run.stderr.contains(&format!("content/{name}:1:1: error[outside-link]")), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_symbolic_link_within_the_content_is_followed() {
    let root = on_disk("-- real/a.md --\n# A\n");
    symlink("real/a.md", root.path().join("content/b.md")).expect("a link");
    run_well(root.path(), &["build"]);
    assert!(root.path().join("site/b.html").exists());
}

#[test]
fn a_symbolic_link_that_leads_nowhere_is_named_and_one_to_a_folder_is_not_followed() {
    let root = on_disk("-- README.md --\n# Home\n-- real/a.md --\n# A\n-- _static/robots.txt --\n");
    let content = root.path().join("content");
    symlink("/nowhere/at/all", content.join("dead.md")).expect("a link");
    symlink("gone.ico", content.join("_static/favicon.ico")).expect("a link");
    let checked = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(checked.code, 1, "{}", checked.stderr);
    for name in ["dead.md", "_static/favicon.ico"] {
        assert!(checked.stderr.contains(&format!("{name}:1:1: error[dead-symlink]")), "{name}: {}", checked.stderr);
        fs::remove_file(content.join(name)).expect("a link");
    }
    symlink("real", content.join("also")).expect("a link");
    symlink("../real", content.join("_static/round")).expect("a link");
    let checked = run_well(root.path(), &["check", "--message-format", "short"]);
    for name in ["also", "_static/round"] {
        assert!(checked.stderr.contains(&format!("{name}:1:1: warning[folder-symlink]")), "{name}: {}", checked.stderr);
    }
}

#[test]
fn configuration_beside_the_content_folder_is_named() {
    let root = on_disk("-- a.md --\n# A\n");
    save(root.path(), &files("-- site.yaml --\ntitle: Zebra\n-- model.yaml --\nkinds:\n  note: {}\n"));
    let checked = run_well(root.path(), &["check", "--message-format", "short"]);
    for name in ["site.yaml", "model.yaml"] {
        let said = checked.stderr.lines().find(|line| line.contains(&format!("{name}:1:1: warning[config-place]")));
        assert!(said.is_some_and(|line| line.contains("content/")), "{name}: {}", checked.stderr);
    }
    // A folder without `content/` is the content folder itself.
    fs::remove_dir_all(root.path().join("content")).expect("a folder");
    let checked = run_well(root.path(), &["check", "--message-format", "short"]);
    assert!(!checked.stderr.contains("config-place"), "{}", checked.stderr);
}

#[test]
fn configuration_reached_by_a_link_is_no_way_out_either() {
    let root = on_disk("-- a.md --\n# A\n");
    save(root.path(), &files("-- outside.yaml --\ntitle: Zebra\n"));
    symlink(root.path().join("outside.yaml"), root.path().join("content/site.yaml")).expect("a link");
    assert_eq!(run(root.path(), &["build"]).code, 1);
}

#[test]
fn a_theme_is_a_folder_below_themes() {
    let outside = TempDir::new().expect("a folder");
    save(outside.path(), &files("-- templates/redirect.html --\nzebra\n-- css/base.css --\n/* zebra */\n"));
    let away = outside.path().to_string_lossy().into_owned();
    let up = format!("../../{}", away.trim_start_matches('/'));
    for theme in [away.as_str(), up.as_str(), "../content", ".."] {
        let root = on_disk(&format!("-- a.md --\n# A\n-- site.yaml --\ntheme: \"{theme}\"\n"));
        save(&root.path().join("themes"), &files("-- x/y --\n"));
        let run = run(root.path(), &["build"]);
        assert_ne!(run.code, 0, "the theme `{theme}` was taken");
        assert!(!root.path().join("site").exists());
    }
}

#[test]
fn a_theme_nobody_has_is_said() {
    let root = on_disk("-- a.md --\n-- site.yaml --\ntheme: gone\n");
    let run = run(root.path(), &["build"]);
    assert_ne!(run.code, 0);
    assert!(run.stderr.contains("there is no theme `gone`"), "{}", run.stderr);
}

#[test]
fn names_with_a_dot_or_an_underscore_are_not_walked() {
    let hidden = "-- .git/a.md --\n# Zebra\n-- _drafts/b.md --\n# Zebra\n-- _c.md --\n# Zebra\n-- .d.md --\n# Zebra\n-- node_modules/e.md --\n# Zebra\n";
    let root = on_disk(&format!("-- README.md --\n# Home\n{hidden}"));
    run_well(root.path(), &["build"]);
    for (path, bytes) in tree(&root.path().join("site")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Zebra"), "{path}");
    }
}

#[test]
fn what_is_published_as_it_is_may_have_any_name() {
    let names = [".well-known/security.txt", "_headers", "sub/.nojekyll", "favicon.ico"];
    let text: String = names.iter().map(|name| format!("-- _static/{name} --\n{name}\n")).collect();
    let root = on_disk(&format!("-- README.md --\n# Home\n{text}"));
    run_well(root.path(), &["build"]);
    let site = tree(&root.path().join("site"));
    for name in names {
        assert!(site.contains_key(name), "{name} is not published");
    }
}

const LIBRARY: &str = "
-- site.yaml --
title: Library
languages: [en]
-- model.yaml --
kinds: {note: {label: Note, fields: {dated: {type: date}, remark: {type: markdown}}}, topic: {label: Topic}}
relations:
  topics: {from: note, to: topic, facet: true, open: true}
  see_also: {symmetric: true}
-- index.md --
---
title: Home
---
[[n0]] [[n7]]
-- p.png --
x
";

fn many() -> BTreeMap<String, String> {
    let mut library = files(LIBRARY);
    for n in 0..60 {
        let text = format!(
            "---\nkind: note\ntitle: Note {n}\ndated: 2012-0{}\nremark: On [[n{}]].\ntopics: [t{}, t{}]\nsee_also: n{}\nreviewed: 2026-01-02\n---\nSee [[n{}]] and ![p](../p.png).[^1]\n\n## Part\n\n[^1]: [[n0]]\n",
            n % 9 + 1,
            (n + 1) % 60,
            n % 7,
            n % 5 + 2,
            (n + 3) % 60,
            (n + 11) % 60
        );
        library.insert(format!("notes/n{n}.md"), text);
    }
    library
}

/// Builds in a folder of its own, with files made in an order of their own.
fn built_with(dice: &mut Dice, change: impl Fn(&mut Command)) -> BTreeMap<String, Vec<u8>> {
    let root = TempDir::new().expect("a folder");
    let mut shuffled: Vec<(String, String)> = many().into_iter().collect();
    for idx in (1..shuffled.len()).rev() {
        shuffled.swap(idx, dice.below(idx as u64 + 1) as usize);
    }
    for (path, text) in shuffled {
        save(&root.path().join("content"), &BTreeMap::from([(path, text)]));
    }
    let mut command = program(root.path(), &["build"]);
    change(&mut command);
    let ended = command.output().expect("the program runs");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    tree(&root.path().join("site"))
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_is_built() {
    let seed = seed();
    let mut dice = Dice(seed);
    let first = built_with(&mut dice, |_| {});
    assert!(first.len() > 70);
    let mut same = |name: &str, change: &dyn Fn(&mut Command)| {
        assert!(first == built_with(&mut dice, change), "differs {name}\nto repeat: SEED={seed}");
    };
    same("in another order of files", &|_| {});
    same("with one thread", &|command| _ = command.args(["--jobs", "1"]));
    same("with two threads", &|command| _ = command.args(["--jobs", "2"]));
    same("in another time zone", &|command| _ = command.env("TZ", "Pacific/Kiritimati"));
    same("in another language", &|command| _ = command.env("LC_ALL", "ar_EG.UTF-8").env("LANG", "tr_TR.UTF-8"));
    same("at another time", &|command| _ = command.env("SOURCE_DATE_EPOCH", "1"));
}

#[test]
fn a_umask_changes_who_may_read_and_not_what_is_read() {
    let root = TempDir::new().expect("a folder");
    save(&root.path().join("content"), &many());
    let built = |umask: &str, output: &str| {
        let line = format!("umask {umask} && exec \"$0\" build -o {output}");
        let shell =
            Command::new("sh").args(["-c", &line, env!("CARGO_BIN_EXE_vademecum")]).current_dir(root.path()).output();
        assert!(shell.expect("a shell").status.success());
        tree(&root.path().join(output))
    };
    assert_eq!(built("077", "private"), built("022", "public"));
    let mode = |path: &str| fs::metadata(root.path().join(path)).expect("a file").permissions().mode() & 0o777;
    assert_eq!([mode("private/index.html"), mode("public/index.html")], [0o600, 0o644]);
}

#[test]
fn no_page_knows_the_folder_it_was_built_in() {
    let root = TempDir::new().expect("a folder");
    save(&root.path().join("content"), &many());
    run_well(root.path(), &["build"]);
    let name = root.path().file_name().expect("a name").to_string_lossy().into_owned();
    for (path, bytes) in tree(&root.path().join("site")) {
        assert!(!String::from_utf8_lossy(&bytes).contains(&name), "{path} names the folder");
    }
}

#[test]
fn folders_too_deep_in_each_other_are_named_and_the_others_are_read() {
    let deep = |n_folders: usize| "d/".repeat(n_folders);
    let root = on_disk(&format!("-- README.md --\n# Home\n-- {}a.md --\n# A\n-- {}b.md --\n# B\n", deep(64), deep(66)));
    let checked = run(root.path(), &["check", "--message-format", "short"]);
    assert_eq!(checked.code, 1, "{}", checked.stderr);
    let named: Vec<&str> = checked.stderr.lines().filter(|line| line.contains("[deep-folder]")).collect();
    let place = format!("content/{}:1:1: error[deep-folder]", deep(65).trim_end_matches('/'));
    assert!(matches!(named[..], [line] if line.starts_with(&place)), "{}", checked.stderr);
    assert!(
        checked.stderr.contains(&format!("content/{}a.md", deep(64))),
        "what lies 64 deep is read: {}",
        checked.stderr
    );
}
