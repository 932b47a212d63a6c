//! The vocabulary and the rules of Sojourn. Pure and synchronous.
