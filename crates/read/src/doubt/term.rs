//! Party numbers without a day: the counter begins anew each congress term, so several documents bear the same number.
//!
//! The terms stand in `terms::tenure`.

use terms::tenure::{self, Tenure};

use crate::context::{Context, Parts};
use crate::contract::{Candidate, Citation, Warning};
use crate::cursor::Cursor;
use crate::word::Set;

use super::{called, candidate, warning};

/// Finds Party numbers whose term is open, each once.
pub(super) fn find(cx: &Context, parts: &Parts, published: Option<&str>) -> Vec<Warning> {
    let (open, told): (Vec<_>, Vec<_>) = parts.citations.iter().partition(|c| is_open(cx, c));
    let mut settled: Set<Option<&str>> = told.iter().map(|c| c.number.as_deref()).collect();
    open.into_iter()
        .filter(|c| settled.insert(c.number.as_deref()))
        .map(|c| doubt(c, latest_year(parts, published)))
        .collect()
}

/// Whether a citation has a central Party number with neither a day nor a term behind it.
fn is_open(cx: &Context, citation: &Citation) -> bool {
    let central = citation.number.as_deref().is_some_and(|n| n.ends_with("/TW"));
    central && citation.date.is_none() && !term_behind(cx, citation)
}

fn term_behind(cx: &Context, citation: &Citation) -> bool {
    let mut c = Cursor::new(&cx.fold, citation.end);
    if c.word("của") {
        let end = crate::issuer::read_at(cx, c.at).map_or(c.at, |(r, _)| r.end);
        c = Cursor::new(&cx.fold, end);
    }
    c.blanks();
    c.eat(",");
    c.blanks();
    c.eat("(");
    c.word("khóa")
}

fn latest_year(parts: &Parts, published: Option<&str>) -> Option<i32> {
    let year = |d: &str| d.get(..4).and_then(|y| y.parse::<i32>().ok());
    let heading = parts.heading.and_then(|h| h.date.as_deref());
    published.or(heading).and_then(year)
}

fn doubt(citation: &Citation, known_until: Option<i32>) -> Warning {
    let possible =
        tenure::party().iter().filter(|t| known_until.is_none_or(|y| i32::from(t.from) <= y));
    let candidates: Vec<Candidate> =
        possible.rev().map(|t| candidate(format!("khóa {}", t.name), reason(t))).collect();
    let message = format!(
        "{}: không ghi ngày ban hành, mà số văn bản của Đảng được đánh lại từ đầu mỗi nhiệm kỳ nên có thể trùng. Hãy chọn khóa hoặc bổ sung ngày ban hành.",
        called(citation)
    );
    warning("citation.term-open", message, citation.start, citation.end, candidates)
}

/// First year of the earliest term known, and whether a central Party number of the text leaves its term open.
pub(super) fn earliest_open<'a>(parts: &Parts<'a>) -> Option<(i32, &'a Citation)> {
    let open = parts
        .citations
        .iter()
        .find(|c| c.date.is_none() && c.number.as_deref().is_some_and(|n| n.ends_with("-NQ/TW")))?;
    Some((tenure::party().iter().map(|t| i32::from(t.from)).min()?, open))
}

fn reason(term: &Tenure) -> String {
    match term.to {
        Some(to) => format!("nhiệm kỳ {}-{to}", term.from),
        None => format!("nhiệm kỳ từ năm {}", term.from),
    }
}
