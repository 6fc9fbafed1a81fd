//! The chain of a site: sequence numbers without gaps, each act naming the hash of the one before it.

use crate::error::WireError;
use crate::hash::{Hash, genesis};
use crate::withheld::act_hash;
use record::Act;
use terms::{Instant, Site};

/// The first fault of a chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes at a place are no act.
    #[error("act {seq}: {source}")]
    Unreadable {
        /// The place.
        seq: u64,
        /// What is wrong with them.
        source: WireError,
    },
    /// Another number stands at a place: an act is missing, doubled or moved.
    #[error("act {expected} is expected, act {found} stands there")]
    WrongSeq {
        /// The number that comes next.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// The act does not follow on the one before it: that one or this one was changed.
    #[error("act {seq} follows on {found}, but the act before it has {expected}")]
    WrongPrev {
        /// The place.
        seq: u64,
        /// Hash of the act before it.
        expected: Hash,
        /// Hash that the act names.
        found: Hash,
    },
    /// The act was written by another site.
    #[error("act {seq} is of site {found}, not of {expected}")]
    WrongSite {
        /// The place.
        seq: u64,
        /// The site of the chain.
        expected: Site,
        /// The site of the act.
        found: Site,
    },
    /// The act was recorded before the one before it.
    #[error("act {seq} was recorded earlier than the act before it")]
    ClockWentBack {
        /// The place.
        seq: u64,
    },
    /// The stored hash is not the hash of the stored bytes.
    #[error("act {seq} has hash {found}, but {stored} is stored")]
    WrongHash {
        /// The place.
        seq: u64,
        /// The hash of the bytes.
        found: Hash,
        /// The hash that is stored.
        stored: Hash,
    },
}

impl Fault {
    /// The place of the first bad act.
    pub fn seq(&self) -> u64 {
        match self {
            Self::Unreadable { seq, .. }
            | Self::WrongPrev { seq, .. }
            | Self::WrongSite { seq, .. }
            | Self::ClockWentBack { seq }
            | Self::WrongHash { seq, .. } => *seq,
            Self::WrongSeq { expected, .. } => *expected,
        }
    }
}

/// A walk along the chain of one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    site: Site,
    seq: u64,
    head: Hash,
    recorded_at: Option<Instant>,
}

impl Chain {
    /// The empty chain of a site.
    pub fn new(site: Site) -> Self {
        let head = genesis(&site);
        Self { site, seq: 0, head, recorded_at: None }
    }

    /// A walk that goes on after an act already checked.
    pub fn after(site: Site, seq: u64, head: Hash, recorded_at: Instant) -> Self {
        Self { site, seq, head, recorded_at: Some(recorded_at) }
    }

    /// The number of the last act, 0 when there is none.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The hash of the last act, that of the site's name when there is none.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// Checks bytes as the act at a place: readable, canonical, numbered and following on `prev`.
    ///
    /// # Errors
    /// The first fault found.
    pub fn check(prev: &Hash, expected_seq: u64, bytes: &[u8]) -> Result<(Act, Hash), Fault> {
        let (act, found) = crate::from_bytes(bytes)
            .map_err(|source| Fault::Unreadable { seq: expected_seq, source })?;
        if act.seq != expected_seq {
            return Err(Fault::WrongSeq { expected: expected_seq, found: act.seq });
        }
        if found != *prev {
            return Err(Fault::WrongPrev { seq: act.seq, expected: *prev, found });
        }
        Ok((act, act_hash(bytes)))
    }

    /// Checks bytes as the next act, with its site and clock, and goes on to it.
    ///
    /// # Errors
    /// The first fault found; the walk stays where it was.
    pub fn follow(&mut self, bytes: &[u8]) -> Result<Act, Fault> {
        let (act, head) = Self::check(&self.head, self.seq + 1, bytes)?;
        if act.site != self.site {
            let (expected, found) = (self.site.clone(), act.site);
            return Err(Fault::WrongSite { seq: act.seq, expected, found });
        }
        if self.recorded_at.is_some_and(|last| act.recorded_at < last) {
            return Err(Fault::ClockWentBack { seq: act.seq });
        }
        (self.seq, self.head, self.recorded_at) = (act.seq, head, Some(act.recorded_at));
        Ok(act)
    }

    /// As `follow`, and the hash stored beside the bytes must be theirs.
    ///
    /// # Errors
    /// The first fault found; the walk stays where it was.
    pub fn follow_stored(&mut self, bytes: &[u8], stored: &Hash) -> Result<Act, Fault> {
        let found = act_hash(bytes);
        if found != *stored {
            return Err(Fault::WrongHash { seq: self.seq + 1, found, stored: *stored });
        }
        self.follow(bytes)
    }
}
