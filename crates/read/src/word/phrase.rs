//! Phrase tables: a tree over the numbers of words, matched from any word on, the longest phrase first.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Table, Word, fold, pieces};
use crate::table;

/// Phrases with what each of them stands for.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    /// How phrases begin, by the id of their first word.
    roots: Vec<Root>,
    nodes: Vec<Node>,
    /// Of all nodes: a word that goes on from there, by rising id, and the node it leads to.
    steps: Vec<(u32, u32)>,
    values: Vec<T>,
    /// Bits of which a word has one when a phrase may begin with it.
    opens: u16,
}

/// The bits of a table of which words know nothing.
const ANY: u16 = u16::MAX;

/// The first word of phrases.
#[derive(Debug, Clone, Copy, Default)]
struct Root {
    /// For each word that may follow, the bit of its id modulo 64.
    follow: u64,
    /// The node the word leads to; 0 when no phrase begins with it.
    node: u32,
    /// The value of the word as a phrase by itself, as in [`Node::value`].
    value: u32,
}

/// What is known after some words of a phrase.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Its steps.
    from: u32,
    to: u32,
    /// The number of the value of the phrase that ends here, counted from 1; 0 for none.
    value: u32,
}

/// Phrases while they are gathered.
#[derive(Debug, Default)]
struct Tree {
    next: BTreeMap<u32, Tree>,
    value: u32,
}

impl Tree {
    /// Adds a phrase; one with a word that no table knows is never found, and left out.
    fn insert(&mut self, phrase: &str, value: u32) {
        let mut tree = self;
        for piece in pieces(phrase) {
            let id = super::id(piece);
            if id == 0 {
                return;
            }
            tree = tree.next.entry(id).or_default();
        }
        tree.value = value;
    }
}

impl<T> Phrases<T> {
    /// Builds a table from phrases whose words stand in some table; of equal phrases the last one holds.
    pub(crate) fn new<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let (mut tree, mut values) = (Tree::default(), Vec::new());
        for (phrase, value) in entries {
            values.push(value);
            tree.insert(phrase, number(values.len()));
        }
        let mut phrases =
            Self { roots: Vec::new(), nodes: Vec::new(), steps: Vec::new(), values, opens: ANY };
        phrases.lay(&tree);
        phrases.root(&tree);
        phrases
    }

    /// Builds a table from the phrases in the first column of a table of data.
    pub(crate) fn of<'p>(table: Table, entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        Self { opens: table.bit(), ..Self::new(entries) }
    }

    /// Lays a tree into the nodes and steps; returns its node.
    fn lay(&mut self, tree: &Tree) -> u32 {
        let node = self.nodes.len();
        let from = self.steps.len();
        let to = from + tree.next.len();
        self.nodes.push(Node { from: number(from), to: number(to), value: tree.value });
        self.steps.resize(to, (0, 0));
        for (at, (word, next)) in (from..).zip(&tree.next) {
            let next = self.lay(next);
            if let Some(step) = self.steps.get_mut(at) {
                *step = (*word, next);
            }
        }
        number(node)
    }

    /// Notes how phrases begin.
    fn root(&mut self, tree: &Tree) {
        let last = tree.next.keys().next_back().map_or(0, |id| *id as usize);
        self.roots = vec![Root::default(); last + 1];
        let first = self.nodes.first().map_or(0..0, |n| n.from as usize..n.to as usize);
        for (id, node) in self.steps.get(first).unwrap_or_default() {
            let Some((next, root)) = tree.next.get(id).zip(self.roots.get_mut(*id as usize)) else {
                continue;
            };
            let bits = next.next.keys().fold(0, |bits, id| bits | 1 << (id & 63));
            *root = Root { follow: bits, node: *node, value: next.value };
        }
    }

    /// For each word by its id, the bits of all phrases that begin with it.
    pub(crate) fn firsts(&self, bits: impl Fn(&T) -> u32) -> Vec<u32> {
        let mut firsts = vec![0; self.roots.len()];
        for (first, root) in firsts.iter_mut().zip(&self.roots) {
            let mut below = vec![root.node];
            while let Some(node) = below.pop().filter(|n| *n != 0).and_then(|n| self.node(n)) {
                *first |= self.value(node.value).map_or(0, &bits);
                below.extend(self.steps(node).iter().map(|(_, node)| *node));
            }
        }
        firsts
    }

    #[inline(always)]
    fn node(&self, at: u32) -> Option<Node> {
        self.nodes.get(at as usize).copied()
    }

    #[inline(always)]
    fn steps(&self, node: Node) -> &[(u32, u32)] {
        self.steps.get(node.from as usize..node.to as usize).unwrap_or_default()
    }

    #[inline(always)]
    fn value(&self, number: u32) -> Option<&T> {
        self.values.get((number as usize).wrapping_sub(1))
    }

    /// The longest phrase that begins at word `at`: how many words it takes, and its value.
    #[inline]
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        if words.get(at)?.opens & self.opens == 0 && self.opens != ANY {
            return None;
        }
        self.longest(words, at)
    }

    /// The longest phrase with which a word begins; most are told from the next word to be one alone or none.
    #[inline]
    fn longest(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        let root = self.roots.get(words.get(at)?.id as usize)?;
        let second = words.get(at + 1).map_or(0, |word| word.id);
        if root.follow & 1 << (second & 63) == 0 {
            return self.value(root.value).map(|value| (1, value));
        }
        self.follow(self.node(root.node)?, words.get(at + 1..)?)
    }

    /// The longest phrase that goes on from the node of its first word.
    #[inline(never)]
    fn follow(&self, mut node: Node, rest: &[Word]) -> Option<(usize, &T)> {
        let mut best = (1, node.value);
        for (taken, word) in (2..).zip(rest) {
            let steps = self.steps(node);
            let step = if steps.len() > 8 {
                steps.binary_search_by_key(&word.id, |step| step.0).ok().and_then(|i| steps.get(i))
            } else {
                steps.iter().find(|step| step.0 == word.id)
            };
            let Some(next) = step.and_then(|step| self.node(step.1)) else { break };
            node = next;
            if node.value != 0 {
                best = (taken, node.value);
            }
        }
        self.value(best.1).map(|value| (best.0, value))
    }

    /// Every longest phrase within a range of words, in order, none overlapping: first word, length, value.
    pub(crate) fn all<'a>(
        &'a self,
        words: &'a [Word],
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, usize, &'a T)> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                let here = at;
                at += 1;
                if words.get(here)?.opens & self.opens == 0 && self.opens != ANY {
                    continue;
                }
                if let Some((len, value)) = self.longest(words, here)
                    && here + len <= range.end
                {
                    at = here + len;
                    return Some((here, len, value));
                }
            }
            None
        })
    }
}

/// A count as it is kept in nodes.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A phrase table in which one phrase may stand for several things; the phrase is the first cell of a row.
pub(crate) fn grouped<T>(from: Table, value: impl Fn(&[&'static str]) -> T) -> Phrases<Vec<T>> {
    let mut values: Vec<(&'static str, String, Vec<T>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in table::rows(from.tsv()) {
        let phrase = table::cell(&row, 0);
        let key = fold(phrase);
        let slot = *places.entry(key.clone()).or_insert(values.len());
        if slot == values.len() {
            values.push((phrase, key, Vec::new()));
        }
        if let Some(entry) = values.get_mut(slot) {
            entry.2.push(value(&row));
        }
    }
    Phrases::of(from, values.into_iter().map(|(phrase, _, list)| (phrase, list)))
}
