//! The words somebody gave with a move: why, and where the evidence is. They name people, so they stand sealed
//! beside the event, and its chain covers a keyed digest of them: erasing the words leaves the chain whole.
//! Start at [`part`] and [`join`].

use serde::{Deserialize, Serialize};
use sojourn_domain::decide::Move;
use uuid::Uuid;

use crate::vault::Vault;
use crate::{Result, Sealed, StorageError};

const WORDS: &str = "case_event.words";

/// What was said in words; everything else of a move is codes, days and ids.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Words {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<String>,
}

/// The columns of an event that its words come to.
pub(super) struct Kept {
    /// The words, sealed to the event; `None` where nothing was said, or it was erased.
    pub(super) sealed: Option<Sealed>,
    /// Their keyed digest; empty where nothing was said.
    pub(super) digest: String,
}

/// Parts what was said into codes, days and ids, which the chain shows, and words, which it only attests.
///
/// # Errors
/// [`StorageError::Corrupt`] when the words cannot be sealed.
pub(super) fn part(vault: &Vault, event: Uuid, said: &Move) -> Result<(Move, Kept)> {
    let mut rest = said.clone();
    let words = Words { reason: rest.reason.take(), evidence: rest.evidence.take() };
    if words == Words::default() {
        return Ok((rest, Kept { sealed: None, digest: String::new() }));
    }
    let text = serde_json::to_string(&words).expect("words are plain data");
    let sealed = Some(vault.seal(WORDS, event, &text)?);
    Ok((rest, Kept { sealed, digest: digest(vault, event, &text) }))
}

/// What was said, as far as its words are still there.
///
/// # Errors
/// [`StorageError::Corrupt`] when the seal does not open.
pub(super) fn join(vault: &Vault, event: Uuid, rest: Move, sealed: Option<Sealed>) -> Result<Move> {
    let Some(sealed) = sealed else { return Ok(rest) };
    let text = vault.open(WORDS, event, &sealed)?;
    let words: Words =
        serde_json::from_str(&text).map_err(|e| StorageError::Corrupt(format!("words of event {event}: {e}")))?;
    Ok(Move { reason: words.reason, evidence: words.evidence, ..rest })
}

/// Whether the words are those the chain attests; erased words no longer speak against it.
pub(super) fn is_attested(vault: &Vault, event: Uuid, sealed: Option<Sealed>, attested: &str) -> bool {
    let Some(sealed) = sealed else { return true };
    vault.open(WORDS, event, &sealed).is_ok_and(|text| digest(vault, event, &text) == attested)
}

/// Bound to the event, so that equal words of two events cannot be told to be equal.
fn digest(vault: &Vault, event: Uuid, text: &str) -> String {
    vault.blind_index(WORDS, &format!("{event}\0{text}"))
}
