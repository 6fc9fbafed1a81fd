//! Where figures of one day lie on the map of another one: along successions, forward or backward.

use super::map::MapOn;
use super::{DEEPEST, No, Node};
use crate::payload::Share;
use std::collections::HashMap;
use terms::Day;

/// For each unit the units of the map in which its figures may lie.
#[derive(Debug)]
pub(crate) struct Spreads {
    /// The one unit, for nearly all.
    one: Vec<No>,
    /// Those of whom it is not one.
    several: HashMap<No, Vec<No>>,
}

impl Spreads {
    pub(super) fn of(nodes: &[Node<'_>], on_map: &MapOn, from: Day, map: Day) -> Self {
        let mut spreads = Self { one: Vec::with_capacity(nodes.len()), several: HashMap::new() };
        for no in (0..).take(nodes.len()) {
            let mut walk = Walk { nodes, on_map, map, out: Vec::new(), seen: Vec::new() };
            match map >= from {
                true => walk.forward(no, from, 0),
                false => walk.backward(no, from, 0),
            }
            let mut out = walk.out;
            out.sort_unstable();
            out.dedup();
            // A circle of units that are no more leads nowhere: the figures stay where they are.
            spreads.one.push(out.first().copied().unwrap_or(no));
            if out.len() > 1 {
                spreads.several.insert(no, out);
            }
        }
        spreads
    }

    /// The units in which figures of a unit may lie. One: they lie there wholly; several: nobody has said how they are divided.
    pub(crate) fn places(&self, no: No) -> &[No] {
        match self.several.get(&no) {
            Some(several) => several,
            None => self.one.get(no as usize).map(std::slice::from_ref).unwrap_or_default(),
        }
    }
}

struct Walk<'t, 'a> {
    nodes: &'t [Node<'a>],
    on_map: &'t MapOn,
    map: Day,
    out: Vec<No>,
    /// What was walked already: chains that part and meet again are walked once.
    seen: Vec<(No, Day)>,
}

impl Walk<'_, '_> {
    fn again(&mut self, no: No, from: Day) -> bool {
        let again = self.seen.contains(&(no, from));
        self.seen.push((no, from));
        again
    }

    fn forward(&mut self, no: No, from: Day, depth: usize) {
        if self.again(no, from) {
            return;
        }
        let Some(node) = self.nodes.get(no as usize) else { return };
        let (map, nodes) = (self.map, self.nodes);
        let went = || node.into.iter().filter(|(day, ..)| from < *day && *day <= map);
        let lives = node.unit.is_none_or(|u| u.exists_on(map));
        let parted = went().count() == 1 && went().all(|(.., share)| *share != Share::All);
        // A single known part of a unit that is no more leaves the rest unknown.
        if lives || depth > DEEPEST || parted {
            self.out.push(no);
        }
        if depth > DEEPEST {
            return;
        }
        for (day, successor, _) in went() {
            self.forward(*successor, *day, depth + 1);
        }
        if !lives && went().next().is_none() {
            match self.on_map.above(no).filter(|above| (*above as usize) < nodes.len()) {
                Some(above) => self.forward(above, map, depth + 1),
                None => self.out.push(no),
            }
        }
    }

    fn backward(&mut self, no: No, from: Day, depth: usize) {
        let node = self.nodes.get(no as usize);
        let Some((node, unit)) = node.and_then(|n| Some((n, n.unit?))).filter(|_| depth <= DEEPEST)
        else {
            self.out.push(no);
            return;
        };
        if self.again(no, from) {
            return;
        }
        let lived = unit.exists_on(self.map);
        if lived {
            self.out.push(no);
        }
        let map = self.map;
        let mut came = node.from.iter().filter(|(day, ..)| map < *day && *day <= from).peekable();
        if !lived && came.peek().is_none() {
            match node.first_above {
                Some(above) => self.backward(above, from, depth + 1),
                None => self.out.push(no),
            }
            return;
        }
        for (day, old, _) in came {
            self.backward(*old, day.plus_days(-1), depth + 1);
        }
    }
}
