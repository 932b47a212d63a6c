//! The command line: serving, migrating, seeding and what an operator does by hand.
//! Owns the words after `sojourn`; the work is done by services. Start at [`run`].

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::{Parser, Subcommand};
use sea_orm_migration::MigratorTrait;
use sojourn_domain::{Grant, Locale, OrganisationId, Role};
use sojourn_jobs::{Files, Post, Runner, Smtp};
use sojourn_migrations::Migrator;
use sojourn_services::{
    Context,
    access::{
        account::{self, Authority, NewAccount},
        actor_of, demo,
    },
    context::FileStore,
};
use sojourn_services::{operations, recruitment::import};
use sojourn_storage::{Db, Options};
use tokio::net::TcpListener;

use crate::{config::Config, router, state::AppState};

/// What went wrong, in words for the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Case management for temporary labour migration: from registration to return.
#[derive(Debug, Parser)]
#[command(name = "sojourn", version, about)]
pub struct Cli {
    /// Configuration file; `sojourn.toml` in the current folder if there is one.
    #[arg(long, short, global = true, env = "SOJOURN_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages, API and jobs. Migrates the database first.
    Serve {
        /// Add demonstration data and offer its accounts with one click. Never in production.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database's schema up to date.
    Migrate,
    /// Add demonstration data: two corridors, their organisations and an account of every role.
    Seed {
        /// Add a crowd of so many workers beside it, for trying Sojourn at the size of a country.
        ///
        /// Always the same persons. Each has a case somewhere on its way, with consents, documents, requirement
        /// records, holders, the chain of its moves and an audit row that says it was seeded; the chains verify.
        /// What the stages would have written is not there: courses, offers, contracts, quota, papers, messages,
        /// and the worker's own sign-in. Run again, it goes on to the number asked for.
        #[arg(long)]
        workers: Option<u64>,
    },
    /// Bring a list in from a file.
    Import {
        #[command(subcommand)]
        command: Import,
    },
    /// What an administrator does by hand.
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// Look at the configuration.
    Config {
        #[command(subcommand)]
        command: Configuration,
    },
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Workers without cases, from a CSV file in UTF-8. The report goes to the standard output.
    Workers {
        /// The file.
        file: PathBuf,
        /// E-mail address of the officer in whose name and office it is done.
        #[arg(long = "as")]
        officer: String,
        /// A column that is a field: `surname=family name`. Columns of our own names, and of usual ones, need none.
        #[arg(long = "map", value_parser = pair)]
        map: Vec<(String, String)>,
        /// A value for every row: `nationality=AUS`.
        #[arg(long = "set", value_parser = pair)]
        set: Vec<(String, String)>,
        /// Say what would happen, and write nobody.
        #[arg(long)]
        dry_run: bool,
    },
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("FIELD=VALUE")?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Follow every chain of events and audit rows, and say where one does not hold.
    VerifyAudit,
    /// Open an account and mail its invitation.
    CreateAccount {
        /// The name shown to others.
        #[arg(long)]
        name: String,
        /// E-mail address, with which they sign in.
        #[arg(long)]
        email: String,
        /// The role held, as its code: `administrator`, `recruitment_officer`, …
        #[arg(long, value_parser = role)]
        role: Role,
        /// Id of the organisation the role is held in.
        #[arg(long, value_parser = organisation)]
        organisation: Option<OrganisationId>,
        /// The district that narrows it.
        #[arg(long)]
        district: Option<String>,
        /// Language of pages and mail: en, fr, es or ar.
        #[arg(long, default_value = "en", value_parser = locale)]
        language: Locale,
    },
}

#[derive(Debug, Subcommand)]
enum Configuration {
    /// Say whether the configuration may be run, and every reason why not.
    Check,
}

fn role(code: &str) -> Result<Role, String> {
    let codes = || Role::ALL.iter().map(|r| r.code()).collect::<Vec<_>>().join(", ");
    Role::from_code(code).ok_or_else(|| format!("one of {}", codes()))
}

fn locale(code: &str) -> Result<Locale, String> {
    Locale::from_code(code).ok_or_else(|| "en, fr, es or ar".to_owned())
}

fn organisation(id: &str) -> Result<OrganisationId, String> {
    id.parse().map_err(|_| "the id of an organisation".to_owned())
}

/// Does what the command line says.
///
/// # Errors
/// What went wrong, for the terminal.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    let mut config = Config::load(cli.config.as_deref())?;
    match cli.command {
        Command::Serve { demo } => {
            config.demo |= demo;
            config.check()?;
            serve(config).await
        }
        Command::Migrate => {
            open(&config).await?;
            println!("the schema is up to date");
            Ok(())
        }
        Command::Seed { workers } => {
            config.demo = true;
            config.check()?;
            let ctx = open(&config).await?;
            match workers {
                None => plant(&ctx).await,
                Some(workers) => plant_crowd(&ctx, workers).await,
            }
        }
        Command::Import { command } => import(&open(&config).await?, command).await,
        Command::Admin { command } => admin(&open(&config).await?, command).await,
        Command::Config { command: Configuration::Check } => {
            config.check()?;
            println!("the configuration can be run");
            Ok(())
        }
    }
}

