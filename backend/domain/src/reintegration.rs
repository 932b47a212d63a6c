//! Support after return: what is asked for and given, and the scores of an assessment.
//! The instrument is a check of our own with equal weights; it is not the RSS, whose weights were not published
//! where we could read them, and its scores must not be called so. Start at [`scores`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

coded! {
    /// What a returnee needs.
    pub enum Need {
        /// Work.
        Work = "need_work",
        /// Money.
        Money = "need_money",
        /// Health.
        Health = "need_health",
        /// A home.
        Home = "need_home",
        /// School or training.
        School = "need_school",
        /// Papers.
        Papers = "need_papers",
    }
}

coded! {
    /// How soon.
    pub enum Urgency {
        /// In turn.
        Normal = "normal",
        /// First.
        Urgent = "urgent",
    }
}

coded! {
    /// What an item of a plan is.
    pub enum ItemKind {
        /// Training.
        Training = "training",
        /// Tools and equipment.
        Equipment = "equipment",
        /// Cash.
        Cash = "cash",
        /// Counselling.
        Counselling = "counselling",
        /// Medical help.
        Medical = "medical",
        /// Legal help.
        Legal = "legal",
        /// Housing.
        Housing = "housing",
        /// Help to find work.
        Job = "job",
    }
}

coded! {
    /// Where an item stands.
    pub enum ItemStatus {
        /// Referred, not delivered yet.
        Open = "open",
        /// Delivered.
        Delivered = "delivered",
        /// Called off.
        CalledOff = "called_off",
    }
}

coded! {
    /// How a follow-up found somebody.
    pub enum FollowUpOutcome {
        /// Doing well.
        Well = "well",
        /// Needs more support.
        NeedsSupport = "needs_support",
        /// Was not reached.
        NotReached = "not_reached",
        /// Went abroad again.
        WentAgain = "went_again",
    }
}

coded! {
    /// How somebody was tried.
    pub enum ContactChannel {
        /// Telephone.
        Phone = "phone",
        /// A written message.
        Message = "message",
        /// A visit.
        Visit = "visit",
        /// Through the family.
        Family = "family",
        /// Through the employer.
        Employer = "employer",
    }
}

coded! {
    /// What an attempt came to.
    pub enum AttemptOutcome {
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The number or address is wrong.
        WrongAddress = "wrong_address",
        /// A message was left.
        MessageLeft = "message_left",
        /// Reached.
        Reached = "reached",
    }
}

coded! {
    /// When an assessment was made.
    pub enum Round {
        /// At return.
        Baseline = "baseline",
        /// During support.
        Midterm = "midterm",
        /// At the end.
        Endline = "endline",
    }
}

coded! {
    /// A side of a life after return (Reintegration Handbook, module 1).
    pub enum Dimension {
        /// Living on one's own means.
        Economic = "economic",
        /// Services, housing, papers.
        Social = "social",
        /// Belonging, safety, health of mind.
        Psychosocial = "psychosocial",
    }
}

coded! {
    /// A question of the check. Each is answered on five steps from `0` to `4`, the best.
    pub enum Question {
        /// Content with the household's means.
        Means = "means",
        /// Working.
        Working = "working",
        /// Enough food, in quantity and quality.
        Food = "food",
        /// Spending covered without new debt.
        Debt = "debt",
        /// A decent home.
        Housing = "housing",
        /// Health care in reach.
        Care = "care",
        /// Papers in order.
        Papers = "papers",
        /// School for the children, or none to send.
        Schooling = "schooling",
        /// People to turn to.
        Support = "support",
        /// Belonging to the place.
        Belonging = "belonging",
        /// Feeling safe.
        Safety = "safety",
        /// Sleeping and feeling well.
        Wellbeing = "wellbeing",
    }
}

impl Question {
    /// The dimension it counts for.
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Means | Self::Working | Self::Food | Self::Debt => Dimension::Economic,
            Self::Housing | Self::Care | Self::Papers | Self::Schooling => Dimension::Social,
            Self::Support | Self::Belonging | Self::Safety | Self::Wellbeing => Dimension::Psychosocial,
        }
    }
}

/// The best answer.
pub const BEST: u8 = 4;
/// The share of a dimension's weight that must be answered, in percent.
const ANSWERED: u32 = 70;

/// Answers of a check; a question may stay open.
pub type Answers = BTreeMap<Question, u8>;

/// Scores from 0 to 10 000; `None` for a dimension of which too little was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// Economic.
    pub economic: Option<u32>,
    /// Social.
    pub social: Option<u32>,
    /// Psychosocial.
    pub psychosocial: Option<u32>,
    /// Their mean; `None` while one is missing.
    pub total: Option<u32>,
}

/// The scores of a check: of each dimension the weighted mean over the answered questions, refused below 70 % of
/// the weight; the total is their mean.
pub fn scores(answers: &Answers) -> Scores {
    let of = |dimension| {
        let steps: Vec<Option<u8>> = Question::ALL
            .iter()
            .filter(|q| q.dimension() == dimension)
            .map(|q| answers.get(q).map(|step| (*step).min(BEST)))
            .collect();
        mean(&steps)
    };
    let (economic, social, psychosocial) =
        (of(Dimension::Economic), of(Dimension::Social), of(Dimension::Psychosocial));
    let total = match (economic, social, psychosocial) {
        (Some(a), Some(b), Some(c)) => Some((a + b + c + 1) / 3),
        _ => None,
    };
    Scores { economic, social, psychosocial, total }
}

/// The mean of equally weighted answers, 0 to 10 000.
fn mean(steps: &[Option<u8>]) -> Option<u32> {
    let (asked, answered) = (steps.len() as u32, steps.iter().flatten().count() as u32);
    if answered == 0 || answered * 100 < asked * ANSWERED {
        return None;
    }
    let sum: u32 = steps.iter().flatten().map(|step| u32::from(*step)).sum();
    Some(sum * 10_000 / (answered * u32::from(BEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_the_mean_of_what_was_answered() {
        // The published vector: answers 1, .75, .5, none, 0 of equal weight give 0.5625.
        assert_eq!(mean(&[Some(4), Some(3), Some(2), None, Some(0)]), Some(5_625));
    }

    #[test]
    fn too_few_answers_give_no_score_rather_than_a_wrong_one() {
        assert_eq!(mean(&[Some(4), Some(4), None, None]), None);
        let economic: Answers = [(Question::Means, 4), (Question::Working, 4), (Question::Food, 4)].into();
        let scores = scores(&economic);
        assert_eq!((scores.economic, scores.social, scores.total), (Some(10_000), None, None));
    }
}
