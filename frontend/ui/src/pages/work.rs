//! The first page of everybody with a queue: figures that open their lists, what is due with its age, what is next.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{Role, State, due::DueKind};

use super::placement::{ConfirmCard, employer::confirm_cards};
use crate::{
    context::PageContext,
    layout::Page,
    messages::Arg,
    parts::{Due, EmptyState, Pager, Table, Tile, Tone, due_tag, empty, pager, standing, tiles},
    paths,
};

/// Who has the next step in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// The reader.
    You,
    /// Somebody else, by name or organisation.
    Other(String),
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkItem {
    /// Where to do it.
    pub href: String,
    /// Who it is about, as the reader may see them.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// Where the case stands.
    pub state: State,
    /// What is next, in the reader's language: a move's or a requirement's name.
    pub next: String,
    /// A few words more; may be empty.
    pub detail: String,
    /// Who holds it.
    pub held_by: Holder,
    /// Until when.
    pub due: Option<Due>,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLine {
    /// Where to do it.
    pub href: String,
    /// Who it is about, as the reader may see them.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// Where the case stands.
    pub state: State,
    /// What is due.
    pub kind: DueKind,
    /// By which day.
    pub due: NaiveDate,
}

/// A figure at the head of a first page; its words and its tone follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkFigure {
    /// Past their day.
    Overdue,
    /// Due today or in the days ahead.
    Ahead,
    /// Proposals for a second person.
    Decide,
    /// The reader's next steps.
    Next,
    /// With somebody else.
    Others,
    /// Job orders to approve.
    Orders,
    /// Contracts to sign.
    Contracts,
    /// Requests for support that wait.
    Requests,
    /// What went wrong abroad.
    Incidents,
}

impl WorkFigure {
    const fn key(self) -> (&'static str, Tone) {
        match self {
            Self::Overdue => ("work-figure-overdue", Tone::Wrong),
            Self::Ahead => ("work-figure-ahead", Tone::Due),
            Self::Decide => ("work-figure-decide", Tone::Due),
            Self::Next => ("work-figure-next", Tone::Due),
            Self::Others => ("work-figure-others", Tone::Calm),
            Self::Orders => ("work-figure-orders", Tone::Due),
            Self::Contracts => ("work-figure-contracts", Tone::Due),
            Self::Requests => ("work-figure-requests", Tone::Due),
            Self::Incidents => ("work-figure-incidents", Tone::Wrong),
        }
    }
}

/// A figure, how much it is, and the list behind it.
pub type Figure = (WorkFigure, u64, String);

/// Figures as tiles.
pub(crate) fn figures(ctx: &PageContext, figures: &[Figure]) -> AnyView {
    let all: Vec<_> = figures
        .iter()
        .map(|(figure, count, href)| {
            let (key, tone) = figure.key();
            Tile { tone, count: *count, label: ctx.t(key), detail: String::new(), href: href.clone() }
        })
        .collect();
    tiles(ctx, &all)
}

/// Somebody who asked for support after the return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// The case's page.
    pub href: String,
    /// The name.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// How urgent, as its code.
    pub urgency: String,
    /// When they asked.
    pub asked: NaiveDate,
}

/// Something that went wrong abroad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentLine {
    /// The case's page.
    pub href: String,
    /// The name.
    pub name: String,
    /// The case's number.
    pub number: String,
    /// Where the case stands.
    pub state: State,
    /// Since when.
    pub since: NaiveDate,
    /// What was said of it.
    pub reason: String,
}

/// What a mission alone has on its first page.
#[derive(Debug, Clone, Default)]
pub struct MissionWork {
    /// Contracts to sign, the most urgent first.
    pub contracts: Vec<ConfirmCard>,
    /// What went wrong abroad, the oldest first.
    pub incidents: Vec<IncidentLine>,
}

/// A work list.
#[derive(Debug, Clone)]
pub struct WorkProps {
    /// The role whose list it is.
    pub role: Role,
    /// How many things need the reader today.
    pub today: u32,
    /// The figures.
    pub figures: Vec<Figure>,
    /// What is due first.
    pub due: Vec<DueLine>,
    /// Requests for support, the most urgent first.
    pub requests: Vec<RequestLine>,
    /// The mission's own.
    pub mission: Option<MissionWork>,
    /// The next steps, longest waiting first.
    pub items: Vec<WorkItem>,
    /// Further pages.
    pub pager: Pager,
    /// How many people proposed their own registration and are expected.
    pub proposals: u64,
}

/// The work list of a role.
pub fn work(ctx: &PageContext, props: &WorkProps) -> String {
    let title = ctx.t_args("work-title", &[("count", props.today.into())]);
    Page::new(title.clone()).show(ctx, || {
        let lists = [props.items.is_empty(), props.due.is_empty(), props.requests.is_empty(), props.mission.is_none()];
        let none = lists.iter().all(|is_empty| *is_empty).then(|| {
            let action = matches!(props.role, Role::RecruitmentOfficer).then(|| (ctx.t("work-register"), paths::REGISTER.to_owned()));
            let state = empty(EmptyState { icon: "met", text: ctx.t("work-empty"), action });
            view! { <section class="card">{state}</section> }
        });
        view! {
            <div class="head">
                <div><p class="small quiet">{ctx.weekday(ctx.today)} " · " {ctx.t_code("role", props.role.code())}</p><h1>{title}</h1></div>
                {buttons(ctx, props.role)}
            </div>
            {figures(ctx, &props.figures)}
            {expected(ctx, props.proposals)}
            {none}
            {due_card(ctx, &props.due)}
            {request_card(ctx, &props.requests)}
            {props.mission.as_ref().map(|mission| view! { {contracts(ctx, &mission.contracts)}{incidents(ctx, &mission.incidents)} })}
            {(!props.items.is_empty()).then(|| view! { <section class="card" aria-labelledby="list"><h2 id="list">{ctx.t("work-steps")}</h2>{table(ctx, &props.items)}</section> })}
            {pager(ctx, &props.pager)}
        }
        .into_any()
    })
}

