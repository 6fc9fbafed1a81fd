//! Two accounts of one chain, for a person to settle: what is held here, what was claimed by whom, where they part and what hangs on each.

use super::Exchange;
use super::asked::AskedSeen;
use super::sites::grouped;
use crate::describe::sentence;
use crate::error::Error;
use crate::office::Office;
use record::Act;
use record::object::Settled;
use std::collections::{BTreeMap, BTreeSet};
use store::{Aside, Claim};
use terms::{Instant, Ref, Site};
use wire::Hash;

/// How many acts of an account are shown in words.
const SHOWN: usize = 60;

/// A chain of which two accounts are on file.
#[derive(Debug, Clone)]
pub struct Fork {
    /// The chain.
    pub chain: Site,
    /// What its site is called, where it is known.
    pub name: String,
    /// Whether it is the chain of this site, which is not chosen between here.
    pub own: bool,
    /// The last act on which both accounts are known to agree; 0 when on none.
    pub after: u64,
    /// The first act known to differ; more than one behind `after` where only a stretch is known.
    pub seq: u64,
    /// Whether a person has still to decide.
    pub open: bool,
    /// What stands in the ledger here.
    pub here: Account,
    /// The other account: the newest that was claimed, or what was set aside.
    pub other: Account,
    /// Every claim, the last first.
    pub claims: Vec<ClaimSeen>,
    /// A decision that waits for a second administrator.
    pub asked: Option<AskedSeen>,
    /// Decisions, the last first.
    pub decided: Vec<Decided>,
}

/// One account of a chain.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Number of its last act.
    pub end_seq: u64,
    /// Hash of its last act, 64 digits.
    pub end_hash: String,
    /// Fingerprint of its last act.
    pub end: String,
    /// When its last act was recorded, where that is here.
    pub until: Option<Instant>,
    /// How many of its acts behind the parting are here to be read.
    pub acts: u64,
    /// How many acts of other sites are on objects that these acts founded.
    pub hangs: u64,
    /// Who brought it: site, number of the bundle, when it came, how it came.
    pub brought: Vec<Brought>,
    /// Sites that signed for its acts: site, number of the last act signed for.
    pub vouched: Vec<(Site, u64)>,
    /// The first acts behind the parting, in words.
    pub rows: Vec<ActSeen>,
}

/// A bundle that brought an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// From whom.
    pub peer: Site,
    /// Its number.
    pub number: u64,
    /// When it came.
    pub noted_at: Instant,
    /// `carried`, `pulled` or not noted.
    pub came: String,
}

/// An act in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActSeen {
    /// Its place.
    pub seq: u64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who wrote it, for whom.
    pub by: String,
    /// What it says.
    pub words: String,
}

/// A claim as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimSeen {
    /// The bundle.
    pub bundle: Brought,
    /// When it was made.
    pub made_at: Instant,
    /// Where the chain ends by it.
    pub end_seq: u64,
    /// Fingerprint of that end.
    pub end: String,
}

/// A decision as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Whether what was held here stood on.
    pub ours: bool,
    /// The end of the account that stood, and its fingerprint.
    pub stands: (u64, String),
    /// The end of the account that was set aside, and its fingerprint.
    pub aside: (u64, String),
    /// Why.
    pub reason: String,
    /// Who decided or asked for the decision, and when.
    pub by: (String, Instant),
    /// Who confirmed it, and when.
    pub confirmed: Option<(String, Instant)>,
    /// The act: site and number.
    pub act: (Site, u64),
}

impl Decided {
    pub(super) fn of(s: &Settled) -> Self {
        let who = |stamp: &record::Stamp| (stamp.actor.name.clone(), stamp.recorded_at);
        let c = &s.choice;
        Self {
            ours: c.ours,
            stands: (c.stands_seq, grouped(&c.stands)),
            aside: (c.aside_seq, grouped(&c.aside)),
            reason: c.reason.clone(),
            by: who(&s.by),
            confirmed: s.confirmed.as_ref().map(who),
            act: (s.by.act.site.clone(), s.by.act.seq),
        }
    }
}

/// The acts of an account behind the parting, as far as they are here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Branch {
    pub acts: Vec<(Act, Vec<u8>)>,
    /// Whether they follow without a gap on the last act on which both agree.
    pub whole: bool,
}

/// A fork with what is needed to settle it.
pub(super) struct Weighed {
    pub after: u64,
    pub seq: u64,
    pub open: bool,
    pub here: (u64, Hash),
    pub other: (u64, Hash),
    pub branch: Branch,
    claims: Vec<Claim>,
    settled: Vec<Settled>,
}

