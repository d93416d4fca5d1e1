//! Whatever authors write, readers see it as text.

use crate::page::{Page, assert_sound};
use crate::support::{BUILT_IN, Files, build, sources_of};
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

/// Breaks out of elements, attributes, templates and comments.
const HOSTILE: &str =
    r#"x"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7777 * 7777 }}{% raw %}&amp;<!-- --></title>"#;

fn yaml(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A site in which every text that an author can give is hostile.
fn hostile() -> crate::support::Built {
    let bad = yaml(HOSTILE);
    let mut files = Files::new();
    let mut put = |path: &str, text: String| files.insert(path.to_owned(), text);
    put("site.yaml", format!("title: {bad}\ndescription: {bad}\nlicence: {bad}\nmenu: [a]\n"));
    put(
        "model.yaml",
        format!(
            "fields:\n  text: {{type: text, label: {bad}}}\n  md: {{type: markdown, label: {bad}}}\n  map: {{type: map}}\n  list: {{type: list of text}}\n  dated: {{type: date}}\n  choice: {{type: choice, of: {{{bad}: {bad}}}}}\n\
             kinds:\n  note:\n    label: {bad}\n    plural: {bad}\n    number: text\n  topic: {{label: {bad}, plural: {bad}}}\n\
             relations:\n  topics: {{from: note, to: topic, facet: true, open: true, label: {bad}, inverse: {bad}}}\n  see_also: {{symmetric: true, label: {bad}}}\n  part_of: {{one: true, ordered: true, label: {bad}, inverse: {bad}}}\n"
        ),
    );
    put("index.md", format!("---\ntitle: {bad}\n---\n{HOSTILE}\n"));
    put(
        "a.md",
        format!(
            "---\nkind: note\ntitle: {bad}\nshort: {bad}\nsummary: {bad}\naliases: [{bad}, old-a]\ntext: {bad}\nmd: {bad}\nmap: {{{bad}: {bad}}}\nlist: [{bad}]\ndated: {{date: 2012, as_written: {bad}}}\nchoice: {bad}\ntopics: [{bad}]\nsee_also: b\npart_of: b\n---\n\
             # {HOSTILE}\n\n## {HOSTILE} {{#x\"y}}\n\n[[b|{HOSTILE}]] [[b]] [text](b.md \"{HOSTILE}\") ![alt {HOSTILE}](p.png) [x](https://x.y/\"><script>alert(3)</script>)\n\n```{HOSTILE}\n{HOSTILE}\n```\n\n[^1]\n\n[^1]: {HOSTILE}\n\n[[{HOSTILE}]]\n\n<script>alert(4)</script>\n"
        ),
    );
    put("b.md", format!("---\nkind: note\ntitle: {bad}\n---\n{HOSTILE} [[a]] {HOSTILE}\n"));
    put("folder <script>alert(5)</c.md", format!("---\nkind: note\ntitle: {bad}\n---\n[[a]]\n"));
    put("p.png", "p".to_owned());
    build(sources_of(&files), &BUILT_IN, Scope::default(), &mut Memos::default())
}

#[test]
fn no_text_of_an_author_becomes_markup() {
    let built = hostile();
    assert!(built.site.len() > 10);
    for path in built.paths(".html") {
        let page = built.page(path);
        for scrap in ["<script>", "<img src=x", "onerror=alert(2)>"] {
            assert!(!page.contains(scrap), "{path} has {scrap}");
        }
        assert!(!page.contains("60481729"), "{path}: a template ran in an author's text");
        let parsed = Page::of(&built, path);
        assert!(parsed.all("img:not([src$='p.png'])").is_empty(), "{path}");
        assert!(parsed.all("[onerror]").is_empty(), "{path}");
        assert!(parsed.all("title").len() == 1, "{path}");
    }
}

#[test]
fn hostile_texts_are_shown_as_they_were_written() {
    let built = hostile();
    let page = Page::of(&built, "note/a.html");
    let wanted = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(page.words("h1").concat(), wanted);
    assert_eq!(page.words(".statement").concat(), wanted);
    assert!(page.words("title")[0].starts_with(&wanted));
    assert!(page.words(".prose code")[0].contains(&wanted));
}

#[test]
fn a_hostile_site_is_still_sound() {
    assert_sound(&hostile());
}

#[test]
fn no_address_of_the_site_holds_anything_but_slugs() {
    for path in hostile().site.keys() {
        let is_good =
            |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b));
        assert!(path.split('/').all(|part| is_good(part) && part.len() <= 52), "{path}");
    }
}