/// People who will come with a reference; nothing where nobody will.
fn expected(ctx: &PageContext, count: u64) -> Option<AnyView> {
    let count = i64::try_from(count).ok().filter(|n| *n > 0)?;
    let text = ctx.t_args("work-proposals", &[("count", Arg::Count(count))]);
    Some(view! { <p class="notice"><a href=paths::PROPOSALS>{text}</a></p> }.into_any())
}

fn buttons(ctx: &PageContext, role: Role) -> Option<AnyView> {
    matches!(role, Role::RecruitmentOfficer).then(|| {
        view! {
            <div class="row">
                <a class="button second" href=paths::IMPORT>{ctx.t("work-import")}</a>
                <a class="button" href=paths::REGISTER accesskey="n">{ctx.t("work-register")}</a>
            </div>
        }
        .into_any()
    })
}

fn due_card(ctx: &PageContext, lines: &[DueLine]) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="due">
                <div class="between"><h2 id="due">{ctx.t("work-list")}</h2><a href=paths::DUE>{ctx.t("due-all")}</a></div>
                {due_table(ctx, lines)}
            </section>
        }
        .into_any()
    })
}

/// What is due, as a table: who, what, by when and how long over.
pub(crate) fn due_table(ctx: &PageContext, lines: &[DueLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            vec![
                view! { <a class="strong" href=line.href.clone()>{line.name.clone()}</a><br/><span class="small quiet number">{line.number.clone()}</span> }.into_any(),
                view! { <span>{ctx.t_code("due-kind", line.kind.code())}<br/><span class="small quiet">{ctx.date(line.due)}</span></span> }.into_any(),
                due_tag(ctx, Due(line.due)),
                standing(ctx, line.state),
            ]
        })
        .collect();
    let columns = ["work-worker", "due-what", "work-due", "work-journey"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("work-list"), columns, rows }.show()
}

fn request_card(ctx: &PageContext, lines: &[RequestLine]) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        let rows = lines
            .iter()
            .map(|line| {
                let class = match line.urgency.as_str() {
                    "normal" => "tag",
                    _ => "tag wrong",
                };
                vec![
                    view! { <a class="strong" href=line.href.clone()>{line.name.clone()}</a><br/><span class="small quiet number">{line.number.clone()}</span> }.into_any(),
                    view! { <span class=class>{ctx.t_code("urgency", &line.urgency)}</span> }.into_any(),
                    ctx.date(line.asked).into_any(),
                ]
            })
            .collect();
        let columns = ["work-worker", "field-urgency", "requests-asked"].map(|key| ctx.t(key)).to_vec();
        let table = Table { caption: ctx.t("requests-title"), columns, rows }.show();
        view! { <section class="card" aria-labelledby="requests"><h2 id="requests">{ctx.t("requests-title")}</h2>{table}</section> }
            .into_any()
    })
}

/// Contracts that wait for the mission's signature; the section is there without any, for the figure leads to it.
fn contracts(ctx: &PageContext, cards: &[ConfirmCard]) -> AnyView {
    let none = cards
        .is_empty()
        .then(|| empty(EmptyState { icon: "met", text: ctx.t("contracts-to-sign-none"), action: None }));
    view! {
        <section class="stack" aria-labelledby="contracts"><h2 id="contracts">{ctx.t("contracts-to-sign")}</h2>
            {none}<div class="cards">{confirm_cards(ctx, cards)}</div></section>
    }
    .into_any()
}

fn incidents(ctx: &PageContext, lines: &[IncidentLine]) -> AnyView {
    let row = |line: &IncidentLine| {
        vec![
            view! { <a class="strong" href=line.href.clone()>{line.name.clone()}</a><br/><span class="small quiet number">{line.number.clone()}</span> }.into_any(),
            standing(ctx, line.state),
            ctx.date(line.since).into_any(),
            view! { <span dir="auto">{line.reason.clone()}</span> }.into_any(),
        ]
    };
    let body = if lines.is_empty() {
        empty(EmptyState { icon: "met", text: ctx.t("incidents-none"), action: None })
    } else {
        let columns = ["work-worker", "work-journey", "incidents-since", "field-reason"].map(|key| ctx.t(key)).to_vec();
        Table { caption: ctx.t("incidents-title"), columns, rows: lines.iter().map(row).collect() }.show()
    };
    view! { <section class="card" aria-labelledby="incidents"><h2 id="incidents">{ctx.t("incidents-title")}</h2>{body}</section> }
        .into_any()
}

fn table(ctx: &PageContext, items: &[WorkItem]) -> AnyView {
    let rows = items
        .iter()
        .map(|item| {
            let held = match &item.held_by {
                Holder::You => ctx.t("work-you"),
                Holder::Other(name) => name.clone(),
            };
            vec![
                view! { <a class="strong" href=item.href.clone()>{item.name.clone()}</a><br/><span class="small quiet number">{item.number.clone()}</span> }.into_any(),
                standing(ctx, item.state),
                view! { <span>{item.next.clone()}<br/><span class="small quiet">{item.detail.clone()}</span></span> }.into_any(),
                held.into_any(),
                item.due.map(|due| due_tag(ctx, due)).into_any(),
            ]
        })
        .collect();
    let columns = ["work-worker", "work-journey", "work-next", "work-held", "work-due"].map(|key| ctx.t(key)).to_vec();
    Table { caption: ctx.t("work-steps"), columns, rows }.show()
}
