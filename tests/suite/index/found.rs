//! What is indexed is found.

use crate::search::{VOCABULARY, asked, plain, texts};
use crate::support::{library, property, sources_of};
use std::collections::BTreeSet;
use vademecum::index::{Asked, Searcher};
use vademecum::model::config::Lang;
use vademecum::pipeline::{self, Blocks, Memos, Unwatched};
use vademecum::resolve::Scope;

#[test]
fn every_word_of_an_entry_finds_it() {
    property(12, texts(), |texts| {
        let library = pipeline::read(&sources_of(&plain(&texts)), Scope::default(), &mut Memos::default(), &Unwatched);
        let index = pipeline::index(&library.value, &mut Blocks::forgetful());
        let searcher = Searcher::of(&index, &library.value);
        for word in VOCABULARY {
            let asked = Asked { question: word, filters: &[], lang: &Lang::new("en"), limit: 100, is_explained: false };
            let found: BTreeSet<String> = searcher.ask(&asked).hits.into_iter().map(|hit| hit.id).collect();
            let holds = |(title, body): &(Vec<&str>, Vec<&str>)| title.contains(&word) || body.contains(&word);
            let holding = texts.iter().enumerate().filter(|(_, text)| holds(text)).map(|(idx, _)| format!("d{idx:03}"));
            let holding: BTreeSet<String> = holding.collect();
            // What stands nowhere may be taken for a slip.
            assert!(holding.is_empty() || found == holding, "{word}: {found:?} are not {holding:?}");
        }
    });
}

#[test]
fn editions_of_a_page_stand_beside_the_first() {
    let site = "
-- 2024/lending.md --
# Lending
-- 2024/zone.md --
# Zone
-- 2025/lending.md --
# Lending
-- 2025/zone.md --
# Another zone
";
    let hits = asked(&library(site).value, "lang:en", "en", &[]).hits;
    let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["2024/lending", "2025/lending", "2024/zone", "2025/zone"]);
}

#[test]
fn a_page_whose_title_is_the_question_comes_first() {
    let site = "
-- a.md --
# Library
A library lends; the libraries of a library.
-- b.md --
# Libraries
Opening hours.
-- c.md --
# __Libraries
Of signs.
";
    let library = library(site).value;
    for (question, expected) in [
        ("library", ["a", "b", "c"]),
        ("Libraries", ["b", "c", "a"]),
        (" libraries ", ["b", "c", "a"]),
        ("__Libraries", ["c", "b", "a"]),
    ] {
        let hits = asked(&library, question, "en", &[]).hits;
        let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(ids, expected, "{question}");
    }
}

#[test]
fn a_section_comes_before_pages_that_only_speak_of_it_and_behind_a_page_of_its_name() {
    let site = "
-- a.md --
The first visit, and each visit after the first visit, is one of many visits.
-- b.md --
# Families

## Before the first visit {#before}
Ask.

## The first visit {#first}
Listen.
-- c.md --
# First visits

Go.
";
    let library = library(site).value;
    for (question, expected) in [
        ("the first visit", ["b#first", "a", "c"]),
        ("The first visit", ["b#first", "a", "c"]),
        ("before the first visit", ["b#before", "a", "c"]),
        ("first visits", ["c", "a", "b#first"]),
        ("first visit", ["c", "a", "b#first"]),
    ] {
        let hits = asked(&library, question, "en", &[]).hits;
        let best = hits.iter().map(|hit| match hit.passages[0].anchor.as_str() {
            "" => hit.id.clone(),
            anchor => format!("{}#{anchor}", hit.id),
        });
        assert_eq!(best.collect::<Vec<_>>(), expected, "{question}");
    }
}
