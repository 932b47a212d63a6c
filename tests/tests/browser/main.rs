//! What a browser shows and does: one subject a file. One program for all of them: what they share is linked once.
#![allow(clippy::unwrap_used)]

mod crawl;
mod forms;
mod harness;
mod journey;
mod pages;
mod sign_in;
