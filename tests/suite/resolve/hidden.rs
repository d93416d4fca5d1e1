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

/// A guide for trainers that everything leads to: links, relations, a text shown in place, a term, a file, a redirect.
const GUIDE: &str = "
-- site.yaml --
languages: [en, fr]
base_url: https://example.org/
menu: [notes]
-- model.yaml --
kinds:
  note: {label: Note, number: number, fields: {number: {type: integer}, remark: {type: markdown}}}
  topic: {label: Topic}
  term: {label: Term, glossary: true}
relations:
  topics: {from: note, to: topic, facet: true, inverse: On this}
  elaborates: {to: note, inline: true, inverse: Elaborated by}
  part_of: {one: true, ordered: true, inverse: Contains}
  contrasts_with: {symmetric: true, contrast: true}
-- index.md --
---
title: Home
---
See [[open]]. Walrus is a word that only trainers have explained.
-- notes/index.md --
---
title: Notes
entries: note
---
-- notes/open.md --
---
title: Open note
topics: sea
remark: See [[guide]].
---
## Part

See [[guide|the guide]].

![[guide]]

![[guide#walrus-part]]
-- notes/open.fr.md --
---
title: Note ouverte
---
## Partie

![[guide]]
-- notes/guide.md --
---
title: Walrus guide
short: Walrus
summary: Walrus summary.
audience: trainers
aliases: [walrus-alias]
also_known_as: [walrus words]
topics: [sea, walrus-topic]
elaborates: open
part_of: open
number: 77
remark: A walrus remark.
---
## Walrus part

Walrus text, see [[open]] and ![w](walrus.png).
-- notes/guide.fr.md --
---
title: Guide du walrus
---
Texte du walrus, voir [[open]].
-- elsewhere/morse.fr.md --
---
id: guide-two
kind: note
title: Encore un walrus
---
-- notes/guide-two.md --
---
title: Second walrus
audience: trainers
---
-- notes/walrus.png --
walrus
-- topics/sea.md --
---
kind: topic
title: Sea
---
-- topics/walrus-topic.md --
---
kind: topic
title: Walrus topic
audience: trainers
---
-- terms/tusk.md --
---
kind: term
title: Tusk
summary: A tooth.
contrasts_with: walrus
---
-- terms/walrus.md --
---
kind: term
title: Walrus
summary: A beast with a tusk.
audience: trainers
---
";

#[test]
fn what_is_for_trainers_leaves_no_trace_in_what_is_for_everyone() {
    let built = build(sources(GUIDE), &BUILT_IN, Scope::default(), &mut Memos::default());
    assert!(built.is_published(), "{}", built.findings());
    assert!(built.site.len() > 20, "{:?}", built.site.keys());
    for (path, bytes) in &built.site {
        assert!(!path.contains("walrus") && !path.contains("guide") && !path.contains("morse"), "{path}");
        // What an author of a public page wrote in its own words is public.
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let text = text.replace("walrus is a word that only trainers have explained", "");
        assert!(!text.contains("walrus"), "{path} tells of it");
    }
    crate::page::assert_sound(&built);
    let page = crate::page::Page::of(&built, "note/open.html");
    assert_eq!(page.words(".prose"), ["Part # See the guide."]);
    assert_eq!(page.links(".backlinks a"), ["Home -> ../index.html"]);
    assert!(page.all("details, .included, .entry-rest .relation").is_empty(), "no count, no empty frame");
}

#[test]
fn trainers_see_it_marked_as_theirs() {
    let built = build(sources(GUIDE), &BUILT_IN, Scope { drafts: false, trainers: true }, &mut Memos::default());
    assert!(built.is_published(), "{}", built.findings());
    crate::page::assert_sound(&built);
    let notice = "For trainers. This page is left out of what is published for everyone; please do not pass it on to participants.";
    for path in ["note/guide.html", "term/walrus.html", "topic/walrus-topic.html"] {
        assert_eq!(crate::page::Page::of(&built, path).words(".notice"), [notice], "{path}");
    }
    assert!(crate::page::Page::of(&built, "note/open.html").all(".notice").is_empty());
    assert!(built.page("fr/note/guide.html").contains("Pour les formateurs."));
    assert!(built.page("note/open.html").contains("<span class=\"card-status\">for trainers</span>"));
    assert!(built.page("index.html").contains("class=\"term\""));
}

#[test]
fn an_audience_that_nobody_knows_is_an_error_and_publishes_nothing() {
    let built = built("-- model.yaml --\nkinds: {note: {}}\n-- index.md --\n---\ntitle: A\naudience: trainer\n---\n");
    assert_eq!(
        built.findings(),
        "index.md:3:11 error[unknown-value] `audience` cannot be `trainer` | did you mean `trainers`?\n"
    );
    assert!(!built.is_published());
}
