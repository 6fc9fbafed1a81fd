//! Who leads, manages, advises, carries out and coordinates: bodies against lines of work on a day, with what is missing
//! and what is doubled, and how the open tasks of each line of work are spread.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::sort_by_name;
use record::figures::Facts;
use record::object::Body;
use record::offices::{
    Answerable, Duty, Offices, Overlap, PARTS_NEEDED, TaskParts, gaps, overlaps,
};
use render::xlsx::{Column, Table, TableCell, write_table};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Charge, Day, Field, Named, Ref, Role, UnitLevel};

/// Which matrix is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChargesAsked {
    /// The day; today when `None`.
    pub day: Option<Day>,
    /// The unit whose bodies are shown; the one with most parts when `None`.
    pub unit: Option<Ref>,
    /// One line of work alone.
    pub field: Option<Field>,
}

/// A part that a body has, as shown in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartIn {
    /// Which part.
    pub part: Charge,
    /// The matter; empty for the whole line of work.
    pub matter: String,
    /// Who answers: post, rank and name in one line; empty when nothing of it is known.
    pub answering: String,
    /// The document that says so, as written.
    pub basis: Option<String>,
}

/// A cell: the parts of a body in a line of work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChargeCell {
    /// The parts, the leading one first.
    pub parts: Vec<PartIn>,
    /// Its part in the open tasks of that line of work.
    pub tasks: TaskParts,
}

/// A body with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    /// The body with its name of the day.
    pub body: Named,
    /// One cell for each line of work shown.
    pub cells: Vec<ChargeCell>,
}

/// A line of work and the parts that nobody has in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGap {
    /// The line of work.
    pub field: Field,
    /// The parts.
    pub parts: Vec<Charge>,
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargesView {
    /// The day.
    pub day: Day,
    /// The unit whose bodies are shown.
    pub unit: Option<Named>,
    /// Units that have bodies with parts, to choose from.
    pub units: Vec<Named>,
    /// The lines of work, one for each column.
    pub fields: Vec<Field>,
    /// The rows.
    pub rows: Vec<ChargeRow>,
    /// What is missing.
    pub gaps: Vec<FieldGap>,
    /// Where two or more lead.
    pub overlaps: Vec<Overlap>,
    /// Whether any part is on record for that day and unit.
    pub any: bool,
}

impl Office {
    /// Who has which part in which line of work on a day.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn charges(
        &self,
        viewer: &Viewer,
        asked: &ChargesAsked,
    ) -> Result<ChargesView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = asked.day.unwrap_or_else(|| self.today());
        let offices = Offices::of(&facts);
        let duties = offices.duties_on(day);
        let units = units(&facts, &duties, day);
        let unit = match &asked.unit {
            Some(at) => facts.units.iter().find(|u| u.at == *at).map(|u| u.named_on(day)),
            None => usual(&facts, &duties, day),
        };
        let duties: Vec<Duty<'_>> =
            duties.into_iter().filter(|d| of_unit(d.body, unit.as_ref())).collect();
        let fields: Vec<Field> = match asked.field {
            Some(field) => vec![field],
            None => Field::ALL.iter().copied().filter(|f| *f != Field::Other).collect(),
        };
        let rows = rows(&facts, &offices, &duties, unit.as_ref(), &fields, day);
        let any = !duties.is_empty();
        let mut overlaps = overlaps(&duties, day);
        overlaps.retain(|o| fields.contains(&o.field));
        Ok(ChargesView {
            day,
            gaps: if any { by_field(&duties, &fields) } else { Vec::new() },
            overlaps,
            any,
            unit,
            units,
            fields,
            rows,
        })
    }
}

fn of_unit(body: &Body, unit: Option<&Named>) -> bool {
    match unit {
        Some(unit) => body.unit.as_ref().is_some_and(|u| u.at == unit.at),
        None => body.unit.is_none(),
    }
}

