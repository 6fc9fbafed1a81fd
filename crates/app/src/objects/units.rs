//! Administrative units on a day: the list, and one unit through mergers.

use super::SpanRow;
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::{ActView, Needle, PER_PAGE, Paged, sort_by_name};
use record::figures::{Facts, UnitTree};
use record::object::Unit;
use terms::{Cell, Day, Named, Ref, Role, UnitLevel};

/// Which units are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitFilter {
    /// Words to find in name or code, or in the names of units that went into one.
    pub search: String,
    /// The day asked; today when `None`.
    pub day: Option<Day>,
    /// Of this level.
    pub level: Option<UnitLevel>,
    /// Under this unit.
    pub within: Option<Ref>,
    /// Whether units that had ceased by the day are listed too.
    pub with_ceased: bool,
    /// The page, from 1.
    pub page: usize,
    /// Whether all rows are given as one page.
    pub all: bool,
}

/// One unit of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The unit with its name of the day.
    pub unit: Named,
    /// Level.
    pub level: UnitLevel,
    /// Code on the day.
    pub code: String,
    /// The unit above it on the day.
    pub parent: Option<Named>,
    /// Since when it is known.
    pub from: Day,
    /// The first day on which it was no more.
    pub until: Option<Day>,
    /// The units it was formed from.
    pub formed_from: Vec<Named>,
}

/// A unit with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// The row of the list.
    pub row: UnitRow,
    /// The day asked.
    pub day: Day,
    /// Centre: latitude and longitude in millionths of a degree.
    pub centre: Option<(i64, i64)>,
    /// Names over time, the latest first.
    pub names: Vec<SpanRow>,
    /// Superiors over time, the latest first.
    pub parents: Vec<SpanRow>,
    /// Units that went into it, with the document that says so.
    pub predecessors: Vec<SpanRow>,
    /// Units that it went into.
    pub successors: Vec<SpanRow>,
    /// Units directly below on the day.
    pub below: Vec<Named>,
    /// Its bodies on the day.
    pub bodies: Vec<Named>,
    /// Its reports: words and submission.
    pub submissions: Vec<Named>,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The units of a day, in Vietnamese order.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn units(
        &self,
        viewer: &Viewer,
        filter: &UnitFilter,
    ) -> Result<Paged<UnitRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = filter.day.unwrap_or_else(|| self.today());
        let mut rows = listed(&facts, filter, day);
        sort_by_name(&mut rows, |r| &r.unit.name);
        rows.sort_by_key(|r| r.level);
        Ok(Paged::of(rows, filter.page, if filter.all { 0 } else { PER_PAGE * 2 }))
    }

    /// The units of a day as a map by centre points: SVG text.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn units_map(&self, viewer: &Viewer, filter: &UnitFilter) -> Result<String, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = filter.day.unwrap_or_else(|| self.today());
        let rows = listed(&facts, filter, day);
        let place = |r: &UnitRow| {
            let (lat, lon) = facts.unit(&r.unit.at)?.centre?;
            Some(render::map::Place {
                name: r.unit.name.clone(),
                lon: lon as f64 / 1e6,
                lat: lat as f64 / 1e6,
                cell: Cell::Zero,
                href: None,
            })
        };
        let map = render::map::Map {
            id: "units".to_owned(),
            title: format!("Đơn vị hành chính ngày {}", day.vn()),
            description: format!("{} đơn vị theo điểm trung tâm", rows.len()),
            unit: "đơn vị".to_owned(),
            scale: 0,
            places: rows.iter().filter_map(place).collect(),
            labels: 0,
        };
        Ok(map.draw().svg)
    }

    /// One unit as on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn unit(
        &self,
        viewer: &Viewer,
        at: &Ref,
        day: Option<Day>,
    ) -> Result<UnitView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let history = self.history(viewer, at).await?;
        let facts = self.facts().await?;
        let day = day.unwrap_or_else(|| self.today());
        let unit = facts.unit(at).ok_or_else(|| not_found(at))?;
        let bodies = facts
            .bodies
            .iter()
            .filter(|b| b.exists_on(day) && b.unit.as_ref().is_some_and(|u| u.at == *at));
        Ok(UnitView {
            row: row(unit, day),
            day,
            centre: unit.centre,
            names: names(unit),
            parents: parents(unit),
            predecessors: unit
                .predecessors
                .iter()
                .map(|(on, p, basis)| link(&p.unit, *on, basis.as_ref(), p.area))
                .collect(),
            successors: successors(&facts, at),
            below: below(&facts, at, day),
            bodies: bodies.map(|b| b.named_on(day)).collect(),
            submissions: submissions(&facts, at),
            history,
        })
    }
}

