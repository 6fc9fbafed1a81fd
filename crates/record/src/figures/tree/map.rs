//! Who is above whom on one day.

use super::{DEEPEST, No, Node};
use crate::payload::Share;
use std::collections::HashMap;
use terms::{Day, Ref};

/// No unit above.
const NONE: No = No::MAX;

/// The map of a day: for each unit the one above it.
#[derive(Debug)]
pub(crate) struct MapOn {
    above: Vec<No>,
}

impl MapOn {
    pub(super) fn of(nodes: &[Node<'_>], numbers: &HashMap<&Ref, No>, day: Day) -> Self {
        let above = |node: &Node<'_>| above(node, numbers, day).unwrap_or(NONE);
        Self { above: nodes.iter().map(above).collect() }
    }

    /// The unit above a unit; above one that is no more stands what it went into.
    pub(crate) fn above(&self, no: No) -> Option<No> {
        self.above.get(no as usize).copied().filter(|above| *above != NONE)
    }

    /// The units above a unit, nearest first.
    pub(crate) fn line_above(&self, no: No) -> impl Iterator<Item = No> {
        std::iter::successors(self.above(no), |no| self.above(*no)).take(DEEPEST)
    }

    /// For each unit whether it is a unit or lies under it.
    pub(crate) fn within(&self, whole: No) -> Vec<bool> {
        let lies = |no: No| no == whole || self.line_above(no).any(|above| above == whole);
        (0..).take(self.above.len()).map(lies).collect()
    }
}

fn above(node: &Node<'_>, numbers: &HashMap<&Ref, No>, day: Day) -> Option<No> {
    let unit = node.unit?;
    if !unit.exists_on(day) {
        let mut went = node.into.iter().filter(|(on, ..)| *on <= day);
        if let (Some((_, successor, Share::All)), None) = (went.next(), went.next()) {
            return Some(*successor);
        }
    }
    numbers.get(&unit.parent_on(day)?.at).copied()
}
