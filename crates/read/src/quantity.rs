//! Counted and measured figures.

use crate::context::Context;
use crate::contract::{Citation, DateMention, Quantity};

/// Finds figures, in text order.
pub(crate) fn find(
    _cx: &Context,
    _citations: &[Citation],
    _dates: &[DateMention],
) -> Vec<Quantity> {
    Vec::new()
}