/// The units whose bodies have parts, by name.
fn units(facts: &Facts, duties: &[Duty<'_>], day: Day) -> Vec<Named> {
    let with: BTreeSet<&Ref> =
        duties.iter().filter_map(|d| d.body.unit.as_ref()).map(|u| &u.at).collect();
    let there = facts.units.iter().filter(|u| with.contains(&u.at));
    let mut all: Vec<Named> = there.map(|u| u.named_on(day)).collect();
    sort_by_name(&mut all, |u| &u.name);
    all
}

/// The unit that is shown when none is asked: that with most parts, else the province of the day.
fn usual(facts: &Facts, duties: &[Duty<'_>], day: Day) -> Option<Named> {
    let mut count: BTreeMap<&Ref, usize> = BTreeMap::new();
    for unit in duties.iter().filter_map(|d| d.body.unit.as_ref()) {
        *count.entry(&unit.at).or_default() += 1;
    }
    let most = count.into_iter().max_by_key(|(_, n)| *n).map(|(at, _)| at);
    let chosen = match most {
        Some(at) => facts.units.iter().find(|u| u.at == *at),
        None => facts.units.iter().find(|u| u.level == UnitLevel::Province && u.exists_on(day)),
    };
    chosen.map(|u| u.named_on(day))
}

/// A row for each body of the unit with a part or an open task.
fn rows(
    facts: &Facts,
    offices: &Offices<'_>,
    duties: &[Duty<'_>],
    unit: Option<&Named>,
    fields: &[Field],
    day: Day,
) -> Vec<ChargeRow> {
    let tasks = offices.task_parts(&facts.tasks, day);
    let there = offices.bodies_on(day).filter(|b| of_unit(b, unit));
    let mut rows: Vec<ChargeRow> = there
        .map(|body| ChargeRow {
            body: body.named_on(day),
            cells: fields.iter().map(|f| cell(body, *f, duties, &tasks)).collect(),
        })
        .filter(|row| row.cells.iter().any(|c| *c != ChargeCell::default()))
        .collect();
    sort_by_name(&mut rows, |r| &r.body.name);
    rows.sort_by_key(|r| r.cells.iter().all(|c| c.parts.is_empty()));
    rows
}

fn cell(
    body: &Body,
    field: Field,
    duties: &[Duty<'_>],
    tasks: &BTreeMap<(Ref, Field), TaskParts>,
) -> ChargeCell {
    let of = duties.iter().filter(|d| d.body.at == body.at && d.charge.field == field);
    let mut parts: Vec<PartIn> = of
        .map(|d| PartIn {
            part: d.charge.part,
            matter: d.charge.matter.clone().unwrap_or_default(),
            answering: answering(&d.answerable),
            basis: d.charge.basis.clone(),
        })
        .collect();
    parts.sort_by(|a, b| (a.part, &a.matter).cmp(&(b.part, &b.matter)));
    let tasks = tasks.get(&(body.at.clone(), field)).copied().unwrap_or_default();
    ChargeCell { parts, tasks }
}

/// Post, rank and name in one line.
pub(crate) fn answering(who: &Answerable) -> String {
    match (who.post.is_empty(), who.holders.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("{}: khuyết", who.post),
        (false, false) => format!("{}: {}", who.post, who.called()),
    }
}

fn by_field(duties: &[Duty<'_>], fields: &[Field]) -> Vec<FieldGap> {
    let missing = gaps(duties, fields);
    let of = |field: Field| {
        let parts: Vec<Charge> = PARTS_NEEDED
            .into_iter()
            .filter(|part| missing.iter().any(|gap| gap.field == field && gap.part == *part))
            .collect();
        (!parts.is_empty()).then_some(FieldGap { field, parts })
    };
    fields.iter().copied().filter_map(of).collect()
}

impl ChargesView {
    /// What is missing and what is doubled, one line each.
    pub fn remarks(&self) -> Vec<String> {
        let gaps = self.gaps.iter().map(|gap| {
            let parts: Vec<String> = gap.parts.iter().map(|p| p.label().to_lowercase()).collect();
            format!("{}: chưa có cơ quan {}", gap.field.label(), parts.join(", "))
        });
        let overlaps = self.overlaps.iter().map(|o| {
            let bodies: Vec<&str> = o.bodies.iter().map(|b| b.name.as_str()).collect();
            let matter = o.matter.as_ref().map_or(String::new(), |m| format!(" ({m})"));
            let field = o.field.label();
            format!("{field}{matter}: nhiều cơ quan cùng lãnh đạo: {}", bodies.join("; "))
        });
        gaps.chain(overlaps).collect()
    }

    /// The matrix as shown, as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let mut columns = vec![Column { title: "Cơ quan, tổ chức".into(), width: 44 }];
        columns
            .extend(self.fields.iter().map(|f| Column { title: f.label().to_owned(), width: 30 }));
        let rows = self.rows.iter().map(|r| {
            let cells = r.cells.iter().map(|c| match printed(c) {
                words if words.is_empty() => TableCell::Blank,
                words => TableCell::Text(words),
            });
            std::iter::once(TableCell::Text(r.body.name.clone())).chain(cells).collect()
        });
        let unit = self.unit.as_ref().map_or(String::new(), |u| format!(" {}", u.name));
        Ok(write_table(&Table {
            sheet: "Phân công".to_owned(),
            title: format!(
                "Phân công lãnh đạo, quản lý, tham mưu, thực hiện{unit}, ngày {}",
                self.day.vn()
            ),
            notes: self.remarks(),
            columns,
            rows: rows.collect(),
        })?)
    }
}

/// A cell in words, one part a line, then the tasks.
fn printed(cell: &ChargeCell) -> String {
    let mut lines: Vec<String> = cell
        .parts
        .iter()
        .map(|p| {
            let matter =
                if p.matter.is_empty() { String::new() } else { format!(" – {}", p.matter) };
            let who =
                if p.answering.is_empty() { String::new() } else { format!(" ({})", p.answering) };
            format!("{}{matter}{who}", p.part.label())
        })
        .collect();
    let t = cell.tasks;
    let counts = [(t.assigned, "giao"), (t.leads, "chủ trì"), (t.coordinates, "phối hợp")];
    let counts: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, w)| format!("{w} {n}")).collect();
    if !counts.is_empty() {
        lines.push(format!("Nhiệm vụ đang thực hiện: {}", counts.join(", ")));
    }
    lines.join("\n")
}
