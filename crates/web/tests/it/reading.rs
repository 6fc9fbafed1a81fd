//! Reading by class from outside: what is above the class of a reader is told by no address, no file and no answer of the
//! interface; figures above it are marked, and whoever reports them or asked for them reads them all the same.

use crate::api::{Program, at as api};
use crate::browser::{Person, Site, coded};
use crate::lawful::{HELD, approved, unpacked};
use crate::permissions::{everything, filled};
use app::documents::NewDocument;
use axum::http::StatusCode;
use std::collections::BTreeSet;
use terms::{Ref, Role, Scope};
use web::server::rights;

/// The subject of a directive, a finding, and the number of a resolution that the calendar looks at: words that stand nowhere else.
const ABOVE: [&str; 3] = ["tăng cường phòng thủ dân sự", "Chậm báo cáo", "09-NQ/TU"];

/// A resolution whose five years come in March 2027.
async fn resolution(site: &Site) -> Ref {
    let new = NewDocument {
        number: terms::DocNumber::parse("09-NQ/TU"),
        doc_type: "Nghị quyết".into(),
        subject: "Xây dựng khu vực phòng thủ vững chắc".into(),
        issuer: Some(site.p.board.name.clone()),
        issued_on: "2022-03-01".parse().ok(),
        signer: None,
        circulation: None,
    };
    let (office, officer) = (&site.p.office, &site.p.officer);
    office.enter_document(officer, new, Default::default()).await.unwrap().at
}

async fn state(approver: &Person, of: &str, class: &str) {
    let fields = [("of", of), ("class", class), ("reason", "chưa công bố (mẫu)")];
    approver.post("/class", &fields).await.to();
}

/// Which of the addresses that are read tell of what is above, asked as a person.
async fn tell(who: &Person, addresses: &[(String, String)]) -> BTreeSet<String> {
    let mut telling = BTreeSet::new();
    for (path, at) in addresses {
        let got = who.get(at).await;
        let packed = got.bytes.starts_with(b"PK");
        let said = match packed {
            true => unpacked(&got.bytes),
            false => String::from_utf8_lossy(&got.bytes).into_owned(),
        };
        let said = said.replace("\r\n ", "").replace("<mark>", "").replace("</mark>", "");
        let said = said.to_lowercase();
        if ABOVE.iter().any(|words| said.contains(&words.to_lowercase())) {
            telling.insert(path.clone());
        }
    }
    telling
}

#[tokio::test]
async fn what_is_above_the_class_of_a_reader_is_told_by_no_address() {
    let site = Site::build().await;
    let mut parts = everything(&site).await;
    let calendar = resolution(&site).await;
    let q = coded("phòng thủ");
    parts.insert("/search", format!("/search?q={q}"));
    parts.insert("/search/part", format!("/search/part?q={q}"));
    parts.insert("/search.xlsx", format!("/search.xlsx?q={q}"));
    parts.insert("/calendar", "/calendar?month=2027-03".into());
    parts.insert("/calendar/year", "/calendar/year?year=2027".into());
    parts.insert("/calendar.xlsx", "/calendar.xlsx?month=2027-03".into());
    let reads = rights().into_iter().filter(|d| d.method == "GET");
    let mut all: Vec<(String, String)> =
        reads.map(|d| (d.path.clone(), filled(&d.path, &parts))).collect();
    let (document, finding) = (&parts["/documents/{site}/{id}"], &parts["/findings/{site}/{id}"]);
    let of = |page: &str, list: &str, kind: &str| page.replacen(list, kind, 1);
    let document = of(document, "/documents/", "document/");
    let finding = of(finding, "/findings/", "finding/");
    for at in [&document, &finding, &calendar.to_string()] {
        all.push((format!("history of {at}"), format!("/history/{at}")));
    }
    let officer = site.person(&site.p.officer).await;
    let reader = site.with_role("nguoi.xem", Some(Role::Reader), &site.p.board).await;
    let feed = reader.post("/calendar/feed", &[]).await.shown().words();
    let (_, token) = feed.split_once("/calendar.ics?token=").unwrap();
    let token = token.split_whitespace().next().unwrap();
    all.push(("the feed".into(), format!("/calendar.ics?token={token}")));

    // A copy that was given out while it was open stays as it was given out.
    all.retain(|(path, _)| !path.starts_with("/reviews/{site}/{id}/copies/"));
    let before = tell(&reader, &all).await;
    for path in [
        "/documents",
        "/documents.xlsx",
        "/documents/{site}/{id}/chain",
        "/search",
        "/search.xlsx",
        "/calendar",
        "/ledger",
        "/intake/{site}/{id}/file",
        "/files/{sha256}",
        "/findings/{site}/{id}",
        "/reviews/{site}/{id}",
        "the feed",
    ] {
        assert!(before.contains(path), "{path} tells nothing while all is open: {before:?}");
    }
    let approver = site.person(&site.p.approver).await;
    for at in [&document, &finding, &calendar.to_string()] {
        state(&approver, at, "internal").await;
    }
    assert_eq!(tell(&reader, &all).await, BTreeSet::new());
    let within = tell(&officer, &all).await;
    let goes_out = |path: &&String| path.ends_with(".xlsx") || path.as_str() == "the feed";
    let kept: Vec<&String> = before.difference(&within).filter(|p| !goes_out(p)).collect();
    let leaves = ["/documents/{site}/{id}/edxml".to_owned()];
    assert!(kept.iter().all(|p| leaves.contains(p)), "an officer reads what is internal: {kept:?}");
}

