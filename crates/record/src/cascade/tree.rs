//! A cascade as a tree of superiors, with counts at each node.

use super::duty::above;
use super::{Cascade, Group};
use crate::object::Body;
use std::collections::HashMap;
use terms::{Day, Ref};

/// One body in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'a> {
    /// The body.
    pub body: &'a Body,
    /// Its row; `None` for a superior that stands here only to hold others.
    pub row: Option<usize>,
    /// The nodes below it.
    pub below: Vec<usize>,
    /// Counts of it and all below it.
    pub group: Group,
}

/// The tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree<'a> {
    /// The nodes.
    pub nodes: Vec<Node<'a>>,
    /// Those above which nothing stands.
    pub tops: Vec<usize>,
}

/// No chain of superiors is longer; a circle in the data ends here.
const DEEPEST: usize = 16;

struct Grower<'a> {
    bodies: HashMap<&'a Ref, &'a Body>,
    nodes: Vec<Node<'a>>,
    places: HashMap<&'a Ref, usize>,
    parents: Vec<Option<usize>>,
    on: Day,
}

impl<'a> Grower<'a> {
    /// The node of a body, made with all above it when it is not there yet.
    fn node(&mut self, body: &'a Body, depth: usize) -> usize {
        if let Some(place) = self.places.get(&body.at) {
            return *place;
        }
        let place = self.nodes.len();
        self.places.insert(&body.at, place);
        self.nodes.push(Node { body, row: None, below: Vec::new(), group: Group::default() });
        self.parents.push(None);
        let superior = above(body, self.on).find_map(|at| self.bodies.get(at).copied());
        if let Some(superior) = superior.filter(|_| depth < DEEPEST) {
            let above = self.node(superior, depth + 1);
            if !self.is_under(above, place) {
                self.parents[place] = Some(above);
                self.nodes[above].below.push(place);
            }
        }
        place
    }

    fn is_under(&self, at: usize, other: usize) -> bool {
        let up = std::iter::successors(Some(at), |at| self.parents[*at]);
        up.take(2 * DEEPEST).any(|at| at == other)
    }
}

impl<'a> Cascade<'a> {
    /// The rows under their superiors of the day. `bodies` is the register from which the cascade was made.
    pub fn tree(&self, bodies: &'a [Body]) -> Tree<'a> {
        let mut grower = Grower {
            bodies: bodies.iter().map(|b| (&b.at, b)).collect(),
            nodes: Vec::new(),
            places: HashMap::new(),
            parents: Vec::new(),
            on: self.on,
        };
        for (i, row) in self.rows.iter().enumerate() {
            let place = grower.node(row.body, 0);
            grower.nodes[place].row = Some(i);
        }
        for place in 0..grower.nodes.len() {
            let Some(row) = grower.nodes[place].row.and_then(|i| self.rows.get(i)) else {
                continue;
            };
            let own = Group::of([row]);
            let up = std::iter::successors(Some(place), |at| grower.parents[*at]);
            for at in up.take(2 * DEEPEST).collect::<Vec<_>>() {
                grower.nodes[at].group = grower.nodes[at].group.plus(&own);
            }
        }
        let tops = (0..grower.nodes.len()).filter(|i| grower.parents[*i].is_none()).collect();
        Tree { nodes: grower.nodes, tops }
    }
}
