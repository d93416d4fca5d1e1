//! Typed fields, held against the kind.

use crate::support::{built, check_findings};
use expect_test::{Expect, expect};
use std::fmt::Write;

const MODEL: &str = "
-- model.yaml --
fields:
  everywhere: {type: text}
kinds:
  thing:
    fields:
      text: {type: text}
      prose: {type: markdown}
      number: {type: integer, min: 1, max: 9}
      any: {type: integer}
      dated: {type: date}
      choice: {type: choice, of: {red: {en: Deep red}, green: {en: Green}}}
      url: {type: url}
      file: {type: file}
      flag: {type: boolean}
      texts: {type: list of text}
      numbers: {type: list of integer, min: 1}
      colours: {type: list of choice, of: [red, green]}
      map: {type: map}
-- index.md --
---
title: Home
---
[[a]]
";

/// The fields of the entry `a`, and what there is to say.
fn check(head: &str, expect: Expect) {
    let file = if head.contains("a.pdf") { "-- a.pdf --\nx\n" } else { "" };
    let built = built(&format!("{MODEL}-- a.md --\n---\nkind: thing\ntitle: A\n{head}\n---\n{file}"));
    let library = &built.library;
    let mut shown = String::new();
    for (key, value) in library.entries.iter().filter(|entry| entry.id == "a").flat_map(|entry| &entry.fields) {
        writeln!(shown, "{key}: {value:?}").expect("text");
    }
    expect.assert_eq(&(shown + &built.findings()));
}

