//! The administrator's pages of accounts: the list, one's page, the invitation, and the first page.

use axum::{
    extract::{FromRequestParts, Query, State},
    http::request::Parts,
    response::Response,
};
use serde::Deserialize;
use sojourn_domain::{
    AccountId, Actor, Grant, Locale, OrganisationId, Role,
    access::{Account, AccountStatus},
};
use sojourn_services::{
    access::{
        account::{self, Authority, NewAccount},
        staff::{self, Listed, Profile},
    },
    operations, organisations,
};
use sojourn_storage::{OrganisationFilter, StaffFilter};
use sojourn_ui::{
    FormState, PageContext,
    pages::{
        access::{
            Device, HeldRole, InviteProps, InvitedLine, ProfileProps, StaffLine, StaffProps, invite as invite_page,
            profile as profile_page, staff as staff_page,
        },
        operations::{NeedsProps, TrailState, needs as needs_page},
    },
    paths,
};

use super::key::{PAGE, pager};
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, WebError, WebResult,
        respond::{again, done, page, returned},
        rights,
        routing::{Routes, get, post},
        visit::encode,
    },
};

/// Organisations a form offers; who is in another begins on its own page.
const CHOICES: u64 = 300;
/// Invitations on the first page.
const INVITED: u64 = 10;

type Administrator = May<rights::ManageAccounts>;

/// The routes of accounts.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::ACCOUNTS, get(list))
        .route(paths::ACCOUNT_NEW, get(new).post(invite))
        .route("/accounts/{id}", get(show))
        .route("/accounts/{id}/roles", post(grant))
        .route("/accounts/{id}/roles/end", post(take_back))
        .route("/accounts/{id}/disable", post(disable))
        .route("/accounts/{id}/enable", post(enable))
        .route("/accounts/{id}/link", post(send_link))
}

/// What the list was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    status: String,
    organisation: String,
    pub(crate) after: String,
}

impl Asked {
    /// The accounts that are wanted.
    pub(crate) fn filter(&self) -> StaffFilter {
        StaffFilter {
            text: self.q.clone(),
            status: AccountStatus::from_code(&self.status),
            organisation: self.organisation.parse().ok(),
        }
    }
}

async fn list(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: Administrator,
    Query(asked): Query<Asked>,
) -> WebResult {
    let filter = asked.filter();
    let found = staff::list(&app.ctx, &actor, &filter, asked.after.parse().ok(), PAGE).await?;
    let within = match filter.organisation {
        Some(id) => Some(organisations::show(&app.ctx.db.reader(), &actor, id).await?.0.name),
        None => None,
    };
    let here = format!(
        "{}?q={}&status={}&organisation={}",
        paths::ACCOUNTS,
        encode(&asked.q),
        encode(&asked.status),
        encode(&asked.organisation)
    );
    let props = StaffProps {
        pager: pager(&here, &asked.after, found.next.map(|id| id.to_string())),
        rows: lines(&found),
        organisation: within,
        filter: FormState::filled([("q", asked.q), ("status", asked.status), ("organisation", asked.organisation)]),
    };
    Ok(page(staff_page(&ctx, &props)))
}

/// Accounts as lines, with the names of where their roles are held.
pub(super) fn lines(found: &Listed) -> Vec<StaffLine> {
    let name = |id: &OrganisationId| found.organisations.get(id).cloned().unwrap_or_default();
    found
        .accounts
        .iter()
        .map(|a| StaffLine {
            id: a.id.to_string(),
            name: a.name.clone(),
            email: a.email.clone().unwrap_or_default(),
            roles: held(a, name),
            status: a.status(),
        })
        .collect()
}

fn held(account: &Account, name: impl Fn(&OrganisationId) -> String) -> Vec<HeldRole> {
    let one = |g: &Grant| HeldRole {
        role: g.role,
        organisation: g.organisation.map(|id| (id.to_string(), name(&id))),
        district: g.district.clone(),
    };
    account.grants.iter().map(one).collect()
}

