//! What a bundle would do: each range against what is known, its number against those that came, and where its sender's
//! account of the chains differs from ours. Values only.

use crate::manifest::{Manifest, Range};
use crate::open::Opened;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, Site};
use wire::Hash;

/// How far a clock may be put right backwards without being taken for a clock turned back: ten minutes, in microseconds.
pub const SLACK: i64 = 600_000_000;

/// What is known here.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Number and hash of the last act of each chain.
    pub heads: BTreeMap<Site, (u64, Hash)>,
    /// Hashes at the places that `wants` names.
    pub hashes: BTreeMap<Site, BTreeMap<u64, Hash>>,
    /// The sender's bundles taken in before, each with what it is told by.
    pub numbers: BTreeMap<u64, Hash>,
    /// When the last of them was made, with its number.
    pub last: Option<(u64, Instant)>,
    /// The highest end of the sender's own chain that the sender itself signed for, and when.
    pub vouched: Option<(u64, Instant)>,
    /// When the act was recorded that follows, as held here, on the end that the sender claims for its own chain.
    pub next: Option<Instant>,
    /// Ends of chains that any site vouched for, that lie beyond what was known then: chain, number, hash.
    pub witnessed: Vec<(Site, u64, Hash)>,
    /// Chains of which a person decided between two accounts: the last act on which both agreed.
    pub settled: BTreeMap<Site, u64>,
}

/// A stretch of a chain whose hashes are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// The chain.
    pub site: Site,
    /// After this place.
    pub after: u64,
    /// Up to this place.
    pub upto: u64,
    /// At every so many.
    pub step: u64,
}

/// What a range is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeState {
    /// Some of it is new: the first new act.
    New {
        /// Its number.
        from: u64,
    },
    /// All of it is known.
    Known,
    /// Acts before it are missing.
    Gap {
        /// The last act known here.
        known: u64,
    },
    /// It differs from what is known.
    Fork {
        /// The first act that differs.
        seq: u64,
    },
    /// It is of the chain of this site, and not behind what is here.
    Own,
    /// It is of an account that a person set aside here; it is passed over.
    Aside,
}

/// Where the sender's account of a chain and ours part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differs {
    /// Another act stands there: after `agreed`, at `seq` or before it.
    Fork {
        /// The chain.
        site: Site,
        /// The last place known to agree.
        agreed: u64,
        /// The first place known to differ.
        seq: u64,
    },
    /// The sender's own chain has lost acts that we hold.
    CutOff {
        /// The chain, the sender's.
        site: Site,
        /// The first act that is lost.
        seq: u64,
    },
    /// Our own chain has lost acts that the sender holds.
    OwnCutOff {
        /// The first act that is lost here.
        seq: u64,
    },
    /// The sender used a number twice.
    NumberReused {
        /// The number.
        number: u64,
    },
    /// The bundle was made earlier than one with a lower number, or later than one with a higher.
    ClockBack {
        /// The number of the other bundle.
        than: u64,
    },
    /// An act was recorded earlier than the sender had already vouched for its absence.
    Backdated {
        /// The chain.
        site: Site,
        /// The act.
        seq: u64,
    },
}

/// What a bundle would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Whether this very bundle was taken in before.
    pub repeat: bool,
    /// Each range with its state, in the order of the bundle.
    pub ranges: Vec<(Range, RangeState)>,
    /// Lower numbers from this sender that did not come.
    pub missing: Vec<u64>,
    /// Where accounts differ; with any of these nothing is taken in.
    pub differs: Vec<Differs>,
    /// Chains of which the sender knows more than it sends and we hold: chain, our end, its end.
    pub behind: Vec<(Site, u64, u64)>,
}

impl Plan {
    /// Whether it can be taken in as it stands.
    pub fn fits(&self) -> bool {
        let good = |s: &RangeState| {
            matches!(s, RangeState::New { .. } | RangeState::Known | RangeState::Aside)
        };
        self.differs.is_empty() && self.ranges.iter().all(|(_, s)| good(s))
    }

    /// New acts that it brings.
    pub fn new_acts(&self) -> u64 {
        let new = |(range, state): &(Range, RangeState)| match state {
            RangeState::New { from } => range.last - from + 1,
            _ => 0,
        };
        self.ranges.iter().map(new).sum()
    }
}

