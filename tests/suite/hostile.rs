//! What comes from somebody who means harm, or from a disk that failed: each input ends in a clear word, none in a panic,
//! none hangs, and nothing of it runs in a reader's browser or leaves the site's folder.
//!
//! The table lies beside this file. `▶` opens an input and says what it is, its source follows (`a.md`, or files under
//! `-- path --`), and after `◀` stands what is said, `fine` where nothing is. `UPDATE_EXPECT=1` rewrites what follows
//! `◀`. «nul», «rlo» and the like are signs or bytes that a table cannot hold; «5000:[» is five thousand brackets.

use crate::support::{bare, files, lines};
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;
use vademecum::load::{self, Places};
use vademecum::model::diag::settle;
use vademecum::model::site::Keep;
use vademecum::pipeline::{self, Memos, Unwatched};
use vademecum::resolve::Scope;

/// When something is taken to hang. A guard, not a measure: the slowest takes a small part of it.
const HANGS: Duration = Duration::from_secs(120);

/// How many findings of an input the table has.
const MAX_LINES: usize = 3;

/// Signs and bytes that a table cannot hold.
const SIGNS: [(&str, &[u8]); 14] = [
    ("nul", b"\0"),
    ("esc", b"\x1b"),
    ("del", b"\x7f"),
    ("c1", "\u{85}".as_bytes()),
    ("ff", b"\xff"),
    ("overlong", b"\xc0\xaf"),
    ("surrogate", b"\xed\xa0\x80"),
    ("bom", b"\xef\xbb\xbf"),
    ("utf16", b"\xff\xfeH\0i\0"),
    ("rlo", "\u{202e}".as_bytes()),
    ("lri", "\u{2066}".as_bytes()),
    ("pdi", "\u{2069}".as_bytes()),
    ("cr", b"\r"),
    ("crlf", b"\r\n"),
];

fn table() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/hostile.txt")
}

struct Row {
    name: String,
    source: String,
    said: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(table()).expect("a table");
    let rows = text.split("▶ ").skip(1).map(|row| {
        let (name, rest) = row.split_once('\n').expect("a name");
        let (source, said) = rest.split_once("◀\n").unwrap_or((rest, ""));
        Row { name: name.to_owned(), source: source.to_owned(), said: said.trim_end().to_owned() }
    });
    rows.collect()
}

/// The bytes that a text of the table stands for.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, (inner, after))) =
        rest.split_once('«').and_then(|(before, rest)| Some((before, rest.split_once('»')?)))
    {
        bytes.extend_from_slice(before.as_bytes());
        match (inner.split_once(':'), SIGNS.iter().find(|(name, _)| *name == inner)) {
            (_, Some((_, sign))) => bytes.extend_from_slice(sign),
            (Some((n, what)), None) => {
                let n: usize = n.parse().expect("how often");
                // A number in it counts.
                (0..n).for_each(|at| {
                    bytes.extend(what.replace("\\n", "\n").replace("\\0", "\0").replace("%n", &at.to_string()).bytes())
                });
            }
            (None, None) => panic!("no sign is called {inner}"),
        }
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// The files of an input, saved.
fn saved(source: &str) -> TempDir {
    let root = TempDir::new().expect("a folder");
    let content = root.path().join("content");
    let source = if source.starts_with("-- ") { source.to_owned() } else { format!("-- a.md --\n{source}") };
    for (path, text) in files(&source) {
        let path = content.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes(&text)).expect("a file");
    }
    root
}

/// What is said of an input. Whatever is said, nothing of it runs, and every page stays where pages are.
fn told(source: &str) -> String {
    let root = saved(source);
    let places = Places::new(root.path(), &root.path().join("site"));
    let loaded = load::sources(&places, None).expect("it can be read");
    let mut memos = Memos::forgetful();
    let read = pipeline::read(&loaded.value, Scope::default(), &mut memos, &Unwatched);
    let keep = Keep::default();
    let theme = bare("{{ title }}{{ body | safe }}");
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(pipeline::build(&read.value, &theme, &mut memos, &keep, &Unwatched));
    settle(&mut diagnostics);
    for (path, bytes) in keep.site() {
        let path = path.as_str();
        let is_inside = path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', '\0']);
        assert!(is_inside, "a page at {path}");
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            assert_harmless(path, &text);
        }
    }
    let said = lines(&loaded.value, &diagnostics);
    let n_lines = said.lines().count();
    let shown = said.lines().take(MAX_LINES).map(shortened);
    let more = (n_lines > MAX_LINES).then(|| format!("and {} more", n_lines - MAX_LINES));
    let shown: Vec<String> = shown.chain(more).collect();
    if shown.is_empty() { "fine".to_owned() } else { shown.join("\n") }
}

