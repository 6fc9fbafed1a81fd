//! Days without a year: between which days they must lie, and why.

mod period;

use crate::context::{Context, Parts};
use crate::contract::{DateMention, Warning};
use crate::cursor::Cursor;

use super::{called, candidate, day, warning};

/// A day that bounds others, with what the text says of it.
struct Bound {
    edtf: String,
    reason: String,
}

/// Finds days and months whose year the text does not state.
///
/// A document that orders work speaks of days to come and of every year, so its days are not bounded.
pub(super) fn find(cx: &Context, parts: &Parts, published: Option<&str>) -> Vec<Warning> {
    let mut open = parts.dates.iter().filter(|d| is_open_day(&d.edtf) && !recurs(cx, d)).peekable();
    if open.peek().is_none() {
        return Vec::new();
    }
    let reports = parts.heading.is_none();
    let later = [latest_cited(parts), period::reviewed(parts), period::since_term(parts)];
    let after = later.into_iter().flatten().filter(|_| reports).max_by(|a, b| a.edtf.cmp(&b.edtf));
    let stamp = published
        .map(|p| Bound {
            edtf: p.to_owned(), reason: format!("bài được đăng ngày {}", day(p))
        });
    let sooner = [stamp, period::planned(cx, parts)];
    let before =
        sooner.into_iter().flatten().filter(|_| reports).min_by(|a, b| a.edtf.cmp(&b.edtf));
    let holders = if reports { period::holders(parts) } else { None };
    open.map(|d| doubt(d, after.as_ref(), before.as_ref(), holders.as_deref())).collect()
}

/// Whether a value is a day, or begins with one, whose year is not known.
fn is_open_day(edtf: &str) -> bool {
    edtf.starts_with("XXXX") && edtf.split('/').next().is_some_and(|d| d.len() == 10)
}

/// Whether a day comes every year or in a year told by words (`ngày 15/12 hằng năm`, `31/3 năm sau`).
fn recurs(cx: &Context, date: &DateMention) -> bool {
    let mut c = Cursor::new(&cx.fold, date.end);
    let told = [
        "hằng năm",
        "hàng năm",
        "năm sau",
        "năm kế tiếp",
        "năm báo cáo",
        "năm trước",
        "mỗi năm",
        "của năm",
    ];
    c.any_word(&told)
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

fn doubt(
    date: &DateMention,
    after: Option<&Bound>,
    before: Option<&Bound>,
    holders: Option<&str>,
) -> Warning {
    let month_day = date.edtf.get(5..).and_then(|r| r.split('/').next()).unwrap_or("");
    let from = after.and_then(|b| first_after(&b.edtf, month_day));
    let to = before.and_then(|b| last_before(&b.edtf, month_day));
    let contradict = from.is_some() && to.is_some() && from > to;
    let (from, to) = if contradict { (None, None) } else { (from, to) };
    let mut reasons: Vec<String> =
        after.map(|b| format!("không sớm hơn vì {}", b.reason)).into_iter().collect();
    reasons.extend(before.map(|b| format!("không muộn hơn vì {}", b.reason)));
    let value = format!("{}/{}", from.as_deref().unwrap_or(".."), to.as_deref().unwrap_or(".."));
    let known = from.is_some() || to.is_some();
    let why = if known {
        reasons.join("; ")
    } else {
        "bài không có ngày nào khác làm mốc".to_owned()
    };
    let hint = holders
        .map(|h| format!(" Có thể đối chiếu thời gian giữ chức của {h}."))
        .unwrap_or_default();
    let message = format!(
        "“{}”: không ghi năm và bài không cho biết năm ({why}). Hãy bổ sung năm theo nguồn hoặc ngày đăng.{hint}",
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
