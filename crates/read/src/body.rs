//! Organisations named specifically enough for a register, each once, in the fullest form of the text.
//!
//! Groups (`các bộ, ban, ngành`) are no bodies. Knows nothing of what a body does.

mod list;
pub(crate) mod name;
pub(crate) mod place;
mod register;
mod shared;
mod tail;

use crate::context::Context;
use crate::contract::{Body, Citation, Person};
use crate::people::cue::{self, Use};
use crate::word::{Table, Tables, Word};

/// Finds organisations.
#[inline(never)]
pub(crate) fn find(cx: &Context, _citations: &[Citation], _people: &[Person]) -> Vec<Body> {
    let mut register = register::Register::default();
    let mut at = 0;
    const OPENERS: Tables = Tables::of(&[Table::BodyHeads, Table::CuesPeople]);
    let may_begin = |w: &Word| {
        w.opens_one(OPENERS) && (w.opens(Table::BodyHeads) || cue::opens(w, Use::Plural.bit()))
    };
    while let Some(next) = cx.words.get(at..).and_then(|ahead| ahead.iter().position(may_begin)) {
        at += next;
        at = list::step(cx, at, &mut register).max(at + 1);
    }
    register.finish()
}
