//! Projections against the acts: proving that every row is what a fresh fold gives, and writing them all anew.

use crate::engine::{self, Got};
use crate::error::Error;
use crate::project::{self, Column, Fold, Holds, Row, TABLES, Table, table, tables_of};
use crate::store::{Store, begin_failed, each_object};
use crate::value::{Value, args};
use crate::writer::{Writer, insert};
use sqlx::AnyConnection;
use std::collections::BTreeMap;
use terms::{Instant, Kind};

/// A place where a projection table is not what the acts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The table.
    pub table: &'static str,
    /// The key of the row, its parts joined with `/`.
    pub key: String,
    /// The column; `None` when the whole row is missing or should not be there.
    pub column: Option<&'static str>,
    /// What is stored; `None` for an empty cell or a missing row.
    pub stored: Option<String>,
    /// What a fresh fold gives; `None` for an empty cell or a row that should not be there.
    pub fresh: Option<String>,
}

/// Rows of one table by their key.
type Rows = BTreeMap<Vec<Value>, Vec<Value>>;

impl Store {
    /// Compares every row of every projection table with a fresh fold of all acts; gives every difference.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn check_projections(&self) -> Result<Vec<Mismatch>, Error> {
        let begin = self.inner.engine.begin_read();
        let mut tx = self.inner.pool.begin_with(begin).await.map_err(begin_failed)?;
        let mut found = Vec::new();
        for kind in Kind::ALL {
            let mut fresh = fresh_rows(&mut tx, *kind, self.inner.fold).await?;
            for table in tables_of(*kind) {
                let fresh = fresh.remove(table.name).unwrap_or_default();
                let stored = stored_rows(&mut tx, table).await?;
                compare(table, stored, fresh, &mut found);
            }
        }
        Ok(found)
    }

    /// Empties every projection table and writes it anew from the acts, in one transaction; gives how many rows.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read; the tables are then as they were.
    pub async fn rebuild(&self) -> Result<u64, Error> {
        let mut writer = self.begin_write().await?;
        writer.halfway(true);
        let written = self.project_all(&mut writer).await?;
        writer.halfway(false);
        writer.commit().await?;
        Ok(written)
    }

    /// Empties every projection table and writes it anew inside a write.
    pub(crate) async fn project_all(&self, writer: &mut Writer) -> Result<u64, Error> {
        for table in TABLES {
            let Some(derived) = table::derived(table) else { continue };
            engine::run(&mut writer.tx, derived.clear, args![]).await?;
        }
        let mut written = 0;
        for kind in Kind::ALL {
            for (_, rows) in fresh_rows(&mut writer.tx, *kind, self.inner.fold).await? {
                written += rows.len() as u64;
                insert(&mut writer.tx, rows).await?;
            }
        }
        Ok(written)
    }
}

/// The rows that all objects of a kind give, by table.
async fn fresh_rows(
    connection: &mut AnyConnection,
    kind: Kind,
    fold: Fold,
) -> Result<BTreeMap<&'static str, Vec<Row>>, Error> {
    let mut fresh: BTreeMap<&'static str, Vec<Row>> = BTreeMap::new();
    let give = |object| {
        for row in project::project(&object, fold) {
            fresh.entry(row.table.name).or_default().push(row);
        }
    };
    each_object(connection, kind, Instant(i64::MAX), give).await?;
    Ok(fresh)
}

async fn stored_rows(connection: &mut AnyConnection, table: &Table) -> Result<Rows, Error> {
    let Some(derived) = table::derived(table) else { return Ok(Rows::new()) };
    let rows = engine::rows(connection, derived.select, args![]).await?;
    let read = |row: &Got| {
        let columns = table.columns.iter().enumerate();
        let values: Vec<Value> =
            columns.map(|(i, column)| value(row, i, column)).collect::<Result<_, Error>>()?;
        Ok((values.iter().take(table.key).cloned().collect(), values))
    };
    rows.iter().map(read).collect()
}

fn value(row: &Got, i: usize, column: &Column) -> Result<Value, Error> {
    Ok(match column.holds {
        Holds::Text => Value::Text(row.maybe_text(i)?),
        Holds::Int => Value::Int(row.maybe_int(i)?),
    })
}

fn compare(table: &Table, mut stored: Rows, fresh: Vec<Row>, found: &mut Vec<Mismatch>) {
    for row in fresh {
        let key = row.key();
        match stored.remove(&key) {
            Some(values) => cells(table, &key, &values, &row.values, found),
            None => found.push(whole(table, &key, None, Some(&row.values))),
        }
    }
    let extra = stored.iter().map(|(key, values)| whole(table, key, Some(values), None));
    found.extend(extra);
}

fn cells(
    table: &Table,
    key: &[Value],
    stored: &[Value],
    fresh: &[Value],
    found: &mut Vec<Mismatch>,
) {
    for ((column, stored), fresh) in table.columns.iter().zip(stored).zip(fresh) {
        if stored != fresh {
            found.push(Mismatch {
                table: table.name,
                key: joined(key),
                column: Some(column.name),
                stored: stored.shown(),
                fresh: fresh.shown(),
            });
        }
    }
}

fn whole(
    table: &Table,
    key: &[Value],
    stored: Option<&Vec<Value>>,
    fresh: Option<&Vec<Value>>,
) -> Mismatch {
    Mismatch {
        table: table.name,
        key: joined(key),
        column: None,
        stored: stored.map(|values| joined(values)),
        fresh: fresh.map(|values| joined(values)),
    }
}

fn joined(values: &[Value]) -> String {
    values.iter().map(|v| v.shown().unwrap_or_default()).collect::<Vec<_>>().join("/")
}
