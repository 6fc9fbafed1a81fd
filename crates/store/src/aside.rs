//! Accounts of a chain that do not stand: kept as they came or as they stood, claimed by whom, put in the place of others by a decision.

use crate::engine;
use crate::error::Error;
use crate::sql::aside;
use crate::store::Store;
use crate::value::args;
use crate::writer::{Head, Writer, set_head};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, Ref, Site};
use wire::Hash;

/// Another account of a chain, as a bundle told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The chain.
    pub chain: Site,
    /// The last act on which both accounts were known to agree.
    pub agreed: u64,
    /// The first act known to differ.
    pub seq: u64,
    /// Who brought it.
    pub peer: Site,
    /// In which bundle.
    pub number: u64,
    /// SHA-256 of the manifest of that bundle.
    pub sha256: String,
    /// Where the chain ends by that account.
    pub end_seq: u64,
    /// Hash of its last act there.
    pub end_hash: Hash,
    /// When the bundle was made.
    pub made_at: Instant,
    /// When it came.
    pub noted_at: Instant,
    /// How it came: `carried` or `pulled`.
    pub came: String,
}

/// An act that does not stand in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its place.
    pub seq: u64,
    /// The hash with which it counts in its chain.
    pub hash: Hash,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A bundle that is kept as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBundle {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Name of the file.
    pub file_name: String,
    /// `early` or `fork`.
    pub why: String,
    /// From whom.
    pub peer: Site,
    /// Its number.
    pub number: u64,
    /// How it came: `carried` or `pulled`.
    pub came: String,
    /// Why it was not taken in, in words.
    pub detail: String,
    /// Since when it is kept.
    pub held_at: Instant,
    /// Its size in bytes.
    pub size: u64,
}

