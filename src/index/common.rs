//! Terms that say too little to be loaded: their postings cost more than a dozen other words.

use super::build::Index;
use super::terms::{Language, Stemmer, words};
use crate::model::config::Lang;
use foldhash::HashMap;
use std::collections::BTreeSet;

/// A term that no more passages hold is not common.
const LEAST_COMMON: u32 = 512;

/// A function word that no more passages hold is looked for like any other.
const LEAST_FUNCTION: u32 = 32;

/// Up to so many passages, norms are few enough to be loaded at once, and only two thirds of them are a great many.
const LARGE: u32 = 4096;

/// Function words of Arabic: prepositions, pronouns and particles. The lists of libraries name months, coins and verbs too.
const ARABIC: &str = "في من على إلى عن مع هذا هذه هذان ذلك تلك هؤلاء أولئك التي الذي الذين اللذين أن إن أو ثم لا لم لن ما ماذا هل هو هي هم هما هن \
    نحن أنا أنت قد كان كانت يكون تكون كانوا لكن حتى إذا أي بل حيث منذ أيضا له لها لهم به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه \
    إليها عنه عنها لدى لذلك كما كيف أين متى لماذا عما مما بما لما فإن بأن لأن كذلك ليس ليست";

/// Which terms of a library are common.
pub(super) struct Common {
    n_passages: u32,
    /// The place of each block's language among the site's.
    langs: Vec<usize>,
    /// The terms of function words; bit *n*: in the *n*th language of the site.
    functions: HashMap<String, u32>,
}

impl Common {
    pub(super) fn of<B>(index: &Index<B>) -> Common {
        let mut functions = HashMap::default();
        for (place, lang) in index.langs.iter().enumerate() {
            function_terms(lang).into_iter().for_each(|term| *functions.entry(term).or_default() |= 1 << place);
        }
        let range = |base: &u32| &index.ranges[index.ranges.partition_point(|range| range.first <= *base) - 1];
        let langs = index.bases.iter().map(|base| range(base).lang).collect();
        Common { n_passages: index.n_passages, langs, functions }
    }

    /// Whether norms stand beside the postings of terms that are not common.
    pub(super) fn has_norms(&self) -> bool {
        self.n_passages > LARGE
    }

    /// Whether nearly all passages hold what `n` of them do.
    pub(super) fn is_common(&self, n: u32) -> bool {
        let most = if self.n_passages > LARGE { self.n_passages / 2 } else { self.n_passages / 3 * 2 };
        n > LEAST_COMMON && n > most
    }

    /// Whether a term is a function word in most passages that hold it: `car` is "because" in one language, and what one
    /// drives in another. `found`: blocks, and how many of their passages hold it.
    pub(super) fn is_function(&self, term: &str, found: impl Iterator<Item = (usize, u32)>) -> bool {
        let Some(langs) = self.functions.get(term) else { return false };
        let (mut n, mut n_as_function) = (0, 0);
        for (block, of_block) in found {
            n += of_block;
            n_as_function += if langs & 1 << self.langs[block] == 0 { 0 } else { of_block };
        }
        n > LEAST_FUNCTION && n_as_function > n / 2
    }
}

/// The terms of a language's function words.
fn function_terms(lang: &Lang) -> BTreeSet<String> {
    let stemmer = Stemmer::of(Language::of(lang));
    let primary = lang.as_str().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let listed: Vec<&str> = match primary.as_str() {
        "ar" => ARABIC.split_whitespace().collect(),
        _ => stop_words::lookup(primary).unwrap_or_default().to_vec(),
    };
    // Without its apostrophe `she'll` is another word, and what is left of `won't` too; most letters are but names.
    let is_whole = |word: &&&str| !word.contains('\'') && !listed.contains(&format!("{word}'t").as_str());
    let is_word = |word: &&&str| word.chars().count() > 1 || ["a", "i", "y", "à"].contains(word);
    let whole = listed.iter().filter(is_whole).filter(is_word);
    whole.flat_map(|word| words(word)).map(|word| stemmer.stem(&word.folded).into_owned()).collect()
}
