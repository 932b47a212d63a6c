//! Use cases of Sojourn, one module a stage.
