//! What the stages wrote down about a case, cut to who looks: the newest first. Start at [`records`].

use sojourn_domain::{
    Actor,
    money::Money,
    reintegration::ItemStatus,
    remittance::cost_permille_percent,
    view::{RecordKind, RecordLine, Word},
};
use sojourn_storage::{Source, entity::remittance::remittance};

use super::{file::Loaded, stages::money};
use crate::Result;

/// The records of a case that the actor's roles see.
pub(super) async fn records(source: &impl Source, actor: &Actor, loaded: &Loaded) -> Result<Vec<RecordLine>> {
    let mut lines = Vec::new();
    for kind in RecordKind::ALL {
        if !actor.roles().into_iter().any(|role| kind.seen_by(role)) {
            continue;
        }
        match kind {
            RecordKind::Training => training(source, loaded, &mut lines).await?,
            RecordKind::Offer => offers(source, loaded, &mut lines).await?,
            RecordKind::Contract if loaded.is_newcomer(actor) => {}
            RecordKind::Contract => contracts(loaded, &mut lines)?,
            RecordKind::Cost => costs(loaded, &mut lines)?,
            RecordKind::Remittance => {
                for sent in source.remittances().of_case(loaded.case.id).await? {
                    lines.push(remittance_line(sent)?);
                }
            }
            RecordKind::Attempt => attempts(source, loaded, &mut lines).await?,
            RecordKind::Request => requests(source, loaded, &mut lines).await?,
            RecordKind::Assessment => assessments(source, loaded, &mut lines).await?,
            RecordKind::Item => items(source, loaded, &mut lines).await?,
            RecordKind::FollowUp => follow_ups(source, loaded, &mut lines).await?,
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.on));
    Ok(lines)
}

fn code(family: &str, code: &str) -> Word {
    Word::Code(family.into(), code.into())
}

async fn training(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for enrolment in &loaded.stages.enrolments {
        let Some(course) = source.training().find_course(enrolment.course_id.into()).await? else { continue };
        let mut words = vec![Word::Text(course.title)];
        let mut on = None;
        if let Some(session) = source.training().find_session(enrolment.session_id.into()).await? {
            on = Some(loaded.rules.rules.day_of(session.starts_at));
            words.extend(session.place.map(Word::Text));
        }
        let marks = source.training().marks_of(enrolment.id.into()).await?;
        words.extend(marks.iter().map(|m| code("mark", &m.mark)));
        lines.push(RecordLine { kind: RecordKind::Training, on, words });
    }
    let scores = source.training().assessments_of_case(loaded.case.id).await?;
    lines.extend(scores.into_iter().map(|s| RecordLine {
        kind: RecordKind::Training,
        on: Some(s.assessed_on),
        words: vec![Word::Text(format!("{} / 100", s.score))],
    }));
    for certificate in loaded.stages.certificates.iter().filter(|c| c.case_id == loaded.case.id.uuid()) {
        let mut words = vec![Word::Text(certificate.number.clone())];
        words.extend(certificate.valid_until.map(Word::Day));
        lines.push(RecordLine { kind: RecordKind::Training, on: Some(certificate.issued_on), words });
    }
    Ok(())
}

async fn offers(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for offer in &loaded.stages.offers {
        let Some(order) = source.placement().find_order(offer.job_order_id.into()).await? else { continue };
        let words = vec![Word::Text(order.title), Word::Text(order.workplace), code("offer-status", &offer.status)];
        lines.push(RecordLine { kind: RecordKind::Offer, on: Some(loaded.rules.rules.day_of(offer.made_at)), words });
    }
    Ok(())
}

fn contracts(loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    let Some(contract) = &loaded.stages.contract else { return Ok(()) };
    let mut words = vec![
        Word::Text(contract.number.clone()),
        Word::Money(money(contract.wage_minor, &contract.wage_currency)?),
        code("wage-period", &contract.wage_period),
        Word::Day(contract.starts_on),
        Word::Day(contract.ends_on),
    ];
    for (party, signed) in [
        ("worker", contract.worker_signed_at.is_some()),
        ("employer", contract.employer_signed_at.is_some()),
        ("mission", contract.mission_signed_at.is_some()),
        ("handed_over", contract.handed_over_on.is_some()),
    ] {
        if signed {
            words.push(code("party", party));
        }
    }
    let on = Some(loaded.rules.rules.day_of(contract.created_at));
    lines.push(RecordLine { kind: RecordKind::Contract, on, words });
    Ok(())
}

