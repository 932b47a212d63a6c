//! Samples of work lists, workers, registration, imports and cases.
#![allow(clippy::unwrap_used)]

use chrono::{TimeZone, Utc};
use sojourn_domain::{
    Locale, Role, Stage, State, Transition,
    act::Act,
    decide::Way,
    due::DueKind,
    guard::Guard,
    reason::ReturnKind,
    requirement::{RequirementKind, RequirementResult},
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};
use sojourn_ui::{
    FormState, PageContext,
    pages::{cases::*, recruitment::*, work::*},
    parts::*,
};

use super::{context, day, form, stranger};

pub fn line(name: &str, number: &str, state: State) -> CaseLine {
    CaseLine {
        href: "/cases/1".into(),
        number: number.into(),
        name: name.into(),
        state,
        programme: "Agricultura de temporada 2027".into(),
        since: day("2026-05-09"),
    }
}

pub fn journey(state: State) -> Journey {
    let reached = [
        (Stage::Recruitment, day("2026-02-12")),
        (Stage::Training, day("2026-04-19")),
        (Stage::Placement, day("2026-05-02")),
        (Stage::Remittance, day("2026-06-01")),
        (Stage::Reintegration, day("2026-11-30")),
    ];
    Journey::new(state, Some(day("2026-05-09")), &reached, Some(Stage::Placement))
}

fn item(name: &str, number: &str, state: State, next: &str, due: &str, held_by: Holder) -> WorkItem {
    WorkItem {
        href: "/cases/1".into(),
        name: name.into(),
        number: number.into(),
        state,
        next: next.into(),
        detail: String::new(),
        held_by,
        due: Some(Due(day(due))),
    }
}

fn work_list(locale: Locale) -> String {
    let ctx = context(locale, "/", Role::RecruitmentOfficer);
    let figure = |figure, count| (figure, count, "/due".to_owned());
    let late = |name: &str, kind, due: &str| DueLine {
        href: "/cases/1".into(),
        name: name.into(),
        number: "SJ-2026-0004711-2".into(),
        state: State::Contracted,
        kind,
        due: day(due),
    };
    let visa = ctx.t_code("requirement", "visa");
    let screen = ctx.t_code("transition", "screen");
    let arrival = ctx.t_code("transition", "confirm_arrival");
    work(
        &ctx,
        &WorkProps {
            role: Role::RecruitmentOfficer,
            today: 9,
            figures: vec![
                figure(WorkFigure::Overdue, 2),
                figure(WorkFigure::Ahead, 7),
                figure(WorkFigure::Next, 0),
                figure(WorkFigure::Others, 1204),
            ],
            due: vec![
                late("Ajtún Cojulún, María", DueKind::HandOver, "2026-05-20"),
                late("Pérez Xitumul, Juan", DueKind::Passport, "2026-05-25"),
                late("W-0031-8846-8", DueKind::Help, "2026-05-29"),
            ],
            requests: vec![RequestLine {
                href: "/cases/1".into(),
                name: "Xiloj, Ana".into(),
                number: "SJ-2026-0004655-4".into(),
                urgency: "urgent".into(),
                asked: day("2026-05-20"),
            }],
            mission: None,
            items: vec![
                item("Ajtún Cojulún, María", "SJ-2026-0004711-2", State::Contracted, &visa, "2026-05-23", Holder::You),
                item("Pérez Xitumul, Juan", "SJ-2026-0004802-0", State::Registered, &screen, "2026-05-25", Holder::You),
                item(
                    "Xiloj, Ana",
                    "SJ-2026-0004655-4",
                    State::Departed,
                    &arrival,
                    "2026-05-28",
                    Holder::Other("Ferme Boréale".into()),
                ),
            ],
            pager: Pager { first: None, next: Some("/?after=x".into()) },
            proposals: 3,
        },
    )
}

fn empty_work(locale: Locale) -> String {
    let ctx = context(locale, "/", Role::VerifyingOfficer);
    work(
        &ctx,
        &WorkProps {
            role: Role::VerifyingOfficer,
            today: 0,
            figures: Vec::new(),
            due: Vec::new(),
            requests: Vec::new(),
            mission: None,
            items: Vec::new(),
            pager: Pager::default(),
            proposals: 0,
        },
    )
}