fn listed(facts: &Facts, filter: &UnitFilter, day: Day) -> Vec<UnitRow> {
    let needle = Needle::of(&filter.search);
    let tree = UnitTree::of(&facts.units);
    let through = |u: &&Unit| {
        let name = u.named_on(day).name;
        let mut texts = vec![name.as_str(), u.code_on(day).unwrap_or_default()];
        texts.extend(u.predecessors.iter().map(|(_, p, _)| p.unit.name.as_str()));
        (filter.with_ceased || u.exists_on(day))
            && filter.level.is_none_or(|l| l == u.level)
            && filter.within.as_ref().is_none_or(|w| tree.is_within(&u.at, w, day))
            && needle.fits(&texts)
    };
    facts.units.iter().filter(through).map(|u| row(u, day)).collect()
}

fn row(u: &Unit, day: Day) -> UnitRow {
    UnitRow {
        unit: u.named_on(day),
        level: u.level,
        code: u.code_on(day).unwrap_or_default().to_owned(),
        parent: u.parent_on(day).cloned(),
        from: u.created_on,
        until: u.abolished_on,
        formed_from: u.predecessors.iter().map(|(_, p, _)| p.unit.clone()).collect(),
    }
}

fn names(u: &Unit) -> Vec<SpanRow> {
    let mut rows: Vec<SpanRow> = u
        .names
        .spans()
        .map(|(n, to)| SpanRow {
            what: n.value.full(),
            note: n.value.code.clone().unwrap_or_default(),
            from: n.from.vn(),
            to: to.or(u.abolished_on.map(|d| d.plus_days(-1))),
            basis: n.basis.clone(),
            at: None,
        })
        .collect();
    rows.reverse();
    rows
}

fn parents(u: &Unit) -> Vec<SpanRow> {
    let spans = u.parents.spans().filter_map(|(p, to)| {
        let parent = p.value.as_ref()?;
        Some(SpanRow {
            what: parent.name.clone(),
            at: Some(parent.at.clone()),
            note: String::new(),
            from: p.from.vn(),
            to: to.or(u.abolished_on.map(|d| d.plus_days(-1))),
            basis: p.basis.clone(),
        })
    });
    let mut rows: Vec<SpanRow> = spans.collect();
    rows.reverse();
    rows
}

fn link(unit: &Named, on: Day, basis: Option<&String>, area: record::payload::Share) -> SpanRow {
    let note = match area {
        record::payload::Share::All => "toàn bộ",
        record::payload::Share::Part => "một phần",
        record::payload::Share::None => "không có diện tích",
        record::payload::Share::Unknown => "chưa rõ phần",
    };
    SpanRow {
        what: unit.name.clone(),
        at: Some(unit.at.clone()),
        note: note.to_owned(),
        from: on.vn(),
        to: None,
        basis: basis.cloned(),
    }
}

fn successors(facts: &Facts, at: &Ref) -> Vec<SpanRow> {
    let mut out = Vec::new();
    for unit in &facts.units {
        let of = unit.predecessors.iter().filter(|(_, p, _)| p.unit.at == *at);
        out.extend(of.map(|(on, p, basis)| link(&unit.named_on(*on), *on, basis.as_ref(), p.area)));
    }
    out
}

fn below(facts: &Facts, at: &Ref, day: Day) -> Vec<Named> {
    let of = |u: &&Unit| u.exists_on(day) && u.parent_on(day).is_some_and(|p| p.at == *at);
    let mut all: Vec<Named> = facts.units.iter().filter(of).map(|u| u.named_on(day)).collect();
    sort_by_name(&mut all, |n| &n.name);
    all
}

fn submissions(facts: &Facts, at: &Ref) -> Vec<Named> {
    let mut of: Vec<_> = facts.submissions.iter().filter(|s| s.unit.at == *at).collect();
    of.sort_by_key(|s| std::cmp::Reverse(s.period));
    let named = |s: &record::object::Submission| Named {
        at: s.at.clone(),
        name: format!("{}, {}", s.form.name, s.period.label()),
    };
    of.into_iter().map(named).collect()
}
