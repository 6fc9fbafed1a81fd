//! A review from the record to the paper: anchored, frozen, traced, and refused when its evidence is gone.

use crate::anchors::{part, walk};
use crate::province::{Province, day, typed};
use app::reviews::ReviewForm;
use app::tasks::TaskForm;
use record::Evidence;
use terms::{Field, FindingKind, Period, Ref, ReviewState};

const BASE: &str = "http://127.0.0.1:8080";

/// Reports of two years, one missing, a task and findings; the review opened and compiled.
async fn compiled(p: &Province) -> (Ref, Vec<Ref>, Ref) {
    let form = p.form().await;
    let mut reports = Vec::new();
    for (unit, n) in p.old.iter().zip(["110", "120", "130", "140"]) {
        reports.push(p.report(&form, unit, 2024, &[("DQ", n), ("DV", "25"), ("HV", "100")]).await);
    }
    for (unit, n) in p.new[..2].iter().zip(["230", "131"]) {
        reports
            .push(p.report(&form, unit, 2025, &[("DQ", n), ("DV", "60"), ("HV", "1.234")]).await);
    }
    let done = p.office.approve_submissions(&p.approver, &reports).await.unwrap();
    assert_eq!(done.approved.len(), 6);
    let task = TaskForm {
        title: "Tổ chức 3 lớp bồi dưỡng cho đối tượng 4".into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![],
        due_on: Some(day(2025, 12, 1)),
        field: Field::Education,
        basis: vec![],
        on: Some(day(2025, 8, 1)),
        evidence: vec![],
    };
    p.office.assign(&p.officer, task).await.unwrap();
    p.finding(
        1,
        FindingKind::Strength,
        "Đã tổ chức 5 cuộc diễn tập, tăng 25% so với kỳ trước",
        None,
        vec![],
    )
    .await;
    let late = p
        .finding(2, FindingKind::Shortcoming, "Còn 2 xã chậm cập nhật văn kiện", None, vec![])
        .await;
    p.finding(3, FindingKind::Cause, "Cán bộ thay đổi sau sắp xếp", Some(late), vec![]).await;
    let review = ReviewForm {
        title: "Sơ kết 2 năm thực hiện nhiệm vụ xây dựng khu vực phòng thủ".into(),
        body: p.board.at.clone(),
        reviewed: None,
        period: Period::years(2024, 2025).unwrap(),
    };
    let at = p.office.open_review(&p.officer, review).await.unwrap();
    p.office.compile_review(&p.officer, &at, None, None).await.unwrap();
    (at, reports, form)
}

async fn approved(p: &Province) -> (Ref, Vec<Ref>, Ref) {
    let (at, reports, form) = compiled(p).await;
    p.office.submit_review(&p.officer, &at).await.unwrap();
    let signer = Some("Trưởng Ban: Đỗ Quang Minh Họa");
    p.office.approve_review(&p.approver, &at, Some("12/BC-BCĐ"), signer).await.unwrap();
    (at, reports, form)
}

