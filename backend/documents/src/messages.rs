//! The words of papers, by language.
//! Owns the Fluent files; refuses to build sentences from fragments. Start at [`Words::of`].

use fluent_bundle::{FluentBundle, FluentResource};
use sojourn_domain::locale::PaperLanguage;

/// The words of one language.
pub(crate) struct Words(FluentBundle<FluentResource>);

impl Words {
    pub fn of(language: PaperLanguage) -> Self {
        let resource = FluentResource::try_new(source(language).to_owned()).expect("a test parses every file");
        let mut bundle = FluentBundle::new(vec![language.code().parse().expect("codes are language tags")]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("a test finds no key twice");
        Self(bundle)
    }

    /// The words under a key; a test keeps every key in every language.
    pub fn get(&self, key: &str) -> String {
        let pattern = self.0.get_message(key).and_then(|message| message.value());
        let pattern = pattern.expect("a test finds every key in every language");
        self.0.format_pattern(pattern, None, &mut Vec::new()).into_owned()
    }
}

fn source(language: PaperLanguage) -> &'static str {
    match language {
        PaperLanguage::En => include_str!("../messages/en/papers.ftl"),
        PaperLanguage::Fr => include_str!("../messages/fr/papers.ftl"),
        PaperLanguage::Es => include_str!("../messages/es/papers.ftl"),
        PaperLanguage::Ar => include_str!("../messages/ar/papers.ftl"),
        PaperLanguage::Bn => include_str!("../messages/bn/papers.ftl"),
        PaperLanguage::Ne => include_str!("../messages/ne/papers.ftl"),
        PaperLanguage::Am => include_str!("../messages/am/papers.ftl"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: PaperLanguage) -> BTreeSet<String> {
        let entry = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
        source(language).lines().filter_map(entry).collect()
    }

    #[test]
    fn every_language_has_the_same_keys_and_no_word_is_empty() {
        for &language in PaperLanguage::ALL {
            assert_eq!(keys(language), keys(PaperLanguage::En), "{language}");
            let words = Words::of(language);
            assert!(keys(language).iter().all(|key| !words.get(key).is_empty()), "{language}");
        }
    }

    #[test]
    fn every_key_is_used_by_a_paper() {
        let code = [include_str!("slip.rs"), include_str!("certificate.rs")].concat();
        for key in keys(PaperLanguage::En) {
            assert!(code.contains(&format!("\"{key}\"")), "{key} is not used");
        }
    }
}
