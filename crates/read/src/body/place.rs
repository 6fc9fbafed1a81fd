//! Names of provinces, districts and communes inside names of bodies, and where they end.
//!
//! A place is often followed at once by a person's name (`Chủ tịch UBND tỉnh Sông Giang Lê Văn A`); the border
//! is set by the tables of places and surnames. Knows nothing of bodies.

use std::sync::LazyLock;

use crate::people::cue::{self, Use};
use crate::people::name;
use crate::table;
use crate::word::{Phrases, Table, Word};

/// What a row of the table of places is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// A word for a level: tỉnh, huyện, xã.
    Unit,
    /// A hamlet, whose word is one of common speech: a place only with its name after it.
    Hamlet,
    /// A province or city under the centre.
    Province,
    /// A district or commune that looks like a person's name.
    Local,
    /// The whole country.
    Country,
}

static PLACES: LazyLock<Phrases<Level>> = LazyLock::new(|| {
    Phrases::of(Table::BodyPlaces, |row| match table::cell(row, 1) {
        "cấp" => Level::Unit,
        "điểm dân cư" => Level::Hamlet,
        "tỉnh" => Level::Province,
        "toàn quốc" => Level::Country,
        _ => Level::Local,
    })
});

/// The end of a place at word `at`: `tỉnh Sông Giang`, `huyện`, `Hà Nội`, `Trung ương`.
pub(crate) fn end(words: &[Word], at: usize) -> Option<usize> {
    match PLACES.at(words, at)? {
        (len, Level::Unit) => Some(at + len + named(words, at + len, len)),
        (len, Level::Hamlet) => {
            let named = named(words, at + len, len);
            (named > 0).then_some(at + len + named)
        }
        (len, Level::Country) if len > 1 => Some(at + len),
        (len, _) => words.get(at).filter(|w| w.is_capital()).map(|_| at + len),
    }
}

/// The end of a word for a level alone, such as `tỉnh`.
pub(crate) fn unit(words: &[Word], at: usize) -> Option<usize> {
    PLACES.at(words, at).filter(|(_, level)| **level == Level::Unit).map(|(len, _)| at + len)
}

/// The end of a province's or the country's name at `at`, without a word for its level.
pub(crate) fn known(words: &[Word], at: usize) -> Option<usize> {
    let capital = words.get(at).is_some_and(|w| w.is_capital());
    let (len, level) = PLACES.at(words, at)?;
    (capital && !matches!(level, Level::Unit | Level::Hamlet)).then_some(at + len)
}

/// How many words of a proper name stand at `at`, after a word for a level.
fn named(words: &[Word], at: usize, _unit: usize) -> usize {
    if let Some(number) = words.get(at).filter(|w| w.is_number()) {
        return usize::from(!is_dated(words, at, *number));
    }
    let broken = words.get(at).is_some_and(|w| w.begins_line() && name::begins_new(words, at));
    if broken { 0 } else { proper(words, at) }
}

/// Whether a number goes on as a date or a fraction (`15/5/2026`) and names no place.
fn is_dated(words: &[Word], at: usize, number: Word) -> bool {
    let sign = words.get(at + 1).filter(|w| w.is_sign() && w.start() == number.end());
    let next = words.get(at + 2).filter(|w| w.is_number());
    sign.zip(next).is_some_and(|(s, n)| s.end() == n.start())
}

/// How many capitalised words at `at` belong to a place and not to the person named next.
pub(crate) fn proper(words: &[Word], at: usize) -> usize {
    if let Some(end) = known(words, at) {
        return end - at;
    }
    let run = name::capitals(words, at);
    let run = (1..run).find(|k| cue::is(words, at + k, Use::Term)).unwrap_or(run);
    let surname =
        |offset: usize| words.get(at + offset).is_some_and(|w| name::is_common_surname(*w));
    let any_surname =
        words.get(at).is_some_and(|w| name::is_surname(*w)) && name::is_middle(words, at + 1);
    match run {
        0 | 1 => 0,
        2 => 2,
        3 if surname(0) || any_surname => 0,
        3 if words.get(at + 2).is_some_and(|w| w.begins_line()) => 2,
        3 => 3,
        _ => [2, 3, 1].into_iter().find(|k| run - k >= 2 && surname(*k)).unwrap_or(if surname(0) {
            0
        } else {
            run.min(4)
        }),
    }
}
