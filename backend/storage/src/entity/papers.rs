//! Documents, messages and files. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    blob = "blob" {
        hash: String,
        media_type: String,
        size: i64,
        created_at: DateTime<Utc>,
    }
    document = "document" {
        kind: String,
        number: String,
        revision: i32,
        case_id: Option<Uuid>,
        worker_id: Option<Uuid>,
        contract_id: Option<Uuid>,
        locale: String,
        facts: Json,
        token: Option<String>,
        blob_id: Option<Uuid>,
        hash: Option<String>,
        superseded_by: Option<Uuid>,
        voided_at: Option<DateTime<Utc>>,
        void_reason: Option<String>,
        issued_by: Option<Uuid>,
        issued_at: DateTime<Utc>,
    }
    attachment = "attachment" {
        blob_id: Uuid,
        subject_kind: String,
        subject_id: Uuid,
        name: String,
        uploaded_by: Uuid,
        uploaded_at: DateTime<Utc>,
    }
    inbox_message = "inbox_message" {
        account_id: Uuid,
        kind: String,
        link: String,
        facts: Json,
        email_status: String,
        email_sent_at: Option<DateTime<Utc>>,
        message_id: Option<String>,
        created_at: DateTime<Utc>,
        read_at: Option<DateTime<Utc>>,
        phoned_at: Option<DateTime<Utc>>,
        phoned_by: Option<Uuid>,
    }
}
