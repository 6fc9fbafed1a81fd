//! The acts on one object as they came, kept so that one that was entered by mistake can be taken back.

use crate::act::{Act, ActKey};
use std::collections::BTreeSet;

/// Acts that an object took, in the order in which it took them; the first founded it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    acts: Vec<Act>,
    undone: BTreeSet<ActKey>,
}

impl Log {
    /// The log of an object that has just been founded.
    pub(super) fn of(act: &Act) -> Self {
        Self { acts: vec![act.clone()], undone: BTreeSet::new() }
    }

    /// Adds an act that the object took.
    pub(super) fn push(&mut self, act: &Act) {
        self.acts.push(act.clone());
    }

    /// Marks acts as taken back.
    ///
    /// # Errors
    /// The code of what does not fit: an act that is not here, or was taken back before.
    pub(super) fn take_back(&mut self, keys: &[ActKey]) -> Result<(), &'static str> {
        if keys.is_empty() {
            return Err("act.undoes-nothing");
        }
        for key in keys {
            if !self.acts.iter().any(|a| a.key() == *key) {
                return Err("act.not-here");
            }
            if self.undone.contains(key) {
                return Err("act.already-undone");
            }
        }
        self.undone.extend(keys.iter().cloned());
        Ok(())
    }

    /// The founding act.
    pub fn founding(&self) -> Option<&Act> {
        self.acts.first()
    }

    /// Whether an act was taken back.
    pub fn is_undone(&self, key: &ActKey) -> bool {
        self.undone.contains(key)
    }

    /// The acts after the founding one that still count, in their order.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Act> {
        self.acts.iter().skip(1).filter(|a| !self.undone.contains(&a.key()))
    }
}
