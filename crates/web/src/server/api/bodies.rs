//! Bodies and administrative units of a day for other programs.

use super::super::fault::Fault;
use super::super::who::Shared;
use super::gate::For;
use super::list::{self, List};
use super::model::{Named, named};
use super::said::{self, Asked};
use app::objects::{BodyFilter, BodyRow, UnitFilter, UnitRow};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use terms::{Kind, UnitLevel};
use utoipa::{IntoParams, ToSchema};

/// A body on the day asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Body {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Its name on the day.
    name: String,
    /// Short name; empty when it has none.
    short_name: String,
    /// Kind of body: a code.
    kind: String,
    /// The body above it.
    parent: Option<Named>,
    /// The first day on which it was no more.
    #[schema(format = Date)]
    ceased_on: Option<String>,
    /// Tasks it leads that are not done.
    open_tasks: usize,
    /// Of these, how many are overdue.
    overdue: usize,
}

fn body(r: &BodyRow) -> Body {
    Body {
        r#ref: r.body.at.to_string(),
        name: r.body.name.clone(),
        short_name: r.short_name.clone(),
        kind: r.kind.clone(),
        parent: r.parent.as_ref().map(Named::from),
        ceased_on: r.ceased_on.map(|day| day.to_string()),
        open_tasks: r.open_tasks,
        overdue: r.overdue,
    }
}

/// Which bodies.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct WhichBodies {
    /// Words to find, with or without accents.
    search: Option<String>,
    /// Of this kind: a code.
    kind: Option<String>,
    /// The day asked; today when left out.
    #[param(format = Date)]
    on: Option<String>,
    /// Whether those that had ceased by the day are given too.
    with_ceased: Option<bool>,
    /// What the part before ended with.
    after: Option<String>,
    /// Rows of the part, 100 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Bodies of a day.
#[utoipa::path(get, path = "/api/v1/bodies", tag = "register", params(WhichBodies),
    responses((status = 200, body = List<Body>)), security(("token" = ["read"])))]
pub(super) async fn bodies(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    For(viewer): For,
    Asked(which): Asked<WhichBodies>,
) -> Result<Response, Fault> {
    let cut = list::cut(Kind::Body, which.after.as_deref(), which.limit)?;
    let filter = BodyFilter {
        search: which.search.unwrap_or_default(),
        day: said::day("on", which.on.as_deref())?,
        kind: which.kind,
        with_ceased: which.with_ceased.unwrap_or_default(),
        ..BodyFilter::default()
    };
    let part = shared.office.offered_bodies(&viewer, filter, &cut).await?;
    Ok(list::answer(&uri, part, body))
}

/// An administrative unit on the day asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Unit {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Its name on the day.
    name: String,
    /// Level: `province`, `district`, `commune`.
    level: String,
    /// Code on the day; empty when it has none.
    code: String,
    /// The unit above it.
    parent: Option<Named>,
    /// Since when it is known.
    #[schema(format = Date)]
    from: String,
    /// The first day on which it was no more.
    #[schema(format = Date)]
    until: Option<String>,
    /// The units it was formed from.
    formed_from: Vec<Named>,
}

fn unit(r: &UnitRow) -> Unit {
    Unit {
        r#ref: r.unit.at.to_string(),
        name: r.unit.name.clone(),
        level: r.level.code().to_owned(),
        code: r.code.clone(),
        parent: r.parent.as_ref().map(Named::from),
        from: r.from.to_string(),
        until: r.until.map(|day| day.to_string()),
        formed_from: named(&r.formed_from),
    }
}

/// Which units.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct WhichUnits {
    /// Words to find in name or code, or in the names of units that went into one.
    search: Option<String>,
    /// Of this level: `province`, `district`, `commune`.
    level: Option<String>,
    /// Under this unit.
    within: Option<String>,
    /// The day asked; today when left out.
    #[param(format = Date)]
    on: Option<String>,
    /// Whether those that had ceased by the day are given too.
    with_ceased: Option<bool>,
    /// What the part before ended with.
    after: Option<String>,
    /// Rows of the part, 100 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Administrative units of a day.
#[utoipa::path(get, path = "/api/v1/units", tag = "register", params(WhichUnits),
    responses((status = 200, body = List<Unit>)), security(("token" = ["read"])))]
pub(super) async fn units(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    For(viewer): For,
    Asked(which): Asked<WhichUnits>,
) -> Result<Response, Fault> {
    let cut = list::cut(Kind::Unit, which.after.as_deref(), which.limit)?;
    let filter = UnitFilter {
        search: which.search.unwrap_or_default(),
        day: said::day("on", which.on.as_deref())?,
        level: said::code("level", which.level.as_deref(), UnitLevel::from_code)?,
        within: said::of_kind("within", Kind::Unit, which.within.as_deref())?,
        with_ceased: which.with_ceased.unwrap_or_default(),
        ..UnitFilter::default()
    };
    let part = shared.office.offered_units(&viewer, filter, &cut).await?;
    Ok(list::answer(&uri, part, unit))
}
