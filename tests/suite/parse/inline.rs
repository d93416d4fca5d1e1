//! Words, links and pictures within a block.

use crate::support::{check_body, check_links};
use expect_test::expect;

#[test]
fn punctuation_becomes_typographic() {
    check_body(
        "\"Heat\" -- it's --- warm...\n",
        expect![[r#"
        <p>“Heat” – it’s — warm…</p>
    "#]],
    );
}

#[test]
fn emphasis_nests_in_emphasis() {
    check_body(
        "*a **b ~~c~~*** and `d`\n\nline  \nbreak\n",
        expect![[r#"
        <p><em>a <strong>b <del>c</del></strong></em> and <code>d</code></p>
        <p>line<br>
        break</p>
    "#]],
    );
}

#[test]
fn text_is_escaped() {
    check_body(
        "a < b & c > d \"e\" &lt;script&gt; \\<b>\n",
        expect![[r#"
        <p>a &lt; b &amp; c &gt; d “e” &lt;script&gt; &lt;b&gt;</p>
    "#]],
    );
}

#[test]
fn a_wikilink_without_text_shows_the_title_of_its_target() {
    check_body(
        "---\ntitle: Heat & \"work\"\n---\n[[a]] and [[a|the *text*]] and [[Heat & \"work\"]]\n",
        expect![[r#"
        <p><a href="a.html">Heat &amp; "work"</a> and <a href="a.html">the <em>text</em></a> and <a href="a.html">Heat &amp; "work"</a></p>
    "#]],
    );
}

#[test]
fn a_wikilink_shows_the_short_title_where_there_is_one() {
    check_body(
        "---\ntitle: A long title\nshort: Short\n---\nSee [[a]].\n",
        expect![[r#"
        <p>See <a href="a.html">Short</a>.</p>
    "#]],
    );
}

#[test]
fn a_wikilink_may_name_a_heading() {
    check_body(
        "[[a#law]] [[#law]] [[#law|there]]\n\n## Law\n",
        expect![[r##"
        <p><a href="#law">A</a> <a href="#law">A</a> <a href="#law">there</a></p>
        <h2 id="law">Law <a class="anchor" href="#law" aria-label="Link to this section: Law">#</a></h2>
    "##]],
    );
}

#[test]
fn a_wikilink_that_leads_nowhere_is_marked_text() {
    check_body(
        "Text [[gone]] and [[gone|with text]] and [text](gone.md).\n",
        expect![[r#"
        <p>Text <span class="unresolved" title="There is no such entry in this library">gone</span> and <span class="unresolved" title="There is no such entry in this library">with text</span> and <span class="unresolved" title="There is no such entry in this library">text</span>.</p>
        a.md:1:6 warning[unresolved-link] no entry is called `gone`
        a.md:1:19 warning[unresolved-link] no entry is called `gone`
        a.md:1:42 warning[unresolved-link] there is no file `gone.md`
    "#]],
    );
}

#[test]
fn links_are_written_in_many_ways() {
    check_links(
        "
-- a.md --
[text](b.md) [ref] [with title](b.md \"Title\") <https://example.org/x#y> [](b.md)
[[b]] [[b|text]] [[b#law]] <mail@example.org> [post](mailto:a@b.c) ![picture](p.png)

[ref]: b.md#law
-- b.md --
## Law
-- p.png --
x
",
        expect![[r#"
            a.md: b.md -> b.md
            a.md: b.md#law -> b.md#law
            a.md: b.md -> b.md
            a.md: https://example.org/x#y -> outside https://example.org/x#y
            a.md: b.md -> b.md
            a.md: b -> b.md
            a.md: b -> b.md
            a.md: b#law -> b.md#law
            a.md: mail@example.org -> outside mailto:mail@example.org
            a.md: mailto:a@b.c -> outside mailto:a@b.c
            a.md: p.png -> file p.png
        "#]],
    );
}

#[test]
fn a_link_without_words_shows_the_title_of_its_target() {
    check_body(
        "---\ntitle: Heat\n---\n[](a.md) and [](https://example.org/)\n",
        expect![[r#"
        <p><a href="a.html">Heat</a> and <a href="https://example.org/" class="external" rel="noreferrer">https://example.org/</a></p>
    "#]],
    );
}

#[test]
fn links_outside_say_so_and_tell_nobody_where_they_were() {
    check_body(
        "<https://example.org/?a=1&b=\"2\"> [x](https://example.org/ä b)\n",
        expect![[r#"
            <p><a href="https://example.org/?a=1&amp;b=%222%22" class="external" rel="noreferrer">https://example.org/?a=1&amp;b="2"</a> [x](https://example.org/ä b)</p>
            a.md:1:34 warning[link-syntax] an address has no spaces | write `[x](https://example.org/ä%20b)`
        "#]],
    );
}

#[test]
fn a_picture_shows_its_text_when_it_cannot_be_shown() {
    check_body(
        "![A graph](gone.png) ![Outside](https://example.org/p.png)\n\n[![In a link](gone.png)](a.md)\n",
        expect![[r#"
        <p><span class="unresolved" title="There is no such entry in this library">A graph</span> <a href="https://example.org/p.png" class="external" rel="noreferrer">Outside</a></p>
        <p><a href="a.html">In a link</a></p>
        a.md:1:1 warning[unresolved-link] there is no file `gone.png`
        a.md:1:22 warning[external-image] this picture lies on another site; pages load nothing from outside, so it becomes a link | save the picture beside the entry
        a.md:3:2 warning[unresolved-link] there is no file `gone.png`
    "#]],
    );
}

#[test]
fn markup_in_the_text_of_a_picture_is_only_text() {
    check_body(
        "![A *fine* `graph` <b> \"x\"](a.md)\n",
        expect![[r#"
        <p><a href="a.html">A fine graph  “x”</a></p>
    "#]],
    );
}
