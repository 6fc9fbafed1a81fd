//! Chains of sites: given out as they stand, taken in as they came, and walked to prove that nothing was changed.

use crate::engine::{self, Got};
use crate::error::Error;
use crate::ledger;
use crate::sql::{acts, heads};
use crate::store::Store;
use crate::value::args;
use crate::writer::{Head, Writer, lock, own_account, set_head};
use record::Act;
use sqlx::AnyConnection;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, Ref, Site};
use wire::{Chain, Hash};

/// How far ahead of the clock here an act from outside may have been recorded: a day, in microseconds.
const AHEAD: i64 = 86_400_000_000;

/// How many acts are held at once when a chain is walked.
const STRIDE: i64 = 500;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Acts that were not known here before.
    pub new: u64,
    /// Acts that were known already, and are the same.
    pub known: u64,
    /// Of these, acts that took the place of their placeholders.
    pub filled: u64,
    /// The number of the chain's last act now.
    pub head: u64,
}

/// What a verification found when all holds: each chain with the number and hash of its last act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// By site: how many acts, and the hash of the last.
    pub chains: BTreeMap<Site, (u64, Hash)>,
}

/// The first fault of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("act {seq} of {site}: {what}")]
pub struct Fault {
    /// The chain.
    pub site: Site,
    /// The place of the first bad act.
    pub seq: u64,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What is wrong with an act of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Its bytes, hash, number, site or clock.
    #[error("{0}")]
    Chain(wire::Fault),
    /// A column says something else than the bytes.
    #[error("column {column} says {stored:?}, the bytes say {said:?}")]
    Column {
        /// The column.
        column: &'static str,
        /// What it says.
        stored: String,
        /// What the bytes say.
        said: String,
    },
    /// The chain does not end where its end was noted: acts were cut off or put on behind the program's back.
    #[error("the chain ends at act {found}, its end was noted as act {noted}")]
    End {
        /// The last act found.
        found: u64,
        /// The last act noted.
        noted: u64,
    },
    /// The hash noted for the chain's end is not that of its last act.
    #[error("the hash noted for the end of the chain is another")]
    EndHash,
    /// A placeholder stands in the chain of this site, which withholds nothing from itself.
    #[error("a placeholder stands in the place of an act of this site")]
    Withheld,
}

/// An act that comes in, checked.
struct Incoming {
    act: Act,
    prev: Hash,
    hash: Hash,
    bytes: Vec<u8>,
}

/// Acts that come in, as they stand to what is known.
#[derive(Default)]
struct Checked {
    /// How many are known.
    passed: u64,
    /// Acts of which only the placeholder is known.
    fills: Vec<Incoming>,
    fresh: Vec<Incoming>,
}

impl Store {
    /// The end of each chain known here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn heads(&self) -> Result<BTreeMap<Site, Head>, Error> {
        let mut connection = self.connection().await?;
        heads_of(&mut connection).await
    }

    /// The bodies that a site ever acted for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bodies_of(&self, site: &Site) -> Result<Vec<Ref>, Error> {
        let rows = self.rows(acts::BODIES, args![site]).await?;
        rows.iter().map(|row| row.parsed(0)).collect()
    }

    /// The canonical bytes of a site's acts after a place, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn export_chain(
        &self,
        site: &Site,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let rows = self.rows(acts::CHAIN, args![site, after, i64::from(limit)]).await?;
        rows.iter().map(|row| row.bytes(3)).collect()
    }

    /// Takes acts of another site's chain in, as `Writer::import_chain`, in a transaction of their own.
    ///
    /// # Errors
    /// As `Writer::import_chain`; nothing is taken in then.
    pub async fn import_chain(
        &self,
        site: &Site,
        acts: Vec<Vec<u8>>,
        now: Instant,
    ) -> Result<Imported, Error> {
        let mut writer = self.begin_write().await?;
        let imported = writer.import_chain(site, acts, now).await?;
        writer.commit().await?;
        Ok(imported)
    }

    /// Walks every chain: bytes and hashes, links, numbers without gaps, clocks, columns, and the noted end.
    ///
    /// # Errors
    /// When the database fails. The inner error is the first fault of the ledger.
    pub async fn verify(&self) -> Result<Result<Verified, Fault>, Error> {
        let begin = self.inner.engine.begin_read();
        let mut tx = self.inner.pool.begin_with(begin).await.map_err(crate::store::begin_failed)?;
        let noted = heads_of(&mut tx).await?;
        let mut sites: BTreeSet<Site> = noted.keys().cloned().collect();
        for row in engine::rows(&mut tx, acts::SITES, args![]).await? {
            sites.insert(row.parsed(0)?);
        }
        let mut chains = BTreeMap::new();
        for site in sites {
            let own = site == self.inner.site;
            match walk(&mut tx, (&site, own), noted.get(&site)).await? {
                Ok(chain) => chains.insert(site, (chain.seq(), chain.head())),
                Err((seq, what)) => return Ok(Err(Fault { site, seq, what })),
            };
        }
        Ok(Ok(Verified { chains }))
    }
}

