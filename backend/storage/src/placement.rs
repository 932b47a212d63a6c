//! Job orders, offers, contracts, placements and what the job cost.
//! Owns headcount that cannot be overdrawn; refuses to judge terms. Start at [`Placement`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use sojourn_domain::{
    CaseId, ContractId, CostItemId, JobOrderId, OfferId, OrganisationId, PlacementId, ProgrammeId, WorkerId,
    placement::OrderStatus,
};
use uuid::Uuid;

use crate::Result;
use crate::entity::access::organisation;
use crate::entity::case::case_file;
use crate::entity::placement::{contract, cost_item, job_order, offer, placement};
use crate::keyset::Page;
use crate::store::{next_number, repository, rows};

repository! {
    /// Matching and work.
    Placement, placement
}

rows! { Placement:
    "a job order" job_order(JobOrderId) {
        find find_order, insert insert_order, save save_order,
        list orders_of_employer of EmployerId: OrganisationId in CreatedAt,
        list orders_of_programme of ProgrammeId: ProgrammeId in CreatedAt
    }
    "an offer" offer(OfferId) {
        find find_offer, insert insert_offer, save save_offer,
        list offers_of_case of CaseId: CaseId in MadeAt,
        list offers_of_order of JobOrderId: JobOrderId in MadeAt
    }
    "a contract" contract(ContractId) {
        find find_contract, insert insert_contract, save save_contract,
        list contracts_of_case of CaseId: CaseId in CreatedAt
    }
    "a placement" placement(PlacementId) {
        find find_placement, insert insert_placement, save save_placement,
        list placements_of_case of CaseId: CaseId in CreatedAt
    }
    "a cost" cost_item(CostItemId) {
        find find_cost, insert insert_cost,
        list costs_of_case of CaseId: CaseId in RecordedAt
    }
}

/// An offer that waits for its answer.
const OPEN: &str = "open";

impl<C: ConnectionTrait> Placement<'_, C> {
    /// How many offers of a case are open.
    ///
    /// # Errors
    /// As any statement.
    pub async fn open_offers(&self, case: CaseId) -> Result<u64> {
        let query =
            offer::Entity::find().filter(offer::Column::CaseId.eq(case.uuid())).filter(offer::Column::Status.eq(OPEN));
        Ok(query.count(self.0.conn).await?)
    }

    /// Open offers whose time is over, longest over first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn expired_offers(&self, now: DateTime<Utc>, limit: u64) -> Result<Vec<offer::Model>> {
        let query = offer::Entity::find()
            .filter(offer::Column::Status.eq(OPEN))
            .filter(offer::Column::ExpiresAt.lte(now))
            .order_by_asc(offer::Column::ExpiresAt)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }
}

impl<C: ConnectionTrait> Placement<'_, C> {
    /// Open offers of employers that are suspended, the first made first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn offers_of_suspended(&self, limit: u64) -> Result<Vec<offer::Model>> {
        let suspended = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .filter(organisation::Column::SuspendedAt.is_not_null());
        let orders = job_order::Entity::find()
            .select_only()
            .column(job_order::Column::Id)
            .filter(job_order::Column::EmployerId.in_subquery(suspended.into_query()));
        let query = offer::Entity::find()
            .filter(offer::Column::JobOrderId.in_subquery(orders.into_query()))
            .filter(offer::Column::Status.eq(OPEN))
            .order_by_asc(offer::Column::MadeAt)
            .order_by_asc(offer::Column::Id)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }
}

/// Whose orders: those of these employers, and those under these programmes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderScope {
    /// The employers.
    pub employers: Vec<OrganisationId>,
    /// The programmes.
    pub programmes: Vec<ProgrammeId>,
}

