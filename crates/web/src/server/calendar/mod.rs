//! Lịch: a month, a list, a year, as files, as a feed; its rules; the date of a document with what moves.

mod date;
mod feed;
mod item;
mod rules;
mod year;

pub(super) use item::{month_of, moved_rows};

use super::cookie::encode;
use super::fault::Fault;
use super::list::{pager, with};
use super::pieces::{day, n};
use super::reply::{file, html, media_type};
use super::route::{ACCOUNT, APPROVER, NOBODY, OFFICER, READER, Routes, get, post};
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::calendar::{CalendarItem, CalendarPage, CellItem, DayCell};
use crate::view::common::{Choice, Coded, Link, Select};
use app::calendar::{CalendarQuery, CalendarView, Entry};
use app::view::{PER_PAGE, Paged};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{CalendarKind, Day, Field, Named, Period, Role};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/calendar", get(READER, show))
        .route("/calendar.xlsx", get(READER, export))
        .route("/calendar.ics", get(NOBODY, feed::read))
        .route("/calendar/year", get(READER, year::show))
        .route("/calendar/year.pdf", get(READER, year::sheet))
        .route("/calendar/feed", get(READER, feed::show).post(READER, feed::make))
        .route("/calendar/feed/end", post(ACCOUNT, feed::end))
        .route("/calendar/rules", get(READER, rules::show).post(APPROVER, rules::lay))
        .route("/documents/{site}/{id}/date", get(READER, date::show).post(OFFICER, date::correct))
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
struct Asked {
    month: String,
    year: String,
    body: String,
    kind: String,
    field: String,
    known: String,
    view: String,
    page: String,
}

impl Asked {
    fn query(&self, lang: Lang, window: Period) -> Result<CalendarQuery, Fault> {
        Ok(CalendarQuery {
            window,
            body: self.body.parse().ok(),
            kind: CalendarKind::from_code(&self.kind),
            field: Field::from_code(&self.field),
            known: day(lang, &self.known)?,
        })
    }

    /// The first day of the month asked for; of this month when nothing readable is asked.
    fn month(&self, today: Day) -> Day {
        let asked = format!("{}-01", self.month.trim()).parse().ok();
        asked.or(Day::new(today.year(), today.month(), 1).ok()).unwrap_or(today)
    }

    /// The year asked for; this one when nothing readable is asked.
    fn year(&self, today: Day) -> i16 {
        self.year.trim().parse().ok().filter(|y| (1900..=2200).contains(y)).unwrap_or(today.year())
    }

    fn is_list(&self) -> bool {
        self.view == "list"
    }

    /// The days shown: a month, a year, or eighteen months.
    fn window(&self, today: Day) -> Period {
        if !self.year.is_empty() {
            return Period::year(self.year(today)).unwrap_or_else(|_| app::calendar::ahead(today));
        }
        let first = self.month(today);
        match self.is_list() {
            // A list begins today unless another month is asked for.
            true if self.month.is_empty() => app::calendar::ahead(today),
            true => app::calendar::ahead(first),
            false => Period::new(first, first.end_of_month())
                .unwrap_or_else(|_| app::calendar::ahead(today)),
        }
    }
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (lang, today) = (who.lang, shared.office.today());
    let window = Asked { year: String::new(), ..asked.clone() }.window(today);
    let query = asked.query(lang, window)?;
    let view = shared.office.calendar(&who.viewer, query).await?;
    let bodies = shared.office.body_choices(&who.viewer, None).await?;
    let here = who.here.as_str();
    let list = asked.is_list();
    let month = asked.month(today);
    let beside = |months: i32| {
        let other =
            if months < 0 { month.plus_days(-1) } else { month.end_of_month().plus_days(1) };
        with(&with(here, "page", ""), "month", &month_words(other))
    };
    let part = Paged::of(
        view.entries.clone(),
        asked.page.parse().unwrap_or(1),
        if list { PER_PAGE } else { 0 },
    );
    // Whoever may not assign a task is not led to where one is assigned.
    let may = who.viewer.is(Role::Officer);
    let shown = |e: &Entry, anchor: String| {
        let item = item::item(lang, &view, e, anchor);
        let prepare = if may { item.prepare.clone() } else { String::new() };
        CalendarItem { prepare, ..item }
    };
    let items = part.rows.iter().enumerate().map(|(i, e)| shown(e, format!("m-{i}")));
    let late = view.late.iter().take(20).enumerate();
    let late = late.map(|(i, e)| shown(e, format!("l-{i}")));
    html(&CalendarPage {
        title: title(lang, list, window, month),
        known: view.query.known.map(Day::vn),
        prev: beside(-1),
        next: beside(1),
        views: views(lang, if list { 1 } else { 0 }),
        month: if list && asked.month.is_empty() { String::new() } else { month_words(month) },
        known_typed: asked.known.clone(),
        view: if list { "list" } else { "month" }.to_owned(),
        filters: filters(lang, &asked, &bodies),
        weekdays: if list { Vec::new() } else { (1..=7).map(|n| weekday(lang, n)).collect() },
        weeks: if list { Vec::new() } else { weeks(&view, month) },
        items: items.collect(),
        pager: list.then(|| pager(&part, here)),
        clashes: view.clashes.iter().map(|c| item::clash(&view, c, list)).collect(),
        moved: view.moved.iter().map(|m| item::moved(lang, m)).collect(),
        moved_since: view.moved_since.vn(),
        late: late.collect(),
        all_late: n(view.late.len()),
        export: format!("/calendar.xlsx?{}", here.split_once('?').map_or("", |(_, q)| q)),
        not_exported: n(view.not_exported()),
        may_plan: who.viewer.is(Role::Officer),
        p: who.page(&shared, Nav::Calendar).await,
    })
}

