//! Phrase tables: one tree over the numbers of words for all of them, walked once from every word of a text.
//!
//! Behind the walk a word knows its place in the tree, and with it the longest phrase of each table that it begins.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{TABLES, Table, Word, pieces};
use crate::table;

/// The phrases of a table with what each of them stands for.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    tree: &'static Tree,
    table: Table,
    /// By the numbers that the tree gives the phrases.
    values: Vec<T>,
}

/// The phrases of all tables. A place is told by 16 bits; that of a word alone is the word's number.
#[derive(Debug, Default)]
struct Tree {
    places: Vec<Place>,
    /// From a place over a word to a place.
    steps: Steps,
    /// Of all places the phrases found there, one behind the other, those of a place in the order of their tables.
    phrases: Vec<Found>,
    /// Of each table the numbers of the phrases in its rows; equal phrases have one number.
    rows: Vec<Vec<u16>>,
}

/// What is known after some words.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// For each word that may follow, the bit of its number modulo 64.
    follow: u64,
    /// The first of the phrases found, in the tree's list.
    phrases: u16,
    /// The tables that have a phrase of these words or of the first of them, as bits.
    tables: u16,
}

/// The longest phrase of a table among some words.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    /// How many words it takes.
    words: u16,
    /// Its number within its table.
    number: u16,
    /// The next shorter phrase of its table, counted from 1 in the tree's list; 0 for none.
    shorter: u16,
}

/// From a place over a word to a place, found at once: a power of two of entries, at most half of them taken.
#[derive(Debug, Default)]
struct Steps {
    /// The place and the word as one number, and the place they lead to; 0 where nothing stands.
    entries: Vec<(u32, u16)>,
}

impl Steps {
    /// A table for so many steps.
    fn with_room(steps: usize) -> Self {
        Self { entries: vec![(0, 0); (steps * 2).next_power_of_two().max(2)] }
    }

    #[inline(always)]
    fn tag(place: u16, word: u16) -> u32 {
        u32::from(place) << 16 | u32::from(word)
    }

    #[inline(always)]
    fn first(&self, tag: u32) -> usize {
        let hash = u64::from(tag).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (hash >> 32) as usize & self.entries.len().wrapping_sub(1)
    }

    fn add(&mut self, tag: u32, to: u16) {
        let (mut at, mask) = (self.first(tag), self.entries.len() - 1);
        while self.entries.get(at).is_some_and(|entry| entry.1 != 0) {
            at = (at + 1) & mask;
        }
        if let Some(entry) = self.entries.get_mut(at) {
            *entry = (tag, to);
        }
    }

    #[inline(always)]
    fn find(&self, tag: u32) -> Option<u16> {
        let mut at = self.first(tag);
        loop {
            let (known, to) = *self.entries.get(at)?;
            if known == tag {
                return Some(to);
            }
            if to == 0 {
                return None;
            }
            at = (at + 1) & self.entries.len().wrapping_sub(1);
        }
    }
}

/// Phrases while they are gathered.
#[derive(Debug, Default)]
struct Branch {
    next: BTreeMap<u16, Branch>,
    /// The tables that have the phrase that ends here, in their order, with its number in each.
    ends: Vec<(Table, u16)>,
}

impl Branch {
    /// Adds the phrases of a table; their numbers, row by row.
    fn add(&mut self, table: Table, tsv: &'static str) -> Vec<u16> {
        let mut count = 0;
        let mut number = |row: Vec<&'static str>| {
            let ends = &mut self.at(table::cell(&row, 0)).ends;
            if let Some((_, known)) = ends.last().filter(|(last, _)| *last == table) {
                return *known;
            }
            ends.push((table, count));
            count += 1;
            count - 1
        };
        table::rows(tsv).map(&mut number).collect()
    }

    /// Where a phrase ends.
    fn at(&mut self, phrase: &str) -> &mut Self {
        let words = pieces(phrase).into_iter().map(super::id);
        words.fold(self, |branch, id| branch.next.entry(id).or_default())
    }

    /// How many steps lead on from here and below.
    fn steps(&self) -> usize {
        self.next.values().map(|next| 1 + next.steps()).sum()
    }

    /// As [`Place::follow`].
    fn follow(&self) -> u64 {
        self.next.keys().fold(0, |bits, id| bits | 1 << (id & 63))
    }
}

