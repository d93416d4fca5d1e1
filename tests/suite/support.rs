//! A site from a string, a built site, and one check per stage. The cases know none of the API.

use expect_test::Expect;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::panic;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock, Mutex};
use tempfile::TempDir;
use vademecum::load::{self, Places};
use vademecum::model::diag::{Diagnosed, Diagnostic, Severity, settle};
use vademecum::model::graph::{EntryId, Target};
use vademecum::model::hash::ContentHash;
use vademecum::model::library::Library;
use vademecum::model::path::SourcePath;
use vademecum::model::site::{Page, Sink};
use vademecum::model::source::{Asset, Source, Sources};
use vademecum::model::theme::Theme;
use vademecum::pipeline::{self, Memos, Unwatched};
use vademecum::resolve::Scope;

/// Paths and what they hold.
pub(crate) type Files = BTreeMap<String, String>;

/// The files of `-- path --` blocks.
pub(crate) fn files(text: &str) -> Files {
    let mut files = Files::new();
    let mut open: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let marked = line.trim_end().strip_prefix("-- ");
        if let Some(path) = marked.and_then(|rest| rest.strip_suffix(" --")) {
            files.insert(path.to_owned(), String::new());
            open = Some(path.to_owned());
        } else if let Some(path) = &open {
            files.get_mut(path).expect("a block was opened").push_str(line);
        } else {
            assert!(line.trim().is_empty(), "text before the first `-- path --`: {line}");
        }
    }
    files
}

/// Files as `load` would give them.
pub(crate) fn sources_of(files: &Files) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let name = SourcePath::new(path.as_str());
        let asset = || {
            let (path, bytes) = (name.clone(), text.as_bytes().to_vec());
            let hash = ContentHash::of_bytes(&bytes);
            Arc::new(Asset { path, bytes, hash })
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

/// The sources of `-- path --` blocks.
pub(crate) fn sources(text: &str) -> Sources {
    sources_of(&files(text))
}

/// The theme compiled into the program.
pub(crate) static BUILT_IN: LazyLock<Theme> = LazyLock::new(|| {
    let nowhere = Places::new(Path::new("/nonexistent"), Path::new("/nonexistent"));
    load::theme(&nowhere, "default").expect("the built-in theme needs no folder")
});

/// A theme whose entry pages are one template, so that tests of a stage do not depend on how pages look.
pub(crate) fn bare(entry: &str) -> Theme {
    let mut theme = BUILT_IN.clone();
    let pages = ["home", "entry", "list", "a-z", "whole", "changes", "copy", "redirect", "404"];
    theme.templates = pages.iter().map(|page| (format!("{page}.html"), entry.to_owned())).collect();
    (theme.css, theme.js, theme.entry_js) = Default::default();
    theme.pages.clear();
    theme.hash = ContentHash::of(&["bare", entry]);
    theme
}

/// A built site and what there was to say.
pub(crate) struct Built {
    /// Paths and bytes.
    pub(crate) site: BTreeMap<String, Arc<[u8]>>,
    /// What was resolved on the way.
    pub(crate) library: Library,
    /// Sorted, as anyone sees them.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Paths that came out more than once: there must be none.
    pub(crate) collisions: Vec<String>,
    sources: Sources,
}

impl Built {
    /// A page as text.
    pub(crate) fn page(&self, path: &str) -> &str {
        let bytes =
            self.site.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.site.keys().collect::<Vec<_>>()));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// Paths that end so.
    pub(crate) fn paths(&self, end: &str) -> Vec<&str> {
        let paths = self.site.keys().map(String::as_str);
        paths.filter(|path| path.ends_with(end)).collect()
    }

    /// The findings, a line each.
    pub(crate) fn findings(&self) -> String {
        lines(&self.sources, &self.diagnostics)
    }

    /// Whether nothing keeps this site from being published.
    pub(crate) fn is_published(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity != Severity::Error)
    }
}

/// Keeps pages and notices those that come twice.
#[derive(Default)]
struct Once {
    site: Mutex<BTreeMap<String, Arc<[u8]>>>,
    twice: Mutex<Vec<String>>,
}

impl Sink for Once {
    fn take(&self, page: Page) {
        let path = page.path.to_string();
        let before = self.site.lock().expect(UNPOISONED).insert(path.clone(), page.bytes);
        if before.is_some() {
            self.twice.lock().expect(UNPOISONED).push(path);
        }
    }
}

const UNPOISONED: &str = "no thread panics while it holds the lock";

/// Sources to a site through the real pipeline.
pub(crate) fn build(sources: Sources, theme: &Theme, scope: Scope, memos: &mut Memos) -> Built {
    let read = pipeline::read(&sources, scope, memos, &Unwatched);
    let sink = Once::default();
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(pipeline::build(&read.value, theme, memos, &sink, &Unwatched));
    settle(&mut diagnostics);
    let site = sink.site.into_inner().expect(UNPOISONED);
    let collisions = sink.twice.into_inner().expect(UNPOISONED);
    Built { site, library: read.value, diagnostics, collisions, sources }
}

