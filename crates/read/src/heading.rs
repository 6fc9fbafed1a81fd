//! The heading block of an administrative document.

use std::ops::Range;

use crate::context::Context;
use crate::contract::Heading;

/// The document's own frame: heading block and the bytes it takes.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// The heading, when the text is an administrative document.
    pub(crate) heading: Option<Heading>,
    /// Bytes of the heading block; empty when there is none.
    pub(crate) block: Range<usize>,
    /// Bytes of the document's own number, which is not a citation.
    pub(crate) number: Range<usize>,
    /// Bytes of the subject (trích yếu).
    pub(crate) subject: Range<usize>,
}

/// Looks for the heading block.
pub(crate) fn find(_cx: &Context) -> Frame {
    Frame::default()
}
