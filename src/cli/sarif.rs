//! Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use super::explain;
use crate::load;
use crate::model::diag::{Diagnostic, Severity};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// What stands for itself in a path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Where a finding lies, in lines and columns from 1; columns count characters.
pub(super) struct Place {
    pub(super) path: String,
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

/// One run with all its findings, which are sorted.
pub(super) fn log(diagnostics: &[Diagnostic], place: impl Fn(&Diagnostic) -> Place) -> Value {
    let told = load::findings();
    let mut codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules = codes.iter().map(|code| {
        let text = told.get(code).copied().unwrap_or_default();
        json!({
            "id": code,
            "shortDescription": {"text": explain::meaning(text)},
            "help": {"text": text, "markdown": text},
        })
    });
    let results = diagnostics.iter().map(|diagnostic| {
        let hint = diagnostic.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
        let Place { path, start, end } = place(diagnostic);
        let mut location = json!({"artifactLocation": {"uri": utf8_percent_encode(&path, PATH).to_string()}});
        // What is said of a file as a whole has no place in it.
        if diagnostic.span.range != (0..0) {
            location["region"] =
                json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1});
        }
        json!({
            "ruleId": diagnostic.code,
            "ruleIndex": codes.binary_search(&diagnostic.code).ok(),
            "level": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "message": {"text": format!("{}{hint}", diagnostic.message)},
            "locations": [{"physicalLocation": location}],
        })
    });
    let driver = json!({
        "name": "vademecum",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Vec<_>>(),
    });
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}
