//! The worker's own pages: the journey, help, support; and the other side of the thread and of what is referred.

use axum::{extract::State, response::Response};
use sojourn_domain::{
    Actor, PlanItemId, Refusal, Role, State as S, ThreadId, Transition, act::Act, case::Approval, money::Currency,
};
use sojourn_services::{
    ServiceError, acts,
    cases::{self, CaseView},
    help::{self, Thread},
    reintegration,
};
use sojourn_ui::{
    FormState, PageContext,
    pages::{
        journey::{
            HelpProps, HomeProps, NowCard, Said, SupportProps, ThreadLine, help as help_page, home as home_page,
            support as support_page, threads as threads_page,
        },
        referred::{ReferredItem, referred as referred_page},
    },
    parts::{MoveOffer, NeededField},
    paths,
};

use super::cases::{Mends, document_line, journey_of, move_offer};
use crate::{
    state::AppState,
    web::{
        Form, Page, Path, SignedIn, WebError, WebResult,
        respond::{again, done, page},
        routing::{Routes, get, post},
    },
};

/// The routes of the worker's own pages.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::HELP, get(show_help).post(say))
        .route("/help/{id}", get(show_thread).post(answer))
        .route(paths::SUPPORT, get(show_support).post(ask_support))
        .route(paths::REFERRED, get(referred))
        .route("/referred/{id}/deliver", post(deliver))
}

/// The worker's newest case, as the worker sees it.
async fn newest(app: &AppState, actor: &Actor) -> WebResult<Option<CaseView>> {
    let worker = actor.worker.ok_or(WebError::Forbidden)?;
    let cases = app.ctx.db.reader().cases().of_worker(actor, worker).await.map_err(ServiceError::from)?;
    match cases.first() {
        Some(case) => Ok(Some(cases::view(&app.ctx, actor, case.id).await?)),
        None => Ok(None),
    }
}

/// The worker's first page.
pub(super) async fn home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let Some(view) = newest(app, actor).await? else {
        let props = HomeProps {
            name: actor.name.clone(),
            number: String::new(),
            now: None,
            journey: None,
            case: String::new(),
            version: 0,
            offers: Vec::new(),
            documents: Vec::new(),
            acts: Vec::new(),
            records: Vec::new(),
        };
        return Ok(page(home_page(ctx, &props)));
    };
    let case = view.case.id.to_string();
    let props = HomeProps {
        name: view.worker.given_names.clone(),
        number: view.worker.number.to_string(),
        now: now_card(&view),
        journey: Some(journey_of(&view)),
        version: view.case.version,
        offers: view
            .offers
            .iter()
            .cloned()
            .map(|o| in_own_words(move_offer(&case, Mends::default(), o, &view.choices)))
            .collect(),
        documents: view.papers.iter().cloned().map(document_line).collect(),
        acts: view.acts.clone(),
        records: view.records.clone(),
        case,
    };
    Ok(page(home_page(ctx, &props)))
}

/// A move as the worker is asked for it: their word is itself the statement of whoever withdraws.
fn in_own_words(mut offer: MoveOffer) -> MoveOffer {
    if offer.transition == Transition::Withdraw {
        offer.fields = vec![NeededField::Reason];
    }
    offer
}

/// The one thing to do now.
fn now_card(view: &CaseView) -> Option<NowCard> {
    let case = view.case.id.to_string();
    let own_word = |p: &Approval| p.transition == Transition::RecordReturn && p.said.by_worker;
    if view.proposal.as_ref().is_some_and(|(proposal, _)| own_word(proposal)) {
        return Some(NowCard { code: "wait_for_office".into(), until: None, href: None });
    }
    if view.may_sign_new_contract {
        let href = Some(paths::new_contract(&case));
        return Some(NowCard { code: "answer_contract".into(), until: None, href });
    }
    let (code, href) = match view.case.state {
        S::Registered => ("bring_documents", None),
        S::InTraining => ("attend_training", None),
        S::Offered => ("answer_offer", Some(paths::offers(&case))),
        S::Accepted => ("read_contract", Some(paths::offers(&case))),
        S::Contracted | S::Cleared => ("prepare_departure", None),
        S::Returning | S::Returned => ("ask_support", Some(paths::SUPPORT.to_owned())),
        S::Screened | S::Certified | S::Departed | S::Employed | S::Reintegrating => ("wait", None),
        S::Closed | S::Withdrawn | S::Rejected | S::LostContact | S::Deceased => return None,
    };
    let until = view.case.departs_on.filter(|_| view.case.state.is_before_departure());
    Some(NowCard { code: code.into(), until, href })
}

