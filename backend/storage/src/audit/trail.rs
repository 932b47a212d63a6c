//! The trail as an auditor reads it: newest first, cut to an account, a case, an act or a period, by key.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::{AccountId, CaseId};
use uuid::Uuid;

use super::Audit;
use crate::Result;
use crate::entity::case::audit;
use crate::keyset::{Page, before};

/// Which rows of the trail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Done by an account.
    pub account: Option<AccountId>,
    /// In the chain of a case.
    pub case: Option<CaseId>,
    /// An act, by its code.
    pub act: Option<String>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
}

/// Where a page of the trail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditKey {
    /// When the last row was written.
    pub at: DateTime<Utc>,
    /// Its id.
    pub id: Uuid,
}

impl<C: ConnectionTrait> Audit<'_, C> {
    /// Rows of the trail, newest first, from behind `last` on. The index is `ix_audit_at`, or that of the account
    /// or the act; a case's rows are few.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list(&self, filter: &AuditFilter, last: Option<AuditKey>, size: u64) -> Result<Page<audit::Model>> {
        use audit::Column as C;
        let mut query = audit::Entity::find();
        if let Some(account) = filter.account {
            query = query.filter(C::AccountId.eq(account.uuid()));
        }
        if let Some(case) = filter.case {
            query = query.filter(C::ChainId.eq(case.uuid()));
        }
        if let Some(act) = &filter.act {
            query = query.filter(C::Act.eq(act.as_str()));
        }
        if let Some(from) = filter.from {
            query = query.filter(C::At.gte(from));
        }
        if let Some(until) = filter.until {
            query = query.filter(C::At.lt(until));
        }
        if let Some(last) = last {
            let key = vec![Expr::val(last.at), Expr::val(last.id)];
            query = query.filter(before(vec![Expr::col(C::At), Expr::col(C::Id)], key));
        }
        let query = query.order_by_desc(C::At).order_by_desc(C::Id).limit(size + 1);
        Ok(Page::cut(query.all(self.0.conn).await?, size))
    }
}
