//! Coming back, and asking for help at any moment. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    support_request = "support_request" {
        case_id: Uuid,
        kinds: Json,
        story_sealed: Option<Vec<u8>>,
        story_key: Option<String>,
        urgency: String,
        status: String,
        asked_by: Uuid,
        asked_at: DateTime<Utc>,
        version: i32,
    }
    reintegration_assessment = "reintegration_assessment" {
        case_id: Uuid,
        round: String,
        answers: Json,
        economic_score: Option<i32>,
        social_score: Option<i32>,
        psychosocial_score: Option<i32>,
        total_score: Option<i32>,
        assessed_by: Uuid,
        assessed_on: NaiveDate,
        created_at: DateTime<Utc>,
    }
    plan = "plan" {
        case_id: Uuid,
        revision: i32,
        status: String,
        goal: String,
        budget_minor: i64,
        currency: String,
        prepared_by: Uuid,
        agreed_at: Option<DateTime<Utc>>,
        approved_by: Option<Uuid>,
        approved_at: Option<DateTime<Utc>>,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    plan_item = "plan_item" {
        plan_id: Uuid,
        kind: String,
        description: String,
        partner_id: Option<Uuid>,
        cost_minor: i64,
        currency: String,
        due_on: Option<NaiveDate>,
        status: String,
        delivered_on: Option<NaiveDate>,
        delivered_by: Option<Uuid>,
        version: i32,
    }
    follow_up = "follow_up" {
        case_id: Uuid,
        month: i32,
        due_on: NaiveDate,
        done_on: Option<NaiveDate>,
        done_by: Option<Uuid>,
        outcome: Option<String>,
        answers: Json,
        version: i32,
    }
    help_thread = "help_thread" {
        worker_id: Uuid,
        case_id: Option<Uuid>,
        topic: String,
        urgent: bool,
        status: String,
        assigned_to: Option<Uuid>,
        opened_at: DateTime<Utc>,
        last_message_at: DateTime<Utc>,
        closed_at: Option<DateTime<Utc>>,
        version: i32,
    }
    help_message = "help_message" {
        thread_id: Uuid,
        from_worker: bool,
        author_id: Uuid,
        text_sealed: Vec<u8>,
        text_key: String,
        sent_at: DateTime<Utc>,
    }
}
