//! Papers as files, and the public page behind their codes.

use axum::extract::State;
use sojourn_domain::DocumentId;
use sojourn_services::{
    ServiceError,
    papers::{self, Standing},
};
use sojourn_ui::pages::verify::{Validity, VerifyProps, verify as verify_page};

use crate::{
    state::AppState,
    web::{
        Page, Path, SignedIn, WebResult,
        respond::{file, page},
        routing::{Routes, get},
    },
};

/// The routes of papers.
pub fn routes() -> Routes {
    Routes::new().route("/documents/{id}", get(print)).route("/verify/{token}", get(verify))
}

async fn print(State(app): State<AppState>, SignedIn { actor, .. }: SignedIn, Path(id): Path<DocumentId>) -> WebResult {
    let printed = papers::print(&app.ctx, &actor, id).await?;
    Ok(file(&printed.name, "application/pdf", printed.bytes))
}

/// Nobody needs to be signed in, and nobody learns more than validity, number and initials.
async fn verify(State(app): State<AppState>, Page(ctx): Page, Path(token): Path<String>) -> WebResult {
    let props = match papers::verify(&app.ctx, &token).await {
        Ok((paper, standing)) => VerifyProps {
            validity: match standing {
                Standing::Valid => Validity::Valid,
                Standing::Expired => Validity::Expired,
                Standing::Superseded => Validity::Superseded,
                Standing::Void => Validity::Void,
            },
            kind: paper.kind,
            number: paper.number,
            initials: paper.initials,
            issued: Some(paper.issued),
        },
        Err(ServiceError::NotFound) => VerifyProps {
            validity: Validity::Unknown,
            kind: String::new(),
            number: String::new(),
            initials: String::new(),
            issued: None,
        },
        Err(other) => return Err(other.into()),
    };
    Ok(page(verify_page(&ctx, &props)))
}
