//! Accounts, organisations and the audit trail.

use chrono::{DateTime, TimeZone, Utc};
use sojourn_domain::{Locale, Role, access::AccountStatus, programme::OrganisationKind};
use sojourn_ui::{
    pages::{
        access::{
            Device, HeldRole, InviteProps, InvitedLine, ProfileProps, StaffLine, StaffProps, invite, profile, staff,
        },
        operations::{AuditLine, AuditProps, NeedsProps, TrailState, audit, needs},
        organisations::{
            Keeper, OrganisationFormProps, OrganisationLine, OrganisationProps, OrganisationsProps, Standing,
            organisation, organisation_form, organisations,
        },
    },
    parts::{Pager, Stale},
};

use super::{context, day, form, recruitment};

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 24, hour, 15, 0).unwrap()
}

fn officer() -> HeldRole {
    HeldRole {
        role: Role::RecruitmentOfficer,
        organisation: Some(("o1".into(), "Oficina de Quetzaltenango".into())),
        district: Some("Totonicapán".into()),
    }
}

fn lines() -> Vec<StaffLine> {
    let line = |id: &str, name: &str, email: &str, roles, status| StaffLine {
        id: id.into(),
        name: name.into(),
        email: email.into(),
        roles,
        status,
    };
    let auditor = HeldRole { role: Role::Auditor, organisation: None, district: None };
    vec![
        line("1", "Lucía Ajú", "lucia.aju@office.example", vec![officer(), auditor], AccountStatus::Active),
        line("2", "Rodrigo Tzoc", "rodrigo@office.example", vec![officer()], AccountStatus::Invited),
        line("3", "Elena Batz", "elena.batz@a-long-name-of-a-ministry.example", Vec::new(), AccountStatus::Disabled),
    ]
}

fn held(line: OrganisationKind, standing: Standing) -> OrganisationLine {
    OrganisationLine { id: "o1".into(), name: "Ferme Boréale".into(), kind: line, country: "Canada".into(), standing }
}

fn trail() -> TrailState {
    TrailState { sealed_until: Some(at(8)), unsealed: 12, verified_at: Some(at(2)), faults: 0 }
}

pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let mut out = accounts(locale);
    out.extend(of_organisations(locale));
    out.extend(of_the_trail(locale));
    out
}

fn accounts(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/accounts", Role::Administrator);
    let pager = Pager { first: None, next: Some("/accounts?after=3".into()) };
    let offices = vec![("o1".to_owned(), "Oficina de Quetzaltenango".to_owned())];
    let refused = form(
        &[("name", "Sofía Méndez"), ("email", "sofia"), ("role", "employer"), ("organisation", "o1")],
        &[("email", "email_malformed"), ("organisation", "organisation_kind")],
    );
    let roles: Vec<Role> = Role::given().collect();
    let device = Device { id: "d".into(), name: "Firefox, Linux".into(), since: at(7), last_seen: at(9), this: false };
    let shown = |own, status, errors: &[(&str, &str)]| ProfileProps {
        id: "1".into(),
        version: 3,
        name: "Lucía Ajú".into(),
        email: "lucia.aju@office.example".into(),
        language: "Español".into(),
        status,
        invited_until: (status == AccountStatus::Invited).then(|| at(10)),
        roles: vec![officer(), HeldRole { role: Role::Auditor, organisation: None, district: None }],
        devices: if status == AccountStatus::Active { vec![device.clone()] } else { Vec::new() },
        own,
        form: form(&[], errors),
        offered: roles.clone(),
        organisations: offices.clone(),
    };
    let last = [("disable", "last_administrator")];
    vec![
        ("accounts", staff(&ctx, &StaffProps { rows: lines(), pager, ..StaffProps::default() })),
        ("accounts-none", staff(&ctx, &StaffProps { filter: form(&[("q", "Nobody")], &[]), ..StaffProps::default() })),
        ("invite", invite(&ctx, &InviteProps { form: refused, organisations: offices.clone(), roles: roles.clone() })),
        ("staff-account", profile(&ctx, &shown(false, AccountStatus::Active, &[("role", "role_held")]))),
        ("staff-account-own", profile(&ctx, &shown(true, AccountStatus::Active, &last))),
        ("staff-account-off", profile(&ctx, &shown(false, AccountStatus::Disabled, &[]))),
        ("staff-account-invited", profile(&ctx, &shown(false, AccountStatus::Invited, &[]))),
    ]
}

