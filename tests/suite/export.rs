//! What machines read. Readers that nobody here wrote look at the formats themselves: `tests/browser/`.

use crate::page::Page;
use crate::support::{Built, built, library};
use expect_test::expect;
use vademecum::export;
use vademecum::model::citation::Wording;
use vademecum::model::config::Lang;
use vademecum::model::hash::ContentHash;
use vademecum::model::library::{Date, Library};

/// The words of a test.
struct Plain;

impl Wording for Plain {
    fn hash(&self) -> ContentHash {
        ContentHash::default()
    }
    fn quoted(&self, _: &Lang, title: &str) -> String {
        title.to_owned()
    }
    fn separator(&self, _: &Lang) -> &str {
        ", "
    }
    fn not_verified(&self, _: &Lang) -> &str {
        "not verified"
    }
    fn reviewed(&self, _: &Lang, date: &Date) -> String {
        date.iso()
    }
}

/// The keys of a library's files for machines, by path.
fn keys(library: &Library) -> Vec<(String, ContentHash)> {
    export::plan(library, &Plain).iter().map(|file| (file.path.to_string(), file.key())).collect()
}

fn json(built: &Built, path: &str) -> serde_json::Value {
    serde_json::from_str(built.page(path)).expect("JSON")
}

const SITE: &str = "
-- site.yaml --
title: Small
base_url: https://example.org/small
-- model.yaml --
kinds: {note: {label: Note}, topic: {label: Topic}}
relations: {topics: {to: topic, facet: true}}
-- index.md --
---
title: Home
reviewed: 2026-05-01
---
[[a]] [[b]]
-- a.md --
---
kind: note
title: A
topics: t
---
Words.
-- b.md --
---
kind: note
title: B
---
Words.
-- t.md --
---
kind: topic
title: T
---
";

/// The files whose keys differ after an edit.
fn remade(from: &str, to: &str) -> Vec<String> {
    assert!(SITE.contains(from));
    let (before, after) = (library(SITE).value, library(&SITE.replace(from, to)).value);
    let (before, after) = (keys(&before), keys(&after));
    before.into_iter().zip(after).filter(|(before, after)| before != after).map(|((path, _), _)| path).collect()
}

#[test]
fn an_edit_of_a_text_makes_no_file_again() {
    assert_eq!(remade("title: B\n---\nWords.", "title: B\n---\nOther words."), Vec::<String>::new());
}

#[test]
fn a_new_link_makes_the_graph_again_and_nothing_else() {
    assert_eq!(remade("title: B\n---\nWords.", "title: B\n---\nSee [[a]]."), ["data/graph.json"]);
}

#[test]
fn a_new_title_makes_every_file_again() {
    assert_eq!(remade("title: B", "title: C").len(), keys(&library(SITE).value).len());
}

