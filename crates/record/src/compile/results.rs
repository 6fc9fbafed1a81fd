//! Results by line of work: what the units reported, against the targets, and a table for each line of work.

use super::ReviewRequest;
use super::writer::{Sentence, Writer, capital};
use crate::figures::{Coverage, Formula, MapChoice, Question, Show};
use crate::object::Form;
use crate::payload::*;
use terms::{Aggregation, Field, FindingKind, Period};

/// So many silent units are named in the sentence; more are found by the trace of the figure.
const NAMED: usize = 7;

pub(super) fn sections(w: &mut Writer<'_>, request: &ReviewRequest) -> Vec<ReviewSection> {
    Field::ALL.iter().filter_map(|field| section(w, request, *field)).collect()
}

fn section(w: &mut Writer<'_>, request: &ReviewRequest, field: Field) -> Option<ReviewSection> {
    let facts = w.figures.facts();
    let mut forms: Vec<&Form> = facts.forms.iter().collect();
    forms.sort_by(|a, b| a.facts.code.cmp(&b.facts.code));
    let asked = forms.into_iter().flat_map(|form| {
        let of_field = form.facts.indicators.iter().filter(|i| i.field == field);
        of_field.map(move |indicator| Asked { form, indicator, request })
    });
    let asked: Vec<Asked<'_>> = asked.filter(|a| !a.periods(request.period).is_empty()).collect();
    let mut lines: Vec<ReviewLine> = asked.iter().map(|a| a.line(w)).collect();
    lines.extend(super::findings::told(w, request, FindingKind::Result, Some(field)));
    if lines.is_empty() {
        return None;
    }
    let tables = table(w, request, field, &asked).into_iter().collect();
    Some(ReviewSection { kind: SectionKind::Results, field: Some(field), lines, tables })
}

/// One indicator in one review.
struct Asked<'a> {
    form: &'a Form,
    indicator: &'a Indicator,
    request: &'a ReviewRequest,
}

