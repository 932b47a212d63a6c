//! A handful of counters in the text format that Prometheus reads.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;

/// What is counted since the process began.
#[derive(Debug, Default)]
pub struct Metrics {
    by_class: [AtomicU64; 5],
    micros: AtomicU64,
}

impl Metrics {
    /// Counts an answer and the time it took.
    pub fn answered(&self, status: StatusCode, took: std::time::Duration) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.by_class[class].fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// The counters as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from("# TYPE sojourn_http_requests_total counter\n");
        let mut all = 0;
        for (class, count) in self.by_class.iter().enumerate() {
            let count = count.load(Ordering::Relaxed);
            all += count;
            text.push_str(&format!("sojourn_http_requests_total{{class=\"{}xx\"}} {count}\n", class + 1));
        }
        let seconds = self.micros.load(Ordering::Relaxed) as f64 / 1e6;
        text.push_str("# TYPE sojourn_http_request_seconds summary\n");
        text.push_str(&format!(
            "sojourn_http_request_seconds_sum {seconds}\nsojourn_http_request_seconds_count {all}\n"
        ));
        text
    }
}
