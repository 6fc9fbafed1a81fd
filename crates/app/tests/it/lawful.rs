//! One record, several lawful readings: a review and its tables at a class, numbered copies, and what stops them.

use crate::anchors::part;
use crate::province::{Province, day, year};
use app::classes::ClassForm;
use app::reviews::ReviewForm;
use app::totals::{Rows, TotalsQuery};
use std::io::Read;
use terms::AccessClass::{Internal, Open, Restricted};
use terms::{AccessClass, FindingKind, Period, Ref, UnitLevel};

const BASE: &str = "http://127.0.0.1:8080";
const HELD: &str = "không công bố ở mức này";

/// Reports of four communes for 2024 and of three for 2025, all approved.
async fn reported(p: &Province) -> Ref {
    let form = p.form().await;
    let mut reports = Vec::new();
    let of_2024 = [("7.111", "201"), ("8.222", "302"), ("6.333", "403"), ("9.444", "504")];
    for (unit, (dq, hv)) in p.old.iter().zip(of_2024) {
        reports.push(p.report(&form, unit, 2024, &[("DQ", dq), ("DV", "25"), ("HV", hv)]).await);
    }
    let of_2025 = [("5.151", "1.717"), ("4.262", "1.828"), ("3.373", "1.939")];
    for (unit, (dq, hv)) in p.new.iter().zip(of_2025) {
        reports.push(p.report(&form, unit, 2025, &[("DQ", dq), ("DV", "60"), ("HV", hv)]).await);
    }
    let done = p.office.approve_submissions(&p.approver, &reports).await.unwrap();
    assert_eq!(done.approved.len(), 7);
    form
}

async fn approved(p: &Province) -> Ref {
    let review = ReviewForm {
        title: "Sơ kết 2 năm thực hiện nhiệm vụ xây dựng khu vực phòng thủ".into(),
        body: p.board.at.clone(),
        reviewed: None,
        period: Period::years(2024, 2025).unwrap(),
    };
    let at = p.office.open_review(&p.officer, review).await.unwrap();
    p.office.compile_review(&p.officer, &at, None, None).await.unwrap();
    p.office.submit_review(&p.officer, &at).await.unwrap();
    p.office.approve_review(&p.approver, &at, None, None).await.unwrap();
    at
}

async fn state(
    p: &Province,
    of: &Ref,
    indicator: Option<&str>,
    unit: Option<&Ref>,
    class: AccessClass,
) {
    let form = ClassForm {
        of: of.clone(),
        indicator: indicator.map(str::to_owned),
        unit: unit.cloned(),
        class,
        basis: Some("Quyết định số 12/QĐ-BCĐ (mẫu)".into()),
        reason: "số liệu chưa công bố".into(),
    };
    p.office.state_class(&p.approver, form).await.unwrap();
}

/// All parts of a packed file as one text, markup taken out.
fn unpacked(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for i in 0..package.len() {
        let mut raw = Vec::new();
        package.by_index(i).unwrap().read_to_end(&mut raw).unwrap();
        all.push_str(&String::from_utf8_lossy(&raw));
    }
    all
}

/// The words of a .docx, a paragraph a line.
fn words(docx: &[u8]) -> Vec<String> {
    let xml = part(docx, "word/document.xml");
    let paragraphs = xml.split("</w:p>").map(|p| {
        let texts = p.split("<w:t").skip(1).filter_map(|t| t.split_once('>'));
        texts.filter_map(|(_, t)| t.split_once("</w:t>")).map(|(t, _)| t.to_owned()).collect()
    });
    paragraphs.filter(|l: &String| !l.trim().is_empty()).collect()
}

