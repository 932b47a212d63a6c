//! Courses, their sessions, the roster, marks and scores. A trainer sees the roster of own sessions, a centre
//! manager the centre's; both see name and number, nothing else. Start at [`roster`].

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use sojourn_domain::{
    Actor, CertificateId, CourseId, EnrolmentId, FieldError, OrganisationId, Refusal, Role, TrainingSessionId,
    act::{self, Act},
    registration::Fields,
    role::Permission,
    training::Mark,
};
use sojourn_storage::{
    AuditEntry, Marked, Page, Source, Tx,
    entity::training::{assessment, attendance, certificate, course, course_session, enrolment},
};
use uuid::Uuid;

use crate::{Context, Result, ServiceError, cases::programme_and_rules};

/// Sessions of a first page.
const COMING: u64 = 30;
/// Minutes that being late costs.
const LATE: i32 = 30;

/// A session with its course.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The session.
    pub session: course_session::Model,
    /// Its course.
    pub course: course::Model,
    /// When it begins and ends on the programme's clock.
    pub local: (NaiveDateTime, NaiveDateTime),
}

/// Somebody on a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The worker's name.
    pub name: String,
    /// The worker's number.
    pub number: String,
    /// The mark of the session's day, where there is one.
    pub mark: Option<String>,
    /// The newest score in the course.
    pub score: Option<i32>,
}

/// What a trainer wrote for one seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// How the person came; `None` leaves it open.
    pub mark: Option<Mark>,
    /// The score, 0 to 100; `None` leaves it open.
    pub score: Option<i32>,
}

fn centre_of(actor: &Actor) -> Result<OrganisationId> {
    actor.organisations(Role::CentreManager).next().ok_or_else(|| Refusal::Forbidden.into())
}

