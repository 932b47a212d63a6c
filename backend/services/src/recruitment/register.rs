//! Registering at the desk: parsed, looked up, decided, and kept with its event in one transaction.

use sojourn_domain::{
    Actor, CaseId, CaseNumber, EventId, IdentityDocumentId, Locale, OrganisationId, Refusal, Role, State, WorkerId,
    WorkerNumber,
    case::{Case, CaseEvent},
    decide::{self, Move, Mover},
    file::{CaseFile, Identity},
    programme::{Programme, RulesVersion},
    registration::{self, Fields, Person, Registration, ShownDocument},
    table::Transition,
    worker::{Consent, IdentityDocument, Worker},
};
use sojourn_storage::{Tx, entity::case::flag};

use super::candidates::{Candidate, candidates};
use crate::{
    Context, Result, ServiceError,
    access::pin::{self, Activation, NewWorkerAccount},
    cases::{POSSIBLE_DUPLICATE, programme_and_rules},
    papers::{self, SlipFacts},
    record::{audit, audit_worker},
};

/// The version of the consent texts shown at the desk.
const CONSENT_TEXT: &str = "2026-11";

/// What came of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registered {
    /// The worker and the case are on record.
    Done {
        /// The worker.
        worker: WorkerId,
        /// The case.
        case: CaseId,
        /// The case's number.
        number: CaseNumber,
        /// The worker's own sign-in, for the slip.
        activation: Activation,
    },
    /// Somebody like this is on record; the officer looks before anything is written.
    PossibleDuplicates(Vec<Candidate>),
}

/// Who registers, in which transaction, and what is said with the opening of the case.
pub(crate) struct Desk<'a> {
    pub(crate) ctx: &'a Context,
    pub(crate) tx: &'a Tx,
    pub(crate) actor: &'a Actor,
    pub(crate) said: Move,
}

/// Registers a worker and opens a case.
///
/// With the officer's word that the candidates are somebody else, the registration goes through and a flag
/// waits for the verifying officer; a document that is on record already is refused at its field.
///
/// # Errors
/// [`Refusal::Invalid`] for the form, [`Refusal::Forbidden`] without the role, [`Refusal::Unmet`] for guards.
pub async fn register(ctx: &Context, actor: &Actor, fields: &Fields) -> Result<Registered> {
    let office = office_of(actor)?;
    let registration = registration::parse(fields, ctx.now().date_naive()).map_err(Refusal::Invalid)?;
    let tx = ctx.db.begin().await?;
    let desk = Desk { ctx, tx: &tx, actor, said: Move::default() };
    let done = register_at(&desk, office, &registration).await?;
    if matches!(done, Registered::Done { .. }) {
        tx.commit().await?;
    }
    Ok(done)
}

/// Registers in an open transaction, which is to be committed only where it is [`Registered::Done`].
pub(crate) async fn register_at(
    desk: &Desk<'_>,
    office: OrganisationId,
    registration: &Registration,
) -> Result<Registered> {
    let (ctx, tx, actor) = (desk.ctx, desk.tx, desk.actor);
    let draft = draft(ctx, office, &registration.person);
    let found = candidates(tx, actor, &draft, registration.person.document.as_ref()).await?;
    if !found.is_empty() && !registration.another_person {
        return Ok(Registered::PossibleDuplicates(found));
    }
    if found.iter().any(Candidate::same_document) {
        return Err(ServiceError::field(registration::field::DOCUMENT_NUMBER, "document_on_record"));
    }
    let known = programme_and_rules(tx, registration.programme, ctx.now()).await;
    let (programme, rules) = match known {
        Err(ServiceError::NotFound) => return Err(ServiceError::field(registration::field::PROGRAMME, "choose_one")),
        other => other?,
    };
    let worker = insert_person(ctx, tx, actor, draft, registration.person.document.clone()).await?;
    let done = enter(desk, &worker, registration, &programme, &rules).await?;
    let Registered::Done { case, .. } = done else { return Ok(done) };
    for candidate in &found {
        flag_duplicate(ctx, tx, actor, case, worker.id, candidate).await?;
    }
    Ok(done)
}