fn of_organisations(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/organisations", Role::Administrator);
    let mission = context(locale, "/organisations", Role::Mission);
    let suspended = Standing::Suspended(at(6), "Wages of May were not paid.".into());
    let rows = vec![
        held(OrganisationKind::Employer, Standing::Accredited(Some(day("2027-12-31")))),
        held(OrganisationKind::Office, Standing::NotAccredited),
        held(OrganisationKind::Employer, suspended.clone()),
    ];
    let page = |standing, reader, people, errors: &[(&str, &str)]| OrganisationProps {
        line: held(OrganisationKind::Employer, standing),
        version: 2,
        accredited_from: Some(day("2026-01-01")),
        form: form(&[("accredited_from", "2026-01-01"), ("accredited_until", "2025-01-01")], errors),
        reader,
        people,
        stale: None,
    };
    let open = Standing::Accredited(None);
    let wrong = [("accredited_until", "before_start"), ("reason", "required")];
    let countries = vec![("CAN".to_owned(), "Canada".to_owned())];
    let known = OrganisationFormProps {
        form: form(&[("name", "Ferme Boréale"), ("country", "CAN")], &[("organisation_kind", "kind_in_use")]),
        known: Some(("o1".into(), 2)),
        countries: countries.clone(),
        stale: Some(Stale { at: None, ..recruitment::stale() }),
    };
    let new = OrganisationFormProps { countries, ..OrganisationFormProps::default() };
    let list = OrganisationsProps { rows, ..OrganisationsProps::default() };
    let employers = OrganisationsProps { reader: Keeper::Mission, ..OrganisationsProps::default() };
    vec![
        ("organisations", organisations(&ctx, &list)),
        ("employers", organisations(&mission, &employers)),
        ("organisation", organisation(&ctx, &page(open.clone(), Keeper::Administrator, lines(), &wrong))),
        ("organisation-empty", organisation(&ctx, &page(open, Keeper::Administrator, Vec::new(), &[]))),
        ("organisation-suspended", organisation(&mission, &page(suspended, Keeper::Mission, Vec::new(), &[]))),
        ("organisation-new", organisation_form(&ctx, &new)),
        ("organisation-edit", organisation_form(&ctx, &known)),
    ]
}

fn of_the_trail(locale: Locale) -> Vec<(&'static str, String)> {
    let admin = context(locale, "/", Role::Administrator);
    let auditor = context(locale, "/", Role::Auditor);
    let invited =
        |id: &str, until| InvitedLine { id: id.into(), name: "Rodrigo Tzoc".into(), roles: vec![officer()], until };
    let hands = NeedsProps {
        dead: 2,
        waiting: 14,
        invitations: 2,
        invited: vec![invited("2", Some(at(10))), invited("3", None)],
        trail: trail(),
    };
    let row = |by, act: &str, case: Option<&str>, details: &str| AuditLine {
        at: at(8),
        by,
        act: act.into(),
        subject: "account".into(),
        subject_id: "0190a000-0000-7000-8000-0000000000aa".into(),
        case: case.map(str::to_owned),
        details: details.into(),
    };
    let lucia = Some(("1".to_owned(), Some("Lucía Ajú".to_owned())));
    let rows = vec![
        row(lucia.clone(), "verify-requirement", Some("SJ-2026-0000012-5"), "passport"),
        row(Some(("2".into(), None)), "ask-help", None, ""),
        row(lucia, "grant-role", None, "trainer@0190a000-0000-7000-8000-0000000000bb"),
        row(None, "move", Some("SJ-2026-0000012-5"), "lapse"),
    ];
    let broken = TrailState { faults: 3, ..trail() };
    let wrong =
        form(&[("case", "SJ-1"), ("from", "2026-02-30")], &[("case", "not_found"), ("from", "impossible_date")]);
    let pager = Pager { first: None, next: Some("/audit?after=1".into()) };
    vec![
        ("needs", needs(&admin, &hands)),
        ("needs-nothing", needs(&admin, &NeedsProps::default())),
        ("audit", audit(&auditor, &AuditProps { rows, pager, trail: trail(), ..AuditProps::default() })),
        ("audit-wrong", audit(&auditor, &AuditProps { filter: wrong, trail: broken, ..AuditProps::default() })),
    ]
}
