//! Cascade (quán triệt, cụ thể hóa): what became of a document from above, body by body, on a day.
//!
//! One pure function of the facts: who had to receive it, who did, who held the session that makes it known, who issued a
//! document to carry it out, which tasks came of it, who reported, who is silent, each with days of delay. `on` is the day in the
//! world; what was known on an earlier day is asked by giving the facts as they stood then.

mod count;
mod deed;
mod duty;
mod rests;
mod tree;

pub use count::{Count, Group};
pub use deed::{Deed, Did, Presence, TaskNow};
pub use rests::{Bond, Implementing, Rests, bond, rests_on};
pub use tree::{Node, Tree};

use crate::figures::Facts;
use crate::object::{Activity, Body, Document};
use deed::Deeds;
use duty::{Bodies, Duty};
use std::collections::{BTreeMap, HashMap};
use terms::{Day, Ref, UnitLevel};

/// What a body does with a document that it received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Nhận văn bản.
    Received,
    /// Quán triệt: it held the session that makes the document known.
    Disseminated,
    /// Cụ thể hóa: it issued a document to carry it out.
    Implemented,
    /// Nhiệm vụ: what it leads that rests on it.
    Tasks,
    /// Báo cáo kết quả thực hiện.
    Reported,
}

impl Step {
    /// Every step in its order.
    pub const ALL: [Self; 5] =
        [Self::Received, Self::Disseminated, Self::Implemented, Self::Tasks, Self::Reported];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Disseminated => "disseminated",
            Self::Implemented => "implemented",
            Self::Tasks => "tasks",
            Self::Reported => "reported",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The Vietnamese label that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "Đã nhận",
            Self::Disseminated => "Quán triệt",
            Self::Implemented => "Văn bản cụ thể hóa",
            Self::Tasks => "Nhiệm vụ",
            Self::Reported => "Báo cáo kết quả",
        }
    }
}

/// Whether a step is asked of a body, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nobody asks it.
    Not,
    /// It is asked without a day.
    Sometime,
    /// By the end of this day.
    By(Day),
}

/// Where a body stands in one step on the day asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done, in time as far as the days are known.
    Done,
    /// Done after the day set.
    Late {
        /// By how many days.
        days: i32,
    },
    /// Asked and not done, and there is still time; `None` where no day was set.
    Due {
        /// The last day.
        by: Option<Day>,
    },
    /// Asked, not done, and the day has passed.
    Overdue {
        /// The last day.
        by: Day,
        /// By how many days.
        days: i32,
    },
    /// Nobody asks it and it was not done.
    NotAsked,
}

impl State {
    /// Whether it was done.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Late { .. })
    }

    /// Where a body stands that was asked, and did it within some days or not at all.
    pub(crate) fn of(asked: Asked, done: Option<Did>, on: Day) -> Self {
        match (done, asked) {
            (Some(did), Asked::By(by)) if did.surely_after(by) => {
                Self::Late { days: by.days_until(did.by) }
            }
            (Some(_), _) => Self::Done,
            (None, Asked::By(by)) if by < on => Self::Overdue { by, days: by.days_until(on) },
            (None, Asked::By(by)) => Self::Due { by: Some(by) },
            (None, Asked::Sometime) => Self::Due { by: None },
            (None, Asked::Not) => Self::NotAsked,
        }
    }
}

/// One step of one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepNow<'a> {
    /// Whether it is asked.
    pub asked: Asked,
    /// Where it stands.
    pub state: State,
    /// What was done, the first first. Deeds of a body that ceased stand here too; they count when each that passed its duty
    /// on has one.
    pub deeds: Vec<Deed<'a>>,
    /// Hints that it may have been done, which nobody has confirmed; places in the list that was given.
    pub hints: Vec<usize>,
}

impl StepNow<'_> {
    /// Whether all that says it was done is an unconfirmed hint.
    pub fn is_probable(&self) -> bool {
        !self.state.is_done() && !self.hints.is_empty()
    }
}

