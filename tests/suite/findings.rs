//! The words on each finding: every one has some, and its examples do what they say.

use crate::support::{BUILT_IN, Files, files, lines, run, run_well, save};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use vademecum::load::{self, Places};
use vademecum::model::diag::settle;
use vademecum::model::site::Forget;
use vademecum::pipeline::{self, Memos, Unwatched};
use vademecum::resolve::Scope;

/// Findings that no site of a few files brings about, or that are about copies.
const WITHOUT_EXAMPLE: [&str; 4] = ["book-picture", "theme", "unreadable", "unreadable-entry"];

#[test]
fn every_finding_has_words_and_no_words_lack_a_finding() {
    let reference = crate::tidy::reference();
    let findings = load::findings();
    let listed: BTreeSet<&str> = reference.keys().copied().collect();
    let told: BTreeSet<&str> = findings.keys().copied().collect();
    let missing: Vec<_> = listed.difference(&told).collect();
    assert!(missing.is_empty(), "write docs/findings/<code>.md, as docs/findings/README.md says, for {missing:?}");
    let idle: Vec<_> = told.difference(&listed).collect();
    assert!(idle.is_empty(), "in docs/findings, and not in tests/suite/codes.txt: {idle:?}");
    for (code, text) in &findings {
        let mut parts = text.split("\n\n");
        assert_eq!(parts.next(), Some(format!("# {code}").as_str()), "the first line");
        let plain = |text: &str| text.replace('`', "").to_lowercase();
        let meaning = parts.next().expect("a meaning");
        let wanted = format!("{}.", reference[code].1);
        assert_eq!(plain(meaning), plain(&wanted), "what `{code}` means, here and in tests/suite/codes.txt");
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Wrong", "## Right"], "{code}");
        assert!(!parts.next().expect("why it matters").starts_with("##"), "{code} does not say why it matters");
        // Wider than this is hard to read in any terminal.
        for line in prose(text) {
            assert!(line.chars().count() <= 100, "{code}: {line}");
        }
    }
}

fn prose(text: &str) -> Vec<&str> {
    let mut is_example = false;
    let lines = text.lines().filter(|line| {
        is_example ^= line.starts_with("```");
        !is_example
    });
    lines.collect()
}

#[test]
fn every_wrong_example_brings_its_finding_and_every_right_one_none() {
    let findings: Vec<(&str, &str)> = load::findings().into_iter().collect();
    let failed: Vec<String> = findings
        .par_iter()
        .flat_map_iter(|(code, text)| {
            let (wrong, right) = (example(text, "## Wrong"), example(text, "## Right"));
            if WITHOUT_EXAMPLE.contains(code) {
                assert!(wrong.is_none() && right.is_none(), "{code} has an example after all");
                return Vec::new();
            }
            let (wrong, right) = wrong.zip(right).unwrap_or_else(|| panic!("{code} has no two examples"));
            let (brought, all) = found(&wrong);
            let (brought_right, all_right) = found(&right);
            let is_it = brought == BTreeSet::from([*code]);
            [
                (!is_it).then(|| format!("the wrong example of `{code}` brings {brought:?}\n{all}")),
                (!brought_right.is_empty()).then(|| format!("the right example of `{code}` is not clean\n{all_right}")),
            ]
            .into_iter()
            .flatten()
            .collect()
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A block of code: how its fence is marked, and what it holds.
struct Example<'t> {
    mark: &'t str,
    text: &'t str,
}

/// The block of code below a heading.
fn example<'t>(text: &'t str, heading: &str) -> Option<Example<'t>> {
    let (_, part) = text.split_once(&format!("\n{heading}\n"))?;
    let (before, block) = part.split_once("\n```")?;
    if before.contains("\n## ") {
        return None;
    }
    // A longer fence may hold a shorter one.
    let n_more = block.bytes().take_while(|&byte| byte == b'`').count();
    let (mark, rest) = block[n_more..].split_once('\n')?;
    let fence = format!("\n```{}", "`".repeat(n_more));
    let end = rest.find(&fence)?;
    Some(Example { mark, text: &rest[..end + 1] })
}

/// What there is to say about an example: the names, and the findings in full.
fn found(example: &Example) -> (BTreeSet<&'static str>, String) {
    let root = TempDir::new().expect("a folder");
    if example.mark != "plain" {
        let readme = include_str!("../../docs/findings/README.md");
        let library = self::example(readme, "## The library that the examples lie over").expect("the library");
        save(root.path(), &files(library.text));
    }
    match example.mark {
        "" | "plain" => save(root.path(), &files(example.text)),
        "sh" => {
            let done = Command::new("sh").args(["-euc", example.text]).current_dir(root.path()).status();
            assert!(done.expect("sh starts").success(), "{}", example.text);
        }
        other => panic!("no block is marked `{other}`"),
    }
    let places = Places::new(root.path(), &root.path().join("site"));
    let loaded = load::sources(&places, None).expect("an example can be read");
    let mut memos = Memos::forgetful();
    let read = pipeline::read(&loaded.value, Scope::default(), &mut memos, &Unwatched);
    let theme = match root.path().join("themes").exists() {
        true => load::theme(&places, "default").expect("a theme"),
        false => BUILT_IN.clone(),
    };
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(read.diagnostics);
    // Thousands of pages are not worth printing to learn that they are too many.
    diagnostics.extend(match read.value.entries.len() {
        0..1000 => pipeline::build(&read.value, &theme, &mut memos, &Forget, &Unwatched),
        _ => vademecum::lint::library(&read.value),
    });
    settle(&mut diagnostics);
    (diagnostics.iter().map(|diagnostic| diagnostic.code).collect(), lines(&loaded.value, &diagnostics))
}

#[test]
fn a_finding_is_explained_in_the_terminal() {
    let nowhere = TempDir::new().expect("a folder");
    let told = run_well(nowhere.path(), &["explain", "unknown-term"]).stdout;
    assert!(told.starts_with("unknown-term\n\nA relation names an entry that is not there.\n"), "{told}");
    assert!(told.contains("\nWrong\n\n    -- content/practices/lending.md --\n    ---\n"), "{told}");
    assert!(!told.contains("```") && !told.contains('\u{1b}'), "{told}");
}

#[test]
fn all_findings_are_listed_with_a_line_each() {
    let nowhere = TempDir::new().expect("a folder");
    let told = run_well(nowhere.path(), &["explain"]).stdout;
    assert_eq!(told.lines().count(), load::findings().len());
    let line = told.lines().find(|line| line.starts_with("orphan ")).expect("a line");
    assert!(line.ends_with("  An entry that nothing leads to."), "{line}");
}

#[test]
fn a_finding_that_is_none_is_wrong_usage_with_the_nearest_name() {
    let nowhere = TempDir::new().expect("a folder");
    let run = run(nowhere.path(), &["explain", "unknown-trem"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("did you mean `unknown-term`?"), "{}", run.stderr);
}

#[test]
fn the_first_finding_of_each_name_says_where_its_story_is_told() {
    let root = TempDir::new().expect("a folder");
    let wrong = "-- content/a.md --\n# A\n\n[[gone]], [[lost]] and [nothing](#).\n";
    save(root.path(), &files(wrong) as &Files);
    let said = run_well(root.path(), &["check"]).stderr;
    assert_eq!(said.matches("run `vademecum explain unresolved-link` for the whole story").count(), 1, "{said}");
    assert_eq!(said.matches("run `vademecum explain empty-link` for the whole story").count(), 1, "{said}");
    assert!(Path::new(&root.path().join("content")).exists());
}