/// Roles and organisations a form offers: those of one organisation, or the first of all.
async fn choices(
    app: &AppState,
    actor: &Actor,
    organisation: Option<OrganisationId>,
) -> WebResult<(Vec<Role>, Vec<(String, String)>)> {
    if let Some(id) = organisation {
        let (found, _) = organisations::show(&app.ctx.db.reader(), actor, id).await?;
        let roles = Role::given().filter(|role| role.within() == Some(found.kind)).collect();
        return Ok((roles, vec![(found.id.to_string(), found.name)]));
    }
    let found = organisations::list(&app.ctx, actor, OrganisationFilter::default(), None, CHOICES).await?;
    Ok((Role::given().collect(), found.rows.into_iter().map(|o| (o.id.to_string(), o.name)).collect()))
}

#[derive(Debug, Default, Deserialize)]
struct Within {
    #[serde(default)]
    organisation: String,
}

async fn invite_props(app: &AppState, actor: &Actor, form: FormState) -> WebResult<InviteProps> {
    let within = form.value("organisation").parse().ok();
    let (roles, organisations) = choices(app, actor, within).await?;
    Ok(InviteProps { form, organisations, roles })
}

async fn new(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: Administrator,
    Query(within): Query<Within>,
) -> WebResult {
    let form = FormState::filled([("organisation", within.organisation), ("locale", ctx.locale.code().to_owned())]);
    Ok(page(invite_page(&ctx, &invite_props(&app, &actor, form).await?)))
}

/// The grant a form describes; `None` where no role was chosen.
fn grant_of(form: &Form) -> Option<Grant> {
    Some(Grant {
        role: Role::from_code(form.value("role"))?,
        organisation: form.value("organisation").parse().ok(),
        district: form.some("district").map(str::to_owned),
    })
}

async fn invite(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: Administrator,
    form: Form,
) -> WebResult<Response> {
    let new = NewAccount {
        name: form.value("name").to_owned(),
        email: form.value("email").to_owned(),
        locale: Locale::from_code(form.value("locale")).unwrap_or(ctx.locale),
        grants: grant_of(&form).into_iter().collect(),
    };
    match account::create(&app.ctx, Authority::Of(&actor), new).await {
        Ok(id) => Ok(done(&paths::staff(&id.to_string()), "flash-invited", &[])),
        Err(error) => {
            let state = form.refused(error)?;
            let mut props = invite_props(&app, &actor, state).await?;
            // What was chosen may have been wrong: everything is offered again.
            (props.roles, props.organisations) = choices(&app, &actor, None).await?;
            Ok(again(invite_page(&ctx, &props)))
        }
    }
}

/// An administrator at one account's page.
struct At {
    app: AppState,
    ctx: PageContext,
    actor: Actor,
    id: AccountId,
}

impl FromRequestParts<AppState> for At {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let May { actor, .. } = Administrator::from_request_parts(parts, app).await?;
        let Path(id) = Path::from_request_parts(parts, app).await?;
        let Page(ctx) = Page::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), ctx, actor, id })
    }
}

impl At {
    async fn props(&self, form: FormState) -> WebResult<ProfileProps> {
        let Profile { account, organisations, sessions, invited_until } =
            staff::profile(&self.app.ctx, &self.actor, self.id).await?;
        let (offered, choices) = choices(&self.app, &self.actor, None).await?;
        let device = |s: sojourn_domain::access::Session| Device {
            id: s.id.to_string(),
            name: s.device,
            since: s.created_at,
            last_seen: s.last_seen_at,
            this: false,
        };
        Ok(ProfileProps {
            id: self.id.to_string(),
            version: account.version,
            email: account.email.clone().unwrap_or_default(),
            language: account.locale.own_name().to_owned(),
            status: account.status(),
            invited_until: invited_until.filter(|_| account.status() == AccountStatus::Invited),
            roles: held(&account, |id| organisations.get(id).cloned().unwrap_or_default()),
            devices: sessions.into_iter().map(device).collect(),
            own: account.id == self.actor.account,
            name: account.name,
            form,
            offered,
            organisations: choices,
        })
    }

