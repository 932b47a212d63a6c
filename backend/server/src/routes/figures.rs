//! Figures: the analyst's first page, the same as a file, and the programme manager's first page.

use axum::extract::State;
use sojourn_domain::{Actor, Stage, programme::Quota};
use sojourn_services::{
    figures::{self, COLUMNS, Table},
    work::{self, overview::overview},
};
use sojourn_ui::{
    PageContext,
    pages::{
        figures::{FigureRow, FiguresProps, figures as figures_page},
        programme::{ProgrammeProps, QuotaLine, programme as programme_page},
        work::WorkFigure,
    },
    paths,
};

use super::work::approval_item;
use crate::{
    state::AppState,
    web::{
        May, Page, WebResult,
        respond::{self, page},
        rights,
        routing::{Routes, get},
    },
};

/// The routes of figures.
pub fn routes() -> Routes {
    Routes::new().route(paths::FIGURES, get(show)).route(paths::FIGURES_CSV, get(file))
}

async fn show(State(app): State<AppState>, Page(ctx): Page, May { actor, .. }: May<rights::ReadFigures>) -> WebResult {
    home(&app, &ctx, &actor).await
}

/// The analyst's first page.
pub(super) async fn home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let found = figures::figures(&app.ctx, actor).await?;
    let props =
        FiguresProps { sexes: COLUMNS.to_vec(), states: rows(&found.states), districts: rows(&found.districts) };
    Ok(page(figures_page(ctx, &props)))
}

fn rows(table: &Table) -> Vec<FigureRow> {
    let counts = &table.counts;
    let own = table.rows.iter().zip(&counts.cells).zip(&counts.rows);
    let own = own.map(|((name, cells), sum)| FigureRow {
        name: name.clone(),
        cells: cells.iter().copied().chain([*sum]).collect(),
    });
    let columns = if counts.columns.is_empty() { vec![counts.total; COLUMNS.len()] } else { counts.columns.clone() };
    let sum = FigureRow { name: String::new(), cells: columns.into_iter().chain([counts.total]).collect() };
    own.chain([sum]).collect()
}

/// The same figures as a file; that they were taken away is noted.
async fn file(State(app): State<AppState>, May { actor, .. }: May<rights::ReadFigures>) -> WebResult {
    let sheet = figures::export(&app.ctx, &actor).await?;
    Ok(respond::file("figures.csv", "text/csv; charset=utf-8", sheet.into_bytes()))
}

/// Approvals on the manager's first page; all are a page away.
const APPROVALS_AT_HOME: usize = 10;

/// The programme manager's first page: every figure opens the list behind it.
pub(super) async fn programme_home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let (waiting, found) = (work::waiting(&app.ctx, actor).await?, overview(&app.ctx, actor).await?);
    let list = |stage: Stage| format!("{}?stage={}", paths::CASES, stage.code());
    let quota_line = |quota: &Quota| QuotaLine {
        name: format!("{} · {}", found.titles.get(&quota.programme).map_or("", String::as_str), quota.sector),
        year: quota.year,
        sex: quota.sex,
        taken: (u32::try_from(quota.taken).unwrap_or(0), u32::try_from(quota.places).unwrap_or(0)),
    };
    let overdue = found.offices.iter().map(|(_, _, count)| count).sum();
    let decisions = waiting.iter().filter(|w| w.may_decide).count() as u64;
    let props = ProgrammeProps {
        figures: vec![
            (WorkFigure::Decide, decisions, paths::APPROVALS.to_owned()),
            (WorkFigure::Overdue, overdue, paths::DUE.to_owned()),
        ],
        funnel: found
            .stages
            .iter()
            .map(|(stage, count)| (*stage, u32::try_from(*count).unwrap_or(u32::MAX), list(*stage)))
            .collect(),
        quota: found.quota.iter().map(quota_line).collect(),
        offices: found.offices.iter().map(|(_, name, count)| (name.clone(), *count)).collect(),
        pace: found.pace.clone(),
        approvals: waiting.into_iter().filter(|w| w.may_decide).take(APPROVALS_AT_HOME).map(approval_item).collect(),
    };
    Ok(page(programme_page(ctx, &props)))
}
