//! Organisations, agreements, programmes, dated rules and quota.
//! Owns the conditional update by which a place is taken or freed; refuses to know who may. Start at [`Programmes`].

mod organisations;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::programme::{Agreement, Organisation, OrganisationKind, Programme, Quota, RulesVersion};
use sojourn_domain::worker::Sex;
use sojourn_domain::{AgreementId, CaseId, OrganisationId, ProgrammeId, RulesVersionId};
use uuid::Uuid;

use crate::entity::access::organisation;
use crate::entity::case::case_file;
use crate::entity::programme::{agreement, programme, quota, rules_version};
use crate::entity::{Row, Versioned};
use crate::store::{coded, repository};
use crate::{Result, StorageError, new_id};

pub use organisations::OrganisationFilter;

repository! {
    /// What two countries agreed, and who takes part.
    Programmes, programmes
}

/// Stored where a quota row is for everybody: a key column cannot be null.
const ANY_SEX: &str = "any";

impl<C: ConnectionTrait> Programmes<'_, C> {
    /// An organisation by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>> {
        Ok(self.find_organisation_versioned(id).await?.map(|(o, _)| o))
    }

    /// An organisation with the version to save it under.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_organisation_versioned(&self, id: OrganisationId) -> Result<Option<(Organisation, i32)>> {
        let row = organisation::Model::find(self.0.conn, id.uuid()).await?;
        row.map(|r| {
            let version = r.version;
            Ok((to_organisation(r)?, version))
        })
        .transpose()
    }

    /// Organisations of a kind by name.
    ///
    /// # Errors
    /// As any statement.
    pub async fn organisations(&self, kind: OrganisationKind) -> Result<Vec<Organisation>> {
        let query = organisation::Entity::find().filter(organisation::Column::Kind.eq(kind.code()));
        let query = query.order_by_asc(organisation::Column::Name).order_by_asc(organisation::Column::Id);
        query.all(self.0.conn).await?.into_iter().map(to_organisation).collect()
    }

    /// All agreements by title.
    ///
    /// # Errors
    /// As any statement.
    pub async fn agreements(&self) -> Result<Vec<Agreement>> {
        let query = agreement::Entity::find().order_by_asc(agreement::Column::Title);
        query.all(self.0.conn).await?.into_iter().map(to_agreement).collect()
    }

    /// An agreement by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_agreement(&self, id: AgreementId) -> Result<Option<Agreement>> {
        agreement::Model::find(self.0.conn, id.uuid()).await?.map(to_agreement).transpose()
    }

    /// All programmes by title.
    ///
    /// # Errors
    /// As any statement.
    pub async fn programmes(&self) -> Result<Vec<Programme>> {
        let query = programme::Entity::find().order_by_asc(programme::Column::Title);
        Ok(query.all(self.0.conn).await?.into_iter().map(to_programme).collect())
    }

    /// A programme by id.
    ///
    /// # Errors
    /// As any statement.
    pub async fn find_programme(&self, id: ProgrammeId) -> Result<Option<Programme>> {
        Ok(programme::Model::find(self.0.conn, id.uuid()).await?.map(to_programme))
    }

    /// The version of a programme's rules in force on a day.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the rules stored are not rules.
    pub async fn rules_on(&self, programme: ProgrammeId, day: NaiveDate) -> Result<Option<RulesVersion>> {
        let query = rules_version::Entity::find()
            .filter(rules_version::Column::ProgrammeId.eq(programme.uuid()))
            .filter(rules_version::Column::InForceFrom.lte(day))
            .order_by_desc(rules_version::Column::InForceFrom);
        query.one(self.0.conn).await?.map(to_rules).transpose()
    }

    /// A version of rules by id: the one an event names.
    ///
    /// # Errors
    /// As [`Self::rules_on`].
    pub async fn find_rules(&self, id: RulesVersionId) -> Result<Option<RulesVersion>> {
        rules_version::Model::find(self.0.conn, id.uuid()).await?.map(to_rules).transpose()
    }

    /// Quota rows of a programme by year and sector.
    ///
    /// # Errors
    /// As any statement.
    pub async fn quotas(&self, programme: ProgrammeId) -> Result<Vec<Quota>> {
        let query = quota::Entity::find()
            .filter(quota::Column::ProgrammeId.eq(programme.uuid()))
            .order_by_asc(quota::Column::Year)
            .order_by_asc(quota::Column::Sector)
            .order_by_asc(quota::Column::Sex);
        query.all(self.0.conn).await?.into_iter().map(to_quota).collect()
    }

    /// Places left for a year, sector and sex: the row of that sex, else the one for any. `None` is no quota set.
    ///
    /// # Errors
    /// As any statement.
    pub async fn places_left(&self, programme: ProgrammeId, year: i32, sector: &str, sex: Sex) -> Result<Option<i32>> {
        Ok(self.quota_row(programme, year, sector, sex).await?.map(|q| q.places - q.taken))
    }

    async fn quota_row(
        &self,
        programme: ProgrammeId,
        year: i32,
        sector: &str,
        sex: Sex,
    ) -> Result<Option<quota::Model>> {
        let rows = quota::Entity::find()
            .filter(quota::Column::ProgrammeId.eq(programme.uuid()))
            .filter(quota::Column::Year.eq(year))
            .filter(quota::Column::Sector.eq(sector))
            .filter(quota::Column::Sex.is_in([sex.code(), ANY_SEX]))
            .all(self.0.conn)
            .await?;
        let own = rows.iter().find(|q| q.sex != ANY_SEX).or(rows.first());
        Ok(own.cloned())
    }
}