impl<C: ConnectionTrait> Placement<'_, C> {
    /// A page of the orders of a scope, the newest first, in one status or in any; `last` is the id of the last
    /// row of the page before (ids grow with time).
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_orders(
        &self,
        scope: &OrderScope,
        status: Option<OrderStatus>,
        last: Option<JobOrderId>,
        size: u64,
    ) -> Result<Page<job_order::Model>> {
        let seen = Condition::any()
            .add(job_order::Column::EmployerId.is_in(scope.employers.iter().map(|e| e.uuid())))
            .add(job_order::Column::ProgrammeId.is_in(scope.programmes.iter().map(|p| p.uuid())));
        let mut query = job_order::Entity::find().filter(seen);
        if let Some(status) = status {
            query = query.filter(job_order::Column::Status.eq(status.code()));
        }
        if let Some(last) = last {
            query = query.filter(job_order::Column::Id.lt(last.uuid()));
        }
        let rows = query.order_by_desc(job_order::Column::Id).limit(size + 1).all(self.0.conn).await?;
        Ok(Page::cut(rows, size))
    }

    /// The newest contract of each case that was not called off, with the title of its job; cases without one are
    /// absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn contracts_in_force(&self, cases: &[CaseId]) -> Result<BTreeMap<CaseId, (contract::Model, String)>> {
        let contracts = contract::Entity::find()
            .filter(contract::Column::CaseId.is_in(cases.iter().map(|c| c.uuid())))
            .filter(contract::Column::CancelledAt.is_null())
            .order_by_asc(contract::Column::Revision)
            .all(self.0.conn)
            .await?;
        let orders: Vec<(Uuid, String)> = job_order::Entity::find()
            .select_only()
            .column(job_order::Column::Id)
            .column(job_order::Column::Title)
            .filter(job_order::Column::Id.is_in(contracts.iter().map(|c| c.job_order_id)))
            .into_tuple()
            .all(self.0.conn)
            .await?;
        let titles: BTreeMap<Uuid, String> = orders.into_iter().collect();
        // Later revisions take the place of earlier ones.
        let named = contracts.into_iter().map(|c| {
            let title = titles.get(&c.job_order_id).cloned().unwrap_or_default();
            (c.case_id.into(), (c, title))
        });
        Ok(named.collect())
    }

    /// Placements of a worker's other journeys that led abroad: earlier stays.
    ///
    /// # Errors
    /// As any statement.
    pub async fn stays(&self, worker: WorkerId, but: CaseId) -> Result<Vec<placement::Model>> {
        let journeys = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::WorkerId.eq(worker.uuid()))
            .filter(case_file::Column::Id.ne(but.uuid()));
        let query = placement::Entity::find()
            .filter(placement::Column::CaseId.in_subquery(journeys.into_query()))
            .filter(placement::Column::DepartedOn.is_not_null())
            .order_by_asc(placement::Column::DepartedOn);
        Ok(query.all(self.0.conn).await?)
    }
}

impl Placement<'_, DatabaseTransaction> {
    /// The next serial of job orders, from 1.
    ///
    /// # Errors
    /// As any statement.
    pub async fn next_order_serial(&self) -> Result<u64> {
        next_number(self.0.conn, "job_order").await
    }

    /// Takes a vacancy of an order; answers whether one was left.
    ///
    /// # Errors
    /// As any statement.
    pub async fn take_vacancy(&self, order: JobOrderId) -> Result<bool> {
        let query = job_order::Entity::update_many()
            .col_expr(job_order::Column::Filled, Expr::col(job_order::Column::Filled).add(1))
            .filter(job_order::Column::Id.eq(order.uuid()))
            .filter(Expr::col(job_order::Column::Filled).lt(Expr::col(job_order::Column::Headcount)));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Gives a vacancy back.
    ///
    /// # Errors
    /// As any statement.
    pub async fn free_vacancy(&self, order: JobOrderId) -> Result<()> {
        job_order::Entity::update_many()
            .col_expr(job_order::Column::Filled, Expr::col(job_order::Column::Filled).sub(1))
            .filter(job_order::Column::Id.eq(order.uuid()))
            .filter(job_order::Column::Filled.gt(0))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }

    /// Answers an open offer (`accepted`, `declined`, `expired`, `retracted`, `withdrawn`); says whether it
    /// was still open: of two answers the first counts.
    ///
    /// # Errors
    /// As any statement.
    pub async fn answer_offer(
        &self,
        id: OfferId,
        status: &str,
        at: DateTime<Utc>,
        reason: Option<&str>,
    ) -> Result<bool> {
        let query = answering(status, at, reason).filter(offer::Column::Id.eq(id.uuid()));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Withdraws every open offer of a case but the accepted one; answers how many.
    ///
    /// # Errors
    /// As any statement.
    pub async fn withdraw_other_offers(&self, case: CaseId, accepted: OfferId, at: DateTime<Utc>) -> Result<u64> {
        let query = answering("withdrawn", at, None)
            .filter(offer::Column::CaseId.eq(case.uuid()))
            .filter(offer::Column::Id.ne(accepted.uuid()));
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }
}

fn answering(status: &str, at: DateTime<Utc>, reason: Option<&str>) -> sea_orm::UpdateMany<offer::Entity> {
    offer::Entity::update_many()
        .col_expr(offer::Column::Status, Expr::val(status))
        .col_expr(offer::Column::AnsweredAt, Expr::val(at))
        .col_expr(offer::Column::AnswerReason, Expr::val(reason.map(str::to_owned)))
        .col_expr(offer::Column::Version, Expr::col(offer::Column::Version).add(1))
        .filter(offer::Column::Status.eq(OPEN))
}
