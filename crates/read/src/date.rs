//! Calendar expressions.

use crate::context::Context;
use crate::contract::DateMention;
use crate::heading::Frame;

/// Finds calendar expressions, in text order.
pub(crate) fn find(_cx: &Context, _frame: &Frame, _numbers: &[crate::docno::DocNo]) -> Vec<DateMention> {
    Vec::new()
}
