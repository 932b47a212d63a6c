//! People of the demonstration's first corridor, and a worker on the way. Start at [`corridor`].

use sojourn_domain::{
    Actor, CaseId, Role, State, Transition,
    case::Case,
    decide::Move,
    requirement::{RequirementKind, RequirementResult},
};
use sojourn_services::{
    access::actor_of,
    cases::{self, Advance, RecordRequirement, Seen},
    demo,
    recruitment::{self, Registered},
};

use crate::{
    app::{Browser, TestApp},
    maria,
};

/// Somebody of the first corridor with a role; officers of the office with this number, 1 or 2.
///
/// # Panics
/// When the corridor was not planted.
pub async fn corridor(app: &TestApp, role: Role, office: u8) -> Actor {
    let accounts = app.ctx.db.reader().access().demo_accounts().await.expect("accounts are read");
    let own = format!("office{office}");
    let here = |email: &str| email.ends_with("gt.example") && (email.contains(&own) || !email.contains("office"));
    let found =
        accounts.into_iter().find(|a| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(here));
    actor_of(found.unwrap_or_else(|| panic!("nobody is a {role} here")))
}

/// An officer of the first corridor, signed in afresh.
pub async fn corridor_officer(app: &TestApp, office: u8) -> Browser<'_> {
    app.enter(corridor(app, Role::RecruitmentOfficer, office).await.account).await
}

/// A worker of the first office, registered: the case and the worker.
///
/// # Panics
/// When registering is refused.
pub async fn registered(app: &TestApp) -> (CaseId, Actor) {
    registered_as(app, ("María", "Ajtún Cojulún", "1998"), "A1234567").await
}

/// Another worker of the first office.
///
/// # Panics
/// When registering is refused.
pub async fn another(app: &TestApp) -> (CaseId, Actor) {
    registered_as(app, ("Petrona", "Xiloj Tzunún", "1991"), "B7654321").await
}

async fn registered_as(app: &TestApp, (given, surname, born): (&str, &str, &str), passport: &str) -> (CaseId, Actor) {
    if app.ctx.db.reader().access().demo_accounts().await.expect("accounts are read").len() < 10 {
        demo::frame(&app.ctx).await.expect("the corridor is planted");
    }
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    let programmes = recruitment::open_programmes(&app.ctx).await.expect("programmes are read");
    let programme = programmes.iter().find(|p| p.title.contains("Guatemala")).expect("a programme is open");
    let form = maria::filled(&[
        ("given_names", given),
        ("surname", surname),
        ("born_year", born),
        ("born_month", ""),
        ("born_day", ""),
        ("document_number", passport),
        ("programme", &programme.id.to_string()),
    ]);
    match recruitment::register(&app.ctx, &officer, &form).await.expect("the form is complete") {
        Registered::Done { case, worker, .. } => {
            let account = app.ctx.db.reader().access().find_account_of_worker(worker).await.expect("accounts are read");
            (case, actor_of(account.expect("a worker has an account")))
        }
        Registered::PossibleDuplicates(found) => panic!("{found:?}"),
    }
}

/// An officer records the documents of a case of the first office, and another person verifies them.
///
/// # Panics
/// When a step is refused.
pub async fn documents_verified(app: &TestApp, case: CaseId) {
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    let verifier = corridor(app, Role::VerifyingOfficer, 1).await;
    let fact = RecordRequirement {
        kind: RequirementKind::Documents,
        result: RequirementResult::Passed,
        valid_from: None,
        valid_until: None,
        evidence: "folder 12".into(),
        seen: Seen::NotSaid,
    };
    let id = cases::record(&app.ctx, &officer, case, fact).await.expect("a fact is recorded");
    cases::verify(&app.ctx, &verifier, case, id).await.expect("another person verifies");
}

/// The same, found eligible by two officers.
///
/// # Panics
/// When a step is refused.
pub async fn screened(app: &TestApp) -> (CaseId, Actor) {
    let (case, worker) = registered(app).await;
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    let verifier = corridor(app, Role::VerifyingOfficer, 1).await;
    documents_verified(app, case).await;
    for who in [&officer, &verifier] {
        let version = cases::view(&app.ctx, who, case).await.expect("the case is theirs").case.version;
        let (transition, mv) = (Transition::Screen, Move::default());
        let command = Advance { case, version, transition, mv, pin: None };
        cases::advance(&app.ctx, who, command).await.expect("two officers screen");
    }
    (case, worker)
}

/// The same, put where the scenario begins: at work abroad. The way there is the journey's own scenario.
///
/// # Panics
/// When the case cannot be put there.
pub async fn abroad(app: &TestApp) -> (CaseId, Actor) {
    let (case, worker) = registered(app).await;
    let found = app.ctx.db.reader().cases().find_for_system(case).await.expect("cases are read");
    let at_work = Case { state: State::Employed, ..found.expect("the case is there") };
    let tx = app.ctx.db.begin().await.expect("a transaction begins");
    tx.cases().save(&at_work).await.expect("the case is put abroad");
    tx.commit().await.expect("it stays there");
    (case, worker)
}
