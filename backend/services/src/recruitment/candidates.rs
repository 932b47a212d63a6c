//! Who a person might already be: candidates by blocking keys, scored by what agrees.
//! Nobody is merged here; a person looks at the evidence and decides.

use serde::{Deserialize, Serialize};
use sojourn_domain::{
    Actor, FlagId, Refusal, Role, WorkerId, registration::ShownDocument, view::MaskedCandidate, worker::Worker,
};
use sojourn_storage::Source;

use crate::{Context, Result, ServiceError, cases::POSSIBLE_DUPLICATE, record::audit_worker};

/// What agrees between two records, in the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The same document number of the same country.
    Document,
    /// The same or a very similar name.
    Name,
    /// The same date of birth.
    Birth,
    /// The same telephone.
    Phone,
    /// The same address.
    Address,
}

impl Evidence {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Name => "name",
            Self::Birth => "birth",
            Self::Phone => "phone",
            Self::Address => "address",
        }
    }
}

/// A record that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The record, where it is in the actor's scope.
    pub worker: Option<Worker>,
    /// What anybody may see of it.
    pub masked: MaskedCandidate,
    /// Its id.
    pub id: WorkerId,
    /// What agrees.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// Whether it is certainly the same paper: nobody registers a document twice.
    #[must_use]
    pub fn same_document(&self) -> bool {
        self.evidence.contains(&Evidence::Document)
    }
}

/// What agrees between a person and a record, with the same document or not. Empty below the threshold:
/// a name alone, or a birthday alone, is nobody.
#[must_use]
pub fn score(person: &Worker, worker: &Worker, same_document: bool) -> Vec<Evidence> {
    let name = name_agreement(person, worker);
    let birth = person.born == worker.born;
    let near_birth = birth || swapped_or_near(person, worker);
    let phone = person.phone.is_some() && person.phone == worker.phone;
    let address = agree_text(person.address.as_deref(), worker.address.as_deref())
        && agree_text(person.postcode.as_deref(), worker.postcode.as_deref());
    let mut evidence = Vec::new();
    for (agrees, what) in [
        (same_document, Evidence::Document),
        (name >= 0.85, Evidence::Name),
        (birth, Evidence::Birth),
        (phone, Evidence::Phone),
        (address, Evidence::Address),
    ] {
        if agrees {
            evidence.push(what);
        }
    }
    let enough = same_document
        || name >= 0.85 && (near_birth || phone || address)
        || birth && (phone || address || name >= 0.70);
    if enough { evidence } else { Vec::new() }
}

/// The better of the names as written and with given name and surname swapped (Jaro-Winkler, 0 to 1).
fn name_agreement(person: &Worker, worker: &Worker) -> f64 {
    let fold = |text: &str| deunicode::deunicode(text).to_lowercase();
    let (given, surname) = (fold(&person.given_names), fold(&person.surname));
    let (their_given, their_surname) = (fold(&worker.given_names), fold(&worker.surname));
    let one = |a: &str, b: &str| if a.is_empty() || b.is_empty() { 0.8 } else { strsim::jaro_winkler(a, b) };
    let straight = (one(&given, &their_given) + one(&surname, &their_surname)) / 2.0;
    let swapped = (one(&given, &their_surname) + one(&surname, &their_given)) / 2.0;
    if given.is_empty() && surname.is_empty() { 0.0 } else { straight.max(swapped) }
}

/// One digit mistyped, or day and month swapped.
fn swapped_or_near(person: &Worker, worker: &Worker) -> bool {
    let (a, b) = (person.born, worker.born);
    let swapped = a.year() == b.year() && a.month() == b.day() && a.day() == b.month() && a.day().is_some();
    swapped || strsim::osa_distance(&a.to_string(), &b.to_string()) == 1
}

fn agree_text(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => strsim::jaro_winkler(&a.to_lowercase(), &b.to_lowercase()) >= 0.92,
        _ => false,
    }
}

