//! Requests for support, assessments, plans with their items, follow-ups, and threads of help.
//! Owns sealing of what people tell; refuses to know who may read it. Start at [`Reintegration`].

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use sojourn_domain::{
    AccountId, Actor, AssessmentId, CaseId, FollowUpId, MessageId, OrganisationId, PlanId, PlanItemId,
    SupportRequestId, ThreadId, WorkerId,
};

use sojourn_domain::reintegration::Urgency;

use crate::entity::Row;
use crate::entity::case::case_file;
use crate::entity::reintegration::{
    follow_up, help_message, help_thread, plan, plan_item, reintegration_assessment, support_request,
};
use crate::store::{repository, rows};
use crate::{Result, Sealed, StorageError, scope};

repository! {
    /// Coming back, and asking for help at any moment.
    Reintegration, reintegration
}

rows! { Reintegration:
    "a request for support" support_request(SupportRequestId) {
        find find_request, insert insert_request, save save_request,
        list requests_of_case of CaseId: CaseId in AskedAt
    }
    "an assessment" reintegration_assessment(AssessmentId) {
        find find_assessment, insert insert_assessment,
        list assessments_of_case of CaseId: CaseId in AssessedOn
    }
    "a plan" plan(PlanId) {
        find find_plan, insert insert_plan, save save_plan,
        list plans_of_case of CaseId: CaseId in Revision
    }
    "an item of a plan" plan_item(PlanItemId) {
        find find_item, insert insert_item, save save_item,
        list items_of_plan of PlanId: PlanId in DueOn,
        list items_of_partner of PartnerId: OrganisationId in DueOn
    }
    "a follow-up" follow_up(FollowUpId) {
        find find_follow_up, insert insert_follow_up, save save_follow_up,
        list follow_ups_of_case of CaseId: CaseId in DueOn
    }
    "a thread of help" help_thread(ThreadId) {
        find find_thread, insert insert_thread, save save_thread,
        list threads_of_worker of WorkerId: WorkerId in OpenedAt
    }
}

const STORY: &str = "support_request.story";
const TEXT: &str = "help_message.text";

/// A message of a thread, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpMessage {
    /// The id.
    pub id: MessageId,
    /// The thread it belongs to.
    pub thread: ThreadId,
    /// Whether the worker wrote it, not who answers.
    pub from_worker: bool,
    /// Who wrote it.
    pub author: AccountId,
    /// What it says; sealed where it rests.
    pub text: String,
    /// When.
    pub sent_at: DateTime<Utc>,
}

