//! The project's own commands: `cargo xtask run`, `test`, `bench`, `arrows`, `bundle`.
//! One file a command; nothing here is part of the product. Start at [`Command`].

mod arrows;
mod bench;
mod bundle;
mod counts;
mod postgres;
mod run;
#[path = "../../tests/scale/src/scene.rs"]
mod scene;
mod shell;
mod stages;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Sojourn")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build client and server and start a demo on SQLite
    Run(run::Options),
    /// Install what tests need and run them: all, or those of one stage
    Test(test::Options),
    /// Measure pages over HTTP on a database with many workers, or rules and rendering alone
    Bench(bench::Options),
    /// Check that the rooms depend on each other one way only, and that the browser's part compiles for wasm32
    Arrows,
    /// Build the client into target/site
    Bundle(bundle::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Arrows => arrows::run(),
        Command::Bundle(options) => bundle::run(&options),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
