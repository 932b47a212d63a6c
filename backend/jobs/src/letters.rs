//! From a job's ids to a letter: receiver, language, words and a stable Message-ID. Reads only.

use lettre::{
    Message,
    message::{Mailbox, MultiPart},
};
use serde::Deserialize;
use sojourn_documents::mail::{MailKind, mail};
use sojourn_domain::{AccountId, MessageId, access::Account};
use sojourn_services::{Context, access::link};
use sojourn_storage::entity::jobs::job;
use uuid::Uuid;

use crate::post::PostError;

/// A job of access.
#[derive(Debug, Deserialize)]
pub(crate) struct AccessMail {
    mail: String,
    account: AccountId,
    token: Option<Uuid>,
}

/// A job of the inbox.
#[derive(Debug, Deserialize)]
pub(crate) struct InboxMail {
    pub(crate) message: MessageId,
}

/// A payload that cannot be read never will be.
pub(crate) fn payload<T: for<'de> Deserialize<'de>>(job: &job::Model) -> Result<T, PostError> {
    serde_json::from_value(job.payload.clone()).map_err(|e| PostError::Refused(format!("payload: {e}")))
}

/// The Message-ID of a job: the same however often it is sent.
pub(crate) fn message_id(ctx: &Context, job: &job::Model) -> String {
    let host = ctx.settings.base_url.split("//").nth(1).unwrap_or("localhost");
    let host = host.split([':', '/']).next().unwrap_or("localhost");
    format!("<{}@{host}>", job.id)
}

/// The letter of access; `None` where nobody is to be written to any more.
pub(crate) async fn of_access(ctx: &Context, from: &Mailbox, job: &job::Model) -> Result<Option<Message>, PostError> {
    let AccessMail { mail: code, account, token } = payload(job)?;
    let about = link::Mail::from_code(&code).ok_or_else(|| PostError::Refused(format!("no mail {code}")))?;
    let kind = match about {
        link::Mail::Invitation => MailKind::Invitation,
        link::Mail::Reset => MailKind::PasswordReset,
        link::Mail::NewDevice => MailKind::NewDevice,
        link::Mail::PasswordChanged => MailKind::PasswordChanged,
    };
    let path = token.and_then(|token| link::path_of(&ctx.keys, about, token)).unwrap_or_else(|| "/account".into());
    let Some(account) = account_of(ctx, account).await? else { return Ok(None) };
    letter(ctx, from, job, &account, kind, &path)
}

/// The letter of an inbox message; `None` where it was opened before its mail left, or nobody is there.
pub(crate) async fn of_inbox(ctx: &Context, from: &Mailbox, job: &job::Model) -> Result<Option<Message>, PostError> {
    let InboxMail { message } = payload(job)?;
    let found = ctx.db.reader().papers().find_message(message).await.map_err(later)?;
    let Some(message) = found.filter(|m| m.email_sent_at.is_none()) else { return Ok(None) };
    let kind =
        MailKind::from_code(&message.kind).ok_or_else(|| PostError::Refused(format!("no kind {}", message.kind)))?;
    let Some(account) = account_of(ctx, message.account_id.into()).await? else { return Ok(None) };
    letter(ctx, from, job, &account, kind, &message.link)
}

async fn account_of(ctx: &Context, id: AccountId) -> Result<Option<Account>, PostError> {
    let account = ctx.db.reader().access().find_account(id).await.map_err(later)?;
    Ok(account.filter(|a| a.disabled_at.is_none()))
}

fn later(error: impl std::fmt::Display) -> PostError {
    PostError::Later(error.to_string())
}

fn letter(
    ctx: &Context,
    from: &Mailbox,
    job: &job::Model,
    to: &Account,
    kind: MailKind,
    path: &str,
) -> Result<Option<Message>, PostError> {
    let Some(address) = &to.email else { return Ok(None) };
    let address = address.parse().map_err(|e| PostError::Refused(format!("address: {e}")))?;
    let parts = mail(kind, to.locale, &format!("{}{path}", ctx.settings.base_url));
    let built = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address))
        .subject(parts.subject)
        .message_id(Some(message_id(ctx, job)))
        .multipart(MultiPart::alternative_plain_html(parts.text, parts.html));
    built.map(Some).map_err(|e| PostError::Refused(e.to_string()))
}
