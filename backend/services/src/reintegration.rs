//! Return and reintegration: what its moves write. Owns plans and follow-ups; the table decides.

pub(crate) mod moves;
