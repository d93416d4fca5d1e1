//! Pages of the site's own: what changed, about this copy.

use crate::page::{Page, assert_sound};
use crate::support::built;

const SITE: &str = "
-- site.yaml --
title: Library
languages: [en, fr]
-- index.md --
---
title: Home
reviewed: 2026-05-30
---
-- old.md --
---
title: Old
reviewed: 2025
---
-- new.md --
---
title: New
reviewed: 2026-05-14
---
-- new.fr.md --
---
title: Nouveau
reviewed: 2026-05-20
---
-- month.md --
---
title: Month
reviewed: 2026-05
---
-- never.md --
# Never
";

#[test]
fn what_was_reviewed_stands_by_month_the_newest_first() {
    let built = built(SITE);
    assert_sound(&built);
    let page = Page::of(&built, "changes.html");
    assert_eq!(page.words("h2"), ["May 2026 2", "2025 1"]);
    assert_eq!(page.links("main .card-title"), ["New -> new.html", "Month -> month.html", "Old -> old.html"]);
    assert_eq!(page.words("main time"), ["14 May 2026", "May 2026", "2025"]);
    let page = Page::of(&built, "fr/changes.html");
    let links = ["Nouveau -> new.html", "Month -> ../month.html", "Old -> ../old.html"];
    assert_eq!(page.links("main .card-title"), links);
    assert_eq!(page.words("main .card-lang"), ["En anglais", "En anglais"]);
}

#[test]
fn the_first_page_names_the_three_newest_changes() {
    let built = built(SITE);
    let page = Page::of(&built, "index.html");
    assert_eq!(page.links(".block-changes h2 a"), ["What changed -> changes.html"]);
    assert_eq!(page.links(".block-changes li a"), ["New -> new.html", "Month -> month.html", "Old -> old.html"]);
}

#[test]
fn where_nothing_was_reviewed_nothing_is_said_of_changes() {
    let built = built("-- index.md --\n# Home\n-- a.md --\n# A\n");
    assert_sound(&built);
    assert!(built.paths("changes.html").is_empty());
    assert!(!built.page("index.html").contains("What changed"));
    assert_eq!(
        Page::of(&built, "a.html").links(".footer-links a").last().unwrap(),
        "About this copy -> about-this-copy.html"
    );
}

#[test]
fn many_changes_stand_on_several_pages() {
    let entries: String = (0..450).map(|n| format!("-- e{n}.md --\n---\nreviewed: 2026-05\n---\n# E {n}\n")).collect();
    let built = built(&entries);
    assert_sound(&built);
    let on = |path: &str| Page::of(&built, path).all("main li.card").len();
    assert_eq!(["changes.html", "changes/entries-2.html", "changes/entries-3.html"].map(on), [200, 200, 50]);
    assert_eq!(Page::of(&built, "changes/entries-3.html").words("h2"), ["May 2026 450"]);
}

#[test]
fn a_copy_says_what_it_is() {
    let built = built(SITE);
    let page = Page::of(&built, "about-this-copy.html");
    assert_eq!(
        page.words(".kin dd")[..5],
        [
            "Library",
            "Before the first edition: addresses may still change",
            "English 5 entries",
            "French 1 entry",
            "30 May 2026"
        ]
    );
    assert_eq!(page.words("tbody tr"), ["Pages51"]);
    assert!(page.links(".prose li a").contains(&"data/entries.json -> data/entries.json".to_owned()));
    let page = Page::of(&built, "fr/about-this-copy.html");
    assert!(page.links(".prose li a").contains(&"data/entries.json -> ../data/entries.json".to_owned()));
}

#[test]
fn the_fingerprint_stands_for_what_was_written() {
    let fingerprint = |site: &str| Page::of(&built(site), "about-this-copy.html").words(".fingerprint");
    let first = fingerprint(SITE);
    assert_eq!(first[0].len(), 19, "{first:?}");
    assert_eq!(first, fingerprint(SITE));
    assert_ne!(first, fingerprint(&SITE.replace("# Never", "# Never mind")));
    assert_ne!(first, fingerprint(&SITE.replace("title: Library", "title: Other")));
}
