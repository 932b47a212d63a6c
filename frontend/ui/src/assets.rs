//! The stylesheet, the loader and the icon, with names that change when their bytes do.
//! Serving them is the server's work; it asks [`find`]. Nothing here touches a disk.

use std::sync::LazyLock;

const STYLES: &str = concat!(
    include_str!("../../assets/styles/tokens.css"),
    include_str!("../../assets/styles/base.css"),
    include_str!("../../assets/styles/layout.css"),
    include_str!("../../assets/styles/parts.css"),
    include_str!("../../assets/styles/forms.css"),
    include_str!("../../assets/styles/journey.css"),
    include_str!("../../assets/styles/print.css"),
);
const LOADER: &str = include_str!("../../assets/loader.js");
const ICON: &str = include_str!("../../assets/icons/icon.svg");

/// A file of the pages.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path, hash included: it may be cached for good.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        asset("app", "css", "text/css; charset=utf-8", STYLES),
        asset("loader", "js", "text/javascript; charset=utf-8", LOADER),
        asset("icon", "svg", "image/svg+xml", ICON),
    ]
});

fn asset(name: &str, extension: &str, content_type: &'static str, text: &'static str) -> Asset {
    Asset {
        path: format!("/assets/{name}-{:016x}.{extension}", fingerprint(text)),
        content_type,
        bytes: text.as_bytes(),
    }
}

/// FNV-1a: a name for a cache, not a seal.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The file at a path, as pages name it.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// Path of the stylesheet.
pub fn stylesheet() -> &'static str {
    &ASSETS[0].path
}

/// Path of the loader of islands.
pub fn loader() -> &'static str {
    &ASSETS[1].path
}

/// Path of the icon.
pub fn icon() -> &'static str {
    &ASSETS[2].path
}
