//! The machine-readable zone, checked digit by digit while it is typed, by the domain's own rules.
//! Without script it is an ordinary text area, and the server checks the same.

// The macro writes a struct of its own that cannot be documented.
#![allow(missing_docs)]

use leptos::prelude::*;
use sojourn_domain::mrz;

/// What the lines come to: the tail of a message's key, or `None` while nothing is typed.
fn judge(text: &str, today: &str) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    Some(match today.parse().map(|today| mrz::read(text, today)) {
        Ok(Ok(_)) => "good".to_owned(),
        Ok(Err(error)) => error.code().trim_start_matches("mrz_").replace('_', "-"),
        Err(_) => "shape".to_owned(),
    })
}

/// The text area `mrz` with its verdict below. `words` are sentences by code.
#[island]
pub fn MrzField(
    /// What was typed.
    value: String,
    /// Ids of hint and error.
    described: String,
    /// The server refused it.
    failed: bool,
    /// Sentences by code.
    words: Vec<(String, String)>,
    /// Today, `2026-05-25`.
    today: String,
) -> impl IntoView {
    let (verdict, set_verdict) = signal(None::<String>);
    let said = move || {
        let code = verdict.get();
        code.and_then(|code| words.iter().find(|(name, _)| *name == code).map(|(_, text)| text.clone()))
            .unwrap_or_default()
    };
    let class = move || if verdict.get().as_deref() == Some("good") { "tag good" } else { "field-error" };
    view! {
        <textarea id="mrz" name="mrz" class="code" rows="3" spellcheck="false" autocomplete="off"
            aria-describedby=described aria-invalid=failed.then_some("true")
            on:input=move |event| set_verdict.set(judge(&event_target_value(&event), &today))>
            {value}
        </textarea>
        <output class=class for="mrz">{said}</output>
    }
}
