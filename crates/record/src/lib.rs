//! The record: acts, the rules by which they are made (`decide`), the objects they fold into (`apply`), and the
//! figures computed from them. Pure functions of values; no clock, no I/O, no serde, no SQL.

pub mod act;
pub mod calendar;
pub mod cascade;
pub mod compile;
pub mod decide;
pub mod disclosure;
pub mod figures;
pub mod force;
pub mod identity;
pub mod object;
pub mod offices;
pub mod payload;
pub mod ties;
pub mod words;

pub use act::{Act, ActKey, Actor, Draft, Evidence};
pub use decide::{Entry, Refusal};
pub use object::{Object, Stamp, apply, fold};
pub use payload::Payload;
