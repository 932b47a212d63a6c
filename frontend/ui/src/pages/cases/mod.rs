//! The list of cases, the case, its requirement records and the approvals.

mod approvals;
mod case;
mod list;
mod requirement;

pub use approvals::{ApprovalItem, Proposer, approval_cards, approvals};
pub(crate) use case::documents;
pub use case::{CaseProps, DeclinedLine, DocumentLine, EventLine, case};
pub use list::{CaseLine, CasesProps, cases};
pub use requirement::{FindingsLine, FindingsProps, RequirementProps, findings, requirement};
