//! A folder of quotations.

use crate::page::{Page, assert_sound};
use crate::support::{built, check_findings};
use expect_test::expect;

const SITE: &str = "
-- model.yaml --
kinds:
  saying:
    label: Saying
    quoted: {words: text, by: [speaker, spoken], notes: [left_out], from: from}
    fields:
      text: {type: text}
      speaker: {type: text, label: Speaker}
      spoken: {type: date, label: Date}
      left_out: {type: text, label: Left out}
relations:
  from: {label: From, inverse: Sayings}
-- index.md --
# Home
-- sayings/index.md --
---
entries: saying
---
# Sayings
-- sayings/a.md --
---
title: On books
text: '“Books … are heavy.”'
speaker: A librarian
spoken: 2012-05
left_out: Two words
from: b
---
Said in the cellar.
-- sayings/b.md --
# Without words
";

#[test]
fn a_folder_of_quotations_reads_as_quotations() {
    let built = built(SITE);
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    let page = Page::of(&built, "article/sayings.html");
    assert_eq!(page.words("figure blockquote"), ["“Books … are heavy.”"]);
    assert_eq!(page.words("figure figcaption"), ["A librarian, May 2012"]);
    assert_eq!(page.words(".quote-notes"), ["Left out: Two words"]);
    assert_eq!(page.links(".quote-ways a"), ["On books -> ../saying/a.html", "Without words -> ../saying/b.html"]);
    // One without words is listed like any entry.
    assert_eq!(page.links(".card:not(.quoted) a"), ["Without words -> ../saying/b.html"]);
    // Elsewhere it is a link like any other.
    assert!(Page::of(&built, "saying/b.html").all("figure").is_empty());
}

#[test]
fn quotations_name_fields_that_there_are() {
    check_findings(
        &SITE.replace("speaker, spoken]", "speeker]"),
        expect![[r#"
        model.yaml:4:32 error[unknown-field] the kind `saying` has no field `speeker` | did you mean `speaker`?
    "#]],
    );
    check_findings(
        &SITE.replace("words: text, ", ""),
        expect![[r#"
        model.yaml:4:13 error[bad-value] quotations need the field with the words | write `words: …`
    "#]],
    );
}

#[test]
fn quotations_are_from_what_a_relation_of_theirs_leads_to() {
    check_findings(
        &SITE.replace("from: from}", "from: form}"),
        expect![[r#"
        model.yaml:4:75 error[unknown-relation] there is no relation `form` | did you mean `from`?
    "#]],
    );
    // A relation that there is, and that starts elsewhere.
    check_findings(
        &SITE
            .replace("from: from}", "from: [from, by]}")
            .replace("relations:\n", "relations:\n  by: {from: article}\n"),
        expect![[r#"
            model.yaml:4:82 error[unknown-relation] `by` does not start from the kind `saying` | those that start from it: from
        "#]],
    );
}
