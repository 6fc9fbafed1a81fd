//! Forms, submissions and corrections of the sample as drafts of acts, in the order in which they were done.

use super::keys::Keys;
use super::table::{Row, rows};
use record::payload::{CellEntry, FormAct, FormFacts, Indicator, SubmissionAct, Target};
use record::{Actor, Draft, Evidence, Payload};
use std::collections::BTreeMap;
use terms::{Aggregation, Cell, Day, Field, Kind, Named, Period, UnitLevel};

const FORMS: &str = include_str!("../../../../sample/forms.tsv");
const INDICATORS: &str = include_str!("../../../../sample/indicators.tsv");
const TARGETS: &str = include_str!("../../../../sample/targets.tsv");
const FIGURES: &str = include_str!("../../../../sample/figures.tsv");
const SUBMISSIONS: &str = include_str!("../../../../sample/submissions.tsv");
const CORRECTIONS: &str = include_str!("../../../../sample/corrections.tsv");
const UNITS: &str = include_str!("../../../../sample/units.tsv");
const BODIES: &str = include_str!("../../../../sample/bodies.tsv");

/// The years reported.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 2021..=2025;

/// Makes drafts of forms and submissions.
pub(crate) struct Figures<'a> {
    pub(crate) keys: &'a Keys,
    /// Who lays down forms and opens periods.
    pub(crate) officer: &'a Actor,
    /// Who approves submissions.
    pub(crate) approver: &'a Actor,
    labels: BTreeMap<&'static str, &'static str>,
    forms: BTreeMap<&'static str, &'static str>,
}

impl<'a> Figures<'a> {
    pub(crate) fn new(keys: &'a Keys, officer: &'a Actor, approver: &'a Actor) -> Self {
        let pick = |table: &'static str, name: &'static str| {
            rows(table).iter().map(|r| (r.get("key"), r.get(name))).collect::<BTreeMap<_, _>>()
        };
        Self { keys, officer, approver, labels: pick(UNITS, "label"), forms: pick(FORMS, "name") }
    }

    fn form(&self, key: &str) -> Named {
        self.keys.named(Kind::Form, key, self.forms.get(key).copied().unwrap_or(key))
    }

    fn unit(&self, key: &str) -> Named {
        self.keys.named(Kind::Unit, key, self.labels.get(key).copied().unwrap_or(key))
    }

    /// The People's Committee of a commune enters its figures.
    fn reporter(&self, unit: &str) -> Actor {
        let key = format!("{unit}.UBND");
        let name = rows_of_body(&key)
            .unwrap_or_else(|| format!("Ủy ban nhân dân {}", self.unit(unit).name));
        let body = self.keys.named(Kind::Body, &key, &name);
        Actor {
            login: "cap.xa".to_owned(), name: "Cán bộ tổng hợp cấp xã (mẫu)".to_owned(), body
        }
    }

    /// The forms with their indicators and the periods opened.
    pub(crate) fn form_drafts(&self) -> Vec<Draft> {
        rows(FORMS).iter().flat_map(|row| self.one_form(row)).collect()
    }

    fn one_form(&self, row: &Row<'_>) -> Vec<Draft> {
        let key = row.get("key");
        let facts = FormFacts {
            code: key.to_owned(),
            title: row.get("name").to_owned(),
            asked_by: self.officer.body.clone(),
            filled_by: UnitLevel::from_code(row.get("filled_by_level"))
                .unwrap_or(UnitLevel::Commune),
            indicators: rows(INDICATORS)
                .iter()
                .filter(|r| r.get("form") == key)
                .map(indicator)
                .collect(),
        };
        let from = row.day("valid_from").unwrap_or_else(|| day(2021, "01-01"));
        let act = |on: Day, says: FormAct| Draft {
            effective_on: on,
            subject: self.keys.at(Kind::Form, key),
            actor: self.officer.clone(),
            evidence: Vec::new(),
            payload: Payload::Form(says),
        };
        let mut out = vec![act(from, FormAct::Defined(facts))];
        out.extend(YEARS.map(|year| {
            let on_time_until = day(year, row.get("on_time_until"));
            let open_until = day(year, row.get("open_until"));
            act(
                day(year, "01-02"),
                FormAct::PeriodOpened { period: period(year), on_time_until, open_until },
            )
        }));
        out
    }

    /// Every submission from begun to approved.
    pub(crate) fn submission_drafts(&self) -> Vec<Draft> {
        let mut cells: BTreeMap<(&str, &str, &str), Vec<CellEntry>> = BTreeMap::new();
        for row in rows(FIGURES) {
            let key = (row.get("form"), row.get("unit"), row.get("year"));
            cells.entry(key).or_default().extend(entry(
                row.get("indicator"),
                &row,
                "state",
                "value",
                "note",
            ));
        }
        let submissions = rows(SUBMISSIONS);
        let with_cells = submissions.iter().filter_map(|row| {
            let key = (row.get("form"), row.get("unit"), row.get("year"));
            Some((row, cells.remove(&key)?))
        });
        with_cells.flat_map(|(row, cells)| self.one_submission(row, cells)).collect()
    }