/// One body of the cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// The body.
    pub body: &'a Body,
    /// Level of the unit whose body it is; `None` for a central body.
    pub level: Option<UnitLevel>,
    /// Whether it has to do something; else it only did something.
    pub on_duty: bool,
    /// Bodies that ceased and whose duty came to it.
    pub heir_of: Vec<&'a Body>,
    /// The five steps, in the order of `Step::ALL`.
    pub steps: [StepNow<'a>; 5],
    /// Tasks that it leads and that rest on the document.
    pub tasks: Vec<TaskNow<'a>>,
    /// Sessions held by others to which it had to come.
    pub presences: Vec<Presence<'a>>,
}

impl<'a> Row<'a> {
    /// A step.
    pub fn step(&self, step: Step) -> &StepNow<'a> {
        &self.steps[step as usize]
    }

    /// Whether it has a duty and nothing at all is on record of it.
    pub fn is_silent(&self) -> bool {
        self.on_duty && self.steps.iter().all(|s| s.deeds.is_empty())
    }

    /// The most days by which it is late in anything it has not done.
    pub fn overdue(&self) -> Option<i32> {
        let days = self.steps.iter().filter_map(|s| match s.state {
            State::Overdue { days, .. } => Some(days),
            _ => None,
        });
        days.max()
    }
}

/// A sign that something was done, which nobody has confirmed: an open proposal of a reading, or words in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What may have been done.
    pub step: Step,
    /// By whom, when the body is on the register.
    pub body: Option<Ref>,
    /// The day of the text that says so, as far as known.
    pub on: Option<Day>,
}

/// A session that makes the document known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// Bodies that had to come and those that came: n of N.
    pub bodies: (usize, usize),
    /// Counted heads that came and that had to come, over the bodies where both were entered.
    pub heads: (u64, u64),
}

/// What became of a document by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cascade<'a> {
    /// The document.
    pub document: &'a Document,
    /// The day.
    pub on: Day,
    /// Bodies that have a duty, then those that only did something; each in the order of the register.
    pub rows: Vec<Row<'a>>,
    /// Every document that carries it out, with the documents between.
    pub implementing: Vec<Implementing<'a>>,
    /// Every session that made it known.
    pub sessions: Vec<Session<'a>>,
    /// What was done by nobody on the register: the issuer or host is only known by name.
    pub loose: Vec<Deed<'a>>,
    /// Bodies that had a duty and ceased without a known successor.
    pub lost: Vec<&'a Body>,
    /// Hints about no body on the register; places in the list that was given.
    pub hints: Vec<usize>,
}

impl<'a> Cascade<'a> {
    /// What became of a document by the end of a day; `None` when it is not among the facts.
    pub fn of(facts: &'a Facts, document: &Ref, on: Day, hints: &[Hint]) -> Option<Self> {
        let document = facts.documents.iter().find(|d| d.at == *document)?;
        let bodies = Bodies::of(&facts.bodies, on);
        let duty = Duty::of(&bodies, document, on);
        let rests = Rests::of(&facts.documents, document, on);
        let deeds = Deeds::of(facts, document, &rests, on);
        let mut maker = Maker { levels: levels(facts), bodies, duty, deeds, on };
        let (hinted, loose_hints) = maker.hinted(hints);
        let rows = maker.rows(&hinted);
        let sessions = std::mem::take(&mut maker.deeds.sessions);
        let loose = std::mem::take(&mut maker.deeds.loose);
        let (lost, implementing) = (maker.duty.lost, rests.found);
        Some(Self { document, on, rows, implementing, sessions, loose, lost, hints: loose_hints })
    }

    /// The rows of bodies that have a duty.
    pub fn on_duty(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|r| r.on_duty)
    }
}

fn levels(facts: &Facts) -> HashMap<&Ref, UnitLevel> {
    facts.units.iter().map(|u| (&u.at, u.level)).collect()
}

/// Hints by body and step.
type Hinted = BTreeMap<(usize, Step), Vec<usize>>;

