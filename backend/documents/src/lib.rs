//! Papers, mail parts and sheets: pure renderers and parsers.
//! Owns the bytes of what leaves or enters as a file; refuses to know databases and HTTP. Start at [`sheets`].

pub mod sheets;
