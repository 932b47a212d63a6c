//! How long a stage takes: of the cases that came through it, from the move that led in to the one that led out.
//! Start at [`median_days`].

use chrono::{DateTime, Utc};

use crate::state::{Stage, State};

/// The middle of how long a stage took, and of how many cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Median {
    /// Whole days; of two middle cases, the mean of both, rounded.
    pub days: i64,
    /// How many cases it is the middle of.
    pub cases: u32,
}

impl Stage {
    /// Where cases stand that have come through this stage and not much further: those to ask how long it took.
    pub const fn passed(self) -> &'static [State] {
        match self {
            // Where orientation is before clearance, nobody stands in training.
            Self::Recruitment => &[
                State::InTraining,
                State::Certified,
                State::Offered,
                State::Accepted,
                State::Contracted,
                State::Cleared,
            ],
            Self::Training => &[State::Offered, State::Accepted, State::Contracted, State::Cleared],
            Self::Placement => &[State::Departed, State::Employed],
            Self::Remittance => &[State::Returning, State::Returned, State::Reintegrating],
            Self::Reintegration => &[State::Closed],
        }
    }
}

/// Whole days a case was at a stage, from its first move into it to the next move out; `None` where it never was, or
/// still is.
#[must_use]
pub fn days_at(path: &[(State, DateTime<Utc>)], stage: Stage) -> Option<i64> {
    let is_within = |state: State| state.stage() == Some(stage) && state != State::Closed;
    let mut moves = path.iter().skip_while(|(state, _)| !is_within(*state));
    let (_, entered) = moves.next()?;
    let (_, left) = moves.find(|(state, _)| !is_within(*state))?;
    Some((*left - *entered).num_days())
}

/// How long a stage took in the middle; `None` where no case came through.
#[must_use]
pub fn median_days<'p>(paths: impl IntoIterator<Item = &'p [(State, DateTime<Utc>)]>, stage: Stage) -> Option<Median> {
    let mut days: Vec<i64> = paths.into_iter().filter_map(|path| days_at(path, stage)).collect();
    days.sort_unstable();
    let (upper, cases) = (days.get(days.len() / 2)?, u32::try_from(days.len()).unwrap_or(u32::MAX));
    let lower = days[(days.len() - 1) / 2];
    Some(Median { days: (lower + upper + 1) / 2, cases })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn path(moves: &[(State, i64)]) -> Vec<(State, DateTime<Utc>)> {
        let begin: DateTime<Utc> = "2027-01-01T09:00:00Z".parse().unwrap();
        moves.iter().map(|(state, day)| (*state, begin + chrono::TimeDelta::days(*day))).collect()
    }

    #[test]
    fn a_stage_lasts_from_the_move_into_it_to_the_move_out() {
        let way =
            path(&[(State::Registered, 0), (State::Screened, 3), (State::InTraining, 10), (State::Certified, 40)]);
        assert_eq!(days_at(&way, Stage::Recruitment), Some(10));
        assert_eq!(days_at(&way, Stage::Training), None, "they are there still");
        assert_eq!(days_at(&way, Stage::Placement), None, "they were never there");
    }

    #[test]
    fn a_journey_home_ends_with_its_closing() {
        let way =
            path(&[(State::Employed, 0), (State::Returned, 200), (State::Reintegrating, 230), (State::Closed, 600)]);
        assert_eq!((days_at(&way, Stage::Remittance), days_at(&way, Stage::Reintegration)), (Some(200), Some(400)));
    }

    #[test]
    fn the_median_is_the_middle_case_or_the_mean_of_both_middle_ones() {
        let of = |days: &[i64]| {
            let ways: Vec<_> = days.iter().map(|d| path(&[(State::Registered, 0), (State::InTraining, *d)])).collect();
            median_days(ways.iter().map(Vec::as_slice), Stage::Recruitment)
        };
        assert_eq!(of(&[30, 2, 4]), Some(Median { days: 4, cases: 3 }));
        assert_eq!(of(&[2, 9]), Some(Median { days: 6, cases: 2 }));
        assert_eq!(of(&[]), None);
    }
}
