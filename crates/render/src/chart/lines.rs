//! Lines over years: a line breaks where a year says nothing.

use std::fmt::Write as _;

use super::{Chart, Plot, Series, gap};
use crate::svg::{self, Drawing, Stand};

/// Strokes that are told apart without colour.
const DASHES: [&str; 4] = ["", "6 4", "2 3", "8 3 2 3"];

/// Biểu đồ đường: one line for each series; absent cells break it and are named at the axis.
pub fn lines(chart: &Chart) -> Drawing {
    let cells = chart.series.iter().flat_map(|series| &series.cells);
    let plot = Plot::new(chart, cells.filter_map(|cell| cell.value()));
    let mut marks = String::new();
    for (index, series) in chart.series.iter().enumerate() {
        marks.push_str(&line(&plot, index, series));
    }
    plot.finish(&(marks + &gaps(&plot)))
}

fn line(plot: &Plot<'_>, index: usize, series: &Series) -> String {
    let mut path = String::new();
    let mut points = String::new();
    let mut joined = false;
    for category in 0..plot.chart.categories.len() {
        let Some(value) = series.cell(category).value() else {
            joined = false;
            continue;
        };
        let (x, y) = (plot.x(category) + plot.step() / 2.0, plot.y(value));
        let _ = write!(path, "{}{x:.1} {y:.1}", if joined { "L" } else { "M" });
        joined = true;
        points.push_str(&marker(plot, index, x, y));
        let shift = if is_highest(plot, index, category) { -9.0 } else { 18.0 };
        points.push_str(&svg::text(x, y + shift, 10, Stand::Middle, "", &plot.number(value)));
    }
    let dash = DASHES.get(index % DASHES.len()).copied().unwrap_or_default();
    format!(
        r##"<path d="{path}" fill="none" stroke="#1d3f66" stroke-width="2" stroke-dasharray="{dash}"/>{points}"##
    )
}

/// The highest number of a category stands above its point, the others below theirs.
fn is_highest(plot: &Plot<'_>, index: usize, category: usize) -> bool {
    let cells = plot.chart.series.iter().map(|series| series.cell(category).value());
    let best = cells.enumerate().max_by_key(|&(at, value)| (value, std::cmp::Reverse(at)));
    best.is_some_and(|(at, _)| at == index)
}

/// Circle, square, rhombus in turn, filled as in the legend.
fn marker(plot: &Plot<'_>, index: usize, x: f64, y: f64) -> String {
    let look = format!(r##"fill="{}" stroke="#1d3f66""##, svg::fill(&plot.id, index));
    match index % 3 {
        0 => format!(r#"<circle cx="{x:.1}" cy="{y:.1}" r="4.5" {look}/>"#),
        1 => {
            format!(r#"<rect x="{:.1}" y="{:.1}" width="9" height="9" {look}/>"#, x - 4.5, y - 4.5)
        }
        _ => format!(r#"<path d="M{x:.1} {:.1}l6 6l-6 6l-6 -6z" {look}/>"#, y - 6.0),
    }
}

/// The states of absent cells, upright above the axis, with the name of the series.
fn gaps(plot: &Plot<'_>) -> String {
    let mut out = String::new();
    for category in 0..plot.chart.categories.len() {
        let mut x = plot.x(category) + plot.step() / 2.0 + 4.0;
        for series in &plot.chart.series {
            let cell = series.cell(category);
            let Some(state) = gap(cell).filter(|_| cell.value().is_none()) else { continue };
            let words = format!("{}: {state}", series.name);
            out.push_str(&svg::upright(x, plot.bottom - 6.0, 10, &words));
            x += 13.0;
        }
    }
    out
}
