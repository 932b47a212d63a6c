//! Accounts, sessions, tokens, throttling and idempotency on both databases.
#![allow(clippy::unwrap_used)]

mod support;

use chrono::Duration;
use sojourn_domain::access::{AccountStatus, Session};
use sojourn_domain::{AccountId, Role, SessionId};
use sojourn_storage::entity::access::{access_token, idempotency_key, sign_in_attempt};
use sojourn_storage::{IdempotencyClaim, StaffFilter, StorageError, TokenPurpose, db_test, new_id};
use support::{World, account, actor, now};

fn token(account: AccountId, hash: &str) -> access_token::Model {
    access_token::Model {
        id: new_id(),
        token_hash: hash.into(),
        account_id: account.uuid(),
        purpose: TokenPurpose::Reset.code().into(),
        label: None,
        scopes: String::new(),
        created_at: now(),
        expires_at: now() + Duration::hours(1),
        used_at: None,
    }
}

fn session(account: AccountId) -> Session {
    Session {
        id: SessionId::new(new_id()),
        account,
        created_at: now(),
        last_seen_at: now(),
        expires_at: now() + Duration::hours(8),
        device: "Firefox".into(),
    }
}

fn claim(account: AccountId) -> idempotency_key::Model {
    idempotency_key::Model {
        id: new_id(),
        account_id: account.uuid(),
        key: "click".into(),
        request_hash: "abc".into(),
        status: None,
        response: None,
        created_at: now(),
        expires_at: now() + Duration::days(1),
    }
}

