//! Courses, sessions, and the roster with marks and scores.

use axum::{
    Json,
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sojourn_domain::{CertificateId, CourseId, EnrolmentId, TrainingSessionId, act::Act, training::Mark};
use sojourn_services::training::{self, Entry};
use uuid::Uuid;

use super::{
    Api, Body, Caller, CallerMay,
    answer::{Answer, created, done},
    body::Sent,
    operation::{AFTER, About, Takes, json},
};
use crate::{
    routes::key::{After, PAGE},
    state::AppState,
    web::{Path, WebResult, rights},
};

pub(super) fn operations() -> Api {
    Api::of("training")
        .get(
            "/courses",
            courses,
            About::reads::<Centre>(
                "Courses of the caller's centre, and the trainers and programmes new ones can name.",
            ),
        )
        .post(
            "/courses",
            create_course,
            About::creates::<NewCourse>("Sets up a course.", Takes::Act(Act::CreateCourse)),
        )
        .get("/sessions", sessions, About::reads::<Sessions>("Sessions the caller runs or manages, the latest first."))
        .post(
            "/sessions",
            create_session,
            About::creates::<NewSession>("Sets up a session.", Takes::Act(Act::CreateSession)),
        )
        .get("/sessions/{id}", roster, About::reads::<Roster>("The roster of a session: names and numbers."))
        .post(
            "/sessions/{id}/marks",
            mark,
            About::does("Keeps marks and scores of a session: all of them or, with an error, none.", json::<Sheet>()),
        )
        .get(
            "/inspection",
            inspection,
            About::reads::<Inspection>(
                "Training of an inspector's programmes: sessions and certificates, nobody's name.",
            )
            .query(&[AFTER]),
        )
}

/// What a course or a session of the caller's centre can name.
#[derive(Serialize, JsonSchema)]
struct Centre {
    courses: Vec<Named>,
    /// Their accounts.
    trainers: Vec<Named>,
    programmes: Vec<Named>,
}

/// Something with its name.
#[derive(Serialize, JsonSchema)]
struct Named {
    id: Uuid,
    name: String,
}

async fn courses(State(app): State<AppState>, Caller(actor): Caller) -> Answer<Centre> {
    let training::CentreChoices { programmes, courses, trainers } = training::centre_choices(&app.ctx, &actor).await?;
    let named = |found: Vec<(Uuid, String)>| found.into_iter().map(|(id, name)| Named { id, name }).collect();
    Ok(Json(Centre { courses: named(courses), trainers: named(trainers), programmes: named(programmes) }))
}

/// A course just set up.
#[derive(Serialize, JsonSchema)]
struct NewCourse {
    course: CourseId,
}

async fn create_course(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    created(NewCourse { course: training::create_course(&app.ctx, &actor, &fields).await? })
}

/// A session just set up.
#[derive(Serialize, JsonSchema)]
struct NewSession {
    session: TrainingSessionId,
}

async fn create_session(State(app): State<AppState>, Caller(actor): Caller, Body(fields): Body) -> WebResult<Response> {
    created(NewSession { session: training::create_session(&app.ctx, &actor, &fields).await? })
}

/// Sessions, the latest first.
#[derive(Serialize, JsonSchema)]
struct Sessions {
    sessions: Vec<Session>,
}

/// A session.
#[derive(Serialize, JsonSchema)]
struct Session {
    id: TrainingSessionId,
    /// The course's title.
    course: String,
    place: Option<String>,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    /// How many seats there are.
    seats: i32,
    /// How many are taken.
    taken: i32,
}

fn session(found: training::Session) -> Session {
    let training::Session { session, course, .. } = found;
    Session {
        id: session.id.into(),
        course: course.title,
        place: session.place,
        starts_at: session.starts_at,
        ends_at: session.ends_at,
        seats: session.seats,
        taken: session.taken,
    }
}

async fn sessions(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadSessions>,
) -> Answer<Sessions> {
    let found = training::sessions(&app.ctx, &actor).await?;
    Ok(Json(Sessions { sessions: found.into_iter().map(session).collect() }))
}

/// A session with who sits in it.
#[derive(Serialize, JsonSchema)]
struct Roster {
    session: Session,
    seats: Vec<Seat>,
}

/// Somebody on a roster.
#[derive(Serialize, JsonSchema)]
struct Seat {
    enrolment: EnrolmentId,
    /// The worker's name.
    name: String,
    /// The worker's number.
    number: String,
    /// The mark of the session's day.
    mark: Option<Mark>,
    /// The newest score in the course.
    score: Option<i32>,
}

async fn roster(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<TrainingSessionId>,
) -> Answer<Roster> {
    let (found, seats) = training::roster(&app.ctx, &actor, id).await?;
    let seat = |s: training::Seat| Seat {
        enrolment: s.enrolment,
        name: s.name,
        number: s.number,
        mark: s.mark.as_deref().and_then(Mark::from_code),
        score: s.score,
    };
    Ok(Json(Roster { session: session(found), seats: seats.into_iter().map(seat).collect() }))
}

/// Marks and scores of a session.
#[derive(Deserialize, JsonSchema)]
struct Sheet {
    marks: Vec<SheetLine>,
}

/// What is kept for one seat; what is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
struct SheetLine {
    enrolment: EnrolmentId,
    mark: Option<Mark>,
    /// 0 to 100.
    #[schemars(range(min = 0, max = 100))]
    score: Option<i32>,
}

async fn mark(
    State(app): State<AppState>,
    Caller(actor): Caller,
    Path(id): Path<TrainingSessionId>,
    Sent(sheet): Sent<Sheet>,
) -> WebResult<impl IntoResponse> {
    let entry = |line: SheetLine| Entry { enrolment: line.enrolment, mark: line.mark, score: line.score };
    let entries: Vec<_> = sheet.marks.into_iter().map(entry).collect();
    training::mark(&app.ctx, &actor, id, &entries).await?;
    done()
}

/// What an inspector sees.
#[derive(Serialize, JsonSchema)]
struct Inspection {
    /// The latest sessions.
    sessions: Vec<InspectedSession>,
    /// A page of certificates, the newest first.
    certificates: Vec<InspectedCertificate>,
    /// Where the next page of certificates begins.
    next: Option<CertificateId>,
}

/// A session with its centre.
#[derive(Serialize, JsonSchema)]
struct InspectedSession {
    /// The centre's name.
    centre: String,
    session: Session,
}

/// A certificate without its holder.
#[derive(Serialize, JsonSchema)]
struct InspectedCertificate {
    number: String,
    issued_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    revoked_at: Option<DateTime<Utc>>,
}

async fn inspection(State(app): State<AppState>, Caller(actor): Caller, Query(at): Query<After>) -> Answer<Inspection> {
    let found = training::inspect(&app.ctx, &actor, at.after.parse().ok(), PAGE).await?;
    let centre = |s: &training::Session| found.centres.get(&s.course.centre_id.into()).cloned().unwrap_or_default();
    let inspected = |s: training::Session| InspectedSession { centre: centre(&s), session: session(s) };
    let rows = found.certificates.rows;
    let next = rows.last().filter(|_| found.certificates.more).map(|c| c.id.into());
    let certificates = rows.into_iter().map(|c| InspectedCertificate {
        number: c.number,
        issued_on: c.issued_on,
        valid_until: c.valid_until,
        revoked_at: c.revoked_at,
    });
    Ok(Json(Inspection {
        sessions: found.sessions.into_iter().map(inspected).collect(),
        certificates: certificates.collect(),
        next,
    }))
}
