//! Every file of a site with its SHA-256, in the form that `sha256sum -c` reads: the mark that a folder is ours,
//! the base of writing only what differs, and what a copy is held against.

use ring::digest::{Context, SHA256};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A SHA-256, made as bytes come.
pub struct Sha256(Context);

impl Sha256 {
    /// Of nothing yet.
    pub fn new() -> Sha256 {
        Sha256(Context::new(&SHA256))
    }

    /// Of some bytes, in hexadecimal digits.
    pub fn of(bytes: &[u8]) -> String {
        let mut hash = Sha256::new();
        hash.add(bytes);
        hash.digits()
    }

    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was taken, in hexadecimal digits.
    pub fn digits(self) -> String {
        let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
        self.0.finish().as_ref().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

impl Default for Sha256 {
    fn default() -> Sha256 {
        Sha256::new()
    }
}

/// Every file of a site but the manifest itself, and its SHA-256 in hexadecimal digits.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Manifest(pub BTreeMap<String, String>);

impl Manifest {
    /// Its name in the site.
    pub const NAME: &str = "manifest-sha256.txt";

    /// Reads a manifest. `None` where a line is none of a manifest's: then somebody else made this file, or harmed it.
    pub fn parse(text: &str) -> Option<Manifest> {
        let files: Option<BTreeMap<_, _>> = text.lines().map(entry).collect();
        files.filter(|files| !files.is_empty()).map(Manifest)
    }

    /// Reads what can be read of a manifest, whatever else is in it.
    pub fn parse_what_can_be(text: &str) -> Manifest {
        Manifest(text.lines().filter_map(entry).collect())
    }

    /// As it is saved.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 100);
        for (path, hash) in &self.0 {
            writeln!(text, "{hash}  {path}").expect("a string takes any text");
        }
        text
    }

    /// How what is there differs from what this lists.
    pub fn held_against(&self, there: &Manifest) -> Difference {
        let mut difference = Difference::default();
        let mut added: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (path, hash) in there.0.iter().filter(|(path, _)| !self.0.contains_key(*path)) {
            added.entry(hash).or_default().insert(path);
        }
        for (path, hash) in &self.0 {
            match there.0.get(path) {
                Some(found) if found == hash => {}
                Some(_) => difference.altered.push(path.clone()),
                // The same bytes under a name that nobody listed: it was moved.
                None => match added.get_mut(hash.as_str()).and_then(BTreeSet::pop_first) {
                    Some(to) => difference.moved.push((path.clone(), to.to_owned())),
                    None => difference.missing.push(path.clone()),
                },
            }
        }
        let rest: BTreeSet<&str> = added.into_values().flatten().collect();
        difference.added = rest.into_iter().map(str::to_owned).collect();
        difference
    }
}

/// What a copy holds, wherever it lies.
#[derive(Clone, Default, Debug)]
pub struct Holding {
    /// Its manifest, where it has one; bytes that are no text are none of its lines.
    pub manifest: Option<String>,
    /// Every other file that can be read.
    pub there: Manifest,
    /// Files that cannot, and why. A symbolic link is one: what it leads to is not in the copy.
    pub unreadable: BTreeMap<String, String>,
    /// What the systems left that the copy was plugged into; nobody reads a page there.
    pub left: Vec<String>,
}

/// How a copy differs from its manifest; each list in order of paths.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Difference {
    /// Files that hold other bytes than those that were published.
    pub altered: Vec<String>,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Files that have another name now: the old one and the new one.
    pub moved: Vec<(String, String)>,
    /// Files that were not published.
    pub added: Vec<String>,
}

impl Difference {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.n_files() == 0
    }

    /// How many files are not as they were made.
    pub fn n_files(&self) -> usize {
        self.altered.len() + self.missing.len() + self.moved.len() + self.added.len()
    }
}

/// `<64 digits>  <path>`. A path that leaves the folder, or that no disk takes, is none of ours.
fn entry(line: &str) -> Option<(String, String)> {
    let (hash, path) = line.split_once("  ")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let is_inside = !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let is_inside = is_inside && !path.contains(char::is_control);
    (is_hash && is_inside).then(|| (path.to_owned(), hash.to_ascii_lowercase()))
}
