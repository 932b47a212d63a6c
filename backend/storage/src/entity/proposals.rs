//! Workers' own proposals to be registered. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::entities;

entities! {
    registration_proposal = "registration_proposal" {
        reference: String,
        office_id: Uuid,
        programme_id: Uuid,
        given_names: String,
        surname: String,
        district: Option<String>,
        search_text: String,
        form_sealed: Option<Vec<u8>>,
        form_key: Option<String>,
        once: String,
        status: String,
        reason: Option<String>,
        proposed_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        decided_by: Option<Uuid>,
        decided_at: Option<DateTime<Utc>>,
        case_id: Option<Uuid>,
    }
}
