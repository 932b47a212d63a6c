//! Journeys of the demonstration: each worker goes, through the use cases and on a clock of its own, as far as
//! its place in the list says. Start at [`walk`].

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use sojourn_domain::{
    Actor, CaseId, Role, State, Transition as T,
    act::Act,
    decide::Move,
    reason::{Comparison, Outcome, ReturnKind},
    requirement::{RequirementKind as K, RequirementResult},
    training::Mark,
};
use uuid::Uuid;

use super::{
    Desk,
    stage::{SEASONS, Stage, at, fields},
};
use crate::{
    Context, Result, ServiceError,
    access::actor_of,
    acts,
    cases::{self, Advance, RecordRequirement, Seen},
    context::FixedClock,
    placement,
    recruitment::resolve_duplicate,
    reintegration,
    training::{self, Entry},
};

/// How far the n-th worker of a corridor goes: every state has somebody, the first ones most.
pub(super) fn goal(n: usize) -> State {
    use State as S;
    const GOALS: [State; 25] = [
        S::Registered,
        S::Screened,
        S::Employed,
        S::Certified,
        S::Registered,
        S::InTraining,
        S::Offered,
        S::Employed,
        S::Contracted,
        S::Screened,
        S::Cleared,
        S::Departed,
        S::Returned,
        S::Registered,
        S::Closed,
        S::Employed,
        S::Accepted,
        S::Withdrawn,
        S::Reintegrating,
        S::Rejected,
        S::Returning,
        S::Certified,
        S::LostContact,
        S::Closed,
        S::Deceased,
    ];
    GOALS[n % GOALS.len()]
}

/// Which season a goal belongs to.
const fn season_of(goal: State) -> usize {
    match goal {
        State::Returned | State::Reintegrating | State::Closed => 0,
        State::Departed | State::Employed | State::Returning | State::LostContact | State::Deceased => 1,
        _ => 2,
    }
}

/// One worker on the way.
struct Walk<'a> {
    stage: &'a Stage<'a>,
    desk: &'a Desk,
    case: CaseId,
    clock: Arc<FixedClock>,
    ctx: Context,
    n: usize,
}

/// When the n-th worker registers.
pub(super) fn begins(today: DateTime<Utc>, n: usize) -> DateTime<Utc> {
    let season = &SEASONS[season_of(goal(n))];
    let spread = i64::try_from(n % 3).unwrap_or(0);
    today - TimeDelta::days(i64::try_from(season.began).unwrap_or(0) - spread)
}

/// A context that stands where the n-th worker registers.
pub(super) fn context_of(ctx: &Context, n: usize) -> Context {
    at(ctx, begins(ctx.now(), n))
}

/// Takes a registered worker as far as the goal.
pub(super) async fn walk(stage: &Stage<'_>, desk: &Desk, case: CaseId, n: usize) -> Result<()> {
    let clock = Arc::new(FixedClock::at(begins(stage.today, n)));
    let ctx = Context { clock: clock.clone(), ..stage.ctx.clone() };
    Walk { stage, desk, case, clock, ctx, n }.go(goal(n)).await
}

