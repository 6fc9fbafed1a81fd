//! Terms (nhiệm kỳ, khóa) at which counters of document numbers begin anew: of the Party's Central Committee and of the
//! National Assembly. Knows years only; neighbouring terms share the year in which one hands over to the next.
//!
//! Reads `data/party_terms.tsv` and `data/assembly_terms.tsv`.

use crate::Edtf;
use crate::edtf::Point;
use std::sync::LazyLock;

/// One term: its name and the years in which it begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenure {
    /// As written after `khóa`: `XI` of the Party, `15` in numbers of the Assembly.
    pub name: &'static str,
    /// The year in which it begins.
    pub from: i16,
    /// The year in which it ends; `None` for the one that runs.
    pub to: Option<i16>,
}

impl Tenure {
    /// Whether some day of the years from `first` to `last` can lie in it.
    pub fn meets(&self, first: i16, last: i16) -> bool {
        self.from <= last && self.to.is_none_or(|to| first <= to)
    }

    /// Its years as a date: `2011/2016`.
    pub fn years(&self) -> Edtf {
        Edtf::Interval(Some(Point::Year(self.from)), self.to.map(Point::Year))
    }
}

/// Terms of the Central Committee, the oldest first.
pub fn party() -> &'static [Tenure] {
    static ALL: LazyLock<Vec<Tenure>> =
        LazyLock::new(|| read(include_str!("../data/party_terms.tsv")));
    &ALL
}

/// Terms of the National Assembly, the oldest first.
pub fn assembly() -> &'static [Tenure] {
    static ALL: LazyLock<Vec<Tenure>> =
        LazyLock::new(|| read(include_str!("../data/assembly_terms.tsv")));
    &ALL
}

fn read(tsv: &'static str) -> Vec<Tenure> {
    let rows = tsv.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t').map(str::trim);
        let (name, from) = (cells.next()?, cells.next()?.parse().ok()?);
        Some(Tenure { name, from, to: cells.next().and_then(|to| to.parse().ok()) })
    })
    .collect()
}

/// The years of a term of the Party as typed: `khóa XI` is `2011/2016`; `None` when no such term is known.
///
/// ```
/// let years = terms::tenure::party_term("khóa XI").unwrap();
/// assert_eq!(years.to_string(), "2011/2016");
/// ```
pub fn party_term(typed: &str) -> Option<Edtf> {
    let lower = typed.trim().to_lowercase();
    let name = lower.strip_prefix("khóa").or_else(|| lower.strip_prefix("khoá"))?.trim();
    party().iter().find(|t| t.name.to_lowercase() == name).map(Tenure::years)
}

/// Terms of the Party in which a date can lie; the years of one term mean that term.
pub fn party_terms_of(date: Edtf) -> Vec<&'static Tenure> {
    if let Some(term) = party().iter().find(|t| t.years() == date) {
        return vec![term];
    }
    let year = |day: Option<crate::Day>| day.map(crate::Day::year);
    let (first, last) = (year(date.first()), year(date.last()));
    let (first, last) = (first.unwrap_or(i16::MIN), last.unwrap_or(i16::MAX));
    party().iter().filter(|t| t.meets(first, last)).collect()
}
