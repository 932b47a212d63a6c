//! The people of a corridor and what they do, for scenarios that go through the use cases.
#![allow(clippy::unwrap_used, dead_code)]

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sojourn_domain::{
    Actor, CaseId, Grant, JobOrderId, OrganisationId, ProgrammeId, Role, State, TrainingSessionId, Transition,
    act::Act,
    decide::Move,
    placement::Clause,
    programme::Organisation,
    reason::{Comparison, ReturnKind},
    registration::Fields,
    requirement::{RequirementKind, RequirementResult},
};
use sojourn_services::{
    Context, Result,
    access::{actor_of, demo as demo_accounts, pin},
    acts,
    cases::{self, Advance, Advanced, RecordRequirement, Seen},
    context::{Clock, FixedClock, Keys, SeededRandom, Settings},
    demo, placement,
    recruitment::{self, Registered},
    training,
};
use sojourn_storage::Db;
use uuid::Uuid;

/// The first corridor of the demonstration (0: training before offers, the mission signs) or the second
/// (1: training before clearance), without workers.
pub struct World {
    pub ctx: Context,
    pub clock: Arc<FixedClock>,
    corridor: usize,
}

pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

impl World {
    pub async fn new(db: Db, corridor: usize) -> Self {
        let clock = Arc::new(FixedClock::at("2026-11-24T09:00:00Z".parse().unwrap()));
        let settings = Settings { demo: true, ..Settings::default() };
        let shared = clock.clone() as Arc<dyn Clock>;
        let ctx = Context::with(db, Keys::new("test", Keys::DEFAULT), settings, shared, Arc::new(SeededRandom::new(7)))
            .unwrap();
        demo::frame(&ctx).await.unwrap();
        Self { ctx, clock, corridor }
    }

    /// The people of a corridor around a context that exists already.
    pub async fn within(ctx: Context, clock: Arc<FixedClock>, corridor: usize) -> Self {
        demo::frame(&ctx).await.unwrap();
        Self { ctx, clock, corridor }
    }

    pub fn today(&self) -> NaiveDate {
        self.ctx.now().date_naive()
    }

    pub fn pass_days(&self, days: i64) {
        self.clock.set(self.ctx.now() + TimeDelta::days(days));
    }

    /// Somebody of this corridor with a role; the first office's for officers.
    pub async fn person(&self, role: Role) -> Actor {
        let accounts = self.ctx.db.reader().access().demo_accounts().await.unwrap();
        let place = ["gt.example", "np.example"][self.corridor];
        let here = |email: &str| email.ends_with(place) && (email.contains("office1") || !email.contains("office"));
        let found = accounts
            .into_iter()
            .find(|a| a.grants.iter().any(|g| g.role == role) && a.email.as_deref().is_some_and(here));
        actor_of(found.unwrap_or_else(|| panic!("nobody is a {role} here")))
    }

