//! A paper as a file: the bytes kept at its first download, or drawn now and kept. Start at [`print`].

use std::sync::Arc;

use serde_json::Value;
use sojourn_documents::{
    PaperError,
    certificate::{TrainingCertificate, training_certificate},
    contract::{EmploymentContract, employment_contract},
    fonts::Fonts,
    slip::{RegistrationSlip, registration_slip},
};
use sojourn_domain::{Actor, CaseId, DocumentId, locale::PaperLanguage};
use sojourn_storage::{
    Source, TokenPurpose,
    entity::papers::{blob, document},
};
use uuid::Uuid;

use super::{Paper, sees};
use crate::{Context, Result, ServiceError, access::pin, record::audit};

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Its name.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// What a code that was used, or ran out, is printed as.
const SPENT: &str = "····-····-····";
const MEDIA_TYPE: &str = "application/pdf";

/// A paper for somebody who may see it; the reading leaves its audit row. The first download draws it and keeps the
/// bytes by their hash, every later one is those bytes. A slip whose code still works is the exception: the code is
/// a secret, stands in no row and no file, and is drawn anew each time.
///
/// # Errors
/// [`ServiceError::NotFound`] for a paper that is not the actor's to see; [`ServiceError::Unprintable`] where a
/// script has no font: it names the package.
pub async fn print(ctx: &Context, actor: &Actor, id: DocumentId) -> Result<Printed> {
    let reader = ctx.db.reader();
    let paper = reader.papers().find_document(id).await?.ok_or(ServiceError::NotFound)?;
    let case = paper.case_id.map(CaseId::new).ok_or(ServiceError::NotFound)?;
    let case = reader.cases().find(actor, case).await?.ok_or(ServiceError::NotFound)?.id;
    let contracts = reader.placement().contracts_of_case(case).await?;
    if !sees(actor, &paper, &contracts) {
        return Err(ServiceError::NotFound);
    }
    let code = live_code(ctx, &reader, &paper).await?;
    let bytes = match (&paper.hash, code) {
        (_, Some(code)) => draw(ctx, &paper, code).await?,
        (Some(hash), None) => ctx.files.read(hash).await?,
        (None, None) => keep(ctx, &paper).await?,
    };
    let tx = ctx.db.begin().await?;
    audit(ctx, &tx, Some(actor.account), case, "read-paper", &paper.number).await?;
    tx.commit().await?;
    Ok(Printed { name: format!("{}-{}.pdf", paper.number, paper.revision), bytes })
}

/// Draws a paper and keeps it. Of two first downloads one is kept, and both get that one.
async fn keep(ctx: &Context, paper: &document::Model) -> Result<Vec<u8>> {
    let bytes = draw(ctx, paper, SPENT.into()).await?;
    let hash = ctx.files.keep(&bytes).await?;
    let tx = ctx.db.begin().await?;
    let row = blob::Model {
        id: ctx.new_id(),
        hash: hash.clone(),
        media_type: MEDIA_TYPE.into(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        created_at: ctx.now(),
    };
    let blob = tx.papers().keep_blob(row).await?;
    let first = tx.papers().set_rendered(paper.id.into(), blob, &hash).await?;
    tx.commit().await?;
    if first {
        return Ok(bytes);
    }
    let kept = ctx.db.reader().papers().find_document(paper.id.into()).await?.and_then(|d| d.hash);
    ctx.files.read(&kept.ok_or(ServiceError::NotFound)?).await
}

/// Shaping and subsetting take tens of milliseconds: not on a thread that serves others.
async fn draw(ctx: &Context, paper: &document::Model, activation_code: String) -> Result<Vec<u8>> {
    let kind = Paper::from_code(&paper.kind).ok_or(ServiceError::NotFound)?;
    let language = PaperLanguage::from_code(&paper.locale).unwrap_or(PaperLanguage::En);
    let (fonts, facts) = (ctx.fonts.get(), paper.facts.clone());
    let drawn = tokio::task::spawn_blocking(move || drawn(kind, &fonts, facts, language, activation_code)).await;
    drawn.map_err(|e| ServiceError::Internal(e.to_string()))?
}

fn drawn(
    kind: Paper,
    fonts: &Arc<Fonts>,
    facts: Value,
    language: PaperLanguage,
    activation_code: String,
) -> Result<Vec<u8>> {
    let broken = |e: serde_json::Error| ServiceError::Internal(format!("a paper's facts: {e}"));
    let drawn = match kind {
        Paper::Slip => {
            let slip: RegistrationSlip = serde_json::from_value(facts["slip"].clone()).map_err(broken)?;
            registration_slip(fonts, &RegistrationSlip { activation_code, ..slip }, language)
        }
        Paper::Certificate => {
            let certificate: TrainingCertificate = serde_json::from_value(facts).map_err(broken)?;
            training_certificate(fonts, &certificate, language)
        }
        Paper::Contract => {
            let contract: EmploymentContract = serde_json::from_value(facts).map_err(broken)?;
            employment_contract(fonts, &contract)
        }
    };
    drawn.map_err(|error| match error {
        PaperError::NoFont { .. } | PaperError::NoGlyph { .. } | PaperError::BrokenFont { .. } => {
            ServiceError::Unprintable(error)
        }
        PaperError::QrTooLong { .. } => ServiceError::Internal(error.to_string()),
    })
}

/// The code of a slip while it can be used; a code is used once, so what is spent stays spent.
async fn live_code(ctx: &Context, source: &impl Source, paper: &document::Model) -> Result<Option<String>> {
    let token: Option<Uuid> = serde_json::from_value(paper.facts["activation"].clone()).unwrap_or_default();
    let (Some(token), Some(worker)) = (token, paper.worker_id) else { return Ok(None) };
    let Some(account) = source.access().find_account_of_worker(worker.into()).await? else { return Ok(None) };
    let open = source.access().tokens_of(account.id, TokenPurpose::Activation).await?;
    let usable = open.iter().any(|t| t.id == token && t.used_at.is_none() && t.expires_at > ctx.now());
    Ok(usable.then(|| pin::code_of(&ctx.keys, token)))
}
