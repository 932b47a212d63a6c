//! Work under a new contract, on both databases: drawn up, signed, taken up by a transfer or a resumption, judged by
//! the rules, and never seen by an employer whose it is not.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::{Days, NaiveDate};
use sojourn_domain::{
    Actor, CaseId, JobOrderId, Refusal, Role, State, Transition as T,
    act::Act,
    decide::Move,
    guard::Guard,
    reason::{Comparison, ReturnKind},
};
use sojourn_services::{
    ServiceError, acts, cases, papers,
    papers::{PaperLine, Standing},
    placement,
};
use sojourn_storage::{db_test, entity::placement::contract};
use support::{World, because, fields};

async fn draw_up_transfer(world: &World, case: CaseId, order: JobOrderId, days: u64) -> Result<(), ServiceError> {
    let mission = world.person(Role::Mission).await;
    let (starts, ends) = (world.today().to_string(), after(world.today(), days).to_string());
    let order = order.to_string();
    let typed = [("record", order.as_str()), ("starts_on", starts.as_str()), ("ends_on", ends.as_str())];
    acts::perform(&world.ctx, &mission, case, Act::DrawUpTransfer, &fields(&typed)).await
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

/// The contract that waits.
async fn drawn_up(world: &World, case: CaseId) -> contract::Model {
    let all = world.ctx.db.reader().placement().contracts_of_case(case).await.unwrap();
    all.into_iter().rev().find(|c| c.taken_up_at.is_none() && c.cancelled_at.is_none()).unwrap()
}

async fn sign(world: &World, case: CaseId, parties: &[&Actor]) {
    let record = drawn_up(world, case).await.id.to_string();
    for party in parties {
        world.act(party, case, Act::SignContract, &[("record", &record)]).await;
    }
}

/// Guards that stand in the way of what was asked.
fn guards<T: std::fmt::Debug>(asked: Result<T, ServiceError>) -> Vec<Guard> {
    match asked {
        Err(ServiceError::Refusal(Refusal::Unmet(unmet))) => unmet.into_iter().map(|u| u.guard).collect(),
        other => panic!("{other:?}"),
    }
}

/// The field and the code of what was typed wrongly.
fn wrong<T: std::fmt::Debug>(asked: Result<T, ServiceError>) -> (String, String) {
    match asked {
        Err(ServiceError::Refusal(Refusal::Invalid(errors))) => (errors[0].field.clone(), errors[0].code.clone()),
        other => panic!("{other:?}"),
    }
}

async fn contract_papers(world: &World, actor: &Actor, case: CaseId) -> Vec<PaperLine> {
    let all = papers::list(&world.ctx, actor, case).await.unwrap();
    all.into_iter().filter(|p| p.kind == "employment_contract").collect()
}

async fn standing(world: &World, paper: &PaperLine) -> Standing {
    let row = world.ctx.db.reader().papers().find_document(paper.id).await.unwrap().unwrap();
    papers::verify(&world.ctx, &row.token.unwrap()).await.unwrap().1
}

async fn filled(world: &World, order: JobOrderId) -> i32 {
    world.ctx.db.reader().placement().find_order(order).await.unwrap().unwrap().filled
}

async fn quota_taken(world: &World) -> i32 {
    let quotas = world.ctx.db.reader().programmes().quotas(world.programme().await).await.unwrap();
    quotas.iter().map(|q| q.taken).sum()
}

async fn announce(world: &World, case: CaseId) {
    let employer = world.person(Role::Employer).await;
    let ending = Move { return_kind: Some(ReturnKind::EndOfContract), ..Move::default() };
    world.step(&employer, case, T::AnnounceReturn, ending).await;
}

db_test! {
    async fn a_worker_is_transferred_to_another_employer_under_a_contract_all_have_signed(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let former = world.person(Role::Employer).await;
        let first_order = world.ctx.db.reader().placement().contracts_of_case(case).await.unwrap()[0].job_order_id;
        let other = world.other_employer().await;
        let order = world.order_of(&other, 1, "3000").await;
        let mission = world.person(Role::Mission).await;
        let early = world.ask(&mission, case, T::Transfer, because("employer_closed")).await;
        assert_eq!(guards(early), [Guard::NewContract]);

        draw_up_transfer(&world, case, order, 100).await.unwrap();
        let unsigned = world.ask(&mission, case, T::Transfer, because("employer_closed")).await;
        assert_eq!(guards(unsigned), [Guard::NewContract]);
        sign(&world, case, &[&worker, &other, &mission]).await;
        assert_eq!(quota_taken(&world).await, 1);
        world.two(case, T::Transfer, Role::Mission, Role::Mission, because("employer_closed")).await;

        assert_eq!(world.state(case).await, State::Employed);
        let reader = world.ctx.db.reader();
        let placements = reader.placement().placements_of_case(case).await.unwrap();
        let open: Vec<_> = placements.iter().filter(|p| p.ended_on.is_none()).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].employer_id, other.organisations(Role::Employer).next().unwrap().uuid());
        assert_eq!((filled(&world, order).await, filled(&world, first_order.into()).await), (1, 0));
        assert_eq!(quota_taken(&world).await, 1, "a transfer leaves the quota as it is");
        assert_eq!(reader.cases().find_for_system(case).await.unwrap().unwrap().planned_end, after(world.today(), 100));
        // The case has changed hands with it.
        assert!(matches!(cases::view(&world.ctx, &former, case).await, Err(ServiceError::NotFound)));
        assert!(cases::view(&world.ctx, &other, case).await.is_ok());
    }

    async fn the_paper_of_a_new_contract_takes_the_place_of_the_one_before(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let first = contract_papers(&world, &worker, case).await;
        assert_eq!(first.len(), 1);
        assert_eq!(standing(&world, &first[0]).await, Standing::Valid);
        let other = world.other_employer().await;
        let order = world.order_of(&other, 1, "3000").await;
        let mission = world.person(Role::Mission).await;
        draw_up_transfer(&world, case, order, 100).await.unwrap();
        sign(&world, case, &[&worker, &other, &mission]).await;
        assert_eq!(contract_papers(&world, &worker, case).await.len(), 1, "signed is not yet in force");
        world.two(case, T::Transfer, Role::Mission, Role::Mission, because("employer_closed")).await;

        let both = contract_papers(&world, &worker, case).await;
        let versions: Vec<_> = both.iter().map(|p| (p.number == first[0].number, p.revision, p.superseded)).collect();
        assert_eq!(versions, [(true, 2, false), (true, 1, true)]);
        assert_eq!(standing(&world, &both[0]).await, Standing::Valid);
        assert_eq!(standing(&world, &both[1]).await, Standing::Superseded);
        // Of two contracts an employer reads its own alone.
        let own = contract_papers(&world, &other, case).await;
        assert_eq!(own.iter().map(|p| p.revision).collect::<Vec<_>>(), [2]);
        assert!(matches!(papers::print(&world.ctx, &other, both[1].id).await, Err(ServiceError::NotFound)));
    }

    async fn whoever_was_to_go_home_resumes_work_under_an_extension(db: Db) {
        let world = World::new(db, 1).await;
        let (case, worker) = world.screened("Gurung", "N7654321").await;
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        world.signed(case, &worker).await;
        world.train(case).await;
        world.cleared(case).await;
        world.employed(case).await;
        announce(&world, case).await;
        let employer = world.person(Role::Employer).await;
        let early = world.ask(&employer, case, T::Resume, Move::default()).await;
        assert_eq!(guards(early), [Guard::ContractExtended]);

        let ends = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        let later = after(ends, 90).to_string();
        world.act(&employer, case, Act::DrawUpExtension, &[("ends_on", &later), ("wage", "281.500")]).await;
        sign(&world, case, &[&employer]).await;
        let half = world.ask(&employer, case, T::Resume, Move::default()).await;
        assert_eq!(guards(half), [Guard::ContractExtended]);
        sign(&world, case, &[&worker]).await;
        world.step(&employer, case, T::Resume, Move::default()).await;
        assert_eq!(world.state(case).await, State::Employed);
        let case_now = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap();
        assert_eq!(case_now.planned_end.to_string(), later);
        let shown = placement::contract(&world.ctx, &worker, case).await.unwrap();
        assert_eq!((shown.job.wage.to_string(), shown.job.dates.1), ("281.500 JOD".into(), case_now.planned_end));
        assert_eq!(filled(&world, order).await, 1, "the same place is worked in");
        // Announced and extended a second time: the versions go on counting.
        announce(&world, case).await;
        assert_eq!(contract_papers(&world, &worker, case).await.len(), 2);
    }

    async fn a_transfer_contract_resumes_nothing_and_an_extension_transfers_nobody(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        announce(&world, case).await;
        let (mission, other) = (world.person(Role::Mission).await, world.other_employer().await);
        let order = world.order_of(&other, 1, "3000").await;
        draw_up_transfer(&world, case, order, 60).await.unwrap();
        sign(&world, case, &[&worker, &other, &mission]).await;
        assert_eq!(guards(world.ask(&mission, case, T::Resume, Move::default()).await), [Guard::ContractExtended]);
        world.two(case, T::Transfer, Role::RecruitmentOfficer, Role::Mission, because("employer_closed")).await;
        assert_eq!(world.state(case).await, State::Employed);
    }

    async fn whoever_was_turned_back_gets_no_extension(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.contracted("Ajtún", "A1234567").await;
        world.cleared(case).await;
        world.departed(case).await;
        let mission = world.person(Role::Mission).await;
        world.step(&mission, case, T::TurnBack, because("refused at the border")).await;
        let ends = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        let typed = fields(&[("ends_on", &after(ends, 10).to_string())]);
        let refused = acts::perform(&world.ctx, &mission, case, Act::DrawUpExtension, &typed).await;
        assert!(guards(refused).contains(&Guard::NotTurnedBack));
        let view = cases::view(&world.ctx, &mission, case).await.unwrap();
        assert!(!view.acts.contains(&Act::DrawUpExtension));
    }

    async fn a_new_contract_is_judged_by_the_rules_as_it_is_drawn_up(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let (mission, other) = (world.person(Role::Mission).await, world.other_employer().await);
        let poor = world.order_of(&other, 1, "2719.99").await;
        assert_eq!(guards(draw_up_transfer(&world, case, poor, 100).await), [Guard::WageAtFloor]);
        let own = world.order(1).await;
        assert_eq!(wrong(draw_up_transfer(&world, case, own, 100).await), ("record".into(), "choose_one".into()));
        let order = world.order_of(&other, 1, "3000").await;
        assert_eq!(wrong(draw_up_transfer(&world, case, order, 900).await), ("ends_on".into(), "after_the_order".into()));

        let employer = world.person(Role::Employer).await;
        let ends = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        let (same, later, too_long) = (ends.to_string(), after(ends, 5).to_string(), after(ends, 400).to_string());
        let extend = |pairs: Vec<(&'static str, String)>| {
            let (world, employer) = (&world, &employer);
            async move {
                let typed: Vec<_> = pairs.iter().map(|(k, v)| (*k, v.as_str())).collect();
                acts::perform(&world.ctx, employer, case, Act::DrawUpExtension, &fields(&typed)).await
            }
        };
        assert_eq!(wrong(extend(vec![("ends_on", same)]).await), ("ends_on".into(), "not_longer".into()));
        assert_eq!(guards(extend(vec![("ends_on", too_long)]).await), [Guard::RollingWindowWithin]);
        let hours = vec![("ends_on", later.clone()), ("hours_week", "61".into())];
        assert_eq!(guards(extend(hours).await), [Guard::HoursWithinLimits]);
        let below = vec![("ends_on", later.clone()), ("wage", "2500".into())];
        assert_eq!(guards(extend(below).await), [Guard::WageAtFloor]);
        // Above the floor and below today: the worker is told, and only the worker's own signature lets it fall.
        extend(vec![("ends_on", later), ("wage", "2750".into())]).await.unwrap();
        assert!(placement::new_contract(&world.ctx, &worker, case).await.unwrap().wage_falls);
        let record = drawn_up(&world, case).await.id.to_string();
        world.act(&worker, case, Act::DropContract, &[("record", &record)]).await;
        assert!(matches!(placement::new_contract(&world.ctx, &worker, case).await, Err(ServiceError::NotFound)));
        let gone = acts::perform(&world.ctx, &mission, case, Act::SignContract, &fields(&[("record", &record)])).await;
        assert_eq!(wrong(gone), ("record".into(), "choose_one".into()));
    }

    async fn the_last_vacancy_is_taken_once_however_many_are_to_be_transferred(db: Db) {
        let world = World::new(db, 0).await;
        let (mission, other) = (world.person(Role::Mission).await, world.other_employer().await);
        let (one, one_worker) = world.contracted("Ajtún", "A1234567").await;
        let (two, two_worker) = world.contracted("Tzoc", "B1234567").await;
        world.cleared(one).await;
        world.cleared(two).await;
        world.employed(one).await;
        world.step(&world.person(Role::RecruitmentOfficer).await, two, T::Depart, Move::default()).await;
        let arrived = Move { comparison: Some(Comparison::Same), ..Move::default() };
        world.step(&world.person(Role::Employer).await, two, T::ConfirmArrival, arrived).await;
        let order = world.order_of(&other, 1, "3000").await;
        for (case, worker) in [(one, &one_worker), (two, &two_worker)] {
            draw_up_transfer(&world, case, order, 60).await.unwrap();
            sign(&world, case, &[worker, &other, &mission]).await;
        }
        world.two(one, T::Transfer, Role::Mission, Role::Mission, because("employer_closed")).await;
        let proposed = world.ask(&mission, two, T::Transfer, because("employer_closed")).await;
        assert!(proposed.is_ok());
        let late = world.ask(&world.another(Role::Mission).await, two, T::Transfer, Move::default()).await;
        assert_eq!(guards(late), [Guard::VacancyLeft]);
        // The limit of the agreement holds whoever was moved already.
        let next = world.order_of(&world.other_employer().await, 1, "3000").await;
        assert!(guards(draw_up_transfer(&world, one, next, 60).await).contains(&Guard::TransferWithinLimit));
    }

    async fn a_new_employer_reads_and_signs_its_own_contract_and_does_nothing_else(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.worker_abroad("Ajtún", "A1234567").await;
        let other = world.other_employer().await;
        assert!(matches!(cases::view(&world.ctx, &other, case).await, Err(ServiceError::NotFound)));
        let order = world.order_of(&other, 1, "3000").await;
        draw_up_transfer(&world, case, order, 60).await.unwrap();

        let view = cases::view(&world.ctx, &other, case).await.unwrap();
        assert_eq!((view.offers, view.acts), (vec![], vec![Act::SignContract, Act::DropContract]));
        assert!(matches!(placement::contract(&world.ctx, &other, case).await, Err(ServiceError::NotFound)));
        let read = placement::new_contract(&world.ctx, &other, case).await.unwrap();
        assert!(read.today.is_none() && read.may_sign, "the terms of another employer are not its to read");
        let ending = Move { return_kind: Some(ReturnKind::Early), ..Move::default() };
        let meddling = world.ask(&other, case, T::AnnounceReturn, ending).await;
        assert!(matches!(meddling, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let later = fields(&[("ends_on", "2029-01-01")]);
        let drawing = acts::perform(&world.ctx, &other, case, Act::DrawUpExtension, &later).await;
        assert!(matches!(drawing, Err(ServiceError::Refusal(Refusal::Forbidden))));
        // Today's employer does not read the next one's terms either, and signs nothing there.
        let former = world.person(Role::Employer).await;
        assert!(matches!(placement::new_contract(&world.ctx, &former, case).await, Err(ServiceError::NotFound)));
        let record = drawn_up(&world, case).await.id.to_string();
        let foreign = acts::perform(&world.ctx, &former, case, Act::SignContract, &fields(&[("record", &record)])).await;
        assert!(matches!(foreign, Err(ServiceError::Refusal(Refusal::Forbidden))));

        // Who is asked to sign finds it on the first page; who called it off, or came home, leaves nothing behind.
        let asked = placement::to_confirm(&world.ctx, &other, Role::Employer).await.unwrap();
        assert_eq!(asked.iter().map(|c| (c.case.id, c.transition)).collect::<Vec<_>>(), [(case, T::Sign)]);
        assert!(placement::to_confirm(&world.ctx, &former, Role::Employer).await.unwrap().is_empty());
        world.returned(case).await;
        assert!(matches!(cases::view(&world.ctx, &other, case).await, Err(ServiceError::NotFound)));
        assert_eq!(contract_papers(&world, &worker, case).await.len(), 1);
    }

    async fn a_worker_signs_at_the_missions_desk_with_the_pin_and_at_no_employers(db: Db) {
        let world = World::new(db, 0).await;
        let (case, _) = world.worker_abroad("Ajtún", "A1234567").await;
        let (mission, employer) = (world.person(Role::Mission).await, world.person(Role::Employer).await);
        let ends = world.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().planned_end;
        world.act(&mission, case, Act::DrawUpExtension, &[("ends_on", &after(ends, 5).to_string())]).await;
        let record = drawn_up(&world, case).await.id.to_string();
        let signing = |pin: &str| fields(&[("record", record.as_str()), ("pin", pin)]);
        let pressed = acts::perform(&world.ctx, &employer, case, Act::SignContract, &signing("482913")).await;
        assert!(matches!(pressed, Err(ServiceError::Refusal(Refusal::Forbidden))));
        let guessed = acts::perform(&world.ctx, &mission, case, Act::SignContract, &signing("111222")).await;
        assert_eq!(wrong(guessed), ("pin".into(), "wrong_pin".into()));
        acts::perform(&world.ctx, &mission, case, Act::SignContract, &signing("482913")).await.unwrap();
        let drawn = drawn_up(&world, case).await;
        assert!(drawn.worker_signed_at.is_some() && drawn.mission_signed_at.is_none());
    }

    async fn a_cancelled_contract_leaves_a_void_paper_and_the_next_one_a_valid(db: Db) {
        let world = World::new(db, 0).await;
        let (case, worker) = world.contracted("Ajtún", "A1234567").await;
        let cancel = Move { fault: Some(sojourn_domain::reason::Fault::Employer), ..because("farm flooded") };
        world.step(&worker, case, T::Cancel, cancel).await;
        let void = contract_papers(&world, &worker, case).await;
        assert!(void[0].void);
        assert_eq!(standing(&world, &void[0]).await, Standing::Void);
        let order = world.order(1).await;
        world.accepted(case, &worker, order).await;
        world.signed(case, &worker).await;
        let both = contract_papers(&world, &worker, case).await;
        assert_eq!(both.iter().map(|p| (p.revision, p.void)).collect::<Vec<_>>(), [(2, false), (1, true)]);
    }
}
