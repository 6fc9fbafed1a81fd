//! The calendar that follows from the record: what is due, ends, meets and is commemorated, each with the reason.
//!
//! Days are computed from dated documents, terms and founding dates by rules that are data (`data/calendar`). Nobody
//! types a date; moving the date of a document moves whatever follows from it, and `moved` says so.

mod activities;
mod bodies;
mod clash;
mod documents;
mod fixed;
mod given;
mod moved;
mod rhythms;
mod rules;
mod span;
mod table;

pub use clash::{Clash, clashes, monday_of};
pub use documents::{follows, term_in};
pub use given::Given;
pub use moved::{Change, Moved, compare, moved_since, moved_with};
pub use rules::{
    Anniversary, BadRule, Before, Every, Fixed, Kin, Report, Review, ReviewFrom, Rhythm, Rules,
    Scope, Valid,
};
pub use span::Span;

use crate::object::Stamp;
use terms::{CalendarKind, Certainty, Day, Field, Named, Period, Ref};

/// How round an anniversary is (Nghị định số 111/2018/NĐ-CP): the last digit of the count of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Năm tròn: it ends in 0.
    Ten,
    /// Năm lẻ 5: it ends in 5.
    Five,
}

/// One step of why an entry stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The step in words.
    pub text: String,
    /// The object of the record that it speaks of.
    pub at: Option<Ref>,
    /// The rule of the tables that it speaks of.
    pub rule: Option<String>,
}

/// That a body has held what was due, or has it planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The body.
    pub body: Ref,
    /// The activity.
    pub activity: Named,
    /// When, as far as known: the last day.
    pub on: Day,
}

/// One entry of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Stable name, which does not change when the entry moves.
    pub key: String,
    /// From which day to which; one day where the day is known.
    pub span: Span,
    /// What it is.
    pub kind: CalendarKind,
    /// What it is called.
    pub title: String,
    /// Line of work, where it is known.
    pub field: Option<Field>,
    /// The bodies concerned; none means everybody, or nobody on the register.
    pub bodies: Vec<Named>,
    /// How sure it is.
    pub certainty: Certainty,
    /// How round, for an anniversary.
    pub round: Option<Round>,
    /// Why it stands here, in order: the document, the rule, what is already done.
    pub why: Vec<Why>,
    /// The bodies that have held or planned it.
    pub held: Vec<Held>,
    /// The page of the object that it is: an activity, a task.
    pub object: Option<Ref>,
    /// Whether it rests on a document that bears a circulation mark or is above open.
    pub limited: bool,
}

impl Entry {
    /// Whether it concerns a body.
    pub fn concerns(&self, body: &Ref) -> bool {
        self.bodies.iter().any(|b| b.at == *body)
    }

    /// The bodies that have neither held nor planned it.
    pub fn open(&self) -> impl Iterator<Item = &Named> {
        self.bodies.iter().filter(|b| !self.held.iter().any(|h| h.body == b.at))
    }

    /// Whether it asks something of bodies that an activity can show to be done.
    pub fn is_slot(&self) -> bool {
        matches!(
            self.kind,
            CalendarKind::InterimReview | CalendarKind::FinalReview | CalendarKind::Rhythm
        )
    }
}

/// The entries of a window, in the order of days, then of kinds and titles.
pub fn calendar(given: &Given<'_>, rules: &Rules, window: Period) -> Vec<Entry> {
    let mut all = from_record(given, rules);
    all.retain(|e| e.span.touches(window));
    fixed::anniversaries(rules, window, &mut all);
    fixed::elections_and_congresses(given, rules, window, &mut all);
    rhythms::reports(given, rules, window, &mut all);
    rhythms::rhythms(given, rules, window, &mut all);
    sort(&mut all);
    all
}

/// Everything that follows from documents, bodies, tasks and activities, whenever it is.
pub fn from_record(given: &Given<'_>, rules: &Rules) -> Vec<Entry> {
    let mut all = Vec::new();
    for document in &given.documents {
        all.extend(follows(given, rules, document));
    }
    bodies::terms(given, &mut all);
    activities::activities(given, &mut all);
    activities::tasks(given, &mut all);
    all
}

fn sort(all: &mut [Entry]) {
    all.sort_by(|a, b| (a.span, a.kind, &a.title, &a.key).cmp(&(b.span, b.kind, &b.title, &b.key)));
}

/// The window of eighteen months from a day on.
pub fn ahead(from: Day) -> Period {
    let last = span::plus_months(from, 18).plus_days(-1);
    Period::new(from, last).unwrap_or_else(|_| span::one_day(from))
}

fn because(text: impl Into<String>, at: Option<&Ref>) -> Why {
    Why { text: text.into(), at: at.cloned(), rule: None }
}

fn by_rule(rule: &str, text: String) -> Why {
    Why { text, at: None, rule: Some(rule.to_owned()) }
}

/// When an object was put right: what `moved` tells beside the days.
type Cause<'a> = (&'a str, &'a Stamp);
