//! What the scenarios share: the application in this process, and a browser to drive. Holds no scenario itself; those
//! stand in `tests/tests`, one file a subject: `http` for what a program can ask, `browser` for what needs Chromium.

pub mod app;
pub mod browser;
pub mod crawl;
pub mod demonstration;
#[path = "../../backend/services/tests/support/maria.rs"]
pub mod maria;
pub mod papers;
pub mod people;
pub mod program;
pub mod schema;
pub mod smtp;
