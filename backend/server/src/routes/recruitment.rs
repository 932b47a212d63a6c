//! Recruitment's pages: workers found and listed, registering at the desk, one person's record.

use axum::{
    extract::{Query, State},
    response::Response,
};
use sojourn_domain::{
    Actor, FieldError, WorkerId, country::Country, locale::PaperLanguage, registration, role::Permission,
};
use sojourn_services::{
    ServiceError,
    recruitment::{self, Candidate, Registered, WorkerLine as Found},
};
use sojourn_ui::{
    FormState,
    pages::{
        cases::CaseLine,
        recruitment::{
            Candidate as CandidateCard, IdentityLine, RegisterProps, WorkerLine, WorkerProps, WorkersProps,
            register as register_page, worker as worker_page, workers as workers_page,
        },
    },
    paths,
};

use super::key::{PAGE, Searched, pager};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, WebResult,
        respond::{again, done, page},
        rights,
        routing::{Routes, get, post},
    },
};

/// The routes of recruitment.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::WORKERS, get(list))
        .route(paths::SEARCH, get(list))
        .route(paths::REGISTER, get(show_form).post(register))
        .route(paths::REGISTER_READ, post(read_zone))
        .route("/workers/{id}", get(show))
        .route("/workers/{id}/case", get(show_case_form).post(open_case))
        .route("/workers/{id}/case/read", post(read_zone_of))
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadWorkers>,
    Query(asked): Query<Searched>,
) -> WebResult {
    let typed = asked.typed();
    let (found, next): (Vec<Found>, Option<WorkerId>) = if typed.is_empty() {
        let found = recruitment::workers(&app.ctx, &actor, asked.after.parse().ok(), PAGE).await?;
        let next = found.rows.last().filter(|_| found.more).map(|(w, _)| w.id);
        (found.rows, next)
    } else {
        (recruitment::search(&app.ctx, &actor, typed, PAGE).await?, None)
    };
    let rows = found
        .into_iter()
        .map(|(worker, state)| WorkerLine {
            href: paths::worker(&worker.id.to_string()),
            name: worker.listed_name(),
            number: worker.number.to_string(),
            born: worker.born.to_string(),
            district: worker.district.unwrap_or_default(),
            state,
        })
        .collect();
    let props = WorkersProps {
        filter: FormState::filled([("q", typed)]),
        rows,
        pager: pager(paths::WORKERS, &asked.after, next.map(|id| id.to_string())),
        may_register: actor.may(Permission::WriteWorkers),
    };
    Ok(page(workers_page(&ctx, &props)))
}

