//! A review over HTTP: opened, compiled, reworded, approved by another, printed; its figures traced and frozen.

use crate::browser::{Answer, Person, Site};
use axum::http::StatusCode;
use std::io::{Cursor, Read};

/// A review of 2024-2025 over reports of four and two communes, compiled; its address and a report's.
async fn compiled(site: &Site, officer: &Person) -> (String, String) {
    let p = &site.p;
    let form = p.form().await;
    let mut reports = Vec::new();
    for unit in &p.old {
        let cells = [("DQ", "110"), ("DV", "25"), ("HV", "100")];
        reports.push(p.report(&form, unit, 2024, &cells).await);
    }
    for unit in &p.new[..2] {
        let cells = [("DQ", "230"), ("DV", "60"), ("HV", "1.234")];
        reports.push(p.report(&form, unit, 2025, &cells).await);
    }
    p.office.approve_submissions(&p.approver, &reports).await.unwrap();
    let board = p.board.at.to_string();
    let mut fields = [
        ("title", "Sơ kết 2 năm thực hiện nhiệm vụ"),
        ("body", board.as_str()),
        ("from", "01/01/2024"),
        ("to", "2025"),
    ];
    let refused = officer.post("/reviews", &fields).await.refused();
    assert!(refused.words().contains("“2025” không phải là một ngày"));
    fields[3].1 = "31/12/2025";
    let at = officer.post("/reviews", &fields).await.to();
    assert!(!officer.get(&at).await.shown().has("article"));
    officer.post(&format!("{at}/compile"), &[("as_of", "31/12/2025")]).await.to();
    let report = &reports[4];
    (at, format!("/submissions/{}/{}", report.site, report.id))
}

/// The parts of a paper.
fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Where the figure printed so leads.
fn figure(page: &Answer, printed: &str) -> String {
    let page = scraper::Html::parse_document(page.html());
    let links = scraper::Selector::parse("article a.fig").unwrap();
    let found = page.select(&links).find(|a| a.text().collect::<String>() == printed);
    found.unwrap_or_else(|| panic!("no figure {printed}")).value().attr("href").unwrap().to_owned()
}

