//! The calendar that follows from the record, as people ask for it: a window, a body, a kind, as it is or as it was known.
//!
//! Days are computed by `record::calendar`; here are the clock, the rules of this installation and what is shown.

mod dates;
mod export;
mod feed;
mod planned;
mod rules;

pub use dates::{DateFollows, DocumentDate};
pub use export::{days_in, moved_words};
pub use feed::FeedState;
pub(crate) use planned::in_words;
pub use record::calendar::{Change, Entry, Held, Moved, Round, Span, Why};
pub use record::calendar::{ahead, monday_of};
pub use rules::{NewReport, RuleRow, RuleTable};

use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::sort_by_name;
use record::calendar::{self, Given, Rules};
use record::figures::Facts;
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::{CalendarKind, Day, Field, Instant, Named, Period, Ref, Role};

/// How many days back the calendar tells what moved.
const TOLD: i32 = 90;
/// How many days ahead the desk looks.
const SOON: i32 = 30;
/// How many months back what nobody held is still said to be late.
const LATE: i32 = 550;
const DAY: i64 = 86_400_000_000;

/// What is asked of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarQuery {
    /// From which day to which.
    pub window: Period,
    /// For this body alone.
    pub body: Option<Ref>,
    /// Of this kind alone.
    pub kind: Option<CalendarKind>,
    /// Of this line of work alone.
    pub field: Option<Field>,
    /// As it was known at the end of this day.
    pub known: Option<Day>,
}

/// Several things in one week for the same people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashView {
    /// The commune, or the body.
    pub who: Named,
    /// The Monday of the week.
    pub monday: Day,
    /// What falls into it: key, title, days.
    pub entries: Vec<(String, String, Span)>,
}

/// The calendar of a window.
#[derive(Debug, Clone)]
pub struct CalendarView {
    /// Today.
    pub today: Day,
    /// What was asked.
    pub query: CalendarQuery,
    /// The body asked for.
    pub body: Option<Named>,
    /// The entries, by day.
    pub entries: Vec<Entry>,
    /// The clashes of the window, by week.
    pub clashes: Vec<ClashView>,
    /// What moved in the last ninety days, or since the day as of which it is shown.
    pub moved: Vec<Moved>,
    /// Since which day that is told.
    pub moved_since: Day,
    /// What was due before today and some body has not held.
    pub late: Vec<Entry>,
}

impl CalendarView {
    /// How an entry moved, when it did.
    pub fn moved_from(&self, key: &str) -> Option<&Moved> {
        self.moved.iter().find(|m| m.key == key)
    }

    /// The clashes that an entry is part of.
    pub fn clashes_of(&self, key: &str) -> impl Iterator<Item = &ClashView> {
        self.clashes.iter().filter(move |c| c.entries.iter().any(|(k, ..)| k == key))
    }
}

impl Office {
    /// The calendar of a window.
    ///
    /// # Errors
    /// `permit.missing`, not found, or the store's.
    pub async fn calendar(
        &self,
        viewer: &Viewer,
        query: CalendarQuery,
    ) -> Result<CalendarView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let now = self.facts_for(viewer).await?;
        let rules = self.calendar_rules().await?;
        let known = match query.known {
            Some(day) => Arc::new(self.facts_before(end_of(day)).await?),
            None => now.clone(),
        };
        let today = self.today();
        let given = Given::of(&known);
        let mut entries = calendar::calendar(&given, &rules, query.window);
        let clashes = clashes(&given, &entries, query.body.as_ref());
        entries.retain(|e| wanted(e, &query));
        let moved_since = query.known.unwrap_or_else(|| today.plus_days(-TOLD));
        let since = if query.known.is_some() { end_of(moved_since) } else { start_of(moved_since) };
        let moved = calendar::moved_since(&Given::of(&now), &rules, since);
        let body = query
            .body
            .as_ref()
            .map(|at| known.body(at).ok_or_else(|| not_found(at)).map(|b| b.named_on(today)));
        let late = late(&given, &rules, &query, today);
        Ok(CalendarView {
            today,
            body: body.transpose()?,
            entries,
            clashes,
            moved,
            moved_since,
            late,
            query,
        })
    }

    /// What the next thirty days bring for the bodies on which the viewer holds a role.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn calendar_soon(&self, viewer: &Viewer) -> Result<Vec<Entry>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let (facts, today) = (self.facts_for(viewer).await?, self.today());
        let window = Period::new(today, today.plus_days(SOON)).map_err(|_| no_window())?;
        let rules = self.calendar_rules().await?;
        let mut all = calendar::calendar(&Given::of(&facts), &rules, window);
        // Terms of tasks have a block of their own on the desk.
        all.retain(|e| e.kind != CalendarKind::Task && concerns(viewer, e));
        Ok(all)
    }

    /// The rules of this installation.
    pub(crate) async fn calendar_rules(&self) -> Result<Rules, Error> {
        let broken = |e: calendar::BadRule| Error::Broken(format!("rules of the calendar: {e}"));
        let built_in = Rules::built_in().map_err(broken)?;
        match self.store.setting(rules::SETTING).await? {
            Some(own) => built_in.with_own(&own).map_err(broken),
            None => Ok(built_in),
        }
    }
}

