//! A whole document on one page, and what stands on paper only.

use crate::page::{Page, assert_sound};
use crate::support::{BUILT_IN, Built, build, built, sources};
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

const MODEL: &str = "
-- model.yaml --
kinds:
  text: {label: Text, number: number, fields: {number: {type: text, certainty: {field: sure, plain: [yes-it-is], marked: [maybe]}}, sure: {type: text}}}
relations:
  part_of: {one: true, ordered: true, label: Part of, inverse: Contains}
-- index.md --
# Home
";

const BOOK: &str = "
-- book.md --
---
title: Book
kind: text
summary: All of it.
---
See [[one#watch-for]] and [[outside]].

## Why
-- one.md --
---
title: One
kind: text
summary: The first.
number: 12
sure: maybe
part_of: book
order: 1
---
A note[^n] and [outside](https://example.org/a?b=1&c=2).

## Watch for

### Deeper

[^n]: In [[inner]].
-- inner.md --
---
title: Inner
kind: text
part_of: one
---
Another note[^n] on [[book#why]].

## Watch for

[^n]: Words, <https://example.org/>.
-- two.md --
---
title: Two
kind: text
part_of: book
order: 2
---
Back to [[one]].
-- outside.md --
---
title: Outside
kind: text
---
Beside.
";

fn site(more: &str) -> Built {
    built(&format!("{MODEL}{more}"))
}

#[test]
fn a_document_stands_whole_on_one_page_in_order() {
    let built = site(BOOK);
    assert_eq!(built.findings(), "");
    assert_sound(&built);
    let page = Page::of(&built, "text/book/whole.html");
    assert_eq!(
        page.words("h1, main h2, main h3, main h4, main h5"),
        [
            "Book",
            "Contents 3",
            "Why",
            "12? (number not verified) One",
            "Watch for",
            "Deeper",
            "Inner",
            "Watch for",
            "Two"
        ]
    );
    let titles = |level: &str| page.words(&format!("{level}.whole-title"));
    assert_eq!(titles("h2"), ["12? (number not verified) One", "Two"]);
    assert_eq!(titles("h3"), ["Inner"]);
    assert_eq!(
        page.links(".whole-contents a"),
        ["12? (number not verified) One -> #one", "Inner -> #inner", "Two -> #two"]
    );
    assert_eq!(page.words(".whole-contents .card-summary"), ["The first."]);
    assert_eq!(page.links(".whole-source a")[1], "text/inner.html -> ../inner.html");
}

#[test]
fn links_between_the_parts_of_a_document_stay_on_its_page() {
    let built = site(BOOK);
    let page = Page::of(&built, "text/book/whole.html");
    assert_eq!(
        page.links(".prose p a:not([href*=fn])"),
        [
            "One -> #one--watch-for",
            "Outside -> ../outside.html",
            "outside -> https://example.org/a?b=1&c=2",
            "Inner -> #inner",
            "Book -> #book--why",
            "https://example.org/ -> https://example.org/",
            "One -> #one",
        ]
    );
    assert_eq!(page.links(".footnote-ref a"), ["1 -> #one--fn-1", "1 -> #inner--fn-1"]);
    assert_eq!(page.links(".footnote-back"), ["↩ -> #one--fnref-1-1", "↩ -> #inner--fnref-1-1"]);
}

#[test]
fn the_way_to_the_whole_stands_on_its_first_page_only() {
    let built = site(BOOK);
    let links = |path: &str| Page::of(&built, path).links(".whole-link a");
    assert_eq!(links("text/book.html"), ["Read the whole text on one page, to print -> book/whole.html"]);
    assert!(links("text/one.html").is_empty());
    assert_eq!(built.paths("whole.html").len(), 1);
}

#[test]
fn what_has_fewer_than_two_parts_or_too_many_has_no_page_for_the_whole() {
    let part = |n: usize| format!("-- p{n}.md --\n---\nkind: text\npart_of: book\n---\n# P {n}\n");
    let with = |n_parts: usize| {
        let parts: String = (0..n_parts).map(part).collect();
        site(&format!("-- book.md --\n---\nkind: text\n---\n# Book\n{parts}")).paths("whole.html").len()
    };
    assert_eq!([1, 2, 300, 301].map(with), [0, 1, 1, 0]);
}

#[test]
fn parts_that_run_in_a_circle_end() {
    let text = BOOK.replace("kind: text\nsummary: All of it.", "kind: text\npart_of: inner");
    assert!(site(&text).paths("whole.html").is_empty());
}

#[test]
fn each_language_has_its_own_whole_document() {
    let french = "
-- site.yaml --
languages: [en, fr]
-- book.fr.md --
---
title: Livre
---
Voir [[one]].
-- two.fr.md --
---
title: Deux
---
Fin.
";
    let built = site(&format!("{BOOK}{french}"));
    assert_sound(&built);
    let page = Page::of(&built, "fr/text/book/whole.html");
    assert_eq!(page.words(".whole-title"), ["12? (numéro non vérifié) One", "Inner", "Deux"]);
    assert_eq!(page.all(".whole-part[lang=en]").len(), 2);
    assert_eq!(page.links(".languages a"), ["English -> ../../../text/book/whole.html", "français -> whole.html"]);
}

#[test]
fn a_part_that_changes_changes_the_whole() {
    let mut memos = Memos::default();
    for text in
        [BOOK.to_owned(), BOOK.replace("Back to", "Returning to"), BOOK.replace("title: Outside", "title: Elsewhere")]
    {
        let text = format!("{MODEL}{text}");
        let warm = build(sources(&text), &BUILT_IN, Scope::default(), &mut memos);
        assert_eq!(warm.page("text/book/whole.html"), built(&text).page("text/book/whole.html"));
    }
}

#[test]
fn addresses_outside_stand_after_the_text_for_paper() {
    let built = site(BOOK);
    let addresses = |path: &str| Page::of(&built, path).words(".addresses li");
    assert_eq!(addresses("text/one.html"), ["https://example.org/a?b=1&c=2"]);
    assert_eq!(addresses("text/book/whole.html"), ["https://example.org/a?b=1&c=2", "https://example.org/"]);
    assert!(addresses("text/two.html").is_empty());
}

#[test]
fn a_page_says_for_paper_where_it_is() {
    let at = |built: &Built, path: &str| Page::of(built, path).all("html")[0].attr("data-address").map(str::to_owned);
    assert_eq!(at(&site(BOOK), "text/one.html").as_deref(), Some("text/one.html"));
    let served = site(&format!("{BOOK}-- site.yaml --\nbase_url: https://example.org/lib\n"));
    assert_eq!(at(&served, "text/one.html").as_deref(), Some("https://example.org/lib/text/one.html"));
    assert_eq!(at(&served, "404.html").as_deref(), Some(""));
}
