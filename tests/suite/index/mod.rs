//! What readers search by.

mod found;
mod terms;
