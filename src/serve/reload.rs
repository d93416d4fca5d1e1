//! Tells open browsers what differs.

use crate::model::path::OutPath;
use crate::model::site::Site;
use serde_json::json;
use std::sync::Arc;

/// The script that every served page is given. It lies outside the site's own paths.
pub(super) const SCRIPT: &str = include_str!("reload.js");
/// Where it is served.
pub(super) const SCRIPT_PATH: &str = "/.vademecum/reload.js";
/// Where the news comes from.
pub(super) const EVENTS_PATH: &str = "/.vademecum/events";
/// What is wrong, as a page.
pub(super) const PROBLEMS_PATH: &str = "/.vademecum/problems";
/// Its style sheet.
pub(super) const PROBLEMS_CSS_PATH: &str = "/.vademecum/problems.css";
/// Its style sheet.
pub(super) const PROBLEMS_CSS: &str = include_str!("problems.css");

/// News: the paths whose bytes differ from before.
pub(super) fn changed(before: &Site, after: &Site) -> String {
    // What a memo kept is the same bytes in the same place: none of them has to be looked at.
    let is_same = |old: &Arc<[u8]>, new: &Arc<[u8]>| Arc::ptr_eq(old, new) || old == new;
    let differs = |(path, bytes): &(&OutPath, &Arc<[u8]>)| before.get(path).is_none_or(|old| !is_same(old, bytes));
    let new = after.iter().filter(differs).map(|(path, _)| path.as_str());
    let gone = before.keys().filter(|path| !after.contains_key(*path)).map(|path| path.as_str());
    json!({ "changed": new.chain(gone).collect::<Vec<_>>(), "problems": false }).to_string()
}

/// News: the last build has errors.
pub(super) fn problems() -> String {
    json!({ "changed": [], "problems": true }).to_string()
}

/// A page with the script in its head.
pub(super) fn with_script(html: &[u8]) -> Vec<u8> {
    let mark = b"</head>";
    let Some(at) = html.windows(mark.len()).position(|window| window == mark) else {
        return html.to_vec();
    };
    let tag = format!("<script src=\"{SCRIPT_PATH}\" defer></script>");
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}

/// What is wrong, as a page.
pub(super) fn problems_page(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>The last change cannot be shown</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{PROBLEMS_CSS_PATH}\"></head>\
         <body><h1>The last change cannot be shown</h1>\
         <p>Put right what is named below and save: the page comes back by itself.</p><pre tabindex=\"0\">{escaped}</pre></body></html>"
    )
}
