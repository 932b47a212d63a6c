//! `cargo xtask bench NAME`: the server built as for a release, over a database with many workers, asked over the
//! loopback. Seeded databases stay under `target/bench` and are used again; every run works on a copy.
//! Rules and rendering need no server: [`criterion`] has them measured.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::postgres::{self, Cluster};
use crate::scene::Scene;
use crate::shell;

mod criterion;

/// What to measure.
#[derive(clap::Args)]
pub struct Options {
    /// A scene of a server, all of them, or what needs no server
    #[arg(value_parser = names())]
    name: String,
    /// The database, of a server
    #[arg(long, value_enum, default_value_t = Backend::Sqlite)]
    backend: Backend,
    /// Workers in it
    #[arg(long, default_value_t = 100_000)]
    workers: u64,
    /// Connections that ask at once
    #[arg(long, default_value_t = 4)]
    clients: usize,
    /// Seconds a scene is measured at most
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// One JSON object a line instead of a table
    #[arg(long)]
    json: bool,
}

const ALL: &str = "all";
/// What criterion measures alone, and what that is.
const WITHOUT_SERVER: [(&str, &str); 2] = [
    ("rules", "Without a server: judging moves, reading what was typed"),
    ("rendering", "Without a server: from what stands on a page to its HTML"),
];

/// Everything that can be named, as `--help` lists it.
fn names() -> PossibleValuesParser {
    let all = PossibleValue::new(ALL).help("Every scene of a server");
    let scenes = Scene::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let alone = WITHOUT_SERVER.map(|(name, what)| PossibleValue::new(name).help(what));
    [all].into_iter().chain(scenes).chain(alone).into()
}

/// The scenes a name stands for; none where it needs no server.
fn scenes(name: &str) -> Vec<String> {
    let every = Scene::value_variants().iter().map(Scene::to_string);
    every.filter(|scene| name == ALL || name == scene).collect()
}

/// A database that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Backend {
    Sqlite,
    Postgres,
}

/// How long a server may take to answer, its migrations among it.
const START_LIMIT: Duration = Duration::from_secs(60);

/// Builds, seeds what is missing, and measures.
pub fn run(options: &Options) -> Result<ExitCode> {
    if scenes(&options.name).is_empty() {
        return criterion::run(&options.name, options.seconds, options.json);
    }
    shell::run(shell::cargo().args(["build", "--profile=measured", "--package=sojourn", "--package=sojourn-scale"]))?;
    let folder = shell::workshop("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    match options.backend {
        Backend::Sqlite => measure(options, &folder, &sqlite(options.workers, &folder)?),
        Backend::Postgres => {
            postgres::stop_on_interrupt()?;
            let cluster = Cluster::kept(&folder.join("postgres"))?;
            let url = postgres_copy(options.workers, &folder, &cluster)?;
            measure(options, &folder, &url)
        }
    }
}

/// A copy of the seeded file, which is made where it is missing.
fn sqlite(workers: u64, folder: &Path) -> Result<String> {
    let seeded = folder.join(format!("sqlite-{workers}.db"));
    let url = |file: &Path| format!("sqlite:{}", file.display());
    seed(folder, &url(&seeded), workers)?;
    let copy = folder.join("run.db");
    for beside in ["-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("run.db{beside}")));
    }
    fs::copy(&seeded, &copy).with_context(|| format!("cannot copy {}", seeded.display()))?;
    Ok(url(&copy))
}

/// A database cloned from the seeded one, which is made where it is missing.
fn postgres_copy(workers: u64, folder: &Path, cluster: &Cluster) -> Result<String> {
    let seeded = format!("seeded_{workers}");
    if cluster.ask(&format!("select 1 from pg_database where datname = '{seeded}'"))?.is_empty() {
        cluster.ask(&format!("create database {seeded}"))?;
    }
    seed(folder, &cluster.address(&seeded), workers)?;
    cluster.ask("drop database if exists run with (force)")?;
    cluster.ask(&format!("create database run template {seeded}"))?;
    Ok(cluster.address("run"))
}

/// Goes on to as many workers as are asked for; at once where they are there.
fn seed(folder: &Path, url: &str, workers: u64) -> Result<()> {
    shell::run(sojourn(folder, url).args(["seed", "--workers", &workers.to_string()]).stdout(Stdio::null()))
}

