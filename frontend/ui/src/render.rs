//! From a view to a string, without a script of Leptos' own: [`crate::layout`] decides whether a page loads one.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Renders a document under an owner of its own, which ends with it.
pub fn render(document: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| document().to_html());
    owner.unset();
    html
}
