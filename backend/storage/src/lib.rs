//! Entities, repositories and transactions of Sojourn.
