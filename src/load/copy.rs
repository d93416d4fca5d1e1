//! A copy of a site, read to be held against its manifest.

use crate::model::manifest::{Holding, Manifest, Sha256};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What systems leave at the root of a stick, in small letters.
const LEFT_AT_ROOT: [&str; 9] = [
    "system volume information",
    "$recycle.bin",
    "recycler",
    ".trashes",
    ".fseventsd",
    ".spotlight-v100",
    ".temporaryitems",
    ".documentrevisions-v100",
    "lost+found",
];
/// What file managers leave in any folder, in small letters.
const LEFT_ANYWHERE: [&str; 4] = [".ds_store", "thumbs.db", "desktop.ini", ".directory"];

pub(super) fn read(folder: &Path) -> Result<Holding> {
    fs::read_dir(folder).with_context(|| format!("opening {}", folder.display()))?;
    let manifest = match fs::read(folder.join(Manifest::NAME)) {
        Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("reading {} in {}", Manifest::NAME, folder.display())),
    };
    let listed = manifest.as_deref().map(Manifest::parse_what_can_be).unwrap_or_default();
    let (mut left, mut files, mut unreadable) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    while let Some(found) = walk.next() {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                unreadable.insert(name(path, folder), reason(&error.into()));
                continue;
            }
        };
        let name = name(found.path(), folder);
        if is_left(&found) && !listed.0.contains_key(&name) {
            left.push(name);
            if found.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if found.file_type().is_file() {
            files.push((name, found.into_path()));
        } else if !found.file_type().is_dir() {
            unreadable.insert(name, "it is no file of its own but leads elsewhere".to_owned());
        }
    }
    files.retain(|(name, _)| name != Manifest::NAME);
    let hashed: Vec<(String, io::Result<String>)> =
        files.into_par_iter().map(|(name, file)| (name, hashed(&file))).collect();
    let mut there = Manifest::default();
    for (name, hash) in hashed {
        match hash {
            Ok(hash) => _ = there.0.insert(name, hash),
            // A worn stick fails file by file: the others are worth knowing about.
            Err(error) => _ = unreadable.insert(name, reason(&error)),
        }
    }
    Ok(Holding { manifest, there, unreadable, left })
}

/// The path below the copy's folder, with `/` between its parts.
fn name(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_left(found: &DirEntry) -> bool {
    let name = found.file_name().to_string_lossy().to_lowercase();
    let is_at_root = found.depth() == 1 && (LEFT_AT_ROOT.contains(&name.as_str()) || name.starts_with(".trash-"));
    is_at_root || LEFT_ANYWHERE.contains(&name.as_str()) || name.starts_with("._")
}

/// The SHA-256 of a file, which may be larger than memory.
fn hashed(file: &PathBuf) -> io::Result<String> {
    let (mut file, mut hash, mut bytes) = (File::open(file)?, Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hash.digits()),
            n => hash.add(&bytes[..n]),
        }
    }
}

fn reason(error: &io::Error) -> String {
    format!("it cannot be read: {error}")
}
