//! Version 1 of the API: the use cases of the pages, for programs, a file a room. Each adds its operations with
//! what they take and answer. Start at [`operations`].

use super::{
    Api, access, accounts, audit, cases, figures, import, join, messages, organisations, overview, papers, placement,
    programme, proposals, recruitment, reintegration, training, work,
};

/// Every operation under `/api/v1`, with its handler.
#[must_use]
pub fn operations() -> Api {
    Api::default()
        .merge(access::operations())
        .merge(work::operations())
        .merge(programme::operations())
        .merge(recruitment::operations())
        .merge(join::operations())
        .merge(proposals::operations())
        .merge(import::operations())
        .merge(cases::operations())
        .merge(training::operations())
        .merge(placement::operations())
        .merge(papers::operations())
        .merge(reintegration::operations())
        .merge(messages::operations())
        .merge(figures::operations())
        .merge(overview::operations())
        .merge(accounts::operations())
        .merge(organisations::operations())
        .merge(audit::operations())
}
