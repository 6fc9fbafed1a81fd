//! The audit of the ledger from its page: begun, followed, its report taken home and the next one held against it; and what
//! a later program wrote, told on the pages.

use crate::browser::{Answer, Person, Site};
use app::Office;
use std::time::{Duration, Instant};

/// Asks again until the audit has ended.
async fn ended(person: &Person) -> Answer {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let page = person.get("/audit").await.shown();
        if !page.has("#going") {
            return page;
        }
        assert!(Instant::now() < until, "the audit does not end");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_clerk_audits_the_ledger_and_prints_the_report() {
    let site = Site::build().await;
    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(clerk.get("/ledger").await.shown().has("a[href='/audit']"));
    assert!(!clerk.get("/audit").await.shown().has("#outcome"));
    assert_eq!(clerk.post("/audit", &[]).await.to(), "/audit");
    let page = ended(&clerk).await;
    assert!(page.words().contains("Không phát hiện sai lệch."), "{}", page.words());
    assert!(clerk.get("/audit/report/pdf").await.shown().bytes.starts_with(b"%PDF"));
    assert!(clerk.get("/audit/report/docx").await.shown().bytes.starts_with(b"PK"));
    let json = clerk.get("/audit/report/json").await.shown().bytes;
    // What a later audit is held against: the same record, and one that never was.
    clerk.upload("/audit", &[("whole", "1")], ("truoc.json", &json)).await.to();
    assert!(ended(&clerk).await.words().contains("Đã đối chiếu với"));
    let bad = clerk.upload("/audit", &[], ("truoc.json", b"{}")).await.refused();
    assert!(bad.words().contains("audit.against-bad"));
}

#[tokio::test]
async fn nobody_audits_without_logging_in() {
    let site = Site::build().await;
    assert_eq!(site.nobody().get("/audit").await.to(), "/login?next=%2Faudit");
}

/// A commune with a later program: a last act of a kind that is not known here.
async fn later_chain() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let address = app::database_in(folder.path());
    let clock = crate::province::clock;
    let commune = Office::create(&address, "xa-mau".parse().unwrap(), clock).await.unwrap();
    commune.set_up("UBND xã mẫu", "xa.mau", "Cán bộ mẫu", "mat khau xa mau 2026").await.unwrap();
    let (file, n) = commune.give_chain(0).await.unwrap();
    let text = String::from_utf8(file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = lines.pop().unwrap();
    let kind = last.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap();
    lines.push(last.replace(&format!("\"kind\":\"{kind}\""), "\"kind\":\"account.foretold\""));
    assert_eq!(lines.len() as u64, n);
    lines.join("\n").into_bytes()
}

#[tokio::test]
async fn what_a_later_program_wrote_is_told_where_figures_are_shown() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let told = "1 hành vi (xa-mau)";
    assert!(!officer.get("/desk").await.shown().words().contains("act.unread"));
    site.p.office.take_chain(&later_chain().await).await.unwrap();
    for page in ["/desk", "/tasks", "/reviews", "/ledger"] {
        let words = officer.get(page).await.shown().words();
        assert!(words.contains(told) && words.contains("act.unread"), "{page}: {words}");
    }
    assert!(!officer.get("/documents").await.shown().words().contains("act.unread"));
}
