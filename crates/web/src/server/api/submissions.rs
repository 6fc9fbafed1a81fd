//! Reports of units for other programs: read, begun, filled in, handed in. They are approved by a person on the pages.

use super::super::at::at;
use super::super::fault::Fault;
use super::super::who::Shared;
use super::figures::Period;
use super::gate::For;
use super::list::{self, List};
use super::model::{Figure, Named, href};
use super::problem::{CellFault, Cells};
use super::said::{self, Asked, Said};
use app::Problem;
use app::offered::{SubmissionFilter, SubmissionRow};
use app::submissions::{EntryRow, SubmissionView, TypedCell};
use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use terms::{Kind, Ref, SubmissionState};
use utoipa::{IntoParams, ToSchema};

/// A report of a unit by a form for a period.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Submission {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Address of its description.
    href: String,
    /// The form.
    form: Named,
    /// The unit that reports.
    unit: Named,
    /// The period.
    period: Period,
    /// State: `draft`, `submitted`, `approved`, `returned`.
    state: String,
}

fn row(r: &SubmissionRow) -> Submission {
    Submission {
        r#ref: r.at.to_string(),
        href: href("submissions", &r.at),
        form: Named::from(&r.form),
        unit: Named::from(&r.unit),
        period: Period::of(r.period),
        state: r.state.code().to_owned(),
    }
}

/// Which reports.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// By this form.
    form: Option<String>,
    /// Of this unit.
    unit: Option<String>,
    /// For this period, `2025-01-01/2025-12-31`.
    period: Option<String>,
    /// In this state: `draft`, `submitted`, `approved`, `returned`.
    state: Option<String>,
    /// What the part before ended with.
    after: Option<String>,
    /// Rows of the part, 100 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Reports that were begun.
#[utoipa::path(get, path = "/api/v1/submissions", tag = "figures", params(Which),
    responses((status = 200, body = List<Submission>)), security(("token" = ["read"])))]
pub(super) async fn list(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    For(viewer): For,
    Asked(which): Asked<Which>,
) -> Result<Response, Fault> {
    let cut = list::cut(Kind::Submission, which.after.as_deref(), which.limit)?;
    let filter = SubmissionFilter {
        form: said::of_kind("form", Kind::Form, which.form.as_deref())?,
        unit: said::of_kind("unit", Kind::Unit, which.unit.as_deref())?,
        period: said::read("period", which.period.as_deref())?,
        state: said::code("state", which.state.as_deref(), SubmissionState::from_code)?,
    };
    let part = shared.office.offered_submissions(&viewer, &filter, &cut).await?;
    Ok(list::answer(&uri, part, row))
}

/// One indicator of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Entry {
    /// Code of the indicator.
    indicator: String,
    /// Name.
    name: String,
    /// Unit of measure.
    measure: String,
    /// What it says.
    figure: Figure,
    /// Whether somebody has answered it.
    answered: bool,
    /// Remark; empty when there is none.
    note: String,
    /// For a ratio: its percentage and two numbers, computed.
    computed: Option<String>,
}

fn entry(r: &EntryRow) -> Entry {
    Entry {
        indicator: r.code.clone(),
        name: r.name.clone(),
        measure: r.measure.clone(),
        figure: Figure::of(&r.cell, r.scale),
        answered: r.answered,
        note: r.note.clone(),
        computed: r.computed.clone(),
    }
}

/// A report with its cells.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WholeSubmission {
    /// The report.
    submission: Submission,
    /// Whether it is or was late.
    late: bool,
    /// Last day on which it is on time.
    #[schema(format = Date)]
    on_time_until: Option<String>,
    /// Last day on which it is taken in.
    #[schema(format = Date)]
    open_until: Option<String>,
    /// Why it was returned, while it is.
    returned_for: Option<String>,
    /// Its cells, in the order of the form.
    cells: Vec<Entry>,
    /// What the account of the token may do with it now: codes.
    moves: Vec<String>,
}

fn whole(v: &SubmissionView) -> WholeSubmission {
    let submission = Submission {
        r#ref: v.at.to_string(),
        href: href("submissions", &v.at),
        form: Named::from(&v.form),
        unit: Named::from(&v.unit),
        period: Period::of(v.period),
        state: v.state.code().to_owned(),
    };
    WholeSubmission {
        submission,
        late: v.late,
        on_time_until: v.on_time_until.map(|day| day.to_string()),
        open_until: v.open_until.map(|day| day.to_string()),
        returned_for: v.returned_for.clone(),
        cells: v.rows.iter().map(entry).collect(),
        moves: v.moves.iter().map(|m| m.code().to_owned()).collect(),
    }
}

