//! What a direction says beside its words: who leads, who joins, by when, on which basis.

use std::ops::Range;

use crate::context::Context;
use crate::contract::{DateMention, TaskClause};
use crate::field;
use crate::role::clause::Clause;
use crate::role::cue::{self, Tells};
use crate::role::grid::Row;
use crate::role::index::Index;
use crate::role::speaker::floor;
use crate::role::tell;
use crate::structure::one_blank;
use crate::word::Anchor;

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

/// The direction that a row of a table of work gives; a row in several clauses is told by the first.
pub(crate) fn of_row(
    cx: &Context,
    index: &Index,
    row: &Row,
    clause: &Clause,
    assigner: Option<&str>,
) -> Option<TaskClause> {
    let opens = cx.slice(&(row.line.start..clause.span.start)).chars().all(|c| !c.is_alphabetic());
    let told = cx.slice(&clause.span).chars().any(char::is_alphabetic);
    let day = index.parts.dates.iter().find(|d| row.term.start <= d.start && d.end <= row.term.end);
    (opens && told).then(|| TaskClause {
        leads: bodies(cx, index, &row.leads, 3),
        with: row.with.as_ref().map(|w| bodies(cx, index, w, 6)).unwrap_or_default(),
        term: day.map(|d| d.edtf.trim_start_matches("../").to_owned()),
        ..of(cx, index, clause, assigner)
    })
}

/// Who leads and who joins: bodies before `chủ trì` or the verb, and bodies after `phối hợp với`.
fn doers(
    cx: &Context,
    index: &Index,
    clause: &Clause,
    assigner: Option<&str>,
) -> (Vec<String>, Vec<String>) {
    let span = &clause.span;
    let joins = joining(cx, clause);
    let border = joins.map_or(span.end, |(at, _)| byte(cx, at));
    let chair =
        phrase(cx, clause, Anchor::Chair, "trì").map(|at| byte(cx, at)).filter(|b| *b <= border);
    let act = chair.unwrap_or(border);
    let order = clause
        .features
        .hits
        .iter()
        .rfind(|h| h.tells == Tells::Task && h.strength >= 3 && byte(cx, h.at) < act);
    let start = tell::counted_up(cx, &clause.features).map_or(span.start, |k| byte(cx, k));
    let from = order.map_or(start, |h| byte(cx, h.end - 1).max(start));
    let to = if chair.is_some() || order.is_some_and(|h| h.at > clause.features.first) {
        act
    } else {
        act.min(first_work(cx, index, clause, from))
    };
    let own = |b: &String| Some(b.as_str()) != assigner;
    let mut leads: Vec<String> =
        bodies(cx, index, &(from..to.max(from)), 3).into_iter().filter(own).collect();
    if let Some(need) =
        order.filter(|h| leads.is_empty() && (is(cx, h.at, "cần") || is(cx, h.at, "phải")))
    {
        leads = needed(cx, index, clause, need.at).into_iter().filter(own).collect();
    }
    let with = joins.map_or_else(Vec::new, |(at, with)| {
        let end = work_behind(cx, index, clause, with).unwrap_or(span.end);
        bodies(cx, index, &(byte(cx, at)..end), 6)
    });
    (leads, with)
}

/// Who stands before `cần` or `phải` as the one who has to act: bodies that fill the words since the last order or the start.
fn needed(cx: &Context, index: &Index, clause: &Clause, need: usize) -> Vec<String> {
    let before = clause.features.hits.iter().rfind(|h| h.tells == Tells::Task && h.end <= need);
    let from = before.map_or(clause.features.first, |h| h.end);
    let span = byte(cx, from)..byte(cx, need);
    let opens = index.bodies(span.clone()).next().is_some_and(|b| b.0 == span.start);
    if opens { bodies(cx, index, &span, 3) } else { Vec::new() }
}

fn byte(cx: &Context, word: usize) -> usize {
    cx.words.get(word).map_or(cx.text.len(), |w| w.start())
}

/// The first word of two words next to each other in a clause.
fn phrase(cx: &Context, clause: &Clause, first: Anchor, second: &str) -> Option<usize> {
    cx.marked_words(first, clause.words.clone()).find(|k| is(cx, k + 1, second))
}

fn is(cx: &Context, at: usize, word: &str) -> bool {
    cx.small(at) == word
}

