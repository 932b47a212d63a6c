//! Deadlines as rows: for each kind, the day of the fact it follows from and the case it is about, scoped, longest due
//! first, by key. A count and a list are the same query. Start at [`Cases::list_due`].

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, JoinType, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use sojourn_domain::due::DueKind;
use sojourn_domain::requirement::{RequirementKind, RequirementResult};
use sojourn_domain::view::CaseRow;
use sojourn_domain::{Actor, OrganisationId, ProgrammeId, State};
use uuid::Uuid;

use super::Cases;
use crate::entity::case::{case_file, requirement};
use crate::entity::placement::contract;
use crate::entity::reintegration::{follow_up, help_message, help_thread};
use crate::entity::training::certificate;
use crate::keyset::{Page, after};
use crate::{Result, scope};

/// Programmes whose rules give the same day, and the day before which their facts count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSpan {
    /// The programmes.
    pub programmes: Vec<ProgrammeId>,
    /// Facts before this day.
    pub before: NaiveDate,
}

/// Where a page of deadlines ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueKey {
    /// The fact of the last row: a day is its first moment.
    pub at: DateTime<Utc>,
    /// The row's own id: of the case, or of the follow-up or thread it is about.
    pub id: Uuid,
}

/// A deadline: the case, and the day of the fact it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The case, as a row.
    pub case: CaseRow,
    /// The fact's day.
    pub fact: NaiveDate,
    /// Where a page that ends here ended.
    pub key: DueKey,
    /// The record it is about: a follow-up or a thread; for the others the case itself.
    pub record: Uuid,
}

/// How a kind is asked for: the joined query, the column of its fact, and the id that keeps two facts of one day apart.
struct Facts {
    query: sea_orm::Select<case_file::Entity>,
    day: Fact,
    id: Expr,
}

enum Fact {
    Day(Expr),
    Moment(Expr),
}

#[derive(FromQueryResult)]
struct DayRow {
    case_id: Uuid,
    fact: NaiveDate,
    record: Uuid,
}

#[derive(FromQueryResult)]
struct MomentRow {
    case_id: Uuid,
    fact: DateTime<Utc>,
    record: Uuid,
}

