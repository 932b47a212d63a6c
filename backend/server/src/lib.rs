//! The web server of Sojourn: routes, sessions, configuration.
