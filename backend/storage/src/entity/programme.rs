//! What two countries agreed. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    agreement = "agreement" {
        title: String,
        origin: String,
        destination: String,
        in_force_from: NaiveDate,
        in_force_until: Option<NaiveDate>,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    programme = "programme" {
        agreement_id: Uuid,
        title: String,
        manager_id: Uuid,
        mission_id: Uuid,
        intake_opens: NaiveDate,
        intake_closes: NaiveDate,
        planned_start: NaiveDate,
        planned_end: NaiveDate,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    rules_version = "rules_version" {
        programme_id: Uuid,
        number: i32,
        in_force_from: NaiveDate,
        rules: Json,
        created_at: DateTime<Utc>,
    }
    quota = "quota" {
        programme_id: Uuid,
        year: i32,
        sector: String,
        sex: String,
        places: i32,
        taken: i32,
        version: i32,
    }
}
