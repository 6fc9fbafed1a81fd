//! Folding: in any order of arrival the same object, misfits noted, questions that name their day.

use crate::make::*;
use proptest::prelude::*;
use record::payload::*;
use record::{Act, Payload, fold};
use terms::*;

fn history_of_a_task() -> Vec<Act> {
    let mut ledger = Ledger::default();
    let task = at(Kind::Task, 1);
    let say = |ledger: &mut Ledger, site: &str, on: &str, says: TaskAct| {
        ledger.say_at(site, "can-bo", &task, day(on), Payload::Task(says));
    };
    let reason = || "lý do".to_owned();
    say(&mut ledger, "song-giang", "2025-01-01", TaskAct::Assigned(task_facts(None)));
    say(&mut ledger, "xa-an-binh", "2025-01-02", TaskAct::Accepted);
    say(&mut ledger, "xa-an-binh", "2025-01-05", TaskAct::HandedIn { text: reason() });
    say(&mut ledger, "song-giang", "2025-01-06", TaskAct::Returned { reason: reason() });
    say(&mut ledger, "xa-an-binh", "2025-01-07", TaskAct::HandedIn { text: reason() });
    say(&mut ledger, "song-giang", "2025-01-08", TaskAct::Closed { text: None });
    say(&mut ledger, "xa-tan-phu", "2025-01-08", TaskAct::Closed { text: None });
    say(&mut ledger, "song-giang", "2025-01-09", TaskAct::Reopened { reason: reason() });
    ledger.acts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn acts_of_several_sites_fold_alike_in_any_order(
        acts in Just(history_of_a_task()).prop_shuffle(),
    ) {
        prop_assert_eq!(fold(&acts), fold(&history_of_a_task()));
    }
}

#[test]
fn a_second_closing_changes_nothing_and_is_noted() {
    let acts = history_of_a_task();
    let before = fold(&acts[..6]).unwrap();
    let after = fold(&acts[..7]).unwrap();
    assert!(before.misfits().is_empty());
    let [misfit] = after.misfits() else { panic!("{:?}", after.misfits()) };
    assert_eq!((misfit.act.site.as_str(), misfit.code), ("xa-tan-phu", "task.closed"));
    let (record::Object::Task(a), record::Object::Task(b)) = (before, after) else { panic!() };
    assert_eq!(a.steps, b.steps);
}

#[test]
fn a_site_with_a_slow_clock_loses_nothing() {
    let mut acts = history_of_a_task();
    let taken_on = acts.remove(1);
    acts.truncate(1);
    acts.push(Act { recorded_at: Instant(1), ..taken_on });
    let record::Object::Task(task) = fold(&acts).unwrap() else { panic!() };
    assert_eq!((task.steps.len(), task.misfits.len()), (2, 0));
}

#[test]
fn an_act_on_nothing_and_an_act_of_another_kind_found_nothing() {
    let mut ledger = Ledger::default();
    let task = at(Kind::Task, 1);
    ledger.say(&task, day("2025-01-01"), Payload::Task(TaskAct::Accepted));
    assert_eq!(fold(&ledger.acts), None);
    let mut wrong = Ledger::default();
    wrong.say(&at(Kind::Body, 1), day("2025-01-01"), Payload::Task(TaskAct::Accepted));
    assert_eq!(fold(&wrong.acts), None);
}

#[test]
fn a_body_has_the_name_and_superior_of_the_day_asked() {
    let mut ledger = Ledger::default();
    let body = at(Kind::Body, 5);
    let established = BodyAct::Established {
        name: "Ban Chỉ huy quân sự huyện An Bình".to_owned(),
        short_name: None,
        kind: "military_command".to_owned(),
        parent: Some(named(Kind::Body, 2, "Bộ Chỉ huy quân sự tỉnh")),
        unit: None,
        standing_for: None,
        basis: None,
    };
    let renamed = BodyAct::Renamed {
        name: "Ban Chỉ huy phòng thủ khu vực An Bình".to_owned(),
        short_name: None,
        basis: Some("Quyết định số 12/QĐ-BQP".to_owned()),
    };
    let corrected = BodyAct::Corrected {
        name: "Ban CHQS huyện An Bình".to_owned(),
        short_name: None,
        reason: "ghi sai".to_owned(),
    };
    let gone = BodyAct::Dissolved { successors: vec![named(Kind::Body, 9, "mới")], basis: None };
    ledger
        .say(&body, day("2010-01-01"), Payload::Body(established))
        .say(&body, day("2025-07-01"), Payload::Body(renamed))
        .say(&body, day("2012-01-01"), Payload::Body(corrected))
        .say(&body, day("2030-01-01"), Payload::Body(gone));
    let record::Object::Body(b) = ledger.object(&body) else { panic!() };
    let name = |on: &str| b.name_on(day(on)).map(|n| n.name.clone());
    assert_eq!(name("2009-12-31"), None);
    assert_eq!(name("2025-06-30").as_deref(), Some("Ban CHQS huyện An Bình"));
    assert_eq!(name("2025-07-01").as_deref(), Some("Ban Chỉ huy phòng thủ khu vực An Bình"));
    assert!(b.exists_on(day("2029-12-31")) && !b.exists_on(day("2030-01-01")));
    assert_eq!(b.successors.len(), 1);
    let spans: Vec<_> = b.names.spans().map(|(e, to)| (e.from, to)).collect();
    assert_eq!(spans[0], (day("2010-01-01"), Some(day("2025-06-30"))));
    assert_eq!(spans[1], (day("2025-07-01"), None));
}

