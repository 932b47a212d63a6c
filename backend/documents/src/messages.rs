//! The words of papers, by language.
//! Owns the Fluent files; refuses to build sentences from fragments. Start at [`Words::of`].

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use sojourn_domain::locale::PaperLanguage;

/// The words of one language.
pub(crate) struct Words(FluentBundle<FluentResource>);

impl Words {
    pub fn of(language: PaperLanguage) -> Self {
        let mut bundle = FluentBundle::new(vec![language.code().parse().expect("codes are language tags")]);
        // Behind Arabic letters a date would be turned around, part by part (UAX #9, W2): values stand by themselves.
        bundle.set_use_isolating(language.is_rtl());
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned()).expect("a test parses every file");
            bundle.add_resource(resource).expect("a test finds no key twice");
        }
        Self(bundle)
    }

    /// The words under a key; a test keeps every key in every language.
    pub fn get(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The words under a key, with these values in them.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let pattern = self.0.get_message(key).and_then(|message| message.value());
        let pattern = pattern.expect("a test finds every key in every language");
        let args: FluentArgs<'_> = values.iter().copied().collect();
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

macro_rules! files {
    ($code:literal) => {
        [
            include_str!(concat!("../messages/", $code, "/papers.ftl")),
            include_str!(concat!("../messages/", $code, "/contract.ftl")),
        ]
    };
}

fn sources(language: PaperLanguage) -> [&'static str; 2] {
    match language {
        PaperLanguage::En => files!("en"),
        PaperLanguage::Fr => files!("fr"),
        PaperLanguage::Es => files!("es"),
        PaperLanguage::Ar => files!("ar"),
        PaperLanguage::Bn => files!("bn"),
        PaperLanguage::Ne => files!("ne"),
        PaperLanguage::Am => files!("am"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use sojourn_domain::placement::{Clause, Party, WagePeriod};

    use super::*;

    /// Each key with the values its sentence names.
    fn keys(language: PaperLanguage) -> BTreeMap<String, BTreeSet<String>> {
        let entry = |line: &str| {
            let (key, words) = line.split_once(" = ")?;
            let named = words.split('$').skip(1);
            let values = named.map(|part| part.chars().take_while(char::is_ascii_alphanumeric).collect());
            Some((key.to_owned(), values.collect()))
        };
        sources(language).iter().flat_map(|source| source.lines()).filter_map(entry).collect()
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_values_and_no_word_is_empty() {
        for &language in PaperLanguage::ALL {
            assert_eq!(keys(language), keys(PaperLanguage::En), "{language}");
            let words = Words::of(language);
            for (key, values) in keys(language) {
                let values: Vec<_> = values.iter().map(|name| (name.as_str(), "7")).collect();
                let said = words.say(&key, &values);
                assert!(!said.is_empty() && !said.contains('{'), "{language}: {key} says {said:?}");
            }
        }
    }

    #[test]
    fn every_key_is_used_by_a_paper() {
        let code = [include_str!("slip.rs"), include_str!("certificate.rs"), include_str!("contract.rs")].concat();
        let clauses =
            Clause::ALL.iter().flat_map(|c| [format!("clause-{}", c.key()), format!("clause-{}-text", c.key())]);
        let parties = Party::ALL.iter().map(|p| format!("contract-party-{}", p.key()));
        let periods = WagePeriod::ALL.iter().map(|p| format!("contract-wage-{}", p.key()));
        let of_codes: BTreeSet<_> = clauses.chain(parties).chain(periods).collect();
        let known = keys(PaperLanguage::En);
        for key in &of_codes {
            assert!(known.contains_key(key), "{key} is missing");
        }
        for key in known.keys().filter(|key| !of_codes.contains(*key)) {
            assert!(code.contains(&format!("\"{key}\"")), "{key} is not used");
        }
    }
}
