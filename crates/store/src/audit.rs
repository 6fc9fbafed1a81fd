//! An audit: every chain walked to its end in one reading of the database, on all cores, with bounded memory.
//!
//! Unlike `verify` it goes on after a fault, checks the outside of each act (`wire::Envelope`) rather than reading what it
//! says unless asked to, and holds what it finds against what was known of the chains before.

use crate::chain::{Wrong, heads_of};
use crate::engine;
use crate::error::Error;
use crate::marks::{Known, Marks};
use crate::pack::{self, Pack, Stored};
use crate::sql::acts;
use crate::store::{Store, begin_failed};
use crate::value::args;
use crate::writer::Head;
use futures_util::StreamExt;
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use terms::{Instant, Site};
use tokio::task::JoinHandle;
use wire::{Envelope, Hash};

/// Findings that are kept for one chain; more are only counted.
const KEPT: usize = 100;

/// How each act is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Canonical form, the members that every act has, hash, link, number, clock, columns.
    #[default]
    Outside,
    /// As `Outside`, and what it says is read by the rules of its kind.
    Whole,
}

/// One thing found in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The act, or the first of the acts in question.
    pub seq: u64,
    /// When the act that stands at that place says it was entered; `None` when none can be read there.
    pub recorded_at: Option<Instant>,
    /// What it is.
    pub what: Doubt,
}

/// What can be found in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The ledger contradicts itself.
    Wrong(Wrong),
    /// Acts that were known before are no longer there.
    Cut {
        /// The last act known before.
        known: u64,
        /// When that was entered.
        entered: Instant,
    },
    /// An act is another than was known before; the first such lies between `seq` and `until`.
    Rewritten {
        /// The last place at which the first differing act can stand; `seq` when it is known exactly.
        until: u64,
    },
}

/// A chain as an audit found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditedChain {
    /// Whose chain it is.
    pub site: Site,
    /// How many acts stand in it.
    pub acts: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// When the first was entered.
    pub first: Option<Instant>,
    /// When the last was entered.
    pub last: Option<Instant>,
    /// Number of the last act.
    pub seq: u64,
    /// Hash of the last act, or that of the site's name.
    pub head: Hash,
    /// Places of the chain with their hashes, for a later audit.
    pub marks: Marks,
    /// What was found, in the order of the chain, at most a hundred.
    pub found: Vec<Found>,
    /// How many acts are placeholders of acts that this site may not hold.
    pub withheld: u64,
    /// How many things were found.
    pub total: u64,
}

/// How far an audit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Acts looked at.
    pub done: u64,
    /// Acts expected.
    pub of: u64,
}

impl Store {
    /// Walks every chain and holds it against what was known before; `tell` hears of progress.
    ///
    /// # Errors
    /// When the database fails. What is wrong with the ledger is no error but a finding.
    pub async fn audit(
        &self,
        depth: Depth,
        known: &BTreeMap<Site, Known>,
        mut tell: impl FnMut(Progress),
    ) -> Result<Vec<AuditedChain>, Error> {
        let begin = self.inner.engine.begin_read();
        let mut tx = self.inner.pool.begin_with(begin).await.map_err(begin_failed)?;
        let noted = heads_of(&mut tx).await?;
        let mut sites: BTreeSet<Site> = noted.keys().chain(known.keys()).cloned().collect();
        for row in engine::rows(&mut tx, acts::SITES, args![]).await? {
            sites.insert(row.parsed(0)?);
        }
        let of = noted.values().map(|head| head.seq).sum();
        let mut progress = Progress { done: 0, of };
        let mut chains = Vec::new();
        for site in sites {
            let own = site == self.inner.site;
            let mut walk = Walk::new(site, own, known);
            walk.run(&mut tx, depth, |acts| {
                progress.done += acts;
                tell(progress);
            })
            .await?;
            chains.push(walk.end(&noted));
        }
        Ok(chains)
    }
}

/// An act as a core saw it: all that can be told without the act before it.
struct Seen {
    stored_seq: i64,
    hash: Hash,
    hex: [u8; 64],
    size: usize,
    read: Result<Outside, wire::WireError>,
    withheld: bool,
    /// A column beside the bytes, or what it says: with its kind.
    wrong: Option<Wrong>,
}

struct Outside {
    seq: u64,
    site_differs: Option<String>,
    prev: [u8; 64],
    recorded_at: i64,
}

fn look(site: &Site, depth: Depth, pack: &Pack) -> Option<Vec<Seen>> {
    let mut said = String::new();
    let rows = pack.rows()?;
    Some(rows.iter().map(|row| look_at(site, depth, row, &mut said)).collect())
}

