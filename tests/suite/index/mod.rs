//! What readers search by.

mod covered;
mod found;
mod terms;
