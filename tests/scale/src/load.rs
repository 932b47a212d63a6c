//! Clients that ask one after the other, each waiting for its answer. Start at [`Load::run`].

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tokio::task::JoinSet;

use crate::visitor::{Client, Request};

/// Not measured: connections are opened and caches filled.
const WARM_UP: usize = 20;

/// How hard and how long to ask.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// How many ask at once.
    pub clients: usize,
    /// How long at most.
    pub limit: Duration,
}

/// Whether a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supply {
    /// Round and round until the time is up.
    Endless,
    /// Each once: it changes what it is about.
    Once,
}

/// What a scene took.
#[derive(Debug)]
pub struct Taken {
    /// From sending each request to the last byte of its answer, ascending.
    pub times: Vec<Duration>,
    /// From the first request to the last answer.
    pub whole: Duration,
}

impl Load {
    /// Sends the requests; an answer with another status than the one expected ends the run.
    pub async fn run(self, client: &Client, requests: Vec<Request>, supply: Supply) -> Result<Taken> {
        ensure!(!requests.is_empty(), "there is nothing to ask for");
        if supply == Supply::Endless {
            for request in requests.iter().cycle().take(WARM_UP) {
                client.ask(request).await?;
            }
        }
        let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
        let began = Instant::now();
        let mut clients = JoinSet::new();
        for _ in 0..self.clients {
            clients.spawn(ask_on(client.clone(), requests.clone(), next.clone(), supply, began + self.limit));
        }
        let mut times = Vec::new();
        while let Some(asked) = clients.join_next().await {
            times.extend(asked??);
        }
        let whole = began.elapsed();
        times.sort_unstable();
        Ok(Taken { times, whole })
    }
}

async fn ask_on(
    client: Client,
    requests: Arc<Vec<Request>>,
    next: Arc<AtomicUsize>,
    supply: Supply,
    until: Instant,
) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while Instant::now() < until {
        let turn = next.fetch_add(1, Ordering::Relaxed);
        if supply == Supply::Once && turn >= requests.len() {
            break;
        }
        let sent = Instant::now();
        client.ask(&requests[turn % requests.len()]).await?;
        times.push(sent.elapsed());
    }
    Ok(times)
}
