//! Kinds, ids, and finding an entry by any of its names.

use crate::support::{check_links, check_names};
use expect_test::expect;

#[test]
fn an_entry_is_named_by_its_id_else_by_its_file() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
relations: {see_also: {symmetric: true}}
-- index.md --
---
title: Home
---
-- practices/index.md --
---
title: All practices
entries: practice
---
-- practices/victims.md --
---
title: Victims
see_also: advocates
---
-- practices/02 Über uns.md --
---
title: Advocates
id: advocates
kind: article
---
-- practices/deep/er/inside.md --
---
title: Inside
see_also: advocates
---
",
        expect![[r#"
            index.md: home “Home” article -> index.html
            practices/index.md: practices “All practices” article -> article/practices.html
            practices/02 Über uns.md: advocates “Advocates” article -> article/advocates.html
            practices/victims.md: victims “Victims” practice -> practice/victims.html
            practices/deep/er/inside.md: inside “Inside” practice -> practice/inside.html
        "#]],
    );
}

#[test]
fn a_kind_may_have_a_folder_of_its_own() {
    check_names(
        "
-- model.yaml --
kinds: {article: {path: page}, practice: {path: good-practices}}
relations: {see_also: {symmetric: true}}
-- a.md --
---
title: A
kind: practice
see_also: b
---
-- b.md --
---
title: B
---
",
        expect![[r#"
            a.md: a “A” practice -> good-practices/a.html
            b.md: b “B” article -> page/b.html
        "#]],
    );
}

#[test]
fn a_kind_nobody_declared_is_named_with_the_nearest() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
-- a/index.md --
---
title: A
entries: practise
---
-- a/b.md --
---
title: B
kind: [practice]
---
[[index]]
-- a/c.md --
---
title: C
kind: something
---
[[b]] [[c]] [[a]]
-- d/index.md --
---
title: D
entries: [practice]
---
",
        expect![[r#"
            a/index.md: a “A” article -> article/a.html
            a/b.md: b “B” article -> article/b.html
            a/c.md: c “C” article -> article/c.html
            d/index.md: d “D” article -> article/d.html
            a/b.md:3:7 error[wrong-type] `kind:` is one word | write `kind: practice`
            a/b.md:5:1 error[ambiguous-link] `index` may be `a` or `d` | write `[[a]]` or `[[d]]`
            a/c.md:1:1 warning[orphan] nothing links to “C” | write `[[c]]` where a reader would look for it, or relate it to another entry
            a/c.md:3:7 error[unknown-kind] there is no kind `something` | known: article, practice
            a/index.md:3:10 error[unknown-kind] there is no kind `practise` | did you mean `practice`?
            d/index.md:3:10 error[wrong-type] `entries:` names one kind | write `entries: practice`
        "#]],
    );
}

#[test]
fn an_id_is_small_letters_digits_and_hyphens() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
-- a.md --
---
title: A
id: Rome C
---
[[b]]
-- b.md --
---
title: B
id: con
---
[[c]]
-- c.md --
---
title: C
id: a-very-long-identifier-that-nobody-would-ever-want-to-type-twice
---
[[d]]
-- d.md --
---
title: D
id: ../d
---
[[e]]
-- e.md --
---
title: E
id: -e
---
[[rome-c]]
",
        expect![[r#"
            a.md: rome-c “A” article -> article/rome-c.html
            b.md: con-1 “B” article -> article/con-1.html
            c.md: a-very-long-identifier-that-nobody-would-ever “C” article -> article/a-very-long-identifier-that-nobody-would-ever.html
            d.md: d “D” article -> article/d.html
            e.md: e “E” article -> article/e.html
            a.md:3:5 error[bad-id] `Rome C` cannot be an id | an id has small letters a to z, digits and hyphens; write `rome-c`
            b.md:3:5 error[bad-id] `con` cannot be an id | `con` is a device name on Windows; write `con-1` or another word
            c.md:3:5 error[bad-id] `a-very-long-identifier-that-nobody-would-ever-want-to-type-twice` cannot be an id | it is 64 characters long and may be 47; write `a-very-long-identifier-that-nobody-would-ever`
            d.md:3:5 error[bad-id] `../d` cannot be an id | an id has small letters a to z, digits and hyphens; write `d`
            e.md:3:5 error[bad-id] `-e` cannot be an id | an id has small letters a to z, digits and hyphens; write `e`
        "#]],
    );
}

#[test]
fn two_entries_of_one_id_are_an_error_that_names_both() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
-- a/heat.md --
---
title: Heat
---
[[heat]]
-- b/heat.md --
---
title: Heat again
---
-- c.md --
---
title: Other
id: heat
---
",
        expect![[r#"
            a/heat.md: heat “Heat” article -> article/heat.html
            a/heat.md:1:1 warning[orphan] nothing links to “Heat” | write `[[heat]]` where a reader would look for it, or relate it to another entry
            b/heat.md:1:1 error[duplicate-id] `heat` is the id of `a/heat.md` too | give one of them another `id:`
            c.md:3:5 error[duplicate-id] `heat` is the id of `a/heat.md` too | give one of them another `id:`
        "#]],
    );
}

#[test]
fn a_broken_head_keeps_its_names_so_that_neighbours_do_not_turn_red() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
relations: {part_of: {}}
-- a.md --
---
title: A
part_of: rome-c
---
See [[rome-c]].
-- b.md --
---
id: rome-c
kind: practice
title: Rome: victims
---
",
        expect![[r#"
            a.md: a “A” article -> article/a.html
            b.md: rome-c “Rome: victims” practice -> practice/rome-c.html
            b.md:4:1 error[yaml-syntax] a value with a colon in it needs quotes | write `title: "Rome: victims"`
        "#]],
    );
}

#[test]
fn an_entry_answers_to_id_alias_title_and_file_name() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- from.md --
---
title: From
---
[[rome-c]] [[Rome-C]] [[old-name]] [[An old name]] [[Victims & advocates]] [[victims and more]] [[Victims-And-More]]
-- victims and more.md --
---
id: rome-c
title: Victims & advocates
aliases: [old-name, An old name]
---
[[from]]
",
        expect![[r#"
            from.md: rome-c -> victims and more.md
            from.md: Rome-C -> victims and more.md
            from.md: old-name -> victims and more.md
            from.md: An old name -> victims and more.md
            from.md: Victims & advocates -> victims and more.md
            from.md: victims and more -> victims and more.md
            from.md: Victims-And-More -> victims and more.md
            victims and more.md: from -> from.md
        "#]],
    );
}

#[test]
fn an_id_goes_before_an_alias_before_a_title_before_a_file_name() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- from.md --
---
title: From
---
[[x]] [[y]] [[z]]
-- a.md --
---
title: A
id: x
---
-- b.md --
---
title: Y
aliases: [x2]
---
-- c.md --
---
title: X
aliases: [y]
---
-- z.md --
---
title: D
id: d
---
-- e.md --
---
title: Z
---
[[b]] [[d]]
",
        expect![[r#"
            e.md: b -> b.md
            e.md: d -> z.md
            from.md: x -> a.md
            from.md: y -> c.md
            from.md: z -> e.md
            from.md:1:1 warning[orphan] nothing links to “From” | write `[[from]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
}

#[test]
fn a_name_that_two_entries_share_is_ambiguous() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- from.md --
---
title: From
---
[[Heat]] [[a]] [[b]]
-- a.md --
---
title: Heat
---
[[from]]
-- b.md --
---
title: Heat
---
",
        expect![[r#"
            a.md: from -> from.md
            from.md: Heat -> unresolved
            from.md: a -> a.md
            from.md: b -> b.md
            from.md:4:1 error[ambiguous-link] `Heat` may be `a` or `b` | write `[[a]]` or `[[b]]`
        "#]],
    );
}

#[test]
fn names_of_signs_alone_do_not_find_each_other() {
    check_links(
        "
-- model.yaml --
kinds: {practice: {}}
-- from.md --
---
title: From
---
[[!!!]] [[a]]
-- a.md --
---
title: \"???\"
---
[[from]]
",
        expect![[r#"
            a.md: from -> from.md
            from.md: !!! -> unresolved
            from.md: a -> a.md
            from.md:4:1 error[unresolved-link] no entry is called `!!!`
        "#]],
    );
}

#[test]
fn the_title_is_the_heads_else_the_first_heading_else_the_files() {
    check_names(
        "
-- a.md --
---
title: \"  From the \\n head \"
---
# Heading
-- b.md --
# From the *heading* `x`
-- 03-getting_started.md --
Text.
-- 2024-report.md --
-- sub/README.md --
",
        expect![[r#"
            03-getting_started.md: 03-getting-started “Getting started” article -> 03-getting-started.html
            2024-report.md: 2024-report “2024 report” article -> 2024-report.html
            a.md: a “From the head” article -> a.html
            b.md: b “From the heading x” article -> b.html
            sub/README.md: sub “Sub” article -> sub/index.html
        "#]],
    );
}

#[test]
fn an_entry_without_a_title_is_reported_where_there_is_a_model() {
    check_names(
        "
-- model.yaml --
kinds: {practice: {}}
-- a-b.md --
[[c]]
-- c.md --
---
title: \"\"
---
[[a-b]]
",
        expect![[r#"
            a-b.md: a-b “A b” article -> article/a-b.html
            c.md: c “C” article -> article/c.html
            a-b.md:1:1 error[missing-title] this entry has no title | write `title: …` between two `---` lines
            c.md:2:1 error[missing-title] this entry has no title | write the title behind `title:`
        "#]],
    );
}
