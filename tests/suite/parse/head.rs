//! Front matter: fences, YAML, and what a broken head still yields.

use crate::support::{check_findings, lines};
use expect_test::{Expect, expect};
use std::fmt::Write;
use vademecum::model::entry::Value;
use vademecum::model::path::SourcePath;
use vademecum::model::source::{Source, Sources};
use vademecum::parse::{self, Grammar};

/// The keys and values of a head as read, the body that follows it, and what there is to say.
fn check_head(text: &str, expect: Expect) {
    let source = Source::new(SourcePath::new("a.md"), text.to_owned());
    let grammar = Grammar { markdown_keys: Vec::new(), is_declared: true };
    let read = parse::entry(&source, &grammar);
    let mut shown = String::new();
    if read.value.head.is_broken {
        shown.push_str("(broken)\n");
    }
    for (key, value) in &read.value.head.fields {
        writeln!(shown, "{}: {}", key.value, written(&value.value)).expect("text");
    }
    if !read.value.body.buffer.is_empty() {
        writeln!(shown, "body {}", read.value.body.buffer.trim_end()).expect("text");
    }
    let sources = Sources { entries: vec![source.into()], ..Sources::default() };
    expect.assert_eq(&(shown + &lines(&sources, &read.diagnostics)));
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => "~".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| written(&item.value)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{}: {}", key.value, written(&value.value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn values_are_kept_as_they_were_written() {
    check_head(
        "---\nid: 0012\ndated: 2012-05\nis_old: yes\nempty:\nquoted: 'it''s'\nlist: [a, b]\nmap: {k: v}\nlong: >-\n  one\n  two\n---\nText.\n",
        expect![[r#"
            id: "0012"
            dated: "2012-05"
            is_old: "yes"
            empty: ~
            quoted: "it's"
            list: ["a", "b"]
            map: {k: "v"}
            long: "one two"
            body <p>Text.</p>
        "#]],
    );
}

#[test]
fn a_file_without_fences_is_all_body() {
    check_head(
        "Text.\n\n---\n\nmore\n",
        expect![[r#"
        body <p>Text.</p>
        <hr>
        <p>more</p>
    "#]],
    );
}

#[test]
fn a_head_may_end_with_three_dots() {
    check_head(
        "---\ntitle: A\n...\nText.\n",
        expect![[r#"
        title: "A"
        body <p>Text.</p>
    "#]],
    );
}

#[test]
fn an_empty_head_is_a_head() {
    check_head(
        "---\n---\nText.\n",
        expect![[r#"
        body <p>Text.</p>
    "#]],
    );
}

#[test]
fn a_file_that_opens_with_a_rule_has_no_head() {
    check_head(
        "---\n\nText after a rule.\n",
        expect![[r#"
        body <hr>
        <p>Text after a rule.</p>
    "#]],
    );
}

#[test]
fn a_head_that_is_not_closed_still_gives_its_keys() {
    check_head(
        "---\ntitle: A\nid: a\n\nText.\n",
        expect![[r#"
            title: "A"
            id: "a"
            body <p>Text.</p>
            a.md:1:1 error[open-front-matter] the front matter is not closed | write a line `---` below `id: a`
        "#]],
    );
}

#[test]
fn toml_is_named_and_left_out() {
    check_head(
        "+++\ntitle = \"A\"\n+++\nText.\n",
        expect![[r#"
            (broken)
            title: "A"
            body <p>Text.</p>
            a.md:1:1 warning[toml-front-matter] this front matter is TOML, between `+++` lines; entries have YAML | write `title: …` between two `---` lines
        "#]],
    );
}

#[test]
fn a_broken_head_still_gives_id_kind_and_title() {
    check_head(
        "---\nid: heat\ntitle: \"Heat\"\nkind: practice\nactors: [a, b\n---\nText.\n",
        expect![[r#"
            (broken)
            id: "heat"
            title: "Heat"
            kind: "practice"
            body <p>Text.</p>
            a.md:5:1 error[yaml-syntax] this list is not closed | end it with `]`: `actors: [a, b]`
        "#]],
    );
}

#[test]
fn a_tab_is_named_with_its_line() {
    check_head(
        "---\ntitle: A\nactors:\n\t- a\n---\n",
        expect![[r#"
        (broken)
        title: "A"
        a.md:4:2 error[yaml-syntax] this line begins with a tab; YAML is indented with spaces | replace each tab by two spaces
    "#]],
    );
}

#[test]
fn a_missing_space_after_a_colon_is_named() {
    check_head(
        "---\ntitle: A\nsummary:One sentence.\nid: a\n---\n",
        expect![[r#"
        (broken)
        title: "A"
        id: "a"
        a.md:3:1 error[yaml-syntax] there is no space after the colon | write `summary: One sentence.`
    "#]],
    );
}

#[test]
fn a_colon_in_a_value_without_quotes_is_named() {
    check_head(
        "---\nid: a\ntitle: Rome: the practices\n---\n",
        expect![[r#"
        (broken)
        id: "a"
        title: "Rome: the practices"
        a.md:3:1 error[yaml-syntax] a value with a colon in it needs quotes | write `title: "Rome: the practices"`
    "#]],
    );
}

#[test]
fn quotes_that_are_not_closed_are_named() {
    check_head(
        "---\nid: a\ntitle: \"Rome\nsummary: S\n---\n",
        expect![[r#"
            (broken)
            id: "a"
            title: "Rome"
            a.md:3:1 error[yaml-syntax] these quotes are not closed | end the value with `"`: `title: "Rome"`
        "#]],
    );
}

#[test]
fn a_list_that_is_not_closed_is_named() {
    check_head(
        "---\nactors: [a, b\ntitle: A\n---\n",
        expect![[r#"
            (broken)
            title: "A"
            a.md:2:1 error[yaml-syntax] this list is not closed | end it with `]`: `actors: [a, b]`
        "#]],
    );
}

#[test]
fn a_key_written_twice_is_named_and_the_first_counts() {
    check_head(
        "---\ntitle: First\nid: a\ntitle: Second\n---\n",
        expect![[r#"
            title: "First"
            id: "a"
            title: "Second"
            a.md:4:1 error[duplicate-key] `title` stands here a second time | the first is on line 2; keep one
        "#]],
    );
}

#[test]
fn aliases_of_yaml_are_refused_with_a_way_out() {
    check_head(
        "---\ntitle: *anchor\n---\n",
        expect![[r#"
            (broken)
            title: "*anchor"
            a.md:2:8 error[yaml-alias] `*` stands for a value that was written elsewhere, and is not read here | write the value out, in quotes if it begins with `*`
        "#]],
    );
    check_head(
        "---\na: &x [1, 2]\nb: *x\n---\n",
        expect![[r#"
            (broken)
            a.md:3:4 error[yaml-alias] `*` stands for a value that was written elsewhere, and is not read here | write the value out, in quotes if it begins with `*`
        "#]],
    );
}

#[test]
fn a_list_in_place_of_keys_is_named() {
    check_head(
        "---\n- a\n- b\n---\nText.\n",
        expect![[r#"
        (broken)
        body <p>Text.</p>
        a.md:2:1 error[not-keys] here stand keys and values, not a list | write `title: …`, one key a line, with a space after the colon
    "#]],
    );
}

#[test]
fn a_template_placeholder_in_place_of_a_value_is_named() {
    check_head(
        "---\n{{ title }}: x\n---\n",
        expect![[r#"
            (broken)
            a.md:2:2 error[yaml-syntax] `{{ title }}: x` was left by a template | write what should stand in its place
        "#]],
    );
}

#[test]
fn deep_nesting_ends_in_a_finding() {
    let deep = format!("---\na: {}{}\n---\n", "[".repeat(100_000 / 4), "]".repeat(100_000 / 4));
    check_head(
        &deep,
        expect![[r#"
            (broken)
            a.md:2:1 error[yaml-syntax] there are too many brackets within brackets here | write each item on a line of its own
        "#]],
    );
}

#[test]
fn too_many_values_end_in_a_finding() {
    check_head(
        &format!("---\na: [{}]\n---\n", "x, ".repeat(2_001)),
        expect![[r#"
        (broken)
        a.md:2:1 error[too-many-values] there are more than 2000 values here | split the file
    "#]],
    );
}

#[test]
fn too_long_a_head_lacks_nothing_else() {
    let text = format!("-- model.yaml --\n-- a.md --\n---\ntitle: A\na: {}\n---\nText.\n", "x".repeat(65 * 1024));
    check_findings(
        &text,
        expect![[r#"
            a.md:1:1 error[long-front-matter] of a front matter of more than 64 kB only the id and the title are read | move text below the closing `---`
            a.md:1:1 warning[orphan] nothing links to “A” | write `[[a]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
    check_findings(
        &text.replace("title: A\n", ""),
        expect![[r#"
            a.md:1:1 error[long-front-matter] of a front matter of more than 64 kB only the id and the title are read | move text below the closing `---`
            a.md:1:1 warning[orphan] nothing links to “A” | write `[[a]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
}

#[test]
fn too_long_a_head_ends_in_a_finding() {
    check_head(
        &format!("---\na: {}\n---\nText.\n", "x".repeat(65 * 1024)),
        expect![[r#"
            (broken)
            body <p>Text.</p>
            a.md:1:1 error[long-front-matter] of a front matter of more than 64 kB only the id and the title are read | move text below the closing `---`
        "#]],
    );
}

#[test]
fn every_mistake_of_a_head_has_its_own_place() {
    check_findings(
        "
-- model.yaml --
kinds: {note: {}}
-- a.md --
---
title: A
titel: B
title: C
---
",
        expect![[r#"
            a.md:1:1 warning[orphan] nothing links to “A” | write `[[a]]` where a reader would look for it, or relate it to another entry
            a.md:3:1 error[unknown-key] an entry of kind `article` has no key `titel` | did you mean `title`?
            a.md:4:1 error[duplicate-key] `title` stands here a second time | the first is on line 2; keep one
        "#]],
    );
}

#[test]
fn columns_count_characters_rather_than_bytes() {
    check_findings(
        "
-- model.yaml --
kinds: {note: {}}
-- a.md --
---
title: Ähnlich
---
Über die Wärme: [[Kälte]].
-- b.md --
---
title: Other
---
See [[a]].
",
        expect![[r#"
            a.md:4:17 error[unresolved-link] no entry is called `Kälte`
            b.md:1:1 warning[orphan] nothing links to “Other” | write `[[b]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
}
