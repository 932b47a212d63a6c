//! Roles, and what each may do beside moving a case (the table says who may move it).

use crate::programme::OrganisationKind;

coded! {
    /// What a person is, within an organisation.
    pub enum Role {
        /// Registers, enrols, keeps the file, records departure and return.
        RecruitmentOfficer = "recruitment_officer",
        /// Screens, verifies documents, resolves duplicates, clears.
        VerifyingOfficer = "verifying_officer",
        /// Runs sessions, attendance, assessments.
        Trainer = "trainer",
        /// Courses, sessions, trainers, certificates of one centre.
        CentreManager = "centre_manager",
        /// Job orders, offers, contracts, arrivals.
        Employer = "employer",
        /// Destination authority or labour attaché.
        Mission = "mission",
        /// Assesses, plans, refers, follows up.
        CaseWorker = "case_worker",
        /// Delivers the items referred to it.
        ServicePartner = "service_partner",
        /// Medical requirement records.
        HealthOfficer = "health_officer",
        /// Centres, sessions, certificates, fraud signals.
        Inspector = "inspector",
        /// The worker, abroad or returned.
        Worker = "worker",
        /// Agreements, programmes, quota, approvals.
        ProgrammeManager = "programme_manager",
        /// Statistics without identities.
        Analyst = "analyst",
        /// The audit trail.
        Auditor = "auditor",
        /// Accounts, organisations, settings; no case content.
        Administrator = "administrator",
    }
}

coded! {
    /// A right beside the moves of the table.
    pub enum Permission {
        /// Find and read workers' records of one's scope.
        ReadWorkers = "read_workers",
        /// Register workers and correct their records.
        WriteWorkers = "write_workers",
        /// Read cases of one's scope.
        ReadCases = "read_cases",
        /// Write down a requirement record.
        RecordRequirements = "record_requirements",
        /// Verify a record another person wrote.
        VerifyRequirements = "verify_requirements",
        /// Write and read health findings.
        HealthFindings = "health_findings",
        /// Import lists of workers.
        ImportWorkers = "import_workers",
        /// Read the audit trail.
        ReadAudit = "read_audit",
        /// Accounts and organisations.
        ManageAccounts = "manage_accounts",
        /// Agreements, programmes, quota.
        ManageProgrammes = "manage_programmes",
        /// Aggregated figures.
        ReadFigures = "read_figures",
        /// Dead letters and retries.
        ManageJobs = "manage_jobs",
        /// Job orders: one's own, or those of the programmes one looks after.
        ReadOrders = "read_orders",
        /// Training sessions that one runs or manages.
        ReadSessions = "read_sessions",
    }
}

impl Role {
    /// The kind of organisation the role is held in; `None` is a role of the whole installation, or a worker's own.
    pub const fn within(self) -> Option<OrganisationKind> {
        use OrganisationKind as K;
        match self {
            Self::RecruitmentOfficer | Self::VerifyingOfficer | Self::HealthOfficer => Some(K::Office),
            Self::Trainer | Self::CentreManager => Some(K::Centre),
            Self::Employer => Some(K::Employer),
            Self::Mission => Some(K::Mission),
            Self::ServicePartner => Some(K::Partner),
            Self::ProgrammeManager | Self::Inspector | Self::Analyst | Self::CaseWorker => Some(K::Ministry),
            Self::Worker | Self::Auditor | Self::Administrator => None,
        }
    }

    /// Whether a district alone says where the role is held: returnees live there under the programmes of any ministry.
    pub const fn is_held_in_a_district(self) -> bool {
        matches!(self, Self::CaseWorker)
    }

    /// Roles that people are given: a worker's comes with the registration, and with nothing else.
    pub fn given() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|role| *role != Self::Worker)
    }

    /// The permissions a role carries.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::RecruitmentOfficer => {
                &[P::ReadWorkers, P::WriteWorkers, P::ReadCases, P::RecordRequirements, P::ImportWorkers]
            }
            Self::VerifyingOfficer => &[P::ReadWorkers, P::ReadCases, P::RecordRequirements, P::VerifyRequirements],
            Self::HealthOfficer => &[P::ReadCases, P::RecordRequirements, P::HealthFindings],
            Self::CaseWorker => &[P::ReadWorkers, P::ReadCases, P::RecordRequirements],
            Self::Mission => &[P::ReadWorkers, P::ReadCases, P::RecordRequirements, P::ReadOrders],
            Self::CentreManager => &[P::ReadCases, P::ReadSessions],
            Self::ProgrammeManager => {
                &[P::ReadWorkers, P::ReadCases, P::ManageProgrammes, P::ReadFigures, P::ReadOrders]
            }
            Self::Analyst => &[P::ReadFigures],
            Self::Auditor => &[P::ReadAudit],
            Self::Administrator => &[P::ManageAccounts, P::ManageJobs],
            Self::Worker => &[P::ReadCases],
            Self::Employer => &[P::ReadCases, P::ReadOrders],
            Self::Trainer => &[P::ReadSessions],
            Self::ServicePartner | Self::Inspector => &[],
        }
    }
}
