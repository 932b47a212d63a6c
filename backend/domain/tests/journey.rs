//! Every row of the transition table: its happy path, its refusals, and what no order of moves can do.

mod support;

use proptest::prelude::*;
use sojourn_domain::{
    Refusal, Role, State, Transition,
    case::ApprovalStatus,
    decide::{self, Decision, Move, Mover, QuotaChange, Way},
    guard::Guard,
    reason::{Outcome, ReturnKind},
    rules::Orientation,
    table::{From, Second, TABLE},
};
use support::{actor, complete_file, complete_move, proposal, start_states};

#[test]
fn every_row_of_the_table_can_be_walked_by_each_of_its_roles() {
    for edge in TABLE {
        for (state, file) in start_states(edge) {
            let mv = complete_move(edge);
            for role in edge.by {
                let mut file = file.clone();
                if edge.second == Second::Always {
                    file.proposal = Some(proposal(edge.transition));
                }
                let decided = decide::decide(&file, edge.transition, Mover::Person(&actor(*role, 1)), &mv);
                assert!(
                    matches!(decided, Ok(Decision::Moved { .. })),
                    "{} from {state:?} by {role}: {decided:?}",
                    edge.transition
                );
            }
            if edge.system {
                let decided = decide::decide(&file, edge.transition, Mover::System, &mv);
                assert!(decided.is_ok(), "{} from {state:?} by the system: {decided:?}", edge.transition);
            }
        }
    }
}

#[test]
fn every_guard_of_every_row_refuses_when_its_fact_is_missing() {
    for edge in TABLE {
        for (_, file) in start_states(edge) {
            for guard in edge.guards {
                let (mut file, mut mv) = (file.clone(), complete_move(edge));
                support::break_guard(*guard, &mut file, &mut mv);
                if edge.second == Second::Always {
                    file.proposal = Some(proposal(edge.transition));
                }
                let mover = edge.by.first().map(|r| actor(*r, 1));
                let mover = mover.as_ref().map_or(Mover::System, Mover::Person);
                match decide::decide(&file, edge.transition, mover, &mv) {
                    Err(Refusal::Unmet(unmet)) => {
                        assert!(unmet.iter().any(|u| u.guard == *guard), "{}: {guard} is not named", edge.transition);
                    }
                    other => panic!("{} without {guard}: {other:?}", edge.transition),
                }
            }
        }
    }
}

#[test]
fn no_other_role_moves_a_case() {
    for edge in TABLE {
        for (_, file) in start_states(edge) {
            for role in Role::ALL.iter().filter(|r| !edge.by.contains(r)) {
                let also = TABLE.iter().any(|e| e.transition == edge.transition && e.by.contains(role));
                if also {
                    continue;
                }
                let mut file = file.clone();
                file.proposal = Some(proposal(edge.transition));
                let decided =
                    decide::decide(&file, edge.transition, Mover::Person(&actor(*role, 1)), &complete_move(edge));
                assert!(
                    matches!(decided, Err(Refusal::Forbidden | Refusal::SecondPersonNeeded)),
                    "{role} must not {}: {decided:?}",
                    edge.transition
                );
            }
        }
    }
}

#[test]
fn nobody_decides_what_they_proposed_themselves() {
    for edge in TABLE.iter().filter(|e| e.second == Second::Always) {
        for (_, mut file) in start_states(edge) {
            let mut own = proposal(edge.transition);
            let decider = actor(edge.by[0], 1);
            own.proposed_by = decider.account;
            file.proposal = Some(own);
            let decided = decide::decide(&file, edge.transition, Mover::Person(&decider), &complete_move(edge));
            assert_eq!(decided, Err(Refusal::SecondPersonNeeded), "{}", edge.transition);
        }
    }
}

#[test]
fn a_move_that_needs_a_second_person_is_first_proposed() {
    let mut file = complete_file(State::Registered);
    file.proposal = None;
    let officer = actor(Role::RecruitmentOfficer, 7);
    let mv = Move::default();
    assert_eq!(decide::decide(&file, Transition::Screen, Mover::Person(&officer), &mv), Ok(Decision::Proposed));
    let offers = decide::offers(&file, &officer);
    assert!(offers.iter().any(|o| o.transition == Transition::Screen && o.way == Way::Propose));
}

