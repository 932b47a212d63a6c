//! Preparation before departure: courses, sessions, enrolments, attendance, assessments, certificates.

use sea_orm_migration::prelude::*;

use crate::schema::{drop_tables, run};

/// This migration, named after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    r#"create table course (
    id {uuid} not null constraint pk_course primary key,
    programme_id {uuid} constraint fk_course_programme references programme (id),
    centre_id {uuid} not null constraint fk_course_centre references organisation (id),
    code varchar(40) not null,
    title text not null,
    modules {json} not null,
    minutes_required integer not null,
    attendance_percent integer not null,
    pass_mark integer not null,
    certificate_months integer,
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint uq_course_code unique (centre_id, code),
    constraint ck_course_attendance check (attendance_percent between 0 and 100),
    constraint ck_course_pass_mark check (pass_mark between 0 and 100)
)"#,
    r#"create index ix_course_programme on course (programme_id)"#,
    r#"create table course_session (
    id {uuid} not null constraint pk_course_session primary key,
    course_id {uuid} not null constraint fk_course_session_course references course (id),
    trainer_id {uuid} constraint fk_course_session_trainer references account (id),
    module varchar(60),
    place text,
    starts_at {time} not null,
    ends_at {time} not null,
    seats integer not null,
    taken integer not null default 0,
    version integer not null default 1,
    created_at {time} not null,
    updated_at {time} not null,
    constraint ck_course_session_times check (starts_at < ends_at),
    constraint ck_course_session_taken check (taken >= 0 and taken <= seats)
)"#,
    r#"create index ix_course_session_course on course_session (course_id, starts_at)"#,
    r#"create index ix_course_session_trainer on course_session (trainer_id, starts_at)"#,
    r#"create table enrolment (
    id {uuid} not null constraint pk_enrolment primary key,
    case_id {uuid} not null constraint fk_enrolment_case references cases (id),
    course_id {uuid} not null constraint fk_enrolment_course references course (id),
    session_id {uuid} not null constraint fk_enrolment_session references course_session (id),
    status varchar(20) not null,
    enrolled_by {uuid},
    enrolled_at {time} not null,
    version integer not null default 1,
    constraint uq_enrolment unique (case_id, session_id)
)"#,
    r#"create index ix_enrolment_session on enrolment (session_id)"#,
    r#"create index ix_enrolment_case_course on enrolment (case_id, course_id)"#,
    r#"create table attendance (
    id {uuid} not null constraint pk_attendance primary key,
    enrolment_id {uuid} not null constraint fk_attendance_enrolment references enrolment (id),
    day {date} not null,
    mark varchar(20) not null,
    minutes integer not null,
    marked_by {uuid} not null,
    marked_at {time} not null,
    device_id varchar(80),
    version integer not null default 1,
    constraint uq_attendance_day unique (enrolment_id, day),
    constraint ck_attendance_minutes check (minutes between 0 and 1440)
)"#,
    r#"create table assessment (
    id {uuid} not null constraint pk_assessment primary key,
    case_id {uuid} not null constraint fk_assessment_case references cases (id),
    course_id {uuid} not null constraint fk_assessment_course references course (id),
    module varchar(60),
    score integer not null,
    trainer_id {uuid} not null,
    assessed_on {date} not null,
    created_at {time} not null,
    constraint ck_assessment_score check (score between 0 and 100)
)"#,
    r#"create index ix_assessment_case on assessment (case_id, course_id, assessed_on)"#,
    r#"create table certificate (
    id {uuid} not null constraint pk_certificate primary key,
    number varchar(40) not null constraint uq_certificate_number unique,
    case_id {uuid} not null constraint fk_certificate_case references cases (id),
    worker_id {uuid} not null constraint fk_certificate_worker references worker (id),
    course_id {uuid} constraint fk_certificate_course references course (id),
    issued_on {date} not null,
    valid_until {date},
    issued_by {uuid} not null,
    revoked_at {time},
    revoked_reason text,
    version integer not null default 1,
    created_at {time} not null
)"#,
    r#"create index ix_certificate_worker on certificate (worker_id, issued_on)"#,
    r#"create index ix_certificate_case on certificate (case_id)"#,
];

/// Newest first: a table goes before the one it refers to.
const TABLES: &[&str] = &["certificate", "assessment", "attendance", "enrolment", "course_session", "course"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, TABLES).await
    }
}
