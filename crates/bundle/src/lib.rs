//! Bundles: signed, compressed, encrypted packages of acts and files that one site carries to another.
//!
//! `docs/exchange.md` is the format. This room knows no database, no network and no clock: it writes a bundle from
//! values, opens one and says what is wrong with it, and compares what it brings with what is known. Nothing here panics
//! on any bytes.

mod error;
mod keys;
mod manifest;
mod open;
mod plan;
mod trace;
mod write;

pub use error::Fault;
pub use keys::{PublicKeys, SiteKey};
pub use manifest::{FORMAT, FilePart, HeadClaim, Manifest, Range, Receipt, Trace};
pub use open::{Opened, is_locked, open, peek};
pub use plan::{Differs, Known, Plan, RangeState, SLACK, Want, plan, wants};
pub use trace::{MOST_MARKS, step_for, trace};
pub use write::{Contents, Slice, write};
