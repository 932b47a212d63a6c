//! The pages, one folder a stage: each a function from the context and plain props to HTML.
//! A page decides nothing; what may be done is in its props. Every form posts to a route of axum's.

pub mod access;
pub mod acts;
pub mod cases;
pub mod developers;
pub mod due;
pub mod figures;
pub mod journey;
pub mod operations;
pub mod organisations;
pub mod placement;
pub mod problem;
pub mod programme;
pub mod recruitment;
pub mod referred;
pub mod training;
pub mod verify;
pub mod work;
