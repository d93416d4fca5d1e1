//! Whatever is in a file, it is read.

use crate::fuzz::targets::{assert_sound, assert_within};
use crate::support::{SENTENCES, build, property, sources_of};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use vademecum::model::path::SourcePath;
use vademecum::model::source::Source;
use vademecum::parse::{self, Grammar};
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

/// Words that mean something to one reader or another, and characters of every width.
fn scraps() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "---\n",
        "+++\n",
        "...\n",
        "title: ",
        "id: ",
        "remark: ",
        "a: ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "*",
        "**",
        "_",
        "`",
        "```",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "{#x}",
        "|",
        "|---|",
        "[[",
        "]]",
        "[[a]]",
        "[[b|text]]",
        "[[a#x]]",
        "![",
        "](",
        ")",
        "(b.md)",
        "[^1]",
        "[^1]: ",
        "[^é]",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<https://x.y>",
        "&amp;",
        "\\",
        "\"",
        "'",
        "--",
        "ä",
        "热",
        "🌍",
        "\u{301}",
        "\u{200f}",
        "\0",
        ". ",
        "! ",
        "A",
        "word",
        "~~",
        ": def",
        "> [!NOTE]\n",
        "- [x] ",
        "***\n",
        "===\n",
        "&x ",
        "*x",
        "!!tag ",
        "? ",
        "%",
        "\u{2028}",
        "\u{feff}",
        "。",
        "{{",
        "}}",
        "{%",
        "%}",
        "%%",
        "==",
        "++",
        "$",
        "^",
        "^[",
        "] (",
        ")[",
        "((",
        "www.",
        "https://x.y/z",
        "<--",
        "!!! note",
        ":::note",
        "=== \"",
        ":a_b:",
        "[!",
        "[NOTE]",
        "• ",
        "– ",
        "'''",
        "2. ",
        "a) ",
        "1986. ",
        "[]",
        "\u{200b}",
        "\u{ad}",
        "\u{a0}",
        "“",
        "”",
        "&nbsp",
        "title = ",
        "title：",
        "----\n",
        "—\n",
        "title: \"",
        "title: '",
        "title: [",
        "- x,",
        " #x",
        "#x",
        "\\|",
        "| a | b |\n",
        "|---|---|\n",
        "+---+\n",
        "[x]: y\n",
        "[x][y]",
        "    ",
    ];
    vec(prop_oneof![9 => proptest::sample::select(SCRAPS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)], 0..60)
        .prop_map(|scraps| scraps.concat())
}

#[test]
fn any_text_parses_and_its_spans_lie_on_character_boundaries() {
    property(2_000, scraps(), |text| {
        let source = Source::new(SourcePath::new("a.md"), text.clone());
        let grammar = Grammar { markdown_keys: vec!["remark".to_owned()], is_declared: true };
        let read = parse::entry(&source, &grammar);
        assert_sound(&text, &read.value, &read.diagnostics);
    });
}

#[test]
fn any_bytes_parse() {
    property(500, vec(any::<u8>(), 0..200), |bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let source = Source::new(SourcePath::new("a.md"), text.clone());
        let read = parse::entry(&source, &Grammar { markdown_keys: Vec::new(), is_declared: true });
        assert_sound(&text, &read.value, &read.diagnostics);
    });
}

#[test]
fn any_configuration_is_read() {
    property(500, (scraps(), scraps()), |(site, model)| {
        let files = [("site.yaml", site), ("model.yaml", model), ("a.md", "[[b]]".to_owned())];
        let files: BTreeMap<String, String> = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
        let built = build(sources_of(&files), &SENTENCES, Scope::default(), &mut Memos::default());
        for diagnostic in &built.diagnostics {
            if let Some(text) = files.get(diagnostic.span.path.as_str()) {
                assert_within(text, &diagnostic.span.range);
            }
        }
    });
}

#[test]
fn any_pair_of_entries_becomes_pages() {
    property(500, (scraps(), scraps()), |(a, b)| {
        let model = "kinds: {article: {fields: {remark: {type: markdown}}}}".to_owned();
        let files = [("model.yaml", model), ("a.md", a), ("b.md", b)];
        let files: BTreeMap<String, String> = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
        let built = build(sources_of(&files), &SENTENCES, Scope::default(), &mut Memos::default());
        assert!(!built.site.is_empty());
        assert_eq!(built.collisions, Vec::<String>::new());
    });
}
