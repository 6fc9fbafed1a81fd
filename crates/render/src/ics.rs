//! A calendar as an iCalendar file (RFC 5545): whole days, stable names, Vietnamese words folded at whole letters.
//!
//! Same input, same bytes: the instant at which it was made comes from outside.

use icalendar::{Calendar, Component, Event, EventLike, Property};
use terms::{Day, Instant};

/// Lịch để nạp vào chương trình khác.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ics {
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub made_at: Instant,
    /// The events.
    pub events: Vec<IcsEvent>,
}

/// Một mục lịch, cả ngày.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcsEvent {
    /// Name that stays the same when the event moves; unique in the world.
    pub uid: String,
    /// The first day.
    pub first: Day,
    /// The last day, counted.
    pub last: Day,
    /// Its title.
    pub title: String,
    /// More about it, with line feeds.
    pub details: String,
    /// What it is, in words.
    pub categories: Vec<String>,
    /// Whether it is not sure.
    pub tentative: bool,
}

/// The calendar as the text of an .ics file, lines ended by CR LF.
pub fn write(ics: &Ics) -> String {
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//kvpt//lich//VI"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", ics.name.as_str()),
        ("NAME", ics.name.as_str()),
    ];
    for (name, value) in head {
        calendar.append_property(Property::new(name, value));
    }
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT6H");
    calendar.append_property(refresh.add_parameter("VALUE", "DURATION").done());
    for event in &ics.events {
        calendar.push(one(event, ics.made_at));
    }
    calendar.to_string()
}

fn one(event: &IcsEvent, made_at: Instant) -> Event {
    let mut out = Event::new();
    out.uid(&event.uid).summary(&event.title).add_property("DTSTAMP", utc(made_at));
    // The end of a span of days is the day after it.
    let days = [("DTSTART", event.first), ("DTEND", event.last.plus_days(1))];
    for (name, day) in days {
        out.append_property(Property::new(name, plain(day)).add_parameter("VALUE", "DATE").done());
    }
    if !event.details.is_empty() {
        out.description(&event.details);
    }
    out.categories(event.categories.iter().map(String::as_str));
    let status = if event.tentative { "TENTATIVE" } else { "CONFIRMED" };
    // Whole days of an office do not make anybody busy.
    out.add_property("STATUS", status).add_property("TRANSP", "TRANSPARENT");
    out.done()
}

fn plain(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// `20261127T190000Z`.
fn utc(at: Instant) -> String {
    let day = Instant(at.0.saturating_sub(7 * 3_600_000_000)).day_vn();
    let seconds = at.0.div_euclid(1_000_000).rem_euclid(86_400);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hours:02}{minutes:02}{seconds:02}Z", plain(day))
}
