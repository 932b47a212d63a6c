//! What all rows can do: be inserted, found by id, and saved under their version.
//! Owns the macro that writes an entity; start at [`entities`].

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use crate::{Result, StorageError};

/// Values in one statement: SQLite takes at most 32 766.
const MOST_VALUES: usize = 32_000;

/// A row with the primary key `id`.
pub(crate) trait Row: ModelTrait + IntoActiveModel<<Self as Row>::Active> {
    type Table: EntityTrait<Model = Self, ActiveModel = <Self as Row>::Active>;
    type Active: ActiveModelTrait<Entity = Self::Table> + ActiveModelBehavior + Send;
    const ID: <Self::Table as EntityTrait>::Column;

    fn id(&self) -> Uuid;

    /// Inserts the row as it stands.
    async fn insert<C: ConnectionTrait>(self, conn: &C) -> Result<()> {
        let active = self.into_active_model().reset_all();
        Self::Table::insert(active).exec_without_returning(conn).await?;
        Ok(())
    }

    /// Inserts many rows with as few statements as their values allow.
    async fn insert_all<C: ConnectionTrait>(rows: Vec<Self>, conn: &C) -> Result<()> {
        let columns = <<Self::Table as EntityTrait>::Column as sea_orm::Iterable>::iter().count();
        let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(MOST_VALUES / columns).collect();
            Self::Table::insert_many(some).exec_without_returning(conn).await?;
        }
        Ok(())
    }

    /// Finds a row by id.
    async fn find<C: ConnectionTrait>(conn: &C, id: Uuid) -> Result<Option<Self>> {
        Ok(Self::Table::find().filter(Self::ID.eq(id)).one(conn).await?)
    }
}

/// A row that two people may change: it is saved under the version it was read with.
pub(crate) trait Versioned: Row {
    const VERSION: <Self::Table as EntityTrait>::Column;

    fn version(&self) -> i32;
    fn next(self) -> Self;

    /// Saves every column and answers the row with its new version.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when somebody saved it since.
    async fn save<C: ConnectionTrait>(self, conn: &C) -> Result<Self> {
        let (id, read) = (self.id(), self.version());
        let next = self.next();
        let active = next.clone().into_active_model().reset_all();
        let written = Self::Table::update_many()
            .set(active)
            .filter(Self::ID.eq(id))
            .filter(Self::VERSION.eq(read))
            .exec(conn)
            .await?;
        if written.rows_affected == 1 {
            Ok(next)
        } else {
            Err(StorageError::Conflict(format!("version {read} of {id}")))
        }
    }
}

/// Writes one module an entity: `Model`, `Column`, `Entity`, and `Row` for it.
macro_rules! entities {
    ($($name:ident = $table:literal { $($column:ident: $ty:ty,)* })+) => {
        $(pub mod $name {
            #[allow(unused_imports)]
            use super::*;
            use sea_orm::entity::prelude::{
                ActiveModelBehavior, DeriveEntityModel, DerivePrimaryKey, DeriveRelation, EntityTrait, EnumIter,
                PrimaryKeyTrait,
            };

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                $(pub $column: $ty,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl $crate::entity::Row for Model {
                type Table = Entity;
                type Active = ActiveModel;
                const ID: Column = Column::Id;

                fn id(&self) -> Uuid {
                    self.id
                }
            }
        })+

        /// Each table here with the columns its entity expects.
        pub(super) fn columns() -> Vec<(&'static str, Vec<String>)> {
            vec![$(($table, {
                use sea_orm::{IdenStatic, Iterable};
                $name::Column::iter().map(|c| c.as_str().to_owned()).collect()
            })),+]
        }
    };
}
pub(crate) use entities;

/// Names the entities that carry a `version`.
macro_rules! versioned {
    ($($room:ident::$name:ident),+) => {$(
        impl $crate::entity::Versioned for $room::$name::Model {
            const VERSION: $room::$name::Column = $room::$name::Column::Version;

            fn version(&self) -> i32 {
                self.version
            }

            fn next(mut self) -> Self {
                self.version += 1;
                self
            }
        }
    )+};
}
pub(crate) use versioned;
