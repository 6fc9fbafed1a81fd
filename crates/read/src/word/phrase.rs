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
    /// Of all nodes: a word that goes on from there, and the node it leads to.
    steps: Steps,
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
    /// As in [`Root::follow`].
    follow: u64,
    /// The number of the value of the phrase that ends here, counted from 1; 0 for none.
    value: u32,
}

/// From a node over a word to a node, found at once: a power of two of places, at most half of them taken.
#[derive(Debug, Default)]
struct Steps {
    /// The node and the word as one number, and the node they lead to; 0 where nothing stands.
    places: Vec<(u32, u32)>,
}

impl Steps {
    /// A table for so many steps.
    fn with_room(steps: usize) -> Self {
        Self { places: vec![(0, 0); (steps * 2).next_power_of_two().max(2)] }
    }

    /// A node and a word as one number: a table has fewer than 65,536 of either.
    #[inline(always)]
    fn tag(node: u32, word: u16) -> u32 {
        node << 16 | u32::from(word)
    }

    #[inline(always)]
    fn place(&self, tag: u32) -> usize {
        let hash = u64::from(tag).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (hash >> 32) as usize & self.places.len().wrapping_sub(1)
    }

    fn add(&mut self, tag: u32, to: u32) {
        let (mut at, mask) = (self.place(tag), self.places.len() - 1);
        while self.places.get(at).is_some_and(|place| place.1 != 0) {
            at = (at + 1) & mask;
        }
        if let Some(place) = self.places.get_mut(at) {
            *place = (tag, to);
        }
    }

    #[inline(always)]
    fn find(&self, tag: u32) -> Option<u32> {
        let mut at = self.place(tag);
        loop {
            let (known, to) = *self.places.get(at)?;
            if known == tag {
                return Some(to);
            }
            if to == 0 {
                return None;
            }
            at = (at + 1) & self.places.len().wrapping_sub(1);
        }
    }
}

/// Phrases while they are gathered.
#[derive(Debug, Default)]
struct Tree {
    next: BTreeMap<u16, Tree>,
    value: u32,
}

impl Tree {
    /// How many steps lead on from here and below.
    fn steps(&self) -> usize {
        self.next.values().map(|next| 1 + next.steps()).sum()
    }

