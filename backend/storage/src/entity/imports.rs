//! Rows that came in from a file. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    import_mapping = "import_mapping" {
        owner_id: Uuid,
        name: String,
        columns_hash: String,
        columns: Json,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    import_run = "import_run" {
        kind: String,
        file_name: String,
        file_hash: String,
        office_id: Uuid,
        mapping: Json,
        dry_run: bool,
        status: String,
        rows_total: i32,
        rows_created: i32,
        rows_duplicate: i32,
        rows_refused: i32,
        started_by: Option<Uuid>,
        started_at: DateTime<Utc>,
        finished_at: Option<DateTime<Utc>>,
        version: i32,
    }
    import_row = "import_row" {
        run_id: Uuid,
        line: i32,
        row_key: String,
        status: String,
        reason: Option<String>,
        field: Option<String>,
        detail: Option<String>,
        worker_id: Option<Uuid>,
        match_id: Option<Uuid>,
        match_line: Option<i32>,
    }
}