fn worker_list(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/workers", Role::RecruitmentOfficer);
    let row = |name: &str, state| WorkerLine {
        href: "/workers/1".into(),
        name: name.into(),
        number: "W-0031-8846-8".into(),
        born: "1999-03".into(),
        district: "Totonicapán".into(),
        state,
    };
    vec![
        (
            "workers",
            workers(
                &ctx,
                &WorkersProps {
                    filter: form(&[("q", "aj")], &[]),
                    rows: vec![row("Ajtún Cojulún, María", Some(State::InTraining)), row("Ajú, José", None)],
                    pager: Pager { first: Some("/workers".into()), next: Some("/workers?after=2".into()) },
                    may_register: true,
                },
            ),
        ),
        ("workers-empty", workers(&ctx, &WorkersProps { may_register: true, ..Default::default() })),
    ]
}

fn registration(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = desk(locale);
    let (lists, refused) = (desk_props(), refused_props());
    let mut out = vec![("register", register(&ctx, &lists)), ("register-refused", register(&ctx, &refused))];
    out.extend(proposed(locale, &lists, refused));
    out
}

/// An officer at the registration desk, in a browser that can run the islands.
pub fn desk(locale: Locale) -> PageContext {
    let mut ctx = context(locale, "/workers/new", Role::RecruitmentOfficer);
    ctx.client = Some("/assets/client.js".into());
    ctx
}

fn desk_props() -> RegisterProps {
    RegisterProps {
        action: "/workers/new".into(),
        read: "/workers/new/read".into(),
        programmes: vec![("p1".into(), "Agricultura de temporada 2027".into())],
        countries: vec![("GTM".into(), "Guatemala".into()), ("CAN".into(), "Canada".into())],
        languages: vec![("es".into(), "Español".into()), ("bn".into(), "বাংলা".into())],
        once: "key".into(),
        ..Default::default()
    }
}

/// A registration that comes back with everything typed, what is wrong with it, and two possible duplicates.
pub fn refused_props() -> RegisterProps {
    RegisterProps {
        form: form(
            &[
                ("surname", "Ajtún Cojulún"),
                ("born_year", "1999"),
                ("born_month", "13"),
                ("sex", "female"),
                ("mrz", "P<GTM"),
            ],
            &[
                ("mrz", "mrz_check_number"),
                ("born_month", "impossible_date"),
                ("document_expires", "document_expired"),
                ("sex", "required"),
                ("consent_registration", "consent_required"),
                ("another_person", "duplicates"),
            ],
        ),
        candidates: vec![
            Candidate {
                name: "Ajtún Cojulún, María".into(),
                number: "W-0031-8846-8".into(),
                detail: "1999-03-12 · Totonicapán".into(),
                href: Some("/workers/1".into()),
            },
            Candidate {
                name: "M. A.".into(),
                number: "W-0031-8847-6".into(),
                detail: "Oficina Huehuetenango".into(),
                href: None,
            },
        ],
        ..desk_props()
    }
}

/// Workers' own proposals: what they see, and what the office sees.
fn proposed(locale: Locale, lists: &RegisterProps, refused: RegisterProps) -> Vec<(&'static str, String)> {
    let (public, ctx) = (stranger(locale, "/join"), context(locale, "/proposals", Role::RecruitmentOfficer));
    let offices = vec![("o1".into(), "Oficina de Totonicapán".into())];
    let open = JoinProps { desk: lists.clone(), offices, crowded: false };
    let own = form(
        &[
            ("surname", "Ajtún Cojulún"),
            ("born_day", "31"),
            ("born_month", "2"),
            ("born_year", "1999"),
            ("mrz", "P<GTM"),
        ],
        &[
            ("programme", "choose_one"),
            ("mrz", "mrz_check_number"),
            ("born_day", "impossible_date"),
            ("document_expires", "document_expired"),
            ("consent_registration", "consent_required"),
            ("website", "leave_empty"),
        ],
    );
    let wrong = JoinProps { desk: RegisterProps { form: own, ..lists.clone() }, crowded: true, ..open.clone() };
    let slip = ReceiptProps {
        reference: "7F3K-22QD".into(),
        office: "Oficina de Totonicapán".into(),
        programme: "Agricultura de temporada 2027".into(),
        until: day("2026-06-23"),
    };
    let head = ProposalHead {
        reference: "7F3K-22QD".into(),
        proposed_on: day("2026-05-24"),
        until: day("2026-06-23"),
        decline: "/proposals/1/decline".into(),
        declined: FormState::default(),
    };
    let confirm = RegisterProps { proposal: Some(head.clone()), candidates: Vec::new(), ..lists.clone() };
    let mut unseen = RegisterProps { proposal: Some(head), ..refused };
    unseen.form.errors.push(sojourn_domain::FieldError::new("identity_shown", "identity_not_shown"));
    let line = |name: &str, until| ProposalLine {
        href: "/proposals/1".into(),
        name: name.into(),
        reference: "7F3K-22QD".into(),
        programme: "Agricultura de temporada 2027".into(),
        proposed_on: day("2026-05-20"),
        until: day(until),
    };
    let waiting = ProposalsProps {
        filter: form(&[("q", "aj")], &[]),
        rows: vec![line("Ajtún Cojulún, María", "2026-05-27"), line("Tzoc, Diego", "2026-06-19")],
        pager: Pager { first: None, next: Some("/proposals?after=x".into()) },
    };
    vec![
        ("join", join(&public, &open)),
        ("join-refused", join(&public, &wrong)),
        ("join-closed", join(&public, &JoinProps::default())),
        ("receipt", receipt(&public, &slip)),
        ("proposal", register(&ctx, &confirm)),
        ("proposal-refused", register(&ctx, &unseen)),
        ("proposals", proposals(&ctx, &waiting)),
        ("proposals-empty", proposals(&ctx, &ProposalsProps::default())),
    ]
}

