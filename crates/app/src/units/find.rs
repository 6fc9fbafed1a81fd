//! Units as people type them: a code, or a full name with its superiors behind commas; one, or the candidates are named.

use crate::error::{Error, Problem};
use record::figures::{Facts, UnitTree};
use record::object::Unit;
use record::payload::Share;
use terms::Day;

/// How much of a unit goes into another one, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Toàn bộ.
    Whole,
    /// Một phần diện tích và dân số.
    Some,
    /// Một phần diện tích, toàn bộ dân số.
    AllPeople,
    /// Chưa rõ phần.
    Unknown,
}

impl Part {
    /// Shares of area and of people.
    pub fn shares(self) -> (Share, Share) {
        match self {
            Self::Whole => (Share::All, Share::All),
            Self::Some => (Share::Part, Share::Part),
            Self::AllPeople => (Share::Part, Share::All),
            Self::Unknown => (Share::Unknown, Share::Unknown),
        }
    }

    fn typed(words: &str) -> Option<Self> {
        match text::fold::bare(words.trim()).as_str() {
            "" | "toan bo" => Some(Self::Whole),
            "mot phan" => Some(Self::Some),
            "toan bo dan so" => Some(Self::AllPeople),
            "chua ro" => Some(Self::Unknown),
            _ => None,
        }
    }
}

/// A unit that goes into another one, as typed: `xã An Bình | một phần`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code, or name with its superiors behind commas.
    pub unit: String,
    /// How much of it.
    pub part: Part,
}

impl Line {
    /// A line as typed.
    ///
    /// # Errors
    /// `unit.line-bad` with the line.
    pub fn parse(line: &str) -> Result<Self, Error> {
        let (unit, part) = line.split_once('|').unwrap_or((line, ""));
        let bad = || Error::Refused(Problem::new("unit.line-bad", [("line", line.to_owned())]));
        let part = Part::typed(part).filter(|_| !unit.trim().is_empty()).ok_or_else(bad)?;
        Ok(Self { unit: unit.trim().to_owned(), part })
    }
}

/// The one unit of a day that fits what was typed.
///
/// # Errors
/// `unit.unknown`, or `unit.ambiguous` with the candidates and their superiors.
pub(crate) fn unit<'a>(facts: &'a Facts, typed: &str, day: Day) -> Result<&'a Unit, Error> {
    let tree = UnitTree::of(&facts.units);
    let mut names = typed.split(',').map(|part| text::fold::match_key(part.trim()));
    let first = names.next().unwrap_or_default();
    let above: Vec<String> = names.collect();
    let fits = |u: &&Unit| {
        let called = u.name_on(day).is_some_and(|n| {
            n.code.as_deref() == Some(typed.trim())
                || [n.full(), n.name.clone()].iter().any(|n| text::fold::match_key(n) == first)
        });
        u.exists_on(day) && called && above.iter().all(|a| lies_under(&tree, u, a, day))
    };
    let found: Vec<&Unit> = facts.units.iter().filter(fits).collect();
    let full =
        |u: &&&Unit| u.name_on(day).is_some_and(|n| text::fold::match_key(&n.full()) == first);
    let exact: Vec<&Unit> = found.iter().filter(full).copied().collect();
    match (found.as_slice(), exact.as_slice()) {
        ([one], _) | (_, [one]) => Ok(one),
        ([], _) => Err(unknown(typed, day)),
        (many, _) => Err(ambiguous(&tree, typed, many, day)),
    }
}

fn lies_under(tree: &UnitTree<'_>, unit: &Unit, name: &str, day: Day) -> bool {
    let above = std::iter::successors(tree.above(&unit.at, day), |at| tree.above(at, day)).take(8);
    above.filter_map(|at| tree.get(at)).any(|u| {
        u.name_on(day).is_some_and(|n| {
            [n.full(), n.name.clone()].iter().any(|n| text::fold::match_key(n) == name)
        })
    })
}

fn unknown(typed: &str, day: Day) -> Error {
    let facts = [("name", typed.to_owned()), ("on", day.vn())];
    Error::Refused(Problem::new("unit.unknown", facts))
}

fn ambiguous(tree: &UnitTree<'_>, typed: &str, many: &[&Unit], day: Day) -> Error {
    let path = |u: &&Unit| {
        let above = tree.above(&u.at, day).and_then(|at| tree.get(at));
        let above = above.map_or(String::new(), |a| format!(", {}", a.named_on(day).name));
        let code = u.code_on(day).map_or(String::new(), |c| format!(" (mã {c})"));
        format!("{}{above}{code}", u.named_on(day).name)
    };
    let candidates: Vec<String> = many.iter().take(8).map(path).collect();
    let facts = [("name", typed.to_owned()), ("candidates", candidates.join("; "))];
    Error::Refused(Problem::new("unit.ambiguous", facts))
}
