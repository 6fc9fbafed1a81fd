//! The tables of rules read: a line of column names, then a rule a line.

use super::Span;
use super::rules::{
    Anniversary, BadRule, Before, Every, Fixed, Kin, Report, Review, ReviewFrom, Rhythm, Rules,
    Scope, Valid,
};
use terms::{ActivityKind, CalendarKind, Certainty, Day, Field, UnitLevel};

const ANNIVERSARIES: &str = include_str!("../../data/calendar/anniversaries.tsv");
const TERMS: &str = include_str!("../../data/calendar/terms.tsv");
const REPORTS: &str = include_str!("../../data/calendar/reports.tsv");
const RHYTHMS: &str = include_str!("../../data/calendar/rhythms.tsv");
const REVIEWS: &str = include_str!("../../data/calendar/reviews.tsv");

impl Rules {
    /// The rules that are part of the program.
    ///
    /// # Errors
    /// When a table does not read, which a test excludes.
    pub fn built_in() -> Result<Self, BadRule> {
        Ok(Self {
            anniversaries: table(ANNIVERSARIES, anniversary)?,
            fixed: table(TERMS, fixed)?,
            reports: table(REPORTS, report)?,
            rhythms: table(RHYTHMS, rhythm)?,
            reviews: table(REVIEWS, review)?,
        })
    }

    /// These rules with rows of an installation's own: tables in the same form, each under a line `[reports]`,
    /// `[rhythms]` or `[anniversaries]` and its line of column names. A rule of the same name ends the day before the
    /// own one begins.
    ///
    /// # Errors
    /// The first row that does not read, by its line in its table.
    pub fn with_own(mut self, text: &str) -> Result<Self, BadRule> {
        for part in text.split("\n[").map(|p| p.trim_start_matches('[')) {
            let Some((name, rows)) = part.split_once("]\n") else { continue };
            match name {
                "reports" => {
                    lay(&mut self.reports, table(rows, report)?, |r| (&r.id, &mut r.valid))
                }
                "rhythms" => {
                    lay(&mut self.rhythms, table(rows, rhythm)?, |r| (&r.id, &mut r.valid))
                }
                "anniversaries" => {
                    let own = table(rows, anniversary)?;
                    lay(&mut self.anniversaries, own, |r| (&r.id, &mut r.valid));
                }
                _ => {}
            }
        }
        Ok(self)
    }
}

/// Lays rows of an installation's own beside others.
fn lay<T>(all: &mut Vec<T>, own: Vec<T>, of: impl Fn(&mut T) -> (&String, &mut Valid)) {
    for mut new in own {
        let (id, valid) = of(&mut new);
        valid.own = true;
        let (id, from) = (id.clone(), valid.from);
        for old in all.iter_mut() {
            let (same, valid) = of(old);
            if *same == id {
                let end = from.map(|from| from.plus_days(-1));
                // An own rule without a first day takes the whole place.
                valid.to = match (end, valid.to) {
                    (Some(end), Some(to)) => Some(end.min(to)),
                    (Some(end), None) => Some(end),
                    (None, _) => {
                        valid.from.map(|from| from.plus_days(-1)).or(Day::new(1, 1, 1).ok())
                    }
                };
            }
        }
        all.push(new);
    }
}

