//! Relations are shown at both ends, each with its label.

use crate::page::{Page, assert_sound};
use crate::support::built;

const SITE: &str = "
-- model.yaml --
kinds:
  document: {label: Document, plural: Documents}
  section: {label: Section, plural: Sections}
  practice: {label: Practice, plural: Practices}
  actor: {label: Actor, plural: Actors}
  phase: {label: Phase, plural: Phases}
relations:
  part_of: {from: [section, practice], to: [document, section], one: true, ordered: true, label: Part of, inverse: Contains}
  elaborates: {from: [practice, document], to: practice, label: Elaborates, inverse: Elaborated by}
  actors: {from: [practice, document], to: actor, facet: true, label: For, inverse: Addressed to this actor, grouped_by: phases}
  phases: {from: practice, to: phase, facet: true, label: When, inverse: In this phase}
  see_also: {symmetric: true, label: See also}
-- index.md --
---
title: Home
---
-- rome.md --
---
kind: document
title: Rome
elaborates: intake
actors: families
---
-- rome-a.md --
---
kind: section
title: Section A
part_of: rome
order: 1
---
-- intake.md --
---
kind: practice
title: Intake
part_of: rome-a
actors: [families, judges]
phases: [custody, release]
see_also: aftercare
---
-- aftercare.md --
---
kind: practice
title: Aftercare
part_of: rome-a
actors: families
phases: release
elaborates: intake
---
-- families.md --
---
kind: actor
title: Families
---
-- judges.md --
---
kind: actor
title: Judges
---
-- custody.md --
---
kind: phase
title: Custody
order: 1
---
-- release.md --
---
kind: phase
title: Release
order: 2
---
";

/// The heading and the titles of every list of relations of a page.
fn relations(path: &str) -> Vec<String> {
    let built = built(SITE);
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, path);
    page.all("section.relation, section.contents")
        .iter()
        .map(|section| {
            let html = scraper::Html::parse_fragment(&section.html());
            let find = |selector: &str| -> Vec<String> {
                let selector = scraper::Selector::parse(selector).expect("a selector");
                let texts = html.select(&selector).map(|found| found.text().collect::<String>());
                texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
            };
            format!("{}: {}", find("h2")[0], find("h3, .card-title").join(" | "))
        })
        .collect()
}

#[test]
fn a_relation_shows_at_its_end_under_its_inverse_label() {
    assert_eq!(
        relations("practice/intake.html"),
        ["Elaborated by 2: Documents 1 | Rome | Practices 1 | Aftercare", "See also 1: Aftercare"]
    );
}

#[test]
fn a_symmetric_relation_shows_at_both_ends_once() {
    assert_eq!(relations("practice/aftercare.html"), ["Elaborates 1: Intake", "See also 1: Intake"]);
}

#[test]
fn a_term_gathers_its_entries_grouped_by_the_other_facet() {
    // In the order of the phases; what has no phase stands last.
    assert_eq!(
        relations("actor/families.html"),
        ["Addressed to this actor 3: Custody 1 | Intake | Release 2 | Aftercare | Intake | Others 1 | Rome"]
    );
}

#[test]
fn a_document_shows_its_parts_and_theirs() {
    let contents = relations("document/rome.html");
    assert_eq!(contents.last().expect("contents"), "Contents 1: Section A | Aftercare | Intake");
    let built = built(SITE);
    let page = Page::of(&built, "document/rome.html");
    let words = page.words("main").concat();
    assert!(words.contains("Intake") && words.contains("Aftercare"), "{words}");
}

#[test]
fn what_an_entry_is_part_of_is_where_it_is() {
    let built = built(SITE);
    let page = Page::of(&built, "practice/intake.html");
    assert_eq!(
        page.links(".breadcrumbs a"),
        ["Home -> ../index.html", "Rome -> ../document/rome.html", "Section A -> ../section/rome-a.html"]
    );
    assert_sound(&built);
}

#[test]
fn more_entries_than_fit_go_on_elsewhere() {
    let from: String = (0..450)
        .map(|n| {
            format!(
                "-- p/p{n:03}.md --\n---\nkind: practice\ntitle: P{n:03}\nactors: judges\nelaborates: intake\n---\n"
            )
        })
        .collect();
    let built = built(&format!("{SITE}{from}"));
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    for (page, n_of_all) in [("actor/judges.html", 451), ("practice/intake.html", 452)] {
        let page = Page::of(&built, page);
        let more: Vec<String> = page.links(".relation .more a");
        assert_eq!(more.len(), 1, "{more:?}");
        assert!(more[0].starts_with(&format!("{} more entries", n_of_all - 200)), "{more:?}");
    }
    let shown = |path: &str| Page::of(&built, path).all("li.card").len();
    let judges = ["actor/judges/actors-2.html", "actor/judges/actors-3.html"];
    assert_eq!(judges.map(shown), [200, 51]);
}

#[test]
fn a_long_symmetric_relation_goes_on_elsewhere_too() {
    // Said by the others, said here, and half and half.
    let hub_says = (0..300).map(|n| format!("e{n}")).collect::<Vec<_>>().join(", ");
    let half_says = (150..300).map(|n| format!("e{n}")).collect::<Vec<_>>().join(", ");
    let entries: String = (0..300)
        .map(|n| {
            format!(
                "-- e/e{n}.md --\n---\ntitle: E{n}\nsee_also: [asked{}]\n---\n",
                if n < 150 { ", half" } else { "" }
            )
        })
        .collect();
    let built = built(&format!(
        "-- model.yaml --\nkinds: {{n: {{}}}}\nrelations: {{see_also: {{symmetric: true}}}}\n-- index.md --\n---\ntitle: H\n---\n-- asked.md --\n---\ntitle: Asked\n---\n-- asks.md --\n---\ntitle: Asks\nsee_also: [{hub_says}]\n---\n-- half.md --\n---\ntitle: Half\nsee_also: [{half_says}]\n---\n{entries}"
    ));
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    for hub in ["asked", "asks", "half"] {
        let page = Page::of(&built, &format!("article/{hub}.html"));
        assert_eq!(page.links(".more a").len(), 1, "{hub}");
    }
}
