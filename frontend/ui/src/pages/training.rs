//! The trainer's sessions and one session's roster: name, number and a mark, nothing else.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, FormState},
    layout::Page,
    parts::{EmptyState, Table, empty, initials},
    paths,
};

/// A session as a line.
#[derive(Debug, Clone)]
pub struct SessionLine {
    /// Its roster.
    pub href: String,
    /// What is taught.
    pub title: String,
    /// When.
    pub day: NaiveDate,
    /// From when to when, such as `08:00–12:00`.
    pub hours: String,
    /// Where.
    pub place: String,
    /// Marked so far, of so many.
    pub marked: (u32, u32),
}

/// Somebody on a roster.
#[derive(Debug, Clone)]
pub struct RosterLine {
    /// The enrolment's id, in the field `mark_ID`.
    pub id: String,
    /// The name.
    pub name: String,
    /// The worker's number.
    pub number: String,
}

/// A roster.
#[derive(Debug, Clone)]
pub struct RosterProps {
    /// The session.
    pub session: SessionLine,
    /// Who is expected.
    pub people: Vec<RosterLine>,
    /// `mark_ID` = `present`, `late` or `absent`; `score_ID` from 0 to 100.
    pub form: FormState,
    /// Scores are asked for.
    pub scored: bool,
    /// POST.
    pub action: String,
}

/// The reader's sessions, today's first.
pub fn sessions(ctx: &PageContext, lines: &[SessionLine], may_create: bool) -> String {
    Page::new(ctx.t("nav-sessions")).show(ctx, || {
        let body = if lines.is_empty() {
            empty(EmptyState { icon: "list", text: ctx.t("sessions-empty"), action: None })
        } else {
            let rows = lines
                .iter()
                .map(|line| {
                    let (marked, all) = line.marked;
                    vec![
                        view! { <a class="strong" href=line.href.clone()>{line.title.clone()}</a> }.into_any(),
                        ctx.weekday(line.day).into_any(),
                        view! { <span class="number">{line.hours.clone()}</span> }.into_any(),
                        line.place.clone().into_any(),
                        ctx.t_args("sessions-marked", &[("marked", marked.into()), ("all", all.into())]).into_any(),
                    ]
                })
                .collect();
            let columns = ["sessions-what", "sessions-day", "sessions-hours", "sessions-place", "sessions-attendance"].map(|key| ctx.t(key)).to_vec();
            Table { caption: ctx.t("nav-sessions"), columns, rows }.show()
        };
        let new = may_create.then(|| {
            view! {
                <div class="row"><a class="button second" href=paths::COURSE_NEW>{ctx.t("act-create-course")}</a>
                    <a class="button" href=paths::SESSION_NEW>{ctx.t("act-create-session")}</a></div>
            }
        });
        view! { <div class="head"><h1>{ctx.t("nav-sessions")}</h1>{new}</div><section class="card" aria-label=ctx.t("nav-sessions")>{body}</section> }.into_any()
    })
}

/// One session: three large marks a person, one button.
pub fn roster(ctx: &PageContext, props: &RosterProps) -> String {
    Page::new(props.session.title.clone()).show(ctx, || {
        let session = &props.session;
        let rows = props.people.iter().map(|person| row(ctx, props, person)).collect();
        let mut columns = vec![ctx.t("work-worker"), ctx.t("sessions-attendance")];
        if props.scored {
            columns.push(ctx.t("field-score"));
        }
        let table = Table { caption: ctx.t("sessions-attendance"), columns, rows };
        view! {
            <div><p class="small quiet">{ctx.weekday(session.day)} " · " <span class="number">{session.hours.clone()}</span> " · " {session.place.clone()}</p>
                <h1>{session.title.clone()}</h1></div>
            {form::error_summary(ctx, &props.form)}
            <form method="post" action=props.action.clone() class="card stack">
                {form::csrf(ctx)}
                {table.show()}
                <div class="row">{form::submit(ctx.t("sessions-save"))}</div>
            </form>
        }
        .into_any()
    })
}

fn row(ctx: &PageContext, props: &RosterProps, person: &RosterLine) -> Vec<AnyView> {
    let name = format!("mark_{}", person.id);
    let chosen = props.form.value(&name).to_owned();
    let marks = [("present", "mark-present"), ("late", "mark-late"), ("absent", "mark-absent")]
        .into_iter()
        .enumerate()
        .map(|(at, (value, key))| {
            let id = if at == 0 { name.clone() } else { format!("{name}-{value}") };
            view! {
                <label for=id.clone()><input type="radio" id=id.clone() name=name.clone() value=value checked=value == chosen/><span>{ctx.t(key)}</span></label>
            }
        })
        .collect_view();
    let mut cells = vec![
        view! {
            <div class="who"><div class="face little" aria-hidden="true">{initials(&person.name)}</div>
                <div><span class="strong">{person.name.clone()}</span><br/><span class="small quiet number">{person.number.clone()}</span></div></div>
        }
        .into_any(),
        view! { <fieldset><legend class="hidden">{person.name.clone()}</legend><div class="marks">{marks}</div></fieldset> }.into_any(),
    ];
    if props.scored {
        let field = format!("score_{}", person.id);
        let error =
            props.form.error(&field).map(|code| view! { <p class="field-error">{form::error_text(ctx, code)}</p> });
        let value = props.form.value(&field).to_owned();
        cells.push(
            view! {
                <div class="field">{error}
                    <input id=field.clone() name=field.clone() class="tiny" inputmode="numeric" autocomplete="off" value=value
                        aria-label=format!("{}: {}", ctx.t("field-score"), person.name)/></div>
            }
            .into_any(),
        );
    }
    cells
}
