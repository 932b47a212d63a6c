//! `cargo xtask test [STAGE]`: provides what is missing, builds the browser's client, starts a throw-away PostgreSQL,
//! runs every test and ends with one line over all runners. A backend that is missing fails the run; nothing is quietly skipped.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::counts::{Counts, Reader};
use crate::postgres::{self, Cluster};
use crate::stages::Stage;
use crate::{bundle, shell, tools};

/// What to test.
#[derive(clap::Args)]
pub struct Options {
    /// Only what belongs to this stage
    stage: Option<Stage>,
}

/// Runs the tests; the last line printed is `N passed, N failed, N skipped`.
pub fn run(options: &Options) -> Result<ExitCode> {
    let counts = match attempt(options) {
        Ok(counts) => counts,
        Err(error) => {
            eprintln!("error: {error:#}");
            Counts::default().after_exit(false)
        }
    };
    println!("{counts}");
    Ok(if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt(options: &Options) -> Result<Counts> {
    tools::provide()?;
    // The journeys with script on hydrate the islands: without the client they would prove nothing.
    bundle::run(&bundle::Options::release()).context("the browser's tests need the client")?;
    postgres::stop_on_interrupt()?;
    let cluster = Cluster::start()?;
    let mut counts = Counts::default();
    for mut runner in runners(options.stage)? {
        tools::describe_to(&mut runner);
        runner.env("SOJOURN_TEST_POSTGRES", cluster.url());
        // A snapshot is reviewed by a person, never rewritten by a run.
        runner.env("INSTA_UPDATE", "no");
        counts += count(&mut runner)?;
    }
    if options.stage.is_some() && counts.total() == 0 {
        eprintln!("error: no test belongs to this stage");
        counts.failed = 1;
    }
    Ok(counts)
}

/// The cargo commands that together run what was asked for, each test once.
fn runners(stage: Option<Stage>) -> Result<Vec<Command>> {
    let Some(stage) = stage else {
        let mut own = cargo_test();
        own.args(["--package", "xtask", "--profile", "tool", "--target-dir"]).arg(shell::workshop("xtask"));
        return Ok(vec![cargo_test(), own]);
    };
    let (whole, searched) = stage.split(targets("test")?);
    let mut runners = Vec::new();
    let mut single = cargo_test();
    single.args(["--lib", "--bins"]).args(searched.iter().flat_map(|file| ["--test", file]));
    single.arg("--").args(stage.words());
    runners.push(single);
    if !whole.is_empty() {
        let mut files = cargo_test();
        files.args(whole.iter().flat_map(|file| ["--test", file]));
        runners.push(files);
    }
    Ok(runners)
}

fn cargo_test() -> Command {
    let mut command = shell::cargo();
    command.args(["test", "--no-fail-fast"]);
    command
}

/// Names of the default members' targets of a kind, `test` or `bench`.
pub fn targets(kind: &str) -> Result<Vec<String>> {
    let metadata = metadata()?;
    let members = metadata["workspace_default_members"].as_array().cloned().unwrap_or_default();
    let files = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| members.contains(&package["id"]))
        .flat_map(|package| package["targets"].as_array().into_iter().flatten())
        .filter(|target| target["kind"][0] == kind)
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .collect();
    Ok(files)
}

/// What cargo says of the workspace's own packages.
pub fn metadata() -> Result<Value> {
    let text = shell::output(shell::cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    serde_json::from_str(&text).context("cargo's metadata is not JSON")
}

/// Runs one runner, showing what it prints and counting.
fn count(runner: &mut Command) -> Result<Counts> {
    let name = Path::new(runner.get_program()).display().to_string();
    let mut child =
        runner.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {name}"))?;
    let output = child.stdout.take().context("the runner's output was not captured")?;
    let mut reader = Reader::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        reader.read_line(&line);
    }
    Ok(reader.after_exit(child.wait()?.success()))
}
