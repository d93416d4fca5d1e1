//! The first page and every page's menu.

use crate::page::{Page, assert_sound};
use crate::support::built;

const SITE: &str = "
-- model.yaml --
kinds:
  note: {label: Note, plural: Notes, fields: {dated: {type: date}}}
  topic: {label: Topic, plural: Topics}
relations: {topics: {from: note, to: topic, facet: true}}
-- index.md --
---
title: The library
summary: What it is.
---
Welcome to [[a]].
-- notes/index.md --
---
title: All notes
entries: note
---
-- notes/a.md --
---
title: A
dated: 2014
topics: [water, fire]
---
-- notes/b.md --
---
title: B
topics: water
---
-- notes/c.md --
---
title: C
dated: 2012-05
---
[[b]]
-- topics/water.md --
---
title: Water
kind: topic
---
-- topics/fire.md --
---
title: Fire
kind: topic
---
";

#[test]
fn the_first_page_shows_facets_with_counts() {
    let built = built(SITE);
    let page = Page::of(&built, "index.html");
    assert_eq!(page.words("h1"), ["The library"]);
    assert_eq!(page.words(".block-topics .terms li"), ["Fire 1", "Water 2"]);
    assert!(page.words(".prose").concat().contains("Welcome to A."));
    assert_sound(&built);
}

#[test]
fn the_first_page_shows_what_the_site_asks_for() {
    let built = built(&format!("{SITE}-- site.yaml --\nhome: [note, topics]\ntitle: Site\n"));
    let page = Page::of(&built, "index.html");
    assert_eq!(page.words(".block .part-title"), ["Notes", "Topics"]);
    // By year; what is undated stands last.
    assert_eq!(page.links(".block-note .card-title"), ["C -> note/c.html", "A -> note/a.html", "B -> note/b.html"]);
    assert!(page.all(".list").is_empty());
    assert_sound(&built);
}

#[test]
fn the_menu_is_on_every_page() {
    let built = built(&format!("{SITE}-- site.yaml --\nmenu: [notes, water]\n"));
    // Nobody sees the page that keeps what readers choose.
    for path in built.paths(".html").into_iter().filter(|path| *path != "data/state.html") {
        let page = Page::of(&built, path);
        let titles = page.words(".menu li");
        assert_eq!(titles[..2], ["All notes", "Water"], "{path}");
    }
    assert_eq!(Page::of(&built, "topic/water.html").words(".menu [aria-current]"), ["Water"]);
    assert_sound(&built);
}

#[test]
fn without_a_menu_the_top_folders_are_one() {
    let built = built("-- README.md --\n-- guide/README.md --\n# Guide\n-- guide/in/README.md --\n-- loose/a.md --\n");
    assert_eq!(Page::of(&built, "index.html").links(".menu a"), ["Guide -> guide/index.html", "A to Z -> a-z.html"]);
}

#[test]
fn a_folder_without_a_page_of_its_own_has_a_list() {
    let built = built("-- loose/a.md --\n# A\n");
    assert_eq!(Page::of(&built, "loose/index.html").links(".list .card-title"), ["A -> a.html"]);
    assert_eq!(Page::of(&built, "index.html").links(".list .part-title a"), ["Loose -> loose/index.html"]);
    assert_sound(&built);
}
