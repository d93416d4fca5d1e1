//! One source to one entry.

mod any_text;
mod body;
mod head;
mod inline;
mod sentences;