impl<C: ConnectionTrait> Cases<'_, C> {
    /// Deadlines of a kind whose facts lie before the spans' days, longest due first, from behind `last` on.
    ///
    /// # Errors
    /// As any statement.
    pub async fn list_due(
        &self,
        actor: &Actor,
        kind: DueKind,
        spans: &[DueSpan],
        last: Option<DueKey>,
        size: u64,
    ) -> Result<Page<DueRow>> {
        let Facts { query, day, id } = facts(actor, kind, spans);
        let (column, from) = match (&day, last) {
            (Fact::Day(c), last) => (c.clone(), last.map(|l| Expr::val(l.at.date_naive()))),
            (Fact::Moment(c), last) => (c.clone(), last.map(|l| Expr::val(l.at))),
        };
        let mut query = query
            .select_only()
            .column_as(case_file::Column::Id, "case_id")
            .column_as(column.clone(), "fact")
            .column_as(id.clone(), "record");
        if let (Some(last), Some(from)) = (last, from) {
            query = query.filter(after(vec![column.clone(), id.clone()], vec![from, Expr::val(last.id)]));
        }
        let query = query.order_by_asc(column).order_by_asc(id).limit(size + 1);
        let rows: Vec<MomentRow> = match day {
            Fact::Moment(_) => query.into_model::<MomentRow>().all(self.0.conn).await?,
            Fact::Day(_) => {
                let rows = query.into_model::<DayRow>().all(self.0.conn).await?;
                let moment = |r: DayRow| MomentRow { case_id: r.case_id, fact: midnight(r.fact), record: r.record };
                rows.into_iter().map(moment).collect()
            }
        };
        let page = Page::cut(rows, size);
        Ok(Page { rows: self.with_cases(page.rows).await?, more: page.more })
    }

    async fn with_cases(&self, rows: Vec<MomentRow>) -> Result<Vec<DueRow>> {
        let named = case_file::Entity::find().filter(case_file::Column::Id.is_in(rows.iter().map(|r| r.case_id)));
        let cases = self.with_names(named.all(self.0.conn).await?).await?;
        let cases: BTreeMap<Uuid, CaseRow> = cases.into_iter().map(|c| (c.id.uuid(), c)).collect();
        let due = |r: MomentRow| {
            let case = cases.get(&r.case_id)?.clone();
            let key = DueKey { at: r.fact, id: r.record };
            Some(DueRow { case, fact: r.fact.date_naive(), key, record: r.record })
        };
        Ok(rows.into_iter().filter_map(due).collect())
    }

    /// How many deadlines of a kind there are: what [`Self::list_due`] lists.
    ///
    /// # Errors
    /// As any statement.
    pub async fn count_due(&self, actor: &Actor, kind: DueKind, spans: &[DueSpan]) -> Result<u64> {
        let Facts { query, id, .. } = facts(actor, kind, spans);
        Ok(query.select_only().column_as(id, "record").count(self.0.conn).await?)
    }

    /// How many deadlines of a kind each office has; offices without any are absent.
    ///
    /// # Errors
    /// As any statement.
    pub async fn due_by_office(
        &self,
        actor: &Actor,
        kind: DueKind,
        spans: &[DueSpan],
    ) -> Result<BTreeMap<OrganisationId, u64>> {
        let Facts { query, .. } = facts(actor, kind, spans);
        let counted: Vec<(Uuid, i64)> = query
            .select_only()
            .column(case_file::Column::OfficeId)
            .column_as(case_file::Column::Id.count(), "due")
            .group_by(case_file::Column::OfficeId)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(counted.into_iter().map(|(office, n)| (office.into(), n.unsigned_abs())).collect())
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn col(column: impl IntoColumnRef) -> Expr {
    Expr::col(column)
}

/// The scoped query of a kind, cut to the spans.
fn facts(actor: &Actor, kind: DueKind, spans: &[DueSpan]) -> Facts {
    let facts = of_kind(kind);
    let within = spans.iter().fold(Condition::any().add(Expr::cust("1 = 0")), |any, span| {
        let before = match &facts.day {
            Fact::Day(column) => column.clone().lt(span.before),
            Fact::Moment(column) => column.clone().lt(midnight(span.before)),
        };
        let programmes = case_file::Column::ProgrammeId.is_in(span.programmes.iter().map(|p| p.uuid()));
        any.add(Condition::all().add(programmes).add(before))
    });
    Facts { query: facts.query.filter(scope::cases(actor)).filter(within), ..facts }
}

fn of_kind(kind: DueKind) -> Facts {
    match kind {
        DueKind::Departure => departures(&LEAVING),
        DueKind::Arrival => departures(&[State::Departed]),
        DueKind::HandOver => {
            let Facts { query, day, id } = departures(&LEAVING);
            let waiting = contract::Entity::find()
                .select_only()
                .column(contract::Column::CaseId)
                .filter(contract::Column::CancelledAt.is_null())
                .filter(contract::Column::HandedOverOn.is_null());
            Facts { query: query.filter(case_file::Column::Id.in_subquery(waiting.into_query())), day, id }
        }
        DueKind::Passport => running_out(RequirementKind::Passport),
        DueKind::Medical => running_out(RequirementKind::Medical),
        DueKind::MedicalMissing => missing(RequirementKind::Medical),
        DueKind::Visa => running_out(RequirementKind::Visa),
        DueKind::Insurance => running_out(RequirementKind::Insurance),
        DueKind::Certificate => certificates(),
        DueKind::FollowUp => follow_ups(),
        DueKind::Plan => Facts {
            query: in_states(&[State::Returned]),
            day: Fact::Moment(col((case_file::Entity, case_file::Column::MovedAt))),
            id: col((case_file::Entity, case_file::Column::Id)),
        },
        DueKind::Help => threads(),
    }
}

/// On the way to a departure whose day is set.
const LEAVING: [State; 2] = [State::Contracted, State::Cleared];

fn in_states(states: &[State]) -> sea_orm::Select<case_file::Entity> {
    case_file::Entity::find().filter(case_file::Column::State.is_in(states.iter().map(|s| s.code())))
}

fn departures(states: &[State]) -> Facts {
    Facts {
        query: in_states(states).filter(case_file::Column::DepartsOn.is_not_null()),
        day: Fact::Day(col((case_file::Entity, case_file::Column::DepartsOn))),
        id: col((case_file::Entity, case_file::Column::Id)),
    }
}

/// That a record is the newest of its kind of the case.
fn newest(kind: RequirementKind) -> Condition {
    use requirement::Column as R;
    let case = col((case_file::Entity, case_file::Column::Id));
    let newest = Query::select()
        .expr(Expr::col(("newer", R::RecordedAt)).max())
        .from_as(requirement::Entity, "newer")
        .and_where(Expr::col(("newer", R::CaseId)).eq(case.clone()))
        .and_where(Expr::col(("newer", R::Kind)).eq(kind.code()))
        .to_owned();
    Condition::all()
        .add(col((requirement::Entity, R::CaseId)).eq(case))
        .add(col((requirement::Entity, R::Kind)).eq(kind.code()))
        .add(col((requirement::Entity, R::RecordedAt)).in_subquery(newest))
}

/// Departures for which no record of a kind says yet that all is well.
fn missing(kind: RequirementKind) -> Facts {
    use requirement::Column as R;
    let passed = requirement::Entity::find()
        .select_only()
        .column(R::Id)
        .filter(newest(kind))
        .filter(col((requirement::Entity, R::Result)).eq(RequirementResult::Passed.code()));
    let Facts { query, day, id } = departures(&LEAVING);
    Facts { query: query.filter(Expr::exists(passed.into_query()).not()), day, id }
}

/// The newest record of a kind, where it ends before the departure.
fn running_out(kind: RequirementKind) -> Facts {
    use requirement::Column as R;
    let case = col((case_file::Entity, case_file::Column::Id));
    let on = newest(kind)
        .add(col((requirement::Entity, R::ValidUntil)).lt(col((case_file::Entity, case_file::Column::DepartsOn))));
    let mut query = in_states(&LEAVING);
    QueryTrait::query(&mut query).join(JoinType::InnerJoin, requirement::Entity, on);
    Facts { query, day: Fact::Day(col((requirement::Entity, R::ValidUntil))), id: case }
}

/// The worker's certificate that lasts longest, where it ends before the departure.
fn certificates() -> Facts {
    use certificate::Column as T;
    let worker = col((case_file::Entity, case_file::Column::WorkerId));
    let live = |alias: &'static str| {
        Query::select()
            .from_as(certificate::Entity, alias)
            .and_where(Expr::col((alias, T::WorkerId)).eq(worker.clone()))
            .and_where(Expr::col((alias, T::RevokedAt)).is_null())
            .to_owned()
    };
    let longest = live("longest").expr(Expr::col(("longest", T::ValidUntil)).max()).to_owned();
    let endless =
        live("endless").expr(Expr::val(1)).and_where(Expr::col(("endless", T::ValidUntil)).is_null()).to_owned();
    let on = Condition::all()
        .add(col((certificate::Entity, T::WorkerId)).eq(worker.clone()))
        .add(col((certificate::Entity, T::RevokedAt)).is_null())
        .add(col((certificate::Entity, T::ValidUntil)).lt(col((case_file::Entity, case_file::Column::DepartsOn))))
        .add(col((certificate::Entity, T::ValidUntil)).in_subquery(longest))
        .add(Expr::exists(endless).not());
    let mut query = in_states(&LEAVING);
    QueryTrait::query(&mut query).join(JoinType::InnerJoin, certificate::Entity, on);
    let id = col((certificate::Entity, T::Id));
    Facts { query, day: Fact::Day(col((certificate::Entity, T::ValidUntil))), id }
}

