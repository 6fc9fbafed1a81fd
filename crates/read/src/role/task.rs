//! What a direction says beside its words: who leads, who joins, by when, on which basis.

use std::ops::Range;

use crate::context::Context;
use crate::contract::TaskClause;
use crate::field;
use crate::role::clause::Clause;
use crate::role::cue::Tells;
use crate::role::index::Index;
use crate::role::speaker::floor;

/// The direction that a clause gives.
pub(crate) fn of(
    cx: &Context,
    index: &Index,
    clause: &Clause,
    assigner: Option<&str>,
) -> TaskClause {
    let (leads, with) = doers(cx, index, clause, assigner);
    TaskClause {
        start: clause.span.start,
        end: clause.span.end,
        text: cx.slice(&clause.span).to_owned(),
        assigner: assigner.map(str::to_owned),
        leads,
        with,
        basis: basis(index, &clause.span),
        term: term(cx, index, &clause.span),
        field: field::of(cx, clause.words.clone()),
    }
}

/// Who leads and who joins: bodies before `chủ trì` or the verb, and bodies after `phối hợp với`.
fn doers(
    cx: &Context,
    index: &Index,
    clause: &Clause,
    assigner: Option<&str>,
) -> (Vec<String>, Vec<String>) {
    let words = cx.words.get(clause.words.clone()).unwrap_or_default();
    let text = |k: usize| words.get(k).map(|w| cx.slice(&(w.start()..w.end()))).unwrap_or_default();
    let joins =
        (0..words.len()).find(|k| text(*k).eq_ignore_ascii_case("phối") || text(*k) == "Phối");
    let joins =
        joins.filter(|k| text(k + 1) == "hợp" && (text(k + 2) == "với" || text(k + 3) == "với"));
    let border = joins.and_then(|k| words.get(k)).map_or(clause.span.end, |w| w.start());
    let first_verb = clause
        .features
        .first(Tells::Verb)
        .map(|h| h.at)
        .and_then(|k| cx.words.get(k))
        .map_or(border, |w| w.start());
    let lead_end = border.min(if first_verb <= clause.span.start + 2 {
        clause.span.start
    } else {
        first_verb
    });
    let order = clause
        .features
        .first(Tells::Task)
        .filter(|h| h.strength >= 3)
        .and_then(|h| cx.words.get(h.at))
        .map_or(clause.span.start, |w| w.start());
    let asked = if order > clause.span.start + 3 {
        order..border.max(order)
    } else {
        clause.span.start..lead_end.max(clause.span.start)
    };
    let leads =
        bodies(index, &asked, 3).into_iter().filter(|b| Some(b.as_str()) != assigner).collect();
    let with =
        if joins.is_some() { bodies(index, &(border..clause.span.end), 6) } else { Vec::new() };
    (leads, with)
}

fn bodies(index: &Index, span: &Range<usize>, most: usize) -> Vec<String> {
    let mut found: Vec<&str> = index.bodies(span.clone()).map(|(_, _, name)| name).collect();
    found.dedup();
    found.into_iter().take(most).map(str::to_owned).collect()
}

/// Documents that a clause rests on.
fn basis(index: &Index, span: &Range<usize>) -> Vec<String> {
    let all = index.parts.citations;
    let from = all.partition_point(|c| c.start < span.start);
    let inside =
        all.iter().skip(from).take_while(|c| c.start < span.end).filter(|c| c.end <= span.end);
    let mut basis: Vec<String> =
        inside.filter_map(|c| c.number.clone().or_else(|| c.name.clone())).collect();
    basis.dedup();
    basis
}

/// The day by which the work is to be done: a date after `trước`, `đến`, `xong trong`.
fn term(cx: &Context, index: &Index, span: &Range<usize>) -> Option<String> {
    const BEFORE: [&str; 5] = ["trước", "chậm nhất", "muộn nhất", "xong trong", "hoàn thành trong"];
    let all = index.parts.dates;
    let from = all.partition_point(|d| d.start < span.start);
    let inside =
        all.iter().skip(from).take_while(|d| d.start < span.end).filter(|d| d.end <= span.end);
    inside
        .filter(|d| {
            let from = floor(cx, d.start.saturating_sub(40).max(span.start));
            let lead = cx.text.get(from..d.start).unwrap_or("").replace(char::is_whitespace, " ");
            BEFORE.iter().any(|b| lead.contains(b))
        })
        .map(|d| d.edtf.clone())
        .next()
}
