//! `site.yaml` and `model.yaml`, every mistake with its place.

use crate::support::check_findings;
use expect_test::expect;

#[test]
fn every_mistake_of_the_site_file_is_told() {
    check_findings(
        "
-- site.yaml --
titel: Site
title: [a]
base_url: example.org
languages: []
raw_html: maybe
menu: [a, gone]
theme: {a: b}
-- a.md --
",
        expect![[r#"
            site.yaml:1:1 error[unknown-key] `site.yaml` has no key `titel` | did you mean `title`?
            site.yaml:2:8 error[bad-value] here stands a text, or one text per language, not a list | write `{en: …, fr: …}`
            site.yaml:3:11 error[bad-value] `example.org` is not the address of a site | write `https://example.org/`
            site.yaml:4:12 error[bad-value] here stands at least one language | write `languages: [en]`
            site.yaml:5:11 error[bad-value] here stands `true` or `false` | write `true` or leave the key out
            site.yaml:6:11 error[unresolved-menu] no entry is called `gone`
            site.yaml:7:8 error[bad-value] here stands a text, not a group of keys | put the text in quotes
        "#]],
    );
}

#[test]
fn every_mistake_of_the_model_is_told() {
    check_findings(
        "
-- model.yaml --
kind: {}
fields: [a]
kinds:
  note:
    lable: Note
    path: Not A Slug
    fields:
      number: {type: integr, min: one, requird: true, required: perhaps}
      colour: {type: choice}
      list: {type: list of texts}
      sure: {type: integer, certainty: {feld: x}}
relations:
  part_of: {form: note, to: [nte, note], one: sometimes, grouped_by: actor}
  actors: {to: [note, article], open: true, facet: true}
  broken: text
",
        expect![[r#"
            model.yaml:1:1 error[unknown-key] `model.yaml` has no key `kind` | did you mean `kinds`?
            model.yaml:2:9 error[bad-value] here stand keys and values, not a list | write one `key: value` a line, indented by two spaces
            model.yaml:4:3 error[unknown-field] the kind `note` has no field `` | add `:` under `fields:`
            model.yaml:5:5 error[unknown-key] `a kind` has no key `lable` | did you mean `label`?
            model.yaml:6:11 error[bad-id] `Not A Slug` cannot be a folder of the site | an id has small letters a to z, digits and hyphens; write `not-a-slug`
            model.yaml:8:22 error[bad-value] there is no type `integr` | did you mean `integer`?
            model.yaml:8:35 error[bad-value] here stands a whole number | write digits only
            model.yaml:8:40 error[unknown-key] `a field` has no key `requird` | did you mean `required`?
            model.yaml:8:65 error[bad-value] here stands `true` or `false` | write `true` or leave the key out
            model.yaml:9:22 error[bad-value] a choice says what there is to choose from | add `of: [this, that]`
            model.yaml:10:20 error[bad-value] there is no type `texts` | did you mean `text`?
            model.yaml:11:41 error[unknown-key] `certainty` has no key `feld` | did you mean `field`?
            model.yaml:13:13 error[unknown-key] `a relation` has no key `form` | did you mean `from`?
            model.yaml:13:30 error[unknown-kind] there is no kind `nte` | did you mean `note`?
            model.yaml:13:47 error[bad-value] here stands `true` or `false` | write `true` or leave the key out
            model.yaml:13:70 error[unknown-relation] there is no relation `actor` | did you mean `actors`?
            model.yaml:14:3 error[bad-value] `actors` is open and so leads to one kind | write `to:` with the kind of its terms
            model.yaml:15:11 error[bad-value] here stand keys and values, not a text | write one `key: value` a line, indented by two spaces
        "#]],
    );
}

#[test]
fn a_key_means_one_thing() {
    // `parts` would be a field and a relation, `title` a relation and what every entry has.
    check_findings(
        "
-- model.yaml --
kinds:
  note: {fields: {parts: {type: text}}}
relations:
  parts: {to: note}
  title: {to: note}
",
        expect![[r#"
            model.yaml:4:3 error[key-collision] `parts` is a field already, and cannot be a relation too | give the relation another name
            model.yaml:5:3 error[key-collision] `title` is a field already, and cannot be a relation too | give the relation another name
        "#]],
    );
}

#[test]
fn a_field_that_a_kind_names_is_one_of_its_fields() {
    check_findings(
        "
-- model.yaml --
kinds:
  note:
    number: nubmer
    fields:
      number: {type: integer, certainty: {field: statsu, plain: [sure]}}
      status_of_number: {type: choice, of: [sure, unsure]}
",
        expect![[r#"
            model.yaml:3:13 error[unknown-field] the kind `note` has no field `nubmer` | did you mean `number`?
            model.yaml:5:50 error[unknown-field] the kind `note` has no field `statsu` | add `statsu:` under `fields:`
        "#]],
    );
}

#[test]
fn what_the_first_page_shows_is_a_facet_or_a_kind() {
    check_findings(
        "
-- site.yaml --
home: [topcis, note]
-- model.yaml --
kinds: {note: {}, topic: {}}
relations: {topics: {to: topic, facet: true}}
",
        expect![[r#"
            site.yaml:1:8 error[unknown-home] the first page cannot show `topcis`: it is no facet and no kind | did you mean `topics`?
        "#]],
    );
}

#[test]
fn a_language_is_a_language_tag() {
    check_findings(
        "-- site.yaml --\nlanguages: [\"../x\", \"e n\"]\n-- a.md --\n",
        expect![[r#"
            site.yaml:1:13 error[bad-value] `../x` is no language | write a tag such as `en`, `fr` or `pt-BR`
            site.yaml:1:21 error[bad-value] `e n` is no language | write a tag such as `en`, `fr` or `pt-BR`
        "#]],
    );
}

#[test]
fn a_kind_and_a_relation_are_declared_once() {
    check_findings(
        "
-- model.yaml --
kinds:
  note: {}
  note: {}
relations:
  parts: {to: note}
  parts: {to: note}
",
        expect![[r#"
            model.yaml:3:3 error[duplicate-key] `note` stands here a second time | the first is on line 2; keep one
            model.yaml:6:3 error[duplicate-key] `parts` stands here a second time | the first is on line 5; keep one
        "#]],
    );
}

#[test]
fn configuration_that_is_no_yaml_is_told_with_its_line() {
    check_findings(
        "
-- site.yaml --
title: Rome: the site
-- model.yaml --
kinds:
\tnote: {}
",
        expect![[r#"
            model.yaml:2:2 error[yaml-syntax] this line begins with a tab; YAML is indented with spaces | replace each tab by two spaces
            site.yaml:1:1 error[yaml-syntax] a value with a colon in it needs quotes | write `title: "Rome: the site"`
        "#]],
    );
}

#[test]
fn raw_html_is_not_let_through_yet_and_says_so() {
    check_findings(
        "-- site.yaml --\ntitle: S\nraw_html: true\n-- a.md --\n",
        expect![[r#"
            site.yaml:2:11 warning[raw-html-off] raw HTML is not let through: what is written in Markdown is shown as text | write `raw_html: false`
        "#]],
    );
}

#[test]
fn a_kind_has_a_name_that_files_can_be_named_by() {
    check_findings(
        "
-- model.yaml --
kinds:
  ../out: {}
  .hidden: {path: shown}
  case study: {}
  lieu_d'art: {}
  métier: {}
",
        expect![[r#"
            model.yaml:2:3 error[bad-id] `../out` cannot be the name of a kind | a name has letters, digits and hyphens; write `out`
            model.yaml:3:3 error[bad-id] `.hidden` cannot be the name of a kind | a name has letters, digits and hyphens; write `hidden`
            model.yaml:5:3 error[bad-id] `lieu_d'art` cannot be the name of a kind | a name has letters, digits and hyphens; write `lieu-dart`
        "#]],
    );
}
