//! What vademecum reads, fed with any bytes: one function a target, each of which panics where a promise is broken.
//!
//! `bin/` has a fuzzer for each; `tests/suite/fuzz.rs` takes the same functions for the inputs in `corpus/`, so that the
//! two cannot differ. Only what the program's library shows to everybody is used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use vademecum::index::{Asked, Index, Searcher};
use vademecum::load::{self, Places};
use vademecum::model::config::Lang;
use vademecum::model::diag::{Diagnostic, Severity};
use vademecum::model::entry::{Entry, Piece, Spanned, Value};
use vademecum::model::hash::ContentHash;
use vademecum::model::library::Library;
use vademecum::model::manifest::{Manifest, Sha256};
use vademecum::model::path::SourcePath;
use vademecum::model::site::{Page, Sink};
use vademecum::model::source::{Asset, Source, Sources};
use vademecum::model::theme::Theme;
use vademecum::pack;
use vademecum::parse::{self, Grammar};
use vademecum::pipeline::{self, Blocks, Memos, Unwatched};
use vademecum::resolve::Scope;

/// Takes any bytes; panics where a promise is broken.
pub type Target = fn(&[u8]);

/// Every target by name.
pub const TARGETS: [(&str, Target); 9] = [
    ("front_matter", front_matter),
    ("configuration", configuration),
    ("markdown", markdown),
    ("links", links),
    ("question", question),
    ("kept_index", kept_index),
    ("manifest", manifest),
    ("archive", archive),
    ("site", site),
];

/// A front matter to values, each with its place.
pub fn front_matter(bytes: &[u8]) {
    entry(format!("---\n{}\n---\n\n# Words\n", String::from_utf8_lossy(bytes)));
}

/// A text to an entry.
pub fn markdown(bytes: &[u8]) {
    entry(String::from_utf8_lossy(bytes).into_owned());
}

fn entry(text: String) {
    let source = Source::new(SourcePath::new("a.md"), text);
    let read = parse::entry(&source, &Grammar { markdown_keys: vec!["remark".to_owned()], is_declared: true });
    assert_sound(&source.text, &read.value, &read.diagnostics);
}

/// `site.yaml`, then `model.yaml` after a line of `%`, to a configuration under which an entry is read.
pub fn configuration(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (site, model) = text.split_once("\n%\n").unwrap_or(("", &text));
    let files =
        [("site.yaml", site), ("model.yaml", model), ("a.md", "---\nkind: note\n---\n[[b]]\n"), ("b.md", "# B")];
    built(files.map(|(path, text)| (path.to_owned(), text.to_owned())).into(), &BARE, false);
}

/// Each line, and all of them, as what a link of any kind leads to. No address leaves the site or runs anything.
pub fn links(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut body = String::new();
    for line in text.lines().take(20) {
        body +=
            &format!("[[{line}]] [[{line}|words]] ![[{line}]]\n\n[x]({line}) [y](<{line}>) ![z]({line}) <{line}>\n\n");
    }
    body += &format!("[r][] [s][r]\n\n![[{text}]]\n\n[r]: {text}\n");
    let mut files = AROUND.clone();
    files.insert("notes/links.md".to_owned(), body);
    for (path, bytes) in built(files, &BARE, false) {
        if path.ends_with(".html") {
            assert_harmless(&path, &String::from_utf8_lossy(&bytes));
        }
    }
}

/// What a reader types to an answer.
pub fn question(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (typed, filter) = text.split_once('\n').unwrap_or((&text, ""));
    let (library, index) = &*INDEXED;
    let filters: Vec<_> =
        filter.split_once('=').map(|(name, term)| (name.to_owned(), term.to_owned())).into_iter().collect();
    for lang in ["en", "fr", "ar"] {
        let asked = Asked { question: typed, filters: &filters, lang: &Lang::new(lang), limit: 5, is_explained: true };
        let answer = Searcher::of(index, library).ask(&asked);
        assert!(
            answer.hits.len() <= 5
                && answer.hits.len() <= answer.n_entries
                && answer.n_entries <= library.ids().count()
        );
        assert!(answer.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0));
        assert!(answer.hits.is_sorted_by(|one, other| one.score >= other.score));
    }
}

/// A kept part of an index: what is damaged is not taken, and what has the right hash harms nobody.
pub fn kept_index(bytes: &[u8]) {
    let stored = |bytes: Vec<u8>| Blocks::stored([("part-program".to_owned(), bytes)].into(), "program");
    drop(stored(bytes.to_vec()));
    let digits = ContentHash::of_bytes(bytes).digits(0, 25);
    drop(stored([digits.as_bytes(), bytes].concat()));
}

