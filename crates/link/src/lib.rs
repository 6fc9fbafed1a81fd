//! Exchange over a network: the bundles that would go on a stick, pulled by HTTPS between two sites that know each other.
//!
//! `docs/exchange.md` is the norm. Each side shows its site's own Ed25519 key as a raw public key (RFC 7250) and believes
//! the other by the key on record alone: no authority, no names, no passwords. One thing is served: the next bundle for
//! exactly the site that knocks. What a bundle holds and what becomes of it is decided in `app`.

mod address;
mod beside;
mod limits;
mod provider;
mod pull;
mod rates;
mod serve;
mod tls;

pub use address::Address;
pub use beside::Puller;
pub use limits::Limits;
pub use provider::ProviderLine;
pub use pull::{Pulled, pull};
pub use serve::{Serving, serving};

/// The one path that is served.
pub const PATH: &str = "/bundle";

/// The member of the head by which all acts are asked for once more.
const AGAIN: &str = "kvpt-again";

/// In which member of the head a refusal has its code.
const CODE: &str = "kvpt-code";
