//! Provisions of cited documents: `khoản 2 Điều 5 Nghị định …`, `các điều 3, 4 và 5 của Luật …`, `Phụ lục I ban hành kèm theo …`.
//!
//! A chain of units belongs to the document or the back reference right behind it, or right before it with a bracket
//! or `tại` between. A chain that stands alone is left aside. Knows nothing of what the provisions say.

mod chain;

use crate::citation;
use crate::context::Context;
use crate::contract::{Citation, Provision, Reference};
use crate::mark::{Mark, What, byte, byte_end, word};

use chain::Chain;

/// Gives citations and back references the provisions named with them, and citations the documents that amend them.
#[inline(never)]
pub(crate) fn fill(
    cx: &Context,
    marks: &[Mark],
    citations: &mut [Citation],
    references: &mut [Reference],
) {
    let mut done = 0;
    for mark in marks.iter().filter(|m| matches!(m.what, What::Unit(_))) {
        if mark.at < done {
            continue;
        }
        let Some(chain) = chain::read(cx, mark.at) else { continue };
        done = chain.end;
        attach(cx, &chain, citations, references);
    }
    citation::chain_amended(cx, citations);
}

fn attach(cx: &Context, chain: &Chain, citations: &mut [Citation], references: &mut [Reference]) {
    let target = behind(cx, chain.end);
    if let Some(at) = target.iter().find_map(|b| starting(citations, *b, |c| c.start)) {
        put(cx, chain, citations.get_mut(at).map(|c| &mut c.provisions));
    } else if let Some(at) = target.iter().find_map(|b| starting(references, *b, |r| r.start)) {
        put(cx, chain, references.get_mut(at).map(|r| &mut r.provisions));
    } else if let Some(at) = before(cx, chain.start, citations) {
        put(cx, chain, citations.get_mut(at).map(|c| &mut c.provisions));
    }
}

fn put(cx: &Context, chain: &Chain, into: Option<&mut Vec<Provision>>) {
    let Some(into) = into else { return };
    into.extend(chain.paths.iter().map(|(words, path)| {
        let range = byte(cx, words.start)..byte_end(cx, words.end.saturating_sub(1));
        Provision {
            start: range.start,
            end: range.end,
            text: cx.slice(&range).to_owned(),
            path: path.clone(),
        }
    }));
}

fn starting<T>(list: &[T], byte: usize, start: impl Fn(&T) -> usize) -> Option<usize> {
    list.binary_search_by_key(&byte, start).ok()
}

/// Bytes at which the document may begin that a chain belongs to.
fn behind(cx: &Context, end: usize) -> Vec<usize> {
    let mut at = end;
    if word(cx, at) == "," {
        at += 1;
    }
    if ["của", "trong", "tại", "thuộc", "theo"].contains(&word(cx, at)) {
        at += 1;
    }
    let mut places = vec![byte(cx, at)];
    if ["các", "bản"].contains(&word(cx, at)) {
        places.push(byte(cx, at + 1));
    }
    places.extend(attached(cx, at).map(|k| byte(cx, k)));
    places
}

/// Behind `[Quy chế …] ban hành kèm theo`: a regulation is named by the decision that puts it in force.
fn attached(cx: &Context, at: usize) -> Option<usize> {
    const FARTHEST: usize = 24;
    let mut here = at;
    if let Some(mark) = crate::mark::at(cx, at).filter(|m| matches!(m.what, What::Kind(_))) {
        let stop = |k: usize| [".", ";", ":"].contains(&word(cx, k)) || word(cx, k).is_empty();
        here =
            (mark.end..mark.end + FARTHEST).take_while(|k| !stop(*k)).find(|k| issued(cx, *k))?;
    }
    if issued(cx, here) {
        here += 2;
    }
    let with = word(cx, here) == "kèm" && word(cx, here + 1) == "theo";
    with.then_some(here + 2)
}

fn issued(cx: &Context, at: usize) -> bool {
    word(cx, at) == "ban" && word(cx, at + 1) == "hành" && word(cx, at + 2) == "kèm"
}

/// The citation that ends right before a chain, with a bracket or `tại` between.
fn before(cx: &Context, start: usize, citations: &[Citation]) -> Option<usize> {
    let lead = start.checked_sub(1)?;
    if !["(", "tại"].contains(&word(cx, lead)) {
        return None;
    }
    let end = byte_end(cx, lead.checked_sub(1)?);
    let at = citations.partition_point(|c| c.end < end);
    citations.get(at).filter(|c| c.end == end).map(|_| at)
}
