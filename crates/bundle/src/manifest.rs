//! The manifest of a bundle: canonical JSON that is signed, and read as strictly as acts are.

use crate::error::Fault;
use terms::{Instant, Site};
use wire::{Hash, Json};

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u64 = 1;

/// What a bundle says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Its number among those from this sender to this recipient, from 1.
    pub number: u64,
    /// The sender.
    pub from: Site,
    /// The recipient.
    pub to: Site,
    /// The sender's Ed25519 public key.
    pub key: String,
    /// When it was made, by the sender's clock.
    pub made_at: Instant,
    /// The acts it brings.
    pub ranges: Vec<Range>,
    /// The files it brings.
    pub files: Vec<FilePart>,
    /// The end of every chain that the sender knows.
    pub heads: Vec<HeadClaim>,
    /// Marks along chains, by which the first act that differs is found.
    pub traces: Vec<Trace>,
    /// Which of the recipient's bundles arrived at the sender.
    pub receipt: Receipt,
    /// Bytes of the body before compression.
    pub bytes: u64,
    /// SHA-256 of the body before compression.
    pub sha256: Hash,
}

/// Acts of one chain without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The chain.
    pub site: Site,
    /// Number of the first act.
    pub first: u64,
    /// Number of the last act.
    pub last: u64,
    /// Hash of the act before the first.
    pub prev: Hash,
    /// Hash of the last act.
    pub head: Hash,
    /// Bytes in the body, one act a line.
    pub bytes: u64,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    /// Its SHA-256.
    pub sha256: Hash,
    /// Its size.
    pub bytes: u64,
}

/// The end of a chain as the sender knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadClaim {
    /// The chain.
    pub site: Site,
    /// Number of its last act.
    pub seq: u64,
    /// Hash of that act.
    pub hash: Hash,
    /// When that act was recorded.
    pub recorded_at: Instant,
}

/// The first four bytes of every `step`th hash of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The chain.
    pub site: Site,
    /// The distance of the marks.
    pub step: u64,
    /// The marks of acts `step`, `2·step`, …, eight hexadecimal digits each.
    pub marks: String,
}

/// Which bundles of the recipient arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// The highest number that arrived.
    pub upto: u64,
    /// Numbers below it that did not.
    pub missing: Vec<u64>,
}

fn map(members: Vec<(&str, Json)>) -> Json {
    Json::Map(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn int(n: u64) -> Json {
    Json::Int(i128::from(n))
}

fn text(value: &impl ToString) -> Json {
    Json::Text(value.to_string())
}

impl Manifest {
    /// The canonical bytes that are signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let list = |items: Vec<Json>| Json::List(items);
        map(vec![
            ("format", int(FORMAT)),
            ("number", int(self.number)),
            ("from", text(&self.from)),
            ("to", text(&self.to)),
            ("key", text(&self.key)),
            ("made_at", Json::Int(i128::from(self.made_at.0))),
            ("ranges", list(self.ranges.iter().map(Range::put).collect())),
            ("files", list(self.files.iter().map(FilePart::put).collect())),
            ("heads", list(self.heads.iter().map(HeadClaim::put).collect())),
            ("traces", list(self.traces.iter().map(Trace::put).collect())),
            ("receipt", self.receipt.put()),
            ("bytes", int(self.bytes)),
            ("sha256", text(&self.sha256)),
        ])
        .canonical()
    }

    /// The manifest of some bytes.
    ///
    /// # Errors
    /// `Fault::Newer` for a later format; `Fault::Damaged` for anything that `to_bytes` would not give.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Fault> {
        let json = Json::parse(bytes).map_err(|_| damaged())?;
        let mut m = Members::of(json)?;
        let format = m.int("format")?;
        if format > FORMAT {
            return Err(Fault::Newer { found: format, known: FORMAT });
        }
        let manifest = Self {
            number: m.int("number")?,
            from: m.parsed("from")?,
            to: m.parsed("to")?,
            key: m.text("key")?,
            made_at: m.instant("made_at")?,
            ranges: m.list("ranges", Range::take)?,
            files: m.list("files", FilePart::take)?,
            heads: m.list("heads", HeadClaim::take)?,
            traces: m.list("traces", Trace::take)?,
            receipt: Receipt::take(m.take("receipt")?)?,
            bytes: m.int("bytes")?,
            sha256: m.parsed("sha256")?,
        };
        (manifest.to_bytes() == bytes).then_some(manifest).ok_or_else(damaged)
    }
}

