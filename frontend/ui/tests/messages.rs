//! Every sentence exists in four languages, none is missing, none is left over.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "ssr")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use sojourn_domain::{
    Locale, Role, Stage, State, Transition,
    access::AccountStatus,
    act::{Act, Kind},
    due::DueKind,
    guard::Guard,
    mrz::MrzField,
    placement::{OfferStatus, OrderStatus},
    programme::OrganisationKind,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    reintegration::ItemStatus,
    requirement::{RequirementKind, RequirementResult},
    view::RecordKind,
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};
use sojourn_ui::messages;

fn files(dir: &Path, extension: &str, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, out);
        } else if path.extension().is_some_and(|e| e == extension) {
            out.push(path);
        }
    }
}

/// Keys of a language, with the values their sentences name.
fn keys(code: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("messages").join(code), "ftl", &mut paths);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let mut key = String::new();
        for line in text.lines() {
            if let Some((name, _)) =
                line.split_once(" =").filter(|(name, _)| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            {
                key = name.to_owned();
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{code}: {key} stands twice");
            }
            for part in line.split('$').skip(1) {
                let value: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                found.get_mut(&key).unwrap().insert(value);
            }
        }
    }
    found
}

fn sources() -> String {
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "rs", &mut paths);
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The families whose keys are made from codes, with the codes that must have a sentence.
fn families() -> Vec<(&'static str, Vec<String>)> {
    fn codes<T: Copy>(all: &[T], key: impl Fn(T) -> String) -> Vec<String> {
        all.iter().map(|item| key(*item)).collect()
    }
    vec![
        ("state", codes(State::ALL, State::key)),
        ("stage", codes(Stage::ALL, Stage::key)),
        ("transition", codes(Transition::ALL, Transition::key)),
        ("guard", codes(Guard::ALL, Guard::key)),
        ("role", codes(Role::ALL, Role::key)),
        ("requirement", codes(RequirementKind::ALL, RequirementKind::key)),
        ("result", codes(RequirementResult::ALL, RequirementResult::key)),
        ("fault", codes(Fault::ALL, Fault::key)),
        ("return-kind", codes(ReturnKind::ALL, ReturnKind::key)),
        ("outcome", codes(Outcome::ALL, Outcome::key)),
        ("sex", codes(Sex::ALL, Sex::key)),
        ("identity", codes(IdentityDocumentKind::ALL, IdentityDocumentKind::key)),
        ("consent", codes(ConsentPurpose::ALL, ConsentPurpose::key)),
        ("error-mrz-check", codes(MrzField::ALL, MrzField::key)),
        ("comparison", codes(Comparison::ALL, Comparison::key)),
        ("act", codes(Act::ALL, Act::key)),
        ("record-kind", codes(RecordKind::ALL, RecordKind::key)),
        ("own-move", ["record-return", "announce-return", "withdraw"].map(String::from).to_vec()),
        ("offer-status", codes(OfferStatus::ALL, OfferStatus::key)),
        ("order-status", codes(OrderStatus::ALL, OrderStatus::key)),
        ("item-status", codes(ItemStatus::ALL, ItemStatus::key)),
        ("follow-up", vec!["due".into()]),
        ("fitness", codes(RequirementResult::ALL, RequirementResult::key)),
        ("due-kind", codes(DueKind::ALL, DueKind::key)),
        ("account-status", codes(AccountStatus::ALL, AccountStatus::key)),
        ("organisation-kind", codes(OrganisationKind::ALL, OrganisationKind::key)),
        ("stale", vec!["move".into(), "state".into()]),
        ("scope", vec!["read".into(), "write".into()]),
        ("party", ["worker", "employer", "mission", "handed-over"].map(String::from).to_vec()),
        ("month", (1..=12).map(|n| n.to_string()).collect()),
        ("weekday", (1..=7).map(|n| n.to_string()).collect()),
    ]
    .into_iter()
    .chain(of_acts())
    .collect()
}

/// The labels of the acts' fields, and the words of what can be chosen in them.
fn of_acts() -> impl Iterator<Item = (&'static str, Vec<String>)> {
    Act::ALL.iter().flat_map(|act| act.fields()).flat_map(|spec| {
        let dashed = |code: &str| code.replace('_', "-");
        let label = match spec.kind {
            Kind::Tick => None,
            _ => Some(("field", vec![dashed(spec.name)])),
        };
        let words = match spec.kind {
            Kind::Code(family, codes) => Some((family, codes().into_iter().map(dashed).collect())),
            _ => None,
        };
        label.into_iter().chain(words)
    })
}

/// Families named by codes that are text in the domain: each needs at least its `-other`.
const OPEN_FAMILIES: &[&str] = &["now", "document", "because", "error", "refusal", "flash"];

#[test]
fn every_language_has_every_key_with_the_same_values() {
    let english = keys("en");
    for code in ["fr", "es", "ar"] {
        let other = keys(code);
        for (key, values) in &english {
            assert_eq!(Some(values), other.get(key), "{code}: {key} is missing or names other values");
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "{code}: {key} does not exist in English");
        }
    }
}

#[test]
fn every_code_of_the_domain_has_its_sentence() {
    for locale in Locale::ALL {
        for (family, codes) in families() {
            for code in codes {
                assert!(messages::exists(*locale, &format!("{family}-{code}")), "{locale}: {family}-{code} is missing");
            }
        }
        for family in OPEN_FAMILIES {
            assert!(messages::exists(*locale, &format!("{family}-other")), "{locale}: {family}-other is missing");
        }
    }
}

#[test]
fn every_reason_a_guard_gives_has_its_sentence() {
    let guard =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../backend/domain/src/guard.rs")).unwrap();
    for call in ["no(\"", "no_with(\""] {
        for part in guard.split(call).skip(1) {
            let code = part.split('"').next().unwrap().replace('_', "-");
            assert!(messages::exists(Locale::En, &format!("because-{code}")), "because-{code} is missing");
        }
    }
}

#[test]
fn every_key_in_the_code_exists() {
    let source = sources();
    for call in [".t(\"", ".t_args(\""] {
        for part in source.split(call).skip(1) {
            let key = part.split('"').next().unwrap();
            assert!(messages::exists(Locale::En, key), "{key} is used and does not exist");
        }
    }
}

#[test]
fn every_key_is_used() {
    let source = sources();
    let known: BTreeSet<String> = families()
        .into_iter()
        .flat_map(|(family, codes)| codes.into_iter().map(move |code| format!("{family}-{code}")))
        .collect();
    for key in keys("en").keys() {
        let open = OPEN_FAMILIES.iter().any(|family| key.starts_with(&format!("{family}-")));
        assert!(open || known.contains(key) || source.contains(&format!("\"{key}\"")), "{key} is not used");
    }
}

#[test]
fn plurals_follow_each_language() {
    let days = |locale, n: i64| messages::text(locale, "due-over", &[("days", n.into())]);
    assert_eq!(days(Locale::En, 1), "1 day over");
    assert_eq!(days(Locale::En, 2), "2 days over");
    assert_eq!(days(Locale::Fr, 0), "0 jour de retard");
    assert!(days(Locale::Ar, 2).contains("يومين"));
    assert!(days(Locale::Ar, 5).contains("أيام"));
    assert!(days(Locale::Ar, 11).contains("يومًا"));
}
