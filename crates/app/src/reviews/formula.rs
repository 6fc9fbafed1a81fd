//! Formulas in words, and the questions and objects inside them.

use crate::facts::Find;
use crate::totals::map_words;
use record::figures::{Counted, Facts, Figures, Formula, Question, Show};
use terms::{Aggregation, Named, Period};

/// How a formula is computed, as a Vietnamese sentence.
pub(crate) fn words(formula: &Formula, facts: &Facts) -> String {
    match formula {
        Formula::Total(question, show) => total(question, *show, facts),
        Formula::Target { form, indicator, year } => {
            let name = indicator_name(facts, form, indicator);
            format!("Chỉ tiêu giao năm {year} của “{name}”, theo biểu mẫu")
        }
        Formula::Count(counted) => format!("Đếm {}", counted_words(counted)),
        Formula::Attendance(filter, unit) => {
            format!("Cộng số {unit} tham gia các hoạt động trong {}", filter.period.label())
        }
        Formula::Ratio(num, den) => {
            format!("Tỷ lệ giữa ({}) và ({})", words(num, facts), words(den, facts))
        }
        Formula::Difference(a, b) => {
            format!("Hiệu của ({}) và ({})", words(a, facts), words(b, facts))
        }
        Formula::Quote { .. } => "Dẫn nguyên văn từ nguồn".to_owned(),
    }
}

fn indicator_name(facts: &Facts, form: &terms::Ref, code: &str) -> String {
    let form = Find::form(facts, form);
    let found = form.and_then(|f| f.facts.indicators.iter().find(|i| i.code == code));
    found.map_or_else(|| code.to_owned(), |i| i.name.clone())
}

fn total(q: &Question, show: Show, facts: &Facts) -> String {
    let name = indicator_name(facts, &q.form, &q.indicator);
    let form = Find::form(facts, &q.form);
    let code = form.map_or_else(String::new, |f| format!(" (biểu {})", f.facts.code));
    let asked = form.and_then(|f| f.facts.indicators.iter().find(|i| i.code == q.indicator));
    let what = match (show, asked.map(|i| i.aggregation)) {
        (Show::Value, Some(Aggregation::Ratio)) => "Tỷ lệ của tổng tử số trên tổng mẫu số,",
        (Show::Value, Some(Aggregation::Stock)) => "Tổng số liệu cuối kỳ của",
        (Show::Value, _) => "Tổng của",
        (Show::Coverage, _) => "Số báo cáo đã có trên số báo cáo phải có của",
        (Show::Reported, _) => "Số báo cáo đã có của",
        (Show::Expected, _) => "Số báo cáo phải có của",
        (Show::Missing, _) => "Số báo cáo còn thiếu của",
        (Show::Numerator, _) => "Tổng tử số của",
        (Show::Denominator, _) => "Tổng mẫu số của",
    };
    let unit = facts.unit(&q.unit).map(|u| u.last_name()).unwrap_or_default();
    let which = if q.include_unapproved { "đã gửi" } else { "đã duyệt" };
    let periods = periods(&q.periods);
    let map = map_words(q.map);
    format!(
        "{what} chỉ tiêu “{name}”{code} của các đơn vị thuộc {unit}, {periods}, {map}, chỉ tính báo cáo {which}"
    )
}

/// Periods in words: one span where they follow each other.
pub(crate) fn periods(list: &[Period]) -> String {
    let span = list.first().zip(list.last());
    let span = span.and_then(|(a, b)| Period::new(a.from(), b.to()).ok());
    span.map_or_else(|| "không có kỳ nào".to_owned(), Period::label)
}

fn counted_words(counted: &Counted) -> String {
    match counted {
        Counted::Tasks(t) => {
            let state = t.state.map_or("", |s| s.label()).to_lowercase();
            let state =
                if state.is_empty() { state } else { format!(" ở tình trạng “{state}”") };
            let assigned =
                t.assigned.map_or_else(String::new, |p| format!(" giao trong {}", p.label()));
            format!("nhiệm vụ{assigned}{state}, tính đến ngày {}", t.on.vn())
        }
        Counted::Activities(a) => {
            let kind =
                a.kind.map_or_else(String::new, |k| format!(" loại {}", k.label().to_lowercase()));
            format!("hoạt động{kind} diễn ra trong {}", a.period.label())
        }
        Counted::Documents(d) => {
            let kind = d
                .doc_type
                .as_ref()
                .map_or_else(String::new, |k| format!(" loại {}", k.to_lowercase()));
            format!("văn bản{kind} ban hành trong {}", d.period.label())
        }
        Counted::Findings(f) => format!("nhận định ghi nhận trong {}", f.period.label()),
    }
}

/// Every question about an indicator inside a formula.
pub(crate) fn questions(formula: &Formula) -> Vec<&Question> {
    match formula {
        Formula::Total(q, _) => vec![q],
        Formula::Ratio(a, b) | Formula::Difference(a, b) => {
            let mut all = questions(a);
            for q in questions(b) {
                if !all.contains(&q) {
                    all.push(q);
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

/// The period that a formula speaks of, in words.
pub(crate) fn period_words(formula: &Formula) -> String {
    let label = match formula {
        Formula::Total(q, _) => periods(&q.periods),
        Formula::Target { year, .. } => format!("năm {year}"),
        Formula::Count(Counted::Tasks(t)) => format!("đến ngày {}", t.on.vn()),
        Formula::Count(Counted::Activities(a)) | Formula::Attendance(a, _) => a.period.label(),
        Formula::Count(Counted::Documents(d)) => d.period.label(),
        Formula::Count(Counted::Findings(f)) => f.period.label(),
        Formula::Ratio(a, _) | Formula::Difference(a, _) => return period_words(a),
        Formula::Quote { .. } => "theo nguồn".to_owned(),
    };
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What is counted or quoted in a formula, by name.
pub(crate) fn objects(formula: &Formula, figures: &Figures<'_>) -> Vec<Named> {
    let named = |at: &terms::Ref, name: &str| Named { at: at.clone(), name: name.to_owned() };
    let activities = |filter| {
        let found = figures.activities(filter).into_iter();
        found.map(|a| named(&a.at, &a.facts.title)).collect()
    };
    match formula {
        Formula::Count(Counted::Tasks(f)) => {
            figures.tasks(f).into_iter().map(|t| named(&t.at, &t.facts.title)).collect()
        }
        Formula::Count(Counted::Activities(f)) | Formula::Attendance(f, _) => activities(f),
        Formula::Count(Counted::Documents(f)) => {
            let found = figures.documents(f).into_iter();
            found.map(|d| named(&d.at, &format!("{}: {}", d.label(), d.facts.subject))).collect()
        }
        Formula::Count(Counted::Findings(f)) => {
            figures.findings(f).into_iter().map(|x| named(&x.at, &x.facts.text)).collect()
        }
        Formula::Ratio(a, b) | Formula::Difference(a, b) => {
            let mut all = objects(a, figures);
            for one in objects(b, figures) {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
            all
        }
        Formula::Quote { at, .. } => vec![named(at, at.kind.label())],
        Formula::Target { form, .. } => {
            let found = Find::form(figures.facts(), form);
            found.map(|f| named(&f.at, &f.facts.title)).into_iter().collect()
        }
        Formula::Total(..) => Vec::new(),
    }
}
