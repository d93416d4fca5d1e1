//! One function a rule.

use crate::model::diag::{Diagnostic, Span};
use crate::model::library::{FieldValue, Library};
use crate::model::path::{OutPath, SourcePath};
use crate::model::slug::is_device;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

type Rule = fn(&Library, &mut Vec<Diagnostic>);

/// The rules, in the order of their names.
pub(super) const ALL: [Rule; 6] = [deep_path, file_name, large_folder, look_alike_id, orphan, tile_collision];

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
    let pages = library.ids().filter_map(|id| {
        // A language's own folder is one more.
        let n_more = usize::from(library[id].lang != *library.lang());
        Some((&library[id].out, library.path(id)?, "page", MAX_LEVELS + n_more))
    });
    let files = files(library).map(|(out, path)| (out, path, "file", MAX_LEVELS));
    for (out, path, what, max_levels) in pages.chain(files) {
        let out = out.as_str();
        if out.matches('/').count() > max_levels {
            let message = format!("this {what} lies more than {max_levels} folders deep");
            diagnostics.push(
                Diagnostic::warning("deep-path", Span::file(path), message)
                    .hint("some USB sticks and ZIP programs cut long paths; use fewer folders"),
            );
        } else if out.len() > MAX_LENGTH {
            let message = format!("this {what}'s path is longer than {MAX_LENGTH} characters");
            diagnostics.push(
                Diagnostic::warning("long-path", Span::file(path), message).hint("shorten the names of its folders"),
            );
        }
    }
}

/// What is published as it is has its author's name for it, which other systems may not be able to hold. Pages, and
/// files that entries link to, have names of letters, digits and hyphens.
fn file_name(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    const MAX_LENGTH: usize = 52;
    for (out, asset) in &library.statics {
        // A manifest has a line a file, with `/` between the parts of its path; and a name that is no text was read
        // with this sign in the place of what cannot be read.
        let sign = out.as_str().chars().find_map(|c| match c {
            '\\' => Some("a backslash".to_owned()),
            '\u{fffd}' => Some("a byte that is no character".to_owned()),
            c => c.is_control().then(|| format!("a control character, {}", c.escape_default())),
        });
        if let Some(sign) = sign {
            let message = format!("this file's name has what no address can have: {sign}");
            let hint = "rename it; letters, digits, hyphens and dots are safe everywhere";
            diagnostics.push(Diagnostic::error("file-name", Span::file(&asset.path), message).hint(hint));
            continue;
        }
        let problem = out.as_str().split('/').find_map(|part| {
            let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
            let sign = part.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'));
            match sign {
                Some(sign) => Some((part, format!("`{sign}` cannot stand in a name there"))),
                None if part.ends_with(['.', ' ']) => {
                    Some((part, "a name there cannot end in a dot or a space".to_owned()))
                }
                None if is_device(&stem) => Some((part, format!("`{stem}` is a device there"))),
                None if part.chars().count() > MAX_LENGTH => {
                    Some((part, format!("write at most {MAX_LENGTH} characters")))
                }
                None => None,
            }
        });
        if let Some((part, why)) = problem {
            let message = format!("Windows, and many sticks and discs, cannot hold a file called `{part}`");
            diagnostics.push(Diagnostic::warning("file-name", Span::file(&asset.path), message).hint(why));
        }
    }
}

/// Everything that is published and is no page, with its source.
fn files(library: &Library) -> impl Iterator<Item = (&OutPath, &SourcePath)> {
    let linked = library.assets.iter().map(|(out, asset)| (out, &asset.path));
    linked.chain(library.statics.iter().map(|(out, asset)| (out, &asset.path)))
}

/// A folder with more files than a FAT32 stick holds comfortably.
fn large_folder(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    const MAX_FILES: usize = 5_000;
    let mut n_files: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let pages = library.entries.iter().map(|entry| &entry.out).chain(library.redirects.keys());
    for out in pages.chain(files(library).map(|(out, _)| out)) {
        *n_files.entry(out.folder()).or_default() += 1;
    }
    let first = library.ids().find_map(|id| library.path(id));
    for (folder, count) in n_files {
        if let Some(path) = first.filter(|_| count > MAX_FILES) {
            let message = format!("the site's folder `{folder}` has {count} files");
            let hint = format!("a USB stick in FAT32 format is slow above {MAX_FILES}; divide the kind");
            diagnostics.push(Diagnostic::warning("large-folder", Span::file(path), message).hint(hint));
        }
    }
}

/// Two ids that a reader who copies one from paper takes for each other.
fn look_alike_id(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    if !library.config.model.is_declared {
        return;
    }
    let shape = |id: &str| id.replace('0', "o").replace('1', "l").replace("rn", "m").replace("vv", "w");
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(library.entries.len());
    for id in library.ids().filter(|&id| library.original(id).is_none()) {
        let (Some(path), name) = (library.path(id), library[id].id.as_str()) else { continue };
        match seen.entry(shape(name)) {
            Entry::Vacant(free) => _ = free.insert(name),
            Entry::Occupied(first) if *first.get() == name => {}
            Entry::Occupied(first) => {
                let message = format!("the ids `{name}` and `{}` look alike", first.get());
                let hint = "give one of them an `id:` that nobody mistakes for the other";
                diagnostics.push(Diagnostic::warning("look-alike-id", Span::file(path), message).hint(hint));
            }
        }
    }
}

/// Two entries of a folder that lie on one tile of its picture: readers see the one above.
fn tile_collision(library: &Library, diagnostics: &mut Vec<Diagnostic>) {
    let model = &library.config.model;
    if model.kinds.iter().all(|kind| kind.tiles.is_none()) {
        return;
    }
    let mut seen = HashMap::new();
    for id in library.ids().filter(|&id| library.original(id).is_none()) {
        let resolved = &library[id];
        let (Some(key), Some(entry)) = (&model[resolved.kind].tiles, &resolved.entry) else { continue };
        let value = resolved.fields.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let Some(place) = value.and_then(FieldValue::tile) else { continue };
        match seen.entry((resolved.folder, place)) {
            Entry::Vacant(free) => _ = free.insert(resolved.id.as_str()),
            Entry::Occupied(first) => {
                let range = entry.head.get(key).map_or(0..0, |value| value.span.clone());
                let message = format!("`{}` lies here too, and the picture shows one of them", first.get());
                let hint = "give one of them another place";
                diagnostics
                    .push(Diagnostic::warning("tile-collision", Span::new(&entry.path, range), message).hint(hint));
            }
        }
    }
}
