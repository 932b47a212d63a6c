//! A crowd beside the demonstration: as many workers as a country has, their cases spread over all states and
//! four years, always the same ones. They are written in large batches and did not go through the use cases:
//! what stands in their records is said at [`seed`]. How far they went is `path`'s.

mod dice;
mod path;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use sojourn_domain::{
    Actor, ApprovalId, CaseId, CaseNumber, EventId, IdentityDocumentId, RequirementId, Role, State, Transition,
    WorkerId, WorkerNumber,
    case::{Approval, ApprovalStatus, Case, CaseEvent},
    decide::Move,
    locale::PaperLanguage,
    partial_date::PartialDate,
    programme::{Programme, RulesVersion},
    requirement::{Requirement, RequirementKind, RequirementResult},
    worker::{Consent, ConsentPurpose, IdentityDocument, IdentityDocumentKind, Worker},
};
use sojourn_storage::{AuditEntry, Holders, Journey, Tx};

use self::dice::Dice;
use super::{
    Desk,
    frame::{self, Corridor},
    not_there, people,
};
use crate::{Context, Result, cases::programme_and_rules};

/// Workers written in one transaction.
const BATCH: u64 = 1000;
/// The first of them registered so long ago.
const DAYS: i64 = 4 * 365;
/// Between two moves of a case.
const PACE: TimeDelta = TimeDelta::days(21);

/// Plants workers until there are `workers` of the crowd, telling `progress` how many there are. Goes on
/// where an earlier call stopped; the demonstration must be there.
///
/// Each has a name, birth, district, telephone, sealed passport and consents, and one case with its holders,
/// the chain of its moves and an audit row that says it was planted. A third of those registered wait for a
/// second officer. What their stages would have written is not there: courses, offers, contracts, quota,
/// papers, messages, and the worker's own sign-in.
///
/// # Errors
/// Storage; an internal error without the demonstration.
pub async fn seed(ctx: &Context, workers: u64, progress: impl Fn(u64)) -> Result<()> {
    let scenes = scenes(ctx).await?;
    seal_what_is_there(ctx).await?;
    let mut planted = ctx.db.reader().crowd().planted().await?;
    while planted < workers {
        let many = BATCH.min(workers - planted);
        let tx = ctx.db.begin().await?;
        let people = registrations(ctx, &tx, planted..planted + many, workers).await?;
        let journeys = people.iter().map(|p| scenes[p.corridor()].journey(p)).collect::<Result<_>>()?;
        tx.crowd().plant(journeys, ctx.now()).await?;
        tx.commit().await?;
        planted += many;
        progress(planted);
    }
    Ok(ctx.db.gather_statistics().await?)
}

/// A seal looks back an hour: what was written on an earlier clock comes under one before the crowd's.
async fn seal_what_is_there(ctx: &Context) -> Result<()> {
    let tx = ctx.db.begin().await?;
    tx.audit().seal(ctx.now()).await?;
    Ok(tx.commit().await?)
}

async fn scenes(ctx: &Context) -> Result<Vec<Scene>> {
    let mut scenes = Vec::new();
    for corridor in frame::find(ctx).await? {
        let (programme, rules) = programme_and_rules(&ctx.db.reader(), corridor.programme, ctx.now()).await?;
        scenes.push(Scene { corridor, programme, rules, now: ctx.now() });
    }
    Ok(scenes)
}

/// Somebody who registers: the n-th, when, and under which numbers.
struct Registration {
    n: u64,
    at: DateTime<Utc>,
    worker: WorkerNumber,
    case: CaseNumber,
}

impl Registration {
    fn corridor(&self) -> usize {
        usize::from(self.n % 2 == 1)
    }
}

/// Spreads a batch of the crowd over the years up to today, with the numbers each year gives.
async fn registrations(ctx: &Context, tx: &Tx, batch: std::ops::Range<u64>, workers: u64) -> Result<Vec<Registration>> {
    let whole = TimeDelta::days(DAYS).num_seconds();
    let moment = |n: u64| {
        let share = i128::from(whole) * i128::from(workers - n) / i128::from(workers);
        ctx.now() - TimeDelta::seconds(i64::try_from(share).unwrap_or(0))
    };
    let many = u32::try_from(batch.end - batch.start).unwrap_or(u32::MAX);
    let mut numbers = tx.crowd().worker_numbers(many).await?.into_iter();
    let mut registrations = Vec::new();
    let mut left = batch.map(|n| (n, moment(n))).peekable();
    while let Some((_, first)) = left.peek() {
        let year = first.year();
        let same: Vec<_> = std::iter::from_fn(|| left.next_if(|(_, at)| at.year() == year)).collect();
        let many = u32::try_from(same.len()).unwrap_or(u32::MAX);
        let cases = tx.crowd().case_numbers(u16::try_from(year).unwrap_or(u16::MAX), many).await?;
        for (((n, at), case), worker) in same.into_iter().zip(cases).zip(&mut numbers) {
            registrations.push(Registration { n, at, worker, case });
        }
    }
    Ok(registrations)
}

