//! Organisations: the list, one's page, and what is done to it.

use axum::{
    extract::{Query, State},
    response::Response,
};
use chrono::NaiveDate;
use serde::Deserialize;
use sojourn_domain::{
    Actor, OrganisationId, Refusal,
    country::Country,
    programme::{Organisation, OrganisationKind},
    role::Permission,
};
use sojourn_services::{
    ServiceError,
    access::staff,
    organisations::{self, Change},
};
use sojourn_storage::{OrganisationFilter, StaffFilter};
use sojourn_ui::{
    FormState, PageContext,
    pages::organisations::{
        Keeper, OrganisationFormProps, OrganisationLine, OrganisationProps, OrganisationsProps, Standing,
        organisation as organisation_page, organisation_form, organisations as organisations_page,
    },
    parts::{Difference, Stale},
    paths,
};

use super::{
    accounts::lines,
    key::{PAGE, pager},
};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, SignedIn, WebError, WebResult,
        respond::{again, conflict, done, page, returned},
        rights,
        routing::{Routes, get, post},
        visit::encode,
    },
};

/// The routes of organisations.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::ORGANISATIONS, get(list))
        .route(paths::ORGANISATION_NEW, get(new).post(create))
        .route("/organisations/{id}", get(show))
        .route("/organisations/{id}/edit", get(edit).post(describe))
        .route("/organisations/{id}/accredit", post(accredit))
        .route("/organisations/{id}/suspend", post(suspend))
        .route("/organisations/{id}/lift", post(lift))
}

fn keeper(actor: &Actor) -> Keeper {
    if actor.may(Permission::ManageAccounts) { Keeper::Administrator } else { Keeper::Mission }
}

fn line(o: &Organisation, today: NaiveDate) -> OrganisationLine {
    let standing = match &o.suspended {
        Some((since, reason)) => Standing::Suspended(*since, reason.clone()),
        None if o.is_accredited_on(today) => Standing::Accredited(o.accredited_until),
        None => Standing::NotAccredited,
    };
    OrganisationLine {
        id: o.id.to_string(),
        name: o.name.clone(),
        kind: o.kind,
        country: o.country.name().to_owned(),
        standing,
    }
}

/// What the list was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    kind: String,
    pub(crate) after: String,
}

impl Asked {
    /// The organisations that are wanted.
    pub(crate) fn filter(&self) -> OrganisationFilter {
        OrganisationFilter { text: self.q.clone(), kind: OrganisationKind::from_code(&self.kind), countries: None }
    }
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Query(asked): Query<Asked>,
) -> WebResult {
    let found = organisations::list(&app.ctx, &actor, asked.filter(), asked.after.parse().ok(), PAGE).await?;
    let here = format!("{}?q={}&kind={}", paths::ORGANISATIONS, encode(&asked.q), encode(&asked.kind));
    let next = found.rows.last().filter(|_| found.more).map(|o| o.id.to_string());
    let props = OrganisationsProps {
        pager: pager(&here, &asked.after, next),
        rows: found.rows.iter().map(|o| line(o, ctx.today)).collect(),
        filter: FormState::filled([("q", asked.q), ("kind", asked.kind)]),
        reader: keeper(&actor),
    };
    Ok(page(organisations_page(&ctx, &props)))
}

fn countries() -> Vec<(String, String)> {
    Country::all().into_iter().map(|c| (c.alpha3().to_owned(), c.name().to_owned())).collect()
}

async fn new(Page(ctx): Page, _: May<rights::ManageAccounts>) -> WebResult {
    let props = OrganisationFormProps { countries: countries(), ..OrganisationFormProps::default() };
    Ok(page(organisation_form(&ctx, &props)))
}

async fn create(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ManageAccounts>,
    form: Form,
) -> WebResult<Response> {
    match organisations::create(&app.ctx, &actor, &form.values).await {
        Ok(id) => Ok(done(&paths::organisation(&id.to_string()), "flash-saved", &[])),
        Err(error) => {
            let props = OrganisationFormProps {
                form: form.refused(error)?,
                countries: countries(),
                ..OrganisationFormProps::default()
            };
            Ok(again(organisation_form(&ctx, &props)))
        }
    }
}

async fn props(
    app: &AppState,
    ctx: &PageContext,
    actor: &Actor,
    id: OrganisationId,
    form: Option<FormState>,
) -> WebResult<OrganisationProps> {
    let (found, version) = organisations::show(&app.ctx.db.reader(), actor, id).await?;
    let reader = keeper(actor);
    let people = match reader {
        Keeper::Administrator => {
            let filter = StaffFilter { organisation: Some(id), ..StaffFilter::default() };
            lines(&staff::list(&app.ctx, actor, &filter, None, PAGE).await?)
        }
        Keeper::Mission => Vec::new(),
    };
    let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let mut known = FormState::filled([
        ("accredited_from", day(found.accredited_from)),
        ("accredited_until", day(found.accredited_until)),
    ]);
    if let Some(FormState { values, errors, refused }) = form {
        known.values.extend(values);
        (known.errors, known.refused) = (errors, refused);
    }
    Ok(OrganisationProps {
        line: line(&found, ctx.today),
        version,
        accredited_from: found.accredited_from,
        form: known,
        reader,
        people,
        stale: None,
    })
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<OrganisationId>,
) -> WebResult {
    Ok(page(organisation_page(&ctx, &props(&app, &ctx, &actor, id, None).await?)))
}

