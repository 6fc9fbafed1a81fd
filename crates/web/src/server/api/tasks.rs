//! Tasks for other programs: as they stand on a day, and the steps of the body that leads.
//!
//! What the assigning body does with a task (closing, returning, moving the term) is a person's decision on the pages.

use super::super::at::at;
use super::super::fault::Fault;
use super::super::who::Shared;
use super::documents::OnDay;
use super::gate::For;
use super::list::{self, List};
use super::model::{Named, href, named};
use super::said::{self, Asked, Said};
use app::tasks::{TaskFilter, TaskMove, TaskRow, TaskView};
use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use terms::{Field, Kind, TaskState};
use utoipa::{IntoParams, ToSchema};

/// A task on the day asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Task {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Address of its description.
    href: String,
    /// What is to be done.
    title: String,
    /// The body that assigned it.
    assigner: Named,
    /// The body that leads.
    lead: Named,
    /// The day it was assigned.
    #[schema(format = Date)]
    assigned_on: String,
    /// The last day of its term; `null` for a standing task.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// State: a code.
    state: String,
    /// The last step: a code.
    step: String,
    /// Line of work: a code.
    field: String,
    /// Days over the term.
    days_late: Option<u32>,
    /// The last per cent reported.
    #[schema(minimum = 0, maximum = 100)]
    percent: Option<u8>,
}

fn row(r: &TaskRow) -> Task {
    Task {
        r#ref: r.at.to_string(),
        href: href("tasks", &r.at),
        title: r.title.clone(),
        assigner: Named::from(&r.assigner),
        lead: Named::from(&r.lead),
        assigned_on: r.assigned_on.to_string(),
        due_on: r.due_on.map(|day| day.to_string()),
        state: r.state.code().to_owned(),
        step: r.step.code().to_owned(),
        field: r.field.code().to_owned(),
        days_late: r.days_late,
        percent: r.percent,
    }
}

/// Which tasks.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Words to find, with or without accents.
    search: Option<String>,
    /// In this state: a code.
    state: Option<String>,
    /// Led by this body.
    lead: Option<String>,
    /// Assigned by this body.
    assigner: Option<String>,
    /// Resting on this document.
    basis: Option<String>,
    /// Of this line of work: a code.
    field: Option<String>,
    /// The day asked; today when left out.
    #[param(format = Date)]
    on: Option<String>,
    /// What the part before ended with.
    after: Option<String>,
    /// Rows of the part, 100 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Tasks as they stood on a day.
#[utoipa::path(get, path = "/api/v1/tasks", tag = "tasks", params(Which),
    responses((status = 200, body = List<Task>)), security(("token" = ["read"])))]
pub(super) async fn list(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    For(viewer): For,
    Asked(which): Asked<Which>,
) -> Result<Response, Fault> {
    let cut = list::cut(Kind::Task, which.after.as_deref(), which.limit)?;
    let filter = TaskFilter {
        search: which.search.unwrap_or_default(),
        state: said::code("state", which.state.as_deref(), TaskState::from_code)?,
        lead: said::of_kind("lead", Kind::Body, which.lead.as_deref())?,
        assigner: said::of_kind("assigner", Kind::Body, which.assigner.as_deref())?,
        basis: said::of_kind("basis", Kind::Document, which.basis.as_deref())?,
        field: said::code("field", which.field.as_deref(), Field::from_code)?,
        day: said::day("on", which.on.as_deref())?,
        ..TaskFilter::default()
    };
    let part = shared.office.offered_tasks(&viewer, filter, &cut).await?;
    Ok(list::answer(&uri, part, row))
}

/// A step of a task.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Step {
    /// What it was: a code.
    step: String,
    /// The day of the step.
    #[schema(format = Date)]
    on: String,
    /// Who entered it.
    who: String,
    /// For which body.
    body: Named,
    /// Its words.
    text: String,
    /// How far, in per cent.
    #[schema(minimum = 0, maximum = 100)]
    percent: Option<u8>,
    /// The new term, where it was moved.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// The act in the ledger: site and number.
    act: String,
}

/// A task with its steps.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WholeTask {
    /// Reference: kind, site, id.
    r#ref: String,
    /// What is to be done.
    title: String,
    /// The day asked.
    #[schema(format = Date)]
    day: String,
    /// State: a code; `null` before it was assigned and once it is withdrawn.
    state: Option<String>,
    /// The last step: a code.
    step: String,
    /// The body that assigned it.
    assigner: Named,
    /// The body that leads.
    lead: Named,
    /// The bodies that coordinate.
    coordinating: Vec<Named>,
    /// The last day of its term; `null` for a standing task.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// The last day of its term when it was assigned.
    #[schema(format = Date)]
    first_due_on: Option<String>,
    /// Days over the term.
    days_late: Option<u32>,
    /// The last per cent reported.
    #[schema(minimum = 0, maximum = 100)]
    percent: Option<u8>,
    /// Line of work: a code.
    field: String,
    /// Documents it rests on, without those whose circulation is limited.
    basis: Vec<Named>,
    /// Every step, first to last.
    steps: Vec<Step>,
    /// What the account of the token may do with it now: codes.
    moves: Vec<String>,
}

