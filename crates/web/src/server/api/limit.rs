//! How fast one token may ask: so many requests a minute, with room for a burst, by a clock that is passed in.
//!
//! The generic cell rate algorithm: for each token only the instant is kept at which it will have made up for what it asked.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use terms::Instant;

/// A minute in microseconds.
const MINUTE: i64 = 60_000_000;
/// A burst is what a token may ask in so long.
const BURST: i64 = MINUTE / 6;
/// From how many tokens on those at rest are forgotten.
const MANY: usize = 1000;

/// The speed of every token.
#[derive(Debug)]
pub(super) struct Limit {
    /// Requests in a minute.
    pub(super) per_minute: u32,
    made_up_at: Mutex<HashMap<String, i64>>,
}

impl Limit {
    /// So many requests in a minute for each token.
    pub(super) fn new(per_minute: u32) -> Self {
        Self { per_minute: per_minute.max(1), made_up_at: Mutex::default() }
    }

    /// Takes a request of a token at an instant.
    ///
    /// # Errors
    /// After how many seconds, at least 1, the next one is taken.
    pub(super) fn take(&self, token: &str, now: Instant) -> Result<(), u64> {
        let mut all = self.made_up_at.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY {
            all.retain(|_, at| *at > now.0);
        }
        let step = MINUTE / i64::from(self.per_minute);
        // A clock set back must not shut anybody out for long.
        let most = now.0 + BURST.max(step);
        let from = all.get(token).map_or(now.0, |at| (*at).clamp(now.0, most));
        let next = from + step;
        if next > most {
            // What a clock that was ahead had noted is forgotten here, else every later request would be refused as well.
            all.insert(token.to_owned(), from);
            let wait = u64::try_from(next - most).unwrap_or(0);
            return Err(wait.div_ceil(1_000_000).max(1));
        }
        all.insert(token.to_owned(), next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(limit: &Limit, now: i64, n: usize) -> usize {
        (0..n).filter(|_| limit.take("a", Instant(now)).is_ok()).count()
    }

    #[test]
    fn a_burst_then_the_even_speed_and_other_tokens_are_not_slowed() {
        let limit = Limit::new(600);
        assert_eq!(taken(&limit, 0, 1000), 100, "ten seconds' worth at once");
        assert_eq!(limit.take("a", Instant(0)), Err(1));
        assert_eq!(limit.take("b", Instant(0)), Ok(()));
        assert_eq!(taken(&limit, 1_000_000, 1000), 10, "a second later, a second's worth");
        assert_eq!(taken(&limit, 100 * MINUTE, 1000), 100);
    }

    #[test]
    fn one_in_a_minute_is_one_in_a_minute() {
        let limit = Limit::new(1);
        assert_eq!(taken(&limit, 0, 3), 1);
        assert_eq!(limit.take("a", Instant(MINUTE / 2)), Err(30));
        assert_eq!(taken(&limit, MINUTE, 3), 1);
    }

    #[test]
    fn a_clock_set_back_shuts_nobody_out() {
        let limit = Limit::new(60);
        assert_eq!(taken(&limit, 100 * MINUTE, 100), 10);
        assert!(limit.take("a", Instant(0)).is_err());
        assert_eq!(taken(&limit, 2_000_000, 100), 2);
    }
}
