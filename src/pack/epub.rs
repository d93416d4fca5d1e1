//! One book that telephones, tablets and reading programs open: a ZIP as EPUB asks for it.
//!
//! <https://www.w3.org/TR/epub-33/#sec-ocf>. The crates that make EPUBs write the day and a number of chance into each, and
//! bring templates of their own; what is left to do beside our ZIP is the first file and the one that names the package.

use super::archive;
use crate::model::site::Site;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Where the package lies.
const PACKAGE: &str = "EPUB/package.opf";
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;
/// What a package of ours says of its maker.
const MAKER: &str = r#"<meta name="generator" content="vademecum"/>"#;

pub(super) fn epub(files: &Site) -> Result<Vec<u8>, ZipError> {
    let named: Vec<(String, &[u8])> = files.iter().map(|(path, bytes)| (format!("EPUB/{path}"), &**bytes)).collect();
    // A reading system looks at the first bytes of the file: there stands what it is, as it is.
    let first: [(&str, &[u8], bool); 2] =
        [("mimetype", b"application/epub+zip", false), ("META-INF/container.xml", CONTAINER.as_bytes(), true)];
    // Pictures are small already, but for those that are text.
    let is_smaller = |path: &str| [".xhtml", ".opf", ".css", ".svg"].iter().any(|end| path.ends_with(end));
    let rest = named.iter().map(|(path, bytes)| (path.as_str(), *bytes, is_smaller(path)));
    archive::written(first.into_iter().chain(rest))
}

pub(super) fn is_ours(bytes: &[u8]) -> bool {
    /// The longest package that is looked at.
    const MAX: u64 = 64 << 20;
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut package = String::new();
    let read = archive.by_name(PACKAGE).map(|file| file.take(MAX).read_to_string(&mut package));
    matches!(read, Ok(Ok(_))) && package.contains(MAKER)
}
