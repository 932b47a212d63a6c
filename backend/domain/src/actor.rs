//! Who is acting: an account with its grants. The scope of every query derives from it.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AccountId, OrganisationId, WorkerId},
    locale::Locale,
    role::{Permission, Role},
};

/// A role held within an organisation, narrowed to a district where one is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The organisation; `None` for the worker and for roles of the whole installation.
    pub organisation: Option<OrganisationId>,
    /// The district that narrows the organisation's records; `None` is all of it.
    pub district: Option<String>,
}

/// The person behind a request, with everything they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account signed in.
    pub account: AccountId,
    /// The name shown.
    pub name: String,
    /// The worker this account belongs to, when it is a worker's.
    pub worker: Option<WorkerId>,
    /// The roles held.
    pub grants: Vec<Grant>,
    /// The language chosen.
    pub locale: Locale,
}

impl Actor {
    /// Whether the account holds the role anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|g| g.role == role)
    }

    /// Whether any role held carries the permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.grants.iter().any(|g| g.role.permissions().contains(&permission))
    }

    /// The organisations in which the role is held.
    pub fn organisations(&self, role: Role) -> impl Iterator<Item = OrganisationId> + '_ {
        self.grants.iter().filter(move |g| g.role == role).filter_map(|g| g.organisation)
    }

    /// Every role held, once each, in the order of declaration.
    pub fn roles(&self) -> Vec<Role> {
        Role::ALL.iter().copied().filter(|r| self.has(*r)).collect()
    }
}
