//! Reports with their last day, and things that must be done once in each period: one slot a period, filled or empty.

use super::rules::{Before, Every, Report, Rhythm, Rules};
use super::{Entry, Given, Held, Span, because, by_rule};
use terms::{CalendarKind, Day, Named, Period};

/// Adds the reports that are due in a window.
pub(super) fn reports(given: &Given<'_>, rules: &Rules, window: Period, all: &mut Vec<Entry>) {
    for rule in &rules.reports {
        for before in &rule.due {
            for day in days(*before, window) {
                let last = if rule.before { day.plus_days(-1) } else { day };
                if window.contains(last) && rule.valid.on(last) {
                    all.extend(report(given, rule, day, last));
                }
            }
        }
    }
}

/// The days named, from a little before a window to a little after: the last day on time is the one before.
fn days(before: Before, window: Period) -> Vec<Day> {
    let years = window.from().year()..=window.to().year() + 1;
    let (first, last) = before.month.map_or((1, 12), |month| (month, month));
    let months = move |year: i16| (first..=last).map(move |month| (year, month));
    let day = |(year, month): (i16, i8)| {
        // The 31st of a shorter month is its last day.
        Day::new(year, month, before.day)
            .or_else(|_| Day::new(year, month, 1).map(Day::end_of_month))
            .ok()
    };
    years.flat_map(months).filter_map(day).collect()
}

fn report(given: &Given<'_>, rule: &Report, day: Day, last: Day) -> Option<Entry> {
    let bodies = rule.scope.bodies(given, last);
    if bodies.is_empty() {
        return None;
    }
    let monthly = rule.due.iter().all(|b| b.month.is_none());
    let of = if monthly {
        format!(" {}/{}", day.month(), day.year())
    } else {
        format!(" {}", day.year())
    };
    let by = if rule.before {
        format!("trước ngày {}", day.vn())
    } else {
        format!("chậm nhất ngày {}", day.vn())
    };
    let words = format!("{by}, gửi {}. Nguồn: {}", rule.to, rule.valid.source);
    Some(Entry {
        key: format!("report/{}/{day}", rule.id),
        span: Span::day(last),
        kind: CalendarKind::Report,
        title: format!("{}{of} gửi {}", rule.title, rule.to),
        field: rule.field,
        why: vec![by_rule(&rule.id, words), who(&bodies)],
        bodies,
        certainty: rule.valid.certainty,
        round: None,
        held: Vec::new(),
        object: None,
        limited: false,
    })
}

fn who(bodies: &[Named]) -> super::Why {
    match bodies {
        [one] => because(format!("Cơ quan báo cáo: {}", one.name), Some(&one.at)),
        many => because(format!("{} cơ quan thuộc diện báo cáo", many.len()), None),
    }
}

/// Adds the slots whose last day lies in a window.
pub(super) fn rhythms(given: &Given<'_>, rules: &Rules, window: Period, all: &mut Vec<Entry>) {
    for rule in &rules.rhythms {
        for period in rule.every.periods(window) {
            if window.contains(period.to()) && rule.valid.on(period.to()) {
                all.extend(slot(given, rule, period));
            }
        }
    }
}

fn slot(given: &Given<'_>, rule: &Rhythm, period: Period) -> Option<Entry> {
    let bodies = rule.scope.bodies(given, period.to());
    if bodies.is_empty() {
        return None;
    }
    let held = filled(given, rule, period, &bodies);
    let of = match rule.every {
        Every::Year => period.from().year().to_string(),
        Every::Half if period.from().month() == 1 => {
            format!("6 tháng đầu năm {}", period.from().year())
        }
        Every::Half => format!("6 tháng cuối năm {}", period.from().year()),
        _ => period.label(),
    };
    let words = format!(
        "Kỳ {}: hạn cuối {}. Nguồn: {}",
        period.label(),
        period.to().vn(),
        rule.valid.source
    );
    let mut why = vec![by_rule(&rule.id, words)];
    why.push(because(
        format!(
            "{} cơ quan thuộc diện thực hiện, {} cơ quan đã có hoạt động",
            bodies.len(),
            held.len()
        ),
        None,
    ));
    Some(Entry {
        key: format!("rhythm/{}/{}", rule.id, period.from()),
        span: Span::day(period.to()),
        kind: CalendarKind::Rhythm,
        title: format!("{} {of}", rule.title),
        field: rule.field,
        bodies,
        certainty: rule.valid.certainty,
        round: None,
        why,
        held,
        object: None,
        limited: false,
    })
}

/// Which bodies have held or planned what fills the slot, each by its first activity.
fn filled(given: &Given<'_>, rule: &Rhythm, period: Period, bodies: &[Named]) -> Vec<Held> {
    let fits = given.activities.iter().filter_map(|a| {
        let span = a.facts.held_on.and_then(Span::of)?;
        let title = a.facts.title.to_lowercase();
        let right = rule.activities.contains(&a.facts.kind)
            && span.touches(period)
            && (rule.words.is_empty() || title.contains(&rule.words));
        right.then_some((*a, span.last))
    });
    let fits: Vec<_> = fits.collect();
    let first = |b: &Named| {
        let own = fits.iter().find(|(a, _)| a.facts.hosts.iter().any(|h| h.at == b.at));
        own.map(|(a, on)| Held {
            body: b.at.clone(),
            activity: Named { at: a.at.clone(), name: a.facts.title.clone() },
            on: *on,
        })
    };
    bodies.iter().filter_map(first).collect()
}
