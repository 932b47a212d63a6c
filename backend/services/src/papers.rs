//! Papers: issued in the transaction of what they attest, with their facts frozen and a signed token; rendered
//! when somebody who may see them asks. Owns who sees which; refuses to draw. Start at [`Paper`].

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use serde_json::{Value, json};
use sojourn_documents::{
    certificate::{TrainingCertificate, training_certificate},
    fonts::Fonts,
    slip::{RegistrationSlip, registration_slip},
    token::{PaperToken, SigningKey, verify_url},
};
use sojourn_domain::{Actor, CaseId, DocumentId, Role, case::Case, locale::PaperLanguage, worker::Worker};
use sojourn_storage::{Source, TokenPurpose, Tx, entity::papers::document};
use uuid::Uuid;

use crate::{Context, Result, ServiceError, access::pin, context::Keys, record::audit};

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Who was registered, and the code of the first sign-in.
    Slip,
    /// Who completed which training.
    Certificate,
}

impl Paper {
    const ALL: [Self; 2] = [Self::Slip, Self::Certificate];

    /// The code under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Slip => "registration_slip",
            Self::Certificate => "training_certificate",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Who sees it, on a case of their scope. The slip carries a secret until it is used.
    const fn seen_by(self, role: Role) -> bool {
        match self {
            Self::Slip => matches!(role, Role::RecruitmentOfficer | Role::Worker),
            Self::Certificate => matches!(
                role,
                Role::RecruitmentOfficer
                    | Role::VerifyingOfficer
                    | Role::CentreManager
                    | Role::Mission
                    | Role::Employer
                    | Role::ProgrammeManager
                    | Role::Worker
            ),
        }
    }
}

fn signing_key(keys: &Keys) -> SigningKey {
    SigningKey::from_bytes(&keys.paper_seed())
}

/// What is frozen of a paper, beside its facts.
struct Issue<'a> {
    paper: Paper,
    number: String,
    case: &'a Case,
    worker: &'a Worker,
    issued: NaiveDate,
    valid_until: Option<NaiveDate>,
    by: Option<Uuid>,
}

/// Keeps a paper; `facts` are told the address of its QR code.
async fn issue(ctx: &Context, tx: &Tx, issue: Issue<'_>, facts: impl FnOnce(String) -> Value) -> Result<()> {
    let Issue { paper, number, case, worker, issued, valid_until, by } = issue;
    let earlier = tx.papers().find_document_by_number(&number).await?;
    let revision = earlier.as_ref().map_or(1, |d| d.revision + 1);
    let token = PaperToken {
        kind: paper.code().into(),
        number: number.clone(),
        version: u32::try_from(revision).unwrap_or(1),
        initials: worker.initials(),
        issued,
        valid_until,
    }
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
            locale: worker.language.code().into(),
            facts: facts(verify_url(&ctx.settings.base_url, &token)),
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
    let what = Issue { paper: Paper::Slip, number, case, worker, issued: today, valid_until: None, by: Some(by) };
    issue(
        ctx,
        tx,
        what,
        |verify_url| json!({ "slip": RegistrationSlip { verify_url, ..slip }, "activation": activation }),
    )
    .await
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
    let what = Issue { paper: Paper::Certificate, number, case, worker, issued, valid_until, by };
    issue(ctx, tx, what, |verify_url| json!(TrainingCertificate { verify_url, ..certificate })).await
}

/// A paper as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// The document.
    pub id: DocumentId,
    /// Its kind, as its code.
    pub kind: String,
    /// Its number.
    pub number: String,
    /// Its version.
    pub revision: i32,
    /// Whether a newer one took its place.
    pub superseded: bool,
}