fn costs(loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for cost in &loaded.stages.costs {
        let words = vec![
            code("cost", &cost.kind),
            Word::Money(money(cost.amount_minor, &cost.currency)?),
            code("payer", &cost.paid_by),
            code("treatment", &cost.treatment),
        ];
        let on = cost.paid_on.unwrap_or_else(|| loaded.rules.rules.day_of(cost.recorded_at));
        lines.push(RecordLine { kind: RecordKind::Cost, on: Some(on), words });
    }
    Ok(())
}

fn remittance_line(sent: remittance::Model) -> Result<RecordLine> {
    let rates = sent.rate_e10.zip(sent.reference_rate_e10);
    let mut words = vec![Word::Money(money(sent.sent_minor, &sent.sent_currency)?), code("channel", &sent.channel)];
    words.extend(cost_permille_percent(sent.sent_minor, sent.fee_minor, rates).map(Word::Percent));
    if let (Some(minor), Some(currency)) = (sent.received_minor, &sent.received_currency) {
        words.push(Word::Money(Money::new(minor, money(0, currency)?.currency)));
    }
    words.extend(sent.use_code.map(|u| code("use", &u)));
    Ok(RecordLine { kind: RecordKind::Remittance, on: Some(sent.sent_on), words })
}

async fn attempts(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for attempt in source.cases().contact_attempts(loaded.case.id).await? {
        let mut words = vec![code("contact", &attempt.channel), code("attempt", &attempt.outcome)];
        words.extend(attempt.note.map(Word::Text));
        let on = Some(loaded.rules.rules.day_of(attempt.made_at));
        lines.push(RecordLine { kind: RecordKind::Attempt, on, words });
    }
    Ok(())
}

async fn requests(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for request in source.reintegration().requests_of_case(loaded.case.id).await? {
        let needs: Vec<String> = serde_json::from_value(request.kinds).unwrap_or_default();
        let mut words: Vec<_> = needs.iter().map(|n| code("need", n.trim_start_matches("need_"))).collect();
        words.push(code("urgency", &request.urgency));
        let on = Some(loaded.rules.rules.day_of(request.asked_at));
        lines.push(RecordLine { kind: RecordKind::Request, on, words });
    }
    Ok(())
}

async fn assessments(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for made in source.reintegration().assessments_of_case(loaded.case.id).await? {
        let mut words = vec![code("round", &made.round)];
        // Scores are of 10 000: a hundredth of them is a percent.
        words.extend(made.total_score.map(|s| Word::Percent(i64::from(s) * 10)));
        lines.push(RecordLine { kind: RecordKind::Assessment, on: Some(made.assessed_on), words });
    }
    Ok(())
}

async fn items(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    let Some(plan) = &loaded.stages.plan else { return Ok(()) };
    for item in source.reintegration().items_of_plan(plan.id.into()).await? {
        let status = ItemStatus::from_code(&item.status).unwrap_or(ItemStatus::Open);
        let words = vec![
            code("item", &item.kind),
            Word::Text(item.description),
            Word::Money(money(item.cost_minor, &item.currency)?),
            code("item-status", status.code()),
        ];
        lines.push(RecordLine { kind: RecordKind::Item, on: item.delivered_on.or(item.due_on), words });
    }
    Ok(())
}

async fn follow_ups(source: &impl Source, loaded: &Loaded, lines: &mut Vec<RecordLine>) -> Result<()> {
    for follow_up in source.reintegration().follow_ups_of_case(loaded.case.id).await? {
        let outcome = follow_up.outcome.as_deref().unwrap_or("due");
        let on = Some(follow_up.done_on.unwrap_or(follow_up.due_on));
        lines.push(RecordLine { kind: RecordKind::FollowUp, on, words: vec![code("follow-up", outcome)] });
    }
    Ok(())
}
