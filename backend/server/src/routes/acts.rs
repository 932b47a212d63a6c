//! What is written down about a case beside its moves: one form and one POST for every act of the table.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use sojourn_domain::{Actor, CaseId, Refusal, act::Act};
use sojourn_services::{ServiceError, acts};
use sojourn_ui::{
    FormState,
    pages::acts::{ActProps, act as act_page},
    paths,
};
use uuid::Uuid;

use super::cases::unmet_guard;
use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        respond::{again, conflict, done, page},
        routing::{Routes, get},
    },
};

/// The routes of acts.
pub fn routes() -> Routes {
    Routes::new().route("/cases/{id}/acts/{act}", get(show).post(perform))
}

/// An act about a case; what is none is not found.
pub(crate) fn act_of(code: &str) -> WebResult<Act> {
    Act::from_code(code).filter(|act| !act.states().is_empty()).ok_or(WebError::NotFound)
}

/// Labels of records as a form's choices.
pub(super) fn options(found: Vec<(Uuid, String)>) -> Vec<(String, String)> {
    found.into_iter().map(|(id, label)| (id.to_string(), label)).collect()
}

/// Where one comes out: a contract drawn up or signed is looked at, anything else stands on the case.
fn after(act: Act, case: &str) -> String {
    match act {
        Act::DrawUpTransfer | Act::DrawUpExtension | Act::SignContract => paths::new_contract(case),
        _ => paths::case(case),
    }
}

async fn props(app: &AppState, actor: &Actor, id: CaseId, act: Act, form: FormState) -> WebResult<ActProps> {
    let (view, records) = acts::form(&app.ctx, actor, id, act).await?;
    let name = format!("{} · {}", view.worker.full_name(), view.case.number);
    Ok(ActProps {
        act,
        back: (paths::case(&id.to_string()), name),
        action: paths::act(&id.to_string(), act.code()),
        choices: BTreeMap::from([("record", options(records))]),
        form,
        unmet: Vec::new(),
    })
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path((id, act)): Path<(CaseId, String)>,
) -> WebResult {
    let today = FormState::filled([("on", ctx.today.to_string()), ("starts_on", ctx.today.to_string())]);
    Ok(page(act_page(&ctx, &props(&app, &actor, id, act_of(&act)?, today).await?)))
}

async fn perform(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path((id, act)): Path<(CaseId, String)>,
    form: Form,
) -> WebResult<Response> {
    let act = act_of(&act)?;
    match acts::perform(&app.ctx, &actor, id, act, &form.values).await {
        Ok(()) => Ok(done(&after(act, &id.to_string()), "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::Unmet(unmet))) => {
            let props = props(&app, &actor, id, act, form.state(Vec::new())).await?;
            let unmet = unmet.into_iter().map(|u| unmet_guard(u, None)).collect();
            Ok(conflict(act_page(&ctx, &ActProps { unmet, ..props })))
        }
        Err(error) => {
            let state = form.state(Form::errors_of(error)?);
            Ok(again(act_page(&ctx, &props(&app, &actor, id, act, state).await?)))
        }
    }
}