#[test]
fn the_officer_who_prepared_the_file_does_not_screen_it() {
    let mut file = complete_file(State::Registered);
    let both = actor(Role::VerifyingOfficer, 3);
    file.prepared_by = Some(both.account);
    file.proposal = Some(proposal(Transition::Screen));
    let decided = decide::decide(&file, Transition::Screen, Mover::Person(&both), &Move::default());
    assert_eq!(decided, Err(Refusal::SecondPersonNeeded));
}

#[test]
fn closing_with_open_items_needs_a_second_person() {
    let mut file = complete_file(State::Reintegrating);
    let worker = actor(Role::CaseWorker, 1);
    let mv = Move { outcome: Some(Outcome::Employed), ..Move::default() };
    file.reintegration.open_items = 0;
    assert!(matches!(
        decide::decide(&file, Transition::Close, Mover::Person(&worker), &mv),
        Ok(Decision::Moved { to: State::Closed, .. })
    ));
    file.reintegration.open_items = 1;
    assert_eq!(decide::decide(&file, Transition::Close, Mover::Person(&worker), &mv), Ok(Decision::Proposed));
}

#[test]
fn a_workers_word_that_they_are_home_waits_for_an_officer_and_an_officer_waits_for_nobody() {
    for state in [State::Departed, State::Employed, State::Returning] {
        let mut file = complete_file(state);
        let (officer, worker) = (actor(Role::RecruitmentOfficer, 1), actor(Role::Worker, 2));
        let mv = Move { on: Some(support::day("2027-02-27")), return_kind: Some(ReturnKind::Early), ..Move::default() };
        let ask = |file: &_, who: &_, mv: &_| decide::decide(file, Transition::RecordReturn, Mover::Person(who), mv);
        let returned = |decided| matches!(decided, Ok(Decision::Moved { to: State::Returned, .. }));

        assert!(returned(ask(&file, &officer, &mv)));
        assert_eq!(ask(&file, &worker, &mv), Ok(Decision::Proposed));
        assert!(matches!(ask(&file, &worker, &Move::default()), Err(Refusal::Unmet(_))));

        let mut word = proposal(Transition::RecordReturn);
        word.proposed_by = worker.account;
        file.proposal = Some(word);
        let way = |who| decide::offers(&file, who).into_iter().find(|o| o.transition == Transition::RecordReturn);
        assert_eq!(way(&worker).map(|o| o.way), Some(Way::Waits));
        assert_eq!(way(&officer).map(|o| o.way), Some(Way::Decide));
        assert_eq!(ask(&file, &worker, &mv), Err(Refusal::SecondPersonNeeded));
        assert!(returned(ask(&file, &officer, &mv)));
        // Everybody else who prepares moves has no say in it.
        assert_eq!(ask(&file, &actor(Role::Mission, 3), &mv), Err(Refusal::Forbidden));
    }
}

#[test]
fn an_undone_offer_returns_to_the_pool_it_came_from() {
    let mut file = complete_file(State::Offered);
    let worker = actor(Role::Worker, 1);
    for (orientation, pool) in
        [(Orientation::BeforeOffer, State::Certified), (Orientation::BeforeClearance, State::Screened)]
    {
        file.rules.orientation = orientation;
        file.pool = Some(pool);
        file.open_offers = 1;
        let decided = decide::decide(&file, Transition::Decline, Mover::Person(&worker), &Move::default());
        assert!(matches!(decided, Ok(Decision::Moved { to, .. }) if to == pool));
        file.open_offers = 2;
        let decided = decide::decide(&file, Transition::Decline, Mover::Person(&worker), &Move::default());
        assert!(matches!(decided, Ok(Decision::Moved { to: State::Offered, .. })));
    }
}

#[test]
fn training_before_clearance_leaves_the_state_alone() {
    let mut file = complete_file(State::Contracted);
    file.rules.orientation = Orientation::BeforeClearance;
    let officer = actor(Role::CentreManager, 1);
    let decided = decide::decide(&file, Transition::Enrol, Mover::Person(&officer), &Move::default());
    assert!(matches!(decided, Ok(Decision::Moved { to: State::Contracted, .. })), "{decided:?}");
}

