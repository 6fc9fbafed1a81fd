//! Packs: many acts of a chain read as one row, because handing over a row costs more than hashing an act.

use crate::engine::{self, Engine};
use crate::error::Error;
use crate::sql::{Statement, acts};
use crate::value::args;
use sqlx::AnyConnection;
use terms::Site;

/// Acts that are read at once at most.
const ACTS: i64 = 1024;

/// Bytes of acts that are read at once at most; a longer stretch is read row by row.
const BYTES: u64 = 16 << 20;

/// Lines that stand beside one act: number, instant, and seven columns.
const LINES: usize = 9;

/// A stretch in one row: `acts.audit` with number and instant as lines before, and the bytes with a line feed between them.
/// Aggregates of bytes have no one text for both engines, so these two are prepared by the audit's own tests.
const SQLITE: Statement = Statement {
    name: "acts.pack_sqlite",
    text: "SELECT string_agg(said, ''), CAST(string_agg(bytes, X'0A') AS BLOB) FROM (SELECT seq || '\n' || recorded_at || '\n' \
         || effective_on || '\n' || subject_kind || '/' || subject_site || '/' || subject_id || '\n' || kind || '\n' || login \
         || '\n' || body || '\n' || prev_hash || '\n' || hash || '\n' AS said, bytes FROM acts \
         WHERE site = $1 AND seq > $2 AND seq <= $3 ORDER BY seq) AS stretch",
};

const POSTGRES: Statement = Statement {
    name: "acts.pack_postgres",
    text: "SELECT string_agg(said, ''), string_agg(bytes, '\\x0a'::bytea) FROM (SELECT seq || E'\\n' || recorded_at || E'\\n' \
         || effective_on || E'\\n' || subject_kind || '/' || subject_site || '/' || subject_id || E'\\n' || kind || E'\\n' || login \
         || E'\\n' || body || E'\\n' || prev_hash || E'\\n' || hash || E'\\n' AS said, bytes FROM acts \
         WHERE site = $1 AND seq > $2 AND seq <= $3 ORDER BY seq) AS stretch",
};

/// A row of the ledger as an audit looks at it.
pub(crate) struct Stored<'a> {
    pub(crate) seq: i64,
    pub(crate) recorded_at: i64,
    /// Seven columns, a line each, in the order of `acts.audit`.
    pub(crate) columns: &'a str,
    pub(crate) bytes: &'a [u8],
}

/// A stretch of a chain as it came.
pub(crate) struct Pack {
    acts: usize,
    columns: String,
    bytes: Vec<u8>,
}

/// The next stretch of a chain with the number of its last act; an empty pack, which does not come apart, when it is too long.
pub(crate) async fn next(
    connection: &mut AnyConnection,
    site: &Site,
    after: i64,
) -> Result<Option<(Pack, i64)>, Error> {
    let Some(row) = engine::row(connection, acts::STRETCH, args![site, after, ACTS]).await? else {
        return Ok(None);
    };
    let (n, size, Some(last)) = (row.count(0)?, row.count(1)?, row.maybe_int(2)?) else {
        return Ok(None);
    };
    let nothing = || Pack { acts: n as usize, columns: String::new(), bytes: Vec::new() };
    if size > BYTES {
        return Ok(Some((nothing(), last)));
    }
    let row =
        engine::row(connection, statement(engine_of(connection)), args![site, after, last]).await?;
    let pack = match row {
        Some(row) => Pack { acts: n as usize, columns: row.text(0)?, bytes: row.bytes(1)? },
        None => nothing(),
    };
    Ok(Some((pack, last)))
}

fn statement(engine: Engine) -> Statement {
    match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

fn engine_of(connection: &AnyConnection) -> Engine {
    match connection.backend_name() {
        "PostgreSQL" => Engine::Postgres,
        _ => Engine::Sqlite,
    }
}

impl Pack {
    /// The rows in their order; `None` when a line feed inside a column or an act makes it unclear what belongs where, or when
    /// the order is not that of the numbers.
    pub(crate) fn rows(&self) -> Option<Vec<Stored<'_>>> {
        let mut bytes = self.bytes.split(|b| *b == b'\n');
        let (mut rest, mut rows) = (self.columns.as_str(), Vec::with_capacity(self.acts));
        for _ in 0..self.acts {
            let (row, behind) = one(rest, bytes.next()?)?;
            if rows.last().is_some_and(|last: &Stored<'_>| last.seq >= row.seq) {
                return None;
            }
            rest = behind;
            rows.push(row);
        }
        (rest.is_empty() && bytes.next().is_none()).then_some(rows)
    }
}

/// The first row, and what stands behind it.
fn one<'a>(text: &'a str, bytes: &'a [u8]) -> Option<(Stored<'a>, &'a str)> {
    let (seq, rest) = text.split_once('\n')?;
    let (recorded_at, rest) = rest.split_once('\n')?;
    let end = after_line(rest.as_bytes(), LINES - 2)?;
    let (columns, behind) = rest.split_at(end);
    let (seq, recorded_at) = (seq.parse().ok()?, recorded_at.parse().ok()?);
    Some((Stored { seq, recorded_at, columns, bytes }, behind))
}

/// Where the n-th line ends, its line feed with it.
fn after_line(bytes: &[u8], n: usize) -> Option<usize> {
    let feeds = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n');
    feeds.map(|(at, _)| at + 1).nth(n - 1)
}
