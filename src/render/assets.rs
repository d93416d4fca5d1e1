//! Files that go with the pages.

use super::templates::Press;
use crate::model::library::Library;
use crate::model::path::OutPath;
use crate::model::site::Page;
use std::sync::Arc;

/// The style sheet, the script, what entries link to, and what is published as it is.
pub(super) fn files(library: &Library, press: &Press) -> Vec<Page> {
    let page = |path: &OutPath, bytes: Arc<[u8]>| Page { path: path.clone(), bytes };
    let theme =
        [Some(&press.css), press.js.as_ref()].into_iter().flatten().map(|(path, bytes)| page(path, bytes.clone()));
    let linked = library.assets.iter().map(|(path, asset)| page(path, Arc::from(asset.bytes.as_slice())));
    let statics = library.statics.iter().map(|(path, asset)| page(path, Arc::from(asset.bytes.as_slice())));
    theme.chain(linked).chain(statics).collect()
}