impl Programmes<'_, DatabaseTransaction> {
    /// Registers an organisation.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_organisation(&self, organisation: &Organisation, now: DateTime<Utc>) -> Result<()> {
        organisation_row(organisation, 1, now, now).insert(self.0.conn).await
    }

    /// Saves an organisation under the version it was read with; answers the next.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when it was saved since.
    pub async fn save_organisation(
        &self,
        organisation: &Organisation,
        version: i32,
        now: DateTime<Utc>,
    ) -> Result<i32> {
        let stored = organisation::Model::find(self.0.conn, organisation.id.uuid()).await?;
        let stored =
            stored.ok_or_else(|| StorageError::Conflict(format!("organisation {} is gone", organisation.id)))?;
        let row = organisation_row(organisation, version, stored.created_at, now);
        Ok(row.save(self.0.conn).await?.version)
    }

    /// Keeps an agreement.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_agreement(&self, agreement: &Agreement, now: DateTime<Utc>) -> Result<()> {
        let row = agreement::Model {
            id: agreement.id.uuid(),
            title: agreement.title.clone(),
            origin: agreement.origin.alpha3().to_owned(),
            destination: agreement.destination.alpha3().to_owned(),
            in_force_from: agreement.in_force_from,
            in_force_until: agreement.in_force_until,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        row.insert(self.0.conn).await
    }

    /// Keeps a programme.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_programme(&self, programme: &Programme, now: DateTime<Utc>) -> Result<()> {
        let row = programme::Model {
            id: programme.id.uuid(),
            agreement_id: programme.agreement.uuid(),
            title: programme.title.clone(),
            manager_id: programme.manager.uuid(),
            mission_id: programme.mission.uuid(),
            intake_opens: programme.intake_opens,
            intake_closes: programme.intake_closes,
            planned_start: programme.planned_start,
            planned_end: programme.planned_end,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        row.insert(self.0.conn).await
    }

    /// Adds a version of a programme's rules; versions are never changed.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the number or the day is taken.
    pub async fn insert_rules(&self, version: &RulesVersion, now: DateTime<Utc>) -> Result<()> {
        let rules = serde_json::to_value(&version.rules).map_err(|e| StorageError::Corrupt(e.to_string()))?;
        let row = rules_version::Model {
            id: version.id.uuid(),
            programme_id: version.programme.uuid(),
            number: version.number,
            in_force_from: version.in_force_from,
            rules,
            created_at: now,
        };
        row.insert(self.0.conn).await
    }

    /// Sets up places.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when there is a row for that year, sector and sex.
    pub async fn insert_quota(&self, quota: &Quota) -> Result<()> {
        let row = quota::Model {
            id: new_id(),
            programme_id: quota.programme.uuid(),
            year: quota.year,
            sector: quota.sector.clone(),
            sex: quota.sex.map_or(ANY_SEX, Sex::code).to_owned(),
            places: quota.places,
            taken: quota.taken,
            version: 1,
        };
        row.insert(self.0.conn).await
    }

    /// Takes a place for a case; answers whether one was left. A case that holds one keeps it and takes no
    /// second. Where no quota is set there is nothing to take and the answer is yes.
    ///
    /// # Errors
    /// As any statement.
    pub async fn take_place(
        &self,
        case: CaseId,
        programme: ProgrammeId,
        year: i32,
        sector: &str,
        sex: Sex,
    ) -> Result<bool> {
        let Some(row) = self.quota_row(programme, year, sector, sex).await? else { return Ok(true) };
        // The case first: whoever marks it takes the place, so that two signatures never take two.
        if self.mark_holder(case, None, Some(row.id)).await? == 0 {
            return Ok(true);
        }
        let taken = quota::Entity::update_many()
            .col_expr(quota::Column::Taken, Expr::col(quota::Column::Taken).add(1))
            .filter(quota::Column::Id.eq(row.id))
            .filter(Expr::col(quota::Column::Taken).lt(Expr::col(quota::Column::Places)))
            .exec(self.0.conn)
            .await?;
        if taken.rows_affected == 0 {
            self.mark_holder(case, Some(row.id), None).await?;
        }
        Ok(taken.rows_affected == 1)
    }

    /// Frees the place a case holds, once; answers whether there was one.
    ///
    /// # Errors
    /// As any statement.
    pub async fn free_place(&self, case: CaseId) -> Result<bool> {
        let held = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::QuotaId)
            .filter(case_file::Column::Id.eq(case.uuid()))
            .into_tuple::<Option<Uuid>>()
            .one(self.0.conn)
            .await?
            .flatten();
        let Some(held) = held else { return Ok(false) };
        if self.mark_holder(case, Some(held), None).await? == 0 {
            return Ok(false);
        }
        quota::Entity::update_many()
            .col_expr(quota::Column::Taken, Expr::col(quota::Column::Taken).sub(1))
            .filter(quota::Column::Id.eq(held))
            .exec(self.0.conn)
            .await?;
        Ok(true)
    }

    async fn mark_holder(&self, case: CaseId, from: Option<Uuid>, to: Option<Uuid>) -> Result<u64> {
        let query = case_file::Entity::update_many()
            .col_expr(case_file::Column::QuotaId, Expr::val(to))
            .filter(case_file::Column::Id.eq(case.uuid()));
        let query = match from {
            Some(quota) => query.filter(case_file::Column::QuotaId.eq(quota)),
            None => query.filter(case_file::Column::QuotaId.is_null()),
        };
        Ok(query.exec(self.0.conn).await?.rows_affected)
    }
}

