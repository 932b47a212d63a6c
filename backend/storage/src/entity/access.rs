//! Who may come in. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::entities;

entities! {
    organisation = "organisation" {
        kind: String,
        name: String,
        country: String,
        accredited_from: Option<NaiveDate>,
        accredited_until: Option<NaiveDate>,
        suspended_at: Option<DateTime<Utc>>,
        suspended_reason: Option<String>,
        search_text: String,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    account = "account" {
        name: String,
        email: Option<String>,
        worker_id: Option<Uuid>,
        secret_hash: Option<String>,
        locale: String,
        disabled_at: Option<DateTime<Utc>>,
        demo: bool,
        search_text: String,
        version: i32,
        created_at: DateTime<Utc>,
    }
    account_role = "account_role" {
        account_id: Uuid,
        role: String,
        organisation_id: Option<Uuid>,
        district: Option<String>,
        created_at: DateTime<Utc>,
    }
    session = "session" {
        token_hash: String,
        account_id: Uuid,
        device: String,
        address: Option<String>,
        created_at: DateTime<Utc>,
        last_seen_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    }
    access_token = "access_token" {
        token_hash: String,
        account_id: Uuid,
        purpose: String,
        label: Option<String>,
        scopes: String,
        created_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        used_at: Option<DateTime<Utc>>,
    }
    sign_in_attempt = "sign_in_attempt" {
        login_hash: String,
        address: String,
        succeeded: bool,
        at: DateTime<Utc>,
    }
    idempotency_key = "idempotency_key" {
        account_id: Uuid,
        key: String,
        request_hash: String,
        status: Option<i32>,
        response: Option<String>,
        created_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    }
}