fn look_at(site: &Site, depth: Depth, row: &Stored<'_>, said: &mut String) -> Seen {
    let hash = wire::act_hash(row.bytes);
    let hex = hash.hex();
    let read = Envelope::of(row.bytes).and_then(|e| {
        let prev: [u8; 64] = e.prev.as_bytes().try_into().map_err(|_| {
            wire::WireError::WrongType { field: "prev".to_owned(), expected: "a SHA-256" }
        })?;
        Ok((e, prev))
    });
    let (stored_seq, size) = (row.seq, row.bytes.len());
    let withheld = wire::is_withheld(row.bytes);
    match read {
        Err(e) => Seen { stored_seq, hash, hex, size, read: Err(e), withheld, wrong: None },
        Ok((e, prev)) => {
            let wrong = column(&e, &hex, row, said).or_else(|| meaning(depth, &e, row.bytes));
            let site_differs = (e.site != site.as_str()).then(|| e.site.to_owned());
            let outside = Outside { seq: e.seq, site_differs, prev, recorded_at: e.recorded_at };
            Seen { stored_seq, hash, hex, size, read: Ok(outside), withheld, wrong }
        }
    }
}

/// The columns that stand in one text, in the order of `acts.audit`.
const JOINED: [&str; 7] = ["effective_on", "subject", "kind", "login", "body", "prev_hash", "hash"];

/// The first column that says something else than the bytes.
fn column(e: &Envelope<'_>, hex: &[u8; 64], row: &Stored<'_>, said: &mut String) -> Option<Wrong> {
    let differs = |column, stored: &str, said: &str| {
        Some(Wrong::Column { column, stored: stored.to_owned(), said: said.to_owned() })
    };
    if u64::try_from(row.seq) != Ok(e.seq) {
        return differs("seq", &row.seq.to_string(), &e.seq.to_string());
    }
    if row.recorded_at != e.recorded_at {
        return differs("recorded_at", &row.recorded_at.to_string(), &e.recorded_at.to_string());
    }
    said.clear();
    let hash = std::str::from_utf8(hex).unwrap_or_default();
    for part in [e.effective_on, e.subject, e.kind, &e.login, e.body, e.prev, hash] {
        said.push_str(part);
        said.push('\n');
    }
    if said.contains('\0') {
        // What the database cannot hold stands in it as another sign.
        *said = said.replace('\0', "\u{fffd}");
    }
    if row.columns == *said {
        return None;
    }
    let pairs = row.columns.split('\n').zip(said.split('\n')).zip(JOINED);
    let first = pairs.into_iter().find(|((stored, said), _)| stored != said);
    first.map_or_else(
        || differs("login", row.columns, said),
        |((stored, said), column)| differs(column, stored, said),
    )
}

/// Reads what the act says, when asked to.
fn meaning(depth: Depth, e: &Envelope<'_>, bytes: &[u8]) -> Option<Wrong> {
    if depth == Depth::Outside {
        return None;
    }
    let unreadable = |source| Wrong::Chain(wire::Fault::Unreadable { seq: e.seq, source });
    wire::from_bytes(bytes).err().map(unreadable)
}

/// A pack on its way through a core; nothing when it would not come apart.
type Looking = JoinHandle<Option<Vec<Seen>>>;

/// A walk along one chain.
struct Walk<'a> {
    known: Option<&'a Known>,
    /// Whether it is the chain of this site.
    own: bool,
    hex: [u8; 64],
    last: Option<i64>,
    differs: bool,
    chain: AuditedChain,
}

impl<'a> Walk<'a> {
    fn new(site: Site, own: bool, known: &'a BTreeMap<Site, Known>) -> Self {
        let head = wire::genesis(&site);
        let chain = AuditedChain {
            acts: 0,
            bytes: 0,
            first: None,
            last: None,
            seq: 0,
            head,
            marks: Marks::default(),
            found: Vec::new(),
            withheld: 0,
            total: 0,
            site,
        };
        let known = known.get(&chain.site);
        Self { known, own, hex: head.hex(), last: None, differs: false, chain }
    }

    /// Reads the chain pack by pack and hands the packs out; as many are under way as keep every core busy.
    async fn run(
        &mut self,
        connection: &mut AnyConnection,
        depth: Depth,
        mut tell: impl FnMut(u64),
    ) -> Result<(), Error> {
        let most = std::thread::available_parallelism().map_or(2, |n| n.get()) + 1;
        let site = self.chain.site.clone();
        let mut under_way: VecDeque<(i64, i64, Looking)> = VecDeque::new();
        let (mut after, mut more) = (i64::MIN, true);
        while more || !under_way.is_empty() {
            match if more { pack::next(connection, &site, after).await? } else { None } {
                Some((pack, last)) => {
                    let site = site.clone();
                    let looking = tokio::task::spawn_blocking(move || look(&site, depth, &pack));
                    under_way.push_back((after, last, looking));
                    after = last;
                }
                None => more = false,
            }
            while under_way.len() >= most || (!more && !under_way.is_empty()) {
                let Some((after, last, looking)) = under_way.pop_front() else { break };
                let seen =
                    match looking.await.map_err(|_| begin_failed(sqlx::Error::WorkerCrashed))? {
                        Some(seen) => seen,
                        None => self.one_by_one(connection, depth, after, last).await?,
                    };
                tell(seen.len() as u64);
                seen.into_iter().for_each(|seen| self.step(seen));
            }
        }
        Ok(())
    }

