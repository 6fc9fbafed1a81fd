//! A year of the calendar on a page, and on one A3 sheet.

use super::super::fault::Fault;
use super::super::pieces::n;
use super::super::reply::{file, html, media_type};
use super::super::who::{Shared, Who};
use super::{Asked, address, filters, views};
use crate::layout::Nav;
use crate::view::calendar::{CalendarYearPage, YearMonth};
use crate::view::common::Link;
use app::calendar::{CalendarView, Entry};
use axum::extract::{Query, State};
use axum::response::Response;
use std::collections::BTreeMap;
use terms::{CalendarKind, Day};

/// How many entries of a month a year shows.
const SHOWN: usize = 8;

async fn view(shared: &Shared, who: &Who, asked: &Asked) -> Result<(i16, CalendarView), Fault> {
    let year = asked.year(shared.office.today());
    let asked = Asked { year: year.to_string(), ..asked.clone() };
    let query = asked.query(who.lang, asked.window(shared.office.today()))?;
    Ok((year, shared.office.calendar(&who.viewer, query).await?))
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (year, view) = view(&shared, &who, &asked).await?;
    let bodies = shared.office.body_choices(&who.viewer, None).await?;
    let to = |path: &str, year: i16| {
        let year = year.to_string();
        let of = [("body", asked.body.as_str()), ("kind", &asked.kind), ("field", &asked.field)];
        let pairs: Vec<(&str, &str)> = std::iter::once(("year", year.as_str())).chain(of).collect();
        address(path, &pairs)
    };
    html(&CalendarYearPage {
        year: year.to_string(),
        prev: to("/calendar/year", year - 1),
        next: to("/calendar/year", year + 1),
        views: views(who.lang, 2),
        filters: filters(who.lang, &asked, &bodies),
        months: (1..=12).map(|month| one(&who, &view, &asked, year, month)).collect(),
        sheet: to("/calendar/year.pdf", year),
        export: to("/calendar.xlsx", year),
        p: who.page(&shared, Nav::Calendar).await,
    })
}

fn one(who: &Who, view: &CalendarView, asked: &Asked, year: i16, month: i8) -> YearMonth {
    let within = |day: Day| day.year() == year && day.month() == month;
    let all: Vec<&Entry> = view.entries.iter().filter(|e| within(e.span.last)).collect();
    let mut counts: BTreeMap<CalendarKind, u64> = BTreeMap::new();
    for e in &all {
        *counts.entry(e.kind).or_default() += 1;
    }
    let weighty = all.iter().filter(|e| {
        !matches!(e.kind, CalendarKind::Task | CalendarKind::Report)
            && (e.kind != CalendarKind::Anniversary || e.round.is_some())
    });
    let name = who.lang.ta("calendar-month-of", &[("name", &format!("{month}/{year}"))]);
    let page = [
        ("month", format!("{year}-{month:02}")),
        ("body", asked.body.clone()),
        ("kind", asked.kind.clone()),
        ("field", asked.field.clone()),
    ];
    let page: Vec<(&str, &str)> = page.iter().map(|(k, v)| (*k, v.as_str())).collect();
    YearMonth {
        month: Link::new(name, address("/calendar", &page)),
        counts: counts.into_iter().collect(),
        items: weighty
            .take(SHOWN)
            .map(|e| (app::calendar::days_in(e.span, year, month), e.title.clone()))
            .collect(),
        clashes: n(view.clashes.iter().filter(|c| within(c.monday)).count()),
    }
}

pub(super) async fn sheet(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (year, view) = view(&shared, &who, &asked).await?;
    let name = format!("lich-{year}-a3.pdf");
    let whose = match &shared.settings.sample {
        Some(sample) => format!("Dữ liệu mẫu, hư cấu: {sample}"),
        None => shared.settings.site_name.clone(),
    };
    Ok(file(&name, media_type(&name), view.wall(year, &whose)?))
}
