//! A document comes in: kept, read, and turned into proposals that a person confirms.

mod confirm;
mod outcome;
pub mod proposal;
pub mod propose;
mod resolve;
mod subject;
mod take;
mod which;

pub use confirm::Answer;
pub use proposal::{Entry, Input, Proposal, ProposalKind, Span};
pub use take::{Came, Desk, Taken};