/// Sets up a course of the actor's centre.
///
/// # Errors
/// [`Refusal::Invalid`] with the fields at fault, [`Refusal::Forbidden`] without the role.
pub async fn create_course(ctx: &Context, actor: &Actor, fields: &Fields) -> Result<CourseId> {
    let centre = centre_of(actor)?;
    let values = act::parse(&Act::CreateCourse.fields(), fields)?;
    let programme = values.record("programme").unwrap_or_default();
    let tx = ctx.db.begin().await?;
    if tx.programmes().find_programme(programme.into()).await?.is_none() {
        return Err(ServiceError::field("programme", "choose_one"));
    }
    let now = ctx.now();
    let row = course::Model {
        id: ctx.new_id(),
        programme_id: Some(programme),
        centre_id: centre.uuid(),
        code: values.line("course_code"),
        title: values.line("title"),
        modules: serde_json::json!([]),
        minutes_required: values.number("minutes"),
        attendance_percent: 100,
        pass_mark: values.number("pass_mark"),
        certificate_months: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let id = CourseId::new(row.id);
    tx.training().insert_course(row).await?;
    note(ctx, &tx, actor, "course", id.uuid(), "create-course").await?;
    tx.commit().await?;
    Ok(id)
}

/// Sets up a session of a course of the actor's centre; its hours are on the programme's clock.
///
/// # Errors
/// As [`create_course`].
pub async fn create_session(ctx: &Context, actor: &Actor, fields: &Fields) -> Result<TrainingSessionId> {
    let centre = centre_of(actor)?;
    let values = act::parse(&Act::CreateSession.fields(), fields)?;
    let tx = ctx.db.begin().await?;
    let course = tx.training().find_course(CourseId::new(values.record("course").unwrap_or_default())).await?;
    let course = course.filter(|c| c.centre_id == centre.uuid());
    let course = course.ok_or_else(|| ServiceError::field("course", "choose_one"))?;
    let offset = clock_of(&tx, ctx, &course).await?;
    let utc = |local: NaiveDateTime| (local - offset).and_utc();
    let (Some(starts_at), Some(ends_at)) = (values.moment("starts_at").map(utc), values.moment("ends_at").map(utc))
    else {
        return Err(ServiceError::field("starts_at", "impossible_date"));
    };
    if ends_at <= starts_at || ends_at - starts_at > TimeDelta::hours(24) {
        return Err(ServiceError::field("ends_at", "before_start"));
    }
    let trainer_id = values.record("trainer");
    if let Some(trainer) = trainer_id
        && trainers(&tx, centre).await?.iter().all(|(id, _)| *id != trainer)
    {
        return Err(ServiceError::field("trainer", "choose_one"));
    }
    let now = ctx.now();
    let row = course_session::Model {
        id: ctx.new_id(),
        course_id: course.id,
        trainer_id,
        module: None,
        place: values.text("place").map(str::to_owned),
        starts_at,
        ends_at,
        seats: values.number("seats"),
        taken: 0,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let id = TrainingSessionId::new(row.id);
    tx.training().insert_session(row).await?;
    note(ctx, &tx, actor, "session", id.uuid(), "create-session").await?;
    tx.commit().await?;
    Ok(id)
}

/// Trainers of a centre: account and name.
async fn trainers(source: &impl Source, centre: OrganisationId) -> Result<Vec<(Uuid, String)>> {
    let accounts = source.access().accounts_with_role(Role::Trainer, Some(centre)).await?;
    Ok(accounts.into_iter().map(|a| (a.id.uuid(), a.name)).collect())
}

/// What the forms of courses and sessions choose from: programmes, courses and trainers of the actor's centre.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CentreChoices {
    /// Programmes.
    pub programmes: Vec<(Uuid, String)>,
    /// Courses.
    pub courses: Vec<(Uuid, String)>,
    /// Trainers.
    pub trainers: Vec<(Uuid, String)>,
}

/// What the centre's forms choose from.
///
/// # Errors
/// [`Refusal::Forbidden`] without the role; storage.
pub async fn centre_choices(ctx: &Context, actor: &Actor) -> Result<CentreChoices> {
    let (centre, reader) = (centre_of(actor)?, ctx.db.reader());
    let programmes = reader.programmes().programmes().await?;
    let courses = reader.training().courses_of_centre(centre).await?;
    Ok(CentreChoices {
        programmes: programmes.into_iter().map(|p| (p.id.uuid(), p.title)).collect(),
        courses: courses.into_iter().map(|c| (c.id, c.title)).collect(),
        trainers: trainers(&reader, centre).await?,
    })
}

/// Sessions the actor runs or manages, the latest first.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever trains nobody; storage.
pub async fn sessions(ctx: &Context, actor: &Actor) -> Result<Vec<Session>> {
    if !actor.may(Permission::ReadSessions) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let mut found = Vec::new();
    if actor.has(Role::Trainer) {
        found.extend(reader.training().sessions_of_trainer(actor.account).await?);
    }
    for centre in actor.organisations(Role::CentreManager) {
        for course in reader.training().courses_of_centre(centre).await? {
            found.extend(reader.training().sessions_of_course(course.id.into()).await?);
        }
    }
    found.sort_by_key(|s| (s.starts_at, s.id));
    found.dedup_by_key(|s| s.id);
    found.reverse();
    let mut sessions = Vec::new();
    for session in found {
        let course = reader.training().find_course(session.course_id.into()).await?;
        sessions.push(with_course(&reader, ctx, session, course.ok_or(ServiceError::NotFound)?).await?);
    }
    Ok(sessions)
}

/// Sessions the actor runs or manages that are not over, the next first, each with how many are marked of how many.
///
/// # Errors
/// As any read.
pub async fn coming(ctx: &Context, actor: &Actor) -> Result<Vec<(Session, Vec<Seat>)>> {
    let reader = ctx.db.reader();
    let trainer = actor.has(Role::Trainer).then_some(actor.account);
    let centres: Vec<_> = actor.organisations(Role::CentreManager).collect();
    // What ended today still wants its marks: it stays in sight for a day.
    let from = ctx.now() - TimeDelta::hours(24);
    let mut found = Vec::new();
    for session in reader.training().coming_sessions(trainer, &centres, from, COMING).await? {
        found.push(roster(ctx, actor, session.id.into()).await?);
    }
    Ok(found)
}

/// What an inspector sees of a programme's training: sessions and certificates, nobody's name.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Sessions with their courses, the latest first.
    pub sessions: Vec<Session>,
    /// Names of the centres.
    pub centres: BTreeMap<OrganisationId, String>,
    /// Certificates, the newest first.
    pub certificates: Page<certificate::Model>,
}

