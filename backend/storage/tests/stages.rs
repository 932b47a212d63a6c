//! Training, placement, remittance, reintegration and papers on both databases.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::Duration;
use serde_json::json;
use sojourn_domain::case::Case;
use sojourn_domain::{
    CaseId, CourseId, DocumentId, JobOrderId, MessageId, OfferId, OrganisationId, Role, State, SupportRequestId,
    ThreadId, TrainingSessionId,
};
use sojourn_storage::entity::papers::{blob, document, inbox_message};
use sojourn_storage::entity::placement::{job_order, offer};
use sojourn_storage::entity::reintegration::{help_thread, support_request};
use sojourn_storage::entity::remittance::remittance;
use sojourn_storage::entity::training::{attendance, certificate, course, course_session, enrolment};
use sojourn_storage::{HelpMessage, Marked, StorageError, Tx, db_test, new_id};
use support::{World, actor, day, now};

async fn a_session(world: &World, tx: &Tx, seats: i32) -> course_session::Model {
    let course = course::Model {
        id: new_id(),
        programme_id: None,
        centre_id: world.north.uuid(),
        code: format!("PDO-{}", new_id()),
        title: "Before departure".into(),
        modules: json!([]),
        minutes_required: 600,
        attendance_percent: 80,
        pass_mark: 60,
        certificate_months: None,
        version: 1,
        created_at: now(),
        updated_at: now(),
    };
    let session = course_session::Model {
        id: new_id(),
        course_id: course.id,
        trainer_id: Some(world.officer.account.uuid()),
        module: None,
        place: None,
        starts_at: now(),
        ends_at: now() + Duration::hours(4),
        seats,
        taken: 0,
        version: 1,
        created_at: now(),
        updated_at: now(),
    };
    tx.training().insert_course(course).await.unwrap();
    tx.training().insert_session(session.clone()).await.unwrap();
    session
}

fn enrolment(case: &Case, session: &course_session::Model) -> enrolment::Model {
    enrolment::Model {
        id: new_id(),
        case_id: case.id.uuid(),
        course_id: session.course_id,
        session_id: session.id,
        status: "enrolled".into(),
        enrolled_by: None,
        enrolled_at: now(),
        version: 1,
    }
}

async fn an_order(world: &World, tx: &Tx, headcount: i32) -> job_order::Model {
    let order = job_order::Model {
        id: new_id(),
        number: format!("JO-{}", tx.placement().next_order_serial().await.unwrap()),
        programme_id: world.programme.uuid(),
        employer_id: world.south.uuid(),
        status: "approved".into(),
        occupation: "9211".into(),
        title: "Picker".into(),
        sector: "a".into(),
        headcount,
        filled: 0,
        sex: "any".into(),
        wage_minor: 588_000,
        wage_currency: "ILS".into(),
        wage_period: "month".into(),
        hours_week: 42,
        starts_on: day(2027, 3, 1),
        ends_on: day(2027, 11, 30),
        workplace: "Arava".into(),
        terms: json!({ "food": true }),
        approved_by: None,
        approved_at: None,
        created_by: world.officer.account.uuid(),
        version: 1,
        created_at: now(),
        updated_at: now(),
    };
    tx.placement().insert_order(order.clone()).await.unwrap();
    order
}

async fn an_offer(tx: &Tx, case: CaseId, order: &job_order::Model) -> OfferId {
    let offer = offer::Model {
        id: new_id(),
        case_id: case.uuid(),
        job_order_id: order.id,
        status: "open".into(),
        terms: json!({}),
        expires_at: now() + Duration::days(7),
        made_by: new_id(),
        made_at: now(),
        shown_in: None,
        shown_at: None,
        answered_at: None,
        answer_reason: None,
        version: 1,
    };
    let id = OfferId::new(offer.id);
    tx.placement().insert_offer(offer).await.unwrap();
    id
}

fn a_document(revision: i32) -> document::Model {
    document::Model {
        id: new_id(),
        kind: "slip".into(),
        number: "RS-1".into(),
        revision,
        case_id: None,
        worker_id: None,
        contract_id: None,
        locale: "en".into(),
        facts: json!({ "number": "W1", "b": 1, "a": [1, 2] }),
        token: None,
        blob_id: None,
        hash: None,
        superseded_by: None,
        voided_at: None,
        void_reason: None,
        issued_by: None,
        issued_at: now(),
    }
}

fn a_blob() -> blob::Model {
    blob::Model {
        id: new_id(),
        hash: "ab".repeat(32),
        media_type: "application/pdf".into(),
        size: 10,
        created_at: now(),
    }
}

