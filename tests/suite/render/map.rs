//! The map of what hangs together, and tiles.

use crate::page::{Page, assert_sound};
use crate::support::{built, check_findings};
use expect_test::expect;

const TEXTS: &str = "
-- site.yaml --
languages: [en, ar]
-- model.yaml --
kinds:
  text: {label: Text, map: true, fields: {dated: {type: date}}}
  person: {label: Person}
  topic: {label: Topic}
relations:
  adds_to: {from: text, to: text, label: Adds to, inverse: Added to by}
  beside: {from: text, to: text, symmetric: true, label: Beside}
  by: {from: text, to: person, label: By}
  topics: {from: text, to: [topic, text], facet: true}
-- index.md --
# Home
[[lone]]
-- rome.md --
---
kind: text
title: The Rome Memorandum
short: Rome
dated: 2012-06
beside: rabat
by: ann
---
-- rabat.md --
---
kind: text
title: Rabat
dated: 2012
beside: rome
---
-- addendum.md --
---
kind: text
title: Addendum
dated: 2016
adds_to: rome
topics: rabat
---
-- addendum.ar.md --
---
kind: text
title: الملحق
---
-- note.md --
---
kind: text
title: A note
adds_to: addendum
---
-- lone.md --
---
kind: text
title: Lone
---
-- ann.md --
---
kind: person
title: Ann
---
";

#[test]
fn the_map_says_in_words_what_its_picture_shows() {
    let built = built(TEXTS);
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "map.html");
    assert_eq!(
        page.words(".kin > div"),
        ["2012 Rabat Beside: Rome", "2016 Addendum Adds to: Rome", "A note Adds to: Addendum"]
    );
    assert_eq!(page.words(".gaps"), ["Joined to none of the others: Lone"]);
    assert_eq!(page.words(".year"), ["2012", "2016", "undated"]);
    assert_eq!(
        page.links("svg a"),
        [
            "Rabat -> text/rabat.html",
            "Rome -> text/rome.html",
            "Addendum -> text/addendum.html",
            "A note -> text/note.html"
        ]
    );
    let mut lines = page.words("svg g title");
    lines.sort();
    assert_eq!(lines, ["A note – Adds to – Addendum", "Addendum – Adds to – Rome", "Rabat – Beside – Rome"]);
    // An arrow for what leads somewhere, none for what reads the same from both ends.
    assert_eq!(page.all("svg g polygon").len(), 2);
    assert_eq!(page.words(".legend li"), ["Adds to", "Beside"]);
    assert_sound(&built);
}

#[test]
fn the_map_of_a_language_leads_to_its_entries() {
    let built = built(TEXTS);
    let page = Page::of(&built, "ar/map.html");
    assert!(page.links("svg a").contains(&"الملحق -> text/addendum.html".to_owned()));
    assert!(page.links("svg a").contains(&"Rome -> ../text/rome.html".to_owned()));
}

#[test]
fn a_map_of_very_many_is_left_to_words() {
    let mut site =
        "-- model.yaml --\nkinds: {text: {label: Text, map: true}}\nrelations: {cites: {label: Cites}}\n".to_owned();
    for n in 0..450 {
        site += &format!("-- t{n:03}.md --\n---\nkind: text\ntitle: T{n}\ncites: t{:03}\n---\n", (n + 1) % 450);
    }
    let built = built(&site);
    assert!(Page::of(&built, "map.html").all(".map").is_empty());
    assert_eq!(Page::of(&built, "map-3.html").all(".kin > div").len(), 50);
    assert_sound(&built);
}

#[test]
fn terms_are_tiles_where_their_kind_says_where_each_lies() {
    let built = built(
        "
-- model.yaml --
kinds: {region: {label: Region, plural: Regions, tiles: at, fields: {at: {type: text}}}, note: {label: Note}}
relations: {regions: {to: region, facet: true}}
-- index.md --
# Home
[[a]] [[north]] [[nowhere]]
-- regions/north.md --
---
kind: region
title: The far and very cold North
at: 3,1
---
-- regions/west.md --
---
kind: region
title: West
at: \"2, 2\"
---
-- regions/nowhere.md --
---
kind: region
title: Nowhere
at: far away
---
-- a.md --
---
kind: note
title: A
regions: [north, west]
---
",
    );
    let page = Page::of(&built, "regions/index.html");
    assert_eq!(
        page.links(".tiles svg a"),
        ["The far and very cold North 1 -> ../region/north.html", "West 1 -> ../region/west.html"]
    );
    assert_eq!(page.words(".counts tbody tr"), ["The far and very cold North1", "West1"]);
    // Where a tile lies is for the picture; the list has all.
    assert!(!built.page("region/north.html").contains("3,1"));
    assert_eq!(page.all(".card").len(), 3);
    assert!(
        Page::of(&built, "note/a.html")
            .links(".footer-links a")
            .contains(&"Regions -> ../regions/index.html".to_owned())
    );
    assert_sound(&built);
}

#[test]
fn a_tile_lies_where_the_picture_has_a_place() {
    let tile = |form: &str, place: &str| {
        format!(
            "
-- model.yaml --
kinds: {{region: {{tiles: at, fields: {{at: {{type: {form}}}}}}}}}
-- index.md --
---
title: Home
---
[[north]]
-- north.md --
---
kind: region
title: North
at: {place}
---
"
        )
    };
    check_findings(
        &tile("text", "3;1"),
        expect![[r#"
        north.md:4:5 error[wrong-type] `at` is a column and a row | write `at: "3, 2"`
    "#]],
    );
    check_findings(
        &tile("text", "\"0, 41\""),
        expect![[r#"
        north.md:4:5 error[out-of-range] `at` is column 0, row 41: the picture has no such place | columns and rows go from 1 to 40, and begin at the upper left
    "#]],
    );
    check_findings(
        &tile("list of integer", "[1, 2, 3]"),
        expect![[r#"
        north.md:4:5 error[wrong-type] `at` is a column and a row | write `at: [3, 2]`
    "#]],
    );
    // One fault, one finding.
    check_findings(
        &tile("list of integer", "[1, b]"),
        expect![[r#"
        north.md:4:9 error[wrong-type] `at` is a whole number, not `b` | write digits only
    "#]],
    );
    check_findings(&tile("list of integer", "[40, 1]"), expect![[""]]);
}

#[test]
fn two_entries_on_one_tile_are_told() {
    check_findings(
        "
-- model.yaml --
kinds: {region: {tiles: at, fields: {at: {type: text}}}}
-- index.md --
---
title: Home
---
[[north]], [[south]], [[else]]
-- a/north.md --
---
kind: region
title: North
at: 1, 2
---
-- a/south.md --
---
kind: region
title: South
at: \"1,2\"
---
-- b/else.md --
---
kind: region
title: In another picture
at: 1, 2
---
",
        expect![[r#"
            a/south.md:4:5 warning[tile-collision] `north` lies here too, and the picture shows one of them | give one of them another place
        "#]],
    );
}
