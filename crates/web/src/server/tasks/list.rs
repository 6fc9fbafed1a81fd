//! The list of tasks as on a day: filters, counts, order, and the same list as a spreadsheet.

use super::super::pieces::{bad_day, choices, n, said_wrong};
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, href, html, pager, sort, with};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Select};
use crate::view::task::{TaskCount, TaskRow, TaskStep, TasksPage};
use app::tasks::{StepKind, TaskFilter, TaskSort, TasksView};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Field, TaskState};

/// What the address says of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
    q: String,
    lead: String,
    assigner: String,
    field: String,
    state: String,
    sort: String,
    page: String,
}

impl Asked {
    /// The day as typed, when it is one.
    fn day(&self) -> Option<Day> {
        Day::parse_typed(&self.day).ok()
    }

    fn filter(&self) -> TaskFilter {
        let (by, descending) = match self.sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (self.sort.as_str(), false),
        };
        TaskFilter {
            day: self.day(),
            state: TaskState::from_code(&self.state),
            lead: self.lead.parse().ok(),
            assigner: self.assigner.parse().ok(),
            field: Field::from_code(&self.field),
            search: self.q.clone(),
            sort: TaskSort::from_code(by),
            descending,
            page: self.page.parse().unwrap_or(1),
            ..TaskFilter::default()
        }
    }
}

pub(super) async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = asked.filter();
    let view = shared.office.tasks(&who.viewer, &filter).await?;
    let mut p = who.page(&shared, Nav::Tasks).await;
    if !asked.day.trim().is_empty() && filter.day.is_none() {
        p.messages.push(said_wrong(Some("day.bad".into()), bad_day(who.lang, &asked.day)));
    }
    let here = who.here.as_str();
    let query = here.split_once('?').map_or("", |(_, query)| query);
    html(&TasksPage {
        p,
        day: view.day.vn(),
        day_printed: view.day.vn(),
        is_today: view.day == shared.office.today(),
        query: asked.q,
        filters: filters(who.lang, &filter, &view),
        counts: counts(&filter, &view, here),
        total: view.counts.iter().map(|(_, count)| n(*count)).sum(),
        sort: sort(Some(&asked.sort), "due", here),
        pager: pager(&view.rows, here),
        rows: view.rows.rows.iter().map(|row| task_row(who.lang, row, view.day)).collect(),
        export: format!("/tasks.xlsx?{query}"),
        paper: format!("/tasks.docx?{query}"),
        may_assign: view.may_assign,
    })
}

/// The list with the filters of the address, all pages of it.
pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = TaskFilter { per_page: 0, ..asked.filter() };
    let view = shared.office.tasks(&who.viewer, &filter).await?;
    let name = format!("nhiem-vu-{}.xlsx", view.day);
    Ok(file(&name, media_type(&name), view.xlsx()?))
}

/// The same as a paper for Word.
pub(super) async fn paper(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = TaskFilter { per_page: 0, ..asked.filter() };
    let view = shared.office.tasks(&who.viewer, &filter).await?;
    let name = format!("nhiem-vu-{}.docx", view.day);
    Ok(file(&name, media_type(&name), shared.office.tasks_paper(&who.viewer, &view)?))
}

fn filters(lang: Lang, filter: &TaskFilter, view: &TasksView) -> Vec<Select> {
    let any = |on: bool| Choice::new("", lang.t("filter-any"), on);
    let bodies = |list, chosen: &Option<terms::Ref>| {
        let mut all = vec![any(chosen.is_none())];
        all.extend(choices(list, chosen.as_ref()));
        all
    };
    let mut fields = vec![any(filter.field.is_none())];
    let field = |f: &Field| Choice::new(f.code(), lang.t(&f.key()), filter.field == Some(*f));
    fields.extend(Field::ALL.iter().map(field));
    let mut states = vec![any(filter.state.is_none())];
    let state = |s: &TaskState| Choice::new(s.code(), lang.t(&s.key()), filter.state == Some(*s));
    states.extend(TaskState::ALL.iter().map(state));
    vec![
        Select::new("state", lang.t("task-state"), states),
        Select::new("lead", lang.t("task-lead"), bodies(&view.leads, &filter.lead)),
        Select::new("assigner", lang.t("task-assigner"), bodies(&view.assigners, &filter.assigner)),
        Select::new("field", lang.t("task-field"), fields),
    ]
}

/// The four states; the one that is chosen leads back to all.
fn counts(filter: &TaskFilter, view: &TasksView, here: &str) -> Vec<TaskCount> {
    let first = with(here, "page", "");
    let one = |(state, count): &(TaskState, usize)| {
        let on = filter.state == Some(*state);
        let href = with(&first, "state", if on { "" } else { state.code() });
        TaskCount { state: *state, count: n(*count), href, on }
    };
    view.counts.iter().map(one).collect()
}

/// A task of a list. On a past day its page opens on that day.
pub(in crate::server) fn task_row(lang: Lang, row: &app::tasks::TaskRow, day: Day) -> TaskRow {
    TaskRow {
        title: row.title.clone(),
        href: with(&href(&row.at), "day", &day.vn()),
        lead: row.lead.name.clone(),
        assigner: row.assigner.name.clone(),
        due_on: row.due_on.map_or_else(|| lang.t("task-standing"), Day::vn),
        state: row.state,
        step: step(row.step),
        field: row.field,
        days_late: row.days_late.map(u64::from),
        answering: row.answering(),
        passed_from: row.through.first().map(|(b, _)| b.name.clone()).unwrap_or_default(),
        undecided: !row.undecided.is_empty(),
    }
}

pub(super) fn step(kind: StepKind) -> TaskStep {
    match kind {
        StepKind::Assigned => TaskStep::Assigned,
        StepKind::Accepted => TaskStep::Accepted,
        StepKind::Progressed => TaskStep::Progressed,
        StepKind::Extended => TaskStep::Extended,
        StepKind::HandedIn => TaskStep::HandedIn,
        StepKind::Closed => TaskStep::Closed,
        StepKind::Returned => TaskStep::Returned,
        StepKind::Reopened => TaskStep::Reopened,
        StepKind::Corrected => TaskStep::Corrected,
        StepKind::Withdrawn => TaskStep::Withdrawn,
    }
}
