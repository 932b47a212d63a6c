//! What the moves of training write: seats and certificates.

use chrono::Days;
use sojourn_domain::guard::Guard;
use sojourn_storage::{
    Holders,
    entity::training::{certificate, enrolment},
};

use crate::{
    Result, ServiceError,
    cases::{Step, unmet},
    papers::{self, CertificateFacts},
};

/// An enrolment that holds its seat.
pub(crate) const ENROLLED: &str = "enrolled";
/// One that gave it back.
const LEFT: &str = "left";

/// Takes the seat and names the centre as a holder of the case.
pub(crate) async fn enrol(step: &mut Step<'_>) -> Result<()> {
    let (ctx, tx, case) = (step.ctx, step.tx, &step.case);
    let session = step.loaded.stages.session.as_ref();
    // The course is the mover's choice; that one has a seat does not choose it.
    let session = session.filter(|s| step.said.record == Some(s.id));
    let session = session.ok_or_else(|| ServiceError::field("record", "choose_one"))?;
    if !tx.training().take_seat(session.id.into()).await? {
        return Err(unmet(Guard::SeatFree, "course_is_full"));
    }
    tx.training()
        .insert_enrolment(enrolment::Model {
            id: ctx.new_id(),
            case_id: case.id.uuid(),
            course_id: session.course_id,
            session_id: session.id,
            status: ENROLLED.into(),
            enrolled_by: step.account(),
            enrolled_at: ctx.now(),
            version: 1,
        })
        .await?;
    let course = tx.training().find_course(session.course_id.into()).await?;
    let centre = course.map(|c| c.centre_id.into());
    let holders = tx.cases().holders(case.id).await?;
    Ok(tx.cases().set_holders(case.id, Holders { centre, ..holders }).await?)
}

/// Issues the certificate. Who is exempt, or holds one that is still valid, gets no second.
pub(crate) async fn certify(step: &mut Step<'_>) -> Result<()> {
    let (ctx, tx, file) = (step.ctx, step.tx, &step.loaded.file);
    let valid = file.training.certificate_until.is_some_and(|until| until >= file.departure());
    if file.training.exempt || valid {
        return Ok(());
    }
    let issued_by = step.account().ok_or_else(|| ServiceError::Internal("the system certifies nobody".into()))?;
    let serial = tx.training().next_certificate_serial().await?;
    let days = Days::new(u64::from(file.rules.certificate_days));
    let certificate = certificate::Model {
        id: ctx.new_id(),
        number: format!("TC-{serial:07}"),
        case_id: step.case.id.uuid(),
        worker_id: step.case.worker.uuid(),
        course_id: step.loaded.stages.enrolments.last().map(|e| e.course_id),
        issued_on: file.today,
        valid_until: file.today.checked_add_days(days),
        issued_by,
        revoked_at: None,
        revoked_reason: None,
        version: 1,
        created_at: ctx.now(),
    };
    let (number, valid_until) = (certificate.number.clone(), certificate.valid_until);
    let course = match certificate.course_id {
        Some(id) => tx.training().find_course(id.into()).await?,
        None => None,
    };
    tx.training().insert_certificate(certificate).await?;
    let centre = match &course {
        Some(course) => tx.programmes().find_organisation(course.centre_id.into()).await?.map(|o| o.name),
        None => None,
    };
    let facts = CertificateFacts {
        number,
        course: course.map(|c| c.title).unwrap_or_default(),
        centre: centre.unwrap_or_default(),
        programme: step.loaded.programme.title.clone(),
        minutes: file.training.attended_minutes,
        issued: file.today,
        valid_until,
        by: Some(issued_by),
    };
    papers::issue_certificate(ctx, tx, &step.case, &step.loaded.worker, facts).await
}

/// Gives back the seats of sessions still to come.
pub(crate) async fn leave(step: &mut Step<'_>) -> Result<()> {
    let (tx, now) = (step.tx, step.ctx.now());
    for enrolment in step.loaded.stages.enrolments.iter().filter(|e| e.status == ENROLLED) {
        let session = tx.training().find_session(enrolment.session_id.into()).await?;
        if session.is_some_and(|s| s.starts_at > now) {
            tx.training().free_seat(enrolment.session_id.into()).await?;
            tx.training().save_enrolment(enrolment::Model { status: LEFT.into(), ..enrolment.clone() }).await?;
        }
    }
    Ok(())
}
