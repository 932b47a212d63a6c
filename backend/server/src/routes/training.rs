//! Training's pages: courses and sessions of a centre, the roster with marks and scores.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use sojourn_domain::{Actor, Role, TrainingSessionId, act::Act, training::Mark};
use sojourn_services::training::{self, Entry, Seat, Session};
use sojourn_ui::{
    FormState, PageContext,
    pages::{
        acts::{ActProps, act as act_page},
        training::{
            InspectedCertificate, InspectedSession, RosterLine, RosterProps, SessionLine, coming as coming_page,
            inspection as inspection_page, roster as roster_page, sessions as sessions_page,
        },
    },
    paths,
};

use super::{
    acts::options,
    key::{PAGE, pager},
};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, SignedIn, WebResult,
        respond::{again, done, page},
        rights,
        routing::{Routes, get},
    },
};

/// The routes of training.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::SESSIONS, get(list))
        .route(paths::COURSE_NEW, get(new_course).post(create_course))
        .route(paths::SESSION_NEW, get(new_session).post(create_session))
        .route("/sessions/{id}", get(show).post(mark))
}

async fn list(State(app): State<AppState>, Page(ctx): Page, May { actor, .. }: May<rights::ReadSessions>) -> WebResult {
    let mut lines = Vec::new();
    for session in training::sessions(&app.ctx, &actor).await? {
        let (_, seats) = training::roster(&app.ctx, &actor, session.session.id.into()).await?;
        lines.push(line(&session, &seats));
    }
    Ok(page(sessions_page(&ctx, &lines, actor.has(Role::CentreManager))))
}

/// The trainer's first page.
pub(super) async fn home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let (mut today, mut later) = (Vec::new(), Vec::new());
    for (session, seats) in training::coming(&app.ctx, actor).await? {
        let line = line(&session, &seats);
        if line.day <= ctx.today { today.push(line) } else { later.push(line) }
    }
    Ok(page(coming_page(ctx, &today, &later)))
}

/// The inspector's first page.
pub(super) async fn inspection(app: &AppState, ctx: &PageContext, actor: &Actor, after: &str) -> WebResult {
    let found = training::inspect(&app.ctx, actor, after.parse().ok(), PAGE).await?;
    let number = |n: i32| u32::try_from(n).unwrap_or(0);
    let sessions: Vec<_> = found
        .sessions
        .iter()
        .map(|s| InspectedSession {
            title: s.course.title.clone(),
            centre: found.centres.get(&s.course.centre_id.into()).cloned().unwrap_or_default(),
            day: s.local.0.date(),
            place: s.session.place.clone().unwrap_or_default(),
            seats: (number(s.session.taken), number(s.session.seats)),
        })
        .collect();
    let next = found.certificates.rows.last().filter(|_| found.certificates.more).map(|c| c.id);
    let certificates: Vec<_> = found
        .certificates
        .rows
        .into_iter()
        .map(|c| InspectedCertificate {
            number: c.number,
            issued: c.issued_on,
            until: c.valid_until,
            revoked: c.revoked_at.is_some(),
        })
        .collect();
    let pages = pager(paths::HOME, after, next.map(|id| id.to_string()));
    Ok(page(inspection_page(ctx, &sessions, &certificates, &pages)))
}

fn line(session: &Session, seats: &[Seat]) -> SessionLine {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (from, to) = session.local;
    SessionLine {
        href: paths::session(&session.session.id.to_string()),
        title: session.course.title.clone(),
        day: from.date(),
        hours: format!("{}–{}", from.format("%H:%M"), to.format("%H:%M")),
        place: session.session.place.clone().unwrap_or_default(),
        marked: (count(seats.iter().filter(|s| s.mark.is_some()).count()), count(seats.len())),
    }
}

async fn course_form(app: &AppState, ctx: &PageContext, actor: &Actor, form: FormState) -> WebResult<ActProps> {
    let choices = training::centre_choices(&app.ctx, actor).await?;
    Ok(ActProps {
        act: Act::CreateCourse,
        back: (paths::SESSIONS.to_owned(), ctx.t("nav-sessions")),
        action: paths::COURSE_NEW.to_owned(),
        choices: BTreeMap::from([("programme", options(choices.programmes))]),
        form,
    })
}

async fn session_form(app: &AppState, ctx: &PageContext, actor: &Actor, form: FormState) -> WebResult<ActProps> {
    let choices = training::centre_choices(&app.ctx, actor).await?;
    Ok(ActProps {
        act: Act::CreateSession,
        back: (paths::SESSIONS.to_owned(), ctx.t("nav-sessions")),
        action: paths::SESSION_NEW.to_owned(),
        choices: BTreeMap::from([("course", options(choices.courses)), ("trainer", options(choices.trainers))]),
        form,
    })
}

async fn new_course(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    Ok(page(act_page(&ctx, &course_form(&app, &ctx, &actor, FormState::default()).await?)))
}

async fn create_course(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    form: Form,
) -> WebResult<Response> {
    match training::create_course(&app.ctx, &actor, &form.values).await {
        Ok(_) => Ok(done(paths::SESSION_NEW, "flash-saved", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(act_page(&ctx, &course_form(&app, &ctx, &actor, state).await?)))
        }
    }
}

async fn new_session(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    Ok(page(act_page(&ctx, &session_form(&app, &ctx, &actor, FormState::default()).await?)))
}

async fn create_session(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    form: Form,
) -> WebResult<Response> {
    match training::create_session(&app.ctx, &actor, &form.values).await {
        Ok(id) => Ok(done(&paths::session(&id.to_string()), "flash-saved", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(act_page(&ctx, &session_form(&app, &ctx, &actor, state).await?)))
        }
    }
}

async fn roster_props(
    app: &AppState,
    actor: &Actor,
    id: TrainingSessionId,
    form: Option<FormState>,
) -> WebResult<RosterProps> {
    let (session, seats) = training::roster(&app.ctx, actor, id).await?;
    let known = seats.iter().flat_map(|seat| {
        let mark = seat.mark.clone().map(|m| (format!("mark_{}", seat.enrolment), m));
        mark.into_iter().chain(seat.score.map(|s| (format!("score_{}", seat.enrolment), s.to_string())))
    });
    Ok(RosterProps {
        session: line(&session, &seats),
        form: form.unwrap_or_else(|| FormState::filled(known)),
        people: seats
            .into_iter()
            .map(|s| RosterLine { id: s.enrolment.to_string(), name: s.name, number: s.number })
            .collect(),
        scored: true,
        action: paths::session(&id.to_string()),
    })
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<TrainingSessionId>,
) -> WebResult {
    Ok(page(roster_page(&ctx, &roster_props(&app, &actor, id, None).await?)))
}

async fn mark(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<TrainingSessionId>,
    form: Form,
) -> WebResult<Response> {
    let (_, seats) = training::roster(&app.ctx, &actor, id).await?;
    let entries: Vec<Entry> = seats
        .iter()
        .map(|seat| Entry {
            enrolment: seat.enrolment,
            mark: Mark::from_code(form.value(&format!("mark_{}", seat.enrolment))),
            // What is no number is out of range: it is refused at its field.
            score: form.some(&format!("score_{}", seat.enrolment)).map(|s| s.parse().unwrap_or(-1)),
        })
        .collect();
    match training::mark(&app.ctx, &actor, id, &entries).await {
        Ok(()) => Ok(done(&paths::session(&id.to_string()), "flash-saved", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(roster_page(&ctx, &roster_props(&app, &actor, id, Some(state)).await?)))
        }
    }
}
