//! Forms and totals for other programs. A total is what the page of totals shows: one function computes both.

use super::super::at::at;
use super::super::fault::Fault;
use super::super::who::Shared;
use super::gate::For;
use super::model::{Figure, Named, href, named};
use super::said::{self, Asked};
use app::forms::{FormRow, FormView, IndicatorView, PeriodView};
use app::totals::{
    Absent, Headline, MapChoice, Rows, TotalCell, TotalRow, TotalsQuery, TotalsView,
};
use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use terms::{Day, Kind, Ref};
use utoipa::{IntoParams, ToSchema};

/// A period of reporting.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Period {
    /// Its first day, `/`, its last day: as it is asked for.
    #[schema(example = "2025-01-01/2025-12-31")]
    pub(super) period: String,
    /// In words.
    pub(super) label: String,
}

impl Period {
    /// A period with its words.
    pub(super) fn of(period: terms::Period) -> Self {
        Self { period: period.to_string(), label: period.label() }
    }
}

/// A form.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Form {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Address of its description.
    href: String,
    /// Code.
    code: String,
    /// Title.
    title: String,
    /// The body that asks for it.
    asked_by: Named,
    /// Level of the units that fill it in: a code.
    filled_by: String,
    /// How many indicators it has.
    indicators: usize,
    /// The periods that were opened.
    periods: Vec<Period>,
    /// Whether it is closed.
    closed: bool,
}

fn form_row(r: &FormRow) -> Form {
    Form {
        r#ref: r.at.to_string(),
        href: href("forms", &r.at),
        code: r.code.clone(),
        title: r.title.clone(),
        asked_by: Named::from(&r.asked_by),
        filled_by: r.filled_by.code().to_owned(),
        indicators: r.indicators,
        periods: r.periods.iter().map(|(p, _)| Period::of(*p)).collect(),
        closed: r.closed,
    }
}

/// The forms, all at once: there are few.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Forms {
    /// The forms.
    items: Vec<Form>,
}

/// The forms.
#[utoipa::path(get, path = "/api/v1/forms", tag = "figures",
    responses((status = 200, body = Forms)), security(("token" = ["read"])))]
pub(super) async fn forms(
    State(shared): State<Shared>,
    For(viewer): For,
) -> Result<Json<Forms>, Fault> {
    let view = shared.office.forms(&viewer).await?;
    Ok(Json(Forms { items: view.rows.iter().map(form_row).collect() }))
}

/// An indicator of a form.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Indicator {
    /// Code within the form.
    code: String,
    /// Name.
    name: String,
    /// Unit of measure.
    measure: String,
    /// Digits after the decimal mark.
    scale: u8,
    /// How it is added up: a code.
    aggregation: String,
    /// Line of work: a code.
    field: String,
}

fn indicator(i: &IndicatorView) -> Indicator {
    Indicator {
        code: i.code.clone(),
        name: i.name.clone(),
        measure: i.measure.clone(),
        scale: i.scale,
        aggregation: i.aggregation.code().to_owned(),
        field: i.field.code().to_owned(),
    }
}

/// How far a period of a form has come in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Progress {
    /// The period.
    period: Period,
    /// Last day on which a report is on time.
    #[schema(format = Date)]
    on_time_until: String,
    /// Last day on which it is taken in.
    #[schema(format = Date)]
    open_until: String,
    /// How many reports are expected.
    expected: usize,
    /// How many are approved.
    approved: usize,
    /// How many wait for approval.
    submitted: usize,
    /// How many came late.
    late: usize,
    /// The units whose reports are missing.
    missing: Vec<Named>,
}

fn progress(p: &PeriodView) -> Progress {
    Progress {
        period: Period::of(p.period),
        on_time_until: p.on_time_until.to_string(),
        open_until: p.open_until.to_string(),
        expected: p.expected,
        approved: p.approved,
        submitted: p.submitted,
        late: p.late,
        missing: named(&p.missing),
    }
}

/// A form with its indicators and how far its periods have come in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WholeForm {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Code.
    code: String,
    /// Title.
    title: String,
    /// The body that asks for it.
    asked_by: Named,
    /// Level of the units that fill it in: a code.
    filled_by: String,
    /// The first day on which it is closed.
    #[schema(format = Date)]
    closed_on: Option<String>,
    /// Its indicators.
    indicators: Vec<Indicator>,
    /// Its periods, the latest first.
    periods: Vec<Progress>,
}

fn whole(v: &FormView) -> WholeForm {
    WholeForm {
        r#ref: v.at.to_string(),
        code: v.code.clone(),
        title: v.title.clone(),
        asked_by: Named::from(&v.asked_by),
        filled_by: v.filled_by.code().to_owned(),
        closed_on: v.closed.as_ref().map(|(day, _)| day.to_string()),
        indicators: v.indicators.iter().map(indicator).collect(),
        periods: v.periods.iter().map(progress).collect(),
    }
}

/// One form.
#[utoipa::path(get, path = "/api/v1/forms/{site}/{id}", tag = "figures",
    params(("site" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = WholeForm)), security(("token" = ["read"])))]
pub(super) async fn form(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
) -> Result<Json<WholeForm>, Fault> {
    let at = at(Kind::Form, path)?;
    Ok(Json(whole(&shared.office.form(&viewer, &at, None).await?)))
}