/// The list of a copy's files: what was read is saved and read again as the same, and leads nowhere else.
pub fn manifest(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let some = Manifest::parse_what_can_be(&text);
    for path in some.0.keys() {
        assert!(is_inside(path) && !path.contains(char::is_control), "{path:?}");
    }
    if let Some(whole) = Manifest::parse(&text) {
        assert_eq!(whole, some);
        assert_eq!(Manifest::parse(&whole.text()), Some(whole));
    }
    assert!(some.held_against(&some).is_none());
    let half = Manifest(some.0.iter().step_by(2).map(|(path, hash)| (path.clone(), hash.clone())).collect());
    assert_eq!(some.held_against(&half).is_none(), half == some);
}

/// A ZIP that somebody handed on to what it holds.
pub fn archive(bytes: &[u8]) {
    if let Ok(holding) = pack::unzipped(bytes) {
        let listed = holding.manifest.as_deref().map(Manifest::parse_what_can_be).unwrap_or_default();
        let _ = listed.held_against(&holding.there);
    }
}

/// The files of `-- path --` blocks to a whole site. Which of them by the built-in theme, and which are searched, their
/// length says: both take longer than all else together.
pub fn site(bytes: &[u8]) {
    let theme = if bytes.len().is_multiple_of(8) { &BUILT_IN } else { &BARE };
    built(tree(&String::from_utf8_lossy(bytes)), theme, bytes.len() % 8 == 1);
}

/// The files of `-- path --` blocks, as far as they have names that are walked.
pub fn tree(text: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = None;
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => {
                let parts = path.strip_prefix("_static/").unwrap_or(path).split('/');
                let is_walked = is_inside(path) && parts.into_iter().all(|part| !part.starts_with(['.', '_']));
                open = (is_walked && files.len() < 12).then(|| path.to_owned());
                open.iter().for_each(|path| _ = files.insert(path.clone(), String::new()));
            }
            None => {
                let file = open.as_ref().and_then(|path| files.get_mut(path));
                file.into_iter().for_each(|text| text.push_str(line));
            }
        }
    }
    files
}

/// Spans lie on character boundaries, and nothing stumbled.
pub fn assert_sound(text: &str, entry: &Entry, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        assert_within(text, &diagnostic.span.range);
        assert_ne!(diagnostic.code, "unreadable-entry");
    }
    for (key, value) in &entry.head.fields {
        assert_within(text, &key.span);
        assert_spans(text, value);
    }
    for link in &entry.links {
        assert_within(text, &link.span);
    }
    for body in std::iter::once(&entry.body).chain(entry.prose.values()) {
        for piece in &body.pieces {
            if let Piece::Html(range) | Piece::Text(range) | Piece::Plain(range) = piece {
                assert_within(&body.buffer, &(range.start as usize..range.end as usize));
            }
        }
    }
}

/// A place within a text, between two of its characters.
pub fn assert_within(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is not within {text:?}");
}

fn assert_spans(text: &str, value: &Spanned<Value>) {
    assert_within(text, &value.span);
    match &value.value {
        Value::List(items) => items.iter().for_each(|item| assert_spans(text, item)),
        Value::Map(fields) => fields.iter().for_each(|(key, value)| {
            assert_within(text, &key.span);
            assert_spans(text, value);
        }),
        Value::Null | Value::Text(_) => {}
    }
}

fn is_inside(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// No element and no address of a page runs, loads from elsewhere or leads out of the site.
fn assert_harmless(path: &str, page: &str) {
    // Text has no `<`, and attributes have neither `>` nor a quotation mark: both are escaped.
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(
            !["script", "style", "iframe", "object", "embed", "base", "form", "meta"].contains(&name.as_str()),
            "{tag}"
        );
        for attribute in ["href", "src"] {
            let Some((_, value)) = tag.split_once(&format!(" {attribute}=\"")) else { continue };
            let address = value.split('"').next().unwrap_or_default();
            let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
            let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
            let is_known = ["", "http", "https", "mailto", "tel"].contains(&scheme.to_lowercase().as_str());
            assert!(is_known || !is_scheme, "{path} leads to {address}");
            if scheme.is_empty() || !is_scheme {
                assert!(!address.starts_with(['/', '\\']), "{path} leads to {address}");
                let n_up = address.split('/').take_while(|part| *part == "..").count();
                assert!(n_up <= path.matches('/').count(), "{path} leads to {address}");
            }
        }
    }
}

/// Pages by their path.
type Pages = BTreeMap<String, Arc<[u8]>>;

/// Keeps pages, and the paths of those that come twice.
#[derive(Default)]
struct Once(Mutex<(Pages, BTreeSet<String>)>);

