//! One review at several classes: it differs only where it is marked, and nothing that is held back stands in it.

use crate::compile::{approved, text};
use crate::make::*;
use record::Payload;
use record::disclosure::{Exposed, HELD, HELD_LINE, ReviewAt, Rule, Shown, review_at};
use record::figures::Figures;
use record::object::Review;
use record::payload::*;
use terms::AccessClass::{Internal, Open, Restricted};
use terms::*;

const RULE: Rule = Rule { percent: 10, width: 3 };

fn at_class(ledger: &Ledger, review: &Ref, class: AccessClass) -> Result<ReviewAt, Exposed> {
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let review = Review::try_from(ledger.object(review)).unwrap();
    review_at(&review, &Shown::of(&figures, class, RULE))
}

fn state(ledger: &mut Ledger, indicator: Option<&str>, unit: Option<u64>, class: AccessClass) {
    let says = FormAct::ClassStated {
        indicator: indicator.map(str::to_owned),
        unit: unit.map(|n| named(Kind::Unit, n, "xã mẫu")),
        class,
        basis: None,
        reason: "chưa công bố".to_owned(),
    };
    ledger.say(&at(Kind::Form, 1), day("2026-02-01"), Payload::Form(says));
}

fn lines(sections: &[ReviewSection]) -> Vec<String> {
    sections.iter().flat_map(|s| s.lines.iter().map(text)).collect()
}

fn cells(sections: &[ReviewSection]) -> Vec<String> {
    let rows = sections.iter().flat_map(|s| &s.tables).flat_map(|t| &t.rows);
    rows.flat_map(|(_, pieces)| pieces.iter().map(|p| p.text().to_owned())).collect()
}

#[test]
fn a_review_without_anything_above_is_the_same_at_every_class() {
    let (ledger, review) = approved();
    let whole = Review::try_from(ledger.object(&review)).unwrap();
    for class in AccessClass::ALL {
        let found = at_class(&ledger, &review, *class).unwrap();
        assert_eq!((found.held_back, found.sections.as_slice()), (0, whole.standing()));
    }
}

#[test]
fn the_open_review_differs_from_the_whole_one_only_where_it_is_marked() {
    let (mut ledger, review) = approved();
    state(&mut ledger, Some("Q"), None, Restricted);
    let open = at_class(&ledger, &review, Open).unwrap();
    let whole = at_class(&ledger, &review, Restricted).unwrap();
    let (shown, full) = (lines(&open.sections), lines(&whole.sections));
    assert_eq!(shown.len(), full.len());
    for (shown, full) in shown.iter().zip(&full) {
        assert!(shown == full || shown.contains(HELD), "{shown}\n{full}");
    }
    for (shown, full) in cells(&open.sections).iter().zip(&cells(&whole.sections)) {
        assert!(shown == full || shown == HELD, "{shown} / {full}");
    }
    // The stock, its target and the ratio that has it below its line go; what it has above stays.
    let all = [shown.join("\n"), cells(&open.sections).join("\n")].join("\n");
    for number in ["223", "318", "300"] {
        assert!(
            !all.split(|c: char| !c.is_ascii_digit()).any(|n| n == number),
            "{number} in {all}"
        );
    }
    assert!(all.contains("41 lớp (5/6 báo cáo"), "{all}");
    let marks = shown.iter().filter(|l| l.contains(HELD)).count()
        + cells(&open.sections).iter().filter(|c| *c == HELD).count();
    assert_eq!(open.held_back, marks as u64);
}

#[test]
fn a_restricted_commune_is_kept_and_the_total_still_told() {
    let (mut ledger, review) = approved();
    state(&mut ledger, None, Some(101), Restricted);
    let open = at_class(&ledger, &review, Open).unwrap();
    // Totals of three and of two communes hide the one among the others.
    assert!(lines(&open.sections).join("\n").contains("là 41 lớp (5/6 báo cáo"));
    // Alone in a total it is the total.
    let (mut ledger, review) = approved();
    [100, 102].iter().for_each(|n| {
        let facts = ledger.facts();
        let of = |s: &&record::object::Submission| s.unit.at == at(Kind::Unit, *n);
        for s in facts.submissions.iter().filter(of) {
            let cells = vec![CellEntry { indicator: "L".into(), cell: Cell::Zero, note: None }];
            let says = SubmissionAct::Corrected { cells, reason: "nhập sai".into() };
            ledger.say(&s.at, day("2026-02-02"), Payload::Submission(says));
        }
    });
    state(&mut ledger, Some("L"), Some(101), Restricted);
    let open = at_class(&ledger, &review, Open).unwrap();
    let all = lines(&open.sections).join("\n");
    assert!(!all.contains("41 lớp") && all.contains(HELD), "{all}");
}

#[test]
fn a_finding_and_a_document_above_the_class_go_as_whole_sentences() {
    let (mut ledger, review) = approved();
    let class = |class| (class, None, "nội bộ".to_owned());
    let (c, basis, reason) = class(Internal);
    let says = FindingAct::ClassStated { class: c, basis, reason };
    ledger.say(&at(Kind::Finding, 2), day("2026-02-01"), Payload::Finding(says));
    let (c, basis, reason) = class(Restricted);
    let says = DocumentAct::ClassStated { class: c, basis, reason };
    ledger.say(&at(Kind::Document, 2), day("2026-02-01"), Payload::Document(says));
    let open = lines(&at_class(&ledger, &review, Open).unwrap().sections).join("\n");
    assert!(!open.contains("triển khai chậm") && !open.contains("20-CTr/TU"), "{open}");
    assert_eq!(open.matches(HELD_LINE).count(), 2);
    let internal = lines(&at_class(&ledger, &review, Internal).unwrap().sections).join("\n");
    assert!(internal.contains("triển khai chậm") && !internal.contains("20-CTr/TU"));
}

#[test]
fn a_number_held_back_that_stands_in_words_beside_its_unit_stops_the_publication() {
    let (mut ledger, _) = approved();
    // 101 reported 112 of the stock in 2025; a finding says so in words.
    let said = finding(FindingKind::Result, "Riêng xã mẫu đã có 112 dân quân tự vệ.", None);
    ledger.say(&at(Kind::Finding, 20), day("2025-10-12"), said);
    let review = at(Kind::Review, 2);
    let on = day("2026-02-03");
    let period = Period::years(2024, 2025).unwrap();
    let request = record::compile::ReviewRequest {
        period,
        as_of: day("2025-12-31"),
        reviewed: None,
        body: named(Kind::Body, 1, "Ban Chỉ đạo"),
        unit: at(Kind::Unit, 1),
        map: record::figures::MapChoice::OnDay(day("2025-12-31")),
    };
    let (title, body) = ("Báo cáo sơ kết".to_owned(), request.body.clone());
    let opened = ReviewAct::Opened { title, body, reviewed: None, period };
    let sections = record::compile::compile(&request, &ledger.facts());
    let compiled = ReviewAct::Compiled { as_of: request.as_of, sections };
    for says in [opened, compiled] {
        ledger.say(&review, on, Payload::Review(says));
    }
    assert_eq!(at_class(&ledger, &review, Open).unwrap().held_back, 0);
    state(&mut ledger, Some("Q"), Some(101), Restricted);
    let stopped = at_class(&ledger, &review, Open).unwrap_err();
    assert!(stopped.table.contains("Riêng xã mẫu đã có 112"), "{}", stopped.table);
    assert!(at_class(&ledger, &review, Restricted).is_ok());
}
