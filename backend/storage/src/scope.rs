//! Which records an actor sees: part of every query, so that a list, a count and an export all obey it.
//! Owns the translation of grants into conditions; refuses to know permissions. Start at [`cases`].

use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use sojourn_domain::{
    Actor, Grant, Role, State,
    placement::{ContractKind, OrderStatus},
    worker::ConsentPurpose,
};
use uuid::Uuid;

use crate::entity::case::case_file;
use crate::entity::placement::{contract, job_order, offer};
use crate::entity::programme::programme;
use crate::entity::proposals::registration_proposal;
use crate::entity::worker::{consent, worker};

/// Cases the actor sees under any grant; none under no grant.
pub(crate) fn cases(actor: &Actor) -> Condition {
    let seen = actor.grants.iter().filter_map(|g| case_grant(actor, g));
    any_of(seen)
}

/// Workers the actor sees: those the office owns, oneself, and those behind a case one sees.
pub(crate) fn workers(actor: &Actor) -> Condition {
    any_of(actor.grants.iter().filter_map(|grant| worker_grant(actor, grant).or_else(|| behind_case(actor, grant))))
}

/// Workers behind a case the grant shows. Asked worker by worker: a list by name then follows its own index and
/// stops when the page is full, instead of gathering every case first.
fn behind_case(actor: &Actor, grant: &Grant) -> Option<Condition> {
    let own = Expr::col((case_file::Entity, case_file::Column::WorkerId)).equals((worker::Entity, worker::Column::Id));
    let case = case_file::Entity::find()
        .select_only()
        .column(case_file::Column::Id)
        .filter(own)
        .filter(case_grant(actor, grant)?);
    Some(Condition::all().add(Expr::exists(case.into_query())))
}

/// The programmes whose cases a grant shows, where it is programmes it is held over.
pub(crate) fn programmes(grant: &Grant) -> Option<Condition> {
    let organisation = grant.organisation?.uuid();
    let column = match grant.role {
        Role::Mission => programme::Column::MissionId,
        Role::ProgrammeManager => programme::Column::ManagerId,
        Role::RecruitmentOfficer
        | Role::VerifyingOfficer
        | Role::HealthOfficer
        | Role::CentreManager
        | Role::Employer
        | Role::CaseWorker
        | Role::Worker
        | Role::Trainer
        | Role::ServicePartner
        | Role::Inspector
        | Role::Analyst
        | Role::Auditor
        | Role::Administrator => return None,
    };
    Some(Condition::all().add(column.eq(organisation)))
}

/// Cases in the pool of programmes in which the actor, an employer, has an approved order, of workers who agreed
/// to be shown to employers: to be offered work.
pub(crate) fn candidates(actor: &Actor) -> Condition {
    let employers = actor.organisations(Role::Employer).map(|o| o.uuid());
    let programmes = job_order::Entity::find()
        .select_only()
        .column(job_order::Column::ProgrammeId)
        .filter(job_order::Column::EmployerId.is_in(employers))
        .filter(job_order::Column::Status.eq(OrderStatus::Approved.code()));
    let agreed = consent::Entity::find()
        .select_only()
        .column(consent::Column::WorkerId)
        .filter(consent::Column::Purpose.eq(ConsentPurpose::Matching.code()))
        .filter(consent::Column::WithdrawnAt.is_null());
    let pools = [State::Screened, State::Certified, State::Offered].map(State::code);
    Condition::all()
        .add(case_file::Column::State.is_in(pools))
        .add(case_file::Column::ProgrammeId.in_subquery(programmes.into_query()))
        .add(case_file::Column::WorkerId.in_subquery(agreed.into_query()))
}

/// Workers' proposals to the actor's offices, narrowed to the district where one is named.
pub(crate) fn proposals(actor: &Actor) -> Condition {
    let seen = actor.grants.iter().filter(|g| g.role == Role::RecruitmentOfficer).filter_map(|grant| {
        let office = registration_proposal::Column::OfficeId.eq(grant.organisation?.uuid());
        let owned = Condition::all().add(office);
        Some(match &grant.district {
            Some(district) => owned.add(registration_proposal::Column::District.eq(district.as_str())),
            None => owned,
        })
    });
    any_of(seen)
}

/// Any of the conditions; none of all rows where there is no condition. A lone condition stands alone: beside a
/// constant that is never true SQLite takes no index for it.
fn any_of(conditions: impl Iterator<Item = Condition>) -> Condition {
    let any = conditions.fold(Condition::any(), Condition::add);
    if any.is_empty() { Condition::all().add(Expr::cust("1 = 0")) } else { any }
}

