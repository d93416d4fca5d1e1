//! Texts shown in place: those that cannot be.

use crate::support::{built, check_findings};
use expect_test::expect;

#[test]
fn a_text_that_would_show_itself_is_refused_once() {
    check_findings(
        "
-- model.yaml --
kinds: {note: {}}
-- a.md --
---
title: A
---
![[b]]
-- b.md --
---
title: B
---
Words.

![[c]]
-- c.md --
---
title: C
---
![[a]]
-- d.md --
---
title: D
---
![[d]]
",
        expect![[r#"
            c.md:4:1 error[transclusion-cycle] this text would hold itself: a → b → c → a | write one of these as a link: take away the `!`
            d.md:1:1 warning[orphan] nothing links to “D” | write `[[d]]` where a reader would look for it, or relate it to another entry
            d.md:4:1 error[transclusion-cycle] this text would hold itself: d → d | write one of these as a link: take away the `!`
        "#]],
    );
}

#[test]
fn two_entries_may_show_passages_of_each_other() {
    check_findings(
        "
-- a.md --
# A
## One

![[b#two]]

## Two

Words of a.
-- b.md --
# B
## One

![[a#two]]

## Two

Words of b.
",
        expect![[r#""#]],
    );
}

#[test]
fn a_passage_that_comes_round_to_itself_is_refused() {
    check_findings(
        "
-- a.md --
# A
## One

![[b#two]]
-- b.md --
# B
## Two

![[a#one]]
",
        expect![[r#"
            a.md:4:1 warning[transclusion-cycle] this text would hold itself: b#two → a#one → b#two | write one of these as a link: take away the `!`
        "#]],
    );
}

#[test]
fn a_text_is_shown_in_place_only_as_a_paragraph_of_its_own() {
    check_findings(
        "
-- a.md --
See ![[b]] there.

- ![[b]]

> ![[b]]
-- b.md --
",
        expect![[r#"
            a.md:1:5 warning[inline-transclusion] `![[b]]` is shown as a link: it stands within other text | write it as a paragraph of its own, with empty lines around, or without the `!`
            a.md:3:3 warning[inline-transclusion] `![[b]]` is shown as a link: it stands within other text | write it as a paragraph of its own, with empty lines around, or without the `!`
            a.md:5:3 warning[inline-transclusion] `![[b]]` is shown as a link: it stands within other text | write it as a paragraph of its own, with empty lines around, or without the `!`
        "#]],
    );
}

#[test]
fn what_is_to_be_shown_is_found_like_any_link() {
    check_findings(
        "
-- a.md --
![[nobody]]

![[b#nowhere]]

![[draft]]

![[gone.png]]
-- b.md --
-- draft.md --
---
status: draft
---
",
        expect![[r#"
            a.md:1:1 warning[unresolved-link] no entry is called `nobody`
            a.md:3:1 warning[unresolved-fragment] “B” has no heading `#nowhere` | leave out what follows `#`, or give the heading `{#name}`
            a.md:5:1 warning[link-to-hidden] `draft` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
            a.md:7:1 warning[unresolved-link] there is no file `gone.png`
        "#]],
    );
}

#[test]
fn texts_within_texts_end_at_what_a_page_can_hold() {
    let chain: String = (0..2_000).map(|n| format!("-- n{n:04}.md --\nText {n}.\n\n![[n{:04}]]\n", n + 1)).collect();
    let many: String = (0..150).map(|_| "![[leaf]]\n\n".to_owned()).collect();
    let site = format!(
        "{chain}-- n2000.md --\nEnd.\n-- leaf.md --\nLeaf.\n-- wide.md --\n{many}-- wider.md --\n![[wide]]\n\n![[wide]]\n"
    );
    let built = built(&site);
    let said = built.findings();
    let deep = said.lines().filter(|line| line.contains("[deep-transclusion]")).count();
    assert_eq!(deep, 2_000 / 8 + 1, "{said}");
    assert!(said.contains("wider.md:3:1 warning[deep-transclusion]"), "{said}");
    let pages = built.site.iter().filter(|(path, _)| path.ends_with(".html"));
    let most = pages.map(|(_, bytes)| bytes.len()).max();
    assert!(most < Some(100_000), "{most:?}");
}
