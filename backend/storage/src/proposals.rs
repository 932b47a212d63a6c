//! Workers' own proposals to be registered, until an officer decided them or their day has come.
//! Owns sealing of the form, the list of an office and the one decision; refuses to read what the form says. Start
//! at [`Proposals`].

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait};
use sea_orm::{Condition, QueryFilter, QueryOrder, QuerySelect, Select};
use sojourn_domain::proposal::ProposalStatus;
use sojourn_domain::registration::Fields;
use sojourn_domain::{AccountId, Actor, CaseId, ProposalId};
use uuid::Uuid;

use crate::entity::Row;
use crate::entity::proposals::registration_proposal as proposal;
use crate::keyset::{Page, after};
use crate::store::repository;
use crate::{Result, Sealed, StorageError, scope};

const FORM: &str = "registration_proposal.form";

repository! {
    /// Workers' own proposals to be registered.
    Proposals, proposals
}

/// Where a page of a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalKey {
    /// When the last one was made.
    pub proposed_at: DateTime<Utc>,
    /// Which it is.
    pub id: ProposalId,
}

/// What an officer decided, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalDecision {
    /// Confirmed or declined.
    pub status: ProposalStatus,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The case it became.
    pub case: Option<CaseId>,
    /// Why it became none.
    pub reason: Option<String>,
}

impl<C: ConnectionTrait> Proposals<'_, C> {
    /// A proposal to the actor's office, decided or not.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find(&self, actor: &Actor, id: ProposalId) -> Result<Option<proposal::Model>> {
        let query = proposal::Entity::find().filter(proposal::Column::Id.eq(id.uuid())).filter(scope::proposals(actor));
        Ok(query.one(self.0.conn).await?)
    }

    /// Proposals that wait in the actor's offices, the oldest first, from behind `last` on. `words` in lower case, all
    /// of them, stand somewhere in name or reference; or `reference` is the one meant.
    ///
    /// # Errors
    /// As any statement.
    pub async fn waiting(
        &self,
        actor: &Actor,
        words: &[String],
        reference: &str,
        last: Option<ProposalKey>,
        size: u64,
    ) -> Result<Page<proposal::Model>> {
        let mut query = open(actor);
        if !words.is_empty() {
            let every = words.iter().fold(Condition::all(), |all, w| all.add(proposal::Column::SearchText.contains(w)));
            query = query.filter(Condition::any().add(every).add(proposal::Column::Reference.eq(reference)));
        }
        if let Some(last) = last {
            let columns = vec![Expr::col(proposal::Column::ProposedAt), Expr::col(proposal::Column::Id)];
            query = query.filter(after(columns, vec![Expr::val(last.proposed_at), Expr::val(last.id.uuid())]));
        }
        let query = query.order_by_asc(proposal::Column::ProposedAt).order_by_asc(proposal::Column::Id);
        Ok(Page::cut(query.limit(size + 1).all(self.0.conn).await?, size))
    }

    /// How many wait in the actor's offices.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_waiting(&self, actor: &Actor) -> Result<u64> {
        Ok(open(actor).count(self.0.conn).await?)
    }

    /// The proposal that a form, sent again, made the first time.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_by_once(&self, once: &str) -> Result<Option<proposal::Model>> {
        Ok(proposal::Entity::find().filter(proposal::Column::Once.eq(once)).one(self.0.conn).await?)
    }

    /// The proposal of a reference, for whoever proves to hold its receipt.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_by_reference(&self, reference: &str) -> Result<Option<proposal::Model>> {
        Ok(proposal::Entity::find().filter(proposal::Column::Reference.eq(reference)).one(self.0.conn).await?)
    }

    /// The form as the worker sent it; empty once it was decided. The reading is for the audit.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the seal does not open.
    pub fn form(&self, row: &proposal::Model) -> Result<Fields> {
        let (Some(bytes), Some(key_id)) = (row.form_sealed.clone(), row.form_key.clone()) else {
            return Ok(Fields::new());
        };
        let text = self.0.vault.open(FORM, row.id, &Sealed { key_id, bytes })?;
        serde_json::from_str(&text).map_err(|_| StorageError::Corrupt(format!("the form of proposal {}", row.id)))
    }
}

fn open(actor: &Actor) -> Select<proposal::Entity> {
    let waits = proposal::Column::Status.eq(ProposalStatus::Open.code());
    proposal::Entity::find().filter(waits).filter(scope::proposals(actor))
}

impl Proposals<'_, DatabaseTransaction> {
    /// Keeps a proposal; its form is sealed.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the same form, or the reference, is kept already.
    pub async fn insert(&self, row: proposal::Model, form: &Fields) -> Result<()> {
        let text = serde_json::to_string(form).map_err(|e| StorageError::Corrupt(e.to_string()))?;
        let Sealed { key_id, bytes } = self.0.vault.seal(FORM, row.id, &text)?;
        proposal::Model { form_sealed: Some(bytes), form_key: Some(key_id), ..row }.insert(self.0.conn).await
    }

    /// Holds a proposal until the transaction ends, so that two who decide it take turns.
    ///
    /// # Errors
    /// As any statement.
    pub async fn hold(&self, id: ProposalId) -> Result<()> {
        self.0.hold::<proposal::Entity>(proposal::Column::Id, id.uuid()).await
    }

    /// Decides a proposal that still waits; answers whether it did. What it said of the person goes: it stands in
    /// the worker's record now, or nowhere.
    ///
    /// # Errors
    /// As any statement.
    pub async fn decide(&self, id: ProposalId, decision: ProposalDecision) -> Result<bool> {
        let ProposalDecision { status, by, at, case, reason } = decision;
        let query = proposal::Entity::update_many()
            .col_expr(proposal::Column::Status, Expr::val(status.code()))
            .col_expr(proposal::Column::DecidedBy, Expr::val(by.uuid()))
            .col_expr(proposal::Column::DecidedAt, Expr::val(at))
            .col_expr(proposal::Column::CaseId, Expr::val(case.map(|c| c.uuid())))
            .col_expr(proposal::Column::Reason, Expr::val(reason))
            .col_expr(proposal::Column::FormSealed, Expr::val(None::<Vec<u8>>))
            .col_expr(proposal::Column::FormKey, Expr::val(None::<String>))
            .col_expr(proposal::Column::GivenNames, Expr::val(""))
            .col_expr(proposal::Column::Surname, Expr::val(""))
            .col_expr(proposal::Column::SearchText, Expr::val(""))
            .filter(proposal::Column::Id.eq(id.uuid()))
            .filter(proposal::Column::Status.eq(ProposalStatus::Open.code()));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Deletes at most `limit` proposals whose day has come; answers which.
    ///
    /// # Errors
    /// As any statement.
    pub async fn delete_expired(&self, now: DateTime<Utc>, limit: u64) -> Result<Vec<ProposalId>> {
        let ids: Vec<Uuid> = proposal::Entity::find()
            .select_only()
            .column(proposal::Column::Id)
            .filter(proposal::Column::ExpiresAt.lte(now))
            .order_by_asc(proposal::Column::ExpiresAt)
            .limit(limit)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        proposal::Entity::delete_many().filter(proposal::Column::Id.is_in(ids.clone())).exec(self.0.conn).await?;
        Ok(ids.into_iter().map(ProposalId::new).collect())
    }
}
