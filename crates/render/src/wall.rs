//! A year on one A3 sheet: twelve months, what falls into each, typeset inside the program.
//!
//! The sheet is one page whatever comes in: letters are made smaller, and what still finds no room is counted in its
//! month. It does not decide what is worth showing: every item says its rank.

use typst::foundations::{Array, Dict, IntoValue, Value};

use crate::RenderError;
use crate::pdf::{PagedDocument, packed, typeset};

const TEMPLATE: &str = include_str!("wall.typ");
/// Sizes of letters, in tenths of a point, the largest that fits is taken.
const SIZES: [i64; 8] = [120, 105, 90, 80, 70, 62, 55, 50];

/// Tờ lịch năm, khổ A3 nằm ngang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// The title.
    pub title: String,
    /// What stands opposite the title: whose calendar, which filters.
    pub subtitle: String,
    /// The months in their order.
    pub months: Vec<WallMonth>,
    /// What an empty month says.
    pub nothing: String,
    /// What a month says of `{n}` that find no room.
    pub more: String,
    /// The line at the foot: what the marks mean, when it was made.
    pub foot: String,
}

/// Một tháng của tờ lịch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallMonth {
    /// Its name.
    pub title: String,
    /// What falls into it, in the order of days.
    pub items: Vec<WallItem>,
}

/// Một mục của tờ lịch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallItem {
    /// Its day or days, as short as can be.
    pub day: String,
    /// A short mark of its kind.
    pub mark: String,
    /// What it is.
    pub text: String,
    /// Whether it stands out.
    pub strong: bool,
    /// What finds no room is what weighs most here, then what comes last.
    pub rank: u8,
}

/// The sheet as the bytes of a PDF file of one page.
///
/// # Errors
/// When the typesetter refuses it.
pub fn write(wall: &Wall) -> Result<Vec<u8>, RenderError> {
    let bytes = packed(&one_page(wall)?);
    comemo::evict(3);
    bytes
}

/// The largest letters with which everything fits; else about as much of each month as fits.
fn one_page(wall: &Wall) -> Result<PagedDocument, RenderError> {
    let all = wall.months.iter().map(|m| m.items.len()).max().unwrap_or(0);
    let fits = |size: i64, most: usize| -> Result<Option<PagedDocument>, RenderError> {
        let sheet = typeset(TEMPLATE, inputs(wall, size, most))?;
        Ok((sheet.pages().len() == 1).then_some(sheet))
    };
    let (mut best, mut from, mut to) = (None, 0, SIZES.len());
    while from < to {
        let middle = from.midpoint(to);
        match fits(SIZES[middle], all)? {
            Some(sheet) => (best, to) = (Some(sheet), middle),
            None => from = middle + 1,
        }
    }
    if let Some(sheet) = best {
        return Ok(sheet);
    }
    let smallest = SIZES[SIZES.len() - 1];
    let (mut most, mut too_many) = (0, all);
    while too_many - most > (all / 12).max(1) {
        let middle = most.midpoint(too_many);
        match fits(smallest, middle)? {
            Some(sheet) => (best, most) = (Some(sheet), middle),
            None => too_many = middle,
        }
    }
    match best {
        Some(sheet) => Ok(sheet),
        None => typeset(TEMPLATE, inputs(wall, smallest, 0)),
    }
}

fn dict<const N: usize>(pairs: [(&str, Value); N]) -> Dict {
    pairs.into_iter().map(|(key, value)| (key.into(), value)).collect()
}

/// So many items of a month, those of the first rank before others, in the order of days.
fn kept(month: &WallMonth, most: usize) -> Vec<&WallItem> {
    let mut all: Vec<(usize, &WallItem)> = month.items.iter().enumerate().collect();
    all.sort_by_key(|(i, item)| (item.rank, *i));
    all.truncate(most);
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, item)| item).collect()
}

fn inputs(wall: &Wall, size: i64, most: usize) -> Dict {
    let text = |s: &str| s.into_value();
    let item = |i: &WallItem| {
        Value::Dict(dict([
            ("day", text(&i.day)),
            ("mark", text(&i.mark)),
            ("text", text(&i.text)),
            ("strong", i.strong.into_value()),
        ]))
    };
    let month = |m: &WallMonth| {
        let left = m.items.len().saturating_sub(most);
        let more =
            if left == 0 { String::new() } else { wall.more.replace("{n}", &left.to_string()) };
        Value::Dict(dict([
            ("title", text(&m.title)),
            ("items", Value::Array(kept(m, most).into_iter().map(item).collect::<Array>())),
            ("more", text(&more)),
        ]))
    };
    dict([
        ("title", text(&wall.title)),
        ("subtitle", text(&wall.subtitle)),
        ("nothing", text(&wall.nothing)),
        ("foot", text(&wall.foot)),
        ("size", size.into_value()),
        ("months", Value::Array(wall.months.iter().map(month).collect::<Array>())),
    ])
}