async fn show_help(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    if actor.has(Role::Worker) {
        let thread = help::own(&app.ctx, &actor).await?;
        return Ok(page(help_page(&ctx, &help_props(thread, None, paths::HELP.into(), FormState::default()))));
    }
    let lines: Vec<_> = help::waiting(&app.ctx, &actor)
        .await?
        .into_iter()
        .map(|w| ThreadLine {
            href: paths::thread(&w.thread.id.to_string()),
            number: w.number,
            at: w.thread.last_message_at,
            urgent: w.thread.urgent,
        })
        .collect();
    Ok(page(threads_page(&ctx, &lines)))
}

fn help_props(thread: Thread, about: Option<String>, action: String, form: FormState) -> HelpProps {
    let staff = about.is_some();
    HelpProps {
        about,
        thread: thread
            .messages
            .into_iter()
            .map(|(m, by)| Said { by, at: m.sent_at, mine: m.from_worker != staff, text: m.text })
            .collect(),
        form,
        action,
    }
}

async fn say(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    form: Form,
) -> WebResult<Response> {
    match help::say(&app.ctx, &actor, form.value("text")).await {
        Ok(()) => Ok(done(paths::HELP, "flash-sent", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            let thread = help::own(&app.ctx, &actor).await?;
            Ok(again(help_page(&ctx, &help_props(thread, None, paths::HELP.into(), state))))
        }
    }
}

async fn show_thread(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<ThreadId>,
) -> WebResult {
    let thread = help::open(&app.ctx, &actor, id).await?;
    let about = Some(thread.number.clone());
    Ok(page(help_page(&ctx, &help_props(thread, about, paths::thread(&id.to_string()), FormState::default()))))
}

async fn answer(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<ThreadId>,
    form: Form,
) -> WebResult<Response> {
    match help::answer(&app.ctx, &actor, id, form.value("text")).await {
        Ok(()) => Ok(done(&paths::thread(&id.to_string()), "flash-sent", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            let thread = help::open(&app.ctx, &actor, id).await?;
            let about = Some(thread.number.clone());
            Ok(again(help_page(&ctx, &help_props(thread, about, paths::thread(&id.to_string()), state))))
        }
    }
}

async fn support_props(app: &AppState, actor: &Actor, form: FormState) -> WebResult<SupportProps> {
    let view = newest(app, actor).await?;
    let sent = view.as_ref().and_then(|v| {
        let asked = |r: &&sojourn_domain::view::RecordLine| r.kind == sojourn_domain::view::RecordKind::Request;
        v.records.iter().find(asked).and_then(|r| r.on)
    });
    Ok(SupportProps { form, sent, open: view.is_some_and(|v| v.acts.contains(&Act::RequestSupport)) })
}

async fn show_support(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    Ok(page(support_page(&ctx, &support_props(&app, &actor, FormState::default()).await?)))
}

async fn ask_support(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    form: Form,
) -> WebResult<Response> {
    let view = newest(&app, &actor).await?.ok_or(Refusal::WrongStage).map_err(ServiceError::from)?;
    match acts::perform(&app.ctx, &actor, view.case.id, Act::RequestSupport, &form.values).await {
        Ok(()) => Ok(done(paths::SUPPORT, "flash-sent", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(support_page(&ctx, &support_props(&app, &actor, state).await?)))
        }
    }
}

async fn referred(State(app): State<AppState>, Page(ctx): Page, SignedIn { actor, .. }: SignedIn) -> WebResult {
    partner_home(&app, &ctx, &actor).await
}

/// The service partner's first page: what was referred to it, and nothing else.
pub(super) async fn partner_home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    if !actor.has(Role::ServicePartner) {
        return Err(WebError::Forbidden);
    }
    let items: Vec<_> = reintegration::referred(&app.ctx, actor)
        .await?
        .into_iter()
        .map(|item| {
            let digits = item.currency.parse::<Currency>().map_or(2, Currency::digits);
            ReferredItem {
                id: item.id.to_string(),
                kind: item.kind,
                description: item.description,
                cost: ctx.money(item.cost_minor, digits, &item.currency),
                due: item.due_on,
                delivered: item.delivered_on,
            }
        })
        .collect();
    Ok(page(referred_page(ctx, &items)))
}

async fn deliver(
    State(app): State<AppState>,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<PlanItemId>,
    form: Form,
) -> WebResult<Response> {
    let day = form.value("on").parse().map_err(|_| WebError::Malformed("a day is a date"))?;
    reintegration::deliver_as_partner(&app.ctx, &actor, id, day).await?;
    Ok(done(paths::REFERRED, "flash-saved", &[]))
}