/// Every record that may be this person, the strongest evidence first.
///
/// # Errors
/// As any read.
pub(crate) async fn candidates(
    source: &impl Source,
    actor: &Actor,
    person: &Worker,
    document: Option<&ShownDocument>,
) -> Result<Vec<Candidate>> {
    let by_document = match document {
        Some(shown) => source.workers().with_document(shown.kind, shown.issuer, &shown.number).await?,
        None => Vec::new(),
    };
    let mut blocked = source.workers().possible_duplicates(person).await?;
    for id in &by_document {
        if !blocked.iter().any(|w| w.id == *id) {
            blocked.extend(source.workers().find_for_system(*id).await?);
        }
    }
    let mut found = Vec::new();
    for worker in blocked {
        let evidence = score(person, &worker, by_document.contains(&worker.id));
        if evidence.is_empty() {
            continue;
        }
        let office = source.programmes().find_organisation(worker.office).await?;
        let masked = MaskedCandidate {
            number: worker.number,
            initials: worker.initials(),
            office: office.map(|o| o.name).unwrap_or_default(),
        };
        let visible = source.workers().find(actor, worker.id).await?.is_some();
        found.push(Candidate { id: worker.id, masked, evidence, worker: visible.then_some(worker) });
    }
    found.sort_by_key(|c| (!c.same_document(), usize::MAX - c.evidence.len(), c.masked.number));
    Ok(found)
}

/// A verifying officer decides that a possible duplicate is somebody else.
///
/// # Errors
/// [`Refusal::Forbidden`] for any other role, [`Refusal::SecondPersonNeeded`] for whoever registered the
/// worker, [`ServiceError::NotFound`] when no such flag is open in the actor's scope.
pub async fn resolve_duplicate(ctx: &Context, actor: &Actor, worker: WorkerId, flag: FlagId) -> Result<()> {
    if !actor.has(Role::VerifyingOfficer) {
        return Err(Refusal::Forbidden.into());
    }
    let tx = ctx.db.begin().await?;
    tx.workers().find(actor, worker).await?.ok_or(ServiceError::NotFound)?;
    let flags = tx.cases().open_flags(None, worker).await?;
    let open =
        flags.iter().find(|f| f.id == flag.uuid() && f.kind == POSSIBLE_DUPLICATE).ok_or(ServiceError::NotFound)?;
    if open.raised_by == Some(actor.account.uuid()) {
        return Err(Refusal::SecondPersonNeeded.into());
    }
    tx.cases().clear_flag(flag, Some(actor.account), ctx.now(), "another_person").await?;
    audit_worker(ctx, &tx, Some(actor.account), worker, "resolve-duplicate", "another_person").await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use sojourn_storage::testing::somebody as worker;

    use super::*;

    #[test]
    fn the_same_person_mistyped_is_a_candidate() {
        let known = worker("Kayla", "Harrington", "1915-06-12");
        for (given, surname, born) in [
            ("Kayla", "Harrington", "1915-06-12"),
            ("Kaylah", "Harringtn", "1915-06-12"),
            ("Harrington", "Kayla", "1915-06-12"),
            ("Kayla", "Harrington", "1915-12-06"),
            ("Kayla", "Harrington", "1915-06-13"),
        ] {
            assert!(!score(&worker(given, surname, born), &known, false).is_empty(), "{given} {surname} {born}");
        }
    }

    #[test]
    fn a_namesake_and_a_shared_birthday_are_nobody() {
        let known = worker("Mohammad", "Rahman", "1990-01-01");
        assert!(score(&worker("Mohammad", "Rahman", "1984-07-21"), &known, false).is_empty());
        assert!(score(&worker("Lucía", "Pérez", "1990-01-01"), &known, false).is_empty());
    }

    #[test]
    fn the_same_document_is_always_a_candidate() {
        let known = worker("Ana", "Xiloj", "1995-03-02");
        assert_eq!(score(&worker("Rosa", "Tzoc", "1970"), &known, true), [Evidence::Document]);
    }
}
