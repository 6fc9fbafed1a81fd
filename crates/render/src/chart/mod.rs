//! Charts as SVG: grouped bars, lines over years, stacked bars. A cell that says nothing is a gap with a label,
//! never a zero. It computes no figure; it draws the cells it is given.

mod bars;
mod lines;
mod scale;
mod stacked;

pub use bars::bars;
pub use lines::lines;
pub use stacked::stacked;

use terms::{Amount, Cell};

use crate::svg::{self, Drawing, Stand};
use scale::Scale;

const WIDTH: u32 = 620;
const HEIGHT: u32 = 348;
const LEFT: f64 = 66.0;
const RIGHT: f64 = 12.0;
const BOTTOM: f64 = 64.0;
/// Height of a row of the legend.
const LEGEND_ROW: f64 = 18.0;

/// Biểu đồ: categories along the axis, one or more series of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// A name that is unique on the page.
    pub id: String,
    /// The title above.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// The unit of measure.
    pub unit: String,
    /// Digits after the decimal mark of all numbers, 0–9.
    pub scale: u8,
    /// The categories, as years or units.
    pub categories: Vec<Category>,
    /// The series; each has a cell for each category, missing ones count as not reported.
    pub series: Vec<Series>,
    /// A line below.
    pub note: String,
}

/// Một nhóm trên trục ngang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// The label.
    pub label: String,
    /// Units that reported and units that had to (n, N).
    pub coverage: Option<(u32, u32)>,
}

/// Một dãy số liệu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The name in the legend.
    pub name: String,
    /// The cells, one for each category.
    pub cells: Vec<Cell>,
}

impl Series {
    fn cell(&self, category: usize) -> Cell {
        self.cells.get(category).copied().unwrap_or_default()
    }
}

/// The place of the axes and the scale of one picture.
struct Plot<'a> {
    chart: &'a Chart,
    id: String,
    top: f64,
    bottom: f64,
    scale: Scale,
}

impl<'a> Plot<'a> {
    /// A plot whose axis takes in all given numbers and zero.
    fn new(chart: &'a Chart, numbers: impl Iterator<Item = i64>) -> Self {
        let top = 48.0 + LEGEND_ROW * legend(chart).1 as f64;
        let scale = Scale::over(numbers, chart.scale);
        let id = svg::safe_id(&chart.id);
        Self { chart, id, top, bottom: f64::from(HEIGHT) - BOTTOM, scale }
    }

    /// The height of a number on the picture.
    fn y(&self, value: i64) -> f64 {
        self.bottom - self.scale.share(value) * (self.bottom - self.top)
    }

    /// The width of one category.
    fn step(&self) -> f64 {
        (f64::from(WIDTH) - LEFT - RIGHT) / self.chart.categories.len().max(1) as f64
    }

    /// The left edge of a category.
    fn x(&self, category: usize) -> f64 {
        LEFT + self.step() * category as f64
    }

    /// A number as printed in this chart.
    fn number(&self, value: i64) -> String {
        short(value, self.chart.scale)
    }

    /// Title, legend, grid, labels and note around the marks.
    fn finish(&self, marks: &str) -> Drawing {
        let chart = self.chart;
        let mut out = svg::text(12.0, 20.0, 14, Stand::Start, "b", &chart.title);
        let unit = format!("Đơn vị tính: {}", chart.unit);
        out.push_str(&svg::text(12.0, 37.0, 11, Stand::Start, "m", &unit));
        out.push_str(&self.legend());
        out.push_str(&self.grid());
        out.push_str(marks);
        out.push_str(&self.labels());
        let note = f64::from(HEIGHT) - 10.0;
        out.push_str(&svg::text(12.0, note, 11, Stand::Start, "m", &chart.note));
        svg::frame(&self.id, (WIDTH, HEIGHT), &chart.title, &chart.description, &out)
    }

    fn legend(&self) -> String {
        let swatch = |index: usize, (x, row): (f64, usize), name: &str| {
            let y = 44.0 + LEGEND_ROW * row as f64;
            let fill = svg::fill(&self.id, index);
            let words = svg::text(x + 22.0, y + 10.0, 11, Stand::Start, "", name);
            format!(
                r##"<rect x="{x:.1}" y="{y:.1}" width="16" height="11" fill="{fill}" stroke="#1d3f66"/>{words}"##
            )
        };
        let places = legend(self.chart).0;
        let named = self.chart.series.iter().zip(places).enumerate();
        named.map(|(index, (series, place))| swatch(index, place, &series.name)).collect()
    }

    fn grid(&self) -> String {
        let right = f64::from(WIDTH) - RIGHT;
        let line = |&tick: &i64| {
            let y = self.y(tick);
            let stroke = if tick == 0 { "#333333" } else { "#d5d5d5" };
            let words = svg::text(LEFT - 6.0, y + 4.0, 11, Stand::End, "", &self.number(tick));
            format!(r#"<path d="M{LEFT:.1} {y:.1}H{right:.1}" stroke="{stroke}"/>{words}"#)
        };
        self.scale.ticks.iter().map(line).collect()
    }

    /// The labels of the categories with n/N below each.
    fn labels(&self) -> String {
        let mut out = String::new();
        let fits = (self.step() / 6.4).max(3.0) as usize;
        for (index, category) in self.chart.categories.iter().enumerate() {
            let x = self.x(index) + self.step() / 2.0;
            let label = shorten(&category.label, fits);
            out.push_str(&svg::text(x, self.bottom + 17.0, 11, Stand::Middle, "", &label));
            if let Some((n, of)) = category.coverage {
                let words = format!("{n}/{of}");
                out.push_str(&svg::text(x, self.bottom + 32.0, 10, Stand::Middle, "m", &words));
            }
        }
        out
    }
}

/// Where each name of the legend stands (left edge, row) and how many rows there are.
fn legend(chart: &Chart) -> (Vec<(f64, usize)>, usize) {
    let (mut x, mut row) = (12.0, 0);
    let mut places = Vec::new();
    for series in &chart.series {
        let width = 40.0 + svg::width_of(&series.name, 11);
        if x > 12.0 && x + width > f64::from(WIDTH) {
            (x, row) = (12.0, row + 1);
        }
        places.push((x, row));
        x += width;
    }
    (places, row + 1)
}

/// A number without needless zeros after the decimal mark.
pub(crate) fn short(value: i64, scale: u8) -> String {
    let base = 10i64.pow(u32::from(scale.min(9)));
    if value % base == 0 {
        return Amount::new(value / base, 0).to_string();
    }
    Amount::new(value, scale).to_string()
}

/// At most `most` characters, the last one being an ellipsis when something is cut.
fn shorten(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The words that stand in a gap; `None` where there is a number to draw.
fn gap(cell: Cell) -> Option<&'static str> {
    match cell {
        Cell::Number(_) => None,
        Cell::Zero => Some("0"),
        absent => Some(absent.label()),
    }
}