/// Training of the programmes that the inspector's ministry manages.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever inspects nothing; storage.
pub async fn inspect(ctx: &Context, actor: &Actor, last: Option<CertificateId>, size: u64) -> Result<Inspection> {
    let ministries: Vec<_> = actor.organisations(Role::Inspector).collect();
    if ministries.is_empty() {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let programmes = reader.programmes().programmes().await?;
    let own: Vec<_> = programmes.into_iter().filter(|p| ministries.contains(&p.manager)).map(|p| p.id).collect();
    let mut sessions = Vec::new();
    for (session, course) in reader.training().sessions_of_programmes(&own, COMING).await? {
        sessions.push(with_course(&reader, ctx, session, course).await?);
    }
    let centres = sessions.iter().map(|s| OrganisationId::new(s.course.centre_id)).collect::<Vec<_>>();
    Ok(Inspection {
        centres: reader.programmes().organisation_names(centres).await?,
        certificates: reader.training().certificates_of_programmes(&own, last, size).await?,
        sessions,
    })
}

/// How far the clock of a course's programme is from UTC.
async fn clock_of(source: &impl Source, ctx: &Context, course: &course::Model) -> Result<TimeDelta> {
    let minutes = match course.programme_id {
        Some(programme) => programme_and_rules(source, programme.into(), ctx.now()).await?.1.rules.utc_offset_minutes,
        None => 0,
    };
    Ok(TimeDelta::minutes(minutes.into()))
}

async fn with_course(
    source: &impl Source,
    ctx: &Context,
    session: course_session::Model,
    course: course::Model,
) -> Result<Session> {
    let offset = clock_of(source, ctx, &course).await?;
    let local = ((session.starts_at + offset).naive_utc(), (session.ends_at + offset).naive_utc());
    Ok(Session { session, course, local })
}

/// A session the actor runs or manages.
async fn find(source: &impl Source, ctx: &Context, actor: &Actor, id: TrainingSessionId) -> Result<Session> {
    let session = source.training().find_session(id).await?.ok_or(ServiceError::NotFound)?;
    let course = source.training().find_course(session.course_id.into()).await?.ok_or(ServiceError::NotFound)?;
    let runs = actor.has(Role::Trainer) && session.trainer_id == Some(actor.account.uuid());
    let manages = actor.organisations(Role::CentreManager).any(|o| o.uuid() == course.centre_id);
    if runs || manages { with_course(source, ctx, session, course).await } else { Err(ServiceError::NotFound) }
}

/// The roster of a session: name and number, nothing else.
///
/// # Errors
/// [`ServiceError::NotFound`] for another's session.
pub async fn roster(ctx: &Context, actor: &Actor, id: TrainingSessionId) -> Result<(Session, Vec<Seat>)> {
    let reader = ctx.db.reader();
    let session = find(&reader, ctx, actor, id).await?;
    let mut seats = Vec::new();
    for enrolment in seated(&reader, id).await? {
        let Some(case) = reader.cases().find_for_system(enrolment.case_id.into()).await? else { continue };
        let Some(worker) = reader.workers().find_for_system(case.worker).await? else { continue };
        let marks = reader.training().marks_of(enrolment.id.into()).await?;
        let scores = reader.training().assessments_of_case(case.id).await?;
        let day = session.session.starts_at.date_naive();
        seats.push(Seat {
            enrolment: enrolment.id.into(),
            name: worker.listed_name(),
            number: worker.number.to_string(),
            mark: marks.into_iter().find(|m| m.day == day).map(|m| m.mark),
            score: scores.iter().rev().find(|s| s.course_id == session.course.id).map(|s| s.score),
        });
    }
    Ok((session, seats))
}

async fn seated(source: &impl Source, id: TrainingSessionId) -> Result<Vec<enrolment::Model>> {
    let all = source.training().roster(id).await?;
    Ok(all.into_iter().filter(|e| e.status == super::moves::ENROLLED).collect())
}

/// Keeps marks and scores of a session that has begun. All or nothing: one that another person marked
/// differently is an error at its field, and nothing is kept.
///
/// # Errors
/// [`Refusal::Invalid`] with `mark_ID` (`already_marked`, `not_begun`) or `score_ID` (`out_of_range`);
/// [`ServiceError::NotFound`] for another's session.
pub async fn mark(ctx: &Context, actor: &Actor, id: TrainingSessionId, entries: &[Entry]) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let Session { session, course, .. } = find(&tx, ctx, actor, id).await?;
    let seated = seated(&tx, id).await?;
    let mut errors = Vec::new();
    for entry in entries {
        let seat = seated.iter().find(|e| e.id == entry.enrolment.uuid()).ok_or(ServiceError::NotFound)?;
        if let Some(mark) = entry.mark
            && let Err(code) = keep_mark(ctx, &tx, actor, &session, seat, mark).await?
        {
            errors.push(FieldError::new(format!("mark_{}", entry.enrolment), code));
        }
        match entry.score {
            Some(score) if !(0..=100).contains(&score) => {
                errors.push(FieldError::new(format!("score_{}", entry.enrolment), "out_of_range"));
            }
            Some(score) => keep_score(ctx, &tx, actor, &course, seat, score).await?,
            None => {}
        }
    }
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors).into());
    }
    note(ctx, &tx, actor, "session", id.uuid(), "mark").await?;
    Ok(tx.commit().await?)
}

