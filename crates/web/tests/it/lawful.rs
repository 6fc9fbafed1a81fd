//! Several readings of one record over HTTP: the class stated by an approver, tables and numbered copies at a class.

use crate::browser::{Person, Site};
use axum::http::StatusCode;
use std::io::{Cursor, Read};

pub const HELD: &str = "không công bố ở mức này";

/// All parts of a packed file.
pub fn unpacked(bytes: &[u8]) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for i in 0..package.len() {
        let mut raw = Vec::new();
        package.by_index(i).unwrap().read_to_end(&mut raw).unwrap();
        all.push_str(&String::from_utf8_lossy(&raw));
    }
    all
}

/// The form and an approved review of 2024-2025; their addresses.
pub async fn approved(site: &Site, officer: &Person, approver: &Person) -> (String, String) {
    let p = &site.p;
    let form = p.form().await;
    let mut reports = Vec::new();
    for (unit, n) in p.old.iter().zip(["7.111", "8.222", "6.333", "9.444"]) {
        let cells = [("DQ", n), ("DV", "25"), ("HV", "100")];
        reports.push(p.report(&form, unit, 2024, &cells).await);
    }
    for (unit, n) in p.new.iter().zip(["5.151", "4.262", "3.373"]) {
        let cells = [("DQ", n), ("DV", "60"), ("HV", "1.234")];
        reports.push(p.report(&form, unit, 2025, &cells).await);
    }
    p.office.approve_submissions(&p.approver, &reports).await.unwrap();
    let board = p.board.at.to_string();
    let fields = [
        ("title", "Sơ kết 2 năm thực hiện nhiệm vụ"),
        ("body", board.as_str()),
        ("from", "01/01/2024"),
        ("to", "31/12/2025"),
    ];
    let at = officer.post("/reviews", &fields).await.to();
    officer.post(&format!("{at}/compile"), &[("as_of", "31/12/2025")]).await.to();
    officer.post(&format!("{at}/submit"), &[]).await.to();
    approver.post(&format!("{at}/approve"), &[]).await.to();
    (format!("/forms/{}/{}", form.site, form.id), at)
}

#[tokio::test]
async fn a_class_is_stated_on_its_page_and_what_is_produced_keeps_to_it() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let approver = site.person(&site.p.approver).await;
    let (form, review) = approved(&site, &officer, &approver).await;

    // From the page of the form to where its class is stated; the officer is shown no way.
    assert!(
        officer.get(&form).await.shown().all("a", "href").iter().all(|a| !a.starts_with("/class"))
    );
    let page = approver.get(&form).await.shown();
    let to = page.all("a", "href").into_iter().find(|a| a.starts_with("/class")).unwrap();
    let ask = approver.get(&to).await.shown();
    let of = ask.all("select[name=of] option", "value").concat();
    let unit = site.p.new[1].at.to_string();
    let mut fields = vec![
        ("of", of.as_str()),
        ("indicator", "DQ"),
        ("unit", unit.as_str()),
        ("class", "restricted"),
        ("basis", "Quyết định số 12/QĐ-BCĐ (mẫu)"),
        ("reason", ""),
    ];
    let refused = approver.post("/class", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked");
    fields[5].1 = "số liệu chưa công bố";
    assert_eq!(officer.post("/class", &fields).await.status, StatusCode::FORBIDDEN);
    assert_eq!(approver.post("/class", &fields).await.to(), form);
    let stated = officer.get(&form).await.shown().words();
    assert!(stated.contains("hạn chế") && stated.contains("số liệu chưa công bố"), "{stated}");

    // The table of totals: the whole record, and at the open class, as page and as spreadsheet.
    let totals = format!("/totals?form={of}&indicator=DQ&period=2025-01-01%2F2025-12-31");
    assert!(officer.get(&totals).await.shown().words().contains("4.262"));
    let open = officer.get(&format!("{totals}&class=open")).await.shown();
    assert!(!open.html().contains("4.262") && open.words().contains("12.786"), "the total is told");
    assert_eq!(open.texts("td .cell-held").len(), 2, "the commune and the one that hides it");
    assert!(open.words().contains(HELD));
    let xlsx =
        officer.get(&format!("{}&class=open", totals.replace("/totals?", "/totals.xlsx?"))).await;
    let xlsx = unpacked(&xlsx.bytes);
    assert!(!xlsx.contains("4262") && xlsx.contains(HELD) && xlsx.contains("Công khai"));

    // Copies: given out by a post alone, listed, and each a file of its own.
    let copies = format!("{review}/copies");
    let bad = officer.post(&copies, &[("class", "secret"), ("to", "Báo (mẫu)")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let blank = officer.post(&copies, &[("class", "open"), ("to", " ")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    officer.post(&copies, &[("class", "open"), ("to", "Báo Sông Giang (mẫu)")]).await.to();
    let page = officer.get(&review).await.shown();
    assert!(page.words().contains("Báo Sông Giang (mẫu)"));
    let docx = officer.get(&format!("{copies}/1/docx")).await;
    assert_eq!(docx.status, StatusCode::OK);
    assert!(unpacked(&docx.bytes).contains("Bản số 1 - Mức tiếp cận: Công khai"));
    assert_eq!(officer.get(&format!("{copies}/1/pdf")).await.status, StatusCode::OK);
    assert_eq!(
        officer.get(&format!("{copies}/9/docx")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_finding_says_its_class_and_leads_the_approver_to_state_it() {
    let site = Site::build().await;
    let approver = site.person(&site.p.approver).await;
    let kind = terms::FindingKind::Strength;
    let found = site.p.finding(7002, kind, "Làm tốt công tác tuyển quân", None, Vec::new()).await;
    let page = format!("/findings/{}/{}", found.at.site, found.at.id);
    let shown = approver.get(&page).await.shown();
    assert!(shown.words().contains("công khai"));
    let to = shown.all("a", "href").into_iter().find(|a| a.starts_with("/class")).unwrap();
    let crumbs = approver.get(&to).await.shown().all(".crumb a", "href");
    assert_eq!(crumbs, ["/reviews"], "it leads back to where findings stand");
    assert!(!approver.get(&to).await.shown().has("select[name=unit]"), "a finding has no units");
    let of = found.at.to_string();
    let fields = [("of", of.as_str()), ("class", "internal"), ("reason", "chỉ trong hệ thống")];
    assert_eq!(approver.post("/class", &fields).await.to(), page);
    assert!(approver.get(&page).await.shown().words().contains("nội bộ"));
}
