//! Benches without a server: cargo builds and runs them, criterion measures, and its estimates are told as a page's are.

use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::shell;

/// Has one bench measured, so many seconds for each of its parts, and tells what came of it.
pub fn run(name: &str, seconds: u64, json: bool) -> Result<ExitCode> {
    // What is read afterwards is of this run alone.
    let home = shell::workshop("bench").join("criterion");
    if home.exists() {
        fs::remove_dir_all(&home).with_context(|| format!("cannot empty {}", home.display()))?;
    }
    let mut bench = shell::cargo();
    bench.args(["bench", "--bench", name, "--", "--noplot", "--measurement-time", &seconds.to_string()]);
    // What criterion says meanwhile is not the table.
    shell::run(bench.env("CRITERION_HOME", &home).stdout(io::stderr()))?;
    let mut measured = Vec::new();
    gather(&home, &mut measured)?;
    measured.sort_by(|one, other| one.name.cmp(&other.name));
    if !json {
        println!("{}", Measured::head());
    }
    for one in measured {
        println!("{}", if json { one.json() } else { one.line() });
    }
    Ok(ExitCode::SUCCESS)
}

/// What criterion found for one part of a bench.
struct Measured {
    name: String,
    /// Median time of one, in nanoseconds: where a part goes through several in one round, a share of the round's.
    median: f64,
}

impl Measured {
    fn read(benchmark: &Value, estimates: &Value) -> Option<Self> {
        let name = benchmark["full_id"].as_str()?.to_owned();
        let many = benchmark["throughput"]["Elements"].as_f64().unwrap_or(1.0);
        Some(Self { name, median: estimates["median"]["point_estimate"].as_f64()? / many })
    }

    fn head() -> String {
        format!("{:<34} {:>12} {:>14}", "bench", "p50 ms", "a second")
    }

    fn line(&self) -> String {
        format!("{:<34} {:>12.6} {:>14.0}", self.name, self.milliseconds(), self.per_second())
    }

    fn json(&self) -> String {
        let (p50, per_second) = (self.milliseconds(), self.per_second().round());
        json!({ "bench": self.name, "p50_ms": p50, "per_s": per_second }).to_string()
    }

    /// To the nanosecond.
    fn milliseconds(&self) -> f64 {
        self.median.round() / 1e6
    }

    fn per_second(&self) -> f64 {
        1e9 / self.median
    }
}

/// Reads the newest estimates of every part below a folder.
fn gather(folder: &Path, into: &mut Vec<Measured>) -> Result<()> {
    if folder.ends_with("new") {
        let measured = Measured::read(&read(&folder.join("benchmark.json"))?, &read(&folder.join("estimates.json"))?);
        into.push(measured.with_context(|| format!("{} says no median", folder.display()))?);
        return Ok(());
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, into)?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_round_over_many_is_told_as_the_time_of_one() {
        let estimates = json!({ "median": { "point_estimate": 68_000.0 } });
        let round = json!({ "full_id": "rules/decide", "throughput": { "Elements": 68 } });
        let measured = Measured::read(&round, &estimates).unwrap();
        assert_eq!(measured.json(), r#"{"bench":"rules/decide","p50_ms":0.001,"per_s":1000000.0}"#);
        let page = json!({ "full_id": "rendering/case/en", "throughput": null });
        let measured = Measured::read(&page, &estimates).unwrap();
        assert_eq!(measured.line().split_whitespace().collect::<Vec<_>>(), ["rendering/case/en", "0.068000", "14706"]);
    }
}
