//! What is kept of a chain so that a later look finds a changed act: its end, and the beginnings of hashes at even steps.

use terms::Instant;
use wire::Hash;

/// How many marks a chain has at most; beyond that every second is let go.
const MOST: usize = 1 << 16;

/// Beginnings (8 bytes) of the hashes of every `step`-th act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    step: u64,
    hashes: Vec<u64>,
}

impl Default for Marks {
    fn default() -> Self {
        Self { step: 1, hashes: Vec::new() }
    }
}

/// What was known of a chain before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Number of its last act.
    pub seq: u64,
    /// Hash of its last act.
    pub hash: Hash,
    /// When its last act was entered.
    pub recorded_at: Instant,
    /// Places before it.
    pub marks: Marks,
}

impl Marks {
    /// Marks as they were written; `None` when the step is nothing.
    pub fn new(step: u64, hashes: Vec<u64>) -> Option<Self> {
        (step > 0).then_some(Self { step, hashes })
    }

    /// Every how many acts there is a mark.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The first eight bytes of the hash of each marked act.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Notes the hash of an act, in the order of the chain; acts out of their order are passed over.
    pub fn push(&mut self, seq: u64, hash: &Hash) {
        if seq != (self.hashes.len() as u64 + 1) * self.step {
            return;
        }
        self.hashes.push(beginning(hash));
        if self.hashes.len() > MOST {
            self.step *= 2;
            self.hashes = self.hashes.iter().copied().skip(1).step_by(2).collect();
        }
    }

    /// The last marked place before another.
    pub(crate) fn before(&self, seq: u64) -> u64 {
        (seq.saturating_sub(1) / self.step).min(self.hashes.len() as u64) * self.step
    }

    fn at(&self, seq: u64) -> Option<u64> {
        let place = (seq.is_multiple_of(self.step)).then_some(seq / self.step)?.checked_sub(1)?;
        self.hashes.get(usize::try_from(place).ok()?).copied()
    }
}

impl Known {
    /// Whether the act at a place is another than was known; `false` where nothing was.
    pub(crate) fn differs(&self, seq: u64, hash: &Hash) -> bool {
        let marked = self.marks.at(seq).is_some_and(|mark| mark != beginning(hash));
        marked || (seq == self.seq && *hash != self.hash)
    }
}

fn beginning(hash: &Hash) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *hash.bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}
