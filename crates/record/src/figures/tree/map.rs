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
    /// For each unit where its own begin among `below`; one more at the end.
    begins: Vec<usize>,
    /// The units directly under each unit, one unit's beside each other.
    below: Vec<No>,
}

impl MapOn {
    pub(super) fn of(nodes: &[Node<'_>], numbers: &HashMap<&Ref, No>, day: Day) -> Self {
        let above = |node: &Node<'_>| above(node, numbers, day).unwrap_or(NONE);
        let above: Vec<No> = nodes.iter().map(above).collect();
        let mut under: Vec<(No, No)> =
            above.iter().copied().zip(0..).filter(|(above, _)| *above != NONE).collect();
        under.sort_unstable();
        let mut begins = vec![0; above.len() + 1];
        for (above, _) in &under {
            begins[*above as usize + 1] += 1;
        }
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        Self { above, begins, below: under.into_iter().map(|(_, no)| no).collect() }
    }

    /// The units directly under a unit.
    fn below(&self, no: No) -> &[No] {
        let i = no as usize;
        match (self.begins.get(i), self.begins.get(i + 1)) {
            (Some(from), Some(to)) => self.below.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
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
        let mut within = vec![false; self.above.len()];
        let mut open = vec![whole];
        while let Some(no) = open.pop() {
            let Some(seen) = within.get_mut(no as usize) else { continue };
            if !std::mem::replace(seen, true) {
                open.extend(self.below(no));
            }
        }
        within
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