impl Office {
    /// What is on file of a chain with two accounts; `None` when there is one account alone.
    pub(super) async fn weigh_fork(&self, chain: &Site) -> Result<Option<Weighed>, Error> {
        let claims = self.store.claims(Some(chain)).await?;
        let entry = self.own_site().await?;
        let mut settled: Vec<Settled> = entry.map(|e| e.settled).unwrap_or_default();
        settled.retain(|s| s.choice.chain == *chain);
        let decision = settled.last().map(|s| &s.choice);
        let newest = claims.iter().filter(|c| decision.is_none_or(|d| c.agreed > d.after));
        let newest = newest.max_by_key(|c| (c.noted_at, c.number));
        let (after, seq, open, other) = match (newest, decision) {
            (Some(c), _) => {
                let c = exactest(&claims, c);
                (c.agreed, c.seq, true, (c.end_seq, c.end_hash))
            }
            (None, Some(d)) => {
                let hash = d.aside.parse().map_err(|_| Error::Broken("fork".into()))?;
                (d.after, d.after + 1, false, (d.aside_seq, hash))
            }
            (None, None) => return Ok(None),
        };
        let heads = self.store.heads().await?;
        let here = heads.get(chain).map_or((0, wire::genesis(chain)), |h| (h.seq, h.hash));
        let agreed = self.hash_at(chain, after).await?;
        let branch = branch(self.store.set_aside(chain, after).await?, other, after, agreed);
        Ok(Some(Weighed { after, seq, open, here, other, branch, claims, settled }))
    }

    async fn hash_at(&self, chain: &Site, seq: u64) -> Result<Hash, Error> {
        let found = self.store.hashes(chain, seq.saturating_sub(1), seq, 1).await?;
        Ok(found.first().map_or(wire::genesis(chain), |(_, hash)| *hash))
    }

    /// How many acts of other sites are on objects that some acts founded.
    async fn hanging(&self, chain: &Site, acts: &[Act]) -> Result<u64, Error> {
        let founded: BTreeSet<Ref> = acts
            .iter()
            .filter(|a| a.payload.founds() && a.subject.site == *chain)
            .map(|a| a.subject.clone())
            .collect();
        let mut n = 0;
        for at in founded {
            let on = self.store.acts_of(&at).await?;
            n += on.iter().filter(|e| e.act.site != *chain).count() as u64;
        }
        Ok(n)
    }

    async fn told(&self, chain: &Site, end: (u64, Hash), acts: &[Act]) -> Result<Account, Error> {
        Ok(Account {
            end_seq: end.0,
            end_hash: end.1.to_string(),
            end: grouped(&end.1.to_string()),
            until: acts.last().map(|a| a.recorded_at),
            acts: acts.len() as u64,
            hangs: self.hanging(chain, acts).await?,
            brought: Vec::new(),
            vouched: Vec::new(),
            rows: acts.iter().take(SHOWN).map(seen).collect(),
        })
    }
}

/// Of the claims with the same end the one that knows best where the accounts part.
fn exactest<'a>(claims: &'a [Claim], one: &'a Claim) -> &'a Claim {
    let same = |c: &&Claim| (c.end_seq, c.end_hash) == (one.end_seq, one.end_hash);
    claims.iter().filter(same).max_by_key(|c| c.agreed).unwrap_or(one)
}

/// Follows an account from its end back to the parting, through what was set aside.
pub(crate) fn branch(aside: Vec<Aside>, end: (u64, Hash), after: u64, agreed: Hash) -> Branch {
    let mut by_hash: BTreeMap<(u64, String), Vec<u8>> =
        aside.into_iter().map(|a| ((a.seq, a.hash.to_string()), a.bytes)).collect();
    let (mut seq, mut hash) = end;
    let mut acts = Vec::new();
    while seq > after {
        let Some(bytes) = by_hash.remove(&(seq, hash.to_string())) else { break };
        let Ok((act, prev)) = wire::from_bytes(&bytes) else { break };
        acts.push((act, bytes));
        (seq, hash) = (seq - 1, prev);
    }
    acts.reverse();
    Branch { whole: seq == after && hash == agreed, acts }
}

fn seen(act: &Act) -> ActSeen {
    ActSeen {
        seq: act.seq,
        recorded_at: act.recorded_at,
        by: format!("{}, {}", act.actor.name, act.actor.body.name),
        words: sentence(act),
    }
}

fn brought(c: &Claim) -> Brought {
    let (peer, number) = (c.peer.clone(), c.number);
    Brought { peer, number, noted_at: c.noted_at, came: c.came.clone() }
}

