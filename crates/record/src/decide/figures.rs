//! Decisions on forms and submissions.

use super::{Entry, Refusal, filled, fitting, reasoned};
use crate::act::Draft;
use crate::object::{Form, Object, Submission, Unit};
use crate::payload::*;
use std::collections::BTreeSet;
use terms::{Aggregation, Cell, Day, Period, Ref, SubmissionState};

/// The largest number of a cell: sums over all units and years still fit 64 bits.
const LARGEST: i64 = 100_000_000_000_000;

/// What a submission is judged against.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The form.
    pub form: &'a Form,
    /// The unit that reports.
    pub unit: &'a Unit,
    /// The submission that exists for the same form, unit and period.
    pub existing: Option<&'a Ref>,
}

/// Decides on an act on a form.
///
/// # Errors
/// Codes are unique, scales 0–6, a ratio's parts are summed indicators of the form; changes need a reason.
pub fn form(now: Option<&Form>, entry: Entry, wanted: FormAct) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        FormAct::Defined(facts) => check_form(facts)?,
        FormAct::Amended { facts, reason } => {
            check_form(facts)?;
            reasoned(reason)?;
        }
        FormAct::PeriodOpened { on_time_until, open_until, .. } if open_until < on_time_until => {
            let (on_time_until, open_until) = (*on_time_until, *open_until);
            return Err(Refusal::OpenEndsEarly { on_time_until, open_until });
        }
        FormAct::PeriodOpened { .. } => {}
        FormAct::ClassStated { indicator, reason, .. } => {
            reasoned(reason)?;
            let asked = |code: &String| {
                now.is_some_and(|f| f.facts.indicators.iter().any(|i| i.code == *code))
            };
            if let Some(indicator) = indicator.clone().filter(|code| !asked(code)) {
                return Err(Refusal::CellUnknown { indicator });
            }
        }
        FormAct::Closed { reason } => reasoned(reason)?,
    }
    fitting(now.cloned().map(Object::Form), entry, Payload::Form(wanted))
}

fn check_form(facts: &FormFacts) -> Result<(), Refusal> {
    filled(&facts.code, "code")?;
    filled(&facts.title, "title")?;
    if facts.indicators.is_empty() {
        return Err(Refusal::FormEmpty);
    }
    let mut codes = BTreeSet::new();
    for asked in &facts.indicators {
        let indicator = asked.code.clone();
        filled(&asked.code, "indicator.code")?;
        filled(&asked.name, "indicator.name")?;
        if asked.scale > 6 {
            return Err(Refusal::ScaleRange { indicator, scale: asked.scale });
        }
        if !codes.insert(&asked.code) {
            return Err(Refusal::CodeTwice { indicator });
        }
        check_parts(facts, asked)?;
    }
    Ok(())
}

fn check_parts(facts: &FormFacts, asked: &Indicator) -> Result<(), Refusal> {
    let summed = |code: &String| {
        let part = facts.indicators.iter().find(|i| i.code == *code);
        part.is_some_and(|p| p.aggregation != Aggregation::Ratio)
    };
    let wrong = |part: &str| {
        Err(Refusal::RatioPart { indicator: asked.code.clone(), part: part.to_owned() })
    };
    match (&asked.parts, asked.aggregation) {
        (Some((num, _)), Aggregation::Ratio) if !summed(num) => wrong(num),
        (Some((_, den)), Aggregation::Ratio) if !summed(den) => wrong(den),
        (Some(_), Aggregation::Ratio) | (None, Aggregation::Sum | Aggregation::Stock) => Ok(()),
        (None, Aggregation::Ratio) => wrong(""),
        (Some((num, _)), _) => wrong(num),
    }
}

