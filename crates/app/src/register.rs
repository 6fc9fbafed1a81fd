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
    /// What the texts of a province or city call its own bodies: `Ủy ban nhân dân tỉnh`.
    by_own_name: BTreeMap<String, Vec<Named>>,
}

/// Words behind which the name of the province or city stands.
const OF_PROVINCE: [&str; 4] = [" tỉnh ", "Tỉnh ủy ", " thành phố ", "Thành ủy "];

/// A name without the name of the province or city at its end.
fn own_name(name: &str) -> Option<&str> {
    let ends = OF_PROVINCE.iter().filter_map(|w| Some(name.rfind(w)? + w.len() - 1));
    ends.max().and_then(|end| name.get(..end))
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
            put(&mut self.by_name, word, &named);
        }
        if let Some(own) = own_name(&name.name) {
            put(&mut self.by_own_name, own, &named);
        }
    }

    fn add_missing(&mut self, body: &Body, day: Day) {
        let key = text::fold::match_key(body.last_name());
        self.by_name.entry(key).or_insert_with(|| vec![body.named_on(day)]);
    }

    /// The one body of a name; `None` when there is none or several. A name that is on the register is that body; another
    /// one may leave the name of the province out, where one body alone is called so.
    pub(crate) fn only(&self, name: &str) -> Option<&Named> {
        let key = text::fold::match_key(name.trim());
        let found = self.by_name.get(&key).or_else(|| self.by_own_name.get(&key));
        match found.map(Vec::as_slice) {
            Some([one]) => Some(one),
            _ => None,
        }
    }
}

fn put(index: &mut BTreeMap<String, Vec<Named>>, word: &str, named: &Named) {
    let same = index.entry(text::fold::match_key(word)).or_default();
    if !same.iter().any(|n| n.at == named.at) {
        same.push(named.clone());
    }
}

impl Office {
    pub(crate) async fn body_index(&self, day: Day) -> Result<BodyIndex, Error> {
        Ok(BodyIndex::new(&self.facts().await?.bodies, day))
    }
}

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn the_name_of_the_province_may_be_left_out() {
        for (name, own) in [
            ("Ủy ban nhân dân tỉnh Sông Giang", Some("Ủy ban nhân dân tỉnh")),
            ("Ban Thường vụ Tỉnh ủy Sông Giang", Some("Ban Thường vụ Tỉnh ủy")),
            ("Tỉnh ủy Sông Giang", Some("Tỉnh ủy")),
            ("Ủy ban nhân dân thành phố Khánh Giang", Some("Ủy ban nhân dân thành phố")),
            ("Ủy ban nhân dân xã Khe Hoa", None),
            ("Ủy ban nhân dân tỉnh", None),
            ("Sở Nội vụ Sông Giang", None),
        ] {
            assert_eq!(own_name(name), own, "{name}");
        }
    }
}
