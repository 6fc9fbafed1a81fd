//! The same total in parts: by superior, by level, by unit, by period, and as a table.

use super::facts::Figures;
use super::question::{MapChoice, Place, Question, Slot};
use super::total::Total;
use super::tree::No;
use crate::object::Body;
use std::collections::BTreeMap;
use terms::{Day, Named, Period, UnitLevel};

/// How a total is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// By the unit directly above.
    Parent,
    /// By the unit of a level in which each lies.
    Level(UnitLevel),
    /// By the body of a kind whose area takes each in (Ban Chỉ huy phòng thủ khu vực): a grouping beside the levels.
    Area(&'static str),
    /// By unit.
    Unit,
    /// By period.
    Period,
}

/// What a part is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// A unit, with its name on the day of the map.
    Unit(Named),
    /// A body whose area it is, with its name on the day of the map.
    Body(Named),
    /// A period.
    Period(Period),
    /// Units that lie under none.
    Outside,
    /// Units whose figures nobody has divided among the parts.
    Undivided,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is of.
    pub key: GroupKey,
    /// Its total.
    pub total: Total,
}

/// A table of totals: rows by columns, with the total of each row, of each column and of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Heads of the rows.
    pub rows: Vec<GroupKey>,
    /// Heads of the columns.
    pub columns: Vec<GroupKey>,
    /// Totals, row by row.
    pub cells: Vec<Vec<Total>>,
    /// The total of each row.
    pub row_totals: Vec<Total>,
    /// The total of each column.
    pub column_totals: Vec<Total>,
    /// The total of all.
    pub whole: Total,
}

impl<'a> Figures<'a> {
    /// A total in parts. Every report is in exactly one part, so the parts of a sum make up the whole.
    pub fn groups(&self, question: &Question, by: Grouping) -> Vec<Group> {
        let parts = self.parted(question, by, self.slots(question));
        parts.into_iter().map(|(key, s)| Group { key, total: Total::of(&s) }).collect()
    }

    /// A table of totals.
    pub fn matrix(&self, question: &Question, rows: Grouping, columns: Grouping) -> Matrix {
        let slots = self.slots(question);
        let whole = Total::of(&slots);
        let by_column = self.parted(question, columns, slots.clone());
        let columns_of: Vec<GroupKey> = by_column.keys().cloned().collect();
        let column_totals = by_column.values().map(|s| Total::of(s)).collect();
        let by_row = self.parted(question, rows, slots);
        let row_totals = by_row.values().map(|s| Total::of(s)).collect();
        let cells = by_row.values().map(|slots| {
            let parts = self.parted(question, columns, slots.clone());
            let cell = |key| Total::of(parts.get(key).map(Vec::as_slice).unwrap_or_default());
            columns_of.iter().map(cell).collect()
        });
        let cells = cells.collect();
        let rows = by_row.into_keys().collect();
        Matrix { rows, columns: columns_of, cells, row_totals, column_totals, whole }
    }

    fn parted(
        &self,
        question: &Question,
        by: Grouping,
        slots: Vec<Slot<'a>>,
    ) -> BTreeMap<GroupKey, Vec<Slot<'a>>> {
        let mut parts: BTreeMap<Part, Vec<Slot<'a>>> = BTreeMap::new();
        for slot in slots {
            parts.entry(self.part(by, &slot)).or_default().push(slot);
        }
        let named = |(part, slots): (Part, Vec<Slot<'a>>)| {
            // Slots of one part are on one map but where each is on that of its own period.
            let map = slots.first().map(|s| s.map);
            (self.key(question, &part, map), slots)
        };
        parts.into_iter().map(named).collect()
    }

    fn part(&self, by: Grouping, slot: &Slot<'a>) -> Part {
        if by == Grouping::Period {
            return Part::Period(slot.period);
        }
        let Place::Inside(places) = &slot.place else { return Part::Undivided };
        let mut parts = places.iter().map(|no| match by {
            Grouping::Area(kind) => self.area_part(kind, *no, slot),
            _ => self.unit_part(by, *no, slot),
        });
        let Some(first) = parts.next() else { return Part::Outside };
        if parts.all(|part| part == first) { first } else { Part::Undivided }
    }

    /// The body of a kind whose area takes a unit in on the day of the map; one that takes it in directly before one that
    /// takes in a unit above it.
    fn area_part(&self, kind: &str, no: No, slot: &Slot<'a>) -> Part {
        let bodies =
            || self.facts.bodies.iter().filter(|b| b.kind == kind && b.exists_on(slot.map));
        // Only what a document states: never the unit whose body it is, nor anything inferred.
        let area = |b: &'a Body| b.area.on(slot.map).map(Vec::as_slice).unwrap_or_default();
        let at = self.tree.at(no);
        let own = bodies().find(|b| area(b).iter().any(|u| u.at == *at));
        let within = |u: &Named| self.tree.is_within(at, &u.at, slot.map);
        let around = || bodies().find(|b| area(b).iter().any(within));
        own.or_else(around).map_or(Part::Outside, |b| Part::Body(b.named_on(slot.map)))
    }

    fn unit_part(&self, by: Grouping, no: No, slot: &Slot<'a>) -> Part {
        let unit = match by {
            Grouping::Parent => self.tree.map(slot.map).above(no),
            Grouping::Level(level) => self.tree.level_above(no, level, slot.map),
            Grouping::Unit | Grouping::Period | Grouping::Area(_) => Some(no),
        };
        match (unit.filter(|no| self.tree.unit(*no).is_some()), by) {
            (Some(no), _) => Part::Unit(no),
            (None, Grouping::Level(level)) if self.had_level(slot, level) => Part::Undivided,
            (None, _) => Part::Outside,
        }
    }

    /// Whether a unit lay in one of a level when it reported, as a commune in a district before the last of them: a level that
    /// is no more on the map divides nothing there.
    fn had_level(&self, slot: &Slot<'a>, level: UnitLevel) -> bool {
        self.tree.level_above(slot.no, level, slot.period.to()).is_some()
    }

    fn key(&self, q: &Question, part: &Part, map: Option<Day>) -> GroupKey {
        let no = match part {
            Part::Unit(no) => *no,
            Part::Body(named) => return GroupKey::Body(named.clone()),
            Part::Period(period) => return GroupKey::Period(*period),
            Part::Outside => return GroupKey::Outside,
            Part::Undivided => return GroupKey::Undivided,
        };
        // One unit is one part, whatever it was called in the periods: its name is that of the last day asked.
        let last = q.periods.iter().map(|p| p.to()).max().or(map);
        let day = match q.map {
            MapChoice::AsReported => last,
            MapChoice::OnDay(day) => Some(day),
        };
        let named = self.tree.unit(no).zip(day).map(|(unit, day)| unit.named_on(day));
        named.map_or(GroupKey::Outside, GroupKey::Unit)
    }
}

/// What a part is of, by number: named only when all slots are parted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Unit(No),
    Body(Named),
    Period(Period),
    Outside,
    Undivided,
}
