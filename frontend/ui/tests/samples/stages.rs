//! Samples of what workers, trainers, employers, missions, managers and the public see.
#![allow(clippy::unwrap_used)]

use chrono::{TimeZone, Utc};
use sojourn_domain::{
    Locale, Role, Stage, State, Transition,
    act::Act,
    decide::Way,
    guard::Guard,
    placement::{Clause, ContractKind, OfferStatus, OrderStatus},
    stay::Median,
    worker::Sex,
};
use sojourn_ui::{
    FormState,
    form::Refused,
    pages::{
        acts::*, cases::DocumentLine, developers::*, journey::*, operations::*, placement::*, programme::*,
        referred::*, training::*, verify::*,
    },
    parts::{Due, MoveOffer, NeededField, Pager, UnmetGuard},
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
            void: false,
        }],
        acts: vec![Act::LogRemittance, Act::RecordCost],
        records: super::records(),
    };
    let offers_props = OffersProps {
        case: "1".into(),
        version: 3,
        back: ("/".into(), "María".into()),
        offers: vec![OfferCard {
            title: "Cosecha de hortalizas".into(),
            employer: "Ferme Boréale".into(),
            workplace: "Saint-Rémi, Québec".into(),
            wage: ctx.money(165_000, 2, "CAD"),
            hours: "44".into(),
            dates: "1 – 31".into(),
            status: OfferStatus::Open,
            until: day("2026-06-02"),
            clauses: vec![(Clause::Rest, "Domingo".into()), (Clause::NoFee, "Nadie cobra por este empleo".into())],
        }],
        moves: home_props.offers.clone(),
    };
    let item = |delivered: Option<chrono::NaiveDate>| ReferredItem {
        id: if delivered.is_some() { "1".into() } else { "2".into() },
        kind: "equipment".into(),
        description: "Estantes y una balanza".into(),
        cost: ctx.money(42_050, 2, "USD"),
        due: Some(day("2026-06-30")),
        delivered,
    };
    let waiting = HomeProps {
        now: Some(NowCard { code: "wait_for_office".into(), until: None, href: None }),
        journey: Some(recruitment::journey(State::Returning)),
        offers: vec![MoveOffer {
            transition: Transition::RecordReturn,
            way: Way::Waits,
            ..home_props.offers[0].clone()
        }],
        ..home_props.clone()
    };
    let returning = HomeProps {
        now: None,
        offers: vec![MoveOffer {
            transition: Transition::RecordReturn,
            way: Way::Propose,
            fields: vec![NeededField::On, NeededField::ReturnKind],
            ..home_props.offers[0].clone()
        }],
        ..waiting.clone()
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
        ("offers", offers(&ctx, &offers_props)),
        (
            "threads",
            threads(
                &context(locale, "/help", Role::Mission),
                &[ThreadLine { href: "/help/1".into(), number: "W-0031-8846-8".into(), at, urgent: true }],
            ),
        ),
        (
            "referred",
            referred(&context(locale, "/referred", Role::ServicePartner), &[item(None), item(Some(day("2026-05-20")))]),
        ),
        ("home", home(&ctx, &home_props)),
        ("home-new", home(&ctx, &new)),
        ("home-returning", home(&ctx, &returning)),
        ("home-return-waits", home(&ctx, &waiting)),
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
        ("sessions", sessions(&ctx, &[session], true)),
        ("sessions-empty", sessions(&ctx, &[], false)),
        ("roster", roster(&ctx, &props)),
        ("roster-unscored", roster(&ctx, &RosterProps { scored: false, form: FormState::default(), ..props })),
    ]
}

fn paper(version: i32, superseded: bool) -> DocumentLine {
    DocumentLine {
        href: "/documents/1".into(),
        kind: "employment_contract".into(),
        number: "EC-SJ-2026-0004655-4".into(),
        version,
        superseded,
        void: false,
    }
}

