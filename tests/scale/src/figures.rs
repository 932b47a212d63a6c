//! What came of a scene, in numbers. Start at [`Figures`].

use std::fs;
use std::time::Duration;

use serde_json::json;

use crate::load::Taken;
use crate::scene::Scene;

/// The numbers of one scene.
#[derive(Debug)]
pub struct Figures {
    /// What was asked for.
    pub scene: Scene,
    /// On which database.
    pub backend: String,
    /// With how many workers in it.
    pub workers: u64,
    /// Connections that asked at once.
    pub clients: usize,
    /// What it took.
    pub taken: Taken,
    /// Processor time the server took meanwhile; where the system tells.
    pub processor: Option<Duration>,
    /// Most memory the server held meanwhile, in bytes; where the system tells.
    pub peak: Option<u64>,
}

impl Figures {
    /// The table's first line.
    pub fn head() -> String {
        format!(
            "{:<14} {:<9} {:>9} {:>8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
            "scene", "database", "workers", "answers", "p50 ms", "p99 ms", "worst ms", "a second", "cpu ms", "peak MB"
        )
    }

    /// A line of the table.
    pub fn line(&self) -> String {
        let known = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |number| format!("{number:.2}"));
        format!(
            "{:<14} {:<9} {:>9} {:>8} {:>9.2} {:>9.2} {:>9.2} {:>9.1} {:>9} {:>9}",
            self.scene.to_string(),
            self.backend,
            self.workers,
            self.taken.times.len(),
            self.percentile(50),
            self.percentile(99),
            self.percentile(100),
            self.per_second(),
            known(self.processor_ms()),
            known(self.peak.map(megabytes))
        )
    }

    /// The same as one JSON object.
    pub fn json(&self) -> String {
        json!({
            "bench": self.scene.to_string(),
            "backend": self.backend,
            "workers": self.workers,
            "clients": self.clients,
            "answers": self.taken.times.len(),
            "p50_ms": rounded(self.percentile(50)),
            "p99_ms": rounded(self.percentile(99)),
            "worst_ms": rounded(self.percentile(100)),
            "per_s": rounded(self.per_second()),
            "cpu_ms": self.processor_ms().map(rounded),
            "peak_mb": self.peak.map(|bytes| rounded(megabytes(bytes))),
        })
        .to_string()
    }

    fn per_second(&self) -> f64 {
        self.taken.times.len() as f64 / self.taken.whole.as_secs_f64()
    }

    /// The server's processor time for one answer, in milliseconds: of its own process, not of a database beside it.
    fn processor_ms(&self) -> Option<f64> {
        Some(self.processor?.as_secs_f64() * 1000.0 / self.taken.times.len() as f64)
    }

    /// The time within which so many of a hundred answers came, in milliseconds.
    fn percentile(&self, of_hundred: usize) -> f64 {
        percentile(&self.taken.times, of_hundred).as_secs_f64() * 1000.0
    }
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}

/// Nearest rank over sorted times; zero over none.
fn percentile(sorted: &[Duration], of_hundred: usize) -> Duration {
    let rank = (sorted.len() * of_hundred).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// Begins to watch a process's peak anew, where Linux allows it.
pub fn forget_peak(process: Option<u32>) {
    if let Some(id) = process {
        let _ = fs::write(format!("/proc/{id}/clear_refs"), "5");
    }
}

/// The processor time a process has taken so far (proc(5): fields 14 and 15, in hundredths of a second).
pub fn processor(process: Option<u32>) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process?)).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let taken = fields.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>();
    Some(Duration::from_millis(taken * 10))
}

/// The most memory a process held resident since, in bytes.
pub fn peak(process: Option<u32>) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", process?)).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times, 100), Duration::from_millis(200));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }
}
