//! Lists of workers: a file becomes a run with its rows, columns become fields, a dry run says what would
//! happen, and the run makes workers without cases. The same row makes nobody twice. Start at [`upload`].

mod judge;
mod lines;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use sojourn_documents::sheets::{Sheet, SheetError, SheetLimits, parse_csv, write_csv};
use sojourn_domain::{
    Actor, FieldError, ImportRunId, OrganisationId, Refusal, Role, WorkerId, registration::field, role::Permission,
};
use sojourn_storage::entity::imports::{import_mapping, import_row, import_run};

use self::judge::{Judge, Setting};
use crate::{Context, Result, ServiceError, context::fingerprint};

/// Rows worked on in one transaction.
const BATCH: u64 = 100;
/// Rows of one upload.
const ROWS: usize = 20_000;

/// Fields a column can be, in the order they are offered: a date stands in one column.
pub fn fields() -> impl Iterator<Item = &'static str> {
    let part = |name: &str| [field::BORN_YEAR, field::BORN_MONTH, field::BORN_DAY].contains(&name);
    field::OF_PERSON.into_iter().filter(move |name| !part(name))
}

/// What other systems call our fields.
const ALSO: [(&str, &str); 16] = [
    ("first_name", field::GIVEN_NAMES),
    ("given_name", field::GIVEN_NAMES),
    ("forename", field::GIVEN_NAMES),
    ("last_name", field::SURNAME),
    ("family_name", field::SURNAME),
    ("date_of_birth", field::BORN),
    ("dob", field::BORN),
    ("birth_date", field::BORN),
    ("gender", field::SEX),
    ("address_1", field::ADDRESS),
    ("street", field::ADDRESS),
    ("suburb", field::DISTRICT),
    ("zip", field::POSTCODE),
    ("passport_number", field::DOCUMENT_NUMBER),
    ("telephone", field::PHONE),
    ("citizenship", field::NATIONALITY),
];

/// Which column is which field, and what stands for every row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The file's columns in their order.
    pub columns: Vec<String>,
    /// The field of each; empty is left out.
    pub fields: Vec<String>,
    /// Values for every row: a nationality, say.
    pub fixed: BTreeMap<String, String>,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its columns wait to be named.
    Uploaded,
    /// It was tried without writing.
    Dry,
    /// It was run.
    Done,
}

impl Status {
    const fn code(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Dry => "dry",
            Self::Done => "done",
        }
    }

    fn of(code: &str) -> Self {
        match code {
            "dry" => Self::Dry,
            "done" => Self::Done,
            _ => Self::Uploaded,
        }
    }
}

/// How a row ended.
pub const CREATED: &str = "created";
/// It may be somebody known.
pub const DUPLICATE: &str = "duplicate";
/// It was refused.
pub const REFUSED: &str = "refused";
/// It was not looked at yet.
const NEW: &str = "new";

/// A run as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The run.
    pub id: ImportRunId,
    /// The file's name.
    pub file: String,
    /// Where it stands.
    pub status: Status,
    /// Its mapping.
    pub mapping: Mapping,
    /// Rows created, possible duplicates, refused.
    pub counts: (u32, u32, u32),
    /// The first rows.
    pub rows: Vec<Row>,
}

/// A row with how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file.
    pub line: i32,
    /// Its values, in the file's order.
    pub cells: Vec<String>,
    /// How it ended.
    pub status: String,
    /// The field at fault, and why.
    pub error: Option<(String, String)>,
    /// The worker it became, or may be: the number, and the id where it is in the actor's scope.
    pub worker: Option<(String, Option<WorkerId>)>,
    /// The earlier line of the same file it may be a duplicate of.
    pub same_as: Option<i32>,
}

fn office(actor: &Actor) -> Result<OrganisationId> {
    if !actor.may(Permission::ImportWorkers) {
        return Err(Refusal::Forbidden.into());
    }
    actor.organisations(Role::RecruitmentOfficer).next().ok_or_else(|| Refusal::Forbidden.into())
}

