//! What a sound library could still do better. The site stands without any of it.

mod rules;

use crate::model::diag::Diagnostic;
use crate::model::library::Library;

/// All findings of all rules.
pub fn library(library: &Library) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in rules::ALL {
        rule(library, &mut diagnostics);
    }
    diagnostics
}
