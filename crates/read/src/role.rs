//! What each clause does: directs, reports a result, names a shortcoming.
//!
//! Prose is read by `news`, administrative documents by `section`; both decide clause by clause and name the cue
//! that decided.

mod aspect;
mod block;
mod clause;
mod cue;
mod doer;
mod frame;
mod grid;
mod index;
mod lack;
mod news;
mod outweigh;
mod section;
mod silent;
mod spared;
mod speaker;
mod task;
mod tell;
mod title;
mod told;
mod wrong;

use crate::context::{Context, Parts};
use crate::contract::{FieldClause, Person, TaskClause};
use crate::field;
use crate::mark::Mark;
use crate::role::clause::Clause;
use crate::role::cue::Hit;
use crate::role::index::Index;
use crate::role::section::Kind;
use crate::role::speaker::Speaker;
use crate::word::fold;

/// What a clause does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing that is put on record as work.
    #[default]
    None,
    /// Directs.
    Task,
    /// Reports a result.
    Result,
    /// Names a shortcoming or difficulty.
    Short,
}

/// A decision and the cue that carried it; no cue where the state was carried on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Decided {
    /// What the clause does.
    pub(crate) role: Role,
    /// The cue that decided.
    pub(crate) cue: Option<Hit>,
}

/// Clauses by what they do.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// Directions.
    pub(crate) tasks: Vec<TaskClause>,
    /// Results.
    pub(crate) results: Vec<FieldClause>,
    /// Shortcomings.
    pub(crate) shortcomings: Vec<FieldClause>,
    /// Causes, lessons, proposals.
    pub(crate) aspects: aspect::Aspects,
}

/// A text under reading, as prose or as a document.
enum Machine {
    Prose(news::State),
    Document(section::State),
}

/// Tells the role of every clause.
pub(crate) fn find(cx: &Context, parts: &Parts, marks: &[Mark]) -> Roles {
    let mut roles = Roles::default();
    let clauses = clause::all(cx);
    let mut machine = machine(cx, parts, &clauses);
    let index = Index::new(parts);
    let concluded = concluded(parts);
    let document = matches!(machine, Machine::Document(_));
    let listens = concluded.is_none() && (parts.genre == "notice" || voice(parts).is_none());
    let mut speaker = Speaker::new(concluded.or_else(|| voice(parts)));
    roles.aspects = aspect::find(cx, &index, &clauses, marks);
    let mut decisions: Vec<Decided> = clauses
        .iter()
        .map(|clause| match &mut machine {
            Machine::Prose(state) => state.step(cx, clause),
            Machine::Document(state) => state.step(cx, clause),
        })
        .collect();
    look_back(&clauses, &mut decisions);
    let rows = if document { grid::rows(cx) } else { Vec::new() };
    let mut doers = doer::Doers::default();
    for (clause, decided) in clauses.iter().zip(decisions) {
        if let Some(row) =
            rows.iter().find(|r| r.line.start <= clause.span.start && clause.span.end <= r.line.end)
        {
            roles.tasks.extend(task::of_row(cx, &index, row, clause, speaker.name()));
            continue;
        }
        let leads_in = !document || listens && clause.features.colon && roles.tasks.is_empty();
        if leads_in && !clause.quiet {
            speaker.listen(cx, &index, clause);
            if decided.role == Role::Task {
                speaker.take_over(cx, &index, clause, decided.cue);
            }
        }
        doers.listen(cx, &index, clause, decided.role);
        put(&mut roles, cx, &index, clause, decided, speaker.name());
        if let Some(task) = roles.tasks.last_mut().filter(|t| t.start == clause.span.start) {
            doers.complete(cx, clause, task);
        }
    }
    roles
}

/// Within a sentence a clause without cues takes the role of the clause that ends it: `việc A; việc B đã hoàn thành`.
fn look_back(clauses: &[Clause], decisions: &mut [Decided]) {
    for at in (1..clauses.len()).rev() {
        let follows = clauses.get(at).is_some_and(|c| !c.opens_sentence);
        let later = decisions.get(at).copied().unwrap_or_default();
        if let Some(earlier) = decisions.get_mut(at - 1)
            && follows
            && later.role == Role::Result
            && earlier.role == Role::None
            && earlier.cue.is_none()
        {
            *earlier = later;
        }
    }
}

fn put(
    roles: &mut Roles,
    cx: &Context,
    index: &Index,
    clause: &Clause,
    decided: Decided,
    speaker: Option<&str>,
) {
    match decided.role {
        Role::None => {}
        Role::Task => roles.tasks.push(task::of(cx, index, clause, speaker)),
        Role::Result => roles.results.push(plain(cx, clause)),
        Role::Short => roles.shortcomings.push(plain(cx, clause)),
    }
}

fn plain(cx: &Context, clause: &Clause) -> FieldClause {
    FieldClause {
        start: clause.span.start,
        end: clause.span.end,
        text: cx.slice(&clause.span).to_owned(),
        field: field::of(cx, clause.words.clone()),
    }
}

/// How the text is read: by its genre, or as a report when it is divided as documents are.
fn machine(cx: &Context, parts: &Parts, clauses: &[Clause]) -> Machine {
    let subject = parts.heading.and_then(|h| h.subject.as_deref()).unwrap_or("");
    let divided = || parts.heading.is_none() && is_divided(cx, clauses);
    match kind(parts).or_else(|| divided().then_some(Kind::Report)) {
        Some(kind) => Machine::Document(section::State::new(kind, subject, clauses)),
        None => Machine::Prose(news::State::new(frame::when(cx, parts))),
    }
}

/// The kind of document that a genre is.
fn kind(parts: &Parts) -> Option<Kind> {
    let kind = match parts.genre {
        "directive" => Kind::Order,
        "notice" if announces(parts) => Kind::Notice,
        "notice" => Kind::Order,
        "plan" => Kind::Plan,
        "report" => Kind::Report,
        "resolution" => Kind::Resolution,
        "decision" => Kind::Decision,
        "regulation" | "law" | "decree" => Kind::Rules,
        _ => return None,
    };
    let outline = matches!(kind, Kind::Plan | Kind::Report | Kind::Resolution);
    (parts.heading.is_some() || outline).then_some(kind)
}

/// Tells whether a notice reports what somebody concluded, which a conclusion issued in its own name does not.
fn announces(parts: &Parts) -> bool {
    let named = parts.heading.and_then(|h| h.doc_type.as_deref());
    named.is_none_or(|t| t.starts_with("Thông báo"))
}

/// Tells whether a text without a heading has titles with Roman numbers that announce sections.
fn is_divided(cx: &Context, clauses: &[Clause]) -> bool {
    let announces = |clause: &&Clause| {
        title::level(cx, clause) == Some(title::ROMAN)
            && title::title(cx, clause).is_some_and(|t| t.section.is_some())
    };
    clauses.iter().filter(announces).take(2).count() == 2
}

/// Who gives the directions of an administrative document: who issues it, else who signs it.
fn voice(parts: &Parts) -> Option<String> {
    let heading = parts.heading?;
    heading.issuer.clone().or_else(|| heading.signer.clone())
}

/// The leader whose conclusions a notice gives, when its title names one.
fn concluded(parts: &Parts) -> Option<String> {
    let subject = fold(parts.heading?.subject.as_deref().unwrap_or(""));
    let named = |p: &&Person| parts.genre == "notice" && subject.contains(&fold(&p.name));
    parts.people.iter().find(named).map(|p| p.name.clone())
}
