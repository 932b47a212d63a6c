//! The pages' routes, one module a stage. A stage adds its file and names it here.

pub mod access;
pub mod accounts;
pub mod acts;
pub mod audit;
pub mod cases;
pub mod developers;
pub mod figures;
pub mod import;
pub mod journey;
pub(crate) mod key;
pub mod messages;
pub mod organisations;
pub mod papers;
pub mod placement;
pub mod proposals;
pub mod recruitment;
pub mod training;
pub mod work;

use crate::web::routing::Routes;

/// Every page.
pub fn all() -> Routes {
    Routes::new()
        .merge(access::routes())
        .merge(accounts::routes())
        .merge(organisations::routes())
        .merge(audit::routes())
        .merge(figures::routes())
        .merge(work::routes())
        .merge(recruitment::routes())
        .merge(proposals::routes())
        .merge(cases::routes())
        .merge(acts::routes())
        .merge(placement::routes())
        .merge(training::routes())
        .merge(journey::routes())
        .merge(messages::routes())
        .merge(import::routes())
        .merge(papers::routes())
        .merge(developers::routes())
}
