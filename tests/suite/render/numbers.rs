//! A number is printed as surely as it is known.

use crate::page::Page;
use crate::support::{BUILT_IN, Built, build, built, sources};
use vademecum::model::library::Number;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

/// The numbers are longer than any hash in a file name, so that only a number can be found.
const SITE: &str = "
-- model.yaml --
kinds:
  document: {}
  theme: {}
  practice:
    label: Good practice
    number: number
    fields:
      number:
        type: integer
        certainty: {field: number_status, plain: [sourced], marked: [likely]}
      number_status:
        type: choice
        of: {sourced: Seen in the text, likely: Not verified, guess: Not known}
relations:
  part_of: {from: practice, to: document, one: true, ordered: true}
  themes: {from: practice, to: theme, facet: true}
-- index.md --
---
title: Home
---
[[rome]]
-- rome.md --
---
kind: document
title: Rome
---
-- goals.md --
---
kind: theme
title: Goals
---
-- sure.md --
---
kind: practice
title: Sure
number: 741100000
number_status: sourced
part_of: rome
themes: goals
---
See [[likely]], [[guess]] and [[silent]].
-- likely.md --
---
kind: practice
title: Likely
number: 742200000
number_status: likely
part_of: rome
themes: goals
---
-- guess.md --
---
kind: practice
title: Guessed
number: 743300000
number_status: guess
part_of: rome
themes: goals
---
-- silent.md --
---
kind: practice
title: Silent
number: 744400000
part_of: rome
themes: goals
---
";

fn site() -> Built {
    let built = built(SITE);
    assert_eq!(built.findings(), "");
    built
}

fn pages_with(built: &Built, words: &str) -> Vec<String> {
    let found = built.site.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
    found.map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_number_that_was_seen_is_printed_plainly() {
    let built = site();
    let page = Page::of(&built, "practice/sure.html");
    assert!(page.words("main").concat().contains("741100000"));
    assert!(!built.page("practice/sure.html").contains("741100000</bdi><span class=\"mark\""));
    assert!(page.words(".citation").concat().contains("Good practice 741100000. "), "{:?}", page.words(".citation"));
}

#[test]
fn a_likely_number_is_marked_wherever_it_is_printed() {
    let built = site();
    let shown = pages_with(&built, "742200000");
    assert!(shown.contains(&"practice/likely.html".to_owned()));
    for path in shown {
        let page = built.page(&path);
        for (at, _) in page.match_indices("742200000") {
            let after: String = page[at..].chars().take(160).collect();
            // What machines read has the mark alone, at the number itself.
            let is_marked = after.contains("not verified") || after.starts_with("742200000?");
            assert!(is_marked, "{path}: {after}");
        }
    }
}

#[test]
fn a_guess_is_printed_nowhere() {
    assert_eq!(pages_with(&site(), "743300000"), Vec::<String>::new());
}

#[test]
fn a_number_without_a_status_is_printed_nowhere() {
    assert_eq!(pages_with(&site(), "744400000"), Vec::<String>::new());
}

#[test]
fn a_guess_is_not_in_the_library_as_a_number() {
    let built = site();
    let number = |id: &str| built.library.entries.iter().find(|entry| entry.id == id).expect("an entry").number.clone();
    assert_eq!(number("sure"), Some(Number { text: "741100000".to_owned(), is_marked: false }));
    assert_eq!(number("likely"), Some(Number { text: "742200000".to_owned(), is_marked: true }));
    assert_eq!(number("guess"), None);
    assert_eq!(number("silent"), None);
}

#[test]
fn a_field_that_is_not_the_kinds_number_is_withheld_just_so() {
    // The letter is the section's number; the range is a guess all the same.
    let built = built(
        "
-- model.yaml --
kinds:
  section:
    number: letter
    fields:
      letter: {type: text}
      range: {type: text, certainty: {field: range_status, plain: [sourced], marked: [likely]}}
      range_status: {type: choice, of: [sourced, likely, guess]}
      year: {type: integer, certainty: {field: year_status, plain: [sourced], marked: [likely]}}
      year_status: {type: choice, of: [sourced, likely, guess]}
-- index.md --
---
title: Home
---
[[a]]
-- a.md --
---
kind: section
title: A
letter: Q
range: 855500000 to 856600000
range_status: guess
year: 857700000
year_status: sourced
---
",
    );
    assert_eq!(built.findings(), "");
    assert_eq!(pages_with(&built, "855500000"), Vec::<String>::new());
    assert_eq!(pages_with(&built, "857700000"), ["data/entries.json", "section/a.html"]);
}

#[test]
fn a_field_that_is_likely_is_marked_as_a_number_is() {
    let built = built(
        "
-- model.yaml --
kinds:
  section:
    number: letter
    fields:
      letter: {type: text}
      range: {type: text, certainty: {field: range_status, plain: [sourced], marked: [likely]}}
      range_status: {type: choice, of: [sourced, likely, guess]}
-- index.md --
---
title: Home
---
[[a]]
-- a.md --
---
kind: section
title: A
letter: Q
range: 855500000 to 856600000
range_status: likely
---
",
    );
    let page = built.page("section/a.html");
    let (at, _) = page.match_indices("855500000").next().expect("a likely range is shown");
    assert!(page[at..].chars().take(200).collect::<String>().contains("not verified"), "{}", &page[at..at + 60]);
}

#[test]
fn other_certainties_show_no_number_either() {
    let wrong = SITE.replace("plain: [sourced], marked: [likely]", "plain: [], marked: []");
    let built = build(sources(&wrong), &BUILT_IN, Scope::default(), &mut Memos::default());
    for number in ["741100000", "742200000", "743300000", "744400000"] {
        assert_eq!(pages_with(&built, number), Vec::<String>::new());
    }
}
