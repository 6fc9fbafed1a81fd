//! Who leads, manages, advises, carries out and coordinates, and the same as a spreadsheet.

use super::super::list::with;
use super::super::pieces::{choices, n};
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, html, see};
use super::{asked_day, tell};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Select};
use crate::view::offices::{ChargeCell, ChargeRow, ChargesPage, PartLine};
use app::offices::{ChargesAsked, ChargesView};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Field;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
    unit: String,
    field: String,
}

impl Asked {
    fn wanted(&self) -> ChargesAsked {
        ChargesAsked {
            day: asked_day(&self.day),
            unit: self.unit.parse().ok(),
            field: Field::from_code(&self.field),
        }
    }
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let view = shared.office.charges(&who.viewer, &asked.wanted()).await?;
    let mut p = who.page(&shared, Nav::Bodies).await;
    tell(&mut p, &asked.day);
    let query = who.here.split_once('?').map_or("", |(_, query)| query);
    html(&ChargesPage {
        p,
        day: view.day.vn(),
        filters: filters(who.lang, &asked, &view),
        unit: view.unit.as_ref().map(|u| u.name.clone()).unwrap_or_default(),
        gaps: view.gaps.iter().map(|g| (g.field, g.parts.clone())).collect(),
        overlaps: view
            .overlaps
            .iter()
            .map(|o| {
                let bodies = o.bodies.iter().map(see).collect();
                (o.field, o.matter.clone().unwrap_or_default(), bodies)
            })
            .collect(),
        rows: view.rows.iter().map(|r| row(&view, r)).collect(),
        any: view.any,
        export: format!("/charges.xlsx?{query}"),
        fields: view.fields,
    })
}

fn filters(lang: Lang, asked: &Asked, view: &ChargesView) -> Vec<Select> {
    let chosen = view.unit.as_ref().map(|u| &u.at);
    let mut units = choices(&view.units, chosen);
    if let Some(unit) = view.unit.as_ref().filter(|_| units.iter().all(|c| !c.on)) {
        units.insert(0, Choice::new(unit.at.to_string(), &unit.name, true));
    }
    let mut fields = vec![Choice::new("", lang.t("filter-any"), asked.field.is_empty())];
    let one = |f: &Field| Choice::new(f.code(), lang.t(&f.key()), asked.field == f.code());
    fields.extend(Field::ALL.iter().map(one));
    vec![
        Select::new("unit", lang.t("charges-unit"), units),
        Select::new("field", lang.t("task-field"), fields),
    ]
}

fn row(view: &ChargesView, row: &app::offices::ChargeRow) -> ChargeRow {
    let tasks = |field: &Field| {
        let list = with("/tasks", "day", &view.day.vn());
        with(&with(&list, "field", field.code()), "lead", &row.body.at.to_string())
    };
    let cells = row.cells.iter().zip(&view.fields).map(|(c, field)| ChargeCell {
        parts: c
            .parts
            .iter()
            .map(|p| PartLine {
                part: p.part,
                matter: p.matter.clone(),
                answering: p.answering.clone(),
            })
            .collect(),
        tasks: Some((n(c.tasks.assigned), n(c.tasks.leads), n(c.tasks.coordinates)))
            .filter(|t| *t != (0, 0, 0)),
        href: tasks(field),
    });
    ChargeRow { body: see(&row.body), cells: cells.collect() }
}

pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let view = shared.office.charges(&who.viewer, &asked.wanted()).await?;
    let name = format!("phan-cong-{}.xlsx", view.day);
    Ok(file(&name, media_type(&name), view.xlsx()?))
}
