//! Everything an installation cannot make again, given out in one reading and put into an empty store on either engine:
//! chains as they stand, and every table that is no projection. Tables are found in the database itself, so that none is forgotten.

use crate::chain::heads_of;
use crate::engine::{self, Engine, Got};
use crate::error::Error;
use crate::project::TABLES;
use crate::sql::{Statement, acts, settings};
use crate::store::{OWN, Store, begin_failed};
use crate::value::{Value, args};
use crate::writer::{Head, Writer, lock, set_head};
use futures_util::StreamExt;
use sqlx::AnyConnection;
use terms::Site;
use wire::{Envelope, Hash};

/// Tables that are not given out: sessions, what was given out to be signed and answers to other programs end with a machine, migrations are the program's own, chains go act by act.
const LEFT_OUT: [&str; 6] = ["acts", "answers", "challenges", "heads", "migrations", "sessions"];

/// A table as it is given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// One piece of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A chain begins, with its end.
    Chain(Site, Head),
    /// The next act of the chain, in its bytes.
    Act(Vec<u8>),
    /// A table begins.
    Table(Kept),
    /// A row of the table.
    Row(Vec<Value>),
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Text,
    Int,
    Bytes,
}

impl Store {
    /// Gives out every piece in one reading of the database, while others write; stops at the first fault of `give`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dump<E: From<Error>>(
        &self,
        mut give: impl FnMut(Piece) -> Result<(), E>,
    ) -> Result<(), E> {
        let engine = self.inner.engine;
        let begin = self.inner.pool.begin_with(engine.begin_read()).await;
        let mut tx = begin.map_err(|e| E::from(begin_failed(e)))?;
        for (site, head) in heads_of(&mut tx).await? {
            give(Piece::Chain(site.clone(), head))?;
            let mut rows = engine::stream(&mut tx, acts::CHAIN, args![&site, i64::MIN, i64::MAX]);
            while let Some(row) = rows.next().await {
                give(Piece::Act(row?.bytes(3)?))?;
            }
        }
        for (table, holds) in tables(&mut tx, engine).await? {
            let select =
                format!("SELECT {} FROM \"{}\" ORDER BY 1", quoted(&table.columns), table.name);
            give(Piece::Table(table))?;
            let mut rows = engine::stream_text(&mut tx, "dump.rows", select);
            while let Some(row) = rows.next().await {
                let row = row?;
                let values = holds.iter().enumerate().map(|(i, h)| value(&row, i, *h));
                give(Piece::Row(values.collect::<Result<_, Error>>()?))?;
            }
        }
        Ok(())
    }

    /// The tables that `dump` gives out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_tables(&self) -> Result<Vec<Kept>, Error> {
        let mut connection = self.connection().await?;
        let tables = tables(&mut connection, self.inner.engine).await?;
        Ok(tables.into_iter().map(|(table, _)| table).collect())
    }

    /// Begins filling this store, which must hold no act.
    ///
    /// # Errors
    /// `NotEmpty`, or when the database fails.
    pub async fn begin_restore(&self) -> Result<Restore, Error> {
        let mut writer = self.begin_write().await?;
        let row = engine::row(&mut writer.tx, acts::ANY, args![]).await?;
        if row.is_some() {
            return Err(Error::NotEmpty);
        }
        let tables = tables(&mut writer.tx, self.inner.engine).await?;
        for (table, _) in &tables {
            engine::run_text(
                &mut writer.tx,
                "dump.clear",
                format!("DELETE FROM \"{}\"", table.name),
                vec![],
            )
            .await?;
        }
        writer.halfway(true);
        Ok(Restore { writer, store: self.clone(), tables, chain: None, insert: None })
    }
}

/// A store being filled; dropped before `finish` it is left as it was.
pub struct Restore {
    writer: Writer,
    store: Store,
    tables: Vec<(Kept, Vec<Holds>)>,
    chain: Option<Site>,
    insert: Option<(String, Vec<Holds>)>,
}

impl Restore {
    /// Puts in the next piece, in the order in which they were given out. Whoever calls has checked the chains.
    ///
    /// # Errors
    /// `UnknownTable` for a table or column of a newer program; when the database fails.
    pub async fn put(&mut self, piece: Piece) -> Result<(), Error> {
        match piece {
            Piece::Chain(site, head) => {
                lock(&mut self.writer.tx, &site).await?;
                set_head(&mut self.writer.tx, &site, &head).await?;
                self.chain = Some(site);
                Ok(())
            }
            Piece::Act(bytes) => self.act(bytes).await,
            Piece::Table(table) => self.table(table),
            Piece::Row(values) => self.row(values).await,
        }
    }

