//! Samples of what workers, trainers, employers, missions, managers and the public see.
#![allow(clippy::unwrap_used)]

use chrono::{TimeZone, Utc};
use sojourn_domain::{Locale, Role, Stage, State, Transition, decide::Way, worker::Sex};
use sojourn_ui::{
    FormState,
    pages::{cases::DocumentLine, journey::*, placement::*, programme::*, training::*, verify::*},
    parts::{Due, MoveOffer, Pager, Queue, QueueKind},
};

use super::{context, day, form, recruitment, stranger};

fn worker_pages(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/", Role::Worker);
    let home_props = HomeProps {
        name: "María".into(),
        number: "W-0031-8846-8".into(),
        now: Some(NowCard {
            code: "read_contract".into(),
            until: Some(day("2026-05-30")),
            href: Some("/documents/1".into()),
        }),
        journey: Some(recruitment::journey(State::Contracted)),
        case: "1".into(),
        version: 3,
        offers: vec![MoveOffer {
            transition: Transition::Sign,
            way: Way::Make,
            unmet: Vec::new(),
            fields: Vec::new(),
            elsewhere: None,
        }],
        documents: vec![DocumentLine {
            href: "/documents/1".into(),
            kind: "employment_contract".into(),
            number: "EC-2026-88120".into(),
            version: 2,
            superseded: false,
        }],
    };
    let new = HomeProps { now: None, journey: None, offers: Vec::new(), documents: Vec::new(), ..home_props.clone() };
    let at = Utc.with_ymd_and_hms(2026, 5, 24, 18, 5, 0).unwrap();
    let said = |by: &str, text: &str, mine| Said { by: by.into(), at, text: text.into(), mine };
    let thread = vec![
        said("María", "El patrón guarda mi pasaporte.", true),
        said("Misión", "Gracias por escribir. Nadie puede guardar su pasaporte.\nHoy la llamamos.", false),
    ];
    let help_props =
        HelpProps { thread, action: "/help".into(), form: form(&[], &[("text", "required")]), about: None };
    let lines = [
        InboxLine { href: "/".into(), subject: "Contrato".into(), at, unread: true },
        InboxLine { href: "/".into(), subject: "Oferta".into(), at, unread: false },
    ];
    vec![
        ("home", home(&ctx, &home_props)),
        ("home-new", home(&ctx, &new)),
        ("help", help(&ctx, &help_props)),
        (
            "help-answer",
            help(
                &context(locale, "/help", Role::Mission),
                &HelpProps { about: Some("W-0031-8846-8".into()), ..help_props },
            ),
        ),
        ("inbox", inbox(&ctx, &lines)),
        ("inbox-empty", inbox(&ctx, &[])),
        ("support", support(&ctx, &SupportProps { open: true, ..Default::default() })),
        (
            "support-sent",
            support(&ctx, &SupportProps { open: true, sent: Some(day("2026-05-20")), ..Default::default() }),
        ),
        ("support-early", support(&ctx, &SupportProps::default())),
    ]
}

fn training_pages(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/sessions/1", Role::Trainer);
    let session = SessionLine {
        href: "/sessions/1".into(),
        title: "Derechos y contrato".into(),
        day: day("2026-05-25"),
        hours: "08:00–12:00".into(),
        place: "Salón comunal".into(),
        marked: (1, 2),
    };
    let person = |id: &str, name: &str| RosterLine { id: id.into(), name: name.into(), number: "W-0031-8846-8".into() };
    let props = RosterProps {
        session: session.clone(),
        people: vec![person("a", "María Ajtún Cojulún"), person("b", "Juan Pérez Xitumul")],
        form: form(&[("mark_a", "present"), ("score_a", "120")], &[("score_a", "number")]),
        scored: true,
        action: "/sessions/1".into(),
    };
    vec![
        ("sessions", sessions(&ctx, &[session])),
        ("sessions-empty", sessions(&ctx, &[])),
        ("roster", roster(&ctx, &props)),
        ("roster-unscored", roster(&ctx, &RosterProps { scored: false, form: FormState::default(), ..props })),
    ]
}