    fn one_submission(&self, row: &Row<'_>, cells: Vec<CellEntry>) -> Vec<Draft> {
        let Some(on) = row.day("submitted_on") else { return Vec::new() };
        let reporter = self.reporter(row.get("unit"));
        let subject = self.submission(row.get("form"), row.get("unit"), row.get("year"));
        let act = |on: Day, who: &Actor, says: SubmissionAct| Draft {
            effective_on: on,
            subject: subject.clone(),
            actor: who.clone(),
            evidence: Vec::new(),
            payload: Payload::Submission(says),
        };
        let entered = |cells| SubmissionAct::Entered { cells, file: None };
        let period = period(row.get("year").parse().unwrap_or(2021));
        let (form, unit) = (self.form(row.get("form")), self.unit(row.get("unit")));
        let mut out = vec![
            act(on, &reporter, SubmissionAct::Begun { form, unit, period }),
            act(on, &reporter, entered(first_values(&cells, row.get("first_values")))),
            act(on, &reporter, SubmissionAct::Submitted),
        ];
        if let (Some(back), Some(again)) = (row.day("returned_on"), row.day("resubmitted_on")) {
            let reason = row.get("return_reason").to_owned();
            out.push(act(back, self.approver, SubmissionAct::Returned { reason }));
            out.push(act(again, &reporter, entered(cells)));
            out.push(act(again, &reporter, SubmissionAct::Submitted));
        }
        out.extend(
            row.day("approved_on").map(|on| act(on, self.approver, SubmissionAct::Approved)),
        );
        out
    }

    fn submission(&self, form: &str, unit: &str, year: &str) -> terms::Ref {
        self.keys.at(Kind::Submission, &format!("{form}/{unit}/{year}"))
    }

    /// Corrections made up to a day, or after it.
    pub(crate) fn correction_drafts(&self, wanted: impl Fn(Day) -> bool) -> Vec<Draft> {
        let all = rows(CORRECTIONS);
        let due = all.iter().filter_map(|row| row.day("corrected_on").map(|on| (row, on)));
        due.filter(|(_, on)| wanted(*on))
            .map(|(row, on)| {
                let cells = entry(row.get("indicator"), row, "new_state", "new_value", "")
                    .into_iter()
                    .collect();
                let reason = row.get("reason").to_owned();
                Draft {
                    effective_on: on,
                    subject: self.submission(row.get("form"), row.get("unit"), row.get("year")),
                    actor: self.reporter(row.get("unit")),
                    evidence: Vec::<Evidence>::new(),
                    payload: Payload::Submission(SubmissionAct::Corrected { cells, reason }),
                }
            })
            .collect()
    }
}

fn rows_of_body(key: &str) -> Option<String> {
    use std::sync::LazyLock;
    static NAMES: LazyLock<BTreeMap<&'static str, &'static str>> =
        LazyLock::new(|| rows(BODIES).iter().map(|r| (r.get("key"), r.get("name"))).collect());
    NAMES.get(key).map(|name| (*name).to_owned())
}

fn day(year: i16, month_day: &str) -> Day {
    let first = Day::new(year, 1, 1).expect("years of the sample are in the calendar");
    format!("{year:04}-{month_day}").parse().unwrap_or(first)
}

fn period(year: i16) -> Period {
    Period::year(year).expect("years of the sample are in the calendar")
}

fn indicator(row: &Row<'_>) -> Indicator {
    let aggregation = match (row.get("aggregation"), row.get("nature")) {
        ("ratio", _) => Aggregation::Ratio,
        (_, "stock") => Aggregation::Stock,
        _ => Aggregation::Sum,
    };
    let scale = row.get("decimals").parse().unwrap_or(0);
    let of_this =
        |t: &&Row<'_>| t.get("form") == row.get("form") && t.get("indicator") == row.get("code");
    Indicator {
        code: row.get("code").to_owned(),
        name: row.get("name").to_owned(),
        measure: row.get("unit_of_measure").to_owned(),
        scale,
        aggregation,
        parts: row.some("numerator").zip(row.some("denominator")),
        field: Field::from_code(row.get("field")).unwrap_or(Field::Other),
        targets: rows(TARGETS).iter().filter(of_this).filter_map(target).collect(),
    }
}

/// A target is kept at the indicator's scale in the table already.
fn target(row: &Row<'_>) -> Option<Target> {
    let (year, value) = (row.get("year").parse().ok()?, row.get("target").parse().ok()?);
    Some(Target { year, value, basis: row.get("basis").to_owned() })
}

fn entry(
    indicator: &str,
    row: &Row<'_>,
    state: &str,
    value: &str,
    note: &str,
) -> Option<CellEntry> {
    let cell = Cell::from_code(row.get(state), row.get(value).parse().ok())?;
    Some(CellEntry { indicator: indicator.to_owned(), cell, note: row.some(note) })
}

/// The cells as first handed in: those of `QP10=65;…` differ from what was approved.
fn first_values(approved: &[CellEntry], first: &str) -> Vec<CellEntry> {
    let mut cells = approved.to_vec();
    for (code, value) in first.split(';').filter_map(|pair| pair.split_once('=')) {
        let at = cells.iter_mut().find(|c| c.indicator == code.trim());
        if let (Some(entry), Ok(value)) = (at, value.trim().parse()) {
            entry.cell = Cell::Number(value);
        }
    }
    cells
}
