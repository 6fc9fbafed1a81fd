//! Kind, title and day of publication of a text.

use crate::context::Context;
use crate::contract::DateMention;
use crate::heading::Frame;

/// Kind of text.
pub(crate) fn of(_cx: &Context, _frame: &Frame) -> String {
    "other".to_owned()
}

/// Title as printed.
pub(crate) fn title(_cx: &Context, _frame: &Frame) -> Option<String> {
    None
}

/// Day of publication, when the text says it.
pub(crate) fn published(_cx: &Context, _frame: &Frame, _dates: &[DateMention]) -> Option<String> {
    None
}
