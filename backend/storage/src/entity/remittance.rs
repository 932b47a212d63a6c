//! Money sent home. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::entities;

entities! {
    remittance = "remittance" {
        case_id: Uuid,
        worker_id: Uuid,
        sent_on: NaiveDate,
        channel: String,
        provider: Option<String>,
        sent_minor: i64,
        sent_currency: String,
        fee_minor: i64,
        received_minor: Option<i64>,
        received_currency: Option<String>,
        rate_e10: Option<i64>,
        reference_rate_e10: Option<i64>,
        use_code: Option<String>,
        recorded_by: Uuid,
        created_at: DateTime<Utc>,
    }
}