#[test]
fn a_worker_at_the_desk_makes_the_workers_moves_and_no_others() {
    let officer = actor(Role::RecruitmentOfficer, 1);
    let mv = |by_worker| Move { by_worker, ..Move::default() };
    let file = complete_file(State::Offered);
    let alone = decide::decide(&file, Transition::Accept, Mover::Person(&officer), &mv(false));
    assert_eq!(alone, Err(Refusal::Forbidden));
    let together = decide::decide(&file, Transition::Accept, Mover::Person(&officer), &mv(true));
    assert!(matches!(together, Ok(Decision::Moved { to: State::Accepted, .. })), "{together:?}");
    let offer = decide::decide(&file, Transition::Offer, Mover::Person(&officer), &mv(true));
    assert_eq!(offer, Err(Refusal::Forbidden));
}

#[test]
fn what_was_proposed_stands_unless_the_second_person_says_otherwise() {
    let proposed = Move { reason: Some("forged".into()), on: Some(support::day("2027-01-01")), ..Move::default() };
    let decided = Move { reason: Some("forged stamp".into()), ..Move::default() }.completed_by(&proposed);
    assert_eq!((decided.reason.as_deref(), decided.on), (Some("forged stamp"), proposed.on));
}

#[test]
fn someone_found_must_be_found_somewhere() {
    let file = complete_file(State::LostContact);
    let mv = Move { evidence: Some("call".into()), to: Some(State::Closed), ..Move::default() };
    let decided = decide::decide(&file, Transition::Find, Mover::Person(&actor(Role::Mission, 1)), &mv);
    assert!(matches!(decided, Err(Refusal::Invalid(_))));
}

#[test]
fn the_table_and_the_role_matrix_are_as_documented() {
    insta::assert_snapshot!("matrix", support::matrix());
}

proptest! {
    #[test]
    fn no_order_of_moves_breaks_the_journey(steps in proptest::collection::vec((0usize..Transition::ALL.len(), 0usize..15, 1u8..4), 1..60), before_offer: bool) {
        let mut file = complete_file(State::Registered);
        file.rules.orientation = if before_offer { Orientation::BeforeOffer } else { Orientation::BeforeClearance };
        file.holds_quota = false;
        file.proposal = None;
        let (mut taken, mut freed) = (0i32, 0i32);
        for (transition, role, person) in steps {
            let transition = Transition::ALL[transition];
            let actor = actor(Role::ALL[role], person);
            let Some(edge) = TABLE.iter().find(|e| e.transition == transition) else { continue };
            let mv = complete_move(edge);
            match decide::decide(&file, transition, Mover::Person(&actor), &mv) {
                Err(_) => {}
                Ok(Decision::Proposed) => {
                    let mut waiting = proposal(transition);
                    waiting.proposed_by = actor.account;
                    file.proposal = Some(waiting);
                }
                Ok(Decision::Moved { from, to, pool, quota }) => {
                    prop_assert_eq!(from, file.state);
                    let row = TABLE.iter().find(|e| e.transition == transition && e.from.iter().any(|f| match f {
                        From::In(s) | From::Beside(s) => Some(*s) == from,
                        From::Pool => from == Some(file.rules.pool()),
                        From::New => from.is_none(),
                    }));
                    let row = row.expect("a moved case walked an edge of the table");
                    if row.second == Second::Always {
                        let open = file.proposal.take().expect("a second person decided a proposal");
                        prop_assert_ne!(open.proposed_by, actor.account);
                        prop_assert_eq!(open.status, ApprovalStatus::Open);
                    }
                    match quota {
                        QuotaChange::Take => { taken += 1; file.holds_quota = true; }
                        QuotaChange::Free => { freed += 1; file.holds_quota = false; }
                        QuotaChange::Keep => {}
                    }
                    prop_assert!((0..=1).contains(&(taken - freed)), "a case holds at most one place");
                    if matches!(to, State::Withdrawn | State::Rejected) {
                        prop_assert!(!file.holds_quota, "a case that ends before departure gives its place back");
                    }
                    file.state = Some(to);
                    file.pool = pool;
                    file.proposal = None;
                }
            }
        }
    }
}

#[test]
fn guards_that_no_row_uses_do_not_exist() {
    for guard in Guard::ALL {
        assert!(TABLE.iter().any(|e| e.guards.contains(guard)), "{guard} guards nothing");
    }
}
