//! Mentions by place, so that what stands in a clause is found without a walk over the whole text.

use std::ops::Range;

use crate::context::Parts;

/// A named mention: first byte, byte after the last, name.
pub(crate) type Named<'a> = (usize, usize, &'a str);

/// Mentions of people and bodies, in text order.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    /// What was found in the text.
    pub(crate) parts: &'a Parts<'a>,
    people: Vec<Named<'a>>,
    bodies: Vec<Named<'a>>,
}

impl<'a> Index<'a> {
    /// Sorts the mentions of a reading.
    pub(crate) fn new(parts: &'a Parts<'a>) -> Self {
        let people = parts
            .people
            .iter()
            .flat_map(|p| p.mentions.iter().map(|m| (m.start, m.end, p.name.as_str())));
        let bodies = parts
            .bodies
            .iter()
            .flat_map(|b| b.mentions.iter().map(|m| (m.start, m.end, b.name.as_str())));
        let mut index = Self { parts, people: people.collect(), bodies: bodies.collect() };
        index.people.sort_unstable();
        index.bodies.sort_unstable();
        index
    }

    /// People named within bytes, in text order.
    pub(crate) fn people(
        &self,
        span: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Named<'a>> + '_ {
        within(&self.people, span, |m| m.0, |m| m.1)
    }

    /// Bodies named within bytes, in text order.
    pub(crate) fn bodies(
        &self,
        span: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = Named<'a>> + '_ {
        within(&self.bodies, span, |m| m.0, |m| m.1)
    }
}

/// The items of a list sorted by start that lie within bytes.
pub(crate) fn within<'l, T: Copy>(
    list: &'l [T],
    span: Range<usize>,
    start: impl Fn(&T) -> usize,
    end: impl Fn(&T) -> usize + 'l,
) -> impl DoubleEndedIterator<Item = T> + 'l {
    let from = list.partition_point(|m| start(m) < span.start);
    let ahead = list.get(from..).unwrap_or_default();
    let most = ahead.iter().position(|m| start(m) >= span.end).unwrap_or(ahead.len());
    let inside = ahead.get(..most).unwrap_or_default();
    inside.iter().copied().filter(move |m| end(m) <= span.end)
}
