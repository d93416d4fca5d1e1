//! Files that go with the pages.

use super::templates::Press;
use crate::model::library::Library;
use crate::model::path::{OutPath, SourcePath};
use crate::model::site::Page;
use crate::model::source::Asset;
use std::sync::Arc;

/// The style sheet, the script, what entries link to, and what is published as it is; each with its source.
pub(super) fn files(library: &Library, press: &Press) -> Vec<(Page, Option<SourcePath>)> {
    let own = press.pages.values().filter_map(|page| page.js.as_ref());
    let theme = [Some(&press.css), press.js.as_ref()].into_iter().flatten().chain(own);
    let theme = theme.map(|(path, bytes)| (Page { path: path.clone(), bytes: bytes.clone() }, None));
    let linked = library.assets.iter().map(|(path, asset)| file(path, asset));
    let statics = library.statics.iter().map(|(path, asset)| file(path, asset));
    theme.chain(linked).chain(statics).collect()
}

fn file(path: &OutPath, asset: &Asset) -> (Page, Option<SourcePath>) {
    (Page { path: path.clone(), bytes: Arc::from(asset.bytes.as_slice()) }, Some(asset.path.clone()))
}
