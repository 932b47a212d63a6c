//! Registering and screening through the use cases, on both databases: what officers rely on.
#![allow(clippy::unwrap_used)]

#[path = "support/maria.rs"]
mod maria;

use std::sync::Arc;

use sojourn_domain::{
    Actor, Refusal, Role, State, Transition,
    case::fold,
    decide::{Move, Way},
    guard::Guard,
    registration::Fields,
    requirement::{RequirementKind, RequirementResult},
};
use sojourn_services::{
    Context, ServiceError,
    access::demo as demo_accounts,
    cases::{self, Advance, Advanced, RecordRequirement, Seen},
    context::{Clock, FixedClock, Keys, SeededRandom, Settings},
    demo,
    recruitment::{self, Registered},
};
use sojourn_storage::{Db, db_test};

async fn world(db: Db) -> Context {
    let clock = Arc::new(FixedClock::at("2026-11-24T09:00:00Z".parse().unwrap()));
    let settings = Settings { demo: true, ..Settings::default() };
    let ctx = Context::with(
        db,
        Keys::new("test", Keys::DEFAULT),
        settings,
        clock as Arc<dyn Clock>,
        Arc::new(SeededRandom::new(7)),
    )
    .unwrap();
    demo::frame(&ctx).await.unwrap();
    ctx
}

async fn person(ctx: &Context, role: Role, nth: usize) -> Actor {
    let accounts = ctx.db.reader().access().demo_accounts().await.unwrap();
    let account = accounts.into_iter().filter(|a| a.grants.iter().any(|g| g.role == role)).nth(nth).unwrap();
    Actor { account: account.id, name: account.name, worker: None, grants: account.grants, locale: account.locale }
}

async fn form(ctx: &Context) -> Fields {
    let programme = recruitment::open_programmes(ctx).await.unwrap().into_iter().next().unwrap();
    maria::filled(&[("programme", &programme.id.to_string())])
}

async fn registered(ctx: &Context, officer: &Actor) -> sojourn_domain::CaseId {
    match recruitment::register(ctx, officer, &form(ctx).await).await.unwrap() {
        Registered::Done { case, .. } => case,
        Registered::PossibleDuplicates(found) => panic!("{found:?}"),
    }
}

async fn colleague(ctx: &Context, officer: &Actor) -> Actor {
    let office = officer.organisations(Role::RecruitmentOfficer).next();
    for nth in 0..4 {
        let verifier = person(ctx, Role::VerifyingOfficer, nth).await;
        if verifier.organisations(Role::VerifyingOfficer).next() == office {
            return verifier;
        }
    }
    panic!("every office has a second officer")
}

async fn ask(
    ctx: &Context,
    actor: &Actor,
    case: sojourn_domain::CaseId,
    transition: Transition,
) -> sojourn_services::Result<Advanced> {
    let version = ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version;
    cases::advance(ctx, actor, Advance { case, version, transition, mv: Move::default(), pin: None }).await
}

fn fact(kind: RequirementKind) -> RecordRequirement {
    RecordRequirement {
        kind,
        result: RequirementResult::Passed,
        valid_from: None,
        valid_until: None,
        evidence: "folder 12".into(),
        seen: Seen::NotSaid,
    }
}

