//! What a value is, in sixteen bytes.

use std::cell::RefCell;
use std::fmt;
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// A 128-bit XXH3 hash of content: the key of memos and the mark in published file names.
///
/// Equal on every machine. It guards against accidents, not against forgery: what readers verify
/// a copy with is the manifest's SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ContentHash(u128);

impl ContentHash {
    /// The hash of several texts; `["ab", "c"]` and `["a", "bc"]` differ.
    pub fn of(parts: &[&str]) -> ContentHash {
        Self::of_value(parts)
    }

    /// The hash of bytes alone, for names of published files.
    pub fn of_bytes(bytes: &[u8]) -> ContentHash {
        ContentHash(xxh3_128(bytes))
    }

    /// The hash of any value: everything its `Hash` covers.
    pub fn of_value<T: Hash + ?Sized>(value: &T) -> ContentHash {
        Self::over(|covered| value.hash(covered))
    }

    /// The hash of all that is written, one value after the other.
    pub fn over(write: impl FnOnce(&mut Covered)) -> ContentHash {
        thread_local! {
            /// Hashes are asked for by the hundred thousand, and most cover little.
            static LENT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        let mut covered = Covered(LENT.take());
        write(&mut covered);
        let hash = Self::of_bytes(&covered.0);
        if covered.0.capacity() <= MAX_LENT {
            covered.0.clear();
            LENT.set(covered.0);
        }
        hash
    }

    /// `n` digits of `0-9a-v`, from the first on or after `skipped` others.
    pub fn digits(self, skipped: u32, n: u32) -> String {
        let digit = |at: u32| char::from_digit((self.0 >> (123 - 5 * at)) as u32 & 31, 32);
        (skipped..skipped + n).filter_map(digit).collect()
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

/// The most bytes that a thread keeps ready for the next hash.
const MAX_LENT: usize = 1024 * 1024;

/// All that `#[derive(Hash)]` says of values, one after the other. It says it in many small words, and hashing
/// them together at the end is several times faster than each as it comes.
pub struct Covered(Vec<u8>);

impl Hasher for Covered {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}
