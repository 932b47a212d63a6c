//! View models, components, pages and messages of Sojourn.