async fn keep_mark(
    ctx: &Context,
    tx: &Tx,
    actor: &Actor,
    session: &course_session::Model,
    seat: &enrolment::Model,
    mark: Mark,
) -> Result<std::result::Result<(), &'static str>> {
    if session.starts_at > ctx.now() {
        return Ok(Err("not_begun"));
    }
    let whole = i32::try_from((session.ends_at - session.starts_at).num_minutes()).unwrap_or(0);
    let minutes = match mark {
        Mark::Present => whole,
        Mark::Late => (whole - LATE).max(0),
        Mark::Absent => 0,
    };
    let row = attendance::Model {
        id: ctx.new_id(),
        enrolment_id: seat.id,
        day: session.starts_at.date_naive(),
        mark: mark.code().into(),
        minutes,
        marked_by: actor.account.uuid(),
        marked_at: ctx.now(),
        device_id: None,
        version: 1,
    };
    match tx.training().mark(row).await? {
        Marked::Accepted | Marked::AlreadyThere => Ok(Ok(())),
        // One's own mark can be corrected; another's stands until they correct it.
        Marked::Conflict(there) if there.marked_by == actor.account.uuid() => {
            let corrected = attendance::Model { mark: mark.code().into(), minutes, marked_at: ctx.now(), ..there };
            tx.training().save_mark(corrected).await?;
            Ok(Ok(()))
        }
        Marked::Conflict(_) => Ok(Err("already_marked")),
    }
}

async fn keep_score(
    ctx: &Context,
    tx: &Tx,
    actor: &Actor,
    course: &course::Model,
    seat: &enrolment::Model,
    score: i32,
) -> Result<()> {
    let scores = tx.training().assessments_of_case(seat.case_id.into()).await?;
    if scores.iter().rev().find(|s| s.course_id == course.id).is_some_and(|s| s.score == score) {
        return Ok(());
    }
    let row = assessment::Model {
        id: ctx.new_id(),
        case_id: seat.case_id,
        course_id: course.id,
        module: None,
        score,
        trainer_id: actor.account.uuid(),
        assessed_on: (ctx.now() + clock_of(tx, ctx, course).await?).date_naive(),
        created_at: ctx.now(),
    };
    Ok(tx.training().insert_assessment(row).await?)
}

async fn note(ctx: &Context, tx: &Tx, actor: &Actor, kind: &str, subject: Uuid, act: &str) -> Result<()> {
    let entry = AuditEntry {
        case: None,
        account: Some(actor.account),
        act: act.into(),
        subject_kind: kind.into(),
        subject: Some(subject),
        details: String::new(),
        at: ctx.now(),
    };
    Ok(tx.audit().append(&entry).await?)
}
