//! Entries to a library.

mod addresses;
mod config;
mod fields;
mod hidden;
mod inclusions;
mod languages;
mod links;
mod lint;
mod names;
mod plain;
mod relations;
