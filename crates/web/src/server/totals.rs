//! Tổng hợp số liệu: the page of totals and its spreadsheet.
//!
//! It must not add anything up: every number comes printed.

mod show;

pub(super) use show::absent;

use super::pieces::{bad_day, said_wrong};
use super::reply::media_type;
use super::route::{READER, Routes, get};
use super::{Fault, Shared, Who, file, go, html};
use crate::layout::Nav;
use app::totals::{MapChoice, Rows, TotalsQuery, TotalsView};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{AccessClass, Day, Period, Ref};

pub(super) fn routes() -> Routes {
    Routes::new().route("/totals", get(READER, page)).route("/totals.xlsx", get(READER, export))
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    form: String,
    indicator: String,
    period: String,
    unit: String,
    map: String,
    day: String,
    rows: String,
    counted: String,
    class: String,
}

impl Asked {
    fn map(&self) -> Option<MapChoice> {
        match (Day::parse_typed(&self.day), self.map.as_str()) {
            (Ok(day), _) => Some(MapChoice::OnDay(day)),
            (Err(_), "reported") => Some(MapChoice::AsReported),
            (Err(_), _) => None,
        }
    }

    fn query(&self, form: Ref, opened: &[(Period, String)]) -> TotalsQuery {
        let period = self.period.parse().ok();
        TotalsQuery {
            indicator: Some(self.indicator.clone()).filter(|i| !i.is_empty()),
            unit: self.unit.parse().ok(),
            periods: period.into_iter().filter(|p| opened.iter().any(|(o, _)| o == p)).collect(),
            map: self.map(),
            rows: Rows::from_code(&self.rows),
            approved_only: self.counted == "approved",
            class: AccessClass::from_code(&self.class),
            ..TotalsQuery::of(form)
        }
    }
}

/// A form to choose: its reference and its code with the title.
type Forms = Vec<(Ref, String)>;

/// The totals asked, with the forms to choose from; nothing when there is no form.
async fn asked(
    shared: &Shared,
    who: &Who,
    asked: &Asked,
) -> Result<Option<(TotalsView, Forms)>, Fault> {
    let forms = shared.office.forms(&who.viewer).await?.rows;
    let wanted: Option<Ref> = asked.form.parse().ok();
    let chosen = forms.iter().find(|f| Some(&f.at) == wanted.as_ref()).or(forms.first());
    let Some(chosen) = chosen else { return Ok(None) };
    let query = asked.query(chosen.at.clone(), &chosen.periods);
    let first = shared.office.totals(&who.viewer, &query).await;
    let view = match first {
        // The indicator was one of another form.
        Err(app::Error::Refused(_)) if query.indicator.is_some() => {
            let query = TotalsQuery { indicator: None, ..query };
            shared.office.totals(&who.viewer, &query).await?
        }
        other => other?,
    };
    let choice = |f: &app::forms::FormRow| (f.at.clone(), format!("{}, {}", f.code, f.title));
    Ok(Some((view, forms.iter().map(choice).collect())))
}

async fn page(
    State(shared): State<Shared>,
    who: Who,
    Query(query): Query<Asked>,
) -> Result<Response, Fault> {
    let Some((view, forms)) = asked(&shared, &who, &query).await? else { return Ok(go("/forms")) };
    let mut p = who.page(&shared, Nav::Totals).await;
    if !query.day.trim().is_empty() && Day::parse_typed(&query.day).is_err() {
        p.messages.push(said_wrong(Some("day.bad".into()), bad_day(who.lang, &query.day)));
    }
    html(&show::page(p, &who.here, &query, view, &forms))
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(query): Query<Asked>,
) -> Result<Response, Fault> {
    let found = asked(&shared, &who, &query).await?;
    let (view, _) = found.ok_or_else(Fault::no_such_page)?;
    let name = format!("{} - {} - {}.xlsx", view.form_code, view.indicator.code, view.unit.name);
    Ok(file(&name.replace('/', "-"), media_type(&name), view.xlsx()?))
}
