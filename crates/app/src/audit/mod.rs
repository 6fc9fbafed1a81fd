//! An audit of the chains on record as a report that is printed, signed and filed; and as JSON that a later audit is held against.

mod earlier;
mod paper;
mod run;
mod settled;
mod words;

pub use earlier::Earlier;
pub use run::AuditRun;
pub(crate) use run::LastRun;

use crate::error::Error;
use crate::office::Office;
use serde::Serialize;
use std::collections::BTreeMap;
use store::{AuditedChain, Depth};
use terms::{Instant, Site};

/// How an audit is asked for.
#[derive(Debug, Clone, Default)]
pub struct AuditAsk {
    /// Whether what each act says is read by the rules of its kind too; three times slower.
    pub whole: bool,
    /// What an earlier look knew of the chains.
    pub against: Option<Earlier>,
}

/// The report of an audit.
#[derive(Debug, Clone)]
pub struct AuditReport {
    /// The body whose installation it is.
    pub body: String,
    /// The site.
    pub site: Site,
    /// When it was made, by the clock of this machine.
    pub made_at: Instant,
    /// Whether what each act says was read.
    pub whole: bool,
    /// What it was held against, in words; `None` when against nothing.
    pub against: Option<String>,
    /// The chains, this site's first.
    pub chains: Vec<AuditedChain>,
    /// What was found, in words, in the order of chains and acts.
    pub findings: Vec<Finding>,
    /// How many things were found; more than `findings` when a chain has more than a hundred.
    pub total: u64,
    /// What was set aside by a decision, in words; no findings.
    pub aside: Vec<String>,
}

/// One thing found, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code.
    pub code: &'static str,
    /// The chain.
    pub site: String,
    /// The act, or the first in question; 0 for a chain as a whole.
    pub act: u64,
    /// When the act at that place says it was entered, as people read it.
    pub entered: Option<String>,
    /// What was found.
    pub said: String,
}

impl Office {
    /// Walks every chain on record to its end; `tell` hears how many acts of how many were looked at.
    ///
    /// # Errors
    /// When the store fails. What is wrong with the ledger is a finding.
    pub async fn audit(
        &self,
        ask: AuditAsk,
        mut tell: impl FnMut(u64, u64),
    ) -> Result<AuditReport, Error> {
        let depth = if ask.whole { Depth::Whole } else { Depth::Outside };
        let nothing = BTreeMap::new();
        let known = ask.against.as_ref().map_or(&nothing, |e| &e.known);
        let progress = |p: store::Progress| tell(p.done, p.of);
        let mut chains = self.store.audit(depth, known, progress).await?;
        let aside = self.told_aside(&mut chains, known).await?;
        chains.sort_by_key(|c| (c.site != *self.site(), c.site.clone()));
        let mut findings = words::findings(&chains);
        findings.extend(words::clock(self.site(), self.now(), &chains, ask.against.as_ref()));
        let beyond: u64 = chains.iter().map(|c| c.total - c.found.len() as u64).sum();
        Ok(AuditReport {
            body: self.called().await?.name,
            site: self.site().clone(),
            made_at: self.now(),
            whole: ask.whole,
            against: ask.against.map(|e| e.said),
            total: findings.len() as u64 + beyond,
            chains,
            findings,
            aside,
        })
    }
}

/// A chain as people are shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainSeen {
    /// Whose chain it is.
    pub site: Site,
    /// How many acts stand in it.
    pub acts: u64,
    /// When the last was entered.
    pub last: Option<Instant>,
    /// Fingerprint of its end.
    pub head: String,
    /// How many of its acts were withheld from this site.
    pub withheld: u64,
}

impl AuditReport {
    /// The chains as people are shown them.
    pub fn chains_seen(&self) -> Vec<ChainSeen> {
        let seen = |c: &AuditedChain| ChainSeen {
            site: c.site.clone(),
            acts: c.acts,
            last: c.last,
            head: grouped(&c.head),
            withheld: c.withheld,
        };
        self.chains.iter().map(seen).collect()
    }

    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.total == 0
    }
}

/// A fingerprint as people compare it: 64 digits in groups of eight.
pub fn grouped(hash: &wire::Hash) -> String {
    let hex = hash.to_string();
    let groups: Vec<&str> = (0..8).filter_map(|i| hex.get(i * 8..i * 8 + 8)).collect();
    groups.join(" ")
}
