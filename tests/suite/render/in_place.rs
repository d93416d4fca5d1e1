//! Entries read on the page of another.

use crate::page::{Page, assert_sound};
use crate::support::{Built, built};

fn site(text: &str) -> Built {
    built(&format!(
        "
-- model.yaml --
kinds: {{practice: {{label: Practice}}, guidance: {{label: Guidance}}}}
relations:
  elaborates: {{to: practice, inline: true, inverse: Elaborated by}}
-- p.md --
---
kind: practice
title: P
---
Words.
-- g.md --
---
kind: guidance
title: G
elaborates: p
---
{text}
-- empty.md --
---
kind: guidance
title: Nothing yet
elaborates: p
---
"
    ))
}

#[test]
fn what_elaborates_a_practice_can_be_read_on_its_page() {
    let built = site("Of [[p]] and [here](#part)[^1].\n\n## Part\n\nMore.\n\n[^1]: Note.");
    assert_eq!(built.findings(), "");
    let page = Page::of(&built, "practice/p.html");
    assert_eq!(page.words("details.in-place summary"), ["Read it here: G"]);
    assert!(page.all("details[open]").is_empty());
    assert_eq!(page.words("details .prose"), ["Of P and here. Part More."]);
    assert_eq!(page.words("details h3"), ["Part"]);
    assert_eq!(page.links("details .prose a"), ["P -> p.html", "here -> ../guidance/g.html#part"]);
    assert_sound(&built);
}

#[test]
fn a_text_too_long_for_the_page_is_a_link_only() {
    let built = site(&"Many words. ".repeat(2_000));
    let page = Page::of(&built, "practice/p.html");
    assert!(page.all("details").is_empty());
    assert_eq!(page.links(".relation a"), ["Nothing yet -> ../guidance/empty.html", "G -> ../guidance/g.html"]);
}