fn one_worker(locale: Locale) -> String {
    let ctx = context(locale, "/workers/1", Role::RecruitmentOfficer);
    worker(
        &ctx,
        &WorkerProps {
            name: "María Ajtún Cojulún".into(),
            own_script_name: None,
            number: "W-0031-8846-8".into(),
            sex: Sex::Female,
            born: ctx.date(day("1999-03-12")),
            nationality: "Guatemala".into(),
            district: "Totonicapán".into(),
            phone: "+502 5555 0101".into(),
            email: String::new(),
            address: "4a calle 3-12".into(),
            language: "Español".into(),
            identity: vec![IdentityLine {
                kind: IdentityDocumentKind::Passport,
                number: "•••••4711".into(),
                expires: Some(day("2031-02-01")),
            }],
            consents: vec![ConsentPurpose::Registration, ConsentPurpose::Matching],
            cases: vec![line("Ajtún Cojulún, María", "SJ-2026-0004711-2", State::Contracted)],
            own_word: Some((Transition::RecordReturn, day("2026-05-22"), "/cases/1".into())),
            open_case: Some("/workers/1/cases/new".into()),
            new_code: Some("/workers/1/code".into()),
        },
    )
}

fn offers() -> Vec<MoveOffer> {
    let unmet = |guard, because: &str, facts: &[(&str, &str)], mend: Option<&str>| UnmetGuard {
        guard,
        because: because.into(),
        facts: facts.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        mend: mend.map(str::to_owned),
    };
    let offer = |transition, way, fields| MoveOffer { transition, way, unmet: Vec::new(), fields, elsewhere: None };
    vec![
        MoveOffer {
            unmet: vec![
                unmet(Guard::VisaValid, "not_recorded", &[], Some("/cases/1/requirements/visa")),
                unmet(Guard::MedicalFit, "expires_before", &[("until", "2026-05-30"), ("day", "2026-06-01")], None),
                unmet(Guard::CoolingOffPassed, "until", &[("day", "2026-06-01")], None),
            ],
            ..offer(Transition::Clear, Way::Propose, Vec::new())
        },
        offer(
            Transition::Cancel,
            Way::Make,
            vec![NeededField::Reason, NeededField::Fault, NeededField::On, NeededField::Evidence, NeededField::Pin],
        ),
        offer(
            Transition::Close,
            Way::Decide,
            vec![
                NeededField::Outcome,
                NeededField::ReturnKind,
                NeededField::To(vec![State::Returned, State::Employed]),
            ],
        ),
        offer(Transition::Withdraw, Way::Waits, Vec::new()),
        MoveOffer { elsewhere: Some("/orders".into()), ..offer(Transition::Offer, Way::Make, Vec::new()) },
    ]
}

pub fn approval(may_decide: bool, id: &str) -> ApprovalItem {
    ApprovalItem {
        id: id.into(),
        transition: Transition::Screen,
        name: "Pérez Xitumul, Juan".into(),
        number: "SJ-2026-0004802-0".into(),
        href: "/cases/2".into(),
        proposed_by: "Rosa Tzoc".into(),
        proposed_at: Utc.with_ymd_and_hms(2026, 5, 24, 9, 0, 0).unwrap(),
        proposer: Proposer::Colleague,
        reason: Some("Documentos completos".into()),
        on: None,
        return_kind: None,
        may_decide,
        form: FormState::default(),
    }
}