/// What is added up.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct What {
    /// The form.
    #[param(example = "form/song-giang/0197a1b2c3d4e5f60718293a4b5c6d7e")]
    form: String,
    /// Code of the indicator; the first of the form when left out.
    indicator: Option<String>,
    /// The unit whose subtree is asked; the highest one when left out.
    unit: Option<String>,
    /// One period, `2025-01-01/2025-12-31`; all that were opened when left out.
    period: Option<String>,
    /// On the map of this day; that of today when left out. `reported`: as it was reported.
    map: Option<String>,
    /// What the rows are: `province`, `district`, `commune` or `commands`; the reporting units when left out.
    rows: Option<String>,
    /// Whether only approved reports count.
    approved_only: Option<bool>,
}

impl What {
    fn query(&self) -> Result<TotalsQuery, Fault> {
        let form = said::of_kind("form", Kind::Form, Some(&self.form))?;
        let form: Ref = form.ok_or_else(|| said::bad_query("form"))?;
        let map = match self.map.as_deref() {
            Some("reported") => Some(MapChoice::AsReported),
            other => said::read::<Day>("map", other)?.map(MapChoice::OnDay),
        };
        let period = said::read("period", self.period.as_deref())?;
        Ok(TotalsQuery {
            indicator: self.indicator.clone(),
            unit: said::of_kind("unit", Kind::Unit, self.unit.as_deref())?,
            periods: period.into_iter().collect(),
            map,
            rows: said::code("rows", self.rows.as_deref(), Rows::from_code)?,
            approved_only: self.approved_only.unwrap_or_default(),
            ..TotalsQuery::of(form)
        })
    }
}

/// A cell of a table of totals.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Total {
    /// The total; for a ratio in hundredths of a per cent.
    figure: Figure,
    /// For a percentage: its two numbers.
    two_numbers: Option<String>,
    /// How many said something.
    n: usize,
    /// How many were to say something; 0 where nothing was asked.
    of: usize,
    /// How many of these are not approved.
    unapproved: usize,
}

fn total(c: &TotalCell) -> Total {
    Total {
        figure: Figure::of(&c.shown, c.scale),
        two_numbers: c.two_numbers.clone(),
        n: c.n,
        of: c.of,
        unapproved: c.unapproved,
    }
}

/// A row of a table of totals.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Line {
    /// The unit, when it is one.
    unit: Option<Named>,
    /// As printed.
    label: String,
    /// A cell for each period.
    cells: Vec<Total>,
    /// All periods together.
    whole: Total,
}

fn line(r: &TotalRow) -> Line {
    Line {
        unit: r.unit.as_ref().map(Named::from),
        label: r.label.clone(),
        cells: r.cells.iter().map(total).collect(),
        whole: total(&r.whole),
    }
}

/// A unit in a period that is missing, or is marked for another reason.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Silent {
    /// The unit.
    unit: Named,
    /// The period in words.
    period: String,
    /// Why, in words; empty where that is not the point.
    why: String,
}

fn silent(list: &[Absent]) -> Vec<Silent> {
    let one = |a: &Absent| Silent {
        unit: Named::from(&a.unit),
        period: a.period.clone(),
        why: a.why.clone(),
    };
    list.iter().map(one).collect()
}

/// The total of everything asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Everything {
    /// As printed, as on the page and in a review.
    printed: String,
    /// For a percentage: its two numbers.
    two_numbers: Option<String>,
    /// How many said something.
    n: usize,
    /// How many were to say something.
    of: usize,
    /// Who is silent.
    missing: Vec<Silent>,
    /// To whom it does not apply.
    not_applicable: Vec<Silent>,
    /// Whose reports count though not approved.
    unapproved: Vec<Silent>,
    /// Whose figures were divided by signed shares.
    apportioned: Vec<Silent>,
    /// Whose figures nobody has divided among what is asked; they are in no sum.
    not_divisible: Vec<Silent>,
    /// How many said that nothing of the kind happened.
    none_occurred: usize,
    /// How many said zero.
    zeros: usize,
    /// How it is computed, as a formula that can be computed again.
    formula: String,
}

fn everything(h: &Headline) -> Everything {
    Everything {
        printed: h.printed.clone(),
        two_numbers: h.two_numbers.clone(),
        n: h.n,
        of: h.of,
        missing: silent(&h.missing),
        not_applicable: silent(&h.not_applicable),
        unapproved: silent(&h.unapproved),
        apportioned: silent(&h.apportioned),
        not_divisible: silent(&h.not_divisible),
        none_occurred: h.none_occurred,
        zeros: h.zeros,
        formula: h.formula.clone(),
    }
}

/// A table of totals.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Totals {
    /// The form.
    form: Named,
    /// The indicator.
    indicator: Indicator,
    /// The unit asked.
    unit: Named,
    /// The map in words.
    map: String,
    /// The periods asked, one for each cell of a row.
    periods: Vec<Period>,
    /// Everything together.
    headline: Everything,
    /// All units together, a cell for each period.
    all: Line,
    /// The rows by name.
    rows: Vec<Line>,
}

fn table(v: &TotalsView) -> Totals {
    Totals {
        form: Named::from(&v.form),
        indicator: indicator(&v.indicator),
        unit: Named::from(&v.unit),
        map: v.map_words.clone(),
        periods: v.heads.iter().map(|(p, _)| Period::of(*p)).collect(),
        headline: everything(&v.headline),
        all: line(&v.all),
        rows: v.rows.iter().map(line).collect(),
    }
}

/// An indicator added up over units and periods, with who is silent.
#[utoipa::path(get, path = "/api/v1/totals", tag = "figures", params(What),
    responses((status = 200, body = Totals)), security(("token" = ["read"])))]
pub(super) async fn totals(
    State(shared): State<Shared>,
    For(viewer): For,
    Asked(what): Asked<What>,
) -> Result<Json<Totals>, Fault> {
    Ok(Json(table(&shared.office.totals(&viewer, &what.query()?).await?)))
}
