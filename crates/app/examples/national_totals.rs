//! Map-date totals over the national register on SQLite, beside a plain SQL sum over the same rows in the same run:
//! `cargo run --release -p app --example national_totals`. Figures are made up. The database lies in a temporary folder.

#![allow(clippy::print_stdout, reason = "it is run to be looked at")]
#![allow(clippy::unwrap_used, reason = "a fault ends the run")]

use app::Office;
use app::national::{self, Scope};
use record::figures::{Facts, Figures, MapChoice, Question, Total};
use record::object::Unit;
use record::payload::*;
use record::{Actor, Draft, Payload};
use sqlx::Row;
use std::time::Instant;
use store::Store;
use terms::{Aggregation, Cell, Day, Field, Id, Kind, Named, Period, Ref, UnitLevel};

/// Submissions appended at a time.
const STRIDE: usize = 1000;

/// Rounds of each measurement; the best counts.
const ROUNDS: usize = 5;

fn day(y: i16, m: i8, d: i8) -> Day {
    Day::new(y, m, d).unwrap()
}

fn named(kind: Kind, n: u128) -> Named {
    let site = "do-toc-do".parse().unwrap();
    Named { at: Ref { kind, site, id: Id::new(1, n) }, name: format!("{kind} {n}") }
}

fn actor() -> Actor {
    Actor { login: "do".into(), name: "Đo tốc độ".into(), body: named(Kind::Body, 1) }
}

fn draft(subject: &Ref, effective_on: Day, payload: Payload) -> Draft {
    Draft { effective_on, subject: subject.clone(), actor: actor(), evidence: vec![], payload }
}

fn form() -> Draft {
    let indicator = Indicator {
        code: "DQ".into(),
        name: "Số dân quân (hư cấu)".into(),
        measure: "người".into(),
        scale: 0,
        aggregation: Aggregation::Sum,
        parts: None,
        field: Field::Forces,
        targets: vec![],
    };
    let facts = FormFacts {
        code: "QP-01".into(),
        title: "Biểu mẫu hư cấu".into(),
        asked_by: named(Kind::Body, 1),
        filled_by: UnitLevel::Commune,
        indicators: vec![indicator],
    };
    draft(&named(Kind::Form, 1).at, day(2021, 1, 1), Payload::Form(FormAct::Defined(facts)))
}

fn submission(n: u128, unit: &Unit, period: Period) -> Vec<Draft> {
    let at = named(Kind::Submission, n).at;
    let value = i64::try_from(n * 7919 % 997).unwrap() + 1;
    let cells = vec![CellEntry { indicator: "DQ".into(), cell: Cell::Number(value), note: None }];
    let (form, unit) = (named(Kind::Form, 1), unit.named_on(period.to()));
    let says = [
        SubmissionAct::Begun { form, unit, period },
        SubmissionAct::Entered { cells, file: None },
        SubmissionAct::Submitted,
        SubmissionAct::Approved,
    ];
    says.map(|s| draft(&at, period.to(), Payload::Submission(s))).into()
}

fn periods() -> Vec<Period> {
    (2022..=2024).map(|y| Period::year(y).unwrap()).collect()
}

/// The national register and a report of every commune for every period.
async fn fill(office: &Office, store: &Store) {
    office.set_up("Bộ (hư cấu)", "quan.tri", "Quản trị", "mat-khau-dai").await.unwrap();
    let viewer = office.clerk_at_the_machine(None).await.unwrap();
    let begun = Instant::now();
    let since = day(2021, 1, 1);
    let loaded = office.load_national_units(&viewer, Scope::Country, since, &|_, _| {}).await;
    println!("register loaded   {:8.1} s   {:?}", begun.elapsed().as_secs_f64(), loaded.unwrap());
    let begun = Instant::now();
    let units = units(store).await;
    let mut writer = store.begin_write().await.unwrap();
    writer.append(vec![form()], office.now()).await.unwrap();
    let mut n = 0;
    for period in periods() {
        let there = |u: &&Unit| u.level == UnitLevel::Commune && u.exists_on(period.to());
        let there: Vec<&Unit> = units.iter().filter(there).collect();
        for some in there.chunks(STRIDE) {
            let drafts = some.iter().flat_map(|u| {
                n += 1;
                submission(n, u, period)
            });
            writer.append(drafts.collect(), office.now()).await.unwrap();
        }
    }
    writer.commit().await.unwrap();
    println!("{n} reports loaded {:6.1} s", begun.elapsed().as_secs_f64());
}

async fn units(store: &Store) -> Vec<Unit> {
    let all = store.load_all(Kind::Unit).await.unwrap();
    all.into_iter().filter_map(|o| Unit::try_from(o).ok()).collect()
}

