//! Issuing papers in the transaction of what they attest: number, version, token, facts frozen. A new version takes
//! the place of the one before; none is ever altered. Start at [`issue`].

use chrono::NaiveDate;
use serde_json::{Value, json};
use sojourn_documents::{
    certificate::TrainingCertificate,
    contract::{EmploymentContract, Signature},
    slip::RegistrationSlip,
    token::{PaperToken, verify_url},
};
use sojourn_domain::{
    AccountId, ContractId, OrganisationId,
    case::Case,
    locale::PaperLanguage,
    placement::{Party, WagePeriod},
    worker::Worker,
};
use sojourn_storage::{
    Tx,
    entity::{papers::document, placement::contract},
};
use uuid::Uuid;

use super::{Paper, signing_key};
use crate::{
    Context, Result, ServiceError,
    cases::{Step, money, terms},
};

/// What is frozen of a paper, beside its facts.
struct Issue<'a> {
    paper: Paper,
    number: String,
    case: &'a Case,
    worker: &'a Worker,
    contract: Option<ContractId>,
    language: PaperLanguage,
    issued: NaiveDate,
    valid_until: Option<NaiveDate>,
    by: Option<Uuid>,
}

/// Keeps a paper; `facts` are told its version and the address of its QR code.
async fn issue(ctx: &Context, tx: &Tx, issue: Issue<'_>, facts: impl FnOnce(u32, String) -> Value) -> Result<()> {
    let Issue { paper, number, case, worker, contract, language, issued, valid_until, by } = issue;
    let earlier = tx.papers().find_document_by_number(&number).await?;
    let revision = earlier.as_ref().map_or(1, |d| d.revision + 1);
    let version = u32::try_from(revision).unwrap_or(1);
    let initials = worker.initials();
    let token =
        PaperToken { kind: paper.code().into(), number: number.clone(), version, initials, issued, valid_until }
            .sign(&signing_key(&ctx.keys));
    let id = ctx.new_id();
    tx.papers()
        .insert_document(document::Model {
            id,
            kind: paper.code().into(),
            number,
            revision,
            case_id: Some(case.id.uuid()),
            worker_id: Some(worker.id.uuid()),
            contract_id: contract.map(|c| c.uuid()),
            locale: language.code().into(),
            facts: facts(version, verify_url(&ctx.settings.base_url, &token)),
            token: Some(token),
            blob_id: None,
            hash: None,
            superseded_by: None,
            voided_at: None,
            void_reason: None,
            issued_by: by,
            issued_at: ctx.now(),
        })
        .await?;
    if let Some(old) = earlier {
        tx.papers().supersede(old.id.into(), id.into()).await?;
    }
    Ok(())
}

/// What the slip says beside worker and case.
pub(crate) struct SlipFacts {
    pub(crate) programme: String,
    pub(crate) activation: Uuid,
    pub(crate) by: Uuid,
    pub(crate) today: NaiveDate,
}

/// Issues the registration slip. The code is not kept: it follows from the token's id while that can be used.
pub(crate) async fn issue_slip(ctx: &Context, tx: &Tx, case: &Case, worker: &Worker, facts: SlipFacts) -> Result<()> {
    let SlipFacts { programme, activation, by, today } = facts;
    let office = tx.programmes().find_organisation(case.office).await?.map(|o| o.name).unwrap_or_default();
    let number = format!("RS-{}", case.number);
    let slip = RegistrationSlip {
        number: number.clone(),
        version: 1,
        issued: today,
        name: worker.full_name(),
        born: worker.born.to_string(),
        worker_number: worker.number.to_string(),
        case_number: case.number.to_string(),
        programme,
        office,
        activation_code: String::new(),
        sign_in_url: format!("{}/activate", ctx.settings.base_url),
        verify_url: String::new(),
    };
    let what = Issue {
        paper: Paper::Slip,
        number,
        case,
        worker,
        contract: None,
        language: worker.language,
        issued: today,
        valid_until: None,
        by: Some(by),
    };
    let facts = |version, verify_url| json!({ "slip": RegistrationSlip { version, verify_url, ..slip }, "activation": activation });
    issue(ctx, tx, what, facts).await
}

/// What the certificate says beside worker and case.
pub(crate) struct CertificateFacts {
    pub(crate) number: String,
    pub(crate) course: String,
    pub(crate) centre: String,
    pub(crate) programme: String,
    pub(crate) minutes: u32,
    pub(crate) issued: NaiveDate,
    pub(crate) valid_until: Option<NaiveDate>,
    pub(crate) by: Option<Uuid>,
}