/// The hashes that a plan for a bundle looks at.
pub fn wants(manifest: &Manifest) -> Vec<Want> {
    let one =
        |site: &Site, seq: u64| Want { site: site.clone(), after: seq - 1, upto: seq, step: 1 };
    let heads = manifest.heads.iter().filter(|h| h.seq > 0).map(|h| one(&h.site, h.seq));
    let before = manifest.ranges.iter().filter(|r| r.first > 1).map(|r| one(&r.site, r.first - 1));
    let within = manifest.ranges.iter().map(|r| Want {
        site: r.site.clone(),
        after: r.first - 1,
        upto: r.last,
        step: 1,
    });
    let traces = manifest.traces.iter().map(|t| Want {
        site: t.site.clone(),
        after: 0,
        upto: t.len().saturating_mul(t.step),
        step: t.step,
    });
    heads.chain(before).chain(within).chain(traces).collect()
}

/// Compares a bundle with what is known.
pub fn plan(own: &Site, opened: &Opened, known: &Known) -> Plan {
    let m = &opened.manifest;
    let repeat = known.numbers.get(&m.number) == Some(&opened.sha256);
    let ranges: Vec<(Range, RangeState)> = opened
        .acts
        .iter()
        .map(|(range, acts)| {
            (range.clone(), passed(m, range, state(own, range, acts, known), known))
        })
        .collect();
    let mut differs = Vec::new();
    if !repeat {
        differs.extend(numbers(m, known));
        differs.extend(backdated(opened, known));
    }
    differs.extend(accounts(own, m, known));
    differs.extend(against_witnesses(opened, known));
    for (range, state) in &ranges {
        let told = |d: &Differs| matches!(d, Differs::Fork { site, .. } if *site == range.site);
        if let RangeState::Fork { seq } = state {
            differs.retain(|d| !told(d));
            differs.push(Differs::Fork { site: range.site.clone(), agreed: seq - 1, seq: *seq });
        }
    }
    // Who still holds an account that was set aside here is heard on everything else; its author is not.
    differs.retain(|d| match d {
        Differs::Fork { site, agreed, .. } if *site != m.from => {
            known.settled.get(site).is_none_or(|after| agreed > after)
        }
        _ => true,
    });
    let missing = (1..m.number).filter(|n| !known.numbers.contains_key(n)).take(1000).collect();
    Plan { repeat, behind: behind(own, m, known), ranges, missing, differs }
}

/// What a range is when the chain was decided upon and another than its author brings it.
fn passed(m: &Manifest, range: &Range, state: RangeState, known: &Known) -> RangeState {
    let Some(after) = known.settled.get(&range.site).filter(|_| range.site != m.from) else {
        return state;
    };
    match state {
        RangeState::Gap { .. } => RangeState::Aside,
        RangeState::Fork { seq } if seq <= after + 1 || range.first > after + 1 => {
            RangeState::Aside
        }
        other => other,
    }
}

fn hash_at(known: &Known, site: &Site, seq: u64) -> Option<Hash> {
    known.hashes.get(site).and_then(|h| h.get(&seq)).copied()
}

fn state(own: &Site, range: &Range, acts: &[Vec<u8>], known: &Known) -> RangeState {
    let (head, head_hash) =
        known.heads.get(&range.site).copied().unwrap_or((0, wire::genesis(&range.site)));
    for (seq, act) in (range.first..).zip(acts).take_while(|(seq, _)| *seq <= head) {
        if hash_at(known, &range.site, seq).is_some_and(|ours| ours != wire::act_hash(act)) {
            return RangeState::Fork { seq };
        }
    }
    if range.last <= head {
        return RangeState::Known;
    }
    if range.site == *own {
        return RangeState::Own;
    }
    if range.first > head + 1 {
        return RangeState::Gap { known: head };
    }
    // The first act names the hash before it; where that is ours, the parting would be at the first act itself.
    if range.first == head + 1 && range.prev != head_hash {
        return RangeState::Fork { seq: head.max(1) };
    }
    RangeState::New { from: head + 1 }
}

/// Whether an instant lies before another by more than a clock put right.
fn before(a: Instant, b: Instant) -> bool {
    a.0.saturating_add(SLACK) < b.0
}

