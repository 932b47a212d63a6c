//! Figures: the analyst's first page, the same as a file, and the programme manager's first page.

use axum::extract::State;
use sojourn_domain::{Actor, ProgrammeId, Role, Stage};
use sojourn_services::{
    figures::{self, COLUMNS, Table},
    work,
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

/// The programme manager's first page: every figure opens the list behind it.
pub(super) async fn programme_home(app: &AppState, ctx: &PageContext, actor: &Actor) -> WebResult {
    let (reader, found) = (app.ctx.db.reader(), work::waiting(&app.ctx, actor).await?);
    let counts = reader.cases().count_by_state(actor).await.map_err(sojourn_services::ServiceError::from)?;
    let funnel = Stage::ALL
        .iter()
        .map(|stage| {
            let sum: u64 = stage.states().iter().filter_map(|state| counts.get(state)).sum();
            (*stage, u32::try_from(sum).unwrap_or(u32::MAX), format!("{}?stage={}", paths::CASES, stage.code()))
        })
        .collect();
    let offices = work::due::overdue_by_office(&app.ctx, actor).await?;
    let overdue = offices.iter().map(|(_, _, count)| count).sum();
    let decisions = found.iter().filter(|w| w.may_decide).count() as u64;
    let props = ProgrammeProps {
        figures: vec![
            (WorkFigure::Decide, decisions, paths::APPROVALS.to_owned()),
            (WorkFigure::Overdue, overdue, paths::DUE.to_owned()),
        ],
        funnel,
        quota: quota(app, actor).await?,
        offices: offices.into_iter().map(|(_, name, count)| (name, count)).collect(),
    };
    Ok(page(programme_page(ctx, &props)))
}

async fn quota(app: &AppState, actor: &Actor) -> WebResult<Vec<QuotaLine>> {
    let reader = app.ctx.db.reader();
    let ministries: Vec<_> = actor.organisations(Role::ProgrammeManager).collect();
    let programmes = reader.programmes().programmes().await.map_err(sojourn_services::ServiceError::from)?;
    let own: Vec<(ProgrammeId, String)> =
        programmes.into_iter().filter(|p| ministries.contains(&p.manager)).map(|p| (p.id, p.title)).collect();
    let mut lines = Vec::new();
    for (id, title) in own {
        let places = reader.programmes().quotas(id).await.map_err(sojourn_services::ServiceError::from)?;
        lines.extend(places.into_iter().map(|q| QuotaLine {
            name: format!("{title} · {}", q.sector),
            year: q.year,
            sex: q.sex,
            taken: (u32::try_from(q.taken).unwrap_or(0), u32::try_from(q.places).unwrap_or(0)),
        }));
    }
    Ok(lines)
}
