//! What a handler's signature asks for. A right is part of it: [`May`] cannot be had without the permission.

use std::marker::PhantomData;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use sojourn_domain::{Actor, role::Permission};
use sojourn_services::access::session::Live;
use sojourn_ui::PageContext;

use super::{error::WebError, visit::Visit};
use crate::state::AppState;

impl FromRequestParts<AppState> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, WebError> {
        parts.extensions.get::<Self>().cloned().ok_or(WebError::SignIn)
    }
}

/// What every page function takes.
#[derive(Debug, Clone)]
pub struct Page(pub PageContext);

impl std::ops::Deref for Page {
    type Target = PageContext;

    fn deref(&self) -> &PageContext {
        &self.0
    }
}

impl FromRequestParts<AppState> for Page {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        Ok(Self(visit.page(app).await))
    }
}

/// Somebody signed in; everybody else is sent to the sign-in page and back.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person.
    pub actor: Actor,
    /// Their session.
    pub live: Live,
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let live = <Visit as FromRequestParts<AppState>>::from_request_parts(parts, app).await?.live;
        let live = live.ok_or(WebError::SignIn)?;
        Ok(Self { actor: live.actor.clone(), live })
    }
}

impl OptionalFromRequestParts<AppState> for SignedIn {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Option<Self>, WebError> {
        match <Self as FromRequestParts<AppState>>::from_request_parts(parts, app).await {
            Ok(found) => Ok(Some(found)),
            Err(WebError::SignIn) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

/// A permission as a type: the types are in [`rights`].
pub trait Right {
    /// The permission.
    const PERMISSION: Permission;
}

/// Somebody signed in whose roles carry the permission; others get 403.
#[derive(Debug, Clone)]
pub struct May<R> {
    /// The person.
    pub actor: Actor,
    right: PhantomData<R>,
}

impl<R: Right> FromRequestParts<AppState> for May<R> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let SignedIn { actor, .. } = <SignedIn as FromRequestParts<AppState>>::from_request_parts(parts, app).await?;
        if !actor.may(R::PERMISSION) {
            return Err(WebError::Forbidden);
        }
        Ok(Self { actor, right: PhantomData })
    }
}

/// One type for each permission of the domain.
pub mod rights {
    use super::{Permission, Right};

    macro_rules! rights {
        ($($name:ident),+ $(,)?) => {$(
            #[doc = concat!("The right [`Permission::", stringify!($name), "`].")]
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Right for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+};
    }

    rights! {
        ReadWorkers, WriteWorkers, ReadCases, RecordRequirements, VerifyRequirements, HealthFindings,
        ImportWorkers, ReadAudit, ManageAccounts, ManageProgrammes, ReadFigures, ManageJobs,
        ReadOrders, ReadSessions,
    }
}