/// Keeps a file as a run whose columns wait to be named.
///
/// # Errors
/// The field `file`, with why it is no list; [`Refusal::Forbidden`] without the right.
pub async fn upload(ctx: &Context, actor: &Actor, name: &str, bytes: &[u8]) -> Result<ImportRunId> {
    let office = office(actor)?;
    let limits = SheetLimits { rows: ROWS, ..SheetLimits::default() };
    let sheet = parse_csv(bytes, limits).map_err(|e| no_sheet(&e))?;
    let mapping = proposed(ctx, actor, &sheet).await?;
    let (id, now) = (ctx.new_id(), ctx.now());
    let run = import_run::Model {
        id,
        kind: "workers".into(),
        file_name: name.chars().take(200).collect(),
        file_hash: fingerprint(&String::from_utf8_lossy(bytes)),
        office_id: office.uuid(),
        mapping: json!(mapping),
        dry_run: true,
        status: Status::Uploaded.code().into(),
        rows_total: i32::try_from(sheet.rows.len()).unwrap_or(i32::MAX),
        rows_created: 0,
        rows_duplicate: 0,
        rows_refused: 0,
        started_by: Some(actor.account.uuid()),
        started_at: now,
        finished_at: None,
        version: 1,
    };
    let row = |row: sojourn_documents::sheets::SheetRow| import_row::Model {
        id: ctx.new_id(),
        run_id: id,
        line: i32::try_from(row.line).unwrap_or(i32::MAX),
        // Keyed, since a row is a person: the digest of a name must not be guessed.
        row_key: ctx.keys.blind("import-row", &format!("{office}:{}", row.cells.join("\u{1f}"))),
        status: NEW.into(),
        reason: None,
        field: None,
        detail: Some(json!(row.cells).to_string()),
        worker_id: None,
        match_id: None,
        match_line: None,
    };
    let rows = sheet.rows.into_iter().map(row).collect();
    let tx = ctx.db.begin().await?;
    tx.imports().insert_run(run, rows).await?;
    tx.commit().await?;
    Ok(ImportRunId::new(id))
}

fn no_sheet(error: &SheetError) -> Refusal {
    Refusal::Invalid(vec![FieldError::new("file", error.code()).with(error.facts())])
}

/// The mapping kept for these columns, else one read from their names.
async fn proposed(ctx: &Context, actor: &Actor, sheet: &Sheet) -> Result<Mapping> {
    let kept = ctx.db.reader().imports().mapping(actor.account, &hash_of(&sheet.header)).await?;
    if let Some(mapping) = kept.and_then(|k| serde_json::from_value::<Mapping>(k.columns).ok()) {
        return Ok(mapping);
    }
    let mut taken: Vec<&str> = Vec::new();
    let mut chosen = Vec::new();
    for column in &sheet.header {
        let plain = column.trim().to_lowercase().replace([' ', '-'], "_");
        let own = fields().find(|f| *f == plain);
        let found = own.or_else(|| ALSO.iter().find(|(theirs, _)| *theirs == plain).map(|(_, ours)| *ours));
        match found.filter(|f| !taken.contains(f)) {
            Some(field) => {
                taken.push(field);
                chosen.push(field.to_owned());
            }
            None => chosen.push(String::new()),
        }
    }
    Ok(Mapping { columns: sheet.header.clone(), fields: chosen, fixed: BTreeMap::new() })
}

fn hash_of(columns: &[String]) -> String {
    fingerprint(&columns.join("\u{1f}"))
}

/// Names the columns, keeps that for the next list of the same shape, and tries every row without writing it.
///
/// # Errors
/// `column_N` for a field chosen twice or unknown, `column_0` (`missing_column`) without a name or a date of
/// birth; [`ServiceError::NotFound`] for another office's run.
pub async fn try_dry(ctx: &Context, actor: &Actor, id: ImportRunId, mapping: Mapping) -> Result<()> {
    let office = office(actor)?;
    let tx = ctx.db.begin().await?;
    let run = tx.imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
    let columns = mapping_of(&run).columns;
    let mapping = Mapping { columns, ..mapping };
    check(&mapping)?;
    let now = ctx.now();
    tx.imports()
        .keep_mapping(import_mapping::Model {
            id: ctx.new_id(),
            owner_id: actor.account.uuid(),
            name: run.file_name.clone(),
            columns_hash: hash_of(&mapping.columns),
            columns: json!(mapping),
            version: 1,
            created_at: now,
            updated_at: now,
        })
        .await?;
    tx.imports().save_run(import_run::Model { mapping: json!(mapping), ..run }).await?;
    tx.commit().await?;
    work_through(ctx, actor, id, Status::Dry).await
}

/// Makes workers of the rows that can become one. Run again, it makes nobody twice.
///
/// # Errors
/// [`Refusal::WrongStage`] before a dry run; [`ServiceError::NotFound`] for another office's run.
pub async fn run(ctx: &Context, actor: &Actor, id: ImportRunId) -> Result<()> {
    let office = office(actor)?;
    let found = ctx.db.reader().imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
    if Status::of(&found.status) == Status::Uploaded {
        return Err(Refusal::WrongStage.into());
    }
    work_through(ctx, actor, id, Status::Done).await
}

fn mapping_of(run: &import_run::Model) -> Mapping {
    serde_json::from_value(run.mapping.clone()).unwrap_or_default()
}

