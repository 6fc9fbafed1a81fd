//! How long, how much, how many at once.

use std::time::Duration;

/// What either side puts up with.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For connecting, and for the handshake.
    pub knock: Duration,
    /// For the head of the request, and for a turn when others are served.
    pub ask: Duration,
    /// Until a bundle is made.
    pub make: Duration,
    /// Without a byte, while a bundle comes in.
    pub silence: Duration,
    /// The slowest that a bundle may be taken, in bytes a second, after `silence`.
    pub slowest: u64,
    /// The largest bundle.
    pub bytes: u64,
    /// Connections at once whose other end has not proven who it is.
    pub knocking: usize,
    /// Bundles made or sent at once; of one site always one.
    pub at_once: usize,
    /// Requests of one site in a minute.
    pub per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            knock: Duration::from_secs(10),
            ask: Duration::from_secs(10),
            make: Duration::from_secs(300),
            silence: Duration::from_secs(30),
            slowest: 4 << 10,
            bytes: 1 << 30,
            knocking: 32,
            at_once: 4,
            per_minute: 30,
        }
    }
}

impl Limits {
    /// How long so many bytes may take.
    pub(crate) fn for_bytes(&self, bytes: u64) -> Duration {
        self.silence + Duration::from_secs(bytes / self.slowest.max(1))
    }
}
