//! View models, components, pages and messages of Sojourn.
//!
//! Server side (`ssr`): start at [`pages`], each a function from [`context::PageContext`] and plain props to
//! a string of HTML. Browser side (`hydrate`): [`islands`] alone. Nothing here knows entities or services.

#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod format;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod layout;
#[cfg(feature = "ssr")]
pub mod messages;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod paths;
#[cfg(feature = "ssr")]
pub mod render;

#[cfg(feature = "ssr")]
pub use context::{Flash, FlashKind, PageContext, SignedIn};
#[cfg(feature = "ssr")]
pub use form::FormState;
