//! A programme's rule values: dated data of an agreement, never constants of the code.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{locale::PaperLanguage, money::Money, requirement::RequirementKind, state::State, worker::Sex};

coded! {
    /// When a programme trains.
    pub enum Orientation {
        /// Training comes before an offer: the pool is `certified`.
        BeforeOffer = "before_offer",
        /// Training comes before clearance: the pool is `screened`.
        BeforeClearance = "before_clearance",
    }
}

/// Ages in whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ages {
    /// Youngest.
    pub min: u32,
    /// Oldest.
    pub max: u32,
}

/// The values by which a programme's cases are judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rules {
    /// Ages for everybody not named below.
    pub ages: Ages,
    /// Ages for women, where they differ.
    #[serde(default)]
    pub ages_female: Option<Ages>,
    /// When training takes place.
    pub orientation: Orientation,
    /// How many months the identity document outlives the contract.
    pub passport_months_past_end: u32,
    /// Records that must be verified before screening.
    pub screening_requirements: Vec<RequirementKind>,
    /// Whether a language result is asked for.
    pub language_required: bool,
    /// Whether police clearance is asked for.
    pub police_required: bool,
    /// Days at home between two contracts.
    pub cooling_off_days: u32,
    /// Longest stay in any rolling twelve months, in days; `None` is without limit.
    pub rolling_window_max_days: Option<u32>,
    /// Minutes of training that must be attended.
    pub training_minutes: u32,
    /// Lowest score that passes, 0 to 100; 0 is no test.
    pub pass_mark: u32,
    /// Days a training certificate is valid.
    pub certificate_days: u32,
    /// Lowest monthly wage.
    pub wage_floor: Option<Money>,
    /// Longest week in hours.
    pub max_weekly_hours: u32,
    /// The most a worker may be asked to pay for the job.
    pub fee_ceiling: Money,
    /// Whether the mission signs the contract.
    pub mission_signs: bool,
    /// The language of the agreement's contracts, beside the worker's own.
    #[serde(default = "Rules::usual_language")]
    pub contract_language: PaperLanguage,
    /// Days between handing over the contract and departure.
    pub handover_days: u32,
    /// Days within which an arrival must be confirmed.
    pub arrival_days: u32,
    /// Days before the contract's end at which the return is announced by itself; at most 120.
    #[serde(default = "Rules::usual_notice")]
    pub return_notice_days: u32,
    /// Days after the return by which a plan is to be approved.
    #[serde(default = "Rules::usual_plan")]
    pub plan_days: u32,
    /// Days within which a worker who asked for help has an answer.
    #[serde(default = "Rules::usual_answer")]
    pub answer_days: u32,
    /// How often the employer may be changed.
    pub max_transfers: u32,
    /// Most a reintegration plan may cost.
    pub plan_budget: Option<Money>,
    /// Months within which a closed case may be taken up again.
    pub reopen_months: u32,
    /// Attempts before contact counts as lost.
    pub contact_attempts: u32,
    /// Offset of the programme's clock from UTC, in minutes: deadlines count in it.
    pub utc_offset_minutes: i32,
}

impl Rules {
    /// The notice of rules written before it was one.
    const fn usual_notice() -> u32 {
        30
    }

    /// The language of rules written before it was one.
    const fn usual_language() -> PaperLanguage {
        PaperLanguage::En
    }

    /// A month, for rules written before it was one.
    const fn usual_plan() -> u32 {
        30
    }

    /// Three days, for rules written before it was one.
    const fn usual_answer() -> u32 {
        3
    }

    /// The age limits for a sex.
    pub fn ages(&self, sex: Sex) -> Ages {
        match sex {
            Sex::Female => self.ages_female.unwrap_or(self.ages),
            Sex::Male | Sex::Unspecified => self.ages,
        }
    }

    /// The state offers are made from.
    pub const fn pool(&self) -> State {
        match self.orientation {
            Orientation::BeforeOffer => State::Certified,
            Orientation::BeforeClearance => State::Screened,
        }
    }

    /// By which day a case in this state is to be carried on: the departure on its own day, the arrival within
    /// the days the agreement gives; nothing else has a day of its own.
    pub fn due(&self, state: State, departs_on: Option<NaiveDate>) -> Option<NaiveDate> {
        match state {
            State::Contracted | State::Cleared => departs_on,
            State::Departed => departs_on?.checked_add_days(Days::new(self.arrival_days.into())),
            State::Registered
            | State::Screened
            | State::InTraining
            | State::Certified
            | State::Offered
            | State::Accepted
            | State::Employed
            | State::Returning
            | State::Returned
            | State::Reintegrating
            | State::Closed
            | State::Withdrawn
            | State::Rejected
            | State::LostContact
            | State::Deceased => None,
        }
    }

    /// The last day on which the contract may be handed over for a departure on this day.
    pub fn hand_over_by(&self, departs_on: NaiveDate) -> Option<NaiveDate> {
        departs_on.checked_sub_days(Days::new(self.handover_days.into()))
    }

    /// The programme's own day at an instant.
    pub fn day_of(&self, now: chrono::DateTime<chrono::Utc>) -> NaiveDate {
        (now + chrono::TimeDelta::minutes(i64::from(self.utc_offset_minutes))).date_naive()
    }
}

/// A stay abroad, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// First day abroad.
    pub from: NaiveDate,
    /// Last day abroad.
    pub until: NaiveDate,
}

/// Days of stay in the twelve months ending on a day, that day included (Directive 2014/36, Art. 14).
pub fn days_in_window(stays: &[Stay], day: NaiveDate) -> u32 {
    let first = day
        .checked_sub_months(Months::new(12))
        .and_then(|d| d.checked_add_days(Days::new(1)))
        .unwrap_or(NaiveDate::MIN);
    stays
        .iter()
        .map(|s| (s.until.min(day) - s.from.max(first)).num_days() + 1)
        .filter(|days| *days > 0)
        .map(|days| u32::try_from(days).unwrap_or(u32::MAX))
        .sum()
}

/// The most days that any rolling window ending within the planned stay holds.
pub fn worst_rolling_window(stays: &[Stay], planned: Stay) -> u32 {
    planned
        .from
        .iter_days()
        .take_while(|day| *day <= planned.until)
        .take(2 * 366)
        .map(|day| days_in_window(stays, day))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_rolling_window_counts_as_the_directive_says() {
        let day = |s: &str| s.parse::<NaiveDate>().unwrap();
        let stays = [
            Stay { from: day("2025-03-01"), until: day("2025-08-31") },
            Stay { from: day("2026-02-01"), until: day("2026-04-30") },
        ];
        // The published vector: 212 at the end of March, and not 273 a month later.
        assert_eq!(days_in_window(&stays, day("2026-03-31")), 212);
        assert_eq!(days_in_window(&stays, day("2026-04-30")), 212);
    }
}