#[tokio::test]
async fn a_review_goes_from_opened_to_a_paper_whose_figures_lead_to_their_sources() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (at, report) = compiled(&site, &officer).await;
    let page = officer.get(&at).await.shown();
    assert!(page.all("article a.fig", "href").len() > 5);
    officer.post(&format!("{at}/submit"), &[]).await.to();
    let own = officer.get(&at).await.shown();
    assert!(!own.has(&format!("form[action='{at}/approve']")), "no button that would fail");
    assert!(own.words().contains("khác người trình"));
    assert_eq!(officer.post(&format!("{at}/approve"), &[]).await.status, StatusCode::FORBIDDEN);
    let approver = site.person(&site.p.approver).await;
    let bad = approver.post(&format!("{at}/approve"), &[("number", "??")]).await.refused();
    assert!(bad.html().contains("review.number-bad"));
    approver.post(&format!("{at}/approve"), &[("number", "12/BC-BCĐ")]).await.to();
    assert!(approver.get(&at).await.shown().words().contains("12/BC-BCĐ"));

    let docx = approver.get(&format!("{at}/docx")).await.shown();
    let (body, links) =
        (part(&docx.bytes, "word/document.xml"), part(&docx.bytes, "word/_rels/document.xml.rels"));
    let sum = figure(&officer.get(&at).await, "2.868");
    assert!(body.contains("<w:hyperlink "));
    assert!(links.contains(&format!("http://127.0.0.1:8080{sum}\"")), "the paper leads to {sum}");

    let trace = officer.get(&sum).await.shown().words();
    for part in ["2.868", "xã An Giang Thượng", "1.234", "Trần Văn Thử", "Đỗ Văn Minh Họa", "6/7"]
    {
        assert!(trace.contains(part), "{part} in {trace}");
    }
    assert!(trace.contains("xã Tân Phú Đông"), "the silent are named");

    // Corrected afterwards: the paper stays, the trace and the difference report tell.
    let clerk = site.person(&site.p.clerks[0]).await;
    let right = [
        ("v.HV", "1.334"),
        ("s.HV", "number"),
        ("reason", "Cộng thiếu một lớp"),
        ("do", "correct"),
    ];
    let none = [("reason", "x"), ("do", "correct")];
    let unchanged = [
        ("v.DQ", "230"),
        ("s.DQ", "number"),
        ("v.DV", "60"),
        ("s.DV", "number"),
        ("v.HV", "1.234"),
        ("s.HV", "number"),
    ];
    let same: Vec<(&str, &str)> = unchanged.iter().chain(&none).copied().collect();
    assert!(clerk.post(&report, &same).await.refused().words().contains("Chưa có ô nào thay đổi"));
    let put: Vec<(&str, &str)> = unchanged[..4].iter().chain(&right).copied().collect();
    clerk.post(&report, &put).await.to();
    let trace = officer.get(&sum).await.shown().words();
    for part in ["2.868", "2.968", "1.334", "Cộng thiếu một lớp"] {
        assert!(trace.contains(part), "{part} in {trace}");
    }
    let told = officer.get(&format!("{at}/difference")).await.shown().words();
    assert!(told.contains("2.868") && told.contains("2.968 (+100)"), "{told}");
    let again = approver.get(&format!("{at}/docx")).await.shown();
    assert_eq!(docx.bytes, again.bytes, "the paper stays as it was approved");
    assert!(officer.get(&at).await.shown().has("a.fig.changed"));
    let pdf = officer.get(&format!("{at}/pdf")).await.shown();
    assert!(pdf.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn a_line_is_reworded_alone_or_with_its_page() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (at, _) = compiled(&site, &officer).await;
    let page = officer.get(&at).await.shown();
    let lines = page.all("article form[hx-post]", "hx-post");
    let line = lines.iter().find(|l| page.has(&format!("form[hx-post='{l}'] code"))).unwrap();

    let loose = [("sentence", "Đạt 500 người")];
    let piece = officer.post_piece(line, &loose).await;
    assert_eq!(piece.status, StatusCode::OK, "a script puts only what was answered into the page");
    assert!(piece.html().trim_start().starts_with("<div class=\"line\""));
    assert!(piece.has("p.bad") && piece.html().contains("Đạt 500 người</textarea>"));
    let whole = officer.post(line, &loose).await.refused();
    assert!(whole.has("article") && whole.html().contains("Đạt 500 người</textarea>"));

    let piece = officer.post_piece(line, &[("sentence", "Kết quả đạt yêu cầu.")]).await.shown();
    assert!(piece.words().contains("Kết quả đạt yêu cầu.") && !piece.has("p.bad"));
    let to = officer.post(line, &[("sentence", "Kết quả đạt yêu cầu đề ra.")]).await.to();
    assert!(to.contains("#line-"));
    assert!(officer.get(&at).await.shown().words().contains("Kết quả đạt yêu cầu đề ra."));
    let clerk = site.person(&site.p.clerks[0]).await;
    let page = clerk.get(&at).await.shown();
    assert!(!page.has("article form") && page.words().contains("Tài khoản này chỉ xem"));
}

#[tokio::test]
async fn a_shortcoming_gets_its_cause_on_its_own_page_and_the_review_can_be_approved() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let approver = site.person(&site.p.approver).await;
    let text = "Một số đơn vị báo cáo chậm";
    let short = site.p.finding(7001, terms::FindingKind::Shortcoming, text, None, Vec::new()).await;
    let (at, _) = compiled(&site, &officer).await;
    officer.post(&format!("{at}/submit"), &[]).await.to();
    let refused = approver.post(&format!("{at}/approve"), &[("number", "15/BC-BCĐ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains(text), "{}", refused.words());

    let page = format!("/findings/{}/{}", short.at.site, short.at.id);
    let action = format!("{page}/causes");
    assert!(officer.get(&page).await.shown().all("form", "action").contains(&action));
    assert_eq!(
        officer.post(&action, &[("text", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let cause = "Cán bộ tổng hợp thay đổi nhiều, chưa được tập huấn";
    assert_eq!(officer.post(&action, &[("text", cause)]).await.to(), page);
    assert!(officer.get(&page).await.shown().words().contains(cause));
    approver.post(&format!("{at}/approve"), &[("number", "15/BC-BCĐ")]).await.to();
    assert!(officer.get(&at).await.shown().words().contains("Đã duyệt"));
}
