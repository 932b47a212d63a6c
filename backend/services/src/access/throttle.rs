//! How often somebody may try: counted in the database, so that all nodes count together.

use chrono::Duration;
use sojourn_storage::entity::access::sign_in_attempt;

use crate::{Context, Result, ServiceError};

/// Attempts are counted over this many minutes.
const WINDOW_MINUTES: i64 = 15;
/// Failures of one account before the next attempt waits.
const PER_LOGIN: u64 = 5;
/// Failures from one address: an office behind one address has many people.
const PER_ADDRESS: u64 = 50;

/// What people without an account may send from one address: a village shares one, and so does a whole network.
const PER_STRANGERS_ADDRESS: u64 = 30;

/// Who tries what, from where. The login is kept as a keyed digest only.
pub(crate) struct Attempt {
    login_hash: String,
    address: String,
    most: u64,
}

impl Attempt {
    pub(super) fn new(ctx: &Context, purpose: &str, login: &str, address: &str) -> Self {
        let address = address.chars().take(64).collect();
        Self { login_hash: ctx.keys.blind(purpose, login), address, most: PER_LOGIN }
    }

    /// What somebody without an account sends. It is counted apart: nobody at this address is kept from signing in.
    pub(crate) fn of_stranger(ctx: &Context, purpose: &str, address: &str) -> Self {
        Self { login_hash: ctx.keys.blind(purpose, address), address: purpose.to_owned(), most: PER_STRANGERS_ADDRESS }
    }

    /// Refuses when there were too many failures lately.
    pub(crate) async fn admit(&self, ctx: &Context) -> Result<()> {
        let since = ctx.now() - Duration::minutes(WINDOW_MINUTES);
        let failures = ctx.db.reader().access().failures_since(&self.login_hash, &self.address, since).await?;
        let crowded = self.most == PER_LOGIN && failures.by_address >= PER_ADDRESS;
        if failures.by_login >= self.most || crowded {
            return Err(ServiceError::Throttled { retry_after: 60 * WINDOW_MINUTES as u32 });
        }
        Ok(())
    }

    /// The row of an attempt that failed, or succeeded.
    pub(crate) fn row(self, ctx: &Context, succeeded: bool) -> sign_in_attempt::Model {
        sign_in_attempt::Model {
            id: ctx.new_id(),
            login_hash: self.login_hash,
            address: self.address,
            succeeded,
            at: ctx.now(),
        }
    }
}
