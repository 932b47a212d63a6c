//! Search by any three letters in a row: FTS5 on SQLite, pg_trgm on PostgreSQL. Matches are fetched first
//! and ordered after: asked for both at once, PostgreSQL walks the primary key instead (half a second).

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sojourn_domain::Actor;
use sojourn_domain::worker::Worker;
use uuid::Uuid;

use super::{Workers, nouns};
use crate::entity::worker::worker;
use crate::{Result, scope};

/// Matches looked at; a search that finds more is too wide to be useful and says so by a full page.
const MOST: u64 = 500;

impl<C: ConnectionTrait> Workers<'_, C> {
    /// Workers the actor sees whose number, name or telephone holds every word typed, by name, at most `size`.
    /// Words under three letters are ignored unless nothing else was typed, and then nothing is found.
    ///
    /// # Errors
    /// As any statement.
    pub async fn search(&self, actor: &Actor, typed: &str, size: u64) -> Result<Vec<Worker>> {
        let words: Vec<String> =
            typed.split_whitespace().map(str::to_lowercase).filter(|w| w.chars().count() >= 3).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let visible = worker::Entity::find().filter(scope::workers(actor)).filter(worker::Column::MergedInto.is_null());
        let ids: Vec<Uuid> = match_words(visible, &words, self.0.is_postgres())
            .select_only()
            .column(worker::Column::Id)
            .limit(MOST)
            .into_tuple()
            .all(self.0.conn)
            .await?;
        let query = worker::Entity::find()
            .filter(worker::Column::Id.is_in(ids))
            .order_by_asc(worker::Column::Surname)
            .order_by_asc(worker::Column::GivenNames)
            .order_by_asc(worker::Column::Id)
            .limit(size);
        query.all(self.0.conn).await?.into_iter().map(nouns::worker).collect()
    }
}

fn match_words(
    query: sea_orm::Select<worker::Entity>,
    words: &[String],
    postgres: bool,
) -> sea_orm::Select<worker::Entity> {
    if !postgres {
        // Each word quoted: FTS5 operators typed by a person are text.
        let quoted: Vec<String> = words.iter().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect();
        let rows = "worker.rowid in (select rowid from worker_search where worker_search match ?)";
        return query.filter(Expr::cust_with_values(rows, [quoted.join(" AND ")]));
    }
    words.iter().fold(query, |query, word| {
        let literal = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query.filter(worker::Column::SearchText.contains(literal))
    })
}