#[test]
fn which_files_there_are_is_said_by_what_is_known() {
    let paths =
        |text: &str| keys(&library(text).value).into_iter().map(|(path, _)| path).collect::<Vec<_>>().join("\n");
    expect![[r#"
        data/entries.json
        data/graph.json
        data/inventory.json
        llms.txt
        citations.bib
        citations.ris
        citations.json
        data/vocabulary.ttl
        feed.xml
        sitemap.xml"#]]
    .assert_eq(&paths(SITE));
    // A plain folder at no address.
    expect![[r#"
        data/entries.json
        data/graph.json
        data/inventory.json
        llms.txt
        citations.bib
        citations.ris
        citations.json"#]]
    .assert_eq(&paths("-- a.md --\n# A\n"));
}

#[test]
fn more_than_fifty_thousand_pages_have_several_sitemaps() {
    let mut library = library(SITE).value;
    let (entry, node) = (library.entries[1].clone(), library.nodes[1].clone());
    library.entries.resize(50_001, entry);
    library.nodes.resize(50_001, node);
    let files = export::plan(&library, &Plain);
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.bytes().to_vec()).expect("text")
    };
    let n_pages = |path: &str| text(path).matches("<url>").count();
    assert_eq!((n_pages("sitemap-1.xml"), n_pages("sitemap-2.xml")), (50_000, 1));
    let index = text("sitemap.xml");
    assert!(index.contains("<sitemap><loc>https://example.org/small/sitemap-2.xml</loc></sitemap>"), "{index}");
}

#[test]
fn a_file_of_the_author_stands_in_the_place_of_ours() {
    let built = built(&format!("{SITE}-- _static/llms.txt --\nMine.\n-- _static/Sitemap.xml --\n<mine/>\n"));
    assert_eq!(built.findings(), "");
    assert_eq!(built.page("llms.txt"), "Mine.\n");
    assert!(!built.site.contains_key("sitemap.xml"), "two that differ in case only are one on many disks");
}

#[test]
fn a_guess_and_a_draft_are_in_no_file() {
    let built = built(
        "
-- model.yaml --
fields:
  range: {type: text, certainty: {field: sure, plain: [seen], marked: [likely]}}
  since: {type: date, certainty: {field: sure, plain: [seen], marked: [likely]}}
  sure: {type: choice, of: [seen, likely, guess]}
kinds: {note: {label: Note}}
relations: {see_also: {symmetric: true}}
-- index.md --
---
title: Home
---
[[guess]] [[likely]]
-- guess.md --
---
kind: note
title: Guess
range: 855500000
since: 1966
sure: guess
---
-- likely.md --
---
kind: note
title: Likely
range: 3 to 7
since: 2012-06
sure: likely
see_also: guess
---
-- draft.md --
---
kind: note
title: Unheardof
status: draft
---
",
    );
    for (path, bytes) in &built.site {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("855500000") && !text.contains("Unheardof"), "{path}");
    }
    let entries = json(&built, "data/entries.json");
    let of = |id: &str| {
        let entries = entries["entries"].as_array().expect("a list");
        entries.iter().find(|entry| entry["id"] == id).expect("an entry").clone()
    };
    assert_eq!(of("guess")["fields"], serde_json::json!({"sure": "guess"}));
    let likely = serde_json::json!({"range": "3 to 7?", "since": "2012-06?", "sure": "likely"});
    assert_eq!(of("likely")["fields"], likely);
    assert_eq!(of("guess")["relations"], serde_json::json!({"see_also": ["likely"]}));
}

#[test]
fn a_version_in_another_language_has_a_record_of_its_own() {
    let built = built(
        "
-- site.yaml --
languages: [en, fr]
-- model.yaml --
kinds: {note: {label: Note}}
-- index.md --
---
title: Home
---
[[a]]
-- a.md --
---
kind: note
title: Heat
---
-- a.fr.md --
---
id: a
kind: note
title: Chaleur
---
",
    );
    let keys: Vec<&str> =
        built.page("citations.bib").split("@misc{").skip(1).filter_map(|rest| rest.split(',').next()).collect();
    assert_eq!(keys.iter().filter(|key| key.starts_with('a')).collect::<Vec<_>>(), [&"a.fr", &"a"]);
}

#[test]
fn no_title_ends_the_data_of_its_page() {
    let title = "</script><!-- <script> & \" ' \\";
    let built = built(&format!("-- a.md --\n---\ntitle: '{}'\n---\n", title.replace('\'', "''")));
    let page = Page::of(&built, "a.html");
    let data = page.all("script[type='application/ld+json']");
    let data: serde_json::Value = serde_json::from_str(&data[0].text().collect::<String>()).expect("JSON");
    assert_eq!(data["name"], title);
    assert_eq!(page.words("h1"), [title]);
}

#[test]
fn what_a_kind_is_to_other_machines_is_the_name_of_a_type() {
    crate::support::check_findings(
        "
-- model.yaml --
kinds:
  note: {label: Note, schema_org: DefinedTerm}
  odd: {label: Odd, schema_org: defined term}
-- index.md --
---
title: Home
---
",
        expect![[r#"
            model.yaml:3:33 error[bad-value] `defined term` is no type of schema.org | write a name such as `DefinedTerm` or `Organization`
        "#]],
    );
}

#[test]
fn the_index_of_quickwit_has_every_field_of_its_lines_and_no_tokenizer_it_does_not_say() {
    let site = |langs: &str| {
        let text = "
-- site.yaml --
languages: [LANGS]
-- model.yaml --
kinds: {note: {label: Note}, theme: {label: Theme}}
relations: {themes: {to: theme, facet: true, label: Themes}}
-- index.md --
---
title: Home
---
Words.
-- heat.md --
---
kind: theme
title: Heat
---
-- a.md --
---
kind: note
title: A
themes: [heat]
---
## More
Text.
";
        library(&text.replace("LANGS", langs))
    };
    for (langs, own) in [("en, fr", Some("folded")), ("en", None)] {
        let library = site(langs).value;
        let config = export::quickwit(&library);
        let listed = |beginning: &str, end: char| -> Vec<String> {
            let after = config.split(beginning).skip(1);
            after.filter_map(|rest| rest.split(end).next()).map(str::to_owned).collect()
        };
        let fields = listed("    - {name: ", ',');
        let lines: String = library.ids().map(|id| export::passages(&library, id)).collect();
        for line in lines.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            for key in line.as_object().expect("an object").keys() {
                assert!(fields.contains(key), "{key} is not in\n{config}");
            }
        }
        assert!(lines.contains(r#""themes":["heat"]"#), "{lines}");
        for tokenizer in listed("tokenizer: ", ',') {
            let is_known = ["raw", "en_stem"].contains(&tokenizer.as_str()) || own == Some(&tokenizer);
            assert!(is_known, "{tokenizer} in\n{config}");
        }
        let said = own.map(|name| format!("    - {{name: {name}, type: simple,"));
        assert!(said.is_none_or(|said| config.contains(&said)), "{config}");
    }
}
