//! Use cases of Sojourn, one module a stage: authorise, load, decide, save, record, enqueue.
//! Nothing here knows HTTP or HTML. Start at [`context::Context`] and the stage you work on.

pub mod context;
