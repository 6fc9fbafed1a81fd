//! What of the record is shown at a class: a province with three restricted communes, through two years, two lines of work
//! and a merger of units.

use crate::make::*;
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use record::Payload;
use record::disclosure::{Rule, Shown};
use record::figures::*;
use record::payload::*;
use std::collections::{BTreeMap, BTreeSet};
use terms::AccessClass::{Internal, Open, Restricted};
use terms::*;

const RULE: Rule = Rule { percent: 10, width: 3 };
const RESTRICTED: [u64; 3] = [101, 104, 108];

/// Twelve communes in three districts; on 01/07/2025 the districts end, 100+101 become 200 and 105+106 become 201.
fn province() -> (Ledger, Ref) {
    let mut ledger = Ledger::default();
    let begin = day("2000-01-01");
    let top = ledger.unit(1, UnitLevel::Province, "Sông Giang", None, begin, &[]);
    for district in 10..13 {
        ledger.unit(district, UnitLevel::District, "huyện", Some(1), begin, &[]);
    }
    for n in 100..112 {
        let name = format!("mẫu {n}");
        ledger.unit(n, UnitLevel::Commune, &name, Some(10 + n % 3), begin, &[]);
    }
    let indicators = vec![
        indicator("A", Aggregation::Sum),
        indicator("B", Aggregation::Sum),
        ratio("R", "A", "B"),
    ];
    ledger.form(indicators, &[year(2024), year(2025)]);
    let cells = |n: u64, y: i64| {
        let a = 13 + (n as i64 * 37 + y * 11) % 90;
        [("A", Cell::Number(a)), ("B", Cell::Number(a + 40 + (n as i64 * 53) % 300))]
    };
    for n in 100..112 {
        ledger.submit(n, year(2024), &cells(n, 2024));
    }
    let on = day("2025-07-01");
    ledger.unit(
        200,
        UnitLevel::Commune,
        "mới một",
        Some(1),
        on,
        &[(100, Share::All), (101, Share::All)],
    );
    ledger.unit(
        201,
        UnitLevel::Commune,
        "mới hai",
        Some(1),
        on,
        &[(105, Share::All), (106, Share::All)],
    );
    for n in [100, 101, 105, 106, 10, 11, 12] {
        ledger.abolish(n, on);
    }
    for n in [102, 103, 104, 107, 108, 109, 110, 111] {
        let unit = at(Kind::Unit, n);
        let parent = Some(named(Kind::Unit, 1, "Sông Giang"));
        let moved = UnitAct::Changed { parent, predecessors: vec![], basis: None };
        ledger.say(&unit, on, Payload::Unit(moved));
    }
    for n in [102, 103, 104, 107, 108, 109, 110, 111, 200, 201] {
        ledger.submit(n, year(2025), &cells(n, 2025));
    }
    (ledger, top)
}

fn state(ledger: &mut Ledger, indicator: Option<&str>, unit: Option<u64>, class: AccessClass) {
    let says = FormAct::ClassStated {
        indicator: indicator.map(str::to_owned),
        unit: unit.map(|n| named(Kind::Unit, n, "xã")),
        class,
        basis: None,
        reason: "số liệu chưa công bố".to_owned(),
    };
    ledger.say(&at(Kind::Form, 1), day("2026-01-10"), Payload::Form(says));
}

/// What a unit reported of an indicator in a period.
type Part = (Ref, String, Period);

/// A sum of parts as published.
type Row = (BTreeSet<Part>, i64);

/// What somebody reads who is shown every table: for each sum of what units reported, what it comes to.
fn published(figures: &Figures<'_>, shown: &Shown<'_, '_>, top: &Ref) -> Vec<Row> {
    let form = at(Kind::Form, 1);
    let mut out = Vec::new();
    let maps = ["2024-12-31", "2025-12-31"].map(|d| MapChoice::OnDay(day(d)));
    let periods = [vec![year(2024)], vec![year(2025)], vec![year(2024), year(2025)]];
    for map in maps.into_iter().chain([MapChoice::AsReported]) {
        for periods in &periods {
            for code in ["A", "B"] {
                let q = question(code, top, periods, map);
                let levels = [UnitLevel::Province, UnitLevel::District, UnitLevel::Commune];
                let mut totals = vec![figures.total(&q)];
                for by in levels
                    .map(Grouping::Level)
                    .into_iter()
                    .chain([Grouping::Unit, Grouping::Parent])
                {
                    totals.extend(figures.groups(&q, by).into_iter().map(|g| g.total));
                }
                for total in totals.into_iter().filter(|t| t.value.is_some()) {
                    if shown.total(&form, &total).unwrap() {
                        let of = total.contributing.iter();
                        let set = of.map(|c| (c.unit.at.clone(), c.indicator.clone(), c.period));
                        out.push((set.collect(), total.value.unwrap().units));
                    }
                }
            }
        }
    }
    out
}