/// Issues the training certificate.
pub(crate) async fn issue_certificate(
    ctx: &Context,
    tx: &Tx,
    case: &Case,
    worker: &Worker,
    facts: CertificateFacts,
) -> Result<()> {
    let CertificateFacts { number, course, centre, programme, minutes, issued, valid_until, by } = facts;
    let certificate = TrainingCertificate {
        number: number.clone(),
        version: 1,
        issued,
        valid_until,
        name: worker.full_name(),
        worker_number: worker.number.to_string(),
        course,
        hours: minutes / 60,
        centre,
        programme,
        verify_url: String::new(),
    };
    let what = Issue {
        paper: Paper::Certificate,
        number,
        case,
        worker,
        contract: None,
        language: worker.language,
        issued,
        valid_until,
        by,
    };
    issue(ctx, tx, what, |version, verify_url| json!(TrainingCertificate { version, verify_url, ..certificate })).await
}

/// Issues the paper of a contract that every party has signed. Its number is the case's: a contract that follows
/// takes the place of the one before.
pub(crate) async fn issue_contract(step: &Step<'_>, contract: &contract::Model) -> Result<()> {
    let (ctx, tx, case, worker) = (step.ctx, step.tx, &step.case, &step.loaded.worker);
    let rules = &step.loaded.rules.rules;
    let language = PaperLanguage::from_code(&contract.language).unwrap_or(worker.language);
    let number = format!("EC-{}", case.number);
    let order = tx.placement().find_order(contract.job_order_id.into()).await?;
    let order = order.ok_or_else(|| ServiceError::Internal("a contract's order is missing".into()))?;
    let employer = name_of(tx, contract.employer_id.into()).await?;
    let facts = EmploymentContract {
        number: number.clone(),
        version: 1,
        issued: step.loaded.file.today,
        worker_language: language,
        agreement_language: rules.contract_language,
        contract_number: contract.number.clone(),
        replaces: replaced(tx, contract).await?,
        programme: step.loaded.programme.title.clone(),
        worker: worker.full_name(),
        worker_number: worker.number.to_string(),
        employer: employer.clone(),
        job: order.title,
        workplace: order.workplace,
        starts_on: contract.starts_on,
        ends_on: contract.ends_on,
        wage: money(contract.wage_minor, &contract.wage_currency)?.to_string(),
        period: WagePeriod::from_code(&contract.wage_period).unwrap_or(WagePeriod::Month),
        hours: contract.hours_week,
        terms: terms(&contract.terms),
        signatures: signatures(step, contract, employer).await?,
        verify_url: String::new(),
    };
    let what = Issue {
        paper: Paper::Contract,
        number,
        case,
        worker,
        contract: Some(contract.id.into()),
        language,
        issued: step.loaded.file.today,
        valid_until: Some(contract.ends_on),
        by: step.account(),
    };
    issue(ctx, tx, what, |version, verify_url| json!(EmploymentContract { version, verify_url, ..facts })).await
}

/// The contract worked under until now.
async fn replaced(tx: &Tx, contract: &contract::Model) -> Result<Option<String>> {
    let all = tx.placement().contracts_of_case(contract.case_id.into()).await?;
    let before = |c: &&contract::Model| c.id != contract.id && c.taken_up_at.is_some() && c.cancelled_at.is_none();
    Ok(all.iter().rev().find(before).map(|c| c.number.clone()))
}

async fn name_of(tx: &Tx, organisation: OrganisationId) -> Result<String> {
    Ok(tx.programmes().find_organisation(organisation).await?.map(|o| o.name).unwrap_or_default())
}

/// Who signed: the worker by name, the others as the body they signed for, with the person's name.
async fn signatures(step: &Step<'_>, contract: &contract::Model, employer: String) -> Result<Vec<Signature>> {
    let mission = name_of(step.tx, step.loaded.programme.mission).await?;
    let worker = step.loaded.worker.full_name();
    let mut signed = Vec::new();
    for (party, at, by, body) in [
        (Party::Worker, contract.worker_signed_at, None, worker),
        (Party::Employer, contract.employer_signed_at, contract.employer_signed_by, employer),
        (Party::Mission, contract.mission_signed_at, contract.mission_signed_by, mission),
    ] {
        let Some(at) = at else { continue };
        let person = match by {
            Some(account) => step.tx.access().find_account(AccountId::new(account)).await?.map(|a| a.name),
            None => None,
        };
        let name = person.map_or_else(|| body.clone(), |person| format!("{person}, {body}"));
        signed.push(Signature { party, name, on: step.loaded.rules.rules.day_of(at) });
    }
    Ok(signed)
}

/// Makes the paper of a contract that was called off void.
pub(crate) async fn void_contract(step: &Step<'_>, contract: ContractId) -> Result<()> {
    step.tx.papers().void_of_contract(contract, step.ctx.now(), step.transition.code()).await?;
    Ok(())
}
