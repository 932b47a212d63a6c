//! Workers, cases, their records and quota on both databases.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use sojourn_domain::case::{Approval, ApprovalStatus, CaseEvent, fold};
use sojourn_domain::decide::Move;
use sojourn_domain::programme::Quota;
use sojourn_domain::reason::Fault;
use sojourn_domain::requirement::{Requirement, RequirementKind, RequirementResult};
use sojourn_domain::worker::{IdentityDocument, IdentityDocumentKind, Sex};
use sojourn_domain::{
    AccountId, ApprovalId, CaseId, EventId, IdentityDocumentId, RequirementId, Role, State, Transition,
};
use sojourn_storage::{ApprovalDecision, AuditEntry, CaseFilter, CaseKey, StorageError, db_test, new_id};
use support::{World, account, actor, day, now};

fn event(case: CaseId, sequence: i32, from: Option<State>, to: State) -> CaseEvent {
    CaseEvent {
        id: EventId::new(new_id()),
        case,
        sequence,
        transition: if from.is_none() { Transition::Register } else { Transition::Screen },
        from,
        to,
        by: None,
        at: now(),
        said: Move::default(),
        approval: None,
        rules: None,
    }
}

db_test! {
    async fn a_case_is_absent_outside_its_scope(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Registered).await;
        tx.commit().await.unwrap();
        let cases = db.reader();
        let cases = cases.cases();
        assert_eq!(cases.find(&world.officer, case.id).await.unwrap(), Some(case.clone()));
        assert!(cases.find(&actor(Role::Mission, Some(world.mission)), case.id).await.unwrap().is_some());
        assert!(cases.find(&actor(Role::ProgrammeManager, Some(world.manager)), case.id).await.unwrap().is_some());
        let mut own = actor(Role::Worker, None);
        own.worker = Some(case.worker);
        assert!(cases.find(&own, case.id).await.unwrap().is_some());
        let mut elsewhere = world.officer.clone();
        elsewhere.grants[0].district = Some("Mustang".into());
        for stranger in [
            actor(Role::RecruitmentOfficer, Some(world.south)),
            actor(Role::Mission, Some(world.manager)),
            actor(Role::CaseWorker, None),
            actor(Role::Worker, None),
            actor(Role::Administrator, None),
            elsewhere,
        ] {
            assert!(cases.find(&stranger, case.id).await.unwrap().is_none(), "{stranger:?}");
            assert_eq!(cases.count(&stranger, &CaseFilter::default(), 10).await.unwrap(), 0);
            assert!(db.reader().workers().find(&stranger, case.worker).await.unwrap().is_none());
        }
    }

    async fn a_worker_has_one_active_case(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let mut case = world.case(&tx, State::Registered).await;
        tx.commit().await.unwrap();
        let tx = db.begin().await.unwrap();
        let second = world.case_of(&tx, case.worker, State::Registered).await;
        assert!(matches!(tx.cases().insert(&second).await, Err(StorageError::Conflict(_))));
        tx.rollback().await.unwrap();
        let tx = db.begin().await.unwrap();
        case.state = State::Withdrawn;
        assert_eq!(tx.cases().save(&case).await.unwrap(), 2);
        tx.cases().insert(&second).await.unwrap();
        assert_eq!(tx.cases().active_of(case.worker).await.unwrap().unwrap().id, second.id);
        assert_eq!(tx.cases().of_worker(&world.officer, case.worker).await.unwrap().len(), 2);
    }

    async fn a_stale_move_is_refused(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let mut case = world.case(&tx, State::Registered).await;
        case.state = State::Screened;
        tx.cases().save(&case).await.unwrap();
        assert!(matches!(tx.cases().save(&case).await, Err(StorageError::Conflict(_))));
    }

    async fn lists_page_without_gap_or_repeat(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        for n in 0..7 {
            let mut case = world.case(&tx, State::Registered).await;
            case.moved_at = now() + Duration::minutes(n / 3);
            tx.cases().save(&case).await.unwrap();
        }
        world.case(&tx, State::Screened).await;
        tx.commit().await.unwrap();
        let filter = CaseFilter { states: vec![State::Registered], programme: Some(world.programme) };
        let (mut seen, mut last) = (Vec::new(), None);
        loop {
            let page = db.reader().cases().list(&world.officer, &filter, last, 2).await.unwrap();
            seen.extend(page.rows.iter().map(|r| r.id));
            last = page.rows.last().map(|r| CaseKey { moved_at: r.moved_at, id: r.id });
            if !page.more { break; }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (7, 7));
        let counted = db.reader().cases().count_by_state(&world.officer).await.unwrap();
        assert_eq!((counted[&State::Registered], counted[&State::Screened]), (7, 1));
    }

    async fn a_list_over_several_grants_and_states_is_in_one_order_and_names_each_case_once(db: Db) {
        let world = World::create(&db).await;
        let mut everything = actor(Role::ProgrammeManager, Some(world.manager));
        everything.grants.extend(world.officer.grants.clone());
        everything.grants.extend(actor(Role::CaseWorker, None).grants);
        let states = [State::Employed, State::Registered, State::Closed, State::Screened, State::Employed];
        let tx = db.begin().await.unwrap();
        let mut expected = Vec::new();
        for (n, state) in (0..).zip(states) {
            let mut case = world.case(&tx, state).await;
            case.moved_at = now() - Duration::minutes(n);
            tx.cases().save(&case).await.unwrap();
            expected.insert(0, case.id);
        }
        tx.commit().await.unwrap();
        let cases = db.reader();
        let cases = cases.cases();
        let page = cases.list(&everything, &CaseFilter::default(), None, 3).await.unwrap();
        assert!(page.more);
        let mut seen: Vec<_> = page.rows.iter().map(|r| r.id).collect();
        let last = page.rows.last().map(|r| CaseKey { moved_at: r.moved_at, id: r.id });
        let page = cases.list(&everything, &CaseFilter::default(), last, 3).await.unwrap();
        assert!(!page.more);
        seen.extend(page.rows.iter().map(|r| r.id));
        assert_eq!(seen, expected);
        assert_eq!(cases.count(&everything, &CaseFilter::default(), 100).await.unwrap(), 5);
        assert_eq!(cases.count(&everything, &CaseFilter::default(), 4).await.unwrap(), 4, "no further than asked");
    }

    async fn events_fold_to_the_state_and_an_altered_one_is_found(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Screened).await;
        tx.cases().append_event(&event(case.id, 1, None, State::Registered)).await.unwrap();
        tx.cases().append_event(&event(case.id, 2, Some(State::Registered), State::Screened)).await.unwrap();
        let late = tx.cases().append_event(&event(case.id, 2, Some(State::Registered), State::Screened)).await;
        assert!(matches!(late, Err(StorageError::Conflict(_))));
        tx.commit().await.unwrap();
        let events = db.reader();
        let events = events.cases();
        assert_eq!(fold(&events.events(case.id).await.unwrap()), Some(State::Screened));
        assert_eq!(events.verify_events(case.id).await.unwrap(), None);
        db.writer().execute_unprepared("update case_event set to_state = 'cleared' where seq = 1").await.unwrap();
        assert_eq!(events.verify_events(case.id).await.unwrap().unwrap().seq, 1);
    }

    async fn words_said_with_a_move_can_be_erased_and_the_chain_stays_whole(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Registered).await;
        let said = Move { reason: Some("Rosa Xicay asked us to".into()), fault: Some(Fault::Nobody), ..Move::default() };
        let told = CaseEvent { said: said.clone(), ..event(case.id, 1, None, State::Registered) };
        tx.cases().append_event(&told).await.unwrap();
        let mute = event(case.id, 2, Some(State::Registered), State::Registered);
        tx.cases().append_event(&mute).await.unwrap();
        tx.commit().await.unwrap();
        let reader = db.reader();
        let read = || async { reader.cases().events(case.id).await.unwrap()[0].said.clone() };
        assert_eq!(read().await, said);
        let plain = "select count(*) as n from case_event where said like '%Xicay%' or words_digest like '%Xicay%'";
        let row = db.writer().query_one_raw(Statement::from_string(db.writer().get_database_backend(), plain)).await.unwrap();
        assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 0, "the words stand in the row as they were said");

        // Words under another seal are no more believed than altered ones; erased words speak against nothing.
        db.writer().execute_unprepared("update case_event set words_key = 'other' where seq = 1").await.unwrap();
        assert_eq!(reader.cases().verify_events(case.id).await.unwrap().unwrap().seq, 1);
        db.writer().execute_unprepared("update case_event set words_sealed = null, words_key = null where seq = 1").await.unwrap();
        assert_eq!(reader.cases().verify_events(case.id).await.unwrap(), None);
        assert_eq!(read().await, Move { reason: None, ..said.clone() });
        db.writer().execute_unprepared("update case_event set words_digest = '' where seq = 1").await.unwrap();
        assert_eq!(reader.cases().verify_events(case.id).await.unwrap().unwrap().seq, 1);
    }

    async fn the_audit_chain_shows_an_altered_and_a_removed_row(db: Db) {
        let chain = AccountId::new(new_id());
        let appends: Vec<_> = (0..6).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let entry = AuditEntry {
                    case: None,
                    account: Some(chain),
                    act: "read_findings".into(),
                    subject_kind: "requirement".into(),
                    subject: Some(new_id()),
                    details: "findings".into(),
                    at: now(),
                };
                tx.audit().append(&entry).await.unwrap();
                tx.commit().await.unwrap();
            })
        }).collect();
        for append in appends {
            append.await.unwrap();
        }
        assert_eq!(db.reader().audit().chains(None, 10).await.unwrap(), vec![chain.uuid()]);
        assert_eq!(db.reader().audit().verify(chain.uuid()).await.unwrap(), None);
        db.writer().execute_unprepared("update audit set act = 'sign_in' where seq = 3").await.unwrap();
        assert_eq!(db.reader().audit().verify(chain.uuid()).await.unwrap().unwrap().seq, 3);
        db.writer().execute_unprepared("delete from audit where seq = 2").await.unwrap();
        assert_eq!(db.reader().audit().verify(chain.uuid()).await.unwrap().unwrap().seq, 2);
    }

    async fn chains_come_in_pages_each_once_however_many_rows_it_has(db: Db) {
        let mut chains: Vec<_> = (0..5).map(|_| new_id()).collect();
        let tx = db.begin().await.unwrap();
        for chain in chains.iter().chain(&chains) {
            let entry = AuditEntry {
                case: None,
                account: Some(AccountId::new(*chain)),
                act: "sign_in".into(),
                subject_kind: "account".into(),
                subject: None,
                details: String::new(),
                at: now(),
            };
            tx.audit().append(&entry).await.unwrap();
        }
        tx.commit().await.unwrap();
        chains.sort_unstable();
        let (mut found, mut last) = (Vec::new(), None);
        loop {
            let page = db.reader().audit().chains(last, 2).await.unwrap();
            assert!(page.len() <= 2);
            let Some(end) = page.last() else { break };
            last = Some(*end);
            found.extend(page);
        }
        assert_eq!(found, chains);
    }

    async fn a_chain_cut_short_after_it_was_sealed_is_found(db: Db) {
        let chain = AccountId::new(new_id());
        let entry = AuditEntry {
            case: None,
            account: Some(chain),
            act: "sign_in".into(),
            subject_kind: "account".into(),
            subject: None,
            details: String::new(),
            at: now(),
        };
        let tx = db.begin().await.unwrap();
        assert_eq!(tx.audit().seal(now()).await.unwrap(), 0);
        tx.audit().append(&entry).await.unwrap();
        assert_eq!(tx.audit().seal(now()).await.unwrap(), 1);
        tx.audit().append(&entry).await.unwrap();
        assert_eq!(tx.audit().seal(now() + Duration::minutes(5)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(db.reader().audit().verify_ledger().await.unwrap(), vec![]);
        db.writer().execute_unprepared("delete from audit where seq = 2").await.unwrap();
        assert_eq!(db.reader().audit().verify(chain.uuid()).await.unwrap(), None, "the chain alone cannot tell");
        let faults = db.reader().audit().verify_ledger().await.unwrap();
        assert_eq!(faults.iter().map(|f| (f.chain, f.seq)).collect::<Vec<_>>(), vec![(chain.uuid(), 2)]);
        db.writer().execute_unprepared("update ledger_seal set head_count = 9 where number = 1").await.unwrap();
        assert_eq!(db.reader().audit().verify_ledger().await.unwrap().len(), 2);
    }

    async fn twenty_signatures_against_ten_places_give_ten(db: Db) {
        let world = World::create(&db).await;
        let quota = Quota {
            programme: world.programme, year: 2027, sector: "a".into(), sex: None, places: 10, taken: 0,
        };
        let tx = db.begin().await.unwrap();
        tx.programmes().insert_quota(&quota).await.unwrap();
        let mut cases = Vec::new();
        for _ in 0..20 {
            cases.push(world.case(&tx, State::Accepted).await.id);
        }
        tx.commit().await.unwrap();
        let programme = world.programme;
        let takes: Vec<_> = cases.iter().map(|case| {
            let (db, case) = (db.clone(), *case);
            tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let taken = tx.programmes().take_place(case, programme, 2027, "a", Sex::Female).await.unwrap();
                tx.commit().await.unwrap();
                taken
            })
        }).collect();
        let mut taken = 0;
        for take in takes {
            taken += usize::from(take.await.unwrap());
        }
        assert_eq!(taken, 10);
        assert_eq!(db.reader().programmes().places_left(programme, 2027, "a", Sex::Male).await.unwrap(), Some(0));
    }

    async fn a_place_is_taken_once_and_freed_once(db: Db) {
        let world = World::create(&db).await;
        let quota = Quota {
            programme: world.programme, year: 2027, sector: "a".into(), sex: Some(Sex::Female), places: 2, taken: 0,
        };
        let tx = db.begin().await.unwrap();
        tx.programmes().insert_quota(&quota).await.unwrap();
        let case = world.case(&tx, State::Accepted).await;
        for _ in 0..2 {
            assert!(tx.programmes().take_place(case.id, world.programme, 2027, "a", Sex::Female).await.unwrap());
        }
        assert_eq!(tx.programmes().places_left(world.programme, 2027, "a", Sex::Female).await.unwrap(), Some(1));
        assert!(tx.cases().find_for_system(case.id).await.unwrap().unwrap().holds_quota);
        assert!(tx.programmes().free_place(case.id).await.unwrap());
        assert!(!tx.programmes().free_place(case.id).await.unwrap());
        assert_eq!(tx.programmes().places_left(world.programme, 2027, "a", Sex::Female).await.unwrap(), Some(2));
        assert_eq!(tx.programmes().places_left(world.programme, 2028, "a", Sex::Female).await.unwrap(), None);
    }

    async fn nobody_decides_their_own_proposal_even_past_the_rules(db: Db) {
        let world = World::create(&db).await;
        let second = actor(Role::VerifyingOfficer, Some(world.north));
        let tx = db.begin().await.unwrap();
        tx.access().insert_account(&account(&second), now()).await.unwrap();
        let case = world.case(&tx, State::Registered).await;
        let approval = Approval {
            id: ApprovalId::new(new_id()),
            case: case.id,
            transition: Transition::Screen,
            proposed_by: world.officer.account,
            proposed_at: now(),
            said: Move::default(),
            status: ApprovalStatus::Open,
            decided_by: None,
            decided_at: None,
            answer: None,
        };
        tx.cases().insert_approval(&approval).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.reader().cases().waiting_approvals(&second, 9).await.unwrap(), vec![approval.clone()]);
        assert!(db.reader().cases().waiting_approvals(&world.officer, 9).await.unwrap().is_empty());
        let tx = db.begin().await.unwrap();
        let approved = |by| ApprovalDecision { status: ApprovalStatus::Approved, by, at: now(), answer: None };
        let own = tx.cases().decide_approval(approval.id, approved(world.officer.account)).await;
        assert!(own.is_err());
        tx.rollback().await.unwrap();
        let tx = db.begin().await.unwrap();
        for still_open in [true, false] {
            let decided = tx.cases().decide_approval(approval.id, approved(second.account)).await;
            assert_eq!(decided.unwrap(), still_open);
        }
    }

    async fn findings_rest_sealed_and_only_another_person_verifies(db: Db) {
        let world = World::create(&db).await;
        let second = actor(Role::VerifyingOfficer, Some(world.north));
        let tx = db.begin().await.unwrap();
        tx.access().insert_account(&account(&second), now()).await.unwrap();
        let case = world.case(&tx, State::Registered).await;
        let record = Requirement {
            id: RequirementId::new(new_id()),
            case: case.id,
            kind: RequirementKind::Medical,
            result: RequirementResult::Passed,
            valid_from: Some(day(2026, 11, 1)),
            valid_until: None,
            evidence: "Clinic 4711".into(),
            recorded_by: world.officer.account,
            recorded_at: now(),
            verified_by: None,
            verified_at: None,
        };
        tx.cases().insert_requirement(&record, Some("asthma")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.reader().cases().requirements(case.id).await.unwrap(), vec![record.clone()]);
        assert_eq!(db.reader().cases().findings(record.id).await.unwrap().as_deref(), Some("asthma"));
        let tx = db.begin().await.unwrap();
        assert!(tx.cases().verify_requirement(record.id, world.officer.account, now()).await.is_err());
        tx.rollback().await.unwrap();
        let tx = db.begin().await.unwrap();
        assert!(tx.cases().verify_requirement(record.id, second.account, now()).await.unwrap());
        assert!(!tx.cases().verify_requirement(record.id, second.account, now()).await.unwrap());
    }

    async fn search_finds_by_any_three_letters_and_survives_operators(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let mut worker = world.worker(&tx, "Núñez María", "Pérez").await;
        world.worker(&tx, "Bishnu", "Tamang").await;
        tx.commit().await.unwrap();
        let find = async |typed: &str| {
            let found = db.reader().workers().search(&world.officer, typed, 10).await.unwrap();
            found.into_iter().map(|w| w.surname).collect::<Vec<_>>()
        };
        assert_eq!(find("ama").await, ["Tamang"]);
        assert_eq!(find("mari pere").await, ["Pérez"]);
        assert_eq!(find("NÚÑ").await, ["Pérez"]);
        assert_eq!(find(&worker.number.to_string()).await, ["Pérez"]);
        for nothing in ["xyz", "\"per OR tam\"", "%%%", "___", "per* NOT", "pe", ""] {
            assert!(find(nothing).await.is_empty(), "{nothing}");
        }
        let stranger = actor(Role::RecruitmentOfficer, Some(world.south));
        assert!(db.reader().workers().search(&stranger, "tamang", 10).await.unwrap().is_empty());
        let tx = db.begin().await.unwrap();
        worker.surname = "Quispe".into();
        tx.workers().save(&worker).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find("quispe").await, ["Quispe"]);
        assert!(find("perez").await.is_empty());
    }

    async fn a_misspelt_name_born_about_then_is_a_possible_duplicate(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let first = world.worker(&tx, "Mohammed", "Rahmani").await;
        world.worker(&tx, "Bishnu", "Tamang").await;
        let mut again = world.worker(&tx, "Muhamad", "Rahmaani").await;
        again.born = "1996".parse().unwrap();
        let alike = tx.workers().possible_duplicates(&again).await.unwrap();
        assert_eq!(alike.iter().map(|w| w.id).collect::<Vec<_>>(), vec![first.id]);
    }

    async fn a_merged_record_answers_with_the_survivor_until_it_is_undone(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let (kept, merged) = (world.worker(&tx, "A", "Gurung").await, world.worker(&tx, "B", "Gurung").await);
        tx.workers().set_merged(merged.id, Some(kept.id)).await.unwrap();
        assert_eq!(tx.workers().find(&world.officer, merged.id).await.unwrap().unwrap().id, kept.id);
        assert_eq!(tx.workers().count(&world.officer).await.unwrap(), 1);
        let chain = tx.workers().set_merged(kept.id, Some(merged.id)).await;
        assert!(matches!(chain, Err(StorageError::Conflict(_))));
        tx.workers().set_merged(merged.id, None).await.unwrap();
        assert_eq!(tx.workers().find(&world.officer, merged.id).await.unwrap().unwrap().id, merged.id);
    }

    async fn a_passport_is_found_by_its_number_however_it_is_typed(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let worker = world.worker(&tx, "Sita", "Gurung").await;
        let passport = IdentityDocument {
            id: IdentityDocumentId::new(new_id()),
            worker: worker.id,
            kind: IdentityDocumentKind::Passport,
            number: "AB1234567".into(),
            issuer: "NPL".parse().unwrap(),
            expires: Some(day(2030, 1, 1)),
        };
        tx.workers().insert_document(&passport, now()).await.unwrap();
        let found = tx.workers().with_document(passport.kind, passport.issuer, "ab 123-4567").await.unwrap();
        assert_eq!(found, vec![worker.id]);
        assert_eq!(tx.workers().documents(worker.id).await.unwrap(), vec![passport]);
    }
}