/// Opens a case for a worker who is on record already: an imported one, or one who goes again. What the form
/// says of the person is checked; the record stays as it is, but for a document it did not have.
///
/// # Errors
/// As [`register`]; [`ServiceError::NotFound`] for a worker out of the actor's scope.
pub async fn open_case_for(ctx: &Context, actor: &Actor, worker: WorkerId, fields: &Fields) -> Result<Registered> {
    office_of(actor)?;
    // Whose record is not the actor's to open is not there, whatever was typed.
    let worker = ctx.db.reader().workers().find(actor, worker).await?.ok_or(ServiceError::NotFound)?;
    let now = ctx.now();
    let registration = registration::parse(fields, now.date_naive()).map_err(Refusal::Invalid)?;
    let tx = ctx.db.begin().await?;
    let known = programme_and_rules(&tx, registration.programme, now).await;
    let (programme, rules) = match known {
        Err(ServiceError::NotFound) => return Err(ServiceError::field(registration::field::PROGRAMME, "choose_one")),
        other => other?,
    };
    if let Some(shown) = &registration.person.document {
        let holders = tx.workers().with_document(shown.kind, shown.issuer, &shown.number).await?;
        if holders.iter().any(|id| *id != worker.id) {
            return Err(ServiceError::field(registration::field::DOCUMENT_NUMBER, "document_on_record"));
        }
        if holders.is_empty() {
            insert_document(ctx, &tx, worker.id, shown.clone()).await?;
        }
    }
    let desk = Desk { ctx, tx: &tx, actor, said: Move::default() };
    let done = enter(&desk, &worker, &registration, &programme, &rules).await?;
    tx.commit().await?;
    Ok(done)
}

/// Keeps the consents, opens the case and the worker's own access, and issues the slip.
async fn enter(
    desk: &Desk<'_>,
    worker: &Worker,
    registration: &Registration,
    programme: &Programme,
    rules: &RulesVersion,
) -> Result<Registered> {
    let (ctx, tx, actor, now) = (desk.ctx, desk.tx, desk.actor, desk.ctx.now());
    for purpose in &registration.consents {
        let consent = Consent {
            purpose: *purpose,
            language: worker.language,
            text_version: CONSENT_TEXT.into(),
            given_at: now,
            withdrawn_at: None,
        };
        tx.workers().insert_consent(worker.id, &consent).await?;
    }
    let case = open_case(desk, worker, registration, programme, rules).await?;
    let activation = open_access(ctx, tx, actor, worker).await?;
    let facts = SlipFacts {
        programme: programme.title.clone(),
        activation: activation.token,
        by: actor.account.uuid(),
        today: rules.rules.day_of(now),
    };
    papers::issue_slip(ctx, tx, &case, worker, facts).await?;
    Ok(Registered::Done { worker: worker.id, case: case.id, number: case.number, activation })
}

/// The worker's own sign-in: opened at the first case, a new code at a later one.
async fn open_access(ctx: &Context, tx: &Tx, actor: &Actor, worker: &Worker) -> Result<Activation> {
    if tx.access().find_account_of_worker(worker.id).await?.is_some() {
        return pin::reissue(ctx, tx, actor, worker.id).await;
    }
    // Families share an address: it signs in whoever has it first, and the others by their number.
    let email = match &worker.email {
        Some(email) if tx.access().find_account_by_email(email).await?.is_none() => Some(email.clone()),
        _ => None,
    };
    let account = NewWorkerAccount {
        worker: worker.id,
        name: worker.full_name(),
        email,
        locale: Locale::of_paper(worker.language),
    };
    pin::open_account(ctx, tx, account).await
}

async fn flag_duplicate(
    ctx: &Context,
    tx: &Tx,
    actor: &Actor,
    case: CaseId,
    worker: WorkerId,
    candidate: &Candidate,
) -> Result<()> {
    let flag = flag::Model {
        id: ctx.new_id(),
        kind: POSSIBLE_DUPLICATE.into(),
        case_id: Some(case.uuid()),
        worker_id: Some(worker.uuid()),
        other_id: Some(candidate.id.uuid()),
        reason: None,
        raised_by: Some(actor.account.uuid()),
        raised_at: ctx.now(),
        cleared_by: None,
        cleared_at: None,
        outcome: None,
        version: 1,
    };
    Ok(tx.cases().insert_flag(flag).await?)
}

/// The office in which the actor registers.
pub(crate) fn office_of(actor: &Actor) -> Result<OrganisationId> {
    actor.organisations(Role::RecruitmentOfficer).next().ok_or_else(|| Refusal::Forbidden.into())
}

