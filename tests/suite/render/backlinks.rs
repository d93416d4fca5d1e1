//! Who mentions an entry, and in which words.

use crate::page::{Page, assert_sound};
use crate::support::built;

#[test]
fn a_page_shows_who_mentions_it_with_the_sentence_that_does() {
    let built = built(
        "
-- README.md --
# Home
-- from.md --
# From & to
Before. Heat <flows> from [[heat|warm *to* cold]]. After.
-- heat.md --
# Heat
",
    );
    let page = Page::of(&built, "heat.html");
    assert_eq!(page.links(".backlinks a"), ["From & to -> from.html"]);
    assert_eq!(page.words(".backlinks .sentence"), ["Heat <flows> from warm to cold."]);
    assert_eq!(page.words(".backlinks .sentence strong"), ["warm to cold"]);
    assert_sound(&built);
}

#[test]
fn an_entry_that_nobody_mentions_has_no_such_list() {
    let built = built("-- a.md --\n[[a]]\n");
    assert!(Page::of(&built, "a.html").all(".backlinks").is_empty());
}

#[test]
fn the_links_of_a_sentence_are_relative_to_the_page_that_shows_it() {
    let built = built(
        "
-- deep/er/from.md --
See [[heat]].
-- elsewhere/heat.md --
",
    );
    assert_eq!(Page::of(&built, "elsewhere/heat.html").links(".backlinks a"), ["From -> ../deep/er/from.html"]);
    assert_sound(&built);
}

#[test]
fn more_mentions_than_fit_go_on_elsewhere() {
    let from: String =
        (0..450).map(|n| format!("-- f/from-{n:03}.md --\n# From {n:03}\nSee [[heat]] here.\n")).collect();
    let built = built(&format!("-- heat.md --\n# Heat\n{from}"));
    assert_eq!(built.findings(), "");
    let on = |path: &str| Page::of(&built, path).all(".backlinks li").len();
    assert_eq!([on("heat.html"), on("heat/mentions-2.html"), on("heat/mentions-3.html")], [200, 200, 50]);
    let more = Page::of(&built, "heat.html").links(".backlinks .more a");
    assert_eq!(more, ["250 more entries -> heat/mentions-2.html"]);
    assert_sound(&built);
}

#[test]
fn many_mentions_are_folded_away_behind_the_first() {
    let site = |n: usize| {
        let from: String =
            (0..n).map(|n| format!("-- f/from-{n:03}.md --\n# From {n:03}\nSee [[heat]] here.\n")).collect();
        built(&format!("-- heat.md --\n# Heat\n{from}"))
    };
    let (few, many) = (site(12), site(15));
    assert!(Page::of(&few, "heat.html").all("details").is_empty());
    let page = Page::of(&many, "heat.html");
    assert_eq!(page.all(".backlinks > ul > li").len(), 12);
    assert_eq!(page.words(".backlinks details summary"), ["3 more entries"]);
    assert_eq!(page.all(".backlinks details li").len(), 3);
    assert_sound(&many);
}
