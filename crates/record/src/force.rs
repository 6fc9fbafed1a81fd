//! Whether a document is in force on a day, and why: from stated days of effect, from what other documents do to it, and from what
//! people found who looked it up. What is not known is said to be not checked; no day is made up.

use crate::act::ActKey;
use crate::object::{Checked, Document, ForceSpan};
use crate::ties::{Since, Tie, Ties};
use terms::{Day, Force, Named, Relation};

/// What one reason says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It had not been issued.
    NotIssued,
    /// It takes effect on the day, as stated.
    TakesEffect,
    /// It has effect until the day before, as stated.
    Ends,
    /// Another document does this to it from the day on; `provisions` when it is not all of it.
    Acted {
        /// The other document.
        by: Named,
        /// What it does.
        relation: Relation,
        /// Provisions, as written.
        provisions: Option<String>,
    },
    /// Another document does this to it; from when is not known.
    ActsSometime {
        /// The other document.
        by: Named,
        /// What it does.
        relation: Relation,
    },
    /// A person looked it up for the day.
    Checked {
        /// What was found.
        found: Force,
        /// Where.
        source: String,
    },
    /// Nobody has stated from when it has effect, and nobody has looked it up.
    EffectUnknown,
}

/// One reason of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The day on which it came to be so.
    pub on: Option<Day>,
    /// What it says.
    pub why: Why,
    /// What says so, as written, where a person gave it.
    pub basis: Option<String>,
    /// The act on record.
    pub act: Option<ActKey>,
}

/// Whether a document is in force, with the reasons in the order of their days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The answer.
    pub force: Force,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Whether a document is in force on a day.
///
/// A stated check holds from its day until something dated later happens. A document of which neither the day of effect is stated nor
/// anything looked up is not checked, unless another one has put it out of force.
pub fn force_on(document: &Document, day: Day, ties: &Ties) -> Standing {
    let effect = document.effect().and_then(|span| span.from);
    let mut state = State { began: effect.map(|_| false), ..State::default() };
    if document.facts.issued_on.and_then(|d| d.first()).is_some_and(|first| day < first) {
        let on = document.facts.issued_on.and_then(|d| d.first());
        let reason = Reason { on, why: Why::NotIssued, basis: None, act: None };
        return Standing { force: Force::NotYet, reasons: vec![reason] };
    }
    let mut events = events(document, ties);
    events.sort_by_key(|e| (e.on, e.rank));
    let mut later = None;
    for event in events {
        if event.on.is_none_or(|on| on <= day) {
            state.take(event);
        } else {
            later = later.or(Some(event));
        }
    }
    state.answer(later)
}

/// Something that happens to a document.
struct Event {
    /// `None` for something that has no day and no earliest day.
    on: Option<Day>,
    /// Among events of one day, what is taken last holds.
    rank: u8,
    turn: Turn,
    reason: Reason,
}

#[derive(Clone, Copy)]
enum Turn {
    Begins,
    Ends,
    Changes,
    /// It may have ended or changed by now.
    Unsure,
    Found(Force),
}

fn events(document: &Document, ties: &Ties) -> Vec<Event> {
    let mut events: Vec<Event> = document.effect().map(of_span).unwrap_or_default();
    events.extend(ties.to(&document.at).filter(|t| t.relation.acts_on_force()).map(of_tie));
    events.extend(document.checked.iter().enumerate().map(|(i, c)| of_check(i, c)));
    events
}

fn of_span(span: &ForceSpan) -> Vec<Event> {
    let event = |on: Option<Day>, turn, why| {
        let on = on?;
        let act = Some(span.by.act.clone());
        let reason = Reason { on: Some(on), why, basis: span.basis.clone(), act };
        Some(Event { on: Some(on), rank: 0, turn, reason })
    };
    let ends = span.until.map(|last| last.plus_days(1));
    let both =
        [event(span.from, Turn::Begins, Why::TakesEffect), event(ends, Turn::Ends, Why::Ends)];
    both.into_iter().flatten().collect()
}

fn of_tie(tie: &Tie) -> Event {
    let (by, relation, provisions) = (tie.from.clone(), tie.relation, tie.provisions.clone());
    let (on, turn, why) = match tie.since {
        Since::Day(on) => {
            let turn = if tie.ends() { Turn::Ends } else { Turn::Changes };
            (Some(on), turn, Why::Acted { by, relation, provisions })
        }
        Since::Unknown(issued) => {
            let earliest = issued.and_then(|d| d.first());
            (earliest, Turn::Unsure, Why::ActsSometime { by, relation })
        }
    };
    let reason = Reason { on, why, basis: None, act: Some(tie.act.clone()) };
    Event { on, rank: 1, turn, reason }
}

/// The one entered last of several for one day holds.
fn of_check(n: usize, check: &Checked) -> Event {
    let why = Why::Checked { found: check.force, source: check.source.clone() };
    let (on, act) = (Some(check.on), Some(check.by.act.clone()));
    let rank = u8::try_from(n).unwrap_or(u8::MAX).saturating_add(2);
    Event { on, rank, turn: Turn::Found(check.force), reason: Reason { on, why, basis: None, act } }
}

#[derive(Default)]
struct State {
    /// Whether it has begun; `None` when that is not known.
    began: Option<bool>,
    ended: bool,
    changed: bool,
    unsure: bool,
    reasons: Vec<Reason>,
}

impl State {
    fn take(&mut self, event: Event) {
        match event.turn {
            Turn::Begins => self.began = Some(true),
            Turn::Ends => self.ended = true,
            Turn::Changes => self.changed = true,
            Turn::Unsure => self.unsure = true,
            Turn::Found(force) => *self = Self::found(force),
        }
        self.reasons.push(event.reason);
    }

    fn found(force: Force) -> Self {
        let began = match force {
            Force::NotYet => Some(false),
            Force::NotChecked => None,
            Force::InForce | Force::Partly | Force::NoLonger => Some(true),
        };
        let (ended, changed) = (force == Force::NoLonger, force == Force::Partly);
        Self { began, ended, changed, ..Self::default() }
    }

    fn force(&self) -> Force {
        match (self.ended, self.began) {
            (true, _) => Force::NoLonger,
            (false, Some(false)) => Force::NotYet,
            (false, None) => Force::NotChecked,
            (false, Some(true)) if self.unsure => Force::NotChecked,
            (false, Some(true)) if self.changed => Force::Partly,
            (false, Some(true)) => Force::InForce,
        }
    }

    /// The answer; one that is not in force yet says when it will be.
    fn answer(mut self, later: Option<Event>) -> Standing {
        let force = self.force();
        if force == Force::NotYet {
            self.reasons.extend(later.map(|e| e.reason));
        }
        if force == Force::NotChecked && self.began.is_none() {
            let why = Why::EffectUnknown;
            self.reasons.push(Reason { on: None, why, basis: None, act: None });
        }
        Standing { force, reasons: self.reasons }
    }
}
