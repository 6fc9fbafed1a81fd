//! Mentions of documents: by full number, by a short number, by name.
//!
//! Puts together numbers, names, dates and issuers that stand next to each other. Never guesses: a short number is linked
//! only when one document of the text fits it. Knows nothing of tasks or people.

mod amended;
mod attribute;
mod named;
mod relation;
mod short;

use crate::word::Map;
use std::ops::Range;

use crate::context::{Context, meets};
use crate::contract::{Citation, DateMention};
use crate::cursor::{back_blanks, back_word, last_bytes};
use crate::docno::DocNo;
use crate::heading::Frame;
use crate::kind;
use crate::law::Named;

pub(crate) use amended::chain as chain_amended;
pub(crate) use short::fits;

/// Finds mentions of documents, in text order.
pub(crate) fn find(
    cx: &Context,
    frame: &Frame,
    numbers: &[DocNo],
    laws: &[Named],
    dates: &[DateMention],
) -> Vec<Citation> {
    let mut found = full(cx, frame, numbers, laws);
    let taken: Vec<Range<usize>> = found.iter().map(|c| c.start..c.end).collect();
    let free = |r: &Range<usize>| !meets(&taken, r);
    found.extend(laws.iter().filter(|l| free(&(l.start..l.end))).map(|l| named::law(cx, l)));
    found.extend(short::find(cx, numbers, dates).into_iter().filter(|c| free(&(c.start..c.end))));
    found.extend(named::congress(cx).into_iter().filter(|c| free(&(c.start..c.end))));
    found.retain(|c| !(c.start < frame.number.end && frame.number.start < c.end));
    found.sort_by_key(|c| (c.start, c.end));
    let mut end = 0;
    found.retain(|c| {
        let keep = c.start >= end;
        end = end.max(c.end);
        keep
    });
    attribute::fill(cx, &mut found, dates);
    relation::fill(cx, &mut found);
    short::resolve(&mut found);
    agree(&mut found);
    attribute::from_code(&mut found);
    found
}

/// Citations with a full number.
fn full(cx: &Context, frame: &Frame, numbers: &[DocNo], laws: &[Named]) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let mut before: Option<(&DocNo, Option<String>)> = None;
    for no in numbers
        .iter()
        .filter(|n| n.range.start >= frame.number.end || n.range.end <= frame.number.start)
    {
        let head = head(cx, no, laws);
        let inherited =
            before.as_ref().filter(|(b, _)| shares_head(cx, b, no)).and_then(|(_, t)| t.clone());
        let doc_type = head.doc_type.or(inherited).or_else(|| type_of(no));
        before = Some((no, doc_type.clone()));
        found.push(Citation {
            start: head.start,
            end: no.range.end,
            text: cx.slice(&(head.start..no.range.end)).to_owned(),
            number: Some(no.number.clone()),
            name: head.name,
            doc_type,
            mention: "full".to_owned(),
            relation: "mentions".to_owned(),
            ..Citation::default()
        });
    }
    found
}

/// What stands in front of a number.
struct Head {
    start: usize,
    doc_type: Option<String>,
    name: Option<String>,
}

/// Words between the name of the type and "số".
const BETWEEN: &[&str] = &[
    "khẩn",
    "hỏa tốc",
    "thượng khẩn",
    "chuyên đề",
    "mới",
    "nội bộ",
    "liên tịch",
    "chung",
    "riêng",
    "mật",
];

fn head(cx: &Context, no: &DocNo, laws: &[Named]) -> Head {
    let colon = no.range.start
        - usize::from(cx.fold.get(..no.range.start).is_some_and(|h| h.trim_end().ends_with(':')));
    let trimmed = cx.fold.get(..colon).map_or(0, |h| h.trim_end_matches([' ', ':']).len());
    let so = back_word(&cx.fold, trimmed, "số");
    let at = so.unwrap_or(no.range.start);
    let qualified = || BETWEEN.iter().find_map(|w| back_word(&cx.fold, at, w));
    let at_words =
        if kind::ending_at(&cx.fold, at).is_some() { at } else { qualified().unwrap_or(at) };
    let blank = back_blanks(&cx.fold, at);
    if let Some(law) =
        law_ending(laws, blank).or_else(|| law_ending(laws, back_blanks(&cx.fold, at_words)))
    {
        return Head {
            start: law.start,
            doc_type: Some(law.kind.to_owned()),
            name: Some(law.name.clone()),
        };
    }
    match kind::ending_at(&cx.fold, at_words) {
        Some((start, kind)) => Head { start, doc_type: Some(kind.name.to_owned()), name: None },
        None => Head { start: no.range.start, doc_type: behind_issuer(cx, at), name: None },
    }
}

/// The law whose name ends at a byte.
fn law_ending(laws: &[Named], end: usize) -> Option<&Named> {
    laws.binary_search_by_key(&end, |l| l.end).ok().and_then(|i| laws.get(i))
}

/// The type in `Kết luận của Ban Bí thư số 12-KL/TW`, where the issuer stands between.
fn behind_issuer(cx: &Context, at: usize) -> Option<String> {
    let from = cx.clause_start(at);
    let window = last_bytes(cx.fold.get(from..at)?, 120);
    let of = at - window.len() + window.rfind("của ")?;
    let (body, _) = crate::issuer::read_at(cx, of + "của ".len())?;
    (body.end == back_blanks(&cx.fold, at))
        .then(|| kind::ending_at(&cx.fold, of))
        .flatten()
        .map(|(_, k)| k.name.to_owned())
}

/// Whether a number continues a list whose head stands before the number in front of it.
fn shares_head(cx: &Context, before: &DocNo, no: &DocNo) -> bool {
    let near = no.range.start.saturating_sub(before.range.end) < 160;
    near && before.type_code() == no.type_code()
        && cx.clause_start(no.range.start) <= before.range.start
}

/// The type that a sign says by itself.
fn type_of(no: &DocNo) -> Option<String> {
    let system = if no.party { 'P' } else { 'S' };
    let mut kinds = kind::by_code(no.type_code()?)
        .filter(|k| k.system.contains(system) || k.system.contains(['N', 'X']) && !no.party);
    let only = kinds.next()?;
    let central_rule = no.party && only.code == "QĐ";
    (kinds.next().is_none() && !central_rule).then(|| only.name.to_owned())
}

/// Lets mentions of one document share what one of them states, where they do not contradict each other.
fn agree(found: &mut [Citation]) {
    let mut groups: Map<&str, Vec<usize>> = Map::default();
    for (i, number) in found.iter().enumerate().filter_map(|(i, c)| Some((i, c.number.as_deref()?)))
    {
        groups.entry(number).or_default().push(i);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().filter(|g| g.len() > 1).collect();
    for group in &groups {
        share(found, group, |c| &mut c.issuer);
        share(found, group, |c| &mut c.date);
        share(found, group, |c| &mut c.doc_type);
        share(found, group, |c| &mut c.name);
    }
}

/// Gives all of a group the one value that any of them has.
fn share(found: &mut [Citation], group: &[usize], part: fn(&mut Citation) -> &mut Option<String>) {
    let mut stated: Vec<String> =
        group.iter().filter_map(|&i| part(found.get_mut(i)?).clone()).collect();
    stated.sort_unstable();
    stated.dedup();
    let [only] = stated.as_slice() else { return };
    for &i in group {
        if let Some(citation) = found.get_mut(i) {
            part(citation).get_or_insert_with(|| only.clone());
        }
    }
}
