//! The queue. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    job = "job" {
        kind: String,
        payload: Json,
        dedup_key: Option<String>,
        run_at: DateTime<Utc>,
        attempts: i32,
        lease_owner: Option<String>,
        lease_until: Option<DateTime<Utc>>,
        created_at: DateTime<Utc>,
        done_at: Option<DateTime<Utc>>,
        dead_at: Option<DateTime<Utc>>,
        last_error: Option<String>,
    }
}
