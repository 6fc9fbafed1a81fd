//! Dated values: what held from which day, so that every question can name its day.

use crate::act::ActKey;
use terms::Day;

/// A value that holds from a day until the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// The first day.
    pub from: Day,
    /// The value.
    pub value: T,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// The act that said so.
    pub act: ActKey,
}

/// Values in the order of their first days; each day has at most one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T>(Vec<Dated<T>>);

impl<T> Default for History<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> History<T> {
    /// Puts a value in from its day on; a value that began on the same day gives way.
    pub fn set(&mut self, entry: Dated<T>) {
        match self.0.binary_search_by_key(&entry.from, |e| e.from) {
            Ok(i) => self.0[i] = entry,
            Err(i) => self.0.insert(i, entry),
        }
    }

    /// Replaces the value that holds on a day (or the first one, before it) without beginning a new period.
    pub fn correct(&mut self, day: Day, value: T) {
        let at = self.0.partition_point(|e| e.from <= day).saturating_sub(1);
        if let Some(entry) = self.0.get_mut(at) {
            entry.value = value;
        }
    }

    /// The value on a day; `None` before the first.
    pub fn on(&self, day: Day) -> Option<&T> {
        self.entry_on(day).map(|e| &e.value)
    }

    /// The entry that holds on a day; `None` before the first.
    pub fn entry_on(&self, day: Day) -> Option<&Dated<T>> {
        self.0.partition_point(|e| e.from <= day).checked_sub(1).and_then(|i| self.0.get(i))
    }

    /// The last value.
    pub fn last(&self) -> Option<&T> {
        self.0.last().map(|e| &e.value)
    }

    /// Every entry with its last day, both ends counted; `None` for the one that still holds.
    pub fn spans(&self) -> impl Iterator<Item = (&Dated<T>, Option<Day>)> {
        let ends = self.0.iter().skip(1).map(|next| Some(next.from.plus_days(-1)));
        self.0.iter().zip(ends.chain(std::iter::once(None)))
    }
}