struct Maker<'a> {
    levels: HashMap<&'a Ref, UnitLevel>,
    bodies: Bodies<'a>,
    duty: Duty<'a>,
    deeds: Deeds<'a>,
    on: Day,
}

impl<'a> Maker<'a> {
    /// The hints of the day by body; and those about no body on the register.
    fn hinted(&self, hints: &[Hint]) -> (Hinted, Vec<usize>) {
        let (mut by, mut loose) = (Hinted::new(), Vec::new());
        for (i, hint) in hints.iter().enumerate() {
            if hint.on.is_some_and(|day| self.on < day) {
                continue;
            }
            match hint.body.as_ref().and_then(|at| self.bodies.place(at)) {
                Some(body) => by.entry((body, hint.step)).or_default().push(i),
                None => loose.push(i),
            }
        }
        (by, loose)
    }

    fn rows(&self, hinted: &Hinted) -> Vec<Row<'a>> {
        let mut beyond: Vec<usize> = self.deeds.of_body.keys().copied().collect();
        beyond.extend(hinted.keys().map(|(body, _)| *body));
        beyond.sort_unstable();
        beyond.dedup();
        let passed = |b: &usize| self.duty.passed_on.contains(b);
        let beyond = beyond.into_iter().filter(|b| !self.duty.asked.contains_key(b) && !passed(b));
        let on_duty = self.duty.asked.keys().copied().map(|b| (b, true));
        on_duty
            .chain(beyond.map(|b| (b, false)))
            .map(|(b, duty)| self.row(b, duty, hinted))
            .collect()
    }

    fn row(&self, place: usize, on_duty: bool, hinted: &Hinted) -> Row<'a> {
        let body = self.bodies.all[place];
        let heir_of = self.duty.heirs.get(&place).cloned().unwrap_or_default();
        let own = self.deeds.of_body.get(&place);
        let step = |step: Step| {
            let asked = self.duty.asked.get(&place).map_or(Asked::Not, |a| a.of(step));
            let hints = hinted.get(&(place, step)).cloned().unwrap_or_default();
            let (deeds, done) = self.deeds_of(place, &heir_of, step);
            StepNow { asked, state: State::of(asked, done, self.on), deeds, hints }
        };
        let mut steps = Step::ALL.map(step);
        let tasks = own.map(|o| o.tasks.clone()).unwrap_or_default();
        steps[Step::Tasks as usize].state = deed::state_of_tasks(&tasks, self.on);
        Row {
            body,
            level: body.unit.as_ref().and_then(|u| self.levels.get(&u.at).copied()),
            on_duty,
            heir_of: heir_of.iter().map(|b| self.bodies.all[*b]).collect(),
            steps,
            tasks,
            presences: own.map(|o| o.presences.clone()).unwrap_or_default(),
        }
    }

    /// The deeds of a body in a step with those it inherits, and whether and when the step was done.
    fn deeds_of(&self, at: usize, heir_of: &[usize], step: Step) -> (Vec<Deed<'a>>, Option<Did>) {
        let of = |b: usize| self.deeds.of_body.get(&b).map_or(&[][..], |d| d.of(step));
        let own = of(at);
        let done = match (own.iter().map(|d| d.on).min(), heir_of) {
            (Some(first), _) => Some(first),
            (None, []) => None,
            // What is inherited is done when every one of them had done it, and then on the last of their days.
            (None, before) => {
                let firsts = before.iter().map(|b| of(*b).iter().map(|d| d.on).min());
                firsts.collect::<Option<Vec<Did>>>().and_then(|all| all.into_iter().max())
            }
        };
        let inherited = heir_of.iter().flat_map(|b| {
            let through = Some(self.bodies.all[*b]);
            of(*b).iter().map(move |d| Deed { through, ..d.clone() })
        });
        let mut deeds: Vec<Deed<'a>> = own.iter().cloned().chain(inherited).collect();
        deeds.sort_by_key(|d| d.on);
        (deeds, done)
    }
}