static TREE: LazyLock<Tree> = LazyLock::new(|| {
    let mut all = Branch::default();
    let rows = TABLES.iter().map(|(table, tsv)| all.add(*table, tsv)).collect();
    let words = all.next.keys().next_back().map_or(0, |id| usize::from(*id)) + 1;
    let mut tree = Tree {
        places: vec![Place::default(); words],
        steps: Steps::with_room(all.steps()),
        phrases: Vec::new(),
        rows,
    };
    for (word, branch) in &all.next {
        tree.lay(*word, 1, Place::default(), branch);
    }
    debug_assert!(tree.places.len() <= usize::from(u16::MAX), "places are told by 16 bits");
    debug_assert!(tree.phrases.len() < usize::from(u16::MAX), "phrases are told by 16 bits");
    tree
});

impl Tree {
    /// Lays a branch at a place that so many words lead to, with what was found before the last of them.
    fn lay(&mut self, at: u16, words: u16, before: Place, branch: &Branch) {
        let place = Place { follow: branch.follow(), ..self.ended(words, before, branch) };
        if let Some(slot) = self.places.get_mut(usize::from(at)) {
            *slot = place;
        }
        for (word, next) in &branch.next {
            let to = number(self.places.len());
            self.places.push(Place::default());
            self.steps.add(Steps::tag(at, *word), to);
            self.lay(to, words + 1, place, next);
        }
    }

    /// What is found with the phrases that end at a branch: these in place of the shorter ones of their tables.
    fn ended(&mut self, words: u16, before: Place, branch: &Branch) -> Place {
        if branch.ends.is_empty() {
            return before;
        }
        let phrases = number(self.phrases.len());
        let mut tables = 0;
        for (table, _) in TABLES {
            let shorter = before.index(table);
            let ends = branch.ends.iter().find(|(ends, _)| *ends == table);
            let found = match (ends, shorter) {
                (None, None) => continue,
                (None, Some(shorter)) => self.phrases.get(shorter).copied().unwrap_or_default(),
                (Some((_, number)), shorter) => {
                    let shorter = shorter.map_or(0, |shorter| self::number(shorter + 1));
                    Found { words, number: *number, shorter }
                }
            };
            self.phrases.push(found);
            tables |= table.bit();
        }
        Place { follow: 0, phrases, tables }
    }

    /// The place where the longest way ends that leads from a word over those behind it.
    #[inline(always)]
    fn walk(&self, word: u16, behind: &[Word]) -> (u16, Place) {
        let (mut at, mut place) = (word, self.place(word));
        for next in behind {
            if place.follow & 1 << (next.place & 63) == 0 {
                break;
            }
            let Some(to) = self.steps.find(Steps::tag(at, next.place)) else { break };
            (at, place) = (to, self.place(to));
        }
        (at, place)
    }

    /// The rows of a table, each with the number of its phrase.
    fn rows(&self, table: Table) -> impl Iterator<Item = (u16, Vec<&'static str>)> {
        let numbers = self.rows.get(table as usize).into_iter().flatten().copied();
        numbers.zip(table::rows(table.tsv()))
    }

    #[inline(always)]
    fn place(&self, at: u16) -> Place {
        self.places.get(usize::from(at)).copied().unwrap_or_default()
    }
}

impl Place {
    /// Where in the tree's list the longest phrase of a table stands.
    #[inline(always)]
    fn index(self, table: Table) -> Option<usize> {
        let before = (self.tables & (table.bit() - 1)).count_ones() as usize;
        (self.tables & table.bit() != 0).then(|| usize::from(self.phrases) + before)
    }
}

/// Notes of each word of a text which phrases begin with it.
#[inline(never)]
pub(crate) fn note(words: &mut [Word]) {
    let tree = &*TREE;
    let mut rest = words;
    while let Some((word, behind)) = rest.split_first_mut() {
        let (at, place) = tree.walk(word.place, behind);
        (word.place, word.opens) = (at, place.tables);
        rest = behind;
    }
}

