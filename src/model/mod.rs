//! The values that travel. Each file is one noun; each imports only those before it.
//!
//! `model` knows no other room. Of foreign crates it knows serde and, in one file each, the four
//! that several rooms would otherwise repeat: xxhash in [`hash`], deunicode in [`slug`], strsim in [`diag`],
//! ring in [`manifest`].

pub mod citation;
pub mod config;
pub mod diag;
pub mod entry;
pub mod graph;
pub mod hash;
pub mod library;
pub mod manifest;
pub mod mention;
pub mod passage;
pub mod path;
pub mod site;
pub mod slug;
pub mod source;
pub mod theme;