/// A corridor with the rules its cases are under.
struct Scene {
    corridor: Corridor,
    programme: Programme,
    rules: RulesVersion,
    now: DateTime<Utc>,
}

impl Scene {
    fn journey(&self, of: &Registration) -> Result<Journey> {
        let mut dice = Dice::of(of.n);
        let desk = &self.corridor.desks[dice.below(self.corridor.desks.len())];
        let worker = self.worker(of, desk, &mut dice)?;
        let goal = path::goal((self.now - of.at).num_days(), self.rules.rules.orientation, &mut dice);
        let id = CaseId::new(dice.id(of.at));
        let events = self.events(id, of.at, desk, goal, &mut dice)?;
        let case = self.case(of, &worker, desk, &events, &mut dice)?;
        let proposed = goal == State::Registered && dice.below(3) == 0;
        let proposal = proposed.then(|| proposal(&case, desk, &mut dice));
        Ok(Journey {
            document: self.document(&worker, of.n, &mut dice),
            consents: consents(&worker),
            holders: self.holders(goal),
            requirements: self.requirements(&case, desk, proposed, &mut dice),
            audit: AuditEntry {
                case: Some(id),
                account: None,
                act: "seed".into(),
                subject_kind: "case".into(),
                subject: Some(id.uuid()),
                details: goal.code().into(),
                at: case.moved_at,
            },
            worker,
            case,
            events,
            proposal,
        })
    }

    fn worker(&self, of: &Registration, desk: &Desk, dice: &mut Dice) -> Result<Worker> {
        let named = people::one_of_many(self.corridor.index, |sides| dice.below(sides));
        let year = self.now.year() - 22 - i32::try_from(dice.below(22)).unwrap_or(0);
        let (month, day) = (dice.below(12) as u32 + 1, dice.below(28) as u32 + 1);
        let born = PartialDate::new(year, Some(month), Some(day)).map_err(|_| not_there("birth"))?;
        let office = desk.officer.organisations(Role::RecruitmentOfficer).next();
        Ok(Worker {
            id: WorkerId::new(dice.id(of.at)),
            number: of.worker,
            merged_into: None,
            office: office.ok_or_else(|| not_there("office"))?,
            given_names: named.given_names,
            surname: named.surname,
            own_script_name: None,
            parent_name: None,
            sex: named.sex,
            born,
            nationality: named.country.parse().map_err(|_| not_there("country"))?,
            phone: Some(format!("{}{:07}", named.dialling, 1_000_000 + of.n * 7919 % 9_000_000)),
            email: None,
            address: None,
            district: Some(named.district.to_owned()),
            postcode: None,
            language: PaperLanguage::from_code(named.language).ok_or_else(|| not_there("language"))?,
            created_at: of.at,
            version: 1,
        })
    }

    /// A passport that outlasts the journey.
    fn document(&self, worker: &Worker, n: u64, dice: &mut Dice) -> IdentityDocument {
        let days = 900 + dice.below(1800) as u64;
        IdentityDocument {
            id: IdentityDocumentId::new(dice.id(worker.created_at)),
            worker: worker.id,
            kind: IdentityDocumentKind::Passport,
            number: format!("C{n:08}"),
            issuer: worker.nationality,
            expires: self.now.date_naive().checked_add_days(Days::new(days)),
        }
    }

    fn events(
        &self,
        case: CaseId,
        from: DateTime<Utc>,
        desk: &Desk,
        goal: State,
        dice: &mut Dice,
    ) -> Result<Vec<CaseEvent>> {
        let moves = path::moves(goal, self.rules.rules.orientation);
        let gaps = i32::try_from(moves.len()).unwrap_or(1).saturating_sub(1).max(1);
        let pace = PACE.min((self.now - from) / gaps);
        let mut state = None;
        let mut events = Vec::with_capacity(moves.len());
        for (i, (transition, to)) in (0..).zip(moves) {
            let at = sojourn_storage::micros(from + pace * i);
            events.push(CaseEvent {
                id: EventId::new(dice.id(at)),
                case,
                sequence: i + 1,
                transition,
                from: state.replace(to),
                to,
                by: Some(self.mover(desk, transition).account),
                at,
                said: path::said(transition, at.date_naive()),
                approval: None,
                rules: Some(self.rules.id),
            });
        }
        Ok(events)
    }

