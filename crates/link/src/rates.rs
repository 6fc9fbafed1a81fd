//! How often a site knocks, and that it is given one bundle at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use terms::Site;
use tokio::sync::Semaphore;

/// The stretch over which requests are counted.
const MINUTE: Duration = Duration::from_secs(60);

#[derive(Debug)]
struct Seen {
    since: Instant,
    times: u32,
    turn: Arc<Semaphore>,
}

/// Counts by site; there are no more of them than sites that are admitted.
#[derive(Debug, Default)]
pub(crate) struct Rates(Mutex<BTreeMap<Site, Seen>>);

impl Rates {
    /// Where a site waits for its turn, or after how many seconds it may ask again.
    pub(crate) fn counted(&self, site: &Site, per_minute: u32) -> Result<Arc<Semaphore>, u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let new = || Seen { since: now, times: 0, turn: Arc::new(Semaphore::new(1)) };
        let seen = all.entry(site.clone()).or_insert_with(new);
        if now.duration_since(seen.since) >= MINUTE {
            (seen.since, seen.times) = (now, 0);
        }
        if seen.times >= per_minute {
            return Err((MINUTE - now.duration_since(seen.since)).as_secs() + 1);
        }
        seen.times += 1;
        Ok(seen.turn.clone())
    }
}
