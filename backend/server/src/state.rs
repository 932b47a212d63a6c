//! What every handler shares. Cheap to clone.

use std::sync::Arc;

use axum::extract::FromRef;
use sojourn_services::Context;

use crate::{
    config::Config,
    web::{cookies::CookieNames, metrics::Metrics},
};

/// The application.
#[derive(Debug, Clone)]
pub struct AppState {
    /// What use cases work with.
    pub ctx: Context,
    /// What the installation was told.
    pub config: Arc<Config>,
    /// How cookies are named here.
    pub cookies: CookieNames,
    /// What is counted.
    pub metrics: Arc<Metrics>,
}

impl AppState {
    /// An application over a context.
    #[must_use]
    pub fn new(ctx: Context, config: Config) -> Self {
        let cookies = CookieNames::new(!config.server.plain_cookies);
        Self { ctx, config: Arc::new(config), cookies, metrics: Arc::new(Metrics::default()) }
    }
}

impl FromRef<AppState> for Context {
    fn from_ref(app: &AppState) -> Self {
        app.ctx.clone()
    }
}
