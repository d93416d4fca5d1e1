//! What results show, in files of several entries: `docs/search.md` says how it is packed.

use super::deflated::Deflated;
use super::files::rounded;
use crate::model::library;
use std::sync::Arc;

/// What results show of an entry.
pub(super) struct Shown<'l> {
    pub(super) url: &'l str,
    pub(super) title: &'l str,
    pub(super) kind: &'l str,
    pub(super) lang: &'l str,
    pub(super) number: &'l str,
    pub(super) is_marked: bool,
    pub(super) status: Option<library::Status>,
    /// Anchor, heading and text.
    pub(super) passages: Vec<(&'l str, &'l str, &'l str)>,
}

/// How many bytes of what results show lie in one file: of a few entries all; of many the more, the longer their texts are
/// together, because many small files are slow on a stick. A question loads about ten: they grow with the cube root.
pub(super) fn target(n_entries: usize, n_bytes: usize) -> usize {
    let growing = 70.0 * (rounded(n_bytes) as f64).cbrt();
    if n_entries <= 64 { 48 << 10 } else { (growing as usize).clamp(7 << 10, 24 << 10) }
}

/// Packs what results show into texts of several entries, each with the number of its first passage.
pub(super) fn texts<'l>(entries: impl Iterator<Item = Shown<'l>>, target: usize) -> Vec<(u32, Arc<str>)> {
    let mut packed = Vec::new();
    let (mut first, mut next, mut json) = (0, 0, String::from("["));
    let mut deflated = Deflated::at(3);
    let mut pack = |first: &mut u32, next: u32, json: &mut String| {
        json.push(']');
        packed.push((*first, Arc::from(deflated.of(json))));
        *first = next;
        json.replace_range(1.., "");
    };
    for entry in entries {
        let status = entry.status.map_or(serde_json::Value::String(String::new()), |status| serde_json::json!(status));
        let head = (entry.url, entry.title, entry.kind, entry.lang, entry.number, entry.is_marked, status);
        let head = serde_json::to_string(&head).expect("texts can be written");
        let mut is_open = false;
        for passage in &entry.passages {
            if !is_open {
                json.push_str(if json.len() > 1 { ",[" } else { "[" });
                json.push_str(&(next - first).to_string());
                json.push(',');
                json.push_str(&head[1..head.len() - 1]);
                json.push_str(",[");
            } else {
                json.push(',');
            }
            is_open = true;
            json.push_str(&serde_json::to_string(passage).expect("texts can be written"));
            next += 1;
            if json.len() > target {
                json.push_str("]]");
                is_open = false;
                pack(&mut first, next, &mut json);
            }
        }
        if is_open {
            json.push_str("]]");
        }
    }
    if json.len() > 1 {
        pack(&mut first, next, &mut json);
    }
    packed
}
