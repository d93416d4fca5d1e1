//! One entry in several languages.

use crate::page::{Page, assert_sound};
use crate::support::{Built, built, check_findings, check_links, check_relations, files, library};
use expect_test::expect;
use vademecum::model::config::Lang;

const SITE: &str = "
-- site.yaml --
title: {en: Library, fr: Bibliothèque}
languages: [en, fr]
-- model.yaml --
kinds:
  note: {label: {en: Note, fr: Note}, fields: {number: {type: integer}, source: {type: text}, remark: {type: markdown}}, number: number}
  topic: {label: {en: Topic, fr: Sujet}}
relations:
  topics: {from: note, to: topic, facet: true, label: {en: About, fr: Sujet}, inverse: {en: On this, fr: Sur ce sujet}}
-- index.md --
---
title: Home
---
See [[heat]] and [cold](notes/cold.md).
-- notes/heat.md --
---
id: heat
kind: note
title: Heat
number: 4
source: A book
remark: Of *old*.
topics: [water]
order: 1
---
## First part
[[cold]]
## Second part {#second}
-- notes/heat.fr.md --
---
title: Chaleur
---
Voir [[cold]], [le froid](cold.md) et [[heat#second]].
## Première partie
## Deuxième partie
-- notes/cold.md --
---
kind: note
title: Cold
topics: [water]
---
As [[heat#second]] says.
-- topics/water.md --
---
kind: topic
title: Water
---
-- topics/water.fr.md --
---
title: Eau
---
";

fn site(more: &str) -> Built {
    built(&format!("{SITE}{}", more.trim_start()))
}

#[test]
fn a_translation_inherits_what_its_head_does_not_say() {
    let site = site("");
    assert!(site.is_published(), "{}", site.findings());
    let page = Page::of(&site, "fr/note/heat.html");
    assert_eq!(page.words(".entry-number"), ["4"]);
    assert_eq!(page.links(".margin .note:first-child dd a"), ["Eau -> ../topic/water.html"]);
    // The words of the original are marked as its own; Markdown is not taken over.
    let source = page.all(".margin bdi[lang=en]");
    assert_eq!(source.len(), 1);
    assert!(!site.page("fr/note/heat.html").contains("<em>"));
}

#[test]
fn headings_of_a_translation_have_the_anchors_of_its_original() {
    let page = site("");
    let page = Page::of(&page, "fr/note/heat.html");
    let ids: Vec<_> = page.all(".prose h2").iter().map(|heading| heading.attr("id").unwrap_or_default()).collect();
    assert_eq!(ids, ["first-part", "second"]);
}

#[test]
fn a_differing_count_of_headings_is_reported() {
    check_findings(
        &format!("{SITE}-- notes/cold.fr.md --\n---\ntitle: Froid\n---\n## Une partie\n"),
        expect![[r#"
            notes/cold.fr.md:1:1 warning[heading-count] this translation has 1 heading and its original 0 | give it the headings of `notes/cold.md`, in the same order
        "#]],
    );
}

#[test]
fn links_lead_to_the_readers_language_where_it_is_there() {
    check_links(
        SITE,
        expect![[r#"
        index.md: heat -> notes/heat.md
        index.md: notes/cold.md -> notes/cold.md
        notes/heat.fr.md: cold -> notes/cold.md
        notes/heat.fr.md: cold.md -> notes/cold.md
        notes/heat.fr.md: heat#second -> notes/heat.fr.md#second
        notes/heat.md: cold -> notes/cold.md
        notes/cold.md: heat#second -> notes/heat.md#second
    "#]],
    );
}

#[test]
fn relations_join_entries_whatever_their_language() {
    check_relations(
        SITE,
        expect![[r#"
        heat -topics-> water
        heat -topics-> water
        cold -topics-> water
    "#]],
    );
}

#[test]
fn a_list_shows_each_entry_once_and_names_its_language() {
    let site = site("-- notes/lettre.fr.md --\n---\nkind: note\ntitle: Lettre\ntopics: [water]\n---\n");
    let french = Page::of(&site, "fr/topic/water.html");
    assert_eq!(
        french.links(".relation .card-title"),
        ["Chaleur -> ../note/heat.html", "Cold -> ../../note/cold.html", "Lettre -> ../note/lettre.html"]
    );
    assert_eq!(french.words(".relation .card-lang"), ["En anglais"]);
    let english = Page::of(&site, "topic/water.html");
    assert_eq!(
        english.links(".relation .card-title"),
        ["Heat -> ../note/heat.html", "Cold -> ../note/cold.html", "Lettre -> ../fr/note/lettre.html"]
    );
    let letters = Page::of(&site, "fr/a-z.html");
    assert_eq!(letters.links(".index a").len(), 4, "each of the four entries once");
    assert_sound(&site);
}

#[test]
fn the_switch_leads_to_the_same_page_or_says_that_there_is_none() {
    let site = site("");
    let page = Page::of(&site, "note/heat.html");
    assert_eq!(page.links(".languages a"), ["English -> heat.html", "français -> ../fr/note/heat.html"]);
    let page = Page::of(&site, "note/cold.html");
    assert_eq!(page.links(".languages a"), ["English -> cold.html", "français -> ../fr/index.html"]);
    assert_eq!(page.words(".languages .not-translated"), ["cette page n’est pas traduite"]);
    let page = Page::of(&site, "fr/a-z.html");
    assert_eq!(page.links(".languages a"), ["English -> ../a-z.html", "français -> a-z.html"]);
}

#[test]
fn a_site_of_one_language_has_no_switch() {
    let site = built("-- a.md --\nA text.\n");
    assert!(Page::of(&site, "a.html").all(".languages").is_empty());
}

#[test]
fn a_translation_that_is_behind_says_so() {
    let behind = "-- notes/cold.fr.md --\n---\ntitle: Froid\noriginal: 0123abcd\n---\n[[heat]]\n";
    let library = library(&format!("{SITE}{behind}"));
    let found = library.diagnostics.iter().find(|found| found.code == "translation-behind").expect("a finding");
    assert_eq!(found.message, "`notes/cold.md` has changed since it was translated here");
    // The hint says what to write, and having written it there is nothing more to say.
    let hint = found.hint.clone().expect("a way out");
    let mark = hint.split('`').nth(1).expect("what to write");
    check_findings(&format!("{SITE}{}", behind.replace("original: 0123abcd", mark)), expect![""]);
    let site = site(behind);
    assert_eq!(Page::of(&site, "fr/note/cold.html").links(".notice a"), ["Cold -> ../../note/cold.html"]);
    // Spaces and line ends of the original do not count; its words do.
    let same = SITE.replace("As [[heat#second]] says.", "As [[heat#second]] says.  \n\n");
    check_findings(&format!("{same}{}", behind.replace("original: 0123abcd", mark)), expect![""]);
}

#[test]
fn a_translation_older_than_its_originals_review_is_behind() {
    let site = SITE.replace("title: Cold\n", "title: Cold\nreviewed: 2026-03\n");
    check_findings(
        &format!("{site}-- notes/cold.fr.md --\n---\ntitle: Froid\nreviewed: 2026-02-11\n---\n"),
        expect![[r#"
            notes/cold.fr.md:3:11 warning[translation-behind] `notes/cold.md` was reviewed after this translation | bring it up to date, then write `original: "4fd9ef85"`
        "#]],
    );
}

#[test]
fn an_unreviewed_translation_says_so_and_a_misspelt_word_is_reported() {
    let page = site("-- notes/cold.fr.md --\n---\ntitle: Froid\ntranslation: unreviewed\n---\n[[heat]]\n");
    assert_eq!(Page::of(&page, "fr/note/cold.html").words(".notice").len(), 1);
    check_findings(
        &format!("{SITE}-- notes/cold.fr.md --\n---\ntitle: Froid\ntranslation: unreviwed\n---\n[[heat]]\n"),
        expect![[r#"
            notes/cold.fr.md:3:14 error[unknown-value] `translation` cannot be `unreviwed` | did you mean `unreviewed`?
        "#]],
    );
}

#[test]
fn the_first_page_too_says_that_its_translation_was_not_reviewed() {
    let page = site("-- index.fr.md --\n---\ntitle: Accueil\ntranslation: unreviewed\n---\n[[heat]]\n");
    assert_eq!(Page::of(&page, "fr/index.html").words(".notice").len(), 1);
}

#[test]
fn search_engines_are_told_of_the_other_languages_by_whole_addresses_where_these_are_known() {
    let hreflang = |site: &Built, path: &str| Page::of(site, path).links("link[hreflang]");
    let known = SITE.replace("languages: [en, fr]", "languages: [en, fr]\nbase_url: https://example.org/lib/");
    let known = built(&known);
    assert_eq!(hreflang(&known, "note/heat.html"), [" -> https://example.org/lib/fr/note/heat.html"]);
    assert_eq!(hreflang(&known, "fr/note/heat.html"), [" -> https://example.org/lib/note/heat.html"]);
    assert_eq!(hreflang(&built(SITE), "fr/note/heat.html"), [" -> ../../note/heat.html"]);
}

#[test]
fn a_date_in_the_words_of_the_original_is_in_its_language() {
    let dated = SITE.replace("source: A book\n", "source: {date: 2011-12, as_written: 6–9 December 2011}\n");
    let site = built(&dated.replace("source: {type: text}", "source: {type: date}"));
    let words = |path: &str| Page::of(&site, path).words(".note bdi[lang=en]");
    assert_eq!(words("fr/note/heat.html"), ["6–9 December 2011"]);
    assert!(words("note/heat.html").is_empty());
}

#[test]
fn a_translation_of_the_head_alone_leads_to_the_text_of_its_original() {
    let site = SITE.replace(
        "Voir [[cold]], [le froid](cold.md) et [[heat#second]].\n## Première partie\n## Deuxième partie\n",
        "",
    );
    let linking = "-- notes/cold.fr.md --\n---\ntitle: Froid\n---\nVoir [[heat]] et [[heat#second]].\n";
    check_findings(&format!("{site}{linking}"), expect![""]);
    let built = built(&format!("{site}{linking}"));
    let page = Page::of(&built, "fr/note/heat.html");
    assert_eq!(page.links(".notice a"), ["Heat -> ../../note/heat.html"]);
    let links = Page::of(&built, "fr/note/cold.html").links(".prose a");
    assert_eq!(links, ["Chaleur -> heat.html", "Heat -> ../../note/heat.html#second"]);
}

#[test]
fn a_translation_of_what_is_hidden_is_hidden() {
    let hidden = SITE.replace("title: Cold\n", "title: Cold\naudience: trainers\n");
    let site = built(&format!("{hidden}-- notes/cold.fr.md --\n---\ntitle: Zèbre\n---\nZèbre\n"));
    for (path, bytes) in &site.site {
        assert!(!String::from_utf8_lossy(bytes).contains("Zèbre"), "{path} shows what is for trainers");
    }
}

#[test]
fn a_translation_elsewhere_says_whose_it_is_by_its_id() {
    let library = library(&format!("{SITE}-- french/froid.fr.md --\n---\nid: cold\ntitle: Froid\n---\n[[heat]]\n"));
    let library = library.value;
    let froid = library.ids().find(|&id| library[id].title == "Froid").expect("the translation");
    let cold = library.in_lang(froid, &Lang::new("en"));
    assert_eq!(library[cold].title, "Cold");
    assert_eq!(library[library.in_lang(cold, &Lang::new("fr"))].title, "Froid");
}

#[test]
fn every_file_of_the_fixture_is_read() {
    assert_eq!(files(SITE).len(), 8);
}
