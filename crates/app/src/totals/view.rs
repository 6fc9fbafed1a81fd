//! The table of totals: a headline, child units by periods, all with n/N and the names that are missing.

use super::draw;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::forms::{Indicator, IndicatorView};
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::reading::class_for;
use crate::view::{Shown as Said, sort_by_name};
use record::disclosure::{HELD, Rule, Shown};
use record::figures::{
    Facts, Figures, Formula, GroupKey, Grouping, MapChoice, Matrix, Nothing, Outcome, Question,
    Show, Silent, Total,
};
use record::object::Form;
use terms::{AccessClass, Aggregation, Amount, Cell, Day, Named, Period, Ref, Role, UnitLevel};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsQuery {
    /// The form.
    pub form: Ref,
    /// Code of the indicator; the first one when `None`.
    pub indicator: Option<String>,
    /// The unit whose subtree is asked; the highest one of today when `None`.
    pub unit: Option<Ref>,
    /// The periods; all that were opened when empty.
    pub periods: Vec<Period>,
    /// On which map; that of today when `None`.
    pub map: Option<MapChoice>,
    /// What the rows are; the reporting units themselves when `None`.
    pub rows: Option<Rows>,
    /// Whether only approved reports count. Else what waits for approval counts too and is marked.
    pub approved_only: bool,
    /// The class at which the table is produced; all that is on record when `None`.
    pub class: Option<AccessClass>,
}

/// What the rows of a table of totals are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Units of a level.
    Level(UnitLevel),
    /// Regional defence commands (Ban Chỉ huy phòng thủ khu vực) by their areas, beside the levels.
    Commands,
}

impl Rows {
    /// Kind of body whose areas are the rows.
    const COMMAND: &'static str = "area_defence_command";

    /// What an address says.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "commands" => Some(Self::Commands),
            level => UnitLevel::from_code(level).map(Self::Level),
        }
    }

    fn grouping(self) -> Grouping {
        match self {
            Self::Level(level) => Grouping::Level(level),
            Self::Commands => Grouping::Area(Self::COMMAND),
        }
    }
}

impl TotalsQuery {
    /// A query about a form with everything else as by default.
    pub fn of(form: Ref) -> Self {
        Self {
            form,
            indicator: None,
            unit: None,
            periods: Vec::new(),
            map: None,
            rows: None,
            approved_only: false,
            class: None,
        }
    }
}

/// A unit in a period that is missing, or is marked for another reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The unit.
    pub unit: Named,
    /// The period in words.
    pub period: String,
    /// Why, in words; empty where that is not the point.
    pub why: String,
}

/// The total of everything asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// As printed, as in a review.
    pub printed: String,
    /// For a percentage: its two numbers.
    pub two_numbers: Option<String>,
    /// How many said something.
    pub n: usize,
    /// How many were to say something.
    pub of: usize,
    /// Who is silent.
    pub missing: Vec<Absent>,
    /// To whom it does not apply.
    pub not_applicable: Vec<Absent>,
    /// Whose reports count though not approved.
    pub unapproved: Vec<Absent>,
    /// Whose figures were divided by signed shares.
    pub apportioned: Vec<Absent>,
    /// Whose figures nobody has divided among what is asked; they are in no sum.
    pub not_divisible: Vec<Absent>,
    /// How many said that nothing of the kind happened.
    pub none_occurred: usize,
    /// How many said zero.
    pub zeros: usize,
    /// The target of the last year, as printed.
    pub target: Option<String>,
    /// The last year in per cent of its target, as printed.
    pub of_target: Option<String>,
    /// How it is computed, as a formula that can be computed again.
    pub formula: String,
}

/// One cell of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalCell {
    /// The total, as a cell (hundredths of a per cent for a ratio) and as printed.
    pub shown: Said,
    /// Digits after the decimal mark of the cell's number.
    pub scale: u8,
    /// For a percentage: its two numbers.
    pub two_numbers: Option<String>,
    /// How many said something.
    pub n: usize,
    /// How many were to say something; 0 where nothing was asked.
    pub of: usize,
    /// How many of these are not approved.
    pub unapproved: usize,
    /// The one submission behind the cell, when it is one.
    pub submission: Option<Ref>,
    /// Whether it is held back at the class of the table.
    pub held: bool,
}

