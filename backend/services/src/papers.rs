//! Papers: issued in the transaction of what they attest, with their facts frozen and a signed token; rendered at
//! the first download and kept by their hash. Owns who sees which, and what a code comes to; refuses to draw.
//! Start at [`Paper`].

mod issue;
mod print;

use sojourn_documents::token::{PaperToken, SigningKey};
use sojourn_domain::{Actor, CaseId, DocumentId, Role};
use sojourn_storage::{
    Source,
    entity::{papers::document, placement::contract},
};

pub(crate) use issue::{CertificateFacts, SlipFacts, issue_certificate, issue_contract, issue_slip, void_contract};
pub use print::{Printed, print};

use crate::{Context, Result, ServiceError, cases::load, context::Keys};

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Who was registered, and the code of the first sign-in.
    Slip,
    /// Who completed which training.
    Certificate,
    /// What worker and employer signed, in both languages.
    Contract,
}

impl Paper {
    const ALL: [Self; 3] = [Self::Slip, Self::Certificate, Self::Contract];

    /// The code under which it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Slip => "registration_slip",
            Self::Certificate => "training_certificate",
            Self::Contract => "employment_contract",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Who sees it, on a case of their scope. The slip carries a secret until it is used; of contracts an employer
    /// sees its own alone.
    const fn seen_by(self, role: Role) -> bool {
        use Role as R;
        match self {
            Self::Slip => matches!(role, R::RecruitmentOfficer | R::Worker),
            Self::Certificate => matches!(
                role,
                R::RecruitmentOfficer
                    | R::VerifyingOfficer
                    | R::CentreManager
                    | R::Mission
                    | R::Employer
                    | R::ProgrammeManager
                    | R::Worker
            ),
            Self::Contract => matches!(
                role,
                R::RecruitmentOfficer
                    | R::VerifyingOfficer
                    | R::Mission
                    | R::Employer
                    | R::ProgrammeManager
                    | R::Worker
            ),
        }
    }
}

/// Whether the actor sees a paper of a case of their scope.
fn sees(actor: &Actor, paper: &document::Model, contracts: &[contract::Model]) -> bool {
    let Some(kind) = Paper::from_code(&paper.kind) else { return false };
    let mut roles = actor.roles().into_iter().filter(|role| kind.seen_by(*role));
    match paper.contract_id {
        None => roles.next().is_some(),
        Some(id) => {
            let employer = contracts.iter().find(|c| c.id == id).map(|c| c.employer_id);
            let own = actor.organisations(Role::Employer).any(|e| Some(e.uuid()) == employer);
            roles.any(|role| role != Role::Employer || own)
        }
    }
}

fn signing_key(keys: &Keys) -> SigningKey {
    SigningKey::from_bytes(&keys.paper_seed())
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
    /// Whether it no longer counts.
    pub void: bool,
}

/// The papers of a case that the actor's roles see, the newest first; the caller found the case in their scope.
pub(crate) async fn of_case(source: &impl Source, actor: &Actor, case: CaseId) -> Result<Vec<PaperLine>> {
    let mut all = source.papers().documents_of_case(case).await?;
    all.sort_by_key(|d| (d.issued_at, d.revision));
    let contracts = source.placement().contracts_of_case(case).await?;
    Ok(all
        .into_iter()
        .rev()
        .filter(|d| sees(actor, d, &contracts))
        .map(|d| PaperLine {
            id: d.id.into(),
            kind: d.kind,
            number: d.number,
            revision: d.revision,
            superseded: d.superseded_by.is_some(),
            void: d.voided_at.is_some(),
        })
        .collect())
}

/// The papers of a case in the actor's scope, as far as the actor sees them, the newest first.
///
/// # Errors
/// [`ServiceError::NotFound`] out of scope.
pub async fn list(ctx: &Context, actor: &Actor, case: CaseId) -> Result<Vec<PaperLine>> {
    let reader = ctx.db.reader();
    let case = load(&reader, actor, case, ctx.now()).await?.case.id;
    of_case(&reader, actor, case).await
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
