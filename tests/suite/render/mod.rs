//! Library and theme to pages.

mod backlinks;
mod book;
mod escaping;
mod glossary;
mod home;
mod in_place;
mod lists;
mod map;
mod matrix;
mod numbers;
mod overviews;
mod own;
mod own_pages;
mod pages;
mod quotations;
mod relations;
mod themes;
mod transclusion;
mod whole;