async fn edit(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ManageAccounts>,
    Path(id): Path<OrganisationId>,
) -> WebResult {
    let (found, version) = organisations::show(&app.ctx.db.reader(), &actor, id).await?;
    let form = FormState::filled([
        ("name", found.name.as_str()),
        ("organisation_kind", found.kind.code()),
        ("country", found.country.alpha3()),
    ]);
    let known = Some((id.to_string(), version));
    Ok(page(organisation_form(&ctx, &OrganisationFormProps { form, known, countries: countries(), stale: None })))
}

fn version_of(form: &Form) -> WebResult<i32> {
    form.value("version").parse().map_err(|_| WebError::Malformed("no version"))
}

async fn describe(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ManageAccounts>,
    Path(id): Path<OrganisationId>,
    form: Form,
) -> WebResult<Response> {
    let version = version_of(&form)?;
    match organisations::change(&app.ctx, &actor, id, version, Change::Describe(form.values.clone())).await {
        Ok(()) => Ok(done(&paths::organisation(&id.to_string()), "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let (found, version) = organisations::show(&app.ctx.db.reader(), &actor, id).await?;
            let stale = Some(both(&ctx, &found, &form));
            let (form, known) = (form.state(Vec::new()), Some((id.to_string(), version)));
            let props = OrganisationFormProps { form, known, countries: countries(), stale };
            Ok(conflict(organisation_form(&ctx, &props)))
        }
        Err(error) => {
            let (form, known) = (form.refused(error)?, Some((id.to_string(), version)));
            let props = OrganisationFormProps { form, known, countries: countries(), stale: None };
            Ok(again(organisation_form(&ctx, &props)))
        }
    }
}

/// What was typed of an organisation beside what somebody else saved.
fn both(ctx: &PageContext, found: &Organisation, form: &Form) -> Stale {
    let day = |day: Option<NaiveDate>| day.map(|day| ctx.date(day)).unwrap_or_default();
    let typed_day = |typed: &str| typed.parse().map_or_else(|_| typed.to_owned(), |day| ctx.date(day));
    let kind = |code: &str| ctx.t_code("organisation-kind", code);
    let country = |typed: &str| typed.parse::<Country>().map_or_else(|_| typed.to_owned(), |c| c.name().to_owned());
    let reason = found.suspended.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
    let lines = [
        ("name", form.value("name").to_owned(), found.name.clone()),
        ("organisation_kind", kind(form.value("organisation_kind")), kind(found.kind.code())),
        ("country", country(form.value("country")), found.country.name().to_owned()),
        ("accredited_from", typed_day(form.value("accredited_from")), day(found.accredited_from)),
        ("accredited_until", typed_day(form.value("accredited_until")), day(found.accredited_until)),
        ("reason", form.value("reason").to_owned(), reason),
    ];
    let asked = lines.into_iter().filter(|(name, ..)| form.values.contains_key(*name));
    let line = |(name, yours, theirs): (&str, String, String)| Difference {
        label: ctx.t(&format!("field-{}", name.replace('_', "-"))),
        yours,
        theirs,
    };
    Stale { by: String::new(), at: None, differences: asked.map(line).collect() }
}

/// Makes a change asked for on the organisation's page; what is refused comes back at its field.
async fn apply(
    app: &AppState,
    ctx: &PageContext,
    actor: &Actor,
    id: OrganisationId,
    form: &Form,
    change: sojourn_services::Result<Change>,
) -> WebResult<Response> {
    let made = match change {
        Ok(change) => organisations::change(&app.ctx, actor, id, version_of(form)?, change).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(()) => Ok(done(&paths::organisation(&id.to_string()), "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let (found, _) = organisations::show(&app.ctx.db.reader(), actor, id).await?;
            let stale = Some(both(ctx, &found, form));
            let props = props(app, ctx, actor, id, Some(form.state(Vec::new()))).await?;
            Ok(conflict(organisation_page(ctx, &OrganisationProps { stale, ..props })))
        }
        Err(error) => {
            let props = props(app, ctx, actor, id, Some(form.refused(error)?)).await?;
            Ok(returned(&props.form, organisation_page(ctx, &props)))
        }
    }
}

/// A day of a form, where one was typed.
fn day(value: &str, field: &str) -> sojourn_services::Result<Option<NaiveDate>> {
    let given = Some(value).filter(|v| !v.is_empty());
    given.map(str::parse).transpose().map_err(|_| ServiceError::field(field, "impossible_date"))
}

/// The accreditation that a form or a program describes.
pub(crate) fn accreditation(value: impl Fn(&str) -> String) -> sojourn_services::Result<Change> {
    let of = |field: &str| day(&value(field), field);
    Ok(Change::Accredit(of("accredited_from")?, of("accredited_until")?))
}

async fn accredit(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<OrganisationId>,
    form: Form,
) -> WebResult<Response> {
    let change = accreditation(|field| form.value(field).to_owned());
    apply(&app, &ctx, &actor, id, &form, change).await
}

async fn suspend(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<OrganisationId>,
    form: Form,
) -> WebResult<Response> {
    let change = Change::Suspend(form.value("reason").to_owned());
    apply(&app, &ctx, &actor, id, &form, Ok(change)).await
}

async fn lift(
    State(app): State<AppState>,
    Page(ctx): Page,
    SignedIn { actor, .. }: SignedIn,
    Path(id): Path<OrganisationId>,
    form: Form,
) -> WebResult<Response> {
    apply(&app, &ctx, &actor, id, &form, Ok(Change::Lift)).await
}
