//! The journey line: five stages like a metro line, its upright twin for phones and screen readers,
//! and the five dots of lists.

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{Stage, State};

use crate::context::PageContext;

/// Where a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopStatus {
    /// Behind the worker.
    Done,
    /// Where the worker is.
    Now,
    /// Still to come.
    Ahead,
}

/// One stage of one journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The stage.
    pub stage: Stage,
    /// Where it stands.
    pub status: StopStatus,
    /// When it was reached, or is planned.
    pub date: Option<NaiveDate>,
}

/// A journey as drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The state, named at the stop where the worker is.
    pub state: State,
    /// Since when the case is in it.
    pub since: Option<NaiveDate>,
    /// The five stops.
    pub stops: Vec<Stop>,
}

impl Journey {
    /// A journey from its state. `reached` says when each stage was reached or is planned; beside the line
    /// (withdrawn, rejected …) `last` is the stage the worker was in.
    pub fn new(state: State, since: Option<NaiveDate>, reached: &[(Stage, NaiveDate)], last: Option<Stage>) -> Self {
        let here = state.stage().or(last).unwrap_or(Stage::Recruitment);
        let over = matches!(state, State::Closed);
        let stops = Stage::ALL
            .iter()
            .map(|stage| Stop {
                stage: *stage,
                status: match stage.cmp(&here) {
                    std::cmp::Ordering::Less => StopStatus::Done,
                    std::cmp::Ordering::Equal if over => StopStatus::Done,
                    std::cmp::Ordering::Equal => StopStatus::Now,
                    std::cmp::Ordering::Greater => StopStatus::Ahead,
                },
                date: reached.iter().find(|(s, _)| s == stage).map(|(_, date)| *date),
            })
            .collect();
        Self { state, since, stops }
    }

    /// Whether the state is named at this stop: where the worker is, and at the end where nobody is any more.
    fn names_state_at(&self, stop: &Stop) -> bool {
        stop.status == StopStatus::Now || self.state == State::Closed && Some(&stop.stage) == Stage::ALL.last()
    }
}

fn stage_class(stage: Stage) -> String {
    format!("stage-{}", stage.code())
}

const fn status_class(status: StopStatus) -> &'static str {
    match status {
        StopStatus::Done => "done",
        StopStatus::Now => "now",
        StopStatus::Ahead => "ahead",
    }
}

fn place(state: State) -> usize {
    Stage::ALL.iter().position(|stage| Some(*stage) == state.stage()).map_or(0, |at| at + 1)
}

/// Five dots; the words for them are beside or behind them.
pub fn dots(ctx: &PageContext, state: State) -> AnyView {
    let here = place(state);
    let label = if here == 0 {
        ctx.t_code("state", state.code())
    } else {
        ctx.t_args(
            "journey-dots",
            &[
                ("state", ctx.t_code("state", state.code()).into()),
                ("stage", i64::try_from(here).unwrap_or_default().into()),
            ],
        )
    };
    let spots = Stage::ALL
        .iter()
        .enumerate()
        .map(|(at, stage)| {
            let status = match (at + 1).cmp(&here) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal if state == State::Closed => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "",
            };
            view! { <i class=format!("{status} {}", stage_class(*stage))></i> }
        })
        .collect_view();
    view! { <span class="dots" role="img" aria-label=label>{spots}</span> }.into_any()
}

/// Dots and the state's name.
pub fn standing(ctx: &PageContext, state: State) -> AnyView {
    view! { <span class="standing">{dots(ctx, state)}<span aria-hidden="true">{ctx.t_code("state", state.code())}</span></span> }.into_any()
}

/// The line on wide screens, upright on narrow ones; the upright one is the text equivalent of the drawing.
pub fn journey_figure(ctx: &PageContext, journey: &Journey) -> AnyView {
    view! {
        <figure class="card journey" aria-label=ctx.t("journey-title")>
            {line(ctx, journey)}
            {journey_stops(ctx, journey)}
        </figure>
    }
    .into_any()
}

/// The upright journey.
pub fn journey_stops(ctx: &PageContext, journey: &Journey) -> AnyView {
    let items = journey
        .stops
        .iter()
        .map(|stop| {
            let class = format!("{} {}", status_class(stop.status), stage_class(stop.stage));
            let name = ctx.t_code("stage", stop.stage.code());
            let date = stop.date.map(|date| ctx.date(date));
            let here = journey.names_state_at(stop).then(|| {
                let since = journey.since.map(|since| ctx.date(since)).unwrap_or_default();
                let state = ctx.t_code("state", journey.state.code());
                if since.is_empty() {
                    state
                } else {
                    ctx.t_args("journey-since", &[("state", state.into()), ("date", since.into())])
                }
            });
            let said = match stop.status {
                StopStatus::Done => ctx.t("journey-done"),
                StopStatus::Now => ctx.t("journey-now"),
                StopStatus::Ahead => ctx.t("journey-ahead"),
            };
            let quiet = if stop.status == StopStatus::Ahead { "quiet" } else { "strong" };
            view! {
                <li class=class aria-current=(stop.status == StopStatus::Now).then_some("step")>
                    <div>
                        <span class=quiet>{name}</span><span class="hidden">{format!(" – {said}")}</span>
                        {here.map(|here| view! { <p class="small">{here}</p> })}
                        {date.map(|date| view! { <p class="small quiet">{date}</p> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="stops">{items}</ol> }.into_any()
}

/// Distance between two stops of the drawing.
const STEP: i32 = 205;
const FIRST: i32 = 90;
const WIDTH: i32 = 1000;

fn line(ctx: &PageContext, journey: &Journey) -> AnyView {
    // Arabic reads the line from the right.
    let x = |at: i32| if ctx.locale.is_rtl() { WIDTH - (FIRST + STEP * at) } else { FIRST + STEP * at };
    let tracks = journey
        .stops
        .windows(2)
        .zip(0..)
        .map(|(pair, at)| {
            let ahead = pair[1].status == StopStatus::Ahead;
            let class = format!("track {} {}", if ahead { "ahead" } else { "" }, stage_class(pair[0].stage));
            view! { <path class=class d=format!("M{} 46H{}", x(at), x(at + 1))/> }
        })
        .collect_view();
    let stops = journey
        .stops
        .iter()
        .zip(0..)
        .map(|(stop, at)| {
            let now = stop.status == StopStatus::Now;
            let stage = stage_class(stop.stage);
            let status = status_class(stop.status);
            let date = stop.date.map(|date| ctx.date(date));
            view! {
                <g>
                    <circle class=format!("stop {status} {stage}") cx=x(at) cy="46" r=if now { "15" } else { "10" }/>
                    {now.then(|| view! { <circle class=format!("stop heart {stage}") cx=x(at) cy="46" r="5"/> })}
                    {journey.names_state_at(stop).then(|| view! { <text class="here" x=x(at) y="18">{ctx.t_code("state", journey.state.code())}</text> })}
                    <text x=x(at) y="86" class=if now { "here" } else { "" }>{ctx.t_code("stage", stop.stage.code())}</text>
                    {date.map(|date| view! { <text class="date" x=x(at) y="106">{date}</text> })}
                </g>
            }
        })
        .collect_view();
    view! {
        <svg class="journey-line" viewBox="0 0 1000 116" aria-hidden="true" focusable="false">{tracks}{stops}</svg>
    }
    .into_any()
}
