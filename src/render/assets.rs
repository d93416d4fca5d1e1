//! Files that go with the pages.

use super::templates::Press;
use crate::model::library::Library;
use crate::model::path::{OutPath, SourcePath};
use crate::model::site::Page;
use crate::model::source::Asset;
use std::sync::Arc;

/// The style sheet, the script, the icon, what entries link to, and what is published as it is; each with its source.
pub(super) fn files(library: &Library, press: &Press) -> Vec<(Page, Option<SourcePath>)> {
    let own = press.pages.values().filter_map(|page| page.js.as_ref());
    let theme = [Some(&press.css), press.js.as_ref(), press.entry_js.as_ref(), press.icon.as_ref()]
        .into_iter()
        .flatten()
        .chain(own);
    let theme = theme.map(|(path, bytes)| (Page { path: path.clone(), bytes: bytes.clone() }, None));
    let linked = library.assets.iter().map(|(path, asset)| file(path, asset));
    let statics = library.statics.iter().map(|(path, asset)| file(path, asset));
    theme.chain(linked).chain(statics).collect()
}

/// A style sheet without its comments, indents and spare spaces: those are for whoever writes it.
pub(super) fn lean(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let mut rest = css;
    // A mark within a quoted text is no comment.
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        lean.push_str(&squeezed(before));
        let quote = &from[..1];
        let end = if quote == "/" {
            from.starts_with("/*").then(|| from[2..].find("*/").map_or(from.len(), |end| end + 4))
        } else {
            from[1..].find(quote).map(|end| end + 2)
        };
        let end = end.unwrap_or(1);
        if !from.starts_with("/*") {
            lean.push_str(&from[..end]);
        }
        rest = &from[end..];
    }
    lean.push_str(&squeezed(rest));
    let lines = lean.lines().map(str::trim).filter(|line| !line.is_empty());
    // A line break is a space where a word could go on.
    let ends = |line: &str| line.ends_with(['{', '}', ';', ',']);
    lines.flat_map(|line| [line, if ends(line) { "" } else { "\n" }]).collect()
}

/// What lies between quoted texts, without the spaces that mean nothing there.
fn squeezed(css: &str) -> String {
    let spare = [
        ("; }", "}"),
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        (", ", ","),
        (": ", ":"),
        (" > ", ">"),
        (" / ", "/"),
        (" 0.", " ."),
        (":0.", ":."),
        ("(0.", "(."),
    ];
    spare.iter().fold(css.to_owned(), |css, (from, to)| css.replace(from, to))
}

fn file(path: &OutPath, asset: &Asset) -> (Page, Option<SourcePath>) {
    (Page { path: path.clone(), bytes: Arc::from(asset.bytes.as_slice()) }, Some(asset.path.clone()))
}
