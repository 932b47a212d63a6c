//! Asks a running Sojourn for pages over the loopback, as browsers do, and says how long each took.
//! Owns the load and the numbers; knows of Sojourn only what stands on its pages. `cargo xtask bench` starts it
//! with a server of its own; start reading at [`scenes`].

mod figures;
mod load;
mod scene;
mod scenes;
mod visitor;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;

use crate::figures::Figures;
use crate::load::Load;
use crate::scene::Scene;
use crate::visitor::Client;

/// What to measure, where, and how long.
#[derive(Debug, Parser)]
struct Arguments {
    /// The scenes, in this order.
    #[arg(required = true)]
    scenes: Vec<Scene>,
    /// Address of the server, which offers the demonstration's accounts.
    #[arg(long)]
    server: String,
    /// Process of the server, whose memory is watched.
    #[arg(long)]
    process: Option<u32>,
    /// Folder into which the server puts letters.
    #[arg(long)]
    mail: Option<PathBuf>,
    /// What the figures say of the database.
    #[arg(long)]
    backend: String,
    /// What the figures say of its size.
    #[arg(long)]
    workers: u64,
    /// Connections that ask at once, each waiting for its answer.
    #[arg(long, default_value_t = 4)]
    clients: usize,
    /// Seconds a scene is measured at most.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// One JSON object a line instead of a table.
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let client = Client::of(&arguments.server);
    let load = Load { clients: arguments.clients, limit: Duration::from_secs(arguments.seconds) };
    if !arguments.json {
        println!("{}", Figures::head());
    }
    for scene in &arguments.scenes {
        let prepared = scene.prepare(&client, arguments.mail.as_deref()).await;
        let (requests, supply) = prepared.with_context(|| format!("preparing {scene}"))?;
        figures::forget_peak(arguments.process);
        let before = figures::processor(arguments.process);
        let taken = load.run(&client, requests, supply).await.with_context(|| scene.to_string())?;
        let figures = Figures {
            scene: *scene,
            backend: arguments.backend.clone(),
            workers: arguments.workers,
            clients: arguments.clients,
            taken,
            processor: figures::processor(arguments.process).zip(before).map(|(after, before)| after - before),
            peak: figures::peak(arguments.process),
        };
        println!("{}", if arguments.json { figures.json() } else { figures.line() });
    }
    Ok(())
}
