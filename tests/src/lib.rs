//! What the scenarios share: the application in this process, and a browser to drive. Holds no test itself; those stand in `tests/tests`, one file a
//! subject, `browser_*` for those that need Chromium.

pub mod app;
pub mod browser;
pub mod crawl;
pub mod demonstration;
pub mod papers;
pub mod people;
pub mod program;
pub mod schema;
pub mod smtp;