async fn admin(ctx: &Context, command: Admin) -> Result<(), Failure> {
    match command {
        Admin::VerifyAudit => verify_audit(ctx).await,
        Admin::CreateAccount { name, email, role, organisation, district, language } => {
            let grants = vec![Grant { role, organisation, district }];
            let new = NewAccount { name, email: email.clone(), locale: language, grants };
            let id = account::create(ctx, Authority::Console, new).await.map_err(in_words)?;
            println!("account {id} is open; the invitation to {email} is in the queue");
            Ok(())
        }
    }
}

/// Verifies the ledger and every chain it seals; fails when one does not hold.
async fn verify_audit(ctx: &Context) -> Result<(), Failure> {
    let found = operations::verify_audit(ctx).await?;
    for fault in &found.faults {
        println!("chain {} at {}: {}", fault.chain, fault.seq, fault.what);
    }
    println!("{} chains and {} seals were followed, {} faults", found.chains, found.seals, found.faults.len());
    if found.faults.is_empty() { Ok(()) } else { Err("the audit trail does not hold".into()) }
}

async fn import(ctx: &Context, command: Import) -> Result<(), Failure> {
    let Import::Workers { file, officer, map, set, dry_run } = command;
    let reader = ctx.db.reader();
    let account = reader.access().find_account_by_email(&officer).await?;
    let actor = actor_of(account.ok_or_else(|| format!("nobody signs in as {officer}"))?);
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let id = import::upload(ctx, &actor, &name, &std::fs::read(&file)?).await.map_err(in_words)?;
    let mut mapping = import::look(ctx, &actor, id, 0).await.map_err(in_words)?.mapping;
    for (field, column) in map {
        let at =
            mapping.columns.iter().position(|c| *c == column).ok_or_else(|| format!("there is no column {column}"))?;
        mapping.fields[at] = field;
    }
    mapping.fixed.extend(set);
    import::try_dry(ctx, &actor, id, mapping).await.map_err(in_words)?;
    if !dry_run {
        import::run(ctx, &actor, id).await.map_err(in_words)?;
    }
    let (created, duplicates, refused) = import::look(ctx, &actor, id, 0).await.map_err(in_words)?.counts;
    print!("{}", String::from_utf8_lossy(&import::report(ctx, &actor, id).await.map_err(in_words)?));
    eprintln!(
        "{created} created, {duplicates} possible duplicates, {refused} refused{}",
        if dry_run { " (dry run)" } else { "" }
    );
    Ok(())
}

/// A refusal names its fields, or what is missing, on the terminal.
fn in_words(error: sojourn_services::ServiceError) -> Failure {
    use sojourn_domain::{FieldError, Refusal};
    match error {
        sojourn_services::ServiceError::Refusal(Refusal::Invalid(fields)) => {
            let words = |f: &FieldError| {
                let facts: Vec<_> = f.facts.iter().map(|(name, value)| format!("{name} {value}")).collect();
                let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
                format!("{}: {}{facts}", f.field, f.code.replace('_', " "))
            };
            fields.iter().map(words).collect::<Vec<_>>().join(", ").into()
        }
        sojourn_services::ServiceError::Refusal(Refusal::Unmet(unmet)) => {
            let words: Vec<String> =
                unmet.iter().map(|u| format!("{}: {}", u.guard.code(), u.because).replace('_', " ")).collect();
            words.join(", ").into()
        }
        other => other.into(),
    }
}