fn placement_pages(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/", Role::Employer);
    let card = |case: &str, on_page| ConfirmCard {
        case: case.into(),
        version: 4,
        transition: Transition::ConfirmArrival,
        name: "Xiloj, Ana".into(),
        number: "SJ-2026-0004655-4".into(),
        job: "Cosecha, Ferme Boréale".into(),
        state: State::Departed,
        due: Some(Due(day("2026-05-23"))),
        on_page,
    };
    let order = |approved| OrderLine {
        href: "/orders/1".into(),
        occupation: "Cosecha de hortalizas".into(),
        workplace: "Ferme Boréale, Québec".into(),
        starts: day("2026-06-01"),
        filled: (17, 40),
        approved,
    };
    let to_approve = OrderToApprove {
        id: "1".into(),
        action: "/orders/1/decide".into(),
        employer: "Ferme Boréale".into(),
        occupation: "Cosecha de hortalizas".into(),
        workplace: "Québec".into(),
        places: 1400,
        wage: ctx.money(1650, 2, "CAD"),
        hours: 42,
    };
    let people = PoolProps {
        orders: vec![("1".into(), "Cosecha".into())],
        rows: vec![PoolLine {
            href: "/pool/1/offer".into(),
            number: "W-0031-8846-8".into(),
            occupation: "Cosecha".into(),
            skills: "Tractor · español".into(),
            experience: "4".into(),
        }],
        pager: Pager::default(),
        ..Default::default()
    };
    let offering = OfferProps {
        number: "W-0031-8846-8".into(),
        form: form(&[("order", "1")], &[("expires", "in_the_future")]),
        orders: vec![("1".into(), "Cosecha".into())],
        action: "/pool/1/offer".into(),
    };
    vec![
        (
            "employer",
            employer(
                &ctx,
                &EmployerProps {
                    confirm: vec![card("1", false), card("2", true)],
                    orders: vec![order(true), order(false)],
                },
            ),
        ),
        ("employer-empty", employer(&ctx, &EmployerProps::default())),
        ("orders", orders(&ctx, &[order(true)])),
        ("pool", pool(&ctx, &people)),
        ("pool-empty", pool(&ctx, &PoolProps::default())),
        ("offer", offer(&ctx, &offering)),
        ("mission-orders", mission_orders(&context(locale, "/", Role::Mission), &[to_approve])),
        ("mission-empty", mission_orders(&context(locale, "/", Role::Mission), &[])),
    ]
}

fn manager_and_public(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/", Role::ProgrammeManager);
    let funnel =
        Stage::ALL.iter().zip([412, 230, 120, 310, 44]).map(|(s, n)| (*s, n, format!("/cases?stage={s}"))).collect();
    let line = |sex, taken| QuotaLine { name: "Agricultura".into(), year: 2027, sex, taken };
    let props = ProgrammeProps {
        queues: vec![Queue { kind: QueueKind::Overdue, count: 3, detail: String::new(), href: "/cases".into() }],
        funnel,
        quota: vec![line(None, (1204, 1500)), line(Some(Sex::Female), (530, 600)), line(Some(Sex::Male), (0, 0))],
    };
    let mut out = vec![("programme", programme(&ctx, &props))];
    for validity in Validity::ALL {
        let known = *validity != Validity::Unknown;
        let props = VerifyProps {
            validity: *validity,
            kind: if known { "training_certificate".into() } else { String::new() },
            number: if known { "TC-2026-88120".into() } else { String::new() },
            initials: if known { "M. A.".into() } else { String::new() },
            issued: known.then(|| day("2026-04-19")),
        };
        out.push(("verify", verify(&stranger(locale, "/verify/x"), &props)));
    }
    out
}

pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut out = worker_pages(locale);
    out.extend(training_pages(locale));
    out.extend(placement_pages(locale));
    out.extend(manager_and_public(locale));
    out
}
