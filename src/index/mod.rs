//! A library to the index that its readers search: text becomes terms.

pub mod terms;
