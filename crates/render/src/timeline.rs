//! Dòng thời gian: what held from a day to a day, as bars over the years, one lane for each thing that changes.
//! It knows no register; it draws the bars it is given.

use crate::svg::{self, Drawing, Stand};
use terms::Day;

const WIDTH: u32 = 980;
/// Width of the column with the names of lanes.
const LABELS: f64 = 212.0;
const TOP: f64 = 58.0;
/// Height of one row of bars.
const ROW: f64 = 24.0;
const RIGHT: f64 = 12.0;

/// Dòng thời gian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// A name that is unique on the page.
    pub id: String,
    /// The title above.
    pub title: String,
    /// What it says, in words.
    pub description: String,
    /// The first day shown.
    pub from: Day,
    /// The last day shown.
    pub to: Day,
    /// The day that is marked.
    pub on: Day,
    /// The lanes.
    pub lanes: Vec<Lane>,
}

/// Một hàng: one thing that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// What it is.
    pub label: String,
    /// What held when; stretches that overlap stand under one another.
    pub bars: Vec<Bar>,
}

/// Một quãng thời gian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What held.
    pub words: String,
    /// The first day.
    pub from: Day,
    /// The last day; `None` while it holds.
    pub to: Option<Day>,
    /// Nothing held though something should: drawn hatched.
    pub vacant: bool,
}

impl Timeline {
    fn x(&self, day: Day) -> f64 {
        let day = day.clamp(self.from, self.to);
        let whole = f64::from(self.from.days_until(self.to).max(1));
        let room = f64::from(WIDTH) - LABELS - RIGHT;
        LABELS + room * f64::from(self.from.days_until(day)) / whole
    }

    fn shown(&self, bar: &Bar) -> bool {
        bar.from <= self.to && bar.to.is_none_or(|to| to >= self.from)
    }
}

/// The rows of a lane: a bar goes into the first row that is free by then.
fn rows<'b>(t: &Timeline, lane: &'b Lane) -> Vec<Vec<&'b Bar>> {
    let mut bars: Vec<&Bar> = lane.bars.iter().filter(|b| t.shown(b)).collect();
    bars.sort_by_key(|b| (b.from, b.to));
    let mut rows: Vec<Vec<&Bar>> = Vec::new();
    for bar in bars {
        let free = |row: &&mut Vec<&Bar>| {
            row.last().is_none_or(|last| last.to.is_some_and(|to| to < bar.from))
        };
        match rows.iter_mut().find(free) {
            Some(row) => row.push(bar),
            None => rows.push(vec![bar]),
        }
    }
    rows
}

/// The picture.
///
/// ```
/// use render::timeline::{Bar, Lane, Timeline, timeline};
/// let day = |s: &str| s.parse().unwrap();
/// let bar = Bar { words: "Tỉnh ủy".into(), from: day("2025-07-01"), to: None, vacant: false };
/// let drawing = timeline(&Timeline {
///     id: "t".into(), title: "Tỉnh ủy".into(), description: String::new(),
///     from: day("2020-01-01"), to: day("2026-12-31"), on: day("2026-01-01"),
///     lanes: vec![Lane { label: "Tên gọi".into(), bars: vec![bar] }],
/// });
/// assert!(drawing.svg.contains("Tên gọi"));
/// ```
pub fn timeline(t: &Timeline) -> Drawing {
    let id = svg::safe_id(&t.id);
    let mut out = svg::text(12.0, 20.0, 14, Stand::Start, "b", &t.title);
    let mut y = TOP;
    let mut bars = String::new();
    for lane in &t.lanes {
        let rows = rows(t, lane);
        let lines = wrapped(&lane.label, 12, LABELS - 24.0, 2);
        let height = (rows.len().max(1) as f64 * ROW + 8.0).max(lines.len() as f64 * 15.0 + 10.0);
        bars.push_str(&lane_back(y, height));
        for (i, line) in lines.iter().enumerate() {
            bars.push_str(&svg::text(12.0, y + 18.0 + 15.0 * i as f64, 12, Stand::Start, "", line));
        }
        for (row, of) in rows.iter().enumerate() {
            let at = y + 4.0 + ROW * row as f64;
            of.iter().for_each(|bar| bars.push_str(&draw(t, &id, bar, at)));
        }
        y += height;
    }
    out.push_str(&axis(t, y));
    out.push_str(&bars);
    out.push_str(&mark(t, y));
    svg::frame(&id, (WIDTH, (y + 14.0).ceil() as u32), &t.title, &t.description, &out)
}

