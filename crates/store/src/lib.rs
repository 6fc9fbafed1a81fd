//! The store: the ledger of acts and the tables made from it, on SQLite and on PostgreSQL with one SQL text for both.
//!
//! Acts are appended to this site's chain by one writer at a time and projected in the same transaction; other sites'
//! chains are stored as they came. Decides nothing, reads no clock, knows no page and no file outside its database.

mod aside;
mod audit;
mod chain;
mod dump;
mod engine;
mod error;
mod exchange;
mod factors;
mod feeds;
mod files;
mod ledger;
pub mod lists;
mod marks;
mod migrate;
mod pack;
mod passkeys;
pub mod project;
mod rebuild;
mod secrets;
pub mod sql;
mod store;
mod tail;
mod ties;
mod tokens;
mod transaction;
mod unread;
mod value;
mod writer;

pub use aside::{Aside, Claim, HeldBundle};
pub use audit::{AuditedChain, Depth, Doubt, Found, Progress};
pub use chain::{Fault, Imported, Verified, Wrong};
pub use dump::{Kept, Piece, Restore};
pub use engine::{Engine, sqlite_url};
pub use error::Error;
pub use exchange::{BundleNote, Witness};
pub use factors::Factor;
pub use feeds::Feed;
pub use ledger::Entry;
pub use marks::{Known, Marks};
pub use passkeys::{Challenge, Passkey};
pub use rebuild::Mismatch;
pub use secrets::{Secret, Session};
pub use store::Store;
pub use tail::Tail;
pub use ties::ProviderTie;
pub use tokens::{Answered, Token};
pub use value::Value;
pub use writer::{Head, Reading, Writer};
