//! Requirement records of a case: how each kind stands, its form, what was found at an examination, verifying.

use axum::extract::State;
use sojourn_domain::{
    Actor, CaseId, Refusal, RequirementId,
    requirement::{Requirement, RequirementKind, RequirementResult},
    role::Permission,
};
use sojourn_services::{
    ServiceError,
    cases::{self, RecordRequirement, RequirementLine, SEEN_NONE},
};
use sojourn_ui::{
    FormState, PageContext,
    pages::cases::{
        FindingsLine, FindingsProps, RequirementProps, findings as findings_page, requirement as requirement_page,
    },
    parts::{Check, CheckStatus},
    paths,
};

use super::stale;
use crate::{
    state::AppState,
    web::{
        Form, May, Page, Path, WebError, WebResult,
        respond::{self, again, done, page},
        rights,
    },
};

pub(super) fn check(
    ctx: &PageContext,
    case: &str,
    kind: RequirementKind,
    lines: &[RequirementLine],
    mends: bool,
) -> Check {
    let newest = lines.iter().find(|l| l.record.kind == kind);
    let today = ctx.today;
    let status = match newest {
        Some(l) if l.record.result != RequirementResult::Passed => CheckStatus::Missing,
        Some(l) if l.record.valid_until.is_some_and(|until| until < today) => CheckStatus::Missing,
        Some(l) if l.record.verified_by.is_none() => CheckStatus::Unverified,
        Some(_) => CheckStatus::Met,
        None => CheckStatus::Missing,
    };
    let detail = newest.map(|l| {
        let until = l.record.valid_until.map(|day| ctx.date(day)).unwrap_or_default();
        let parts = [ctx.t_code("result", l.record.result.code()), until, l.recorded_by.clone()];
        let verified = l.verified_by.clone().unwrap_or_default();
        parts.into_iter().chain([verified]).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let name = ctx.t_code("requirement", kind.code());
    Check {
        status,
        detail: detail.unwrap_or_default(),
        mend: mends.then(|| (ctx.t("moves-mend"), paths::requirement(case, kind.code()))),
        verify: newest.filter(|l| l.may_verify).map(|l| paths::verify_requirement(case, &l.record.id.to_string())),
        name,
    }
}

/// The form of a record, and the newest one of its kind.
async fn requirement_props(
    app: &AppState,
    actor: &Actor,
    id: CaseId,
    kind: &str,
    form: FormState,
) -> WebResult<(RequirementProps, Option<RequirementLine>)> {
    let kind = RequirementKind::from_code(kind).ok_or(WebError::NotFound)?;
    let view = cases::view(&app.ctx, actor, id).await?;
    let examined = kind == RequirementKind::Medical && actor.may(Permission::HealthFindings);
    let earlier = view.requirements.iter().filter(|r| r.record.kind == kind).map(|r| findings_line(id, &r.record));
    let findings = examined.then(|| earlier.collect());
    let newest = view.requirements.into_iter().find(|line| line.record.kind == kind);
    let props = RequirementProps {
        findings,
        case: id.to_string(),
        number: view.case.number.to_string(),
        name: view.worker.full_name(),
        kind,
        form,
        seen: newest.as_ref().map_or_else(|| SEEN_NONE.to_owned(), |line| line.record.id.to_string()),
        stale: None,
    };
    Ok((props, newest))
}

fn findings_line(case: CaseId, record: &Requirement) -> FindingsLine {
    FindingsLine {
        href: paths::findings(&case.to_string(), &record.id.to_string()),
        result: record.result,
        on: record.recorded_at.date_naive(),
    }
}

/// What was found at an examination; the reading is noted.
pub(super) async fn show_findings(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::HealthFindings>,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult {
    let (record, text) = cases::findings(&app.ctx, &actor, id, record).await?;
    let number = cases::view(&app.ctx, &actor, id).await?.case.number.to_string();
    let props = FindingsProps { case: id.to_string(), number, line: findings_line(id, &record), text };
    Ok(page(findings_page(&ctx, &props)))
}

pub(super) async fn show_requirement(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::RecordRequirements>,
    Path((id, kind)): Path<(CaseId, String)>,
) -> WebResult {
    let (props, _) = requirement_props(&app, &actor, id, &kind, FormState::default()).await?;
    Ok(page(requirement_page(&ctx, &props)))
}

pub(super) async fn record(
    State(app): State<AppState>,
    Page(ctx): Page,
    May { actor, .. }: May<rights::RecordRequirements>,
    Path((id, kind)): Path<(CaseId, String)>,
    form: Form,
) -> WebResult {
    let mut fields = form.values.clone();
    fields.insert("kind".into(), kind.clone());
    let recorded = match RecordRequirement::parse(&fields) {
        Ok(command) => cases::record_with_findings(&app.ctx, &actor, id, command, form.some("findings")).await,
        Err(refusal) => Err(refusal.into()),
    };
    match recorded {
        Ok(_) => Ok(done(&paths::case(&id.to_string()), "flash-saved", &[])),
        Err(ServiceError::Refusal(Refusal::Stale)) => {
            let (props, newest) = requirement_props(&app, &actor, id, &kind, form.state(Vec::new())).await?;
            let stale = newest.map(|line| stale::of_record(&ctx, &line, &form));
            Ok(respond::conflict(requirement_page(&ctx, &RequirementProps { stale, ..props })))
        }
        Err(error) => {
            let state = form.refused(error)?;
            let (props, _) = requirement_props(&app, &actor, id, &kind, state).await?;
            // What was seen stays what it was when the form was opened.
            let seen = form.some("seen").map_or(props.seen, str::to_owned);
            Ok(again(requirement_page(&ctx, &RequirementProps { seen, ..props })))
        }
    }
}

pub(super) async fn verify(
    State(app): State<AppState>,
    May { actor, .. }: May<rights::VerifyRequirements>,
    Path((id, record)): Path<(CaseId, RequirementId)>,
) -> WebResult {
    cases::verify(&app.ctx, &actor, id, record).await?;
    Ok(done(&paths::case(&id.to_string()), "flash-verified", &[]))
}
