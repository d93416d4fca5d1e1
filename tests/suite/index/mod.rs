//! What readers search by.

mod terms;
