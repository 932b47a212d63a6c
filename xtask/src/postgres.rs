//! A PostgreSQL cluster of our own. For tests a throw-away one: made in the temporary folder, never on disk
//! safely, gone after the run. For measuring one that is kept, with the settings of a small installation.
//! PostgreSQL refuses to be root, so as root it runs as `postgres` or `nobody`. Start at [`Cluster::start`].

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell;

const START_LIMIT: Duration = Duration::from_secs(30);

/// A server's process, and its folder unless that is kept.
type Running = (u32, Option<PathBuf>);

/// What a ctrl-c has to clean up.
static RUNNING: OnceLock<Mutex<Option<Running>>> = OnceLock::new();
static STARTED: AtomicU32 = AtomicU32::new(0);

/// What becomes of a cluster's data after the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Deleted,
    Kept,
}

/// A running cluster; dropping it stops the server, and deletes its data unless they are kept.
pub struct Cluster {
    server: Child,
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    fate: Fate,
}

impl Cluster {
    /// Makes and starts a cluster on a free port of this machine alone.
    pub fn start() -> Result<Self> {
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("sojourn-postgres-{}-{number}", std::process::id()));
        Self::start_in(folder, Fate::Deleted)
    }

    /// Starts the cluster that is kept in a folder, made where it is missing.
    pub fn kept(folder: &Path) -> Result<Self> {
        Self::start_in(folder.to_owned(), Fate::Kept)
    }

    fn start_in(folder: PathBuf, fate: Fate) -> Result<Self> {
        let programs = find_programs().context("PostgreSQL's initdb was not found")?;
        let owner = Owner::find()?;
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        owner.give(&folder)?;
        let data = folder.join("data");
        if !data.join("PG_VERSION").is_file()
            && let Err(error) = initialise(&programs, &owner, &data)
        {
            let _ = fs::remove_dir_all(&folder);
            return Err(error);
        }
        let port = free_port()?;
        let server = owner
            .command(&programs.join("postgres"))
            .current_dir(&folder)
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string()])
            .args(settings(fate))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log"))?)
            .spawn()
            .context("cannot start postgres")?;
        remember(Some((server.id(), (fate == Fate::Deleted).then(|| folder.clone()))));
        let mut cluster = Self { server, folder, programs, port, fate };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The address of the cluster's first database, for a user who may create others.
    pub fn url(&self) -> String {
        self.address("postgres")
    }

    /// The address of a database.
    pub fn address(&self, database: &str) -> String {
        format!("postgres://sojourn@127.0.0.1:{}/{database}", self.port)
    }

    /// Has the first database run a statement; answers the rows as text.
    pub fn ask(&self, statement: &str) -> Result<String> {
        let mut psql = Command::new(self.programs.join("psql"));
        shell::output(psql.args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", &self.url(), "-c", statement]))
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START_LIMIT;
        loop {
            if let Some(status) = self.server.try_wait()? {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("postgres ended with {status}:\n{log}");
            }
            let mut probe = Command::new(self.programs.join("pg_isready"));
            if shell::succeeds(probe.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("postgres did not answer within {} seconds", START_LIMIT.as_secs());
            }
            sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        remember(None);
        stop(self.server.id(), self.fate);
        let _ = self.server.wait();
        if self.fate == Fate::Deleted {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Stops the cluster and deletes its data when the run is interrupted or told to end.
pub fn stop_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        let running = RUNNING.get().and_then(|slot| slot.lock().ok()?.take());
        if let Some((process, folder)) = running {
            stop(process, if folder.is_some() { Fate::Deleted } else { Fate::Kept });
            sleep(Duration::from_millis(500));
            if let Some(folder) = folder {
                let _ = fs::remove_dir_all(folder);
            }
        }
        std::process::exit(130);
    })
    .context("cannot listen for ctrl-c")
}

fn remember(cluster: Option<Running>) {
    if let Ok(mut slot) = RUNNING.get_or_init(Mutex::default).lock() {
        *slot = cluster;
    }
}

/// At once where nothing in the cluster is worth saving; else with what is in hand written down.
fn stop(process: u32, fate: Fate) {
    let signal = match fate {
        Fate::Deleted => "-QUIT",
        Fate::Kept => "-INT",
    };
    shell::succeeds(Command::new("kill").args([signal, &process.to_string()]));
}

fn initialise(programs: &Path, owner: &Owner, data: &Path) -> Result<()> {
    let output = owner
        .command(&programs.join("initdb"))
        .current_dir("/")
        .args(["--username=sojourn", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
        .arg(data)
        .stdin(Stdio::null())
        .output()
        .context("cannot start initdb")?;
    if !output.status.success() {
        bail!("initdb failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// Of a throw-away cluster: durability is off, since the data outlives no test, and there are many connections,
/// since every test has a database and a pool.
const THROW_AWAY: &[&str] = &[
    "max_connections=300",
    "shared_buffers=64MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
];

/// Of a cluster that is measured: durable, with the memory of a small machine and the costs of a solid-state disk.
const MEASURED: &[&str] =
    &["shared_buffers=512MB", "effective_cache_size=2GB", "random_page_cost=1.1", "max_wal_size=4GB"];

fn settings(fate: Fate) -> impl Iterator<Item = &'static str> {
    let own = match fate {
        Fate::Deleted => THROW_AWAY,
        Fate::Kept => MEASURED,
    };
    ["listen_addresses=127.0.0.1", "unix_socket_directories="].iter().chain(own).flat_map(|setting| ["-c", *setting])
}

/// The folder of the newest PostgreSQL's server programs; Debian keeps them off `PATH`.
pub fn find_programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().or_else(|| Some(shell::find_program("initdb")?.parent()?.to_owned()))
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Who the server runs as: ourselves, or an unprivileged user where we are root.
enum Owner {
    Ourselves,
    Other { user: u32, group: u32 },
}

impl Owner {
    fn find() -> Result<Self> {
        if !shell::is_root() {
            return Ok(Self::Ourselves);
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                let user = shell::user_number(Some(name))?;
                Some(Self::Other { user, group: shell::group_number(name)? })
            })
            .context("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
    }

    fn give(&self, folder: &Path) -> Result<()> {
        if let Self::Other { user, group } = self {
            std::os::unix::fs::chown(folder, Some(*user), Some(*group))
                .with_context(|| format!("cannot give {} away", folder.display()))?;
        }
        Ok(())
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Self::Other { user, group } = self {
            command.uid(*user).gid(*group);
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_passed_with_its_flag() {
        for fate in [Fate::Deleted, Fate::Kept] {
            let arguments: Vec<_> = settings(fate).collect();
            assert_eq!(arguments.len() % 2, 0);
            assert!(arguments.chunks(2).all(|pair| pair[0] == "-c" && pair[1].contains('=')));
        }
    }

    #[test]
    fn what_is_measured_is_durable() {
        assert!(settings(Fate::Kept).all(|setting| !setting.contains("off")));
    }
}
