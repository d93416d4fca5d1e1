//! Folders, the A to Z, and lists over several pages.

use crate::page::{Page, assert_sound};
use crate::support::built;

#[test]
fn the_a_to_z_folds_latin_letters_and_keeps_others() {
    let built = built(
        "
-- README.md --
# Home
-- a.md --
# Éclair
-- b.md --
# apple
-- c.md --
# Zebra
-- d.md --
# 3 wishes
-- e.md --
# السجون
-- f.md --
# \"Eagle\"
-- g.md --
# Ärger
-- h.md --
# ???
",
    );
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "a-z.html");
    let shown = |selector: &str| page.words(selector);
    assert_eq!(shown(".letters a"), ["#", "A", "E", "Z", "ا"]);
    assert_eq!(
        page.links(".index a"),
        [
            "??? -> h.html",
            "3 wishes -> d.html",
            "apple -> b.html",
            "Ärger -> g.html",
            "“Eagle” -> f.html",
            "Éclair -> a.html",
            "Zebra -> c.html",
            "السجون -> e.html"
        ]
    );
    assert_sound(&built);
}

#[test]
fn a_long_a_to_z_has_a_page_for_each_letter() {
    let entries: String = (0..450)
        .map(|n| {
            format!(
                "-- e/e{n:03}.md --\n# {}{n:03}\n",
                if n < 420 {
                    "Heat"
                } else if n < 440 {
                    "Work"
                } else {
                    "力"
                }
            )
        })
        .collect();
    let built = built(&entries);
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    let overview = Page::of(&built, "a-z.html");
    assert_eq!(overview.links(".letters a"), ["H -> a-z/h.html", "W -> a-z/w.html", "力 -> a-z/letter-2.html"]);
    assert!(overview.all(".index").is_empty());
    let on = |path: &str| Page::of(&built, path).all(".index li").len();
    assert_eq!([on("a-z/h.html"), on("a-z/h-2.html"), on("a-z/h-3.html"), on("a-z/w.html")], [200, 200, 20, 20]);
    let page = Page::of(&built, "a-z/h-2.html");
    assert_eq!(page.links(".pager a[rel]"), ["Previous -> h.html", "Next -> h-3.html"]);
}

#[test]
fn the_list_of_a_large_folder_is_split() {
    for index in ["", "-- many/README.md --\n# Many\n"] {
        let entries: String = (0..450).map(|n| format!("-- many/e{n:03}.md --\n# Entry {n:03}\n")).collect();
        let built = built(&format!("-- README.md --\n# Home\n{index}{entries}"));
        assert_eq!(built.findings(), "");
        assert_sound(&built);
        let first = Page::of(&built, "many/index.html");
        assert_eq!(first.links(".pager a[rel]"), ["Next -> index/entries-2.html"]);
        let cards = |path: &str| Page::of(&built, path).all(".list li.card").len();
        let all = ["many/index.html", "many/index/entries-2.html", "many/index/entries-3.html"].map(cards);
        assert_eq!(all, [200, 200, 50]);
    }
}

#[test]
fn the_list_of_a_large_top_folder_is_split() {
    for index in ["", "-- README.md --\n# Home\n"] {
        let entries: String = (0..450).map(|n| format!("-- e{n:03}.md --\n# Entry {n:03}\n")).collect();
        let built = built(&format!("{index}{entries}"));
        assert_eq!(built.findings(), "");
        assert_sound(&built);
        let listed: usize = built
            .paths(".html")
            .iter()
            .filter(|path| **path == "index.html" || path.contains("entries-"))
            .map(|path| Page::of(&built, path).all(".list li.card").len())
            .sum();
        assert_eq!(listed, 450, "with `{index}`");
    }
}

#[test]
fn a_folder_shows_what_it_holds_in_the_order_people_count() {
    let built = built(
        "
-- README.md --
# Home
-- guide/10-end.md --
# End
-- guide/2-start.md --
# Start
-- guide/last.md --
---
title: First
order: 1
---
-- guide/inner/x.md --
# X
",
    );
    let page = Page::of(&built, "guide/index.html");
    assert_eq!(
        page.links(".list .card-title"),
        ["First -> last.html", "Start -> 2-start.html", "End -> 10-end.html", "X -> inner/x.html"]
    );
    let start = Page::of(&built, "guide/2-start.html");
    assert_eq!(start.links(".neighbours a"), ["Previous First -> last.html", "Next End -> 10-end.html"]);
    assert_eq!(start.links(".breadcrumbs a"), ["Home -> ../index.html", "Guide -> index.html"]);
    assert_sound(&built);
}
