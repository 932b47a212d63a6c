//! What went wrong abroad and waits for somebody: workers turned back before they began, and those nobody reaches. Off
//! the list once they are home or found. Start at [`incidents`].

use chrono::{DateTime, Utc};
use sojourn_domain::{Actor, Role, State, view::CaseRow};

use super::due::as_role;
use crate::{Context, Result, cases::INCIDENT};

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Whose journey.
    pub case: CaseRow,
    /// Since when.
    pub since: DateTime<Utc>,
    /// What was said of it.
    pub reason: Option<String>,
}

/// Where a case stands while its incident is the mission's to follow.
const ABROAD: [State; 4] = [State::Departed, State::Employed, State::Returning, State::LostContact];
/// Shown at most: a first page is not an archive.
const SHOWN: u64 = 50;

/// The incidents of the corridors the actor's mission looks after, the oldest first; none for anybody else.
///
/// # Errors
/// As any read.
pub async fn incidents(ctx: &Context, actor: &Actor) -> Result<Vec<Incident>> {
    if !actor.has(Role::Mission) {
        return Ok(Vec::new());
    }
    let mission = as_role(actor, Role::Mission);
    let found = ctx.db.reader().cases().list_flags(&mission, INCIDENT, &ABROAD, SHOWN).await?;
    Ok(found.into_iter().map(|(flag, case)| Incident { case, since: flag.raised_at, reason: flag.reason }).collect())
}