impl Asked<'_> {
    /// Periods of the form that lie in a span, the longest first where they overlap.
    fn periods(&self, within: Period) -> Vec<Period> {
        let mut open: Vec<Period> =
            self.form.periods.keys().copied().filter(|p| within.covers(*p)).collect();
        open.sort_by_key(|p| (p.to().days_until(p.from()), p.from()));
        let mut chosen: Vec<Period> = Vec::new();
        for period in open {
            if chosen.iter().all(|c| c.to() < period.from() || period.to() < c.from()) {
                chosen.push(period);
            }
        }
        chosen.sort();
        chosen
    }

    fn total(&self, periods: Vec<Period>, show: Show) -> Formula {
        let question = Question {
            form: self.form.at.clone(),
            indicator: self.indicator.code.clone(),
            unit: self.request.unit.clone(),
            periods,
            map: self.request.map,
            include_unapproved: false,
        };
        Formula::Total(question, show)
    }

    fn year(&self, year: i16) -> Vec<Period> {
        let year = Period::year(year).ok();
        year.map(|y| self.periods(y)).unwrap_or_default()
    }

    /// The last calendar year of the review for which the form was asked.
    fn last_year(&self) -> Option<i16> {
        let mut years = self.request.period.calendar_years().rev();
        years.find(|y| !self.year(*y).is_empty())
    }

    fn first_year(&self) -> Option<i16> {
        let mut years = self.request.period.calendar_years();
        years.find(|y| !self.year(*y).is_empty())
    }

    fn target(&self, year: i16) -> Option<Formula> {
        let set = self.indicator.targets.iter().any(|t| t.year == year);
        let (form, indicator) = (self.form.at.clone(), self.indicator.code.clone());
        set.then_some(Formula::Target { form, indicator, year })
    }

    /// How a figure about these periods is explained.
    fn says(&self, what: &str, periods: &[Period]) -> String {
        let (first, last) = (periods.first(), periods.last());
        let span = first.zip(last).and_then(|(a, b)| Period::new(a.from(), b.to()).ok());
        let span = span.map(|p| format!(", {}", p.label())).unwrap_or_default();
        let map = match self.request.map {
            MapChoice::AsReported => "theo địa giới của từng kỳ báo cáo".to_owned(),
            MapChoice::OnDay(day) => format!("theo địa giới hành chính ngày {}", day.vn()),
        };
        let name = &self.indicator.name;
        format!("{what} chỉ tiêu “{name}”{span}; chỉ tính báo cáo đã duyệt, {map}")
    }

    fn line(&self, w: &mut Writer<'_>) -> ReviewLine {
        let name = capital(&self.indicator.name);
        let code = Some(self.indicator.code.as_str());
        let sentence = Sentence::default().text(w, &self.form.at, code, &name).words(": ");
        let sentence = match self.indicator.aggregation {
            Aggregation::Sum => self.sum(w, sentence),
            Aggregation::Stock => self.stock(w, sentence),
            Aggregation::Ratio => self.ratio(w, sentence),
        };
        w.line(sentence.words("."))
    }

    /// A value with its unit of measure, for a ratio with its two numbers, and n/N.
    fn value(&self, w: &mut Writer<'_>, s: Sentence, periods: &[Period]) -> Sentence {
        let of = |show| self.total(periods.to_vec(), show);
        let s = s.figure(w, &of(Show::Value), &self.says("Giá trị tổng hợp", periods));
        let s = if self.indicator.aggregation == Aggregation::Ratio {
            let (num, den) = (self.says("Tử số của", periods), self.says("Mẫu số của", periods));
            s.words(" (")
                .figure(w, &of(Show::Numerator), &num)
                .words(" trên ")
                .figure(w, &of(Show::Denominator), &den)
                .words("; ")
        } else if w.value(&of(Show::Value)).amount().is_some() {
            s.words(&format!(" {} (", self.indicator.measure))
        } else {
            s.words(" (")
        };
        let says = self.says("Số đơn vị đã có số liệu trên số phải báo cáo của", periods);
        let s = s.figure(w, &of(Show::Coverage), &says).words(" báo cáo của các đơn vị");
        self.missing(w, s, periods).words(")")
    }

    /// How many are silent; by name when they are few and of one period.
    fn missing(&self, w: &mut Writer<'_>, s: Sentence, periods: &[Period]) -> Sentence {
        let Formula::Total(question, show) = self.total(periods.to_vec(), Show::Missing) else {
            return s;
        };
        let silent = w.figures.total(&question).missing;
        if silent.is_empty() {
            return s;
        }
        let says = self.says("Số báo cáo còn thiếu đối với", periods);
        let missing = Formula::Total(question, show);
        let mut s = s.words(", còn thiếu ").figure(w, &missing, &says).words(" báo cáo");
        if periods.len() > 1 || silent.len() > NAMED {
            return s;
        }
        for (i, silent) in silent.iter().enumerate() {
            let between = if i == 0 { ": " } else { ", " };
            s = s.words(between).text(w, &silent.unit.at, None, &silent.unit.name);
        }
        s
    }

    fn sum(&self, w: &mut Writer<'_>, s: Sentence) -> Sentence {
        let all = self.periods(self.request.period);
        let years = self.request.period.calendar_years();
        let s = s.words(&format!("trong {} là ", self.request.period.label()));
        let s = self.value(w, s, &all);
        match self.last_year() {
            Some(year) if years.start() != years.end() => {
                let s = s.words(&format!("; riêng năm {year} là "));
                let s = self.value(w, s, &self.year(year));
                self.against_target(w, s, year)
            }
            Some(year) => self.against_target(w, s, year),
            None => s,
        }
    }

    fn stock(&self, w: &mut Writer<'_>, s: Sentence) -> Sentence {
        let Some(year) = self.last_year() else {
            let all = self.periods(self.request.period);
            return self.value(w, s.words("cuối kỳ là "), &all);
        };
        let s = self.value(w, s.words(&format!("đến hết năm {year} là ")), &self.year(year));
        let s = self.against_first(w, s, year);
        self.against_target(w, s, year)
    }

    fn ratio(&self, w: &mut Writer<'_>, s: Sentence) -> Sentence {
        let Some(year) = self.last_year() else {
            let all = self.periods(self.request.period);
            return self.value(w, s.words("trong kỳ là "), &all);
        };
        let s = self.value(w, s.words(&format!("năm {year} là ")), &self.year(year));
        s.with(self.target(year), |s, target| {
            let says = format!("Chỉ tiêu giao năm {year} của “{}”", self.indicator.name);
            s.words(", chỉ tiêu giao là ").figure(w, &target, &says)
        })
    }

    /// Compares with the first year, only when every unit reported in both.
    fn against_first(&self, w: &mut Writer<'_>, s: Sentence, year: i16) -> Sentence {
        let Some(first) = self.first_year().filter(|f| *f < year) else { return s };
        let now = self.total(self.year(year), Show::Value);
        let then = self.total(self.year(first), Show::Value);
        let whole = |f: &Formula| w.figures.evaluate(f).coverage == Coverage::Whole;
        if !whole(&now) || !whole(&then) {
            return s;
        }
        let more = Formula::Difference(Box::new(now.clone()), Box::new(then.clone()));
        let less = Formula::Difference(Box::new(then), Box::new(now));
        let says =
            format!("Chênh lệch của “{}” giữa năm {year} và năm {first}", self.indicator.name);
        let words = format!(" {} so với năm {first}", self.indicator.measure);
        match w.value(&more).amount().map(|a| a.units.signum()) {
            Some(1) => s.words(", tăng ").figure(w, &more, &says).words(&words),
            Some(-1) => s.words(", giảm ").figure(w, &less, &says).words(&words),
            Some(_) => s.words(&format!(", không thay đổi so với năm {first}")),
            None => s,
        }
    }

    fn against_target(&self, w: &mut Writer<'_>, s: Sentence, year: i16) -> Sentence {
        let Some(target) = self.target(year) else { return s };
        let value = self.total(self.year(year), Show::Value);
        let share = Formula::Ratio(Box::new(value), Box::new(target.clone()));
        let says = format!("Chỉ tiêu giao năm {year} của “{}”", self.indicator.name);
        let s = match w.value(&share) {
            crate::figures::Outcome::Percent(..) => {
                let says = format!(
                    "Tỷ lệ giữa giá trị tổng hợp và chỉ tiêu giao năm {year} của “{}”",
                    self.indicator.name
                );
                s.words(", bằng ").figure(w, &share, &says).words(" chỉ tiêu giao (")
            }
            _ => s.words(", chỉ tiêu giao ("),
        };
        s.figure(w, &target, &says).words(&format!(" {})", self.indicator.measure))
    }
}

