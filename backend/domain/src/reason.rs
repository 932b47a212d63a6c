//! Coded reasons, kinds and outcomes of moves.

coded! {
    /// Whose fault a cancellation was; it decides who keeps a claim, never a penalty for a worker.
    pub enum Fault {
        /// Nobody's.
        Nobody = "nobody",
        /// The worker's.
        Worker = "worker",
        /// The employer's.
        Employer = "employer",
        /// An authority's.
        Authority = "authority",
    }
}

coded! {
    /// How somebody comes home.
    pub enum ReturnKind {
        /// The contract ended.
        EndOfContract = "end_of_contract",
        /// Before its end.
        Early = "early",
        /// For health.
        Medical = "medical",
        /// Forced.
        Forced = "forced",
        /// An emergency.
        Emergency = "emergency",
    }
}

coded! {
    /// What the comparison of the contract at arrival with the signed one found.
    pub enum Comparison {
        /// The same terms.
        Same = "same",
        /// Other terms than those signed: contract substitution.
        Differs = "differs",
    }
}

coded! {
    /// What a journey led to.
    pub enum Outcome {
        /// Employed.
        Employed = "employed",
        /// Self-employed.
        SelfEmployed = "self_employed",
        /// Studying.
        Studying = "studying",
        /// Migrating again.
        MigratingAgain = "migrating_again",
        /// Stayed abroad lawfully.
        StayedLawfully = "stayed_lawfully",
        /// Unreachable after documented attempts.
        Unreachable = "unreachable",
        /// No support wished.
        NoSupportWished = "no_support_wished",
    }
}
