//! Terms and their definitions.

use crate::page::{Page, assert_sound};
use crate::support::{Built, built};

const MODEL: &str = "
-- model.yaml --
kinds:
  note: {label: Note}
  term: {label: Term, glossary: definition, fields: {definition: {type: text}}}
relations:
  contrasts_with: {from: term, to: term, symmetric: true, contrast: true, label: Contrasts with}
-- terms/de-radicalisation.md --
---
kind: term
title: De-radicalisation
definition: A change in beliefs.
contrasts_with: disengagement
---
De-radicalisation is not disengagement.
-- terms/disengagement.md --
---
kind: term
title: Disengagement
summary: A change in conduct.
---
Said of conduct.
-- terms/good-practice.md --
---
kind: term
title: Good practice
definition: A way of working.
also_known_as: [best practice]
---
-- terms/ftf.md --
---
kind: term
title: Foreign terrorist fighter (FTF)
short: FTF
---
";

/// A site with these terms and one note.
fn with(body: &str) -> Built {
    built(&format!("{MODEL}-- a.md --\n---\nkind: note\ntitle: A\n---\n{body}\n"))
}

/// The terms that are linked in a text, as words and addresses.
fn terms(body: &str) -> Vec<String> {
    let built = with(body);
    assert_sound(&built);
    Page::of(&built, "note/a.html").links(".prose a.term")
}

fn words(body: &str) -> Vec<String> {
    terms(body).into_iter().map(|link| link.split(" -> ").next().expect("words").to_owned()).collect()
}

#[test]
fn a_term_is_linked_at_its_first_use_under_each_heading() {
    let text = "Disengagement and disengagement.\n\nDisengagement.\n\n## Part\n\nOn disengagement. Disengagement.\n\n### Disengagement\n\nNo more.";
    assert_eq!(
        terms(text),
        ["Disengagement -> ../term/disengagement.html", "disengagement -> ../term/disengagement.html"]
    );
}

#[test]
fn no_term_is_linked_in_headings_links_and_code() {
    assert!(words("## Disengagement\n\n[disengagement](b.md) `disengagement`\n\n    disengagement\n").is_empty());
}

#[test]
fn a_term_that_the_author_has_linked_needs_no_second_link() {
    assert!(words("[[disengagement]] means disengagement.").is_empty());
    assert_eq!(words("First disengagement, then [[disengagement]]."), ["disengagement"]);
}

#[test]
fn a_term_is_not_linked_on_its_own_page() {
    let page = Page::of(&with(""), "term/de-radicalisation.html").links(".prose a.term");
    assert_eq!(page, ["disengagement -> disengagement.html"]);
}

#[test]
fn terms_are_known_however_they_are_written() {
    assert_eq!(words("So deradicalization is meant."), ["deradicalization"]);
    assert_eq!(words("Some DE-RADICALISATION, says he."), ["DE-RADICALISATION"]);
    assert_eq!(words("As de radicalisation goes."), ["de radicalisation"]);
    assert_eq!(words("These good\npractices help."), ["good practices"]);
    assert_eq!(words("A good-practice paper; best practices."), ["good-practice"]);
    assert_eq!(words("Disengagement\u{2019}s price."), ["Disengagement"]);
    assert_eq!(words("An FTF, many FTFs."), ["FTF"]);
    assert_eq!(words("Many foreign terrorist fighters."), ["foreign terrorist fighters"]);
}

#[test]
fn a_word_within_another_is_no_term() {
    for text in [
        "Predisengagement.",
        "Disengagements-like.",
        "A self-disengagement.",
        "An ftf.",
        "Not good, practice.",
        "x_disengagement",
    ] {
        assert!(words(text).is_empty(), "{text}");
    }
}

#[test]
fn the_longest_name_wins_and_a_contested_one_is_nobodys() {
    let terms = "-- terms/a.md --\n---\nkind: term\ntitle: Risk\nalso_known_as: [danger]\n---\n-- terms/b.md --\n---\nkind: term\ntitle: Risk assessment\nalso_known_as: [danger]\n---\n-- terms/c.md --\n---\nkind: term\ntitle: Assessment\n---\n";
    let built = built(&format!(
        "{MODEL}{terms}-- n.md --\n---\nkind: note\ntitle: N\n---\nRisk assessments see danger, risk and assessment.\n"
    ));
    let links = Page::of(&built, "note/n.html").links(".prose a.term");
    assert_eq!(links, ["Risk assessments -> ../term/b.html", "risk -> ../term/a.html", "assessment -> ../term/c.html"]);
}

#[test]
fn a_page_brings_the_definitions_of_its_terms_once() {
    let built = with("De-radicalisation or good practice.\n\n## Part\n\nGood practices again.");
    let page = Page::of(&built, "note/a.html");
    assert_eq!(
        page.words(".definitions[hidden] p"),
        ["De-radicalisation A change in beliefs. Contrasts with Disengagement", "Good practice A way of working."]
    );
    assert_eq!(page.links(".definitions a")[0], "De-radicalisation -> ../term/de-radicalisation.html");
    let described: Vec<_> =
        page.all("a.term").iter().map(|a| a.attr("aria-describedby").unwrap_or("none").to_owned()).collect();
    assert_eq!(described, ["_d1", "_d2", "_d2"]);
    assert_sound(&built);
}