fn whole(v: &TaskView) -> WholeTask {
    let step = |s: &app::tasks::StepView| Step {
        step: s.kind.code().to_owned(),
        on: s.on.to_string(),
        who: s.who.clone(),
        body: Named::from(&s.body),
        text: s.text.clone(),
        percent: s.percent,
        due_on: s.due_on.map(|day| day.to_string()),
        act: format!("{}/{}", s.act.0, s.act.1),
    };
    WholeTask {
        r#ref: v.at.to_string(),
        title: v.title.clone(),
        day: v.day.to_string(),
        state: v.state.map(|s| s.code().to_owned()),
        step: v.step.code().to_owned(),
        assigner: Named::from(&v.assigner),
        lead: Named::from(&v.lead.body),
        coordinating: named(&v.coordinating),
        due_on: v.due_on.map(|day| day.to_string()),
        first_due_on: v.first_due_on.map(|day| day.to_string()),
        days_late: v.days_late,
        percent: v.percent,
        field: v.field.code().to_owned(),
        basis: named(&v.basis),
        steps: v.steps.iter().map(step).collect(),
        moves: v.moves.iter().map(|m| m.code().to_owned()).collect(),
    }
}

/// One task with its steps.
#[utoipa::path(get, path = "/api/v1/tasks/{site}/{id}", tag = "tasks",
    params(("site" = String, Path), ("id" = String, Path), OnDay),
    responses((status = 200, body = WholeTask)), security(("token" = ["read"])))]
pub(super) async fn one(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
    Asked(asked): Asked<OnDay>,
) -> Result<Json<WholeTask>, Fault> {
    let (at, on) = (at(Kind::Task, path)?, said::day("on", asked.on.as_deref())?);
    Ok(Json(whole(&shared.office.offered_task(&viewer, &at, on).await?)))
}

/// A step of the body that leads.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum NewStep {
    /// The body takes the task on.
    Accept {
        /// The day of the step; today when left out.
        #[schema(format = Date)]
        on: Option<String>,
    },
    /// Progress is reported.
    Progress {
        /// What has been done.
        #[schema(min_length = 1)]
        text: String,
        /// How far, in per cent.
        #[schema(minimum = 0, maximum = 100)]
        percent: Option<u8>,
        /// The day of the step; today when left out.
        #[schema(format = Date)]
        on: Option<String>,
    },
    /// It is handed in as done, with documents of the register that prove it.
    HandIn {
        /// What was done.
        #[schema(min_length = 1)]
        text: String,
        /// References of documents.
        #[schema(min_items = 1)]
        documents: Vec<String>,
        /// The day of the step; today when left out.
        #[schema(format = Date)]
        on: Option<String>,
    },
}

impl NewStep {
    fn wanted(self) -> Result<(TaskMove, Option<String>), Fault> {
        let document = |sent: &String| said::body_ref("documents", Kind::Document, sent);
        Ok(match self {
            Self::Accept { on } => (TaskMove::Accept, on),
            Self::Progress { text, percent, on } => (TaskMove::Progress { text, percent }, on),
            Self::HandIn { text, documents, on } => {
                let documents = documents.iter().map(document).collect::<Result<_, _>>()?;
                (TaskMove::HandIn { text, documents, files: Vec::new() }, on)
            }
        })
    }
}

/// Takes a step with a task.
#[utoipa::path(post, path = "/api/v1/tasks/{site}/{id}/steps", tag = "tasks",
    params(("site" = String, Path), ("id" = String, Path)), request_body = NewStep,
    responses((status = 200, body = WholeTask, description = "The task after the step")),
    security(("token" = ["write-tasks"])))]
pub(super) async fn step(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
    Said(new): Said<NewStep>,
) -> Result<Json<WholeTask>, Fault> {
    let at = at(Kind::Task, path)?;
    let (wanted, on) = new.wanted()?;
    let on = on.map(|day| said::body_value("on", &day)).transpose()?;
    shared.office.move_task(&viewer, &at, on, wanted).await?;
    Ok(Json(whole(&shared.office.offered_task(&viewer, &at, None).await?)))
}
