//! Library and theme to pages.

mod backlinks;
mod escaping;
mod home;
mod lists;
mod numbers;
mod pages;
mod relations;
mod themes;
