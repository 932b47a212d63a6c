//! Placement through the use cases, on both databases: who is in the pool, what a contract shows, what is due.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::Days;
use sojourn_domain::{
    Refusal, Role, State, Transition as T, act::Act, decide::Move, placement::OrderStatus, worker::ConsentPurpose,
};
use sojourn_services::{
    ServiceError, acts,
    cases::{self, Advanced},
    placement::{self, Verdict},
    work,
};
use sojourn_storage::{OrderScope, db_test};
use support::{World, about, because, fields};

db_test! {
    async fn the_pool_shows_numbers_of_those_who_agreed_to_employers_with_an_approved_order(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.screened("Ajtún", "A1234567").await;
        let employer = world.person(Role::Employer).await;
        let order = world.submitted_order(2).await;
        let pool = || placement::pool(&world.ctx, &employer, None, 10);
        world.train(case).await;
        assert!(pool().await.unwrap().rows.is_empty(), "no order is approved");
        let mission = world.person(Role::Mission).await;
        placement::decide(&world.ctx, &mission, order, Verdict::Approve).await.unwrap();
        // Screened alone is not the pool of a programme that trains before it offers.
        world.screened("Tzoc", "B1234567").await;
        let found = pool().await.unwrap().rows;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, found[0].worker_number.to_string());

        let tx = world.ctx.db.begin().await.unwrap();
        let who = worker.worker.unwrap();
        tx.workers().withdraw_consent(who, ConsentPurpose::Matching, world.ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(pool().await.unwrap().rows.is_empty(), "the consent was withdrawn");
        assert!(matches!(cases::view(&world.ctx, &employer, case).await, Err(ServiceError::NotFound)));
        assert!(matches!(
            placement::pool(&world.ctx, &mission, None, 10).await,
            Err(ServiceError::Refusal(Refusal::Forbidden))
        ));
    }

    async fn the_pool_is_read_page_by_page(db: Db) {
        let world = World::new(db, 1).await;
        world.order(2).await;
        for (name, document) in [("Gurung", "N7654321"), ("Tzoc", "B1234567")] {
            world.screened(name, document).await;
        }
        let employer = world.person(Role::Employer).await;
        let first = placement::pool(&world.ctx, &employer, None, 1).await.unwrap();
        assert!(first.more && first.rows.len() == 1);
        let last = &first.rows[0];
        let key = sojourn_storage::CaseKey { moved_at: last.moved_at, id: last.id };
        let second = placement::pool(&world.ctx, &employer, Some(key), 1).await.unwrap();
        assert_eq!((second.rows.len(), second.more), (1, false));
        assert!(first.rows.iter().all(|row| row.id != second.rows[0].id));
    }

    async fn orders_are_listed_by_page_and_by_where_they_stand(db: Db) {
        let world = World::new(db, 0).await;
        let approved = world.order(1).await;
        world.pass_days(1);
        let waiting = world.submitted_order(1).await;
        let employers = world.person(Role::Employer).await.organisations(Role::Employer).collect();
        let scope = OrderScope { employers, programmes: vec![] };
        let orders = world.ctx.db.reader();
        let page = orders.placement().list_orders(&scope, None, None, 1).await.unwrap();
        assert!(page.more && page.rows[0].id == waiting.uuid());
        let rest = orders.placement().list_orders(&scope, None, Some(waiting), 1).await.unwrap();
        assert!(!rest.more && rest.rows[0].id == approved.uuid());
        let open = orders.placement().list_orders(&scope, Some(OrderStatus::Submitted), None, 9).await.unwrap();
        assert_eq!(open.rows.len(), 1);
        let nobody = orders.placement().list_orders(&OrderScope::default(), None, None, 9).await.unwrap();
        assert!(nobody.rows.is_empty());
    }

    async fn an_order_is_decided_once_and_never_by_whoever_submitted_it(db: Db) {
        let world = World::new(db, 0).await;
        let order = world.submitted_order(1).await;
        let mission = world.person(Role::Mission).await;
        placement::decide(&world.ctx, &mission, order, Verdict::Refuse).await.unwrap();
        let again = placement::decide(&world.ctx, &mission, order, Verdict::Approve).await;
        assert!(matches!(again, Err(ServiceError::Refusal(Refusal::WrongStage))));
        let mut both = world.person(Role::Employer).await;
        both.grants.extend(mission.grants.clone());
        let own = world.submitted_order(1).await;
        let alone = placement::decide(&world.ctx, &both, own, Verdict::Approve).await;
        assert!(matches!(alone, Err(ServiceError::Refusal(Refusal::SecondPersonNeeded))));
    }

    async fn an_offer_taken_back_leaves_the_worker_in_the_pool(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, T::Offer, about(order.uuid())).await;
        world.step(&employer, case, T::Retract, because("the season starts later")).await;
        assert_eq!(world.state(case).await, State::Screened);
        assert_eq!(placement::pool(&world.ctx, &employer, None, 9).await.unwrap().rows.len(), 1);
    }

    async fn a_contract_shows_its_parties_who_has_signed_and_is_read_by_nobody_else(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.screened("Ajtún", "A1234567").await;
        world.train(case).await;
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        let employer = world.person(Role::Employer).await;
        let seen = placement::contract(&world.ctx, &employer, case).await.unwrap();
        assert!(seen.worker.contains("Ajtún") && seen.sign.is_some());
        assert_eq!(seen.signatures.len(), 3);
        assert_eq!(seen.job.terms.missing(), Vec::<String>::new());
        assert!(matches!(world.ask(&employer, case, T::Sign, Move::default()).await, Ok(Advanced::Signed)));
        let signed = placement::contract(&world.ctx, &employer, case).await.unwrap();
        assert!(signed.sign.is_none(), "an employer signs once");
        assert!(signed.signatures.iter().any(|(role, at)| *role == Role::Employer && at.is_some()));
        let trainer = world.person(Role::Trainer).await;
        let refused = placement::contract(&world.ctx, &trainer, case).await;
        assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let (_, other) = world.register("Tzoc", "B1234567").await;
        assert!(matches!(placement::contract(&world.ctx, &other, case).await, Err(ServiceError::NotFound)));
    }

    async fn the_officer_is_told_until_when_the_contract_must_be_in_hand(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        let day = world.today().checked_add_days(Days::new(100)).unwrap();
        world.act(&officer, case, Act::PlanDeparture, &[("on", &day.to_string())]).await;
        let seen = placement::contract(&world.ctx, &officer, case).await.unwrap();
        assert!(seen.may_hand_over);
        assert_eq!(seen.hand_over_by, day.checked_sub_days(Days::new(5)));
        let tomorrow = world.today().succ_opt().unwrap().to_string();
        let early = acts::perform(&world.ctx, &officer, case, Act::HandOver, &fields(&[("on", &tomorrow)])).await;
        assert!(matches!(early, Err(ServiceError::Refusal(Refusal::Invalid(e))) if e[0].code == "in_the_future"));
        world.act(&officer, case, Act::HandOver, &[("on", &world.today().to_string())]).await;
        let handed = placement::contract(&world.ctx, &officer, case).await.unwrap();
        assert_eq!(handed.handed_over_on, Some(world.today()));
        assert!(!handed.may_hand_over && handed.hand_over_by.is_none());
    }

    async fn a_departure_is_planned_neither_in_the_past_nor_after_the_contract(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        for (day, code) in [("2026-01-01", "in_the_past"), ("2030-01-01", "after_the_contract")] {
            let refused = acts::perform(&world.ctx, &officer, case, Act::PlanDeparture, &fields(&[("on", day)])).await;
            assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Invalid(e))) if e[0].code == code));
        }
    }

    async fn parties_abroad_are_asked_for_what_they_have_not_said_yet(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.screened("Ajtún", "A1234567").await;
        world.train(case).await;
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        let (employer, mission) = (world.person(Role::Employer).await, world.person(Role::Mission).await);
        let asked = placement::to_confirm(&world.ctx, &employer, Role::Employer).await.unwrap();
        assert_eq!((asked[0].transition, asked[0].job.as_str()), (T::Sign, "Greenhouse worker"));
        world.ask(&employer, case, T::Sign, Move::default()).await.unwrap();
        assert!(placement::to_confirm(&world.ctx, &employer, Role::Employer).await.unwrap().is_empty());
        assert_eq!(placement::to_confirm(&world.ctx, &mission, Role::Mission).await.unwrap().len(), 1);
        let stranger = placement::to_confirm(&world.ctx, &worker, Role::Employer).await;
        assert!(matches!(stranger, Err(ServiceError::Refusal(Refusal::Forbidden))));
    }

    async fn an_arrival_is_due_within_the_days_of_the_agreement_and_counted_when_they_are_over(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        world.departed(case).await;
        let (employer, mission) = (world.person(Role::Employer).await, world.person(Role::Mission).await);
        let due = world.today().checked_add_days(Days::new(14));
        let asked = placement::to_confirm(&world.ctx, &employer, Role::Employer).await.unwrap();
        assert_eq!((asked[0].transition, asked[0].due), (T::ConfirmArrival, due));
        world.pass_days(14);
        let list = work::work(&world.ctx, &mission, Role::Mission, None, 9).await.unwrap();
        assert_eq!((list.overdue(), list.tasks[0].due), (0, due));
        world.pass_days(1);
        assert_eq!(work::work(&world.ctx, &mission, Role::Mission, None, 9).await.unwrap().overdue(), 1);
        assert_eq!(work::work(&world.ctx, &employer, Role::Employer, None, 9).await.unwrap().overdue(), 1);
    }
}
