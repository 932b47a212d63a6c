//! The moves of a case with what still stands in the way, and the list of its requirement records.
//! The page decides nothing: what may be done, and why not yet, is data.

use leptos::prelude::*;
use sojourn_domain::{Role, State, Transition, decide::Way, guard::Guard, table::Bearing};

use super::icon;
use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    messages::{self, Arg},
    paths,
};

/// A guard that does not hold, and the place that mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetGuard {
    /// The guard.
    pub guard: Guard,
    /// Why, as its code.
    pub because: String,
    /// Values for the sentence.
    pub facts: Vec<(String, String)>,
    /// Where it can be mended by this reader.
    pub mend: Option<String>,
}

/// What a move's form asks for; its HTML names are the codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeededField {
    /// `reason`.
    Reason,
    /// `evidence`.
    Evidence,
    /// `on`, a date.
    On,
    /// `fault`.
    Fault,
    /// `return_kind`.
    ReturnKind,
    /// `outcome`.
    Outcome,
    /// `to`, one of these states.
    To(Vec<State>),
    /// `record`, one of these: value and what it is called.
    Record(Vec<(String, String)>),
    /// `comparison` of the contract at arrival.
    Comparison,
    /// `pin` of the worker who stands at the desk.
    Pin,
}

/// A move this reader may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveOffer {
    /// The move.
    pub transition: Transition,
    /// Make, propose, decide or wait.
    pub way: Way,
    /// What stands in the way.
    pub unmet: Vec<UnmetGuard>,
    /// What its form asks for.
    pub fields: Vec<NeededField>,
    /// A page that does it better than a form here (choosing a job order, a course); `None` posts to `advance`.
    pub elsewhere: Option<String>,
}

/// The moves of a case: those that carry it on first, then other ways, and endings and steps back out of the way.
/// `version` is what the reader saw; `attempted` carries a refused attempt at a move.
pub fn moves(
    ctx: &PageContext,
    case: &str,
    version: i32,
    offers: &[MoveOffer],
    attempted: Option<(Transition, &FormState)>,
) -> AnyView {
    if offers.is_empty() {
        return view! { <p class="quiet">{ctx.t("moves-none")}</p> }.into_any();
    }
    let list = |bearings: &[Bearing]| {
        let those = bearings.iter().flat_map(|b| offers.iter().filter(move |o| o.transition.bearing() == *b));
        let items = those
            .map(|offer| {
                let form = attempted.filter(|(transition, _)| *transition == offer.transition);
                one_move(ctx, case, version, offer, form.map(|(_, form)| form.clone()))
            })
            .collect_view();
        view! { <ul class="moves">{items}</ul> }.into_any()
    };
    let is_back = |offer: &MoveOffer| offer.transition.bearing() == Bearing::Back;
    if offers.iter().all(is_back) {
        return list(&[Bearing::Back]);
    }
    let back = offers.iter().any(is_back).then(|| {
        let open = attempted.is_some_and(|(transition, _)| transition.bearing() == Bearing::Back);
        view! { <details class="more aside" open=open><summary>{ctx.t("moves-back")}</summary>{list(&[Bearing::Back])}</details> }
    });
    view! { {list(&[Bearing::Onward, Bearing::Otherwise])}{back} }.into_any()
}

/// What a move is called: to workers in their own words, where there are some.
fn name_of(ctx: &PageContext, transition: Transition) -> String {
    let own = format!("own-move-{}", transition.key());
    if ctx.is(Role::Worker) && messages::exists(ctx.locale, &own) {
        ctx.t(&own)
    } else {
        ctx.t_code("transition", transition.code())
    }
}

fn one_move(ctx: &PageContext, case: &str, version: i32, offer: &MoveOffer, attempted: Option<FormState>) -> AnyView {
    let name = name_of(ctx, offer.transition);
    let missing = i64::try_from(offer.unmet.len()).unwrap_or(i64::MAX);
    let tag = match (offer.way, missing) {
        (Way::Waits, _) => {
            let waits = if ctx.is(Role::Worker) { ctx.t("moves-waits-office") } else { ctx.t("moves-waits") };
            Some(view! { <span class="tag">{waits}</span> }.into_any())
        }
        (_, 0) => None,
        _ => Some(
            view! { <span class="tag due">{ctx.t_args("moves-missing", &[("count", Arg::Count(missing))])}</span> }
                .into_any(),
        ),
    };
    let unmet = (missing > 0).then(|| unmet_list(ctx, &offer.unmet));
    let act = match (offer.way, missing, &offer.elsewhere) {
        (Way::Waits, ..) => None,
        // What was typed stays, to be sent again once what is missing is put right.
        (_, 1.., None) if attempted.is_some() => Some(move_form(ctx, case, version, offer, attempted)),
        (_, 0, Some(href)) => Some(view! { <p><a class="button" href=href.clone()>{name.clone()}</a></p> }.into_any()),
        (_, 0, None) => Some(move_form(ctx, case, version, offer, attempted)),
        _ => None,
    };
    let id = move_id(offer.transition);
    view! { <li id=id><div class="between"><h3>{name}</h3>{tag}</div>{unmet}{act}</li> }.into_any()
}