/// The form with its lists and the possible duplicates found.
pub(super) async fn register_props(app: &AppState, form: FormState, found: Vec<Candidate>) -> WebResult<RegisterProps> {
    let mut programmes = recruitment::open_programmes(&app.ctx).await?;
    // What was chosen stays to be seen where its intake has closed meanwhile.
    let chosen = form.value(registration::field::PROGRAMME).parse().ok();
    if let Some(id) = chosen.filter(|id| programmes.iter().all(|p| p.id != *id)) {
        let closed = app.ctx.db.reader().programmes().find_programme(id).await.map_err(ServiceError::from)?;
        programmes.extend(closed);
    }
    let candidates = found
        .into_iter()
        .map(|c| CandidateCard {
            name: c.worker.as_ref().map_or_else(|| c.masked.initials.clone(), |w| w.listed_name()),
            number: c.masked.number.to_string(),
            detail: match &c.worker {
                Some(w) => [w.born.to_string(), w.district.clone().unwrap_or_default(), c.masked.office.clone()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                None => c.masked.office.clone(),
            },
            href: c.worker.as_ref().map(|w| paths::worker(&w.id.to_string())),
        })
        .collect();
    Ok(RegisterProps {
        form,
        programmes: programmes.into_iter().map(|p| (p.id.to_string(), p.title)).collect(),
        countries: Country::all().into_iter().map(|c| (c.alpha3().to_owned(), c.name().to_owned())).collect(),
        languages: PaperLanguage::ALL.iter().map(|l| (l.code().to_owned(), l.own_name().to_owned())).collect(),
        candidates,
        once: String::new(),
        action: paths::REGISTER.to_owned(),
        read: paths::REGISTER_READ.to_owned(),
        proposal: None,
    })
}

async fn show_form(State(app): State<AppState>, Page(ctx): Page, _: May<rights::WriteWorkers>) -> WebResult {
    Ok(page(register_page(&ctx, &register_props(&app, FormState::default(), Vec::new()).await?)))
}

/// A form filled from its passport's lines without script: what was typed stays, and lines that cannot be read are
/// an error at their field.
pub(super) fn filled_from_zone(app: &AppState, form: &Form) -> FormState {
    let mut state = form.state(Vec::new());
    if let Err(error) = registration::fill_from_mrz(&mut state.values, app.ctx.now().date_naive()) {
        state.errors.push(error);
    }
    state
}

/// The page of a form, or the page again where something in it is wrong.
pub(super) fn judged(state: &FormState, html: String) -> Response {
    if state.errors.is_empty() { page(html) } else { again(html) }
}

async fn read_zone(
    State(app): State<AppState>,
    Page(ctx): Page,
    _: May<rights::WriteWorkers>,
    form: Form,
) -> WebResult {
    let props = register_props(&app, filled_from_zone(&app, &form), Vec::new()).await?;
    Ok(judged(&props.form, register_page(&ctx, &props)))
}

/// The same in the form of a worker who is on record.
async fn read_zone_of(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<WorkerId>,
    form: Form,
) -> WebResult {
    recruitment::worker(&app.ctx, &actor, id).await?;
    let props = case_props(&app, id, filled_from_zone(&app, &form)).await?;
    Ok(judged(&props.form, register_page(&ctx, &props)))
}

/// The form that opens a case for a worker on record.
async fn case_props(app: &AppState, id: WorkerId, form: FormState) -> WebResult<RegisterProps> {
    let (props, id) = (register_props(app, form, Vec::new()).await?, id.to_string());
    Ok(RegisterProps { action: paths::open_case(&id), read: paths::open_case_read(&id), ..props })
}

async fn register(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    form: Form,
) -> WebResult<Response> {
    let (state, found) = match recruitment::register(&app.ctx, &actor, &form.values).await {
        Ok(Registered::Done { case, .. }) => {
            return Ok(done(&paths::case(&case.to_string()), "flash-registered", &[]));
        }
        Ok(Registered::PossibleDuplicates(found)) => {
            let error = FieldError::new(registration::field::ANOTHER_PERSON, "duplicates");
            (form.state(vec![error]), found)
        }
        Err(error) => (form.refused(error)?, Vec::new()),
    };
    let props = register_props(&app, state, found).await?;
    Ok(again(register_page(&ctx, &props)))
}

/// The form of a worker who is on record, filled with what is known.
async fn show_case_form(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<WorkerId>,
) -> WebResult {
    let view = recruitment::worker(&app.ctx, &actor, id).await?;
    Ok(page(register_page(&ctx, &case_props(&app, id, known(&view)).await?)))
}

fn known(view: &recruitment::WorkerView) -> FormState {
    use registration::field as f;
    let worker = &view.worker;
    let mut values = vec![
        (f::GIVEN_NAMES, worker.given_names.clone()),
        (f::SURNAME, worker.surname.clone()),
        (f::SEX, worker.sex.code().to_owned()),
        (f::BORN_YEAR, worker.born.year().to_string()),
        (f::BORN_MONTH, worker.born.month().map(|m| m.to_string()).unwrap_or_default()),
        (f::BORN_DAY, worker.born.day().map(|d| d.to_string()).unwrap_or_default()),
        (f::NATIONALITY, worker.nationality.alpha3().to_owned()),
        (f::OWN_SCRIPT_NAME, worker.own_script_name.clone().unwrap_or_default()),
        (f::PARENT_NAME, worker.parent_name.clone().unwrap_or_default()),
        (f::PHONE, worker.phone.clone().unwrap_or_default()),
        (f::EMAIL, worker.email.clone().unwrap_or_default()),
        (f::ADDRESS, worker.address.clone().unwrap_or_default()),
        (f::DISTRICT, worker.district.clone().unwrap_or_default()),
        (f::POSTCODE, worker.postcode.clone().unwrap_or_default()),
        (f::LANGUAGE, worker.language.code().to_owned()),
    ];
    if let Some(document) = view.documents.first() {
        values.extend([
            (f::DOCUMENT_KIND, document.kind.code().to_owned()),
            (f::DOCUMENT_NUMBER, document.number.clone()),
            (f::DOCUMENT_ISSUER, document.issuer.alpha3().to_owned()),
            (f::DOCUMENT_EXPIRES, document.expires.map(|d| d.to_string()).unwrap_or_default()),
        ]);
    }
    FormState::filled(values)
}

async fn open_case(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<WorkerId>,
    form: Form,
) -> WebResult<Response> {
    let state = match recruitment::open_case_for(&app.ctx, &actor, id, &form.values).await {
        Ok(Registered::Done { case, .. }) => return Ok(done(&paths::case(&case.to_string()), "flash-registered", &[])),
        Ok(Registered::PossibleDuplicates(_)) => form.state(Vec::new()),
        Err(error) => form.refused(error)?,
    };
    Ok(again(register_page(&ctx, &case_props(&app, id, state).await?)))
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ReadWorkers>,
    Path(id): Path<WorkerId>,
) -> WebResult {
    let view = recruitment::worker(&app.ctx, &actor, id).await?;
    Ok(page(worker_page(&ctx, &worker_props(&actor, view))))
}

fn worker_props(actor: &Actor, view: recruitment::WorkerView) -> WorkerProps {
    let worker = view.worker;
    let free = actor.may(Permission::WriteWorkers) && view.cases.iter().all(|(case, _)| !case.state.is_active());
    WorkerProps {
        name: worker.full_name(),
        own_script_name: worker.own_script_name,
        number: worker.number.to_string(),
        sex: worker.sex,
        born: worker.born.to_string(),
        nationality: worker.nationality.name().to_owned(),
        district: worker.district.unwrap_or_default(),
        phone: worker.phone.unwrap_or_default(),
        email: worker.email.unwrap_or_default(),
        address: worker.address.unwrap_or_default(),
        language: worker.language.own_name().to_owned(),
        identity: view
            .documents
            .into_iter()
            .map(|d| IdentityLine { kind: d.kind, number: d.number, expires: d.expires })
            .collect(),
        consents: view.consents.into_iter().map(|c| c.purpose).collect(),
        cases: view
            .cases
            .into_iter()
            .map(|(case, programme)| CaseLine {
                href: paths::case(&case.id.to_string()),
                number: case.number.to_string(),
                name: case.number.to_string(),
                state: case.state,
                programme,
                since: case.moved_at.date_naive(),
            })
            .collect(),
        own_word: view
            .own_word
            .map(|word| (word.transition, word.proposed_at.date_naive(), paths::case(&word.case.to_string()))),
        open_case: free.then(|| paths::open_case(&worker.id.to_string())),
        new_code: None,
    }
}