async fn facts(store: &Store) -> Facts {
    let mut all = Vec::new();
    for kind in [Kind::Unit, Kind::Form, Kind::Submission] {
        all.extend(store.load_all(kind).await.unwrap());
    }
    all.sort_by(|a, b| a.at().cmp(b.at()));
    Facts::of(all)
}

/// The totals of all provinces of a map's day, reports placed on that map.
fn totals(figures: &Figures<'_>, on: Day) -> Vec<Total> {
    let provinces = figures.tree().of_level(UnitLevel::Province, on);
    let question = |unit: &Unit| Question {
        form: named(Kind::Form, 1).at,
        indicator: "DQ".into(),
        unit: unit.at.clone(),
        periods: periods(),
        map: MapChoice::OnDay(on),
        include_unapproved: false,
    };
    provinces.map(|unit| figures.total(&question(unit))).collect()
}

/// The best of some rounds, in milliseconds, with the last answer.
fn best<T>(mut task: impl FnMut() -> T) -> (f64, T) {
    let mut round = || {
        let begun = Instant::now();
        let answer = task();
        (begun.elapsed().as_secs_f64() * 1e3, answer)
    };
    let (mut least, mut answer) = round();
    for _ in 1..ROUNDS {
        let (ms, again) = round();
        (least, answer) = (least.min(ms), again);
    }
    (least, answer)
}

const SUM: &str = "SELECT SUM(c.value), COUNT(*) FROM cells c \
    JOIN submissions s ON s.site = c.site AND s.id = c.id \
    WHERE s.form = $1 AND s.state = 'approved' AND c.indicator = 'DQ'";

/// The plain sum: milliseconds, sum, rows.
async fn plain_sum(url: &str) -> (f64, i64, i64) {
    let pool = sqlx::SqlitePool::connect(url).await.unwrap();
    let form = named(Kind::Form, 1).at.to_string();
    let mut least = f64::MAX;
    let mut row = None;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        row = Some(sqlx::query(SUM).bind(&form).fetch_one(&pool).await.unwrap());
        least = least.min(begun.elapsed().as_secs_f64() * 1e3);
    }
    let row = row.unwrap();
    (least, row.get(0), row.get(1))
}

fn show(what: &str, ms: f64, sql: f64, remark: &str) {
    println!("{what:<34} {ms:9.1} ms {:9.1} x   {remark}", ms / sql);
}

#[tokio::main]
async fn main() {
    let begun = Instant::now();
    let n = units::register().units().len();
    println!("register read     {:8.1} ms  {n} units", begun.elapsed().as_secs_f64() * 1e3);
    let folder = tempfile::tempdir().unwrap();
    let url = app::database_in(folder.path());
    let site: terms::Site = "do-toc-do".parse().unwrap();
    let office = Office::create(&url, site.clone(), app::machine_clock).await.unwrap();
    let store = Store::open(&url, site, text::fold::bare).await.unwrap();
    fill(&office, &store).await;
    let (sql, sum, rows) = plain_sum(&url).await;
    println!();
    show("plain SQL sum", sql, sql, &format!("{rows} approved cells, {sum}"));
    let begun = Instant::now();
    let facts = facts(&store).await;
    let ms = begun.elapsed().as_secs_f64() * 1e3;
    show("facts folded from the ledger", ms, sql, "once, when the program first needs them");
    let (ms, _) = best(|| Figures::of(&facts));
    show("index of the facts", ms, sql, "for each request");
    for (what, on, expected) in [
        ("totals of 63 provinces, old map", day(2025, 6, 30), 63),
        ("totals of 34 provinces, new map", day(2026, 12, 31), 34),
    ] {
        let (first, all) = best(|| totals(&Figures::of(&facts), on));
        let all_sum: i64 = all.iter().filter_map(|t| t.value).map(|v| v.units).sum();
        assert_eq!((all.len(), all_sum), (expected, sum), "the same to the last unit");
        show(what, first, sql, "with the index; equal to the SQL sum to the last unit");
        let figures = Figures::of(&facts);
        let (again, _) = best(|| totals(&figures, on));
        show("  the same, index kept", again, sql, "");
    }
    let unit = units::register().by_code("79", Some(day(2026, 12, 31))).unwrap().unit;
    let viewer = office.clerk_at_the_machine(None).await.unwrap();
    let query = app::totals::TotalsQuery {
        unit: Some(national::reference(unit)),
        periods: periods(),
        map: Some(MapChoice::OnDay(day(2026, 12, 31))),
        ..app::totals::TotalsQuery::of(named(Kind::Form, 1).at)
    };
    for what in ["page of one province, first", "page of one province, then"] {
        let begun = Instant::now();
        let view = office.totals(&viewer, &query).await.unwrap();
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        show(what, ms, sql, &format!("{} rows", view.rows.len()));
    }
    office.close().await;
}
