//! A small world for storage tests: a programme with two offices, people, cases.
#![allow(dead_code, clippy::unwrap_used)]

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use sojourn_domain::access::Account;
use sojourn_domain::case::Case;
use sojourn_domain::locale::PaperLanguage;
use sojourn_domain::programme::{Agreement, Organisation, OrganisationKind, Programme};
use sojourn_domain::worker::{Sex, Worker};
use sojourn_domain::{
    AccountId, Actor, AgreementId, CaseId, Grant, Locale, OrganisationId, ProgrammeId, Role, State, WorkerId,
};
use sojourn_storage::{Db, Tx, new_id};

pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 9, 0, 0).unwrap()
}

pub fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub struct World {
    pub programme: ProgrammeId,
    pub mission: OrganisationId,
    pub manager: OrganisationId,
    pub north: OrganisationId,
    pub south: OrganisationId,
    pub officer: Actor,
}

pub fn actor(role: Role, organisation: Option<OrganisationId>) -> Actor {
    Actor {
        account: AccountId::new(new_id()),
        name: "Somebody".into(),
        worker: None,
        grants: vec![Grant { role, organisation, district: None }],
        locale: Locale::En,
    }
}

pub fn account(actor: &Actor) -> Account {
    Account {
        id: actor.account,
        name: actor.name.clone(),
        email: Some(format!("{}@example.org", actor.account)),
        worker: actor.worker,
        secret_hash: None,
        locale: actor.locale,
        disabled_at: None,
        demo: false,
        grants: actor.grants.clone(),
        version: 1,
    }
}

async fn organisation(tx: &Tx, kind: OrganisationKind, name: &str) -> OrganisationId {
    let id = OrganisationId::new(new_id());
    let organisation = Organisation {
        id,
        kind,
        name: name.into(),
        country: "NPL".parse().unwrap(),
        accredited_from: None,
        accredited_until: None,
        suspended: None,
    };
    tx.programmes().insert_organisation(&organisation, now()).await.unwrap();
    id
}

impl World {
    pub async fn create(db: &Db) -> Self {
        let tx = db.begin().await.unwrap();
        let manager = organisation(&tx, OrganisationKind::Ministry, "Ministry").await;
        let mission = organisation(&tx, OrganisationKind::Mission, "Mission").await;
        let north = organisation(&tx, OrganisationKind::Office, "North").await;
        let south = organisation(&tx, OrganisationKind::Office, "South").await;
        let agreement = Agreement {
            id: AgreementId::new(new_id()),
            title: "Corridor".into(),
            origin: "NPL".parse().unwrap(),
            destination: "ISR".parse().unwrap(),
            in_force_from: day(2026, 1, 1),
            in_force_until: None,
        };
        tx.programmes().insert_agreement(&agreement, now()).await.unwrap();
        let programme = Programme {
            id: ProgrammeId::new(new_id()),
            agreement: agreement.id,
            title: "Farms 2027".into(),
            manager,
            mission,
            intake_opens: day(2026, 10, 1),
            intake_closes: day(2027, 1, 31),
            planned_start: day(2027, 3, 1),
            planned_end: day(2027, 11, 30),
        };
        tx.programmes().insert_programme(&programme, now()).await.unwrap();
        let officer = actor(Role::RecruitmentOfficer, Some(north));
        tx.access().insert_account(&account(&officer), now()).await.unwrap();
        tx.commit().await.unwrap();
        Self { programme: programme.id, mission, manager, north, south, officer }
    }

    pub async fn worker(&self, tx: &Tx, given: &str, surname: &str) -> Worker {
        let worker = Worker {
            id: WorkerId::new(new_id()),
            number: tx.workers().next_number().await.unwrap(),
            merged_into: None,
            office: self.north,
            given_names: given.into(),
            surname: surname.into(),
            own_script_name: None,
            parent_name: None,
            sex: Sex::Female,
            born: "1995-04".parse().unwrap(),
            nationality: "NPL".parse().unwrap(),
            phone: None,
            email: None,
            address: None,
            district: Some("Kaski".into()),
            postcode: None,
            language: PaperLanguage::from_code("en").unwrap(),
            created_at: now(),
            version: 1,
        };
        tx.workers().insert(&worker).await.unwrap();
        worker
    }

    pub async fn case(&self, tx: &Tx, state: State) -> Case {
        let worker = self.worker(tx, "Sita", "Gurung").await;
        let case = self.case_of(tx, worker.id, state).await;
        tx.cases().insert(&case).await.unwrap();
        case
    }

    pub async fn case_of(&self, tx: &Tx, worker: WorkerId, state: State) -> Case {
        Case {
            id: CaseId::new(new_id()),
            number: tx.cases().next_number(2026).await.unwrap(),
            worker,
            programme: self.programme,
            office: self.north,
            state,
            pool: None,
            planned_start: day(2027, 3, 1),
            planned_end: day(2027, 11, 30),
            departs_on: None,
            holds_quota: false,
            prepared_by: self.officer.account,
            created_at: now(),
            moved_at: now(),
            version: 1,
        }
    }
}
