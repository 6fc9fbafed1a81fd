//! Doubts, each with its place, its reason and the values that are possible.

use crate::context::{Context, Parts};
use crate::contract::Warning;

/// Finds doubts in what was found.
pub(crate) fn find(_cx: &Context, _parts: &Parts) -> Vec<Warning> {
    Vec::new()
}
