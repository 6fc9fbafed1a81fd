//! What stands by the calendar alone: anniversaries with their ordinal, elections, congresses.

use super::rules::{Fixed, Rules};
use super::{Entry, Given, Round, Span, by_rule};
use terms::{CalendarKind, Certainty, Day, Period};

/// Adds every anniversary of a window.
pub(super) fn anniversaries(rules: &Rules, window: Period, all: &mut Vec<Entry>) {
    for rule in &rules.anniversaries {
        for year in window.calendar_years() {
            let years = year - rule.founded.year();
            let day = Span::day(rule.founded).plus_years(years).first;
            if years <= 0 || !window.contains(day) || !rule.valid.on(day) {
                continue;
            }
            let from = rule.founded.vn();
            let words = format!(
                "Tính từ ngày {from}: {} trừ {} là {years} năm. Nguồn: {}",
                year,
                rule.founded.year(),
                rule.valid.source
            );
            all.push(Entry {
                key: format!("anniversary/{}/{year}", rule.id),
                span: Span::day(day),
                kind: CalendarKind::Anniversary,
                title: format!("{years} năm {}", rule.name),
                field: rule.field,
                bodies: Vec::new(),
                certainty: rule.valid.certainty,
                round: round(years),
                why: vec![by_rule(&rule.id, words)],
                held: Vec::new(),
                object: None,
                limited: false,
            });
        }
    }
}

fn round(years: i16) -> Option<Round> {
    match years % 10 {
        0 => Some(Round::Ten),
        5 => Some(Round::Five),
        _ => None,
    }
}

/// Adds the elections and congresses of a window: those laid down, and those that follow by their rhythm.
pub(super) fn elections_and_congresses(
    given: &Given<'_>,
    rules: &Rules,
    window: Period,
    all: &mut Vec<Entry>,
) {
    for rule in &rules.fixed {
        let mut step = 0;
        loop {
            let later = step * rule.every.unwrap_or(0);
            let span = rule.days.plus_years(later);
            if span.touches(window) && rule.valid.on(span.last) {
                all.push(one(given, rule, step, span));
            }
            step += 1;
            if rule.every.is_none() || span.first > window.to() || step > 200 {
                break;
            }
        }
    }
}

fn one(given: &Given<'_>, rule: &Fixed, step: i16, span: Span) -> Entry {
    let later = step * rule.every.unwrap_or(0);
    let number = rule.number.map(|n| roman(n.saturating_add(step.unsigned_abs())));
    let term = (rule.term.0 + later, rule.term.1 + later);
    let title = rule
        .title
        .replace("{n}", &number.unwrap_or_default())
        .replace("{from}", &term.0.to_string())
        .replace("{to}", &term.1.to_string());
    let mut why = vec![by_rule(&rule.series, format!("Nguồn: {}", rule.valid.source))];
    if step > 0 {
        let every = rule.every.unwrap_or(0);
        why.push(by_rule(
            &rule.series,
            format!(
                "Kỳ gần nhất đã biết: {}; kỳ sau tính thêm {later} năm theo nhiệm kỳ {every} năm, \
                 chưa có văn bản ấn định ngày",
                rule.days.vn()
            ),
        ));
    }
    Entry {
        key: format!("{}/{}/{}", rule.kind, rule.series, term.0),
        span,
        kind: rule.kind,
        title,
        field: rule.field,
        bodies: rule.scope.bodies(given, span.last),
        certainty: if step > 0 { Certainty::Unconfirmed } else { rule.valid.certainty },
        round: None,
        why,
        held: Vec::new(),
        object: None,
        limited: false,
    }
}

/// A number in Roman figures.
fn roman(n: u16) -> String {
    const FIGURES: [(u16, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut out) = (n, String::new());
    for (value, figure) in FIGURES {
        while left >= value {
            out.push_str(figure);
            left -= value;
        }
    }
    out
}

impl super::Scope {
    /// The bodies that a rule is for on a day, by reference.
    pub fn bodies(&self, given: &Given<'_>, day: Day) -> Vec<terms::Named> {
        let there = given.bodies.values().filter(|b| {
            b.exists_on(day) && self.kinds.contains(&b.kind) && self.fits(given, b, day)
        });
        there.map(|b| b.named_on(day)).collect()
    }

    fn fits(&self, given: &Given<'_>, body: &crate::object::Body, day: Day) -> bool {
        let level = given.level_of(body);
        let unit = body.unit.as_ref().and_then(|u| given.units.get(&u.at));
        let code = unit.and_then(|u| u.names.on(day)).and_then(|n| n.code.as_deref());
        let name = body.name_on(day).map(|n| n.name.as_str());
        self.level.is_none_or(|l| level == Some(l)) && self.unit.fits(code) && self.named.fits(name)
    }
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numbers_are_written_as_terms_are() {
        assert_eq!((roman(14), roman(16), roman(18)), ("XIV".into(), "XVI".into(), "XVIII".into()));
    }
}
