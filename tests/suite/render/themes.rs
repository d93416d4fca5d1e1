//! What a theme does wrong is told, on a warm build as on a cold one.

use crate::page::Page;
use crate::support::{BUILT_IN, Built, bare, build, built, sources};
use vademecum::model::hash::ContentHash;
use vademecum::model::theme::Theme;
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

fn with(change: impl Fn(&mut Theme)) -> Theme {
    let mut theme = BUILT_IN.clone();
    change(&mut theme);
    theme.hash = ContentHash::of_value(&(&theme.templates, &theme.css, &theme.js, &theme.strings));
    theme
}

fn codes(theme: &Theme, memos: &mut Memos) -> Vec<String> {
    let built = build(sources("-- a.md --\n# A\n"), theme, Scope::default(), memos);
    built.diagnostics.iter().map(|finding| finding.code.to_owned()).collect()
}

#[test]
fn a_template_that_cannot_be_read_is_told() {
    let theme = with(|theme| _ = theme.templates.insert("entry.html".to_owned(), "{% if %}".to_owned()));
    assert_eq!(codes(&theme, &mut Memos::default()), ["template"]);
}

#[test]
fn a_template_that_cannot_be_printed_is_told_and_names_the_page() {
    let theme = with(|theme| _ = theme.templates.insert("a-z.html".to_owned(), "{{ nothing.of.that }}".to_owned()));
    let built = build(sources("-- a.md --\n# A\n"), &theme, Scope::default(), &mut Memos::default());
    assert!(built.findings().contains("error[template] the page a-z.html cannot be printed"), "{}", built.findings());
}

#[test]
fn a_theme_without_language_files_is_told() {
    let theme = with(|theme| theme.strings.clear());
    assert_eq!(codes(&theme, &mut Memos::default()), ["theme"]);
}

#[test]
fn a_language_file_that_cannot_be_read_is_told_on_every_build() {
    let theme = with(|theme| theme.strings.get_mut("en").expect("English").push_str("\nthis is no message\n"));
    let mut memos = Memos::default();
    assert_eq!(codes(&theme, &mut memos), ["language-file"]);
    assert_eq!(codes(&theme, &mut memos), ["language-file"], "warm");
}

#[test]
fn a_kind_has_a_template_of_its_own_where_the_theme_has_one() {
    let mut theme = bare("any");
    theme.templates.insert("note.html".to_owned(), "a note".to_owned());
    let site = "-- model.yaml --\nkinds: {note: {}, other: {}}\n-- a.md --\n---\nkind: note\ntitle: A\n---\n-- b.md --\n---\nkind: other\ntitle: B\n---\n";
    let built = build(sources(site), &theme, Scope::default(), &mut Memos::default());
    assert_eq!([built.page("note/a.html"), built.page("other/b.html")], ["a note", "any"]);
}

#[test]
fn assets_carry_the_hash_of_what_they_hold() {
    let name = |theme: &Theme| {
        let built = build(sources("-- a.md --\n"), theme, Scope::default(), &mut Memos::default());
        built.paths(".css")[0].to_owned()
    };
    let changed = with(|theme| theme.css.push_str("p { margin: 1px; }"));
    assert_ne!(name(&BUILT_IN), name(&changed));
}

#[test]
fn a_style_sheet_is_published_without_its_comments() {
    let css = "/* one */\n@media print {\n  a::before { content: \"/* kept */\"; } /* two */\n}\n/* open";
    let built = build(
        sources("-- a.md --\n"),
        &with(|theme| theme.css = css.to_owned()),
        Scope::default(),
        &mut Memos::default(),
    );
    let path = built.paths(".css")[0];
    assert_eq!(built.page(path), "@media print{a::before{content:\"/* kept */\"}}");
}

#[test]
fn a_page_has_the_sites_own_icon_where_there_is_one_else_the_themes() {
    let icon = |site: &Built, page: &str| {
        let icons = Page::of(site, page);
        icons.all("link[rel=icon]").first().and_then(|link| link.attr("href")).map(str::to_owned)
    };
    let site = built("-- notes/a.md --\nA text.\n");
    let theirs = icon(&site, "notes/a.html").expect("the theme's icon");
    assert!(theirs.starts_with("../assets/icon-") && site.site.contains_key(&theirs[3..]), "{theirs}");
    let site = built("-- notes/a.md --\nA text.\n-- _static/favicon.ico --\nicon\n");
    assert_eq!(icon(&site, "notes/a.html").as_deref(), Some("../favicon.ico"));
    // Where the site lies is not known: a page that is shown at any address names no file.
    assert_eq!(icon(&site, "404.html"), None);
}