/// One report.
#[utoipa::path(get, path = "/api/v1/submissions/{site}/{id}", tag = "figures",
    params(("site" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = WholeSubmission)), security(("token" = ["read"])))]
pub(super) async fn one(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
) -> Result<Json<WholeSubmission>, Fault> {
    let at = at(Kind::Submission, path)?;
    Ok(Json(whole(&shared.office.submission(&viewer, &at).await?)))
}

/// A report to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSubmission {
    /// The form.
    form: String,
    /// The unit that reports.
    unit: String,
    /// The period, one that was opened.
    #[schema(example = "2025-01-01/2025-12-31")]
    period: String,
}

/// Begins the report of a unit by a form for a period.
#[utoipa::path(post, path = "/api/v1/submissions", tag = "figures", request_body = NewSubmission,
    responses((status = 201, body = WholeSubmission, headers(("Location" = String)))),
    security(("token" = ["write-figures"])))]
pub(super) async fn begin(
    State(shared): State<Shared>,
    For(viewer): For,
    Said(new): Said<NewSubmission>,
) -> Result<Response, Fault> {
    let form = said::body_ref("form", Kind::Form, &new.form)?;
    let unit = said::body_ref("unit", Kind::Unit, &new.unit)?;
    let period = said::body_value("period", &new.period)?;
    let at = shared.office.begin_submission(&viewer, &form, &unit, period).await?;
    let begun = Json(whole(&shared.office.submission(&viewer, &at).await?));
    Ok((StatusCode::CREATED, [(header::LOCATION, href("submissions", &at))], begun).into_response())
}

/// A cell to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCell {
    /// Code of the indicator.
    indicator: String,
    /// `number`, `zero`, `none_occurred`, `not_applicable` or `not_reported`; left out, the value says it.
    #[serde(default)]
    state: Option<String>,
    /// The number as people write it: `1.234,5`.
    #[serde(default)]
    value: Option<String>,
    /// Remark.
    #[serde(default)]
    note: Option<String>,
}

/// Cells to enter: all of them or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCells {
    /// The cells.
    #[schema(min_items = 1)]
    cells: Vec<NewCell>,
}

/// Enters or changes cells before the report is handed in: all of them, or none with every fault named.
#[utoipa::path(post, path = "/api/v1/submissions/{site}/{id}/cells", tag = "figures",
    params(("site" = String, Path), ("id" = String, Path)), request_body = NewCells,
    responses((status = 200, body = WholeSubmission)), security(("token" = ["write-figures"])))]
pub(super) async fn enter(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
    Said(new): Said<NewCells>,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    if new.cells.is_empty() {
        return Err(said::bad_body("cells"));
    }
    let typed: Vec<TypedCell> = new.cells.into_iter().map(typed).collect();
    let faults = shared.office.enter_cells(&viewer, &at, &typed).await?;
    if faults.is_empty() {
        return after(&shared, &viewer, &at).await;
    }
    let fault = |f: app::submissions::EntryFault| CellFault {
        indicator: f.indicator,
        value: f.value,
        message: f.message,
    };
    let cells = Cells(faults.into_iter().map(fault).collect());
    let problem = app::Error::Refused(Problem::new("api.cells", []));
    let mut answer = Fault::from(problem).into_response();
    answer.extensions_mut().insert(cells);
    Ok(answer)
}

fn typed(cell: NewCell) -> TypedCell {
    TypedCell {
        indicator: cell.indicator,
        state: cell.state.unwrap_or_default(),
        value: cell.value.unwrap_or_default(),
        note: cell.note.unwrap_or_default(),
    }
}

/// Hands a report in.
#[utoipa::path(post, path = "/api/v1/submissions/{site}/{id}/submit", tag = "figures",
    params(("site" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = WholeSubmission)), security(("token" = ["write-figures"])))]
pub(super) async fn submit(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    shared.office.submit(&viewer, &at).await?;
    after(&shared, &viewer, &at).await
}

/// The report as it stands now.
async fn after(shared: &Shared, viewer: &app::Viewer, at: &Ref) -> Result<Response, Fault> {
    Ok(Json(whole(&shared.office.submission(viewer, at).await?)).into_response())
}
