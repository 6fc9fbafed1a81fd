//! Progress of tasks: counts by state on the day asked, the overdue ones by name, a table by leading body.

use super::ReviewRequest;
use super::writer::{Sentence, Writer};
use crate::figures::{Counted, Formula, TaskFilter};
use crate::payload::{Piece, ReviewLine, ReviewSection, ReviewTable, SectionKind};
use std::collections::BTreeSet;
use terms::{Named, TaskState};

const STATES: [(TaskState, &str); 4] = [
    (TaskState::DoneOnTime, "hoàn thành đúng hạn"),
    (TaskState::DoneLate, "hoàn thành quá hạn"),
    (TaskState::NotYetDue, "chưa hoàn thành, còn trong hạn"),
    (TaskState::Overdue, "chưa hoàn thành, đã quá hạn"),
];

pub(super) fn filter(request: &ReviewRequest) -> TaskFilter {
    TaskFilter {
        on: request.as_of,
        assigned: Some(request.period),
        state: None,
        phase: None,
        lead: None,
        field: None,
    }
}

fn count(filter: TaskFilter) -> Formula {
    Formula::Count(Counted::Tasks(filter))
}

pub(super) fn section(w: &mut Writer<'_>, request: &ReviewRequest) -> ReviewSection {
    let mut lines = vec![summary(w, request)];
    lines.extend(overdue(w, request));
    let tables = by_lead(w, request).into_iter().collect();
    ReviewSection { kind: SectionKind::Tasks, field: None, lines, tables }
}

fn summary(w: &mut Writer<'_>, request: &ReviewRequest) -> ReviewLine {
    let (all, day) = (filter(request), request.as_of.vn());
    let label = request.period.label();
    if w.count(&count(all.clone())) == 0 {
        let none = format!("Trong {label}, trên hệ thống chưa ghi nhận nhiệm vụ nào được giao.");
        return w.line(Sentence::default().words(&none));
    }
    let says = format!("Số nhiệm vụ được giao trong {label}, không tính nhiệm vụ đã rút");
    let mut sentence = Sentence::default()
        .words(&format!("Tính đến ngày {day}, trong tổng số "))
        .figure(w, &count(all.clone()), &says)
        .words(&format!(" nhiệm vụ được giao trong {label}, có: "));
    for (i, (state, words)) in STATES.into_iter().enumerate() {
        let one = count(TaskFilter { state: Some(state), ..all.clone() });
        let says = format!("Số nhiệm vụ {words} tính đến ngày {day}");
        sentence = sentence
            .words(if i > 0 { "; " } else { "" })
            .figure(w, &one, &says)
            .words(&format!(" nhiệm vụ {words}"));
    }
    let on_time = count(TaskFilter { state: Some(TaskState::DoneOnTime), ..all.clone() });
    let share = Formula::Ratio(Box::new(on_time), Box::new(count(all)));
    let says = "Số nhiệm vụ hoàn thành đúng hạn so với tổng số nhiệm vụ được giao trong kỳ";
    let sentence = sentence
        .words(". Tỷ lệ hoàn thành đúng hạn tính trên tổng số nhiệm vụ được giao là ")
        .figure(w, &share, says)
        .words(".");
    w.line(sentence)
}

fn overdue(w: &mut Writer<'_>, request: &ReviewRequest) -> Vec<ReviewLine> {
    let filter = TaskFilter { state: Some(TaskState::Overdue), ..filter(request) };
    let mut lines = Vec::new();
    for task in w.figures.tasks(&filter) {
        let due = task.due_on(request.as_of);
        let title = task.facts.title.trim_end_matches('.');
        let lead = w.figures.offices().lead_on(task, request.as_of);
        let from = lead.through.first().map(|(body, _)| body.clone());
        let sentence = Sentence::default()
            .words("Nhiệm vụ quá hạn: ")
            .told(w, &task.at, None, title)
            .words("; cơ quan chủ trì: ")
            .text(w, &lead.body.at, None, &lead.body.name);
        let sentence = match from {
            Some(from) => {
                sentence.words(" (tiếp nhận từ ").text(w, &from.at, None, &from.name).words(")")
            }
            None => sentence,
        };
        let sentence = answering(w, sentence, task, request)
            .with(due, |s, due| s.words(&format!("; thời hạn đến ngày {}", due.vn())))
            .words(".");
        lines.push(w.line(sentence));
    }
    lines
}

/// The body that leads a task on the day asked, under its name of that day.
fn now(w: &Writer<'_>, task: &crate::object::Task, request: &ReviewRequest) -> Named {
    w.figures.offices().lead_on(task, request.as_of).body
}

/// Who answered for a task on the day asked: post, rank and name; nothing where no post of the body is known.
fn answering(
    w: &mut Writer<'_>,
    sentence: Sentence,
    task: &crate::object::Task,
    request: &ReviewRequest,
) -> Sentence {
    let Some(who) = w.figures.offices().answerable_for(task, request.as_of) else {
        return sentence;
    };
    match (who.post.is_empty(), who.holders.is_empty()) {
        (true, _) => sentence,
        (false, true) => sentence.words(&format!("; {} khuyết", who.post)),
        (false, false) => sentence.words(&format!("; {}: {}", who.post, who.called())),
    }
}

fn by_lead(w: &mut Writer<'_>, request: &ReviewRequest) -> Option<ReviewTable> {
    let all = filter(request);
    let leads: BTreeSet<Named> = w.figures.tasks(&all).iter().map(|t| now(w, t, request)).collect();
    // One body is one row, under the name it had in its latest task by order of names.
    let mut seen: Vec<Named> = Vec::new();
    for lead in leads {
        match seen.iter_mut().find(|s| s.at == lead.at) {
            Some(known) => *known = lead,
            None => seen.push(lead),
        }
    }
    seen.sort_by(|a, b| a.name.cmp(&b.name));
    let heads =
        ["Cơ quan chủ trì", "Được giao", "Đúng hạn", "Hoàn thành quá hạn", "Trong hạn", "Quá hạn"];
    let rows: Vec<(String, Vec<Piece>)> = seen
        .into_iter()
        .map(|lead| {
            let of = TaskFilter { lead: Some(lead.at.clone()), ..all.clone() };
            let says = |words: &str| format!("Số nhiệm vụ {words} do {} chủ trì", lead.name);
            let mut cells = vec![w.figure(&count(of.clone()), says("được giao"))];
            cells.extend(STATES.map(|(state, words)| {
                let one = TaskFilter { state: Some(state), ..of.clone() };
                w.figure(&count(one), says(words))
            }));
            (lead.name.clone(), cells)
        })
        .collect();
    let title = "Tình hình thực hiện nhiệm vụ theo cơ quan chủ trì".to_owned();
    let columns = heads.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| w.table(title, columns, rows))
}
