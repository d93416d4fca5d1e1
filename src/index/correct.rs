//! Words as they are written in the library: those that begin so, and those that were meant.

use super::build::Index;
use super::shard;
use foldhash::HashSet;

/// The most words that a prefix stands for.
const MAX_PREFIXED: usize = 32;

/// All words of an index in order, each with the binary digits of how many passages hold its term.
pub(super) struct Vocabulary<'i>(Vec<(&'i str, u32)>);

impl<'i> Vocabulary<'i> {
    pub(super) fn of(index: &'i Index, n: impl Fn(&str) -> u32) -> Vocabulary<'i> {
        // Most blocks have most of the words of the others.
        let words: HashSet<_> = index.blocks.iter().flat_map(|block| &block.words).collect();
        Vocabulary(shard::counted(shard::in_order(words), n))
    }

    fn beginning(&self, prefix: &str) -> &[(&'i str, u32)] {
        let start = self.0.partition_point(|(word, _)| *word < prefix);
        let n = self.0[start..].iter().take_while(|(word, _)| word.starts_with(prefix)).count();
        &self.0[start..start + n]
    }

    /// The words that begin so: the shortest, then in order.
    pub(super) fn prefixed(&self, prefix: &str) -> Vec<&'i str> {
        let mut words: Vec<&str> = self.beginning(prefix).iter().map(|(word, _)| *word).collect();
        words.sort_by_key(|word| word.chars().count());
        words.truncate(MAX_PREFIXED);
        words
    }

    /// The word that was meant: the nearest with the same first letter; of several the most common, then the first.
    pub(super) fn corrected(&self, word: &str) -> Option<&'i str> {
        let letters: Vec<char> = word.chars().collect();
        let most = match letters.len() {
            0..4 => return None,
            4..8 => 1,
            _ => 2,
        };
        if letters.iter().any(|c| c.is_numeric()) {
            return None;
        }
        let first = &word[..letters[0].len_utf8()];
        let near = self.beginning(first).iter().filter_map(|&(other, digits)| {
            let is_near = other.chars().count().abs_diff(letters.len()) <= most;
            let distance = if is_near { strsim::osa_distance(word, other) } else { usize::MAX };
            (distance <= most && distance > 0).then_some((distance, std::cmp::Reverse(digits), other))
        });
        near.min().map(|(_, _, other)| other)
    }
}
