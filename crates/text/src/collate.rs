//! Vietnamese order of words and of people, by the CLDR rules for `vi`.
//!
//! Letters first (a, ă, â, b …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case. Both placements of a
//! tone are one spelling here. Knows nothing of pages.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator as Icu, CollatorBorrowed};
use icu_locale_core::locale;

use crate::fold::canon;

/// A comparer of Vietnamese texts; made once, used for a whole list.
#[derive(Debug)]
pub struct Collator {
    icu: CollatorBorrowed<'static>,
}

impl Collator {
    /// Returns the comparer, or `None` when the order of `vi` is not built in.
    pub fn vietnamese() -> Option<Self> {
        let icu = Icu::try_new(locale!("vi").into(), CollatorOptions::default()).ok()?;
        Some(Self { icu })
    }

    /// Compares two texts; equal only when they differ in nothing but form.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.icu.compare(&canon(a), &canon(b))
    }

    /// Returns bytes whose order is that of [`Collator::compare`].
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        match self.icu.write_sort_key_to(&canon(text), &mut key) {
            Ok(_) => key,
            Err(never) => match never {},
        }
    }

    /// Compares people: by tên, then tên đệm, then họ.
    pub fn compare_people(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (person_key(a), person_key(b));
        let parts = a.iter().zip(&b).map(|(a, b)| self.icu.compare(a, b));
        parts.fold(Ordering::Equal, Ordering::then)
    }

    /// Returns bytes whose order is that of [`Collator::compare_people`].
    pub fn person_sort_key(&self, name: &str) -> Vec<u8> {
        let parts = person_key(name).map(|part| self.sort_key(&part));
        let ended = parts.into_iter().flat_map(|part| part.into_iter().chain([0]));
        ended.collect()
    }
}

/// Parts a person's name into tên, tên đệm and họ, in the order in which people are listed; missing parts are empty.
///
/// ```
/// assert_eq!(text::collate::person_key("Lê Thị Hoà"), ["Hòa", "Thị", "Lê"]);
/// ```
pub fn person_key(name: &str) -> [String; 3] {
    let name = canon(name);
    let mut words: Vec<&str> = name.split(' ').collect();
    let given = words.pop().unwrap_or_default().to_owned();
    let family = if words.is_empty() { String::new() } else { words.remove(0).to_owned() };
    [given, words.join(" "), family]
}