#[tokio::test]
async fn the_open_and_the_restricted_copy_come_from_one_record_and_differ_only_where_marked() {
    let p = Province::build().await;
    let form = reported(&p).await;
    let at = approved(&p).await;
    state(&p, &form, Some("DQ"), None, Restricted).await;
    let open = p.office.issue_copy(&p.officer, &at, Open, "Cổng thông tin (mẫu)").await.unwrap();
    let full = p.office.issue_copy(&p.officer, &at, Restricted, "Tỉnh ủy (mẫu)").await.unwrap();
    assert_eq!((open, full), (1, 2));
    let docx = |n| p.office.review_copy_docx(&p.officer, &at, n, BASE);
    let (open_docx, full_docx) = (docx(1).await.unwrap(), docx(2).await.unwrap());
    let (shown, whole) = (words(&open_docx).join("\n"), words(&full_docx).join("\n"));
    // No figure of the restricted indicator stands in any byte of the open copy.
    for number in ["31.110", "12.786", "31110", "12786"] {
        assert!(!unpacked(&open_docx).contains(number), "{number}");
    }
    assert!(whole.contains("12.786") && shown.contains("1.410") && whole.contains("1.410"));
    assert!(shown.contains(HELD) && !whole.contains(HELD));
    // Sentence for sentence the same, or marked.
    let body = |text: &str| -> Vec<String> {
        let end = text.lines().position(|l| l.starts_with("TM.")).unwrap();
        let lines = text.lines().take(end).map(|l| l.trim_end_matches(['.', '/']).to_owned());
        lines.filter(|l| !l.starts_with("Ghi chú:")).collect()
    };
    let (shown_body, whole_body) = (body(&shown), body(&whole));
    assert_eq!(shown_body.len(), whole_body.len());
    let differ: Vec<_> = shown_body.iter().zip(&whole_body).filter(|(a, b)| a != b).collect();
    assert!(!differ.is_empty());
    assert!(differ.iter().all(|(a, _)| a.contains(HELD)), "{differ:#?}");
    // Number and class on every page of both, and the list of copies on record.
    assert!(part(&open_docx, "word/footer1.xml").contains("Bản số 1 - Mức tiếp cận: Công khai"));
    assert!(part(&full_docx, "word/footer1.xml").contains("Bản số 2 - Mức tiếp cận: Hạn chế"));
    let view = p.office.review(&p.officer, &at).await.unwrap();
    let listed: Vec<_> = view.copies.iter().map(|c| (c.number, c.class, c.to.as_str())).collect();
    assert_eq!(listed, [(2, Restricted, "Tỉnh ủy (mẫu)"), (1, Open, "Cổng thông tin (mẫu)")]);
    assert!(view.copies[1].held_back > 2 && view.copies[0].held_back == 0);
    // Printed again it is the same, also after the class has changed.
    state(&p, &form, Some("DQ"), None, Open).await;
    assert_eq!(docx(1).await.unwrap(), open_docx);
    let later = p.office.issue_copy(&p.officer, &at, Open, "Báo (mẫu)").await.unwrap();
    assert!(words(&docx(later).await.unwrap()).join("\n").contains("12.786"));
    let pdf = p.office.review_copy_pdf(&p.officer, &at, 1, BASE).await.unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_working_paper_says_that_it_is_one_where_something_is_above_open() {
    let p = Province::build().await;
    let form = reported(&p).await;
    let at = approved(&p).await;
    let before = p.office.review_docx(&p.officer, &at, BASE).await.unwrap();
    assert!(!unpacked(&before).contains("footer1"));
    state(&p, &form, Some("DQ"), None, Internal).await;
    let after = p.office.review_docx(&p.officer, &at, BASE).await.unwrap();
    let foot = part(&after, "word/footer1.xml");
    assert!(foot.contains("Bản làm việc, không đánh số - Mức tiếp cận: Nội bộ"), "{foot}");
    assert_eq!(words(&after), words(&before), "its words are the same");
}

#[tokio::test]
async fn tables_at_a_class_hold_back_a_commune_and_what_gives_it_away() {
    let p = Province::build().await;
    let form = reported(&p).await;
    state(&p, &form, Some("HV"), Some(&p.new[1].at), Restricted).await;
    let query = |class| TotalsQuery {
        indicator: Some("HV".into()),
        periods: vec![year(2025)],
        class,
        ..TotalsQuery::of(form.clone())
    };
    let whole = p.office.totals(&p.officer, &query(None)).await.unwrap();
    let open = p.office.totals(&p.officer, &query(Some(Open))).await.unwrap();
    assert_eq!(open.headline.printed, "5.484");
    let held: Vec<&str> =
        open.rows.iter().filter(|r| r.whole.held).map(|r| r.label.as_str()).collect();
    assert!(held.contains(&p.new[1].name.as_str()) && held.len() == 2, "{held:?}");
    for (row, full) in open.rows.iter().zip(&whole.rows) {
        assert_eq!(row.label, full.label);
        match row.whole.held {
            true => {
                assert_eq!((row.whole.shown.printed.as_str(), row.whole.amount()), (HELD, None))
            }
            false => assert_eq!(row.whole, full.whole),
        }
    }
    let xlsx = unpacked(&open.xlsx().unwrap());
    assert!(!xlsx.contains("1828") && !xlsx.contains("1.828"), "no byte of it");
    assert!(xlsx.contains("5484") && xlsx.contains(HELD) && xlsx.contains("Công khai"));
    assert!(!open.chart.contains("1.828") && !open.map_svg.clone().unwrap().contains("1.828"));
    // An older year on the new map is kept too: Bến Chùa is what Cồn Dài became.
    let older = TotalsQuery {
        periods: vec![year(2024)],
        rows: Some(Rows::Level(UnitLevel::Commune)),
        ..query(Some(Open))
    };
    let older = p.office.totals(&p.officer, &older).await.unwrap();
    let bytes = unpacked(&older.xlsx().unwrap());
    assert!(!bytes.contains("403"), "what Cồn Dài reported");
    // Who reads all of it sees the same as before.
    let all = p.office.totals(&p.officer, &query(Some(Restricted))).await.unwrap();
    assert_eq!((all.rows, all.headline), (whole.rows, whole.headline));
}

#[tokio::test]
async fn a_held_back_number_in_words_stops_the_copy_and_names_the_sentence() {
    let p = Province::build().await;
    let form = reported(&p).await;
    let said = format!("{} bồi dưỡng 1.828 người", p.new[1].name);
    let finding = p.finding(1, FindingKind::Strength, &said, None, vec![]).await;
    let at = approved(&p).await;
    p.office.issue_copy(&p.officer, &at, Open, "Báo (mẫu)").await.unwrap();
    state(&p, &form, Some("HV"), Some(&p.new[1].at), Restricted).await;
    let stopped = p.office.issue_copy(&p.officer, &at, Open, "Báo (mẫu)").await.unwrap_err();
    assert_eq!(stopped.code(), "disclosure.exposed");
    let why = stopped.words().why;
    assert!(why.contains(&p.new[1].name) && !why.contains("chỉ tiêu"), "{why}");
    assert_eq!(
        p.office.review(&p.officer, &at).await.unwrap().copies.len(),
        1,
        "none was given out"
    );
    // The sentence itself above the class, the copy goes out without it.
    state(&p, &finding.at, None, None, Internal).await;
    let number = p.office.issue_copy(&p.officer, &at, Open, "Báo (mẫu)").await.unwrap();
    let docx = p.office.review_copy_docx(&p.officer, &at, number, BASE).await.unwrap();
    assert!(!unpacked(&docx).contains("1.828"));
}

#[tokio::test]
async fn only_an_approver_states_and_only_an_approved_review_is_copied() {
    let p = Province::build().await;
    let form = reported(&p).await;
    let wanted = ClassForm {
        of: form.clone(),
        indicator: None,
        unit: None,
        class: Internal,
        basis: None,
        reason: "chưa công bố".into(),
    };
    let refused = p.office.state_class(&p.officer, wanted.clone()).await.unwrap_err();
    assert_eq!(refused.code(), "permit.missing");
    let blank = ClassForm { reason: " ".into(), ..wanted };
    let refused = p.office.state_class(&p.approver, blank).await.unwrap_err();
    assert_eq!(refused.code(), "act.reason-missing");
    let review = ReviewForm {
        title: "Sơ kết".into(),
        body: p.board.at.clone(),
        reviewed: None,
        period: Period::new(day(2024, 1, 1), day(2024, 12, 31)).unwrap(),
    };
    let at = p.office.open_review(&p.officer, review).await.unwrap();
    p.office.compile_review(&p.officer, &at, None, None).await.unwrap();
    let refused = p.office.issue_copy(&p.officer, &at, Open, "Báo (mẫu)").await.unwrap_err();
    assert_eq!(refused.code(), "review.copy-not-approved");
    let missing = p.office.review_copy(&p.officer, &at, 7, BASE).await.unwrap_err();
    assert_eq!(missing.code(), "review.copy-unknown");
}

/// What is above open goes out by no way: not in a spreadsheet, not as an envelope, not to another program.
#[tokio::test]
async fn a_document_above_open_leaves_by_no_list_envelope_or_program() {
    use app::documents::NewDocument;
    use app::objects::DocumentFilter;
    use app::offered::Cut;
    let p = Province::build().await;
    let subject = "Kế hoạch chưa công bố (mẫu)";
    let new = NewDocument {
        number: terms::DocNumber::parse("77/KH-UBND"),
        doc_type: "Kế hoạch".into(),
        subject: subject.into(),
        issuer: Some("Ủy ban nhân dân tỉnh Sông Giang".into()),
        issued_on: "2026-02-03".parse().ok(),
        signer: None,
        circulation: None,
    };
    let at =
        p.office.enter_document(&p.officer, new, app::documents::Twin::Unsaid).await.unwrap().at;
    let filter = || DocumentFilter { per_page: 0, page: 1, ..DocumentFilter::default() };
    let cut = Cut { after: None, limit: 500 };
    let offered = async || {
        let rows = p.office.offered_documents(&p.approver, filter(), &cut).await.unwrap().rows;
        rows.iter().any(|r| r.at == at)
    };
    let list = async || p.office.documents(&p.approver, &filter()).await.unwrap();
    let sheet = async || unpacked(&list().await.xlsx(day(2026, 3, 10)).unwrap());
    assert!(offered().await && sheet().await.contains(subject));
    assert!(p.office.edxml(&p.approver, &at).await.is_ok());
    state(&p, &at, None, None, Restricted).await;
    assert!(!offered().await && !sheet().await.contains(subject));
    assert_eq!(list().await.not_exported(), 1);
    // Who does not reach the class is refused for that, not because it stays here.
    let above = p.office.edxml(&p.officer, &at).await.unwrap_err();
    assert_eq!(above.code(), "class.above");
    let told = p.office.edxml(&p.approver, &at).await.unwrap_err();
    assert_eq!(told.code(), "document.limited");
    let one = p.office.offered_document(&p.approver, &at, None).await.unwrap_err();
    assert_eq!(one.code(), "document.limited");
}
