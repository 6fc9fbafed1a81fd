//! What a figure was made of when the review was compiled: n/N, the silent units, and who entered and approved.

use super::formula::{objects, period_words, questions};
use crate::facts::Find;
use record::figures::{Figures, Formula, MapChoice, Total};
use record::payload::Figure;
use render::paper::SourceEntry;
use std::collections::BTreeMap;
use terms::{Day, Ref};

/// More sources than this are not listed in the annex one by one; the trace page lists them all.
const LISTED: usize = 6;

/// More silent units than this are counted in the annex; the trace page names them all.
const NAMED: usize = 5;

/// The totals inside a formula.
pub(crate) fn totals(formula: &Formula, figures: &Figures<'_>) -> Vec<Total> {
    questions(formula).into_iter().map(|q| figures.total(q)).collect()
}

/// What a figure asks of the record, the same for figures that show different sides of one total.
pub(crate) fn asks(figure: &Figure) -> String {
    match figure.formula.parse() {
        Ok(Formula::Total(question, _)) => format!("{question:?}"),
        _ => figure.key.clone(),
    }
}

/// The entry of the annex for the figures that one question answers; the first gives its words.
pub(crate) fn entry(
    together: &[&Figure],
    note_no: u32,
    href: String,
    figures: &Figures<'_>,
    as_of: Day,
) -> SourceEntry {
    let mut printed: Vec<&str> = Vec::new();
    for figure in together {
        if !printed.contains(&figure.printed.as_str()) {
            printed.push(&figure.printed);
        }
    }
    let first = together.first();
    let formula: Option<Formula> = first.and_then(|f| f.formula.parse().ok());
    let blank = SourceEntry {
        note_no,
        figure: printed.join("; "),
        formula: first.map_or_else(String::new, |f| f.explained.clone()),
        map_date: as_of.vn(),
        href,
        ..SourceEntry::default()
    };
    let Some(formula) = formula else { return blank };
    let totals = totals(&formula, figures);
    let of_total = totals.first();
    let objects = objects(&formula, figures);
    let counted = u32::try_from(objects.len()).unwrap_or(u32::MAX);
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    SourceEntry {
        period: period_words(&formula),
        map_date: map_date(&formula, as_of),
        contributing: of_total.map_or(counted, |t| small(t.reported)),
        expected: of_total.map_or(counted, |t| small(t.expected)),
        silent: of_total.map(silent).unwrap_or_default(),
        sources: match of_total {
            Some(total) => reports(total, figures),
            None => listed(objects.into_iter().map(|o| o.name).collect(), "trang truy xuất"),
        },
        ..blank
    }
}

fn map_date(formula: &Formula, as_of: Day) -> String {
    match questions(formula).first().map(|q| q.map) {
        Some(MapChoice::AsReported) => "Từng kỳ báo cáo".to_owned(),
        Some(MapChoice::OnDay(day)) => day.vn(),
        None => as_of.vn(),
    }
}

fn silent(total: &Total) -> Vec<String> {
    let mut periods: Vec<_> = total.missing.iter().map(|m| m.period).collect();
    periods.dedup();
    let name = |m: &record::figures::Silent| match periods.len() {
        1 => m.unit.name.clone(),
        _ => format!("{} ({})", m.unit.name, m.period.label()),
    };
    let mut names: Vec<String> = total.missing.iter().map(name).collect();
    let rest = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if rest > 0 {
        names.push(format!("và {rest} báo cáo khác, nêu tại trang truy xuất"));
    }
    names
}

/// How many reports, by who entered and approved them; where they are few, whose. The trace page lists each.
fn reports(total: &Total, figures: &Figures<'_>) -> Vec<String> {
    let mut seen: Vec<&Ref> = Vec::new();
    for c in &total.contributing {
        if !seen.contains(&&c.submission) {
            seen.push(&c.submission);
        }
    }
    let facts = figures.facts();
    let mut by_hands: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for s in seen.iter().filter_map(|at| facts.submission(at)) {
        let entered = s.submitted.as_ref().map_or(String::new(), |by| by.actor.name.clone());
        let approved =
            s.approved.as_ref().map_or("chưa duyệt".to_owned(), |by| by.actor.name.clone());
        let report = format!("{} ({})", s.unit.name, s.period.label());
        by_hands.entry((entered, approved)).or_default().push(report);
    }
    let words = by_hands.into_iter().map(|((entered, approved), reports)| {
        let reports = match reports.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one}, {two}"),
            many => format!("{} báo cáo", many.len()),
        };
        format!("{reports}; nhập: {entered}; duyệt: {approved}")
    });
    listed(words.collect(), "trang truy xuất")
}

fn listed(mut all: Vec<String>, place: &str) -> Vec<String> {
    let n = all.len();
    if n > LISTED {
        all.truncate(LISTED);
        all.push(format!("và {} nguồn khác, nêu tại {place}", n - LISTED));
    }
    all
}
