//! The role of clauses in administrative documents: what the heading above them says.
//!
//! Plans, reports, resolutions and directives have sections; the words of a section's heading tell whether its
//! clauses direct, report or name shortcomings.

use std::sync::LazyLock;

use crate::abbreviation::sign;
use crate::context::Context;
use crate::people::cue::{self as people_cue, Use};
use crate::post;
use crate::role::clause::Clause;
use crate::role::cue::{self as role_cue, Tells};
use crate::role::{Decided, Role, news};
use crate::table;
use crate::word::{Phrases, Table};

static SECTIONS: LazyLock<Phrases<Role>> = LazyLock::new(|| {
    let rows = table::rows(Table::CuesSection.tsv());
    Phrases::of(
        Table::CuesSection,
        rows.map(|row| {
            let role = match table::cell(&row, 1) {
                "task" => Role::Task,
                "result" => Role::Result,
                "short" => Role::Short,
                _ => Role::None,
            };
            (table::cell(&row, 0), role)
        }),
    )
});

/// How a kind of document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Orders work: directive, urgent telegram, notice of conclusions.
    Order,
    /// Is divided into sections: plan, report, resolution.
    Outline,
    /// Defines rules: law, decree, decision, regulation.
    Rules,
}

/// The state of a document under reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    kind: Kind,
    section: Option<Role>,
    operative: bool,
    over: bool,
    subject: String,
    prose: news::State,
}

impl State {
    /// A document of a kind, before its first clause.
    pub(crate) fn new(kind: Kind, subject: &str) -> Self {
        Self {
            kind,
            section: None,
            operative: false,
            over: false,
            subject: one_line(subject),
            prose: news::State::default(),
        }
    }

    /// Decides a clause and moves on.
    pub(crate) fn step(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        self.over |= clause.opens_paragraph && people_cue::is(&cx.words, f.first, Use::Recipients);
        self.over |= self.operative && clause.opens_paragraph && is_signature(cx, f.first, f.end);
        let titled = !self.operative && self.subject.contains(&one_line(cx.slice(&clause.span)));
        if self.over || titled {
            return Decided::default();
        }
        if let Some(role) = heading(cx, clause) {
            self.section = role.or(self.section);
            self.operative |= role.is_some();
            return Decided::default();
        }
        if is_frame(cx, clause) {
            return Decided::default();
        }
        if is_cause(cx, clause) {
            self.section = Some(Role::None);
            return Decided::default();
        }
        if is_addressee(cx, clause) || clause.heads || (self.reports() && is_title(cx, clause)) {
            return Decided::default();
        }
        match self.kind {
            Kind::Rules => self.rules(clause),
            Kind::Order => self.order(cx, clause),
            Kind::Outline => self.outline(cx, clause),
        }
    }

    /// Under a heading of results or shortcomings.
    fn reports(&self) -> bool {
        matches!(self.section, Some(Role::Result | Role::Short))
    }

    /// In rules only an express commission is a direction.
    fn rules(&mut self, clause: &Clause) -> Decided {
        let f = &clause.features;
        let commission = f.hits.iter().find(|h| h.tells == Tells::Task && h.at <= f.first + 3);
        let express = commission.filter(|h| h.strength >= 3 && !f.has(Tells::Worth));
        Decided {
            role: if express.is_some() { Role::Task } else { Role::None },
            cue: express.copied(),
        }
    }

    /// Before the first order the text tells the situation; after it everything is ordered but what looks back.
    fn order(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let f = &clause.features;
        if news::is_silent(cx, clause) {
            return Decided::default();
        }
        if f.colon
            && [Tells::Task, Tells::Intro, Tells::Said].iter().any(|t| f.has(*t))
            && f.end - f.first > 3
        {
            self.operative = true;
            self.section = Some(Role::Task);
            self.prose = news::State::default();
            return Decided { role: Role::None, cue: f.first(Tells::Task) };
        }
        let prose = self.prose.step(cx, clause);
        if self.section != Some(Role::Task) && !(self.operative && is_numbered(cx, clause)) {
            return prose;
        }
        self.section = Some(Role::Task);
        let told = matches!(prose.role, Role::Result | Role::Short) && !role_cue::work(cx, f.first);
        if f.has(Tells::Scene)
            && clause.opens_sentence
            && !f.has(Tells::Task)
            && !role_cue::work(cx, f.first)
        {
            return Decided { role: Role::None, cue: f.first(Tells::Scene) };
        }
        if told && !f.has(Tells::Task) {
            prose
        } else {
            Decided { role: Role::Task, cue: f.first(Tells::Task) }
        }
    }