/// Nothing of a page runs, loads anything from elsewhere or looks otherwise than the theme has it.
fn assert_harmless(path: &str, page: &str) {
    let page = Html::parse_document(page);
    let all = Selector::parse("*").expect("a selector");
    for element in page.select(&all) {
        let name = element.value().name();
        let is_foreign =
            ["script", "style", "iframe", "object", "embed", "base", "form", "meta", "svg"].contains(&name);
        assert!(!is_foreign, "{path} has <{name}>");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{path} has {attribute}");
            // Browsers leave out what they cannot read before they look for the scheme.
            let address: String = value.chars().filter(|c| !c.is_control() && *c != ' ').collect();
            let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme).to_lowercase();
            let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
            let is_known = ["", "http", "https", "mailto", "tel"].contains(&scheme.as_str()) || !is_scheme;
            assert!(is_known || !["href", "src"].contains(&attribute), "{path} leads to {value}");
        }
    }
}

/// A finding with the signs that cannot be seen made visible, cut where it repeats a long input.
fn shortened(line: &str) -> String {
    let is_hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let visible = |c: char| if is_hidden(c) { c.escape_unicode().to_string() } else { c.to_string() };
    match line.char_indices().nth(300) {
        Some((end, _)) => line[..end].chars().map(visible).collect::<String>() + "…",
        None => line.chars().map(visible).collect(),
    }
}

/// The same, with a guard against what hangs or falls over.
fn guarded(row: &Row) -> String {
    let (done, waits) = mpsc::channel();
    let source = row.source.clone();
    let thread = thread::Builder::new().name(row.name.clone()).spawn(move || done.send(told(&source)));
    let thread = thread.expect("a thread");
    match waits.recv_timeout(HANGS) {
        Ok(said) => said,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{} hangs", row.name),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = thread.join();
            panic!("{} ends in a panic", row.name)
        }
    }
}

#[test]
fn whatever_comes_in_ends_in_a_clear_word() {
    let rows = Arc::new(rows());
    let said = Arc::new(Mutex::new(BTreeMap::new()));
    let workers = (0..2).map(|worker| {
        let (rows, said) = (Arc::clone(&rows), Arc::clone(&said));
        thread::spawn(move || {
            for at in (worker..rows.len()).step_by(2) {
                let told = guarded(&rows[at]);
                said.lock().expect("no thread panics while it holds the lock").insert(at, told);
            }
        })
    });
    let workers: Vec<_> = workers.collect();
    workers.into_iter().for_each(|worker| worker.join().expect("each input ends in a word"));
    let said = said.lock().expect("all are done");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let row = |(at, row): (usize, &Row)| format!("▶ {}\n{}◀\n{}\n\n", row.name, row.source, said[&at]);
        let text: String = rows.iter().enumerate().map(row).collect();
        fs::write(table(), text.trim_end().to_owned() + "\n").expect("a table");
        return;
    }
    let differ = rows.iter().enumerate().filter(|(at, row)| row.said != said[at]);
    let differ: String =
        differ.map(|(at, row)| format!("{}\n  not {}\n  but {}\n", row.name, row.said, said[&at])).collect();
    assert!(differ.is_empty(), "{differ}");
}

#[test]
fn more_than_eighty_inputs_are_told_with_a_name_and_a_line() {
    let mut sources: Vec<String> = rows().into_iter().filter(|row| row.said != "fine").map(|row| row.source).collect();
    sources.sort();
    sources.dedup();
    assert!(sources.len() >= 80, "{}", sources.len());
}
