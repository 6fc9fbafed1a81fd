//! Formulas: how a figure is computed, as a stable text, so that a frozen figure can be computed again.
//!
//! The text is `name(key=value;key=value)`, keys in a fixed order, with `%`, `;`, `=`, `(` and `)` in values written as
//! `%25`, `%3B`, `%3D`, `%28` and `%29`. It stands in approved reviews: a form once printed is parsed for ever.

use super::count::{ActivityFilter, DocumentFilter, FindingFilter, TaskFilter};
use super::question::{MapChoice, Question};
use crate::object::TaskPhase;
use std::fmt;
use std::str::FromStr;
use terms::{ActivityKind, Field, FindingKind, Period, Ref, TaskState};

/// What of a total is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Show {
    /// The sum, or for a ratio the percentage.
    Value,
    /// n/N.
    Coverage,
    /// How many reported.
    Reported,
    /// How many were to report.
    Expected,
    /// How many are silent.
    Missing,
    /// The numerator of a ratio.
    Numerator,
    /// The denominator of a ratio.
    Denominator,
}

impl Show {
    const ALL: &'static [Self] = &[
        Self::Value,
        Self::Coverage,
        Self::Reported,
        Self::Expected,
        Self::Missing,
        Self::Numerator,
        Self::Denominator,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Coverage => "coverage",
            Self::Reported => "reported",
            Self::Expected => "expected",
            Self::Missing => "missing",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.code() == code)
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// Tasks.
    Tasks(TaskFilter),
    /// Activities.
    Activities(ActivityFilter),
    /// Documents.
    Documents(DocumentFilter),
    /// Findings.
    Findings(FindingFilter),
}

/// How a figure is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A total of an indicator.
    Total(Question, Show),
    /// The target of an indicator for a year.
    Target {
        /// The form.
        form: Ref,
        /// Code of the indicator.
        indicator: String,
        /// The year.
        year: i16,
    },
    /// A count of objects.
    Count(Counted),
    /// The sum of those who took part in activities, counted in one unit (`đại biểu`).
    Attendance(ActivityFilter, String),
    /// One figure in per cent of another.
    Ratio(Box<Formula>, Box<Formula>),
    /// How much the first figure exceeds the second.
    Difference(Box<Formula>, Box<Formula>),
    /// A number as a source says it.
    Quote {
        /// The object.
        at: Ref,
        /// Which of its texts; `None` for the text of a finding, the title of a task, form or activity, the subject of a
        /// document, the name of a body or unit. Else `number`, `type` or `issuer` of a document, `resolved` of a finding, or the
        /// code of an indicator of a form, whose name is meant.
        part: Option<String>,
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
    },
}

/// A text that is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a formula: {text:?}")]
pub struct BadFormula {
    /// The text.
    pub text: String,
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Total(q, show) => {
                let mut args = Args::new("total");
                args.add("form", &q.form).add("indicator", &q.indicator).add("unit", &q.unit);
                args.add_periods(&q.periods);
                match q.map {
                    MapChoice::AsReported => args.add("map", "reported"),
                    MapChoice::OnDay(day) => args.add("map", day),
                };
                args.add_if("unapproved", q.include_unapproved.then_some("yes"));
                args.add_if("show", (*show != Show::Value).then(|| show.code()));
                args.print(f)
            }
            Self::Target { form, indicator, year } => Args::new("target")
                .add("form", form)
                .add("indicator", indicator)
                .add("year", year)
                .print(f),
            Self::Count(counted) => print_count(counted).print(f),
            Self::Attendance(filter, unit) => {
                let mut args = Args::new("attendance");
                args.add_activities(filter).add("unit", unit).print(f)
            }
            Self::Ratio(num, den) => {
                Args::new("ratio").add_formula("num", num).add_formula("den", den).print(f)
            }
            Self::Difference(a, b) => {
                Args::new("difference").add_formula("of", a).add_formula("from", b).print(f)
            }
            Self::Quote { at, part, start, end } => Args::new("quote")
                .add("at", at)
                .add_if("part", part.as_ref())
                .add("start", start)
                .add("end", end)
                .print(f),
        }
    }
}