/// Decides on an act on a submission.
///
/// # Errors
/// The unit fills the form in that period; cells are asked and within range; entry and handing in stay within the open
/// period; another login approves; only what is approved is corrected, with a reason.
pub fn submission(
    now: Option<&Submission>,
    entry: Entry,
    wanted: SubmissionAct,
    around: Around<'_>,
) -> Result<Vec<Draft>, Refusal> {
    entry.not_in_future()?;
    match (&wanted, now) {
        (SubmissionAct::Begun { period, .. }, None) => check_begin(around, *period, &entry)?,
        (SubmissionAct::Entered { cells, .. }, Some(s)) => {
            editable(s)?;
            open(around.form, s.period, entry.effective_on)?;
            check_cells(around.form, s.period, cells)?;
        }
        (SubmissionAct::Submitted, Some(s)) => {
            editable(s)?;
            open(around.form, s.period, entry.effective_on)?;
            all_answered(around.form, s)?;
        }
        (SubmissionAct::Approved, Some(s)) => second_person(s, &entry)?,
        (SubmissionAct::Returned { reason }, Some(s)) => {
            reasoned(reason)?;
            submitted(s)?;
        }
        (SubmissionAct::Corrected { cells, reason }, Some(s)) => {
            if s.state != SubmissionState::Approved {
                return Err(Refusal::NotApproved { state: s.state });
            }
            reasoned(reason)?;
            check_cells(around.form, s.period, cells)?;
            changes(s, cells)?;
        }
        _ => {}
    }
    fitting(now.cloned().map(Object::Submission), entry, Payload::Submission(wanted))
}

fn check_begin(around: Around<'_>, period: Period, entry: &Entry) -> Result<(), Refusal> {
    let Around { form, unit, existing } = around;
    if let Some(existing) = existing {
        return Err(Refusal::AlreadyBegun { existing: existing.clone() });
    }
    open(form, period, entry.effective_on)?;
    let expected = form.facts_for(period).filled_by;
    let named = unit.named_on(period.to());
    if unit.level != expected {
        return Err(Refusal::WrongLevel { unit: named, level: unit.level, expected });
    }
    match unit.exists_on(period.to()) {
        true => Ok(()),
        false => Err(Refusal::UnitNotExisting { unit: named, period }),
    }
}

fn open(form: &Form, period: Period, on: Day) -> Result<(), Refusal> {
    match form.periods.get(&period) {
        None => Err(Refusal::PeriodNotOpened { form: form.at.clone(), period }),
        Some(_) if form.takes_in(period, on) => Ok(()),
        Some(p) => Err(Refusal::PeriodClosed { period, open_until: p.open_until, on }),
    }
}

fn editable(s: &Submission) -> Result<(), Refusal> {
    match s.state {
        SubmissionState::Draft | SubmissionState::Returned => Ok(()),
        state => Err(Refusal::NotOpenForEntry { state }),
    }
}

fn submitted(s: &Submission) -> Result<(), Refusal> {
    match s.state {
        SubmissionState::Submitted => Ok(()),
        state => Err(Refusal::NotSubmitted { state }),
    }
}

fn second_person(s: &Submission, entry: &Entry) -> Result<(), Refusal> {
    submitted(s)?;
    match &s.submitted {
        Some(by) if by.actor.login == entry.actor.login => {
            Err(Refusal::SubmissionSamePerson { login: by.actor.login.clone() })
        }
        _ => Ok(()),
    }
}

fn check_cells(form: &Form, period: Period, cells: &[CellEntry]) -> Result<(), Refusal> {
    if cells.is_empty() {
        return Err(Refusal::NothingEntered);
    }
    let mut seen = BTreeSet::new();
    for entered in cells {
        let indicator = entered.indicator.clone();
        let Some(asked) = form.indicator(period, &indicator) else {
            return Err(Refusal::CellUnknown { indicator });
        };
        if asked.aggregation == Aggregation::Ratio {
            return Err(Refusal::CellComputed { indicator });
        }
        if !seen.insert(&entered.indicator) {
            return Err(Refusal::CellTwice { indicator });
        }
        match entered.cell {
            Cell::Number(value) if !(-LARGEST..=LARGEST).contains(&value) => {
                return Err(Refusal::NumberTooLarge { indicator, value });
            }
            _ => {}
        }
    }
    Ok(())
}

fn all_answered(form: &Form, s: &Submission) -> Result<(), Refusal> {
    let asked = form.facts_for(s.period).indicators.iter();
    let open = asked.filter(|i| i.aggregation != Aggregation::Ratio);
    let indicators: Vec<_> = open
        .filter(|i| !s.cells.contains_key(&i.code))
        .map(|i| (i.code.clone(), i.name.clone()))
        .collect();
    if indicators.is_empty() { Ok(()) } else { Err(Refusal::Unanswered { indicators }) }
}

fn changes(s: &Submission, cells: &[CellEntry]) -> Result<(), Refusal> {
    let changed = cells.iter().any(|c| {
        s.cells.get(&c.indicator).is_none_or(|now| now.cell != c.cell || now.note != c.note)
    });
    if changed { Ok(()) } else { Err(Refusal::ChangesNothing) }
}
