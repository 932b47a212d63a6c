#![allow(clippy::unwrap_used)]

use super::*;
use crate::slip::tests::{read, words};

fn contract(worker: PaperLanguage, agreement: PaperLanguage) -> EmploymentContract {
    let day = |text: &str| text.parse().unwrap();
    let names = ["Zoë Núñez", "Élodie Ça", "José Ibáñez", "أمينة الطيب", "নাসরিন আক্তার", "प्रकृति श्रेष्ठ क्षेत्री", "ትዕግስት በቀለ"];
    let name = PaperLanguage::ALL.iter().zip(names).find(|(language, _)| **language == worker).unwrap().1;
    let own = [
        (Clause::Rest, "Sundays, and two days a month."),
        (Clause::Accommodation, "Shared room, two people, with a kitchen.\nRent: none."),
        (Clause::Food, "One warm meal on working days."),
    ];
    EmploymentContract {
        number: "EC-SJ-2026-0000017-4".into(),
        version: 2,
        issued: day("2026-11-24"),
        worker_language: worker,
        agreement_language: agreement,
        contract_number: "SJ-2026-0000017-4-2".into(),
        replaces: Some("SJ-2026-0000017-4-1".into()),
        programme: "Seasonal Work 2027".into(),
        worker: name.into(),
        worker_number: "W-4820-1937-6".into(),
        employer: "Ferme Boréale".into(),
        job: "Greenhouse worker".into(),
        workplace: "Saint-Rémi, Québec".into(),
        starts_on: day("2027-03-01"),
        ends_on: day("2027-10-31"),
        wage: "2900.00 CAD".into(),
        period: WagePeriod::Month,
        hours: 44,
        terms: Terms {
            clauses: own.into_iter().map(|(clause, words)| (clause, words.to_owned())).collect(),
            written_in: Some(PaperLanguage::En),
        },
        signatures: vec![
            Signature { party: Party::Worker, name: name.into(), on: day("2026-11-20") },
            Signature { party: Party::Employer, name: "Ferme Boréale".into(), on: day("2026-11-22") },
            Signature { party: Party::Mission, name: "Embassy of Canada".into(), on: day("2026-11-24") },
        ],
        verify_url: format!("https://sojourn.example/verify/{}", "x".repeat(190)),
    }
}

fn print(facts: &EmploymentContract, name: &str) -> String {
    let pdf = employment_contract(&Fonts::system(), facts).unwrap();
    if let Ok(folder) = std::env::var("SOJOURN_KEEP_PAPERS") {
        std::fs::write(format!("{folder}/contract-{name}.pdf"), &pdf).unwrap();
    }
    assert!(pdf.len() < 400_000, "{name}: {} bytes", pdf.len());
    words(&read(&pdf))
}

/// Everything the standing words of a language say on a contract with all clauses but those nobody filled in.
fn standing(facts: &EmploymentContract, language: PaperLanguage) -> Vec<String> {
    let own = Words::of(language);
    let labels = ["contract-title", "contract-worker", "contract-period", "contract-wage", "contract-signatures"];
    let mut said: Vec<String> = labels.iter().map(|key| own.get(key)).collect();
    for clause in clauses_of(&facts.terms) {
        said.push(own.get(&format!("clause-{}", clause.key())));
        said.push(own.get(&format!("clause-{}-text", clause.key())));
    }
    said.push(own.say("contract-wage-month", &[("amount", "2900.00 CAD")]));
    said.push(own.say("contract-hours-value", &[("hours", "44")]));
    said.push(own.say("contract-own-words", &[("language", "English")]));
    said
}

/// Whether a text is in what was read. On a page that is not Arabic throughout, poppler counts a full stop among the
/// numbers and puts what stands around it in the order of the eye, so there Arabic is compared word by word.
fn says(read: &str, expected: &str) -> bool {
    let expected = words(expected).replace(['\u{2068}', '\u{2069}'], "");
    if !expected.chars().any(|c| reads_from_the_right(&c.to_string())) {
        return read.contains(&expected);
    }
    let read = letters(read);
    expected.split(' ').map(letters).all(|word| read.contains(&word))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// Punctuation and the signs that say a direction.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '،' | '؛' | '؟' | '’' | '\u{2066}'..='\u{2069}')
}

#[test]
fn both_columns_read_back_word_for_word_in_every_language() {
    for &language in PaperLanguage::ALL {
        for agreement in [PaperLanguage::En, PaperLanguage::Ar] {
            let facts = contract(language, agreement);
            let text = print(&facts, &format!("{language}-{agreement}"));
            for of in [language, agreement] {
                for expected in standing(&facts, of).iter().chain([&facts.worker, &facts.contract_number]) {
                    assert!(says(&text, expected), "{language}/{agreement}: {expected:?} is not in:\n{text}");
                }
            }
            assert!(text.contains("Shared room, two people, with a kitchen. Rent: none."), "{text}");
        }
    }
}

#[test]
fn an_arabic_contract_reads_back_in_the_order_it_is_read() {
    let facts = contract(PaperLanguage::Ar, PaperLanguage::Ar);
    let read = letters(&print(&facts, "ar-ar"));
    let own = Words::of(PaperLanguage::Ar);
    for clause in clauses_of(&facts.terms) {
        let said = letters(&own.get(&format!("clause-{}-text", clause.key())));
        assert!(read.contains(&said), "{clause}: {said} is not in:\n{read}");
    }
}

#[test]
fn one_language_takes_one_column() {
    let text = print(&contract(PaperLanguage::Fr, PaperLanguage::Fr), "one");
    assert_eq!(text.matches(&Words::of(PaperLanguage::Fr).get("clause-no-fee-text")).count(), 1);
}

#[test]
fn what_an_employer_writes_flows_over_pages_however_long_it_is() {
    let mut facts = contract(PaperLanguage::Bn, PaperLanguage::En);
    let long: String = (0..400).map(|n| format!("Rule {n} of the house.\n")).collect();
    facts.terms.clauses.insert(Clause::Accommodation, long);
    let text = print(&facts, "long");
    assert!((0..400).all(|n| text.contains(&format!("Rule {n} of the house."))));
    assert!(text.contains("EC-SJ-2026-0000017-4 · 2 — 2 / "), "{text}");
}

#[test]
fn a_clause_nobody_filled_in_is_printed_only_where_every_contract_has_it() {
    let facts = contract(PaperLanguage::Es, PaperLanguage::En);
    let printed: Vec<_> = clauses_of(&facts.terms).collect();
    assert!(
        printed.contains(&Clause::NoFee) && printed.contains(&Clause::Food) && !printed.contains(&Clause::Probation)
    );
}

#[test]
fn a_contract_whose_script_has_no_font_is_refused_with_the_package_to_install() {
    let refused = employment_contract(&Fonts::built_in(), &contract(PaperLanguage::Am, PaperLanguage::En)).unwrap_err();
    assert_eq!(refused, PaperError::NoFont { script: "Ethiopic" });
    assert!(refused.to_string().contains(crate::FONT_PACKAGE));
}
