//! What is due, through the use cases on both databases: on whose list, from which day on, counted as listed, by page.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::{Days, NaiveDate};
use sojourn_domain::{
    Actor, CaseId, Role, Transition as T,
    access::Account,
    act::Act,
    decide::Move,
    due::DueKind,
    requirement::{RequirementKind, RequirementResult},
};
use sojourn_services::{
    access::actor_of,
    cases::{self, RecordRequirement},
    digest, figures, help,
    work::due,
};
use sojourn_storage::{db_test, entity::training::certificate};
use support::World;

/// Overdue and listed of a kind on a person's list.
async fn counted(world: &World, role: Role, kind: DueKind) -> (u64, u64) {
    let person = world.person(role).await;
    let counts = due::counts(&world.ctx, &person, role).await.unwrap();
    let found = counts.into_iter().find(|c| c.kind == kind).map_or((0, 0), |c| (c.overdue, c.listed));
    let listed = due::list(&world.ctx, &person, role, kind, None, 50).await.unwrap().rows;
    assert_eq!(listed.len() as u64, found.1, "counted as listed");
    let today = world.today();
    assert_eq!(listed.iter().filter(|item| item.due < today).count() as u64, found.0, "overdue as listed");
    found
}

/// Somebody with a role in the other corridor.
async fn elsewhere(world: &World, role: Role) -> Actor {
    let accounts = world.ctx.db.reader().access().demo_accounts().await.unwrap();
    let there = |email: &str| email.ends_with("gt.example");
    let held = |a: &Account| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(there);
    actor_of(accounts.into_iter().find(held).unwrap())
}

async fn leaves_in(world: &World, case: CaseId, days: u64) -> NaiveDate {
    let officer = world.person(Role::RecruitmentOfficer).await;
    let day = world.today().checked_add_days(Days::new(days)).unwrap();
    world.act(&officer, case, Act::PlanDeparture, &[("on", &day.to_string())]).await;
    day
}

async fn record(world: &World, by: &Actor, case: CaseId, kind: RequirementKind, until: NaiveDate) {
    let fact = RecordRequirement {
        kind,
        result: RequirementResult::Passed,
        valid_from: None,
        valid_until: Some(until),
        evidence: "paper 7".into(),
        seen: cases::Seen::NotSaid,
    };
    cases::record(&world.ctx, by, case, fact).await.unwrap();
}