/// A site of `-- path --` blocks with the built-in theme.
pub(crate) fn built(text: &str) -> Built {
    build(sources(text), &BUILT_IN, Scope::default(), &mut Memos::default())
}

/// The library of `-- path --` blocks.
pub(crate) fn library(text: &str) -> Diagnosed<Library> {
    pipeline::read(&sources(text), Scope::default(), &mut Memos::default(), &Unwatched)
}

/// Findings as short lines: `path:line:col severity[code] message | hint`.
pub(crate) fn lines(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics {
        let path = &diagnostic.span.path;
        let (line, column) = position(sources.text(path).unwrap_or_default(), diagnostic.span.range.start);
        let severity = format!("{:?}", diagnostic.severity).to_lowercase();
        let hint = diagnostic.hint.as_ref().map_or(String::new(), |hint| format!(" | {hint}"));
        let (code, message) = (diagnostic.code, diagnostic.message.replace('\n', "⏎"));
        writeln!(lines, "{path}:{line}:{column} {severity}[{code}] {message}{hint}").expect("text");
    }
    lines
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// All that there is to say about a site.
pub(crate) fn check_findings(text: &str, expect: Expect) {
    expect.assert_eq(&built(text).findings());
}

/// Where every link leads, and what there is to say.
pub(crate) fn check_links(text: &str, expect: Expect) {
    let built = built(text);
    let library = &built.library;
    let mut shown = String::new();
    let name = |id: EntryId| library.path(id).map_or(library[id].out.to_string(), |path| path.to_string());
    for id in library.ids() {
        let Some(entry) = &library[id].entry else { continue };
        for (link, target) in entry.links.iter().zip(&library.node(id).targets) {
            let fragment = link.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
            let target = match target {
                Target::Entry { id, anchor: Some(anchor) } => format!("{}#{anchor}", name(*id)),
                Target::Entry { id, anchor: None } => name(*id),
                Target::Asset(out) => format!("file {out}"),
                Target::Folder(folder) => format!("folder {}", library[*folder].out),
                Target::External(url) => format!("outside {url}"),
                Target::Hidden => "hidden".to_owned(),
                Target::Unresolved(_) => "unresolved".to_owned(),
            };
            writeln!(shown, "{}: {}{fragment} -> {target}", entry.path, link.name).expect("text");
        }
    }
    expect.assert_eq(&(shown + &built.findings()));
}

/// Every relation, and what there is to say.
pub(crate) fn check_relations(text: &str, expect: Expect) {
    let built = built(text);
    let library = &built.library;
    let mut shown = String::new();
    for id in library.ids() {
        for edge in &library.node(id).out {
            let key = &library.config.model[edge.relation].key;
            writeln!(shown, "{} -{key}-> {}", library[id].id, library[edge.to].id).expect("text");
        }
    }
    expect.assert_eq(&(shown + &built.findings()));
}

/// What every entry is called and where it goes, and what there is to say.
pub(crate) fn check_names(text: &str, expect: Expect) {
    let built = built(text);
    let library = &built.library;
    let mut shown = String::new();
    for id in library.ids() {
        let (entry, path) = (&library[id], library.path(id));
        let path = path.map_or("(no source)", |path| path.as_str());
        let kind = &library.config.model[entry.kind].key;
        writeln!(shown, "{path}: {} “{}” {kind} -> {}", entry.id, entry.title, entry.out).expect("text");
    }
    for (out, id) in &library.redirects {
        writeln!(shown, "{out} redirects to {}", library[*id].out).expect("text");
    }
    expect.assert_eq(&(shown + &built.findings()));
}

/// A body as HTML, and what there is to say about it.
pub(crate) fn check_body(markdown: &str, expect: Expect) {
    let files = Files::from([("a.md".to_owned(), markdown.to_owned())]);
    let theme = bare("{{ body | safe }}");
    let built = build(sources_of(&files), &theme, Scope::default(), &mut Memos::default());
    expect.assert_eq(&format!("{}\n{}", built.page("a.html").trim_end(), built.findings()));
}

/// The sentence that each backlink shows, its link in brackets.
pub(crate) fn check_sentences(text: &str, expect: Expect) {
    let built = build(sources(text), &SENTENCES, Scope::default(), &mut Memos::default());
    let mut shown = String::new();
    for id in built.library.ids() {
        shown.push_str(built.page(built.library[id].out.as_str()));
    }
    expect.assert_eq(&(shown + &built.findings()));
}

/// A theme that shows nothing but backlinks.
pub(crate) static SENTENCES: LazyLock<Theme> = LazyLock::new(|| {
    bare(concat!(
        "{% for item in backlinks.items %}{{ title | safe }} <- {{ item.title | safe }}: ",
        "{% for part in item.sentence %}{% if part.is_link %}[{{ part.text | safe }}]",
        "{% else %}{{ part.text | safe }}{% endif %}{% endfor %}\n{% endfor %}"
    ))
});

thread_local! {
    /// Hundreds of failures on the way to the smallest are not worth a word each.
    static IS_SHRINKING: Cell<bool> = const { Cell::new(false) };
}

static QUIET_HOOK: LazyLock<()> = LazyLock::new(|| {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !IS_SHRINKING.get() {
            loud(info);
        }
    }));
});