#[tokio::test]
async fn another_program_is_told_nothing_above_the_class_of_its_account() {
    let site = Site::build().await;
    let parts = everything(&site).await;
    site.with_role("nguoi.xem", Some(Role::Reader), &site.p.board).await;
    let program = Program::with_scopes(&site, "nguoi.xem", &[Scope::Read]).await;
    let page = &parts["/documents/{site}/{id}"];
    let document: Ref = page.replacen("/documents/", "document/", 1).parse().unwrap();
    let intake: Ref =
        parts["/intake/{site}/{id}"].replacen("/intake/", "intake/", 1).parse().unwrap();
    let paths = [
        api("documents", &document),
        format!("{}/edxml", api("documents", &document)),
        api("intakes", &intake),
    ];
    let listed = async || {
        let list = program.get("/api/v1/documents?limit=500").await.done();
        list["items"].as_array().unwrap().iter().any(|d| d["ref"] == document.to_string())
    };
    assert!(listed().await);
    for path in [&paths[0], &paths[2]] {
        program.get(path).await.done();
    }
    let approver = site.person(&site.p.approver).await;
    state(&approver, &document.to_string(), "internal").await;
    assert!(!listed().await);
    for path in &paths {
        assert_eq!(program.get(path).await.problem(403), "class.above", "{path}");
    }
    // Who may read it is refused because it does not go out: another question.
    let officer = Program::of(&site, "tham.muu").await;
    assert_eq!(officer.get(&paths[0]).await.problem(403), "document.limited");
}

#[tokio::test]
async fn figures_above_the_class_of_a_reader_are_marked_on_pages_and_by_the_interface() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let approver = site.person(&site.p.approver).await;
    let (form, review) = approved(&site, &officer, &approver).await;
    let of = form.replacen("/forms/", "form/", 1);
    let unit = site.p.new[1].at.to_string();
    let fields = [
        ("of", of.as_str()),
        ("indicator", "DQ"),
        ("unit", unit.as_str()),
        ("class", "restricted"),
        ("reason", "chưa công bố (mẫu)"),
    ];
    let query = format!("form={}&indicator=DQ&period=2025-01-01%2F2025-12-31", coded(&of));
    let reader = site.with_role("nguoi.xem", Some(Role::Reader), &site.p.board).await;
    let program = Program::with_scopes(&site, "nguoi.xem", &[Scope::Read]).await;
    let asked: Ref = of.parse().unwrap();
    let year = crate::province::year(2025);
    let report = site.p.office.submission_of(&site.p.officer, &asked, &site.p.new[1].at, year);
    let report = report.await.unwrap().unwrap();
    let page = format!("/submissions/{}/{}", report.site, report.id);
    for path in [format!("/totals?{query}"), page.clone()] {
        assert!(reader.get(&path).await.shown().words().contains("4.262"), "{path}");
    }
    reader.get(&review).await.shown();
    approver.post("/class", &fields).await.to();

    for class in ["", "&class=restricted"] {
        let marked = reader.get(&format!("/totals?{query}{class}")).await.shown();
        assert!(!marked.html().contains("4.262") && marked.words().contains(HELD));
        let sheet = reader.get(&format!("/totals.xlsx?{query}{class}")).await.shown();
        assert!(!unpacked(&sheet.bytes).contains("4262") && unpacked(&sheet.bytes).contains(HELD));
    }
    let told = program.get(&format!("/api/v1/totals?{query}")).await;
    let told = told.done().to_string();
    assert!(!told.contains("4.262") && !told.contains("4262"), "{told}");
    let slot = format!("form={}&unit={}&period={year}", coded(&of), coded(&unit));
    let history = format!("/history/{report}");
    let sheet = format!("{page}/xlsx");
    let blank = format!("/submissions/new.xlsx?{slot}");
    let pdf = format!("{review}/pdf");
    for path in [&page, &sheet, &blank, &history, &review, &pdf] {
        assert_eq!(reader.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(program.get(&api("submissions", &report)).await.problem(403), "class.above");

    // The commune reads its own, whoever asked for it reads it, another commune does not.
    let own = site.person(&site.p.clerks[1]).await;
    let other = site.person(&site.p.clerks[0]).await;
    assert!(own.get(&page).await.shown().words().contains("4.262"));
    assert!(officer.get(&page).await.shown().words().contains("4.262"));
    assert!(officer.get(&format!("/totals?{query}")).await.shown().words().contains("4.262"));
    assert_eq!(other.get(&page).await.status, StatusCode::FORBIDDEN);

    // A copy at a class is read by who reaches the class.
    let copies = format!("{review}/copies");
    for class in ["open", "restricted"] {
        officer.post(&copies, &[("class", class), ("to", "Báo Sông Giang (mẫu)")]).await.to();
    }
    assert_eq!(reader.get(&format!("{copies}/1/docx")).await.status, StatusCode::OK);
    assert_eq!(reader.get(&format!("{copies}/2/docx")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(officer.get(&format!("{copies}/2/docx")).await.status, StatusCode::OK);
}