/// A row by the names of its columns.
struct Row<'t> {
    line: usize,
    names: &'t [&'t str],
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn get(&self, column: &str) -> &'t str {
        let at = self.names.iter().position(|n| *n == column);
        at.and_then(|i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }

    fn bad(&self, column: &'static str) -> BadRule {
        BadRule { line: self.line, column }
    }

    /// What a cell says; `None` when it is empty.
    fn some<T>(
        &self,
        column: &'static str,
        read: impl Fn(&'t str) -> Option<T>,
    ) -> Result<Option<T>, BadRule> {
        match self.get(column) {
            "" => Ok(None),
            cell => read(cell).map(Some).ok_or_else(|| self.bad(column)),
        }
    }

    fn must<T>(
        &self,
        column: &'static str,
        read: impl Fn(&'t str) -> Option<T>,
    ) -> Result<T, BadRule> {
        self.some(column, read)?.ok_or_else(|| self.bad(column))
    }

    fn words(&self, column: &'static str) -> Result<String, BadRule> {
        self.must(column, |cell| Some(cell.to_owned()))
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split(';').map(str::trim).filter(|s| !s.is_empty())
    }

    fn field(&self) -> Result<Option<Field>, BadRule> {
        self.some("field", Field::from_code)
    }

    fn valid(&self) -> Result<Valid, BadRule> {
        let day = |cell: &str| cell.parse().ok();
        Ok(Valid {
            from: self.some("valid_from", day)?,
            to: self.some("valid_to", day)?,
            certainty: self.must("certainty", Certainty::from_code)?,
            source: self.words("source")?,
            own: false,
        })
    }

    fn scope(&self) -> Result<Scope, BadRule> {
        let level = match self.get("level") {
            "" | "any" => None,
            code => Some(UnitLevel::from_code(code).ok_or_else(|| self.bad("level"))?),
        };
        Ok(Scope {
            kinds: self.list("bodies").map(str::to_owned).collect(),
            level,
            unit: kin(self.get("unit")),
            named: kin(self.get("named")),
        })
    }
}

/// `!this` is any but this; nothing is any.
fn kin(cell: &str) -> Kin {
    match (cell, cell.strip_prefix('!')) {
        ("", _) => Kin::Any,
        (_, Some(not)) => Kin::Not(not.to_owned()),
        (is, None) => Kin::Is(is.to_owned()),
    }
}

fn table<T>(text: &str, read: impl Fn(&Row<'_>) -> Result<T, BadRule>) -> Result<Vec<T>, BadRule> {
    let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    let mut lines = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((_, head)) = lines.next() else { return Ok(Vec::new()) };
    let names: Vec<&str> = head.split('\t').collect();
    let row = |(line, cells): (usize, &str)| {
        let cells: Vec<&str> = cells.split('\t').collect();
        read(&Row { line, names: &names, cells })
    };
    lines.map(row).collect()
}

fn anniversary(row: &Row<'_>) -> Result<Anniversary, BadRule> {
    Ok(Anniversary {
        id: row.words("id")?,
        name: row.words("name")?,
        founded: row.must("founded", |cell| cell.parse().ok())?,
        field: row.field()?,
        valid: row.valid()?,
    })
}

fn fixed(row: &Row<'_>) -> Result<Fixed, BadRule> {
    let years = |cell: &str| {
        let (from, to) = cell.split_once('-')?;
        Some((from.parse().ok()?, to.parse().ok()?))
    };
    let day = |cell: &str| cell.parse().ok();
    let last: Day = row.must("last", day)?;
    let first = row.some("first", day)?.unwrap_or(last);
    let kind = |cell: &str| {
        CalendarKind::from_code(cell)
            .filter(|k| matches!(k, CalendarKind::Election | CalendarKind::Congress))
    };
    Ok(Fixed {
        series: row.words("series")?,
        kind: row.must("kind", kind)?,
        title: row.words("title")?,
        number: row.some("number", |cell| cell.parse().ok())?,
        term: row.must("term", years)?,
        days: Span::between(first, last),
        every: row.some("every", |cell| cell.parse().ok().filter(|n| (1..=50).contains(n)))?,
        scope: row.scope()?,
        field: row.field()?,
        valid: row.valid()?,
    })
}

/// `15`, or `20/6`.
fn before(cell: &str) -> Option<Before> {
    let (day, month) = match cell.split_once('/') {
        Some((day, month)) => (day, Some(month.parse().ok().filter(|m| (1..=12).contains(m))?)),
        None => (cell, None),
    };
    let day = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    Some(Before { day, month })
}

fn report(row: &Row<'_>) -> Result<Report, BadRule> {
    let due: Option<Vec<Before>> = row.list("due").map(before).collect();
    Ok(Report {
        id: row.words("id")?,
        title: row.words("title")?,
        to: row.words("to")?,
        scope: row.scope()?,
        due: due.filter(|d| !d.is_empty()).ok_or_else(|| row.bad("due"))?,
        before: row.get("before") == "yes",
        field: row.field()?,
        valid: row.valid()?,
    })
}

fn rhythm(row: &Row<'_>) -> Result<Rhythm, BadRule> {
    let every = match row.get("every") {
        "month" => Every::Month,
        "quarter" => Every::Quarter,
        "half" => Every::Half,
        "year" => Every::Year,
        years => {
            let years = years.parse().ok().filter(|n| (1..=50).contains(n));
            let anchor = row.must("anchor", |cell| cell.parse().ok())?;
            Every::Years(years.ok_or_else(|| row.bad("every"))?, anchor)
        }
    };
    let kinds: Option<Vec<ActivityKind>> =
        row.list("activities").map(ActivityKind::from_code).collect();
    Ok(Rhythm {
        id: row.words("id")?,
        title: row.words("title")?,
        activities: kinds.filter(|k| !k.is_empty()).ok_or_else(|| row.bad("activities"))?,
        words: row.get("words").to_lowercase(),
        scope: row.scope()?,
        every,
        field: row.field()?,
        valid: row.valid()?,
    })
}

fn review(row: &Row<'_>) -> Result<Review, BadRule> {
    let kind = |cell: &str| {
        CalendarKind::from_code(cell)
            .filter(|k| matches!(k, CalendarKind::InterimReview | CalendarKind::FinalReview))
    };
    let from = |cell: &str| match cell {
        "issued" => Some(ReviewFrom::Issued),
        "term_start" => Some(ReviewFrom::TermStart),
        "term_end" => Some(ReviewFrom::TermEnd),
        "last_review" => Some(ReviewFrom::LastReview),
        _ => None,
    };
    let yes_no = |cell: &str| match cell {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let party = |cell: &str| match cell {
        "party" => Some(Some(true)),
        "state" => Some(Some(false)),
        "any" => Some(None),
        _ => None,
    };
    Ok(Review {
        id: row.words("id")?,
        types: row.list("types").filter(|t| *t != "*").map(str::to_owned).collect(),
        party: row.must("series", party)?,
        kind: row.must("kind", kind)?,
        title: row.words("title")?,
        from: row.must("from", from)?,
        years: row.must("years", |cell| cell.parse().ok().filter(|n| (0..=50).contains(n)))?,
        term: row.some("term", yes_no)?,
        least: row.some("least", |cell| cell.parse().ok())?.unwrap_or(0),
        holders: row.must("holders", yes_no)?,
        valid: row.valid()?,
    })
}