fn title(lang: Lang, list: bool, window: Period, month: Day) -> String {
    if list {
        let ends = [("from", &*window.from().vn()), ("to", &*window.to().vn())];
        return lang.ta("calendar-from-to", &ends);
    }
    lang.ta("calendar-month-of", &[("name", &format!("{}/{}", month.month(), month.year()))])
}

/// `2027-03`.
fn month_words(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn weekday(lang: Lang, number: i8) -> String {
    match number {
        1 => lang.t("weekday-1"),
        2 => lang.t("weekday-2"),
        3 => lang.t("weekday-3"),
        4 => lang.t("weekday-4"),
        5 => lang.t("weekday-5"),
        6 => lang.t("weekday-6"),
        _ => lang.t("weekday-7"),
    }
}

/// The ways to look at the calendar, one of them shown.
fn views(lang: Lang, shown: usize) -> Vec<(Link, bool)> {
    let all = [
        (lang.t("calendar-month"), "/calendar"),
        (lang.t("calendar-list"), "/calendar?view=list"),
        (lang.t("calendar-year"), "/calendar/year"),
        (lang.t("calendar-rules"), "/calendar/rules"),
        (lang.t("calendar-feed"), "/calendar/feed"),
    ];
    let all = all.into_iter().enumerate();
    all.map(|(i, (label, href))| (Link::new(label, href), i == shown)).collect()
}

fn filters(lang: Lang, asked: &Asked, bodies: &[Named]) -> Vec<Select> {
    let any = |on: bool| Choice::new("", lang.t("filter-any"), on);
    let mut body = vec![any(asked.body.is_empty())];
    body.extend(super::pieces::choices(bodies, asked.body.parse().ok().as_ref()));
    let mut kind = vec![any(asked.kind.is_empty())];
    let kinds = CalendarKind::ALL.iter();
    kind.extend(kinds.map(|k| Choice::new(k.code(), lang.t(&k.key()), k.code() == asked.kind)));
    let mut field = vec![any(asked.field.is_empty())];
    let fields = Field::ALL.iter();
    field.extend(fields.map(|f| Choice::new(f.code(), lang.t(&f.key()), f.code() == asked.field)));
    vec![
        Select::new("body", lang.t("calendar-body"), body),
        Select::new("kind", lang.t("calendar-kind"), kind),
        Select::new("field", lang.t("task-field"), field),
    ]
}

/// The weeks of a month, Monday first.
fn weeks(view: &CalendarView, month: Day) -> Vec<Vec<DayCell>> {
    let mut monday = app::calendar::monday_of(month);
    let mut all = Vec::new();
    while monday <= month.end_of_month() {
        all.push((0..7).map(|i| cell(view, month, monday.plus_days(i))).collect());
        monday = monday.plus_days(7);
    }
    all
}

/// How long, in days, something may last to be shown on each of its days.
const SHOWN_DAILY: i32 = 14;

fn cell(view: &CalendarView, month: Day, day: Day) -> DayCell {
    let within = day.month() == month.month() && day.year() == month.year();
    let on = |e: &Entry| {
        let long = e.span.first.days_until(e.span.last) > SHOWN_DAILY;
        if long { e.span.last == day } else { e.span.first <= day && day <= e.span.last }
    };
    let items = view.entries.iter().enumerate().filter(|(_, e)| within && on(e));
    let one = |(i, e): (usize, &Entry)| CellItem {
        anchor: format!("m-{i}"),
        kind: e.kind,
        title: e.title.clone(),
        clash: view.clashes_of(&e.key).next().is_some(),
    };
    DayCell {
        number: within.then_some(day.day()),
        today: within && day == view.today,
        items: items.map(one).collect(),
    }
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let window = asked.window(shared.office.today());
    let query = asked.query(who.lang, window)?;
    let view = shared.office.calendar(&who.viewer, query).await?;
    let name = format!("lich-{}-{}.xlsx", window.from(), window.to());
    Ok(file(&name, media_type(&name), view.xlsx()?))
}

/// The address of a page of the calendar with some of what is asked.
fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        filled.map(|(key, value)| format!("{key}={}", encode(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}