impl Store {
    /// Notes another account of a chain, with those of its acts that came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_claim(&self, claim: &Claim, acts: Vec<Vec<u8>>) -> Result<(), Error> {
        let mut writer = self.begin_write().await?;
        let site = self.site().clone();
        for bytes in acts {
            let Ok((act, _)) = wire::from_bytes(&bytes) else { continue };
            let hash = wire::act_hash(&bytes).to_string();
            let there = args![&site, &claim.chain, act.seq, hash.as_str()];
            if engine::row(&mut writer.tx, aside::HAS, there).await?.is_none() {
                let values = args![&site, &claim.chain, act.seq, hash, bytes, claim.noted_at];
                writer.send(aside::PUT, values).await?;
            }
        }
        let values = args![
            &site,
            &claim.chain,
            claim.agreed,
            claim.seq,
            &claim.peer,
            claim.number,
            claim.sha256.as_str(),
            claim.end_seq,
            claim.end_hash.to_string(),
            claim.made_at,
            claim.noted_at,
            claim.came.as_str()
        ];
        writer.send(aside::CLAIM, values).await?;
        writer.commit().await
    }

    /// Claims on all chains, or on one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claims(&self, chain: Option<&Site>) -> Result<Vec<Claim>, Error> {
        let chain = chain.map_or("", Site::as_str);
        let rows = self.rows(aside::CLAIMS, args![self.site(), chain]).await?;
        let claim = |row: &engine::Got| {
            Ok(Claim {
                chain: row.parsed(0)?,
                agreed: row.count(1)?,
                seq: row.count(2)?,
                peer: row.parsed(3)?,
                number: row.count(4)?,
                sha256: row.text(5)?,
                end_seq: row.count(6)?,
                end_hash: row.parsed(7)?,
                made_at: Instant(row.int(8)?),
                noted_at: Instant(row.int(9)?),
                came: row.text(10)?,
            })
        };
        rows.iter().map(claim).collect()
    }

    /// The acts of a chain after a place that do not stand, or did not once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_aside(&self, chain: &Site, after: u64) -> Result<Vec<Aside>, Error> {
        let rows = self.rows(aside::LIST, args![self.site(), chain, after]).await?;
        let one = |row: &engine::Got| {
            Ok(Aside { seq: row.count(0)?, hash: row.parsed(1)?, bytes: row.bytes(2)? })
        };
        rows.iter().map(one).collect()
    }

    /// Whether an act with a hash was set aside at a place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_set_aside(&self, chain: &Site, seq: u64, hash: &Hash) -> Result<bool, Error> {
        let args = args![self.site(), chain, seq, hash.to_string()];
        Ok(!self.rows(aside::HAS, args).await?.is_empty())
    }

    /// For each chain of which something was set aside: the first place, and how many acts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn chains_aside(&self) -> Result<BTreeMap<Site, (u64, u64)>, Error> {
        let rows = self.rows(aside::CHAINS, args![self.site()]).await?;
        rows.iter().map(|row| Ok((row.parsed(0)?, (row.count(1)?, row.count(2)?)))).collect()
    }

    /// Keeps a bundle as it came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold(&self, held: &HeldBundle, bytes: Vec<u8>) -> Result<(), Error> {
        let values = args![
            self.site(),
            held.sha256.as_str(),
            held.file_name.as_str(),
            held.why.as_str(),
            &held.peer,
            held.number,
            held.came.as_str(),
            held.detail.as_str(),
            held.held_at,
            held.size,
            bytes
        ];
        self.run(aside::HOLD, values).await.map(|_| ())
    }

    /// The bundles that are kept, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held(&self) -> Result<Vec<HeldBundle>, Error> {
        let rows = self.rows(aside::HELD, args![self.site()]).await?;
        let one = |row: &engine::Got| {
            Ok(HeldBundle {
                sha256: row.text(0)?,
                file_name: row.text(1)?,
                why: row.text(2)?,
                peer: row.parsed(3)?,
                number: row.count(4)?,
                came: row.text(5)?,
                detail: row.text(6)?,
                held_at: Instant(row.int(7)?),
                size: row.count(8)?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// The bytes of a bundle that is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        let rows = self.rows(aside::HELD_BYTES, args![self.site(), sha256]).await?;
        rows.first().map(|row| row.bytes(0)).transpose()
    }

    /// Keeps a bundle no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_go(&self, sha256: &str) -> Result<(), Error> {
        self.run(aside::LET_GO, args![self.site(), sha256]).await.map(|_| ())
    }
}

impl Writer {
    /// Takes the acts of another site's chain after a place out of the ledger and keeps them aside; what they are about is
    /// projected anew. The chain then ends at that place.
    ///
    /// # Errors
    /// When the chain is this site's, or has no act at that place; when the database fails.
    pub async fn set_aside(&mut self, chain: &Site, after: u64, now: Instant) -> Result<(), Error> {
        if chain == self.site() {
            return Err(Error::OwnChain { site: chain.clone() });
        }
        let site = self.site().clone();
        let end = match after {
            0 => Head { seq: 0, hash: wire::genesis(chain), recorded_at: Instant(0) },
            seq => {
                let row = engine::row(&mut self.tx, aside::END, args![chain, seq]).await?;
                let gap = || Error::Gap { site: chain.clone(), known: 0, given: seq };
                let row = row.ok_or_else(gap)?;
                Head { seq, hash: row.parsed(0)?, recorded_at: Instant(row.int(1)?) }
            }
        };
        let rows = engine::rows(&mut self.tx, aside::SUBJECTS, args![chain, after]).await?;
        let subjects =
            rows.iter().map(|row| row.parsed(0)).collect::<Result<BTreeSet<Ref>, _>>()?;
        self.halfway(true);
        self.send(aside::COPY, args![&site, chain, after, now]).await?;
        self.send(aside::LEAVE, args![chain, after]).await?;
        self.send(aside::FORGET_UNREAD, args![&site, chain, after]).await?;
        set_head(&mut self.tx, chain, &end).await?;
        self.project(subjects).await?;
        self.halfway(false);
        Ok(())
    }
}