fn lane_back(y: f64, height: f64) -> String {
    format!(r##"<path d="M8 {:.1}H{}" stroke="#d5dbe3"/>"##, y + height, f64::from(WIDTH) - RIGHT)
}

fn draw(t: &Timeline, id: &str, bar: &Bar, y: f64) -> String {
    let (left, right) = (t.x(bar.from), t.x(bar.to.map_or(t.to, |to| to.plus_days(1))));
    let width = (right - left).max(2.0);
    let height = ROW - 5.0;
    let (fill, stroke, dash) = match bar.vacant {
        true => (format!("url(#{id}-silent)"), "#8a8a8a", r#" stroke-dasharray="4 3""#),
        false => ("#dbe6f2".to_owned(), "#1d3f66", ""),
    };
    let until = bar.to.map_or("nay".to_owned(), Day::vn);
    let told = format!("{}, {} – {until}", bar.words, bar.from.vn());
    let words = cut(&bar.words, 11, width - 8.0);
    let label = svg::text(left + 4.0, y + 13.5, 11, Stand::Start, "", &words);
    format!(
        r#"<g><title>{}</title><rect x="{left:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="2" fill="{fill}" stroke="{stroke}"{dash}/>{label}</g>"#,
        svg::esc(&told)
    )
}

/// Years along the top; where they would stand too close, every second, fifth or tenth.
fn axis(t: &Timeline, bottom: f64) -> String {
    let (first, last) = (t.from.year(), t.to.year());
    let room = f64::from(WIDTH) - LABELS - RIGHT;
    let year = room / f64::from(last - first + 1).max(1.0);
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|s| year * f64::from(*s) >= 34.0);
    let step = step.unwrap_or(100);
    let years = (first..=last).filter(|y| y % step == 0);
    years
        .filter_map(|y| Day::new(y, 1, 1).ok())
        .filter(|day| *day >= t.from)
        .map(|day| {
            let x = t.x(day);
            let label = svg::text(x, 48.0, 11, Stand::Middle, "m", &day.year().to_string());
            format!(r##"<path d="M{x:.1} 54V{bottom:.1}" stroke="#e3e7ec"/>{label}"##)
        })
        .collect()
}

/// The day asked, as a line from top to bottom.
fn mark(t: &Timeline, bottom: f64) -> String {
    if t.on < t.from || t.on > t.to {
        return String::new();
    }
    let x = t.x(t.on);
    let stand = if x > f64::from(WIDTH) - 70.0 { Stand::End } else { Stand::Middle };
    let label = svg::text(x, 34.0, 11, stand, "b", &t.on.vn());
    format!(r##"<path d="M{x:.1} 38V{bottom:.1}" stroke="#b3261e" stroke-width="1.5"/>{label}"##)
}

/// Words that fit a width; the rest is an ellipsis.
pub(crate) fn cut(words: &str, size: u32, width: f64) -> String {
    if svg::width_of(words, size) <= width {
        return words.to_owned();
    }
    let letters = (width / svg::width_of("x", size)).floor() as usize;
    match letters {
        0..=2 => String::new(),
        n => format!("{}…", words.chars().take(n - 1).collect::<String>().trim_end()),
    }
}

/// Words broken into lines of a width, at most so many; the last is cut.
pub(crate) fn wrapped(words: &str, size: u32, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if svg::width_of(&longer, size) <= width || lines.len() == most => {
                if let Some(last) = lines.last_mut() {
                    *last = longer;
                }
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| cut(line, size, width)).collect()
}
