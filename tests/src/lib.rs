//! The harness and the scenarios of Sojourn.