/// One row: a unit, what lies under none, or what nobody has divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRow {
    /// The unit, when it is one.
    pub unit: Option<Named>,
    /// As printed.
    pub label: String,
    /// A cell for each period.
    pub cells: Vec<TotalCell>,
    /// All periods together.
    pub whole: TotalCell,
}

/// The page of totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsView {
    /// The form.
    pub form: Named,
    /// Its code.
    pub form_code: String,
    /// The indicator.
    pub indicator: IndicatorView,
    /// The indicators of the form: code and name.
    pub indicators: Vec<(String, String)>,
    /// The unit asked, with its name of the day.
    pub unit: Named,
    /// Units that can be asked: those above the reporting ones, and what the reporting ones went into.
    pub units: Vec<Named>,
    /// The periods asked.
    pub heads: Vec<(Period, String)>,
    /// The periods that were opened.
    pub periods: Vec<(Period, String)>,
    /// On which map.
    pub map: MapChoice,
    /// The map in words.
    pub map_words: String,
    /// The class at which it was produced.
    pub class: Option<AccessClass>,
    /// Everything together.
    pub headline: Headline,
    /// All units together, a cell for each period.
    pub all: TotalRow,
    /// The rows by name.
    pub rows: Vec<TotalRow>,
    /// Chart of the periods: SVG text.
    pub chart: String,
    /// Map of the rows by centre points: SVG text; `None` when no unit has a centre.
    pub map_svg: Option<String>,
}

impl Office {
    /// The totals of an indicator.
    ///
    /// # Errors
    /// `permit.missing`, not found for an unknown form, indicator or unit; `disclosure.exposed` with the table.
    pub async fn totals(&self, viewer: &Viewer, query: &TotalsQuery) -> Result<TotalsView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let class = class_for(viewer, Find::form(&*facts, &query.form), query.class);
        let (query, today) = (TotalsQuery { class, ..query.clone() }, self.today());
        let Some(class) = class else { return view(&facts, &query, today, None) };
        let rule = self.disclosure_rule()?;
        // What has to be held back is worked out away from the threads that serve pages.
        let done =
            tokio::task::spawn_blocking(move || view(&facts, &query, today, Some((class, rule))));
        done.await.map_err(|e| Error::Broken(e.to_string()))?
    }
}

/// A query with every default filled in.
struct Asked<'a> {
    form: &'a Form,
    indicator: &'a Indicator,
    question: Question,
    day: Day,
    /// What the row is called of units that lie under no row.
    outside: &'static str,
}

fn view(
    facts: &Facts,
    query: &TotalsQuery,
    today: Day,
    class: Option<(AccessClass, Rule)>,
) -> Result<TotalsView, Error> {
    let figures = Figures::of(facts);
    let asked = asked(facts, query, today)?;
    let shown = class.map(|(class, rule)| Shown::of(&figures, class, rule));
    let lens = Lens { form: asked.form, indicator: asked.indicator, shown: shown.as_ref() };
    let grouping = query.rows.map_or(Grouping::Unit, Rows::grouping);
    let matrix = figures.matrix(&asked.question, grouping, Grouping::Period);
    let heads: Vec<Period> = asked.question.periods.clone();
    let mut rows: Vec<TotalRow> = matrix
        .rows
        .iter()
        .enumerate()
        .map(|(i, key)| {
            let (cells, whole) = (matrix.cells.get(i), matrix.row_totals.get(i));
            row(key, cells, whole, &matrix, &asked, &lens)
        })
        .collect::<Result<_, _>>()?;
    sort_by_name(&mut rows, |r| &r.label);
    let all = TotalRow {
        unit: None,
        label: "Tổng cộng".to_owned(),
        cells: in_heads(&heads, &matrix, Some(&matrix.column_totals), &lens)?,
        whole: lens.cell(&matrix.whole)?,
    };
    let unit = facts.unit(&asked.question.unit).map(|u| u.named_on(asked.day));
    let unit = unit.ok_or_else(|| not_found(&asked.question.unit))?;
    let labels = |p: &Period| (*p, p.label());
    Ok(TotalsView {
        form: Named { at: asked.form.at.clone(), name: asked.form.facts.title.clone() },
        form_code: asked.form.facts.code.clone(),
        indicator: crate::forms::indicator_view(asked.indicator),
        indicators: codes(asked.form),
        units: choices(facts, asked.form, asked.day),
        chart: draw::chart(&asked.question, asked.indicator, &unit.name, &all),
        class: query.class,
        map_svg: draw::map(facts, asked.indicator, &rows),
        unit,
        headline: at_class(headline(&figures, &asked, &matrix.whole), &all.whole, &lens)?,
        heads: heads.iter().map(labels).collect(),
        periods: asked.form.periods.keys().map(labels).collect(),
        map_words: map_words(asked.question.map),
        map: asked.question.map,
        all,
        rows,
    })
}

