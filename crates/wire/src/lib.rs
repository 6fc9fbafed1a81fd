//! The bytes of acts: canonical JSON (RFC 8785) with a version in it, SHA-256 over them, and the chain of a site.
//!
//! This is the only place where an act becomes bytes. A released format never changes; it must not know a database or
//! a network.

mod acts;
mod chain;
mod codec;
mod envelope;
mod error;
mod fields;
mod hash;
mod json;
mod withheld;

pub use acts::{KINDS, VERSION, from_bytes, kind_of, to_bytes};
pub use chain::{Chain, Fault};
pub use envelope::Envelope;
pub use error::WireError;
pub use hash::{Hash, genesis, hash};
pub use json::Json;
pub use withheld::{WITHHELD, act_hash, is_withheld, withheld};