fn acts(act: Act, errors: &[(&str, &str)]) -> ActProps {
    ActProps {
        act,
        back: ("/cases/1".into(), "María Ajtún Cojulún · SJ-2026-0004711-2".into()),
        action: "/cases/1/acts".into(),
        choices: [("record", vec![("1".into(), "Cooperativa Ixim".into())])].into(),
        form: form(&[("on", "2026-05-25"), ("wage", "12,5")], errors),
    }
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
    let order = |status| OrderLine {
        id: "1".into(),
        occupation: "Cosecha de hortalizas".into(),
        workplace: "Ferme Boréale, Québec".into(),
        starts: day("2026-06-01"),
        filled: (17, 40),
        status,
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
        dates: "2026-06-01 – 2026-11-30".into(),
        clauses: vec![(Clause::Rest, "Domingo".into())],
    };
    let signing = ContractProps {
        case: "1".into(),
        version: 3,
        back: ("/cases/1".into(), "SJ-2026-0004655-4".into()),
        number: "SJ-2026-0004655-4-1".into(),
        worker: "Ana Xiloj".into(),
        employer: "Ferme Boréale".into(),
        title: "Cosecha".into(),
        workplace: "Québec".into(),
        wage: ctx.money(1650, 2, "CAD"),
        hours: "42".into(),
        dates: "2026-06-01 – 2026-11-30".into(),
        language: "español".into(),
        clauses: vec![(Clause::Rest, "Domingo".into())],
        signatures: vec![(Role::Worker, Some(day("2026-04-20"))), (Role::Employer, None)],
        handed_over_on: None,
        hand_over_by: Some(day("2026-05-26")),
        departs_on: Some(day("2026-05-31")),
        sign: Some(MoveOffer {
            transition: Transition::Sign,
            way: Way::Make,
            unmet: vec![],
            fields: vec![],
            elsewhere: None,
        }),
        may_hand_over: true,
        written_in: Some("français".into()),
        papers: vec![paper(2, false), paper(1, true)],
        has_new: false,
    };
    let renewed = NewContractProps {
        contract: ContractProps { sign: None, ..signing.clone() },
        record: "1".into(),
        kind: ContractKind::Transfer,
        changes: vec![
            Change { label: "role-employer", today: "Ferme Boréale".into(), then: "Serres du Nord".into() },
            Change { label: "orders-wage", today: ctx.money(1650, 2, "CAD"), then: ctx.money(1600, 2, "CAD") },
        ],
        wage_falls: true,
        may_sign: true,
        with_worker: true,
        may_drop: true,
    };
    let people = PoolProps {
        rows: vec![PoolLine {
            href: "/cases/1".into(),
            number: "W-0031-8846-8".into(),
            programme: "Agricultura de temporada".into(),
            state: State::Certified,
        }],
        pager: Pager::default(),
    };
    vec![
        (
            "employer",
            employer(
                &ctx,
                &EmployerProps {
                    confirm: vec![card("1", false), card("2", true)],
                    orders: vec![order(OrderStatus::Approved), order(OrderStatus::Submitted)],
                },
            ),
        ),
        ("employer-empty", employer(&ctx, &EmployerProps::default())),
        (
            "orders",
            orders(
                &ctx,
                &OrdersProps {
                    lines: vec![order(OrderStatus::Approved), order(OrderStatus::Closed)],
                    may_submit: true,
                    ..OrdersProps::default()
                },
            ),
        ),
        ("pool", pool(&ctx, &people)),
        ("pool-empty", pool(&ctx, &PoolProps::default())),
        ("order-new", act(&ctx, &acts(Act::SubmitOrder, &[("wage", "not_an_amount")]))),
        ("act", act(&ctx, &acts(Act::LogRemittance, &[]))),
        ("assess", act(&ctx, &acts(Act::Assess, &[]))),
        (
            "calls",
            calls(
                &context(locale, "/calls", Role::RecruitmentOfficer),
                &[CallLine {
                    id: "1".into(),
                    name: "Xiloj, Ana".into(),
                    number: "W-0031-8846-8".into(),
                    phone: "+50255512345".into(),
                    about: "Oferta".into(),
                    since: day("2026-05-20"),
                }],
            ),
        ),
        (
            "letters",
            letters(
                &context(locale, "/letters", Role::Administrator),
                3,
                &[LetterLine {
                    id: "1".into(),
                    kind: "message_mail".into(),
                    at: Utc.with_ymd_and_hms(2026, 5, 24, 18, 5, 0).unwrap(),
                    attempts: 16,
                    error: "connection refused".into(),
                }],
            ),
        ),
        (
            "developers",
            developers(
                &stranger(locale, "/developers"),
                &[ApiRoom {
                    name: "placement",
                    text: "Job orders, the pool, offers and contracts.",
                    routes: vec![
                        api_route("GET", "/orders", vec![api_field("after", false)], ApiBody::Nothing),
                        api_route("POST", "/orders", vec![], ApiBody::Fields(vec![api_field("title", true)])),
                        api_route("POST", "/cases/{id}/requirements/{record}/verify", vec![], ApiBody::AnyAct),
                        api_route("POST", "/sessions/{id}/marks", vec![], ApiBody::Own),
                        api_route("POST", "/imports", vec![], ApiBody::List),
                    ],
                }],
                &[ApiAct { code: "record_cost", by: vec!["worker"], fields: vec![api_field("kind", true)] }],
            ),
        ),
        (
            "mission-orders",
            mission_orders(
                &context(locale, "/", Role::Mission),
                &MissionOrdersProps {
                    waiting: vec![to_approve],
                    approved: vec![order(OrderStatus::Approved)],
                    stale: Some(recruitment::stale()),
                    ..MissionOrdersProps::default()
                },
            ),
        ),
        ("mission-empty", mission_orders(&context(locale, "/", Role::Mission), &MissionOrdersProps::default())),
        ("contract", contract(&ctx, &signing)),
        (
            "contract-signed",
            contract(
                &ctx,
                &ContractProps {
                    sign: None,
                    handed_over_on: Some(day("2026-05-01")),
                    may_hand_over: false,
                    has_new: true,
                    ..signing
                },
            ),
        ),
        ("contract-new", new_contract(&ctx, &renewed)),
        (
            "contract-new-read",
            new_contract(
                &context(locale, "/", Role::ProgrammeManager),
                &NewContractProps {
                    kind: ContractKind::Extension,
                    changes: Vec::new(),
                    wage_falls: false,
                    may_sign: false,
                    with_worker: false,
                    may_drop: false,
                    ..renewed
                },
            ),
        ),
        (
            "act-held",
            act(
                &context(locale, "/cases/1/acts/draw_up_extension", Role::Mission),
                &ActProps {
                    form: FormState {
                        refused: Some(Refused::Unmet(vec![UnmetGuard {
                            guard: Guard::WageAtFloor,
                            because: "below_floor".into(),
                            facts: vec![("floor".into(), "2720.00 CAD".into())],
                            mend: None,
                        }])),
                        ..form(&[("on", "2026-05-25")], &[])
                    },
                    ..acts(Act::DrawUpExtension, &[])
                },
            ),
        ),
    ]
}

