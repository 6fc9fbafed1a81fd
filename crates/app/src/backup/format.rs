//! The records of a backup, version 1. This version is read for ever; a change makes version 2.
//!
//! Each record is a letter, the length of what follows as four bytes (little end first), and that many bytes:
//! `H` JSON of the header; `C` JSON of a chain, then its acts, each an `A` in its canonical bytes; `T` JSON of a table, then its
//! rows, each an `R`; `E` JSON of the counts, with the SHA-256 of every byte of records before it. Nothing follows `E`.
//! A row is its values: `0` nothing, `1` text, `2` whole number of eight bytes, `3` bytes, each behind its length as four bytes.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use store::{Piece, Value};
use terms::Instant;

/// The first line of a backup, up to the number of its version.
pub(super) const MAGIC: &str = "kvpt-backup ";

/// The version that is written.
pub(super) const VERSION: u32 = 1;

/// What a backup says first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) program: String,
    pub(super) site: String,
    pub(super) name: String,
    pub(super) made_at: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct ChainSaid {
    site: String,
    seq: u64,
    hash: String,
    recorded_at: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct TableSaid {
    table: String,
    columns: Vec<String>,
}

/// What a backup says last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) acts: BTreeMap<String, u64>,
    pub(super) heads: BTreeMap<String, String>,
    pub(super) rows: BTreeMap<String, u64>,
    pub(super) sha256: String,
}

/// One record read back.
#[derive(Debug)]
pub(super) enum Record {
    Piece(Piece),
    /// The end: what it says, and the hash of what was read before it.
    End(Counts, String),
}

/// What is written through is hashed.
struct Hashed<T> {
    inner: T,
    hasher: Sha256,
}

impl<W: io::Write> Hashed<W> {
    fn record(&mut self, letter: u8, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        io::Write::write_all(self, &[letter])?;
        io::Write::write_all(self, &length.to_le_bytes())?;
        io::Write::write_all(self, bytes)
    }
}

impl<W: io::Write> io::Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..n).unwrap_or_default());
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A backup being written.
pub(super) struct Out<W: io::Write> {
    to: Hashed<zstd::Encoder<'static, W>>,
    counts: Counts,
    section: String,
}

impl<W: io::Write> Out<W> {
    pub(super) fn begin(mut to: W, header: &Header) -> io::Result<Self> {
        to.write_all(format!("{MAGIC}{VERSION}\n").as_bytes())?;
        let mut encoder = zstd::Encoder::new(to, 3)?;
        encoder.include_checksum(true)?;
        let mut to = Hashed { inner: encoder, hasher: Sha256::new() };
        to.record(b'H', &json(header)?)?;
        Ok(Self { to, counts: Counts::default(), section: String::new() })
    }

    pub(super) fn piece(&mut self, piece: &Piece) -> io::Result<()> {
        match piece {
            Piece::Chain(site, head) => {
                self.section = site.to_string();
                self.counts.acts.insert(self.section.clone(), 0);
                self.counts.heads.insert(self.section.clone(), head.hash.to_string());
                let said = ChainSaid {
                    site: self.section.clone(),
                    seq: head.seq,
                    hash: head.hash.to_string(),
                    recorded_at: head.recorded_at.0,
                };
                self.to.record(b'C', &json(&said)?)
            }
            Piece::Act(bytes) => {
                *self.counts.acts.entry(self.section.clone()).or_default() += 1;
                self.to.record(b'A', bytes)
            }
            Piece::Table(table) => {
                self.section.clone_from(&table.name);
                self.counts.rows.insert(self.section.clone(), 0);
                let said = TableSaid { table: table.name.clone(), columns: table.columns.clone() };
                self.to.record(b'T', &json(&said)?)
            }
            Piece::Row(values) => {
                *self.counts.rows.entry(self.section.clone()).or_default() += 1;
                self.to.record(b'R', &row(values)?)
            }
        }
    }

    pub(super) fn end(mut self) -> io::Result<W> {
        self.counts.sha256 = hex(self.to.hasher.clone());
        let counts = json(&self.counts)?;
        self.to.record(b'E', &counts)?;
        self.to.inner.finish()
    }
}

fn json<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(io::Error::other)
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

fn row(values: &[Value]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut long = |letter: u8, bytes: &[u8]| {
        out.push(letter);
        out.extend(u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes());
        out.extend(bytes);
        Ok::<(), io::Error>(())
    };
    for value in values {
        match value {
            Value::Text(None) | Value::Int(None) => long(b'0', &[])?,
            Value::Text(Some(text)) => long(b'1', text.as_bytes())?,
            Value::Int(Some(n)) => long(b'2', &n.to_le_bytes())?,
            Value::Bytes(bytes) => long(b'3', bytes)?,
        }
    }
    Ok(out)
}

