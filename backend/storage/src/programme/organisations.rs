//! Organisations as lists: by name, filtered, by key; and their names for a page that shows many.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::OrganisationId;
use sojourn_domain::country::Country;
use sojourn_domain::programme::{Organisation, OrganisationKind};
use uuid::Uuid;

use super::{Programmes, to_organisation};
use crate::Result;
use crate::access::contains;
use crate::entity::access::organisation;
use crate::keyset::{Page, after};

/// Which of the organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    /// Words that the name holds, in either case.
    pub text: String,
    /// What they are.
    pub kind: Option<OrganisationKind>,
    /// In one of these countries; `None` is anywhere.
    pub countries: Option<Vec<Country>>,
}

impl<C: ConnectionTrait> Programmes<'_, C> {
    /// Organisations by name, from behind `last` (name and id) on.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_organisations(
        &self,
        filter: &OrganisationFilter,
        last: Option<(&str, OrganisationId)>,
        size: u64,
    ) -> Result<Page<Organisation>> {
        use organisation::Column as O;
        let mut query = organisation::Entity::find();
        for word in filter.text.to_lowercase().split_whitespace() {
            query = query.filter(Expr::col(O::SearchText).like(contains(word)));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(O::Kind.eq(kind.code()));
        }
        if let Some(countries) = &filter.countries {
            query = query.filter(O::Country.is_in(countries.iter().map(|c| c.alpha3().to_owned())));
        }
        if let Some((name, id)) = last {
            let key = vec![Expr::val(name), Expr::val(id.uuid())];
            query = query.filter(after(vec![Expr::col(O::Name), Expr::col(O::Id)], key));
        }
        let rows = query.order_by_asc(O::Name).order_by_asc(O::Id).limit(size + 1).all(self.0.conn).await?;
        let page = Page::cut(rows, size);
        Ok(Page { rows: page.rows.into_iter().map(to_organisation).collect::<Result<_>>()?, more: page.more })
    }

    /// The names of organisations; unknown ids are absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn organisation_names(
        &self,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<BTreeMap<OrganisationId, String>> {
        let rows: Vec<(Uuid, String)> = organisation::Entity::find()
            .select_only()
            .column(organisation::Column::Id)
            .column(organisation::Column::Name)
            .filter(organisation::Column::Id.is_in(ids.into_iter().map(OrganisationId::uuid)))
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
    }
}