/// `phối hợp [chặt chẽ] với`: its first word and the word `với`.
fn joining(cx: &Context, clause: &Clause) -> Option<(usize, usize)> {
    let at = phrase(cx, clause, Anchor::Join, "hợp")?;
    let with = (at + 2..at + 6).find(|k| is(cx, *k, "với"))?;
    Some((at, with))
}

/// Where the first verb of work stands that is no word of a body's name.
fn first_work(cx: &Context, index: &Index, clause: &Clause, from: usize) -> usize {
    let words = clause.features.first..clause.words.end;
    let start = words.start;
    verb_in(cx, index, clause, words)
        .filter(|at| *at >= from)
        .map_or(clause.span.end, |at| if at <= byte(cx, start) { from } else { at })
}

/// Where the work begins behind those who join.
fn work_behind(cx: &Context, index: &Index, clause: &Clause, with: usize) -> Option<usize> {
    verb_in(cx, index, clause, with + 1..clause.words.end)
}

fn verb_in(cx: &Context, index: &Index, clause: &Clause, words: Range<usize>) -> Option<usize> {
    let in_name = |at: usize| {
        index.bodies(clause.span.clone()).any(|(start, end, _)| (start..end).contains(&at))
    };
    let mut verbs = words.filter(|k| cue::work(cx, *k)).map(|k| byte(cx, k));
    verbs.find(|at| !in_name(*at))
}

/// Bodies named within bytes, but for those that only own or receive something (`của …`, `trình …`).
fn bodies(cx: &Context, index: &Index, span: &Range<usize>, most: usize) -> Vec<String> {
    let named =
        index.bodies(span.clone()).filter(|(start, _, _)| !receives(cx, span.start, *start));
    let mut found: Vec<&str> = named.map(|(_, _, name)| name).collect();
    found.dedup();
    found.into_iter().take(most).map(str::to_owned).collect()
}

/// Whether the word before a name makes it an owner, a recipient or a place.
fn receives(cx: &Context, from: usize, start: usize) -> bool {
    const BEFORE: [&str; 11] = [
        "của",
        "trình",
        "báo cáo",
        "gửi",
        "về",
        "tại",
        "thuộc",
        "cho ý kiến",
        "qua",
        "thành viên",
        "xin ý kiến",
    ];
    let lead = cx.fold.get(from..start).unwrap_or("").trim_end();
    BEFORE.iter().any(|b| {
        lead.strip_suffix(b)
            .is_some_and(|head| head.is_empty() || head.ends_with(char::is_whitespace))
    })
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

/// The day by which the work is to be done: a date after `trước`, `đến hết`, `xong trong`, or a quarter or month named as the term.
fn term(cx: &Context, index: &Index, span: &Range<usize>) -> Option<String> {
    const BEFORE: [&str; 10] = [
        "trước",
        "chậm nhất",
        "muộn nhất",
        "xong trong",
        "hoàn thành trong",
        "đến hết",
        "thời hạn",
        "hoàn thành vào",
        "hạn cuối",
        "xong ngày",
    ];
    const RIGHT_BEFORE: [&str; 5] = ["hoàn thành", "trong quý", "trong tháng", "xong", "hạn"];
    let all = index.parts.dates;
    let from = all.partition_point(|d| d.start < span.start);
    let inside =
        all.iter().skip(from).take_while(|d| d.start < span.end).filter(|d| d.end <= span.end);
    let is_term = |d: &&DateMention| {
        let from = floor(cx, d.start.saturating_sub(40).max(span.start));
        let reach = d.start..d.end.min(d.start + 12);
        let head = cx.fold.get(reach.start..floor(cx, reach.end)).unwrap_or("");
        let lead = one_blank(cx.fold.get(from..d.start).unwrap_or(""));
        let with_head = || one_blank(&format!("{lead} {head}"));
        let last = head.split_whitespace().next().unwrap_or("");
        let within = lead.ends_with("trong");
        let upto = |b: &str| {
            lead.ends_with(b) || within && b.strip_prefix("trong ").is_some_and(|unit| unit == last)
        };
        BEFORE.iter().any(|b| lead.contains(b))
            || RIGHT_BEFORE.iter().any(|b| upto(b))
            || head.starts_with("trước")
            || with_head().contains("đến hết")
    };
    inside.filter(is_term).map(|d| d.edtf.trim_start_matches("../").to_owned()).next()
}