    /// For each word that may follow, the bit of its id modulo 64.
    fn follow(&self) -> u64 {
        self.next.keys().fold(0, |bits, id| bits | 1 << (id & 63))
    }

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
        let steps = Steps::with_room(tree.steps());
        let mut phrases = Self { roots: Vec::new(), nodes: Vec::new(), steps, values, opens: ANY };
        phrases.lay(&tree);
        debug_assert!(phrases.nodes.len() <= usize::from(u16::MAX), "nodes are told by 16 bits");
        phrases.root(&tree);
        phrases
    }

    /// Builds a table from the phrases in the first column of a table of data.
    pub(crate) fn of<'p>(table: Table, entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        Self { opens: table.bit(), ..Self::new(entries) }
    }

    /// Lays a tree into the nodes and steps; returns its node.
    fn lay(&mut self, tree: &Tree) -> u32 {
        let node = number(self.nodes.len());
        self.nodes.push(Node { follow: tree.follow(), value: tree.value });
        for (word, next) in &tree.next {
            let to = self.lay(next);
            self.steps.add(Steps::tag(node, *word), to);
        }
        node
    }

    /// Notes how phrases begin.
    fn root(&mut self, tree: &Tree) {
        let last = tree.next.keys().next_back().map_or(0, |id| usize::from(*id));
        self.roots = vec![Root::default(); last + 1];
        for (id, next) in &tree.next {
            let node = self.steps.find(Steps::tag(0, *id)).unwrap_or(0);
            if let Some(root) = self.roots.get_mut(usize::from(*id)) {
                *root = Root { follow: next.follow(), node, value: next.value };
            }
        }
    }

    /// For each word by its id, the bits of all phrases that begin with it.
    pub(crate) fn firsts(&self, bits: impl Fn(&T) -> u32) -> Vec<u32> {
        let ends = self.roots.iter().map(|root| root.node);
        // The nodes below one are laid right behind it, up to the next root.
        let mut borders: Vec<u32> = ends.clone().filter(|node| *node != 0).collect();
        borders.push(number(self.nodes.len()));
        borders.sort_unstable();
        let below = |node: u32| {
            let end = borders.iter().find(|border| **border > node).copied().unwrap_or(node);
            self.nodes.get(node as usize..end as usize).unwrap_or_default()
        };
        let all = |node: u32| {
            let values = below(node).iter().filter_map(|node| self.value(node.value));
            values.fold(0, |all, value| all | bits(value))
        };
        ends.map(|node| if node == 0 { 0 } else { all(node) }).collect()
    }

    #[inline(always)]
    fn node(&self, at: u32) -> Option<Node> {
        self.nodes.get(at as usize).copied()
    }

    #[inline(always)]
    fn value(&self, number: u32) -> Option<&T> {
        self.values.get((number as usize).wrapping_sub(1))
    }

    /// The longest phrase that begins at word `at`: how many words it takes, and its value.
    #[inline(always)]
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        if words.get(at)?.opens & self.opens == 0 && self.opens != ANY {
            return None;
        }
        self.longest(words, at)
    }

    /// The longest phrase with which a word begins; most are told from the next word to be one alone or none.
    #[inline(never)]
    fn longest(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        let root = self.roots.get(usize::from(words.get(at)?.id))?;
        let second = words.get(at + 1).map_or(0, |word| word.id);
        if root.follow & 1 << (second & 63) == 0 {
            return self.value(root.value).map(|value| (1, value));
        }
        let (len, number) = self.two(root, second, words, at + 2);
        self.value(number).map(|value| (len, value))
    }

    /// The longest phrase of two words or more, or the first word alone: how many words it takes, and the number of its value.
    /// The third word is told by its place.
    #[inline(always)]
    fn two(&self, root: &Root, second: u16, words: &[Word], third: usize) -> (usize, u32) {
        let one = (1, root.value);
        let Some(at) = self.steps.find(Steps::tag(root.node, second)) else { return one };
        let Some(node) = self.node(at) else { return one };
        let best = if node.value == 0 { one } else { (2, node.value) };
        let next = words.get(third).map_or(0, |word| word.id);
        if node.follow & 1 << (next & 63) == 0 {
            return best;
        }
        self.follow(at, best, words.get(third..).unwrap_or_default())
    }

    /// The longest phrase that goes on behind the two words of a node, or else the best so far.
    #[inline(never)]
    fn follow(&self, mut at: u32, mut best: (usize, u32), rest: &[Word]) -> (usize, u32) {
        for (taken, word) in (3..).zip(rest) {
            let Some(next) = self.steps.find(Steps::tag(at, word.id)) else { break };
            let Some(node) = self.node(next) else { break };
            at = next;
            if node.value != 0 {
                best = (taken, node.value);
            }
        }
        best
    }

    /// Every longest phrase within a range of words, in order, none overlapping: first word, length, value.
    pub(crate) fn all<'a>(
        &'a self,
        words: &'a [Word],
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, usize, &'a T)> {
        let (mut at, last) = (range.start, range.end.min(words.len()));
        std::iter::from_fn(move || {
            let may_open = |word: &Word| word.opens & self.opens != 0 || self.opens == ANY;
            while let Some(ahead) = words.get(at..last)
                && let Some(next) = ahead.iter().position(may_open)
            {
                let here = at + next;
                at = here + 1;
                if let Some((len, value)) = self.longest(words, here)
                    && here + len <= range.end
                {
                    at = here + len;
                    return Some((here, len, value));
                }
            }
            at = last;
            None
        })
    }
}

/// A count as it is kept in nodes.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A phrase table in which one phrase may stand for several things; the phrase is the first cell of a row.
pub(crate) fn grouped<T>(
    from: Table,
    mut value: impl FnMut(&[&'static str]) -> T,
) -> Phrases<Vec<T>> {
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
