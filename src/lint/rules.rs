//! One function a rule.

use crate::model::diag::{Diagnostic, Span};
use crate::model::library::Library;

type Rule = fn(&Library, &mut Vec<Diagnostic>);

/// The rules, in the order of their names.
pub(super) const ALL: [Rule; 3] = [deep_path, large_folder, orphan];

/// An entry that nothing leads to: no link, no relation either way, no menu.
fn orphan(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    // In a plain folder, the folder's list is how readers find everything.
    if !library.config.model.is_declared {
        return;
    }
    for id in library.ids() {
        let node = library.node(id);
        let is_folder_page = library[id].is_folder_page;
        let is_reached = !node.backlinks.is_empty() || !node.into.is_empty() || !node.out.is_empty();
        // The glossary leads to every term.
        let is_term = library.config.model[library[id].kind].glossary.is_some();
        if is_reached
            || is_folder_page
            || is_term
            || library.menu.contains(&id)
            || library.is_home(id)
            || library.original(id).is_some()
        {
            continue;
        }
        if let Some(path) = library.path(id) {
            let message = format!("nothing links to “{}”", library[id].title);
            let hint = format!(
                "write `[[{}]]` where a reader would look for it, or relate it to another entry",
                library[id].id
            );
            diagnostics.push(Diagnostic::warning("orphan", Span::file(path), message).hint(hint));
        }
    }
}

/// More levels, or a longer path, than travel well on sticks and through Windows.
fn deep_path(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    const MAX_LEVELS: usize = 3;
    const MAX_LENGTH: usize = 100;
    for id in library.ids() {
        let Some(path) = library.path(id) else {
            continue;
        };
        let out = library[id].out.as_str();
        let n_levels = out.split('/').count();
        if n_levels > MAX_LEVELS + 1 {
            let message = format!("this page lies more than {MAX_LEVELS} folders deep");
            diagnostics.push(
                Diagnostic::warning("deep-path", Span::file(path), message)
                    .hint("some USB sticks and ZIP programs cut long paths; use fewer folders"),
            );
        } else if out.len() > MAX_LENGTH {
            let message = format!("this page's path is longer than {MAX_LENGTH} characters");
            diagnostics.push(
                Diagnostic::warning("long-path", Span::file(path), message).hint("shorten the names of its folders"),
            );
        }
    }
}

/// A folder with more files than a FAT32 stick holds comfortably.
fn large_folder(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    const MAX_FILES: usize = 5_000;
    let mut n_files: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for entry in &library.entries {
        *n_files.entry(entry.out.folder()).or_default() += 1;
    }
    let first = library.ids().find_map(|id| library.path(id));
    for (folder, count) in n_files {
        if let Some(path) = first.filter(|_| count > MAX_FILES) {
            let message = format!("the site's folder `{folder}` has {count} pages");
            let hint = format!("a USB stick in FAT32 format is slow above {MAX_FILES}; divide the kind");
            diagnostics.push(Diagnostic::warning("large-folder", Span::file(path), message).hint(hint));
        }
    }
}
