//! A returnee's request for support: a record from `returning` on.

use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, Field, FormState},
    layout::{Page, Width},
    paths,
};

/// The request.
#[derive(Debug, Clone, Default)]
pub struct SupportProps {
    /// Tick boxes `need_work`, `need_money`, `need_health`, `need_home`, `need_school`, `need_papers`, and `text`.
    pub form: FormState,
    /// It was sent already, on that day.
    pub sent: Option<chrono::NaiveDate>,
    /// The worker may ask now; before the return is announced, the page says when.
    pub open: bool,
}

/// Asks for support after the return.
pub fn support(ctx: &PageContext, props: &SupportProps) -> String {
    Page::new(ctx.t("support-title")).width(Width::Reading).show(ctx, || {
        let sent = props.sent.map(|day| {
            let text = ctx.t_args("support-sent", &[("date", ctx.date(day).into())]);
            view! { <div class="notice good" role="status"><p>{text}</p></div> }
        });
        let early = (!props.open).then(|| view! { <div class="notice"><p>{ctx.t("support-early")}</p><p><a href=paths::HELP>{ctx.t("nav-help")}</a></p></div> });
        let form = (props.open && props.sent.is_none()).then(|| request(ctx, &props.form));
        view! { <h1>{ctx.t("support-title")}</h1>{sent}{early}{form} }.into_any()
    })
}

fn request(ctx: &PageContext, form: &FormState) -> AnyView {
    let needs = ["need-work", "need-money", "need-health", "need-home", "need-school", "need-papers"]
        .map(|key| form::checkbox(ctx, form, &key.replace('-', "_"), ctx.t(key)))
        .into_iter()
        .collect_view();
    view! {
        {form::error_summary(ctx, form)}
        <form method="post" action=paths::SUPPORT class="card stack">
            {form::csrf(ctx)}
            <fieldset><legend>{ctx.t("support-needs")}</legend>{needs}</fieldset>
            {form::textarea(ctx, form, Field::new("text", "field-text").optional())}
            <div class="row">{form::submit(ctx.t("support-send"))}</div>
        </form>
    }
    .into_any()
}
