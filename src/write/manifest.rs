//! The site's manifest: every file with its SHA-256, in the form that `sha256sum -c` reads.
//! It is the mark that a folder is ours.

use ring::digest::{SHA256, digest};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Its name in the site.
pub(super) const NAME: &str = "manifest-sha256.txt";

/// Every file of a site but the manifest itself, and its SHA-256 in hexadecimal digits.
#[derive(Default)]
pub(super) struct Manifest(pub(super) BTreeMap<String, String>);

impl Manifest {
    /// The manifest of a published folder; empty where there is none.
    pub(super) fn read(folder: &Path) -> Manifest {
        let text = fs::read_to_string(folder.join(NAME)).unwrap_or_default();
        Manifest(text.lines().filter_map(entry).map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect())
    }

    /// Whether a folder is ours: it has a manifest, and the manifest is one.
    pub(super) fn is_in(folder: &Path) -> bool {
        fs::read_to_string(folder.join(NAME))
            .is_ok_and(|text| !text.is_empty() && text.lines().all(|line| entry(line).is_some()))
    }

    /// As it is saved.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 100);
        for (path, hash) in &self.0 {
            writeln!(text, "{hash}  {path}").expect("a string takes any text");
        }
        text
    }
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    digest(&SHA256, bytes).as_ref().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// `<64 digits>  <path>`. A path that leaves the folder is none of ours.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.split_once("  ")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let is_inside =
        !path.is_empty() && !path.starts_with('/') && !path.split('/').any(|part| part == ".." || part.is_empty());
    (is_hash && is_inside).then_some((hash, path))
}