    /// Another person with a role in the same place.
    pub async fn another(&self, role: Role) -> Actor {
        let first = self.person(role).await;
        let tx = self.ctx.db.begin().await.unwrap();
        let id = self.ctx.new_id();
        let new = sojourn_services::access::account::NewAccount {
            name: format!("Another {role}"),
            email: format!("{}@demo.example", id.simple()),
            locale: first.locale,
            grants: first.grants.clone(),
        };
        let account = demo_accounts::add(&self.ctx, &tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        actor_of(self.ctx.db.reader().access().find_account(account).await.unwrap().unwrap())
    }

    pub async fn programme(&self) -> ProgrammeId {
        let mission = self.person(Role::Mission).await.organisations(Role::Mission).next().unwrap();
        let all = self.ctx.db.reader().programmes().programmes().await.unwrap();
        all.into_iter().find(|p| p.mission == mission).unwrap().id
    }

    /// Registers a worker with everything shown; answers the case and the worker, who has chosen the PIN 482913.
    pub async fn register(&self, surname: &str, document: &str) -> (CaseId, Actor) {
        let officer = self.person(Role::RecruitmentOfficer).await;
        let programme = self.programme().await.to_string();
        let country = if self.corridor == 0 { "GTM" } else { "NPL" };
        let form = fields(&[
            ("given_names", "Marta"),
            ("surname", surname),
            ("sex", "female"),
            ("born_year", "1998"),
            ("born_month", "5"),
            ("born_day", "17"),
            ("nationality", country),
            ("document_kind", "passport"),
            ("document_number", document),
            ("document_issuer", country),
            ("document_expires", "2031-02-01"),
            ("district", "Kathmandu"),
            ("programme", &programme),
            ("consent_registration", "yes"),
            ("consent_matching", "yes"),
            ("another_person", "yes"),
        ]);
        let registered = recruitment::register(&self.ctx, &officer, &form).await.unwrap();
        let Registered::Done { case, worker, activation, .. } = registered else { panic!("{registered:?}") };
        let number = self.ctx.db.reader().workers().find_for_system(worker).await.unwrap().unwrap().number;
        let origin = sojourn_services::access::session::Origin { address: "192.0.2.7".into(), device: "phone".into() };
        let activate =
            pin::Activate { number: number.to_string(), code: activation.code, pin: "482913".into(), origin };
        pin::activate(&self.ctx, activate).await.unwrap();
        let account = self.ctx.db.reader().access().find_account_of_worker(worker).await.unwrap().unwrap();
        (case, actor_of(account))
    }

    pub async fn state(&self, case: CaseId) -> State {
        self.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().state
    }

    /// Asks for a move on the version that stands.
    pub async fn ask(&self, actor: &Actor, case: CaseId, transition: Transition, mv: Move) -> Result<Advanced> {
        let version = self.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().version;
        cases::advance(&self.ctx, actor, Advance { case, version, transition, mv, pin: None }).await
    }

    pub async fn step(&self, actor: &Actor, case: CaseId, transition: Transition, mv: Move) {
        if let Err(refused) = self.ask(actor, case, transition, mv).await {
            panic!("{transition} by {:?}: {refused:?}", actor.roles());
        }
    }

    /// One person proposes, another decides.
    pub async fn two(&self, case: CaseId, transition: Transition, proposer: Role, decider: Role, mv: Move) {
        let asked = self.ask(&self.person(proposer).await, case, transition, mv).await;
        assert!(matches!(asked, Ok(Advanced::Proposed)), "{transition}: {asked:?}");
        let mut second = self.person(decider).await;
        if proposer == decider {
            second = self.another(decider).await;
        }
        self.step(&second, case, transition, Move::default()).await;
    }

    pub async fn act(&self, actor: &Actor, case: CaseId, act: Act, pairs: &[(&str, &str)]) {
        if let Err(refused) = acts::perform(&self.ctx, actor, case, act, &fields(pairs)).await {
            panic!("{act}: {refused:?}");
        }
    }

    /// Records a fact and has another person verify it.
    pub async fn fact(&self, case: CaseId, kind: RequirementKind) {
        let today = self.today();
        let command = RecordRequirement {
            kind,
            result: RequirementResult::Passed,
            valid_from: Some(today),
            valid_until: today.checked_add_days(chrono::Days::new(700)),
            evidence: "folder 12".into(),
            seen: Seen::NotSaid,
        };
        let officer = self.person(Role::RecruitmentOfficer).await;
        let verifier = self.person(Role::VerifyingOfficer).await;
        let id = cases::record(&self.ctx, &officer, case, command).await.unwrap();
        cases::verify(&self.ctx, &verifier, case, id).await.unwrap();
    }

    /// Registered and screened.
    pub async fn screened(&self, surname: &str, document: &str) -> (CaseId, Actor) {
        let (case, worker) = self.register(surname, document).await;
        self.fact(case, RequirementKind::Documents).await;
        self.fact(case, RequirementKind::Language).await;
        self.two(case, Transition::Screen, Role::RecruitmentOfficer, Role::VerifyingOfficer, Move::default()).await;
        (case, worker)
    }

    /// A session tomorrow, six hours long, run by the corridor's trainer.
    pub async fn session(&self) -> TrainingSessionId {
        let manager = self.person(Role::CentreManager).await;
        let programme = self.programme().await.to_string();
        let code = format!("PDO-{}", &self.ctx.new_id().simple().to_string()[26..]);
        let course = [
            ("programme", programme.as_str()),
            ("course_code", code.as_str()),
            ("title", "Pre-departure orientation"),
            ("minutes", "360"),
            ("pass_mark", "60"),
        ];
        let course = training::create_course(&self.ctx, &manager, &fields(&course)).await.unwrap().to_string();
        let trainer = self.person(Role::Trainer).await.account.to_string();
        let day = self.today().succ_opt().unwrap();
        let (from, to) = (format!("{day}T08:00"), format!("{day}T14:00"));
        let session = [
            ("course", course.as_str()),
            ("starts_at", from.as_str()),
            ("ends_at", to.as_str()),
            ("place", "Hall 2"),
            ("seats", "30"),
            ("trainer", trainer.as_str()),
        ];
        training::create_session(&self.ctx, &manager, &fields(&session)).await.unwrap()
    }

    /// Enrolled, attended, passed and certified; three days later.
    pub async fn train(&self, case: CaseId) {
        let session = self.session().await;
        let officer = self.person(Role::RecruitmentOfficer).await;
        self.step(&officer, case, Transition::Enrol, about(session.uuid())).await;
        self.pass_days(3);
        let trainer = self.person(Role::Trainer).await;
        let (_, seats) = training::roster(&self.ctx, &trainer, session).await.unwrap();
        let entry = |seat: &training::Seat| training::Entry {
            enrolment: seat.enrolment,
            mark: Some(sojourn_domain::training::Mark::Present),
            score: Some(82),
        };
        let entries: Vec<_> = seats.iter().map(entry).collect();
        training::mark(&self.ctx, &trainer, session, &entries).await.unwrap();
        self.two(case, Transition::Certify, Role::RecruitmentOfficer, Role::CentreManager, Move::default()).await;
    }

    /// An approved order for so many people.
    pub async fn order(&self, headcount: u32) -> JobOrderId {
        let id = self.submitted_order(headcount).await;
        let mission = self.person(Role::Mission).await;
        placement::decide(&self.ctx, &mission, id, placement::Verdict::Approve).await.unwrap();
        id
    }

    /// Another employer of the corridor, accredited.
    pub async fn other_employer(&self) -> Actor {
        let known = self.person(Role::Employer).await;
        let tx = self.ctx.db.begin().await.unwrap();
        let first = known.organisations(Role::Employer).next().unwrap();
        let first = tx.programmes().find_organisation(first).await.unwrap().unwrap();
        let other = Organisation { id: OrganisationId::new(self.ctx.new_id()), name: "Serres du Nord".into(), ..first };
        tx.programmes().insert_organisation(&other, self.ctx.now()).await.unwrap();
        let new = sojourn_services::access::account::NewAccount {
            name: "Nadia Tremblay".into(),
            email: format!("{}@nord.example", other.id.uuid().simple()),
            locale: known.locale,
            grants: vec![Grant { role: Role::Employer, organisation: Some(other.id), district: None }],
        };
        let account = demo_accounts::add(&self.ctx, &tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        actor_of(self.ctx.db.reader().access().find_account(account).await.unwrap().unwrap())
    }

    /// An approved order of an employer, at a monthly wage.
    pub async fn order_of(&self, employer: &Actor, headcount: u32, wage: &str) -> JobOrderId {
        let id = self.submitted_order_of(employer, headcount, wage).await;
        let mission = self.person(Role::Mission).await;
        placement::decide(&self.ctx, &mission, id, placement::Verdict::Approve).await.unwrap();
        id
    }

    pub async fn submitted_order(&self, headcount: u32) -> JobOrderId {
        let employer = self.person(Role::Employer).await;
        let wage = if self.corridor == 0 { "2900" } else { "270" };
        self.submitted_order_of(&employer, headcount, wage).await
    }

    async fn submitted_order_of(&self, employer: &Actor, headcount: u32, wage: &str) -> JobOrderId {
        let programme = self.programme().await.to_string();
        let headcount = headcount.to_string();
        let (sector, currency) = if self.corridor == 0 { ("01", "CAD") } else { ("14", "JOD") };
        let starts = self.today().checked_add_days(chrono::Days::new(120)).unwrap();
        let ends = starts.checked_add_days(chrono::Days::new(200)).unwrap();
        let (starts, ends) = (starts.to_string(), ends.to_string());
        let mut order = fields(&[
            ("programme", programme.as_str()),
            ("title", "Greenhouse worker"),
            ("occupation", "9211"),
            ("sector", sector),
            ("headcount", headcount.as_str()),
            ("sex", "any"),
            ("wage", wage),
            ("currency", currency),
            ("wage_period", "month"),
            ("hours_week", "44"),
            ("starts_on", starts.as_str()),
            ("ends_on", ends.as_str()),
            ("workplace", "Greenhouse 4, Saint-Rémi"),
        ]);
        for clause in Clause::ALL.iter().filter(|c| c.is_hard()) {
            order.insert(clause.code().into(), format!("As agreed: {clause}"));
        }
        placement::submit(&self.ctx, employer, &order).await.unwrap()
    }

    /// Offered, read and accepted.
    pub async fn accepted(&self, case: CaseId, worker: &Actor, order: JobOrderId) {
        let employer = self.person(Role::Employer).await;
        self.step(&employer, case, Transition::Offer, about(order.uuid())).await;
        let offers = placement::show(&self.ctx, worker, case).await.unwrap();
        // Offers made at one standing instant have no order among them: the open one is meant.
        let open = offers.iter().find(|o| o.status == sojourn_domain::placement::OfferStatus::Open).unwrap();
        self.step(worker, case, Transition::Accept, about(open.id.uuid())).await;
    }

    /// Signed by every party.
    pub async fn signed(&self, case: CaseId, worker: &Actor) {
        for party in [worker.clone(), self.person(Role::Employer).await, self.person(Role::Mission).await] {
            if self.state(case).await == State::Accepted {
                self.step(&party, case, Transition::Sign, Move::default()).await;
            }
        }
        assert_eq!(self.state(case).await, State::Contracted);
    }

    /// Everything recorded that clearance asks for, cleared by two persons, the contract handed over.
    pub async fn cleared(&self, case: CaseId) {
        use RequirementKind as K;
        for kind in [K::Visa, K::Medical, K::Insurance, K::Police, K::Costs] {
            self.fact(case, kind).await;
        }
        let officer = self.person(Role::RecruitmentOfficer).await;
        let day = self.today().checked_add_days(chrono::Days::new(100)).unwrap().to_string();
        self.act(&officer, case, Act::PlanDeparture, &[("on", &day)]).await;
        self.two(case, Transition::Clear, Role::RecruitmentOfficer, Role::VerifyingOfficer, Move::default()).await;
        let today = self.today().to_string();
        self.act(&officer, case, Act::HandOver, &[("on", &today)]).await;
    }

    /// A hundred days later: left, arrived and at work.
    pub async fn employed(&self, case: CaseId) {
        self.departed(case).await;
        let employer = self.person(Role::Employer).await;
        let same = Move { comparison: Some(Comparison::Same), ..Move::default() };
        self.step(&employer, case, Transition::ConfirmArrival, same).await;
    }

    pub async fn departed(&self, case: CaseId) {
        self.pass_days(100);
        let officer = self.person(Role::RecruitmentOfficer).await;
        self.step(&officer, case, Transition::Depart, Move::default()).await;
    }

    /// From nothing to work abroad.
    pub async fn worker_abroad(&self, surname: &str, document: &str) -> (CaseId, Actor) {
        let (case, worker) = self.contracted(surname, document).await;
        self.cleared(case).await;
        self.employed(case).await;
        (case, worker)
    }

    pub async fn contracted(&self, surname: &str, document: &str) -> (CaseId, Actor) {
        let (case, worker) = self.screened(surname, document).await;
        self.train(case).await;
        let order = self.order(5).await;
        self.accepted(case, &worker, order).await;
        self.signed(case, &worker).await;
        (case, worker)
    }

    pub async fn returned(&self, case: CaseId) {
        let officer = self.person(Role::RecruitmentOfficer).await;
        self.step(&officer, case, Transition::RecordReturn, home(self.today())).await;
    }

    /// Support asked for, assessed, and a plan of one item that the worker agreed to.
    pub async fn agreed_plan(&self, case: CaseId, worker: &Actor) {
        let case_worker = self.person(Role::CaseWorker).await;
        let request = [("need_work", "yes"), ("urgency", "normal"), ("text", "I want to open a shop")];
        self.act(worker, case, Act::RequestSupport, &request).await;
        let answers = [("round", "baseline"), ("means", "2"), ("working", "0"), ("food", "3"), ("debt", "2")];
        self.act(&case_worker, case, Act::Assess, &answers).await;
        self.act(&case_worker, case, Act::PreparePlan, &[("goal", "A shop of her own"), ("currency", "USD")]).await;
        let partner = self.person(Role::ServicePartner).await.organisations(Role::ServicePartner).next().unwrap();
        let item = [
            ("kind", "equipment"),
            ("description", "Shelves and a scale"),
            ("amount", "420.50"),
            ("record", &partner.to_string()),
        ];
        self.act(&case_worker, case, Act::AddItem, &item).await;
        self.act(worker, case, Act::AgreePlan, &[]).await;
    }

    pub async fn events(&self, case: CaseId) -> Vec<Transition> {
        self.ctx.db.reader().cases().events(case).await.unwrap().iter().map(|e| e.transition).collect()
    }
}

/// A move about a record.
pub fn about(record: Uuid) -> Move {
    Move { record: Some(record), ..Move::default() }
}

/// A move with a reason.
pub fn because(reason: &str) -> Move {
    Move { reason: Some(reason.into()), ..Move::default() }
}

/// A return at the contract's end.
pub fn home(day: NaiveDate) -> Move {
    Move { on: Some(day), return_kind: Some(ReturnKind::EndOfContract), ..Move::default() }
}

/// A moment, for clocks.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