    /// Sections decide; without one the prose does.
    fn outline(&mut self, cx: &Context, clause: &Clause) -> Decided {
        let prose = self.prose.step(cx, clause);
        let f = &clause.features;
        let role = match self.section {
            None => return prose,
            Some(Role::Result) if f.weight(Tells::Short) >= 4 && !f.has(Tells::Past) => Role::Short,
            Some(Role::Short) if f.weight(Tells::Task) >= 3 && !f.has(Tells::Short) => Role::None,
            Some(role) => role,
        };
        let closing = !clause.marked
            && f.has(Tells::Scene)
            && clause.opens_paragraph
            && !f.has(Tells::Task)
            && role == Role::Task;
        if closing
            || news::is_silent(cx, clause)
            || f.colon && !f.has(Tells::Past) && role == Role::Result
        {
            return Decided::default();
        }
        Decided { role, cue: f.hits.first().copied() }
    }
}

/// A heading: short, marked or in capitals, without a full stop. Gives the role it announces, if any.
fn heading(cx: &Context, clause: &Clause) -> Option<Option<Role>> {
    let f = &clause.features;
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let last = words.last().map_or("", |w| sign(cx, *w));
    let letters = words.iter().filter(|w| w.is_letters()).count();
    let capitals = words
        .iter()
        .filter(|w| w.is_letters() && (w.is_all_caps() || w.end() - w.start() <= 2))
        .count();
    let in_capitals = letters > 1 && capitals * 10 >= letters * 9;
    let marked = clause.marked;
    let role =
        SECTIONS.all(&cx.words, f.first..f.end.min(f.first + 14)).next().map(|(_, _, role)| *role);
    let early = SECTIONS.all(&cx.words, f.first..f.end.min(f.first + 5)).next().is_some();
    let short = letters <= 22 && !matches!(last, "." | ";" | ",");
    let is = clause.is_paragraph
        && (in_capitals
            || (marked && short && early && letters <= 18)
            || (short && early && letters <= 10));
    is.then_some(role)
}

/// Tells whether a clause opens with a number or letter of a list.
fn is_numbered(cx: &Context, clause: &Clause) -> bool {
    let from = clause.words.start;
    clause.opens_paragraph && clause.marked && cx.words.get(from).is_some_and(|w| !w.is_sign())
}

/// A numbered paragraph of causes.
fn is_cause(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let mut words = cx.words.iter().skip(f.first).take(2);
    let opens = words.all(|w| {
        let word = cx.fold.get(w.start()..w.end()).unwrap_or("");
        word == "nguyên" || word == "nhân"
    });
    opens && is_numbered(cx, clause)
}

/// Lines of the heading block and the legal bases.
fn is_frame(cx: &Context, clause: &Clause) -> bool {
    let first = cx.words.get(clause.features.first);
    let basis = first.is_some_and(|w| {
        let word = cx.fold.get(w.start()..w.end()).unwrap_or("");
        word == "căn" && clause.opens_paragraph
    });
    basis || clause.features.end.saturating_sub(clause.features.first) < 3
}

/// A heading that only names who is addressed, or a lead-in.
fn is_addressee(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let open = words.last().is_some_and(|w| sign(cx, *w) == ":" || !w.is_sign());
    let verb =
        f.has(Tells::Verb) || f.has(Tells::Task) || (f.first..f.end).any(|k| role_cue::verb(cx, k));
    clause.is_paragraph && clause.marked && open && words.len() <= 18 && (!verb || f.colon)
}

/// A numbered title within a section: short, no full stop.
fn is_title(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let open = cx.words.get(f.end.saturating_sub(1)).is_some_and(|w| !w.is_sign());
    clause.is_paragraph && clause.marked && open && f.end - f.first <= 12
}

/// The first line of a signature block.
fn is_signature(cx: &Context, at: usize, end: usize) -> bool {
    let words = cx.words.get(at..end.max(at)).unwrap_or_default();
    let capitals = words.iter().filter(|w| w.is_letters()).all(|w| w.is_all_caps());
    capitals && (people_cue::is(&cx.words, at, Use::Signature) || post::stands(&cx.words, at))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
