//! The WASM client that hydrates the islands.
