//! `cargo xtask run`: client and server, quick to build, started with demo data on SQLite under `data/`.
//! Where the browser's compile target cannot be had it goes on without islands: every page works without them.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::{bundle, shell, tools};

/// How to run.
#[derive(clap::Args)]
pub struct Options {
    /// Passed on to `sojourn serve`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    more: Vec<String>,
}

/// Builds what changed and starts the server; ends when the server does.
pub fn run(options: &Options) -> Result<ExitCode> {
    if tools::provide_wasm_target() {
        bundle::run(&bundle::Options::quick())?;
    } else {
        println!("The target wasm32-unknown-unknown cannot be had (is rustup there?): going on without islands.");
        println!("Every page works without them; attendance will not work offline.");
    }
    let mut build = shell::cargo();
    build.args(["build", "--package=sojourn", "--profile=quick"]);
    // Tells the server's compiler that the folder it embeds has other files now.
    build.env("SOJOURN_SITE_SCRIPT", bundle::script().unwrap_or_default());
    shell::run(&mut build)?;
    let server = shell::target().join("quick/sojourn");
    let status =
        Command::new(server).current_dir(shell::root()).args(["serve", "--demo"]).args(&options.more).status()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