impl<T> Phrases<T> {
    /// The phrases in the first column of a table, each with what its row tells; of equal phrases the last row holds.
    pub(crate) fn of(table: Table, mut value: impl FnMut(&[&'static str]) -> T) -> Self {
        let tree = &*TREE;
        let values: BTreeMap<u16, T> =
            tree.rows(table).map(|(number, row)| (number, value(&row))).collect();
        Self { tree, table, values: values.into_values().collect() }
    }

    /// As [`Phrases::of`]; a phrase stands for what all its rows tell together.
    pub(crate) fn grouped<R>(
        table: Table,
        mut value: impl FnMut(&[&'static str]) -> R,
        together: impl FnMut(Vec<R>) -> T,
    ) -> Self {
        let tree = &*TREE;
        let mut values: BTreeMap<u16, Vec<R>> = BTreeMap::new();
        for (number, row) in tree.rows(table) {
            values.entry(number).or_default().push(value(&row));
        }
        Self { tree, table, values: values.into_values().map(together).collect() }
    }

    /// The longest phrase that begins at word `at`: how many words it takes, and its value.
    #[inline(always)]
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        self.from(*words.get(at)?)
    }

    /// The longest phrase that begins with a word: how many words it takes, and its value.
    #[inline(always)]
    pub(crate) fn from(&self, word: Word) -> Option<(usize, &T)> {
        if !word.opens(self.table) {
            return None;
        }
        let found = self.tree.phrases.get(self.tree.place(word.place).index(self.table)?)?;
        Some((usize::from(found.words), self.values.get(usize::from(found.number))?))
    }

    /// The bits of all places, each told from the values of the phrases found there, that of the longest first.
    pub(crate) fn glance(&self, bits: impl Fn(&[&T]) -> u32) -> Glance {
        let here = |place: &Place| match place.index(self.table) {
            Some(_) => bits(&self.found(*place).collect::<Vec<_>>()),
            None => 0,
        };
        Glance { table: self.table, bits: self.tree.places.iter().map(here).collect() }
    }

    /// The values of the phrases found at a place, that of the longest first.
    fn found(&self, place: Place) -> impl Iterator<Item = &T> {
        let first = place.index(self.table).map_or(0, |index| index + 1);
        let found = move |next: usize| self.tree.phrases.get(next.checked_sub(1)?);
        let all = std::iter::successors(found(first), move |last| found(last.shorter.into()));
        all.filter_map(|found| self.values.get(usize::from(found.number)))
    }

    /// Every longest phrase within a range of words, in order, none overlapping: first word, length, value.
    pub(crate) fn all<'a>(
        &'a self,
        words: &'a [Word],
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, usize, &'a T)> {
        let (mut at, last) = (range.start, range.end.min(words.len()));
        std::iter::from_fn(move || {
            while let Some(ahead) = words.get(at..last)
                && let Some(next) = ahead.iter().position(|word| word.opens(self.table))
            {
                let here = at + next;
                at = here + 1;
                if let Some((len, value)) = self.at(words, here)
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

/// What is told at a glance of the phrases of a table that begin with a word: bits by its place in the tree.
#[derive(Debug)]
pub(crate) struct Glance {
    table: Table,
    bits: Vec<u32>,
}

impl Glance {
    /// The bits of a word; none where no phrase of the table begins with it.
    #[inline(always)]
    pub(crate) fn at(&self, word: Word) -> u32 {
        if !word.opens(self.table) {
            return 0;
        }
        self.bits.get(usize::from(word.place)).copied().unwrap_or(0)
    }
}

/// A count as it is kept in the tree.
fn number(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::scan;

    #[test]
    fn every_phrase_is_found_whole_where_it_stands() {
        for (table, tsv) in TABLES {
            for row in table::rows(tsv) {
                let phrase = table::cell(&row, 0);
                let words = scan(phrase).words;
                let place = TREE.place(words.first().expect("a word").place);
                let found = place.index(table).and_then(|at| TREE.phrases.get(at));
                let taken = found.map(|found| usize::from(found.words));
                assert_eq!(taken, Some(words.len()), "{phrase:?} in {table:?}");
            }
        }
    }

    #[test]
    fn a_phrase_that_does_not_go_on_leaves_the_shorter_one() {
        let posts = Phrases::of(Table::Posts, |row| table::cell(row, 0));
        let longest = |text: &str| {
            let words = scan(text).words;
            let found: Vec<_> = posts.all(&words, 0..words.len()).collect();
            found.into_iter().map(|(at, len, post)| (at, len, *post)).collect::<Vec<_>>()
        };
        assert_eq!(longest("các Chính trị viên phó"), [(1, 4, "Chính trị viên phó")]);
        assert_eq!(longest("các Chính trị viên và"), [(1, 3, "Chính trị viên")]);
        assert_eq!(longest("các Chính trị và"), []);
    }

    #[test]
    fn a_glance_knows_shorter_phrases_too() {
        let posts = Phrases::of(Table::Posts, |row| table::cell(row, 0));
        let longest = posts.glance(|found| u32::from(found.first() == Some(&&"Tư lệnh")));
        let any = posts.glance(|found| u32::from(found.contains(&&"Tư lệnh")));
        let bits = |text: &str| {
            let words = scan(text).words;
            words.first().map(|word| (longest.at(*word), any.at(*word)))
        };
        assert_eq!(bits("Tư lệnh quân khu"), Some((1, 1)));
        assert_eq!(bits("Tư lệnh trưởng"), Some((0, 1)));
        assert_eq!(bits("Tư pháp"), Some((0, 0)));
    }
}
