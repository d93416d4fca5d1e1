//! House rules that a machine can hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that stand beside each other.
const VERBS: [&str; 10] = ["load", "parse", "resolve", "lint", "render", "index", "export", "pack", "write", "serve"];

/// The longest file that needs no reason.
const MAX_LINES: usize = 500;

/// Files that are longer, each with its reason.
const LONG: [(&str, &str); 0] = [];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with one of these extensions, and its text.
fn texts(folder: &str, extensions: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(at) = folders.pop() {
        for path in fs::read_dir(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display())) {
            let path: PathBuf = path.expect("a folder can be read").path();
            let name = path.strip_prefix(root()).expect("below").to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                found.insert(name, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

/// Rust without its comments: a comment may speak of any room.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a file of a room imports, by `crate::room` or within `crate::{…}`.
fn rooms(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word =
            |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = &group[..group.find("};").expect("a group ends")];
                let mut depth = 0;
                let parts = group.split(|c| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                rooms.extend(parts.map(word));
            }
            None => _ = rooms.insert(word(rest)),
        }
    }
    rooms
}

#[test]
fn no_verb_imports_another_verb() {
    for verb in VERBS {
        for (path, text) in texts(&format!("src/{verb}"), &[".rs"]) {
            for room in rooms(&text) {
                assert!(room == "model" || room == verb || room.is_empty(), "{path} imports {room}");
            }
        }
    }
}

#[test]
fn every_room_is_a_verb_or_one_of_the_three_that_are_none() {
    let rooms = fs::read_dir(root().join("src")).expect("src").map(|room| room.expect("a room").path());
    for room in rooms.filter(|room| room.is_dir()) {
        let name = room.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(VERBS.contains(&name.as_str()) || ["model", "pipeline", "cli"].contains(&name.as_str()), "{name}");
    }
}

#[test]
fn the_model_imports_no_other_room() {
    for (path, text) in texts("src/model", &[".rs"]) {
        assert!(rooms(&text).is_empty(), "{path} imports {:?}", rooms(&text));
    }
}

#[test]
fn each_noun_imports_only_those_before_it() {
    const ORDER: [&str; 15] = [
        "hash", "slug", "path", "diag", "source", "config", "entry", "graph", "library", "citation", "mention",
        "passage", "theme", "manifest", "site",
    ];
    let place = |noun: &str| ORDER.iter().position(|known| *known == noun);
    for (path, text) in texts("src/model", &[".rs"]) {
        let noun = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).expect("a name");
        let code = code(&text);
        for (at, _) in code.match_indices("super::") {
            let other: String = code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(other_place) = place(&other) {
                assert!(Some(other_place) < place(noun), "{path} imports {other}");
            }
        }
    }
}

#[test]
fn the_pipeline_knows_the_pure_verbs_only() {
    for (path, text) in texts("src/pipeline", &[".rs"]) {
        for room in ["load", "write", "serve", "cli"] {
            assert!(!rooms(&text).contains(room), "{path} imports {room}");
        }
    }
}

#[test]
fn the_pure_rooms_touch_no_world() {
    for room in ["model", "parse", "resolve", "lint", "render", "index", "export", "pack", "pipeline"] {
        for (path, text) in texts(&format!("src/{room}"), &[".rs"]) {
            let code = code(&text);
            for world in
                ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::", "println!", "anyhow"]
            {
                assert!(!code.contains(world), "{path} has {world}");
            }
        }
    }
}

#[test]
fn no_file_is_long_without_a_reason() {
    for folder in ["src", "tests/suite"] {
        for (path, text) in texts(folder, &[".rs"]) {
            let reason = LONG.iter().find(|(long, _)| *long == path);
            let n_lines = text.lines().count();
            assert!(n_lines <= MAX_LINES || reason.is_some(), "{path} has {n_lines} lines: it usually holds two ideas");
            assert!(n_lines > MAX_LINES || reason.is_none(), "{path} needs no reason any more");
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in ["src", "tests/suite"] {
        for (path, text) in texts(folder, &[".rs"]) {
            assert!(text.starts_with("//! "), "{path} opens without a word");
        }
    }
}

/// The words between a mark and its closing quote, everywhere in a text.
fn quoted<'t>(text: &'t str, mark: &str) -> BTreeSet<&'t str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_template_that_a_template_names_exists() {
    let templates = texts("themes/default/templates", &[".html", ".xml"]);
    for (path, text) in &templates {
        for mark in ["{% extends \"", "{% include \"", "{%- include \"", "{%- extends \"", "{% import \""] {
            for name in quoted(text, mark) {
                assert!(templates.contains_key(&format!("themes/default/templates/{name}")), "{path} names {name}");
            }
        }
    }
}

/// The names of a language file's messages.
fn messages(text: &str) -> BTreeSet<&str> {
    let keys = text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    keys.filter(|key| key.starts_with(|c: char| c.is_ascii_alphabetic())).collect()
}

