//! First pages beside the work list: what is due, figures, a trainer's day, an inspection.

use sojourn_domain::{Locale, Role, State, due::DueKind, figures::Cell, worker::Sex};
use sojourn_ui::{
    pages::{
        due::{DueProps, KindLine, due},
        figures::{FigureRow, FiguresProps, figures},
        training::{InspectedCertificate, InspectedSession, SessionLine, coming, inspection},
        work::DueLine,
    },
    parts::Pager,
};

use super::{context, day};

pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut out = dues(locale);
    out.push(("figures", figures_page(locale)));
    out.extend(training(locale));
    out
}

fn dues(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/due", Role::CaseWorker);
    let line = |kind, by: &str| DueLine {
        href: "/cases/1".into(),
        name: "Xiloj, Ana".into(),
        number: "SJ-2026-0004655-4".into(),
        state: State::Returned,
        kind,
        due: day(by),
    };
    let kinds: Vec<_> = [(DueKind::FollowUp, 0, 14), (DueKind::Plan, 3, 5), (DueKind::Help, 1, 1)]
        .map(|(kind, overdue, listed)| KindLine { kind, overdue, listed })
        .to_vec();
    let one = DueProps {
        kinds: kinds.clone(),
        shown: Some(DueKind::Plan),
        lines: vec![line(DueKind::Plan, "2026-04-30"), line(DueKind::Plan, "2026-05-26")],
        pager: Pager { first: Some("/due?kind=plan".into()), next: Some("/due?kind=plan&after=1".into()) },
    };
    vec![("due", due(&ctx, &one)), ("due-none", due(&ctx, &DueProps { kinds, ..DueProps::default() }))]
}

fn figures_page(locale: Locale) -> String {
    let ctx = context(locale, "/", Role::Analyst);
    let row = |name: &str, numbers: [u64; 4]| FigureRow {
        name: name.into(),
        cells: numbers.iter().map(|n| if *n < 5 { Cell::Suppressed } else { Cell::Shown(*n) }).collect(),
    };
    let props = FiguresProps {
        sexes: vec![Sex::Female, Sex::Male, Sex::Unspecified],
        states: vec![
            row("registered", [120, 310, 2, 432]),
            row("employed", [1204, 2310, 4, 3518]),
            row("", [1324, 2620, 6, 3950]),
        ],
        districts: vec![row("Totonicapán", [40, 60, 0, 100]), row("", [9, 11, 0, 20]), row("", [49, 71, 0, 120])],
    };
    figures(&ctx, &props)
}

fn training(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/", Role::Trainer);
    let line = |id: &str, on: &str| SessionLine {
        href: format!("/sessions/{id}"),
        title: "Salud y seguridad".into(),
        day: day(on),
        hours: "08:00–12:00".into(),
        place: "Salón comunal, Cantel".into(),
        marked: (12, 28),
    };
    let inspector = context(locale, "/", Role::Inspector);
    let session = InspectedSession {
        title: "Salud y seguridad".into(),
        centre: "Centro de Orientación Xela".into(),
        day: day("2026-05-20"),
        place: "Cantel".into(),
        seats: (28, 30),
    };
    let certificate = |until: &str, revoked| InspectedCertificate {
        number: "TC-2026-88120".into(),
        issued: day("2026-04-19"),
        until: Some(day(until)),
        revoked,
    };
    let certificates =
        [certificate("2027-04-19", false), certificate("2026-05-01", false), certificate("2027-04-19", true)];
    vec![
        ("trainer", coming(&ctx, &[line("1", "2026-05-25"), line("2", "2026-05-25")], &[line("3", "2026-05-27")])),
        ("trainer-none", coming(&ctx, &[], &[])),
        ("inspection", inspection(&inspector, &[session], &certificates, &Pager::default())),
    ]
}