db_test! {
    async fn of_those_who_write_a_record_in_the_same_moment_one_is_heard(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        let Registered::Done { case, .. } = recruitment::register(&ctx, &officer, &form(&ctx).await).await.unwrap() else {
            panic!("nobody is on record yet");
        };
        for kind in RequirementKind::ALL.iter().copied() {
            let mut writers = tokio::task::JoinSet::new();
            for n in 0..4 {
                let (ctx, officer) = (ctx.clone(), officer.clone());
                let command = RecordRequirement {
                    kind,
                    result: RequirementResult::Passed,
                    valid_from: None,
                    valid_until: None,
                    evidence: format!("folio {n}"),
                    seen: Seen::Nothing,
                };
                writers.spawn(async move { cases::record(&ctx, &officer, case, command).await });
            }
            let mut kept = 0;
            while let Some(written) = writers.join_next().await {
                match written.unwrap() {
                    Ok(_) => kept += 1,
                    Err(refused) => assert!(matches!(refused, ServiceError::Refusal(Refusal::Stale)), "{kind}: {refused}"),
                }
            }
            assert_eq!(kept, 1, "{kind}");
        }
        let records = ctx.db.reader().cases().requirements(case).await.unwrap();
        assert_eq!(records.len(), RequirementKind::ALL.len());
    }

    async fn a_worker_is_registered_once_and_screened_by_a_second_officer(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        let verifier = colleague(&ctx, &officer).await;
        let case = registered(&ctx, &officer).await;

        // Nothing verified yet: the move is shown with what is missing, and refused with the same.
        let view = cases::view(&ctx, &officer, case).await.unwrap();
        let screen = view.offers.iter().find(|o| o.transition == Transition::Screen).unwrap();
        assert_eq!(screen.way, Way::Propose);
        assert!(screen.unmet.iter().any(|u| u.guard == Guard::DocumentsVerified && u.because == "not_recorded"));
        assert!(matches!(ask(&ctx, &officer, case, Transition::Screen).await, Err(ServiceError::Refusal(Refusal::Unmet(_)))));

        // Who wrote a fact down does not verify it.
        let id = cases::record(&ctx, &verifier, case, fact(RequirementKind::Police)).await.unwrap();
        let own = cases::verify(&ctx, &verifier, case, id).await;
        assert!(matches!(own, Err(ServiceError::Refusal(Refusal::SecondPersonNeeded))));
        for kind in [RequirementKind::Documents, RequirementKind::Language] {
            let id = cases::record(&ctx, &officer, case, fact(kind)).await.unwrap();
            cases::verify(&ctx, &verifier, case, id).await.unwrap();
        }

        assert_eq!(ask(&ctx, &officer, case, Transition::Screen).await.unwrap(), Advanced::Proposed);
        let own = ask(&ctx, &officer, case, Transition::Screen).await;
        assert!(matches!(own, Err(ServiceError::Refusal(Refusal::SecondPersonNeeded))));
        assert_eq!(ask(&ctx, &verifier, case, Transition::Screen).await.unwrap(), Advanced::Moved(State::Screened));

        // The stored state is what the events say, and the chains hold.
        let reader = ctx.db.reader();
        let events = reader.cases().events(case).await.unwrap();
        let stored = reader.cases().find_for_system(case).await.unwrap().unwrap();
        assert_eq!(fold(&events), Some(stored.state));
        assert_eq!(reader.cases().verify_events(case).await.unwrap(), None);
        assert_eq!(reader.audit().verify(case.uuid()).await.unwrap(), None);
        assert!(events.iter().all(|e| e.rules.is_some()), "every move names the rules that judged it");
    }

    async fn nobody_is_registered_twice_unnoticed(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        registered(&ctx, &officer).await;

        let Registered::PossibleDuplicates(found) = recruitment::register(&ctx, &officer, &form(&ctx).await).await.unwrap() else {
            panic!("the same person again must be noticed")
        };
        assert!(found[0].same_document());

        // The same document is refused whatever the officer says.
        let mut again = form(&ctx).await;
        again.insert("another_person".into(), "yes".into());
        let refused = recruitment::register(&ctx, &officer, &again).await;
        let Err(ServiceError::Refusal(Refusal::Invalid(errors))) = refused else { panic!("{refused:?}") };
        assert_eq!(errors[0].field, "document_number");

        // A namesake with another passport goes through, and waits for the verifying officer.
        again.insert("document_number".into(), "B7654321".into());
        let Registered::Done { case, worker, .. } = recruitment::register(&ctx, &officer, &again).await.unwrap() else {
            panic!("the officer said it is another person")
        };
        let view = cases::view(&ctx, &officer, case).await.unwrap();
        let screen = view.offers.iter().find(|o| o.transition == Transition::Screen).unwrap();
        assert!(screen.unmet.iter().any(|u| u.guard == Guard::NoOpenDuplicate));
        let (flag, _) = view.duplicates[0];
        let own = recruitment::resolve_duplicate(&ctx, &officer, worker, flag).await;
        assert!(matches!(own, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let verifier = colleague(&ctx, &officer).await;
        recruitment::resolve_duplicate(&ctx, &verifier, worker, flag).await.unwrap();
        assert!(cases::view(&ctx, &officer, case).await.unwrap().duplicates.is_empty());
    }

    async fn another_office_cannot_tell_that_a_case_exists(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        let stranger = person(&ctx, Role::RecruitmentOfficer, 3).await;
        let case = registered(&ctx, &officer).await;
        assert!(matches!(cases::view(&ctx, &stranger, case).await, Err(ServiceError::NotFound)));
        assert!(matches!(ask(&ctx, &stranger, case, Transition::Withdraw).await, Err(ServiceError::NotFound)));
    }

    async fn a_stale_save_is_refused(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        let case = registered(&ctx, &officer).await;
        let mv = Move { evidence: Some("statement".into()), ..Move::default() };
        let command = Advance { case, version: 1, transition: Transition::Withdraw, mv, pin: None };
        cases::advance(&ctx, &officer, command.clone()).await.unwrap();
        let second = cases::advance(&ctx, &officer, command).await;
        assert!(matches!(second, Err(ServiceError::Refusal(Refusal::Stale))), "{second:?}");
    }

    async fn a_refused_registration_leaves_nothing_behind(db: Db) {
        let ctx = world(db).await;
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        let mut young = form(&ctx).await;
        young.insert("born_year".into(), "2012".into());
        let refused = recruitment::register(&ctx, &officer, &young).await;
        assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Unmet(_)))), "{refused:?}");
        assert_eq!(ctx.db.reader().workers().count(&officer).await.unwrap(), 0);
    }

    async fn the_demonstration_fills_every_desk_with_work(db: Db) {
        let clock = Arc::new(FixedClock::at("2026-11-24T09:00:00Z".parse().unwrap()));
        let settings = Settings { demo: true, ..Settings::default() };
        let keys = Keys::new("test", Keys::DEFAULT);
        let ctx = Context::with(db, keys, settings, clock as Arc<dyn Clock>, Arc::new(SeededRandom::new(7))).unwrap();
        demo::seed(&ctx).await.unwrap();
        let mut everywhere = std::collections::BTreeMap::new();
        for nth in 0..4 {
            let officer = person(&ctx, Role::RecruitmentOfficer, nth).await;
            for (state, count) in ctx.db.reader().cases().count_by_state(&officer).await.unwrap() {
                *everywhere.entry(state).or_insert(0) += count;
            }
        }
        for state in State::ALL {
            assert!(everywhere.contains_key(state), "nobody is {state}: {everywhere:?}");
        }
        assert_eq!(everywhere.values().sum::<u64>(), 200);
        let one_click = ctx.db.reader().access().demo_accounts().await.unwrap();
        assert!(Role::ALL.iter().all(|role| one_click.iter().any(|a| a.grants.iter().any(|g| g.role == *role))));
    }

    async fn the_demonstration_is_planted_once(db: Db) {
        let ctx = world(db).await;
        assert!(demo_accounts::present(&ctx).await.unwrap());
        demo::seed(&ctx).await.unwrap();
        let officer = person(&ctx, Role::RecruitmentOfficer, 0).await;
        assert_eq!(ctx.db.reader().workers().count(&officer).await.unwrap(), 0, "what is there is left alone");
    }
}

/// Just after midnight and just before it, when the people of a corridor have another day than the clock of the
/// server; at the end of a month, and on a day that few years have.
const MOMENTS: [&str; 4] =
    ["2026-11-25T00:14:09Z", "2026-11-24T23:59:59Z", "2027-05-31T07:30:00Z", "2028-02-29T12:00:00Z"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_can_be_planted_at_any_hour_of_any_day() {
    for moment in MOMENTS {
        let database = sojourn_storage::testing::sqlite().await;
        let settings = Settings { demo: true, ..Settings::default() };
        let clock = Arc::new(FixedClock::at(moment.parse().unwrap()));
        let (keys, chance) = (Keys::new("test", Keys::DEFAULT), Arc::new(SeededRandom::new(7)));
        let ctx = Context::with(database.db.clone(), keys, settings, clock as Arc<dyn Clock>, chance).unwrap();
        let planted = Box::pin(demo::with_workers(&ctx, 50)).await;
        assert!(planted.is_ok(), "{moment}: {planted:?}");
        database.remove().await;
    }
}
