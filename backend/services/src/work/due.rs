//! What is due on a role's list: counted and listed by the same query, each with the day that the programme's own rules
//! and clock give. Start at [`counts`].

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sojourn_domain::{
    Actor, OrganisationId, ProgrammeId, Role, due::DueKind, programme::RulesVersion, rules::Rules, view::CaseRow,
};
use sojourn_storage::{DueKey, DueRow, DueSpan, Page};
use uuid::Uuid;

use crate::{Context, Result, cases::cut, placement};

/// A deadline on somebody's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItem {
    /// What is due.
    pub kind: DueKind,
    /// The case, cut to the reader.
    pub case: CaseRow,
    /// By which day.
    pub due: NaiveDate,
    /// The follow-up or thread it is about; else the case.
    pub record: Uuid,
    /// Where a page that ends here ended.
    pub key: DueKey,
}

/// How many deadlines of a kind stand on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueCount {
    /// The kind.
    pub kind: DueKind,
    /// Past their day.
    pub overdue: u64,
    /// All that are listed: overdue, due today and in the days ahead.
    pub listed: u64,
}

/// The rules of every programme in force today, read once a page.
struct Book {
    rules: BTreeMap<ProgrammeId, RulesVersion>,
    now: chrono::DateTime<chrono::Utc>,
}

impl Book {
    async fn open(ctx: &Context) -> Result<Self> {
        let reader = ctx.db.reader();
        let programmes: Vec<_> = reader.programmes().programmes().await?.into_iter().map(|p| p.id).collect();
        let rules = placement::rules_of(ctx, &reader, programmes.into_iter()).await?;
        Ok(Self { rules, now: ctx.now() })
    }

    /// Programmes grouped by the day before which their facts count: one condition for each day, not for each programme.
    fn spans(&self, before: impl Fn(&Rules, NaiveDate) -> NaiveDate) -> Vec<DueSpan> {
        let mut days: BTreeMap<NaiveDate, Vec<ProgrammeId>> = BTreeMap::new();
        for (programme, version) in &self.rules {
            let day = before(&version.rules, version.rules.day_of(self.now));
            days.entry(day).or_default().push(*programme);
        }
        days.into_iter().map(|(before, programmes)| DueSpan { programmes, before }).collect()
    }

    fn overdue(&self, kind: DueKind) -> Vec<DueSpan> {
        self.spans(|rules, today| kind.overdue_before(rules, today))
    }

    fn listed(&self, kind: DueKind) -> Vec<DueSpan> {
        self.spans(|rules, today| kind.listed_before(rules, today))
    }

    fn item(&self, actor: &Actor, kind: DueKind, row: DueRow) -> Option<DueItem> {
        let rules = &self.rules.get(&row.case.programme_id)?.rules;
        let due = kind.due(rules, row.fact);
        Some(DueItem { kind, due, record: row.record, key: row.key, case: cut(actor, row.case) })
    }
}

/// The actor by the grants of one role alone: what stands on that role's list, not what another role would see.
pub(super) fn as_role(actor: &Actor, role: Role) -> Actor {
    let grants = actor.grants.iter().filter(|g| g.role == role).cloned().collect();
    Actor { grants, ..actor.clone() }
}

/// Kinds that an office's people hold, and those abroad for it: what a programme manager asks an office about.
const OF_OFFICES: [DueKind; 5] =
    [DueKind::Departure, DueKind::HandOver, DueKind::Arrival, DueKind::FollowUp, DueKind::Plan];

/// What a role finds on its list: what it holds; a programme manager, what others hold.
fn on_list(role: Role) -> Vec<DueKind> {
    if role == Role::ProgrammeManager { OF_OFFICES.to_vec() } else { DueKind::of(role).collect() }
}

/// How much of each kind stands on a role's list; kinds without any are left out.
///
/// # Errors
/// As any read.
pub async fn counts(ctx: &Context, actor: &Actor, role: Role) -> Result<Vec<DueCount>> {
    let (book, reader, actor) = (Book::open(ctx).await?, ctx.db.reader(), as_role(actor, role));
    let mut counts = Vec::new();
    for kind in on_list(role) {
        let listed = reader.cases().count_due(&actor, kind, &book.listed(kind)).await?;
        if listed > 0 {
            let overdue = reader.cases().count_due(&actor, kind, &book.overdue(kind)).await?;
            counts.push(DueCount { kind, overdue, listed });
        }
    }
    Ok(counts)
}

/// Deadlines of one kind on a role's list, longest due first, from behind `last` on. A kind that is not the role's has
/// none.
///
/// # Errors
/// As any read.
pub async fn list(
    ctx: &Context,
    actor: &Actor,
    role: Role,
    kind: DueKind,
    last: Option<DueKey>,
    size: u64,
) -> Result<Page<DueItem>> {
    if !on_list(role).contains(&kind) {
        return Ok(Page { rows: Vec::new(), more: false });
    }
    let (book, actor) = (Book::open(ctx).await?, as_role(actor, role));
    page(ctx, &book, &actor, kind, last, size).await
}

async fn page(
    ctx: &Context,
    book: &Book,
    actor: &Actor,
    kind: DueKind,
    last: Option<DueKey>,
    size: u64,
) -> Result<Page<DueItem>> {
    let found = ctx.db.reader().cases().list_due(actor, kind, &book.listed(kind), last, size).await?;
    let rows = found.rows.into_iter().filter_map(|row| book.item(actor, kind, row)).collect();
    Ok(Page { rows, more: found.more })
}

/// The most urgent of everything on a role's list.
///
/// # Errors
/// As any read.
pub async fn first(ctx: &Context, actor: &Actor, role: Role, size: u64) -> Result<Vec<DueItem>> {
    let (book, actor) = (Book::open(ctx).await?, as_role(actor, role));
    let mut items = Vec::new();
    for kind in on_list(role) {
        items.extend(page(ctx, &book, &actor, kind, None, size).await?.rows);
    }
    items.sort_by_key(|item| (item.due, item.case.number));
    items.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    Ok(items)
}

/// What is overdue in the actor's programmes, by office, the most first.
///
/// # Errors
/// As any read.
pub async fn overdue_by_office(ctx: &Context, actor: &Actor) -> Result<Vec<(OrganisationId, String, u64)>> {
    let (book, reader) = (Book::open(ctx).await?, ctx.db.reader());
    let actor = as_role(actor, Role::ProgrammeManager);
    let mut sums: BTreeMap<OrganisationId, u64> = BTreeMap::new();
    for kind in OF_OFFICES {
        for (office, count) in reader.cases().due_by_office(&actor, kind, &book.overdue(kind)).await? {
            *sums.entry(office).or_default() += count;
        }
    }
    let names = reader.programmes().organisation_names(sums.keys().copied()).await?;
    let mut offices: Vec<_> =
        sums.into_iter().map(|(id, count)| (id, names.get(&id).cloned().unwrap_or_default(), count)).collect();
    offices.sort_by_key(|(_, name, count)| (std::cmp::Reverse(*count), name.clone()));
    Ok(offices)
}