fn follow_ups() -> Facts {
    use follow_up::Column as F;
    let on = Condition::all()
        .add(col((follow_up::Entity, F::CaseId)).eq(col((case_file::Entity, case_file::Column::Id))))
        .add(col((follow_up::Entity, F::DoneOn)).is_null());
    let mut query = case_file::Entity::find();
    QueryTrait::query(&mut query).join(JoinType::InnerJoin, follow_up::Entity, on);
    let id = col((follow_up::Entity, F::Id));
    Facts { query, day: Fact::Day(col((follow_up::Entity, F::DueOn))), id }
}

/// Open threads whose last word is the worker's.
fn threads() -> Facts {
    use help_thread::Column as H;
    let last = help_message::Entity::find()
        .select_only()
        .column(help_message::Column::Id)
        .filter(col((help_message::Entity, help_message::Column::ThreadId)).eq(col((help_thread::Entity, H::Id))))
        .filter(help_message::Column::FromWorker.eq(true))
        .filter(
            col((help_message::Entity, help_message::Column::SentAt)).eq(col((help_thread::Entity, H::LastMessageAt))),
        );
    let on = Condition::all()
        .add(col((help_thread::Entity, H::CaseId)).eq(col((case_file::Entity, case_file::Column::Id))))
        .add(col((help_thread::Entity, H::ClosedAt)).is_null())
        .add(Expr::exists(last.into_query()));
    let mut query = case_file::Entity::find();
    QueryTrait::query(&mut query).join(JoinType::InnerJoin, help_thread::Entity, on);
    let id = col((help_thread::Entity, H::Id));
    Facts { query, day: Fact::Moment(col((help_thread::Entity, H::LastMessageAt))), id }
}
