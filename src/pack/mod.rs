//! Site to copies that people hand on.
//!
//! A copy is the site, with a page that says where to start and the terms of what is in it. [`zip`] makes one file of
//! it, [`epub`] a book of its documents, [`unzipped`] says what such a file holds, [`notices`] what the makers of the
//! site's scripts ask to be told.

mod archive;
mod epub;

use crate::model::manifest::Holding;
use crate::model::site::Site;

/// A whole site, with its manifest, as one ZIP: the same bytes on every machine.
pub fn zip(site: &Site) -> Result<Vec<u8>, String> {
    archive::zip(site).map_err(|error| error.to_string())
}

/// The files of a book, as one EPUB 3.3: the same bytes on every machine.
pub fn epub(files: &Site) -> Result<Vec<u8>, String> {
    epub::epub(files).map_err(|error| error.to_string())
}

/// Whether a file is an EPUB that [`epub`] made.
pub fn is_epub(bytes: &[u8]) -> bool {
    epub::is_ours(bytes)
}

/// What a ZIP holds, to be held against its manifest. The error says why it is none.
pub fn unzipped(bytes: &[u8]) -> Result<Holding, String> {
    archive::unzipped(bytes).map_err(|error| error.to_string())
}

/// The licences of what every site carries beside its authors' words.
pub fn notices() -> [(&'static str, &'static str); 2] {
    [
        ("vademecum: style sheet, scripts, START-HERE", include_str!("../../LICENSE-MIT")),
        ("Snowball: stemmers of the search", include_str!("../../themes/default/js/search/LICENSE-snowball.txt")),
    ]
}
