//! Texts of other entries, shown in place.

use crate::page::{Page, assert_sound};
use crate::support::{Built, built};

const SITE: &str = "
-- index.md --
# Home
Before.

![[heat#flow]]

After.
-- deep/er/heat.md --
# Heat
All of [it](../../cold.md)[^1]. See [the flow](#flow).

## Flow {#flow}

Heat flows *down*, see [[cold]] and [here](#flow)[^1].

### Deeper

More.

| a | b |
|---|---|
| 1 | 2 |

## Other

Not shown there.

[^1]: A note.
-- cold.md --
# Cold
## Inner

![[heat]]
";

#[test]
fn a_passage_is_shown_where_it_is_asked_for_with_its_source() {
    let built = built(SITE);
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "index.html");
    assert_eq!(page.words(".prose > p"), ["Before.", "After."]);
    assert_eq!(page.words(".included"), ["Flow Heat flows down, see Cold and here. Deeper More. ab 12 From: Heat"]);
    assert_eq!(page.links(".included-from a"), ["Heat -> deep/er/heat.html#flow"]);
    assert_sound(&built);
}

#[test]
fn links_of_a_passage_are_relative_to_the_page_that_shows_it() {
    let built = built(SITE);
    let page = Page::of(&built, "index.html");
    assert_eq!(
        page.links(".included > p:not(.included-from) a"),
        ["Cold -> cold.html", "here -> deep/er/heat.html#flow"]
    );
    let page = Page::of(&built, "cold.html");
    assert_eq!(page.links(".included p a")[..2], ["it -> cold.html", "the flow -> deep/er/heat.html#flow"]);
}

#[test]
fn a_passage_brings_no_ids_and_no_marks_of_footnotes() {
    let built = built(SITE);
    for path in ["index.html", "cold.html"] {
        let page = Page::of(&built, path);
        assert!(page.all(".included [id]").is_empty(), "{path}");
        assert!(page.all(".included .footnote-ref, .included .footnotes, .included .anchor").is_empty(), "{path}");
    }
}

#[test]
fn headings_of_a_passage_fit_the_heading_they_stand_under() {
    let built = built(SITE);
    let home = Page::of(&built, "index.html");
    assert_eq!((home.words(".included h2"), home.words(".included h3")), (vec!["Flow".into()], vec!["Deeper".into()]));
    let cold = Page::of(&built, "cold.html");
    assert_eq!(cold.words(".included h3"), ["Flow", "Other"]);
    assert_eq!(cold.words(".included h4"), ["Deeper"]);
}

#[test]
fn whoever_shows_a_text_is_among_those_that_mention_it() {
    let built = built(SITE);
    let page = Page::of(&built, "deep/er/heat.html");
    assert_eq!(page.links(".backlinks a"), ["Home -> ../../index.html", "Cold -> ../../cold.html"]);
    assert_eq!(page.words(".backlinks .card-status"), ["this text is shown there"; 2]);
}

#[test]
fn a_picture_is_still_a_picture() {
    let built =
        built("-- a.md --\nWords.\n\n![[p.png]]\n\n![[p.png|A graph]]\n\nIn ![[p.png]] line.\n-- p.png --\np\n");
    assert_eq!(built.findings(), "");
    let page = built.page("a.html");
    assert!(page.contains("<p><img src=\"p.png\" alt=\"p.png\" loading=\"lazy\"></p>"), "{page}");
    assert!(page.contains("<p><img src=\"p.png\" alt=\"A graph\" loading=\"lazy\"></p>"), "{page}");
    assert_sound(&built);
}

#[test]
fn a_text_in_another_language_says_which() {
    let built = built(
        "
-- site.yaml --
languages: [en, ar]
-- index.md --
# Home

![[water]]
-- water.ar.md --
# ماء

نص عن الماء.
",
    );
    assert_eq!(built.findings(), "");
    let page = built.page("index.html");
    assert!(page.contains("<div class=\"included\">\n<div lang=\"ar\" dir=\"rtl\">\n<p>نص"), "{page}");
    assert!(page.contains("hreflang=\"ar\" title=\"In Arabic\" lang=\"ar\">ماء</a></p>"), "{page}");
}

#[test]
fn texts_within_texts_are_shown_too() {
    let built = built("-- a.md --\n![[b]]\n-- b.md --\nIn b.\n\n![[c]]\n-- c.md --\n## Part\n\nIn c.\n");
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "a.html");
    assert_eq!(page.words(".included .included"), ["Part In c. From: C"]);
    assert_eq!(page.links(".included-from a"), ["C -> c.html", "B -> b.html"]);
    assert_sound(&built);
}

fn shown(built: &Built, path: &str) -> Vec<String> {
    Page::of(built, path).words(".prose")
}

#[test]
fn what_cannot_be_shown_in_place_is_a_link() {
    let built = built("-- a.md --\n# A\n![[b]] within.\n\n- ![[b]]\n-- b.md --\n# B\n![[a]]\n");
    assert_eq!(shown(&built, "a.html"), ["B within. B"]);
    assert_eq!(Page::of(&built, "a.html").links(".prose a"), ["B -> b.html"; 2]);
}

#[test]
fn what_is_not_in_this_edition_leaves_no_trace() {
    let built = built(
        "-- a.md --\n# A\nBefore.\n\n![[secret-plan]]\n\nAfter.\n-- secret-plan.md --\n---\nstatus: draft\n---\nZebra.\n",
    );
    assert_eq!(shown(&built, "a.html"), ["Before. After."]);
    for (path, bytes) in &built.site {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("zebra") && !text.contains("secret-plan"), "{path}");
    }
}
