//! What every page keeps to, in every language: one `h1`, unique ids, labelled inputs, nothing inline.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "ssr")]

mod samples;

use std::collections::BTreeSet;

use sojourn_domain::{Locale, Role};
use sojourn_ui::{Flash, FlashKind, assets};

/// The opening tags of a page, each without its brackets.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|part| part.split('>').next())
        .filter(|tag| !tag.starts_with(['/', '!']))
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn named(tag: &str, name: &str) -> bool {
    tag.split([' ', '/']).next() == Some(name)
}

fn each(mut check: impl FnMut(&str, &str)) {
    for locale in Locale::ALL {
        for (name, html) in samples::all(*locale) {
            check(&format!("{name} ({locale})"), &html);
        }
    }
}

#[test]
fn every_page_has_one_first_heading_and_the_landmarks() {
    each(|name, html| {
        let count = |tag: &str| tags(html).iter().filter(|t| named(t, tag)).count();
        assert_eq!(count("h1"), 1, "{name}: one h1");
        assert_eq!(count("main"), 1, "{name}: one main");
        assert_eq!(count("header"), 1, "{name}: one header");
        assert_eq!(count("footer"), 1, "{name}: one footer");
        assert!(html.contains("href=\"#main\""), "{name}: a skip link");
        assert!(html.starts_with("<!DOCTYPE html><html lang="), "{name}: a document");
    });
}

#[test]
fn ids_are_unique_and_what_points_at_them_finds_them() {
    each(|name, html| {
        let mut ids = BTreeSet::new();
        for tag in tags(html) {
            if let Some(id) = attribute(tag, "id") {
                assert!(ids.insert(id), "{name}: id {id} stands twice");
            }
        }
        for tag in tags(html) {
            for pointer in ["for", "aria-describedby", "aria-labelledby"] {
                for id in attribute(tag, pointer).into_iter().flat_map(str::split_whitespace) {
                    assert!(ids.contains(id), "{name}: {pointer} names {id}, which is not there");
                }
            }
            if let Some(id) = attribute(tag, "href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{name}: a link to #{id}, which is not there");
            }
        }
    });
}

#[test]
fn every_input_is_labelled() {
    each(|name, html| {
        let all = tags(html);
        let labels: BTreeSet<&str> =
            all.iter().filter(|t| named(t, "label")).filter_map(|t| attribute(t, "for")).collect();
        for tag in &all {
            let control = named(tag, "input") || named(tag, "select") || named(tag, "textarea");
            if control && attribute(tag, "type") != Some("hidden") {
                let labelled = attribute(tag, "id").is_some_and(|id| labels.contains(id))
                    || attribute(tag, "aria-label").is_some();
                assert!(labelled, "{name}: no label for <{tag}>");
            }
        }
    });
}

#[test]
fn nothing_is_inline_and_no_page_without_an_island_ships_a_script() {
    each(|name, html| {
        for tag in tags(html) {
            assert!(attribute(tag, "style").is_none() && !named(tag, "style"), "{name}: inline style in <{tag}>");
            assert!(!tag.contains(" onclick"), "{name}: inline script in <{tag}>");
            if named(tag, "script") {
                assert!(attribute(tag, "src").is_some() && html.contains("<leptos-island"), "{name}: <{tag}>");
            }
        }
    });
}

#[test]
fn no_sentence_is_missing_and_no_secret_comes_back() {
    each(|name, html| {
        assert!(
            !html.contains('⟦'),
            "{name}: {}",
            html.split('⟦').nth(1).unwrap_or_default().split('⟧').next().unwrap_or_default()
        );
        assert!(!html.contains("never shown"), "{name}: a secret was sent back");
    });
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    each(|name, html| {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.split('>').next().unwrap().contains("method=\"post\"") {
                assert!(form.contains("name=\"csrf\""), "{name}: a form without its token");
            }
        }
    });
}

#[test]
fn a_page_stays_within_its_weight() {
    let styles = assets::find(assets::stylesheet()).unwrap();
    assert!(styles.bytes.len() < 40_000, "styles: {} bytes before compression", styles.bytes.len());
}

#[test]
fn arabic_is_mirrored_and_a_flash_is_announced() {
    let mut ctx = samples::context(Locale::Ar, "/", Role::Employer);
    ctx.flash = Some(Flash { kind: FlashKind::Done, key: "flash-saved".into(), args: Vec::new() });
    let html = sojourn_ui::pages::access::link_expired(&ctx);
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(html.contains("role=\"status\"") && html.contains("تم الحفظ"));
}

/// `SOJOURN_LOOK=folder cargo test -p sojourn-ui --features ssr --test contract` writes every page there.
#[test]
fn pages_can_be_written_out_to_look_at() {
    let Ok(folder) = std::env::var("SOJOURN_LOOK") else { return };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let styles = assets::find(assets::stylesheet()).unwrap();
    std::fs::write(folder.join("app.css"), styles.bytes).unwrap();
    for locale in Locale::ALL {
        for (at, (name, html)) in samples::all(*locale).into_iter().enumerate() {
            let html = html.replace(assets::stylesheet(), "app.css");
            std::fs::write(folder.join(format!("{locale}-{at:02}-{name}.html")), html).unwrap();
        }
    }
}
