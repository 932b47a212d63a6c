//! Money sent home: what was sent, what it cost, what arrived. Owns no formula. Start at [`Remittances`].

use sojourn_domain::{CaseId, RemittanceId, WorkerId};

use crate::entity::remittance::remittance;
use crate::store::{repository, rows};

repository! {
    /// Money sent home and what it cost.
    Remittances, remittances
}

rows! { Remittances:
    "a remittance" remittance(RemittanceId) {
        find find, insert insert,
        list of_case of CaseId: CaseId in SentOn,
        list of_worker of WorkerId: WorkerId in SentOn
    }
}
