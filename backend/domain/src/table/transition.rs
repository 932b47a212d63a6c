//! The moves of a case, and what each is to a journey. Where they start and lead is the table's.

coded! {
    /// A move of a case.
    pub enum Transition {
        /// Open a case.
        Register = "register",
        /// Find eligible.
        Screen = "screen",
        /// Find not eligible.
        Reject = "reject",
        /// Take a rejected case up again after a review.
        Reconsider = "reconsider",
        /// Give a seat in a course.
        Enrol = "enrol",
        /// Issue or recognise a training certificate.
        Certify = "certify",
        /// The certificate is no longer valid.
        Lapse = "lapse",
        /// Offer a job.
        Offer = "offer",
        /// Take an offer back.
        Retract = "retract",
        /// Accept an offer.
        Accept = "accept",
        /// Decline an offer, without penalty.
        Decline = "decline",
        /// An offer ran out.
        Expire = "expire",
        /// The last party signs the contract.
        Sign = "sign",
        /// Call an accepted offer or a contract off.
        Cancel = "cancel",
        /// Clear for departure.
        Clear = "clear",
        /// Take the clearance back.
        Revoke = "revoke",
        /// Record the departure.
        Depart = "depart",
        /// Confirm the arrival at the employer.
        ConfirmArrival = "confirm_arrival",
        /// The confirmation was disowned.
        Unconfirm = "unconfirm",
        /// Turned back before starting work.
        TurnBack = "turn_back",
        /// Move to another employer.
        Transfer = "transfer",
        /// Announce the return.
        AnnounceReturn = "announce_return",
        /// Stay after all.
        Resume = "resume",
        /// Record the return home.
        RecordReturn = "record_return",
        /// Approve the reintegration plan.
        ApprovePlan = "approve_plan",
        /// End the journey.
        Close = "close",
        /// Take a closed case up again.
        Reopen = "reopen",
        /// The worker withdraws.
        Withdraw = "withdraw",
        /// Nobody reaches the worker any more.
        LoseContact = "lose_contact",
        /// The worker was found.
        Find = "find",
        /// Record a death.
        RecordDeath = "record_death",
    }
}

/// What a move is to a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// It carries the journey on.
    Onward,
    /// Another way to go, or another answer to give.
    Otherwise,
    /// An ending or a step back: seldom what comes next.
    Back,
}

impl Transition {
    /// What the move is to a journey.
    pub const fn bearing(self) -> Bearing {
        match self {
            Self::Register
            | Self::Screen
            | Self::Enrol
            | Self::Certify
            | Self::Offer
            | Self::Accept
            | Self::Sign
            | Self::Clear
            | Self::Depart
            | Self::ConfirmArrival
            | Self::AnnounceReturn
            | Self::RecordReturn
            | Self::ApprovePlan
            | Self::Close => Bearing::Onward,
            Self::Reconsider | Self::Decline | Self::Transfer | Self::Resume | Self::Reopen | Self::Find => {
                Bearing::Otherwise
            }
            Self::Reject
            | Self::Lapse
            | Self::Retract
            | Self::Expire
            | Self::Cancel
            | Self::Revoke
            | Self::Unconfirm
            | Self::TurnBack
            | Self::Withdraw
            | Self::LoseContact
            | Self::RecordDeath => Bearing::Back,
        }
    }
}