impl Range {
    fn put(&self) -> Json {
        map(vec![
            ("site", text(&self.site)),
            ("first", int(self.first)),
            ("last", int(self.last)),
            ("prev", text(&self.prev)),
            ("head", text(&self.head)),
            ("bytes", int(self.bytes)),
        ])
    }

    fn take(json: Json) -> Result<Self, Fault> {
        let mut m = Members::of(json)?;
        let (site, first, last) = (m.parsed("site")?, m.int("first")?, m.int("last")?);
        if first == 0 || last < first {
            return Err(damaged());
        }
        let (prev, head, bytes) = (m.parsed("prev")?, m.parsed("head")?, m.int("bytes")?);
        Ok(Self { site, first, last, prev, head, bytes })
    }
}

impl FilePart {
    fn put(&self) -> Json {
        map(vec![("sha256", text(&self.sha256)), ("bytes", int(self.bytes))])
    }

    fn take(json: Json) -> Result<Self, Fault> {
        let mut m = Members::of(json)?;
        Ok(Self { sha256: m.parsed("sha256")?, bytes: m.int("bytes")? })
    }
}

impl HeadClaim {
    fn put(&self) -> Json {
        map(vec![
            ("site", text(&self.site)),
            ("seq", int(self.seq)),
            ("hash", text(&self.hash)),
            ("recorded_at", Json::Int(i128::from(self.recorded_at.0))),
        ])
    }

    fn take(json: Json) -> Result<Self, Fault> {
        let mut m = Members::of(json)?;
        let (site, seq) = (m.parsed("site")?, m.int("seq")?);
        Ok(Self { site, seq, hash: m.parsed("hash")?, recorded_at: m.instant("recorded_at")? })
    }
}

impl Trace {
    fn put(&self) -> Json {
        map(vec![
            ("site", text(&self.site)),
            ("step", int(self.step)),
            ("marks", text(&self.marks)),
        ])
    }

    fn take(json: Json) -> Result<Self, Fault> {
        let mut m = Members::of(json)?;
        let (site, step, marks) = (m.parsed("site")?, m.int("step")?, m.text("marks")?);
        if step == 0 || marks.len() % 8 != 0 || !marks.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(damaged());
        }
        Ok(Self { site, step, marks })
    }
}

impl Receipt {
    fn put(&self) -> Json {
        let missing = self.missing.iter().map(|n| int(*n)).collect();
        map(vec![("upto", int(self.upto)), ("missing", Json::List(missing))])
    }

    fn take(json: Json) -> Result<Self, Fault> {
        let mut m = Members::of(json)?;
        let number = |json| match json {
            Json::Int(n) => u64::try_from(n).map_err(|_| damaged()),
            _ => Err(damaged()),
        };
        Ok(Self { upto: m.int("upto")?, missing: m.list("missing", number)? })
    }
}

fn damaged() -> Fault {
    Fault::Damaged { part: "manifest" }
}

/// Members of a JSON object, taken one by one. What is left over is found by comparing the bytes.
struct Members(Vec<(String, Json)>);

impl Members {
    fn of(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Map(members) => Ok(Self(members)),
            _ => Err(damaged()),
        }
    }

    fn take(&mut self, name: &str) -> Result<Json, Fault> {
        let at = self.0.iter().position(|(k, _)| k == name).ok_or_else(damaged)?;
        Ok(self.0.swap_remove(at).1)
    }

    fn int(&mut self, name: &str) -> Result<u64, Fault> {
        match self.take(name)? {
            Json::Int(n) => u64::try_from(n).map_err(|_| damaged()),
            _ => Err(damaged()),
        }
    }

    fn instant(&mut self, name: &str) -> Result<Instant, Fault> {
        match self.take(name)? {
            Json::Int(n) => i64::try_from(n).map(Instant).map_err(|_| damaged()),
            _ => Err(damaged()),
        }
    }

    fn text(&mut self, name: &str) -> Result<String, Fault> {
        match self.take(name)? {
            Json::Text(text) => Ok(text),
            _ => Err(damaged()),
        }
    }

    fn parsed<T: std::str::FromStr>(&mut self, name: &str) -> Result<T, Fault> {
        self.text(name)?.parse().map_err(|_| damaged())
    }

    fn list<T>(
        &mut self,
        name: &str,
        take: impl Fn(Json) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        match self.take(name)? {
            Json::List(items) => items.into_iter().map(take).collect(),
            _ => Err(damaged()),
        }
    }
}