db_test! {
    async fn a_contract_is_due_in_hand_days_before_the_departure_and_not_once_it_is(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.contracted("Gurung", "N7654321").await;
        leaves_in(&world, case, 13).await;
        // Five days before the departure it must be there; seven days ahead of that it is on the list.
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::HandOver).await, (0, 0));
        world.pass_days(1);
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::HandOver).await, (0, 1));
        world.pass_days(7);
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::HandOver).await, (0, 1));
        world.pass_days(1);
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::HandOver).await, (1, 1));
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::Departure).await, (0, 1));
        let officer = world.person(Role::RecruitmentOfficer).await;
        let today = world.today().to_string();
        world.act(&officer, case, Act::HandOver, &[("on", &today)]).await;
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::HandOver).await, (0, 0));
        let offices = due::overdue_by_office(&world.ctx, &world.person(Role::ProgrammeManager).await).await.unwrap();
        assert!(offices.is_empty());
        world.pass_days(5);
        let offices = due::overdue_by_office(&world.ctx, &world.person(Role::ProgrammeManager).await).await.unwrap();
        assert_eq!(offices.iter().map(|(_, name, n)| (name.as_str(), *n)).collect::<Vec<_>>(), [("Kathmandu office", 1)]);
    }

    async fn a_record_that_runs_out_before_the_departure_is_due_until_a_newer_one_lasts(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.contracted("Gurung", "N7654321").await;
        let departs = leaves_in(&world, case, 6).await;
        let (officer, health) = (world.person(Role::RecruitmentOfficer).await, world.person(Role::HealthOfficer).await);
        let before = departs.checked_sub_days(Days::new(2)).unwrap();
        record(&world, &officer, case, RequirementKind::Medical, before).await;
        record(&world, &officer, case, RequirementKind::Visa, departs).await;
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::Medical).await, (0, 1));
        assert_eq!(counted(&world, Role::HealthOfficer, DueKind::Medical).await, (0, 1));
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::Visa).await, (0, 0));
        world.pass_days(5);
        assert_eq!(counted(&world, Role::HealthOfficer, DueKind::Medical).await, (1, 1));
        record(&world, &health, case, RequirementKind::Medical, departs.checked_add_days(Days::new(300)).unwrap()).await;
        assert_eq!(counted(&world, Role::HealthOfficer, DueKind::Medical).await, (0, 0));
    }

    async fn a_departure_without_a_medical_record_is_asked_for_until_somebody_is_found_fit(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.contracted("Gurung", "N7654321").await;
        let departs = leaves_in(&world, case, 13).await;
        let wanted = async |role| counted(&world, role, DueKind::MedicalMissing).await;
        assert_eq!(wanted(Role::HealthOfficer).await, (0, 0), "it is wanted with the contract, five days before");
        world.pass_days(1);
        assert_eq!((wanted(Role::HealthOfficer).await, wanted(Role::RecruitmentOfficer).await), ((0, 1), (0, 1)));
        let health = world.person(Role::HealthOfficer).await;
        let pending = RecordRequirement {
            kind: RequirementKind::Medical,
            result: RequirementResult::Pending,
            valid_from: None,
            valid_until: None,
            evidence: "paper 7".into(),
            seen: cases::Seen::NotSaid,
        };
        cases::record(&world.ctx, &health, case, pending).await.unwrap();
        world.pass_days(8);
        assert_eq!(wanted(Role::HealthOfficer).await, (1, 1), "not fit yet");
        assert_eq!(wanted(Role::VerifyingOfficer).await, (0, 0));
        record(&world, &health, case, RequirementKind::Medical, departs.checked_add_days(Days::new(300)).unwrap()).await;
        assert_eq!(wanted(Role::HealthOfficer).await, (0, 0));
    }

    async fn a_certificate_that_lasts_long_enough_is_never_due(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let departs = leaves_in(&world, case, 6).await;
        assert_eq!(counted(&world, Role::CentreManager, DueKind::Certificate).await, (0, 0));
        let worker = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().worker;
        let tx = world.ctx.db.begin().await.unwrap();
        let held = tx.training().certificates_of_worker(worker).await.unwrap().pop().unwrap();
        let ends = departs.checked_sub_days(Days::new(1));
        tx.training().save_certificate(certificate::Model { valid_until: ends, ..held }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(counted(&world, Role::CentreManager, DueKind::Certificate).await, (0, 1));
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::Certificate).await, (0, 1));
        world.pass_days(6);
        assert_eq!(counted(&world, Role::RecruitmentOfficer, DueKind::Certificate).await, (1, 1));
    }

    async fn returnees_stand_on_the_case_workers_list_and_on_nobody_elses(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.worker_abroad("Gurung", "N7654321").await;
        world.returned(case).await;
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::Plan).await, (0, 0));
        world.pass_days(25);
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::Plan).await, (0, 1));
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::FollowUp).await, (0, 1));
        world.pass_days(375);
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::Plan).await, (1, 1));
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::FollowUp).await, (4, 4));
        for role in [Role::RecruitmentOfficer, Role::Mission, Role::Analyst, Role::Trainer] {
            let person = world.person(role).await;
            assert!(due::list(&world.ctx, &person, role, DueKind::FollowUp, None, 9).await.unwrap().rows.is_empty(), "{role}");
        }
        let manager = world.person(Role::ProgrammeManager).await;
        let watched = due::list(&world.ctx, &manager, Role::ProgrammeManager, DueKind::FollowUp, None, 9).await.unwrap();
        assert_eq!(watched.rows.len(), 4, "whoever manages the programme sees what is late in it");
        // Page by page: four follow-ups, none twice, the first due first.
        let person = world.person(Role::CaseWorker).await;
        let (mut seen, mut last) = (Vec::new(), None);
        loop {
            let page = due::list(&world.ctx, &person, Role::CaseWorker, DueKind::FollowUp, last, 1).await.unwrap();
            seen.extend(page.rows.iter().map(|item| (item.due, item.record)));
            last = page.rows.last().map(|item| item.key);
            if !page.more { break; }
        }
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((seen.len(), &seen), (4, &sorted));
        let first = due::first(&world.ctx, &person, Role::CaseWorker, 2).await.unwrap();
        assert_eq!((first.len(), first[0].due <= first[1].due), (2, true));
    }

    async fn a_call_for_help_is_due_until_it_is_answered(db: Db) {
        let world = World::new(db, 1).await;
        let (_, worker) = world.worker_abroad("Gurung", "N7654321").await;
        help::say(&world.ctx, &worker, "My employer keeps my passport").await.unwrap();
        assert_eq!(counted(&world, Role::Mission, DueKind::Help).await, (0, 1));
        world.pass_days(4);
        assert_eq!(counted(&world, Role::Mission, DueKind::Help).await, (1, 1));
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::Help).await, (1, 1));
        let mission = world.person(Role::Mission).await;
        let thread = due::list(&world.ctx, &mission, Role::Mission, DueKind::Help, None, 9).await.unwrap().rows[0].record;
        help::answer(&world.ctx, &mission, thread.into(), "We call you today").await.unwrap();
        assert_eq!(counted(&world, Role::Mission, DueKind::Help).await, (0, 0));
        help::say(&world.ctx, &worker, "Nobody called").await.unwrap();
        assert_eq!(counted(&world, Role::CaseWorker, DueKind::Help).await, (0, 1));
        let far = elsewhere(&world, Role::Mission).await;
        assert!(due::counts(&world.ctx, &far, Role::Mission).await.unwrap().is_empty());
    }

    async fn the_digest_tells_whoever_is_late_once_a_day_and_nobody_else(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.contracted("Gurung", "N7654321").await;
        let departs = leaves_in(&world, case, 2).await;
        record(&world, &world.person(Role::HealthOfficer).await, case, RequirementKind::Medical, departs).await;
        assert_eq!(digest::send(&world.ctx).await.unwrap(), 1, "the contract should be in hand by now");
        assert_eq!(digest::send(&world.ctx).await.unwrap(), 0, "once a day");
        let officer = world.person(Role::RecruitmentOfficer).await;
        let inbox = sojourn_services::messages::inbox(&world.ctx, &officer, None, 9).await.unwrap().rows;
        let digests: Vec<_> = inbox.iter().filter(|m| m.kind == "daily_digest").collect();
        assert_eq!((digests.len(), digests[0].link.as_str(), &digests[0].facts), (1, "/due", &serde_json::json!({})));
        world.pass_days(1);
        assert_eq!(digest::send(&world.ctx).await.unwrap(), 1, "again while it is late");
        let today = world.today().to_string();
        world.act(&officer, case, Act::HandOver, &[("on", &today)]).await;
        world.pass_days(1);
        assert_eq!(digest::send(&world.ctx).await.unwrap(), 0, "nothing is late any more");
    }

    async fn figures_hold_no_small_number_and_only_ones_own_programmes(db: Db) {
        let world = World::new(db, 1).await;
        for n in 0..6 {
            world.register(&format!("Gurung{n}"), &format!("N765432{n}")).await;
        }
        let analyst = world.person(Role::Analyst).await;
        let found = figures::figures(&world.ctx, &analyst).await.unwrap();
        assert_eq!(found.states.rows[0], "registered");
        assert_eq!(found.states.counts.cells[0][0].shown(), Some(6));
        assert_eq!((found.districts.rows.as_slice(), found.districts.counts.total.shown()), (["Kathmandu".to_owned()].as_slice(), Some(6)));
        let (case, _) = world.register("Rai", "N9999999").await;
        let verifier = world.person(Role::VerifyingOfficer).await;
        let no = Move { reason: Some("Too young".into()), ..Move::default() };
        world.two(case, T::Reject, Role::RecruitmentOfficer, Role::VerifyingOfficer, no).await;
        let sheet = figures::export(&world.ctx, &analyst).await.unwrap();
        assert!(sheet.contains("state,\"rejected\",female,\r\n"), "one is kept back: {sheet}");
        assert!(!sheet.contains("Gurung") && !sheet.contains(",1\r\n"), "{sheet}");
        let other = figures::figures(&world.ctx, &elsewhere(&world, Role::Analyst).await).await.unwrap();
        assert_eq!(other.states.counts.total.shown(), Some(0));
        assert!(figures::figures(&world.ctx, &verifier).await.is_err());
        let rows = world.ctx.db.reader().audit().chain(analyst.account.uuid()).await.unwrap();
        assert_eq!(rows.last().map(|r| r.act.as_str()), Some("export"));
    }
}
