//! Figures without identities: how many cases stand where, by sex and by district, small cells kept back. An analyst
//! and a programme manager see the programmes of their ministry. Start at [`figures`].

use std::collections::{BTreeMap, BTreeSet};

use sojourn_domain::{
    Actor, ProgrammeId, Refusal, Role, State,
    figures::{Suppressed, suppress},
    role::Permission,
    worker::Sex,
};

use crate::{Context, Result, record::audit_account};

/// A table of counts: what its rows are, by code, and the counts by sex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Codes of the rows; an empty one is unknown.
    pub rows: Vec<String>,
    /// The counts, columns as [`Sex::ALL`].
    pub counts: Suppressed,
}

/// All figures of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// By state, in the order of the journey.
    pub states: Table,
    /// By district, in the order of the alphabet.
    pub districts: Table,
}

/// The figures of the actor's programmes.
///
/// # Errors
/// [`Refusal::Forbidden`] without the right; storage.
pub async fn figures(ctx: &Context, actor: &Actor) -> Result<Figures> {
    if !actor.may(Permission::ReadFigures) {
        return Err(Refusal::Forbidden.into());
    }
    let reader = ctx.db.reader();
    let ministries: BTreeSet<_> =
        [Role::Analyst, Role::ProgrammeManager].iter().flat_map(|role| actor.organisations(*role)).collect();
    let programmes = reader.programmes().programmes().await?;
    let own: Vec<ProgrammeId> =
        programmes.into_iter().filter(|p| ministries.contains(&p.manager)).map(|p| p.id).collect();
    let counted = reader.cases().count_by_state_sex_district(&own).await?;
    let (mut states, mut districts) = (BTreeMap::new(), BTreeMap::new());
    for ((state, sex, district), count) in counted {
        let of_state: &mut [u64; 3] = states.entry(state).or_default();
        of_state[column(sex)] += count;
        let of_district: &mut [u64; 3] = districts.entry(district.unwrap_or_default()).or_default();
        of_district[column(sex)] += count;
    }
    let of_states = State::ALL.iter().map(|s| (s.code().to_owned(), states.get(s).copied().unwrap_or_default()));
    Ok(Figures { states: table(of_states), districts: table(districts.into_iter()) })
}

const fn column(sex: Sex) -> usize {
    match sex {
        Sex::Female => 0,
        Sex::Male => 1,
        Sex::Unspecified => 2,
    }
}

/// The columns of every table, in order.
pub const COLUMNS: [Sex; 3] = [Sex::Female, Sex::Male, Sex::Unspecified];

fn table(rows: impl Iterator<Item = (String, [u64; 3])>) -> Table {
    let (rows, counts): (Vec<_>, Vec<_>) = rows.map(|(code, counts)| (code, counts.to_vec())).unzip();
    Table { rows, counts: suppress(&counts) }
}

/// The figures as a sheet to take away: what was exported, and by whom, stands in the trail.
///
/// # Errors
/// As [`figures`].
pub async fn export(ctx: &Context, actor: &Actor) -> Result<String> {
    let found = figures(ctx, actor).await?;
    let tx = ctx.db.begin().await?;
    audit_account(ctx, &tx, Some(actor.account), actor.account, "export", "figures").await?;
    tx.commit().await?;
    Ok(csv(&found))
}

/// The figures as a sheet: one row a number, a number kept back is empty. Texts that a spreadsheet would take for a
/// formula are quoted as text.
#[must_use]
pub fn csv(figures: &Figures) -> String {
    let mut out = String::from("table,row,sex,cases\r\n");
    for (name, table) in [("state", &figures.states), ("district", &figures.districts)] {
        for (at, row) in table.rows.iter().enumerate() {
            for (cell, sex) in table.counts.cells[at].iter().zip(COLUMNS) {
                line(&mut out, name, row, sex.code(), cell.shown());
            }
            line(&mut out, name, row, "all", table.counts.rows[at].shown());
        }
        for (cell, sex) in table.counts.columns.iter().zip(COLUMNS) {
            line(&mut out, name, "all", sex.code(), cell.shown());
        }
        line(&mut out, name, "all", "all", table.counts.total.shown());
    }
    out
}

fn line(out: &mut String, table: &str, row: &str, sex: &str, count: Option<u64>) {
    let guard = if row.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let text = format!("{guard}{row}").replace('"', "\"\"");
    let count = count.map(|n| n.to_string()).unwrap_or_default();
    out.push_str(&format!("{table},\"{text}\",{sex},{count}\r\n"));
}
