//! Words of training.

coded! {
    /// How somebody came to a session.
    pub enum Mark {
        /// There from the beginning.
        Present = "present",
        /// Came late.
        Late = "late",
        /// Did not come.
        Absent = "absent",
    }
}
