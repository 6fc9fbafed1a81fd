//! Totals as pictures: a chart of the periods and a map of the rows. It computes no figure.

use super::view::{TotalCell, TotalRow, map_words};
use crate::facts::Find;
use crate::forms::Indicator;
use record::figures::{Facts, Question};
use render::chart::{Category, Chart, Series, bars};
use render::map::{Map, Place};
use terms::{Aggregation, Cell};

fn unit_of(indicator: &Indicator) -> String {
    match indicator.aggregation {
        Aggregation::Ratio => "%".to_owned(),
        _ => indicator.measure.clone(),
    }
}

fn scale(indicator: &Indicator) -> u8 {
    if indicator.aggregation == Aggregation::Ratio { 2 } else { indicator.scale }
}

/// A bar for each period, with n/N below it.
pub(crate) fn chart(
    question: &Question,
    indicator: &Indicator,
    unit: &str,
    all: &TotalRow,
) -> String {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let category = |(period, cell): (&terms::Period, &TotalCell)| Category {
        label: period.label().trim_start_matches("năm ").to_owned(),
        coverage: (cell.of > 0).then(|| (small(cell.n), small(cell.of))),
    };
    // What is held back is no gap: it is not drawn.
    let seen = |(_, cell): &(&terms::Period, &TotalCell)| !cell.held;
    let cells: Vec<Cell> = all.cells.iter().filter(|c| !c.held).map(|c| c.shown.cell).collect();
    let chart = Chart {
        id: format!("chart-{}", indicator.code),
        title: indicator.name.clone(),
        description: format!("{} theo kỳ báo cáo, {unit}", indicator.name),
        unit: unit_of(indicator),
        scale: scale(indicator),
        categories: question.periods.iter().zip(&all.cells).filter(seen).map(category).collect(),
        series: vec![Series { name: unit.to_owned(), cells }],
        note: format!("Số đơn vị đã báo cáo/phải báo cáo dưới mỗi kỳ; {}", map_words(question.map)),
    };
    bars(&chart).svg
}

/// A circle for each row that has a centre.
pub(crate) fn map(facts: &Facts, indicator: &Indicator, rows: &[TotalRow]) -> Option<String> {
    let place = |row: &TotalRow| {
        let unit = row.unit.as_ref()?;
        let (lat, lon) = facts.unit(&unit.at)?.centre?;
        Some(Place {
            name: unit.name.clone(),
            lon: lon as f64 / 1e6,
            lat: lat as f64 / 1e6,
            cell: row.whole.shown.cell,
            href: None,
        })
    };
    let places: Vec<Place> = rows.iter().filter(|r| !r.whole.held).filter_map(place).collect();
    if places.is_empty() {
        return None;
    }
    let map = Map {
        id: format!("map-{}", indicator.code),
        title: indicator.name.clone(),
        description: format!("{} theo điểm trung tâm của từng đơn vị", indicator.name),
        unit: unit_of(indicator),
        scale: scale(indicator),
        places,
        labels: 12,
    };
    Some(map.draw().svg)
}
