//! Phrase tables: a tree over the numbers of words, matched from any word on, the longest phrase first.

use std::collections::HashMap;
use std::ops::Range;

use super::{Table, Word, fold, pieces};
use crate::table;

/// Phrases with what each of them stands for.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    nodes: Vec<Node<T>>,
    roots: Vec<u32>,
    /// Bits of which a word has one when a phrase may begin with it.
    opens: u16,
}

#[derive(Debug)]
struct Node<T> {
    /// Words that go on from here, by rising id, with the nodes they lead to.
    next: Vec<(u32, u32)>,
    value: Option<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            nodes: vec![Node { next: Vec::new(), value: None }],
            roots: Vec::new(),
            opens: u16::MAX,
        }
    }
}

impl<T> Phrases<T> {
    /// Builds a table from phrases whose words stand in some table; of equal phrases the last one holds.
    pub(crate) fn new<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in entries {
            phrases.insert(phrase, value);
        }
        phrases
    }

    /// Builds a table from the phrases in the first column of a table of data.
    pub(crate) fn of<'p>(table: Table, entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        Self { opens: table.bit(), ..Self::new(entries) }
    }

    fn insert(&mut self, phrase: &str, value: T) {
        let mut node = 0;
        for piece in pieces(phrase) {
            let id = super::id(piece);
            node = self.step(node, id).unwrap_or_else(|| self.grow(node, id));
        }
        if node != 0
            && let Some(found) = self.nodes.get_mut(node)
        {
            found.value = Some(value);
        }
    }

    fn grow(&mut self, node: usize, id: u32) -> usize {
        let new = self.nodes.len();
        self.nodes.push(Node { next: Vec::new(), value: None });
        let number = u32::try_from(new).unwrap_or(u32::MAX);
        if let Some(parent) = self.nodes.get_mut(node) {
            let place = parent.next.partition_point(|(word, _)| *word < id);
            parent.next.insert(place, (id, number));
        }
        if node == 0 {
            let slot = id as usize;
            if self.roots.len() <= slot {
                self.roots.resize(slot + 1, 0);
            }
            if let Some(root) = self.roots.get_mut(slot) {
                *root = number;
            }
        }
        new
    }

    #[inline]
    fn step(&self, node: usize, id: u32) -> Option<usize> {
        if id == 0 {
            return None;
        }
        if node == 0 {
            return self.roots.get(id as usize).filter(|n| **n != 0).map(|n| *n as usize);
        }
        let next = &self.nodes.get(node)?.next;
        let place = if next.len() > 8 {
            next.binary_search_by_key(&id, |(word, _)| *word).ok()?
        } else {
            next.iter().position(|(word, _)| *word == id)?
        };
        next.get(place).map(|(_, node)| *node as usize)
    }

    /// For each word by its id, the bits of all phrases that begin with it.
    pub(crate) fn firsts(&self, bits: impl Fn(&T) -> u32) -> Vec<u32> {
        let mut firsts = vec![0; self.roots.len()];
        for (first, root) in firsts.iter_mut().zip(&self.roots) {
            let mut below = vec![*root as usize];
            while let Some(node) = below.pop().filter(|n| *n != 0).and_then(|n| self.nodes.get(n)) {
                *first |= node.value.as_ref().map_or(0, &bits);
                below.extend(node.next.iter().map(|(_, node)| *node as usize));
            }
        }
        firsts
    }

    /// The longest phrase that begins at word `at`: how many words it takes, and its value.
    #[inline]
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        if words.get(at)?.opens & self.opens == 0 && self.opens != u16::MAX {
            return None;
        }
        self.longest(words.get(at..)?)
    }

    fn longest(&self, words: &[Word]) -> Option<(usize, &T)> {
        let mut node = 0;
        let mut best = None;
        for (taken, word) in (1..).zip(words) {
            match self.step(node, word.id) {
                Some(next) => node = next,
                None => break,
            }
            if let Some(value) = self.nodes.get(node).and_then(|n| n.value.as_ref()) {
                best = Some((taken, value));
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
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                let here = at;
                if words.get(here)?.opens & self.opens == 0 && self.opens != u16::MAX {
                    at += 1;
                    continue;
                }
                match self.at(words, here).filter(|(len, _)| here + len <= range.end) {
                    Some((len, value)) => {
                        at += len;
                        return Some((here, len, value));
                    }
                    None => at += 1,
                }
            }
            None
        })
    }
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
