//! Placement: what its moves write, and the signatures under a contract. Owns offers, contracts and
//! placements; the table decides.

pub(crate) mod moves;
mod signature;

pub(crate) use signature::sign_as_party;
