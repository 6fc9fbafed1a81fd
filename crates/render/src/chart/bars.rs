//! Grouped bars: a figure beside its target.

use terms::Cell;

use super::{Chart, Plot, gap};
use crate::svg::{self, Drawing, Stand};

/// Biểu đồ cột: one bar for each series in each category; absent cells are gaps with their state in words.
pub fn bars(chart: &Chart) -> Drawing {
    let cells = chart.series.iter().flat_map(|series| &series.cells);
    let plot = Plot::new(chart, cells.filter_map(|cell| cell.value()));
    let wide = plot.step() * 0.8 / chart.series.len().max(1) as f64;
    let mut marks = String::new();
    for category in 0..chart.categories.len() {
        let left = plot.x(category) + plot.step() * 0.1;
        for (index, series) in chart.series.iter().enumerate() {
            let x = left + wide * index as f64;
            marks.push_str(&bar(&plot, (x, wide), index, series.cell(category)));
        }
    }
    plot.finish(&marks)
}

/// A bar with its number, or the words of a gap.
fn bar(plot: &Plot<'_>, (x, wide): (f64, f64), index: usize, cell: Cell) -> String {
    let zero = plot.y(0);
    let middle = x + wide / 2.0;
    if let Some(words) = gap(cell) {
        return if words == "0" {
            svg::text(middle, zero - 4.0, 10, Stand::Middle, "", words)
        } else {
            svg::upright(middle + 3.5, zero - 6.0, 10, words)
        };
    }
    let value = cell.value().unwrap_or_default();
    let (top, low) = (plot.y(value.max(0)), plot.y(value.min(0)));
    let rect = format!(
        r##"<rect x="{:.1}" y="{top:.1}" width="{:.1}" height="{:.1}" fill="{}" stroke="#1d3f66"/>"##,
        x + 1.0,
        (wide - 2.0).max(1.0),
        (low - top).max(0.5),
        svg::fill(&plot.id, index)
    );
    rect + &number(plot, middle, top, wide, value)
}

/// The number above a bar, upright when the bar is narrow.
fn number(plot: &Plot<'_>, middle: f64, top: f64, wide: f64, value: i64) -> String {
    let words = plot.number(value);
    if svg::width_of(&words, 10) <= wide + 4.0 {
        return svg::text(middle, top - 4.0, 10, Stand::Middle, "", &words);
    }
    if wide < 9.0 {
        return String::new();
    }
    svg::upright(middle + 3.5, top - 4.0, 10, &words)
}