/// The server's program over a database, with nothing of our own configuration.
fn sojourn(folder: &Path, url: &str) -> Command {
    let mut command = Command::new(program("sojourn"));
    command.current_dir(folder).env("DATABASE_URL", url).env("RUST_LOG", "warn");
    command.env("SOJOURN__MAIL__FOLDER", folder.join("mail"));
    command
}

fn program(name: &str) -> PathBuf {
    shell::target().join("measured").join(name)
}

/// Starts the server, has it asked, and stops it.
fn measure(options: &Options, folder: &Path, url: &str) -> Result<ExitCode> {
    let mail = folder.join("mail");
    let _ = fs::remove_dir_all(&mail);
    fs::create_dir_all(&mail)?;
    invite(folder, url, &mail)?;
    let server = Server::start(folder, url, Jobs::Left)?;
    let mut load = Command::new(program("sojourn-scale"));
    load.args(scenes(&options.name))
        .args(["--server", &format!("http://127.0.0.1:{}", server.port)])
        .args(["--process", &server.child.id().to_string(), "--mail"])
        .arg(&mail)
        .args(["--backend", &options.backend.to_possible_value().map(|b| b.get_name().to_owned()).unwrap_or_default()])
        .args(["--workers", &options.workers.to_string()])
        .args(["--clients", &options.clients.to_string()])
        .args(["--seconds", &options.seconds.to_string()]);
    if options.json {
        load.arg("--json");
    }
    shell::run(&mut load)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the account that signs in with a password, since the demonstration's have none, and waits for its letter.
/// A server that is not measured sends it: schedules would be at work beside the pages.
fn invite(folder: &Path, url: &str, mail: &Path) -> Result<()> {
    let account = ["--name", "Bench", "--email", "bench@sojourn.example", "--role", "administrator"];
    shell::run(sojourn(folder, url).args(["admin", "create-account"]).args(account).stdout(Stdio::null()))?;
    let mut post = Server::start(folder, url, Jobs::Done)?;
    let until = Instant::now() + START_LIMIT;
    while !invited(mail)? {
        if Instant::now() > until {
            bail!("no invitation came within {} seconds", START_LIMIT.as_secs());
        }
        sleep(Duration::from_millis(100));
    }
    // Not asked to end: it would first finish whatever schedule it is at.
    Ok(post.child.kill()?)
}

/// Whether the invitation is among the letters: the demonstration's own are sent before it.
fn invited(mail: &Path) -> Result<bool> {
    for letter in fs::read_dir(mail)? {
        if fs::read_to_string(letter?.path())?.contains("/invitation/") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a server does jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Jobs {
    Done,
    Left,
}

/// A running server; dropping it stops it.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(folder: &Path, url: &str, jobs: Jobs) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0").context("no free port")?.local_addr()?.port();
        let child = sojourn(folder, url)
            .args(["serve", "--demo"])
            .env("SOJOURN__SERVER__BIND", format!("127.0.0.1:{port}"))
            .env("SOJOURN__SERVER__BASE_URL", format!("http://localhost:{port}"))
            .env("SOJOURN__SERVER__RUN_JOBS", (jobs == Jobs::Done).to_string())
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut server = Self { child, port };
        let until = Instant::now() + START_LIMIT;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            if Instant::now() > until {
                bail!("the server did not answer within {} seconds", START_LIMIT.as_secs());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        shell::succeeds(Command::new("kill").args(["-TERM", &self.child.id().to_string()]));
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::test;

    #[test]
    fn all_is_every_scene_of_a_server_and_a_name_is_one() {
        assert_eq!(scenes(ALL).len(), Scene::value_variants().len());
        assert!(scenes(ALL).contains(&"sign_in".to_owned()));
        assert_eq!(scenes("list_deep"), ["list_deep"]);
    }

    #[test]
    fn what_needs_no_server_is_no_scene_and_has_a_bench_of_its_name() {
        let benches = test::targets("bench").unwrap();
        for (name, _) in WITHOUT_SERVER {
            assert!(scenes(name).is_empty(), "{name}");
            assert!(benches.contains(&name.to_owned()), "{name} is none of {benches:?}");
        }
    }
}
