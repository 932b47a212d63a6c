//! What the scenarios share: a browser to drive. Holds no test itself; those stand in `tests/tests`, one file a
//! subject, `browser_*` for those that need Chromium.

pub mod browser;
