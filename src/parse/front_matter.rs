//! The YAML head of an entry, as spanned and untyped values.

use super::split::Parts;
use super::{nearly, yaml};
use crate::model::diag::Diagnosed;
use crate::model::entry::{Head, Spanned, Value};
use crate::model::source::Source;
use std::ops::Range;

/// The most values of a head.
const MAX_NODES: usize = 2_000;

/// What a broken head still yields, so that an entry keeps its address and its neighbours stay as they are.
const RESCUED: [&str; 3] = ["id", "kind", "title"];

/// Reads the head of a source. A broken one is reported and scanned line by line for its names.
pub(super) fn read(source: &Source, parts: &Parts, is_declared: bool) -> Diagnosed<Head> {
    let Some(range) = parts.head.clone() else {
        return Diagnosed::fine(Head::default());
    };
    let scanned = || Head { fields: scan(&source.text[range.clone()], &range), is_broken: true };
    if parts.is_only_scanned {
        return Diagnosed::fine(scanned());
    }
    yaml::fields(source, range.clone(), yaml::Bound { n_nodes: MAX_NODES, is_error: is_declared }).map(|fields| {
        match fields {
            Some(fields) => Head { fields, is_broken: false },
            None => scanned(),
        }
    })
}

fn scan(text: &str, range: &Range<usize>) -> yaml::Fields {
    let mut fields: yaml::Fields = Vec::new();
    let mut at = range.start;
    for line in text.split_inclusive('\n') {
        // What was written before or instead of the key's colon does not hide the key.
        let begin = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '\u{feff}'));
        if let Some(key) = nearly::key(begin)
            && let Some(name) = RESCUED.iter().find(|name| name.eq_ignore_ascii_case(key))
            && !fields.iter().any(|(known, _)| known.value == *name)
        {
            let value = begin[key.len()..].trim_start().trim_start_matches([':', '：', '=']).trim();
            let value = value.trim_matches(['"', '\'', '“', '”', ',']);
            let start = at + line.len() - begin.len();
            let key = Spanned { value: (*name).to_owned(), span: start..start + key.len() };
            fields
                .push((key, Spanned { value: Value::Text(value.to_owned()), span: start..at + line.trim_end().len() }));
        }
        at += line.len();
    }
    fields
}
