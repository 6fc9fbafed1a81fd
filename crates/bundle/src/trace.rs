//! Marks along a chain: enough of the hashes to name the first act that differs, few enough to be carried.

use crate::manifest::Trace;
use terms::Site;
use wire::Hash;

/// The most marks that are carried for one chain.
pub const MOST_MARKS: u64 = 8192;

/// Hexadecimal digits of a mark.
const DIGITS: usize = 8;

/// The distance of marks for a chain of some length: 1 up to `MOST_MARKS` acts, then the next power of two that fits.
///
/// ```
/// assert_eq!(bundle::step_for(8192), 1);
/// assert_eq!(bundle::step_for(8193), 2);
/// assert_eq!(bundle::step_for(10_000_000), 2048);
/// ```
pub fn step_for(seq: u64) -> u64 {
    let mut step = 1u64;
    while seq / step > MOST_MARKS && step < 1 << 62 {
        step *= 2;
    }
    step
}

/// The trace of a chain from the hashes at every `step`th place.
pub fn trace(site: Site, step: u64, hashes: &[(u64, Hash)]) -> Trace {
    let marks = hashes.iter().map(|(_, hash)| mark(hash)).collect();
    Trace { site, step, marks }
}

/// The mark of a hash.
fn mark(hash: &Hash) -> String {
    let mut text = hash.to_string();
    text.truncate(DIGITS);
    text
}

impl Trace {
    /// How many marks it has.
    pub fn len(&self) -> u64 {
        (self.marks.len() / DIGITS) as u64
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The last place at which it agrees with what is known here, and the first at which it does not.
    ///
    /// Between the two lies the first act that differs; with a step of 1 it is the second of them.
    pub fn parts(&self, known: impl Fn(u64) -> Option<Hash>) -> Option<(u64, u64)> {
        let mut agreed = 0;
        for (i, theirs) in self.marks.as_bytes().chunks(DIGITS).enumerate() {
            let seq = (i as u64 + 1).checked_mul(self.step)?;
            let ours = mark(&known(seq)?);
            if ours.as_bytes() != theirs {
                return Some((agreed, seq));
            }
            agreed = seq;
        }
        None
    }
}
