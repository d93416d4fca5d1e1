//! The YAML head of an entry, as spanned and untyped values.

use super::split::Parts;
use super::yaml;
use crate::model::diag::Diagnosed;
use crate::model::entry::{Head, Spanned, Value};
use crate::model::source::Source;
use std::ops::Range;

/// What a broken head still yields, so that an entry keeps its address and its neighbours stay as they are.
const RESCUED: [&str; 3] = ["id", "kind", "title"];

/// Reads the head of a source. A broken one is reported and scanned line by line for its names.
pub(super) fn read(source: &Source, parts: &Parts) -> Diagnosed<Head> {
    let Some(range) = parts.head.clone() else {
        return Diagnosed::fine(Head::default());
    };
    let text = &source.text[range.clone()];
    yaml::fields(&source.path, text, range.start, yaml::MAX_NODES).map(|fields| match fields {
        Some(fields) => Head { fields, is_broken: false },
        None => Head { fields: scan(text, &range), is_broken: true },
    })
}

fn scan(text: &str, range: &Range<usize>) -> yaml::Fields {
    let mut fields = Vec::new();
    let mut at = range.start;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = line.split_once(':')
            && RESCUED.contains(&key)
        {
            let value = value.trim().trim_matches(['"', '\'']);
            let start = at + key.len();
            let name = Spanned { value: key.to_owned(), span: at..start };
            fields.push((name, Spanned { value: Value::Text(value.to_owned()), span: at..at + line.trim_end().len() }));
        }
        at += line.len();
    }
    fields
}
