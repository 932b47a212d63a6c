//! Typed ids: a worker's id cannot be handed to a function that wants a case's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID (version 7 where the caller made it).
            pub const fn new(id: Uuid) -> Self { Self(id) }
            /// The UUID itself.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
    )+};
}

ids! {
    /// A person who signs in.
    AccountId,
    /// A bilateral labour agreement.
    AgreementId,
    /// A proposal awaiting a second person, or decided by one.
    ApprovalId,
    /// A reintegration assessment.
    AssessmentId,
    /// One person marked at one session.
    AttendanceId,
    /// One journey of a worker.
    CaseId,
    /// A training certificate.
    CertificateId,
    /// A contract, all its versions together.
    ContractId,
    /// A recruitment cost item.
    CostItemId,
    /// A course of sessions.
    CourseId,
    /// A paper issued by the system.
    DocumentId,
    /// A worker's seat in a course.
    EnrolmentId,
    /// A case event.
    EventId,
    /// A flag raised on a case.
    FlagId,
    /// A follow-up after return.
    FollowUpId,
    /// An identity document of a worker.
    IdentityDocumentId,
    /// One run of an import.
    ImportRunId,
    /// One row of an import.
    ImportRowId,
    /// A queued job.
    JobId,
    /// An employer's demand.
    JobOrderId,
    /// A message in somebody's inbox.
    MessageId,
    /// A worker matched to a job order.
    OfferId,
    /// A ministry, office, centre, employer, mission or partner.
    OrganisationId,
    /// An employment under a contract.
    PlacementId,
    /// A reintegration plan.
    PlanId,
    /// An item of a reintegration plan.
    PlanItemId,
    /// A scheme under an agreement.
    ProgrammeId,
    /// A worker's own proposal to be registered.
    ProposalId,
    /// A dated version of a programme's rules.
    RulesVersionId,
    /// A remittance a worker logged.
    RemittanceId,
    /// A requirement record.
    RequirementId,
    /// A signed-in device.
    SessionId,
    /// A training session of a course.
    TrainingSessionId,
    /// A request for reintegration support.
    SupportRequestId,
    /// A confidential thread.
    ThreadId,
    /// One person for life.
    WorkerId,
}
