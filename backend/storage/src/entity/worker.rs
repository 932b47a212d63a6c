//! Persons, for life. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::entities;

entities! {
    worker = "worker" {
        number: String,
        given_names: String,
        surname: String,
        own_script_name: Option<String>,
        parent_name: Option<String>,
        search_text: String,
        surname_key: String,
        given_key: String,
        sex: String,
        born: String,
        birth_year: Option<i32>,
        nationality: String,
        phone: Option<String>,
        email: Option<String>,
        address: Option<String>,
        district: Option<String>,
        postcode: Option<String>,
        language: String,
        office_id: Uuid,
        merged_into: Option<Uuid>,
        version: i32,
        created_at: DateTime<Utc>,
    }
    identity_document = "identity_document" {
        worker_id: Uuid,
        kind: String,
        number_sealed: Vec<u8>,
        number_key: String,
        number_index: String,
        issuer: String,
        expires: Option<NaiveDate>,
        created_at: DateTime<Utc>,
    }
    consent = "consent" {
        worker_id: Uuid,
        purpose: String,
        language: String,
        text_version: String,
        given_at: DateTime<Utc>,
        withdrawn_at: Option<DateTime<Utc>>,
    }
}