#[test]
fn a_person_holds_the_posts_of_the_day_asked() {
    let mut ledger = Ledger::default();
    let person = at(Kind::Person, 5);
    let held = |title: &str, from: &str| PersonAct::PostHeld {
        title: title.to_owned(),
        body: None,
        from: Some(from.parse().unwrap()),
        to: None,
    };
    let say = |ledger: &mut Ledger, on: &str, says| {
        ledger.say(&person, day(on), Payload::Person(says));
    };
    say(&mut ledger, "2020-01-01", PersonAct::Registered { name: "Nguyễn Văn Mẫu".to_owned() });
    say(&mut ledger, "2021-06-19", held("Phó Chủ tịch", "../2021-06-19"));
    say(&mut ledger, "2023-03-10", PersonAct::PostLeft { title: "Phó Chủ tịch".to_owned() });
    say(&mut ledger, "2023-03-10", held("Chủ tịch", "2023-03-10"));
    say(&mut ledger, "2024-01-01", PersonAct::PostLeft { title: "Bí thư".to_owned() });
    for (rank, from) in [("Đại tá", "../2021-06-19"), ("Thiếu tướng", "2024-02")] {
        let says = PersonAct::RankHeld { rank: rank.into(), from: Some(from.parse().unwrap()) };
        say(&mut ledger, "2024-05-05", says);
    }
    let record::Object::Person(p) = ledger.object(&person) else { panic!() };
    let posts =
        |on: &str| p.posts_on(day(on)).map(|p| p.title.as_str()).collect::<Vec<_>>().join(";");
    assert_eq!(posts("2021-06-18"), "");
    assert_eq!(posts("2023-03-09"), "Phó Chủ tịch");
    assert_eq!(posts("2023-03-10"), "Chủ tịch");
    assert_eq!(p.rank_on(day("2024-02-28")), Some("Đại tá"));
    assert_eq!(p.rank_on(day("2024-02-29")), Some("Thiếu tướng"));
    assert_eq!(p.misfits[0].code, "person.post-not-held");
}

#[test]
fn a_corrected_cell_keeps_what_it_said_and_who_said_so() {
    let mut ledger = Ledger::default();
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    let s = ledger.submit(7, year(2024), &[("A", Cell::Number(5))]);
    let correction = |n| SubmissionAct::Corrected {
        cells: vec![CellEntry { indicator: "A".into(), cell: Cell::Number(n), note: None }],
        reason: "cộng nhầm".to_owned(),
    };
    ledger.say(&s, day("2025-03-01"), Payload::Submission(correction(8)));
    ledger.say(&s, day("2025-03-02"), Payload::Submission(correction(9)));
    ledger.say(&s, day("2025-03-03"), Payload::Submission(SubmissionAct::Submitted));
    let record::Object::Submission(s) = ledger.object(&s) else { panic!() };
    let cell = &s.cells["A"];
    assert_eq!(cell.cell, Cell::Number(9));
    let was: Vec<Cell> = cell.was.iter().map(|w| w.cell).collect();
    assert_eq!(was, [Cell::Number(5), Cell::Number(8)]);
    assert_eq!(cell.was[1].corrected_by.act, cell.by.act);
    assert_eq!((s.state, s.misfits.len()), (SubmissionState::Approved, 1));
    assert_eq!(s.first_submitted_on, Some(day("2025-01-04")));
}

#[test]
fn every_code_of_a_misfit_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/object");
    let mut found = std::collections::BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        // The list itself stands in mod.rs.
        if path.ends_with("mod.rs") {
            continue;
        }
        let source = std::fs::read_to_string(path).unwrap();
        let quoted = source.split('"').skip(1).step_by(2);
        let code = |text: &&str| {
            text.split_once('.').is_some_and(|(kind, rule)| {
                Kind::from_code(kind).is_some() && !rule.is_empty() && !rule.contains('_')
            })
        };
        found.extend(quoted.filter(code).map(str::to_owned));
    }
    let listed = record::object::MISFITS
        .iter()
        .filter(|c| Kind::from_code(c.split('.').next().unwrap()).is_some());
    assert_eq!(found, listed.map(|c| (*c).to_owned()).collect());
}
