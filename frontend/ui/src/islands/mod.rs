//! The islands: the few places where the browser runs code of ours. Flat, and never needed:
//! the page around each works without it.

mod mrz;

pub use mrz::*;