fn codes(form: &Form) -> Vec<(String, String)> {
    form.facts.indicators.iter().map(|i| (i.code.clone(), i.name.clone())).collect()
}

fn asked<'a>(facts: &'a Facts, query: &TotalsQuery, today: Day) -> Result<Asked<'a>, Error> {
    let form = Find::form(facts, &query.form).ok_or_else(|| not_found(&query.form))?;
    let wanted = query.indicator.as_deref();
    let mut indicators = form.facts.indicators.iter();
    let indicator = indicators.find(|i| wanted.is_none_or(|w| w == i.code)).ok_or_else(|| {
        let indicator = wanted.unwrap_or_default().to_owned();
        Error::Refused(Problem::new("submission.cell-unknown", [("indicator", indicator)]))
    })?;
    let mut periods = query.periods.clone();
    if periods.is_empty() {
        periods = form.periods.keys().copied().collect();
    }
    periods.sort();
    periods.dedup();
    let map = query.map.unwrap_or(MapChoice::OnDay(today));
    let last = periods.iter().map(|p| p.to()).max().unwrap_or(today);
    let day = match map {
        MapChoice::OnDay(day) => day,
        MapChoice::AsReported => last,
    };
    let unit = query.unit.clone().or_else(|| highest(facts, day));
    let unit =
        unit.ok_or_else(|| Error::NotFound { what: "đơn vị hành chính".to_owned() })?;
    let question = Question {
        form: form.at.clone(),
        indicator: indicator.code.clone(),
        unit,
        periods,
        map,
        include_unapproved: !query.approved_only,
    };
    let outside = match query.rows {
        Some(Rows::Commands) => "Chưa thuộc Ban Chỉ huy phòng thủ khu vực nào",
        _ => "Không thuộc đơn vị nào",
    };
    Ok(Asked { form, indicator, question, day, outside })
}

/// The highest unit of a day: the first province, else the first unit that lies under none.
pub(crate) fn highest(facts: &Facts, day: Day) -> Option<Ref> {
    let mut there: Vec<_> = facts.units.iter().filter(|u| u.exists_on(day)).collect();
    there.sort_by_key(|u| (u.level, u.parent_on(day).is_some()));
    there.first().map(|u| u.at.clone())
}

/// Units above those that report, on a day.
fn choices(facts: &Facts, form: &Form, day: Day) -> Vec<Named> {
    let above = facts.units.iter().filter(|u| u.exists_on(day) && u.level < form.facts.filled_by);
    let mut named: Vec<(UnitLevel, Named)> = above.map(|u| (u.level, u.named_on(day))).collect();
    sort_by_name(&mut named, |n| &n.1.name);
    named.sort_by_key(|n| n.0);
    named.into_iter().map(|n| n.1).collect()
}

pub(crate) fn map_words(map: MapChoice) -> String {
    match map {
        MapChoice::AsReported => "theo địa giới của từng kỳ báo cáo".to_owned(),
        MapChoice::OnDay(day) => format!("theo địa giới hành chính ngày {}", day.vn()),
    }
}

