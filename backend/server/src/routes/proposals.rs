//! Workers' own proposals to be registered: the public form with its receipt, and the office's list, where an officer
//! who sees the person confirms or declines.

use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sojourn_domain::{Actor, FieldError, ProposalId, Refusal, locale::PaperLanguage, registration};
use sojourn_services::{
    ServiceError,
    recruitment::{
        Candidate, Registered, proposals,
        propose::{self, Openings, Sender},
    },
};
use sojourn_ui::{
    FormState, PageContext,
    form::Refused,
    pages::recruitment::{
        JoinProps, ProposalHead, ProposalLine, ProposalsProps, ReceiptProps, RegisterProps, join as join_page,
        proposals as proposals_page, receipt as receipt_page, register as register_page,
    },
    paths,
};

use super::{
    key::{self, PAGE, Searched, pager},
    recruitment::{filled_from_zone, judged, register_props},
};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, WebError, WebResult,
        respond::{again, conflict, done, page, see},
        rights,
        routing::{Routes, get, post},
        visit::{Visit, encode},
    },
};

/// The routes of workers' own proposals.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::JOIN, get(show_join).post(join))
        .route(paths::JOIN_READ, post(read_zone))
        .route("/join/{reference}/{seal}", get(receipt))
        .route(paths::PROPOSALS, get(list))
        .route("/proposals/{id}", get(show).post(confirm))
        .route("/proposals/{id}/read", post(read_zone_of))
        .route("/proposals/{id}/decline", post(decline))
}

/// The public form; its offices carry their country where there are several.
async fn join_props(app: &AppState, form: FormState) -> WebResult<JoinProps> {
    let Openings { offices, .. } = propose::openings(&app.ctx).await?;
    let several = offices.iter().any(|o| offices.first().is_some_and(|first| first.country != o.country));
    let name = |o: &sojourn_domain::programme::Organisation| {
        if several { format!("{} ({})", o.name, o.country.name()) } else { o.name.clone() }
    };
    let offices = offices.iter().map(|o| (o.id.to_string(), name(o))).collect();
    Ok(JoinProps { desk: register_props(app, form, Vec::new()).await?, offices, crowded: false })
}

async fn show_join(State(app): State<AppState>, Page(ctx): Page) -> WebResult {
    let language = PaperLanguage::from(ctx.locale).code();
    let form = FormState::filled([(registration::field::LANGUAGE, language)]);
    Ok(page(join_page(&ctx, &join_props(&app, form).await?)))
}

async fn read_zone(State(app): State<AppState>, Page(ctx): Page, form: Form) -> WebResult {
    let props = join_props(&app, filled_from_zone(&app, &form)).await?;
    Ok(judged(&props.desk.form, join_page(&ctx, &props)))
}

async fn join(State(app): State<AppState>, visit: Visit, Page(ctx): Page, form: Form) -> WebResult<Response> {
    let sender = Sender { address: &visit.origin.address, once: &form.once };
    match propose::propose(&app.ctx, &form.values, sender).await {
        Ok(receipt) => Ok(see(&paths::receipt(&receipt.reference, &receipt.seal))),
        Err(ServiceError::Throttled { retry_after }) => {
            let props = JoinProps { crowded: true, ..join_props(&app, form.state(Vec::new())).await? };
            let mut response = (StatusCode::TOO_MANY_REQUESTS, page(join_page(&ctx, &props))).into_response();
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
            Ok(response)
        }
        Err(error) => {
            let props = join_props(&app, form.refused(error)?).await?;
            Ok(again(join_page(&ctx, &props)))
        }
    }
}

