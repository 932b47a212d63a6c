//! Organisations: who takes part, accredited until when, suspended why. Administrators keep them all; a mission
//! accredits and suspends the employers of its corridor. Start at [`list`].

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, FieldError, OrganisationId, Refusal, Role,
    country::Country,
    programme::{Organisation, OrganisationKind},
    registration::Fields,
    role::Permission,
};
use sojourn_storage::{OrganisationFilter, Page, Source};

use crate::{Context, Result, ServiceError, placement, record::audit_subject};

/// The longest name.
const NAME: usize = 200;
/// The longest reason of a suspension.
const REASON: usize = 500;

/// Which organisations somebody may keep.
enum Reach {
    All,
    /// Employers of these countries.
    Employers(Vec<Country>),
}

async fn reach(source: &impl Source, actor: &Actor) -> Result<Reach> {
    if actor.may(Permission::ManageAccounts) {
        return Ok(Reach::All);
    }
    let missions: Vec<_> = actor.organisations(Role::Mission).collect();
    if missions.is_empty() {
        return Err(Refusal::Forbidden.into());
    }
    let mut countries = Vec::new();
    for programme in source.programmes().programmes().await?.iter().filter(|p| missions.contains(&p.mission)) {
        countries.extend(source.programmes().find_agreement(programme.agreement).await?.map(|a| a.destination));
    }
    countries.sort_unstable();
    countries.dedup();
    Ok(Reach::Employers(countries))
}

/// Organisations the actor keeps, by name, from behind `last` on.
///
/// # Errors
/// [`Refusal::Forbidden`] for whoever keeps none; storage.
pub async fn list(
    ctx: &Context,
    actor: &Actor,
    filter: OrganisationFilter,
    last: Option<OrganisationId>,
    size: u64,
) -> Result<Page<Organisation>> {
    let reader = ctx.db.reader();
    let filter = match reach(&reader, actor).await? {
        Reach::All => filter,
        Reach::Employers(countries) => {
            let kind = Some(OrganisationKind::Employer);
            OrganisationFilter { kind, countries: Some(countries), ..filter }
        }
    };
    let last = match last {
        Some(id) => reader.programmes().find_organisation(id).await?,
        None => None,
    };
    let key = last.as_ref().map(|o| (o.name.as_str(), o.id));
    Ok(reader.programmes().list_organisations(&filter, key, size).await?)
}

/// An organisation the actor keeps, with the version to change it under.
///
/// # Errors
/// [`ServiceError::NotFound`] for one that is not the actor's; [`Refusal::Forbidden`]; storage.
pub async fn show(source: &impl Source, actor: &Actor, id: OrganisationId) -> Result<(Organisation, i32)> {
    let reach = reach(source, actor).await?;
    let found = source.programmes().find_organisation_versioned(id).await?;
    let kept = |o: &Organisation| match &reach {
        Reach::All => true,
        Reach::Employers(countries) => o.kind == OrganisationKind::Employer && countries.contains(&o.country),
    };
    found.filter(|(o, _)| kept(o)).ok_or(ServiceError::NotFound)
}

fn manages(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ManageAccounts) { Ok(()) } else { Err(Refusal::Forbidden.into()) }
}

/// What a form says of an organisation: `name`, `organisation_kind`, `country`.
fn described(fields: &Fields) -> Result<(String, OrganisationKind, Country)> {
    let value = |name: &str| fields.get(name).map_or("", |v| v.trim());
    let name = value("name").to_owned();
    let (kind, country) =
        (OrganisationKind::from_code(value("organisation_kind")), value("country").parse::<Country>());
    let mut errors = Vec::new();
    if name.is_empty() {
        errors.push(FieldError::new("name", "required"));
    } else if name.chars().count() > NAME {
        errors.push(FieldError::new("name", "too_long"));
    }
    if kind.is_none() {
        errors.push(FieldError::new("organisation_kind", "choose_one"));
    }
    if country.is_err() {
        errors.push(FieldError::new("country", "unknown_country"));
    }
    match (kind, country) {
        (Some(kind), Ok(country)) if errors.is_empty() => Ok((name, kind, country)),
        _ => Err(Refusal::Invalid(errors).into()),
    }
}

