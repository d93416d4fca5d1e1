//! The coverage matrix, its lists and its files.

use crate::page::{Page, assert_sound};
use crate::support::{built, check_findings};
use expect_test::expect;

const MODEL: &str = "
-- site.yaml --
languages: [en, fr]
-- model.yaml --
kinds: {note: {label: Note}, actor: {label: Actor, plural: Actors}, theme: {label: Theme, plural: Themes}}
relations:
  actors: {from: note, to: actor, facet: true}
  themes: {from: note, to: theme, facet: true}
-- index.md --
# Home
[[actors/ann]] [[actors/ben]] [[a]] [[b]]
-- actors/ann.md --
---
kind: actor
title: Ann, \"the first\"
---
-- actors/ben.md --
---
kind: actor
title: Ben
---
-- themes/work.md --
---
kind: theme
title: =1+1
---
-- themes/rest.md --
---
kind: theme
title: Rest
---
-- themes/sleep.md --
---
kind: theme
title: Sleep
---
-- a.md --
---
kind: note
title: A
actors: [ann]
themes: [work, rest]
---
-- a.fr.md --
---
kind: note
title: A en français
---
-- b.md --
---
kind: note
title: B
actors: ann
themes: work
---
";

#[test]
fn a_matrix_counts_each_work_once_whatever_its_languages() {
    let built = built(MODEL);
    for (page, title) in [("matrix.html", "Coverage"), ("fr/matrix.html", "Couverture")] {
        let page = Page::of(&built, page);
        assert_eq!(page.words("h1"), [title]);
        let rows = page.words("tbody th, tbody td, tfoot td");
        let none = if title == "Coverage" { "none" } else { "aucune" };
        let counts = ["1", none, "2", "2", none, none, none, "0", "1", "0", "2", "2"];
        let shown: Vec<&String> = rows.iter().filter(|cell| !cell.contains("Ann") && !cell.contains("Ben")).collect();
        assert_eq!(shown, counts);
    }
    let page = Page::of(&built, "matrix.html");
    assert_eq!(
        page.links("td a"),
        [
            "1 -> matrix/actors-themes/ann.html#_rest",
            "2 -> matrix/actors-themes/ann.html#_work",
            "2 -> matrix/actors-themes/ann.html"
        ]
    );
    assert_eq!(
        page.words(".gaps p")[..3],
        [
            "Not covered: 4 of 6 cells are empty. An entry may stand in several cells; in a total it counts once.",
            "Nothing at all under: Ben",
            "Nothing at all under: Sleep"
        ]
    );
    let row = Page::of(&built, "fr/matrix/actors-themes/ann.html");
    assert_eq!(row.words("h2"), ["Rest 1", "=1+1 2"]);
    assert!(row.links(".index a").contains(&"A en français -> ../../note/a.html".to_owned()));
    assert_sound(&built);
}

#[test]
fn a_matrix_is_a_file_for_spreadsheets_without_formulas() {
    let built = built(MODEL);
    assert_eq!(
        built.page("matrix/actors-themes.csv"),
        "\u{feff}Actors × Themes,Rest,Sleep,'=1+1,Total\r\n\"Ann, \"\"the first\"\"\",1,0,2,2\r\nBen,0,0,0,0\r\nTotal,1,0,2,2\r\n"
    );
    assert!(built.page("fr/matrix/actors-themes.csv").contains("Total"));
}

#[test]
fn the_site_says_which_facets_are_held_against_each_other() {
    let site = |matrix: &str| MODEL.replace("[en, fr]", &format!("[en, fr]\nmatrix: {matrix}"));
    let turned = built(&site("[[themes, actors]]"));
    assert!(turned.site.contains_key("matrix/themes-actors/work.html"));
    assert!(!turned.site.contains_key("matrix/actors-themes.csv"));
    let none = built(&site("[]"));
    assert!(!none.site.contains_key("matrix.html"));
    check_findings(
        &(site("[[themes, actor], [themes]]")
            + "-- c.md --\n---\nkind: note\ntitle: C\nactors: ben\nthemes: sleep\n---\n[[c]]\n"),
        expect![[r#"
            site.yaml:2:19 error[unknown-relation] there is no facet `actor` | did you mean `actors`?
            site.yaml:2:27 error[bad-value] here stand two facets: the rows and the columns | write `matrix: [[rows, columns]]`, each the name of a facet
        "#]],
    );
}

#[test]
fn a_long_cell_goes_on_at_the_page_of_its_term() {
    let mut site = MODEL.replace("[en, fr]", "[en]").replace("[ann]", "[ann]\nsummary: Not shown here.");
    for n in 0..250 {
        site += &format!("-- n{n:03}.md --\n---\nkind: note\ntitle: N{n}\nactors: ben\nthemes: rest\n---\n");
    }
    let built = built(&site);
    let row = Page::of(&built, "matrix/actors-themes/ben.html");
    assert_eq!(row.all(".index li").len(), 50);
    assert_eq!(row.links(".more a"), ["200 more entries -> ../../actor/ben.html"]);
    assert!(Page::of(&built, "matrix.html").links("td a").contains(&"250 -> matrix/actors-themes/ben.html".to_owned()));
    assert!(!built.page("matrix/actors-themes/ann.html").contains("Not shown here"));
}
