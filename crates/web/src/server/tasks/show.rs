//! One task as on a day: what is on record, its steps, what the person can do, and the files that prove it.

use super::super::pieces::{bad_day, day, history, ledger, origin, proof, said_wrong};
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, at, file, href, html, see};
use super::list::step;
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Coded, Fact};
use crate::view::task::{StepView, TaskMove, TaskPage};
use app::Viewer;
use app::tasks::{MoveKind, StepKind, TaskView};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Kind, Role};

/// The day asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OnDay {
    day: String,
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<OnDay>,
) -> Result<Response, Fault> {
    let at = at(Kind::Task, path)?;
    let typed = day(who.lang, &asked.day);
    let view =
        shared.office.task(&who.viewer, &at, typed.as_ref().copied().unwrap_or(None)).await?;
    let today = shared.office.today();
    let mut p = who.page(&shared, Nav::Tasks).await;
    if typed.is_err() {
        p.messages.push(said_wrong(Some("day.bad".into()), bad_day(who.lang, &asked.day)));
    }
    let action = href(&at);
    html(&TaskPage {
        facts: facts(who.lang, &view),
        note: note(who.lang, &who.viewer, &view),
        day: view.day.vn(),
        is_today: view.day == today,
        day_printed: view.day.vn(),
        state: view.state,
        step: step(view.step),
        days_late: view.days_late.map(u64::from),
        coordinating: view.coordinating.iter().map(see).collect(),
        basis: view.basis.iter().map(see).collect(),
        steps: view.steps.iter().map(|s| taken(who.lang, s, &action)).collect(),
        moves: view.moves.iter().filter_map(|m| offered(*m)).collect(),
        due_on: view.due_on.map(Day::vn).unwrap_or_default(),
        history_href: history(&at),
        origin: view.origins.into_iter().next().map(origin),
        title: view.title,
        action,
        p,
    })
}

fn facts(lang: Lang, view: &TaskView) -> Vec<Fact> {
    let due = match (view.due_on, view.first_due_on) {
        (None, _) => lang.t("task-standing"),
        (Some(now), Some(first)) if now != first => {
            lang.ta("task-due-moved", &[("name", &now.vn()), ("first", &first.vn())])
        }
        (Some(now), _) => now.vn(),
    };
    let mut facts = vec![
        Fact::link(lang.t("task-assigner"), view.assigner.name.clone(), href(&view.assigner.at)),
        Fact::link(lang.t("task-lead"), view.lead.body.name.clone(), href(&view.lead.body.at)),
        Fact::new(lang.t("task-due-on"), due),
        Fact::new(lang.t("task-field"), lang.t(&view.field.key())),
    ];
    if let Some(who) = view.answerable.as_ref().filter(|a| !a.post.is_empty()) {
        let called = if who.holders.is_empty() { lang.t("post-vacant") } else { who.called() };
        let words = format!("{}: {called}", who.post);
        facts.insert(
            2,
            match who.holders.first() {
                Some(one) => Fact::link(lang.t("task-answering"), words, href(&one.person.at)),
                None => Fact::new(lang.t("task-answering"), words),
            },
        );
    }
    facts.extend(view.lead.through.iter().map(|(body, day)| {
        let words = lang.ta("task-passed-on", &[("name", &body.name), ("day", &day.vn())]);
        Fact::link(lang.t("task-passed"), words, href(&body.at))
    }));
    facts.extend(
        view.lead
            .undecided
            .iter()
            .map(|body| Fact::link(lang.t("task-undecided"), body.name.clone(), href(&body.at))),
    );
    facts.extend(view.percent.map(|n| Fact::new(lang.t("task-percent"), format!("{n}%"))));
    facts
}

fn taken(lang: Lang, s: &app::tasks::StepView, action: &str) -> StepView {
    let until = s.due_on.filter(|_| s.kind == StepKind::Extended);
    let until = until.map(|due| format!("{} {}. ", lang.t("task-new-due-on"), due.vn()));
    StepView {
        step: step(s.kind),
        on: s.on.vn(),
        who: s.who.clone(),
        body: s.body.name.clone(),
        text: format!("{}{}", until.unwrap_or_default(), s.text),
        percent: s.percent,
        evidence: s.evidence.iter().map(|e| proof(e, &format!("{action}/files"))).collect(),
        act: ledger(&s.act.0, s.act.1),
    }
}

/// The moves that the page has forms for.
fn offered(kind: MoveKind) -> Option<TaskMove> {
    Some(match kind {
        MoveKind::Accept => TaskMove::Accept,
        MoveKind::Progress => TaskMove::Progress,
        MoveKind::HandIn => TaskMove::HandIn,
        MoveKind::Close => TaskMove::Close,
        MoveKind::Return => TaskMove::Return,
        MoveKind::Extend => TaskMove::Extend,
        MoveKind::Reopen => TaskMove::Reopen,
        MoveKind::Withdraw => TaskMove::Withdraw,
        MoveKind::Correct => return None,
    })
}

/// Who is to do the next step, where it is not the person who looks.
fn note(lang: Lang, viewer: &Viewer, view: &TaskView) -> Option<String> {
    let last = view.steps.last().map(|s| s.kind);
    let assigner = view.assigner.name.as_str();
    if last == Some(StepKind::HandedIn) && !view.moves.contains(&MoveKind::Close) {
        let key = match viewer.may(Role::Officer, &view.assigner.at) {
            true => "task-note-own",
            false => "task-note-waits",
        };
        return Some(lang.ta(key, &[("name", assigner)]));
    }
    let closed = matches!(last, Some(StepKind::Closed | StepKind::Withdrawn));
    if view.moves.is_empty() && !closed {
        let names = [("name", assigner), ("lead", view.lead.body.name.as_str())];
        return Some(lang.ta("task-note-others", &names));
    }
    None
}

/// A file that proves a step of the task.
pub(super) async fn proof_file(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, sha256)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Task, (site, id))?;
    let (name, bytes) = shared.office.task_file(&who.viewer, &at, &sha256).await?;
    Ok(file(&name, media_type(&name), bytes))
}
