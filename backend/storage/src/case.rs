//! Cases: found only through the actor's scope, saved under their version. Events, approvals and
//! requirement records beside them. Owns no rule: `domain` decides, this keeps. Start at [`Cases`].

mod approvals;
mod due;
mod events;
mod flags;
mod incidents;
mod list;
mod nouns;
mod order;
mod paths;
mod requirements;
mod words;

pub use approvals::ApprovalDecision;
pub use due::{DueKey, DueRow, DueSpan};
pub(crate) use events::row_behind as event_row_behind;
pub use list::{CaseFilter, CaseKey};
pub(crate) use nouns::{approval_row, case_row, requirement_row};
pub use paths::CasePath;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::case::Case;
use sojourn_domain::{AccountId, Actor, CaseId, CaseNumber, OrganisationId, State, WorkerId};
use uuid::Uuid;

use crate::entity::Row;
use crate::entity::case::case_file;
use crate::store::{next_number, repository};
use crate::{Result, StorageError, scope};

repository! {
    /// Journeys and the record of them.
    Cases, cases
}

impl<C: ConnectionTrait> Cases<'_, C> {
    /// A case the actor sees; out of scope is absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find(&self, actor: &Actor, id: CaseId) -> Result<Option<Case>> {
        let query = case_file::Entity::find().filter(case_file::Column::Id.eq(id.uuid())).filter(scope::cases(actor));
        query.one(self.0.conn).await?.map(nouns::case).transpose()
    }

    /// A case an employer may offer work to: in the pool of a programme it has an order in.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_candidate(&self, actor: &Actor, id: CaseId) -> Result<Option<Case>> {
        let query =
            case_file::Entity::find().filter(case_file::Column::Id.eq(id.uuid())).filter(scope::candidates(actor));
        query.one(self.0.conn).await?.map(nouns::case).transpose()
    }

    /// A case for the system itself (jobs, papers, deadlines): no actor stands behind it.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_for_system(&self, id: CaseId) -> Result<Option<Case>> {
        case_file::Model::find(self.0.conn, id.uuid()).await?.map(nouns::case).transpose()
    }

    /// Cases the actor sees of one worker, newest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn of_worker(&self, actor: &Actor, worker: WorkerId) -> Result<Vec<Case>> {
        let query = case_file::Entity::find()
            .filter(case_file::Column::WorkerId.eq(worker.uuid()))
            .filter(scope::cases(actor))
            .order_by_desc(case_file::Column::CreatedAt)
            .order_by_desc(case_file::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(nouns::case).collect()
    }

    /// The active case of a worker, whoever owns it: what stands in the way of another.
    ///
    /// # Errors
    /// As any statement.
    pub async fn active_of(&self, worker: WorkerId) -> Result<Option<Case>> {
        let query = case_file::Entity::find()
            .filter(case_file::Column::WorkerId.eq(worker.uuid()))
            .filter(case_file::Column::Active.eq(true));
        query.one(self.0.conn).await?.map(nouns::case).transpose()
    }

    /// Ids of all cases in their order, those behind `last` first: for checks that follow every chain.
    ///
    /// # Errors
    /// As any statement.
    pub async fn ids(&self, last: Option<CaseId>, size: u64) -> Result<Vec<CaseId>> {
        let mut query = case_file::Entity::find().select_only().column(case_file::Column::Id);
        if let Some(last) = last {
            query = query.filter(case_file::Column::Id.gt(last.uuid()));
        }
        let ids: Vec<Uuid> =
            query.order_by_asc(case_file::Column::Id).limit(size).into_tuple().all(self.0.conn).await?;
        Ok(ids.into_iter().map(CaseId::new).collect())
    }

    /// Who holds a case beside its office: employer, centre and case worker.
    ///
    /// # Errors
    /// As any statement.
    pub async fn holders(&self, id: CaseId) -> Result<Holders> {
        let row = case_file::Model::find(self.0.conn, id.uuid()).await?;
        Ok(row.map_or(Holders::default(), |r| Holders {
            employer: r.employer_id.map(Into::into),
            centre: r.centre_id.map(Into::into),
            case_worker: r.case_worker_id.map(Into::into),
        }))
    }
}

/// Who holds a case beside the office that owns it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holders {
    /// The employer, from the accepted offer on.
    pub employer: Option<OrganisationId>,
    /// The training centre, from enrolment on.
    pub centre: Option<OrganisationId>,
    /// The reintegration case worker.
    pub case_worker: Option<AccountId>,
}

impl Cases<'_, DatabaseTransaction> {
    /// The next case number of a year.
    ///
    /// # Errors
    /// As any statement.
    pub async fn next_number(&self, year: u16) -> Result<CaseNumber> {
        let serial = next_number(self.0.conn, &format!("case-{year}")).await?;
        let serial = u32::try_from(serial).map_err(|_| StorageError::Corrupt("case numbers are used up".into()))?;
        Ok(CaseNumber::new(year, serial))
    }

    /// Holds a case until the transaction ends, so that two who write what they saw of it take turns.
    ///
    /// # Errors
    /// As any statement.
    pub async fn hold(&self, id: CaseId) -> Result<()> {
        self.0.hold::<case_file::Entity>(case_file::Column::Id, id.uuid()).await
    }

    /// Opens a case.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the worker has another active case.
    pub async fn insert(&self, case: &Case) -> Result<()> {
        nouns::case_row(case).insert(self.0.conn).await
    }

    /// Saves what a move changes, under the version the case was read with; answers the next. The quota place
    /// and the holders have statements of their own.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when somebody moved it since, or the worker has another active case.
    pub async fn save(&self, case: &Case) -> Result<i32> {
        let saved = case_file::Entity::update_many()
            .col_expr(case_file::Column::State, Expr::val(case.state.code()))
            .col_expr(case_file::Column::Active, Expr::val(case.state.is_active()))
            .col_expr(case_file::Column::Pool, Expr::val(case.pool.map(State::code)))
            .col_expr(case_file::Column::PlannedStart, Expr::val(case.planned_start))
            .col_expr(case_file::Column::PlannedEnd, Expr::val(case.planned_end))
            .col_expr(case_file::Column::DepartsOn, Expr::val(case.departs_on))
            .col_expr(case_file::Column::PreparedBy, Expr::val(case.prepared_by.uuid()))
            .col_expr(case_file::Column::MovedAt, Expr::val(case.moved_at))
            .col_expr(case_file::Column::Version, Expr::col(case_file::Column::Version).add(1))
            .filter(case_file::Column::Id.eq(case.id.uuid()))
            .filter(case_file::Column::Version.eq(case.version))
            .exec(self.0.conn)
            .await?;
        if saved.rows_affected == 1 {
            Ok(case.version + 1)
        } else {
            Err(StorageError::Conflict(format!("version {} of case {}", case.version, case.id)))
        }
    }

    /// Names who holds a case beside its office; every field is written.
    ///
    /// # Errors
    /// As any statement.
    pub async fn set_holders(&self, id: CaseId, holders: Holders) -> Result<()> {
        let id_of = |o: Option<OrganisationId>| -> Option<Uuid> { o.map(|o| o.uuid()) };
        case_file::Entity::update_many()
            .col_expr(case_file::Column::EmployerId, Expr::val(id_of(holders.employer)))
            .col_expr(case_file::Column::CentreId, Expr::val(id_of(holders.centre)))
            .col_expr(case_file::Column::CaseWorkerId, Expr::val(holders.case_worker.map(|a| a.uuid())))
            .filter(case_file::Column::Id.eq(id.uuid()))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }
}
