//! A backup walked from its first byte to its last: every chain, every file's hash, the counts, the hash of the whole.

use super::format::{Bad, Counts, In, Record};
use super::{Unlock, lock, refused};
use crate::error::{Error, Problem};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
use store::{Head, Piece, Value};
use terms::{Instant, Site};
use wire::{Envelope, Hash};

/// What a backup holds, all of it checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose it is.
    pub site: Site,
    /// The body's name.
    pub name: String,
    /// When it was made.
    pub made_at: Instant,
    /// The version of the program that made it.
    pub program: String,
    /// By site: how many acts, and the hash of the last.
    pub chains: BTreeMap<Site, (u64, Hash)>,
    /// By table: how many rows.
    pub rows: BTreeMap<String, u64>,
    /// SHA-256 of its records.
    pub sha256: String,
}

/// Opens a backup and walks it.
pub(super) fn check(file: &Path, unlock: &Unlock) -> Result<Checked, Error> {
    let mut walk = Walk::open(file, unlock)?;
    while walk.next()?.is_some() {}
    walk.checked()
}

/// A walk along a backup that gives each piece once it is checked.
pub(super) struct Walk<'a> {
    file: &'a Path,
    records: In<Box<dyn BufRead>>,
    pub(super) site: Site,
    chain: Option<Chain>,
    table: Option<store::Kept>,
    counts: Counts,
    chains: BTreeMap<Site, (u64, Hash)>,
    ended: bool,
}

struct Chain {
    site: Site,
    end: Head,
    seq: u64,
    head: Hash,
}

impl<'a> Walk<'a> {
    pub(super) fn open(file: &'a Path, unlock: &Unlock) -> Result<Self, Error> {
        let records = In::begin(lock::open(file, unlock)?).map_err(|bad| said(file, bad))?;
        let site = super::site_of(&records.header.site);
        let site = site.ok_or_else(|| refused("backup.damaged", file, "site"))?;
        Ok(Self {
            file,
            records,
            site,
            chain: None,
            table: None,
            counts: Counts::default(),
            chains: BTreeMap::new(),
            ended: false,
        })
    }

    /// The next piece; nothing when the end was found and is right.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Error> {
        match self.records.next().map_err(|bad| said(self.file, bad))? {
            Some(Record::Piece(piece)) => {
                self.piece(&piece)?;
                Ok(Some(piece))
            }
            Some(Record::End(counts, sha256)) => {
                self.end_chain()?;
                self.counts.sha256 = sha256;
                if counts != self.counts {
                    return Err(self.damaged("E"));
                }
                self.ended = true;
                self.next()
            }
            None => Ok(None),
        }
    }

    fn piece(&mut self, piece: &Piece) -> Result<(), Error> {
        match piece {
            Piece::Chain(site, end) => {
                self.end_chain()?;
                let head = wire::genesis(site);
                let chain = Chain { site: site.clone(), end: end.clone(), seq: 0, head };
                self.chain = Some(chain);
                self.counts.acts.insert(site.to_string(), 0);
                Ok(())
            }
            Piece::Act(bytes) => self.act(bytes),
            Piece::Table(table) => {
                self.end_chain()?;
                self.counts.rows.insert(table.name.clone(), 0);
                self.table = Some(table.clone());
                Ok(())
            }
            Piece::Row(values) => self.row(values),
        }
    }

    fn act(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let file = self.file;
        let broken = |detail: String| refused("backup.damaged", file, &detail);
        let Some(chain) = &mut self.chain else { return Err(broken("A".to_owned())) };
        let place = format!("{} {}", chain.site, chain.seq + 1);
        let act = Envelope::of(bytes).map_err(|e| broken(format!("{place}: {e}")))?;
        let follows = act.prev.as_bytes() == chain.head.hex();
        if !follows || act.seq != chain.seq + 1 || act.site != chain.site.as_str() {
            return Err(broken(place));
        }
        (chain.seq, chain.head) = (act.seq, wire::act_hash(bytes));
        *self.counts.acts.entry(chain.site.to_string()).or_default() += 1;
        Ok(())
    }

    fn row(&mut self, values: &[Value]) -> Result<(), Error> {
        let Some(table) = &self.table else { return Err(self.damaged("R")) };
        if values.len() != table.columns.len() || !kept_by_its_hash(table, values) {
            return Err(self.damaged(&table.name));
        }
        *self.counts.rows.entry(table.name.clone()).or_default() += 1;
        Ok(())
    }

    fn end_chain(&mut self) -> Result<(), Error> {
        let Some(chain) = self.chain.take() else { return Ok(()) };
        if chain.seq != chain.end.seq || chain.head != chain.end.hash {
            return Err(self.damaged(chain.site.as_str()));
        }
        self.counts.heads.insert(chain.site.to_string(), chain.head.to_string());
        self.chains.insert(chain.site, (chain.seq, chain.head));
        Ok(())
    }

    /// What was found, after the last piece.
    pub(super) fn checked(self) -> Result<Checked, Error> {
        if !self.ended {
            return Err(self.damaged("E"));
        }
        let header = self.records.header;
        Ok(Checked {
            site: self.site,
            name: header.name,
            made_at: Instant(header.made_at),
            program: header.program,
            chains: self.chains,
            rows: self.counts.rows,
            sha256: self.counts.sha256,
        })
    }

    fn damaged(&self, detail: &str) -> Error {
        refused("backup.damaged", self.file, detail)
    }
}

/// Whether a file has the hash under which it is kept; rows of other tables have none.
fn kept_by_its_hash(table: &store::Kept, values: &[Value]) -> bool {
    if table.name != "blobs" {
        return true;
    }
    let of = |name: &str| table.columns.iter().position(|c| c == name).and_then(|i| values.get(i));
    match (of("sha256"), of("bytes")) {
        (Some(Value::Text(Some(sha256))), Some(Value::Bytes(bytes))) => {
            wire::hash(bytes).to_string() == *sha256
        }
        _ => false,
    }
}

fn said(file: &Path, bad: Bad) -> Error {
    match bad {
        Bad::NotOne => refused("backup.not-one", file, ""),
        Bad::Damaged(detail) => refused("backup.damaged", file, &detail),
        Bad::Newer(version) => {
            let facts = [("file", file.display().to_string()), ("version", version)];
            Error::Refused(Problem::new("backup.newer", facts))
        }
    }
}