/// A row for each indicator: its value in each year, the last target, n/N of the last year.
fn table(
    w: &mut Writer<'_>,
    request: &ReviewRequest,
    field: Field,
    asked: &[Asked<'_>],
) -> Option<ReviewTable> {
    let years: Vec<i16> = request.period.calendar_years().collect();
    let last = *years.last()?;
    let mut columns = vec!["Chỉ tiêu".to_owned()];
    columns.extend(years.iter().map(|y| format!("Năm {y}")));
    columns.push(format!("Chỉ tiêu giao năm {last}"));
    columns.push(format!("Số đơn vị báo cáo năm {last}"));
    let mut rows = Vec::new();
    for a in asked {
        let mut cells: Vec<Piece> = years.iter().map(|y| a.cell(w, *y, Show::Value)).collect();
        cells.push(match a.target(last) {
            Some(target) => {
                w.figure(&target, format!("Chỉ tiêu giao năm {last} của “{}”", a.indicator.name))
            }
            None => Piece::Words("–".to_owned()),
        });
        cells.push(a.cell(w, last, Show::Coverage));
        rows.push((format!("{} ({})", a.indicator.name, a.indicator.measure), cells));
    }
    let title = format!("Kết quả thực hiện các chỉ tiêu lĩnh vực {}", field.label().to_lowercase());
    (!rows.is_empty()).then(|| w.table(title, columns, rows))
}

impl Asked<'_> {
    fn cell(&self, w: &mut Writer<'_>, year: i16, show: Show) -> Piece {
        let periods = self.year(year);
        if periods.is_empty() {
            return Piece::Words("–".to_owned());
        }
        let what = if show == Show::Value {
            "Giá trị tổng hợp"
        } else {
            "Số đơn vị đã có số liệu trên số phải báo cáo của"
        };
        let says = self.says(what, &periods);
        w.figure(&self.total(periods, show), says)
    }
}
