//! Two people wrote at the same time: what the second one wanted beside what the first one saved.

use sojourn_domain::{
    Transition,
    act::{Kind, Spec},
    decide::Move,
    table::{TABLE, To},
};
use sojourn_services::cases::{CaseView, RecordRequirement, RequirementLine};
use sojourn_ui::{
    PageContext,
    parts::{Difference, Stale},
};

use crate::web::Form;

/// Of a move: where the case stands by now, who moved it, and what was typed. `None` for a case that nobody moved.
pub(super) fn of_move(ctx: &PageContext, view: &CaseView, wanted: Transition, form: &Form) -> Option<Stale> {
    let last = view.events.first()?;
    let name = |transition: Transition| ctx.t_code("transition", transition.code());
    let state = |code: &str| ctx.t_code("state", code);
    let led = TABLE.iter().find(|edge| edge.transition == wanted).and_then(|edge| match edge.to {
        To::State(to) => Some(state(to.code())),
        To::Pool | To::PoolWithLastOffer | To::Named(_) | To::WhereItClosed => None,
    });
    let line = |label: String, yours: String, theirs: String| Difference { label, yours, theirs };
    let moves = [
        line(ctx.t("stale-move"), name(wanted), name(last.transition)),
        line(ctx.t("stale-state"), led.unwrap_or_default(), state(view.case.state.code())),
    ];
    let said = Move::fields().iter().filter_map(|spec| {
        let yours = words(ctx, spec, form.some(spec.name)?);
        let theirs = if spec.name == "reason" { last.reason.clone().unwrap_or_default() } else { String::new() };
        Some(line(label(ctx, spec.name), yours, theirs))
    });
    Some(Stale {
        by: last.by.clone().unwrap_or_default(),
        at: Some(last.at),
        differences: moves.into_iter().chain(said).collect(),
    })
}

/// Of a requirement record: both, field by field.
pub(super) fn of_record(ctx: &PageContext, newest: &RequirementLine, form: &Form) -> Stale {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| ctx.date(day)).unwrap_or_default();
    let record = &newest.record;
    let theirs = |name: &str| match name {
        "result" => Some(ctx.t_code("result", record.result.code())),
        "valid_from" => Some(day(record.valid_from)),
        "valid_until" => Some(day(record.valid_until)),
        "evidence" => Some(record.evidence.clone()),
        _ => None,
    };
    let line = |spec: &Spec| {
        let theirs = theirs(spec.name)?;
        Some(Difference { label: label(ctx, spec.name), yours: words(ctx, spec, form.value(spec.name)), theirs })
    };
    Stale {
        by: newest.recorded_by.clone(),
        at: Some(record.recorded_at),
        differences: RecordRequirement::fields().iter().filter_map(line).collect(),
    }
}

fn label(ctx: &PageContext, name: &str) -> String {
    ctx.t(&format!("field-{}", name.replace('_', "-")))
}

/// What was typed, as a person reads it: codes and days in words.
fn words(ctx: &PageContext, spec: &Spec, typed: &str) -> String {
    match spec.kind {
        Kind::Code(family, _) if !typed.is_empty() => ctx.t_code(family, typed),
        Kind::Day => typed.parse().map_or_else(|_| typed.to_owned(), |day| ctx.date(day)),
        _ => typed.to_owned(),
    }
}
