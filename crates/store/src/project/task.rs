//! Rows of a task as it stands when every step counts: the task, its bodies, its basis and its steps.

use super::tables::{TASK_BASIS, TASK_BODIES, TASK_STEPS, TASKS};
use super::{Fold, Row, search};
use crate::value::{Value, args};
use record::object::{Step, Task, TaskPhase};
use record::payload::TaskAct;
use terms::Day;

pub(super) fn rows(o: &Task, fold: Fold) -> Vec<Row> {
    let mut rows = vec![main(o, fold)];
    rows.extend(bodies(o));
    rows.extend(
        o.facts.basis.iter().enumerate().map(|(n, document)| {
            Row::new(&TASK_BASIS, &o.at, args![n, &document.at, &document.name])
        }),
    );
    rows.extend(o.steps.iter().enumerate().map(|(n, step)| step_row(o, n, step)));
    rows
}

fn main(o: &Task, fold: Fold) -> Row {
    let f = &o.facts;
    let last = o.last_day();
    let handed_in_on = o.handed_in_on(last);
    let settled = handed_in_on.and_then(|_| o.state_on(last)).map(|s| s.code());
    let first_due = o.steps.first().and_then(|s| match &s.says {
        TaskAct::Assigned(facts) => facts.due_on,
        _ => None,
    });
    let words = [Some(f.title.as_str()), Some(&f.lead.name), Some(&f.assigner.name)];
    let values = args![
        &f.title,
        &f.assigner.at,
        &f.assigner.name,
        &f.lead.at,
        &f.lead.name,
        f.due_on,
        first_due,
        f.field.code(),
        o.phase().code(),
        settled,
        o.created.effective_on,
        handed_in_on,
        closed_on(o),
        percent(o),
        o.is_withdrawn(),
        o.created.recorded_at,
        search(fold, &words),
    ];
    Row::new(&TASKS, &o.at, values)
}

fn closed_on(o: &Task) -> Option<Day> {
    let step = o.steps.iter().rev().find(|s| matches!(s.says, TaskAct::Closed { .. }))?;
    (o.phase() == TaskPhase::Closed).then_some(step.by.effective_on)
}

fn percent(o: &Task) -> Option<i64> {
    o.steps.iter().rev().find_map(|s| match s.says {
        TaskAct::Progressed { percent, .. } => percent.map(i64::from),
        _ => None,
    })
}

fn bodies(o: &Task) -> impl Iterator<Item = Row> {
    let f = &o.facts;
    let ends = [("assigner", &f.assigner), ("lead", &f.lead)];
    let joining = f.coordinating.iter().map(|body| ("coordinating", body));
    ends.into_iter().chain(joining).enumerate().map(|(n, (role, body))| {
        Row::new(&TASK_BODIES, &o.at, args![n, role, &body.at, &body.name])
    })
}

fn step_row(o: &Task, n: usize, step: &Step) -> Row {
    let (code, due_on, percent, words) = told(&step.says);
    let by = &step.by;
    let values = args![
        n,
        code,
        by.effective_on,
        by.recorded_at,
        &by.actor.login,
        due_on,
        percent.map(i64::from),
        words,
    ];
    Row::new(&TASK_STEPS, &o.at, values)
}

/// The code of a step, with the term, the per cent and the words in it.
fn told(says: &TaskAct) -> (&'static str, Option<Day>, Option<u8>, Value) {
    let words = |text: &str| Value::from(text);
    match says {
        TaskAct::Assigned(facts) => ("assigned", facts.due_on, None, None::<&str>.into()),
        TaskAct::Accepted => ("accepted", None, None, None::<&str>.into()),
        TaskAct::Progressed { text, percent } => ("progressed", None, *percent, words(text)),
        TaskAct::Extended { due_on, reason } => ("extended", Some(*due_on), None, words(reason)),
        TaskAct::HandedIn { text } => ("handed_in", None, None, words(text)),
        TaskAct::Closed { text } => ("closed", None, None, text.into()),
        TaskAct::Returned { reason } => ("returned", None, None, words(reason)),
        TaskAct::Reopened { reason } => ("reopened", None, None, words(reason)),
        TaskAct::Corrected { facts, reason } => ("corrected", facts.due_on, None, words(reason)),
        TaskAct::Withdrawn { reason } => ("withdrawn", None, None, words(reason)),
    }
}
