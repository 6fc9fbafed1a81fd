//! The plan of a paper as values of the typesetter. Words stay words: no markup is ever built from them.

use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};

use crate::paper::{
    Align, Chart, Element, Line, Piece, Plan, PlannedAnnex, PlannedCell, PlannedTable,
};

/// A dictionary from pairs.
fn dict<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let entries = pairs.into_iter().map(|(key, value)| (key.into(), value));
    Value::Dict(entries.collect::<Dict>())
}

fn text(value: &str) -> Value {
    value.into_value()
}

fn optional(value: Option<&String>) -> Value {
    text(value.map_or("", String::as_str))
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(value).collect::<Array>())
}

fn texts(items: &[String]) -> Value {
    list(items, |item| text(item))
}

/// Everything the template asks for.
pub(super) fn inputs(plan: &Plan) -> Dict {
    let value = dict([
        ("title", text(&format!("{} {}", plan.type_name, plan.subject).replace('\n', " "))),
        ("nation", text(plan.nation)),
        ("motto", text(plan.motto)),
        ("parent", optional(plan.parent.as_ref())),
        ("issuer", text(&plan.issuer)),
        ("number", text(&plan.number)),
        ("place_date", text(&plan.place_date)),
        ("marks", list(&plan.marks, |mark| text(mark))),
        ("type_name", text(&plan.type_name)),
        ("subject", text(&plan.subject)),
        ("addressees", texts(&plan.addressees)),
        ("body", list(&plan.body, element)),
        ("titles", texts(&plan.titles)),
        ("second_office", optional(plan.second_office.as_ref())),
        ("name", text(&plan.name)),
        ("other_titles", texts(plan.other.as_ref().map_or(&[][..], |(titles, _)| titles))),
        ("other_name", optional(plan.other.as_ref().map(|(_, name)| name))),
        ("recipients", texts(&plan.recipients)),
        ("annexes", list(&plan.annexes, annex)),
        ("draft", plan.draft.into_value()),
        ("running", optional(plan.running.as_ref())),
    ]);
    match value {
        Value::Dict(dict) => dict,
        _ => Dict::new(),
    }
}

fn annex(annex: &PlannedAnnex) -> Value {
    dict([
        ("label", text(&annex.label)),
        ("title", text(&annex.title)),
        ("reference", optional(annex.reference.as_ref())),
        ("landscape", annex.landscape.into_value()),
        ("body", list(&annex.elements, element)),
    ])
}

fn element(element: &Element) -> Value {
    match element {
        Element::Heading(level, lines) => dict([
            ("kind", text("heading")),
            ("level", (*level as i64 + 1).into_value()),
            ("lines", list(lines, line)),
        ]),
        Element::Paragraph(words) => dict([("kind", text("paragraph")), ("line", line(words))]),
        Element::Item(level, words) => dict([
            ("kind", text("item")),
            ("level", i64::from(*level).into_value()),
            ("line", line(words)),
        ]),
        Element::Table(table) => table_value(table),
        Element::Chart(chart, caption) => chart_value(chart, caption),
    }
}

fn line(line: &Line) -> Value {
    list(line, piece)
}

fn piece(piece: &Piece) -> Value {
    let link = piece.link.as_ref();
    dict([
        ("text", text(&piece.text)),
        ("bold", piece.bold.into_value()),
        ("italic", piece.italic.into_value()),
        ("href", text(link.map_or("", |link| &link.href))),
        ("bookmark", text(link.map_or("", |link| &link.bookmark))),
        ("note_first", link.is_some_and(|link| link.note_first).into_value()),
        ("note", i64::from(link.and_then(|link| link.note).unwrap_or_default()).into_value()),
    ])
}

fn table_value(table: &PlannedTable) -> Value {
    let align = |align: Align| match align {
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Right => "right",
    };
    dict([
        ("kind", text("table")),
        ("caption", line(&table.caption)),
        ("weights", list(&table.columns, |c| i64::from(c.weight.max(1)).into_value())),
        ("aligns", list(&table.columns, |c| text(align(c.align)))),
        ("header", list(&table.header, |row| list(row, cell))),
        ("rows", list(&table.rows, |row| list(row, cell))),
        ("notes", list(&table.notes, |no| i64::from(*no).into_value())),
    ])
}

fn cell(cell: &PlannedCell) -> Value {
    dict([("line", line(&cell.line)), ("span", i64::from(cell.span).into_value())])
}

fn chart_value(chart: &Chart, caption: &Line) -> Value {
    dict([
        ("kind", text("chart")),
        ("svg", Value::Bytes(Bytes::from_string(chart.svg.clone()))),
        ("width", i64::from(chart.width).into_value()),
        ("height", i64::from(chart.height).into_value()),
        ("alt", text(&chart.alt)),
        ("caption", line(caption)),
    ])
}
