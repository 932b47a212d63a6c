//! Journeys through the use cases, on both databases: from registration to a closed reintegration, and every
//! other way a case can go.
#![allow(clippy::unwrap_used)]

mod support;

use sojourn_domain::{
    Refusal, Role, State, Transition as T,
    act::Act,
    case::fold,
    decide::Move,
    guard::Guard,
    reason::{Comparison, Fault, Outcome, ReturnKind},
    requirement::RequirementKind,
};
use sojourn_services::{
    ServiceError, acts,
    cases::{self, Advance, Advanced},
    messages,
    placement::{self, Verdict},
    recruitment, reintegration, work,
};
use sojourn_storage::db_test;
use support::{World, about, because, fields, home};

async fn reintegrate(world: &World, case: sojourn_domain::CaseId, worker: &sojourn_domain::Actor) {
    world.agreed_plan(case, worker).await;
    world.two(case, T::ApprovePlan, Role::CaseWorker, Role::ProgrammeManager, Move::default()).await;
}

db_test! {
    async fn a_worker_who_says_they_are_home_is_confirmed_by_an_officer(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún Cojulún", "A1234567").await;
        world.pass_days(190);
        let day = world.today().pred_opt().unwrap();
        let tomorrow = world.ask(&worker, case, T::RecordReturn, home(world.today().succ_opt().unwrap())).await;
        assert!(matches!(tomorrow, Err(ServiceError::Refusal(Refusal::Unmet(_)))), "{tomorrow:?}");
        assert_eq!(world.ask(&worker, case, T::RecordReturn, home(day)).await.unwrap(), Advanced::Proposed);
        assert_eq!(world.state(case).await, State::Employed);
        let again = world.ask(&worker, case, T::RecordReturn, home(day)).await;
        assert!(matches!(again, Err(ServiceError::Refusal(Refusal::SecondPersonNeeded))), "{again:?}");

        // Nobody but an officer of the office is asked, and the officer sees which day the worker named.
        let officer = world.person(Role::RecruitmentOfficer).await;
        let waiting = work::waiting(&world.ctx, &officer).await.unwrap();
        assert!(waiting[0].may_decide && waiting[0].approval.said.by_worker);
        assert_eq!((waiting[0].approval.said.on, waiting[0].proposed_by.as_str()), (Some(day), worker.name.as_str()));
        let mission = world.person(Role::Mission).await;
        assert!(work::waiting(&world.ctx, &mission).await.unwrap().iter().all(|w| !w.may_decide));
        let own = recruitment::worker(&world.ctx, &officer, worker.worker.unwrap()).await.unwrap().own_word;
        assert_eq!(own.map(|a| a.transition), Some(T::RecordReturn));

        let confirmed = world.ask(&officer, case, T::RecordReturn, Move::default()).await.unwrap();
        assert_eq!(confirmed, Advanced::Moved(State::Returned));
        let last = world.ctx.db.reader().cases().events(case).await.unwrap().pop().unwrap();
        assert_eq!((last.by, last.said.on), (Some(officer.account), Some(day)));
        let shown = cases::view(&world.ctx, &officer, case).await.unwrap().events.remove(0);
        assert_eq!((shown.by.as_deref(), shown.proposed_by.as_deref()), (Some(officer.name.as_str()), Some(worker.name.as_str())));
        assert!(world.ask(&officer, case, T::RecordReturn, home(day)).await.is_err(), "a return is recorded once");
    }

    async fn a_worker_whose_word_is_not_confirmed_hears_of_it_and_may_say_it_again(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún Cojulún", "A1234567").await;
        world.ask(&worker, case, T::RecordReturn, home(world.today())).await.unwrap();
        let officer = world.person(Role::RecruitmentOfficer).await;
        let before = messages::unread(&world.ctx, worker.account).await.unwrap();
        let silent = cases::decline_proposal(&world.ctx, &officer, case, Some(" ")).await;
        assert!(matches!(silent, Err(ServiceError::Refusal(Refusal::Invalid(e))) if e[0].field == "reason"));
        cases::decline_proposal(&world.ctx, &officer, case, Some("Nobody saw them")).await.unwrap();
        let said = cases::view(&world.ctx, &worker, case).await.unwrap().declined.unwrap();
        assert_eq!((said.0.answer.as_deref(), said.1), (Some("Nobody saw them"), officer.name.clone()));
        assert_eq!(messages::unread(&world.ctx, worker.account).await.unwrap(), before + 1);
        assert_eq!(world.state(case).await, State::Employed);
        let again = world.ask(&worker, case, T::RecordReturn, home(world.today())).await.unwrap();
        assert_eq!(again, Advanced::Proposed);
        assert_eq!(cases::view(&world.ctx, &worker, case).await.unwrap().declined, None, "it was said again");
    }

    async fn a_worker_goes_from_registration_to_a_closed_reintegration(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún Cojulún", "A1234567").await;
        assert_eq!(world.state(case).await, State::Employed);

        let today = world.today().to_string();
        let sent = [("on", today.as_str()), ("amount", "300"), ("currency", "CAD"), ("fee", "4.99"),
            ("channel", "mobile"), ("received", "1690"), ("received_currency", "GTQ"), ("rate", "5.61"), ("use", "education")];
        world.act(&worker, case, Act::LogRemittance, &sent).await;

        world.pass_days(190);
        let employer = world.person(Role::Employer).await;
        let ending = Move { return_kind: Some(ReturnKind::EndOfContract), ..Move::default() };
        world.step(&employer, case, T::AnnounceReturn, ending).await;
        world.pass_days(10);
        world.returned(case).await;
        reintegrate(&world, case, &worker).await;
        assert_eq!(world.state(case).await, State::Reintegrating);

        // The partner sees the item referred to it, and delivers it.
        let partner = world.person(Role::ServicePartner).await;
        let items = reintegration::referred(&world.ctx, &partner).await.unwrap();
        assert_eq!(items.len(), 1);
        reintegration::deliver_as_partner(&world.ctx, &partner, items[0].id.into(), world.today()).await.unwrap();

        world.pass_days(31);
        let case_worker = world.person(Role::CaseWorker).await;
        let due = world.ctx.db.reader().reintegration().follow_ups_of_case(case).await.unwrap();
        assert_eq!(due.iter().map(|f| f.month).collect::<Vec<_>>(), [1, 3, 6, 12]);
        let (first, today) = (due[0].id.to_string(), world.today().to_string());
        let done = [("record", first.as_str()), ("on", today.as_str()), ("outcome", "well")];
        world.act(&case_worker, case, Act::FollowUp, &done).await;
        let closing = Move { outcome: Some(Outcome::SelfEmployed), ..Move::default() };
        world.step(&case_worker, case, T::Close, closing).await;
        assert_eq!(world.state(case).await, State::Closed);

        // The record proves it: the events fold to the state and their chain is whole.
        let reader = world.ctx.db.reader();
        let events = reader.cases().events(case).await.unwrap();
        assert_eq!(fold(&events), Some(State::Closed));
        assert_eq!(reader.cases().verify_events(case).await.unwrap(), None);
        assert_eq!(world.events(case).await, [T::Register, T::Screen, T::Enrol, T::Certify, T::Offer, T::Accept, T::Sign,
            T::Clear, T::Depart, T::ConfirmArrival, T::AnnounceReturn, T::RecordReturn, T::ApprovePlan, T::Close]);
    }

    async fn training_before_clearance_runs_beside_the_state(db: Db) {
        let world = World::new(db, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        world.signed(case, &worker).await;
        world.train(case).await;
        assert_eq!(world.state(case).await, State::Contracted);
        world.cleared(case).await;
        world.employed(case).await;
        assert_eq!(world.state(case).await, State::Employed);
    }

    async fn nothing_is_accepted_before_its_terms_were_read(db: Db) {
        let world = World::new(db, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, T::Offer, about(order.uuid())).await;
        let refused = world.ask(&worker, case, T::Accept, Move::default()).await;
        assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Unmet(u))) if u[0].guard == Guard::TermsShown));
        let offers = placement::show(&world.ctx, &worker, case).await.unwrap();
        assert_eq!(offers[0].job.title, "Greenhouse worker");
        world.step(&worker, case, T::Accept, Move::default()).await;
    }

    async fn an_offer_is_declined_retracted_or_runs_out_and_the_pool_has_the_worker_back(db: Db) {
        let world = World::new(db, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let order = world.order(2).await;
        let employer = world.person(Role::Employer).await;
        for ending in [T::Decline, T::Retract, T::Expire] {
            world.step(&employer, case, T::Offer, about(order.uuid())).await;
            assert_eq!(world.state(case).await, State::Offered);
            match ending {
                T::Decline => world.step(&worker, case, ending, Move::default()).await,
                T::Retract => world.step(&employer, case, ending, because("filled otherwise")).await,
                _ => {
                    let early = cases::advance_for_system(&world.ctx, case, ending, Move::default()).await;
                    assert!(early.is_err(), "an offer that still holds does not run out");
                    world.pass_days(16);
                    cases::advance_for_system(&world.ctx, case, ending, Move::default()).await.unwrap();
                }
            }
            assert_eq!(world.state(case).await, State::Screened, "{ending}");
        }
    }

    async fn with_two_offers_an_answer_says_to_which_and_accepting_one_withdraws_the_other(db: Db) {
        let world = World::new(db, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let (first, second) = (world.order(1).await, world.order(1).await);
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, T::Offer, about(first.uuid())).await;
        world.step(&employer, case, T::Offer, about(second.uuid())).await;
        let offers = placement::show(&world.ctx, &worker, case).await.unwrap();
        let vague = world.ask(&worker, case, T::Accept, Move::default()).await;
        assert!(matches!(vague, Err(ServiceError::Refusal(Refusal::Invalid(e))) if e[0].field == "record"));
        world.step(&worker, case, T::Accept, about(offers[0].id.uuid())).await;
        let rows = world.ctx.db.reader().placement().offers_of_case(case).await.unwrap();
        let mut statuses: Vec<_> = rows.iter().map(|o| o.status.as_str()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, ["accepted", "withdrawn"]);
    }

    async fn closing_an_order_takes_its_open_offers_back(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, T::Offer, about(order.uuid())).await;
        placement::decide(&world.ctx, &employer, order, Verdict::Close).await.unwrap();
        assert_eq!(world.state(case).await, State::Screened);
    }

    async fn nobody_approves_an_order_but_the_mission_of_its_corridor(db: Db) {
        let world = World::new(db, 0).await;
        let order = world.submitted_order(1).await;
        let employer = world.person(Role::Employer).await;
        let own = placement::decide(&world.ctx, &employer, order, Verdict::Approve).await;
        assert!(matches!(own, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let officer = world.person(Role::RecruitmentOfficer).await;
        assert!(matches!(placement::decide(&world.ctx, &officer, order, Verdict::Approve).await, Err(ServiceError::NotFound)));
        let (case, _) = world.screened("Ajtún", "A1234567").await;
        world.train(case).await;
        let unseen = world.ask(&employer, case, T::Offer, about(order.uuid())).await;
        assert!(matches!(unseen, Err(ServiceError::NotFound)));
        // With another order approved the pool is open to the employer, for that order alone.
        world.order(1).await;
        let refused = world.ask(&employer, case, T::Offer, about(order.uuid())).await;
        assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Unmet(u))) if u[0].guard == Guard::OrderApproved));
    }

    async fn a_cancelled_contract_frees_its_place_its_vacancy_and_the_worker(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.contracted("Ajtún", "A1234567").await;
        let reader = world.ctx.db.reader();
        let taken = reader.programmes().quotas(world.programme().await).await.unwrap();
        assert_eq!(taken.iter().map(|q| q.taken).sum::<i32>(), 1);
        let cancel = Move { fault: Some(Fault::Employer), ..because("farm flooded") };
        world.step(&worker, case, T::Cancel, cancel).await;
        assert_eq!(world.state(case).await, State::Certified);
        let freed = reader.programmes().quotas(world.programme().await).await.unwrap();
        assert_eq!(freed.iter().map(|q| q.taken).sum::<i32>(), 0);
        let order = reader.placement().orders_of_programme(world.programme().await).await.unwrap();
        assert_eq!(order[0].filled, 0);
        // The next offer of the same order finds the worker free.
        world.accepted(case, &worker, order[0].id.into()).await;
        world.signed(case, &worker).await;
    }

    async fn a_withdrawal_after_signing_gives_everything_back(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.contracted("Ajtún", "A1234567").await;
        world.step(&worker, case, T::Withdraw, Move::default()).await;
        let reader = world.ctx.db.reader();
        let quotas = reader.programmes().quotas(world.programme().await).await.unwrap();
        assert_eq!(quotas.iter().map(|q| q.taken).sum::<i32>(), 0);
        assert!(reader.placement().contracts_of_case(case).await.unwrap()[0].cancelled_at.is_some());
    }

    async fn a_rejected_worker_asks_for_a_review_and_the_manager_takes_the_case_up_again(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.register("Ajtún", "A1234567").await;
        world.two(case, T::Reject, Role::RecruitmentOfficer, Role::VerifyingOfficer, because("documents_not_genuine")).await;
        let manager = world.person(Role::ProgrammeManager).await;
        let early = world.ask(&manager, case, T::Reconsider, because("heard")).await;
        assert!(matches!(early, Err(ServiceError::Refusal(Refusal::Unmet(u))) if u[0].guard == Guard::ReviewRequested));
        world.act(&worker, case, Act::AskReview, &[("reason", "The stamp is real")]).await;
        world.step(&manager, case, T::Reconsider, because("the stamp is real")).await;
        assert_eq!(world.state(case).await, State::Registered);
        assert!(world.ctx.db.reader().cases().open_flags(Some(case), worker.worker.unwrap()).await.unwrap().is_empty());
    }

    async fn what_the_proposer_said_counts_when_the_second_person_agrees(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.register("Ajtún", "A1234567").await;
        world.two(case, T::Reject, Role::RecruitmentOfficer, Role::VerifyingOfficer, because("documents_not_genuine")).await;
        let events = world.ctx.db.reader().cases().events(case).await.unwrap();
        assert_eq!(events.last().unwrap().said.reason.as_deref(), Some("documents_not_genuine"));
    }

    async fn a_clearance_is_revoked_and_the_case_cleared_again(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        let verifier = world.person(Role::VerifyingOfficer).await;
        world.step(&verifier, case, T::Revoke, because("visa withdrawn")).await;
        assert_eq!(world.state(case).await, State::Contracted);
        world.two(case, T::Clear, Role::RecruitmentOfficer, Role::VerifyingOfficer, Move::default()).await;
    }

    async fn nobody_departs_without_the_contract_in_hand_for_days(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        let refused = world.ask(&officer, case, T::Depart, Move::default()).await;
        assert!(matches!(refused, Err(ServiceError::Refusal(Refusal::Unmet(u))) if u[0].guard == Guard::ContractHandedOver));
    }

    async fn a_swapped_contract_is_flagged_at_arrival_and_a_false_confirmation_disowned(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        world.departed(case).await;
        let (employer, mission) = (world.person(Role::Employer).await, world.person(Role::Mission).await);
        let unsaid = world.ask(&employer, case, T::ConfirmArrival, Move::default()).await;
        assert!(matches!(unsaid, Err(ServiceError::Refusal(Refusal::Unmet(_)))));
        let same = Move { comparison: Some(Comparison::Same), ..Move::default() };
        world.step(&employer, case, T::ConfirmArrival, same).await;
        world.step(&mission, case, T::Unconfirm, because("never arrived")).await;
        let differs = Move { comparison: Some(Comparison::Differs), ..because("wage lower by a third") };
        world.step(&mission, case, T::ConfirmArrival, differs).await;
        let flags = world.ctx.db.reader().cases().open_flags(Some(case), worker.worker.unwrap()).await.unwrap();
        assert_eq!(flags[0].kind, "contract_differs");
    }

    async fn someone_turned_back_comes_home_and_does_not_resume(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        world.departed(case).await;
        let mission = world.person(Role::Mission).await;
        world.step(&mission, case, T::TurnBack, because("refused at the border")).await;
        assert_eq!(world.state(case).await, State::Returning);
        assert!(world.ask(&mission, case, T::Resume, Move::default()).await.is_err());
        world.returned(case).await;
    }

    async fn contact_is_lost_only_after_documented_attempts_and_the_worker_is_found(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.worker_abroad("Ajtún", "A1234567").await;
        let mission = world.person(Role::Mission).await;
        assert!(world.ask(&mission, case, T::LoseContact, Move::default()).await.is_err());
        for _ in 0..3 {
            world.act(&mission, case, Act::RecordAttempt, &[("channel", "phone"), ("outcome", "no_answer")]).await;
        }
        world.step(&mission, case, T::LoseContact, Move::default()).await;
        let found = Move { evidence: Some("called back".into()), to: Some(State::Employed), ..Move::default() };
        world.step(&mission, case, T::Find, found).await;
        assert_eq!(world.state(case).await, State::Employed);
    }

    async fn a_death_is_recorded_by_two_and_gives_the_place_back(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let evidence = Move { evidence: Some("certificate 44".into()), ..Move::default() };
        let officer = world.person(Role::RecruitmentOfficer).await;
        assert!(matches!(world.ask(&officer, case, T::RecordDeath, evidence).await, Ok(Advanced::Proposed)));
        let mission = world.person(Role::Mission).await;
        world.step(&mission, case, T::RecordDeath, Move::default()).await;
        assert_eq!(world.state(case).await, State::Deceased);
        let quotas = world.ctx.db.reader().programmes().quotas(world.programme().await).await.unwrap();
        assert_eq!(quotas.iter().map(|q| q.taken).sum::<i32>(), 0);
    }

    async fn whoever_stays_lawfully_is_closed_by_two_and_taken_up_again_with_the_return(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.worker_abroad("Ajtún", "A1234567").await;
        let staying = Move { outcome: Some(Outcome::StayedLawfully), ..Move::default() };
        let mission = world.person(Role::Mission).await;
        assert!(matches!(world.ask(&mission, case, T::Close, staying).await, Ok(Advanced::Proposed)));
        world.step(&world.another(Role::Mission).await, case, T::Close, Move::default()).await;
        assert_eq!(world.state(case).await, State::Closed);
        let manager = world.person(Role::ProgrammeManager).await;
        assert!(world.ask(&manager, case, T::Reopen, because("came home")).await.is_err());
        let returned = Move { reason: Some("came home".into()), ..home(world.today()) };
        world.step(&manager, case, T::Reopen, returned).await;
        assert_eq!(world.state(case).await, State::Returned);
        assert_eq!(world.ctx.db.reader().reintegration().follow_ups_of_case(case).await.unwrap().len(), 4);
    }

    async fn a_certificate_that_ran_out_sends_the_worker_back_to_training(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.screened("Ajtún", "A1234567").await;
        world.train(case).await;
        assert!(cases::advance_for_system(&world.ctx, case, T::Lapse, Move::default()).await.is_err());
        world.pass_days(400);
        cases::advance_for_system(&world.ctx, case, T::Lapse, Move::default()).await.unwrap();
        assert_eq!(world.state(case).await, State::InTraining);
    }

    async fn a_worker_at_the_desk_moves_with_the_pin_and_not_without(db: Db) {
        let world = World::new(db, 1).await;
        let (case, _) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        let employer = world.person(Role::Employer).await;
        world.step(&employer, case, T::Offer, about(order.uuid())).await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        placement::show(&world.ctx, &officer, case).await.unwrap();
        let version = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version;
        let accept = |pin: Option<&str>| Advance { case, version, transition: T::Accept, mv: Move::default(), pin: pin.map(str::to_owned) };
        let alone = cases::advance(&world.ctx, &officer, accept(None)).await;
        assert!(matches!(alone, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let wrong = cases::advance(&world.ctx, &officer, accept(Some("111222"))).await;
        assert!(matches!(wrong, Err(ServiceError::Refusal(Refusal::Invalid(e))) if e[0].field == "pin"));
        cases::advance(&world.ctx, &officer, accept(Some("482913"))).await.unwrap();
        assert_eq!(world.state(case).await, State::Accepted);
        let events = world.ctx.db.reader().cases().events(case).await.unwrap();
        assert!(events.last().unwrap().said.by_worker);
    }

    async fn costs_on_the_worker_above_the_ceiling_hold_the_clearance(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        let officer = world.person(Role::RecruitmentOfficer).await;
        let cost = [("kind", "agent"), ("amount", "1500"), ("currency", "GTQ"), ("paid_by", "family"), ("treatment", "kept")];
        world.act(&officer, case, Act::RecordCost, &cost).await;
        world.fact(case, RequirementKind::Costs).await;
        let refused = world.ask(&officer, case, T::Clear, Move::default()).await;
        let Err(ServiceError::Refusal(Refusal::Unmet(unmet))) = refused else { panic!("{refused:?}") };
        let costs = unmet.iter().find(|u| u.guard == Guard::CostsWithinCeiling).unwrap();
        assert_eq!(costs.because, "above_ceiling");
    }

    async fn an_act_is_refused_to_other_roles_in_other_states_and_on_foreign_cases(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.register("Ajtún", "A1234567").await;
        let employer = world.person(Role::Employer).await;
        let sent = fields(&[("on", "2026-11-20"), ("amount", "1"), ("currency", "USD"), ("fee", "0"), ("channel", "bank")]);
        let forbidden = acts::perform(&world.ctx, &employer, case, Act::LogRemittance, &sent).await;
        assert!(matches!(forbidden, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let early = acts::perform(&world.ctx, &worker, case, Act::LogRemittance, &sent).await;
        assert!(matches!(early, Err(ServiceError::Refusal(Refusal::WrongStage))));
        let (_, other) = world.register("Tzoc", "B1234567").await;
        let foreign = acts::perform(&world.ctx, &other, case, Act::LogRemittance, &sent).await;
        assert!(matches!(foreign, Err(ServiceError::NotFound)));
    }
}