    /// Reads acts row by row: where what stands beside them would not come apart again.
    async fn one_by_one(
        &self,
        connection: &mut AnyConnection,
        depth: Depth,
        after: i64,
        last: i64,
    ) -> Result<Vec<Seen>, Error> {
        let (mut seen, mut said) = (Vec::new(), String::new());
        let mut rows =
            engine::stream(connection, acts::AUDIT, args![&self.chain.site, after, last]);
        while let Some(row) = rows.next().await {
            let row = row?;
            let (columns, bytes) = (row.text(2)?, row.bytes(3)?);
            let stored = Stored {
                seq: row.int(0)?,
                recorded_at: row.int(1)?,
                columns: &columns,
                bytes: &bytes,
            };
            seen.push(look_at(&self.chain.site, depth, &stored, &mut said));
        }
        Ok(seen)
    }

    /// Takes the next act: what a core saw of it, and how it stands to the one before.
    fn step(&mut self, seen: Seen) {
        let expected = self.chain.seq.saturating_add(1);
        let at = u64::try_from(seen.stored_seq).unwrap_or(expected);
        self.chain.acts += 1;
        self.chain.bytes += seen.size as u64;
        let recorded_at = seen.read.as_ref().ok().map(|o| Instant(o.recorded_at));
        let faults = self.links(expected, &seen);
        self.chain.withheld += u64::from(seen.withheld);
        let hidden = (self.own && seen.withheld).then_some(Wrong::Withheld);
        for what in faults.into_iter().chain(hidden).chain(seen.wrong) {
            self.add(Found { seq: at, recorded_at, what: Doubt::Wrong(what) });
        }
        if let Ok(outside) = seen.read {
            self.last = Some(outside.recorded_at);
        }
        self.chain.first = self.chain.first.or(recorded_at);
        self.chain.last = recorded_at.or(self.chain.last);
        (self.chain.seq, self.chain.head, self.hex) = (at, seen.hash, seen.hex);
        self.chain.marks.push(at, &seen.hash);
        self.compare(recorded_at);
    }

    fn links(&self, seq: u64, seen: &Seen) -> Vec<Wrong> {
        let outside = match &seen.read {
            Ok(outside) => outside,
            Err(source) => {
                let source = source.clone();
                return vec![Wrong::Chain(wire::Fault::Unreadable { seq, source })];
            }
        };
        let mut faults = Vec::new();
        if outside.seq != seq {
            faults.push(wire::Fault::WrongSeq { expected: seq, found: outside.seq });
        }
        if outside.prev != self.hex {
            let found = std::str::from_utf8(&outside.prev).ok().and_then(|h| h.parse().ok());
            let (expected, found) = (self.chain.head, found.unwrap_or(wire::hash(&outside.prev)));
            faults.push(wire::Fault::WrongPrev { seq: outside.seq, expected, found });
        }
        if let Some(found) = &outside.site_differs {
            faults.push(self.wrong_site(outside.seq, found));
        }
        if self.last.is_some_and(|last| outside.recorded_at < last) {
            faults.push(wire::Fault::ClockWentBack { seq: outside.seq });
        }
        faults.into_iter().map(Wrong::Chain).collect()
    }

    fn wrong_site(&self, seq: u64, found: &str) -> wire::Fault {
        let expected = self.chain.site.clone();
        match found.parse() {
            Ok(found) => wire::Fault::WrongSite { seq, expected, found },
            Err(_) => {
                let source =
                    wire::WireError::WrongType { field: "site".to_owned(), expected: "a site" };
                wire::Fault::Unreadable { seq, source }
            }
        }
    }

    /// Holds the act just taken against what was known at its place; only the first difference is told.
    fn compare(&mut self, recorded_at: Option<Instant>) {
        let Some(known) = self.known.filter(|_| !self.differs) else { return };
        let (seq, head) = (self.chain.seq, self.chain.head);
        if known.differs(seq, &head) {
            self.differs = true;
            let from = known.marks.before(seq) + 1;
            self.add(Found { seq: from, recorded_at, what: Doubt::Rewritten { until: seq } });
        }
    }

    fn add(&mut self, found: Found) {
        self.chain.total += 1;
        if self.chain.found.len() < KEPT {
            self.chain.found.push(found);
        }
    }

    /// What the end says: where it was noted, and where it was known to be.
    fn end(mut self, noted: &BTreeMap<Site, Head>) -> AuditedChain {
        let (found, head) = (self.chain.seq, self.chain.head);
        let noted = noted.get(&self.chain.site);
        let end = noted.map_or(0, |n| n.seq);
        let recorded_at = self.chain.last;
        if end != found {
            let what = Doubt::Wrong(Wrong::End { found, noted: end });
            self.add(Found { seq: end.min(found) + 1, recorded_at, what });
        } else if noted.is_some_and(|n| n.hash != head) {
            self.add(Found { seq: found, recorded_at, what: Doubt::Wrong(Wrong::EndHash) });
        }
        if let Some(known) = self.known.filter(|k| k.seq > found) {
            let what = Doubt::Cut { known: known.seq, entered: known.recorded_at };
            self.add(Found { seq: found + 1, recorded_at: None, what });
        }
        self.chain
    }
}
