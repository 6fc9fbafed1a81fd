//! Lines of work: which field a clause is about, by the keywords it uses.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::table;
use crate::word::{Phrases, Table};

/// Most lines of work that the table can tell apart.
const MOST: usize = 32;

/// The keywords, each with the numbers of its fields, and the names of the fields by number.
struct Fields {
    keywords: Phrases<Vec<usize>>,
    names: Vec<&'static str>,
}

static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let mut names = Vec::new();
    let field = |row: &[&'static str]| {
        let name = table::cell(row, 1);
        let known = names.iter().position(|known| *known == name);
        if known.is_none() {
            names.push(name);
        }
        known.unwrap_or(names.len() - 1)
    };
    let keywords = Phrases::grouped(Table::Fields, field, |fields| fields);
    debug_assert!(names.len() <= MOST, "fields are counted in {MOST} places");
    Fields { keywords, names }
});

/// The field of work that a range of words names most often; the one named first where two tie.
pub(crate) fn of(cx: &Context, words: Range<usize>) -> Option<String> {
    let Fields { keywords, names } = &*FIELDS;
    let mut counts = [(0, 0); MOST];
    for (at, len, fields) in keywords.all(&cx.words, words) {
        for field in fields {
            let Some((count, first)) = counts.get_mut(*field) else { continue };
            if *count == 0 {
                *first = at;
            }
            *count += len;
        }
    }
    let named = names.iter().zip(counts).filter(|(_, (count, _))| *count > 0);
    let best = named.max_by_key(|(name, (count, first))| (*count, Reverse(*first), **name));
    best.map(|(name, _)| (*name).to_owned())
}