fn check(mapping: &Mapping) -> Result<()> {
    let mut errors = Vec::new();
    for (at, chosen) in mapping.fields.iter().enumerate().filter(|(_, f)| !f.is_empty()) {
        let twice = mapping.fields[..at].contains(chosen);
        if twice || !fields().any(|f| f == chosen) {
            errors.push(FieldError::new(format!("column_{at}"), "chosen_twice"));
        }
    }
    let has = |name: &str| mapping.fields.iter().any(|f| f == name);
    if !has(field::BORN) || !(has(field::SURNAME) || has(field::GIVEN_NAMES)) {
        errors.push(FieldError::new("column_0", "missing_column"));
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors).into()) }
}

async fn work_through(ctx: &Context, actor: &Actor, id: ImportRunId, status: Status) -> Result<()> {
    let office = office(actor)?;
    let run = ctx.db.reader().imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
    let mut judge = Judge::new(Setting { ctx, actor, office, mapping: mapping_of(&run), status });
    let (mut last, mut counts) = (0, [0_i32; 3]);
    loop {
        let tx = ctx.db.begin().await?;
        let rows = tx.imports().rows(id, last, BATCH).await?;
        let Some(end) = rows.last().map(|r| r.line) else {
            let run = tx.imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
            let [rows_created, rows_duplicate, rows_refused] = counts;
            tx.imports()
                .save_run(import_run::Model {
                    status: status.code().into(),
                    dry_run: status == Status::Dry,
                    rows_created,
                    rows_duplicate,
                    rows_refused,
                    finished_at: Some(ctx.now()),
                    ..run
                })
                .await?;
            return Ok(tx.commit().await?);
        };
        for row in rows {
            let ended = judge.row(&tx, row).await?;
            let at = [CREATED, DUPLICATE, REFUSED].iter().position(|s| *s == ended.status);
            counts[at.unwrap_or(2)] += 1;
            tx.imports().finish_row(ended).await?;
        }
        tx.commit().await?;
        last = end;
    }
}

fn cells_of(row: &import_row::Model) -> Vec<String> {
    row.detail.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// A run of the actor's office with its first rows that need a look; all rows before it was tried.
///
/// # Errors
/// [`ServiceError::NotFound`] for another office's.
pub async fn look(ctx: &Context, actor: &Actor, id: ImportRunId, size: u64) -> Result<Run> {
    let (office, reader) = (office(actor)?, ctx.db.reader());
    let run = reader.imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
    let mut rows = Vec::new();
    for row in reader.imports().rows(id, 0, size).await? {
        rows.push(line_of(ctx, actor, row).await?);
    }
    let count = |n: i32| u32::try_from(n).unwrap_or(0);
    Ok(Run {
        id,
        status: Status::of(&run.status),
        mapping: mapping_of(&run),
        counts: (count(run.rows_created), count(run.rows_duplicate), count(run.rows_refused)),
        file: run.file_name,
        rows,
    })
}

async fn line_of(ctx: &Context, actor: &Actor, row: import_row::Model) -> Result<Row> {
    let cells = cells_of(&row);
    let worker = match row.worker_id.or(row.match_id).map(WorkerId::new) {
        Some(id) => {
            let reader = ctx.db.reader();
            let visible = reader.workers().find(actor, id).await?.is_some();
            let known = reader.workers().find_for_system(id).await?;
            known.map(|w| (w.number.to_string(), visible.then_some(id)))
        }
        None => None,
    };
    let error = (row.status == REFUSED).then(|| (row.field.unwrap_or_default(), row.reason.unwrap_or_default()));
    Ok(Row { line: row.line, cells, status: row.status, error, worker, same_as: row.match_line })
}

/// Runs of the actor's office, newest first: id and file name.
///
/// # Errors
/// As any read.
pub async fn earlier(ctx: &Context, actor: &Actor) -> Result<Vec<(ImportRunId, String)>> {
    let runs = ctx.db.reader().imports().runs(&[office(actor)?], 20).await?;
    Ok(runs.into_iter().map(|r| (ImportRunId::new(r.id), r.file_name)).collect())
}

/// The report of a run as a sheet: every row with how it ended, and why.
///
/// # Errors
/// As [`look`].
pub async fn report(ctx: &Context, actor: &Actor, id: ImportRunId) -> Result<Vec<u8>> {
    let office = office(actor)?;
    ctx.db.reader().imports().find_run(&[office], id).await?.ok_or(ServiceError::NotFound)?;
    let (mut last, mut lines) = (0, Vec::new());
    loop {
        let rows = ctx.db.reader().imports().rows(id, last, 1_000).await?;
        let Some(end) = rows.last().map(|r| r.line) else { break };
        for row in rows {
            let line = line_of(ctx, actor, row).await?;
            let (field, reason) = line.error.unwrap_or_default();
            let number = line.worker.map(|(number, _)| number).unwrap_or_default();
            let same_as = line.same_as.map(|line| line.to_string()).unwrap_or_default();
            lines.push([line.line.to_string(), line.status, field, reason, number, same_as]);
        }
        last = end;
    }
    Ok(write_csv(&["line", "outcome", "field", "reason", "worker", "same_as_line"], lines))
}