impl Walk<'_> {
    async fn go(&self, goal: State) -> Result<()> {
        use State as S;
        self.clear_duplicates().await?;
        match goal {
            S::Registered => return self.waits_at_the_desk().await,
            S::Rejected => {
                let reason = because("documents_not_genuine");
                return self.two(T::Reject, &self.desk.officer, &self.desk.verifier, reason).await;
            }
            S::Withdrawn => {
                let statement = Move { evidence: Some("Signed statement at the desk".into()), ..Move::default() };
                return self.step(&self.desk.officer, T::Withdraw, statement).await;
            }
            _ => {}
        }
        self.fact(K::Documents).await?;
        self.fact(K::Language).await?;
        self.two(T::Screen, &self.desk.officer, &self.desk.verifier, Move::default()).await?;
        if goal == S::Screened {
            return Ok(());
        }
        let beside = self.stage.corridor.index == 1;
        if goal == S::InTraining {
            return self.step(&self.desk.officer, T::Enrol, about(self.stage.coming.uuid())).await;
        }
        if !beside {
            self.train().await?;
            if goal == S::Certified {
                return Ok(());
            }
        } else if goal == S::Certified {
            return Ok(());
        }
        if self.placed(goal).await? {
            return Ok(());
        }
        if beside {
            self.train().await?;
        }
        self.abroad(goal).await
    }

    /// Some have a record missing, some wait for the second officer, some registered today.
    async fn waits_at_the_desk(&self) -> Result<()> {
        match self.n % 3 {
            0 => Ok(()),
            1 => self.record(K::Documents).await.map(drop),
            _ => {
                self.fact(K::Documents).await?;
                self.fact(K::Language).await?;
                self.step(&self.desk.officer, T::Screen, Move::default()).await
            }
        }
    }

    async fn clear_duplicates(&self) -> Result<()> {
        let seen = cases::view(&self.ctx, &self.desk.verifier, self.case).await?;
        for (flag, _) in seen.duplicates {
            resolve_duplicate(&self.ctx, &self.desk.verifier, seen.worker.id, flag).await?;
        }
        Ok(())
    }

    /// Offered, accepted, contracted, cleared; answers whether the goal was reached.
    async fn placed(&self, goal: State) -> Result<bool> {
        use State as S;
        let (corridor, order) = (self.stage.corridor, self.stage.seasons[season_of(goal)].order);
        if goal == S::Offered {
            // An offer holds for two weeks: this one was made yesterday.
            self.clock.set(self.stage.today - TimeDelta::days(1));
        }
        self.step(&corridor.employer, T::Offer, about(order.uuid())).await?;
        if goal == S::Offered {
            return Ok(true);
        }
        let worker = self.worker().await?;
        placement::show(&self.ctx, &worker, self.case).await?;
        self.step(&worker, T::Accept, Move::default()).await?;
        if goal == S::Accepted {
            self.step(&worker, T::Sign, Move::default()).await?;
            return Ok(true);
        }
        self.step(&worker, T::Sign, Move::default()).await?;
        self.step(&corridor.employer, T::Sign, Move::default()).await?;
        if corridor.index == 0 {
            self.step(&corridor.mission, T::Sign, Move::default()).await?;
        }
        Ok(goal == S::Contracted)
    }

    async fn abroad(&self, goal: State) -> Result<()> {
        use State as S;
        for kind in [K::Visa, K::Medical, K::Insurance, K::Police, K::Costs] {
            self.fact(kind).await?;
        }
        let season = &SEASONS[season_of(goal)];
        let leaves = self.stage.today + TimeDelta::days(season.starts - 2);
        let (day, today) = (self.stage.rules.day_of(leaves).to_string(), self.today().to_string());
        let cost =
            [("kind", "visa"), ("amount", "155"), ("currency", "USD"), ("paid_by", "employer"), ("treatment", "kept")];
        self.act(&self.desk.officer, Act::RecordCost, &cost).await?;
        self.act(&self.desk.officer, Act::PlanDeparture, &[("on", &day)]).await?;
        self.two(T::Clear, &self.desk.officer, &self.desk.verifier, Move::default()).await?;
        self.act(&self.desk.officer, Act::HandOver, &[("on", &today)]).await?;
        if goal == S::Cleared {
            return Ok(());
        }
        self.clock.set(leaves);
        self.step(&self.desk.officer, T::Depart, Move::default()).await?;
        if goal == S::Departed {
            return Ok(());
        }
        let corridor = self.stage.corridor;
        self.clock.set(leaves + TimeDelta::days(3));
        let arrived = if self.n % 20 == 7 {
            Move { comparison: Some(Comparison::Differs), ..because("Sixty hours a week instead of 46") }
        } else {
            Move { comparison: Some(Comparison::Same), ..Move::default() }
        };
        self.step(&corridor.employer, T::ConfirmArrival, arrived).await?;
        self.working(goal).await
    }

    async fn working(&self, goal: State) -> Result<()> {
        use State as S;
        let (corridor, worker) = (self.stage.corridor, self.worker().await?);
        self.clock.set(self.ctx.now() + TimeDelta::days(14));
        let (amount, currency) = if corridor.index == 0 { ("450", "CAD") } else { ("120", "JOD") };
        let today = self.today().to_string();
        let sent = [
            ("on", today.as_str()),
            ("amount", amount),
            ("currency", currency),
            ("fee", ["4.99", "7"][self.n % 2]),
            ("channel", ["operator", "mobile", "bank"][self.n % 3]),
            ("use", ["education", "housing"][self.n % 2]),
        ];
        self.act(&worker, Act::LogRemittance, &sent).await?;
        match goal {
            S::LostContact => {
                for channel in ["phone", "message", "employer"] {
                    self.act(&corridor.mission, Act::RecordAttempt, &[("channel", channel), ("outcome", "no_answer")])
                        .await?;
                }
                self.step(&corridor.mission, T::LoseContact, Move::default()).await
            }
            S::Deceased => {
                let evidence = Move { evidence: Some("Certificate of the civil registry".into()), ..Move::default() };
                self.two(T::RecordDeath, &self.desk.officer, &corridor.mission, evidence).await
            }
            S::Employed => Ok(()),
            S::Returning => {
                let early = Move { return_kind: Some(ReturnKind::Early), ..Move::default() };
                self.step(&worker, T::AnnounceReturn, early).await
            }
            _ => self.home(goal, &worker).await,
        }
    }

    async fn home(&self, goal: State, worker: &Actor) -> Result<()> {
        let corridor = self.stage.corridor;
        self.clock.set(self.stage.today + TimeDelta::days(SEASONS[0].ends + 2));
        let day = self.today();
        let back = Move { on: Some(day), return_kind: Some(ReturnKind::EndOfContract), ..Move::default() };
        self.step(&self.desk.officer, T::RecordReturn, back).await?;
        let asked = [("need_work", "yes"), ("need_money", "yes"), ("urgency", "normal"), ("text", "A small shop")];
        self.act(worker, Act::RequestSupport, &asked).await?;
        if goal == State::Returned {
            return Ok(());
        }
        let answers = [
            ("round", "baseline"),
            ("means", "2"),
            ("working", "0"),
            ("food", "3"),
            ("debt", "2"),
            ("housing", "3"),
            ("care", "2"),
            ("papers", "4"),
            ("schooling", "3"),
            ("support", "4"),
            ("belonging", "3"),
            ("safety", "4"),
            ("wellbeing", "3"),
        ];
        self.act(&corridor.case_worker, Act::Assess, &answers).await?;
        self.act(&corridor.case_worker, Act::PreparePlan, &[("goal", "A shop of one's own"), ("currency", "USD")])
            .await?;
        let partner =
            corridor.partner.organisations(Role::ServicePartner).next().map(|o| o.to_string()).unwrap_or_default();
        let due = day.checked_add_days(Days::new(30)).unwrap_or(day).to_string();
        let item = [
            ("kind", "equipment"),
            ("description", "Shelves and a scale"),
            ("amount", "420"),
            ("record", partner.as_str()),
            ("on", due.as_str()),
        ];
        self.act(&corridor.case_worker, Act::AddItem, &item).await?;
        self.act(worker, Act::AgreePlan, &[]).await?;
        self.two(T::ApprovePlan, &corridor.case_worker, &corridor.programme_manager, Move::default()).await?;
        if goal == State::Reintegrating {
            return Ok(());
        }
        self.clock.set(self.stage.today - TimeDelta::days(3));
        for item in reintegration::referred(&self.ctx, &corridor.partner).await? {
            if item.delivered_on.is_none() && self.is_own(item.plan_id).await? {
                reintegration::deliver_as_partner(&self.ctx, &corridor.partner, item.id.into(), self.today()).await?;
            }
        }
        let closing = Move { outcome: Some(Outcome::SelfEmployed), ..Move::default() };
        self.step(&corridor.case_worker, T::Close, closing).await
    }

    async fn is_own(&self, plan: Uuid) -> Result<bool> {
        let plans = self.ctx.db.reader().reintegration().plans_of_case(self.case).await?;
        Ok(plans.iter().any(|p| p.id == plan))
    }

    async fn train(&self) -> Result<()> {
        let session = self.stage.seasons[season_of(goal(self.n))].session;
        self.step(&self.desk.officer, T::Enrol, about(session.uuid())).await?;
        self.clock.set(self.ctx.now() + TimeDelta::days(6));
        let trainer = &self.stage.corridor.trainer;
        let (_, seats) = training::roster(&self.ctx, trainer, session).await?;
        let score = i32::try_from(62 + self.n * 7 % 37).unwrap_or(80);
        let entries: Vec<_> = seats
            .iter()
            .filter(|s| s.mark.is_none())
            .map(|s| Entry { enrolment: s.enrolment, mark: Some(Mark::Present), score: Some(score) })
            .collect();
        training::mark(&self.ctx, trainer, session, &entries).await?;
        self.two(T::Certify, &self.desk.officer, &self.stage.corridor.manager, Move::default()).await
    }

    /// The day it is where the programme's people are.
    fn today(&self) -> NaiveDate {
        self.stage.rules.day_of(self.ctx.now())
    }

    async fn worker(&self) -> Result<Actor> {
        let reader = self.ctx.db.reader();
        let case = reader.cases().find_for_system(self.case).await?.ok_or(ServiceError::NotFound)?;
        let account = reader.access().find_account_of_worker(case.worker).await?;
        account.map(actor_of).ok_or(ServiceError::NotFound)
    }

    async fn record(&self, kind: K) -> Result<sojourn_domain::RequirementId> {
        let today = self.today();
        let command = RecordRequirement {
            kind,
            result: RequirementResult::Passed,
            valid_from: Some(today),
            valid_until: today.checked_add_months(chrono::Months::new(24)),
            evidence: format!("Originals seen at the desk, folder {}", kind.code()),
            seen: Seen::NotSaid,
        };
        cases::record(&self.ctx, &self.desk.officer, self.case, command).await
    }

    async fn fact(&self, kind: K) -> Result<()> {
        let id = self.record(kind).await?;
        cases::verify(&self.ctx, &self.desk.verifier, self.case, id).await
    }

    async fn act(&self, actor: &Actor, act: Act, pairs: &[(&str, &str)]) -> Result<()> {
        acts::perform(&self.ctx, actor, self.case, act, &fields(pairs)).await
    }

    async fn two(&self, transition: T, proposer: &Actor, decider: &Actor, mv: Move) -> Result<()> {
        self.step(proposer, transition, mv).await?;
        self.step(decider, transition, Move::default()).await
    }

    async fn step(&self, actor: &Actor, transition: T, mv: Move) -> Result<()> {
        let case = self.ctx.db.reader().cases().find_for_system(self.case).await?.ok_or(ServiceError::NotFound)?;
        let command = Advance { case: self.case, version: case.version, transition, mv, pin: None };
        cases::advance(&self.ctx, actor, command).await.map(drop)
    }
}

fn about(record: Uuid) -> Move {
    Move { record: Some(record), ..Move::default() }
}

fn because(reason: &str) -> Move {
    Move { reason: Some(reason.into()), ..Move::default() }
}