/// Numbers and clocks of the sender's bundles.
fn numbers(m: &Manifest, known: &Known) -> Vec<Differs> {
    let mut out = Vec::new();
    if known.numbers.contains_key(&m.number) {
        out.push(Differs::NumberReused { number: m.number });
    }
    match known.last {
        Some((number, made_at)) if number < m.number && before(m.made_at, made_at) => {
            out.push(Differs::ClockBack { than: number });
        }
        Some((number, made_at)) if number > m.number && before(made_at, m.made_at) => {
            out.push(Differs::ClockBack { than: number });
        }
        _ => {}
    }
    out
}

/// Acts of the sender's own chain that were put before a moment for which it had signed that there were none.
fn backdated(opened: &Opened, known: &Known) -> Option<Differs> {
    let (end, at) = known.vouched?;
    let from = &opened.manifest.from;
    let own = opened.acts.iter().filter(|(range, _)| range.site == *from);
    for (range, acts) in own {
        for (seq, act) in (range.first..).zip(acts).filter(|(seq, _)| *seq > end) {
            let act = wire::from_bytes(act).ok()?.0;
            if before(act.recorded_at, at) {
                return Some(Differs::Backdated { site: from.clone(), seq });
            }
        }
    }
    None
}

/// The ends of chains as the sender knows them, against ours; marks along the chain name where they part.
fn accounts(own: &Site, m: &Manifest, known: &Known) -> Vec<Differs> {
    let mut out = Vec::new();
    for claim in m.heads.iter().filter(|c| c.seq > 0) {
        let head = known.heads.get(&claim.site).map_or(0, |h| h.0);
        let site = claim.site.clone();
        if hash_at(known, &site, claim.seq).is_some_and(|ours| ours != claim.hash) {
            let (agreed, seq) = parting(m, &site, claim.seq, known);
            out.push(Differs::Fork { site, agreed, seq });
        } else if site == *own && claim.seq > head {
            out.push(Differs::OwnCutOff { seq: head + 1 });
        } else if let Some((agreed, seq)) = first_parting(m, &site, known) {
            out.push(Differs::Fork { site, agreed, seq });
        } else if site == m.from && claim.seq < head && known.next.is_some_and(|t| t <= m.made_at) {
            out.push(Differs::CutOff { site, seq: claim.seq + 1 });
        }
    }
    out
}

fn first_parting(m: &Manifest, site: &Site, known: &Known) -> Option<(u64, u64)> {
    let trace = m.traces.iter().find(|t| t.site == *site)?;
    trace.parts(|seq| hash_at(known, site, seq))
}

/// Where a chain parts that is known to differ at `at`.
fn parting(m: &Manifest, site: &Site, at: u64, known: &Known) -> (u64, u64) {
    first_parting(m, site, known).unwrap_or_else(|| {
        let trace = m.traces.iter().find(|t| t.site == *site);
        let agreed = trace.map_or(0, |t| (at - 1) / t.step * t.step);
        (agreed.min(trace.map_or(0, |t| t.len() * t.step)), at)
    })
}

/// New acts against what others vouched for before these acts came.
fn against_witnesses(opened: &Opened, known: &Known) -> Vec<Differs> {
    let mut out = Vec::new();
    let mut told = BTreeSet::new();
    for (range, acts) in &opened.acts {
        let here = known.witnessed.iter().filter(|(site, ..)| *site == range.site);
        for (site, seq, hash) in here.filter(|(_, seq, _)| (range.first..=range.last).contains(seq))
        {
            let Some(act) = acts.get((seq - range.first) as usize) else { continue };
            if wire::act_hash(act) != *hash && told.insert(site.clone()) {
                out.push(Differs::Fork { site: site.clone(), agreed: 0, seq: *seq });
            }
        }
    }
    out
}

fn behind(own: &Site, m: &Manifest, known: &Known) -> Vec<(Site, u64, u64)> {
    let brought = |site: &Site| {
        m.ranges.iter().filter(|r| r.site == *site).map(|r| r.last).max().unwrap_or(0)
    };
    let others = m.heads.iter().filter(|c| c.site != *own);
    let ours = |site: &Site| known.heads.get(site).map_or(0, |h| h.0);
    others
        .map(|c| (c.site.clone(), ours(&c.site).max(brought(&c.site)), c.seq))
        .filter(|(_, ours, theirs)| theirs > ours)
        .collect()
}
