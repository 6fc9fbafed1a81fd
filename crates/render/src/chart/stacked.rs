//! Stacked bars: the parts of a whole, as done on time, done late, not yet due, overdue.

use super::{Chart, Plot};
use crate::svg::{self, Drawing, Stand};

/// Biểu đồ cột chồng: one bar for each category; a sum that lacks a part is printed as “at least”.
/// Negative cells are not parts of a whole and are left out.
pub fn stacked(chart: &Chart) -> Drawing {
    let sums: Vec<i64> = (0..chart.categories.len()).map(|category| sum(chart, category)).collect();
    let plot = Plot::new(chart, sums.iter().copied());
    let mut marks = String::new();
    for (category, &total) in sums.iter().enumerate() {
        marks.push_str(&bar(&plot, category));
        marks.push_str(&total_label(&plot, category, total));
    }
    plot.finish(&marks)
}

fn part(chart: &Chart, series: usize, category: usize) -> i64 {
    let cell = chart.series.get(series).map(|series| series.cell(category));
    cell.and_then(terms::Cell::value).unwrap_or_default().max(0)
}

fn sum(chart: &Chart, category: usize) -> i64 {
    (0..chart.series.len())
        .fold(0, |sum: i64, series| sum.saturating_add(part(chart, series, category)))
}

fn bar(plot: &Plot<'_>, category: usize) -> String {
    let wide = plot.step() * 0.6;
    let x = plot.x(category) + plot.step() * 0.2;
    let mut below = 0i64;
    let mut out = String::new();
    for index in 0..plot.chart.series.len() {
        let value = part(plot.chart, index, category);
        if value == 0 {
            continue;
        }
        let (low, top) = (plot.y(below), plot.y(below.saturating_add(value)));
        below = below.saturating_add(value);
        out.push_str(&format!(
            r##"<rect x="{x:.1}" y="{top:.1}" width="{wide:.1}" height="{:.1}" fill="{}" stroke="#1d3f66"/>"##,
            low - top,
            svg::fill(&plot.id, index)
        ));
        out.push_str(&part_label(plot, x + wide / 2.0, (low + top) / 2.0, low - top, value));
    }
    out
}

/// The number inside a part, on white so that it reads on any pattern.
fn part_label(plot: &Plot<'_>, x: f64, y: f64, high: f64, value: i64) -> String {
    if high < 16.0 {
        return String::new();
    }
    let words = plot.number(value);
    let wide = svg::width_of(&words, 10) + 8.0;
    format!(
        r##"<rect x="{:.1}" y="{:.1}" width="{wide:.1}" height="13" rx="2" fill="#ffffff"/>{}"##,
        x - wide / 2.0,
        y - 6.5,
        svg::text(x, y + 3.5, 10, Stand::Middle, "", &words)
    )
}

/// The sum above the bar; where parts say nothing, their names stand there too.
fn total_label(plot: &Plot<'_>, category: usize, total: i64) -> String {
    let x = plot.x(category) + plot.step() / 2.0;
    let silent: Vec<&str> = plot
        .chart
        .series
        .iter()
        .filter(|series| series.cell(category) == terms::Cell::NotReported)
        .map(|series| series.name.as_str())
        .collect();
    let y = plot.y(total);
    if silent.is_empty() {
        return svg::text(x, y - 5.0, 11, Stand::Middle, "b", &plot.number(total));
    }
    let words = format!("≥ {}", plot.number(total));
    let label = svg::text(x, y - 5.0, 11, Stand::Middle, "b", &words);
    let names = format!("chưa báo cáo: {}", silent.join(", "));
    let edge = plot.x(category) + plot.step() * 0.2 - 5.0;
    label + &svg::upright(edge, plot.bottom - 6.0, 10, &names)
}