impl Writer {
    /// Takes acts of another site's chain in, as they came: all or none. Acts known already are passed over when they
    /// are the same. The objects they are about are projected anew.
    ///
    /// # Errors
    /// When the acts leave a gap, fork from what is known, break the chain, are of this site, are about another site's
    /// accounts or were recorded more than a day after `now`; or when the database fails.
    pub async fn import_chain(
        &mut self,
        site: &Site,
        acts: Vec<Vec<u8>>,
        now: Instant,
    ) -> Result<Imported, Error> {
        if site == self.site() {
            return Err(Error::OwnChain { site: site.clone() });
        }
        let known = lock(&mut self.tx, site).await?;
        let Checked { passed, fills, fresh } = self.check(site, acts, &known).await?;
        if let Some(ahead) =
            fresh.iter().find(|i| i.act.recorded_at.0 > now.0.saturating_add(AHEAD))
        {
            return Err(Error::FutureClock { site: site.clone(), seq: ahead.act.seq });
        }
        fills.iter().chain(&fresh).try_for_each(|incoming| own_account(&incoming.act))?;
        let (new, filled) = (fresh.len() as u64, fills.len() as u64);
        self.halfway(true);
        self.fill(fills).await?;
        self.keep(site, fresh).await?;
        self.halfway(false);
        Ok(Imported { new, known: passed, filled, head: known.seq + new })
    }

    /// Tells acts known already from new ones, and follows the chain along the new ones.
    async fn check(
        &mut self,
        site: &Site,
        acts: Vec<Vec<u8>>,
        known: &Head,
    ) -> Result<Checked, Error> {
        let broken = |fault| Error::Chain { site: site.clone(), fault };
        let Some(first) = acts.first() else { return Ok(Checked::default()) };
        let unreadable = |source| wire::Fault::Unreadable { seq: known.seq + 1, source };
        let given = wire::from_bytes(first).map_err(|e| broken(unreadable(e)))?.0.seq;
        if given > known.seq + 1 || given == 0 {
            return Err(Error::Gap { site: site.clone(), known: known.seq, given });
        }
        let n_known = (known.seq + 1 - given).min(acts.len() as u64);
        let (mut acts, mut fills) = (acts.into_iter(), Vec::new());
        for (seq, bytes) in (given..).zip(acts.by_ref().take(n_known as usize)) {
            let row = engine::row(&mut self.tx, acts::HASH_AT, args![site, seq]).await?;
            let fork = || Error::Fork { site: site.clone(), seq };
            let row = row.ok_or_else(fork)?;
            let hash = wire::act_hash(&bytes);
            if row.parsed::<Hash>(0)? != hash {
                return Err(fork());
            }
            if row.text(1)? == wire::WITHHELD && !wire::is_withheld(&bytes) {
                let prev = row.parsed(2)?;
                let (act, _) = Chain::check(&prev, seq, &bytes).map_err(broken)?;
                if act.site != *site || act.recorded_at.0 != row.int(3)? {
                    return Err(fork());
                }
                fills.push(Incoming { act, prev, hash, bytes });
            }
        }
        let mut chain = match known.seq {
            0 => Chain::new(site.clone()),
            seq => Chain::after(site.clone(), seq, known.hash, known.recorded_at),
        };
        let mut fresh = Vec::with_capacity(acts.len());
        for bytes in acts {
            let prev = chain.head();
            let act = chain.follow(&bytes).map_err(broken)?;
            fresh.push(Incoming { act, prev, hash: chain.head(), bytes });
        }
        Ok(Checked { passed: n_known, fills, fresh })
    }

