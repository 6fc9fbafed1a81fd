//! Organisations.

use crate::context::Context;
use crate::contract::{Body, Citation, Person};

/// Finds organisations.
pub(crate) fn find(_cx: &Context, _citations: &[Citation], _people: &[Person]) -> Vec<Body> {
    Vec::new()
}
