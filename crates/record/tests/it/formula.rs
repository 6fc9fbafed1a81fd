//! Formulas as text: printed, parsed, and nothing else is a formula.

use crate::make::*;
use record::figures::*;
use record::object::TaskPhase;
use terms::*;

fn tasks() -> TaskFilter {
    TaskFilter {
        on: day("2025-12-31"),
        assigned: Some(Period::years(2021, 2025).unwrap()),
        state: Some(TaskState::Overdue),
        phase: Some(TaskPhase::InProgress),
        lead: Some(at(Kind::Body, 2)),
        field: Some(Field::Defence),
    }
}

fn activities() -> ActivityFilter {
    ActivityFilter { period: year(2024), kind: Some(ActivityKind::Training), field: None }
}

fn all() -> Vec<Formula> {
    let unit = at(Kind::Unit, 1);
    let years: Vec<Period> = (2021..=2025).map(year).collect();
    let odd = vec![year(2021), Period::new(day("2022-01-01"), day("2022-03-31")).unwrap()];
    let q = |periods: &[Period], map| question("A;=(%)1", &unit, periods, map);
    let total = Formula::Total(q(&years, MapChoice::OnDay(day("2025-12-31"))), Show::Value);
    let reported = Question { include_unapproved: true, ..q(&odd, MapChoice::AsReported) };
    let target = Formula::Target { form: at(Kind::Form, 1), indicator: "A".into(), year: 2025 };
    let documents = DocumentFilter {
        period: year(2024),
        doc_type: Some("Nghị quyết (liên tịch)".into()),
        issuer: Some(at(Kind::Body, 3)),
        implements: Some(at(Kind::Document, 4)),
    };
    let findings =
        FindingFilter { period: year(2024), kind: Some(FindingKind::Lesson), field: None };
    vec![
        Formula::Ratio(Box::new(total.clone()), Box::new(target.clone())),
        Formula::Difference(
            Box::new(Formula::Ratio(Box::new(total.clone()), Box::new(target.clone()))),
            Box::new(Formula::Count(Counted::Findings(findings.clone()))),
        ),
        total,
        Formula::Total(reported, Show::Coverage),
        target,
        Formula::Count(Counted::Tasks(tasks())),
        Formula::Count(Counted::Activities(activities())),
        Formula::Count(Counted::Documents(documents)),
        Formula::Count(Counted::Findings(findings)),
        Formula::Attendance(activities(), "đại biểu".into()),
        Formula::Quote { at: at(Kind::Finding, 1), part: None, start: 3, end: 7 },
        Formula::Quote { at: at(Kind::Form, 1), part: Some("A=1".into()), start: 0, end: 1 },
    ]
}

#[test]
fn every_formula_comes_back_from_its_text() {
    for formula in all() {
        let text = formula.to_string();
        assert_eq!(text.parse::<Formula>(), Ok(formula), "{text}");
    }
}

#[test]
fn the_text_is_stable() {
    let unit = at(Kind::Unit, 1);
    let years: Vec<Period> = (2021..=2025).map(year).collect();
    let q = question("A", &unit, &years, MapChoice::OnDay(day("2025-12-31")));
    assert_eq!(
        Formula::Total(q, Show::Value).to_string(),
        "total(form=form/song-giang/01hf7yat000000000000000001;indicator=A;\
         unit=unit/song-giang/01hf7yat000000000000000001;years=2021-2025;map=2025-12-31)"
    );
    let overdue = TaskFilter { assigned: None, phase: None, lead: None, field: None, ..tasks() };
    assert_eq!(
        Formula::Count(Counted::Tasks(overdue)).to_string(),
        "count(tasks;state=overdue;on=2025-12-31)"
    );
}

#[test]
fn what_is_no_formula_is_refused() {
    for text in [
        "",
        "total",
        "total()",
        "count(tasks)",
        "count(tasks;on=2025-13-01)",
        "count(tasks;state=lost;on=2025-12-31)",
        "count(tasks;on=2025-12-31;state=overdue)",
        "count(tasks;on=2025-12-31",
        "ratio(num=count(tasks;on=2025-12-31);den=)",
        "quote(at=finding/x/1;start=1;end=2)",
        "drop(tables)",
        "count(tasks;on=2025-12-31))",
    ] {
        assert!(text.parse::<Formula>().is_err(), "{text}");
    }
}