    /// Puts acts in the place of their placeholders.
    async fn fill(&mut self, fills: Vec<Incoming>) -> Result<(), Error> {
        let subjects = fills.iter().map(|i| i.act.subject.clone()).collect();
        for Incoming { act, prev, hash, bytes } in fills {
            self.forget_unread(&act.site, act.seq).await?;
            self.note_unread(&act).await?;
            let values = ledger::values(&act, &prev, &hash, bytes);
            engine::run(&mut self.tx, acts::FILL, values).await?;
        }
        self.project(subjects).await
    }

    async fn keep(&mut self, site: &Site, fresh: Vec<Incoming>) -> Result<(), Error> {
        let Some(last) = fresh.last() else { return Ok(()) };
        let (seq, hash, recorded_at) = (last.act.seq, last.hash, last.act.recorded_at);
        let head = Head { seq, hash, recorded_at };
        let subjects = fresh.iter().map(|i| i.act.subject.clone()).collect();
        for Incoming { act, prev, hash, bytes } in fresh {
            self.note_unread(&act).await?;
            let values = ledger::values(&act, &prev, &hash, bytes);
            engine::run(&mut self.tx, acts::INSERT, values).await?;
        }
        set_head(&mut self.tx, site, &head).await?;
        self.saw(recorded_at);
        self.project(subjects).await
    }
}

pub(crate) async fn heads_of(
    connection: &mut AnyConnection,
) -> Result<BTreeMap<Site, Head>, Error> {
    let rows = engine::rows(connection, heads::LIST, args![]).await?;
    let head = |row: &Got| {
        let recorded_at = Instant(row.int(3)?);
        Ok((row.parsed(0)?, Head { seq: row.count(1)?, hash: row.parsed(2)?, recorded_at }))
    };
    rows.iter().map(head).collect()
}

/// Walks one chain; the inner error is the first fault with its place.
async fn walk(
    connection: &mut AnyConnection,
    (site, own): (&Site, bool),
    noted: Option<&Head>,
) -> Result<Result<Chain, (u64, Wrong)>, Error> {
    let mut chain = Chain::new(site.clone());
    // Negative and zero numbers would be passed over by a walk that began at 1.
    let mut after = i64::MIN;
    loop {
        let rows = engine::rows(connection, acts::WHOLE, args![site, after, STRIDE]).await?;
        for row in &rows {
            if let Err(fault) = step(&mut chain, own, row)? {
                return Ok(Err(fault));
            }
            after = row.int(1)?;
        }
        if rows.is_empty() {
            break;
        }
    }
    let (found, end) = (chain.seq(), noted.map_or((0, None), |n| (n.seq, Some(n.hash))));
    Ok(match end {
        (noted, _) if noted != found => Err((noted.min(found) + 1, Wrong::End { found, noted })),
        (_, Some(hash)) if hash != chain.head() => Err((found, Wrong::EndHash)),
        _ => Ok(chain),
    })
}

/// Takes one stored act: its bytes as the next of the chain, then each column against what the bytes say.
fn step(chain: &mut Chain, own: bool, row: &Got) -> Result<Result<(), (u64, Wrong)>, Error> {
    let (prev, bytes) = (chain.head(), row.bytes(12)?);
    let act = match chain.follow(&bytes) {
        Ok(act) => act,
        Err(fault) => return Ok(Err((fault.seq(), Wrong::Chain(fault)))),
    };
    if own && wire::is_withheld(&bytes) {
        return Ok(Err((act.seq, Wrong::Withheld)));
    }
    let said = ledger::columns(&act, &prev, &chain.head());
    for (i, (column, said)) in ledger::COLUMNS.into_iter().zip(said).enumerate() {
        let said = said.shown().unwrap_or_default();
        let stored = match i {
            1 | 2 => row.int(i)?.to_string(),
            _ => row.text(i)?,
        };
        if stored != said {
            return Ok(Err((act.seq, Wrong::Column { column, stored, said })));
        }
    }
    Ok(Ok(()))
}
