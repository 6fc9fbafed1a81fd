//! An act as a row of the ledger: the columns are copies of what its bytes say, for finding it; the bytes alone count.

use crate::engine::Got;
use crate::error::Error;
use crate::value::{Value, args};
use record::Act;
use wire::Hash;

/// An act of the ledger with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The act.
    pub act: Act,
    /// SHA-256 of its bytes.
    pub hash: Hash,
}

/// The values of an act's row, in the order of `acts.insert`.
pub(crate) fn values(act: &Act, prev: &Hash, hash: &Hash, bytes: Vec<u8>) -> Vec<Value> {
    let mut values = columns(act, prev, hash);
    values.push(bytes.into());
    values
}

/// The values of an act's row but for the bytes.
pub(crate) fn columns(act: &Act, prev: &Hash, hash: &Hash) -> Vec<Value> {
    args![
        &act.site,
        act.seq,
        act.recorded_at,
        act.effective_on,
        act.subject.kind.code(),
        &act.subject.site,
        act.subject.id,
        wire::kind_of(&act.payload),
        &act.actor.login,
        &act.actor.body.at,
        prev.to_string(),
        hash.to_string(),
    ]
}

/// The names of those columns.
pub(crate) const COLUMNS: [&str; 12] = [
    "site",
    "seq",
    "recorded_at",
    "effective_on",
    "subject_kind",
    "subject_site",
    "subject_id",
    "kind",
    "login",
    "body",
    "prev_hash",
    "hash",
];

/// Reads a row of site, seq, hash and bytes.
pub(crate) fn entry(row: &Got) -> Result<Entry, Error> {
    let bytes = row.bytes(3)?;
    let (act, _) = wire::from_bytes(&bytes).map_err(|source| unreadable(row, source))?;
    Ok(Entry { act, hash: row.parsed(2)? })
}

fn unreadable(row: &Got, source: wire::WireError) -> Error {
    match (row.parsed(0), row.count(1)) {
        (Ok(site), Ok(seq)) => {
            Error::Chain { site, fault: wire::Fault::Unreadable { seq, source } }
        }
        (Err(e), _) | (_, Err(e)) => e,
    }
}