#[test]
fn a_use_of_a_term_is_no_backlink() {
    let built = with("Disengagement.");
    assert!(Page::of(&built, "term/disengagement.html").all(".backlinks").is_empty());
}

#[test]
fn terms_are_of_the_language_of_the_text() {
    let built = built(
        "
-- site.yaml --
languages: [en, fr, ar]
-- model.yaml --
kinds: {note: {}, term: {glossary: true}}
relations: {about: {to: term}}
-- aftercare.md --
---
kind: term
title: Aftercare
summary: Support after release.
---
-- suivi.fr.md --
---
kind: term
title: Mesure de substitution
summary: Au lieu de la prison.
---
-- reaya.ar.md --
---
kind: term
title: الرعاية اللاحقة
summary: بعد الإفراج.
---
-- a.md --
---
kind: note
title: A
about: aftercare
---
Aftercare, not: mesures de substitution.
-- b.fr.md --
---
kind: note
title: B
about: aftercare
---
L’aftercare n’en est pas ; les mesures de substitution, oui.
-- c.ar.md --
---
kind: note
title: C
about: aftercare
---
وهذا يخص بالرعاية اللاحقة.
-- d.ar.md --
---
kind: note
title: D
about: aftercare
---
إنّ الرِّعاية اللاحقة مهمة.
",
    );
    assert_eq!(built.findings(), "");
    let on = |path: &str| Page::of(&built, path).words(".prose a.term");
    assert_eq!(on("note/a.html"), ["Aftercare"]);
    assert_eq!(on("fr/note/b.html"), ["mesures de substitution"]);
    assert_eq!(on("ar/note/c.html"), ["بالرعاية اللاحقة"]);
    assert_eq!(on("ar/note/d.html"), ["الرِّعاية اللاحقة"]);
}

#[test]
fn a_text_shown_in_place_has_its_terms_linked_too() {
    let built = built(&format!(
        "{MODEL}-- a.md --\n---\nkind: note\ntitle: A\n---\nDisengagement.\n\n![[b]]\n-- b.md --\n---\nkind: note\ntitle: B\n---\nDisengagement.\n\n## Part\n\nDisengagement and good practice.\n"
    ));
    let page = Page::of(&built, "note/a.html");
    assert_eq!(page.words("a.term"), ["Disengagement", "Disengagement", "good practice"]);
    assert_eq!(page.all(".definitions p").len(), 2);
    assert_sound(&built);
}

#[test]
fn the_glossary_lists_all_terms_with_what_they_are_not() {
    let built = with("");
    let page = Page::of(&built, "terms/index.html");
    assert_eq!(page.words(".letter-title"), ["D", "F", "G"]);
    assert_eq!(
        page.words(".glossary > div"),
        [
            "De-radicalisation A change in beliefs. Contrasts with Disengagement",
            "Disengagement A change in conduct. Contrasts with De-radicalisation",
            "Foreign terrorist fighter (FTF) Also FTF",
            "Good practice A way of working. Also best practice",
        ]
    );
    let footer = Page::of(&built, "note/a.html").links(".footer-links a");
    assert!(footer.contains(&"Glossary -> ../terms/index.html".to_owned()), "{footer:?}");
    assert_sound(&built);
}

#[test]
fn a_library_without_terms_has_no_glossary() {
    let built = built("-- a.md --\nDisengagement.\n");
    let footer = Page::of(&built, "a.html").words(".footer-links a");
    assert!(!footer.contains(&"Glossary".to_owned()), "{footer:?}");
}

#[test]
fn a_long_glossary_goes_on_elsewhere() {
    let terms: String =
        (0..450).map(|n| format!("-- t/t{n:03}.md --\n---\nkind: term\ntitle: Term {n:03}\n---\n")).collect();
    let built = built(&format!("-- model.yaml --\nkinds: {{term: {{glossary: true}}}}\n{terms}"));
    let on = |path: &str| Page::of(&built, path).all(".glossary > div").len();
    assert_eq!([on("t/index.html"), on("t/index/entries-2.html"), on("t/index/entries-3.html")], [200, 200, 50]);
    assert_sound(&built);
}

#[test]
fn a_term_whose_name_is_an_everyday_word_says_what_it_is_linked_by() {
    let terms = "-- terms/former.md --\n---\nkind: term\ntitle: Former\nalso_known_as: [ex]\nglossary: [formers, former extremist]\n---\n-- terms/juvenile.md --\n---\nkind: term\ntitle: Juvenile\nglossary: false\n---\n";
    let text = "The former head of juvenile justice met formers, and a Former extremist.";
    let built =
        built(&format!("{MODEL}{terms}-- n.md --\n---\nkind: note\ntitle: N\n---\n{text}\n\n## Part\n\n{text}\n"));
    let page = Page::of(&built, "note/n.html");
    assert_eq!(page.words(".prose a.term"), ["formers", "formers"]);
    assert_eq!(Page::of(&built, "terms/index.html").words(".glossary dt").len(), 6);
}
