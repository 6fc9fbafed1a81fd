//! What has happened to the sources of a figure since some act.

use super::facts::Figures;
use super::formula::{Counted, Formula};
use super::question::{Question, Slot};
use crate::act::ActKey;
use crate::object::{CellNow, Stamp, Submission};
use terms::{Amount, Cell, Instant, Named, Ref, Site};

/// One act that changed a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The act.
    pub act: ActKey,
    /// Who entered it.
    pub by: String,
    /// What it was about: the unit that reports, or the task, activity, document or finding.
    pub of: Named,
    /// What the cell said before and says now, where a cell was corrected.
    pub cell: Option<(Cell, Cell)>,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

type Order<'a> = (Instant, &'a Site, u64);

fn order(stamp: &Stamp) -> Order<'_> {
    (stamp.recorded_at, &stamp.act.site, stamp.act.seq)
}

fn change(stamp: &Stamp, of: Named, reason: Option<&str>) -> Change {
    let (act, by) = (stamp.act.clone(), stamp.actor.name.clone());
    Change { act, by, of, cell: None, reason: reason.map(str::to_owned) }
}

impl Figures<'_> {
    /// The acts after `since` that may have changed what a formula comes to, each once, in order of site and number.
    pub fn changes_since(&self, formula: &Formula, since: &Stamp) -> Vec<Change> {
        let mut changes = self.collect(formula, since);
        changes.sort();
        changes.dedup();
        changes
    }

    fn collect(&self, formula: &Formula, since: &Stamp) -> Vec<Change> {
        match formula {
            Formula::Total(question, _) => self.in_total(question, since),
            Formula::Target { form, .. } => self.in_form(form, since),
            Formula::Count(counted) => self.in_count(counted, since),
            Formula::Attendance(filter, _) => {
                self.in_count(&Counted::Activities(filter.clone()), since)
            }
            Formula::Ratio(a, b) | Formula::Difference(a, b) => {
                let mut all = self.collect(a, since);
                all.extend(self.collect(b, since));
                all
            }
            Formula::Quote { at, .. } => self.of_any(since, |o| o == at),
        }
    }

    fn in_form(&self, form: &Ref, since: &Stamp) -> Vec<Change> {
        let Some(form) = self.form(form) else { return Vec::new() };
        let of = || Named { at: form.at.clone(), name: form.facts.title.clone() };
        let late = form.amended.iter().filter(|(_, by)| order(by) > order(since));
        late.map(|(reason, by)| change(by, of(), Some(reason))).collect()
    }

    fn in_total(&self, question: &Question, since: &Stamp) -> Vec<Change> {
        let mut all = Vec::new();
        let slots = self.slots(question);
        // Portions of one unit stand beside each other: its report is looked at once.
        for portions in slots.chunk_by(|a, b| (&a.unit.at, a.period) == (&b.unit.at, b.period)) {
            let Some(slot) = portions.first() else { continue };
            let found = self.submission(&question.form, &slot.unit.at, slot.period);
            let Some(s) = found else { continue };
            let parts = slot.asked.parts.as_ref();
            let codes = parts.map_or(vec![&slot.asked.code], |(n, d)| vec![n, d]);
            let cells = codes.iter().filter_map(|code| s.cells.get(*code));
            cells.for_each(|cell| in_cell(s, cell, since, portions, &mut all));
            let steps = [&s.submitted, &s.approved].into_iter().flatten();
            let late = steps.filter(|stamp| order(stamp) > order(since));
            all.extend(late.map(|stamp| change(stamp, s.unit.clone(), None)));
        }
        all
    }

    fn in_count(&self, counted: &Counted, since: &Stamp) -> Vec<Change> {
        let kind = match counted {
            Counted::Tasks(_) => terms::Kind::Task,
            Counted::Activities(_) => terms::Kind::Activity,
            Counted::Documents(_) => terms::Kind::Document,
            Counted::Findings(_) => terms::Kind::Finding,
        };
        self.of_any(since, |at| at.kind == kind)
    }

    /// Acts after `since` on tasks, activities, documents and findings.
    fn of_any(&self, since: &Stamp, wanted: impl Fn(&Ref) -> bool) -> Vec<Change> {
        let mut all: Vec<Change> = Vec::new();
        let mut note = |stamp: &Stamp, at: &Ref, name: &str, reason: Option<&str>| {
            if wanted(at) && order(stamp) > order(since) {
                all.push(change(stamp, Named { at: at.clone(), name: name.to_owned() }, reason));
            }
        };
        for o in &self.facts.tasks {
            o.steps.iter().for_each(|s| note(&s.by, &o.at, &o.facts.title, None));
        }
        macro_rules! registered {
            ($list:ident, $name:ident) => {
                for o in &self.facts.$list {
                    note(&o.created, &o.at, &o.facts.$name, None);
                    for (_, reason, by) in &o.corrected {
                        note(by, &o.at, &o.facts.$name, Some(reason));
                    }
                    if let Some((reason, by)) = &o.withdrawn {
                        note(by, &o.at, &o.facts.$name, Some(reason));
                    }
                }
            };
        }
        registered!(activities, title);
        registered!(documents, subject);
        registered!(findings, text);
        for o in &self.facts.documents {
            o.cites.iter().for_each(|c| note(&c.by, &o.at, &o.facts.subject, None));
        }
        all
    }
}

/// A cell as far as it lies in what is asked.
fn as_far(portions: &[Slot<'_>], cell: Cell) -> Cell {
    match cell {
        Cell::Number(n) => Cell::Number(portions.iter().map(|slot| slot.portion.of(n)).sum()),
        other => other,
    }
}

fn in_cell(
    s: &Submission,
    cell: &CellNow,
    since: &Stamp,
    portions: &[Slot<'_>],
    all: &mut Vec<Change>,
) {
    for (i, was) in cell.was.iter().enumerate() {
        if order(&was.corrected_by) > order(since) {
            let after = cell.was.get(i + 1).map_or(cell.cell, |next| next.cell);
            let mut noted = change(&was.corrected_by, s.unit.clone(), Some(&was.reason));
            noted.cell = Some((as_far(portions, was.cell), as_far(portions, after)));
            all.push(noted);
        }
    }
}

impl Change {
    /// What a correction of a cell adds to a sum, at the indicator's scale; a silent cell adds nothing.
    pub fn effect(&self, scale: u8) -> Option<Amount> {
        let (before, after) = self.cell?;
        let units = after.value().unwrap_or(0).saturating_sub(before.value().unwrap_or(0));
        Some(Amount::new(units, scale))
    }
}