/// The least and the most that one figure can be, by all that is published together.
fn worked_out(published: &[Row], one: &Part) -> (f64, f64) {
    let end = |direction| {
        let mut problem = Problem::new(direction);
        let mut vars = BTreeMap::new();
        for key in published.iter().flat_map(|(set, _)| set).chain([one]) {
            let asked = if key == one { 1.0 } else { 0.0 };
            vars.entry(key.clone()).or_insert_with(|| problem.add_var(asked, (0.0, f64::INFINITY)));
        }
        for (set, sum) in published {
            let terms: Vec<_> = set.iter().map(|k| (vars[k], 1.0)).collect();
            problem.add_constraint(terms, ComparisonOp::Eq, *sum as f64);
        }
        match problem.solve() {
            Ok(outcome) => outcome.solution().unwrap().objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(other) => panic!("{other}"),
        }
    };
    (end(OptimizationDirection::Minimize), end(OptimizationDirection::Maximize))
}

#[test]
fn no_table_of_any_year_line_of_work_or_map_gives_a_restricted_commune_away() {
    let (mut ledger, top) = province();
    RESTRICTED.iter().for_each(|n| state(&mut ledger, None, Some(*n), Restricted));
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let shown = Shown::of(&figures, Open, RULE);
    let published = published(&figures, &shown, &top);
    // 101 went into 200 with 100: 200 is what 101 became.
    let above: Vec<(u64, i16)> =
        vec![(101, 2024), (104, 2024), (108, 2024), (104, 2025), (108, 2025), (200, 2025)];
    for (n, y) in &above {
        for code in ["A", "B"] {
            let one = (at(Kind::Unit, *n), code.to_owned(), year(*y));
            let q = question(code, &one.0, &[year(*y)], MapChoice::AsReported);
            let value = figures.total(&q).value.unwrap().units as f64;
            let (least, most) = worked_out(&published, &one);
            let reach = value / 10.0;
            assert!(
                least <= value - reach && most >= value + reach,
                "{n} {code} {y}: {value} in {least}–{most}"
            );
            assert!(most - least >= 3.0);
        }
    }
    // The province's own totals are still shown, and most communes.
    let sums = |n: usize| published.iter().filter(|(set, _)| set.len() == n).count();
    assert!(sums(12) > 0 && sums(10) > 0, "totals of the province");
    let alone: BTreeSet<_> =
        published.iter().filter(|(s, _)| s.len() == 1).map(|(s, _)| s).collect();
    // Of 44 figures 12 are above the class; of the rest more stand alone than are held back for them.
    let guards = 44 - above.len() * 2 - alone.len();
    assert!(alone.len() > guards, "{} stand alone, {guards} guards", alone.len());
}

#[test]
fn at_its_own_class_everything_is_shown_and_nothing_changes() {
    let (mut ledger, top) = province();
    let before = {
        let facts = ledger.facts();
        let figures = Figures::of(&facts);
        published(&figures, &Shown::of(&figures, Open, RULE), &top)
    };
    RESTRICTED.iter().for_each(|n| state(&mut ledger, None, Some(*n), Internal));
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    assert_eq!(published(&figures, &Shown::of(&figures, Internal, RULE), &top), before);
    let open = published(&figures, &Shown::of(&figures, Open, RULE), &top);
    assert!(open.len() < before.len());
    assert!(open.iter().all(|row| before.contains(row)), "what is shown at both is the same");
}

#[test]
fn an_indicator_above_the_class_is_held_back_with_its_totals_and_targets() {
    let (mut ledger, top) = province();
    state(&mut ledger, Some("A"), None, Internal);
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let shown = Shown::of(&figures, Open, RULE);
    let value = |code: &str| {
        Formula::Total(question(code, &top, &[year(2024)], MapChoice::AsReported), Show::Value)
    };
    let target = |code: &str| Formula::Target {
        form: at(Kind::Form, 1),
        indicator: code.to_owned(),
        year: 2024,
    };
    assert_eq!(shown.formula(&value("A")), Ok(false));
    assert_eq!(shown.formula(&target("A")), Ok(false));
    assert_eq!(shown.formula(&value("B")), Ok(true));
    // The ratio of both would tell it.
    assert_eq!(shown.formula(&value("R")), Ok(false));
    let Formula::Total(q, _) = value("A") else { unreachable!() };
    assert_eq!(
        shown.formula(&Formula::Total(q, Show::Coverage)),
        Ok(true),
        "who reported is no secret"
    );
    // What was stated last holds, and the more special before the more general.
    state(&mut ledger, None, None, Restricted);
    state(&mut ledger, Some("A"), None, Open);
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let shown = Shown::of(&figures, Open, RULE);
    assert_eq!(shown.formula(&value("A")), Ok(true));
    assert_eq!(shown.formula(&value("B")), Ok(false));
}

#[test]
fn a_ratio_is_held_back_with_its_numerator_and_the_numerator_with_its_ratio() {
    let (mut ledger, _) = province();
    state(&mut ledger, Some("R"), Some(104), Restricted);
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let shown = Shown::of(&figures, Open, RULE);
    let of = |code: &str| {
        let unit = at(Kind::Unit, 104);
        let q = question(code, &unit, &[year(2024)], MapChoice::AsReported);
        shown.formula(&Formula::Total(q, Show::Value)).unwrap()
    };
    assert_eq!((of("R"), of("A"), of("B")), (false, false, true));
}