fn no_window() -> Error {
    Error::Broken("a window that ends before it begins".to_owned())
}

/// Whether an entry is one that was asked for. What concerns nobody in particular concerns everybody.
fn wanted(entry: &Entry, query: &CalendarQuery) -> bool {
    let body = query.body.as_ref();
    body.is_none_or(|b| entry.bodies.is_empty() || entry.concerns(b))
        && query.kind.is_none_or(|k| k == entry.kind)
        && query.field.is_none_or(|f| entry.field == Some(f))
}

fn concerns(viewer: &Viewer, entry: &Entry) -> bool {
    let under = |b: &Named| viewer.grants.iter().any(|g| viewer.tree.is_under(&b.at, &g.body.at));
    entry.bodies.is_empty() || entry.bodies.iter().any(under)
}

/// Reviews and slots whose day is past and which some body has not held, the longest first.
fn late(given: &Given<'_>, rules: &Rules, query: &CalendarQuery, today: Day) -> Vec<Entry> {
    let Ok(past) = Period::new(today.plus_days(-LATE), today.plus_days(-1)) else {
        return Vec::new();
    };
    let mut all = calendar::calendar(given, rules, past);
    let open = |e: &Entry| match &query.body {
        Some(body) => e.open().any(|b| b.at == *body),
        None => e.open().next().is_some(),
    };
    all.retain(|e| e.is_slot() && e.span.last < today && wanted(e, query) && open(e));
    all
}

fn clashes(given: &Given<'_>, entries: &[Entry], body: Option<&Ref>) -> Vec<ClashView> {
    let by: BTreeMap<&str, &Entry> = entries.iter().map(|e| (e.key.as_str(), e)).collect();
    let all = calendar::clashes(given, entries).into_iter().map(|c| {
        let of = c.keys.iter().filter_map(|key| by.get(key.as_str()));
        let entries = of.map(|e| (e.key.clone(), e.title.clone(), e.span)).collect();
        ClashView { who: c.who, monday: c.monday, entries }
    });
    // A body's own, and those of the commune whose body it is.
    let unit = body.and_then(|b| given.bodies.get(b)).and_then(|b| b.unit.as_ref()).map(|u| &u.at);
    let own = |c: &ClashView| body.is_none_or(|b| c.who.at == *b || Some(&c.who.at) == unit);
    all.filter(own).collect()
}

/// The instant at which a day begins in Việt Nam.
fn start_of(day: Day) -> Instant {
    let days = Day::new(1970, 1, 1).map_or(0, |first| first.days_until(day));
    Instant(i64::from(days) * DAY - 7 * 3_600_000_000)
}

/// The first instant after a day in Việt Nam.
fn end_of(day: Day) -> Instant {
    start_of(day.plus_days(1))
}

/// The bodies that any entry of a calendar concerns, by name, to choose from.
pub fn bodies_of(facts_entries: &[Entry]) -> Vec<Named> {
    let by: BTreeMap<&Ref, &Named> =
        facts_entries.iter().flat_map(|e| &e.bodies).map(|b| (&b.at, b)).collect();
    let mut all: Vec<Named> = by.into_values().cloned().collect();
    sort_by_name(&mut all, |b| &b.name);
    all
}

/// The facts as a given of the calendar, for the other parts of this module.
pub(crate) fn given(facts: &Facts) -> Given<'_> {
    Given::of(facts)
}
