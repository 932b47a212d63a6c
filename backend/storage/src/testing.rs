//! Runs a test body twice: on a temporary SQLite file and on a PostgreSQL database cloned from a migrated
//! template. Owns making and removing those databases; refuses to skip. Start at [`db_test`](crate::db_test).

use std::future::Future;

use sea_orm::sqlx::types::Uuid;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use sojourn_domain::locale::PaperLanguage;
use sojourn_domain::worker::{Sex, Worker};
use sojourn_domain::{OrganisationId, WorkerId, WorkerNumber};
use sojourn_migrations::Migrator;
use tokio::sync::OnceCell;

use crate::{Db, Options, Vault, VaultKey};

/// Names an admin address of a PostgreSQL server that tests may create databases on.
pub const POSTGRES: &str = "SOJOURN_TEST_POSTGRES";

/// A database of one test, removed with it.
pub struct TestDb {
    /// Connected and migrated.
    pub db: Db,
    /// Its address, for whoever connects again (another node, a fault).
    pub url: String,
    _folder: Option<tempfile::TempDir>,
    cloned: Option<String>,
}

/// The vault of tests: fixed keys, so that failures repeat.
#[must_use]
pub fn vault() -> Vault {
    Vault::new(VaultKey { id: "test".into(), key: [7; 32] }, vec![], [8; 32])
}

/// A person of whom nothing but a name and a birth is known, for whoever compares persons.
///
/// # Panics
/// When `born` is no date: the test is wrong.
#[must_use]
pub fn somebody(given: &str, surname: &str, born: &str) -> Worker {
    Worker {
        id: WorkerId::new(Uuid::nil()),
        number: WorkerNumber::from_serial(1),
        merged_into: None,
        office: OrganisationId::new(Uuid::nil()),
        given_names: given.into(),
        surname: surname.into(),
        own_script_name: None,
        parent_name: None,
        sex: Sex::Unspecified,
        born: born.parse().expect("a date of birth"),
        nationality: "AUS".parse().expect("a country"),
        phone: None,
        email: None,
        address: None,
        district: None,
        postcode: None,
        language: PaperLanguage::En,
        created_at: chrono::DateTime::UNIX_EPOCH,
        version: 1,
    }
}

/// A new, migrated SQLite file in a temporary folder.
///
/// # Panics
/// When the file cannot be made or migrated: the test has failed.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = Db::connect_with(options(&url), vault()).await.expect("SQLite connects");
    Migrator::up(db.writer(), None).await.expect("SQLite migrates");
    TestDb { db, url, _folder: Some(folder), cloned: None }
}

/// A new PostgreSQL database, cloned from a template migrated once a process.
///
/// # Panics
/// When [`POSTGRES`] is not set: a half that silently skips proves nothing.
pub async fn postgres() -> TestDb {
    let admin_url = admin_url();
    let template = TEMPLATE.get_or_init(|| make_template(admin_url.clone())).await;
    let name = format!("sojourn_test_{}", Uuid::now_v7().simple());
    let admin = connect(&admin_url).await;
    execute(&admin, &format!("create database {name} template {template}")).await;
    admin.close().await.expect("the admin connection closes");
    let url = address(&admin_url, &name);
    let db = Db::connect_with(options(&url), vault()).await.expect("PostgreSQL connects");
    TestDb { db, url, _folder: None, cloned: Some(name) }
}

impl TestDb {
    /// Runs `body`, then removes the database.
    ///
    /// # Panics
    /// When the database cannot be removed.
    pub async fn run<F: Future<Output = ()>>(self, body: impl FnOnce(Db) -> F) {
        // Boxed: a scenario is a long future, and unoptimised code keeps several of it on the stack.
        Box::pin(body(self.db.clone())).await;
        self.remove().await;
    }

    /// Removes the database.
    ///
    /// # Panics
    /// When it cannot be removed.
    pub async fn remove(self) {
        self.db.close().await.expect("the database closes");
        if let Some(name) = &self.cloned {
            let admin = connect(&admin_url()).await;
            execute(&admin, &format!("drop database {name} with (force)")).await;
            admin.close().await.expect("the admin connection closes");
        }
    }
}

/// Writes a test once and runs it on both databases: `mod name { sqlite, postgres }`.
///
/// ```text
/// db_test! {
///     async fn a_reader_sees_what_was_committed(db: Db) { … }
/// }
/// ```
#[macro_export]
macro_rules! db_test {
    ($($(#[$attr:meta])* async fn $name:ident($db:ident: Db) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$attr])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::testing::sqlite().await.run(body).await;
            }

            $(#[$attr])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::testing::postgres().await.run(body).await;
            }

            async fn body($db: $crate::Db) $body
        }
    )+};
}

/// One a process: its name carries the process, so that test binaries running side by side do not meet.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

async fn make_template(admin_url: String) -> String {
    let name = format!("sojourn_template_{}_{}", std::process::id(), Uuid::now_v7().simple());
    let admin = connect(&admin_url).await;
    execute(&admin, &format!("create database {name}")).await;
    let template = connect(&address(&admin_url, &name)).await;
    Migrator::up(&template, None).await.expect("PostgreSQL migrates");
    // A template is cloned only while nobody is connected to it.
    template.close().await.expect("the template's connection closes");
    admin.close().await.expect("the admin connection closes");
    name
}

fn options(url: &str) -> Options {
    Options { connections: 4, ..Options::new(url) }
}

fn admin_url() -> String {
    std::env::var(POSTGRES)
        .unwrap_or_else(|_| panic!("{POSTGRES} is not set; `cargo xtask test` starts a PostgreSQL and sets it"))
}

fn address(admin_url: &str, database: &str) -> String {
    let (server, _) = admin_url.rsplit_once('/').expect("the admin address names a database");
    format!("{server}/{database}")
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("the PostgreSQL of the tests answers")
}

async fn execute(admin: &DatabaseConnection, sql: &str) {
    admin.execute_unprepared(sql).await.expect("the admin statement runs");
}
