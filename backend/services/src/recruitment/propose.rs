//! A worker proposes their own registration before there is an account, a case or a number: kept sealed for the office,
//! for a while. Nothing here looks a person up, so that nobody learns who is on record. Start at [`propose`].

use chrono::{DateTime, Duration, NaiveDate, Utc};
use sojourn_domain::{
    OrganisationId, ProgrammeId, Refusal,
    locale::PaperLanguage,
    programme::{Organisation, OrganisationKind, Programme},
    proposal::{self, Proposal, ProposalStatus, field},
    registration::{self, Fields},
};
use sojourn_storage::{AuditEntry, Source, StorageError, Tx, entity::proposals::registration_proposal};
use uuid::Uuid;

use super::register::open_programmes;
use crate::{
    Context, Result, ServiceError,
    access::throttle::Attempt,
    context::{Keys, paper_code, read_paper_code},
};

/// How long a proposal waits for the person to come; then it is deleted.
pub const KEPT: Duration = Duration::days(30);
/// Groups of four of a reference: short enough to be read out.
const GROUPS: usize = 2;
/// What attempts are counted under, and what receipts are sealed for.
const PURPOSE: &str = "proposal";

/// Who sends a proposal, as far as anybody knows.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// The address it comes from, by which senders are slowed.
    pub address: &'a str,
    /// What names this one form: sent twice it is kept once.
    pub once: &'a str,
}

/// What a person takes to the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The reference, `ABCD-EFGH`.
    pub reference: String,
    /// What proves that one holds it: the tail of its address.
    pub seal: String,
    /// The office's name.
    pub office: String,
    /// The programme's title.
    pub programme: String,
    /// The last day to come.
    pub until: NaiveDate,
}

/// Where one can go now, and the offices to come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openings {
    /// Programmes with an open intake.
    pub programmes: Vec<Programme>,
    /// Offices of their countries of origin, by country and name.
    pub offices: Vec<Organisation>,
    /// Which country's offices take part in which programme.
    pairs: Vec<(ProgrammeId, sojourn_domain::country::Country)>,
}

impl Openings {
    /// Whether an office takes part in a programme.
    #[must_use]
    pub fn takes(&self, programme: ProgrammeId, office: &Organisation) -> bool {
        self.pairs.contains(&(programme, office.country))
    }
}

/// Programmes that take people in today, with the offices of their countries.
///
/// # Errors
/// As any read.
pub async fn openings(ctx: &Context) -> Result<Openings> {
    let (reader, programmes) = (ctx.db.reader(), open_programmes(ctx).await?);
    let agreements = reader.programmes().agreements().await?;
    let origin = |p: &Programme| agreements.iter().find(|a| a.id == p.agreement).map(|a| (p.id, a.origin));
    let pairs: Vec<_> = programmes.iter().filter_map(origin).collect();
    let mut offices = reader.programmes().organisations(OrganisationKind::Office).await?;
    offices.retain(|o| o.suspended.is_none() && pairs.iter().any(|(_, origin)| *origin == o.country));
    offices.sort_by(|a, b| (a.country.name(), &a.name).cmp(&(b.country.name(), &b.name)));
    Ok(Openings { programmes, offices, pairs })
}

