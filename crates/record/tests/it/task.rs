//! The state of a task on any day.

use crate::make::*;
use record::object::{Task, TaskPhase};
use record::payload::*;
use record::{Object, Payload};
use terms::TaskState::{DoneLate, DoneOnTime, NotYetDue, Overdue};
use terms::*;

fn task(due: Option<&str>, steps: &[(&str, TaskAct)]) -> Task {
    let mut ledger = Ledger::default();
    let task = at(Kind::Task, 1);
    let assigned = TaskAct::Assigned(task_facts(due.map(day)));
    ledger.say(&task, day("2025-01-01"), Payload::Task(assigned));
    for (on, says) in steps {
        ledger.say(&task, day(on), Payload::Task(says.clone()));
    }
    match ledger.object(&task) {
        Object::Task(task) => task,
        other => panic!("{other:?}"),
    }
}

fn handed_in() -> TaskAct {
    TaskAct::HandedIn { text: "đã xong".to_owned() }
}

fn closed() -> TaskAct {
    TaskAct::Closed { text: None }
}

fn extended(due: &str) -> TaskAct {
    TaskAct::Extended { due_on: day(due), reason: "mưa lũ".to_owned() }
}

fn reason() -> String {
    "lý do".to_owned()
}

#[test]
fn done_needs_a_hand_in_that_is_closed_by_the_day() {
    let t = task(Some("2025-01-10"), &[("2025-01-09", handed_in()), ("2025-01-20", closed())]);
    for (on, state) in [
        ("2025-01-05", NotYetDue),
        ("2025-01-10", NotYetDue),
        ("2025-01-15", NotYetDue), // the hand-in decides while it awaits closing
        ("2025-01-20", DoneOnTime),
        ("2026-01-01", DoneOnTime),
    ] {
        assert_eq!(t.state_on(day(on)), Some(state), "{on}");
    }
    assert_eq!(t.state_on(day("2024-12-31")), None, "before it was assigned");
}

#[test]
fn a_late_hand_in_is_overdue_until_closed_and_done_late_after() {
    let t = task(Some("2025-01-10"), &[("2025-01-11", handed_in()), ("2025-01-12", closed())]);
    assert_eq!(t.state_on(day("2025-01-10")), Some(NotYetDue));
    assert_eq!(t.state_on(day("2025-01-11")), Some(Overdue));
    assert_eq!(t.state_on(day("2025-01-12")), Some(DoneLate));
}

#[test]
fn an_extension_counts_from_its_own_day() {
    let t = task(Some("2025-01-10"), &[("2025-01-15", extended("2025-02-10"))]);
    for (on, state) in [
        ("2025-01-10", NotYetDue),
        ("2025-01-11", Overdue),
        ("2025-01-14", Overdue),
        ("2025-01-15", NotYetDue),
        ("2025-02-11", Overdue),
    ] {
        assert_eq!(t.state_on(day(on)), Some(state), "{on}");
    }
    assert_eq!(t.due_on(day("2025-01-14")), Some(day("2025-01-10")));
    assert_eq!(t.facts.due_on, Some(day("2025-02-10")));
}

#[test]
fn a_return_and_a_reopening_take_the_hand_in_back() {
    let steps = [
        ("2025-01-05", handed_in()),
        ("2025-01-06", TaskAct::Returned { reason: reason() }),
        ("2025-01-12", handed_in()),
        ("2025-01-13", closed()),
        ("2025-01-20", TaskAct::Reopened { reason: reason() }),
    ];
    let t = task(Some("2025-01-10"), &steps);
    assert_eq!(t.phase_on(day("2025-01-05")), Some(TaskPhase::AwaitingClosing));
    assert_eq!(t.phase_on(day("2025-01-06")), Some(TaskPhase::InProgress));
    assert_eq!(t.state_on(day("2025-01-11")), Some(Overdue));
    assert_eq!(t.state_on(day("2025-01-13")), Some(DoneLate));
    assert_eq!(t.state_on(day("2025-01-20")), Some(Overdue));
    assert_eq!(t.phase(), TaskPhase::InProgress);
}

#[test]
fn without_a_term_nothing_is_overdue_and_what_is_withdrawn_counts_nowhere() {
    let standing = task(None, &[("2030-01-01", handed_in()), ("2031-01-01", closed())]);
    assert_eq!(standing.state_on(day("2029-01-01")), Some(NotYetDue));
    assert_eq!(standing.state_on(day("2031-01-01")), Some(DoneOnTime));
    let steps =
        [("2025-03-01", TaskAct::Withdrawn { reason: reason() }), ("2025-03-02", handed_in())];
    let withdrawn = task(Some("2025-01-10"), &steps);
    assert_eq!(withdrawn.state_on(day("2025-02-28")), Some(Overdue));
    assert_eq!(withdrawn.state_on(day("2025-03-01")), None);
    assert_eq!(withdrawn.misfits[0].code, "task.withdrawn");
}

#[test]
fn a_step_entered_late_counts_from_its_day() {
    let steps = [("2025-01-05", TaskAct::Accepted), ("2025-01-03", extended("2025-01-30"))];
    let t = task(Some("2025-01-10"), &steps);
    assert_eq!(t.due_on(day("2025-01-02")), Some(day("2025-01-10")));
    assert_eq!(t.due_on(day("2025-01-04")), Some(day("2025-01-30")));
    assert_eq!(t.phase_on(day("2025-01-04")), Some(TaskPhase::Assigned));
}
