//! Preparation before departure. Rows as they stand; the columns are described where they are created, in `migrations`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::prelude::Json;
use uuid::Uuid;

use super::entities;

entities! {
    course = "course" {
        programme_id: Option<Uuid>,
        centre_id: Uuid,
        code: String,
        title: String,
        modules: Json,
        minutes_required: i32,
        attendance_percent: i32,
        pass_mark: i32,
        certificate_months: Option<i32>,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    course_session = "course_session" {
        course_id: Uuid,
        trainer_id: Option<Uuid>,
        module: Option<String>,
        place: Option<String>,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        seats: i32,
        taken: i32,
        version: i32,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    }
    enrolment = "enrolment" {
        case_id: Uuid,
        course_id: Uuid,
        session_id: Uuid,
        status: String,
        enrolled_by: Option<Uuid>,
        enrolled_at: DateTime<Utc>,
        version: i32,
    }
    attendance = "attendance" {
        enrolment_id: Uuid,
        day: NaiveDate,
        mark: String,
        minutes: i32,
        marked_by: Uuid,
        marked_at: DateTime<Utc>,
        device_id: Option<String>,
        version: i32,
    }
    assessment = "assessment" {
        case_id: Uuid,
        course_id: Uuid,
        module: Option<String>,
        score: i32,
        trainer_id: Uuid,
        assessed_on: NaiveDate,
        created_at: DateTime<Utc>,
    }
    certificate = "certificate" {
        number: String,
        case_id: Uuid,
        worker_id: Uuid,
        course_id: Option<Uuid>,
        issued_on: NaiveDate,
        valid_until: Option<NaiveDate>,
        issued_by: Uuid,
        revoked_at: Option<DateTime<Utc>>,
        revoked_reason: Option<String>,
        version: i32,
        created_at: DateTime<Utc>,
    }
}
