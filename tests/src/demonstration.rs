//! Who can be entered with one click once the demonstration is there. Start at [`everybody`].

use sojourn_domain::{AccountId, Role};
use sojourn_services::{access::demo, demo as data};

use crate::app::TestApp;

/// Somebody of the demonstration.
#[derive(Debug, Clone)]
pub struct Persona {
    /// Their account.
    pub account: AccountId,
    /// Their name, on their button of the sign-in page.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// Fills the database with the demonstration and names one person a role; every worker among them, since each is
/// at another point of the journey.
///
/// # Panics
/// Where the demonstration cannot be had, or a role has nobody.
pub async fn everybody(app: &TestApp) -> Vec<Persona> {
    data::seed(&app.ctx).await.expect("the demonstration can be had");
    let offered = demo::list(&app.ctx).await.expect("accounts are read");
    let mut people: Vec<Persona> = Vec::new();
    for found in offered {
        if found.role == Role::Worker || people.iter().all(|known| known.role != found.role) {
            people.push(Persona { account: found.account, name: found.name, role: found.role });
        }
    }
    assert!(Role::ALL.iter().all(|role| people.iter().any(|p| p.role == *role)), "a role has nobody: {people:?}");
    people
}