#[test]
fn every_language_has_the_same_messages() {
    let files = texts("themes/default/lang", &[".ftl"]);
    let english = messages(&files["themes/default/lang/en.ftl"]);
    assert!(english.len() > 20);
    for (path, text) in &files {
        let here = messages(text);
        assert_eq!(here.symmetric_difference(&english).collect::<Vec<_>>(), Vec::<&&str>::new(), "{path}");
    }
}

#[test]
fn no_line_of_a_french_page_begins_with_a_mark_that_belongs_to_the_word_before() {
    for line in texts("themes/default/lang", &[".ftl"])["themes/default/lang/fr.ftl"].lines() {
        let said = line.split_once(" = ").map_or(line.trim_start_matches(' '), |(_, said)| said);
        for wrong in [" :", " ;", " ?", " !", " »", "« "] {
            assert!(!said.contains(wrong), "before a high mark stands a space that does not break, U+00A0: {line}");
        }
    }
}

/// The messages that templates and the program ask for.
fn asked() -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    for (path, text) in texts("themes/default/templates", &[".html", ".xml"]) {
        for rest in text.split("words.").skip(1) {
            let key: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            asked.insert(key, path.clone());
        }
        for key in quoted(&text, "say(key=\"") {
            asked.insert(key.to_owned(), path.clone());
        }
    }
    for (path, text) in texts("src/render", &[".rs"]) {
        let code = code(&text);
        for mark in ["words.get(\"", "words.say(\"", ".get(\"not_found", "self.say(\"", ".with(\""] {
            for key in quoted(&code, mark) {
                let key = if mark.ends_with("not_found") { format!("not_found{key}") } else { key.to_owned() };
                asked.insert(key, path.clone());
            }
        }
    }
    asked
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let files = texts("themes/default/lang", &[".ftl"]);
    let english = messages(&files["themes/default/lang/en.ftl"]);
    let asked = asked();
    assert!(asked.len() > 20, "{asked:?}");
    for (key, path) in asked {
        assert!(english.contains(key.as_str()), "{path} asks for `{key}`");
    }
    use vademecum::model::entry::Word;
    let words = [
        Word::Note,
        Word::Tip,
        Word::Important,
        Word::Warning,
        Word::Caution,
        Word::Footnotes,
        Word::BackToText,
        Word::Table,
        Word::LinkToSection,
        Word::TaskDone,
        Word::TaskTodo,
    ];
    for word in words {
        assert!(english.contains(word.key()), "{word:?}");
    }
}

#[test]
fn every_file_that_the_theme_joins_exists_and_every_other_is_joined() {
    let manifest = fs::read_to_string(root().join("themes/default/theme.yaml")).expect("theme.yaml");
    let is_in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/');
    for folder in ["css", "js"] {
        let end = format!(".{folder}");
        let listed = manifest.split(|c| !is_in_name(c)).filter(|name| name.ends_with(&end));
        let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
        let files = texts(&format!("themes/default/{folder}"), &[".css", ".js"]);
        let name = |path: &String| path.split_once(&format!("/{folder}/")).expect("below its folder").1.to_owned();
        let there: BTreeSet<String> = files.keys().map(name).collect();
        assert_eq!(there, listed, "{folder}");
    }
}

/// Every finding that the code can make: its name, and how much it matters where it is made.
fn codes() -> BTreeMap<String, BTreeSet<&'static str>> {
    const MAKERS: [(&str, &str); 7] = [
        ("warn(", "warning"),
        ("const CODE: &str = ", "warning"),
        ("found(", "warning"),
        ("Diagnostic::error(", "error"),
        ("Diagnostic::warning(", "warning"),
        ("Diagnostic::graded(", "graded"),
        ("report(", ""),
    ];
    let mut codes: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for (path, text) in texts("src", &[".rs"]) {
        // `report` is as severe as the room that has it: in `resolve` it is graded by whether there is a model.
        let here = if path.starts_with("src/resolve") { "graded" } else { "error" };
        for (maker, severity) in MAKERS {
            for (at, _) in text.match_indices(maker) {
                let Some(code) = first_text(&text[at + maker.len()..]) else { continue };
                let is_code = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if is_code && !code.is_empty() {
                    codes.entry(code.to_owned()).or_default().insert(if severity.is_empty() { here } else { severity });
                }
            }
        }
    }
    assert!(codes.len() > 40, "{codes:?}");
    codes
}

/// The first text in quotes among the arguments of a call, when it is one of the first three.
fn first_text(arguments: &str) -> Option<&str> {
    let (mut depth, mut n_commas) = (0, 0);
    for (at, c) in arguments.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return None,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => n_commas += 1,
            ';' => return None,
            '"' if depth == 0 => return arguments[at + 1..].split('"').next().filter(|_| n_commas < 3),
            _ => {}
        }
    }
    None
}

