//! Relations: what front matter says of how entries hang together.

use crate::support::{built, check_relations};
use expect_test::expect;

const MODEL: &str = "
-- model.yaml --
kinds: {practice: {}, actor: {}, theme: {}, document: {}}
relations:
  part_of: {from: practice, to: document, one: true}
  actors: {from: [practice, document], to: actor, facet: true}
  broader: {from: theme, to: theme, tree: true}
  contrasts_with: {from: practice, to: theme, symmetric: true}
  tags: {to: theme, open: true}
  see_also: {symmetric: true}
-- families.md --
---
kind: actor
title: Families
---
-- psychologists.md --
---
kind: actor
title: Psychologists
aliases: [therapists]
---
-- rome.md --
---
kind: document
title: Rome
see_also: [families, psychologists]
---
-- hague.md --
---
kind: document
title: The Hague
see_also: rome
---
";

fn check(entries: &str, expect: expect_test::Expect) {
    check_relations(&format!("{MODEL}{entries}"), expect);
}

#[test]
fn relations_name_entries_by_any_of_their_names() {
    check(
        "
-- a.md --
---
kind: practice
title: A
part_of: rome
actors: [families, Psychologists, ]
---
-- b.md --
---
kind: practice
title: B
part_of:
actors: therapists
---
",
        expect![[r#"
            a -part_of-> rome
            a -actors-> families
            a -actors-> psychologists
            b -actors-> psychologists
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
        "#]],
    );
}

#[test]
fn a_term_nobody_wrote_is_an_error_with_the_nearest_of_its_kind() {
    check(
        "
-- a.md --
---
kind: practice
title: A
actors: [family, psychologist, rhome]
part_of: rhome
---
",
        expect![[r#"
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:1:1 warning[orphan] nothing links to “A” | write `[[a]]` where a reader would look for it, or relate it to another entry
            a.md:4:10 error[unknown-term] there is no actor called `family` | did you mean `families`?
            a.md:4:18 error[unknown-term] there is no actor called `psychologist` | did you mean `psychologists`?
            a.md:4:32 error[unknown-term] there is no actor called `rhome`
            a.md:5:10 error[unknown-term] there is no document called `rhome` | did you mean `rome`?
        "#]],
    );
}

#[test]
fn an_entry_of_another_kind_is_an_error() {
    check(
        "
-- a.md --
---
kind: practice
title: A
actors: [rome]
part_of: families
---
",
        expect![[r#"
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:1:1 warning[orphan] nothing links to “A” | write `[[a]]` where a reader would look for it, or relate it to another entry
            a.md:4:10 error[wrong-kind] `rome` is of kind `document`; `actors` leads to `actor` | name an entry of kind `actor`
            a.md:5:10 error[wrong-kind] `families` is of kind `actor`; `part_of` leads to `document` | name an entry of kind `document`
        "#]],
    );
}

#[test]
fn a_name_that_two_entries_share_is_ambiguous_here_too() {
    check(
        "
-- a.md --
---
kind: practice
title: A
actors: [Judges, judges-2]
---
-- judges-1.md --
---
kind: actor
title: Judges
---
-- judges-2.md --
---
kind: actor
title: Judges
see_also: judges-1
---
",
        expect![[r#"
            a -actors-> judges-2
            hague -see_also-> rome
            judges-2 -see_also-> judges-1
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:10 error[ambiguous-name] `Judges` may be `judges-1` or `judges-2` | write `judges-1` or `judges-2`
        "#]],
    );
}

#[test]
fn a_relation_that_the_kind_does_not_have_is_an_error() {
    check(
        "
-- a.md --
---
kind: theme
title: A
actors: families
see_also: rome
---
",
        expect![[r#"
            a -see_also-> rome
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:1 error[impossible-relation] an entry of kind `theme` has no `actors` | it starts from: practice, document
        "#]],
    );
}

#[test]
fn one_is_one() {
    check(
        "
-- a.md --
---
kind: practice
title: A
part_of: [rome, hague]
---
",
        expect![[r#"
            a -part_of-> rome
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:17 error[too-many-targets] `part_of` leads to one entry, and here are 2 | keep the first
        "#]],
    );
}

#[test]
fn an_entry_is_not_related_to_itself() {
    check(
        "
-- a.md --
---
kind: practice
title: A
see_also: [a, rome]
---
",
        expect![[r#"
            a -see_also-> rome
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:12 error[self-relation] `a` is this entry itself | remove it
        "#]],
    );
}

#[test]
fn a_term_said_twice_counts_once() {
    check(
        "
-- a.md --
---
kind: practice
title: A
actors: [families, Families]
---
",
        expect![[r#"
            a -actors-> families
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:20 warning[repeated-term] `Families` stands in `actors` twice | keep one
        "#]],
    );
}

#[test]
fn a_relation_names_entries_and_not_groups() {
    check(
        "
-- a.md --
---
kind: practice
title: A
actors: [{name: families}, [psychologists], families]
part_of: {x: y}
---
",
        expect![[r#"
            a -actors-> families
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            a.md:4:10 error[wrong-type] `actors` names entries; this is a group of keys | write `actors: [this, that]`
            a.md:4:28 error[wrong-type] `actors` names entries; this is a list | write `actors: [psychologists]`
            a.md:5:10 error[wrong-type] `part_of` names entries; this is a group of keys | write `part_of: [this, that]`
        "#]],
    );
}

#[test]
fn a_tree_has_no_circles() {
    check(
        "
-- a.md --
---
kind: theme
title: A
broader: b
---
-- b.md --
---
kind: theme
title: B
broader: c
---
-- c.md --
---
kind: theme
title: C
broader: [d, a]
---
-- d.md --
---
kind: theme
title: D
broader: d2
---
-- d2.md --
---
kind: theme
title: D2
broader: d
---
-- e.md --
---
kind: theme
title: E
broader: a
---
",
        expect![[r#"
            a -broader-> b
            b -broader-> c
            c -broader-> d
            c -broader-> a
            d -broader-> d2
            d2 -broader-> d
            e -broader-> a
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            c.md:4:10 error[relation-cycle] `broader` goes round in a circle: a → b → c → a | take one of these steps out
            d2.md:4:10 error[relation-cycle] `broader` goes round in a circle: d → d2 → d | take one of these steps out
        "#]],
    );
}

#[test]
fn a_long_chain_of_broader_terms_ends() {
    let chain: String = (0..20_000)
        .map(|n| format!("-- t{n}.md --\n---\nkind: theme\ntitle: T{n}\nbroader: t{}\n---\n", (n + 1) % 20_000))
        .collect();
    let read = crate::support::library(&format!("{MODEL}{chain}"));
    let cycles = read.diagnostics.iter().filter(|finding| finding.code == "relation-cycle");
    assert_eq!(cycles.count(), 1);
}

#[test]
fn a_symmetric_relation_may_be_written_at_either_end() {
    check(
        "
-- a.md --
---
kind: practice
title: A
contrasts_with: t
---
-- t.md --
---
kind: theme
title: T
contrasts_with: a
---
",
        expect![[r#"
            a -contrasts_with-> t
            hague -see_also-> rome
            rome -see_also-> families
            rome -see_also-> psychologists
            t -contrasts_with-> a
        "#]],
    );
}

#[test]
fn a_term_of_an_open_relation_needs_no_entry() {
    let built = built(&format!(
        "{MODEL}
-- a.md --
---
kind: practice
title: A
tags: [Clean water, clean-water, heat]
---
-- b.md --
---
kind: practice
title: B
tags: [Clean water, rome]
---
-- heat.md --
---
kind: theme
title: Heat
---
"
    ));
    expect![[r#"
        a.md:4:21 warning[repeated-term] `clean-water` stands in `tags` twice | keep one
    "#]]
    .assert_eq(&built.findings());
    let pages = built.paths(".html");
    let terms: Vec<_> = pages.iter().filter(|path| path.starts_with("theme/")).collect();
    expect![[r#"["theme/clean-water.html", "theme/heat.html", "theme/rome.html"]"#]].assert_eq(&format!("{terms:?}"));
    assert!(built.page("theme/clean-water.html").contains("Clean water"));
}

#[test]
fn two_open_relations_that_name_the_same_term_lead_to_one_page() {
    let built = built(
        "
-- model.yaml --
kinds: {note: {}, topic: {}}
relations:
  tags: {to: topic, open: true}
  topics: {to: topic, open: true}
-- a.md --
---
kind: note
title: A
tags: water
topics: water
---
",
    );
    assert_eq!(built.collisions, Vec::<String>::new());
    assert_eq!(built.findings(), "");
}

#[test]
fn an_open_term_cannot_take_the_address_of_an_entry() {
    // `salt-water` is the id of an entry of that kind, and `Salt  water!` folds to the same address.
    let built = built(
        "
-- model.yaml --
kinds: {note: {}, topic: {}}
relations: {tags: {to: topic, open: true}}
-- a.md --
---
kind: note
title: A
tags: [\"Salt  water!\", \"a-very-long-name-of-a-term-that-is-cut-at-forty-seven\", \"a-very-long-name-of-a-term-that-is-cut-at-forty-seven-too\"]
---
-- salt-water.md --
---
kind: topic
title: Brine
---
",
    );
    assert_eq!(built.collisions, Vec::<String>::new());
}