impl<C: ConnectionTrait> Reintegration<'_, C> {
    /// What a request tells, opened.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the seal does not open.
    pub async fn story(&self, id: SupportRequestId) -> Result<Option<String>> {
        let Some(row) = self.find_request(id).await? else { return Ok(None) };
        let (Some(bytes), Some(key_id)) = (row.story_sealed, row.story_key) else { return Ok(None) };
        self.0.vault.open(STORY, row.id, &Sealed { key_id, bytes }).map(Some)
    }

    /// Requests that wait for an assessment, of cases an actor sees: urgent ones first, then the oldest.
    ///
    /// # Errors
    /// As any statement.
    pub async fn open_requests(&self, actor: &Actor, limit: u64) -> Result<Vec<support_request::Model>> {
        let visible = case_file::Entity::find().select_only().column(case_file::Column::Id).filter(scope::cases(actor));
        let query = support_request::Entity::find()
            .filter(support_request::Column::Status.eq("open"))
            .filter(support_request::Column::CaseId.in_subquery(visible.into_query()))
            .order_by_asc(Expr::col(support_request::Column::Urgency).eq(Urgency::Normal.code()))
            .order_by_asc(support_request::Column::AskedAt)
            .order_by_asc(support_request::Column::Id)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }

    /// Items of a plan neither delivered nor called off.
    ///
    /// # Errors
    /// As any statement.
    pub async fn open_items(&self, plan: PlanId) -> Result<u64> {
        let query = plan_item::Entity::find()
            .filter(plan_item::Column::PlanId.eq(plan.uuid()))
            .filter(plan_item::Column::Status.is_not_in(["delivered", "called_off"]));
        Ok(query.count(self.0.conn).await?)
    }

    /// Follow-ups due by a day and not done, longest due first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn due_follow_ups(&self, by: NaiveDate, limit: u64) -> Result<Vec<follow_up::Model>> {
        let query = follow_up::Entity::find()
            .filter(follow_up::Column::DoneOn.is_null())
            .filter(follow_up::Column::DueOn.lte(by))
            .order_by_asc(follow_up::Column::DueOn)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }

    /// Open threads of the cases an actor sees: urgent first, then the one that has waited longest.
    ///
    /// # Errors
    /// As any statement.
    pub async fn visible_threads(&self, actor: &Actor, limit: u64) -> Result<Vec<help_thread::Model>> {
        let visible = case_file::Entity::find().select_only().column(case_file::Column::Id).filter(scope::cases(actor));
        let query = help_thread::Entity::find()
            .filter(help_thread::Column::ClosedAt.is_null())
            .filter(help_thread::Column::CaseId.in_subquery(visible.into_query()))
            .order_by_desc(help_thread::Column::Urgent)
            .order_by_asc(help_thread::Column::LastMessageAt)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }

    /// The messages of a thread, opened, first to last.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when a seal does not open.
    pub async fn messages(&self, thread: ThreadId) -> Result<Vec<HelpMessage>> {
        let query = help_message::Entity::find()
            .filter(help_message::Column::ThreadId.eq(thread.uuid()))
            .order_by_asc(help_message::Column::SentAt)
            .order_by_asc(help_message::Column::Id);
        let open = |row: help_message::Model| {
            let sealed = Sealed { key_id: row.text_key, bytes: row.text_sealed };
            Ok(HelpMessage {
                id: row.id.into(),
                thread: row.thread_id.into(),
                from_worker: row.from_worker,
                author: row.author_id.into(),
                text: self.0.vault.open(TEXT, row.id, &sealed)?,
                sent_at: row.sent_at,
            })
        };
        query.all(self.0.conn).await?.into_iter().map(open).collect()
    }
}

impl Reintegration<'_, DatabaseTransaction> {
    /// Keeps a request with what it tells, sealed.
    ///
    /// # Errors
    /// As any statement.
    pub async fn insert_request_with_story(&self, mut request: support_request::Model, story: &str) -> Result<()> {
        let sealed = self.0.vault.seal(STORY, request.id, story)?;
        (request.story_sealed, request.story_key) = (Some(sealed.bytes), Some(sealed.key_id));
        self.insert_request(request).await
    }

    /// Adds a message to an open thread, sealed.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the thread is closed.
    pub async fn insert_message(&self, message: &HelpMessage) -> Result<()> {
        let touched = help_thread::Entity::update_many()
            .col_expr(help_thread::Column::LastMessageAt, Expr::val(message.sent_at))
            .col_expr(help_thread::Column::Version, Expr::col(help_thread::Column::Version).add(1))
            .filter(help_thread::Column::Id.eq(message.thread.uuid()))
            .filter(help_thread::Column::ClosedAt.is_null())
            .exec(self.0.conn)
            .await?;
        if touched.rows_affected == 0 {
            return Err(StorageError::Conflict(format!("thread {} is closed", message.thread)));
        }
        let sealed = self.0.vault.seal(TEXT, message.id.uuid(), &message.text)?;
        let row = help_message::Model {
            id: message.id.uuid(),
            thread_id: message.thread.uuid(),
            from_worker: message.from_worker,
            author_id: message.author.uuid(),
            text_sealed: sealed.bytes,
            text_key: sealed.key_id,
            sent_at: message.sent_at,
        };
        row.insert(self.0.conn).await
    }
}
