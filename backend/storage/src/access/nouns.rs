//! Rows of access to nouns of the domain, and back. Owns nothing else.

use chrono::{DateTime, Utc};
use sojourn_domain::access::{Account, Session};
use sojourn_domain::{AccountId, Grant, Locale, Role};

use crate::entity::access::{account, account_role, session};
use crate::{Result, StorageError, new_id};

pub(super) fn account(row: account::Model, grants: Vec<Grant>) -> Result<Account> {
    let locale = Locale::from_code(&row.locale);
    Ok(Account {
        id: row.id.into(),
        name: row.name,
        email: row.email,
        worker: row.worker_id.map(Into::into),
        secret_hash: row.secret_hash,
        locale: locale.ok_or_else(|| StorageError::unknown_code("locale", &row.locale))?,
        disabled_at: row.disabled_at,
        demo: row.demo,
        grants,
        version: row.version,
    })
}

pub(super) fn account_row(account: &Account, created_at: DateTime<Utc>) -> account::Model {
    account::Model {
        id: account.id.uuid(),
        name: account.name.clone(),
        email: account.email.clone(),
        worker_id: account.worker.map(|w| w.uuid()),
        secret_hash: account.secret_hash.clone(),
        locale: account.locale.code().to_owned(),
        disabled_at: account.disabled_at,
        demo: account.demo,
        search_text: format!("{} {}", account.name, account.email.as_deref().unwrap_or_default()).to_lowercase(),
        version: account.version,
        created_at,
    }
}

pub(super) fn grant(row: &account_role::Model) -> Result<Grant> {
    Ok(Grant {
        role: Role::from_code(&row.role).ok_or_else(|| StorageError::unknown_code("role", &row.role))?,
        organisation: row.organisation_id.map(Into::into),
        district: row.district.clone(),
    })
}

pub(super) fn grant_row(account: AccountId, grant: &Grant, now: DateTime<Utc>) -> account_role::Model {
    account_role::Model {
        id: new_id(),
        account_id: account.uuid(),
        role: grant.role.code().to_owned(),
        organisation_id: grant.organisation.map(|o| o.uuid()),
        district: grant.district.clone(),
        created_at: now,
    }
}

pub(super) fn session(row: session::Model) -> Session {
    Session {
        id: row.id.into(),
        account: row.account_id.into(),
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        expires_at: row.expires_at,
        device: row.device,
    }
}

pub(super) fn session_row(session: &Session, token_hash: &str, address: Option<&str>) -> session::Model {
    session::Model {
        id: session.id.uuid(),
        token_hash: token_hash.to_owned(),
        account_id: session.account.uuid(),
        device: session.device.clone(),
        address: address.map(str::to_owned),
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        expires_at: session.expires_at,
    }
}