/// Where a move stands on its page.
fn move_id(transition: Transition) -> String {
    format!("move-{}", transition.key())
}

/// Says at the top of the page that a move was not made, and leads to what it lacks; nothing where it lacks nothing.
pub fn move_refused(ctx: &PageContext, offers: &[MoveOffer], attempted: Transition) -> Option<AnyView> {
    let offer = offers.iter().find(|o| o.transition == attempted && !o.unmet.is_empty())?;
    let count = Arg::Count(i64::try_from(offer.unmet.len()).unwrap_or(i64::MAX));
    let name = ctx.t_code("transition", attempted.code());
    Some(
        view! {
            <section class="notice due" role="alert" aria-labelledby="refused">
                <h2 id="refused">{ctx.t_args("moves-refused", &[("move", name.into())])}</h2>
                <p><a href=format!("#{}", move_id(attempted))>{ctx.t_args("moves-refused-text", &[("count", count)])}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// Guards that do not hold, in plain words.
pub fn unmet_list(ctx: &PageContext, unmet: &[UnmetGuard]) -> AnyView {
    let items = unmet.iter().map(|guard| unmet_item(ctx, guard)).collect_view();
    view! { <ul class="checks">{items}</ul> }.into_any()
}

/// A guard in plain words, with its reason and the way to mend it.
fn unmet_item(ctx: &PageContext, unmet: &UnmetGuard) -> AnyView {
    let because = ctx.t_code_args("because", &unmet.because, &form::facts(ctx, &unmet.facts));
    let guard = ctx.t_code("guard", unmet.guard.code());
    let mend = unmet.mend.clone().map(|href| {
        view! { <a class="mend" href=href>{ctx.t("moves-mend")}<span class="hidden">{format!(": {guard}")}</span></a> }
    });
    view! {
        <li>
            <span class="unmet">{icon("unmet")}<span class="hidden">{ctx.t("check-missing")}</span></span>
            <span>{guard.clone()}<br/><span class="small quiet">{because}</span></span>
            {mend}
        </li>
    }
    .into_any()
}

fn move_form(ctx: &PageContext, case: &str, version: i32, offer: &MoveOffer, attempted: Option<FormState>) -> AnyView {
    let transition = offer.transition;
    let prefix = transition.code();
    // What carries the journey on is filled in where it stands; the rest opens when somebody wants it.
    let open = attempted.is_some() || transition.bearing() == Bearing::Onward;
    // Every move's form stands on one page: ids, and the errors that point at them, carry the move's name.
    let form = attempted.unwrap_or_default();
    let summary = form.within(prefix);
    let fields = offer.fields.iter().map(|field| needed_field(ctx, &form, prefix, field)).collect_view();
    let label = match offer.way {
        Way::Make | Way::Waits => name_of(ctx, transition),
        Way::Propose if ctx.is(Role::Worker) => ctx.t("moves-tell-office"),
        Way::Propose => ctx.t_args("moves-propose", &[("move", ctx.t_code("transition", transition.code()).into())]),
        Way::Decide => ctx.t_args("moves-approve", &[("move", ctx.t_code("transition", transition.code()).into())]),
    };
    let body = view! {
        <form method="post" action=paths::advance(case) class="stack">
            {form::error_summary(ctx, &summary)}
            {form::csrf(ctx)}
            {form::carried("transition", transition.code())}
            {form::carried("version", version.to_string())}
            {fields}
            <div class="row">{form::submit(label.clone())}</div>
        </form>
    };
    if offer.fields.is_empty() || open {
        return body.into_any();
    }
    view! { <details class="more"><summary>{ctx.t("moves-fill")}</summary>{body}</details> }.into_any()
}

/// The record of a field that offers no other.
fn only_choice(field: &NeededField) -> Option<&str> {
    match field {
        NeededField::Record(records) => match records.as_slice() {
            [(id, _)] => Some(id),
            _ => None,
        },
        NeededField::Reason
        | NeededField::Evidence
        | NeededField::On
        | NeededField::Fault
        | NeededField::ReturnKind
        | NeededField::Outcome
        | NeededField::To(_)
        | NeededField::Comparison
        | NeededField::Pin => None,
    }
}

fn coded(ctx: &PageContext, family: &str, codes: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    codes.map(|code| (code.to_owned(), ctx.t_code(family, code))).collect()
}

fn needed_field(ctx: &PageContext, form: &FormState, prefix: &'static str, needed: &NeededField) -> AnyView {
    use sojourn_domain::reason::{Comparison, Fault, Outcome, ReturnKind};
    match needed {
        NeededField::Reason => {
            form::textarea(ctx, form, Field::new("reason", "field-reason").hint("hint-reason").within(prefix))
        }
        NeededField::Evidence => {
            form::input(ctx, form, Field::new("evidence", "field-evidence").hint("hint-evidence").within(prefix))
        }
        NeededField::On => {
            form::input(ctx, form, Field::new("on", "field-on").kind("date").class("short").within(prefix))
        }
        NeededField::Pin => form::input(
            ctx,
            form,
            Field::new("pin", "field-pin").kind("password").inputmode("numeric").class("short").within(prefix),
        ),
        NeededField::Fault => {
            let list = coded(ctx, "fault", Fault::ALL.iter().map(|f| f.code()));
            form::select(ctx, form, Field::new("fault", "field-fault").within(prefix).choices(list))
        }
        NeededField::ReturnKind => {
            let list = coded(ctx, "return-kind", ReturnKind::ALL.iter().map(|k| k.code()));
            form::select(ctx, form, Field::new("return_kind", "field-return-kind").within(prefix).choices(list))
        }
        NeededField::Outcome => {
            let list = coded(ctx, "outcome", Outcome::ALL.iter().map(|o| o.code()));
            form::select(ctx, form, Field::new("outcome", "field-outcome").within(prefix).choices(list))
        }
        NeededField::Record(records) => {
            let mut form = form.clone();
            if let Some(only) = only_choice(needed) {
                form.values.entry("record".to_owned()).or_insert_with(|| only.to_owned());
            }
            form::select(ctx, &form, Field::new("record", "field-record").within(prefix).choices(records.clone()))
        }
        NeededField::Comparison => {
            let list = coded(ctx, "comparison", Comparison::ALL.iter().map(|c| c.code()));
            form::select(ctx, form, Field::new("comparison", "field-comparison").within(prefix).choices(list))
        }
        NeededField::To(states) => {
            let list = coded(ctx, "state", states.iter().map(|s| s.code()));
            form::select(ctx, form, Field::new("to", "field-to").within(prefix).choices(list))
        }
    }
}

/// How a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckStatus {
    /// It holds and was verified.
    Met,
    /// Written down, waits for a second person.
    Unverified,
    /// Missing, failed or run out.
    Missing,
}

/// One requirement as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it stands.
    pub status: CheckStatus,
    /// What it is.
    pub name: String,
    /// Result, dates, who.
    pub detail: String,
    /// Where to record or mend it: label and address.
    pub mend: Option<(String, String)>,
    /// POST that verifies it, for a reader who may.
    pub verify: Option<String>,
}

/// Requirements as a list of checks.
pub fn checks(ctx: &PageContext, list: &[Check]) -> AnyView {
    let items = list
        .iter()
        .map(|check| {
            let (class, drawing, said) = match check.status {
                CheckStatus::Met => ("met", "met", ctx.t("check-met")),
                CheckStatus::Unverified => ("unmet", "pending", ctx.t("check-unverified")),
                CheckStatus::Missing => ("unmet", "unmet", ctx.t("check-missing")),
            };
            let name = check.name.clone();
            let mend = check.mend.clone().map(|(label, href)| {
                view! { <a href=href>{label}<span class="hidden">{format!(": {name}")}</span></a> }
            });
            let verify = check.verify.clone().map(|action| {
                let about = format!(": {}", check.name);
                view! {
                    <form method="post" action=action>{form::csrf(ctx)}
                        <button type="submit" class="button second">{ctx.t("requirement-verify")}<span class="hidden">{about}</span></button>
                    </form>
                }
            });
            view! {
                <li>
                    <span class=class>{icon(drawing)}<span class="hidden">{said}</span></span>
                    <span>{check.name.clone()}<br/><span class="small quiet">{check.detail.clone()}</span></span>
                    <span class="mend row">{mend}{verify}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="checks">{items}</ul> }.into_any()
}