fn row(
    key: &GroupKey,
    cells: Option<&Vec<Total>>,
    whole: Option<&Total>,
    matrix: &Matrix,
    asked: &Asked<'_>,
    lens: &Lens<'_, '_, '_>,
) -> Result<TotalRow, Error> {
    let (unit, label) = match key {
        GroupKey::Unit(named) | GroupKey::Body(named) => (Some(named.clone()), named.name.clone()),
        GroupKey::Period(p) => (None, p.label()),
        GroupKey::Outside => (None, asked.outside.to_owned()),
        GroupKey::Undivided => (None, "Chưa phân chia được (không so sánh được)".to_owned()),
    };
    let whole = whole.unwrap_or(&matrix.whole);
    let cells = in_heads(&asked.question.periods, matrix, cells, lens)?;
    Ok(TotalRow { unit, label, cells, whole: lens.cell(whole)? })
}

/// Totals in the order of the heads; a period without any slot, as the earlier ones of a stock, is asked of nobody.
fn in_heads(
    heads: &[Period],
    matrix: &Matrix,
    totals: Option<&Vec<Total>>,
    lens: &Lens<'_, '_, '_>,
) -> Result<Vec<TotalCell>, Error> {
    let of = |period: &Period| {
        let at = matrix.columns.iter().position(|c| *c == GroupKey::Period(*period));
        let total = at.and_then(|i| totals.and_then(|t| t.get(i)));
        total.map_or_else(|| Ok(blank(lens.indicator)), |t| lens.cell(t))
    };
    heads.iter().map(of).collect()
}

fn scale(indicator: &Indicator) -> u8 {
    if indicator.aggregation == Aggregation::Ratio { 2 } else { indicator.scale }
}

fn blank(indicator: &Indicator) -> TotalCell {
    TotalCell {
        shown: Said { cell: Cell::NotReported, printed: "–".to_owned() },
        scale: scale(indicator),
        two_numbers: None,
        n: 0,
        of: 0,
        unapproved: 0,
        submission: None,
        held: false,
    }
}

/// The indicator as it is seen at a class.
struct Lens<'s, 'f, 'a> {
    form: &'s Form,
    indicator: &'s Indicator,
    shown: Option<&'s Shown<'f, 'a>>,
}

impl Lens<'_, '_, '_> {
    /// A cell, or the mark that it is held back.
    fn cell(&self, total: &Total) -> Result<TotalCell, Error> {
        let seen = cell(total, self.indicator);
        if total.contributing.is_empty() || self.shows(total)? {
            return Ok(seen);
        }
        let shown = Said { cell: Cell::NotReported, printed: HELD.to_owned() };
        Ok(TotalCell { shown, two_numbers: None, submission: None, held: true, ..seen })
    }

    fn shows(&self, total: &Total) -> Result<bool, Error> {
        let Some(shown) = self.shown else { return Ok(true) };
        let whole = shown.indicator(&self.form.at, &self.indicator.code);
        Ok(whole && shown.total(&self.form.at, total)?)
    }
}

/// The headline with what is held back at the class marked: the total, its target, how many said zero.
fn at_class(
    mut h: Headline,
    whole: &TotalCell,
    lens: &Lens<'_, '_, '_>,
) -> Result<Headline, Error> {
    let Some(shown) = lens.shown else { return Ok(h) };
    let (form, code) = (&lens.form.at, &lens.indicator.code);
    if whole.held {
        (h.printed, h.two_numbers) = (HELD.to_owned(), None);
    }
    if !shown.indicator(form, code) {
        h.target = None;
    }
    // One year of the target is part of the whole: what is held back of any year takes the comparison along.
    if shown.holds_back(form, code)? {
        (h.of_target, h.none_occurred, h.zeros) = (None, 0, 0);
    }
    Ok(h)
}