/// What is wrong with the bytes of a backup.
#[derive(Debug)]
pub(super) enum Bad {
    NotOne,
    Newer(String),
    Damaged(String),
}

impl From<io::Error> for Bad {
    fn from(e: io::Error) -> Self {
        Self::Damaged(e.to_string())
    }
}

/// A backup being read.
pub(super) struct In<R: BufRead> {
    from: zstd::Decoder<'static, R>,
    hasher: Sha256,
    pub(super) header: Header,
    ended: bool,
}

impl<R: BufRead> In<R> {
    pub(super) fn begin(mut from: R) -> Result<Self, Bad> {
        let mut line = Vec::new();
        from.by_ref().take(64).read_until(b'\n', &mut line)?;
        let line = String::from_utf8(line).map_err(|_| Bad::NotOne)?;
        let version = line.strip_prefix(MAGIC).and_then(|l| l.strip_suffix('\n'));
        let version: u32 = version.and_then(|v| v.parse().ok()).ok_or(Bad::NotOne)?;
        if version > VERSION {
            return Err(Bad::Newer(version.to_string()));
        }
        let mut from = zstd::Decoder::with_buffer(from)?.single_frame();
        let mut hasher = Sha256::new();
        let Some((b'H', bytes)) = record(&mut from, &mut hasher)? else {
            return Err(Bad::Damaged("H".to_owned()));
        };
        let header = said(&bytes)?;
        Ok(Self { from, hasher, header, ended: false })
    }

    /// The next record; nothing behind the end.
    pub(super) fn next(&mut self) -> Result<Option<Record>, Bad> {
        if self.ended {
            return self.behind();
        }
        let before = self.hasher.clone();
        let Some((letter, bytes)) = record(&mut self.from, &mut self.hasher)? else {
            return Err(Bad::Damaged("E".to_owned()));
        };
        let piece = match letter {
            b'C' => chain(said(&bytes)?)?,
            b'A' => Piece::Act(bytes),
            b'T' => {
                let TableSaid { table, columns } = said(&bytes)?;
                Piece::Table(store::Kept { name: table, columns })
            }
            b'R' => Piece::Row(values(&bytes)?),
            b'E' => {
                self.ended = true;
                return Ok(Some(Record::End(said(&bytes)?, hex(before))));
            }
            other => return Err(Bad::Damaged(format!("record {other}"))),
        };
        Ok(Some(Record::Piece(piece)))
    }

    /// Nothing may stand behind the end; reading on makes zstd compare its own checksum.
    fn behind(&mut self) -> Result<Option<Record>, Bad> {
        let mut rest = [0];
        let more = self.from.read(&mut rest)? > 0;
        let more = more || !self.from.get_mut().fill_buf()?.is_empty();
        if more { Err(Bad::Damaged("behind E".to_owned())) } else { Ok(None) }
    }
}

/// A letter and its bytes; memory grows with what is really there, not with what a length claims.
fn record(from: &mut impl Read, hasher: &mut Sha256) -> Result<Option<(u8, Vec<u8>)>, Bad> {
    let mut head = [0; 5];
    from.read_exact(&mut head)?;
    let [letter, a, b, c, d] = head;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    let mut bytes = Vec::new();
    if from.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(Bad::Damaged("length".to_owned()));
    }
    hasher.update(head);
    hasher.update(&bytes);
    Ok(Some((letter, bytes)))
}

fn said<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Bad> {
    serde_json::from_slice(bytes).map_err(|e| Bad::Damaged(e.to_string()))
}

fn chain(said: ChainSaid) -> Result<Piece, Bad> {
    let bad = || Bad::Damaged("C".to_owned());
    let site = super::site_of(&said.site).ok_or_else(bad)?;
    let hash = said.hash.parse().map_err(|_| bad())?;
    let recorded_at = Instant(said.recorded_at);
    Ok(Piece::Chain(site, store::Head { seq: said.seq, hash, recorded_at }))
}

fn values(mut rest: &[u8]) -> Result<Vec<Value>, Bad> {
    let bad = || Bad::Damaged("R".to_owned());
    let mut values = Vec::new();
    while let [letter, a, b, c, d, behind @ ..] = rest {
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let (bytes, behind) = behind.split_at_checked(length).ok_or_else(bad)?;
        values.push(match letter {
            b'0' => Value::Text(None),
            b'1' => Value::Text(Some(String::from_utf8(bytes.to_vec()).map_err(|_| bad())?)),
            b'2' => Value::Int(Some(i64::from_le_bytes(bytes.try_into().map_err(|_| bad())?))),
            b'3' => Value::Bytes(bytes.to_vec()),
            _ => return Err(bad()),
        });
        rest = behind;
    }
    if rest.is_empty() { Ok(values) } else { Err(bad()) }
}
