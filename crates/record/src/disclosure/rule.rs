//! How wide what a reader can work out must stay: a row of `data/disclosure.tsv`, by the day.

use super::Bounds;
use terms::Day;

const TABLE: &str = include_str!("../../data/disclosure.tsv");

/// How wide the interval must be in which a reader can place a figure held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// At least so many per cent of the value to each side of it; below not beyond zero.
    pub percent: u32,
    /// At least so wide in all, in units of the last digit.
    pub width: u32,
}

/// A row of the table that does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a rule of disclosure: {0:?}")]
pub struct BadRule(pub String);

impl Rule {
    /// The rule that holds on a day; `None` before the first one.
    ///
    /// # Errors
    /// When the table does not read, which a test excludes.
    pub fn on(day: Day) -> Result<Option<Self>, BadRule> {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
        let rows: Vec<(Day, Option<Day>, Self)> = rows.map(row).collect::<Result<_, _>>()?;
        let holds = |(from, to, _): &&(Day, Option<Day>, Self)| {
            *from <= day && to.is_none_or(|to| day <= to)
        };
        Ok(rows.iter().rfind(holds).map(|(.., rule)| *rule))
    }

    /// How far from the value what can be worked out must reach to each side.
    pub(super) fn reach(&self, value: i128) -> i128 {
        (value.abs() * i128::from(self.percent) + 99) / 100
    }

    /// Whether what a reader can work out is wide enough around a value. A side without an end is wide enough.
    pub fn keeps(&self, value: i128, bounds: &Bounds) -> bool {
        let reach = self.reach(value);
        let low = (value - reach).max(0).min(value);
        let below = bounds.least.is_none_or(|least| least <= low);
        let above = bounds.most.is_none_or(|most| most >= value + reach);
        let wide = bounds.least.zip(bounds.most);
        below && above && wide.is_none_or(|(least, most)| most - least >= i128::from(self.width))
    }
}

fn row(line: &str) -> Result<(Day, Option<Day>, Rule), BadRule> {
    let read = || {
        let [_, percent, width, from, to, _, reason, source] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            return None;
        };
        let to = if to.is_empty() { None } else { Some(to.parse().ok()?) };
        let rule = Rule { percent: percent.parse().ok()?, width: width.parse().ok()? };
        let said = !reason.is_empty() && !source.is_empty() && rule.percent > 0;
        said.then_some((from.parse().ok()?, to, rule))
    };
    read().ok_or_else(|| BadRule(line.to_owned()))
}
