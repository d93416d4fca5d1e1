//! Builds every folder of `tests/sites` and compares the whole tree.
//!
//! `UPDATE=1` rewrites what is expected; the difference is part of the review. The style sheet and the
//! script are the theme's and change with it: they are left out, and the hash in their names is blotted out.

use crate::page::faults;
use crate::support::{BUILT_IN, Built, build, difference, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use vademecum::load::{self, Places};
use vademecum::pipeline::Memos;
use vademecum::resolve::Scope;

fn sites() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let found = fs::read_dir(&folder).expect("tests/sites").map(|found| found.expect("a folder").path());
    let mut sites: Vec<PathBuf> = found.filter(|path| path.join("content").is_dir()).collect();
    sites.sort();
    assert!(!sites.is_empty());
    sites
}

fn built(site: &Path) -> Built {
    let places = Places::new(site, &site.join("site"));
    let loaded = load::sources(&places, None).expect("the folder can be read");
    let mut built = build(loaded.value, &BUILT_IN, Scope::default(), &mut Memos::default());
    built.diagnostics.splice(0..0, loaded.diagnostics);
    vademecum::model::diag::settle(&mut built.diagnostics);
    built
}

/// The files of a site, without those of the theme.
fn pages(built: &Built) -> BTreeMap<String, Vec<u8>> {
    if !built.is_published() {
        return BTreeMap::new();
    }
    let ours = built.site.iter().filter(|(path, _)| !path.starts_with("assets/"));
    ours.map(|(path, bytes)| (path.clone(), blotted(path, bytes))).collect()
}

/// `style-12ab34cd.css` becomes `style-________.css`.
fn blotted(path: &str, bytes: &[u8]) -> Vec<u8> {
    if !path.ends_with(".html") {
        return bytes.to_owned();
    }
    let mut text = String::from_utf8(bytes.to_owned()).expect("pages are UTF-8");
    let places: Vec<usize> = text.match_indices("assets/").map(|(at, _)| at).collect();
    for at in places {
        // The hash is as long as what blots it out, so that the places stay.
        let is_hash = |word: &str| word.len() >= 8 && word.as_bytes()[..8].iter().all(u8::is_ascii_hexdigit);
        let name = text[at..].split(['"', '?', '#', ' ']).next().unwrap_or_default();
        if let Some((stem, _)) = name.rsplit_once('-').filter(|(_, rest)| is_hash(rest) && rest[8..].starts_with('.')) {
            let from = at + stem.len() + 1;
            text.replace_range(from..from + 8, "________");
        }
    }
    text.into_bytes()
}

#[test]
fn every_golden_site_comes_out_as_expected() {
    let is_update = std::env::var_os("UPDATE").is_some() || std::env::var_os("UPDATE_EXPECT").is_some();
    let mut differences = Vec::new();
    for site in sites() {
        let name = site.file_name().expect("a name").to_string_lossy().into_owned();
        let built = built(&site);
        let (findings, pages) = (built.findings(), pages(&built));
        let (expected, diagnostics) = (site.join("expected"), site.join("diagnostics.txt"));
        if is_update {
            let _ = fs::remove_dir_all(&expected);
            for (path, bytes) in &pages {
                let file = expected.join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, bytes).expect("a file");
            }
            fs::write(diagnostics, findings).expect("a file");
            continue;
        }
        let known = fs::read(&diagnostics).unwrap_or_default();
        if known != findings.as_bytes() {
            differences.push(format!("{name}/diagnostics.txt: {}", difference(&known, findings.as_bytes())));
        }
        let known = if expected.is_dir() { tree(&expected) } else { BTreeMap::new() };
        for path in known.keys().filter(|path| !pages.contains_key(*path)) {
            differences.push(format!("{name}/expected/{path}: did not come out"));
        }
        for (path, bytes) in &pages {
            match known.get(path) {
                None => differences.push(format!("{name}: {path} was not expected")),
                Some(known) if known != bytes => {
                    differences.push(format!("{name}/expected/{path}: {}", difference(known, bytes)));
                }
                Some(_) => {}
            }
        }
    }
    assert!(differences.is_empty(), "{}\n\n`UPDATE=1 cargo test` rewrites what is expected", differences.join("\n"));
}

#[test]
fn every_golden_site_that_is_published_is_sound() {
    for site in sites() {
        let built = built(&site);
        if built.is_published() {
            assert_eq!(faults(&built), Vec::<String>::new(), "{}", site.display());
        }
    }
}

#[test]
fn the_library_that_ships_is_sound() {
    let built = built(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(built.is_published(), "{}", built.findings());
    assert_eq!(faults(&built), Vec::<String>::new());
}

#[test]
fn twenty_mistakes_are_told_in_one_run() {
    let site = sites().into_iter().find(|site| site.ends_with("twenty-mistakes")).expect("the site");
    let built = built(&site);
    let mut codes: Vec<&str> = built.diagnostics.iter().map(|finding| finding.code).collect();
    assert_eq!(codes.len(), 20, "{}", built.findings());
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 20, "twenty different ones: {}", built.findings());
    // Each mistake is marked in its file by a comment that names its code, on its line or above it.
    for finding in &built.diagnostics {
        let text = fs::read_to_string(site.join("content").join(finding.span.path.as_str())).expect("the source");
        assert!(text.contains(finding.code), "{} does not say that it has {}", finding.span.path, finding.code);
    }
}
