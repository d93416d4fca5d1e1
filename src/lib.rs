//! vademecum: a folder of Markdown entries becomes a cross-linked site to carry along.
//!
//! ```text
//!                         main.rs                          front door
//!                           |
//!                         cli/                             one file per command
//!                           |
//!                       pipeline/                          the hallway
//!    +-------+--------+-------+-------+-------+--------+-------+--------+--------+
//!  load/  parse/  resolve/  lint/  render/  index/  export/  pack/  write/  serve/   verbs
//!  ------------------------------------ model/ -----------------------------------   nouns
//! ```
//!
//! Text goes in as a value, passes through pure stages and comes out as a value; only then does anything touch
//! the disk or a browser: `load` reads files, `write` saves them, `serve` listens, `cli` prints and knows the clock.
//! `render` makes pages, `index` what they are searched by, `export` what machines read, `pack` copies to hand on.
//!
//! Verbs do not import each other: `pipeline` joins the pure ones, `cli` the pipeline and those that touch the world.
//! Each stage returns its value with what there is to say about it ([`model::diag::Diagnosed`]), and nothing fails
//! in the middle.

pub mod cli;
pub mod export;
pub mod index;
pub mod lint;
pub mod load;
pub mod model;
pub mod pack;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod resolve;
pub mod serve;
pub mod write;
