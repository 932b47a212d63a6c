//! Many journeys at once, for a demonstration as large as a country and for measuring. Owns the few large
//! statements in which they are written; refuses to decide anything about them. Start at [`Crowd::plant`].

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use sojourn_domain::case::{Approval, Case, CaseEvent};
use sojourn_domain::requirement::Requirement;
use sojourn_domain::worker::{Consent, IdentityDocument, Worker};
use sojourn_domain::{CaseNumber, WorkerNumber};

use crate::entity::Row;
use crate::entity::case::{approval, audit, case_event, case_file, requirement};
use crate::entity::worker::{consent, identity_document, worker};
use crate::store::{Store, counted, repository, take_numbers};
use crate::{AuditEntry, Holders, Result, StorageError, Workers};

repository! {
    /// Journeys written many at a time.
    Crowd, crowd
}

/// The counter of everybody planted here.
const PLANTED: &str = "crowd";

/// One worker with everything that is written of the journey.
#[derive(Debug, Clone)]
pub struct Journey {
    /// The person.
    pub worker: Worker,
    /// What they travel on.
    pub document: IdentityDocument,
    /// What they agreed to.
    pub consents: Vec<Consent>,
    /// The case.
    pub case: Case,
    /// Who holds it.
    pub holders: Holders,
    /// Every move, oldest first: folding them gives the case's state.
    pub events: Vec<CaseEvent>,
    /// Requirement records.
    pub requirements: Vec<Requirement>,
    /// What waits for a second person.
    pub proposal: Option<Approval>,
    /// The first row of the case's audit chain.
    pub audit: AuditEntry,
}

impl<C: ConnectionTrait> Crowd<'_, C> {
    /// How many were planted so far.
    ///
    /// # Errors
    /// As any statement.
    pub async fn planted(&self) -> Result<u64> {
        counted(self.0.conn, PLANTED).await
    }
}

impl Crowd<'_, DatabaseTransaction> {
    /// Takes so many worker numbers at once, the lowest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn worker_numbers(&self, many: u32) -> Result<Vec<WorkerNumber>> {
        let last = take_numbers(self.0.conn, "worker", many).await?;
        Ok((last + 1 - u64::from(many)..=last).map(WorkerNumber::from_serial).collect())
    }

    /// Takes so many case numbers of a year at once, the lowest first.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the year's numbers are used up.
    pub async fn case_numbers(&self, year: u16, many: u32) -> Result<Vec<CaseNumber>> {
        let last = take_numbers(self.0.conn, &format!("case-{year}"), many).await?;
        let used_up = || StorageError::Corrupt("case numbers are used up".into());
        let last = u32::try_from(last).ok().filter(|n| *n <= CaseNumber::MAX_SERIAL).ok_or_else(used_up)?;
        Ok((last + 1 - many..=last).map(|serial| CaseNumber::new(year, serial)).collect())
    }

    /// Writes journeys with their chains of events, each case's audit row, and one seal over those rows.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when a number is taken.
    pub async fn plant(&self, journeys: Vec<Journey>, now: DateTime<Utc>) -> Result<()> {
        let Store { conn, vault } = self.0;
        let many = u32::try_from(journeys.len()).unwrap_or(u32::MAX);
        let rows = Rows::of(journeys, &Workers(Store { conn, vault }), now)?;
        worker::Model::insert_all(rows.workers, conn).await?;
        identity_document::Model::insert_all(rows.documents, conn).await?;
        consent::Model::insert_all(rows.consents, conn).await?;
        case_file::Model::insert_all(rows.cases, conn).await?;
        case_event::Model::insert_all(rows.events, conn).await?;
        requirement::Model::insert_all(rows.requirements, conn).await?;
        approval::Model::insert_all(rows.approvals, conn).await?;
        crate::Audit(Store { conn, vault }).seal_heads(&rows.audit, now).await?;
        audit::Model::insert_all(rows.audit, conn).await?;
        take_numbers(conn, PLANTED, many).await?;
        Ok(())
    }
}

/// Journeys as rows, table by table.
#[derive(Default)]
struct Rows {
    workers: Vec<worker::Model>,
    documents: Vec<identity_document::Model>,
    consents: Vec<consent::Model>,
    cases: Vec<case_file::Model>,
    events: Vec<case_event::Model>,
    requirements: Vec<requirement::Model>,
    approvals: Vec<approval::Model>,
    audit: Vec<audit::Model>,
}

impl Rows {
    fn of(journeys: Vec<Journey>, sealing: &Workers<'_, DatabaseTransaction>, now: DateTime<Utc>) -> Result<Self> {
        let mut rows = Self::default();
        for Journey { worker, document, consents, case, holders, events, requirements, proposal, audit } in journeys {
            rows.documents.push(sealing.document_row(&document, now)?);
            rows.consents.extend(consents.iter().map(|c| crate::worker::consent_row(worker.id, c)));
            rows.workers.push(crate::worker::worker_row(&worker));
            rows.cases.push(case_file::Model {
                employer_id: holders.employer.map(|o| o.uuid()),
                centre_id: holders.centre.map(|o| o.uuid()),
                case_worker_id: holders.case_worker.map(|a| a.uuid()),
                ..crate::case::case_row(&case)
            });
            let mut previous = String::new();
            for event in &events {
                let row = crate::case::event_row_behind(sealing.0.vault, event, previous)?;
                previous = row.hash.clone();
                rows.events.push(row);
            }
            rows.requirements.extend(requirements.iter().map(crate::case::requirement_row));
            rows.approvals.extend(proposal.iter().map(crate::case::approval_row));
            rows.audit.push(crate::audit::row_behind(&audit, 0, String::new()));
        }
        Ok(rows)
    }
}
