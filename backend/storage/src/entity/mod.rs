//! Rows of every table. Owns the mapping of columns; refuses behaviour: that is the repositories'.
//! A row's enums are text codes of the domain; its ids are UUIDv7. Start at the room you work in.
#![allow(missing_docs, reason = "a column is described once, in the migration that makes it")]

mod row;

pub mod access;
pub mod case;
pub mod imports;
pub mod jobs;
pub mod papers;
pub mod placement;
pub mod programme;
pub mod proposals;
pub mod reintegration;
pub mod remittance;
pub mod training;
pub mod worker;

pub(crate) use row::{Row, Versioned, entities, versioned};

versioned!(access::organisation, access::account);
versioned!(programme::agreement, programme::programme, programme::quota);
versioned!(worker::worker);
versioned!(case::case_file, case::flag);
versioned!(
    training::course,
    training::course_session,
    training::enrolment,
    training::attendance,
    training::certificate
);
versioned!(placement::job_order, placement::offer, placement::contract, placement::placement);
versioned!(
    reintegration::support_request,
    reintegration::plan,
    reintegration::plan_item,
    reintegration::follow_up,
    reintegration::help_thread
);
versioned!(imports::import_mapping, imports::import_run);

/// Every entity with its columns, for the test that compares them with the schema.
#[must_use]
pub fn all_columns() -> Vec<(&'static str, Vec<String>)> {
    [
        access::columns(),
        jobs::columns(),
        programme::columns(),
        worker::columns(),
        case::columns(),
        training::columns(),
        placement::columns(),
        remittance::columns(),
        reintegration::columns(),
        papers::columns(),
        imports::columns(),
        proposals::columns(),
    ]
    .concat()
}