/// What was planted in part is taken for the demonstration at the next start, so whoever reads this has to clear it.
async fn seed_demonstration(ctx: &Context) -> Result<(), Failure> {
    let planted = sojourn_services::demo::seed(ctx).await.map_err(in_words);
    planted.map_err(|error| {
        format!("the demonstration was planted in part only ({error}); remove its database and start again").into()
    })
}

/// Adds the demonstration where it is not yet, and says who may be entered.
async fn plant(ctx: &Context) -> Result<(), Failure> {
    seed_demonstration(ctx).await?;
    println!("Demonstration accounts, each entered with one click on the sign-in page:");
    for account in demo::list(ctx).await? {
        println!("  {:<20} {}", account.role.code(), account.name);
    }
    Ok(())
}

/// Adds the demonstration and a crowd beside it, saying how far it is.
async fn plant_crowd(ctx: &Context, workers: u64) -> Result<(), Failure> {
    const TELL_EVERY: u64 = 50_000;
    let tell = |planted: u64| {
        if planted.is_multiple_of(TELL_EVERY) {
            eprintln!("{planted} workers");
        }
    };
    seed_demonstration(ctx).await?;
    sojourn_services::demo::seed_crowd(ctx, workers, tell).await.map_err(in_words)?;
    ctx.db.close().await?;
    println!("a crowd of {workers} workers is there");
    Ok(())
}

/// Connects, migrates and makes a context.
async fn open(config: &Config) -> Result<Context, Failure> {
    if let Some(folder) = config.database.url.strip_prefix("sqlite:").and_then(|f| std::path::Path::new(f).parent()) {
        std::fs::create_dir_all(folder)?;
    }
    let keys = config.keys()?;
    let options = Options {
        reader_url: config.database.reader_url.clone(),
        connections: config.database.connections,
        ..Options::new(&config.database.url)
    };
    let db = Db::connect_with(options, keys.vault()).await?;
    Migrator::up(db.writer(), None).await?;
    let files = FileStore::in_folder(&config.files.folder)?;
    Ok(Context::new(db, keys, config.settings())?.keeping(files))
}

async fn serve(config: Config) -> Result<(), Failure> {
    let ctx = open(&config).await?;
    if config.production && demo::present(&ctx).await? {
        return Err(
            "this database holds demonstration accounts, which anybody could enter: production needs its own".into()
        );
    }
    if config.demo {
        plant(&ctx).await?;
    }
    let listener = TcpListener::bind(&config.server.bind).await?;
    println!("Sojourn is at {}", config.server.base_url);
    if listener.local_addr()?.ip().is_loopback() {
        println!(
            "It listens on this machine only, so that personal data is not on a network by accident; server.bind changes that."
        );
    }
    let db = ctx.db.clone();
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let runner = Runner::new(ctx.clone(), post(&config)?, config.mail.from.parse()?);
    let runner = config.server.run_jobs.then(|| tokio::spawn(runner.run(stopping)));
    let app = router(AppState::new(ctx, config)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
    // Jobs in hand are finished, so that no letter is sent twice for want of a word about it.
    stop.send_replace(true);
    if let Some(runner) = runner {
        runner.await?;
    }
    db.close().await?;
    Ok(())
}

/// The way mail leaves: the server that was named, or files.
fn post(config: &Config) -> Result<Arc<dyn Post>, Failure> {
    Ok(match &config.mail.smtp_url {
        Some(url) => Arc::new(Smtp::at(url)?),
        None => Arc::new(Files::into(&config.mail.folder)?),
    })
}

/// Answers when the process is asked to end: running requests finish first.
async fn stopped() {
    let interrupt = async {
        // Without a handler the default ends the process, which is what was asked for.
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            signal.recv().await;
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
