//! The parts of an e-mail: subject, text and HTML, with one link and no personal detail.
//! Owns the words; refuses to send. Start at [`mail`].

use fluent_bundle::{FluentBundle, FluentResource};
use sojourn_domain::Locale;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailKind {
    /// An account was prepared.
    Invitation,
    /// A new password was asked for.
    PasswordReset,
    /// The account was used on a device not seen before.
    NewDevice,
    /// A registration was accepted.
    Screened,
    /// A registration was rejected.
    Rejected,
    /// A seat in training is reserved.
    Enrolled,
    /// A training certificate was issued.
    Certified,
    /// An employer made an offer.
    OfferMade,
    /// A contract waits for its confirmation.
    ContractToConfirm,
    /// An arrival waits for its confirmation.
    ArrivalToConfirm,
    /// A contract ends soon.
    ContractEnding,
    /// A request was received.
    RequestReceived,
    /// A reintegration plan is ready.
    PlanReady,
    /// What is due today, once a day.
    DailyDigest,
    /// The password was changed.
    PasswordChanged,
    /// A case moved.
    CaseChanged,
    /// Somebody answered in the confidential thread.
    HelpAnswered,
}

impl MailKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Invitation,
        Self::PasswordReset,
        Self::NewDevice,
        Self::Screened,
        Self::Rejected,
        Self::Enrolled,
        Self::Certified,
        Self::OfferMade,
        Self::ContractToConfirm,
        Self::ArrivalToConfirm,
        Self::ContractEnding,
        Self::RequestReceived,
        Self::PlanReady,
        Self::DailyDigest,
        Self::PasswordChanged,
        Self::CaseChanged,
        Self::HelpAnswered,
    ];

    /// The stable code, as payloads keep it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::NewDevice => "new_device",
            Self::Screened => "screened",
            Self::Rejected => "rejected",
            Self::Enrolled => "enrolled",
            Self::Certified => "certified",
            Self::OfferMade => "offer_made",
            Self::ContractToConfirm => "contract_to_confirm",
            Self::ArrivalToConfirm => "arrival_to_confirm",
            Self::ContractEnding => "contract_ending",
            Self::RequestReceived => "request_received",
            Self::PlanReady => "plan_ready",
            Self::DailyDigest => "daily_digest",
            Self::PasswordChanged => "password_changed",
            Self::CaseChanged => "case_changed",
            Self::HelpAnswered => "help_answered",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A message, ready to be put into an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailParts {
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML, a whole document.
    pub html: String,
}

/// The parts of a message in the receiver's language; `link` is where it leads.
pub fn mail(kind: MailKind, locale: Locale, link: &str) -> MailParts {
    let words = bundle(locale);
    let key = format!("mail-{}", kind.code().replace('_', "-"));
    let subject = say(&words, &key, None);
    let body = say(&words, &key, Some("body"));
    let open = say(&words, "mail-open", None);
    let footer = say(&words, "mail-footer", None);
    let direction = if locale.is_rtl() { "rtl" } else { "ltr" };
    let [title, said, button, foot, href] = [&subject, &body, &open, &footer, link].map(escape);
    let html = format!(
        r#"<!doctype html>
<html lang="{}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;background:#eaf3f2;font-family:sans-serif;color:#182428">
<div style="max-width:32rem;margin:2rem auto;padding:2rem;background:#fff;border-top:6px solid #0f5c5c">
<h1 style="font-size:1.25rem;margin:0 0 1rem">{title}</h1>
<p style="line-height:1.5">{said}</p>
<p><a href="{href}" style="display:inline-block;padding:.75rem 1.25rem;background:#0f5c5c;color:#fff">{button}</a></p>
<p style="font-size:.875rem;color:#546368">{foot}</p>
</div></body></html>
"#,
        locale.code()
    );
    MailParts { text: format!("{subject}\n\n{body}\n\n{link}\n\n{footer}\n"), subject, html }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../messages/en/mail.ftl"),
        Locale::Fr => include_str!("../messages/fr/mail.ftl"),
        Locale::Es => include_str!("../messages/es/mail.ftl"),
        Locale::Ar => include_str!("../messages/ar/mail.ftl"),
    }
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(source(locale).to_owned()).expect("a test parses every file");
    let mut bundle = FluentBundle::new(vec![locale.code().parse().expect("codes are language tags")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("a test finds no key twice");
    bundle
}

fn say(bundle: &FluentBundle<FluentResource>, key: &str, attribute: Option<&str>) -> String {
    let message = bundle.get_message(key).expect("a test finds every key in every language");
    let pattern = match attribute {
        None => message.value(),
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
    };
    let pattern = pattern.expect("a test finds every key in every language");
    bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_kind_has_its_parts_and_its_link_in_every_language() {
        for &locale in Locale::ALL {
            for &kind in MailKind::ALL {
                let parts = mail(kind, locale, "https://sojourn.example/a?b=1&c=2");
                assert!(!parts.subject.is_empty() && !parts.subject.contains('\n'), "{kind:?} in {locale}");
                assert!(parts.text.contains("https://sojourn.example/a?b=1&c=2"));
                assert!(parts.html.contains("https://sojourn.example/a?b=1&amp;c=2"));
            }
        }
    }

    #[test]
    fn no_language_holds_a_key_that_no_mail_uses() {
        for &locale in Locale::ALL {
            let keys = source(locale).lines().filter(|line| line.starts_with("mail-")).count();
            assert_eq!(keys, MailKind::ALL.len() + 2, "{locale}");
        }
    }

    #[test]
    fn a_kind_is_found_again_by_its_code() {
        assert!(MailKind::ALL.iter().all(|kind| MailKind::from_code(kind.code()) == Some(*kind)));
        assert_eq!(MailKind::from_code("unknown"), None);
    }

    #[test]
    fn an_arabic_mail_runs_from_right_to_left() {
        assert!(mail(MailKind::OfferMade, Locale::Ar, "https://x.example").html.contains(r#"lang="ar" dir="rtl""#));
    }
}
