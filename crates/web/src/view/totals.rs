//! The page of totals: one indicator over units and periods, with who is silent.
//!
//! It must not add anything up; every number comes printed.

use super::common::{CellState, CellView, Choice, Coded, Link, Select};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// The total on top of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// The total as printed.
    pub printed: String,
    /// Its trace page.
    pub trace: Option<String>,
    /// For a percentage, its two numbers: `3.402 / 12.011`.
    pub two_numbers: Option<String>,
    /// Units that reported.
    pub n: u64,
    /// Units that are asked.
    pub of: u64,
    /// Units that have not reported.
    pub missing: Vec<Link>,
    /// Units whom the indicator does not concern.
    pub not_concerned: Vec<Link>,
    /// Whose figures were divided by signed shares.
    pub apportioned: Vec<Link>,
    /// Units whose figures nobody has divided among what is asked; they are in no sum.
    pub not_divisible: Vec<Link>,
    /// The target in words, with the document that sets it.
    pub target: Option<String>,
    /// How much of the target, with both numbers.
    pub of_target: Option<String>,
    /// Figures in it that are not approved yet.
    pub provisional: u64,
}

/// One cell of the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalCell {
    /// What it says.
    pub cell: CellView,
    /// For a total of several units: how many reported of how many (`90/97`).
    pub coverage: Option<String>,
    /// For a percentage, its two numbers.
    pub two_numbers: Option<String>,
    /// Its trace page.
    pub href: Option<String>,
    /// Whether a figure in it is not approved yet.
    pub provisional: bool,
}

/// One unit in the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalRow {
    /// The unit.
    pub unit: Link,
    /// How deep below the chosen unit, 0–3.
    pub depth: u8,
    /// When the unit ceased or began within the table's time, in words.
    pub remark: Option<String>,
    /// One cell a period.
    pub cells: Vec<TotalCell>,
}

/// Tổng hợp số liệu.
#[derive(Debug, Clone, Template)]
#[template(path = "totals.html")]
pub struct TotalsPage {
    /// What every page has.
    pub p: Page,
    /// Choice of form, indicator, period, unit, map.
    pub filters: Vec<Select>,
    /// The day of the map, as `dd/mm/yyyy`; empty when none is chosen.
    pub map_day: String,
    /// Name of the indicator.
    pub indicator: String,
    /// Unit of measure.
    pub measure: String,
    /// How it is aggregated.
    pub aggregation: terms::Aggregation,
    /// Unit and period in words.
    pub of_what: String,
    /// The total.
    pub headline: Headline,
    /// Heads of the periods.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<TotalRow>,
    /// Chart as SVG with presentation attributes only.
    pub chart: Option<String>,
    /// Map by centre points as SVG with presentation attributes only.
    pub map: Option<String>,
    /// The same table as a spreadsheet.
    pub export: String,
    /// The states a cell can have, for the legend.
    pub states: Vec<CellState>,
}

pub(crate) const EXAMPLE_CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" role="img" aria-label="Số người được bồi dưỡng, 2022-2026"><line x1="40" y1="170" x2="470" y2="170" stroke="#8a94a6"/><rect x="60" y="90" width="48" height="80" fill="#1f5a99"/><rect x="145" y="75" width="48" height="95" fill="#1f5a99"/><rect x="230" y="66" width="48" height="104" fill="#1f5a99"/><rect x="315" y="50" width="48" height="120" fill="#1f5a99"/><rect x="400" y="30" width="48" height="140" fill="#1f5a99"/><g font-size="12" text-anchor="middle" fill="#1b2430"><text x="84" y="188">2022</text><text x="169" y="188">2023</text><text x="254" y="188">2024</text><text x="339" y="188">2025</text><text x="424" y="188">2026</text><text x="84" y="84">8.120</text><text x="169" y="69">9.377</text><text x="254" y="60">10.240</text><text x="339" y="44">11.003</text><text x="424" y="24">12.011</text></g></svg>"##;
const EXAMPLE_MAP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 220" role="img" aria-label="Các xã, phường theo điểm trung tâm"><g fill="#1f5a99"><circle cx="60" cy="60" r="10"/><circle cx="120" cy="90" r="14"/><circle cx="190" cy="70" r="8"/><circle cx="250" cy="120" r="17"/><circle cx="150" cy="150" r="11"/></g><g fill="none" stroke="#8a3b12" stroke-width="2"><circle cx="300" cy="60" r="8"/><circle cx="90" cy="170" r="8"/></g><g font-size="11" fill="#1b2430"><text x="136" y="94">phường An Giang Thượng</text><text x="102" y="174">xã Bến Trại</text></g></svg>"##;