pub(crate) fn case_grant(actor: &Actor, grant: &Grant) -> Option<Condition> {
    let organisation = grant.organisation.map(|o| o.uuid());
    match grant.role {
        Role::RecruitmentOfficer | Role::VerifyingOfficer | Role::HealthOfficer => {
            let owned = Condition::all().add(case_file::Column::OfficeId.eq(organisation?));
            Some(narrowed(owned, grant))
        }
        Role::CentreManager => Some(Condition::all().add(case_file::Column::CentreId.eq(organisation?))),
        Role::Employer => Some(employed_by(organisation?)),
        Role::Mission => Some(under(programme::Column::MissionId, organisation?)),
        Role::ProgrammeManager => Some(under(programme::Column::ManagerId, organisation?)),
        Role::CaseWorker => {
            let abroad = Condition::all().add(case_file::Column::State.is_in(FROM_DEPARTED.map(State::code)));
            // The programmes of a ministry, a district, or both; a grant that names neither reaches nobody.
            match organisation {
                Some(ministry) => Some(narrowed(abroad.add(under(programme::Column::ManagerId, ministry)), grant)),
                None => grant.district.as_ref().map(|_| narrowed(abroad, grant)),
            }
        }
        Role::Worker => Some(Condition::all().add(case_file::Column::WorkerId.in_subquery(self_and_merged(actor)?))),
        Role::Trainer
        | Role::ServicePartner
        | Role::Inspector
        | Role::Analyst
        | Role::Auditor
        | Role::Administrator => None,
    }
}

fn worker_grant(actor: &Actor, grant: &Grant) -> Option<Condition> {
    match grant.role {
        Role::RecruitmentOfficer | Role::VerifyingOfficer | Role::HealthOfficer => {
            let owned = Condition::all().add(worker::Column::OfficeId.eq(grant.organisation?.uuid()));
            Some(match &grant.district {
                Some(district) => owned.add(worker::Column::District.eq(district.as_str())),
                None => owned,
            })
        }
        Role::Worker => Some(Condition::all().add(worker::Column::Id.in_subquery(self_and_merged(actor)?))),
        Role::CentreManager
        | Role::Employer
        | Role::Mission
        | Role::ProgrammeManager
        | Role::CaseWorker
        | Role::Trainer
        | Role::ServicePartner
        | Role::Inspector
        | Role::Analyst
        | Role::Auditor
        | Role::Administrator => None,
    }
}

/// What a reintegration case worker sees: from `departed` on.
const FROM_DEPARTED: [State; 8] = [
    State::Departed,
    State::Employed,
    State::Returning,
    State::Returned,
    State::Reintegrating,
    State::Closed,
    State::LostContact,
    State::Deceased,
];

fn narrowed(condition: Condition, grant: &Grant) -> Condition {
    let Some(district) = &grant.district else { return condition };
    let own = Expr::col((worker::Entity, worker::Column::Id)).equals((case_file::Entity, case_file::Column::WorkerId));
    let living = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(own)
        .filter(worker::Column::District.eq(district.as_str()));
    condition.add(Expr::exists(living.into_query()))
}

fn under(column: programme::Column, organisation: Uuid) -> Condition {
    let programmes =
        programme::Entity::find().select_only().column(programme::Column::Id).filter(column.eq(organisation));
    Condition::all().add(case_file::Column::ProgrammeId.in_subquery(programmes.into_query()))
}

/// Cases placed with the employer, those one of its open offers names, and those for whom a contract with it was
/// drawn up.
fn employed_by(organisation: Uuid) -> Condition {
    let orders = job_order::Entity::find()
        .select_only()
        .column(job_order::Column::Id)
        .filter(job_order::Column::EmployerId.eq(organisation));
    let offered = offer::Entity::find()
        .select_only()
        .column(offer::Column::CaseId)
        .filter(offer::Column::Status.is_in(["open", "accepted"]))
        .filter(offer::Column::JobOrderId.in_subquery(orders.into_query()));
    Condition::any()
        .add(case_file::Column::EmployerId.eq(organisation))
        .add(case_file::Column::Id.in_subquery(offered.into_query()))
        .add(
            case_file::Column::Id
                .in_subquery(waiting_contracts().filter(contract::Column::EmployerId.eq(organisation)).into_query()),
        )
}

/// Cases with a contract that was drawn up for somebody at work and is not worked under yet.
pub(crate) fn waiting_contracts() -> Select<contract::Entity> {
    contract::Entity::find()
        .select_only()
        .column(contract::Column::CaseId)
        .filter(contract::Column::Kind.ne(ContractKind::Employment.code()))
        .filter(contract::Column::TakenUpAt.is_null())
        .filter(contract::Column::CancelledAt.is_null())
}

/// A worker's own record and those merged into it.
fn self_and_merged(actor: &Actor) -> Option<SelectStatement> {
    let own = actor.worker?.uuid();
    let records = worker::Entity::find()
        .select_only()
        .column(worker::Column::Id)
        .filter(Condition::any().add(worker::Column::Id.eq(own)).add(worker::Column::MergedInto.eq(own)));
    Some(records.into_query())
}
