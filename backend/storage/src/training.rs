//! Courses, their sessions, enrolments, attendance, assessments and certificates.
//! Owns seats that cannot be overdrawn and marks that may arrive twice; refuses to judge who passed.
//! Start at [`Training`].

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use sojourn_domain::{
    AccountId, AssessmentId, AttendanceId, CaseId, CertificateId, CourseId, EnrolmentId, OrganisationId, ProgrammeId,
    TrainingSessionId, WorkerId,
};

use uuid::Uuid;

use crate::entity::case::case_file;
use crate::entity::training::{assessment, attendance, certificate, course, course_session, enrolment};
use crate::keyset::Page;
use crate::store::{next_number, repository, rows};
use crate::{Result, StorageError};

repository! {
    /// Preparation before departure.
    Training, training
}

rows! { Training:
    "a course" course(CourseId) {
        find find_course, insert insert_course, save save_course,
        list courses_of_centre of CentreId: OrganisationId in Code,
        list courses_of_programme of ProgrammeId: ProgrammeId in Code
    }
    "a session" course_session(TrainingSessionId) {
        find find_session, insert insert_session, save save_session,
        list sessions_of_course of CourseId: CourseId in StartsAt,
        list sessions_of_trainer of TrainerId: AccountId in StartsAt
    }
    "an enrolment" enrolment(EnrolmentId) {
        find find_enrolment, insert insert_enrolment, save save_enrolment,
        list enrolments_of_case of CaseId: CaseId in EnrolledAt,
        list roster of SessionId: TrainingSessionId in EnrolledAt
    }
    "an attendance mark" attendance(AttendanceId) {
        find find_mark, insert insert_mark, save save_mark,
        list marks_of of EnrolmentId: EnrolmentId in Day
    }
    "an assessment" assessment(AssessmentId) {
        find find_assessment, insert insert_assessment,
        list assessments_of_case of CaseId: CaseId in AssessedOn
    }
    "a certificate" certificate(CertificateId) {
        find find_certificate, insert insert_certificate, save save_certificate,
        list certificates_of_worker of WorkerId: WorkerId in IssuedOn
    }
}

/// What became of a mark: a device may send it twice, or after somebody else.
#[derive(Debug, Clone, PartialEq)]
pub enum Marked {
    /// It stands.
    Accepted,
    /// The same mark already stood.
    AlreadyThere,
    /// Another mark stands for that day: whose and when is in the row.
    Conflict(attendance::Model),
}

