//! Schema migrations of Sojourn for SQLite and PostgreSQL.
