//! Files of the pages: those of `ui`, whose names carry their hash, and the browser's client, if one was
//! built. Cached for good, since a changed file has another name.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::routing::{Routes, get};

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// What `cargo xtask` built for the browser: hashed names; empty when the wasm target was not at hand.
#[derive(RustEmbed)]
#[folder = "../../target/site"]
#[allow_missing = true]
struct Site;

/// Set by `cargo xtask run` to the client's file name, so that a new client makes this crate compile again.
const _: Option<&str> = option_env!("SOJOURN_SITE_SCRIPT");

/// `/assets/…`
pub fn routes() -> Routes {
    Routes::new().route("/assets/{*path}", get(asset))
}

/// Path of the client's JavaScript glue (`client-HASH.js`), if a client was built.
#[must_use]
pub fn client() -> Option<String> {
    Site::iter().find(|name| name.starts_with("client") && name.ends_with(".js")).map(|name| format!("/assets/{name}"))
}

async fn asset(Path(path): Path<String>) -> Response {
    if let Some(found) = sojourn_ui::assets::find(&format!("/assets/{path}")) {
        return ([(header::CONTENT_TYPE, found.content_type), (header::CACHE_CONTROL, FOR_GOOD)], found.bytes)
            .into_response();
    }
    let Some(found) = Site::get(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [(header::CONTENT_TYPE, content_type(&path)), (header::CACHE_CONTROL, FOR_GOOD)];
    (headers, found.data.into_owned()).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