db_test! {
    async fn an_account_reads_back_with_its_grants(db: Db) {
        let world = World::create(&db).await;
        let expected = account(&world.officer);
        let by_email = db.reader().access().find_account_by_email(expected.email.as_deref().unwrap()).await.unwrap();
        assert_eq!(by_email.as_ref(), Some(&expected));
        let officers = db.reader().access().accounts_with_role(Role::RecruitmentOfficer, Some(world.north)).await.unwrap();
        assert_eq!(officers, vec![expected]);
        assert!(db.reader().access().accounts_with_role(Role::Mission, None).await.unwrap().is_empty());
    }

    async fn saving_an_account_replaces_its_grants_and_refuses_a_stale_save(db: Db) {
        let world = World::create(&db).await;
        let mut saved = account(&world.officer);
        saved.grants = actor(Role::Trainer, Some(world.south)).grants;
        let tx = db.begin().await.unwrap();
        assert_eq!(tx.access().save_account(&saved, now()).await.unwrap(), 2);
        assert!(matches!(tx.access().save_account(&saved, now()).await, Err(StorageError::Conflict(_))));
        let read = tx.access().find_account(saved.id).await.unwrap().unwrap();
        assert_eq!((read.grants, read.version), (saved.grants, 2));
    }

    async fn accounts_page_by_name_without_gap_or_repeat(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        for _ in 0..6 {
            tx.access().insert_account(&account(&actor(Role::Trainer, Some(world.south))), now()).await.unwrap();
        }
        let (mut seen, mut last) = (Vec::new(), None::<(String, AccountId)>);
        loop {
            let page = tx.access().list_staff(&StaffFilter::default(), last.as_ref().map(|(n, i)| (n.as_str(), *i)), 3).await.unwrap();
            seen.extend(page.rows.iter().map(|a| a.id));
            last = page.rows.last().map(|a| (a.name.clone(), a.id));
            if !page.more { break; }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!((seen.len(), once.len()), (7, 7));
    }

    async fn accounts_are_found_by_words_status_and_organisation(db: Db) {
        let world = World::create(&db).await;
        let mut waiting = account(&actor(Role::Trainer, Some(world.south)));
        (waiting.name, waiting.email) = ("Óscar_100% Núñez".into(), Some("oscar@south.example".into()));
        (waiting.secret_hash, waiting.demo) = (None, false);
        let mut off = account(&actor(Role::Trainer, Some(world.south)));
        (off.name, off.disabled_at) = ("Ana Óscar".into(), Some(now()));
        let tx = db.begin().await.unwrap();
        tx.access().insert_account(&waiting, now()).await.unwrap();
        tx.access().insert_account(&off, now()).await.unwrap();
        let found = async |text: &str, status, organisation| {
            let filter = StaffFilter { text: text.into(), status, organisation };
            let page = tx.access().list_staff(&filter, None, 10).await.unwrap();
            assert_eq!(tx.access().count_staff(&filter).await.unwrap(), page.rows.len() as u64);
            page.rows.into_iter().map(|a| a.id).collect::<Vec<_>>()
        };
        assert_eq!(found("ÓSCAR núñez", None, None).await, [waiting.id]);
        assert_eq!(found("óscar", None, None).await, [off.id, waiting.id]);
        assert_eq!(found("south.example", None, None).await, [waiting.id]);
        assert_eq!(found("r_1", None, None).await, [waiting.id], "a sign of the pattern is text");
        assert!(found("rx1", None, None).await.is_empty());
        assert_eq!(found("óscar", Some(AccountStatus::Invited), None).await, [waiting.id]);
        assert_eq!(found("", Some(AccountStatus::Disabled), None).await, [off.id]);
        assert_eq!(found("", None, Some(world.south)).await, [off.id, waiting.id]);
        assert_eq!(tx.access().roles_in(world.south).await.unwrap(), [Role::Trainer]);
    }

    async fn a_token_is_used_once_and_not_after_it_expired(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        tx.access().insert_token(token(world.officer.account, "t1")).await.unwrap();
        let late = now() + Duration::hours(2);
        assert!(tx.access().use_token("t1", TokenPurpose::Reset, late).await.unwrap().is_none());
        assert!(tx.access().use_token("t1", TokenPurpose::Invite, now()).await.unwrap().is_none());
        assert!(tx.access().use_token("t1", TokenPurpose::Reset, now()).await.unwrap().is_some());
        assert!(tx.access().use_token("t1", TokenPurpose::Reset, now()).await.unwrap().is_none());
    }

    async fn signing_out_everywhere_keeps_the_session_asked_for(db: Db) {
        let world = World::create(&db).await;
        let officer = world.officer.account;
        let tx = db.begin().await.unwrap();
        let (here, there) = (session(officer), session(officer));
        tx.access().insert_session(&here, "h1", Some("127.0.0.1")).await.unwrap();
        tx.access().insert_session(&there, "h2", None).await.unwrap();
        assert_eq!(tx.access().end_sessions_of(officer, Some(here.id)).await.unwrap(), 1);
        assert_eq!(tx.access().find_session("h1", now()).await.unwrap(), Some(here.clone()));
        assert_eq!(tx.access().find_session("h1", here.expires_at).await.unwrap(), None);
        assert_eq!(tx.access().find_session("h2", now()).await.unwrap(), None);
        tx.access().touch_session(here.id, now(), now() + Duration::hours(9)).await.unwrap();
        assert!(tx.access().find_session("h1", here.expires_at).await.unwrap().is_some());
    }

    async fn failures_count_by_login_and_by_address(db: Db) {
        let tx = db.begin().await.unwrap();
        for (login, address, succeeded) in [("a", "1", false), ("a", "2", false), ("b", "1", false), ("a", "1", true)] {
            let attempt = sign_in_attempt::Model {
                id: new_id(),
                login_hash: login.into(),
                address: address.into(),
                succeeded,
                at: now(),
            };
            tx.access().insert_attempt(attempt).await.unwrap();
        }
        let failed = tx.access().failures_since("a", "1", now() - Duration::minutes(15)).await.unwrap();
        assert_eq!((failed.by_login, failed.by_address), (2, 2));
        let later = tx.access().failures_since("a", "1", now()).await.unwrap();
        assert_eq!((later.by_login, later.by_address), (0, 0));
    }

    async fn a_second_click_is_answered_with_the_first_answer(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        let first = tx.access().claim_idempotency(claim(world.officer.account)).await.unwrap();
        let IdempotencyClaim::New(id) = first else { panic!("{first:?}") };
        tx.access().finish_idempotency(id, 201, "{}").await.unwrap();
        tx.commit().await.unwrap();
        let tx = db.begin().await.unwrap();
        let second = tx.access().claim_idempotency(claim(world.officer.account)).await.unwrap();
        let IdempotencyClaim::Seen(seen) = second else { panic!("{second:?}") };
        assert_eq!((seen.status, seen.response.as_deref()), (Some(201), Some("{}")));
    }

    async fn what_expired_is_purged_and_nothing_else(db: Db) {
        let world = World::create(&db).await;
        let tx = db.begin().await.unwrap();
        tx.access().insert_token(token(world.officer.account, "t1")).await.unwrap();
        tx.access().purge_expired(now(), now()).await.unwrap();
        assert!(tx.access().find_token("t1", TokenPurpose::Reset, now()).await.unwrap().is_some());
        tx.access().purge_expired(now() + Duration::hours(1), now()).await.unwrap();
        assert!(tx.access().find_token("t1", TokenPurpose::Reset, now()).await.unwrap().is_none());
    }
}
