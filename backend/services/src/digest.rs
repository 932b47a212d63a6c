//! The daily digest: whoever has overdue work on their list hears of it once a day, with a link and nothing else.
//! Start at [`send`].

use chrono::NaiveTime;
use sojourn_documents::mail::MailKind;
use sojourn_domain::{
    AccountId, Role,
    access::{Account, AccountStatus},
    due::DueKind,
};
use sojourn_storage::StaffFilter;

use crate::{Context, Result, access::actor_of, messages, work::due};

/// The kind of job that sends the digest: once a day, without a payload.
pub const DIGEST_JOB: &str = "daily_digest";
/// Where its link leads.
const LINK: &str = "/due";
/// Accounts looked at at a time.
const BATCH: u64 = 100;

/// Tells everybody who is late and was not told today; answers how many. Run twice, it tells nobody twice.
///
/// # Errors
/// Storage.
pub async fn send(ctx: &Context) -> Result<usize> {
    let active = StaffFilter { status: Some(AccountStatus::Active), ..StaffFilter::default() };
    let (mut told, mut last) = (0, None::<(String, AccountId)>);
    loop {
        let key = last.as_ref().map(|(name, id)| (name.as_str(), *id));
        let page = ctx.db.reader().access().list_staff(&active, key, BATCH).await?;
        last = page.rows.last().map(|a| (a.name.clone(), a.id));
        for account in page.rows {
            told += tell(ctx, account).await?;
        }
        if !page.more {
            return Ok(told);
        }
    }
}

async fn tell(ctx: &Context, account: Account) -> Result<usize> {
    if !is_late(ctx, &account).await? {
        return Ok(0);
    }
    let today = ctx.now().date_naive().and_time(NaiveTime::MIN).and_utc();
    let tx = ctx.db.begin().await?;
    if tx.papers().has_message_since(account.id, MailKind::DailyDigest.code(), today).await? {
        return Ok(0);
    }
    messages::send(ctx, &tx, &account, MailKind::DailyDigest, LINK).await?;
    tx.commit().await?;
    Ok(1)
}

/// Whether anything on one of the account's lists is past its day.
async fn is_late(ctx: &Context, account: &Account) -> Result<bool> {
    let actor = actor_of(account.clone());
    let lists: Vec<Role> = actor.roles().into_iter().filter(|role| DueKind::of(*role).next().is_some()).collect();
    for role in lists {
        if due::counts(ctx, &actor, role).await?.iter().any(|count| count.overdue > 0) {
            return Ok(true);
        }
    }
    Ok(false)
}
