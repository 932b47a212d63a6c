//! Migrations, transactions, the queue for the writer, and the harness itself, on both databases.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use sojourn_domain::OrganisationId;
use sojourn_domain::programme::{Organisation, OrganisationKind};
use sojourn_migrations::Migrator;
use sojourn_storage::{Db, Options, StorageError, db_test, micros, new_id, testing};

fn an_organisation() -> Organisation {
    Organisation {
        id: OrganisationId::new(new_id()),
        kind: OrganisationKind::Office,
        name: "Office North".into(),
        country: "NPL".parse().unwrap(),
        accredited_from: None,
        accredited_until: None,
        suspended: Some((now(), "inspection".into())),
    }
}

fn now() -> DateTime<Utc> {
    micros(Utc::now())
}

async fn columns_of(db: &Db, table: &str) -> BTreeSet<String> {
    let (backend, sql) = if db.is_sqlite() {
        (DbBackend::Sqlite, format!("select name from pragma_table_info('{table}')"))
    } else {
        let sql = format!("select column_name as name from information_schema.columns where table_name = '{table}'");
        (DbBackend::Postgres, sql)
    };
    let rows = db.writer().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    rows.iter().map(|r| r.try_get::<String>("", "name").unwrap()).collect()
}

db_test! {
    async fn the_schema_goes_forward_and_back_and_forward(db: Db) {
        Migrator::down(db.writer(), None).await.unwrap();
        for (table, _) in sojourn_storage::entity::all_columns() {
            assert!(columns_of(&db, table).await.is_empty(), "{table} is still there");
        }
        Migrator::up(db.writer(), None).await.unwrap();
        for (table, _) in sojourn_storage::entity::all_columns() {
            assert!(!columns_of(&db, table).await.is_empty(), "{table} is missing");
        }
    }

    async fn every_entity_matches_its_table(db: Db) {
        for (table, columns) in sojourn_storage::entity::all_columns() {
            let expected: BTreeSet<String> = columns.into_iter().collect();
            assert_eq!(columns_of(&db, table).await, expected, "{table}");
        }
    }

    async fn a_dropped_transaction_leaves_nothing(db: Db) {
        let row = an_organisation();
        let tx = db.begin().await.unwrap();
        tx.programmes().insert_organisation(&row, now()).await.unwrap();
        drop(tx);
        assert_eq!(db.reader().programmes().find_organisation(row.id).await.unwrap(), None);
        db.begin().await.unwrap().commit().await.unwrap();
    }

    async fn a_row_reads_back_as_it_was_written(db: Db) {
        let row = an_organisation();
        let tx = db.begin().await.unwrap();
        tx.programmes().insert_organisation(&row, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.reader().programmes().find_organisation(row.id).await.unwrap(), Some(row));
    }

    async fn a_stale_save_is_a_conflict(db: Db) {
        let row = an_organisation();
        let tx = db.begin().await.unwrap();
        tx.programmes().insert_organisation(&row, now()).await.unwrap();
        assert_eq!(tx.programmes().save_organisation(&row, 1, now()).await.unwrap(), 2);
        let stale = tx.programmes().save_organisation(&row, 1, now()).await;
        assert!(matches!(stale, Err(StorageError::Conflict(_))), "{stale:?}");
    }

    async fn writers_side_by_side_all_get_their_turn(db: Db) {
        let writers: Vec<_> = (0..20).map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                let tx = db.begin().await?;
                tx.programmes().insert_organisation(&an_organisation(), now()).await?;
                tx.commit().await
            })
        }).collect();
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
        assert_eq!(db.reader().programmes().organisations(OrganisationKind::Office).await.unwrap().len(), 20);
    }
}

#[tokio::test]
async fn a_writer_whose_turn_does_not_come_is_told_that_the_database_is_busy() {
    let test = testing::sqlite().await;
    let options = Options { wait: Duration::from_millis(100), ..Options::new(&test.url) };
    let impatient = Db::connect_with(options, testing::vault()).await.unwrap();
    let held = impatient.begin().await.unwrap();
    assert!(matches!(impatient.begin().await, Err(StorageError::Busy)));
    // Another process that holds the file is waited for and reported alike.
    assert!(matches!(other_process_begins(&test.url).await, Err(StorageError::Busy)));
    held.rollback().await.unwrap();
    impatient.begin().await.unwrap().commit().await.unwrap();
    impatient.close().await.unwrap();
    test.remove().await;
}

async fn other_process_begins(url: &str) -> Result<(), StorageError> {
    let options = Options { wait: Duration::from_millis(100), ..Options::new(url) };
    let other = Db::connect_with(options, testing::vault()).await?;
    other.begin().await?.rollback().await
}

#[tokio::test]
async fn a_full_queue_refuses_at_once() {
    let test = testing::sqlite().await;
    let options = Options { queue: 0, ..Options::new(&test.url) };
    let full = Db::connect_with(options, testing::vault()).await.unwrap();
    assert!(matches!(full.begin().await, Err(StorageError::Busy)));
    full.close().await.unwrap();
    test.remove().await;
}
