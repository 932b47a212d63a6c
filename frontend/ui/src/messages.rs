//! The sentences of the pages, in four languages, from the Fluent files beside `src`.
//! Start at [`text`]. Sentences of papers and mail live with the documents, not here.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use sojourn_domain::Locale;

macro_rules! rooms {
    ($locale:literal) => {
        [
            include_str!(concat!("../messages/", $locale, "/frame.ftl")),
            include_str!(concat!("../messages/", $locale, "/words.ftl")),
            include_str!(concat!("../messages/", $locale, "/errors.ftl")),
            include_str!(concat!("../messages/", $locale, "/access.ftl")),
            include_str!(concat!("../messages/", $locale, "/administration.ftl")),
            include_str!(concat!("../messages/", $locale, "/work.ftl")),
            include_str!(concat!("../messages/", $locale, "/recruitment.ftl")),
            include_str!(concat!("../messages/", $locale, "/join.ftl")),
            include_str!(concat!("../messages/", $locale, "/cases.ftl")),
            include_str!(concat!("../messages/", $locale, "/journey.ftl")),
            include_str!(concat!("../messages/", $locale, "/stages.ftl")),
            include_str!(concat!("../messages/", $locale, "/acts.ftl")),
        ]
    };
}

/// A value of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text, set as it is.
    Text(String),
    /// A whole number; plural rules read it.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}
impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 4]> = LazyLock::new(|| {
    [bundle("en", &rooms!("en")), bundle("fr", &rooms!("fr")), bundle("es", &rooms!("es")), bundle("ar", &rooms!("ar"))]
});

fn bundle(code: &str, sources: &[&str]) -> Bundle {
    let language = code.parse().expect("the four language codes are well-formed");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Latin names and numbers inside an Arabic sentence need isolating; elsewhere the marks are noise.
    bundle.set_use_isolating(code == "ar");
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{code}: messages do not parse: {errors:?}"));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{code}: a message stands twice: {errors:?}"));
    }
    bundle
}

fn bundle_of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::En => &BUNDLES[0],
        Locale::Fr => &BUNDLES[1],
        Locale::Es => &BUNDLES[2],
        Locale::Ar => &BUNDLES[3],
    }
}

/// Whether a language has a message.
pub fn exists(locale: Locale, key: &str) -> bool {
    bundle_of(locale).has_message(key)
}

/// A message in a language. A key that does not exist, which a test rules out, comes back as `⟦key⟧`.
pub fn text(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    let bundle = bundle_of(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return format!("⟦{key}⟧");
    };
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => values.set(*name, FluentValue::from(text.clone())),
            Arg::Count(count) => values.set(*name, FluentValue::from(*count)),
        }
    }
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}
