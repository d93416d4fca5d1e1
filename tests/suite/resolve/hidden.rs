//! Drafts and what is for trainers only: not hidden in the site, but not in it.

use crate::support::{BUILT_IN, Built, build, built, check_links, sources};
use expect_test::expect;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

const SITE: &str = "
-- model.yaml --
kinds: {note: {}, topic: {}}
relations:
  topics: {from: note, to: topic, facet: true}
  tags: {to: topic, open: true}
-- index.md --
---
title: Home
---
See [[plan]], [the plan](notes/plan.md), [[guide|the guide]] and [[water]].
-- notes/plan.md --
---
kind: note
title: Secret zebra plan
summary: A zebra in few words.
aliases: [zebra-alias]
status: draft
topics: [water, zebra-topic]
tags: zebra-tag
---
The zebra text links to [[water]] and to ![z](zebra.png).
-- notes/guide.md --
---
kind: note
title: Zebra guide for trainers
audience: trainers
topics: water
---
-- zebra-drafts/only.md --
---
kind: note
title: Only a zebra
status: draft
---
-- notes/zebra.png --
zebra
-- topics/water.md --
---
kind: topic
title: Water
---
-- topics/zebra-topic.md --
---
kind: topic
title: Zebra topic
status: draft
---
";

fn with(scope: Scope) -> Built {
    build(sources(SITE), &BUILT_IN, scope, &mut Memos::default())
}

#[test]
fn a_draft_appears_nowhere() {
    let built = with(Scope::default());
    assert!(built.is_published(), "{}", built.findings());
    for (path, bytes) in &built.site {
        assert!(!path.contains("zebra"), "{path}");
        assert!(!String::from_utf8_lossy(bytes).to_lowercase().contains("zebra"), "{path} shows a draft");
    }
}

#[test]
fn a_link_to_a_draft_is_plain_text_and_a_finding() {
    let built = with(Scope::default());
    expect![[r#"
        index.md:4:5 warning[link-to-hidden] `plan` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
        index.md:4:15 warning[link-to-hidden] `notes/plan.md` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
        index.md:4:42 warning[link-to-hidden] `guide` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
        notes/zebra.png:1:1 warning[unused-file] no entry links to this file, so it is not published | link to it, or move it out of the content folder
    "#]].assert_eq(&built.findings());
    let page = built.page("index.html");
    assert!(page.contains("See plan, the plan, the guide and <a"), "{page}");
}

#[test]
fn drafts_are_shown_to_those_who_ask_for_them() {
    let drafts = with(Scope { drafts: true, trainers: false });
    assert!(drafts.page("note/plan.html").contains("Secret zebra plan"));
    assert!(!drafts.site.contains_key("note/guide.html"));
    let trainers = with(Scope { drafts: false, trainers: true });
    assert!(trainers.page("note/guide.html").contains("Zebra guide"));
    assert!(!trainers.site.contains_key("note/plan.html"));
}

#[test]
fn a_draft_is_known_to_be_one_by_any_of_its_names() {
    check_links(
        "
-- model.yaml --
kinds: {note: {}}
-- index.md --
---
title: Home
---
[[plan]] [[Secret plan]] [[old-plan]] [[my file]] [x](my%20file.md)
-- my file.md --
---
kind: note
id: plan
title: Secret plan
aliases: [old-plan]
status: draft
---
",
        expect![[r#"
            index.md: plan -> hidden
            index.md: Secret plan -> hidden
            index.md: old-plan -> hidden
            index.md: my file -> hidden
            index.md: my%20file.md -> hidden
            index.md:4:1 warning[link-to-hidden] `plan` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
            index.md:4:10 warning[link-to-hidden] `Secret plan` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
            index.md:4:26 warning[link-to-hidden] `old-plan` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
            index.md:4:39 warning[link-to-hidden] `my file` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
            index.md:4:51 warning[link-to-hidden] `my%20file.md` is not in this edition: a draft, or for another audience | publish it, or write the name without a link
        "#]],
    );
}

#[test]
fn a_draft_named_by_an_open_relation_gets_no_page() {
    let built = built(
        "
-- model.yaml --
kinds: {note: {}, topic: {}}
relations: {tags: {to: topic, open: true}}
-- a.md --
---
kind: note
title: A
tags: zebra
---
-- zebra.md --
---
kind: topic
title: Zebra
status: draft
---
",
    );
    assert!(built.findings().contains("a.md:4:7 warning[link-to-hidden]"), "{}", built.findings());
    assert!(!built.site.contains_key("topic/zebra.html"));
}

#[test]
fn drafts_of_other_generators_are_drafts_too() {
    let built = built("-- a.md --\n---\ntitle: A\ndraft: true\n---\n-- b.md --\n---\ndraft: false\n---\n");
    assert_eq!(built.paths("a.html"), Vec::<&str>::new());
    assert_eq!(built.paths("b.html"), ["b.html"]);
}
