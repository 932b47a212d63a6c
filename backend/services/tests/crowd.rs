//! The crowd of a large demonstration: what stands in its records is what the rest of the system reads.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use sojourn_domain::{Actor, CaseId, Role, State, Transition, case::fold, decide::Move};
use sojourn_services::{
    Context,
    cases::{self, Advance, Advanced},
    context::{Clock, FixedClock, Keys, SeededRandom, Settings},
    demo, operations, recruitment, work,
};
use sojourn_storage::{CaseFilter, Db, db_test};

const WORKERS: u64 = 300;

async fn crowd(db: Db) -> Context {
    let clock = Arc::new(FixedClock::at("2026-11-24T09:00:00Z".parse().unwrap()));
    let settings = Settings { demo: true, ..Settings::default() };
    let keys = Keys::new("test", Keys::DEFAULT);
    let ctx = Context::with(db, keys, settings, clock as Arc<dyn Clock>, Arc::new(SeededRandom::new(7))).unwrap();
    demo::frame(&ctx).await.unwrap();
    demo::seed_crowd(&ctx, WORKERS, |_| ()).await.unwrap();
    ctx
}

async fn everybody(ctx: &Context, role: Role) -> Vec<Actor> {
    let accounts = ctx.db.reader().access().demo_accounts().await.unwrap();
    accounts
        .into_iter()
        .filter(|a| a.grants.iter().any(|g| g.role == role))
        .map(|a| Actor { account: a.id, name: a.name, worker: None, grants: a.grants, locale: a.locale })
        .collect()
}

async fn all_cases(ctx: &Context) -> Vec<CaseId> {
    ctx.db.reader().cases().ids(None, WORKERS + 1).await.unwrap()
}

db_test! {
    async fn a_crowds_chains_hold_and_lead_to_where_its_cases_stand(db: Db) {
        let ctx = crowd(db).await;
        let cases = all_cases(&ctx).await;
        assert_eq!(cases.len() as u64, WORKERS);
        let mut states = Vec::new();
        for id in cases {
            let case = ctx.db.reader().cases().find_for_system(id).await.unwrap().unwrap();
            assert_eq!(fold(&ctx.db.reader().cases().events(id).await.unwrap()), Some(case.state));
            states.push(case.state);
        }
        states.sort_unstable();
        states.dedup();
        assert!(states.len() > 12, "spread over the journey: {states:?}");
        let verified = operations::verify_audit(&ctx).await.unwrap();
        assert_eq!(verified.faults, vec![]);
        assert!(verified.chains as u64 >= WORKERS && verified.seals > 0);
    }

    async fn seeding_again_goes_on_to_the_number_asked_for(db: Db) {
        let ctx = crowd(db).await;
        demo::seed_crowd(&ctx, WORKERS, |_| ()).await.unwrap();
        assert_eq!(all_cases(&ctx).await.len() as u64, WORKERS);
        demo::seed_crowd(&ctx, WORKERS + 5, |_| ()).await.unwrap();
        assert_eq!(all_cases(&ctx).await.len() as u64, WORKERS + 1, "ids() was asked for one more at most");
        assert_eq!(ctx.db.reader().crowd().planted().await.unwrap(), WORKERS + 5);
    }

    async fn every_case_of_a_crowd_opens_and_every_worker_is_found(db: Db) {
        let ctx = crowd(db).await;
        for officer in everybody(&ctx, Role::RecruitmentOfficer).await {
            let page = cases::list(&ctx, &officer, &CaseFilter::default(), None, WORKERS).await.unwrap();
            assert!(!page.rows.is_empty() && !page.more);
            for row in &page.rows {
                let view = cases::view(&ctx, &officer, row.id).await.unwrap();
                assert_eq!(view.case.state, row.state);
                let number = row.worker_number.to_string();
                let found = recruitment::search(&ctx, &officer, &number, 5).await.unwrap();
                assert_eq!(found[0].0.id, row.worker);
            }
            let words = page.rows[0].name.replace(',', "");
            let found = recruitment::search(&ctx, &officer, &words, 50).await.unwrap();
            assert!(found.iter().any(|(w, _)| w.id == page.rows[0].worker), "{words}");
        }
    }

    async fn what_waits_in_a_crowd_can_be_decided(db: Db) {
        let ctx = crowd(db).await;
        let mut decided = 0;
        for verifier in everybody(&ctx, Role::VerifyingOfficer).await {
            for waiting in work::waiting(&ctx, &verifier).await.unwrap() {
                let (case, version) = (waiting.case.id, waiting.case.version);
                let command =
                    Advance { case, version, transition: Transition::Screen, mv: Move::default(), pin: None };
                let moved = cases::advance(&ctx, &verifier, command).await.unwrap();
                assert_eq!(moved, Advanced::Moved(State::Screened));
                decided += 1;
            }
        }
        assert!(decided > 0);
    }
}