/// A returnee's own word, which an officer confirms.
fn own_word() -> ApprovalItem {
    ApprovalItem {
        transition: Transition::RecordReturn,
        proposed_by: "Juan Pérez Xitumul".into(),
        proposer: Proposer::Worker,
        reason: None,
        on: Some(day("2026-05-22")),
        return_kind: Some(ReturnKind::EndOfContract),
        ..approval(true, "a3")
    }
}

pub fn one_case(locale: Locale, state: State) -> String {
    let ctx = context(locale, "/cases/1", Role::VerifyingOfficer);
    case(&ctx, &case_props(&ctx, state))
}

/// What stands on a case's page, with something in every place.
pub fn case_props(ctx: &PageContext, state: State) -> CaseProps {
    let check = |status, kind: RequirementKind, n: usize| Check {
        status,
        name: ctx.t_code("requirement", kind.code()),
        detail: ctx.date(day("2031-02-01")),
        mend: (n != 1).then(|| (ctx.t("requirement-save"), format!("/cases/1/requirements/{kind}"))),
        verify: (n == 1).then(|| "/cases/1/requirements/9/verify".into()),
    };
    let at = Utc.with_ymd_and_hms(2026, 5, 9, 9, 0, 0).unwrap();
    let event = |transition, by: &str, reason: Option<&str>| EventLine {
        at,
        transition,
        by: by.into(),
        proposed_by: reason.map(|_| "Rosa Tzoc".into()),
        reason: reason.map(Into::into),
    };
    CaseProps {
        id: "1".into(),
        version: 7,
        number: "SJ-2026-0004711-2".into(),
        name: "María Ajtún Cojulún".into(),
        worker_number: "W-0031-8846-8".into(),
        worker: Some("/workers/1".into()),
        about: "27 · Totonicapán · K’iche’, español".into(),
        programme: "Agricultura de temporada, Guatemala → Canadá 2027".into(),
        journey: journey(state),
        offers: offers(),
        attempted: Some(match state {
            // Refused: what is missing stands in the way.
            State::Withdrawn => (Transition::Clear, form(&[("reason", "Todo en orden")], &[])),
            _ => (Transition::Cancel, form(&[("reason", "Enfermedad")], &[("fault", "choose_one")])),
        }),
        stale: (state == State::Closed).then(stale),
        checks: vec![
            check(CheckStatus::Met, RequirementKind::Passport, 0),
            check(CheckStatus::Unverified, RequirementKind::Medical, 1),
            check(CheckStatus::Missing, RequirementKind::Visa, 2),
        ],
        approvals: vec![approval(true, "a1"), own_word()],
        declined: (state == State::Closed).then(|| DeclinedLine {
            transition: Transition::Close,
            by: "Juana Caal".into(),
            at,
            answer: "Falta el acta".into(),
        }),
        events: vec![
            event(Transition::Sign, "Ferme Boréale", None),
            event(Transition::Accept, "María Ajtún Cojulún", Some("En persona")),
            event(Transition::Lapse, "", None),
        ],
        acts: vec![Act::RecordCost, Act::PlanDeparture],
        records: super::records(),
        shows_offers: true,
        has_new_contract: true,
        documents: vec![
            DocumentLine {
                href: "/documents/1".into(),
                kind: "employment_contract".into(),
                number: "EC-2026-88120".into(),
                version: 2,
                superseded: false,
                void: false,
            },
            DocumentLine {
                href: "/documents/2".into(),
                kind: "something_new".into(),
                number: "X-1".into(),
                version: 1,
                superseded: true,
                void: true,
            },
        ],
    }
}

/// What another officer saved in the meantime.
pub fn stale() -> Stale {
    let line = |label: &str, yours: &str, theirs: &str| Difference {
        label: label.into(),
        yours: yours.into(),
        theirs: theirs.into(),
    };
    Stale {
        by: "Rosa Tzoc".into(),
        at: Some(Utc.with_ymd_and_hms(2026, 5, 25, 9, 12, 0).unwrap()),
        differences: vec![
            line("Resultado", "Aprobado", "Rechazado"),
            line("Válido hasta", "2027-05-25", "2027-05-25"),
            line("Prueba", "Carpeta 12, folio 3", ""),
        ],
    }
}

