//! One test binary. `tests/README.md` says how to add a test.

mod commands;
mod edits;
mod export;
mod findings;
mod fuzz;
mod golden;
mod hostile;
mod index;
mod mistakes;
mod page;
mod parse;
mod render;
mod resolve;
mod search;
mod support;
mod tidy;
mod writing;
