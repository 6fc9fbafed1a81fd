//! Documents as a register: which entry a document is, how documents stand to each other, whether one is in force on a day, what
//! rests on one that no longer is, and the register as a spreadsheet that comes in.

mod affected;
mod chain;
mod change;
mod index;
mod pick;
mod standing;
mod words;

pub use affected::{Affected, AffectedRow, AffectedView};
pub use chain::{ChainLink, ChainView, STEPS};
pub use change::{LinkForm, LinkTarget, NewDocument, Twin};
pub(crate) use change::{filled_up, still_itself};
pub(crate) use index::{DocumentIndex, Lookup, Match, NO_TYPE, candidates, identity};
pub(crate) use pick::{date_typed, told};
pub use standing::{ReasonView, StandingView, TieView};
pub(crate) use words::{called, doubt as doubt_words};
