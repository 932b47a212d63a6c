//! How far the journeys of a crowd went, and by which moves. Start at [`goal`] and [`moves`].

use sojourn_domain::{Role, State, Transition, decide::Move, reason::Outcome, reason::ReturnKind, rules::Orientation};

use super::dice::Dice;

/// A move and where it leads.
pub(super) type Step = (Transition, State);

/// Where somebody who registered so many days ago stands by now: most journeys of long ago are over.
pub(super) fn goal(days: i64, orientation: Orientation, dice: &mut Dice) -> State {
    use State as S;
    const COMING: [State; 16] = [
        S::Registered,
        S::Registered,
        S::Registered,
        S::Registered,
        S::Screened,
        S::Screened,
        S::Screened,
        S::InTraining,
        S::InTraining,
        S::Certified,
        S::Offered,
        S::Accepted,
        S::Contracted,
        S::Cleared,
        S::Withdrawn,
        S::Rejected,
    ];
    const ABROAD: [State; 16] = [
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Employed,
        S::Departed,
        S::Returning,
        S::Returned,
        S::LostContact,
        S::Withdrawn,
        S::Rejected,
        S::Contracted,
    ];
    const OVER: [State; 16] = [
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Closed,
        S::Returned,
        S::Reintegrating,
        S::Withdrawn,
        S::Rejected,
        S::Deceased,
    ];
    let list = match days {
        ..120 => COMING,
        120..420 => ABROAD,
        _ => OVER,
    };
    match (list[dice.below(16)], orientation) {
        // There training stands beside the state.
        (S::InTraining | S::Certified, Orientation::BeforeClearance) => S::Screened,
        (goal, Orientation::BeforeOffer | Orientation::BeforeClearance) => goal,
    }
}

/// The moves that lead to a state, from the registration on.
pub(super) fn moves(goal: State, orientation: Orientation) -> Vec<Step> {
    use State as S;
    use Transition as T;
    let beginning: &[Step] = match orientation {
        Orientation::BeforeOffer => &[
            (T::Register, S::Registered),
            (T::Screen, S::Screened),
            (T::Enrol, S::InTraining),
            (T::Certify, S::Certified),
        ],
        Orientation::BeforeClearance => &[(T::Register, S::Registered), (T::Screen, S::Screened)],
    };
    let onwards = [
        (T::Offer, S::Offered),
        (T::Accept, S::Accepted),
        (T::Sign, S::Contracted),
        (T::Clear, S::Cleared),
        (T::Depart, S::Departed),
        (T::ConfirmArrival, S::Employed),
        (T::AnnounceReturn, S::Returning),
        (T::RecordReturn, S::Returned),
        (T::ApprovePlan, S::Reintegrating),
        (T::Close, S::Closed),
    ];
    let (last, end) = match goal {
        S::Withdrawn => (S::Screened, Some((T::Withdraw, goal))),
        S::Rejected => (S::Registered, Some((T::Reject, goal))),
        S::LostContact => (S::Employed, Some((T::LoseContact, goal))),
        S::Deceased => (S::Employed, Some((T::RecordDeath, goal))),
        S::Registered
        | S::Screened
        | S::InTraining
        | S::Certified
        | S::Offered
        | S::Accepted
        | S::Contracted
        | S::Cleared
        | S::Departed
        | S::Employed
        | S::Returning
        | S::Returned
        | S::Reintegrating
        | S::Closed => (goal, None),
    };
    let mut path = Vec::new();
    for step in beginning.iter().chain(&onwards) {
        path.push(*step);
        if step.1 == last {
            break;
        }
    }
    path.extend(end);
    path
}