/// The reference: one finding a line, `name  severity  meaning`.
pub(crate) fn reference() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let mut lines = BTreeMap::new();
    for line in include_str!("codes.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (code, rest) = line.split_once(' ').expect("a name and a severity");
        let (severity, meaning) = rest.trim().split_once(' ').expect("a severity and a meaning");
        assert!(lines.insert(code, (severity, meaning.trim())).is_none(), "{code} is listed twice");
    }
    lines
}

#[test]
fn every_finding_is_in_the_reference_with_one_meaning() {
    let (codes, reference) = (codes(), reference());
    let made: BTreeSet<&str> = codes.keys().map(String::as_str).collect();
    let listed: BTreeSet<&str> = reference.keys().copied().collect();
    assert_eq!(
        made.difference(&listed).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "made, and not in tests/suite/codes.txt"
    );
    assert_eq!(
        listed.difference(&made).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "in tests/suite/codes.txt, and not made"
    );
    for (code, severities) in &codes {
        let wanted: BTreeSet<&str> = reference[code.as_str()].0.split('/').collect();
        assert_eq!(*severities, wanted, "how much `{code}` matters");
    }
    let meanings: BTreeSet<&str> = reference.values().map(|(_, meaning)| *meaning).collect();
    assert_eq!(meanings.len(), reference.len(), "two findings with one meaning");
}

#[test]
fn every_finding_is_shown_by_a_test() {
    let tests: String = texts("tests", &[".rs", ".txt"]).into_values().collect();
    // Only a disk that fails while it is served says this.
    let cannot_be = ["unreadable"];
    let missing: Vec<&str> = reference()
        .into_keys()
        .filter(|code| !cannot_be.contains(code))
        .filter(|code| !tests.contains(&format!("[{code}]")) && !tests.contains(&format!("\"{code}\"")))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// Names in backticks that look like paths of this repository.
fn named(text: &str) -> BTreeSet<&str> {
    let names = text.split('`').skip(1).step_by(2);
    let tops = ["src/", "tests/", "themes/", "content/", "benches/", "docs/", ".ci/"];
    let is_path = |name: &&str| {
        tops.iter().any(|top| name.starts_with(top))
            && !name.contains(['<', '*', ' ', '…', '{', '$'])
            && !name.contains("...")
    };
    names.filter(is_path).collect()
}

#[test]
fn the_docs_name_real_files() {
    let mut docs: BTreeMap<String, String> = BTreeMap::new();
    for name in ["README.md", "CHANGELOG.md", "tests/README.md"] {
        docs.insert(name.to_owned(), fs::read_to_string(root().join(name)).unwrap_or_else(|_| panic!("no {name}")));
    }
    for folder in ["src", "tests/suite"] {
        let comments = texts(folder, &[".rs"]).into_iter().map(|(path, text)| {
            let lines = text
                .lines()
                .filter_map(|line| Some(line.trim_start().strip_prefix("//")?.trim_start_matches(['/', '!'])));
            (path, lines.collect::<Vec<_>>().join("\n"))
        });
        docs.extend(comments);
    }
    let mut n_named = 0;
    for (doc, text) in &docs {
        for name in named(text) {
            n_named += 1;
            let name = name.split(['#', ':']).next().expect("a path").trim_end_matches('/');
            assert!(root().join(name).exists(), "{doc} names `{name}`, which is not there");
        }
        // What stands in a block of code is an example of what an author writes, not a link of this doc.
        let prose: String = text.split("```").step_by(2).collect();
        for address in prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let address = address.split('#').next().expect("a part");
            if doc.ends_with(".md") && !address.is_empty() && !address.contains(':') {
                let at = root().join(doc).parent().expect("a folder").join(address);
                assert!(at.exists(), "{doc} links to {address}");
            }
        }
    }
    assert!(n_named > 3, "{n_named}");
}

#[test]
fn every_page_says_the_policy_that_servers_send_as_far_as_a_page_can() {
    let (_, sent) = vademecum::model::site::HEADERS[0];
    // Browsers heed `frame-ancestors` in a header only, and `form-action` in a page stops the search form on a disk.
    let said = sent.split("; ").filter(|part| !part.starts_with("frame-ancestors") && !part.starts_with("form-action"));
    let meta =
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", said.collect::<Vec<_>>().join("; "));
    let base = fs::read_to_string(root().join("themes/default/templates/base.html")).expect("a template");
    assert!(base.contains(&meta), "{meta}");
}

#[test]
fn every_test_of_the_suite_is_a_sentence() {
    for (path, text) in texts("tests/suite", &[".rs"]) {
        for rest in text.split("#[test]\nfn ").skip(1) {
            let name = rest.split('(').next().expect("a name");
            assert!(name.split('_').count() >= 3 && !name.starts_with("test_"), "{path}: {name}");
        }
    }
}