/// A person as the record they would become, still without a number.
pub(crate) fn draft(ctx: &Context, office: OrganisationId, person: &Person) -> Worker {
    let Person {
        given_names,
        surname,
        own_script_name,
        parent_name,
        sex,
        born,
        nationality,
        document: _,
        phone,
        email,
        address,
        district,
        postcode,
        language,
    } = person.clone();
    Worker {
        id: WorkerId::new(ctx.new_id()),
        number: WorkerNumber::from_serial(0),
        merged_into: None,
        office,
        given_names,
        surname,
        own_script_name,
        parent_name,
        sex,
        born,
        nationality,
        phone,
        email,
        address,
        district,
        postcode,
        language,
        created_at: ctx.now(),
        version: 1,
    }
}

/// Writes a person down under the next number, with the document shown.
pub(crate) async fn insert_person(
    ctx: &Context,
    tx: &Tx,
    actor: &Actor,
    draft: Worker,
    shown: Option<ShownDocument>,
) -> Result<Worker> {
    let worker = Worker { number: tx.workers().next_number().await?, ..draft };
    tx.workers().insert(&worker).await?;
    if let Some(shown) = shown {
        insert_document(ctx, tx, worker.id, shown).await?;
    }
    audit_worker(ctx, tx, Some(actor.account), worker.id, "register-person", "").await?;
    Ok(worker)
}

async fn insert_document(ctx: &Context, tx: &Tx, worker: WorkerId, shown: ShownDocument) -> Result<()> {
    let document = IdentityDocument {
        id: IdentityDocumentId::new(ctx.new_id()),
        worker,
        kind: shown.kind,
        number: shown.number,
        issuer: shown.issuer,
        expires: shown.expires,
    };
    Ok(tx.workers().insert_document(&document, ctx.now()).await?)
}

async fn open_case(
    desk: &Desk<'_>,
    worker: &Worker,
    registration: &Registration,
    programme: &Programme,
    rules: &RulesVersion,
) -> Result<Case> {
    let (ctx, tx, actor, now) = (desk.ctx, desk.tx, desk.actor, desk.ctx.now());
    let mut file = new_file(worker, registration, programme, rules, rules.rules.day_of(now));
    file.other_active_case = tx.cases().active_of(worker.id).await?.is_some();
    decide::decide(&file, Transition::Register, Mover::Person(actor), &desk.said)?;
    let year = u16::try_from(chrono::Datelike::year(&file.today)).unwrap_or(u16::MAX);
    let case = Case {
        id: CaseId::new(ctx.new_id()),
        number: tx.cases().next_number(year).await?,
        worker: worker.id,
        programme: programme.id,
        office: worker.office,
        state: State::Registered,
        pool: None,
        planned_start: programme.planned_start,
        planned_end: programme.planned_end,
        departs_on: None,
        holds_quota: false,
        prepared_by: actor.account,
        created_at: now,
        moved_at: now,
        version: 1,
    };
    let event = CaseEvent {
        id: EventId::new(ctx.new_id()),
        case: case.id,
        sequence: 1,
        transition: Transition::Register,
        from: None,
        to: State::Registered,
        by: Some(actor.account),
        at: now,
        said: desk.said.clone(),
        approval: None,
        rules: Some(rules.id),
    };
    tx.cases().insert(&case).await?;
    tx.cases().append_event(&event).await?;
    audit(ctx, tx, Some(actor.account), case.id, "move", Transition::Register.code()).await?;
    Ok(case)
}

/// The facts of a case that does not exist yet.
fn new_file(
    worker: &Worker,
    registration: &Registration,
    programme: &Programme,
    rules: &RulesVersion,
    today: chrono::NaiveDate,
) -> CaseFile {
    let shown = registration.person.document.as_ref();
    CaseFile {
        consents: registration.consents.clone(),
        identity: shown.map(|d| Identity { kind: d.kind, expires: d.expires }),
        ..CaseFile::new(today, rules.rules.clone(), programme, worker.sex, worker.born)
    }
}

/// Programmes with an open intake on the present day: id and title.
///
/// # Errors
/// As any read.
pub async fn open_programmes(ctx: &Context) -> Result<Vec<Programme>> {
    let today = ctx.now().date_naive();
    let all = ctx.db.reader().programmes().programmes().await?;
    Ok(all.into_iter().filter(|p| p.intake_opens <= today && today <= p.intake_closes).collect())
}