#[test]
fn how_often_an_entry_is_reviewed_is_told_in_months_or_years() {
    for well in ["18 months", "1 month", "2 years", "1 year"] {
        check(&format!("review_every: {well}"), expect![""]);
    }
    check(
        "review_every: often",
        expect![[r#"
            a.md:4:15 error[wrong-type] `review_every` is a number of months or years | write `18 months`, or `2 years`
        "#]],
    );
}

#[test]
fn every_form_has_its_value() {
    check(
        "text: 0012\nprose: Some *words*\nnumber: 9\nany: -3\ndated: 2012-05\nchoice: red\nurl: https://example.org/?a=b\nfile: a.pdf\nflag: true\ntexts: [a, 1]\nnumbers: 7\ncolours: [green]\nmap: {k: v, w: 1}\neverywhere: x",
        expect![[r#"
            text: Text("0012")
            prose: Prose
            number: Integer(9)
            any: Integer(-3)
            dated: Date(Date { year: 2012, month: Some(5), day: None, as_written: None })
            choice: Text("red")
            url: Text("https://example.org/?a=b")
            file: File("a.pdf")
            flag: Boolean(true)
            texts: List([Text("a"), Text("1")])
            numbers: List([Integer(7)])
            colours: List([Text("green")])
            map: Map([("k", "v"), ("w", "1")])
            everywhere: Text("x")
        "#]],
    );
}

#[test]
fn a_key_without_a_value_is_as_if_it_were_not_there() {
    check("text:\nnumber:\ndated: ~\nchoice: null\nmap:\ntexts:", expect![[r#""#]]);
}

#[test]
fn every_form_refuses_what_it_is_not() {
    check(
        "text: [a]\nprose: {a: b}\nnumber: nine\nany: 1.5\ndated: yesterday\nchoice: [red]\nurl: example.org\nfile: {a: b}\nflag: yes\ntexts: [[a]]\nnumbers: [1, x]\ncolours: [blue]\nmap: text",
        expect![[r#"
            texts: List([])
            numbers: List([Integer(1)])
            colours: List([])
            a.md:4:7 error[wrong-type] `text` is one value, not a list | write a single value, without brackets
            a.md:5:8 error[wrong-type] `prose` is one value, not a group of keys | write a single value, without brackets
            a.md:6:9 error[wrong-type] `number` is a whole number, not `nine` | write `number: 9`
            a.md:7:6 error[wrong-type] `any` is a whole number, not `1.5` | write digits only
            a.md:8:8 error[bad-date] `dated` is no date: `yesterday` | write `2012`, `2012-05` or `2012-05-14`
            a.md:9:9 error[wrong-type] `choice` is one value, not a list | write a single value, without brackets
            a.md:10:6 error[wrong-type] `url` is a web address, not `example.org` | write `url: https://example.org`
            a.md:11:7 error[wrong-type] `file` is one value, not a group of keys | write a single value, without brackets
            a.md:12:7 error[wrong-type] `flag` is `true` or `false`, not `yes` | write `flag: true`
            a.md:13:9 error[wrong-type] `texts` is one value, not a list | write a single value, without brackets
            a.md:14:14 error[wrong-type] `numbers` is a whole number, not `x` | write digits only
            a.md:15:11 error[unknown-value] `colours` cannot be `blue` | it is one of: red, green
            a.md:16:6 error[wrong-type] `map` is keys and values, not a text | write `{this: that}`
        "#]],
    );
}

#[test]
fn a_number_lies_within_its_range() {
    check(
        "number: 0\nnumbers: [1, 0]",
        expect![[r#"
        numbers: List([Integer(1)])
        a.md:4:9 error[out-of-range] `number` is 0 | it may be 1 to 9
        a.md:5:14 error[out-of-range] `numbers` is 0 | it may be 1 to …
    "#]],
    );
    check(
        "number: 10\nany: 99999999999999999999",
        expect![[r#"
        a.md:4:9 error[out-of-range] `number` is 10 | it may be 1 to 9
        a.md:5:6 error[wrong-type] `any` is a whole number, not `99999999999999999999` | write digits only
    "#]],
    );
}

#[test]
fn a_choice_is_one_of_its_names() {
    check(
        "choice: gren",
        expect![[r#"
        a.md:4:9 error[unknown-value] `choice` cannot be `gren` | did you mean `green`?
    "#]],
    );
    check(
        "choice: Deep red",
        expect![[r#"
        a.md:4:9 error[unknown-value] `choice` cannot be `Deep red` | it is one of: red, green
    "#]],
    );
    check(
        "choice: 12",
        expect![[r#"
        a.md:4:9 error[unknown-value] `choice` cannot be `12` | it is one of: red, green
    "#]],
    );
}

#[test]
fn a_date_is_a_day_that_a_calendar_has() {
    for date in ["2012", "2012-05", "2012-05-14", "2012-02-29", "2000-02-29", "1999-12-31"] {
        let built = built(&format!("{MODEL}-- a.md --\n---\nkind: thing\ntitle: A\ndated: {date}\n---\n"));
        assert_eq!(built.findings(), "", "{date}");
    }
    for date in [
        "2012-02-30",
        "2011-02-29",
        "1900-02-29",
        "2012-13",
        "2012-00",
        "2012-04-31",
        "2012-05-00",
        "12-05",
        "2012-5",
        "2012-05-14-01",
        "2012-05-",
        "May 2012",
        "2012/05/14",
        "+2012",
        "２０１２",
    ] {
        let built = built(&format!("{MODEL}-- a.md --\n---\nkind: thing\ntitle: A\ndated: \"{date}\"\n---\n"));
        assert!(built.findings().starts_with("a.md:4:8 error[bad-date]"), "{date}: {}", built.findings());
    }
}

#[test]
fn a_date_may_bring_its_own_words() {
    check(
        "dated: {date: 2012-06-07, as_written: 7–8 June 2012}",
        expect![[r#"
        dated: Date(Date { year: 2012, month: Some(6), day: Some(7), as_written: Some("7–8 June 2012") })
    "#]],
    );
    check(
        "dated: {as_written: 7–8 June 2012}",
        expect![[r#"
        a.md:4:8 error[bad-date] `dated` has no `date:` | write `{date: 2012-06, as_written: June 2012}`
    "#]],
    );
    check(
        "dated: {date: 2012-06-31}",
        expect![[r#"
            a.md:4:8 error[bad-date] `dated` is no date: `2012-06-31` | that month has 30 days; write `2012-06` when the day is not known
        "#]],
    );
}

#[test]
fn a_required_field_is_missed() {
    check_findings(
        "
-- model.yaml --
kinds:
  thing:
    fields:
      source: {type: text, required: true}
      status_of_source: {type: choice, of: [seen, heard], required: true}
-- index.md --
---
title: Home
---
[[a]] [[b]] [[c]]
-- a.md --
---
kind: thing
title: A
source:
---
-- c.md --
---
kind: thing
title: C
source: \"\"
status_of_source: seen
---
-- b.md --
---
kind: thing
title: B
source: x
status_of_source: seen
---
",
        expect![[r#"
            a.md:1:1 error[missing-field] an entry of kind `thing` needs `status_of_source:` | write `status_of_source: seen`
            a.md:4:7 error[missing-field] an entry of kind `thing` needs `source:` | write `source: …`
            c.md:4:9 error[missing-field] an entry of kind `thing` needs `source:` | write `source: …`
        "#]],
    );
}

#[test]
fn an_unknown_key_is_named_with_the_nearest() {
    check(
        "nubmer: 3\nxyzzy: 1",
        expect![[r#"
        a.md:4:1 error[unknown-key] an entry of kind `thing` has no key `nubmer` | did you mean `number`?
        a.md:5:1 error[unknown-key] an entry of kind `thing` has no key `xyzzy` | add the field to the kind `thing` in model.yaml, or remove it
    "#]],
    );
}

#[test]
fn the_common_keys_have_forms_of_their_own() {
    check(
        "summary: [a]\nshort: {a: b}\nstatus: finished\naliases: [[a]]\nreviewed: soon\norder: first\nalso_known_as: [x]",
        expect![[r#"
            a.md:4:10 error[wrong-type] `summary` is a text, not a list | write `summary: a`, without brackets or hyphen
            a.md:5:8 error[wrong-type] `short` is a text, not a group of keys | put it in quotes: `short: "…"`
            a.md:6:9 error[unknown-value] `status` cannot be `finished` | it is one of: draft, current, superseded, withdrawn
            a.md:7:11 error[wrong-type] `aliases` is a list of texts | write `aliases: [this, that]`
            a.md:8:11 error[bad-date] `reviewed` is no date: `soon` | write `2012`, `2012-05` or `2012-05-14`
            a.md:9:8 error[wrong-type] `order` is a whole number | write digits only
        "#]],
    );
}

#[test]
fn a_summary_is_one_sentence() {
    check(&format!("summary: \"{}\"", "ä".repeat(200)), expect![[r#""#]]);
    check(
        &format!("summary: \"{}\"", "ä".repeat(201)),
        expect![[r#"
        a.md:4:10 warning[long-summary] the summary is 201 characters long; readers see it in lists | keep it to 200
    "#]],
    );
}

#[test]
fn in_a_plain_folder_what_does_not_fit_is_no_error() {
    let built = built("-- a.md --\n---\ntitle: [a, b]\nweight: x\nreviewed: soon\nsummary: {a: b}\n---\n");
    assert!(built.is_published());
    expect![[r#"
        a.md:2:8 warning[wrong-type] `title` is a text, not a list | put it in quotes: `title: "…"`
        a.md:3:9 warning[wrong-type] `weight` is a whole number | write digits only
        a.md:4:11 warning[bad-date] `reviewed` is no date: `soon` | write `2012`, `2012-05` or `2012-05-14`
        a.md:5:10 warning[wrong-type] `summary` is a text, not a group of keys | put it in quotes: `summary: "…"`
    "#]]
    .assert_eq(&built.findings());
}

#[test]
fn a_file_that_a_field_names_is_there_and_is_published() {
    let missing = built(&format!("{MODEL}-- a.md --\n---\nkind: thing\ntitle: A\nfile: gone.pdf\n---\n"));
    expect![[r#"
        a.md:4:7 error[missing-file] there is no file `gone.pdf` | put it beside the entry, or write the path to it from there
    "#]].assert_eq(&missing.findings());
    let there = built(&format!("{MODEL}-- a.md --\n---\nkind: thing\ntitle: A\nfile: a.pdf\n---\n-- a.pdf --\nx\n"));
    assert_eq!(there.findings(), "");
    assert_eq!(there.paths(".pdf"), ["a.pdf"]);
    assert!(there.page("thing/a.html").contains("href=\"../a.pdf\""));
}
