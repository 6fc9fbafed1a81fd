//! Days without a year: between which days they must lie, and why.

use crate::context::Parts;
use crate::contract::{DateMention, Warning};

use super::{called, candidate, day, warning};

/// A day that bounds others, with what the text says of it.
struct Bound {
    edtf: String,
    reason: String,
}

/// Finds days and months whose year the text does not state.
pub(super) fn find(parts: &Parts, published: Option<&str>) -> Vec<Warning> {
    let earliest = latest_cited(parts);
    parts
        .dates
        .iter()
        .filter(|d| d.edtf.starts_with("XXXX"))
        .map(|d| doubt(d, earliest.as_ref(), published))
        .collect()
}

/// The youngest document that the text cites: what the text reports came after it.
fn latest_cited(parts: &Parts) -> Option<Bound> {
    let dated = parts
        .citations
        .iter()
        .filter_map(|c| c.date.as_deref().filter(|d| d.len() == 10).map(|d| (d, c)));
    let (date, citation) = dated.max_by(|a, b| a.0.cmp(b.0))?;
    Some(Bound {
        edtf: date.to_owned(),
        reason: format!("{} ban hành ngày {} đã được dẫn", called(citation), day(date)),
    })
}

fn doubt(date: &DateMention, after: Option<&Bound>, published: Option<&str>) -> Warning {
    let month_day = date.edtf.get(5..).and_then(|r| r.split('/').next()).unwrap_or("");
    let from = after.and_then(|b| first_after(&b.edtf, month_day));
    let to = published.and_then(|p| last_before(p, month_day));
    let mut reasons: Vec<String> =
        after.map(|b| format!("không sớm hơn vì {}", b.reason)).into_iter().collect();
    reasons.extend(published.map(|p| format!("không muộn hơn ngày đăng {}", day(p))));
    let value = format!("{}/{}", from.as_deref().unwrap_or(".."), to.as_deref().unwrap_or(".."));
    let known = from.is_some() || to.is_some();
    let why = if known {
        reasons.join("; ")
    } else {
        "bài không có ngày nào khác làm mốc".to_owned()
    };
    let message = format!(
        "“{}”: không ghi năm và bài không cho biết năm ({why}). Hãy bổ sung năm theo nguồn hoặc ngày đăng.",
        date.text
    );
    let candidates = if known { vec![candidate(value, why)] } else { Vec::new() };
    warning("date.year-missing", message, date.start, date.end, candidates)
}

/// The first such day on or after a full day.
fn first_after(bound: &str, month_day: &str) -> Option<String> {
    let year: i32 = bound.get(..4)?.parse().ok()?;
    let year = if month_day >= bound.get(5..)? { year } else { year + 1 };
    Some(format!("{year}-{month_day}"))
}

/// The last such day on or before a full day.
fn last_before(bound: &str, month_day: &str) -> Option<String> {
    let year: i32 = bound.get(..4)?.parse().ok()?;
    let year = if month_day <= bound.get(5..)? { year } else { year - 1 };
    Some(format!("{year}-{month_day}"))
}
