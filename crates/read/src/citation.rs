//! Mentions of documents.

use crate::context::Context;
use crate::contract::Citation;
use crate::heading::Frame;

/// Finds mentions of documents, in text order.
pub(crate) fn find(_cx: &Context, _frame: &Frame) -> Vec<Citation> {
    Vec::new()
}