impl Sink for Once {
    fn take(&self, page: Page) {
        let path = page.path.to_string();
        assert!(is_inside(&path), "a page at {path:?}");
        let mut taken = self.0.lock().expect("no thread panics while it holds the lock");
        if taken.0.insert(path.clone(), page.bytes).is_some() {
            taken.1.insert(path);
        }
    }
}

/// The whole way from files to a site. Every finding has its place, no page comes out twice, and what would be published
/// can be listed.
fn built(files: BTreeMap<String, String>, theme: &Theme, is_searched: bool) -> Pages {
    let sources = sources(&files);
    let mut memos = Memos::forgetful();
    let read = pipeline::read(&sources, Scope::default(), &mut memos, &Unwatched);
    let sink = Once::default();
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(pipeline::build(&read.value, theme, &mut memos, &sink, &Unwatched));
    if is_searched {
        pipeline::search(&read.value, &mut Blocks::forgetful(), &sink);
    }
    for diagnostic in &diagnostics {
        if let Some(text) = files.get(diagnostic.span.path.as_str()) {
            assert_within(text, &diagnostic.span.range);
        }
        assert!(!["unreadable-entry", "template"].contains(&diagnostic.code), "{diagnostic:?}");
    }
    let (site, twice) = sink.0.into_inner().expect("all threads are done");
    assert!(twice.is_empty(), "{twice:?} came out twice");
    if diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error) {
        let manifest = Manifest(site.keys().map(|path| (path.clone(), Sha256::of(b""))).collect());
        assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
    }
    site
}

/// Files as `load` would give them.
fn sources(files: &BTreeMap<String, String>) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let name = SourcePath::new(path.as_str());
        let asset = || {
            let bytes = text.as_bytes().to_vec();
            let hash = ContentHash::of_bytes(&bytes);
            Arc::new(Asset { path: name.clone(), bytes, hash })
        };
        let source = || Arc::new(Source::new(name.clone(), text.clone()));
        match path.as_str() {
            "site.yaml" => sources.site = Some(source()),
            "model.yaml" => sources.model = Some(source()),
            path if path.starts_with("_static/") => sources.statics.push(asset()),
            path if path.ends_with(".md") => sources.entries.push(source()),
            _ => sources.assets.push(asset()),
        }
    }
    sources
}

static BUILT_IN: LazyLock<Theme> = LazyLock::new(|| {
    let nowhere = Places::new(Path::new("/nonexistent"), Path::new("/nonexistent"));
    load::theme(&nowhere, "default").expect("the built-in theme needs no folder")
});

/// A theme whose pages are their texts.
static BARE: LazyLock<Theme> = LazyLock::new(|| {
    let mut theme = BUILT_IN.clone();
    let pages = ["home", "entry", "list", "a-z", "whole", "changes", "copy", "redirect", "404"];
    theme.templates = pages.iter().map(|page| (format!("{page}.html"), "{{ body | safe }}".to_owned())).collect();
    (theme.css, theme.js) = (String::new(), String::new());
    theme.pages.clear();
    theme.hash = ContentHash::of(&["bare"]);
    theme
});

/// A library in three languages for links to lead into, and to be searched.
static AROUND: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    tree(
        "\
-- site.yaml --
title: {en: Library, fr: Bibliothèque, ar: مكتبة}
languages: [en, fr, ar]
-- model.yaml --
kinds:
  note: {label: Note, fields: {number: {type: integer}}}
  term: {label: Term, glossary: true}
relations:
  terms: {to: term, facet: true}
  see_also: {symmetric: true, contrast: true}
-- index.md --
# Home
-- notes/heat.md --
---
kind: note
title: Heat and work
aliases: [warmth]
number: 3
terms: [entropy]
---
As heat flows, \"work and heat\" change places: re-offending, judge's, naïve.

## First part {#first}

Colour, organisation and rehabilitation of prisoners.
-- notes/heat.fr.md --
---
title: La chaleur
---
L'œuvre d'été, aujourd'hui.
-- notes/heat.ar.md --
---
title: الحرارة
---
إعادة التأهيل في السجون
-- notes/other note.md --
# Other & note
See [[heat]].
-- terms/entropy.md --
---
kind: term
title: Entropy
also_known_as: [disorder, measure of disorder]
see_also: [order]
---
-- terms/order.md --
---
kind: term
title: Order
---
-- notes/picture.png --
png
",
    )
});

static INDEXED: LazyLock<(Library, Index)> = LazyLock::new(|| {
    let library = pipeline::read(&sources(&AROUND), Scope::default(), &mut Memos::forgetful(), &Unwatched).value;
    let index = pipeline::index(&library, &mut Blocks::forgetful());
    (library, index)
});