impl<C: ConnectionTrait> Training<'_, C> {
    /// Minutes a case attended of a course, over all its sessions.
    ///
    /// # Errors
    /// As any statement.
    pub async fn minutes_attended(&self, case: CaseId, course: CourseId) -> Result<i64> {
        let own = enrolment::Entity::find()
            .select_only()
            .column(enrolment::Column::Id)
            .filter(enrolment::Column::CaseId.eq(case.uuid()))
            .filter(enrolment::Column::CourseId.eq(course.uuid()));
        let minutes: Vec<i32> = attendance::Entity::find()
            .select_only()
            .column(attendance::Column::Minutes)
            .filter(attendance::Column::EnrolmentId.in_subquery(own.into_query()))
            .into_tuple()
            .all(self.0.conn)
            .await?;
        Ok(minutes.into_iter().map(i64::from).sum())
    }

    /// The certificate of a worker that is valid on a day and lasts longest.
    ///
    /// # Errors
    /// As any statement.
    pub async fn valid_certificate(&self, worker: WorkerId, day: NaiveDate) -> Result<Option<certificate::Model>> {
        let all = self.certificates_of_worker(worker).await?;
        let valid = all
            .into_iter()
            .filter(|c| c.revoked_at.is_none() && c.issued_on <= day && c.valid_until.is_none_or(|until| day <= until));
        Ok(valid.max_by_key(|c| c.valid_until.unwrap_or(NaiveDate::MAX)))
    }

    /// Sessions that end after a moment, of a trainer or of centres, the next first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn coming_sessions(
        &self,
        trainer: Option<AccountId>,
        centres: &[OrganisationId],
        from: DateTime<Utc>,
        limit: u64,
    ) -> Result<Vec<course_session::Model>> {
        let of_centres = course::Entity::find()
            .select_only()
            .column(course::Column::Id)
            .filter(course::Column::CentreId.is_in(centres.iter().map(|c| c.uuid())));
        let mut own = Condition::any().add(course_session::Column::CourseId.in_subquery(of_centres.into_query()));
        if let Some(trainer) = trainer {
            own = own.add(course_session::Column::TrainerId.eq(trainer.uuid()));
        }
        let query = course_session::Entity::find()
            .filter(own)
            .filter(course_session::Column::EndsAt.gte(from))
            .order_by_asc(course_session::Column::StartsAt)
            .order_by_asc(course_session::Column::Id)
            .limit(limit);
        Ok(query.all(self.0.conn).await?)
    }

    /// Sessions of courses of programmes, the latest first.
    ///
    /// # Errors
    /// As any statement.
    pub async fn sessions_of_programmes(
        &self,
        programmes: &[ProgrammeId],
        limit: u64,
    ) -> Result<Vec<(course_session::Model, course::Model)>> {
        let courses = course::Entity::find()
            .filter(course::Column::ProgrammeId.is_in(programmes.iter().map(|p| p.uuid())))
            .all(self.0.conn)
            .await?;
        let courses: BTreeMap<Uuid, course::Model> = courses.into_iter().map(|c| (c.id, c)).collect();
        let sessions = course_session::Entity::find()
            .filter(course_session::Column::CourseId.is_in(courses.keys().copied()))
            .order_by_desc(course_session::Column::StartsAt)
            .order_by_desc(course_session::Column::Id)
            .limit(limit)
            .all(self.0.conn)
            .await?;
        Ok(sessions.into_iter().filter_map(|s| Some((s.clone(), courses.get(&s.course_id)?.clone()))).collect())
    }

    /// Certificates issued for cases of programmes, the newest first, from behind `last` on (ids grow with time).
    ///
    /// # Errors
    /// As any statement.
    pub async fn certificates_of_programmes(
        &self,
        programmes: &[ProgrammeId],
        last: Option<CertificateId>,
        size: u64,
    ) -> Result<Page<certificate::Model>> {
        let cases = case_file::Entity::find()
            .select_only()
            .column(case_file::Column::Id)
            .filter(case_file::Column::ProgrammeId.is_in(programmes.iter().map(|p| p.uuid())));
        let mut query = certificate::Entity::find().filter(certificate::Column::CaseId.in_subquery(cases.into_query()));
        if let Some(last) = last {
            query = query.filter(certificate::Column::Id.lt(last.uuid()));
        }
        let rows = query.order_by_desc(certificate::Column::Id).limit(size + 1).all(self.0.conn).await?;
        Ok(Page::cut(rows, size))
    }

    async fn mark_on(&self, enrolment: uuid::Uuid, day: NaiveDate) -> Result<Option<attendance::Model>> {
        let query = attendance::Entity::find()
            .filter(attendance::Column::EnrolmentId.eq(enrolment))
            .filter(attendance::Column::Day.eq(day));
        Ok(query.one(self.0.conn).await?)
    }

    /// Whether another session the case is enrolled in meets at the same time.
    ///
    /// # Errors
    /// As any statement.
    pub async fn clashes(&self, case: CaseId, session: &course_session::Model) -> Result<bool> {
        let own = enrolment::Entity::find()
            .select_only()
            .column(enrolment::Column::SessionId)
            .filter(enrolment::Column::CaseId.eq(case.uuid()));
        let query = course_session::Entity::find()
            .filter(course_session::Column::Id.in_subquery(own.into_query()))
            .filter(course_session::Column::Id.ne(session.id))
            .filter(course_session::Column::StartsAt.lt(session.ends_at))
            .filter(course_session::Column::EndsAt.gt(session.starts_at))
            .order_by_asc(course_session::Column::StartsAt);
        Ok(query.one(self.0.conn).await?.is_some())
    }
}

impl Training<'_, DatabaseTransaction> {
    /// The next serial of certificates, from 1.
    ///
    /// # Errors
    /// As any statement.
    pub async fn next_certificate_serial(&self) -> Result<u64> {
        next_number(self.0.conn, "certificate").await
    }

    /// Takes a seat of a session; answers whether one was left.
    ///
    /// # Errors
    /// As any statement.
    pub async fn take_seat(&self, session: TrainingSessionId) -> Result<bool> {
        let query = course_session::Entity::update_many()
            .col_expr(course_session::Column::Taken, Expr::col(course_session::Column::Taken).add(1))
            .filter(course_session::Column::Id.eq(session.uuid()))
            .filter(Expr::col(course_session::Column::Taken).lt(Expr::col(course_session::Column::Seats)));
        Ok(query.exec(self.0.conn).await?.rows_affected == 1)
    }

    /// Frees a seat of a session.
    ///
    /// # Errors
    /// As any statement.
    pub async fn free_seat(&self, session: TrainingSessionId) -> Result<()> {
        course_session::Entity::update_many()
            .col_expr(course_session::Column::Taken, Expr::col(course_session::Column::Taken).sub(1))
            .filter(course_session::Column::Id.eq(session.uuid()))
            .filter(course_session::Column::Taken.gt(0))
            .exec(self.0.conn)
            .await?;
        Ok(())
    }

    /// Marks a day of an enrolment unless it is marked: the batch endpoint's answer for each mark.
    ///
    /// # Errors
    /// As any statement.
    pub async fn mark(&self, mark: attendance::Model) -> Result<Marked> {
        let (wanted, minutes) = (mark.mark.clone(), mark.minutes);
        let (enrolment, day) = (mark.enrolment_id, mark.day);
        let key = [attendance::Column::EnrolmentId, attendance::Column::Day];
        let added = attendance::Entity::insert(mark.into_active_model().reset_all())
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(self.0.conn)
            .await?;
        if added == 1 {
            return Ok(Marked::Accepted);
        }
        match self.mark_on(enrolment, day).await? {
            Some(there) if there.mark == wanted && there.minutes == minutes => Ok(Marked::AlreadyThere),
            Some(there) => Ok(Marked::Conflict(there)),
            None => Err(StorageError::Conflict("attendance mark".into())),
        }
    }
}
