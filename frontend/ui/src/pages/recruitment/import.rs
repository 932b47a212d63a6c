//! Importing a list: upload, say which column is what, try it dry, then the report.

use leptos::prelude::*;
use sojourn_domain::{FieldError, worker::Sex};

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    parts::Table,
    paths,
};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOutcome {
    /// A worker was, or would be, created.
    Created,
    /// Perhaps somebody known.
    Duplicate,
    /// Refused.
    Refused,
}

/// A row of the report.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// Line in the file, the head being 1.
    pub line: u32,
    /// Who.
    pub name: String,
    /// What became of it.
    pub outcome: RowOutcome,
    /// With whom it may be a duplicate: number, and page for whoever may open it.
    pub with: Option<(String, Option<String>)>,
    /// The earlier line of the same file it may be a duplicate of.
    pub same_as: Option<u32>,
    /// What was wrong.
    pub errors: Vec<FieldError>,
}

/// Which column is what.
#[derive(Debug, Clone)]
pub struct ImportMapping {
    /// The import's id.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// The columns: name, a few values, and the field proposed or chosen (empty: left out).
    pub columns: Vec<(String, Vec<String>, String)>,
    /// The fields one can choose: name and key of its label.
    pub fields: Vec<(String, String)>,
    /// Countries: code and name.
    pub countries: Vec<(String, String)>,
    /// Errors, by `column_N`; `fixed_nationality` and `fixed_sex` stand for rows that do not say them.
    pub form: FormState,
}

/// A report, of a dry run or of the real one.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// The import's id.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// Nothing was written yet.
    pub dry: bool,
    /// It still runs: so many of so many rows.
    pub running: Option<(u32, u32)>,
    /// Rows created, possible duplicates, refused.
    pub counts: (u32, u32, u32),
    /// The first rows that need a look.
    pub rows: Vec<ImportRow>,
}

/// Earlier imports, on the upload page.
#[derive(Debug, Clone, Default)]
pub struct ImportProps {
    /// `file`.
    pub form: FormState,
    /// File name and page of earlier ones.
    pub earlier: Vec<(String, String)>,
}

/// Uploads a list.
pub fn import_upload(ctx: &PageContext, props: &ImportProps) -> String {
    Page::new(ctx.t("import-title")).width(Width::Reading).show(ctx, || {
        let earlier = (!props.earlier.is_empty()).then(|| {
            let items = props
                .earlier
                .iter()
                .map(|(name, href)| view! { <li><a href=href.clone()>{name.clone()}</a></li> })
                .collect_view();
            view! { <section class="card"><h2>{ctx.t("import-earlier")}</h2><ul class="links">{items}</ul></section> }
        });
        view! {
            <h1>{ctx.t("import-title")}</h1>
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=paths::IMPORT enctype="multipart/form-data" class="card stack">
                {form::csrf(ctx)}
                <p>{ctx.t("import-text")}</p>
                {form::input(ctx, &props.form, Field::new("file", "field-file").hint("hint-file").kind("file"))}
                <div class="row">{form::submit(ctx.t("import-upload"))}</div>
            </form>
            {earlier}
        }
        .into_any()
    })
}

/// Says which column is what.
pub fn import_mapping(ctx: &PageContext, props: &ImportMapping) -> String {
    Page::new(ctx.t("import-mapping")).show(ctx, || {
        let rows = props
            .columns
            .iter()
            .enumerate()
            .map(|(at, (name, values, chosen))| {
                vec![
                    view! { <span class="strong">{name.clone()}</span> }.into_any(),
                    view! { <span class="small quiet">{values.join(" · ")}</span> }.into_any(),
                    choice(ctx, props, at, name, chosen),
                ]
            })
            .collect();
        let sexes = Sex::ALL.iter().map(|s| (s.code().to_owned(), ctx.t_code("sex", s.code()))).collect();
        let columns = ["import-column", "import-values", "import-field"].map(|key| ctx.t(key)).to_vec();
        let table = Table { caption: ctx.t("import-mapping"), columns, rows };
        view! {
            <div><p class="small quiet">{props.file.clone()}</p><h1>{ctx.t("import-mapping")}</h1></div>
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=paths::import(&props.id) class="card stack">
                {form::csrf(ctx)}
                {table.show()}
                <fieldset><legend>{ctx.t("import-fixed")}</legend>
                    {form::select(ctx, &props.form, Field::new("fixed_nationality", "field-nationality").choices(props.countries.clone()).optional())}
                    {form::select(ctx, &props.form, Field::new("fixed_sex", "field-sex").choices(sexes).optional())}
                </fieldset>
                <p class="hint">{ctx.t("import-dry-text")}</p>
                <div class="row">{form::submit(ctx.t("import-dry"))}</div>
            </form>
        }
        .into_any()
    })
}

