//! What else bounds a day without a year: the period under review, the period planned next, the age of what is reviewed.

use crate::context::{Context, Parts};
use crate::contract::{Citation, Post};
use crate::cursor::{has_phrase, last_bytes};
use crate::doubt::{called, term};

use super::Bound;

/// A review is held in the last year of its period or later.
pub(super) fn reviewed(parts: &Parts) -> Option<Bound> {
    let period = parts.activity?.period.as_deref()?;
    let (from, to) = years(period)?;
    Some(Bound {
        edtf: format!("{to}-01-01"),
        reason: format!("hoạt động đánh giá giai đoạn {from}-{to}"),
    })
}

/// Directions for a period are laid down before it begins or in its first year.
pub(super) fn planned(cx: &Context, parts: &Parts) -> Option<Bound> {
    parts.activity?.period.as_deref().and_then(years)?;
    let cues = ["phương hướng", "nhiệm vụ giai đoạn", "giai đoạn tới"];
    let planned = parts.dates.iter().find_map(|d| {
        let lead = last_bytes(cx.fold.get(..d.start)?, 60);
        cues.iter().any(|c| has_phrase(lead, c)).then(|| years(&d.edtf)).flatten()
    });
    planned.map(|(from, to)| Bound {
        edtf: format!("{from}-12-31"),
        reason: format!("bài nêu phương hướng giai đoạn {from}-{to}"),
    })
}

/// A review of so many years of a document is held when about as many have passed since its day, or, where that is not
/// told of a Party resolution, since the earliest term known.
pub(super) fn since_term(parts: &Parts) -> Option<Bound> {
    let activity = parts.activity?;
    let length: i32 =
        activity.period.as_deref()?.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
    let of = |c: &&Citation| c.number.as_ref().is_some_and(|n| activity.reviews.contains(n));
    let dated = parts.citations.iter().filter(of).find(|c| c.date.is_some());
    if let Some(reviewed) = dated {
        let year: i32 = reviewed.date.as_deref()?.get(..4)?.parse().ok()?;
        return Some(Bound {
            edtf: format!("{}-01-01", year.checked_add(length)? - 1),
            reason: format!(
                "bài đánh giá {length} năm thực hiện {} ban hành năm {year}",
                called(reviewed)
            ),
        });
    }
    let (from, citation) = term::earliest_open(parts)?;
    Some(Bound {
        edtf: format!("{}-01-01", from.checked_add(length)?),
        reason: format!(
            "bài đánh giá {length} năm thực hiện {}, mà nhiệm kỳ sớm nhất đã biết bắt đầu năm {from}",
            called(citation)
        ),
    })
}

/// People named with their posts, whose time in office a reader can look up.
pub(super) fn holders(parts: &Parts) -> Option<String> {
    let office = |p: &&Post| !p.title.starts_with("Ủy viên");
    let held =
        parts.people.iter().filter_map(|p| p.posts.iter().rfind(office).map(|post| (p, post)));
    let names: Vec<String> =
        held.take(2).map(|(p, post)| format!("{} ({})", p.name, post.title)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// First and last year of an interval of years.
fn years(edtf: &str) -> Option<(&str, &str)> {
    let (from, to) = edtf.split_once('/')?;
    let year = |y: &str| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit());
    (year(from) && year(to)).then_some((from, to))
}