fn print_count(counted: &Counted) -> Args {
    let mut args = Args::new("count");
    match counted {
        Counted::Tasks(t) => args
            .word("tasks")
            .add_if("state", t.state)
            .add_if("phase", t.phase.map(TaskPhase::code))
            .add_if("lead", t.lead.as_ref())
            .add_if("field", t.field)
            .add_if("assigned", t.assigned)
            .add("on", t.on),
        Counted::Activities(a) => args.word("activities").add_activities(a),
        Counted::Documents(d) => args
            .word("documents")
            .add_if("type", d.doc_type.as_ref())
            .add_if("issuer", d.issuer.as_ref())
            .add_if("implements", d.implements.as_ref())
            .add("period", d.period),
        Counted::Findings(x) => args
            .word("findings")
            .add_if("kind", x.kind)
            .add_if("field", x.field)
            .add("period", x.period),
    };
    args
}

impl FromStr for Formula {
    type Err = BadFormula;

    fn from_str(text: &str) -> Result<Self, BadFormula> {
        // Nested formulas are parsed by recursion; none that kvpt prints is nearly as long.
        let whole = Some(text).filter(|t| t.len() <= LONGEST).and_then(parse);
        whole
            .filter(|formula| formula.to_string() == text)
            .ok_or_else(|| BadFormula { text: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Formula> {
    let args = Args::parse(text)?;
    let nested = |key| args.get(key).and_then(parse).map(Box::new);
    Some(match args.name.as_str() {
        "total" => {
            let show = args.get("show").map_or(Some(Show::Value), Show::from_code)?;
            Formula::Total(parse_question(&args)?, show)
        }
        "target" => Formula::Target {
            form: args.read("form")?,
            indicator: args.text("indicator")?,
            year: args.read("year")?,
        },
        "count" => Formula::Count(parse_count(&args)?),
        "attendance" => Formula::Attendance(parse_activities(&args)?, args.text("unit")?),
        "ratio" => Formula::Ratio(nested("num")?, nested("den")?),
        "difference" => Formula::Difference(nested("of")?, nested("from")?),
        "quote" => Formula::Quote {
            at: args.read("at")?,
            part: args.text("part"),
            start: args.read("start")?,
            end: args.read("end")?,
        },
        _ => return None,
    })
}

fn parse_question(args: &Args) -> Option<Question> {
    Some(Question {
        form: args.read("form")?,
        indicator: args.text("indicator")?,
        unit: args.read("unit")?,
        periods: args.periods()?,
        map: match args.get("map")? {
            "reported" => MapChoice::AsReported,
            day => MapChoice::OnDay(day.parse().ok()?),
        },
        include_unapproved: args.get("unapproved").is_some(),
    })
}

fn parse_activities(args: &Args) -> Option<ActivityFilter> {
    Some(ActivityFilter {
        period: args.read("period")?,
        kind: args.coded("kind", ActivityKind::from_code)?,
        field: args.coded("field", Field::from_code)?,
    })
}

fn parse_count(args: &Args) -> Option<Counted> {
    Some(match args.get("")? {
        "tasks" => Counted::Tasks(TaskFilter {
            on: args.read("on")?,
            assigned: args.optional("assigned")?,
            state: args.coded("state", TaskState::from_code)?,
            phase: args.coded("phase", TaskPhase::from_code)?,
            lead: args.optional("lead")?,
            field: args.coded("field", Field::from_code)?,
        }),
        "activities" => Counted::Activities(parse_activities(args)?),
        "documents" => Counted::Documents(DocumentFilter {
            period: args.read("period")?,
            doc_type: args.get("type").map(unescape),
            issuer: args.optional("issuer")?,
            implements: args.optional("implements")?,
        }),
        "findings" => Counted::Findings(FindingFilter {
            period: args.read("period")?,
            kind: args.coded("kind", FindingKind::from_code)?,
            field: args.coded("field", Field::from_code)?,
        }),
        _ => return None,
    })
}

/// The longest text that is tried, in bytes.
const LONGEST: usize = 4096;

const ESCAPES: &[(char, &str)] =
    &[('%', "%25"), (';', "%3B"), ('=', "%3D"), ('(', "%28"), (')', "%29")];

fn escape(text: &str) -> String {
    let one = |c: char| ESCAPES.iter().find(|(e, _)| *e == c).map(|(_, code)| *code);
    text.chars().fold(String::new(), |mut out, c| {
        match one(c) {
            Some(code) => out.push_str(code),
            None => out.push(c),
        }
        out
    })
}

fn unescape(text: &str) -> String {
    let rest = ESCAPES
        .iter()
        .skip(1)
        .fold(text.to_owned(), |t, (c, code)| t.replace(code, &c.to_string()));
    rest.replace("%25", "%")
}

/// The name of a formula and its arguments, values still escaped; a lone word has no key.
struct Args {
    name: String,
    list: Vec<(String, String)>,
}

impl Args {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), list: Vec::new() }
    }

    fn word(&mut self, word: &str) -> &mut Self {
        self.list.push((String::new(), word.to_owned()));
        self
    }

    fn add(&mut self, key: &str, value: impl ToString) -> &mut Self {
        self.list.push((key.to_owned(), escape(&value.to_string())));
        self
    }

    fn add_if(&mut self, key: &str, value: Option<impl ToString>) -> &mut Self {
        match value {
            Some(value) => self.add(key, value),
            None => self,
        }
    }

    fn add_formula(&mut self, key: &str, formula: &Formula) -> &mut Self {
        self.list.push((key.to_owned(), formula.to_string()));
        self
    }

    fn add_activities(&mut self, a: &ActivityFilter) -> &mut Self {
        self.add_if("kind", a.kind).add_if("field", a.field).add("period", a.period)
    }

    /// Consecutive whole years are written as such.
    fn add_periods(&mut self, periods: &[Period]) -> &mut Self {
        match whole_years(periods) {
            Some((first, last)) => self.add("years", format!("{first}-{last}")),
            None => {
                let all: Vec<String> = periods.iter().map(Period::to_string).collect();
                self.add("periods", all.join(","))
            }
        }
    }

    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.name)?;
        for (i, (key, value)) in self.list.iter().enumerate() {
            let between = if i > 0 { ";" } else { "" };
            let is = if key.is_empty() { "" } else { "=" };
            write!(f, "{between}{key}{is}{value}")?;
        }
        f.write_str(")")
    }

    fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('(')?;
        let inner = rest.strip_suffix(')')?;
        let list = split(inner)?.into_iter().map(|part| match part.split_once('=') {
            Some((key, value)) if !key.contains('(') => (key.to_owned(), value.to_owned()),
            _ => (String::new(), part.to_owned()),
        });
        Some(Self { name: name.to_owned(), list: list.collect() })
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.list.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).map(unescape)
    }

    fn read<T: FromStr>(&self, key: &str) -> Option<T> {
        self.text(key)?.parse().ok()
    }

    /// An argument that may be absent, but not wrong.
    fn optional<T: FromStr>(&self, key: &str) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(_) => self.read(key).map(Some),
        }
    }

    fn coded<T>(&self, key: &str, of: fn(&str) -> Option<T>) -> Option<Option<T>> {
        match self.get(key) {
            None => Some(None),
            Some(code) => of(code).map(Some),
        }
    }

    fn periods(&self) -> Option<Vec<Period>> {
        if let Some(years) = self.get("years") {
            let (first, last) = years.split_once('-')?;
            let years = first.parse::<i16>().ok()?..=last.parse::<i16>().ok()?;
            return years.map(|y| Period::year(y).ok()).collect();
        }
        self.get("periods")?.split(',').map(|p| p.parse().ok()).collect()
    }
}

/// First and last of consecutive whole years in order.
fn whole_years(periods: &[Period]) -> Option<(i16, i16)> {
    let first = periods.first()?.from().year();
    let fits = |(i, p): (usize, &Period)| {
        let year = i16::try_from(i).ok().and_then(|i| first.checked_add(i));
        year.and_then(|y| Period::year(y).ok()) == Some(*p)
    };
    let all = periods.iter().enumerate().all(fits);
    all.then(|| periods.last().map(|p| (first, p.to().year()))).flatten()
}

/// Splits at semicolons that stand in no parentheses.
fn split(text: &str) -> Option<Vec<&str>> {
    let (mut depth, mut start, mut parts) = (0usize, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            ';' if depth == 0 => {
                parts.push(text.get(start..i)?);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..)?);
    (depth == 0).then_some(parts)
}