impl Exchange<'_> {
    /// Every chain of which two accounts are on file, those that wait for a decision first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forks(&self) -> Result<Vec<Fork>, Error> {
        let office = self.office;
        let claims = office.store.claims(None).await?;
        let mut chains: BTreeSet<Site> = claims.into_iter().map(|c| c.chain).collect();
        chains.extend(office.trust().await?.settlements().into_keys());
        let mut out = Vec::new();
        for chain in chains {
            out.extend(self.fork(&chain).await?);
        }
        out.sort_by_key(|f| !f.open);
        Ok(out)
    }

    /// A chain of which two accounts are on file.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn fork(&self, chain: &Site) -> Result<Option<Fork>, Error> {
        let office = self.office;
        let Some(w) = office.weigh_fork(chain).await? else { return Ok(None) };
        let here = self.held_here(chain, &w).await?;
        let other = self.told_elsewhere(chain, &w).await?;
        let asked = self.asked().await?;
        let trust = office.trust().await?;
        let name = trust.site(chain, office.today()).map(|s| s.name.clone()).unwrap_or_default();
        let claim = |c: &Claim| ClaimSeen {
            bundle: brought(c),
            made_at: c.made_at,
            end_seq: c.end_seq,
            end: grouped(&c.end_hash.to_string()),
        };
        Ok(Some(Fork {
            chain: chain.clone(),
            name,
            own: chain == office.site(),
            after: w.after,
            seq: w.seq,
            open: w.open,
            here,
            other,
            claims: w.claims.iter().rev().map(claim).collect(),
            asked: asked.into_iter().find(|a| a.chain.as_ref() == Some(chain)),
            decided: w.settled.iter().rev().map(Decided::of).collect(),
        }))
    }

    async fn held_here(&self, chain: &Site, w: &Weighed) -> Result<Account, Error> {
        let store = &self.office.store;
        let entries = store.acts(chain, w.after, u32::MAX).await?;
        let acts: Vec<Act> = entries.iter().map(|e| e.act.clone()).collect();
        let mut account = self.office.told(chain, w.here, &acts).await?;
        let hashes: BTreeMap<u64, Hash> = entries.iter().map(|e| (e.act.seq, e.hash)).collect();
        account.vouched = self.vouched(chain, w.after, &hashes).await?;
        for note in store.bundles("received", None).await?.iter().filter(|n| n.state == "in") {
            let Ok(m) = bundle::Manifest::from_bytes(note.manifest.as_bytes()) else { continue };
            let brings = |r: &bundle::Range| r.site == *chain && r.last > w.after;
            if m.ranges.iter().any(brings) {
                let (peer, number) = (note.peer.clone(), note.number);
                let (noted_at, came) = (note.noted_at, note.came.clone());
                account.brought.push(Brought { peer, number, noted_at, came });
            }
        }
        Ok(account)
    }

    async fn told_elsewhere(&self, chain: &Site, w: &Weighed) -> Result<Account, Error> {
        let acts: Vec<Act> = w.branch.acts.iter().map(|(a, _)| a.clone()).collect();
        let mut account = self.office.told(chain, w.other, &acts).await?;
        let hashed = |(act, bytes): &(Act, Vec<u8>)| (act.seq, wire::act_hash(bytes));
        let mut hashes: BTreeMap<u64, Hash> = w.branch.acts.iter().map(hashed).collect();
        hashes.insert(w.other.0, w.other.1);
        account.vouched = self.vouched(chain, w.after, &hashes).await?;
        let of = |c: &&Claim| hashes.get(&c.end_seq) == Some(&c.end_hash);
        account.brought = w.claims.iter().rev().filter(of).map(brought).collect();
        for note in self.office.store.bundles("received", None).await? {
            let Ok(m) = bundle::Manifest::from_bytes(note.manifest.as_bytes()) else { continue };
            let brings =
                |r: &bundle::Range| r.site == *chain && hashes.get(&r.last) == Some(&r.head);
            let told =
                account.brought.iter().any(|b| b.peer == note.peer && b.number == note.number);
            if !told && m.ranges.iter().any(brings) {
                let (peer, number) = (note.peer, note.number);
                let (noted_at, came) = (note.noted_at, note.came);
                account.brought.push(Brought { peer, number, noted_at, came });
            }
        }
        for c in w.claims.iter().filter(of) {
            if account.vouched.iter().all(|(site, _)| *site != c.peer) {
                account.vouched.push((c.peer.clone(), c.end_seq));
            }
        }
        Ok(account)
    }

    /// Sites that signed for an act of an account, each with the last.
    async fn vouched(
        &self,
        chain: &Site,
        after: u64,
        hashes: &BTreeMap<u64, Hash>,
    ) -> Result<Vec<(Site, u64)>, Error> {
        let mut last: BTreeMap<Site, u64> = BTreeMap::new();
        for w in self.office.store.vouched(chain, after).await? {
            if hashes.get(&w.seq) == Some(&w.hash) {
                let seq = last.entry(w.peer).or_default();
                *seq = w.seq.max(*seq);
            }
        }
        Ok(last.into_iter().collect())
    }
}
