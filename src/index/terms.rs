//! Text to search terms.
//!
//! 1. [`words`] splits a text and folds each word: case, accents, letter forms, apostrophes, hyphens.
//! 2. [`Stemmer`] takes the endings off a folded word, as its language has them. UK and US spelling meet here, for English
//!    alone: `programme` and `centre` are French words too, and what is typed letter by letter must find what is written.
//! 3. [`Terms`] does both for tantivy, each distinct word once.
//!
//! `docs/search.md` says the rules. `themes/default/js/search/terms.js` and the stemmers beside it repeat them on what a
//! reader asks; any change here is a change there, and in `tests/vectors/terms.json`.

mod fold;
mod lexicon;
mod spelling;
mod split;
mod stem;

pub use lexicon::{Lexicon, Stream, Terms};
pub use split::{Word, words};
pub use stem::{Language, Stemmer};
