//! The database: one writer, several readers. Owns connecting, queueing for the writer and transactions;
//! refuses to run migrations (the server does, over [`Db::writer`]). Start at [`Db::connect`].

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::store::Store;
use crate::{Result, StorageError, Vault};

/// How to connect. Start from [`Options::new`] and change what differs.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite:data/sojourn.db` or `postgres://…`.
    pub url: String,
    /// PostgreSQL only: a read replica that serves lists and statistics.
    pub reader_url: Option<String>,
    /// Connections for reading on SQLite; on PostgreSQL the size of the pool.
    pub connections: u32,
    /// How long a writer waits for its turn before [`StorageError::Busy`].
    pub wait: Duration,
    /// SQLite only: how many writers may wait at once; the next is refused at once.
    pub queue: usize,
}

impl Options {
    /// Eight connections, ten seconds, 256 waiting.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), reader_url: None, connections: 8, wait: Duration::from_secs(10), queue: 256 }
    }
}

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    turn: Arc<Semaphore>,
    waiting: AtomicUsize,
    queue: usize,
    wait: Duration,
    vault: Vault,
}

impl Db {
    /// Connects with [`Options::new`]. A SQLite file that does not exist is created.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] when there is no database at the address.
    pub async fn connect(url: &str, vault: Vault) -> Result<Self> {
        Self::connect_with(Options::new(url), vault).await
    }

    /// Connects.
    ///
    /// # Errors
    /// As [`Db::connect`].
    pub async fn connect_with(options: Options, vault: Vault) -> Result<Self> {
        let sqlite = options.url.starts_with("sqlite:");
        let (writer, reader) = if sqlite { sqlite_pair(&options).await? } else { postgres_pair(&options).await? };
        Ok(Self(Arc::new(Inner {
            writer,
            reader,
            turn: Arc::new(Semaphore::new(if sqlite { 1 } else { Semaphore::MAX_PERMITS })),
            waiting: AtomicUsize::new(0),
            queue: if sqlite { options.queue } else { usize::MAX },
            wait: options.wait,
            vault,
        })))
    }

    /// Begins the write transaction: `IMMEDIATE` on SQLite, so that it never has to be upgraded. Dropped
    /// without [`Tx::commit`] it is rolled back.
    ///
    /// # Errors
    /// [`StorageError::Busy`] when its turn does not come in time, [`StorageError::Unavailable`].
    pub async fn begin(&self) -> Result<Tx> {
        let turn = self.take_turn().await?;
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: self.is_sqlite().then_some(SqliteTransactionMode::Immediate),
        };
        let begun = timeout(self.0.wait, self.0.writer.begin_with_options(options)).await;
        let inner = begun.map_err(|_| StorageError::Busy)??;
        Ok(Tx { inner, vault: self.0.vault.clone(), _turn: turn })
    }

    /// Reads what is committed; on PostgreSQL possibly from a replica, a moment behind.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader { conn: &self.0.reader, vault: &self.0.vault }
    }

    /// The writer's own connection, for migrations and maintenance.
    #[must_use]
    pub fn writer(&self) -> &DatabaseConnection {
        &self.0.writer
    }

    /// The vault that seals sensitive columns.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// Whether this is the embedded database.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.0.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Counts anew what the query planner goes by; after a great many rows were written at once.
    ///
    /// # Errors
    /// As any statement.
    pub async fn gather_statistics(&self) -> Result<()> {
        // PostgreSQL also marks pages as seen by all, so that an index alone answers a count.
        let statement = if self.is_sqlite() { "pragma optimize" } else { "vacuum (analyze)" };
        self.0.writer.execute_unprepared(statement).await?;
        Ok(())
    }

    /// Answers when the database does: for the readiness probe.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] or [`StorageError::Busy`].
    pub async fn ping(&self) -> Result<()> {
        Ok(self.0.reader.ping().await?)
    }

    /// Closes all connections, letting running statements finish.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`].
    pub async fn close(&self) -> Result<()> {
        self.0.reader.clone().close().await?;
        Ok(self.0.writer.clone().close().await?)
    }

    async fn take_turn(&self) -> Result<OwnedSemaphorePermit> {
        let place = Waiting::join(&self.0)?;
        let turn = timeout(self.0.wait, self.0.turn.clone().acquire_owned()).await;
        drop(place);
        turn.map_err(|_| StorageError::Busy)?.map_err(|_| StorageError::Unavailable("closed".into()))
    }
}

/// A place in the queue; given back when dropped, also when the request was abandoned.
struct Waiting<'a>(&'a Inner);

impl<'a> Waiting<'a> {
    fn join(inner: &'a Inner) -> Result<Self> {
        let ahead = inner.waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(inner);
        if ahead >= inner.queue { Err(StorageError::Busy) } else { Ok(place) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The write transaction. Repositories hang on it: `tx.access()`, `tx.jobs()`, …
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    vault: Vault,
    _turn: OwnedSemaphorePermit,
}

impl Tx {
    /// Makes everything done in it visible, at once.
    ///
    /// # Errors
    /// As any statement; nothing was kept then.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    /// Undoes everything done in it.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`]; nothing was kept then either.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }

    pub(crate) fn store(&self) -> Store<'_, DatabaseTransaction> {
        Store { conn: &self.inner, vault: &self.vault }
    }
}

/// Reads outside a transaction. The same repositories as [`Tx`], without their writing half.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    conn: &'a DatabaseConnection,
    vault: &'a Vault,
}

impl Reader<'_> {
    pub(crate) fn store(&self) -> Store<'_, DatabaseConnection> {
        Store { conn: self.conn, vault: self.vault }
    }
}

async fn sqlite_pair(options: &Options) -> Result<(DatabaseConnection, DatabaseConnection)> {
    let wait = options.wait;
    let mut writer = connect_options(&options.url, 1, wait);
    writer.map_sqlx_sqlite_opts(move |o| {
        o.create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(wait)
            // A huge import must not leave a huge log behind.
            .pragma("journal_size_limit", "67108864")
    });
    // First the writer: it creates the file and turns the log on.
    let writer = open(writer).await?;
    let mut reader = connect_options(&options.url, options.connections, wait);
    reader.map_sqlx_sqlite_opts(move |o| o.foreign_keys(true).busy_timeout(wait).pragma("query_only", "1"));
    Ok((writer, open(reader).await?))
}

async fn postgres_pair(options: &Options) -> Result<(DatabaseConnection, DatabaseConnection)> {
    let writer = open(connect_options(&options.url, options.connections, options.wait)).await?;
    let reader = match &options.reader_url {
        Some(url) => open(connect_options(url, options.connections, options.wait)).await?,
        None => writer.clone(),
    };
    Ok((writer, reader))
}

fn connect_options(url: &str, connections: u32, wait: Duration) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(wait).connect_timeout(wait).sqlx_logging(false);
    options
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection> {
    Database::connect(options).await.map_err(|e| match StorageError::from(e) {
        StorageError::Refused(e) => StorageError::Unavailable(e.to_string()),
        sorted => sorted,
    })
}
