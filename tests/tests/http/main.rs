//! What is asked of the server over HTTP, and what it answers: one subject a file, each on both databases. One
//! program for all of them: what they share is linked once.
#![allow(clippy::unwrap_used)]

mod access;
mod accounts;
mod api;
mod crawl;
mod homes;
mod import;
mod journey;
mod matrix;
mod messages;
mod own_word;
mod papers;
mod placement;
mod programs;
mod proposals;
mod recruitment;
mod refused;
mod renewal;
#[path = "../../../backend/services/tests/support/mod.rs"]
mod support;
