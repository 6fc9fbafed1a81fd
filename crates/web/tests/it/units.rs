//! Changes of units over HTTP: a merger with its totals, taken back whole; what is wrong is named.

use crate::browser::{Person, Site};
use axum::http::StatusCode;

/// What every list and total of the small record says.
async fn answers(who: &Person) -> String {
    let mut out = String::new();
    for page in ["/units?level=commune", "/units?level=commune&day=30/06/2025&ceased=yes"] {
        out.push_str(&who.get(page).await.shown().words());
    }
    out
}

/// The part of a page's words that are answers: what stands in its table.
async fn communes(who: &Person) -> Vec<String> {
    who.get("/units?level=commune").await.shown().texts("tbody th, tbody td")
}

#[tokio::test]
async fn a_merger_is_entered_and_taken_back_whole() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let before = communes(&officer).await;
    let names: Vec<&str> = site.p.new.iter().map(|u| u.name.as_str()).collect();
    let province = site.p.unit.at.to_string();
    let lines = format!("{}\n{} | một phần", names[0], names[1]);
    let fields = [
        ("level", "commune"),
        ("unit_type", "xã"),
        ("name", "Hợp Nhất"),
        ("code", "99001"),
        ("parent", province.as_str()),
        ("from", "01/03/2026"),
        ("basis", "Nghị quyết số 99/NQ-UBTVQH15"),
        ("lines", &lines),
    ];
    let unit = officer.post("/units/formed", &fields).await.to();
    let page = officer.get(&unit).await.shown();
    assert!(page.words().contains(names[0]) && page.words().contains("một phần"));
    let merged = communes(&officer).await;
    assert!(merged.iter().any(|c| c == "xã Hợp Nhất"), "{merged:?}");
    assert!(!merged.iter().any(|c| c == names[0]), "what went wholly has ended: {merged:?}");
    assert!(merged.iter().any(|c| c == names[1]), "what went in part goes on: {merged:?}");

    let act = page.all(".acts a", "href").into_iter().next().unwrap();
    let undo = officer.get(&act).await.shown().all("a[href^='/undo']", "href").remove(0);
    let form = officer.get(&undo).await.shown();
    let acts = form.all("input[name=acts][checked]", "value");
    assert_eq!(acts.len(), 2, "the founding and the end of the one that went wholly");
    let key = undo.split_once("act=").unwrap().1;
    let blank = [("act", key), ("acts", acts[0].as_str())];
    assert!(officer.post("/undo", &blank).await.refused().has("textarea[aria-invalid=true]"));
    let well =
        [("act", key), ("acts", &acts[0]), ("acts", &acts[1]), ("reason", "Ghi nhầm nghị quyết.")];
    officer.post("/undo", &well).await.to();
    assert_eq!(communes(&officer).await, before);
    assert_eq!(officer.get(&undo).await.status, StatusCode::NOT_FOUND, "only once");
    let again = officer.post("/undo", &well).await.status;
    assert_eq!(again, StatusCode::NOT_FOUND, "nothing is left to take back");
    assert!(officer.get(&act).await.shown().words().contains("Hợp Nhất"), "the ledger keeps it");
}

#[tokio::test]
async fn what_is_wrong_with_a_merger_is_named_and_nothing_is_written() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let before = answers(&officer).await;
    let (province, name) = (site.p.unit.at.to_string(), site.p.new[0].name.clone());
    let form = async |from: &str, lines: &str| {
        let fields = [
            ("level", "commune"),
            ("unit_type", "xã"),
            ("name", "Hợp Nhất"),
            ("parent", province.as_str()),
            ("from", from),
            ("lines", lines),
        ];
        officer.post("/units/formed", &fields).await.refused().html().to_owned()
    };
    assert!(form("31/02/2026", &name).await.contains("31/02/2026"));
    // The communes of the small record came into being on 01/07/2025.
    assert!(form("01/01/2024", &name).await.contains("unit.unknown"));
    assert!(form("01/03/2026", "xã Không Có").await.contains("unit.unknown"));
    assert!(form("01/03/2026", &format!("{name}\n{name}")).await.contains("unit.twice"));
    assert!(form("01/03/2026", &format!("{name} | một nửa")).await.contains("một nửa"));
    assert!(form("01/03/2026", "").await.contains("aria-invalid"));
    assert_eq!(answers(&officer).await, before);
}

#[tokio::test]
async fn a_unit_is_renamed_corrected_moved_and_ended() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let unit = site.p.new[1].at.to_string();
    let page = format!("/units/{}", unit.split_once('/').unwrap().1);
    let offers = officer.get(&page).await.shown().all("details.changes a", "href");
    assert_eq!(offers.len(), 7, "{offers:?}");
    for offer in &offers {
        let form = officer.get(offer).await.shown();
        assert_eq!(
            form.all("select[name=unit] option[selected]", "value"),
            std::slice::from_ref(&unit)
        );
    }
    let name = [("unit", unit.as_str()), ("unit_type", "phường"), ("name", "Tên Mới")];
    let renamed = [&name[..], &[("from", "01/02/2026")]].concat();
    officer.post("/units/renamed", &renamed).await.to();
    let now = officer.get(&page).await.shown().words();
    assert!(now.contains("phường Tên Mới") && now.contains(&site.p.new[1].name), "{now}");
    let corrected = [&name[..2], &[("name", "Tên Đúng"), ("from", "01/02/2026")]].concat();
    let refused = officer.post("/units/corrected", &corrected).await.refused();
    assert!(refused.has("textarea[name=reason][aria-invalid=true]"), "a correction has a reason");
    let well = [&corrected[..], &[("reason", "Viết sai.")]].concat();
    officer.post("/units/corrected", &well).await.to();
    let spans = officer.get(&page).await.shown().words();
    assert!(spans.contains("phường Tên Đúng"), "{spans}");
    // A unit does not lie under one of its own level.
    let other = site.p.new[0].at.to_string();
    let fields = [("unit", unit.as_str()), ("parent", &other), ("from", "01/02/2026")];
    let refused = officer.post("/units/moved", &fields).await.refused();
    assert!(refused.html().contains("unit.parent"));
    let fields = [("unit", unit.as_str()), ("from", "01/04/2026")];
    officer.post("/units/dissolved", &fields).await.to();
    assert!(officer.get(&page).await.shown().words().contains("01/04/2026"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert_eq!(clerk.post("/units/dissolved", &fields).await.status, StatusCode::FORBIDDEN);
    assert!(clerk.get(&page).await.shown().all("details.changes a", "href").is_empty());
}
