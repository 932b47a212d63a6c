//! The programme manager's first page: the funnel and the quota, every figure opening the list behind it.

use leptos::prelude::*;
use sojourn_domain::{Stage, stay::Median, worker::Sex};

use super::{
    cases::{ApprovalItem, approval_cards},
    placement::employer::bar,
    work::{Figure, figures},
};
use crate::{
    context::PageContext,
    layout::Page,
    parts::{EmptyState, Table, empty},
    paths,
};

/// A place of the quota.
#[derive(Debug, Clone)]
pub struct QuotaLine {
    /// Programme and sector.
    pub name: String,
    /// Year of the planned start.
    pub year: i32,
    /// For one sex, or for all.
    pub sex: Option<Sex>,
    /// Taken, of so many.
    pub taken: (u32, u32),
}

/// The page's figures.
#[derive(Debug, Clone, Default)]
pub struct ProgrammeProps {
    /// Approvals that wait, and what is overdue.
    pub figures: Vec<Figure>,
    /// Cases by stage, with the list behind each.
    pub funnel: Vec<(Stage, u32, String)>,
    /// How long each stage took those who came through it last; stages nobody came through are left out.
    pub pace: Vec<(Stage, Median)>,
    /// Approvals that wait for the reader, the oldest first.
    pub approvals: Vec<ApprovalItem>,
    /// The quota.
    pub quota: Vec<QuotaLine>,
    /// What is overdue by office, the most first.
    pub offices: Vec<(String, u64)>,
}

/// The programme manager's first page.
pub fn programme(ctx: &PageContext, props: &ProgrammeProps) -> String {
    Page::new(ctx.t("programme-title")).show(ctx, || {
        let most = props.funnel.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
        let funnel = props
            .funnel
            .iter()
            .map(|(stage, count, href)| {
                let pace = props.pace.iter().find(|(of, _)| of == stage).map(|(_, median)| pace(ctx, *median));
                view! {
                    <li class=format!("stage-{}", stage.code())>
                        <div class="between"><a href=href.clone()>{ctx.t_code("stage", stage.code())}</a><span class="number strong">{ctx.number((*count).into())}</span></div>
                        {bar(*count, most)}
                        {pace}
                    </li>
                }
            })
            .collect_view();
        let quota = props.quota.iter().map(|line| quota_line(ctx, line)).collect_view();
        view! {
            <div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{ctx.t("programme-title")}</h1></div>
            {figures(ctx, &props.figures)}
            <div class="halves">
                <section class="card" aria-labelledby="funnel"><h2 id="funnel">{ctx.t("programme-funnel")}</h2><ul class="bars">{funnel}</ul></section>
                <section class="card" aria-labelledby="quota"><h2 id="quota">{ctx.t("programme-quota")}</h2><ul class="bars">{quota}</ul></section>
            </div>
            {offices(ctx, &props.offices)}
            {approvals(ctx, &props.approvals)}
        }
        .into_any()
    })
}

fn pace(ctx: &PageContext, median: Median) -> AnyView {
    let values = [("days", median.days.into()), ("cases", ctx.number(median.cases.into()).into())];
    view! { <span class="small quiet">{ctx.t_args("programme-median", &values)}</span> }.into_any()
}

/// Approvals that wait for the reader, to be decided where they stand; nothing where none does.
fn approvals(ctx: &PageContext, items: &[ApprovalItem]) -> Option<AnyView> {
    (!items.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="approvals">
                <div class="between"><h2 id="approvals">{ctx.t("approvals-title")}</h2><a href=paths::APPROVALS>{ctx.t("programme-approvals-all")}</a></div>
                {approval_cards(ctx, items)}
            </section>
        }
        .into_any()
    })
}

fn offices(ctx: &PageContext, offices: &[(String, u64)]) -> AnyView {
    let body = if offices.is_empty() {
        empty(EmptyState { icon: "met", text: ctx.t("programme-on-time"), action: None })
    } else {
        let row = |(name, count): &(String, u64)| {
            let count = ctx.number(i64::try_from(*count).unwrap_or(i64::MAX));
            vec![
                view! { <span class="strong">{name.clone()}</span> }.into_any(),
                view! { <span class="tag wrong number">{count}</span> }.into_any(),
            ]
        };
        let columns = vec![ctx.t("programme-office"), ctx.t("work-figure-overdue")];
        Table { caption: ctx.t("programme-offices"), columns, rows: offices.iter().map(row).collect() }.show()
    };
    view! { <section class="card" aria-labelledby="offices"><h2 id="offices">{ctx.t("programme-offices")}</h2>{body}</section> }.into_any()
}

fn quota_line(ctx: &PageContext, line: &QuotaLine) -> AnyView {
    let (taken, all) = line.taken;
    let used = ctx.t_args(
        "programme-used",
        &[("taken", ctx.number(taken.into()).into()), ("all", ctx.number(all.into()).into())],
    );
    let sex = line.sex.map(|sex| format!(" · {}", ctx.t_code("sex", sex.code())));
    view! { <li><div class="between"><span>{line.name.clone()} " " {line.year.to_string()}{sex}</span><span class="number">{used}</span></div>{bar(taken, all)}</li> }.into_any()
}
