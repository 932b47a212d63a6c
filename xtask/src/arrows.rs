//! `cargo xtask arrows`: the rooms of the house depend on each other one way only, as `ARCHITECTURE.md` draws it,
//! and what runs in a browser compiles for it. The table is [`ROOMS`]; a new room has to be written there first.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{shell, test, tools};

/// One crate and what it may lean on.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    /// Further rooms its own tests may use.
    tests_may_use: &'static [&'static str],
    /// Outside crates it must not name.
    never: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room {
        name: "sojourn-domain",
        may_use: &[],
        tests_may_use: &[],
        never: &["axum", "sea-orm", "leptos", "tokio", "tracing"],
    },
    Room {
        name: "sojourn-storage",
        may_use: &["sojourn-domain"],
        tests_may_use: &["sojourn-migrations"],
        never: &["axum", "leptos", "lettre", "printpdf"],
    },
    Room {
        name: "sojourn-documents",
        may_use: &["sojourn-domain"],
        tests_may_use: &[],
        never: &["axum", "sea-orm", "leptos", "tokio"],
    },
    Room {
        name: "sojourn-services",
        may_use: &["sojourn-domain", "sojourn-storage", "sojourn-documents"],
        tests_may_use: &["sojourn-migrations"],
        never: &["axum", "leptos", "lettre", "printpdf"],
    },
    Room {
        name: "sojourn-jobs",
        may_use: &["sojourn-domain", "sojourn-storage", "sojourn-documents", "sojourn-services"],
        tests_may_use: &["sojourn-migrations"],
        never: &["axum", "leptos"],
    },
    Room {
        name: "sojourn",
        may_use: &[
            "sojourn-domain",
            "sojourn-storage",
            "sojourn-documents",
            "sojourn-services",
            "sojourn-jobs",
            "sojourn-ui",
            "sojourn-migrations",
        ],
        tests_may_use: &[],
        never: &["sea-orm", "sqlx"],
    },
    Room { name: "sojourn-ui", may_use: &["sojourn-domain"], tests_may_use: &[], never: &["axum", "sea-orm", "tokio"] },
    Room {
        name: "sojourn-client",
        may_use: &["sojourn-ui", "sojourn-domain"],
        tests_may_use: &[],
        never: &["axum", "sea-orm", "tokio"],
    },
    Room { name: "sojourn-migrations", may_use: &[], tests_may_use: &[], never: &["axum", "leptos"] },
    Room {
        name: "sojourn-tests",
        may_use: &[
            "sojourn",
            "sojourn-domain",
            "sojourn-storage",
            "sojourn-documents",
            "sojourn-services",
            "sojourn-jobs",
            "sojourn-ui",
            "sojourn-migrations",
        ],
        tests_may_use: &[],
        never: &[],
    },
    Room { name: "sojourn-scale", may_use: &[], tests_may_use: &[], never: &["axum", "sea-orm", "leptos"] },
    Room { name: "xtask", may_use: &[], tests_may_use: &[], never: &[] },
];

/// Crates that must not come into `sojourn-domain` by any way round.
const NEVER_IN_DOMAIN: &[&str] = &["axum", "sea-orm", "leptos", "tokio"];

/// Checks every arrow, then compiles the browser's part for wasm32.
pub fn run() -> Result<ExitCode> {
    let mut wrong = wrong_arrows(&test::metadata()?);
    let tree = shell::output(shell::cargo().args([
        "tree",
        "--package=sojourn-domain",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
    ]))?;
    wrong.extend(intruders(&tree).map(|name| format!("sojourn-domain reaches {name}")));
    if !wrong.is_empty() {
        bail!("the rooms lean on each other the wrong way:\n  {}", wrong.join("\n  "));
    }
    println!("The arrows between the rooms point one way.");
    if !tools::provide_wasm_target() {
        bail!("the target wasm32-unknown-unknown cannot be had, so the browser's part was not compiled");
    }
    shell::run(shell::cargo().args([
        "check",
        "--target=wasm32-unknown-unknown",
        "--package=sojourn-domain",
        "--package=sojourn-ui",
        "--package=sojourn-client",
        "--features=sojourn-ui/hydrate",
    ]))
    .context("the browser's part does not compile for wasm32")?;
    Ok(ExitCode::SUCCESS)
}

/// Every dependency that the table does not allow, in words.
fn wrong_arrows(metadata: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
            wrong.push(format!("{name} is not drawn in the table of rooms"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            // An optional room is a testing feature's: the binary never turns it on.
            let in_tests = dependency["kind"] == "dev" || dependency["optional"] == true;
            if !allowed(room, other, in_tests) {
                wrong.push(format!("{name} must not use {other}"));
            }
        }
    }
    wrong
}

fn allowed(room: &Room, other: &str, in_tests: bool) -> bool {
    let is_room = ROOMS.iter().any(|room| room.name == other);
    if is_room {
        let its_tests_may = in_tests && (other == room.name || room.tests_may_use.contains(&other));
        return room.may_use.contains(&other) || its_tests_may;
    }
    in_tests || !room.never.contains(&other)
}

/// Which forbidden crates a `cargo tree` of the domain shows.
fn intruders(tree: &str) -> impl Iterator<Item = &'static str> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    NEVER_IN_DOMAIN.iter().copied().filter(move |name| names.contains(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn house(name: &str, dependency: &str, kind: Value) -> Value {
        json!({ "packages": [{ "name": name, "dependencies": [{ "name": dependency, "kind": kind }] }] })
    }

    #[test]
    fn an_arrow_the_drawing_shows_is_allowed() {
        assert!(wrong_arrows(&house("sojourn-storage", "sojourn-domain", Value::Null)).is_empty());
    }

    #[test]
    fn an_arrow_the_other_way_is_named() {
        let wrong = wrong_arrows(&house("sojourn-domain", "sojourn-storage", Value::Null));
        assert_eq!(wrong, ["sojourn-domain must not use sojourn-storage"]);
    }

    #[test]
    fn a_room_must_not_know_a_foreign_trade() {
        let wrong = wrong_arrows(&house("sojourn-services", "axum", Value::Null));
        assert_eq!(wrong, ["sojourn-services must not use axum"]);
    }

    #[test]
    fn migrations_are_for_tests_of_storage_only() {
        assert!(wrong_arrows(&house("sojourn-storage", "sojourn-migrations", json!("dev"))).is_empty());
        assert_eq!(wrong_arrows(&house("sojourn-storage", "sojourn-migrations", Value::Null)).len(), 1);
    }

    #[test]
    fn a_testing_feature_may_use_what_tests_use_and_the_room_itself() {
        let optional = json!({ "packages": [{ "name": "sojourn-storage", "dependencies": [
            { "name": "sojourn-migrations", "kind": null, "optional": true },
            { "name": "sojourn-storage", "kind": "dev" },
        ] }] });
        assert!(wrong_arrows(&optional).is_empty());
    }

    #[test]
    fn a_room_nobody_drew_is_refused() {
        let wrong = wrong_arrows(&house("sojourn-attic", "serde", Value::Null));
        assert_eq!(wrong, ["sojourn-attic is not drawn in the table of rooms"]);
    }

    #[test]
    fn an_intruder_is_found_deep_in_the_tree() {
        let tree = "sojourn-domain v0.1.0\nchrono v0.4.1\nsea-orm v2.0.4 (*)\n";
        assert_eq!(intruders(tree).collect::<Vec<_>>(), ["sea-orm"]);
        assert_eq!(intruders("sojourn-domain v0.1.0\nsea-orm-like v1.0.0").count(), 0);
    }
}
