//! What a direction says beside its words: who gives it, who leads, who joins, by when, on which basis.

use std::ops::Range;

use crate::abbreviation::written_out;
use crate::context::{Context, Parts};
use crate::contract::{Person, TaskClause};
use crate::field;
use crate::people::cue::{self as people_cue, Use};
use crate::post;
use crate::role::clause::Clause;
use crate::role::cue::{Hit, Tells};
use crate::word::fold;

/// Who speaks, carried from clause to clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Speaker {
    name: Option<String>,
}

impl Speaker {
    /// A document's own voice.
    pub(crate) fn new(name: Option<String>) -> Self {
        Self { name }
    }

    /// Takes note of who speaks in a clause.
    pub(crate) fn listen(&mut self, cx: &Context, parts: &Parts, clause: &Clause) {
        let f = &clause.features;
        let speech =
            f.hits.iter().filter(|h| matches!(h.tells, Tells::Said | Tells::Task | Tells::Issue));
        let Some(cue) = speech.clone().find(|h| subject(cx, parts, clause, h).is_some()) else {
            return;
        };
        if let Some(name) = subject(cx, parts, clause, cue) {
            self.name = Some(name);
        }
    }

    /// The direction that a clause gives.
    pub(crate) fn task(&self, cx: &Context, parts: &Parts, clause: &Clause) -> TaskClause {
        let (leads, with) = doers(cx, parts, clause, self.name.as_deref());
        TaskClause {
            start: clause.span.start,
            end: clause.span.end,
            text: cx.slice(&clause.span).to_owned(),
            assigner: self.name.clone(),
            leads,
            with,
            basis: basis(parts, &clause.span),
            term: term(cx, parts, &clause.span),
            field: field::of(cx, clause.words.clone()),
        }
    }
}

/// The person, or else the body, that is the subject of a cue of speech.
fn subject(cx: &Context, parts: &Parts, clause: &Clause, cue: &Hit) -> Option<String> {
    let at = cx.words.get(cue.at)?.start();
    let theo = cue.at <= clause.features.first + 1;
    let before = clause.span.start..at;
    let after = at..clause.span.end.min(at + 400);
    if pronoun(cx, clause, cue) {
        return None;
    }
    if let Some(name) = last_person(parts, &before)
        .or_else(|| titled(cx, parts, clause, cue))
        .or_else(|| first_person(cx, parts, &after).filter(|_| theo))
    {
        return Some(name);
    }
    body_before(parts, cx, at)
        .or_else(|| delegation(cx, clause, cue))
        .filter(|_| names_subject(cx, cue))
}

/// Only verbs of saying and giving out work have a body as subject; `cần` and `phải` have the one who is to act.
fn names_subject(cx: &Context, cue: &Hit) -> bool {
    let first = cx.words.get(cue.at).map_or("", |w| cx.slice(&(w.start()..w.end())));
    cue.tells != Tells::Task || matches!(first, "giao" | "Giao")
}

/// `Đoàn kiểm tra đề nghị …`: a delegation that opens the sentence.
fn delegation(cx: &Context, clause: &Clause, cue: &Hit) -> Option<String> {
    let name = written_out(cx, clause.features.first..cue.at);
    let words = name.split(' ').count();
    (name.starts_with("Đoàn ") && words <= 5 && !name.contains(',')).then_some(name)
}

/// A person meant by title alone (`Thủ tướng yêu cầu`), when one person in the text holds that post.
fn titled(cx: &Context, parts: &Parts, clause: &Clause, cue: &Hit) -> Option<String> {
    let before = clause.features.first..cue.at;
    let opens = cue.at <= clause.features.first + 1;
    let ends_here =
        |k: usize| post::parse(cx, k).filter(|p| p.end <= cue.at + 1 && p.end + 3 > cue.at);
    let after = cue.end..clause.words.end.min(cue.end + 12);
    let behind = || {
        after
            .filter(|_| opens)
            .find_map(|k| post::parse(cx, k).filter(|_| post::stands(&cx.words, k)))
    };
    let post = before.rev().find_map(ends_here).or_else(behind)?;
    let title = fold(&post.post.title);
    let holds = |p: &&Person| p.posts.iter().any(|held| fold(&held.title).starts_with(&title));
    let mut holders = parts.people.iter().filter(holds);
    let holder = holders.next()?;
    holders.next().is_none().then(|| holder.name.clone())
}

