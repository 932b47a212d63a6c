//! Papers, mail parts and sheets: pure renderers and parsers.
