//! Activities with a day, held or planned, and tasks with a term.

use super::{Entry, Given, Span, because};
use crate::object::{Activity, Task};
use terms::{CalendarKind, Certainty, Named};

/// Adds every activity whose day is known.
pub(super) fn activities(given: &Given<'_>, all: &mut Vec<Entry>) {
    all.extend(given.activities.iter().filter_map(|a| activity(a)));
}

/// An activity, when its day is known.
pub(super) fn activity(a: &Activity) -> Option<Entry> {
    let span = a.facts.held_on.and_then(Span::of)?;
    let mut bodies = a.facts.hosts.clone();
    for body in &a.convened {
        if !bodies.iter().any(|b| b.at == body.at) {
            bodies.push(body.clone());
        }
    }
    let hosts: Vec<&str> = a.facts.hosts.iter().map(|h| h.name.as_str()).collect();
    let by = if hosts.is_empty() {
        String::new()
    } else {
        format!(", do {} tổ chức", hosts.join(", "))
    };
    let mut why = vec![because(format!("{}{by}", a.facts.kind.label()), Some(&a.at))];
    let about = a.facts.reviews.iter().chain(&a.documents);
    why.extend(about.map(|d| because(d.name.clone(), Some(&d.at))));
    if !a.convened.is_empty() {
        why.push(because(format!("{} cơ quan được triệu tập", a.convened.len()), None));
    }
    Some(Entry {
        key: format!("activity/{}", a.at),
        span,
        kind: CalendarKind::Activity,
        title: a.facts.title.clone(),
        field: Some(a.facts.field),
        bodies,
        certainty: Certainty::Stated,
        round: None,
        why,
        held: Vec::new(),
        object: Some(a.at.clone()),
        limited: false,
    })
}

/// Adds the term of every task that is not closed.
pub(super) fn tasks(given: &Given<'_>, all: &mut Vec<Entry>) {
    let open = given
        .tasks
        .iter()
        .filter(|t| !t.is_withdrawn() && t.phase() != crate::object::TaskPhase::Closed);
    all.extend(open.filter_map(|t| task(given, t)));
}

fn task(given: &Given<'_>, t: &Task) -> Option<Entry> {
    let facts = &t.facts;
    let due = facts.due_on?;
    // What was a body's that is no more is its heir's.
    let given_to = std::iter::once(&facts.lead).chain(&facts.coordinating);
    let mut bodies: Vec<Named> = Vec::new();
    for body in given_to.flat_map(|b| given.standing_on(&b.at, due)) {
        if !bodies.iter().any(|b| b.at == body.at) {
            bodies.push(body);
        }
    }
    let basis = facts.basis.iter().map(|d| because(d.name.clone(), Some(&d.at)));
    let words = format!("{} giao {} chủ trì", facts.assigner.name, facts.lead.name);
    let why = basis.chain([because(words, Some(&t.at))]).collect();
    Some(Entry {
        key: format!("task/{}", t.at),
        span: Span::day(due),
        kind: CalendarKind::Task,
        title: facts.title.clone(),
        field: Some(facts.field),
        bodies,
        certainty: Certainty::Stated,
        round: None,
        why,
        held: Vec::new(),
        object: Some(t.at.clone()),
        limited: false,
    })
}
