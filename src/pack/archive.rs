//! One file that every system opens: names in order, one date, nothing that depends on a machine.

use crate::model::manifest::{Holding, Manifest, Sha256};
use crate::model::site::Site;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// What everybody may do with an unpacked file: read it.
const MODE: u32 = 0o644;
/// How hard is tried to make it small: more than this saves little.
const LEVEL: i64 = 6;
/// The longest manifest: an archive may claim any size.
const MAX_MANIFEST: u64 = 64 << 20;

pub(super) fn zip(site: &Site) -> Result<Vec<u8>, ZipError> {
    let hashes = site.par_iter().map(|(path, bytes)| (path.to_string(), Sha256::of(bytes)));
    let manifest = Manifest(hashes.collect()).text();
    let files = site.iter().map(|(path, bytes)| (path.as_str(), &**bytes));
    let files: BTreeMap<&str, &[u8]> = files.chain([(Manifest::NAME, manifest.as_bytes())]).collect();
    written(files.into_iter().map(|(path, bytes)| (path, bytes, true)))
}

/// Files in this order, each with its name and whether it is made smaller.
pub(super) fn written<'f>(files: impl Iterator<Item = (&'f str, &'f [u8], bool)>) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        // The first date that ZIP knows.
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE)
        .system(System::Unix);
    let stored = options.compression_method(CompressionMethod::Stored);
    let deflated = options.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL));
    for (path, bytes, is_smaller) in files {
        archive.start_file(path, if is_smaller { deflated } else { stored })?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

pub(super) fn unzipped(bytes: &[u8]) -> Result<Holding, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let (mut holding, mut names) = (Holding::default(), BTreeSet::new());
    for at in 0..archive.len() {
        let name = match archive.name_for_index(at) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("file {at}"),
        };
        let reason = |error: &dyn std::fmt::Display| format!("it cannot be read: {error}");
        match archive.by_index(at) {
            Ok(file) if file.is_dir() => {}
            _ if !names.insert(name.clone()) => _ = holding.unreadable.insert(name, "it is there twice".to_owned()),
            Ok(mut file) if name == Manifest::NAME => {
                let mut text = Vec::new();
                match file.by_ref().take(MAX_MANIFEST).read_to_end(&mut text) {
                    Ok(_) => holding.manifest = Some(String::from_utf8_lossy(&text).into_owned()),
                    Err(error) => _ = holding.unreadable.insert(name, reason(&error)),
                }
            }
            Ok(file) => match hashed(file) {
                Ok(hash) => _ = holding.there.0.insert(name, hash),
                Err(error) => _ = holding.unreadable.insert(name, reason(&error)),
            },
            Err(error) => _ = holding.unreadable.insert(name, reason(&error)),
        }
    }
    // Of a file that is there twice nobody knows which one is read.
    holding.there.0.retain(|name, _| !holding.unreadable.contains_key(name));
    Ok(holding)
}

/// The SHA-256 of what is read, as it comes: an archive may claim any size.
fn hashed(mut file: impl Read) -> std::io::Result<String> {
    let (mut hash, mut bytes) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hash.digits()),
            n => hash.add(&bytes[..n]),
        }
    }
}
