//! What was referred to a service partner: its items, and nothing else of anybody.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form,
    layout::Page,
    parts::{Due, EmptyState, due_tag, empty, facts},
    paths,
};

/// An item to deliver.
#[derive(Debug, Clone)]
pub struct ReferredItem {
    /// Its id.
    pub id: String,
    /// What it is, as a code.
    pub kind: String,
    /// The words of the plan.
    pub description: String,
    /// What it costs, formatted.
    pub cost: String,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was delivered.
    pub delivered: Option<NaiveDate>,
}

/// The items of a partner.
pub fn referred(ctx: &PageContext, items: &[ReferredItem]) -> String {
    Page::new(ctx.t("referred-title")).show(ctx, || {
        let none =
            items.is_empty().then(|| empty(EmptyState { icon: "met", text: ctx.t("referred-empty"), action: None }));
        let cards = items.iter().map(|item| card(ctx, item)).collect_view();
        view! { <h1>{ctx.t("referred-title")}</h1>{none}<div class="cards">{cards}</div> }.into_any()
    })
}

fn card(ctx: &PageContext, item: &ReferredItem) -> AnyView {
    let heading = format!("item-{}", item.id);
    let rows =
        vec![(ctx.t("record-kind-item"), ctx.t_code("item", &item.kind)), (ctx.t("field-amount"), item.cost.clone())];
    let act = match item.delivered {
        Some(day) => {
            view! { <p class="tag good">{ctx.t("item-status-delivered")} " · " {ctx.date(day)}</p> }.into_any()
        }
        None => view! {
            <form method="post" action=paths::deliver(&item.id) class="row">
                {form::csrf(ctx)}
                <input type="hidden" name="on" value=ctx.today.to_string()/>
                <button type="submit" class="button">{ctx.t("act-deliver-item")}<span class="hidden">{format!(": {}", item.description)}</span></button>
            </form>
        }
        .into_any(),
    };
    view! {
        <article class="card" aria-labelledby=heading.clone()>
            <div class="between"><h2 id=heading.clone()>{item.description.clone()}</h2>{item.due.filter(|_| item.delivered.is_none()).map(|due| due_tag(ctx, Due(due)))}</div>
            {facts(rows)}
            {act}
        </article>
    }
    .into_any()
}