    /// An absent value has the type of its column: PostgreSQL asks for it.
    async fn row(&mut self, mut values: Vec<Value>) -> Result<(), Error> {
        let Some((insert, holds)) = &self.insert else { return Ok(()) };
        for (value, holds) in values.iter_mut().zip(holds) {
            if matches!((&*value, holds), (Value::Text(None), Holds::Int)) {
                *value = Value::Int(None);
            }
        }
        let tx = &mut self.writer.tx;
        engine::run_text(tx, "dump.insert", insert.clone(), values).await.map(|_| ())
    }

    async fn act(&mut self, bytes: Vec<u8>) -> Result<(), Error> {
        let Some(site) = self.chain.clone() else { return Ok(()) };
        let unreadable = |source| Error::Chain {
            site: site.clone(),
            fault: wire::Fault::Unreadable { seq: 0, source },
        };
        let hash = wire::act_hash(&bytes);
        let values = columns(&Envelope::of(&bytes).map_err(unreadable)?, &hash);
        let values = values.into_iter().chain([Value::Bytes(bytes)]).collect();
        engine::run(&mut self.writer.tx, acts::INSERT, values).await.map(|_| ())
    }

    fn table(&mut self, table: Kept) -> Result<(), Error> {
        let unknown = || Error::UnknownTable { table: table.name.clone() };
        let (known, holds) =
            self.tables.iter().find(|(t, _)| t.name == table.name).ok_or_else(unknown)?;
        let place = |c: &String| known.columns.iter().position(|k| k == c);
        let holds = table.columns.iter().map(|c| holds.get(place(c)?).copied());
        let holds: Vec<Holds> = holds.collect::<Option<_>>().ok_or_else(unknown)?;
        let places: Vec<String> = (1..=table.columns.len()).map(|i| format!("${i}")).collect();
        let (columns, places) = (quoted(&table.columns), places.join(", "));
        let insert = format!("INSERT INTO \"{}\" ({columns}) VALUES ({places})", table.name);
        self.insert = Some((insert, holds));
        Ok(())
    }

    /// Makes every projection from the acts and keeps everything.
    ///
    /// # Errors
    /// When an act cannot be read or the database fails; nothing is kept then.
    pub async fn finish(mut self) -> Result<(), Error> {
        let site = self.store.site().clone();
        engine::run(&mut self.writer.tx, settings::ADD, args![&site, OWN, "1"]).await?;
        self.store.project_all(&mut self.writer).await?;
        self.writer.halfway(false);
        self.writer.commit().await
    }
}

fn quoted(columns: &[String]) -> String {
    columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
}

/// The columns of an act's row from its bytes alone.
fn columns(e: &Envelope<'_>, hash: &Hash) -> Vec<Value> {
    let mut subject = e.subject.splitn(3, '/');
    let mut part = || subject.next().unwrap_or_default();
    let (kind, at, id) = (part(), part(), part());
    args![
        e.site,
        e.seq,
        e.recorded_at,
        e.effective_on,
        kind,
        at,
        id,
        e.kind,
        e.login.as_ref(),
        e.body,
        e.prev,
        hash.to_string(),
    ]
}

fn value(row: &Got, i: usize, holds: Holds) -> Result<Value, Error> {
    Ok(match holds {
        Holds::Text => Value::Text(row.maybe_text(i)?),
        Holds::Int => Value::Int(row.maybe_int(i)?),
        Holds::Bytes => Value::Bytes(row.bytes(i)?),
    })
}

const COLUMNS_SQLITE: Statement = Statement {
    name: "dump.columns_sqlite",
    text: "SELECT m.name, c.name, c.type FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c \
           WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, c.cid",
};

const COLUMNS_POSTGRES: Statement = Statement {
    name: "dump.columns_postgres",
    text: "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT) \
           FROM information_schema.columns AS c WHERE c.table_schema = current_schema() \
           ORDER BY c.table_name COLLATE \"C\", c.ordinal_position",
};

/// Every table that is neither a projection nor left out, with what its columns hold.
async fn tables(
    connection: &mut AnyConnection,
    engine: Engine,
) -> Result<Vec<(Kept, Vec<Holds>)>, Error> {
    let ask = match engine {
        Engine::Sqlite => COLUMNS_SQLITE,
        Engine::Postgres => COLUMNS_POSTGRES,
    };
    let mut found: Vec<(Kept, Vec<Holds>)> = Vec::new();
    for row in engine::rows(connection, ask, args![]).await? {
        let (name, column, holds) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let projected = TABLES.iter().any(|table| table.name == name);
        if projected || LEFT_OUT.contains(&name.as_str()) || name.starts_with('_') {
            continue;
        }
        if found.last().is_none_or(|(table, _)| table.name != name) {
            found.push((Kept { name, columns: Vec::new() }, Vec::new()));
        }
        if let Some((table, all)) = found.last_mut() {
            table.columns.push(column);
            all.push(match holds.to_ascii_uppercase().as_str() {
                "INTEGER" | "BIGINT" => Holds::Int,
                "BLOB" | "BYTEA" => Holds::Bytes,
                _ => Holds::Text,
            });
        }
    }
    Ok(found)
}
