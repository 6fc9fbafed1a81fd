//! What stands beside the ledger for exchange: bundles sent and received, ends of chains that others vouch for.

use crate::engine::{self, Got};
use crate::error::Error;
use crate::sql::exchange;
use crate::store::Store;
use crate::value::args;
use crate::writer::Writer;
use terms::{Instant, Site};
use wire::Hash;

/// A bundle sent or received, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleNote {
    /// `sent` or `received`.
    pub way: String,
    /// The other site.
    pub peer: Site,
    /// Its number between the two sites, in this direction.
    pub number: u64,
    /// SHA-256 of the signed part, 64 hexadecimal digits.
    pub sha256: String,
    /// `in` when taken in or sent; else the code of the refusal.
    pub state: String,
    /// When it was made, by the clock of the sender.
    pub made_at: Instant,
    /// When this was noted here.
    pub noted_at: Instant,
    /// The manifest as it was signed.
    pub manifest: String,
    /// What else is to be known, for people.
    pub detail: String,
    /// How it came: `carried` or `pulled`; empty when it was sent, or noted by an older program.
    pub came: String,
    /// How many acts in it are placeholders of acts that the recipient may not hold.
    pub withheld: u64,
}

/// The end of a chain as another site signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The chain.
    pub chain: Site,
    /// Number of the act.
    pub seq: u64,
    /// Who says so.
    pub peer: Site,
    /// Its hash.
    pub hash: Hash,
    /// The number of the bundle that said so.
    pub number: u64,
    /// When it was seen here.
    pub seen_at: Instant,
}

fn note(row: &Got) -> Result<BundleNote, Error> {
    Ok(BundleNote {
        way: row.text(0)?,
        peer: row.parsed(1)?,
        number: row.count(2)?,
        sha256: row.text(3)?,
        state: row.text(4)?,
        made_at: Instant(row.int(5)?),
        noted_at: Instant(row.int(6)?),
        manifest: row.text(7)?,
        detail: row.text(8)?,
        came: row.text(9)?,
        withheld: row.count(10)?,
    })
}

fn witness(row: &Got) -> Result<Witness, Error> {
    Ok(Witness {
        chain: row.parsed(0)?,
        seq: row.count(1)?,
        peer: row.parsed(2)?,
        hash: row.parsed(3)?,
        number: row.count(4)?,
        seen_at: Instant(row.int(5)?),
    })
}

impl Store {
    /// Bundles noted, the last first; of one way (`sent`, `received`) when it is not empty, of one site when given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bundles(&self, way: &str, peer: Option<&Site>) -> Result<Vec<BundleNote>, Error> {
        let peer = peer.map_or("", Site::as_str);
        let rows = self.rows(exchange::LIST, args![self.site(), way, peer]).await?;
        rows.iter().map(note).collect()
    }

    /// Notes a bundle by itself, without acts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_bundle(&self, note: &BundleNote) -> Result<(), Error> {
        self.run(exchange::PUT, values(self.site(), note)).await.map(|_| ())
    }

    /// What others vouch for along a chain, after one place and up to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn witnesses(
        &self,
        chain: &Site,
        after: u64,
        upto: u64,
    ) -> Result<Vec<Witness>, Error> {
        let args = args![self.site(), chain, after, upto];
        let rows = self.rows(exchange::WITNESSES, args).await?;
        rows.iter().map(witness).collect()
    }

    /// Who vouches for which ends of a chain after a place, whether they stand here or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn vouched(&self, chain: &Site, after: u64) -> Result<Vec<Witness>, Error> {
        let rows = self.rows(exchange::VOUCHED, args![self.site(), chain, after]).await?;
        rows.iter().map(witness).collect()
    }

    /// The hashes of a chain at every `step`th place after one and up to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hashes(
        &self,
        chain: &Site,
        after: u64,
        upto: u64,
        step: u64,
    ) -> Result<Vec<(u64, Hash)>, Error> {
        let args = args![chain, after, upto, step.max(1)];
        let rows = self.rows(exchange::HASHES, args).await?;
        rows.iter().map(|row| Ok((row.count(0)?, row.parsed(1)?))).collect()
    }
}

impl Writer {
    /// Notes a bundle together with what it brings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_bundle(&mut self, note: &BundleNote) -> Result<(), Error> {
        let values = values(&self.site().clone(), note);
        engine::run(&mut self.tx, exchange::PUT, values).await.map(|_| ())
    }

    /// Keeps what another site says about the end of a chain.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_witness(&mut self, w: &Witness) -> Result<(), Error> {
        let site = self.site().clone();
        let args = args![&site, &w.chain, w.seq, &w.peer, w.hash.to_string(), w.number, w.seen_at];
        engine::run(&mut self.tx, exchange::WITNESS, args).await.map(|_| ())
    }
}

fn values(site: &Site, n: &BundleNote) -> Vec<crate::value::Value> {
    args![
        site,
        n.way.as_str(),
        &n.peer,
        n.number,
        n.sha256.as_str(),
        n.state.as_str(),
        n.made_at,
        n.noted_at,
        n.manifest.as_str(),
        n.detail.as_str(),
        n.came.as_str(),
        n.withheld
    ]
}
