//! `kvpt totals`: one indicator over units and periods, as reported or on the map of a day, with who is silent.

use crate::Ended;
use crate::place::Place;
use crate::units::print::out;
use app::national;
use app::totals::{MapChoice, Rows, TotalCell, TotalRow, TotalsView, TypedTotals};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Arguments of `totals`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Code of the form
    #[arg(long, value_name = "CODE")]
    form: String,
    /// Code of the indicator; the first one of the form when left out
    #[arg(long, value_name = "CODE")]
    indicator: Option<String>,
    /// Unit whose total is asked, by code or name; the province when left out
    #[arg(long, value_name = "CODE|NAME")]
    unit: Option<String>,
    /// Year; several may be given, all that were reported on when left out
    #[arg(long = "year", value_name = "YEAR")]
    years: Vec<i16>,
    /// Day of the map: dd/mm/yyyy or yyyy-mm-dd; today when left out
    #[arg(long, value_name = "DATE", conflicts_with = "as_reported")]
    map_date: Option<String>,
    /// Leave every figure at the unit that reported it
    #[arg(long)]
    as_reported: bool,
    /// What the rows are: province, district, commune or commands; the reporting units when left out
    #[arg(long, value_name = "LEVEL")]
    rows: Option<String>,
    /// Count approved reports only
    #[arg(long)]
    approved: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// File to write to, in place of the terminal
    #[arg(long, value_name = "FILE", required_if_eq("format", "xlsx"))]
    out: Option<PathBuf>,
    /// Login name of the person who asks
    #[arg(long, value_name = "LOGIN")]
    login: Option<String>,
}

/// Forms of the answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table to read
    Table,
    /// JSON
    Json,
    /// A spreadsheet, with --out
    Xlsx,
}

/// Prints the table, or writes it to a file.
pub(crate) async fn run(args: Args) -> Ended {
    let map = match (&args.map_date, args.as_reported) {
        (Some(day), _) => Some(MapChoice::OnDay(national::typed_day(day)?)),
        (None, true) => Some(MapChoice::AsReported),
        (None, false) => None,
    };
    let rows = match args.rows.as_deref() {
        Some("commands") => Some(Rows::Commands),
        Some(level) => Some(Rows::Level(national::typed_level(level)?)),
        None => None,
    };
    let office = args.place.open().await?;
    let viewer = office.clerk_at_the_machine(args.login.as_deref()).await?;
    let typed = TypedTotals {
        form: args.form,
        indicator: args.indicator,
        unit: args.unit,
        years: args.years,
        map,
        rows,
        approved_only: args.approved,
    };
    let query = office.totals_typed(&viewer, &typed).await?;
    let view = office.totals(&viewer, &query).await?;
    let bytes = match args.format {
        Format::Table => table(&view).into_bytes(),
        Format::Json => (serde_json::to_string_pretty(&json(&view))? + "\n").into_bytes(),
        Format::Xlsx => view.xlsx()?,
    };
    match args.out {
        Some(file) => std::fs::write(file, bytes)?,
        None => return out(&String::from_utf8_lossy(&bytes)),
    }
    Ok(std::process::ExitCode::SUCCESS)
}

fn json(view: &TotalsView) -> Value {
    let row = |r: &TotalRow| {
        json!({
            "unit": r.unit.as_ref().map(|u| u.at.to_string()),
            "label": r.label,
            "cells": r.cells.iter().map(cell).collect::<Vec<_>>(),
            "whole": cell(&r.whole),
        })
    };
    let h = &view.headline;
    let names = |list: &[app::totals::Absent]| -> Vec<Value> {
        let one = |a: &app::totals::Absent| json!({"unit": a.unit.name, "at": a.unit.at.to_string(), "period": a.period, "why": a.why});
        list.iter().map(one).collect()
    };
    json!({
        "form": view.form_code,
        "indicator": {"code": view.indicator.code, "name": view.indicator.name, "measure": view.indicator.measure},
        "unit": {"at": view.unit.at.to_string(), "name": view.unit.name},
        "map": view.map_words,
        "periods": view.heads.iter().map(|(_, label)| label).collect::<Vec<_>>(),
        "rows": view.rows.iter().map(row).collect::<Vec<_>>(),
        "all": row(&view.all),
        "headline": {"printed": h.printed, "two_numbers": h.two_numbers, "n": h.n, "of": h.of, "formula": h.formula},
        "missing": names(&h.missing),
        "not_applicable": names(&h.not_applicable),
        "not_divisible": names(&h.not_divisible),
        "apportioned": names(&h.apportioned),
        "unapproved": names(&h.unapproved),
    })
}

/// The number is given only where there is one; a state is in words.
fn cell(cell: &TotalCell) -> Value {
    json!({"printed": cell.shown.printed, "two_numbers": cell.two_numbers, "n": cell.n, "of": cell.of})
}

fn table(view: &TotalsView) -> String {
    let mut heads: Vec<String> = vec!["Đơn vị".to_owned()];
    heads.extend(view.heads.iter().map(|(_, label)| label.clone()));
    heads.push("Cả giai đoạn".to_owned());
    let words = |c: &TotalCell| match c.of {
        0 => c.shown.printed.clone(),
        of => format!("{} ({}/{of})", c.shown.printed, c.n),
    };
    let line = |r: &TotalRow| -> Vec<String> {
        let cells = r.cells.iter().chain([&r.whole]).map(words);
        std::iter::once(r.label.clone()).chain(cells).collect()
    };
    let lines: Vec<Vec<String>> =
        std::iter::once(heads).chain(view.rows.iter().chain([&view.all]).map(line)).collect();
    let wide = |i: usize| {
        let cells = lines.iter().filter_map(|l| l.get(i));
        cells.map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let i = &view.indicator;
    let mut text = format!(
        "{} {} ({}), {}, {}\n\n",
        i.code, i.name, i.measure, view.unit.name, view.map_words
    );
    for cells in &lines {
        for (n, cell) in cells.iter().enumerate() {
            let blank = " ".repeat(wide(n).saturating_sub(cell.chars().count()));
            let cell = if n == 0 { format!("{cell}{blank}") } else { format!("  {blank}{cell}") };
            text.push_str(&cell);
        }
        text.push('\n');
    }
    text.push_str(&below(view));
    text
}

/// Who is silent, and what cannot be compared.
fn below(view: &TotalsView) -> String {
    let h = &view.headline;
    let mut text = format!("\n{}/{} báo cáo đã có số liệu.\n", h.n, h.of);
    let parts = [
        ("Chưa có số liệu", &h.missing),
        ("Chưa phân chia được, không so sánh được", &h.not_divisible),
        ("Phân chia theo tỷ lệ đã ký", &h.apportioned),
    ];
    for (title, list) in parts.into_iter().filter(|(_, list)| !list.is_empty()) {
        let why = |a: &app::totals::Absent| match a.why.as_str() {
            "" => format!("{} ({})", a.unit.name, a.period),
            why => format!("{} ({}): {why}", a.unit.name, a.period),
        };
        let names: Vec<String> = list.iter().map(why).collect();
        text.push_str(&format!("{title}: {}.\n", names.join("; ")));
    }
    text
}
