//! Lines of work: which field a clause is about, by the keywords it uses.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::table;
use crate::word::{self, Phrases, Table};

static FIELDS: LazyLock<Phrases<Vec<&'static str>>> =
    LazyLock::new(|| word::grouped(Table::Fields, |row| table::cell(row, 1)));

/// The field of work that a range of words names most often; the one named first where two tie.
pub(crate) fn of(cx: &Context, words: Range<usize>) -> Option<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, len, fields) in FIELDS.all(&cx.words, words) {
        for field in fields {
            let entry = counts.entry(field).or_insert((0, at));
            entry.0 += len;
        }
    }
    let best =
        counts.into_iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
    best.map(|(field, _)| field.to_owned())
}
