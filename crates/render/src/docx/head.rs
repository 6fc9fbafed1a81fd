//! The head of the paper and its end: issuer and nation, number and date, type and subject, signature and
//! recipients, as Nghị định 30/2020/NĐ-CP, Phụ lục I lays them out. It knows nothing of the body.

use super::xml::{Look, esc, look, paragraph, plain_row, plain_table, rule, run};
use crate::paper::{Plan, PlannedAnnex};

/// Width of the text between the margins, in twips (165 mm).
pub(super) const TEXT_WIDTH: u32 = 9354;
/// The two columns of the head.
const LEFT: u32 = 3850;
const RIGHT: u32 = TEXT_WIDTH - LEFT;
/// Width of the motto in 13 pt bold, in twips: the rule under it is as long as the text.
const MOTTO_WIDTH: u32 = 3183;

/// The head up to and with the addressees.
pub(super) fn head(plan: &Plan) -> String {
    let mut out = plain_table(&[LEFT, RIGHT], &(names_row(plan) + &number_row(plan)));
    out.push_str(&title(plan));
    out.push_str(&addressees(plan));
    out
}

fn centred(text: &str, look: Look) -> String {
    paragraph("GiuaDong", "", &run(text, look))
}

/// How far a rule of `share` percent of a text's width stands in from both sides of a column.
fn indent(text: &str, half_points: u32, percent: u32, column: u32) -> u32 {
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let chars = u32::try_from(longest).unwrap_or(u32::MAX).min(200);
    // A capital of the bold face is about 0.62 em wide, any other letter 0.46 em.
    let em = if text.chars().any(char::is_lowercase) { 46 } else { 62 };
    let width = (chars * half_points * 10 * em / 100).min(column);
    (column - width * percent / 100) / 2
}

fn names_row(plan: &Plan) -> String {
    let mut left = plan.parent.as_deref().map_or_else(String::new, |p| centred(p, look(false, 24)));
    left.push_str(&centred(&plan.issuer, look(true, 24)));
    if !plan.motto.is_empty() {
        left.push_str(&rule(indent(&plan.issuer, 24, 40, LEFT)));
    }
    let mut right = centred(plan.nation, look(true, 24));
    if plan.motto.is_empty() {
        right.push_str(&rule(indent(plan.nation, 24, 100, RIGHT)));
    } else {
        right.push_str(&centred(plan.motto, look(true, 26)));
        right.push_str(&rule((RIGHT - MOTTO_WIDTH) / 2));
    }
    plain_row(&[(LEFT, left), (RIGHT, right)])
}

fn number_row(plan: &Plan) -> String {
    let mut left = centred(&plan.number, look(false, 26));
    for mark in &plan.marks {
        left.push_str(&boxed(mark));
    }
    let date = Look { italic: true, half_points: Some(26), ..Look::default() };
    plain_row(&[(LEFT, left), (RIGHT, centred(&plan.place_date, date))])
}

/// A mark in a single box.
fn boxed(mark: &str) -> String {
    let inset = indent(mark, 26, 100, LEFT).saturating_sub(120);
    let side =
        |name: &str| format!(r#"<w:{name} w:val="single" w:sz="8" w:space="2" w:color="000000"/>"#);
    let borders: String = ["top", "left", "bottom", "right"].map(side).concat();
    let props = format!(
        r#"<w:pBdr>{borders}</w:pBdr><w:spacing w:before="120" w:after="0"/><w:ind w:left="{inset}" w:right="{inset}"/>"#
    );
    paragraph("GiuaDong", &props, &run(mark, look(true, 26)))
}

fn title(plan: &Plan) -> String {
    let before = r#"<w:spacing w:before="360" w:after="0"/>"#;
    let mut out = paragraph("TenLoai", before, &run(&plan.type_name, Look::default()));
    if !plan.subject.is_empty() {
        out.push_str(&paragraph("TrichYeu", "", &run(&plan.subject, Look::default())));
        out.push_str(&rule(indent(&plan.subject, 28, 40, TEXT_WIDTH)));
    }
    out
}

fn addressees(plan: &Plan) -> String {
    let last = plan.addressees.len();
    let lines = plan.addressees.iter().enumerate().map(|(index, line)| {
        let after = if index + 1 == last { 240 } else { 60 };
        let spacing = format!(r#"<w:spacing w:before="60" w:after="{after}"/>"#);
        let place = match (last, index) {
            (1, _) => "",
            (_, 0) => r#"<w:ind w:left="1900"/><w:jc w:val="left"/>"#,
            _ => r#"<w:ind w:left="2940" w:hanging="170"/><w:jc w:val="left"/>"#,
        };
        let props = spacing + place;
        paragraph("GiuaDong", &props, &run(line, look(false, 28)))
    });
    lines.collect()
}

/// Signature on the right, recipients on the left, kept together.
pub(super) fn end(plan: &Plan) -> String {
    let (left, right) = (4300, TEXT_WIDTH - 4300);
    let own = signature(&plan.titles, plan.second_office.as_ref(), &plan.name);
    let Some((titles, name)) = &plan.other else {
        return plain_table(&[left, right], &plain_row(&[(left, recipients(plan)), (right, own)]));
    };
    let both = plain_row(&[(left, signature(titles, None, name)), (right, own)]);
    let below = plain_row(&[(left, recipients(plan)), (right, centred("", look(false, 24)))]);
    plain_table(&[left, right], &(both + &below))
}

fn recipients(plan: &Plan) -> String {
    if plan.recipients.is_empty() {
        return paragraph("NoiNhan", "", "");
    }
    let label = Look { bold: true, italic: true, half_points: Some(24), ..Look::default() };
    let mut out = paragraph("NoiNhan", "", &run("Nơi nhận:", label));
    for line in &plan.recipients {
        out.push_str(&paragraph("NoiNhan", "", &run(line, Look::default())));
    }
    out
}

fn signature(titles: &[String], second_office: Option<&String>, name: &String) -> String {
    let bold = look(true, 28);
    let mut out: String = titles.iter().map(|title| centred(title, bold)).collect();
    let room = r#"<w:spacing w:before="1500" w:after="0"/>"#;
    let mut below = second_office.into_iter().chain([name]);
    if let Some(first) = below.next() {
        out.push_str(&paragraph("GiuaDong", room, &run(first, bold)));
    }
    out.extend(below.map(|line| centred(line, bold)));
    out
}

/// The head of an annex.
pub(super) fn annex_head(annex: &PlannedAnnex) -> String {
    let mut out = paragraph("PhuLuc", "", &run(&annex.label, Look::default()));
    out.push_str(&paragraph("PhuLucTen", "", &run(&annex.title, Look::default())));
    if let Some(reference) = &annex.reference {
        let italic = Look { italic: true, half_points: Some(28), ..Look::default() };
        out.push_str(&centred(&format!("({reference})"), italic));
    }
    out + &paragraph("SauBang", "", "")
}

/// The fixed properties of the file: title, issuer, and the paper's own date where it is full.
pub(super) fn core_properties(plan: &Plan, created: Option<String>) -> String {
    let created = created.map_or_else(String::new, |day| {
        format!(r#"<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>"#)
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{} {}</dc:title><dc:creator>{}</dc:creator><dc:language>vi-VN</dc:language>{created}</cp:coreProperties>"#,
        esc(&plan.type_name),
        esc(&plan.subject.replace('\n', " ")),
        esc(&plan.issuer.replace('\n', " "))
    )
}
