//! What is compiled into the program beside the default theme.

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

/// The words on each finding, a file each.
static FINDINGS: Dir = include_dir!("$CARGO_MANIFEST_DIR/docs/findings");

/// The library that `init` makes.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// All there is to say about each finding, as Markdown, by its name.
pub(super) fn findings() -> BTreeMap<&'static str, &'static str> {
    let texts = FINDINGS.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)));
    // How to write one stands beside them.
    texts.filter(|(name, _)| *name != "README").collect()
}

/// The files of the library that `init` makes: paths with `/` between their parts, and texts.
pub(super) fn starter() -> BTreeMap<String, &'static str> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&STARTER];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let path = file.path().to_string_lossy().replace('\\', "/");
            Some((path, file.contents_utf8()?))
        }));
    }
    files
}
