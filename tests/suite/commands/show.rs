//! `show`: one entry and all that hangs on it.

use crate::support::{on_disk, run, run_well};
use expect_test::expect;

const SITE: &str = "
-- site.yaml --
languages: [en, fr]
-- model.yaml --
kinds:
  note:
    label: {en: Note, fr: Mot}
    number: number
    fields:
      form: {type: choice, of: {memo: {en: A memo, fr: Un mémo}}}
      number: {type: integer, certainty: {field: sure, plain: [yes], marked: [perhaps]}}
      sure: {type: text}
  topic: {label: Topic}
relations:
  topics: {from: note, to: topic, facet: true, label: About, inverse: Notes on this}
  beside: {from: note, to: note, symmetric: true, label: Read with}
-- index.md --
---
title: Home
---
First. Read [[heat]] before *anything else*; then rest. Last.
-- heat.md --
---
kind: note
title: Heat
summary: Why things are warm.
status: draft
aliases: [warmth]
reviewed: 2026-11
form: memo
number: 12
sure: perhaps
topics: [energy]
beside: [cold]
---
-- heat.fr.md --
---
title: Chaleur
---
-- cold.md --
---
kind: note
title: Cold
---
-- energy.md --
---
kind: topic
title: Energy
---
![[heat]]
";

#[test]
fn an_entry_is_told_with_all_that_hangs_on_it() {
    let root = on_disk(SITE);
    expect![[r#"
        Heat
        Note `heat` (en, a draft)

        Why things are warm.

        Address   note/heat.html
        File      heat.md
        Aliases   warmth
        Reviewed  2026-11
        Form      A memo
        Number    12?
        Sure      perhaps

        About (1)
          Energy (energy)

        Read with (1)
          Cold (cold)

        Mentioned in (2)
          Home (home)
            “Read Heat before anything else; then rest.”
          Energy (energy)

        In other languages (1)
          fr: Chaleur (fr/note/heat.html)
    "#]]
    .assert_eq(&run_well(root.path(), &["show", "heat"]).stdout);
}

#[test]
fn relations_are_told_at_both_ends() {
    let root = on_disk(SITE);
    let energy = run_well(root.path(), &["show", "energy"]).stdout;
    assert!(energy.contains("\nNotes on this (1)\n  Heat (heat)\n"), "{energy}");
    let cold = run_well(root.path(), &["show", "cold"]).stdout;
    assert!(cold.contains("\nRead with (1)\n  Heat (heat)\n"), "{cold}");
}

#[test]
fn an_entry_answers_to_all_its_names() {
    let root = on_disk(SITE);
    for name in ["heat", "warmth", "Heat", "heat.md"] {
        assert!(run_well(root.path(), &["show", name]).stdout.starts_with("Heat\n"), "{name}");
    }
    let french = run_well(root.path(), &["show", "heat", "--lang", "fr"]).stdout;
    assert!(french.starts_with("Chaleur\nMot `heat` (fr"), "{french}");
    assert!(french.contains("Un mémo"), "{french}");
}

#[test]
fn the_json_form_says_the_same() {
    let root = on_disk(SITE);
    let text = run_well(root.path(), &["show", "heat", "--json"]).stdout;
    let told: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let wanted = serde_json::json!({
        "id": "heat", "lang": "en", "kind": "note", "title": "Heat", "url": "note/heat.html",
        "summary": "Why things are warm.", "source": "heat.md", "status": "draft", "reviewed": "2026-11",
        "aliases": ["warmth"], "also_known_as": [],
        "fields": {"form": "memo", "number": "12?", "sure": "perhaps"},
        "relations": {"topics": ["energy"], "beside": ["cold"]}, "inverse": {},
        "backlinks": [
            {"id": "home", "lang": "en", "title": "Home", "sentence": "Read Heat before anything else; then rest."},
            {"id": "energy", "lang": "en", "title": "Energy", "sentence": ""},
        ],
        "translations": [{"lang": "fr", "title": "Chaleur", "url": "fr/note/heat.html", "is_behind": false}],
    });
    assert_eq!(told, wanted);
    let energy: serde_json::Value =
        serde_json::from_str(&run_well(root.path(), &["show", "energy", "--json"]).stdout).expect("JSON");
    assert_eq!(energy["inverse"], serde_json::json!({"topics": ["heat"]}));
}

#[test]
fn an_entry_that_is_not_there_is_wrong_usage_with_the_nearest_name() {
    let root = on_disk(SITE);
    for (args, says) in [
        (&["haet"][..], "did you mean `heat`?"),
        (&["heat", "--lang", "ar"], "`heat` is not there in `ar`; it is in `en`"),
        (&["cold", "--lang", "fr"], "`cold` is not there in `fr`; it is in `en`"),
    ] {
        let run = run(root.path(), &[&["show"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
    }
}
