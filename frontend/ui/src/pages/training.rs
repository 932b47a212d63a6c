//! The trainer's sessions and one session's roster: name, number and a mark, nothing else.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    context::PageContext,
    form::{self, FormState},
    layout::Page,
    parts::{EmptyState, Pager, Table, empty, initials, pager},
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
            let rows = lines.iter().map(|line| session_row(ctx, line)).collect();
            let columns = session_columns(ctx);
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

/// A trainer's first page: today's sessions, one tap from the roster, and those to come.
pub fn coming(ctx: &PageContext, today: &[SessionLine], later: &[SessionLine]) -> String {
    let count = i64::try_from(today.len()).unwrap_or(i64::MAX);
    let title = ctx.t_args("sessions-today", &[("count", count.into())]);
    Page::new(title.clone()).show(ctx, || {
        let cards = today.iter().map(|line| today_card(ctx, line)).collect_view();
        let none = (today.is_empty() && later.is_empty()).then(|| {
            let state = empty(EmptyState { icon: "list", text: ctx.t("sessions-empty"), action: None });
            view! { <section class="card">{state}</section> }
        });
        let rest = (!later.is_empty()).then(|| {
            let rows = later.iter().map(|line| session_row(ctx, line)).collect();
            let table = Table { caption: ctx.t("sessions-later"), columns: session_columns(ctx), rows }.show();
            view! { <section class="card" aria-labelledby="later"><h2 id="later">{ctx.t("sessions-later")}</h2>{table}</section> }
        });
        view! {
            <div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{title}</h1></div>
            <div class="cards">{cards}</div>{none}{rest}
        }
        .into_any()
    })
}

fn today_card(ctx: &PageContext, line: &SessionLine) -> AnyView {
    let (marked, all) = line.marked;
    let id = format!("s-{}", line.href.rsplit('/').next().unwrap_or_default());
    view! {
        <article class="card" aria-labelledby=id.clone()>
            <div><h2 id=id.clone()>{line.title.clone()}</h2><p class="quiet"><span class="number">{line.hours.clone()}</span> " · " {line.place.clone()}</p></div>
            <p>{ctx.t_args("sessions-marked", &[("marked", marked.into()), ("all", all.into())])}</p>
            <a class="button wide" href=line.href.clone()>{ctx.t("sessions-open")}<span class="hidden">{format!(": {}", line.title)}</span></a>
        </article>
    }
    .into_any()
}

fn session_columns(ctx: &PageContext) -> Vec<String> {
    ["sessions-what", "sessions-day", "sessions-hours", "sessions-place", "sessions-attendance"]
        .map(|key| ctx.t(key))
        .to_vec()
}

fn session_row(ctx: &PageContext, line: &SessionLine) -> Vec<AnyView> {
    let (marked, all) = line.marked;
    vec![
        view! { <a class="strong" href=line.href.clone()>{line.title.clone()}</a> }.into_any(),
        ctx.weekday(line.day).into_any(),
        view! { <span class="number">{line.hours.clone()}</span> }.into_any(),
        line.place.clone().into_any(),
        ctx.t_args("sessions-marked", &[("marked", marked.into()), ("all", all.into())]).into_any(),
    ]
}

/// A session as an inspector sees it.
#[derive(Debug, Clone)]
pub struct InspectedSession {
    /// What is taught.
    pub title: String,
    /// The centre.
    pub centre: String,
    /// When.
    pub day: NaiveDate,
    /// Where.
    pub place: String,
    /// Seats taken, of so many.
    pub seats: (u32, u32),
}

/// A certificate as an inspector sees it.
#[derive(Debug, Clone)]
pub struct InspectedCertificate {
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued: NaiveDate,
    /// Until when it is valid.
    pub until: Option<NaiveDate>,
    /// It was revoked.
    pub revoked: bool,
}

/// What an inspector sees: sessions and certificates of the programme, and nobody's name.
pub fn inspection(
    ctx: &PageContext,
    sessions: &[InspectedSession],
    certificates: &[InspectedCertificate],
    pages: &Pager,
) -> String {
    Page::new(ctx.t("inspection-title")).show(ctx, || {
        let session_rows = sessions
            .iter()
            .map(|s| {
                let (taken, all) = s.seats;
                vec![
                    view! { <span class="strong">{s.title.clone()}</span><br/><span class="small quiet">{s.centre.clone()}</span> }.into_any(),
                    ctx.weekday(s.day).into_any(),
                    s.place.clone().into_any(),
                    ctx.t_args("programme-used", &[("taken", ctx.number(taken.into()).into()), ("all", ctx.number(all.into()).into())]).into_any(),
                ]
            })
            .collect();
        let columns = ["sessions-what", "sessions-day", "sessions-place", "inspection-seats"].map(|key| ctx.t(key)).to_vec();
        let sessions_table = Table { caption: ctx.t("nav-sessions"), columns, rows: session_rows }.show();
        let rows = certificates.iter().map(|c| certificate_row(ctx, c)).collect();
        let columns = ["verify-number", "verify-issued", "inspection-until", "field-state"].map(|key| ctx.t(key)).to_vec();
        let table = Table { caption: ctx.t("inspection-certificates"), columns, rows }.show();
        view! {
            <div><p class="small quiet">{ctx.weekday(ctx.today)}</p><h1>{ctx.t("inspection-title")}</h1><p class="quiet">{ctx.t("inspection-text")}</p></div>
            <section class="card" aria-labelledby="sessions"><h2 id="sessions">{ctx.t("nav-sessions")}</h2>{sessions_table}</section>
            <section class="card" aria-labelledby="certificates"><h2 id="certificates">{ctx.t("inspection-certificates")}</h2>{table}</section>
            {pager(ctx, pages)}
        }
        .into_any()
    })
}

fn certificate_row(ctx: &PageContext, c: &InspectedCertificate) -> Vec<AnyView> {
    let (class, state) = if c.revoked {
        ("tag wrong", "inspection-revoked")
    } else if c.until.is_some_and(|until| until < ctx.today) {
        ("tag", "inspection-over")
    } else {
        ("tag good", "inspection-valid")
    };
    vec![
        view! { <span class="strong number">{c.number.clone()}</span> }.into_any(),
        ctx.date(c.issued).into_any(),
        c.until.map(|until| ctx.date(until)).unwrap_or_default().into_any(),
        view! { <span class=class>{ctx.t(state)}</span> }.into_any(),
    ]
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
            props.form.error(&field).map(|error| view! { <p class="field-error">{form::error_text(ctx, error)}</p> });
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
