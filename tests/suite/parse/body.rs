//! Blocks of Markdown as HTML.

use crate::support::{bare, build, check_body, sources};
use expect_test::expect;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

#[test]
fn a_table_has_column_headings_and_scrolls() {
    check_body(
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | *4* |\n",
        expect![[r#"
            <div class="table" tabindex="0" role="region" aria-label="Table"><table>
            <thead><tr><th scope="col">a</th><th scope="col" class="left">b</th><th scope="col" class="center">c</th><th scope="col" class="right">d</th></tr></thead>
            <tbody>
            <tr><td>1</td><td class="left">2</td><td class="center">3</td><td class="right"><em>4</em></td></tr>
            </tbody></table></div>
        "#]],
    );
}

#[test]
fn the_empty_corner_of_a_table_is_no_heading() {
    check_body(
        "|  | b | |\n|:--|---|---|\n| 1 | 2 | 3 |\n",
        expect![[r#"
            <div class="table" tabindex="0" role="region" aria-label="Table"><table>
            <thead><tr><td class="left"></td><th scope="col">b</th><td></td></tr></thead>
            <tbody>
            <tr><td class="left">1</td><td>2</td><td>3</td></tr>
            </tbody></table></div>
        "#]],
    );
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_mention() {
    check_body(
        "[^z]: Last.\n\nOne[^b], two[^a], one again[^b].\n\n[^a]: Alpha.\n[^b]: Beta\n    \n    with *more*.\n",
        expect![[r##"
            <p>One<sup class="footnote-ref" id="fnref-1-1"><a href="#fn-1">1</a></sup>, two<sup class="footnote-ref" id="fnref-2-1"><a href="#fn-2">2</a></sup>, one again<sup class="footnote-ref" id="fnref-1-2"><a href="#fn-1">1</a></sup>.</p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn-1"><p>Beta</p>
            <p>with <em>more</em>.</p>
             <a class="footnote-back" href="#fnref-1-1" aria-label="Back to the text 1">↩</a> <a class="footnote-back" href="#fnref-1-2" aria-label="Back to the text 1">↩</a></li>
            <li id="fn-2"><p>Alpha.</p>
             <a class="footnote-back" href="#fnref-2-1" aria-label="Back to the text 2">↩</a></li>
            </ol></section>
            a.md:1:1 warning[unused-footnote] no text mentions the footnote `z`, so it is not shown | write `[^z]` where it belongs
        "##]],
    );
}

#[test]
fn a_footnote_that_nobody_wrote_is_shown_as_text() {
    check_body(
        "One[^gone].\n\n[^here]: Not mentioned.\n",
        expect![[r#"
            <p>One[^gone].</p>
            a.md:1:4 warning[unresolved-footnote] there is no footnote `gone` | write `[^gone]: …` on a line of its own
            a.md:3:1 warning[unused-footnote] no text mentions the footnote `here`, so it is not shown | write `[^here]` where it belongs
        "#]],
    );
}

#[test]
fn a_footnote_may_mention_another() {
    check_body(
        "Text[^a].\n\n[^a]: See[^b].\n[^b]: End.\n",
        expect![[r##"
        <p>Text<sup class="footnote-ref" id="fnref-1-1"><a href="#fn-1">1</a></sup>.</p>
        <section class="footnotes" aria-label="Footnotes"><ol>
        <li id="fn-1"><p>See<sup class="footnote-ref" id="fnref-2-1"><a href="#fn-2">2</a></sup>.</p>
         <a class="footnote-back" href="#fnref-1-1" aria-label="Back to the text 1">↩</a></li>
        <li id="fn-2"><p>End.</p>
         <a class="footnote-back" href="#fnref-2-1" aria-label="Back to the text 2">↩</a></li>
        </ol></section>
    "##]],
    );
}

#[test]
fn alerts_are_asides_with_a_word_of_the_readers_language() {
    check_body(
        "> [!NOTE]\n> Mind *this*.\n\n> [!CAUTION]\n> And this.\n\n> Only a quote.\n",
        expect![[r#"
        <aside class="alert alert-note"><p class="alert-title">Note</p>
        <p>Mind <em>this</em>.</p>
        </aside>
        <aside class="alert alert-caution"><p class="alert-title">Caution</p>
        <p>And this.</p>
        </aside>
        <blockquote>
        <p>Only a quote.</p>
        </blockquote>
    "#]],
    );
}

#[test]
fn tasks_are_boxes_that_say_whether_they_are_done() {
    check_body(
        "- [x] Written\n- [ ] Read\n- neither\n",
        expect![[r#"
        <ul>
        <li class="task"><input type="checkbox" disabled checked aria-label="done"> Written</li>
        <li class="task"><input type="checkbox" disabled aria-label="to do"> Read</li>
        <li>neither</li>
        </ul>
    "#]],
    );
}

#[test]
fn terms_and_definitions_are_a_definition_list() {
    check_body(
        "Heat\n: Energy on its way.\n\nWork\n: The other way.\n",
        expect![[r#"
        <dl>
        <dt>Heat</dt>
        <dd>Energy on its way.</dd>
        <dt>Work</dt>
        <dd>The other way.</dd>
        </dl>
    "#]],
    );
}

#[test]
fn lists_keep_their_first_number() {
    check_body(
        "3. three\n4. four\n\n- a\n  - b\n",
        expect![[r#"
        <ol start="3">
        <li>three</li>
        <li>four</li>
        </ol>
        <ul>
        <li>a<ul>
        <li>b</li>
        </ul>
        </li>
        </ul>
    "#]],
    );
}

#[test]
fn headings_have_anchors_and_links_to_themselves() {
    check_body(
        "# Title\n\n## First law\n\n### With `code` & <b>\n",
        expect![[r##"
            <span id="title"></span><h2 id="first-law">First law <a class="anchor" href="#first-law" aria-label="Link to this section: First law">#</a></h2>
            <h3 id="with-code">With <code>code</code> &amp; &lt;b&gt; <a class="anchor" href="#with-code" aria-label="Link to this section: With code &amp;">#</a></h3>
            a.md:5:19 warning[raw-html] `<b>` is HTML, and is shown as text here | write `**bold words**`
        "##]],
    );
}

#[test]
fn a_heading_may_name_its_anchor() {
    check_body(
        "## First law {#first}\n\n## Zweites {#2nd_law}\n\n## Odd {#a b}\n",
        expect![[r##"
        <h2 id="first">First law <a class="anchor" href="#first" aria-label="Link to this section: First law">#</a></h2>
        <h2 id="2nd_law">Zweites <a class="anchor" href="#2nd_law" aria-label="Link to this section: Zweites">#</a></h2>
        <h2 id="a">Odd <a class="anchor" href="#a" aria-label="Link to this section: Odd">#</a></h2>
    "##]],
    );
}

#[test]
fn headings_of_the_same_name_are_numbered() {
    check_body(
        "## Law\n\n## Law\n\n## Law-1\n\n## …\n\n## 热\n",
        expect![[r##"
        <h2 id="law">Law <a class="anchor" href="#law" aria-label="Link to this section: Law">#</a></h2>
        <h2 id="law-1">Law <a class="anchor" href="#law-1" aria-label="Link to this section: Law">#</a></h2>
        <h2 id="law-1-1">Law-1 <a class="anchor" href="#law-1-1" aria-label="Link to this section: Law-1">#</a></h2>
        <h2 id="section">… <a class="anchor" href="#section" aria-label="Link to this section: …">#</a></h2>
        <h2 id="re">热 <a class="anchor" href="#re" aria-label="Link to this section: 热">#</a></h2>
    "##]],
    );
}

#[test]
fn only_the_title_is_a_heading_of_level_one() {
    check_body(
        "Text first.\n\n# Not the title\n",
        expect![[r##"
        <p>Text first.</p>
        <h2 id="not-the-title">Not the title <a class="anchor" href="#not-the-title" aria-label="Link to this section: Not the title">#</a></h2>
    "##]],
    );
}

#[test]
fn the_leading_heading_is_the_title_and_keeps_its_anchor() {
    check_body(
        "# Heat and work\n\nSee [above](#heat-and-work).\n",
        expect![[r##"
        <span id="heat-and-work"></span><p>See <a href="#heat-and-work">above</a>.</p>
    "##]],
    );
}

#[test]
fn the_leading_heading_may_name_its_anchor() {
    check_body(
        "# Heat and work {#top}\n\nSee [above](#top).\n",
        expect![[r##"
        <span id="top"></span><p>See <a href="#top">above</a>.</p>
    "##]],
    );
}

#[test]
fn a_leading_heading_that_repeats_the_title_is_dropped() {
    check_body(
        "---\ntitle: \"Heat & work\"\n---\n# Heat & Work\n\nText.\n",
        expect![[r#"
        <span id="heat-work"></span><p>Text.</p>
    "#]],
    );
}

#[test]
fn a_leading_heading_that_differs_from_the_title_stays() {
    check_body(
        "---\ntitle: Heat\n---\n# Work\n\nText.\n",
        expect![[r##"
        <h2 id="work">Work <a class="anchor" href="#work" aria-label="Link to this section: Work">#</a></h2>
        <p>Text.</p>
    "##]],
    );
}

#[test]
fn code_is_kept_to_the_letter() {
    check_body(
        "```rust,ignore\nlet a = \"<b>\" && 'c';\n```\n\n    indented -- \"code\"\n\nInline `a && [[b]]`.\n",
        expect![[r#"
        <pre tabindex="0"><code class="language-rust">let a = "&lt;b&gt;" &amp;&amp; 'c';
        </code></pre>
        <pre tabindex="0"><code>indented -- "code"
        </code></pre>
        <p>Inline <code>a &amp;&amp; [[b]]</code>.</p>
    "#]],
    );
}

#[test]
fn the_language_of_a_code_block_cannot_leave_its_attribute() {
    check_body(
        "```\"><script>alert(1)</script>\nx\n```\n",
        expect![[r#"
        <pre tabindex="0"><code class="language-&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x
        </code></pre>
    "#]],
    );
}

#[test]
fn raw_html_is_shown_as_text_and_reported_where_it_stands() {
    check_body(
        "Text.\n\n<div onclick=\"x()\">\n<script>alert(1)</script>\n</div>\n\nAnd <b>bold</b>.\n",
        expect![[r#"
            <p>Text.</p>
            &lt;div onclick="x()"&gt;
            &lt;script&gt;alert(1)&lt;/script&gt;
            &lt;/div&gt;
            <p>And &lt;b&gt;bold&lt;/b&gt;.</p>
            a.md:3:1 warning[raw-html] `<div onclick="x()">` is HTML, and is shown as text here | leave it out: an empty line parts paragraphs, and the theme says how they look
            a.md:7:5 warning[raw-html] `<b>` is HTML, and is shown as text here | write `**bold words**`
        "#]],
    );
}

#[test]
fn comments_are_dropped() {
    check_body(
        "One <!-- inline --> two.\n\n<!-- a block -->\n\nThree.\n",
        expect![[r#"
        <p>One  two.</p>
        <p>Three.</p>
    "#]],
    );
}

#[test]
fn a_comment_of_several_lines_is_dropped() {
    check_body(
        "One.\n\n<!-- first\n\nsecond -->\n\nTwo.\n",
        expect![[r#"
        <p>One.</p>
        <p>Two.</p>
    "#]],
    );
}

#[test]
fn text_between_two_comments_is_not_lost() {
    let files = "-- a.md --\n<!-- a --> kept <!-- b -->\n";
    let built = build(sources(files), &bare("{{ body | safe }}"), Scope::default(), &mut Memos::default());
    let page = built.page("a.html");
    assert!(page.contains("kept") && !page.contains("a --"), "{page}");
}

#[test]
fn nesting_within_the_bound_stays_whole() {
    // A link at the deepest level that is allowed: 99 quotes and a paragraph.
    let markdown = format!("{}[text](https://example.org/)\n", "> ".repeat(99));
    let files = format!("-- a.md --\n{markdown}");
    let built = build(sources(&files), &bare("{{ body | safe }}"), Scope::default(), &mut Memos::default());
    assert_eq!(built.findings(), "");
    let page = built.page("a.html");
    assert_eq!(page.matches("<a ").count(), page.matches("</a>").count());
    assert_eq!(page.matches("<blockquote>").count(), 99);
}

#[test]
fn nesting_beyond_the_bound_is_cut_and_reported() {
    for deep in ["> ", "- ", "1. ", "> - "] {
        let files = format!("-- a.md --\n{}deep\n", deep.repeat(3_000));
        let built = build(sources(&files), &bare("{{ body | safe }}"), Scope::default(), &mut Memos::default());
        assert!(built.findings().contains("error[deep-nesting]"), "{deep:?}: {}", built.findings());
        let page = built.page("a.html");
        for tag in ["blockquote", "ul", "ol", "li", "p"] {
            let opened = page.matches(&format!("<{tag}>")).count();
            assert!(opened <= 101, "{opened} <{tag}> of {deep:?}");
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "<{tag}> of {deep:?}");
        }
    }
}
