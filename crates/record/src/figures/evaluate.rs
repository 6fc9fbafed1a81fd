//! Evaluating formulas: the value, as printed, and what it rests on.

use super::count::ActivityFilter;
use super::facts::{Facts, Figures};
use super::formula::{Counted, Formula, Show};
use super::percent::{Coverage, Percent};
use super::question::Question;
use super::total::Total;
use crate::act::{ActKey, Evidence};
use terms::{Aggregation, Amount, Cell, Ref};

/// More sources than this are not listed one by one: the form's own acts are named, the formula finds the cells.
const LISTED: usize = 120;

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nothing {
    /// Nobody has reported.
    NotReported,
    /// It does not apply to anybody asked.
    NotApplicable,
    /// Everybody said that nothing of the kind happened.
    NoneOccurred,
    /// The second of the two numbers of a percentage is zero.
    NothingToCompare,
    /// What the formula speaks of is not on record.
    NotOnRecord,
}

/// The value of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A number.
    Amount(Amount),
    /// A number of which some parts are not exact: `over`, `under` or `about`.
    Qualified(Amount, &'static str),
    /// Two numbers.
    Percent(Percent, Coverage),
    /// n/N.
    Coverage(usize, usize),
    /// The words of a source.
    Text(String),
    /// No number.
    Nothing(Nothing),
}

/// A figure computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The value.
    pub outcome: Outcome,
    /// Whether everyone who was asked is counted.
    pub coverage: Coverage,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

impl Outcome {
    /// As printed; percentages with one decimal, cut off.
    pub fn printed(&self) -> String {
        match self {
            Self::Amount(a) => a.to_string(),
            Self::Qualified(a, "over") => format!("hơn {a}"),
            Self::Qualified(a, "under") => format!("gần {a}"),
            Self::Qualified(a, _) => format!("khoảng {a}"),
            Self::Percent(p, coverage) => p.print(1, *coverage),
            Self::Coverage(n, of) => {
                let group = |n: usize| terms::amount::group(n as u64);
                format!("{}/{}", group(*n), group(*of))
            }
            Self::Text(text) => text.clone(),
            Self::Nothing(Nothing::NotReported) => "chưa có số liệu".to_owned(),
            Self::Nothing(Nothing::NotApplicable) => "không áp dụng".to_owned(),
            Self::Nothing(Nothing::NoneOccurred) => "không phát sinh".to_owned(),
            Self::Nothing(Nothing::NothingToCompare) => {
                "không tính được vì mẫu số bằng không".to_owned()
            }
            Self::Nothing(Nothing::NotOnRecord) => "không có trên hệ thống".to_owned(),
        }
    }

    /// The number, when it is one.
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Amount(a) | Self::Qualified(a, _) => Some(*a),
            // "Nothing happened" was said by everybody: it is the number zero.
            Self::Nothing(Nothing::NoneOccurred) => Some(Amount::new(0, 0)),
            _ => None,
        }
    }
}

impl Computed {
    /// As printed.
    pub fn printed(&self) -> String {
        self.outcome.printed()
    }

    fn nothing(why: Nothing) -> Self {
        Self::whole(Outcome::Nothing(why), Vec::new())
    }

    fn whole(outcome: Outcome, evidence: Vec<Evidence>) -> Self {
        Self { outcome, coverage: Coverage::Whole, evidence }
    }
}

/// Evaluates one formula; for many, build `Figures` once and ask it.
pub fn evaluate(formula: &Formula, facts: &Facts) -> Computed {
    Figures::of(facts).evaluate(formula)
}

