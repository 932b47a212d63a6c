//! Importing a list: upload, name the columns, try it dry, run it, keep the report.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use sojourn_domain::{Actor, FieldError, ImportRunId, country::Country, registration::field};
use sojourn_services::recruitment::import::{self, Mapping, Run, Status};
use sojourn_ui::{
    FormState,
    pages::recruitment::{
        ImportMapping, ImportProps, ImportReport, ImportRow, RowOutcome, import_mapping, import_report, import_upload,
    },
    paths,
};

use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, Upload, WebResult,
        respond::{again, file, page, see},
        rights,
        routing::{Routes, get, post},
    },
};

/// Rows a page of the report shows.
const SHOWN: u64 = 200;
/// Values shown of a column.
const VALUES: usize = 3;

/// The routes of imports.
pub fn routes() -> Routes {
    Routes::new()
        .route(paths::IMPORT, get(show_upload).post(upload))
        .route("/import/{id}", get(show).post(try_dry))
        .route("/import/{id}/run", post(run))
        .route("/import/{id}/report.csv", get(report))
}

async fn upload_props(app: &AppState, actor: &Actor, form: FormState) -> WebResult<ImportProps> {
    let earlier = import::earlier(&app.ctx, actor).await?;
    Ok(ImportProps {
        form,
        earlier: earlier.into_iter().map(|(id, name)| (name, paths::import(&id.to_string()))).collect(),
    })
}

async fn show_upload(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ImportWorkers>,
) -> WebResult {
    Ok(page(import_upload(&ctx, &upload_props(&app, &actor, FormState::default()).await?)))
}

async fn upload(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ImportWorkers>,
    sent: Upload,
) -> WebResult<Response> {
    match import::upload(&app.ctx, &actor, &sent.name, &sent.bytes).await {
        Ok(id) => Ok(see(&paths::import(&id.to_string()))),
        Err(error) => {
            let state = sent.form.refused(error)?;
            Ok(again(import_upload(&ctx, &upload_props(&app, &actor, state).await?)))
        }
    }
}

fn mapping_props(found: Run, form: FormState) -> ImportMapping {
    let values = |at: usize| {
        let cells = found.rows.iter().filter_map(|r| r.cells.get(at)).filter(|c| !c.is_empty());
        cells.take(VALUES).cloned().collect::<Vec<_>>()
    };
    let chosen = |at: usize| {
        let typed = form.values.get(&format!("column_{at}")).cloned();
        typed.unwrap_or_else(|| found.mapping.fields.get(at).cloned().unwrap_or_default())
    };
    let mut form_values = form.clone();
    for (name, value) in &found.mapping.fixed {
        form_values.values.entry(format!("fixed_{name}")).or_insert_with(|| value.clone());
    }
    ImportMapping {
        id: found.id.to_string(),
        columns: found.mapping.columns.iter().enumerate().map(|(at, c)| (c.clone(), values(at), chosen(at))).collect(),
        fields: import::fields().map(|f| (f.to_owned(), format!("field-{}", f.replace('_', "-")))).collect(),
        countries: Country::all().into_iter().map(|c| (c.alpha3().to_owned(), c.name().to_owned())).collect(),
        form: form_values,
        file: found.file,
    }
}

fn report_props(found: Run) -> ImportReport {
    let name = |cells: &[String]| {
        let of = |wanted: &str| {
            let at = found.mapping.fields.iter().position(|f| f == wanted)?;
            cells.get(at).cloned().filter(|c| !c.is_empty())
        };
        [of(field::SURNAME), of(field::GIVEN_NAMES)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let rows = found
        .rows
        .iter()
        .map(|row| ImportRow {
            line: u32::try_from(row.line).unwrap_or(0),
            name: name(&row.cells),
            outcome: match row.status.as_str() {
                import::CREATED => RowOutcome::Created,
                import::DUPLICATE => RowOutcome::Duplicate,
                _ => RowOutcome::Refused,
            },
            with: row.worker.clone().map(|(number, id)| (number, id.map(|id| paths::worker(&id.to_string())))),
            same_as: row.same_as.and_then(|line| u32::try_from(line).ok()),
            errors: row.error.iter().map(|(field, code)| FieldError::new(field, code)).collect(),
        })
        .collect();
    ImportReport {
        id: found.id.to_string(),
        dry: found.status == Status::Dry,
        running: None,
        counts: found.counts,
        rows,
        file: found.file,
    }
}

async fn show(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> WebResult {
    let found = import::look(&app.ctx, &actor, id, SHOWN).await?;
    Ok(page(match found.status {
        Status::Uploaded => import_mapping(&ctx, &mapping_props(found, FormState::default())),
        Status::Dry | Status::Done => import_report(&ctx, &report_props(found)),
    }))
}

async fn try_dry(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
    form: Form,
) -> WebResult<Response> {
    let found = import::look(&app.ctx, &actor, id, SHOWN).await?;
    let fields = (0..found.mapping.columns.len()).map(|at| form.value(&format!("column_{at}")).to_owned()).collect();
    let fixed: BTreeMap<_, _> = [field::NATIONALITY, field::SEX]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), form.some(&format!("fixed_{name}"))?.to_owned())))
        .collect();
    let mapping = Mapping { columns: found.mapping.columns.clone(), fields, fixed };
    match import::try_dry(&app.ctx, &actor, id, mapping).await {
        Ok(()) => Ok(see(&paths::import(&id.to_string()))),
        Err(error) => {
            let state = form.refused(error)?;
            Ok(again(import_mapping(&ctx, &mapping_props(found, state))))
        }
    }
}

async fn run(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> WebResult<Response> {
    import::run(&app.ctx, &actor, id).await?;
    Ok(see(&paths::import(&id.to_string())))
}

async fn report(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::ImportWorkers>,
    Path(id): Path<ImportRunId>,
) -> WebResult {
    let bytes = import::report(&app.ctx, &actor, id).await?;
    Ok(file(&format!("import-{id}.csv"), "text/csv; charset=utf-8", bytes))
}
