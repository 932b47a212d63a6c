//! Training before departure: what its moves write. Owns seats and certificates; the table decides.

pub(crate) mod moves;