/// Registers an organisation, which is not accredited yet.
///
/// # Errors
/// [`Refusal::Invalid`] with the fields at fault; [`Refusal::Forbidden`]; storage.
pub async fn create(ctx: &Context, actor: &Actor, fields: &Fields) -> Result<OrganisationId> {
    manages(actor)?;
    let (name, kind, country) = described(fields)?;
    let id = OrganisationId::new(ctx.new_id());
    let organisation =
        Organisation { id, kind, name, country, accredited_from: None, accredited_until: None, suspended: None };
    let tx = ctx.db.begin().await?;
    tx.programmes().insert_organisation(&organisation, ctx.now()).await?;
    let subject = ("organisation", id.uuid());
    audit_subject(ctx, &tx, Some(actor.account), subject, "create-organisation", kind.code()).await?;
    tx.commit().await?;
    Ok(id)
}

/// What is done to an organisation that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `name`, `organisation_kind`, `country` are these now.
    Describe(Fields),
    /// Accredited from a day on, perhaps until another.
    Accredit(Option<NaiveDate>, Option<NaiveDate>),
    /// Suspended, for a reason; the open offers of an employer go back.
    Suspend(String),
    /// The suspension ends.
    Lift,
}

impl Change {
    const fn act(&self) -> &'static str {
        match self {
            Self::Describe(_) => "edit-organisation",
            Self::Accredit(..) => "accredit",
            Self::Suspend(_) => "suspend",
            Self::Lift => "lift-suspension",
        }
    }
}

/// Changes an organisation at the version that was seen.
///
/// # Errors
/// [`Refusal::Invalid`] with the fields at fault; [`Refusal::WrongStage`] for what is so already;
/// [`Refusal::Stale`]; [`ServiceError::NotFound`]; [`Refusal::Forbidden`]; storage.
pub async fn change(ctx: &Context, actor: &Actor, id: OrganisationId, version: i32, change: Change) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let (organisation, stored) = show(&tx, actor, id).await?;
    if stored != version {
        return Err(Refusal::Stale.into());
    }
    let act = change.act();
    let suspends = matches!(change, Change::Suspend(_)) && organisation.kind == OrganisationKind::Employer;
    let changed = match change {
        Change::Describe(fields) => {
            manages(actor)?;
            redescribed(&tx, organisation, &fields).await?
        }
        Change::Accredit(from, until) => accredited(organisation, from, until)?,
        Change::Suspend(reason) => suspended(ctx, organisation, reason.trim())?,
        Change::Lift if organisation.suspended.is_none() => return Err(Refusal::WrongStage.into()),
        Change::Lift => Organisation { suspended: None, ..organisation },
    };
    tx.programmes().save_organisation(&changed, version, ctx.now()).await?;
    audit_subject(ctx, &tx, Some(actor.account), ("organisation", id.uuid()), act, changed.kind.code()).await?;
    tx.commit().await?;
    if suspends { placement::retract_of_suspended(ctx).await.map(drop) } else { Ok(()) }
}

async fn redescribed(source: &impl Source, was: Organisation, fields: &Fields) -> Result<Organisation> {
    let (name, kind, country) = described(fields)?;
    let held = source.access().roles_in(was.id).await?;
    if kind != was.kind && held.iter().any(|role| role.within().is_some_and(|needs| needs != kind)) {
        return Err(ServiceError::field("organisation_kind", "kind_in_use"));
    }
    Ok(Organisation { name, kind, country, ..was })
}

fn accredited(was: Organisation, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Organisation> {
    let from = from.ok_or_else(|| ServiceError::field("accredited_from", "required"))?;
    if until.is_some_and(|until| until < from) {
        return Err(ServiceError::field("accredited_until", "before_start"));
    }
    Ok(Organisation { accredited_from: Some(from), accredited_until: until, ..was })
}

fn suspended(ctx: &Context, was: Organisation, reason: &str) -> Result<Organisation> {
    if was.suspended.is_some() {
        return Err(Refusal::WrongStage.into());
    }
    if reason.is_empty() {
        return Err(ServiceError::field("reason", "required"));
    }
    if reason.chars().count() > REASON {
        return Err(ServiceError::field("reason", "too_long"));
    }
    Ok(Organisation { suspended: Some((ctx.now(), reason.to_owned())), ..was })
}