/// `đồng chí`, `ông` alone as subject: the speaker stays.
fn pronoun(cx: &Context, clause: &Clause, cue: &Hit) -> bool {
    let from = clause.features.first;
    let honorific =
        [Use::Honorific, Use::Citizen].iter().find_map(|u| people_cue::end(&cx.words, from, *u));
    honorific.is_some_and(|end| end >= cue.at && end <= cue.at + 1)
}

fn last_person(parts: &Parts, span: &Range<usize>) -> Option<String> {
    let inside = parts.people.iter().flat_map(|p| p.mentions.iter().map(move |m| (m, p)));
    inside
        .filter(|(m, _)| m.start >= span.start && m.end <= span.end)
        .max_by_key(|(m, _)| m.start)
        .map(|(_, p)| p.name.clone())
}

fn first_person(cx: &Context, parts: &Parts, span: &Range<usize>) -> Option<String> {
    let inside = parts.people.iter().flat_map(|p| p.mentions.iter().map(move |m| (m, p)));
    inside
        .filter(|(m, _)| m.start >= span.start && m.end <= span.end)
        .filter(|(m, _)| !on_behalf(cx, m.start))
        .min_by_key(|(m, _)| m.start)
        .map(|(_, p)| p.name.clone())
}

/// `thay mặt …`: the person named is spoken for and does not speak.
fn on_behalf(cx: &Context, at: usize) -> bool {
    let lead = cx.text.get(floor(cx, at.saturating_sub(60))..at).unwrap_or("");
    let lead = lead.rsplit([',', '.', ';']).next().unwrap_or("");
    lead.split_whitespace()
        .collect::<Vec<_>>()
        .windows(2)
        .any(|w| w == ["thay", "mặt"] || w == ["Thay", "mặt"])
}

/// A body that ends right before the cue.
fn body_before(parts: &Parts, cx: &Context, at: usize) -> Option<String> {
    let near = |end: usize| {
        cx.text.get(end..at).is_some_and(|gap| {
            gap.split_whitespace().count() <= 1 && !gap.contains([',', '.', ':'])
        })
    };
    let all = parts.bodies.iter().flat_map(|b| b.mentions.iter().map(move |m| (m, b)));
    all.filter(|(m, _)| m.end <= at && m.end + 24 > at && near(m.end))
        .max_by_key(|(m, _)| m.start)
        .map(|(_, b)| b.name.clone())
}

/// Who leads and who joins: bodies before `chủ trì` or the verb, and bodies after `phối hợp với`.
fn doers(
    cx: &Context,
    parts: &Parts,
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
        bodies(parts, &asked, 3).into_iter().filter(|b| Some(b.as_str()) != assigner).collect();
    let with =
        if joins.is_some() { bodies(parts, &(border..clause.span.end), 6) } else { Vec::new() };
    (leads, with)
}

fn bodies(parts: &Parts, span: &Range<usize>, most: usize) -> Vec<String> {
    let all =
        parts.bodies.iter().flat_map(|b| b.mentions.iter().map(move |m| (m.start, m.end, &b.name)));
    let mut found: Vec<(usize, &String)> = all
        .filter(|(start, end, _)| *start >= span.start && *end <= span.end)
        .map(|(start, _, name)| (start, name))
        .collect();
    found.sort();
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().take(most).map(|(_, name)| name.clone()).collect()
}

/// Documents that a clause rests on.
fn basis(parts: &Parts, span: &Range<usize>) -> Vec<String> {
    let inside = parts.citations.iter().filter(|c| c.start >= span.start && c.end <= span.end);
    let mut basis: Vec<String> =
        inside.filter_map(|c| c.number.clone().or_else(|| c.name.clone())).collect();
    basis.dedup();
    basis
}

/// The day by which the work is to be done: a date after `trước`, `đến`, `xong trong`.
fn term(cx: &Context, parts: &Parts, span: &Range<usize>) -> Option<String> {
    const BEFORE: [&str; 5] = ["trước", "chậm nhất", "muộn nhất", "xong trong", "hoàn thành trong"];
    let inside = parts.dates.iter().filter(|d| d.start >= span.start && d.end <= span.end);
    inside
        .filter(|d| {
            let from = floor(cx, d.start.saturating_sub(40).max(span.start));
            let lead = cx.text.get(from..d.start).unwrap_or("");
            BEFORE.iter().any(|b| lead.contains(b))
        })
        .map(|d| d.edtf.clone())
        .next()
}

/// The nearest character boundary at or before a byte.
fn floor(cx: &Context, mut at: usize) -> usize {
    while at > 0 && !cx.text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