impl TotalsPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let total = |text: &str, coverage: &str| TotalCell {
            cell: CellView::number(text),
            coverage: Some(coverage.into()),
            href: Some("/trace/SG/x".into()),
            ..TotalCell::default()
        };
        let one = |text: &str| TotalCell {
            cell: CellView::number(text),
            href: Some("/trace/SG/y".into()),
            ..TotalCell::default()
        };
        let none = |state| TotalCell { cell: CellView::of(state), ..TotalCell::default() };
        let row = |name: &str, depth, cells| TotalRow {
            unit: Link::new(name, "/units/SG-31"),
            depth,
            remark: None,
            cells,
        };
        let mut provisional = one("402");
        provisional.provisional = true;
        let mut merged = row(
            "xã Bến Trại",
            1,
            vec![
                none(CellState::NotApplicable),
                none(CellState::NotApplicable),
                one("388"),
                none(CellState::NotReported),
            ],
        );
        merged.remark = Some("lập 01/07/2025 từ ba xã".into());
        let pick = |name: &str, label: &str, value: &str| {
            Select::new(name, lang.t(label), vec![Choice::new("1", value, true)])
        };
        Self {
            p: Page::example(lang, Nav::Totals),
            filters: vec![
                pick("form", "totals-form", "QP-01"),
                pick("indicator", "totals-indicator", "Số người được bồi dưỡng"),
                pick("period", "totals-period", "năm 2026"),
                pick("unit", "totals-unit", "tỉnh Sông Giang"),
            ],
            map_day: String::new(),
            indicator: "Số người được bồi dưỡng".into(),
            measure: "người".into(),
            aggregation: terms::Aggregation::Sum,
            of_what: "tỉnh Sông Giang, năm 2026".into(),
            headline: Headline {
                printed: "12.011".into(),
                trace: Some("/trace/SG/x".into()),
                two_numbers: None,
                n: 95,
                of: 97,
                missing: vec![
                    Link::new("xã Bến Trại", "/units/SG-31"),
                    Link::new("xã Đông Hòa", "/units/SG-33"),
                ],
                not_concerned: vec![],
                apportioned: vec![Link::new("xã Tân An (năm 2024)", "/units/SG-104")],
                not_divisible: vec![],
                target: Some("12.000 (118/KH-UBND)".into()),
                of_target: Some("12.011 / 12.000 = 100,1%".into()),
                provisional: 6,
            },
            heads: vec!["2023".into(), "2024".into(), "2025".into(), "2026".into()],
            rows: vec![
                row(
                    "tỉnh Sông Giang",
                    0,
                    vec![
                        total("9.377", "131/131"),
                        total("10.240", "128/131"),
                        total("11.003", "97/97"),
                        total("12.011", "95/97"),
                    ],
                ),
                row(
                    "phường An Giang Thượng",
                    1,
                    vec![one("377"), one("380"), one("401"), provisional],
                ),
                merged,
                row(
                    "xã Đông Hòa",
                    1,
                    vec![
                        one("212"),
                        none(CellState::Zero),
                        none(CellState::NoneOccurred),
                        none(CellState::NotReported),
                    ],
                ),
            ],
            chart: Some(EXAMPLE_CHART.into()),
            map: Some(EXAMPLE_MAP.into()),
            export: "/totals.xlsx?indicator=hocvien".into(),
            states: CellState::ALL.to_vec(),
        }
    }
}
