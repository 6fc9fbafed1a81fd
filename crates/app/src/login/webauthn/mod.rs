//! Passkeys as values (Web Authentication, level 3, sections 7.1 and 7.2): what a browser sent, held against what was asked.
//!
//! Pure: no clock, no store. That a challenge is used once and in time is seen by whoever calls.

mod data;
mod key;
mod verify;

pub use key::ALGORITHMS;
pub use verify::{
    Asked, Assertion, Attestation, NewKey, Shown, Verification, asserted, challenge_in, registered,
};

/// Whom a passkey is made for: the party that relies on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Name of the host: the browser lets keys of it be used on its pages alone.
    pub id: String,
    /// Scheme, host and port of the pages.
    pub origin: String,
}

impl Party {
    /// The party of an origin: `https://` and a name, or `http://localhost`; the only ones for which browsers offer passkeys.
    /// `None` for anything else, also for an address of numbers and for one with a path.
    ///
    /// ```
    /// use app::login::webauthn::Party;
    /// assert_eq!(Party::of("https://kvpt.tinh.example").unwrap().id, "kvpt.tinh.example");
    /// assert_eq!(Party::of("http://localhost:8080").unwrap().id, "localhost");
    /// assert!(Party::of("http://kvpt.tinh.example").is_none());
    /// assert!(Party::of("https://10.0.0.1").is_none());
    /// ```
    pub fn of(origin: &str) -> Option<Self> {
        let origin = origin.trim().trim_end_matches('/').to_ascii_lowercase();
        let (scheme, rest) = origin.split_once("://")?;
        let (id, port) = rest.split_once(':').unwrap_or((rest, "0"));
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let named = id.split('.').all(|part| !part.is_empty() && part.chars().all(letters));
        let numbers = id.chars().all(|c| c.is_ascii_digit() || c == '.');
        let secure = scheme == "https" || (scheme == "http" && id == "localhost");
        if !(named && !numbers && secure && port.parse::<u16>().is_ok()) {
            return None;
        }
        Some(Self { id: id.to_owned(), origin })
    }
}

/// Why what a browser sent is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Form,
    /// It was made for something else: registering for logging in, or the other way.
    Kind,
    /// It answers another challenge.
    Challenge,
    /// It was made on a page of another origin.
    Origin {
        /// The origin that it names.
        said: String,
    },
    /// The key was made for another party.
    Party,
    /// Nobody touched the device.
    Absent,
    /// The device did not check who holds it.
    Unverified,
    /// The key is of an algorithm that was not asked for.
    Algorithm,
    /// It is the key of another account.
    Account,
    /// The signature is not of the key.
    Signature,
    /// The counter did not go on: the key may have been copied.
    Counter {
        /// What it said before.
        before: u64,
        /// What it says now.
        now: u64,
    },
}
