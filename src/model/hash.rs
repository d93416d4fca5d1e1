//! What a value is, in sixteen bytes.

use std::fmt;
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::Xxh3;

/// A 128-bit XXH3 hash of content: the key of memos and the mark in published file names.
///
/// Equal on every machine. It guards against accidents, not against forgery: what readers verify
/// a copy with is the manifest's SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(u128);

impl ContentHash {
    /// The hash of several texts; `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn of(parts: &[&str]) -> ContentHash {
        Self::of_value(parts)
    }

    /// The hash of bytes alone, for names of published files.
    pub fn of_bytes(bytes: &[u8]) -> ContentHash {
        ContentHash(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The hash of any value: everything its `Hash` covers.
    pub fn of_value<T: Hash + ?Sized>(value: &T) -> ContentHash {
        let mut hasher = Feed(Xxh3::new());
        value.hash(&mut hasher);
        ContentHash(hasher.0.digest128())
    }

    /// The first eight hexadecimal digits, enough to tell the versions of one file apart.
    pub fn short(self) -> String {
        format!("{:08x}", (self.0 >> 96) as u32)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Lets `#[derive(Hash)]` feed the 128-bit digest; `Hasher::finish` would keep only half of it.
struct Feed(Xxh3);

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}
