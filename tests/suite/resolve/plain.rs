//! A folder of Markdown without any configuration.

use crate::support::{built, check_links, check_names};
use expect_test::expect;

#[test]
fn a_plain_folder_takes_its_addresses_from_its_paths() {
    check_names(
        "
-- README.md --
# The folder
-- Getting Started.md --
-- Grundlagen/Wärme & Arbeit.md --
-- guide/README.md --
-- guide/index.md --
-- guide/10-end.md --
-- guide/2-start.md --
-- docs/_index.md --
",
        expect![[r#"
            README.md: home “The folder” article -> index.html
            Getting Started.md: getting-started “Getting Started” article -> getting-started.html
            Grundlagen/Wärme & Arbeit.md: grundlagen/warme-arbeit “Wärme & Arbeit” article -> grundlagen/warme-arbeit.html
            docs/_index.md: docs “Docs” article -> docs/index.html
            guide/index.md: guide “Guide” article -> guide/index.html
            guide/2-start.md: guide/2-start “Start” article -> guide/2-start.html
            guide/10-end.md: guide/10-end “End” article -> guide/10-end.html
            guide/README.md: guide/readme “README” article -> guide/readme.html
        "#]],
    );
}

#[test]
fn long_names_that_begin_alike_keep_two_addresses() {
    check_names(
        "
-- custom-entry-element-for-custom-control-for-configuration-format.md --
-- custom-entry-element-for-custom-control-for-view-format.md --
-- a-name-of-forty-seven-signs-is-left-as-it-stand.md --
-- a-folder-whose-name-is-too-long-to-be-an-address-by-itself/a.md --
",
        expect![[r#"
            a-name-of-forty-seven-signs-is-left-as-it-stand.md: a-name-of-forty-seven-signs-is-left-as-it-stand “A name of forty seven signs is left as it stand” article -> a-name-of-forty-seven-signs-is-left-as-it-stand.html
            custom-entry-element-for-custom-control-for-configuration-format.md: custom-entry-element-for-custom-control-9vi9i “Custom entry element for custom control for configuration format” article -> custom-entry-element-for-custom-control-9vi9i.html
            custom-entry-element-for-custom-control-for-view-format.md: custom-entry-element-for-custom-control-vvugc “Custom entry element for custom control for view format” article -> custom-entry-element-for-custom-control-vvugc.html
            a-folder-whose-name-is-too-long-to-be-an-address-by-itself/a.md: a-folder-whose-name-is-too-long-to-be-an-lrdi6/a “A” article -> a-folder-whose-name-is-too-long-to-be-an-lrdi6/a.html
        "#]],
    );
}

#[test]
fn front_matter_of_other_generators_is_no_mistake() {
    check_names(
        "
-- a.md --
---
title: A
layout: post
date: 2020-01-01 10:00:00 +0200
tags: [x, y]
categories:
  - one
id: 7
kind: something
status: published
aliases: [/old/a/, old-a]
weight: 3
params: {deep: {er: [1, 2]}}
---
-- b.md --
---
title: B
sidebar_position: 1
description: About B.
---
",
        expect![[r#"
            b.md: b “B” article -> b.html
            a.md: a “A” article -> a.html
            old-a.html redirects to a.html
        "#]],
    );
}

#[test]
fn links_are_followed_as_people_write_them() {
    check_links(
        "
-- README.md --
[a](guide/start.md) [b](./guide/start.md#first-step) [c](/guide/start.md) [d](guide/start) [e](guide/start.html)
[f](guide/) [g](guide) [h](guide/index.html) [i](images/) [j](guide/Odd%20name.md) [k](guide/start.md?plain=1)
-- guide/README.md --
[up](../README.md) [top](..) [beyond](../../x.md) [home](../index.html)
-- guide/start.md --
## First step
[next](./Odd name.md) [[README]] [[Odd name]] [[guide/start]]
-- guide/Odd name.md --
-- images/one.md --
",
        expect![[r#"
            README.md: guide/start.md -> guide/start.md
            README.md: ./guide/start.md#first-step -> guide/start.md#first-step
            README.md: /guide/start.md -> guide/start.md
            README.md: guide/start -> guide/start.md
            README.md: guide/start.html -> guide/start.md
            README.md: guide/ -> guide/README.md
            README.md: guide -> guide/README.md
            README.md: guide/index.html -> guide/README.md
            README.md: images/ -> folder images/index.html
            README.md: guide/Odd%20name.md -> guide/Odd name.md
            README.md: guide/start.md?plain=1 -> guide/start.md
            guide/README.md: ../README.md -> README.md
            guide/README.md: .. -> README.md
            guide/README.md: ../../x.md -> unresolved
            guide/README.md: ../index.html -> README.md
            guide/start.md: README -> unresolved
            guide/start.md: Odd name -> guide/Odd name.md
            guide/start.md: guide/start -> guide/start.md
            guide/README.md:1:30 warning[unresolved-link] there is no file `../../x.md`
            guide/start.md:2:1 warning[link-syntax] an address has no spaces | write `[next](./Odd%20name.md)`
            guide/start.md:2:23 warning[ambiguous-link] `README` may be `home` or `guide` | write `[[home]]` or `[[guide]]`
        "#]],
    );
}

#[test]
fn anchors_are_found_as_github_writes_them() {
    check_links(
        "
-- a.md --
## C++ & Rust: what's new?
## Übersicht
## `code` first
## Twice
## Twice
## snake_case here

[a](#c--rust-whats-new) [b](#c-rust-whats-new) [c](#übersicht) [d](#%C3%BCbersicht) [e](#code-first) [f](#twice-1)
[g](#snake_case-here) [h](#Twice) [i](#gone) [j](#)
",
        expect![[r#"
            a.md: #c--rust-whats-new -> a.md#c-rust-whats-new
            a.md: #c-rust-whats-new -> a.md#c-rust-whats-new
            a.md: #übersicht -> a.md#ubersicht
            a.md: #%C3%BCbersicht -> a.md#ubersicht
            a.md: #code-first -> a.md#code-first
            a.md: #twice-1 -> a.md#twice-1
            a.md: #snake_case-here -> a.md#snake-case-here
            a.md: #Twice -> a.md#twice
            a.md: #gone -> a.md
            a.md: # -> unresolved
            a.md:9:35 warning[unresolved-fragment] “A” has no heading `#gone` | leave out what follows `#`, or give the heading `{#name}`
            a.md:9:46 warning[empty-link] this link leads nowhere | write where it leads, or take the brackets away
        "#]],
    );
}

#[test]
fn what_leads_nowhere_is_a_warning_and_the_site_stands() {
    let built = built(
        "
-- a.md --
[[gone]] [x](gone.md) [y](a.md#gone) [z]() [w](foo:bar)
",
    );
    assert!(built.is_published());
    expect![[r#"
        a.md:1:1 warning[unresolved-link] no entry is called `gone`
        a.md:1:10 warning[unresolved-link] there is no file `gone.md`
        a.md:1:23 warning[unresolved-fragment] “A” has no heading `#gone` | leave out what follows `#`, or give the heading `{#name}`
        a.md:1:38 warning[empty-link] this link leads nowhere | write where it leads, or take the brackets away
        a.md:1:44 warning[link-scheme] a link cannot begin with `foo:` | begin it with https:, mailto: or tel:
    "#]].assert_eq(&built.findings());
}

#[test]
fn a_wikilink_finds_a_file_by_its_unique_name() {
    check_links(
        "
-- deep/er/Heat.md --
-- a/same.md --
-- b/same.md --
-- from.md --
[[Heat]] [[heat]] [[same]] [[a/same]] [[deep/er/Heat]] [[Heat.md]]
",
        expect![[r#"
            from.md: Heat -> deep/er/Heat.md
            from.md: heat -> deep/er/Heat.md
            from.md: same -> unresolved
            from.md: a/same -> a/same.md
            from.md: deep/er/Heat -> deep/er/Heat.md
            from.md: Heat.md -> unresolved
            from.md:1:19 warning[ambiguous-link] `same` may be `a/same` or `b/same` | write `[[a/same]]` or `[[b/same]]`
            from.md:1:56 warning[unresolved-link] no entry is called `Heat.md`
        "#]],
    );
}

#[test]
fn two_files_that_would_share_an_address_are_an_error_naming_both() {
    check_names(
        "
-- Getting Started.md --
-- getting-started.md --
",
        expect![[r#"
            Getting Started.md: getting-started “Getting Started” article -> getting-started.html
            getting-started.md:1:1 error[address-collision] `Getting Started.md` has the address `getting-started.html` too | rename this file
        "#]],
    );
}

#[test]
fn two_folders_that_would_share_an_address_are_an_error_naming_both() {
    let built = built(
        "
-- a b/one.md --
-- a-b/two.md --
",
    );
    assert_eq!(built.collisions, Vec::<String>::new());
    assert!(built.findings().contains("error[address-collision]"), "{}", built.findings());
}

#[test]
fn a_file_called_index_beside_an_underscored_one_is_an_error_naming_both() {
    check_names(
        "
-- a/_index.md --
-- a/index.md --
",
        expect![[r#"
            a/_index.md: a “A” article -> a/index.html
            a/index.md:1:1 error[address-collision] `a/_index.md` has the address `a/index.html` too | rename this file
        "#]],
    );
}

#[test]
fn a_front_matter_too_large_to_be_read_leaves_a_page_its_title() {
    let list = |n| format!("---\nkeywords: [{}]\ntitle: Words\n---\n", "keyword, ".repeat(n));
    check_names(
        &format!("-- long.md --\n{}-- many.md --\n{}", list(9000), list(3000)),
        expect![[r#"
            long.md: long “Words” article -> long.html
            many.md: many “Words” article -> many.html
            long.md:1:1 warning[long-front-matter] of a front matter of more than 64 kB only the id and the title are read | move text below the closing `---`
            many.md:2:1 warning[too-many-values] there are more than 2000 values here | split the file
        "#]],
    );
}

#[test]
fn a_folder_of_hundreds_without_a_page_of_its_own_lists_them_all() {
    for folder in ["", "folder/"] {
        let files: String = (0..450).map(|n| format!("-- {folder}entry-{n:03}.md --\n# Entry {n:03}\n")).collect();
        let built = built(&files);
        assert_eq!(built.findings(), "");
        let lists = ["index", "entries-", "folder/index"];
        let listed: String = built
            .site
            .iter()
            .filter(|(path, _)| path.contains("entries-") || lists.iter().any(|list| **path == format!("{list}.html")))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes))
            .collect();
        for n in [0, 199, 200, 449] {
            assert!(listed.contains(&format!("entry-{n:03}.html")), "entry {n} of `{folder}` is in no list");
        }
    }
}

#[test]
fn an_empty_folder_is_a_site() {
    let built = built("");
    assert_eq!(built.findings(), "");
    assert_eq!(
        built.paths(".html"),
        [
            "404.html",
            "a-z.html",
            "about-this-copy.html",
            "data/state.html",
            "index.html",
            "reading-list.html",
            "search.html"
        ]
    );
}