fn imports(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/import", Role::RecruitmentOfficer);
    let mapping = ImportMapping {
        countries: vec![("GTM".into(), "Guatemala".into())],
        id: "1".into(),
        file: "totonicapan.csv".into(),
        columns: vec![
            ("surname".into(), vec!["Ajtún".into(), "Xiloj".into()], "surname".into()),
            ("suburb".into(), vec!["Momostenango".into()], String::new()),
        ],
        fields: vec![("surname".into(), "field-surname".into()), ("district".into(), "field-district".into())],
        form: form(&[], &[("column_1", "missing_column")]),
    };
    let row = |line, outcome, with: Option<(&str, &str)>, same_as, errors: &[(&str, &str)]| ImportRow {
        line,
        name: "Xiloj, Ana".into(),
        outcome,
        with: with.map(|(a, b)| (a.into(), Some(b.into()))),
        same_as,
        errors: errors.iter().map(|(field, code)| sojourn_domain::FieldError::new(*field, *code)).collect(),
    };
    let report = ImportReport {
        id: "1".into(),
        file: "totonicapan.csv".into(),
        dry: true,
        running: None,
        counts: (412, 3, 1),
        rows: vec![
            row(17, RowOutcome::Duplicate, Some(("W-0031-8846-8", "/workers/1")), None, &[]),
            row(18, RowOutcome::Duplicate, None, Some(17), &[]),
            row(1290, RowOutcome::Refused, None, None, &[("date_of_birth", "impossible_date")]),
        ],
    };
    vec![
        (
            "import",
            import_upload(
                &ctx,
                &ImportProps {
                    form: form(&[], &[("file", "not_utf8")]),
                    earlier: vec![("mayo.csv".into(), "/import/0".into())],
                },
            ),
        ),
        ("import-mapping", import_mapping(&ctx, &mapping)),
        ("import-dry", import_report(&ctx, &report)),
        ("import-done", import_report(&ctx, &ImportReport { dry: false, running: Some((400, 1200)), ..report })),
    ]
}

/// A list with a case in every state.
pub fn case_list() -> CasesProps {
    CasesProps {
        filter: form(&[("stage", "placement")], &[]),
        programmes: vec![("p1".into(), "Agricultura de temporada 2027".into())],
        rows: State::ALL.iter().map(|state| line("Xiloj, Ana", "SJ-2026-0004655-4", *state)).collect(),
        pager: Pager::default(),
        export: Some("/cases.csv?stage=placement".into()),
    }
}

pub fn all(locale: Locale) -> Vec<(&'static str, String)> {
    let ctx = context(locale, "/cases", Role::VerifyingOfficer);
    let record = RequirementProps {
        case: "1".into(),
        number: "SJ-2026-0004711-2".into(),
        name: "María Ajtún Cojulún".into(),
        kind: RequirementKind::Visa,
        form: form(&[("valid_until", "2026-01-01")], &[("valid_until", "before_start"), ("result", "choose_one")]),
        seen: "none".into(),
        stale: Some(stale()),
        findings: None,
    };
    let examined =
        FindingsLine { href: "/cases/1/findings/2".into(), result: RequirementResult::Pending, on: day("2026-05-11") };
    let mut out = vec![
        ("work", work_list(locale)),
        ("work-empty", empty_work(locale)),
        ("worker", one_worker(locale)),
        ("case", one_case(locale, State::Contracted)),
        ("case-withdrawn", one_case(locale, State::Withdrawn)),
        ("case-closed", one_case(locale, State::Closed)),
        ("cases", cases(&ctx, &case_list())),
        ("cases-none", cases(&ctx, &CasesProps { filter: FormState::default(), ..Default::default() })),
        ("requirement", requirement(&ctx, &record)),
        (
            "requirement-medical",
            requirement(
                &context(locale, "/cases", Role::HealthOfficer),
                &RequirementProps {
                    kind: RequirementKind::Medical,
                    form: form(&[("findings", "Blood pressure 150/95")], &[("findings", "not_medical")]),
                    findings: Some(vec![examined.clone()]),
                    ..record.clone()
                },
            ),
        ),
        (
            "findings",
            findings(
                &context(locale, "/cases", Role::HealthOfficer),
                &FindingsProps {
                    case: "1".into(),
                    number: "SJ-2026-0004711-2".into(),
                    line: examined,
                    text: "Blood pressure 150/95; come again in two weeks.".into(),
                },
            ),
        ),
        ("approvals", approvals(&ctx, &[approval(true, "a1"), approval(false, "a2"), own_word()], &Pager::default())),
        ("approvals-empty", approvals(&ctx, &[], &Pager::default())),
    ];
    out.extend(worker_list(locale));
    out.extend(registration(locale));
    out.extend(imports(locale));
    out
}
