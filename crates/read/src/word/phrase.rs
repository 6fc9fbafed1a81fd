//! Phrase tables: a tree over the numbers of words, matched from any word on, the longest phrase first.

use std::collections::HashMap;
use std::ops::Range;

use super::{Word, fold, pieces};
use crate::table;

/// Phrases with what each of them stands for.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    nodes: Vec<Node<T>>,
    roots: Vec<u32>,
}

#[derive(Debug)]
struct Node<T> {
    next: Vec<(u32, u32)>,
    value: Option<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { nodes: vec![Node { next: Vec::new(), value: None }], roots: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Builds the table; of equal phrases the last one holds.
    pub(crate) fn new<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in entries {
            phrases.insert(phrase, value);
        }
        phrases
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
            parent.next.push((id, number));
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

    fn step(&self, node: usize, id: u32) -> Option<usize> {
        if id == 0 {
            return None;
        }
        if node == 0 {
            return self.roots.get(id as usize).filter(|n| **n != 0).map(|n| *n as usize);
        }
        let found = self.nodes.get(node)?.next.iter().find(|(word, _)| *word == id)?;
        Some(found.1 as usize)
    }

    /// The longest phrase that begins at word `at`: how many words it takes, and its value.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        let mut node = 0;
        let mut best = None;
        for (taken, word) in words.get(at..)?.iter().enumerate() {
            match self.step(node, word.id) {
                Some(next) => node = next,
                None => break,
            }
            if let Some(value) = self.nodes.get(node).and_then(|n| n.value.as_ref()) {
                best = Some((taken + 1, value));
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
pub(crate) fn grouped<T>(
    tsv: &'static str,
    value: impl Fn(&[&'static str]) -> T,
) -> Phrases<Vec<T>> {
    let mut values: Vec<(&'static str, String, Vec<T>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in table::rows(tsv) {
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
    Phrases::new(values.into_iter().map(|(phrase, _, list)| (phrase, list)))
}
