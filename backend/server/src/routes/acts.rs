//! What is written down about a case beside its moves: one form and one POST for every act of the table.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use sojourn_domain::{CaseId, act::Act};
use sojourn_services::{acts, cases::CaseView};
use sojourn_ui::{
    FormState,
    pages::acts::{ActProps, act as act_page},
    paths,
};
use uuid::Uuid;

use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        respond::{done, page, returned},
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

fn props((view, records): (CaseView, Vec<(Uuid, String)>), id: CaseId, act: Act, form: FormState) -> ActProps {
    let name = format!("{} · {}", view.worker.full_name(), view.case.number);
    ActProps {
        act,
        back: (paths::case(&id.to_string()), name),
        action: paths::act(&id.to_string(), act.code()),
        choices: BTreeMap::from([("record", options(records))]),
        form,
    }
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path((id, act)): Path<(CaseId, String)>,
) -> WebResult {
    let act = act_of(&act)?;
    let today = FormState::filled([("on", ctx.today.to_string()), ("starts_on", ctx.today.to_string())]);
    let found = acts::form(&app.ctx, &actor, id, act).await?;
    Ok(page(act_page(&ctx, &props(found, id, act, today))))
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
        Err(error) => {
            let state = form.refused(error)?;
            let found = acts::form_again(&app.ctx, &actor, id, act).await?;
            let props = props(found, id, act, state);
            Ok(returned(&props.form, act_page(&ctx, &props)))
        }
    }
}
