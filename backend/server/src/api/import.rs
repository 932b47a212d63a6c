//! Lists of workers: uploaded, its columns named, tried dry, run, and reported row by row.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Query, State},
    response::Response,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sojourn_domain::{
    ImportRunId, WorkerId,
    act::{Kind, Spec, may},
};
use sojourn_services::recruitment::import::{self, Mapping, Run, Status};

use super::{
    Api, CallerMay,
    answer::{Answer, created},
    body::{List, Sent},
    operation::{About, Takes, json},
};
use crate::{
    state::AppState,
    web::{Path, WebResult, respond::file, rights},
};

/// Rows answered with a run; the report has all.
const SHOWN: u64 = 200;

const NAME: &[Spec] = &[may("name", Kind::Line)];

pub(super) fn operations() -> Api {
    Api::of("import")
        .get("/imports", list, About::reads::<Runs>("Lists uploaded by the caller's office, newest first."))
        .post(
            "/imports",
            upload,
            About::creates::<NewRun>("Uploads a list of workers; nobody is made yet.", Takes::List).query(NAME),
        )
        .get("/imports/{id}", show, About::reads::<RunAnswer>("A list, with its columns and how its rows ended."))
        .post(
            "/imports/{id}/mapping",
            map,
            About::changes::<RunAnswer>("Names the columns and tries every row without writing it.", json::<Columns>()),
        )
        .post(
            "/imports/{id}/run",
            run,
            About::changes::<RunAnswer>("Makes workers of the rows that can become one; nobody twice.", Takes::Nothing),
        )
        .get("/imports/{id}/report.csv", report, About::file("Every row with how it ended, and why.", "text/csv"))
}

/// Lists uploaded before.
#[derive(Serialize, JsonSchema)]
struct Runs {
    imports: Vec<RunLine>,
}

/// A list uploaded before.
#[derive(Serialize, JsonSchema)]
struct RunLine {
    id: ImportRunId,
    /// The file's name.
    file: String,
}

async fn list(State(app): State<AppState>, CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>) -> Answer<Runs> {
    let found = import::earlier(&app.ctx, &actor).await?;
    Ok(Json(Runs { imports: found.into_iter().map(|(id, file)| RunLine { id, file }).collect() }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    name: String,
}

/// A list just uploaded.
#[derive(Serialize, JsonSchema)]
struct NewRun {
    import: ImportRunId,
}

async fn upload(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>,
    Query(named): Query<Named>,
    List(bytes): List,
) -> WebResult<Response> {
    created(NewRun { import: import::upload(&app.ctx, &actor, &named.name, &bytes).await? })
}

/// A list with its columns and rows.
#[derive(Serialize, JsonSchema)]
struct RunAnswer {
    id: ImportRunId,
    /// The file's name.
    file: String,
    status: Step,
    /// The file's columns in their order, each with the field it is; null is left out.
    columns: Vec<Column>,
    /// Values that stand for every row.
    fixed: BTreeMap<String, String>,
    counts: Counts,
    /// The first 200 rows.
    rows: Vec<Row>,
}

/// How far a list came.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// Its columns wait to be named.
    Uploaded,
    /// It was tried without writing.
    Dry,
    /// It was run.
    Done,
}

/// A column.
#[derive(Serialize, JsonSchema)]
struct Column {
    /// Its name in the file.
    name: String,
    /// The field it is.
    field: Option<String>,
}

/// How the rows ended.
#[derive(Serialize, JsonSchema)]
struct Counts {
    created: u32,
    duplicate: u32,
    refused: u32,
}

/// A row.
#[derive(Serialize, JsonSchema)]
struct Row {
    /// Its line in the file.
    line: i32,
    /// Its values in the file's order.
    cells: Vec<String>,
    /// `new`, `created`, `duplicate` or `refused`.
    outcome: String,
    /// The field at fault.
    field: Option<String>,
    /// Why it was refused.
    reason: Option<String>,
    /// The number of the worker it became, or may be.
    worker_number: Option<String>,
    /// That worker, where the caller sees them.
    worker: Option<WorkerId>,
    /// The earlier line of the same file it may be a duplicate of.
    same_as_line: Option<i32>,
}

impl From<Run> for RunAnswer {
    fn from(run: Run) -> Self {
        let named = |field: String| Some(field).filter(|f| !f.is_empty());
        let fields = run.mapping.fields.into_iter().map(named);
        let (created, duplicate, refused) = run.counts;
        Self {
            id: run.id,
            file: run.file,
            status: match run.status {
                Status::Uploaded => Step::Uploaded,
                Status::Dry => Step::Dry,
                Status::Done => Step::Done,
            },
            columns: run.mapping.columns.into_iter().zip(fields).map(|(name, field)| Column { name, field }).collect(),
            fixed: run.mapping.fixed,
            counts: Counts { created, duplicate, refused },
            rows: run.rows.into_iter().map(row).collect(),
        }
    }
}

fn row(row: import::Row) -> Row {
    let (field, reason) = row.error.unzip();
    let (worker_number, worker) = row.worker.unzip();
    Row {
        line: row.line,
        cells: row.cells,
        outcome: row.status,
        field,
        reason,
        worker_number,
        worker: worker.flatten(),
        same_as_line: row.same_as,
    }
}

async fn show(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> Answer<RunAnswer> {
    Ok(Json(import::look(&app.ctx, &actor, id, SHOWN).await?.into()))
}

/// Which column is which field.
#[derive(Deserialize, JsonSchema)]
struct Columns {
    /// The field of each column in the file's order: `given_names`, `surname`, `born` …; empty or null is left out.
    fields: Vec<Option<String>>,
    /// Values for every row: a nationality, say.
    #[serde(default)]
    fixed: BTreeMap<String, String>,
}

async fn map(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
    Sent(columns): Sent<Columns>,
) -> Answer<RunAnswer> {
    let found = import::look(&app.ctx, &actor, id, 0).await?;
    let mut fields: Vec<_> = columns.fields.into_iter().map(Option::unwrap_or_default).collect();
    fields.resize(found.mapping.columns.len(), String::new());
    let mapping = Mapping { columns: found.mapping.columns, fields, fixed: columns.fixed };
    import::try_dry(&app.ctx, &actor, id, mapping).await?;
    Ok(Json(import::look(&app.ctx, &actor, id, SHOWN).await?.into()))
}

async fn run(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> Answer<RunAnswer> {
    import::run(&app.ctx, &actor, id).await?;
    Ok(Json(import::look(&app.ctx, &actor, id, SHOWN).await?.into()))
}

async fn report(
    State(app): State<AppState>,
    CallerMay { actor, .. }: CallerMay<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> WebResult<Response> {
    let bytes = import::report(&app.ctx, &actor, id).await?;
    Ok(file(&format!("import-{id}.csv"), "text/csv; charset=utf-8", bytes))
}
