//! A block to bytes and back, so that the next question need not index what has not changed.
//!
//! 25 digits of the hash of all that follows; the length of the head, 8 bytes, the lowest first; the head as JSON; tantivy's
//! files, one after the other as the head lists them.

use super::build::Block;
use crate::model::hash::ContentHash;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tantivy::directory::RamDirectory;
use tantivy::{Directory, Index, SegmentReader};

const N_DIGITS: usize = 25;

/// What names the segment.
const META: &str = "meta.json";

/// How many passages each entry has; words with their terms; texts; name and length of each of tantivy's files.
type Head = (Vec<u32>, Vec<(Arc<str>, Arc<str>)>, Vec<(u32, Arc<str>)>, Vec<(String, usize)>);

impl Block {
    /// All of it, for a file. `None` where tantivy does not give its files: then it is made anew next time.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let (mut files, mut contents) = (Vec::new(), Vec::new());
        for name in self.files.iter().filter(|name| self.directory.exists(name).unwrap_or(false)) {
            let bytes = self.directory.open_read(name).ok()?.read_bytes().ok()?;
            files.push((name.to_str()?.to_owned(), bytes.len()));
            contents.extend_from_slice(&bytes);
        }
        let head = serde_json::to_vec(&(&self.n_passages, &self.words, &*self.texts, files)).ok()?;
        let mut body = (head.len() as u64).to_le_bytes().to_vec();
        body.extend(head);
        body.extend(contents);
        let digits = ContentHash::of_bytes(&body).digits(0, N_DIGITS as u32);
        Some([digits.as_bytes(), &body].concat())
    }

    /// What [`Block::to_bytes`] gave, as long as nobody has changed it.
    pub fn of_bytes(bytes: &[u8]) -> Option<Block> {
        let (digits, body) = bytes.split_at_checked(N_DIGITS)?;
        if ContentHash::of_bytes(body).digits(0, N_DIGITS as u32).as_bytes() != digits {
            return None;
        }
        let (length, rest) = body.split_first_chunk::<8>()?;
        let (head, mut contents) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (n_passages, words, texts, files): Head = serde_json::from_slice(head).ok()?;
        let directory = RamDirectory::create();
        for (name, length) in files {
            let (file, others) = contents.split_at_checked(length)?;
            directory.atomic_write(Path::new(&name), file).ok()?;
            contents = others;
        }
        Block::open(directory, n_passages, words, texts)
    }

    /// A block whose segment lies in a directory in memory.
    pub(super) fn open(
        directory: RamDirectory,
        n_passages: Vec<u32>,
        words: Vec<(Arc<str>, Arc<str>)>,
        texts: Vec<(u32, Arc<str>)>,
    ) -> Option<Block> {
        let index = Index::open(directory.clone()).ok()?;
        let mut files: Vec<PathBuf> = index.load_metas().ok()?.list_segment_files().into_iter().collect();
        files.push(PathBuf::from(META));
        files.sort();
        let segment = SegmentReader::open(&index.searchable_segments().ok()?.pop()?).ok()?;
        let texts = texts.into();
        Some(Block { segment, directory, files, n_passages, words, texts, encoded: OnceLock::new() })
    }
}
