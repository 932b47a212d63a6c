//! Figures without identities: the counts of the caller's programmes, and the same as a file.

use axum::{Json, extract::State, response::Response};
use schemars::JsonSchema;
use serde::Serialize;
use sojourn_domain::figures::Cell;
use sojourn_services::figures::{self, Table};

use super::{Api, CallerMay, answer::Answer, operation::About};
use crate::{
    state::AppState,
    web::{WebResult, respond::file, rights},
};

pub(super) fn operations() -> Api {
    Api::of("figures")
        .get(
            "/figures",
            show,
            About::reads::<FiguresAnswer>(
                "How many cases of the caller's programmes stand where; small counts are null.",
            ),
        )
        .get(
            "/figures.csv",
            export,
            About::file("The same, a line a count; that it was taken away is noted.", "text/csv"),
        )
}

/// The figures of the caller's programmes.
#[derive(Serialize, JsonSchema)]
struct FiguresAnswer {
    /// By state, in the order of the journey.
    states: CountTable,
    /// By district, in the order of the alphabet.
    districts: CountTable,
}

/// A table of counts, with its sums.
#[derive(Serialize, JsonSchema)]
struct CountTable {
    rows: Vec<CountRow>,
    /// Over all rows.
    sum: BySex,
}

/// A row of a table.
#[derive(Serialize, JsonSchema)]
struct CountRow {
    /// A state's code, or a district; empty where it is not known.
    row: String,
    counts: BySex,
}

/// BySex by sex. Null is kept back: a count from 1 to 4, or one by which such a count could be worked out.
#[derive(Serialize, JsonSchema)]
struct BySex {
    female: Option<u64>,
    male: Option<u64>,
    unspecified: Option<u64>,
    /// Of every sex together.
    all: Option<u64>,
}

/// The columns are those of [`figures::COLUMNS`]; a table without rows has none, and everything in it is its sum.
fn counts(columns: &[Cell], sum: Cell) -> BySex {
    let of = |at: usize| columns.get(at).copied().unwrap_or(sum).shown();
    BySex { female: of(0), male: of(1), unspecified: of(2), all: sum.shown() }
}

fn count_table(table: Table) -> CountTable {
    let found = table.counts;
    let cells = found.cells.iter().zip(found.rows);
    let rows = table.rows.into_iter().zip(cells);
    CountTable {
        rows: rows.map(|(row, (cells, sum))| CountRow { row, counts: counts(cells, sum) }).collect(),
        sum: counts(&found.columns, found.total),
    }
}

async fn show(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadFigures>,
) -> Answer<FiguresAnswer> {
    let found = figures::figures(&app.ctx, &actor).await?;
    Ok(Json(FiguresAnswer { states: count_table(found.states), districts: count_table(found.districts) }))
}

async fn export(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ReadFigures>,
) -> WebResult<Response> {
    let sheet = figures::export(&app.ctx, &actor).await?;
    Ok(file("figures.csv", "text/csv; charset=utf-8", sheet.into_bytes()))
}
