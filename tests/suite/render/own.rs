//! Pages of the theme's own, and what they can ask for.

use crate::support::{BUILT_IN, bare, build, built, sources};
use std::collections::BTreeMap;
use std::fs;
use vademecum::load::{self, Places};
use vademecum::model::theme::OwnPage;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

#[test]
fn a_theme_adds_pages_of_its_own_each_with_the_script_it_needs() {
    let mut theme = bare("any");
    theme.templates.insert("tools/card.html".to_owned(), "{{ page }} {{ root }}{{ own_js }} {{ site.key }}".to_owned());
    let page = OwnPage { is_once: true, needs_titles: false, js: "press()".to_owned(), by_lang: BTreeMap::new() };
    theme.pages.insert("tools/card.html".to_owned(), page);
    let built = build(sources("-- a.md --\n# A\n"), &theme, Scope::default(), &mut Memos::default());
    let printed: Vec<&str> = built.page("tools/card.html").split(' ').collect();
    assert_eq!(printed[0], "own");
    let script = printed[1].strip_prefix("../../").expect("from the root and from the page");
    assert_eq!(built.page(script), "press()");
    assert_eq!(printed[2].len(), 8);
    assert_eq!(built.paths(".js"), [script], "titles are not there unless a page asks for them");
}

#[test]
fn only_pages_with_the_text_of_an_entry_have_the_script_for_it() {
    let mut theme = bare("{{ page }}:{{ own_js }}");
    theme.entry_js = "cite()".to_owned();
    let built =
        build(sources("-- index.md --\n# Home\n-- a.md --\n# A\n"), &theme, Scope::default(), &mut Memos::default());
    let script = built.page("a.html").strip_prefix("entry:").expect("an entry");
    assert_eq!(built.page(script), "cite()");
    assert_eq!(built.page("index.html").split_once(':'), Some(("home", script)));
    assert_eq!(built.page("a-z.html"), "a-z:");
}

#[test]
fn theme_yaml_cannot_name_a_page_without_a_template() {
    let root = tempfile::TempDir::new().expect("a temporary folder");
    let folder = root.path().join("themes/own");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("theme.yaml"), "name: own\npages:\n  shop.html: {}\n").expect("a file");
    let error = load::theme(&Places::new(root.path(), root.path()), "own").expect_err("no shop.html");
    assert!(error.to_string().contains("templates/shop.html, which is not there"), "{error}");
}

/// The entries of a script of titles.
fn titles(script: &str) -> BTreeMap<String, serde_json::Value> {
    let text = script.strip_prefix("vademecum.titles.add(JSON.parse('").and_then(|rest| rest.strip_suffix("'));\n"));
    let text = text.expect("one call").replace("\\'", "'").replace("\\\\", "\\");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn scripts_say_what_entries_are_called() {
    let built = built(
        r#"
-- model.yaml --
kinds:
  note: {label: Note, number: number, fields: {number: {type: integer, certainty: {field: sure, plain: [yes-it-is], marked: [maybe]}}, sure: {type: choice, of: [yes-it-is, maybe]}}}
-- a.md --
---
kind: note
title: Ärger's "\o/" <b>
summary: In a sentence.
number: 7
sure: maybe
reviewed: 2012-05
---
"#,
    );
    let told = titles(built.page("data/titles-0.js"));
    let expected = serde_json::json!([
        "note/a.html",
        "Ärger's \"\\o/\" <b>",
        "Note 7? (number not verified)",
        1,
        "In a sentence.",
        "en",
        "2012-05"
    ]);
    assert_eq!(told["a"], expected);
}

#[test]
fn entries_are_spread_over_scripts_by_their_ids() {
    let site: String = (0..600).map(|n| format!("-- note-{n}.md --\n# Note {n}\n")).collect();
    let built = build(sources(&site), &BUILT_IN, Scope::default(), &mut Memos::forgetful());
    let scripts: Vec<_> = built.paths(".js").into_iter().filter(|path| path.starts_with("data/")).collect();
    assert_eq!(scripts, ["data/titles-0.js", "data/titles-1.js", "data/titles-2.js"]);
    assert!(built.page("reading-list.html").contains("data-shards=\"3\""));
    let all: Vec<_> = scripts.iter().map(|path| titles(built.page(path))).collect();
    assert_eq!(all.iter().map(BTreeMap::len).sum::<usize>(), 600);
    // As `js/titles.js` looks them up: FNV-1a.
    for (shard, told) in all.iter().enumerate() {
        for id in told.keys() {
            let hash =
                id.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
            assert_eq!(hash as usize % 3, shard, "{id}");
        }
    }
}

#[test]
fn comments_of_style_sheets_and_scripts_stay_in_the_theme() {
    let root = tempfile::TempDir::new().expect("a temporary folder");
    let folder = root.path().join("themes/own");
    fs::create_dir_all(folder.join("js")).expect("a folder");
    fs::write(folder.join("theme.yaml"), "name: own\njs: [a.js]\n").expect("a file");
    let script = "/* What it\n   is for. */\n/*! Licence */\na(); /* here */\n  // why\n/* x */ b();\n/* and\nso */ c(\"/*\");\n/** One. */\n";
    fs::write(folder.join("js/a.js"), script).expect("a file");
    let theme = load::theme(&Places::new(root.path(), root.path()), "own").expect("a theme");
    assert_eq!(theme.js, "/*! Licence */\na(); /* here */\n/* x */ b();\n c(\"/*\");\n");
}
