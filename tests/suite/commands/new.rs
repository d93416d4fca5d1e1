//! `new`: an entry to start from.

use crate::support::{files, on_disk, run, run_well, save};
use std::fs;

const SITE: &str = "
-- model.yaml --
kinds:
  note:
    fields:
      source: {type: text, required: true}
      form: {type: choice, of: [memo, report], required: true}
      dated: {type: date, required: true}
      number: {type: integer, min: 3, required: true}
      flag: {type: boolean, required: true}
      words: {type: list of text, required: true}
      pairs: {type: map, required: true}
      site: {type: url}
      remark: {type: markdown}
  topic: {}
relations:
  topics: {from: note, to: topic, facet: true}
  part_of: {from: note, to: topic, one: true}
  see_also: {symmetric: true}
-- index.md --
---
title: Home
---
-- notes/index.md --
---
title: Notes
entries: note
---
";

#[test]
fn a_new_entry_is_accepted_once_it_is_filled_in() {
    let root = on_disk(SITE);
    let made = run_well(root.path(), &["new", "note", "Heat: \"warm\" & cold"]);
    let file = root.path().join("content/notes/heat-warm-cold.md");
    assert!(made.stderr.contains("heat-warm-cold.md"), "{}", made.stderr);
    // What is still to be written is said at once.
    assert!(made.stderr.contains("missing-field") && made.stderr.contains("`source:`"), "{}", made.stderr);
    let text = fs::read_to_string(&file).expect("the entry");
    assert!(text.contains("title: \"Heat: \\\"warm\\\" & cold\"\n"), "{text}");
    let filled = text
        .replace("source: \"\"", "source: A book")
        .replace("summary: \"\"", "summary: What it is.")
        .replace("words: []", "words: [one]")
        .replace("pairs: {}", "pairs: {a: b}")
        .replace("status: draft", "status: current");
    fs::write(&file, filled + "Text, see [[home]].\n").expect("the entry");
    let check = run_well(root.path(), &["check", "--message-format", "short"]);
    assert!(!check.stderr.contains("error"), "{}", check.stderr);
}

#[test]
fn a_new_entry_says_what_its_fields_take() {
    let root = on_disk(SITE);
    let text = run_well(root.path(), &["new", "note", "Heat", "--stdout"]).stdout;
    for line in [
        "id: heat",
        "kind: note",
        "status: draft",
        "form: memo  # memo, report",
        "number: 3",
        "flag: false",
        "# remark: \"\"",
        "# topics: []  # topic",
        "# see_also: []  # any entry",
    ] {
        assert!(text.lines().any(|found| found == line), "no `{line}` in\n{text}");
    }
    assert!(!root.path().join("content/notes/heat.md").exists());
}

#[test]
fn a_new_entry_in_a_plain_folder_is_plain() {
    let root = on_disk("-- README.md --\n");
    run_well(root.path(), &["new", "article", "My page", "--in", "guide"]);
    let text = fs::read_to_string(root.path().join("content/guide/my-page.md")).expect("the entry");
    assert!(text.starts_with("---\ntitle: \"My page\"\n"), "{text}");
    run_well(root.path(), &["check", "--drafts", "--strict"]);
}

#[test]
fn an_archetype_is_what_a_kind_starts_from() {
    let root = on_disk(SITE);
    let archetype = "-- _archetypes/topic.md --\n---\nkind: topic\ntitle: {{ title }}\n---\n\n## What it is\n";
    save(&root.path().join("content"), &files(archetype));
    let text = run_well(root.path(), &["new", "topic", "Water", "--stdout"]).stdout;
    assert_eq!(text, "---\nkind: topic\ntitle: \"Water\"\n---\n\n## What it is\n");
}

#[test]
fn an_archetype_takes_any_title() {
    let root = on_disk(SITE);
    let archetype = "-- _archetypes/topic.md --\n---\nkind: topic\ntitle: {{ title }}\n---\n\n# {{ title }}\n";
    save(&root.path().join("content"), &files(archetype));
    run_well(root.path(), &["new", "topic", "Water: \"clean\" # or not", "--in", "topics"]);
    run_well(root.path(), &["check"]);
}

#[test]
fn an_entry_that_is_there_is_left_as_it_is() {
    let root = on_disk(SITE);
    let file = root.path().join("content/notes/heat.md");
    run_well(root.path(), &["new", "note", "Heat"]);
    let before = fs::read_to_string(&file).expect("the entry");
    let again = run(root.path(), &["new", "note", "Heat"]);
    assert_ne!(again.code, 0);
    assert!(again.stderr.contains("`heat` is the id of “Heat” already"), "{}", again.stderr);
    // A file in the way that is no entry of that id.
    fs::write(root.path().join("content/notes/cold.md"), "---\nid: other\ntitle: Other\nkind: note\n---\n")
        .expect("a file");
    assert_ne!(run(root.path(), &["new", "note", "Cold"]).code, 0);
    assert_eq!(before, fs::read_to_string(&file).expect("the entry"));
}

#[test]
fn what_was_asked_wrongly_is_wrong_usage() {
    let root = on_disk(SITE);
    for (args, says) in [
        (&["nte", "Heat"][..], "did you mean `note`?"),
        (&["note", "Heat", "--id", "Not An Id"], "cannot be an id"),
        (&["note", "Heat", "--lang", "fr"], "no language `fr`"),
        (&["note", "Heat", "--in", "../outside"], "not below the content folder"),
        (&["note", "Heat", "--in", "/outside"], "not below the content folder"),
        (&["note"], "Usage"),
    ] {
        let run = run(root.path(), &[&["new"], args].concat());
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
    }
    assert!(!root.path().join("outside").exists());
}

#[test]
fn a_new_entry_goes_where_the_author_says() {
    let root = on_disk(SITE);
    run_well(root.path(), &["new", "topic", "Water", "--in", "topics/wet", "--id", "h2o"]);
    let text = fs::read_to_string(root.path().join("content/topics/wet/h2o.md")).expect("the entry");
    assert!(text.contains("id: h2o\nkind: topic\ntitle: \"Water\"\n"), "{text}");
}

#[test]
fn a_translation_starts_from_its_original_and_knows_its_words() {
    let root = on_disk(SITE);
    save(
        root.path(),
        &files(
            "\n-- content/site.yaml --\nlanguages: [en, fr]\n-- content/topics/heat.md --\n---\nkind: topic\ntitle: Heat\n---\n\n## Part\n\nSee [[home]].\n",
        ),
    );
    run_well(root.path(), &["new", "topic", "Chaleur", "--id", "heat", "--lang", "fr"]);
    let text = fs::read_to_string(root.path().join("content/topics/heat.fr.md")).expect("the translation");
    assert!(text.starts_with("---\ntitle: \"Chaleur\"\n") && text.ends_with("## Part\n\nSee [[home]].\n"), "{text}");
    // Nothing to say: it has its original's headings and was made from its words.
    let check = run_well(root.path(), &["check", "--message-format", "short"]);
    assert!(!check.stderr.contains("heat.fr.md"), "{}", check.stderr);
}