async fn receipt(
    State(app): State<AppState>,
    Page(ctx): Page,
    Path((reference, seal)): Path<(String, String)>,
) -> WebResult {
    let found = propose::receipt(&app.ctx, &reference, &seal).await?;
    let props = ReceiptProps {
        reference: found.reference,
        office: found.office,
        programme: found.programme,
        until: found.until,
    };
    Ok(page(receipt_page(&ctx, &props)))
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Query(asked): Query<Searched>,
) -> WebResult {
    let typed = asked.typed();
    let found = proposals::waiting(&app.ctx, &actor, typed, key::read_proposal(&asked.after), PAGE).await?;
    let search = if typed.is_empty() { String::new() } else { format!("?q={}", encode(typed)) };
    let next = found.rows.last().filter(|_| found.more).map(proposals::ProposalLine::key);
    let props = ProposalsProps {
        filter: FormState::filled([("q", typed)]),
        pager: pager(&format!("{}{search}", paths::PROPOSALS), &asked.after, next.map(key::write_proposal)),
        rows: found
            .rows
            .into_iter()
            .map(|row| ProposalLine {
                href: paths::proposal(&row.id.to_string()),
                name: row.name,
                reference: row.reference,
                programme: row.programme,
                proposed_on: row.proposed_at.date_naive(),
                until: row.until,
            })
            .collect(),
    };
    Ok(page(proposals_page(&ctx, &props)))
}

/// The officer's form of a proposal.
async fn confirm_props(
    app: &AppState,
    actor: &Actor,
    id: ProposalId,
    form: Option<FormState>,
    found: Vec<Candidate>,
) -> WebResult<RegisterProps> {
    let (line, sent) = proposals::open(&app.ctx, actor, id).await?;
    let form = form.unwrap_or_else(|| FormState::filled(sent));
    let (props, id) = (register_props(app, form, found).await?, id.to_string());
    Ok(RegisterProps {
        action: paths::proposal(&id),
        read: paths::proposal_read(&id),
        proposal: Some(ProposalHead {
            reference: line.reference,
            proposed_on: line.proposed_at.date_naive(),
            until: line.until,
            decline: paths::decline_proposal(&id),
            declined: FormState::default(),
        }),
        ..props
    })
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
) -> WebResult {
    Ok(page(register_page(&ctx, &confirm_props(&app, &actor, id, None, Vec::new()).await?)))
}

async fn read_zone_of(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
    form: Form,
) -> WebResult {
    let props = confirm_props(&app, &actor, id, Some(filled_from_zone(&app, &form)), Vec::new()).await?;
    Ok(judged(&props.form, register_page(&ctx, &props)))
}

async fn confirm(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
    form: Form,
) -> WebResult<Response> {
    let (state, found) = match proposals::confirm(&app.ctx, &actor, id, &form.values).await {
        Ok(Registered::Done { case, .. }) => {
            return Ok(done(&paths::case(&case.to_string()), "flash-registered", &[]));
        }
        Ok(Registered::PossibleDuplicates(found)) => {
            (form.state(vec![FieldError::new(registration::field::ANOTHER_PERSON, "duplicates")]), found)
        }
        Err(ServiceError::Refusal(Refusal::Stale)) => return decided_already(&app, &ctx, &form).await,
        Err(error) => (form.refused(error)?, Vec::new()),
    };
    match confirm_props(&app, &actor, id, Some(state), found).await {
        // A colleague decided it since it was refused here.
        Err(WebError::Service(ServiceError::NotFound)) => decided_already(&app, &ctx, &form).await,
        props => Ok(again(register_page(&ctx, &props?))),
    }
}

/// A colleague was first: what was typed stays, in the desk's own form, should the person stand there after all.
async fn decided_already(app: &AppState, ctx: &PageContext, form: &Form) -> WebResult<Response> {
    let refused = Some(Refused::Because("proposal_decided".into()));
    let props = register_props(app, FormState { refused, ..form.state(Vec::new()) }, Vec::new()).await?;
    Ok(conflict(register_page(ctx, &props)))
}

async fn decline(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::WriteWorkers>,
    Path(id): Path<ProposalId>,
    form: Form,
) -> WebResult<Response> {
    match proposals::decline(&app.ctx, &actor, id, &form.values).await {
        Ok(()) => Ok(done(paths::PROPOSALS, "flash-proposal-declined", &[])),
        // Nothing is there any more to say no to.
        Err(stale @ ServiceError::Refusal(Refusal::Stale)) => Err(stale.into()),
        Err(error) => {
            let declined = form.refused(error)?;
            let mut props = confirm_props(&app, &actor, id, None, Vec::new()).await?;
            if let Some(head) = &mut props.proposal {
                head.declined = declined;
            }
            Ok(again(register_page(&ctx, &props)))
        }
    }
}