#[tokio::test]
async fn every_number_of_the_paper_is_anchored_and_recomputes() {
    let p = Province::build().await;
    let (at, ..) = approved(&p).await;
    let docx = p.office.review_docx(&p.officer, &at, BASE).await.unwrap();
    let walked = walk(&docx);
    assert_eq!(walked.unanchored(), Vec::<String>::new());
    assert!(walked.anchored.len() > 40, "only {} figures", walked.anchored.len());
    assert!(walked.loose.len() > 60, "only {} paragraphs", walked.loose.len());
    assert!(!walked.annex.is_empty(), "the annex of sources is there");

    let view = p.office.review(&p.officer, &at).await.unwrap();
    let links = part(&docx, "word/_rels/document.xml.rels");
    let keys = view.sections.iter().flat_map(|s| {
        let lines = s.lines.iter().flat_map(|l| &l.runs);
        let tables = s.tables.iter().flat_map(|t| t.rows.iter().flat_map(|(_, r)| r));
        lines.chain(tables).filter_map(|r| r.figure.clone()).collect::<Vec<_>>()
    });
    for key in keys {
        let href = format!("{BASE}/reviews/{}/{}/trace/{key}\"", at.site, at.id);
        assert!(links.contains(&href), "{key} leads to its trace");
        let trace = p.office.trace(&p.officer, &at, &key).await.unwrap();
        assert_eq!((&trace.recomputed, &trace.now), (&trace.printed, &trace.printed), "{key}");
        // Figures that one question answers share an entry, which shows each of them.
        let shown = walked.annex.iter().any(|cell| cell.split("; ").any(|f| f == trace.printed));
        assert!(shown, "{key} stands in the annex");
    }
    let pdf = p.office.review_pdf(&p.officer, &at, BASE).await.unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[tokio::test]
async fn figures_are_frozen_and_the_difference_is_told() {
    let p = Province::build().await;
    let (at, reports, _) = approved(&p).await;
    let before = p.office.review_docx(&p.officer, &at, BASE).await.unwrap();
    assert!(p.office.differences(&p.officer, &at).await.unwrap().rows.is_empty());

    let clerk = p.clerk_of(&p.new[0]);
    let right = typed(&[("HV", "1.334")]);
    let faults =
        p.office.correct_cells(clerk, &reports[4], &right, "Cộng thiếu một lớp".into()).await;
    assert_eq!(faults.unwrap(), []);

    let after = p.office.review_docx(&p.officer, &at, BASE).await.unwrap();
    assert_eq!(walk(&before).anchored, walk(&after).anchored);
    assert_eq!(before, after, "the paper stays as it was approved");
    let report = p.office.differences(&p.officer, &at).await.unwrap();
    assert!(!report.rows.is_empty());
    let sum = report.rows.iter().find(|r| r.then == "2.868").expect("the sum of all years");
    assert_eq!((sum.now.as_str(), sum.effect.as_deref()), ("2.968", Some("+100")));
    assert!(sum.causes.iter().any(|c| c.sentence.contains("Đính chính")));
    let stock = |r: &app::reviews::DifferenceRow| r.sentence.contains("Tổng số dân quân tự vệ:");
    assert!(!report.rows.iter().any(stock), "no sentence that was not touched");

    let trace = p.office.trace(&p.officer, &at, &sum.figure).await.unwrap();
    assert_eq!(
        (trace.printed.as_str(), trace.recomputed.as_str(), trace.now.as_str()),
        ("2.868", "2.868", "2.968")
    );
    assert_eq!((trace.n, trace.of, trace.silent.len()), (6, 7, 1));
    assert_eq!(trace.corrections.len(), 1);
    let corrected = &trace.corrections[0];
    assert_eq!((corrected.before.as_str(), corrected.after.as_str()), ("1.234", "1.334"));
    assert_eq!(corrected.effect.as_deref(), Some("+100"));
    let cell = trace.cells.iter().find(|c| c.unit == p.new[0]).unwrap();
    assert!(cell.entered.starts_with("Trần Văn Thử"));
    assert!(cell.approved.as_ref().unwrap().starts_with("Đỗ Văn Minh Họa"));
}

#[tokio::test]
async fn a_line_is_reworded_with_its_own_figures_alone() {
    let p = Province::build().await;
    let (at, ..) = compiled(&p).await;
    let view = p.office.review(&p.officer, &at).await.unwrap();
    let lines: Vec<_> = view.sections.iter().flat_map(|s| &s.lines).collect();
    let line = lines.iter().find(|l| l.figures.len() > 1).unwrap();
    let other = lines.iter().find(|l| l.key != line.key && !l.figures.is_empty()).unwrap();
    let o = &p.office;
    let typed = o.edit_line(&p.officer, &at, &line.key, "Đạt 500 người").await;
    assert_eq!(typed.unwrap_err().code(), "review.loose-number");
    let foreign = format!("Đạt {}", other.figures[0].code);
    let foreign = o.edit_line(&p.officer, &at, &line.key, &foreign).await;
    assert_eq!(foreign.unwrap_err().code(), "review.figure-unknown");
    let clerk = o.edit_line(&p.clerks[0], &at, &line.key, "Đạt kết quả tốt").await;
    assert_eq!(clerk.unwrap_err().code(), "permit.missing");
    let own = format!("Kết quả đạt {} theo báo cáo.", line.figures[0].code);
    o.edit_line(&p.officer, &at, &line.key, &own).await.unwrap();
    let after = o.review(&p.officer, &at).await.unwrap();
    let edited = after.sections.iter().flat_map(|s| &s.lines).find(|l| l.key == line.key).unwrap();
    assert_eq!(edited.template, own);
    assert_eq!(edited.figures, line.figures, "what was taken out may be put back");
    let docx = o.review_docx(&p.officer, &at, BASE).await.unwrap();
    assert_eq!(walk(&docx).unanchored(), Vec::<String>::new());
}

#[tokio::test]
async fn a_second_person_approves_and_causes_are_asked() {
    let p = Province::build().await;
    let (at, ..) = compiled(&p).await;
    let o = &p.office;
    o.submit_review(&p.approver, &at).await.unwrap();
    let own = o.approve_review(&p.approver, &at, None, None).await;
    assert_eq!(own.unwrap_err().code(), "review.same-person");
    let officer = o.approve_review(&p.officer, &at, None, None).await;
    assert_eq!(officer.unwrap_err().code(), "permit.missing");
    assert_eq!(o.desk(&p.deputy).await.unwrap().to_approve.len(), 1);
    p.finding(9, FindingKind::Shortcoming, "Công tác kiểm tra chưa thường xuyên", None, vec![])
        .await;
    let causeless = o.approve_review(&p.deputy, &at, None, None).await.unwrap_err();
    assert_eq!(causeless.code(), "review.cause-missing");
    assert!(causeless.words().why.contains("Công tác kiểm tra chưa thường xuyên"));
    o.return_review(&p.deputy, &at, "Bổ sung nguyên nhân".into()).await.unwrap();
    let view = o.review(&p.officer, &at).await.unwrap();
    assert_eq!(
        (view.row.state, view.returned_for.as_deref()),
        (ReviewState::Draft, Some("Bổ sung nguyên nhân"))
    );
}

#[tokio::test]
async fn export_refuses_when_a_source_file_is_gone_and_names_the_sentence() {
    let p = Province::build().await;
    let gone = Evidence::File { sha256: "0".repeat(64), file_name: "bien-ban.docx".into() };
    let text = "Đã huấn luyện 640 lượt dân quân";
    p.finding(7, FindingKind::Strength, text, None, vec![gone]).await;
    let (at, ..) = compiled(&p).await;
    let refused = p.office.review_docx(&p.officer, &at, BASE).await.unwrap_err();
    assert_eq!(refused.code(), "review.evidence-missing");
    let why = refused.words().why;
    assert!(why.contains("bien-ban.docx") && why.contains(text), "{why}");
}
