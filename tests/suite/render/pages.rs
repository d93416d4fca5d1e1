//! What every page keeps to.

use crate::page::{Page, assert_sound, faults};
use crate::support::built;

#[test]
fn links_are_relative_whatever_the_depth() {
    let built = built(
        "
-- README.md --
[a](one/two/three/deep.md)
-- one/two/three/deep.md --
# Deep
[home](/README.md) [[side]] ![p](p.png)
-- one/other/side.md --
# Side
[[deep]] [back](../../README.md)
-- one/two/three/p.png --
p
",
    );
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    let deep = Page::of(&built, "one/two/three/deep.html");
    assert_eq!(
        deep.links(".prose a"),
        ["README -> ../../../index.html", "Side -> ../../other/side.html"].map(|link| link.replace("README", "home"))
    );
}

#[test]
fn what_leads_nowhere_is_no_link() {
    let built = built("-- a.md --\n[[gone]] [text](gone.md) [x](#gone) [y](javascript:alert(1)) ![p](gone.png)\n");
    let page = Page::of(&built, "a.html");
    assert_eq!(page.words(".prose .unresolved"), ["gone", "text", "y", "p"]);
    assert_eq!(page.links(".prose a"), ["x -> a.html"]);
    assert!(page.all(".prose img").is_empty());
}

#[test]
fn an_alias_answers_with_a_page_that_points_on() {
    let built = built(
        "-- model.yaml --\nkinds: {n: {}}\n-- index.md --\n---\ntitle: H\n---\n[[a]]\n-- a.md --\n---\nkind: n\ntitle: A & b\naliases: [old-a]\n---\n",
    );
    let page = Page::of(&built, "n/old-a.html");
    let refresh = page.all("meta[http-equiv=refresh]");
    assert_eq!(refresh[0].attr("content"), Some("0; url=a.html"));
    assert!(page.links("main a").contains(&"A & b -> a.html".to_owned()));
    assert_sound(&built);
}

#[test]
fn the_404_page_looks_right_at_any_address() {
    for (base, wanted) in [("", 0), ("-- site.yaml --\nbase_url: https://example.org/lib\n", 1)] {
        let built = built(&format!("-- guide/README.md --\n# Guide\n-- a.md --\n{base}"));
        let page = Page::of(&built, "404.html");
        let links: Vec<String> = page.links("a[href]");
        let links: Vec<&String> = links.iter().filter(|link| !link.contains("-> #")).collect();
        assert_eq!(!links.is_empty(), wanted == 1, "{links:?}");
        assert!(links.iter().all(|link| link.contains("-> /lib/")), "{links:?}");
        assert!(page.words("main").concat().contains("no page at this address"));
        if wanted == 1 {
            let sheet = page.all("link[rel=stylesheet]");
            assert!(sheet[0].attr("href").is_some_and(|href| href.starts_with("/lib/assets/")));
            let script = page.all("script");
            assert!(script[0].attr("src").is_some_and(|src| src.starts_with("/lib/assets/")));
        }
    }
}

#[test]
fn the_direction_of_the_script_is_that_of_the_language() {
    let built = built("-- site.yaml --\nlanguages: [ar]\ntitle: السجون\n-- a.md --\n# اختبار\n");
    for path in built.paths(".html") {
        let html = Page::of(&built, path);
        let html = html.all("html");
        assert_eq!((html[0].attr("lang"), html[0].attr("dir")), (Some("ar"), Some("rtl")), "{path}");
    }
    let built = self::built("-- a.md --\n");
    assert_eq!(Page::of(&built, "a.html").all("html")[0].attr("dir"), Some("ltr"));
}

#[test]
fn a_heading_may_have_the_name_of_a_part_of_the_page() {
    // Every id that the theme's own markup has, as a heading of an entry that shows all its parts.
    let theme: String = crate::support::BUILT_IN.templates.values().cloned().collect();
    let ids: Vec<&str> = theme
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !id.contains("{{"))
        .collect();
    assert!(!ids.is_empty());
    let headings: String = ids.iter().map(|id| format!("## {id}\n\nText[^1].\n\n## {{#{id}}} \n\n")).collect();
    let more = "## fn-1\n\n## {#fnref-1-1} x\n\n## group-1-1\n\n## group-l1-1\n";
    let built = built(&format!(
        "-- model.yaml --\nkinds: {{document: {{}}, practice: {{}}}}\nrelations: {{part_of: {{to: document, one: true, ordered: true}}, elaborates: {{}}}}\n-- index.md --\n---\ntitle: H\n---\n[[a]]\n-- a.md --\n---\nkind: document\ntitle: A\nelaborates: b\n---\n{headings}{more}\n[^1]: Note.\n-- b.md --\n---\nkind: practice\ntitle: B\npart_of: a\n---\n-- c.md --\n---\nkind: document\ntitle: C\nelaborates: a\npart_of: a\n---\n"
    ));
    let twice: Vec<String> = faults(&built).into_iter().filter(|fault| fault.ends_with("twice")).collect();
    assert_eq!(twice, Vec::<String>::new());
}

#[test]
fn fields_are_shown_with_their_labels_and_in_readers_words() {
    let built = built(
        "
-- model.yaml --
kinds:
  note:
    fields:
      dated: {type: date, label: Dated}
      form: {type: choice, label: Form, of: {memo: {en: Memorandum}}}
      site: {type: url, label: Official address}
      remark: {type: markdown, label: Remark}
      words: {type: list of text, label: Words}
      pairs: {type: map, label: Pairs}
-- index.md --
---
title: H
---
[[a]]
-- a.md --
---
kind: note
title: A
dated: 2012-06-07
form: memo
site: https://example.org/?a=1&b=2
remark: A *short* one on [[index]].
words: [one, two]
pairs: {k: v, w: x}
reviewed: 2026-11
---
",
    );
    let page = Page::of(&built, "note/a.html");
    let terms = page.words(".notes dt");
    let values = page.words(".notes dd");
    let notes: Vec<String> = terms.iter().zip(&values).map(|(term, value)| format!("{term}: {value}")).collect();
    for note in [
        "Dated: 7 June 2012",
        "Form: Memorandum",
        "Official address: https://example.org/?a=1&b=2",
        "Remark: A short one on H.",
        "Words: one, two",
        "Pairs: k: v; w: x",
        "Reviewed: November 2026",
    ] {
        assert!(notes.contains(&note.to_owned()), "{note} is not among {notes:#?}");
    }
    assert_eq!(
        page.links(".notes dd a[href^=https]"),
        ["https://example.org/?a=1&b=2 -> https://example.org/?a=1&b=2"]
    );
    assert_sound(&built);
}