fn api_field(name: &'static str, required: bool) -> ApiField {
    ApiField { name, takes: "visa | medical | transport".into(), required }
}

fn api_route(method: &'static str, path: &str, query: Vec<ApiField>, body: ApiBody) -> ApiRoute {
    let open = path == "/orders";
    ApiRoute { method, path: path.into(), summary: "Submits a job order.", query, body, success: 201, open }
}

fn manager_and_public(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/", Role::ProgrammeManager);
    let funnel =
        Stage::ALL.iter().zip([412, 230, 120, 310, 44]).map(|(s, n)| (*s, n, format!("/cases?stage={s}"))).collect();
    let line = |sex, taken| QuotaLine { name: "Agricultura".into(), year: 2027, sex, taken };
    let props = ProgrammeProps {
        figures: vec![
            (sojourn_ui::pages::work::WorkFigure::Decide, 4, "/approvals".into()),
            (sojourn_ui::pages::work::WorkFigure::Overdue, 3, "/cases".into()),
        ],
        funnel,
        quota: vec![line(None, (1204, 1500)), line(Some(Sex::Female), (530, 600)), line(Some(Sex::Male), (0, 0))],
        offices: vec![("Oficina de Quetzaltenango".into(), 2), ("Oficina de Totonicapán".into(), 1)],
        pace: vec![
            (Stage::Recruitment, Median { days: 12, cases: 100 }),
            (Stage::Training, Median { days: 1, cases: 7 }),
            (Stage::Placement, Median { days: 2, cases: 3 }),
        ],
        approvals: vec![recruitment::approval(true, "a1"), recruitment::approval(true, "a2")],
    };
    let mut out =
        vec![("programme", programme(&ctx, &props)), ("programme-empty", programme(&ctx, &ProgrammeProps::default()))];
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