pub(crate) fn cell(total: &Total, indicator: &Indicator) -> TotalCell {
    if total.expected == 0 && total.not_applicable.is_empty() && total.not_divisible.is_empty() {
        return blank(indicator);
    }
    let number = match total.ratio {
        Some(p) => i64::try_from(p.hundredths()).map_or(Cell::NotReported, Cell::Number),
        None => total.cell(),
    };
    let mut submissions = total.contributing.iter().map(|c| &c.submission);
    let first = submissions.next();
    let submission = first.filter(|f| submissions.all(|s| s == *f)).cloned();
    TotalCell {
        shown: Said { cell: number, printed: printed(total) },
        scale: scale(indicator),
        two_numbers: total.ratio.map(|p| format!("{}/{}", p.num, p.den)),
        n: total.reported,
        of: total.expected,
        unapproved: total.unapproved.len(),
        submission,
        held: false,
    }
}

/// A total as printed, by the one function that prints figures.
fn printed(total: &Total) -> String {
    let outcome = match (total.ratio, total.cell(), total.value) {
        (Some(percent), ..) => Outcome::Percent(percent, total.coverage()),
        (None, Cell::NotApplicable, _) => Outcome::Nothing(Nothing::NotApplicable),
        (None, Cell::NoneOccurred, _) => Outcome::Nothing(Nothing::NoneOccurred),
        (None, _, Some(value)) => Outcome::Amount(value),
        (None, _, None) if !total.not_divisible.is_empty() && total.expected == 0 => {
            return "không so sánh được".to_owned();
        }
        (None, _, None) => Outcome::Nothing(Nothing::NotReported),
    };
    outcome.printed()
}

fn absent(list: &[Silent]) -> Vec<Absent> {
    let mut out: Vec<Absent> = list
        .iter()
        .map(|s| Absent {
            unit: s.unit.clone(),
            period: s.period.label(),
            why: s.why.map(|w| w.label().to_owned()).unwrap_or_default(),
        })
        .collect();
    sort_by_name(&mut out, |a| &a.unit.name);
    out.sort_by(|a, b| a.period.cmp(&b.period));
    out
}

fn headline(figures: &Figures<'_>, asked: &Asked<'_>, whole: &Total) -> Headline {
    let formula = Formula::Total(asked.question.clone(), Show::Value);
    let (target, of_target) = against_target(figures, asked);
    Headline {
        printed: figures.evaluate(&formula).printed(),
        two_numbers: whole.ratio.map(|p| format!("{}/{}", p.num, p.den)),
        n: whole.reported,
        of: whole.expected,
        missing: absent(&whole.missing),
        not_applicable: absent(&whole.not_applicable),
        unapproved: absent(&whole.unapproved),
        apportioned: absent(&whole.apportioned),
        not_divisible: absent(&whole.not_divisible),
        none_occurred: whole.none_occurred,
        zeros: whole.zeros,
        target,
        of_target,
        formula: formula.to_string(),
    }
}

/// The target of the last year asked, and for a sum or stock how much of it was reached. A target is for the whole tree.
fn against_target(figures: &Figures<'_>, asked: &Asked<'_>) -> (Option<String>, Option<String>) {
    let Some(last) = asked.question.periods.last() else { return (None, None) };
    let year = last.to().year();
    let whole = highest(figures.facts(), asked.day);
    if whole.as_ref() != Some(&asked.question.unit)
        || !asked.indicator.targets.iter().any(|t| t.year == year)
    {
        return (None, None);
    }
    let (form, indicator) = (asked.form.at.clone(), asked.indicator.code.clone());
    let target = Formula::Target { form, indicator, year };
    let printed = format!("{} (năm {year})", figures.evaluate(&target).printed());
    if asked.indicator.aggregation == Aggregation::Ratio {
        return (Some(printed), None);
    }
    let in_year = asked.question.periods.iter().filter(|p| p.to().year() == year);
    let question = Question { periods: in_year.copied().collect(), ..asked.question.clone() };
    let share = Formula::Ratio(Box::new(Formula::Total(question, Show::Value)), Box::new(target));
    (Some(printed), Some(figures.evaluate(&share).printed()))
}

impl TotalCell {
    /// The number of the cell, when it is one.
    pub fn amount(&self) -> Option<Amount> {
        match self.shown.cell {
            Cell::Number(n) => Some(Amount::new(n, self.scale)),
            Cell::Zero => Some(Amount::new(0, self.scale)),
            _ => None,
        }
    }
}
