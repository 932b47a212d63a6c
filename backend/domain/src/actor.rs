//! Who is acting: an account with its grants. The scope of every query derives from it.

use serde::{Deserialize, Serialize};

use crate::{
    id::{AccountId, OrganisationId, WorkerId},
    locale::Locale,
    programme::OrganisationKind,
    refusal::FieldError,
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

impl Grant {
    /// What is wrong with giving this: a role nobody is given, or one that would reach nothing as it is held. `kind` is
    /// that of the organisation, where there is such a one.
    ///
    /// # Errors
    /// The field `role` (`choose_one`) or `organisation` (`choose_one`, `organisation_needed`, `organisation_kind`,
    /// `ministry_or_district`).
    pub fn check(&self, kind: Option<OrganisationKind>) -> Result<(), FieldError> {
        let organisation = |code: &str| Err(FieldError::new("organisation", code));
        match (self.role.within(), kind) {
            _ if self.role == Role::Worker => Err(FieldError::new("role", "choose_one")),
            (_, None) if self.organisation.is_some() => organisation("choose_one"),
            (Some(_), None) if self.role.is_held_in_a_district() => match &self.district {
                Some(_) => Ok(()),
                None => organisation("ministry_or_district"),
            },
            (Some(_), None) => organisation("organisation_needed"),
            (Some(needed), Some(kind)) if needed != kind => organisation("organisation_kind"),
            (Some(_) | None, Some(_)) | (None, None) => Ok(()),
        }
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fault(role: Role, kind: Option<OrganisationKind>, district: Option<&str>) -> Option<(String, String)> {
        let organisation = kind.map(|_| "0193a000-0000-7000-8000-000000000001".parse().unwrap());
        let grant = Grant { role, organisation, district: district.map(str::to_owned) };
        grant.check(kind).err().map(|e| (e.field, e.code))
    }

    fn at_organisation(code: &str) -> Option<(String, String)> {
        Some(("organisation".into(), code.into()))
    }

    #[test]
    fn a_case_worker_is_given_a_ministry_or_a_district_and_without_either_nothing() {
        use OrganisationKind::{Ministry, Office};
        assert_eq!(fault(Role::CaseWorker, None, None), at_organisation("ministry_or_district"));
        assert_eq!(fault(Role::CaseWorker, Some(Office), Some("Sololá")), at_organisation("organisation_kind"));
        for (kind, district) in [(Some(Ministry), None), (None, Some("Sololá")), (Some(Ministry), Some("Sololá"))] {
            assert_eq!(fault(Role::CaseWorker, kind, district), None);
        }
    }

    #[test]
    fn a_role_of_an_organisation_is_held_in_one_of_its_kind() {
        for role in Role::given().filter(|role| !role.is_held_in_a_district()) {
            for kind in OrganisationKind::ALL.iter().copied() {
                let wrong = role.within().is_some_and(|needed| needed != kind);
                let expected = wrong.then(|| at_organisation("organisation_kind")).flatten();
                assert_eq!(fault(role, Some(kind), None), expected, "{role} in {kind}");
            }
            let needed = role.within().and_then(|_| at_organisation("organisation_needed"));
            assert_eq!(fault(role, None, Some("Sololá")), needed, "{role}");
        }
        assert_eq!(fault(Role::Worker, None, None), Some(("role".into(), "choose_one".into())));
    }

    #[test]
    fn an_organisation_that_is_not_there_is_none() {
        let organisation = Some("0193a000-0000-7000-8000-000000000001".parse().unwrap());
        for role in Role::given() {
            let grant = Grant { role, organisation, district: None };
            assert_eq!(grant.check(None).unwrap_err().code, "choose_one", "{role}");
        }
    }
}