/// The papers of a case that the actor's roles see; the caller found the case in their scope.
pub(crate) async fn of_case(source: &impl Source, actor: &Actor, case: CaseId) -> Result<Vec<PaperLine>> {
    let all = source.papers().documents_of_case(case).await?;
    let seen = |kind: &str| Paper::from_code(kind).is_some_and(|p| actor.roles().into_iter().any(|r| p.seen_by(r)));
    Ok(all
        .into_iter()
        .rev()
        .filter(|d| seen(&d.kind))
        .map(|d| PaperLine {
            id: d.id.into(),
            kind: d.kind,
            number: d.number,
            revision: d.revision,
            superseded: d.superseded_by.is_some(),
        })
        .collect())
}

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Its name.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Renders a paper for somebody who may see it; the reading leaves its audit row.
///
/// # Errors
/// [`ServiceError::NotFound`] for a paper that is not the actor's to see; [`ServiceError::Internal`] where a
/// script has no font: the message names the package.
pub async fn print(ctx: &Context, actor: &Actor, id: DocumentId) -> Result<Printed> {
    let tx = ctx.db.begin().await?;
    let paper = tx.papers().find_document(id).await?.ok_or(ServiceError::NotFound)?;
    let case = paper.case_id.map(CaseId::new).ok_or(ServiceError::NotFound)?;
    tx.cases().find(actor, case).await?.ok_or(ServiceError::NotFound)?;
    let kind = Paper::from_code(&paper.kind).ok_or(ServiceError::NotFound)?;
    if !actor.roles().into_iter().any(|role| kind.seen_by(role)) {
        return Err(ServiceError::NotFound);
    }
    let language = PaperLanguage::from_code(&paper.locale).unwrap_or(PaperLanguage::En);
    let code = match kind {
        Paper::Slip => activation_code(ctx, &tx, &paper).await?,
        Paper::Certificate => String::new(),
    };
    audit(ctx, &tx, Some(actor.account), case, "read-paper", &paper.number).await?;
    tx.commit().await?;
    let name = format!("{}-{}.pdf", paper.number, paper.revision);
    // Shaping and subsetting take tens of milliseconds: not on a thread that serves others.
    let drawn = tokio::task::spawn_blocking(move || draw(kind, paper.facts, language, code)).await;
    let bytes = drawn.map_err(|e| ServiceError::Internal(e.to_string()))??;
    Ok(Printed { name, bytes })
}

fn fonts() -> Arc<Fonts> {
    static FONTS: OnceLock<Arc<Fonts>> = OnceLock::new();
    FONTS.get_or_init(|| Arc::new(Fonts::system())).clone()
}

fn draw(kind: Paper, facts: Value, language: PaperLanguage, activation_code: String) -> Result<Vec<u8>> {
    let broken = |e: serde_json::Error| ServiceError::Internal(format!("a paper's facts: {e}"));
    let drawn = match kind {
        Paper::Slip => {
            let slip: RegistrationSlip = serde_json::from_value(facts["slip"].clone()).map_err(broken)?;
            registration_slip(&fonts(), &RegistrationSlip { activation_code, ..slip }, language)
        }
        Paper::Certificate => {
            let certificate: TrainingCertificate = serde_json::from_value(facts).map_err(broken)?;
            training_certificate(&fonts(), &certificate, language)
        }
    };
    drawn.map_err(|e| ServiceError::Internal(e.to_string()))
}

/// The code while it can be used; a line of dots after that.
async fn activation_code(ctx: &Context, tx: &Tx, paper: &document::Model) -> Result<String> {
    let spent = "····-····-····".to_owned();
    let token: Option<Uuid> = serde_json::from_value(paper.facts["activation"].clone()).unwrap_or_default();
    let (Some(token), Some(worker)) = (token, paper.worker_id) else { return Ok(spent) };
    let Some(account) = tx.access().find_account_of_worker(worker.into()).await? else { return Ok(spent) };
    let open = tx.access().tokens_of(account.id, TokenPurpose::Activation).await?;
    let usable = open.iter().any(|t| t.id == token && t.used_at.is_none() && t.expires_at > ctx.now());
    Ok(if usable { pin::code_of(&ctx.keys, token) } else { spent })
}

/// What a paper's code comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Genuine and in force.
    Valid,
    /// Genuine, its last day has passed.
    Expired,
    /// Genuine, replaced by a newer version.
    Superseded,
    /// Genuine, made void.
    Void,
}

/// Looks a paper's code up: all that the public learns is validity, number and initials.
///
/// # Errors
/// [`ServiceError::NotFound`] for a code that is not ours.
pub async fn verify(ctx: &Context, token: &str) -> Result<(PaperToken, Standing)> {
    let key = signing_key(&ctx.keys).verifying_key();
    let paper = PaperToken::verify(token, &key).map_err(|_| ServiceError::NotFound)?;
    let revision = i32::try_from(paper.version).unwrap_or(i32::MAX);
    let known = ctx.db.reader().papers().find_revision(&paper.number, revision).await?;
    let known = known.ok_or(ServiceError::NotFound)?;
    let standing = if known.voided_at.is_some() {
        Standing::Void
    } else if known.superseded_by.is_some() {
        Standing::Superseded
    } else if paper.valid_until.is_some_and(|until| until < ctx.now().date_naive()) {
        Standing::Expired
    } else {
        Standing::Valid
    };
    Ok((paper, standing))
}
