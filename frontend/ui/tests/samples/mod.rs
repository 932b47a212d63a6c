//! One sample of every page, with believable people, for the contract tests and for looking at.
#![allow(clippy::unwrap_used)]

pub mod administration;
pub mod homes;
pub mod recruitment;
pub mod stages;

use chrono::{NaiveDate, TimeZone, Utc};
use sojourn_domain::{
    FieldError, Locale, Role,
    money::Money,
    view::{RecordKind, RecordLine, Word},
};
use sojourn_ui::{FormState, PageContext, SignedIn, pages};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A context of somebody signed in.
pub fn context(locale: Locale, path: &str, role: Role) -> PageContext {
    let mut ctx = stranger(locale, path);
    ctx.user = Some(SignedIn {
        name: "Lucía Ajú".into(),
        organisation: Some("Quetzaltenango".into()),
        roles: vec![role],
        unread: 2,
    });
    ctx
}

pub fn stranger(locale: Locale, path: &str) -> PageContext {
    let mut ctx = PageContext::stranger(locale, path, "token", day("2026-05-25"));
    ctx.demo = true;
    ctx
}

pub fn form(values: &[(&str, &str)], errors: &[(&str, &str)]) -> FormState {
    let mut form = FormState::filled(values.iter().copied());
    form.errors = errors.iter().map(|(field, code)| FieldError::new(*field, *code)).collect();
    form
}

/// What the stages wrote down.
pub fn records() -> Vec<RecordLine> {
    let line = |kind, words| RecordLine { kind, on: Some(day("2026-05-20")), words };
    vec![
        line(
            RecordKind::Remittance,
            vec![
                Word::Money(Money::new(30_000, "CAD".parse().unwrap())),
                Word::Code("channel".into(), "mobile".into()),
                Word::Percent(4_296),
            ],
        ),
        line(RecordKind::FollowUp, vec![Word::Code("follow-up".into(), "due".into()), Word::Day(day("2026-07-01"))]),
    ]
}

/// Every page in a language: its name and its HTML.
pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut out = access(locale);
    out.extend(problems(locale));
    out.extend(recruitment::all(locale));
    out.extend(stages::all(locale));
    out.extend(administration::all(locale));
    out.extend(homes::all(locale));
    out
}

/// The page everybody enters by, with an account of every role to be entered with one click.
pub fn sign_in_props() -> pages::access::SignInProps {
    let account =
        |role: &Role| pages::access::DemoAccount { id: role.code().into(), name: "Rosa Tzoc".into(), role: *role };
    pages::access::SignInProps { demo: Role::ALL.iter().map(account).collect(), form_kept: true, ..Default::default() }
}

fn access(locale: Locale) -> Vec<(&'static str, String)> {
    use pages::access::*;
    let ctx = stranger(locale, "/sign-in");
    let at = Utc.with_ymd_and_hms(2026, 5, 25, 8, 30, 0).unwrap();
    let device =
        |id: &str, this| Device { id: id.into(), name: "Firefox, Linux".into(), since: at, last_seen: at, this };
    vec![
        ("sign-in", sign_in(&ctx, &sign_in_props())),
        (
            "sign-in-refused",
            sign_in(
                &ctx,
                &SignInProps {
                    form: form(
                        &[("identifier", "W-0031-8846-8"), ("secret", "never shown")],
                        &[("identifier", "wrong_credentials")],
                    ),
                    next: Some("/cases".into()),
                    ..Default::default()
                },
            ),
        ),
        ("forgot", forgot(&ctx, &ForgotProps::default())),
        ("forgot-sent", forgot(&ctx, &ForgotProps { sent: true, ..Default::default() })),
        (
            "reset",
            reset(
                &ctx,
                &PasswordProps {
                    form: form(&[], &[("password", "too_short"), ("password_again", "not_the_same")]),
                    action: "/reset/x".into(),
                },
            ),
        ),
        (
            "invitation",
            invitation(
                &ctx,
                &InvitationProps {
                    name: "Rosa Tzoc".into(),
                    organisation: "Ministerio de Trabajo".into(),
                    role: Role::VerifyingOfficer,
                    form: FormState::default(),
                    action: "/invitation/x".into(),
                },
            ),
        ),
        ("activate", activate(&ctx, &ActivateProps { form: form(&[("number", "W1")], &[("pin", "pin_digits")]) })),
        ("link-expired", link_expired(&ctx)),
        (
            "account",
            account(
                &context(locale, "/account", Role::RecruitmentOfficer),
                &AccountProps {
                    devices: vec![device("1", true), device("2", false)],
                    tokens: vec![TokenLine {
                        id: "1".into(),
                        label: "Statistics of the ministry".into(),
                        scope: "read",
                        until: at,
                    }],
                    secret: Some("sjn_5mZlq0Vd3Yw8nB2rT6xK1cJ9hP4sFgA7eUoIiLzQvRk".into()),
                    form: form(&[("label", "Gateway")], &[("scope", "choose_one"), ("days", "out_of_range")]),
                },
            ),
        ),
    ]
}

fn problems(locale: Locale) -> Vec<(&'static str, String)> {
    use pages::problem::*;
    let ctx = context(locale, "/cases/1", Role::VerifyingOfficer);
    Problem::ALL
        .iter()
        .map(|kind| {
            let props = ProblemProps {
                problem: *kind,
                reference: "7F3K-22QD".into(),
                back: Some("/cases/1".into()),
                limit: (*kind == Problem::TooLarge).then_some(10 * 1024 * 1024),
                detail: (*kind == Problem::NoFont).then(|| "no font for Bengali".into()),
            };
            ("problem", problem(&ctx, &props))
        })
        .collect()
}