/// A property that holds for whatever the strategy gives. The seed is told with a failure; `SEED=…` repeats it.
pub(crate) fn property<S: Strategy>(cases: u32, strategy: S, holds: impl Fn(S::Value))
where
    S::Value: Debug,
{
    let seed = seed();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    LazyLock::force(&QUIET_HOOK);
    IS_SHRINKING.set(true);
    let outcome = runner.run(&strategy, |value| {
        holds(value);
        Ok(())
    });
    IS_SHRINKING.set(false);
    if let Err(failure) = outcome {
        panic!("{failure}\nto repeat: SEED={seed}");
    }
}

/// The first line that differs, so that a failure says where to look.
pub(crate) fn difference(expected: &[u8], actual: &[u8]) -> String {
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let lines = expected.lines().map(Some).chain([None]).zip(actual.lines().map(Some).chain([None]));
    let first = lines.enumerate().find(|(_, (expected, actual))| expected != actual);
    first.map_or("only at its end".to_owned(), |(idx, (expected, actual))| {
        format!(
            "line {}\n  expected {}\n  actual   {}",
            idx + 1,
            expected.unwrap_or("no more"),
            actual.unwrap_or("no more")
        )
    })
}

/// A random number, or the one that `SEED` gives.
pub(crate) fn seed() -> u64 {
    std::env::var("SEED")
        .map_or_else(|_| RandomState::new().hash_one("seed"), |seed| seed.parse().expect("SEED is a number"))
}

/// How often something is killed: as often as it takes to notice a fault soon, or `KILLS` times.
pub(crate) fn n_kills(usual: usize) -> usize {
    std::env::var("KILLS").map_or(usual, |kills| kills.parse().expect("KILLS is a number"))
}

/// A figure for whoever asks to see it, with `--nocapture`.
#[allow(clippy::print_stdout)]
pub(crate) fn figure(line: &str) {
    println!("{line}");
}

/// A small random number generator, for what happens outside of a property (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// A folder with these files below `content/`.
pub(crate) fn on_disk(text: &str) -> TempDir {
    let root = TempDir::new().expect("a temporary folder");
    save(&root.path().join("content"), &files(text));
    root
}

/// Saves files below a folder.
pub(crate) fn save(folder: &Path, files: &Files) {
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

/// Files of a folder and their bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below a folder and its bytes.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for found in fs::read_dir(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display())) {
            let path = found.expect("a folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    files
}

/// The program as a user runs it, in a folder.
pub(crate) fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vademecum"));
    command.current_dir(folder).args(args).env("NO_COLOR", "1");
    command
}

/// How a run of the program ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// Runs the program and waits for its end.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    program(folder, args).output().expect("the program starts").into()
}

/// Runs the program, which must end well.
pub(crate) fn run_well(folder: &Path, args: &[&str]) -> Run {
    let run = run(folder, args);
    assert_eq!(run.code, 0, "vademecum {args:?}\n{}{}", run.stdout, run.stderr);
    run
}

/// The one file that `pack` makes of a library. It is the same in another folder, in another time zone, with other
/// threads, another mask and files made in another order.
pub(crate) fn packed(library: &str, what: &str, name: &str) -> Vec<u8> {
    let machine = |zone: &str, threads: &str, mask: &str, is_reversed: bool| {
        let root = TempDir::new().expect("a folder");
        let mut all: Vec<(String, String)> = files(library).into_iter().collect();
        if is_reversed {
            all.reverse();
        }
        for file in all {
            save(&root.path().join("content"), &Files::from([file]));
        }
        let line = format!("umask {mask} && exec \"$0\" pack {what} {name}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_vademecum")]).current_dir(root.path());
        let ended =
            shell.env("TZ", zone).env("RAYON_NUM_THREADS", threads).env("NO_COLOR", "1").output().expect("a shell");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        fs::read(root.path().join(name)).expect("what was packed")
    };
    let bytes = machine("UTC", "1", "022", false);
    assert!(bytes == machine("Pacific/Auckland", "4", "077", true), "{name}");
    assert!(bytes == machine("America/New_York", "2", "000", false), "{name}");
    bytes
}
