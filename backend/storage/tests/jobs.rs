//! The queue's promises on both databases: claimed once, leased, retried, given up, revived.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use chrono::Duration;
use sojourn_storage::entity::jobs::job;
use sojourn_storage::{db_test, new_id};
use support::now;

fn job(dedup_key: Option<&str>) -> job::Model {
    job::Model {
        id: new_id(),
        kind: "mail".into(),
        payload: serde_json::json!({ "message": "1" }),
        dedup_key: dedup_key.map(str::to_owned),
        run_at: now(),
        attempts: 0,
        lease_owner: None,
        lease_until: None,
        created_at: now(),
        done_at: None,
        dead_at: None,
        last_error: None,
    }
}

db_test! {
    async fn twenty_runners_claim_each_job_once(db: Db) {
        let tx = db.begin().await.unwrap();
        for _ in 0..30 {
            assert!(tx.jobs().enqueue(job(None)).await.unwrap());
        }
        tx.commit().await.unwrap();
        let runners: Vec<_> = (0..20).map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                let tx = db.begin().await.unwrap();
                let claimed = tx.jobs().claim(&format!("r{n}"), now(), now() + Duration::minutes(1), 5).await.unwrap();
                tx.commit().await.unwrap();
                claimed.into_iter().map(|j| j.id).collect::<Vec<_>>()
            })
        }).collect();
        let mut claimed = Vec::new();
        for runner in runners {
            claimed.extend(runner.await.unwrap());
        }
        let once: BTreeSet<_> = claimed.iter().collect();
        assert_eq!(once.len(), claimed.len(), "a job was claimed twice");
    }

    async fn a_job_whose_runner_died_is_claimed_again_after_its_lease(db: Db) {
        let tx = db.begin().await.unwrap();
        tx.jobs().enqueue(job(None)).await.unwrap();
        let lease = now() + Duration::minutes(1);
        assert_eq!(tx.jobs().claim("first", now(), lease, 9).await.unwrap().len(), 1);
        assert_eq!(tx.jobs().claim("second", now(), lease, 9).await.unwrap().len(), 0);
        let again = tx.jobs().claim("second", lease, lease + Duration::minutes(1), 9).await.unwrap();
        assert_eq!(again[0].attempts, 2);
        assert!(!tx.jobs().done(again[0].id, "first", lease).await.unwrap(), "the lease was lost");
        assert!(tx.jobs().done(again[0].id, "second", lease).await.unwrap());
        assert_eq!(tx.jobs().next_due().await.unwrap(), None);
    }

    async fn a_failed_job_waits_and_a_dead_one_can_be_revived(db: Db) {
        let tx = db.begin().await.unwrap();
        tx.jobs().enqueue(job(None)).await.unwrap();
        let lease = now() + Duration::minutes(1);
        let id = tx.jobs().claim("r", now(), lease, 1).await.unwrap()[0].id;
        let later = now() + Duration::minutes(5);
        assert!(tx.jobs().retry_at(id, "r", later, "server down").await.unwrap());
        assert!(tx.jobs().claim("r", now(), lease, 1).await.unwrap().is_empty());
        assert_eq!(tx.jobs().next_due().await.unwrap(), Some(later));
        tx.jobs().claim("r", later, later + Duration::minutes(1), 1).await.unwrap();
        assert!(tx.jobs().give_up(id, "r", later, "no such mailbox").await.unwrap());
        assert_eq!(tx.jobs().dead(9).await.unwrap()[0].last_error.as_deref(), Some("no such mailbox"));
        assert!(tx.jobs().revive(id, later).await.unwrap());
        assert_eq!(tx.jobs().find(id).await.unwrap().unwrap().attempts, 0);
        let state = tx.jobs().state().await.unwrap();
        assert_eq!((state.waiting, state.dead), (1, 0));
    }

    async fn a_job_enqueued_twice_under_one_key_is_there_once(db: Db) {
        let tx = db.begin().await.unwrap();
        assert!(tx.jobs().enqueue(job(Some("digest-2026-11-24"))).await.unwrap());
        assert!(!tx.jobs().enqueue(job(Some("digest-2026-11-24"))).await.unwrap());
        assert_eq!(tx.jobs().state().await.unwrap().waiting, 1);
    }
}
