//! A worker's lifetime page: who, which journeys, which consents.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{
    Transition,
    worker::{ConsentPurpose, IdentityDocumentKind, Sex},
};

use crate::{
    context::PageContext,
    form,
    layout::Page,
    pages::cases::CaseLine,
    parts::{EmptyState, Table, empty, facts, icon, initials, standing},
};

/// An identity document as shown.
#[derive(Debug, Clone)]
pub struct IdentityLine {
    /// What kind.
    pub kind: IdentityDocumentKind,
    /// The number, masked where the reader may not see it.
    pub number: String,
    /// Last day.
    pub expires: Option<NaiveDate>,
}

/// A worker as a page.
#[derive(Debug, Clone)]
pub struct WorkerProps {
    /// Given names and surname, in reading order.
    pub name: String,
    /// Name in own script.
    pub own_script_name: Option<String>,
    /// The worker's number.
    pub number: String,
    /// Sex.
    pub sex: Sex,
    /// Birth, as far as known.
    pub born: String,
    /// Nationality's name.
    pub nationality: String,
    /// District.
    pub district: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Address.
    pub address: String,
    /// Language of papers, in itself.
    pub language: String,
    /// Identity documents.
    pub identity: Vec<IdentityLine>,
    /// Consents given and not withdrawn.
    pub consents: Vec<ConsentPurpose>,
    /// Journeys, newest first.
    pub cases: Vec<CaseLine>,
    /// What the worker said and an officer has not confirmed yet: the move, the day they said it, the case.
    pub own_word: Option<(Transition, NaiveDate, String)>,
    /// Where a case can be opened, when none is active and the reader may.
    pub open_case: Option<String>,
    /// POST that issues a new activation code in person, for a reader who may.
    pub new_code: Option<String>,
}

/// The worker's own word, with the way to the case where it is confirmed.
fn own_word(ctx: &PageContext, props: &WorkerProps) -> Option<AnyView> {
    let (transition, day, href) = props.own_word.clone()?;
    let name = props.name.as_str().into();
    let said = ctx.t_args("approvals-by-worker", &[("name", name), ("date", ctx.date(day).into())]);
    let title = ctx.t_code("transition", transition.code());
    Some(
        view! {
            <section class="notice due" aria-labelledby="own-word">
                <h2 id="own-word">{title} <span class="tag due">{ctx.t("moves-waits-confirm")}</span></h2>
                <p>{said}</p>
                <p><a href=href>{ctx.t("worker-own-word-look")}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// The page of a worker.
pub fn worker(ctx: &PageContext, props: &WorkerProps) -> String {
    Page::new(props.name.clone()).show(ctx, || {
        let open = props.open_case.clone().map(|href| view! { <a class="button" href=href>{ctx.t_code("transition", "register")}</a> });
        let own = props.own_script_name.clone().map(|name| view! { <p class="quiet" dir="auto">{name}</p> });
        view! {
            <div class="head">
                <div class="who">
                    <div class="face" aria-hidden="true">{initials(&props.name)}</div>
                    <div><p class="small quiet">{ctx.t("worker-number")} " " <span class="number">{props.number.clone()}</span></p>
                        <h1>{props.name.clone()}</h1>{own}</div>
                </div>
                {open}
            </div>
            {own_word(ctx, props)}
            <div class="split">
                <div class="stack">
                    <section class="card" aria-labelledby="journeys"><h2 id="journeys">{ctx.t("worker-journeys")}</h2>{journeys(ctx, props)}</section>
                    <section class="card" aria-labelledby="identity"><h2 id="identity">{ctx.t("register-document")}</h2>{identity(ctx, props)}</section>
                </div>
                <div class="stack">
                    <section class="card" aria-labelledby="person"><h2 id="person">{ctx.t("register-person")}</h2>{person(ctx, props)}</section>
                    <section class="card" aria-labelledby="consents"><h2 id="consents">{ctx.t("register-consent")}</h2>{consents(ctx, props)}</section>
                    {code(ctx, props)}
                </div>
            </div>
        }
        .into_any()
    })
}

fn journeys(ctx: &PageContext, props: &WorkerProps) -> AnyView {
    if props.cases.is_empty() {
        return empty(EmptyState { icon: "list", text: ctx.t("worker-no-journey"), action: None });
    }
    let rows = props
        .cases
        .iter()
        .map(|case| {
            vec![
                view! { <a class="strong number" href=case.href.clone()>{case.number.clone()}</a> }.into_any(),
                case.programme.clone().into_any(),
                standing(ctx, case.state),
                ctx.date(case.since).into_any(),
            ]
        })
        .collect();
    let columns = ["cases-number", "field-programme", "work-journey", "cases-since"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("worker-journeys"), columns, rows }.show()
}

fn identity(ctx: &PageContext, props: &WorkerProps) -> AnyView {
    if props.identity.is_empty() {
        return view! { <p class="quiet">{ctx.t("worker-no-document")}</p> }.into_any();
    }
    let rows = props
        .identity
        .iter()
        .map(|line| {
            vec![
                ctx.t_code("identity", line.kind.code()).into_any(),
                view! { <span class="number">{line.number.clone()}</span> }.into_any(),
                line.expires.map(|day| ctx.date(day)).unwrap_or_default().into_any(),
            ]
        })
        .collect();
    let columns =
        ["field-document-kind", "field-document-number", "field-document-expires"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("register-document"), columns, rows }.show()
}

fn person(ctx: &PageContext, props: &WorkerProps) -> AnyView {
    facts(vec![
        (ctx.t("field-sex"), ctx.t_code("sex", props.sex.code())),
        (ctx.t("field-born"), props.born.clone()),
        (ctx.t("field-nationality"), props.nationality.clone()),
        (ctx.t("field-district"), props.district.clone()),
        (ctx.t("field-address"), props.address.clone()),
        (ctx.t("field-phone"), props.phone.clone()),
        (ctx.t("field-email"), props.email.clone()),
        (ctx.t("field-language"), props.language.clone()),
    ])
}

fn consents(ctx: &PageContext, props: &WorkerProps) -> AnyView {
    let items = ConsentPurpose::ALL
        .iter()
        .map(|purpose| {
            let given = props.consents.contains(purpose);
            let (class, drawing, said) = if given {
                ("met", "met", ctx.t("consent-given"))
            } else {
                ("unmet", "unmet", ctx.t("consent-not-given"))
            };
            view! {
                <li><span class=class>{icon(drawing)}<span class="hidden">{said}</span></span>
                    <span class="small">{ctx.t_code("consent", purpose.code())}</span></li>
            }
        })
        .collect_view();
    view! { <ul class="checks">{items}</ul> }.into_any()
}

fn code(ctx: &PageContext, props: &WorkerProps) -> Option<AnyView> {
    let action = props.new_code.clone()?;
    Some(
        view! {
            <section class="card" aria-labelledby="own-access">
                <h2 id="own-access">{ctx.t("worker-access")}</h2>
                <p class="hint">{ctx.t("worker-access-text")}</p>
                <form method="post" action=action>{form::csrf(ctx)}<button type="submit" class="button second">{ctx.t("worker-new-code")}</button></form>
            </section>
        }
        .into_any(),
    )
}