    fn mover<'a>(&'a self, desk: &'a Desk, transition: Transition) -> &'a Actor {
        match path::mover(transition) {
            Role::VerifyingOfficer => &desk.verifier,
            Role::CentreManager => &self.corridor.manager,
            Role::Employer => &self.corridor.employer,
            Role::ProgrammeManager => &self.corridor.programme_manager,
            Role::CaseWorker => &self.corridor.case_worker,
            Role::Mission => &self.corridor.mission,
            Role::RecruitmentOfficer
            | Role::Trainer
            | Role::ServicePartner
            | Role::HealthOfficer
            | Role::Inspector
            | Role::Worker
            | Role::Analyst
            | Role::Auditor
            | Role::Administrator => &desk.officer,
        }
    }

    fn case(
        &self,
        of: &Registration,
        worker: &Worker,
        desk: &Desk,
        events: &[CaseEvent],
        dice: &mut Dice,
    ) -> Result<Case> {
        let last = events.last().ok_or_else(|| not_there("move"))?;
        let recent = (self.now - of.at).num_days() < 300;
        let later = |days| after(of.at.date_naive(), days);
        let (start, end) =
            if recent { (self.programme.planned_start, self.programme.planned_end) } else { (later(150), later(360)) };
        let departed = events.iter().find(|e| e.transition == Transition::Depart).map(|e| e.at.date_naive());
        // Some are overdue, most are still to come.
        let waits = matches!(last.to, State::Contracted | State::Cleared);
        let coming = waits.then(|| self.now.date_naive() + TimeDelta::days(dice.below(60) as i64 - 5));
        Ok(Case {
            id: last.case,
            number: of.case,
            worker: worker.id,
            programme: self.programme.id,
            office: worker.office,
            state: last.to,
            pool: is_placed(last.to).then(|| self.rules.rules.pool()),
            planned_start: start,
            planned_end: end,
            departs_on: departed.or(coming),
            holds_quota: false,
            prepared_by: desk.officer.account,
            created_at: of.at,
            moved_at: last.at,
            version: last.sequence,
        })
    }

    fn holders(&self, goal: State) -> Holders {
        let placed = is_placed(goal) && goal != State::Offered;
        let trained = placed || matches!(goal, State::InTraining | State::Certified | State::Offered);
        let home = matches!(goal, State::Returned | State::Reintegrating | State::Closed);
        Holders {
            employer: self.corridor.employer.organisations(Role::Employer).next().filter(|_| placed),
            centre: self.corridor.manager.organisations(Role::CentreManager).next().filter(|_| trained),
            case_worker: home.then_some(self.corridor.case_worker.account),
        }
    }

    /// What was recorded by the officer and verified by the other: for screening, and for clearance.
    fn requirements(&self, case: &Case, desk: &Desk, proposed: bool, dice: &mut Dice) -> Vec<Requirement> {
        use RequirementKind as K;
        let mut kinds = Vec::new();
        if proposed || case.state != State::Registered {
            kinds.extend(self.rules.rules.screening_requirements.iter().copied());
            kinds.extend(self.rules.rules.language_required.then_some(K::Language));
        }
        if is_placed(case.state) && !matches!(case.state, State::Offered | State::Accepted) {
            kinds.extend([K::Medical, K::Insurance]);
        }
        let record = |kind| Requirement {
            id: RequirementId::new(dice.id(case.created_at)),
            case: case.id,
            kind,
            result: RequirementResult::Passed,
            valid_from: Some(case.created_at.date_naive()),
            valid_until: Some(after(case.planned_end, 60)),
            evidence: "Seen in the original".into(),
            recorded_by: desk.officer.account,
            recorded_at: case.created_at,
            verified_by: Some(desk.verifier.account),
            verified_at: Some(case.created_at),
        };
        kinds.into_iter().map(record).collect()
    }
}

/// Whether a case has come as far as an offer of work.
const fn is_placed(state: State) -> bool {
    match state {
        State::Offered
        | State::Accepted
        | State::Contracted
        | State::Cleared
        | State::Departed
        | State::Employed
        | State::Returning
        | State::Returned
        | State::Reintegrating
        | State::Closed
        | State::LostContact
        | State::Deceased => true,
        State::Registered
        | State::Screened
        | State::InTraining
        | State::Certified
        | State::Withdrawn
        | State::Rejected => false,
    }
}

fn consents(worker: &Worker) -> Vec<Consent> {
    [ConsentPurpose::Registration, ConsentPurpose::Matching, ConsentPurpose::Destination]
        .map(|purpose| Consent {
            purpose,
            language: worker.language,
            text_version: "2026-11".into(),
            given_at: worker.created_at,
            withdrawn_at: None,
        })
        .to_vec()
}

/// The officer asks the second one to find the worker eligible.
fn proposal(case: &Case, desk: &Desk, dice: &mut Dice) -> Approval {
    Approval {
        id: ApprovalId::new(dice.id(case.moved_at)),
        case: case.id,
        transition: Transition::Screen,
        proposed_by: desk.officer.account,
        proposed_at: case.moved_at,
        said: Move::default(),
        status: ApprovalStatus::Open,
        decided_by: None,
        decided_at: None,
        answer: None,
    }
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