fn choice(ctx: &PageContext, props: &ImportMapping, at: usize, column: &str, chosen: &str) -> AnyView {
    let name = format!("column_{at}");
    let error =
        props.form.error(&name).map(|error| view! { <p class="field-error">{form::error_text(ctx, error)}</p> });
    let options = props
        .fields
        .iter()
        .map(|(field, label)| view! { <option value=field.clone() selected=field == chosen>{ctx.t(label)}</option> })
        .collect_view();
    view! {
        <div class="field">{error}
            <select id=name.clone() name=name.clone() aria-label=column.to_owned()><option value="">{ctx.t("import-leave-out")}</option>{options}</select>
        </div>
    }
    .into_any()
}

/// What became, or would become, of each row.
pub fn import_report(ctx: &PageContext, props: &ImportReport) -> String {
    let title = if props.dry { ctx.t("import-dry-title") } else { ctx.t("import-done-title") };
    Page::new(title.clone()).show(ctx, || {
        let (created, duplicates, refused) = props.counts;
        let report = paths::import_report(&props.id);
        let cards = [("import-created", created, "queue wait"), ("import-duplicates", duplicates, "queue due"), ("import-refused", refused, "queue wrong")]
            .map(|(key, count, class)| {
                view! { <div class=class><b class="number">{ctx.number(count.into())}</b><span>{ctx.t_args(key, &[("count", count.into())])}</span></div> }
            })
            .collect_view();
        let running = props.running.map(|(done, all)| {
            let text = ctx.t_args("import-running", &[("done", ctx.number(done.into()).into()), ("all", ctx.number(all.into()).into())]);
            view! { <div class="notice" role="status"><p>{text}</p><p><a href=paths::import(&props.id)>{ctx.t("import-look-again")}</a></p></div> }
        });
        let go = props.dry.then(|| {
            view! {
                <form method="post" action=paths::import_run(&props.id)>{form::csrf(ctx)}
                    {form::submit(ctx.t_args("import-run", &[("count", created.into())]))}</form>
            }
        });
        let list = (!props.rows.is_empty()).then(|| rows(ctx, &props.rows));
        view! {
            <div class="head">
                <div><p class="small quiet">{props.file.clone()}</p><h1>{title}</h1></div>
                <div class="row"><a class="button second" href=report>{ctx.t("import-download")}</a>{go}</div>
            </div>
            {running}
            <div class="queues">{cards}</div>
            {list}
        }
        .into_any()
    })
}

fn rows(ctx: &PageContext, list: &[ImportRow]) -> AnyView {
    let rows = list
        .iter()
        .map(|row| {
            let (class, key) = match row.outcome {
                RowOutcome::Created => ("tag good", "import-row-created"),
                RowOutcome::Duplicate => ("tag due", "import-row-duplicate"),
                RowOutcome::Refused => ("tag wrong", "import-row-refused"),
            };
            let with = row.with.clone().map(|(number, href)| match href {
                Some(href) => view! { <a class="number" href=href>{number}</a> }.into_any(),
                None => view! { <span class="number">{number}</span> }.into_any(),
            });
            let errors = row
                .errors
                .iter()
                .map(|error| {
                    let label = form::label_of(ctx, &error.field).unwrap_or_else(|| error.field.clone());
                    view! { <p class="small">{label} ": " {form::error_text(ctx, error)}</p> }
                })
                .collect_view();
            let same_as = row.same_as.map(|line| {
                let line = ctx.number(line.into());
                view! { <p class="small">{ctx.t_args("import-same-as-line", &[("line", line.into())])}</p> }
            });
            vec![
                view! { <span class="number">{ctx.number(row.line.into())}</span> }.into_any(),
                row.name.clone().into_any(),
                view! { <span class=class>{ctx.t(key)}</span> }.into_any(),
                view! { {with}{same_as}{errors} }.into_any(),
            ]
        })
        .collect();
    let columns = ["import-line", "work-worker", "import-outcome", "import-why"].map(|key| ctx.t(key)).to_vec();
    let table = Table { caption: ctx.t("import-outcome"), columns, rows };
    view! { <section class="card" aria-labelledby="rows"><h2 id="rows">{ctx.t("import-rows")}</h2>{table.show()}</section> }.into_any()
}
