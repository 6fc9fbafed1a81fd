//! Every number of a review leads to its evidence, in Word and in PDF; a number that does not is named with its sentence.

use crate::demo::{behind, block, demo, has, skipped};
use crate::paper::{self, Paragraph};
use sqlx::Row;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Names on the register that hold a numeral: units, bodies, documents, indicators.
pub(crate) fn names_with_numerals(folder: &Path) -> BTreeSet<String> {
    let ask = "SELECT name FROM unit_names UNION SELECT unit_type || ' ' || name FROM unit_names \
               UNION SELECT name FROM body_names UNION SELECT short_name FROM body_names \
               WHERE short_name IS NOT NULL UNION SELECT subject FROM documents \
               UNION SELECT name FROM indicators";
    let rows = block(async {
        let mut db = behind(folder).await;
        sqlx::query(ask).fetch_all(&mut db).await.unwrap()
    });
    let names = rows.iter().map(|row| row.get::<String, _>(0));
    // A bare number is nobody's name.
    let telling =
        |n: &String| n.chars().any(char::is_numeric) && n.chars().any(char::is_alphabetic);
    names.filter(telling).collect()
}

/// The paper must hold figures, and every one of them must lead to its evidence.
#[track_caller]
pub(crate) fn assert_anchored(docx: &[u8], names: &BTreeSet<String>) -> Vec<Paragraph> {
    let paragraphs = paper::paragraphs(docx);
    let faults = paper::loose_numerals(&paragraphs, names);
    assert!(faults.is_empty(), "{} numbers:\n{}", faults.len(), faults.join("\n"));
    assert!(paper::figures(&paragraphs).len() >= 20, "a review without figures");
    paragraphs
}

fn review() -> Vec<u8> {
    std::fs::read(demo().path().join("review.docx")).expect("the demo leaves a review")
}

#[test]
fn every_number_of_the_review_leads_to_its_evidence() {
    let paragraphs = assert_anchored(&review(), &names_with_numerals(demo().path()));
    let annex = paragraphs.iter().find(|p| p.in_annex).expect("there is an annex");
    assert_eq!(annex.style, "PhuLuc");
    let title = paragraphs.iter().find(|p| p.style == "PhuLucTen").map(Paragraph::text);
    assert_eq!(title.unwrap().to_uppercase(), "NGUỒN SỐ LIỆU");
}

#[test]
fn bookmarks_are_unique_and_links_inside_the_paper_lead_somewhere() {
    let xml = paper::part(&review(), "word/document.xml");
    let names: Vec<&str> = xml
        .split("<w:bookmarkStart ")
        .skip(1)
        .map(|rest| rest.split("w:name=\"").nth(1).unwrap().split('"').next().unwrap())
        .collect();
    let unique: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(unique.len(), names.len(), "a bookmark stands twice");
    for rest in xml.split("w:anchor=\"").skip(1) {
        let to = rest.split('"').next().unwrap();
        assert!(unique.contains(to), "{to} leads nowhere");
    }
}

#[test]
fn the_review_has_the_customary_parts_in_their_order() {
    let paragraphs = paper::paragraphs(&review());
    let headings: Vec<String> = paragraphs
        .iter()
        .filter(|p| p.style == "Heading2" && !p.in_annex)
        .map(|p| p.text().to_lowercase())
        .collect();
    let place = |words: &str| headings.iter().position(|h| h.contains(words));
    let order: Vec<Option<usize>> =
        ["kết quả", "ưu điểm", "hạn chế", "bài học", "phương hướng"].map(place).to_vec();
    assert!(order.iter().all(Option::is_some), "{order:?} in {headings:?}");
    assert!(order.is_sorted(), "{headings:?}");
}

/// The check must be able to fail: a number typed by hand, a figure without its bookmark, one without its source.
#[test]
fn a_number_without_evidence_is_found_and_its_sentence_named() {
    let whole = paper::paragraphs(&review());
    let none = BTreeSet::new();
    let with = |change: &dyn Fn(&mut Paragraph)| {
        let mut changed = whole.clone();
        let has_figure =
            |p: &&mut Paragraph| !p.in_annex && p.runs.iter().any(|r| r.href.is_some());
        change(changed.iter_mut().find(has_figure).unwrap());
        let before = paper::loose_numerals(&whole, &none).len();
        let after = paper::loose_numerals(&changed, &none);
        (after.len() > before, after)
    };
    let typed = |p: &mut Paragraph| {
        p.runs.push(paper::Run { text: " Thêm 4.711 đồng chí.".into(), ..Default::default() });
    };
    let (found, faults) = with(&typed);
    assert!(found && faults.iter().any(|f| f.contains("4.711")), "{faults:?}");
    let bare = |p: &mut Paragraph| p.runs.iter_mut().for_each(|r| r.href = None);
    assert!(with(&bare).0, "a figure that leads nowhere passes");
    let unmarked = |p: &mut Paragraph| p.runs.iter_mut().for_each(|r| r.bookmarks.clear());
    assert!(with(&unmarked).0, "a figure without a bookmark passes");
    let elsewhere = |p: &mut Paragraph| {
        p.runs.iter_mut().filter(|r| r.href.is_some()).for_each(|r| {
            r.href = Some("http://127.0.0.1/reviews/x/y/trace/none".into());
            r.text = "4.711".into();
        });
    };
    assert!(with(&elsewhere).0, "a figure without an entry in the annex passes");
}

/// Letters and digits alone: a PDF breaks lines where it likes.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_pdf_says_the_same_sentences() {
    if !has("pdftotext") {
        skipped(
            "pdftotext (Debian: poppler-utils) is absent; whether the PDF says the same remains unshown",
        );
        return;
    }
    let pdf = demo().path().join("review.pdf");
    let out =
        Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&pdf).arg("-").output().unwrap();
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    // Page numbers stand alone on the first line of a page.
    let page = |p: &str| {
        let mut lines: Vec<&str> = p.lines().filter(|l| !l.trim().is_empty()).collect();
        if lines.first().is_some_and(|l| l.trim().parse::<u32>().is_ok()) {
            lines.remove(0);
        }
        lines.join("\n")
    };
    let said = bare(&text.split('\u{c}').map(page).collect::<Vec<_>>().join("\n"));
    let paragraphs = paper::paragraphs(&review());
    let sentences = paragraphs.iter().filter(|p| !p.in_table && !p.text().trim().is_empty());
    let missing: Vec<String> =
        sentences.map(Paragraph::text).filter(|t| !said.contains(&bare(t))).collect();
    assert!(missing.is_empty(), "{} sentences are not in the PDF: {missing:#?}", missing.len());
    // A cell is broken over lines beside its neighbours: its words are there, each of them.
    let words: BTreeSet<String> = text.split_whitespace().map(bare).collect();
    let cells = paragraphs.iter().filter(|p| p.in_table && !p.in_annex).map(Paragraph::text);
    let there = |cell: &String| cell.split_whitespace().map(bare).all(|w| words.contains(&w));
    let missing: Vec<String> = cells.filter(|cell| !there(cell)).collect();
    assert!(missing.is_empty(), "cells are not in the PDF: {missing:#?}");
}
