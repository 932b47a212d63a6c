//! Placement: orders, contracts, costs, and what the moves write. Owns offers, contracts and placements; the
//! table decides.

pub(crate) mod acts;
pub(crate) mod moves;
mod offers;
mod orders;
mod signature;

pub use offers::{OfferTerms, show};
pub use orders::{Verdict, decide, employer_of, orders, pool, programmes, submit};
pub(crate) use signature::sign_as_party;
