//! What a packager asks for: the manual, and completions for shells.

use crate::support::{run, run_well, tree};
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The commands, as the help lists them.
fn commands() -> Vec<String> {
    let nowhere = TempDir::new().expect("a folder");
    let help = run_well(nowhere.path(), &["-h"]).stdout;
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let names = list.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

#[test]
fn the_manual_tells_every_command_and_what_exit_codes_mean() {
    let nowhere = TempDir::new().expect("a folder");
    let page = run_well(nowhere.path(), &["man"]).stdout;
    assert!(page.contains("\n.TH VADEMECUM 1 "), "{page}");
    for command in commands() {
        assert!(page.contains(&format!("vademecum\\-{command}(1)")), "no {command} in\n{page}");
        let own = run_well(nowhere.path(), &["man", &command]).stdout;
        let title = format!("\n.TH VADEMECUM-{} 1 ", command.to_uppercase());
        assert!(own.contains(&title) && own.contains("\n.SH OPTIONS\n"), "{own}");
    }
    for section in ["EXIT STATUS", "ENVIRONMENT", "EXAMPLES"] {
        assert!(page.contains(&format!("\n.SH \"{section}\"\n")), "{page}");
    }
    let unknown = run(nowhere.path(), &["man", "biuld"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean `build`?"), "{}", unknown.stderr);
}

#[test]
fn the_whole_manual_is_saved_in_a_folder() {
    let root = TempDir::new().expect("a folder");
    run_well(root.path(), &["man", "--dir", "man1"]);
    let pages = tree(&root.path().join("man1"));
    for command in commands() {
        assert!(pages.contains_key(&format!("vademecum-{command}.1")), "{command}");
    }
    for page in ["vademecum.1", "vademecum-export-headers.1"] {
        assert!(pages.contains_key(page), "{page}");
    }
}

#[test]
fn a_shell_can_read_its_completions() {
    let nowhere = TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run_well(nowhere.path(), &["completions", shell]).stdout;
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
        // Which shells there are depends on the machine; bash is everywhere.
        let shell = Command::new(shell).arg("-n").stdin(Stdio::piped()).spawn();
        if let Ok(mut shell) = shell {
            shell.stdin.take().expect("a pipe").write_all(script.as_bytes()).expect("it reads");
            assert!(shell.wait().expect("it ends").success(), "{script}");
        }
    }
    assert_eq!(run(nowhere.path(), &["completions", "korn"]).code, 2);
}

#[test]
fn the_help_says_how_to_begin() {
    let nowhere = TempDir::new().expect("a folder");
    let help = run_well(nowhere.path(), &["--help"]).stdout;
    assert!(help.contains("vademecum init my-library") && help.contains("Exit codes:"), "{help}");
    assert!(!help.contains('\u{1b}'), "{help}");
    for command in commands() {
        let help = run_well(nowhere.path(), &[&command, "--help"]).stdout;
        let first = help.lines().next().expect("a line");
        assert!(first.chars().next().expect("a word").is_uppercase() && !first.ends_with('.'), "{command}: {first}");
    }
}

#[test]
fn the_readme_tells_every_command() {
    let readme = include_str!("../../../README.md");
    for command in commands() {
        assert!(readme.contains(&format!("\n| `{command}")), "the README's table has no `{command}`");
    }
}
