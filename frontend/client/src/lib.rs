//! The WASM client that hydrates the islands. It owns nothing: the islands are `sojourn_ui`'s, the rules
//! `sojourn_domain`'s. `assets/loader.js` calls [`hydrate`] and then each island's own function.

// Naming the crate keeps the islands' exported functions from being dropped by the linker.
pub use sojourn_ui::islands;

/// Prepares the page's reactive root; the loader then hydrates each island.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