fn a_message(world: &World, minute: i64) -> inbox_message::Model {
    inbox_message::Model {
        id: new_id(),
        account_id: world.officer.account.uuid(),
        kind: "offer_made".into(),
        link: "/cases".into(),
        facts: json!({}),
        email_status: "none".into(),
        email_sent_at: None,
        message_id: None,
        created_at: now() + Duration::minutes(minute),
        read_at: None,
        phoned_at: None,
        phoned_by: None,
    }
}

db_test! {
    async fn a_session_cannot_be_overbooked(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let id = TrainingSessionId::new(a_session(&world, &tx, 3).await.id);
        tx.commit().await.unwrap();
        let takes: Vec<_> = (0..8).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let taken = tx.training().take_seat(id).await.unwrap();
                tx.commit().await.unwrap();
                taken
            })
        }).collect();
        let mut taken = 0;
        for take in takes {
            taken += usize::from(take.await.unwrap());
        }
        assert_eq!(taken, 3);
        let tx = db.begin().await.unwrap();
        tx.training().free_seat(id).await.unwrap();
        assert!(tx.training().take_seat(id).await.unwrap());
    }

    async fn a_mark_sent_twice_stands_once_and_another_is_shown_the_first(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let session = a_session(&world, &tx, 3).await;
        let case = world.case(&tx, State::InTraining).await;
        let enrolled = enrolment(&case, &session);
        tx.training().insert_enrolment(enrolled.clone()).await.unwrap();
        let mark = |mark: &str, minutes| attendance::Model {
            id: new_id(),
            enrolment_id: enrolled.id,
            day: day(2026, 11, 24),
            mark: mark.into(),
            minutes,
            marked_by: world.officer.account.uuid(),
            marked_at: now(),
            device_id: None,
            version: 1,
        };
        assert_eq!(tx.training().mark(mark("present", 240)).await.unwrap(), Marked::Accepted);
        assert_eq!(tx.training().mark(mark("present", 240)).await.unwrap(), Marked::AlreadyThere);
        let Marked::Conflict(there) = tx.training().mark(mark("absent", 0)).await.unwrap() else { panic!("no conflict") };
        assert_eq!(there.mark, "present");
        let course = CourseId::new(session.course_id);
        assert_eq!(tx.training().minutes_attended(case.id, course).await.unwrap(), 240);
        assert_eq!(tx.training().roster(TrainingSessionId::new(session.id)).await.unwrap(), vec![enrolled]);
    }

    async fn two_sessions_at_one_time_clash(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let (first, second) = (a_session(&world, &tx, 3).await, a_session(&world, &tx, 3).await);
        let mut later = second.clone();
        (later.starts_at, later.ends_at) = (first.ends_at, first.ends_at + Duration::hours(4));
        let case = world.case(&tx, State::InTraining).await;
        assert!(!tx.training().clashes(case.id, &second).await.unwrap());
        tx.training().insert_enrolment(enrolment(&case, &first)).await.unwrap();
        assert!(tx.training().clashes(case.id, &second).await.unwrap());
        assert!(!tx.training().clashes(case.id, &later).await.unwrap());
    }

    async fn the_certificate_that_lasts_longest_counts_unless_it_was_revoked(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Certified).await;
        let certificate = |number: &str, until, revoked| certificate::Model {
            id: new_id(),
            number: number.into(),
            case_id: case.id.uuid(),
            worker_id: case.worker.uuid(),
            course_id: None,
            issued_on: day(2026, 11, 1),
            valid_until: Some(until),
            issued_by: new_id(),
            revoked_at: revoked,
            revoked_reason: None,
            version: 1,
            created_at: now(),
        };
        tx.training().insert_certificate(certificate("C1", day(2027, 1, 1), None)).await.unwrap();
        tx.training().insert_certificate(certificate("C2", day(2028, 1, 1), None)).await.unwrap();
        tx.training().insert_certificate(certificate("C3", day(2029, 1, 1), Some(now()))).await.unwrap();
        let valid = async |on| tx.training().valid_certificate(case.worker, on).await.unwrap().map(|c| c.number);
        assert_eq!(valid(day(2026, 12, 1)).await.as_deref(), Some("C2"));
        assert_eq!(valid(day(2028, 6, 1)).await, None);
        assert_eq!(valid(day(2026, 10, 1)).await, None);
    }

    async fn the_first_answer_to_an_offer_counts_and_the_others_are_withdrawn(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let (one, two) = (an_order(&world, &tx, 1).await, an_order(&world, &tx, 1).await);
        let case = world.case(&tx, State::Offered).await.id;
        let (first, second) = (an_offer(&tx, case, &one).await, an_offer(&tx, case, &two).await);
        let offers = tx.placement();
        assert_eq!(offers.open_offers(case).await.unwrap(), 2);
        assert!(offers.expired_offers(now(), 9).await.unwrap().is_empty());
        assert_eq!(offers.expired_offers(now() + Duration::days(7), 9).await.unwrap().len(), 2);
        assert!(offers.answer_offer(first, "accepted", now(), None).await.unwrap());
        assert!(!offers.answer_offer(first, "expired", now(), None).await.unwrap());
        assert_eq!(offers.withdraw_other_offers(case, first, now()).await.unwrap(), 1);
        assert_eq!(offers.find_offer(second).await.unwrap().unwrap().status, "withdrawn");
        let order = JobOrderId::new(one.id);
        assert!(offers.take_vacancy(order).await.unwrap());
        assert!(!offers.take_vacancy(order).await.unwrap());
        offers.free_vacancy(order).await.unwrap();
        assert!(offers.take_vacancy(order).await.unwrap());
        assert_eq!(offers.orders_of_employer(OrganisationId::new(one.employer_id)).await.unwrap().len(), 2);
    }

    async fn an_employer_sees_whom_it_offered_work_and_candidates_only_where_it_has_an_order(db: Db) {
        let world = World::create(&db).await;
        let employer = support::actor(sojourn_domain::Role::Employer, Some(world.south));
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Certified).await.id;
        assert!(tx.cases().find_candidate(&employer, case).await.unwrap().is_none());
        let order = an_order(&world, &tx, 1).await;
        assert!(tx.cases().find_candidate(&employer, case).await.unwrap().is_none());
        let agreed = sojourn_domain::worker::Consent {
            purpose: sojourn_domain::worker::ConsentPurpose::Matching,
            language: sojourn_domain::locale::PaperLanguage::Es,
            text_version: "1".into(),
            given_at: now(),
            withdrawn_at: None,
        };
        let worker = tx.cases().find_for_system(case).await.unwrap().unwrap().worker;
        tx.workers().insert_consent(worker, &agreed).await.unwrap();
        assert!(tx.cases().find_candidate(&employer, case).await.unwrap().is_some());
        assert!(tx.cases().find(&employer, case).await.unwrap().is_none());
        let offer = an_offer(&tx, case, &order).await;
        assert!(tx.cases().find(&employer, case).await.unwrap().is_some());
        tx.placement().answer_offer(offer, "declined", now(), None).await.unwrap();
        assert!(tx.cases().find(&employer, case).await.unwrap().is_none());
    }

    async fn a_remittance_keeps_its_minor_units(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Employed).await;
        let sent = remittance::Model {
            id: new_id(),
            case_id: case.id.uuid(),
            worker_id: case.worker.uuid(),
            sent_on: day(2027, 4, 1),
            channel: "mobile".into(),
            provider: None,
            sent_minor: 9_007_199_254_740_993,
            sent_currency: "ILS".into(),
            fee_minor: 1_250,
            received_minor: None,
            received_currency: None,
            rate_e10: Some(361_234_567_890),
            reference_rate_e10: None,
            use_code: None,
            recorded_by: new_id(),
            created_at: now(),
        };
        tx.remittances().insert(sent.clone()).await.unwrap();
        assert_eq!(tx.remittances().of_case(case.id).await.unwrap(), vec![sent.clone()]);
        assert_eq!(tx.remittances().of_worker(case.worker).await.unwrap(), vec![sent]);
    }

    async fn what_a_worker_tells_rests_sealed(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Employed).await;
        let request = support_request::Model {
            id: new_id(),
            case_id: case.id.uuid(),
            kinds: json!(["housing"]),
            story_sealed: None,
            story_key: None,
            urgency: "soon".into(),
            status: "open".into(),
            asked_by: new_id(),
            asked_at: now(),
            version: 1,
        };
        let id = SupportRequestId::new(request.id);
        tx.reintegration().insert_request_with_story(request, "no roof").await.unwrap();
        assert_eq!(tx.reintegration().story(id).await.unwrap().as_deref(), Some("no roof"));
        let sealed = tx.reintegration().find_request(id).await.unwrap().unwrap().story_sealed.unwrap();
        assert!(!sealed.windows(7).any(|w| w == b"no roof"));
    }

    async fn a_thread_keeps_its_messages_in_order_and_takes_none_once_closed(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let case = world.case(&tx, State::Employed).await;
        let thread = help_thread::Model {
            id: new_id(),
            worker_id: case.worker.uuid(),
            case_id: Some(case.id.uuid()),
            topic: "wages".into(),
            urgent: true,
            status: "open".into(),
            assigned_to: None,
            opened_at: now(),
            last_message_at: now(),
            closed_at: None,
            version: 1,
        };
        let id = ThreadId::new(thread.id);
        tx.reintegration().insert_thread(thread).await.unwrap();
        let message = |text: &str, minute| HelpMessage {
            id: MessageId::new(new_id()),
            thread: id,
            from_worker: true,
            author: world.officer.account,
            text: text.into(),
            sent_at: now() + Duration::minutes(minute),
        };
        tx.reintegration().insert_message(&message("unpaid", 1)).await.unwrap();
        tx.reintegration().insert_message(&message("since May", 2)).await.unwrap();
        let told: Vec<_> = tx.reintegration().messages(id).await.unwrap().into_iter().map(|m| m.text).collect();
        assert_eq!(told, ["unpaid", "since May"]);
        let mission = actor(Role::Mission, Some(world.mission));
        assert_eq!(tx.reintegration().visible_threads(&mission, 9).await.unwrap().len(), 1);
        let mut closed = tx.reintegration().find_thread(id).await.unwrap().unwrap();
        closed.closed_at = Some(now());
        tx.reintegration().save_thread(closed).await.unwrap();
        let late = tx.reintegration().insert_message(&message("hello?", 3)).await;
        assert!(matches!(late, Err(StorageError::Conflict(_))));
        assert!(tx.reintegration().visible_threads(&mission, 9).await.unwrap().is_empty());
    }

    async fn a_new_revision_supersedes_and_the_old_one_says_so(db: Db) {
        let tx = db.begin().await.unwrap();
        let (old, new) = (a_document(1), a_document(2));
        let (old_id, new_id) = (DocumentId::new(old.id), DocumentId::new(new.id));
        tx.papers().insert_document(old.clone()).await.unwrap();
        tx.papers().insert_document(new.clone()).await.unwrap();
        tx.papers().supersede(old_id, new_id).await.unwrap();
        assert!(matches!(tx.papers().supersede(old_id, new_id).await, Err(StorageError::Conflict(_))));
        assert_eq!(tx.papers().find_document_by_number("RS-1").await.unwrap(), Some(new));
        let told = tx.papers().find_revision("RS-1", 1).await.unwrap().unwrap();
        assert_eq!((told.superseded_by, told.facts), (Some(new_id.uuid()), old.facts));
        assert!(tx.papers().void(new_id, now(), "revoked").await.unwrap());
        assert!(!tx.papers().void(new_id, now(), "revoked").await.unwrap());
    }

    async fn the_same_file_is_kept_once_and_the_first_rendering_stays(db: Db) {
        let tx = db.begin().await.unwrap();
        let document = a_document(1);
        let id = DocumentId::new(document.id);
        tx.papers().insert_document(document).await.unwrap();
        let first = tx.papers().keep_blob(a_blob()).await.unwrap();
        assert_eq!(tx.papers().keep_blob(a_blob()).await.unwrap(), first);
        assert!(tx.papers().set_rendered(id, first, "h").await.unwrap());
        assert!(!tx.papers().set_rendered(id, first, "h").await.unwrap());
    }

    async fn messages_page_newest_first_and_the_unreached_are_listed(db: Db) {
        let world = World::create(&db).await;
        let own = world.officer.account;
        let tx = db.begin().await.unwrap();
        for minute in 0..3 {
            tx.papers().insert_message(a_message(&world, minute)).await.unwrap();
        }
        let page = tx.papers().inbox(own, None, 2).await.unwrap();
        assert!(page.more);
        let last = page.rows.last().map(|m| (m.created_at, MessageId::new(m.id)));
        let rest = tx.papers().inbox(own, last, 2).await.unwrap();
        assert_eq!((rest.rows.len(), rest.more), (1, false));
        let ids: Vec<_> = page.rows.iter().chain(&rest.rows).map(|m| MessageId::new(m.id)).collect();
        assert!(tx.papers().mark_read(own, ids[0], now()).await.unwrap());
        assert!(!tx.papers().mark_read(own, ids[0], now()).await.unwrap());
        tx.papers().mark_sent(ids[1], now(), "<1@example.org>").await.unwrap();
        assert_eq!(tx.papers().unread(own).await.unwrap(), 2);
        let later = now() + Duration::days(3);
        assert_eq!(tx.papers().unreached(later, 9).await.unwrap()[0].id, ids[2].uuid());
        assert!(tx.papers().mark_phoned(ids[2], own, now()).await.unwrap());
        assert!(tx.papers().unreached(later, 9).await.unwrap().is_empty());
    }
}