/// Keeps a proposal for the office; the same form sent again gets the same receipt.
///
/// # Errors
/// [`Refusal::Invalid`] for the form, [`ServiceError::Throttled`] for too many from one address.
pub async fn propose(ctx: &Context, fields: &Fields, sender: Sender<'_>) -> Result<Receipt> {
    let now = ctx.now();
    let said = proposal::parse(fields, now.date_naive()).map_err(Refusal::Invalid)?;
    let openings = openings(ctx).await?;
    let office = chosen(&openings, &said)?;
    let once = ctx.keys.blind(PURPOSE, sender.once);
    if let Some(known) = ctx.db.reader().proposals().find_by_once(&once).await? {
        return receipt_of(ctx, &ctx.db.reader(), &known).await;
    }
    let attempt = Attempt::of_stranger(ctx, PURPOSE, sender.address);
    attempt.admit(ctx).await?;
    let row = row(ctx, &said, office.id, once.clone());
    let kept = keep(ctx, attempt, row.clone(), &form_of(fields, &said)).await;
    match kept {
        Ok(()) => receipt_of(ctx, &ctx.db.reader(), &row).await,
        // A double click: the other request was faster.
        Err(StorageError::Conflict(_)) => {
            let tx = ctx.db.begin().await?;
            let known = tx.proposals().find_by_once(&once).await?.ok_or(Refusal::Stale)?;
            receipt_of(ctx, &tx, &known).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The office that was chosen, where it takes part in the programme that was.
fn chosen<'a>(openings: &'a Openings, said: &Proposal) -> Result<&'a Organisation> {
    if openings.programmes.iter().all(|p| p.id != said.programme) {
        return Err(ServiceError::field(registration::field::PROGRAMME, "choose_one"));
    }
    let office = openings.offices.iter().find(|o| o.id == said.office);
    let office = office.ok_or_else(|| ServiceError::field(field::OFFICE, "choose_one"))?;
    if openings.takes(said.programme, office) {
        Ok(office)
    } else {
        Err(ServiceError::field(field::OFFICE, "office_elsewhere"))
    }
}

/// The form as it is kept, with the language that was read where none was chosen.
fn form_of(fields: &Fields, said: &Proposal) -> Fields {
    let mut form = proposal::kept(fields);
    let language: PaperLanguage = said.person.language;
    form.insert(registration::field::LANGUAGE.into(), language.code().into());
    form
}

fn row(ctx: &Context, said: &Proposal, office: OrganisationId, once: String) -> registration_proposal::Model {
    let (now, reference) = (ctx.now(), paper_code(ctx.random.as_ref(), GROUPS));
    let person = &said.person;
    let search_text = [&person.surname, &person.given_names, &reference, &reference.replace('-', "")];
    registration_proposal::Model {
        id: ctx.new_id(),
        search_text: search_text.map(|part| part.to_lowercase()).join(" "),
        reference,
        office_id: office.uuid(),
        programme_id: said.programme.uuid(),
        given_names: person.given_names.clone(),
        surname: person.surname.clone(),
        district: person.district.clone(),
        form_sealed: None,
        form_key: None,
        once,
        status: ProposalStatus::Open.code().into(),
        reason: None,
        proposed_at: now,
        expires_at: now + KEPT,
        decided_by: None,
        decided_at: None,
        case_id: None,
    }
}

async fn keep(
    ctx: &Context,
    attempt: Attempt,
    row: registration_proposal::Model,
    form: &Fields,
) -> std::result::Result<(), StorageError> {
    let tx = ctx.db.begin().await?;
    let id = row.id;
    tx.proposals().insert(row, form).await?;
    // Counted as a failure: only those are, and a form that anybody may send must not fill an office's list.
    tx.access().insert_attempt(attempt.row(ctx, false)).await?;
    note(ctx, &tx, "propose", id).await?;
    tx.commit().await
}

/// The audit row of what nobody with an account did.
async fn note(ctx: &Context, tx: &Tx, act: &str, proposal: Uuid) -> std::result::Result<(), StorageError> {
    let entry = AuditEntry {
        case: None,
        account: None,
        act: act.into(),
        subject_kind: "proposal".into(),
        subject: Some(proposal),
        details: String::new(),
        at: ctx.now(),
    };
    tx.audit().append(&entry).await
}

/// The receipt of a reference, for whoever holds its seal.
///
/// # Errors
/// [`ServiceError::NotFound`] for a seal that is not ours, and once the proposal's day has come.
pub async fn receipt(ctx: &Context, reference: &str, seal: &str) -> Result<Receipt> {
    let reference = read_paper_code(reference);
    if seal_of(&ctx.keys, &reference) != seal {
        return Err(ServiceError::NotFound);
    }
    let reader = ctx.db.reader();
    let row = reader.proposals().find_by_reference(&reference).await?.ok_or(ServiceError::NotFound)?;
    receipt_of(ctx, &reader, &row).await
}

fn seal_of(keys: &Keys, reference: &str) -> String {
    keys.mac(PURPOSE, reference)[..24].to_owned()
}

async fn receipt_of(ctx: &Context, source: &impl Source, row: &registration_proposal::Model) -> Result<Receipt> {
    let office = source.programmes().find_organisation(row.office_id.into()).await?;
    let programme = source.programmes().find_programme(row.programme_id.into()).await?;
    Ok(Receipt {
        seal: seal_of(&ctx.keys, &row.reference),
        reference: row.reference.clone(),
        office: office.map(|o| o.name).unwrap_or_default(),
        programme: programme.map(|p| p.title).unwrap_or_default(),
        until: last_day(row.expires_at),
    })
}

/// The last whole day before a proposal is deleted.
pub(super) fn last_day(expires_at: DateTime<Utc>) -> NaiveDate {
    let day = expires_at.date_naive();
    day.pred_opt().unwrap_or(day)
}

/// Proposals deleted in one run.
const BATCH: u64 = 500;

/// Deletes the proposals whose day has come, decided or not; answers how many.
///
/// # Errors
/// Storage.
pub async fn forget(ctx: &Context) -> Result<usize> {
    let tx = ctx.db.begin().await?;
    let gone = tx.proposals().delete_expired(ctx.now(), BATCH).await?;
    for id in &gone {
        note(ctx, &tx, "delete-proposal", id.uuid()).await?;
    }
    tx.commit().await?;
    Ok(gone.len())
}