impl Figures<'_> {
    /// Evaluates a formula.
    pub fn evaluate(&self, formula: &Formula) -> Computed {
        match formula {
            Formula::Total(question, show) => self.evaluate_total(question, *show),
            Formula::Target { form, indicator, year } => self.target(form, indicator, *year),
            Formula::Count(counted) => {
                let acts = self.counted(counted);
                let n = i64::try_from(acts.len()).unwrap_or(i64::MAX);
                Computed::whole(Outcome::Amount(Amount::new(n, 0)), listed(acts))
            }
            Formula::Attendance(filter, unit) => self.attendance(filter, unit),
            Formula::Ratio(num, den) => self.ratio(num, den),
            Formula::Difference(a, b) => self.difference(a, b),
            Formula::Quote { at, part, start, end } => {
                self.quote(at, part.as_deref(), *start, *end)
            }
        }
    }

    fn evaluate_total(&self, question: &Question, show: Show) -> Computed {
        let total = self.total(question);
        let count = |n: usize| Outcome::Amount(Amount::new(n as i64, 0));
        let part = |of: fn((Amount, Amount)) -> Amount| {
            total.parts.map_or(no_number(&total), |p| Outcome::Amount(of(p)))
        };
        let outcome = match show {
            Show::Value if total.aggregation == Aggregation::Ratio => match total.ratio {
                Some(percent) => Outcome::Percent(percent, total.coverage()),
                None if total.parts.is_some() => Outcome::Nothing(Nothing::NothingToCompare),
                None => no_number(&total),
            },
            Show::Value => match (total.cell(), total.value) {
                (Cell::NoneOccurred, _) | (_, None) => no_number(&total),
                (_, Some(value)) => Outcome::Amount(value),
            },
            Show::Coverage => Outcome::Coverage(total.reported, total.expected),
            Show::Reported => count(total.reported),
            Show::Expected => count(total.expected),
            Show::Missing => count(total.missing.len()),
            Show::Numerator => part(|p| p.0),
            Show::Denominator => part(|p| p.1),
        };
        let evidence = self.cells_of(question, &total);
        Computed { outcome, coverage: total.coverage(), evidence }
    }

    fn cells_of(&self, question: &Question, total: &Total) -> Vec<Evidence> {
        if total.contributing.len() <= LISTED && !total.contributing.is_empty() {
            let cell = |c: &super::Contribution| Evidence::FormCell {
                submission: c.submission.clone(),
                indicator: c.indicator.clone(),
            };
            return total.contributing.iter().map(cell).collect();
        }
        let Some(form) = self.form(&question.form) else { return Vec::new() };
        let opened = question.periods.iter().filter_map(|p| form.periods.get(p));
        let acts = std::iter::once(&form.created).chain(opened.map(|p| &p.by));
        acts.map(|stamp| act_evidence(stamp.act.clone())).collect()
    }

    fn target(&self, form: &Ref, indicator: &str, year: i16) -> Computed {
        let found = self.form(form).and_then(|f| {
            let asked = f.facts.indicators.iter().find(|i| i.code == indicator)?;
            let target = asked.targets.iter().find(|t| t.year == year)?;
            let entry = f.versions.spans().last().map(|(e, _)| e.act.clone());
            Some((asked, target, entry.unwrap_or(f.created.act.clone())))
        });
        let Some((asked, target, act)) = found else {
            return Computed::nothing(Nothing::NotOnRecord);
        };
        let outcome = match asked.aggregation {
            Aggregation::Ratio => {
                let percent = Percent::of(Amount::new(target.value, 4), Amount::new(1, 0));
                percent.map_or(Outcome::Nothing(Nothing::NotOnRecord), |p| {
                    Outcome::Percent(p, Coverage::Whole)
                })
            }
            _ => Outcome::Amount(Amount::new(target.value, asked.scale)),
        };
        Computed::whole(outcome, vec![act_evidence(act)])
    }

    /// The founding acts of what is counted.
    pub(crate) fn counted(&self, counted: &Counted) -> Vec<ActKey> {
        match counted {
            Counted::Tasks(f) => self.tasks(f).into_iter().map(|o| o.created.act.clone()).collect(),
            Counted::Activities(f) => {
                self.activities(f).into_iter().map(|o| o.created.act.clone()).collect()
            }
            Counted::Documents(f) => {
                self.documents(f).into_iter().map(|o| o.created.act.clone()).collect()
            }
            Counted::Findings(f) => {
                self.findings(f).into_iter().map(|o| o.created.act.clone()).collect()
            }
        }
    }

    fn attendance(&self, filter: &ActivityFilter, unit: &str) -> Computed {
        let activities = self.activities(filter);
        let of = activities.iter().flat_map(|a| {
            let fits = a.facts.attendance.iter().filter(|x| x.unit == unit);
            fits.map(|x| (a.created.act.clone(), x))
        });
        let (acts, counts): (Vec<ActKey>, Vec<_>) = of.unzip();
        if counts.is_empty() {
            return Computed::nothing(Nothing::NotReported);
        }
        let sum = counts.iter().fold(0u64, |sum, x| sum.saturating_add(x.value));
        let amount = Amount::new(i64::try_from(sum).unwrap_or(i64::MAX), 0);
        let words: Vec<&str> =
            counts.iter().map(|x| x.qualifier.as_str()).filter(|q| *q != "exact").collect();
        let outcome = match words.first() {
            None => Outcome::Amount(amount),
            Some(&"over") if words.iter().all(|w| *w == "over") => {
                Outcome::Qualified(amount, "over")
            }
            Some(&"under") if words.iter().all(|w| *w == "under") => {
                Outcome::Qualified(amount, "under")
            }
            Some(_) => Outcome::Qualified(amount, "about"),
        };
        Computed::whole(outcome, listed(acts))
    }

    fn ratio(&self, num: &Formula, den: &Formula) -> Computed {
        let (num, den) = (self.evaluate(num), self.evaluate(den));
        let coverage = joint(&num, &den);
        let parts = num.outcome.amount().zip(den.outcome.amount());
        let outcome = match parts.map(|(n, d)| Percent::of(n, d)) {
            Some(Some(percent)) => Outcome::Percent(percent, coverage),
            Some(None) => Outcome::Nothing(Nothing::NothingToCompare),
            None => Outcome::Nothing(Nothing::NotReported),
        };
        Computed { outcome, coverage, evidence: both(num, den) }
    }

    fn difference(&self, a: &Formula, b: &Formula) -> Computed {
        let (a, b) = (self.evaluate(a), self.evaluate(b));
        let coverage = joint(&a, &b);
        let outcome = match a.outcome.amount().zip(b.outcome.amount()) {
            Some((a, b)) => Outcome::Amount(minus(a, b)),
            None => Outcome::Nothing(Nothing::NotReported),
        };
        Computed { outcome, coverage, evidence: both(a, b) }
    }

    fn quote(&self, at: &Ref, part: Option<&str>, start: usize, end: usize) -> Computed {
        let found = self.text_of(at, part);
        let found =
            found.and_then(|(text, evidence)| Some((text.get(start..end)?.to_owned(), evidence)));
        match found {
            Some((text, evidence)) => Computed::whole(Outcome::Text(text), evidence),
            None => Computed::nothing(Nothing::NotOnRecord),
        }
    }
}

