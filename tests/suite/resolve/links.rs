//! Where links of bodies lead in a library with a model.

use crate::support::{built, check_findings, check_links};
use expect_test::expect;

#[test]
fn an_unresolved_link_is_an_error_with_the_nearest_name() {
    check_findings(
        "
-- model.yaml --
kinds: {practice: {}}
-- heat.md --
---
title: Heat
---
as [[entropie]] grows

and [entropy](entropie.md) or [entropy](entropy) or [x](nothing-like-it.md)
-- entropy.md --
---
title: Entropy
---
[[heat]]
",
        expect![[r#"
            heat.md:4:4 error[unresolved-link] no entry is called `entropie` | did you mean `entropy`?
            heat.md:6:5 error[unresolved-link] there is no file `entropie.md` | did you mean `entropy`?
            heat.md:6:53 error[unresolved-link] there is no file `nothing-like-it.md`
        "#]],
    );
}

#[test]
fn a_fragment_is_held_against_the_headings_of_its_target() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- a.md --
---
title: A
---
[[b#first-law]] [[b#First Law]] [[b#frist-law]] [text](b.md#named) [[b#the-title]] [[#here]] [[#gone]]

## Here
-- b.md --
# The title

## First law

## Second law {#named}

[[a]] [[b#]]
",
        expect![[r#"
            a.md: b#first-law -> b.md#first-law
            a.md: b#First Law -> b.md#first-law
            a.md: b#frist-law -> b.md
            a.md: b.md#named -> b.md#named
            a.md: b#the-title -> b.md#the-title
            a.md: #here -> a.md#here
            a.md: #gone -> a.md
            b.md: a -> a.md
            b.md: b# -> b.md
            a.md:4:33 error[unresolved-fragment] “The title” has no heading `#frist-law` | did you mean `first-law`?
            a.md:4:94 error[unresolved-fragment] “A” has no heading `#gone` | leave out what follows `#`, or give the heading `{#name}`
        "#]],
    );
}

#[test]
fn only_addresses_that_a_browser_should_open_are_links() {
    let built = built(
        "
-- model.yaml --
kinds: {practice: {}}
-- a.md --
---
title: A
---
[a](javascript:alert(1)) [b](JavaScript:alert(1)) [c](data:text/html,x) [d](file:///etc/passwd) [e](//example.org/x)
[f](vbscript:x) <javascript:alert(2)> ![g](javascript:alert(3)) [h](tel:+123) [i](MAILTO:a@b.c) [j](C:\\\\x)
[k](java&#115;cript:alert(4)) [l]( javascript:alert(5)) [m](\tjavascript:alert(6)) [n](%6Aavascript:alert(7)) [[javascript:alert(8)]]
[[b]]
-- b.md --
---
title: B
---
[[a]]
",
    );
    expect![[r#"
        a.md:4:1 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:4:26 error[link-scheme] a link cannot begin with `JavaScript:` | begin it with https:, mailto: or tel:
        a.md:4:51 error[link-scheme] a link cannot begin with `data:` | begin it with https:, mailto: or tel:
        a.md:4:73 error[link-scheme] this address is that of a file on your own computer; nobody else can open it | put the file beside the entry, and write `passwd`
        a.md:4:97 error[link-scheme] an address cannot begin with `//`: from a stick it leads nowhere | write `https://example.org/x`
        a.md:5:1 error[link-scheme] a link cannot begin with `vbscript:` | begin it with https:, mailto: or tel:
        a.md:5:17 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:5:39 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:5:97 error[link-scheme] this address is that of a file on your own computer; nobody else can open it | put the file beside the entry, and write `x`
        a.md:6:1 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:6:31 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:6:57 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
        a.md:6:83 error[unresolved-link] there is no file `%6Aavascript:alert(7)`
        a.md:6:110 error[link-scheme] a link cannot begin with `javascript:` | begin it with https:, mailto: or tel:
    "#]]
    .assert_eq(&built.findings());
    let page = built.page("article/a.html");
    assert!(!page.to_lowercase().contains("href=\"javascript"), "{page}");
    assert!(!page.contains("file:///etc") && !page.contains("href=\"data:") && !page.contains("href=\"//"), "{page}");
}

#[test]
fn a_link_that_leads_nowhere_at_all_is_reported() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- a.md --
---
title: A
---
[a]() [b](#) [c](<>) [[b]]
-- b.md --
---
title: B
---
[[a]]
",
        expect![[r#"
            a.md:  -> unresolved
            a.md: # -> unresolved
            a.md:  -> unresolved
            a.md: b -> b.md
            b.md: a -> a.md
            a.md:4:1 warning[empty-link] this link leads nowhere | write where it leads, or take the brackets away
            a.md:4:7 warning[empty-link] this link leads nowhere | write where it leads, or take the brackets away
            a.md:4:14 warning[empty-link] this link leads nowhere | write where it leads, or take the brackets away
        "#]],
    );
}

#[test]
fn files_beside_entries_are_published_when_somebody_links_to_them() {
    let built = built(
        "
-- model.yaml --
kinds: {practice: {}}
-- a.md --
---
title: A
---
![A graph](<pictures/My Graph.PNG>) [the report](pictures/report.pdf) [[b]]
-- b.md --
---
title: B
---
[[a]]
-- pictures/My Graph.PNG --
png
-- pictures/report.pdf --
pdf
-- pictures/unused.pdf --
pdf
",
    );
    expect![[r#"
        pictures/unused.pdf:1:1 warning[unused-file] no entry links to this file, so it is not published | link to it, or move it out of the content folder
    "#]].assert_eq(&built.findings());
}

#[test]
fn a_file_is_found_by_its_address_with_spaces_written_as_browsers_do() {
    check_links(
        "
-- a.md --
![A graph](pictures/My%20Graph.png) ![same](<pictures/My Graph.png>) [[pictures/My Graph.png]]
-- pictures/My Graph.png --
png
",
        expect![[r#"
            a.md: pictures/My%20Graph.png -> file pictures/my-graph.png
            a.md: pictures/My Graph.png -> file pictures/my-graph.png
            a.md: pictures/My Graph.png -> file pictures/my-graph.png
        "#]],
    );
}

#[test]
fn two_files_that_would_share_an_address_are_reported() {
    check_links(
        "
-- a.md --
![one](<A b.png>) ![two](a-b.png)
-- A b.png --
1
-- a-b.png --
2
",
        expect![[r#"
            a.md: A b.png -> file a-b.png
            a.md: a-b.png -> unresolved
            a.md:1:19 error[address-collision] `A b.png` and `a-b.png` would have the address `a-b.png` | rename one of them
        "#]],
    );
}

#[test]
fn a_picture_that_runs_is_not_published() {
    let scripts = [
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=\"alert(1)\"></svg>",
        "<svg\nonload=\"alert(1)\"></svg>",
        "<svg\tonload = 'alert(1)'></svg>",
        "<svg/onload=alert(1)></svg>",
        "<svg><a href=\"JavaScript:alert(1)\"/></svg>",
        "<svg><foreignObject/></svg>",
        "<SVG:SCRIPT>alert(1)</SVG:SCRIPT>",
    ];
    for svg in scripts {
        let built = built(&format!("-- a.md --\n![x](x.svg)\n-- x.svg --\n{svg}\n"));
        assert!(built.findings().contains("warning[svg-script]"), "published: {svg}");
        assert!(!built.paths(".svg").contains(&"x.svg"));
        assert!(!built.page("a.html").contains("x.svg"), "shown: {svg}");
    }
    let modelled =
        built("-- model.yaml --\nkinds: {note: {}}\n-- a.md --\n![x](x.svg)\n-- x.svg --\n<svg onload=\"a()\"/>\n");
    assert!(modelled.findings().contains("error[svg-script]"), "{}", modelled.findings());
    let sound = built("-- a.md --\n![x](x.svg)\n-- x.svg --\n<svg><title>only on = a button</title></svg>\n");
    assert_eq!(sound.findings(), "");
    assert!(sound.paths(".svg").contains(&"x.svg"));
}

#[test]
fn backlinks_are_links_turned_round_each_entry_once() {
    let built = built(
        "
-- a.md --
[[b]] [[b|again]] [[a]] [[c]]
-- b.md --
[[c]]
-- c.md --
",
    );
    let library = &built.library;
    let mut shown = String::new();
    for id in library.ids() {
        for backlink in &library.node(id).backlinks {
            shown.push_str(&format!(
                "{} <- {} by link {}\n",
                library[id].id, library[backlink.from].id, backlink.link.0
            ));
        }
    }
    expect![[r#"
        b <- a by link 0
        c <- a by link 3
        c <- b by link 0
    "#]]
    .assert_eq(&shown);
}

#[test]
fn thousands_of_unresolved_links_end_soon_and_are_all_told() {
    let links: String = (0..3_000).map(|n| format!("[[gone {n}]]\n")).collect();
    let entries: String = (0..300).map(|n| format!("-- entry-{n}.md --\n")).collect();
    let built = built(&format!("-- a.md --\n{links}{entries}"));
    assert_eq!(built.findings().matches("[unresolved-link]").count(), 3_000);
}
