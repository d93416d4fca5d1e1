//! The sentence around a link, as its target shows it.

use crate::support::check_sentences;
use expect_test::expect;

#[test]
fn a_wikilink_without_text_may_stand_anywhere_in_its_sentence() {
    check_sentences(
        "
-- start.md --
One before. [[Target]] opens this one. One after.
-- middle.md --
One before. In this [[target]] stands within. One after.
-- end.md --
One before. This one ends with [[target]]. One after.
-- alone.md --
[[target]]
-- last.md --
One before. No full stop after [[target]]
-- target.md --
Text.
",
        expect![[r#"
            Target <- Alone: [Target]
            Target <- End: This one ends with [Target].
            Target <- Last: No full stop after [Target]
            Target <- Middle: In this [Target] stands within.
            Target <- Start: [Target] opens this one.
        "#]],
    );
}

#[test]
fn two_links_of_neighbouring_sentences_stay_apart() {
    check_sentences(
        "
-- from.md --
This is [[a]]. [[b]] is next! \"[[c]]\" was said. [[d]][[e]] stand together.
-- a.md --
-- b.md --
-- c.md --
-- d.md --
-- e.md --
",
        expect![[r#"
            A <- From: This is [A].
            B <- From: [B] is next!
            C <- From: “[C]” was said.
            D <- From: [D]E stand together.
            E <- From: D[E] stand together.
        "#]],
    );
}

#[test]
fn a_sentence_ends_with_its_block() {
    check_sentences(
        "
-- from.md --
Paragraph without end

- item with [[a]]
- another item

| head [[b]] | other |
|---|---|
| cell with [[c]] inside. Second. | other |

> quoted [[d]]

Term
: defined by [[e]]

## Heading with [[f]]
-- a.md --
-- b.md --
-- c.md --
-- d.md --
-- e.md --
-- f.md --
",
        expect![[r#"
            A <- From: item with [A]
            B <- From: head [B]
            C <- From: cell with [C] inside.
            D <- From: quoted [D]
            E <- From: defined by [E]
            F <- From: Heading with [F]
        "#]],
    );
}

#[test]
fn a_link_in_a_footnote_has_the_sentence_of_the_footnote() {
    check_sentences(
        "
-- from.md --
Text with notes[^1] and more[^2] — größer.

[^1]: First sentence. Here [[a|the *first* link]] stands. Third.
[^2]: And [[b]] here.

The end of it.
-- a.md --
-- b.md --
",
        expect![[r#"
            A <- From: Here [the first link] stands.
            B <- From: And [B] here.
        "#]],
    );
}

#[test]
fn a_link_in_a_footnote_that_nobody_mentions_is_on_no_page() {
    check_sentences(
        "
-- from.md --
ÄÄÄÄÄÄÄ **öö** üü *ßß* ää öö `üü` ßß ää öö üü ßß.

[^1]: x[[a]].
-- a.md --
",
        expect![[r#"
            from.md:3:1 warning[unused-footnote] no text mentions the footnote `1`, so it is not shown | write `[^1]` where it belongs
        "#]],
    );
}

#[test]
fn the_words_of_a_link_are_marked_whatever_their_markup() {
    check_sentences(
        "
-- from.md --
Some *emphasis* and `code` before [**bold** `x` text](a.md) & <after>, [[b|b's]] too.
-- a.md --
-- b.md --
",
        expect![[r#"
            A <- From: Some emphasis and code before [bold x text] & <after>, b’s too.
            B <- From: Some emphasis and code before bold x text & <after>, [b’s] too.
            from.md:1:63 warning[raw-html] `<after>` is HTML, and is shown as text here | write it as Markdown, or between backticks if it is meant to be read
        "#]],
    );
}

#[test]
fn lines_of_a_sentence_are_joined() {
    check_sentences(
        "
-- from.md --
A sentence that goes
on with [[a]] over
three lines. Another.
-- a.md --
",
        expect![[r#"
            A <- From: A sentence that goes on with [A] over three lines.
        "#]],
    );
}

#[test]
fn a_long_sentence_is_cut_at_words_around_its_link() {
    let words = "many words and more ".repeat(40);
    check_sentences(
        &format!("-- from.md --\nBefore. Start {words}[[a]] {words}end. After.\n-- a.md --\n"),
        expect![[r#"
            A <- From: words and more many words and more many words and more many words and more many words and more many words and more many words and more many words and more [A] many words and more many words and more many words and more many words and more many words and more many words and more many words and more many words and
        "#]],
    );
}

#[test]
fn a_long_sentence_without_spaces_is_cut_between_characters() {
    let words = "熱力学".repeat(200);
    check_sentences(
        &format!("-- from.md --\n{words}[[a|link]]{words}\n-- a.md --\n"),
        expect![[r#"
            A <- From: 力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学[link]熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱力学熱
        "#]],
    );
}

#[test]
fn sentences_without_spaces_between_them_stay_apart() {
    check_sentences(
        "
-- from.md --
これは[[a]]。[[b]]は次です。
-- a.md --
-- b.md --
",
        expect![[r#"
            A <- From: これは[A]。
            B <- From: [B]は次です。
        "#]],
    );
}

#[test]
fn an_abbreviation_with_a_small_letter_after_it_ends_no_sentence() {
    check_sentences(
        "
-- from.md --
Use e.g. the one in [[a]], i.e. this. Next.
-- a.md --
",
        expect![[r#"
            A <- From: Use e.g. the one in [A], i.e. this.
        "#]],
    );
}

#[test]
fn the_first_of_several_links_gives_the_sentence() {
    check_sentences(
        "
-- from.md --
First [[a|here]]. Then [[a|there]].
-- a.md --
",
        expect![[r#"
            A <- From: First [here].
        "#]],
    );
}

#[test]
fn a_link_in_a_field_has_the_sentence_of_the_field() {
    check_sentences(
        "
-- model.yaml --
kinds:
  note:
    fields: {remark: {type: markdown}}
-- from.md --
---
kind: note
title: From
remark: A remark — über [[a]] in a field. Second.
---
ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ **öö** üü *ßß* ää öö `üü` ßß. The body of it is another text altogether.
-- a.md --
---
title: A
---
",
        expect![[r#"
            A <- From: A remark — über [A] in a field.
            from.md:1:1 warning[orphan] nothing links to “From” | write `[[from]]` where a reader would look for it, or relate it to another entry
        "#]],
    );
}

#[test]
fn a_picture_that_leads_to_an_entry_shows_no_sentence() {
    check_sentences(
        "
-- from.md --
Look: ![A](a.md) is no picture.
-- a.md --
",
        expect![[r#"
            A <- From: 
        "#]],
    );
}
