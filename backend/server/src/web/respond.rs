//! The answers a page's route gives: a page, the page again with its errors, or on to the next with a flash.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use sojourn_ui::{Flash, FlashKind, FormState};

/// A page.
#[must_use]
pub fn page(html: String) -> Response {
    Html(html).into_response()
}

/// The page again, with what was typed and what is wrong (422).
#[must_use]
pub fn again(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// The page of a form again: 422 where its fields are wrong, 409 where it was refused as a whole.
#[must_use]
pub fn returned(form: &FormState, html: String) -> Response {
    if form.refused.is_some() { conflict(html) } else { again(html) }
}

/// The page again, because something stands in the way or somebody else was first (409).
#[must_use]
pub fn conflict(html: String) -> Response {
    (StatusCode::CONFLICT, Html(html)).into_response()
}

/// On to another page (303) without a word.
#[must_use]
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// On to another page (303), which says once what was done: the key of a message and its values.
#[must_use]
pub fn done(path: &str, key: &str, args: &[(&str, &str)]) -> Response {
    flashed(path, FlashKind::Done, key, args)
}

/// On to another page (303), which says once what was not done.
#[must_use]
pub fn refused(path: &str, key: &str, args: &[(&str, &str)]) -> Response {
    flashed(path, FlashKind::Refused, key, args)
}

fn flashed(path: &str, kind: FlashKind, key: &str, args: &[(&str, &str)]) -> Response {
    let args = args.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let mut response = see(path);
    // The cookie is written where the response leaves: only there is the key at hand.
    response.extensions_mut().insert(Flash { kind, key: key.to_owned(), args });
    response
}

/// A file to keep: its name, media type and bytes.
#[must_use]
pub fn file(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response()
}

/// A path to go back to: one of ours, never another host's.
#[must_use]
pub fn own_path(asked: &str) -> &str {
    let own = asked.starts_with('/') && !asked.starts_with("//") && !asked.contains(['\\', '\r', '\n']);
    if own { asked } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_another_host() {
        assert_eq!(own_path("/cases?state=screened"), "/cases?state=screened");
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "", "cases"] {
            assert_eq!(own_path(bad), "/", "{bad}");
        }
    }
}