fn no_number(total: &Total) -> Outcome {
    Outcome::Nothing(match total.cell() {
        Cell::NotApplicable => Nothing::NotApplicable,
        Cell::NoneOccurred => Nothing::NoneOccurred,
        _ => Nothing::NotReported,
    })
}

pub(crate) fn act_evidence(act: ActKey) -> Evidence {
    Evidence::Act { site: act.site, seq: act.seq }
}

fn listed(acts: Vec<ActKey>) -> Vec<Evidence> {
    acts.into_iter().map(act_evidence).collect()
}

fn joint(a: &Computed, b: &Computed) -> Coverage {
    match (a.coverage, b.coverage) {
        (Coverage::Whole, Coverage::Whole) => Coverage::Whole,
        _ => Coverage::Partial,
    }
}

/// The sources of two figures, each once, in their order.
fn both(a: Computed, b: Computed) -> Vec<Evidence> {
    let mut all = a.evidence;
    for evidence in b.evidence {
        if !all.contains(&evidence) {
            all.push(evidence);
        }
    }
    all
}

/// Exact difference at the finer of the two scales.
fn minus(a: Amount, b: Amount) -> Amount {
    let scale = a.scale.max(b.scale);
    let up = |x: Amount| i128::from(x.units) * 10i128.pow((scale - x.scale).into());
    let units = (up(a) - up(b)).clamp(i64::MIN.into(), i64::MAX.into());
    Amount::new(units as i64, scale)
}
