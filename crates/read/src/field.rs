//! Lines of work: which field a clause is about, by the keywords it uses.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::table;
use crate::word::{self, Phrases, Table};

static FIELDS: LazyLock<Phrases<Vec<&'static str>>> =
    LazyLock::new(|| word::grouped(Table::Fields, |row| table::cell(row, 1)));

/// The field of work that a range of words names most often; the one named first where two tie.
pub(crate) fn of(cx: &Context, words: Range<usize>) -> Option<String> {
    let mut counts: Vec<(&str, usize, usize)> = Vec::with_capacity(8);
    for (at, len, fields) in FIELDS.all(&cx.words, words) {
        for field in fields {
            match counts.iter_mut().find(|(known, ..)| known == field) {
                Some((_, count, _)) => *count += len,
                None => counts.push((field, len, at)),
            }
        }
    }
    let best =
        counts.into_iter().max_by_key(|(field, count, first)| (*count, Reverse(*first), *field));
    best.map(|(field, ..)| field.to_owned())
}
