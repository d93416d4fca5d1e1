//! Library to full-text index, and that index to the shards that a site carries.
//!
//! 1. `build` gives tantivy one document per passage, in blocks of entries, so that an edit makes one block anew.
//! 2. `encoded` reads term dictionaries, postings, norms and positions out of a block, `joined` puts those of all blocks
//!    together, and `shard` writes them as `docs/search.md` says. 3. `ask` answers a question from the blocks, as the
//!    browser answers it from the shards.

mod ask;
mod build;
mod common;
mod correct;
mod deflated;
mod encoded;
mod excerpt;
mod facets;
mod files;
mod joined;
mod kept;
mod numbers;
mod postings;
mod question;
mod rank;
mod rings;
mod shard;
pub mod terms;
mod texts;
mod wanted;

pub use ask::{Answer, Asked, Explained, Found, Hit, Searcher};
pub use build::{Block, Index, Kept, index};
pub use files::Take;
pub use shard::publish;