    /// The page once more, which says what was done.
    fn done(&self, flash: &str) -> Response {
        done(&paths::staff(&self.id.to_string()), flash, &[])
    }

    /// The same, or the page with what was refused at its field.
    async fn answer(&self, form: &Form, result: sojourn_services::Result<()>) -> WebResult<Response> {
        match result {
            Ok(()) => Ok(self.done("flash-saved")),
            Err(error) => {
                let props = self.props(form.refused(error)?).await?;
                Ok(returned(&props.form, profile_page(&self.ctx, &props)))
            }
        }
    }
}

async fn show(at: At) -> WebResult {
    Ok(page(profile_page(&at.ctx, &at.props(FormState::default()).await?)))
}

fn version_of(form: &Form) -> WebResult<i32> {
    form.value("version").parse().map_err(|_| WebError::Malformed("no version"))
}

async fn grant(at: At, form: Form) -> WebResult<Response> {
    let result = match grant_of(&form) {
        Some(grant) => staff::grant(&at.app.ctx, &at.actor, at.id, version_of(&form)?, grant).await,
        None => Err(sojourn_services::ServiceError::field("role", "choose_one")),
    };
    at.answer(&form, result).await
}

async fn take_back(at: At, form: Form) -> WebResult<Response> {
    let grant = grant_of(&form).ok_or(WebError::Malformed("no role"))?;
    let result = staff::take_back(&at.app.ctx, &at.actor, at.id, version_of(&form)?, &grant).await;
    at.answer(&form, result).await
}

async fn disable(at: At, form: Form) -> WebResult<Response> {
    let result = match staff::profile(&at.app.ctx, &at.actor, at.id).await {
        Ok(_) => account::disable(&at.app.ctx, Authority::Of(&at.actor), at.id).await,
        Err(error) => Err(error),
    };
    at.answer(&form, result).await
}

async fn enable(at: At) -> WebResult<Response> {
    staff::enable(&at.app.ctx, &at.actor, at.id).await?;
    Ok(at.done("flash-saved"))
}

async fn send_link(at: At) -> WebResult<Response> {
    staff::send_link(&at.app.ctx, &at.actor, at.id).await?;
    Ok(at.done("flash-sent"))
}

/// The administrator's first page.
pub(super) async fn home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let (jobs, _) = operations::dead_letters(&app.ctx, actor).await?;
    let waiting = StaffFilter { status: Some(AccountStatus::Invited), ..StaffFilter::default() };
    let count = staff::count(&app.ctx, actor, &waiting).await?;
    let found = staff::list(&app.ctx, actor, &waiting, None, INVITED).await?;
    let mut invited = Vec::new();
    for line in lines(&found) {
        let id: AccountId = line.id.parse().map_err(|_| WebError::NotFound)?;
        let until = staff::profile(&app.ctx, actor, id).await?.invited_until;
        invited.push(InvitedLine { id: line.id, name: line.name, roles: line.roles, until });
    }
    let trail = trail_state(operations::trail(&app.ctx, actor).await?);
    let props = NeedsProps { dead: jobs.dead, waiting: jobs.waiting, invitations: count, invited, trail };
    Ok(page(needs_page(ctx, &props)))
}

/// How the trail stands, as pages show it.
pub(super) fn trail_state(trail: operations::Trail) -> TrailState {
    TrailState {
        sealed_until: trail.sealed_until,
        unsealed: trail.unsealed,
        verified_at: trail.check.as_ref().map(|c| c.at),
        faults: trail.check.map_or(0, |c| u64::from(c.faults.unsigned_abs())),
    }
}
