//! The commonest mistakes of people new to YAML and Markdown, each with what they are told.
//!
//! The tables lie beside this file. `▶` opens a mistake and says what it is, its source follows, and after `◀`
//! stands what the program says; where it says nothing, what it understood. `UPDATE_EXPECT=1` rewrites what
//! follows `◀`. Signs that cannot be seen are written «tab», «nbsp», «zwsp», «shy», «bom», «crlf».

mod random;

use crate::support::{bare, build, files, sources_of};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use vademecum::model::entry::Value;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

/// The library around a mistake, which stands in `custody.md`.
const AROUND: &str = r#"
-- index.md --
---
title: Home
entries: practice
---
[[custody]], [[release]], [[judges]], [[police]], [[guide/setup|setting up]] and ![a map](map.svg).
-- release.md --
---
title: Release and after
---
## First steps
-- judges.md --
---
title: Judges
kind: actor
---
-- police.md --
---
title: Police
kind: actor
---
-- guide/setup.md --
---
title: Setting up
---
-- map.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
"#;

const MODEL: &str = r#"
-- model.yaml --
kinds:
  practice:
    fields:
      number: {type: integer, min: 1}
      dated: {type: date}
      is_binding: {type: boolean}
      form: {type: choice, of: [rule, custom]}
      regions: {type: list of text}
      official: {type: url}
      names: {type: map}
  actor: {}
  document:
    fields:
      source: {type: text, required: true}
relations:
  actors: {from: practice, to: actor}
  part_of: {to: practice, one: true}
"#;

/// Signs that cannot be seen, and how the tables write them.
const INVISIBLE: [(&str, &str); 6] = [
    ("«tab»", "\t"),
    ("«nbsp»", "\u{a0}"),
    ("«zwsp»", "\u{200b}"),
    ("«shy»", "\u{ad}"),
    ("«bom»", "\u{feff}"),
    ("«crlf»\n", "\r\n"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/mistakes")
}

/// A row of a table: what the mistake is, how it is written, what is said.
struct Row {
    name: String,
    source: String,
    said: String,
}

fn rows(table: &str) -> Vec<Row> {
    let text = fs::read_to_string(folder().join(table)).expect("a table");
    let rows = text.split("▶ ").skip(1).map(|row| {
        let (name, rest) = row.split_once('\n').expect("a name");
        let (source, said) = rest.split_once("◀\n").unwrap_or((rest, ""));
        Row { name: name.to_owned(), source: source.to_owned(), said: said.trim_end().to_owned() }
    });
    rows.collect()
}

/// The source as it lies on disk.
fn visible(source: &str) -> String {
    INVISIBLE.iter().fold(source.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// What is said of a source, or, where nothing is said, what was understood.
fn told(source: &str, is_modelled: bool) -> String {
    let mut all = files(if is_modelled { MODEL } else { "" });
    all.extend(files(AROUND));
    all.insert("custody.md".to_owned(), visible(source));
    let built = build(sources_of(&all), &bare("{{ body | safe }}"), Scope::default(), &mut Memos::default());
    let findings = built.findings();
    if !findings.is_empty() {
        return findings.trim_end().replace("custody.md:", "");
    }
    let custody = built.library.ids().find(|&id| built.library.path(id).is_some_and(|p| p.as_str() == "custody.md"));
    let entry = &built.library[custody.expect("the entry")];
    let mut said = String::new();
    for (key, value) in &entry.entry.as_ref().expect("a source").head.fields {
        writeln!(said, "understood {}: {}", key.value, written(&value.value)).expect("text");
    }
    let body = built.page(entry.out.as_str()).trim();
    if !body.is_empty() {
        writeln!(said, "shown {body}").expect("text");
    }
    said.trim_end().to_owned()
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| written(&item.value)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{}: {}", key.value, written(&value.value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Holds a table against the program.
fn check(table: &str, is_modelled: bool) {
    let rows = rows(table);
    assert!(!rows.is_empty());
    let told: Vec<String> = rows.iter().map(|row| told(&row.source, is_modelled)).collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let text: String =
            rows.iter().zip(&told).map(|(row, told)| format!("▶ {}\n{}◀\n{told}\n\n", row.name, row.source)).collect();
        fs::write(folder().join(table), text.trim_end().to_owned() + "\n").expect("a table");
        return;
    }
    let differ = rows.iter().zip(&told).filter(|(row, told)| row.said != **told);
    let differ: String =
        differ.map(|(row, told)| format!("{}\n  not {}\n  but {told}\n", row.name, row.said)).collect();
    assert!(differ.is_empty(), "{table}:\n{differ}");
}

/// The tables, and whether the library around the mistake has a model.
const TABLES: [(&str, bool); 6] = [
    ("fences.txt", true),
    ("lines.txt", true),
    ("values.txt", true),
    ("links.txt", false),
    ("blocks.txt", false),
    ("words.txt", false),
];

#[test]
fn mistakes_around_the_front_matter_are_told_in_plain_words() {
    check("fences.txt", true);
}

#[test]
fn mistakes_in_lines_of_the_front_matter_are_told_in_plain_words() {
    check("lines.txt", true);
}

#[test]
fn mistakes_in_values_are_told_in_plain_words() {
    check("values.txt", true);
}

#[test]
fn mistakes_in_links_and_pictures_are_told_in_plain_words() {
    check("links.txt", false);
}

#[test]
fn mistakes_in_headings_lists_and_tables_are_told_in_plain_words() {
    check("blocks.txt", false);
}

#[test]
fn mistakes_in_words_are_told_in_plain_words() {
    check("words.txt", false);
}

#[test]
fn more_than_a_hundred_different_mistakes_are_known() {
    let mut names: Vec<String> =
        TABLES.iter().flat_map(|(table, _)| rows(table)).map(|row| row.name.to_lowercase()).collect();
    let n_rows = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), n_rows, "two rows of one name");
    assert!(n_rows >= 100, "{n_rows}");
}

#[test]
fn what_is_said_is_plain_english_and_blames_nobody() {
    const JARGON: [&str; 22] = [
        "mapping",
        "scalar",
        "token",
        "parse",
        "syntax error",
        "invalid",
        "illegal",
        "malformed",
        "wrong",
        "bad ",
        "forgot",
        "you must",
        "anchor",
        "alias ",
        "sequence",
        "indicator",
        "block style",
        "node",
        "delimiter",
        "expected",
        "unexpected",
        "stream",
    ];
    for (table, _) in TABLES {
        for row in rows(table) {
            let is_silent = row.said.starts_with("understood ") || row.said.starts_with("shown ");
            for line in row.said.lines().filter(|_| !is_silent) {
                let (place, sentence) = line.split_once("] ").unwrap_or_else(|| panic!("{}: {line}", row.name));
                assert!(sentence.contains(" | "), "{}: no way out: {line}", row.name);
                let words = sentence.split('`').step_by(2).collect::<String>().to_lowercase();
                for jargon in JARGON {
                    assert!(!words.contains(jargon), "{} ({place}): “{jargon}” in: {sentence}", row.name);
                }
            }
            assert!(is_silent || row.said.lines().count() <= 3, "{}: too much is said", row.name);
        }
    }
}
