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

/// Who tries what, from where. The login is kept as a keyed digest only.
pub(super) struct Attempt {
    login_hash: String,
    address: String,
}

impl Attempt {
    pub(super) fn new(ctx: &Context, purpose: &str, login: &str, address: &str) -> Self {
        Self { login_hash: ctx.keys.blind(purpose, login), address: address.chars().take(64).collect() }
    }

    /// Refuses when there were too many failures lately.
    pub(super) async fn admit(&self, ctx: &Context) -> Result<()> {
        let since = ctx.now() - Duration::minutes(WINDOW_MINUTES);
        let failures = ctx.db.reader().access().failures_since(&self.login_hash, &self.address, since).await?;
        if failures.by_login >= PER_LOGIN || failures.by_address >= PER_ADDRESS {
            return Err(ServiceError::Throttled { retry_after: 60 * WINDOW_MINUTES as u32 });
        }
        Ok(())
    }

    /// The row of an attempt that failed, or succeeded.
    pub(super) fn row(self, ctx: &Context, succeeded: bool) -> sign_in_attempt::Model {
        sign_in_attempt::Model {
            id: ctx.new_id(),
            login_hash: self.login_hash,
            address: self.address,
            succeeded,
            at: ctx.now(),
        }
    }
}
