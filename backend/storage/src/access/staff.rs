//! Accounts of those who work here, as lists: by name, filtered, by key. Workers' own accounts are never among them.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Statement,
};
use sojourn_domain::access::{Account, AccountStatus};
use sojourn_domain::{AccountId, OrganisationId, Role};
use uuid::Uuid;

use super::Access;
use crate::Result;
use crate::entity::access::{account, account_role};
use crate::keyset::{Page, after};

/// Which of the accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffFilter {
    /// Words that name or address hold, in either case.
    pub text: String,
    /// Where they stand.
    pub status: Option<AccountStatus>,
    /// Holding a role in an organisation.
    pub organisation: Option<OrganisationId>,
}

impl<C: ConnectionTrait> Access<'_, C> {
    /// Accounts by name, from behind `last` (name and id) on.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_staff(
        &self,
        filter: &StaffFilter,
        last: Option<(&str, AccountId)>,
        size: u64,
    ) -> Result<Page<Account>> {
        let (name, id) = (account::Column::Name, account::Column::Id);
        let mut query = matching(filter);
        if let Some(last) = last {
            let key = vec![Expr::val(last.0), Expr::val(last.1.uuid())];
            query = query.filter(after(vec![Expr::col(name), Expr::col(id)], key));
        }
        let rows = query.order_by_asc(name).order_by_asc(id).limit(size + 1).all(self.0.conn).await?;
        let page = Page::cut(rows, size);
        Ok(Page { rows: self.all_with_grants(page.rows).await?, more: page.more })
    }

    /// How many accounts a filter leaves.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_staff(&self, filter: &StaffFilter) -> Result<u64> {
        Ok(matching(filter).count(self.0.conn).await?)
    }

    /// Names of those who work here; unknown ids, and workers' own accounts, are absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn names(&self, ids: impl IntoIterator<Item = AccountId>) -> Result<BTreeMap<AccountId, String>> {
        self.named(account::Entity::find().filter(account::Column::WorkerId.is_null()), ids).await
    }

    /// Names of whoever has an account, workers too: for pages of a case, where both appear.
    ///
    /// # Errors
    /// As any statement.
    pub async fn names_of_all(&self, ids: impl IntoIterator<Item = AccountId>) -> Result<BTreeMap<AccountId, String>> {
        self.named(account::Entity::find(), ids).await
    }

    async fn named(
        &self,
        among: sea_orm::Select<account::Entity>,
        ids: impl IntoIterator<Item = AccountId>,
    ) -> Result<BTreeMap<AccountId, String>> {
        let rows: Vec<(Uuid, String)> = among
            .select_only()
            .column(account::Column::Id)
            .column(account::Column::Name)
            .filter(account::Column::Id.is_in(ids.into_iter().map(AccountId::uuid)))
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
    }

    /// The roles that anybody holds in an organisation, each once.
    ///
    /// # Errors
    /// As any statement.
    pub async fn roles_in(&self, organisation: OrganisationId) -> Result<Vec<Role>> {
        let codes: Vec<String> = account_role::Entity::find()
            .select_only()
            .column(account_role::Column::Role)
            .filter(account_role::Column::OrganisationId.eq(organisation.uuid()))
            .distinct()
            .into_tuple()
            .all(self.0.conn)
            .await?;
        codes.iter().map(|code| crate::store::coded(Role::from_code, "role", code)).collect()
    }
}

impl Access<'_, DatabaseTransaction> {
    /// Lets one transaction at a time change who is an administrator, so that two cannot each take the other's
    /// place away; SQLite's one writer makes them take turns anyway.
    ///
    /// # Errors
    /// As any statement.
    pub async fn hold_administrators(&self) -> Result<()> {
        if self.0.is_postgres() {
            let sql = "select pg_advisory_xact_lock(hashtextextended('administrators', 0))";
            self.0.conn.execute_raw(Statement::from_string(self.0.conn.get_database_backend(), sql)).await?;
        }
        Ok(())
    }
}

fn matching(filter: &StaffFilter) -> sea_orm::Select<account::Entity> {
    use account::Column as C;
    let mut query = account::Entity::find().filter(C::WorkerId.is_null());
    for word in filter.text.to_lowercase().split_whitespace() {
        query = query.filter(Expr::col(C::SearchText).like(contains(word)));
    }
    query = match filter.status {
        None => query,
        Some(AccountStatus::Disabled) => query.filter(C::DisabledAt.is_not_null()),
        Some(AccountStatus::Invited) => {
            query.filter(C::DisabledAt.is_null()).filter(C::SecretHash.is_null()).filter(C::Demo.eq(false))
        }
        Some(AccountStatus::Active) => {
            query.filter(C::DisabledAt.is_null()).filter(C::SecretHash.is_not_null().or(C::Demo.eq(true)))
        }
    };
    if let Some(organisation) = filter.organisation {
        let holders = account_role::Entity::find()
            .select_only()
            .column(account_role::Column::AccountId)
            .filter(account_role::Column::OrganisationId.eq(organisation.uuid()));
        query = query.filter(C::Id.in_subquery(holders.into_query()));
    }
    query
}

/// A word anywhere in a text; signs that mean something to `like` are text here.
pub(crate) fn contains(word: &str) -> LikeExpr {
    let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{literal}%")).escape('\\')
}
