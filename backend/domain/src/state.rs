//! Where a case stands: states, and the stage each belongs to.
//! Nothing here moves a case; [`crate::decide`] does, by the one table.

coded! {
    /// The five stages of a journey.
    pub enum Stage {
        /// Registration and screening.
        Recruitment = "recruitment",
        /// Pre-departure training.
        Training = "training",
        /// Offer, contract and clearance.
        Placement = "placement",
        /// Work abroad and money sent home.
        Remittance = "remittance",
        /// Return and reintegration.
        Reintegration = "reintegration",
    }
}

coded! {
    /// The one state a case is in.
    pub enum State {
        /// Registered with consent and identity.
        Registered = "registered",
        /// Found eligible by a second officer.
        Screened = "screened",
        /// Has a seat in a course.
        InTraining = "in_training",
        /// Holds a valid training certificate.
        Certified = "certified",
        /// At least one offer is open.
        Offered = "offered",
        /// The worker accepted an offer.
        Accepted = "accepted",
        /// The contract is signed by all, the quota taken.
        Contracted = "contracted",
        /// Cleared for departure.
        Cleared = "cleared",
        /// Left the country of origin.
        Departed = "departed",
        /// Arrival confirmed, at work.
        Employed = "employed",
        /// On the way back, or about to be.
        Returning = "returning",
        /// Back home.
        Returned = "returned",
        /// Under an approved reintegration plan.
        Reintegrating = "reintegrating",
        /// The journey is over.
        Closed = "closed",
        /// The worker withdrew before departure.
        Withdrawn = "withdrawn",
        /// Found not eligible.
        Rejected = "rejected",
        /// Nobody can reach the worker abroad.
        LostContact = "lost_contact",
        /// The worker died.
        Deceased = "deceased",
    }
}

impl State {
    /// The stage a state belongs to; `None` beside the line.
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Registered | Self::Screened => Some(Stage::Recruitment),
            Self::InTraining | Self::Certified => Some(Stage::Training),
            Self::Offered | Self::Accepted | Self::Contracted | Self::Cleared => Some(Stage::Placement),
            Self::Departed | Self::Employed => Some(Stage::Remittance),
            Self::Returning | Self::Returned | Self::Reintegrating | Self::Closed => Some(Stage::Reintegration),
            Self::Withdrawn | Self::Rejected | Self::LostContact | Self::Deceased => None,
        }
    }

    /// Whether a case in this state is the worker's one active case.
    pub const fn is_active(self) -> bool {
        match self {
            Self::Registered
            | Self::Screened
            | Self::InTraining
            | Self::Certified
            | Self::Offered
            | Self::Accepted
            | Self::Contracted
            | Self::Cleared
            | Self::Departed
            | Self::Employed
            | Self::Returning
            | Self::LostContact => true,
            Self::Returned | Self::Reintegrating | Self::Closed | Self::Withdrawn | Self::Rejected | Self::Deceased => {
                false
            }
        }
    }

    /// Whether the worker has not yet left: a case that ends here frees its quota.
    pub const fn is_before_departure(self) -> bool {
        match self {
            Self::Registered
            | Self::Screened
            | Self::InTraining
            | Self::Certified
            | Self::Offered
            | Self::Accepted
            | Self::Contracted
            | Self::Cleared => true,
            Self::Departed
            | Self::Employed
            | Self::Returning
            | Self::Returned
            | Self::Reintegrating
            | Self::Closed
            | Self::Withdrawn
            | Self::Rejected
            | Self::LostContact
            | Self::Deceased => false,
        }
    }
}

impl Stage {
    /// The states of this stage, in the order of the journey.
    pub fn states(self) -> Vec<State> {
        State::ALL.iter().copied().filter(|s| s.stage() == Some(self)).collect()
    }
}