fn to_organisation(row: organisation::Model) -> Result<Organisation> {
    let reason = row.suspended_reason.unwrap_or_default();
    Ok(Organisation {
        id: row.id.into(),
        kind: coded(OrganisationKind::from_code, "organisation kind", &row.kind)?,
        name: row.name,
        country: coded(|c| c.parse().ok(), "country", &row.country)?,
        accredited_from: row.accredited_from,
        accredited_until: row.accredited_until,
        suspended: row.suspended_at.map(|at| (at, reason)),
    })
}

fn organisation_row(
    o: &Organisation,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
) -> organisation::Model {
    organisation::Model {
        id: o.id.uuid(),
        kind: o.kind.code().to_owned(),
        name: o.name.clone(),
        country: o.country.alpha3().to_owned(),
        accredited_from: o.accredited_from,
        accredited_until: o.accredited_until,
        suspended_at: o.suspended.as_ref().map(|s| s.0),
        suspended_reason: o.suspended.as_ref().map(|s| s.1.clone()),
        search_text: o.name.to_lowercase(),
        version,
        created_at,
        updated_at,
    }
}

fn to_agreement(row: agreement::Model) -> Result<Agreement> {
    Ok(Agreement {
        id: row.id.into(),
        title: row.title,
        origin: coded(|c| c.parse().ok(), "country", &row.origin)?,
        destination: coded(|c| c.parse().ok(), "country", &row.destination)?,
        in_force_from: row.in_force_from,
        in_force_until: row.in_force_until,
    })
}

fn to_programme(row: programme::Model) -> Programme {
    Programme {
        id: row.id.into(),
        agreement: row.agreement_id.into(),
        title: row.title,
        manager: row.manager_id.into(),
        mission: row.mission_id.into(),
        intake_opens: row.intake_opens,
        intake_closes: row.intake_closes,
        planned_start: row.planned_start,
        planned_end: row.planned_end,
    }
}

fn to_rules(row: rules_version::Model) -> Result<RulesVersion> {
    let rules =
        serde_json::from_value(row.rules).map_err(|e| StorageError::Corrupt(format!("rules {}: {e}", row.id)))?;
    Ok(RulesVersion {
        id: row.id.into(),
        programme: row.programme_id.into(),
        number: row.number,
        in_force_from: row.in_force_from,
        rules,
    })
}

fn to_quota(row: quota::Model) -> Result<Quota> {
    let sex = if row.sex == ANY_SEX { None } else { Some(coded(Sex::from_code, "sex", &row.sex)?) };
    Ok(Quota {
        programme: row.programme_id.into(),
        year: row.year,
        sector: row.sector,
        sex,
        places: row.places,
        taken: row.taken,
    })
}