/// Who makes a move, or decides it, in the demonstration.
pub(super) const fn mover(transition: Transition) -> Role {
    use Transition as T;
    match transition {
        T::Screen | T::Reject | T::Clear | T::Revoke => Role::VerifyingOfficer,
        T::Certify => Role::CentreManager,
        T::Offer | T::Retract | T::Sign | T::ConfirmArrival | T::AnnounceReturn => Role::Employer,
        T::ApprovePlan | T::Reconsider | T::Reopen => Role::ProgrammeManager,
        T::Close | T::LoseContact | T::Find => Role::CaseWorker,
        T::RecordDeath | T::Unconfirm | T::TurnBack | T::Transfer | T::Resume => Role::Mission,
        // What is a worker's own move is made at the officer's desk.
        T::Register
        | T::Enrol
        | T::Accept
        | T::Decline
        | T::Cancel
        | T::Depart
        | T::RecordReturn
        | T::Withdraw
        | T::Lapse
        | T::Expire => Role::RecruitmentOfficer,
    }
}

/// What is said with a move.
pub(super) fn said(transition: Transition, on: chrono::NaiveDate) -> Move {
    use Transition as T;
    let text = |text: &str| Some(text.to_owned());
    match transition {
        T::Reject => Move { reason: text("documents_not_genuine"), ..Move::default() },
        T::Withdraw => Move { evidence: text("Signed statement at the desk"), ..Move::default() },
        T::RecordDeath => Move { evidence: text("Civil registry"), ..Move::default() },
        T::Accept => Move { by_worker: true, ..Move::default() },
        T::AnnounceReturn => Move { return_kind: Some(ReturnKind::EndOfContract), ..Move::default() },
        T::RecordReturn => Move { on: Some(on), return_kind: Some(ReturnKind::EndOfContract), ..Move::default() },
        T::Close => Move { outcome: Some(Outcome::Employed), ..Move::default() },
        T::Register
        | T::Screen
        | T::Reconsider
        | T::Enrol
        | T::Certify
        | T::Lapse
        | T::Offer
        | T::Retract
        | T::Decline
        | T::Expire
        | T::Sign
        | T::Cancel
        | T::Clear
        | T::Revoke
        | T::Depart
        | T::ConfirmArrival
        | T::Unconfirm
        | T::TurnBack
        | T::Transfer
        | T::Resume
        | T::ApprovePlan
        | T::Reopen
        | T::LoseContact
        | T::Find => Move::default(),
    }
}

#[cfg(test)]
mod tests {
    use sojourn_domain::table::{Edge, From, TABLE, To};

    use super::*;

    fn leads(edge: &Edge, from: Option<State>, to: State, pool: State) -> bool {
        let starts = edge.from.iter().any(|start| match start {
            From::New => from.is_none(),
            From::In(state) => from == Some(*state),
            From::Pool => from == Some(pool),
            From::Beside(_) => false,
        });
        let ends = match edge.to {
            To::State(state) => state == to,
            To::Named(states) => states.contains(&to),
            To::Pool | To::PoolWithLastOffer | To::WhereItClosed => false,
        };
        starts && ends
    }

    #[test]
    fn every_journey_follows_the_table_and_ends_where_it_says() {
        for (orientation, pool) in
            [(Orientation::BeforeOffer, State::Certified), (Orientation::BeforeClearance, State::Screened)]
        {
            for goal in State::ALL {
                if orientation == Orientation::BeforeClearance && matches!(goal, State::InTraining | State::Certified) {
                    continue;
                }
                let mut at = None;
                for (transition, to) in moves(*goal, orientation) {
                    let known = |e: &&Edge| e.transition == transition && leads(e, at, to, pool);
                    assert!(TABLE.iter().any(|e| known(&e)), "{transition} from {at:?} to {to}");
                    at = Some(to);
                }
                assert_eq!(at, Some(*goal));
            }
        }
    }

    #[test]
    fn most_journeys_of_long_ago_are_over() {
        let mut closed = 0;
        for n in 0..1000 {
            let goal = goal(900, Orientation::BeforeOffer, &mut Dice::of(n));
            closed += usize::from(goal == State::Closed);
            assert!(!goal.is_active(), "{goal}");
        }
        assert!((600..800).contains(&closed), "{closed}");
    }
}
