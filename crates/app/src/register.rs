//! The register of bodies as the other use cases ask it: by name, on a day.

use crate::error::Error;
use crate::office::Office;
use record::object::Body;
use std::collections::BTreeMap;
use terms::{Day, Named};

/// Bodies by name, for finding what a text or a person typed.
#[derive(Debug, Default)]
pub(crate) struct BodyIndex {
    by_name: BTreeMap<String, Vec<Named>>,
}

impl BodyIndex {
    /// Names and short names that held on a day; a body that had ceased by then is found by its last name.
    pub(crate) fn new(bodies: &[Body], day: Day) -> Self {
        let mut index = Self::default();
        let (there, gone): (Vec<&Body>, Vec<&Body>) = bodies.iter().partition(|b| b.exists_on(day));
        for body in there {
            index.add(body, day);
        }
        for body in gone {
            index.add_missing(body, day);
        }
        index
    }

    fn add(&mut self, body: &Body, day: Day) {
        let Some(name) = body.name_on(day) else { return };
        let named = body.named_on(day);
        for word in std::iter::once(&name.name).chain(&name.short_name) {
            let same = self.by_name.entry(text::fold::match_key(word)).or_default();
            if !same.iter().any(|n| n.at == named.at) {
                same.push(named.clone());
            }
        }
    }

    fn add_missing(&mut self, body: &Body, day: Day) {
        let key = text::fold::match_key(body.last_name());
        self.by_name.entry(key).or_insert_with(|| vec![body.named_on(day)]);
    }

    /// The one body of a name; `None` when there is none or several.
    pub(crate) fn only(&self, name: &str) -> Option<&Named> {
        match self.by_name.get(&text::fold::match_key(name.trim())).map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }
}

impl Office {
    pub(crate) async fn body_index(&self, day: Day) -> Result<BodyIndex, Error> {
        Ok(BodyIndex::new(&self.facts().await?.bodies, day))
    }
}
