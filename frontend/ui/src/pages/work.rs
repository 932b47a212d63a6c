//! The first page of everybody with a queue: what is overdue, due today, and with others.

use leptos::prelude::*;
use sojourn_domain::{Role, State};

use crate::{
    context::PageContext,
    layout::Page,
    messages::Arg,
    parts::{Due, EmptyState, Pager, Queue, Table, due_tag, empty, pager, queues, standing},
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

/// A work list.
#[derive(Debug, Clone)]
pub struct WorkProps {
    /// The role whose list it is.
    pub role: Role,
    /// How many things need the reader today.
    pub today: u32,
    /// The queues.
    pub queues: Vec<Queue>,
    /// The list, most urgent first.
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
        let table = (!props.items.is_empty()).then(|| table(ctx, &props.items));
        let none = props.items.is_empty().then(|| {
            let action = matches!(props.role, Role::RecruitmentOfficer).then(|| (ctx.t("work-register"), paths::REGISTER.to_owned()));
            empty(EmptyState { icon: "met", text: ctx.t("work-empty"), action })
        });
        view! {
            <div class="head">
                <div><p class="small quiet">{ctx.weekday(ctx.today)} " · " {ctx.t_code("role", props.role.code())}</p><h1>{title}</h1></div>
                {buttons(ctx, props.role)}
            </div>
            {queues(ctx, &props.queues)}
            {expected(ctx, props.proposals)}
            <section class="card" aria-labelledby="list"><h2 id="list">{ctx.t("work-list")}</h2>{table}{none}</section>
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
    Table { caption: ctx.t("work-list"), columns, rows }.show()
}
