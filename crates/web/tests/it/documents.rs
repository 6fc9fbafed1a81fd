//! The register of documents over HTTP: entered, linked, told in force on a day, its chain, what is to be looked over, texts sent later.

use crate::browser::{Person, Site};
use axum::http::StatusCode;

async fn enter(who: &Person, number: &str, subject: &str, issuer: &str, on: &str) -> String {
    let fields = [
        ("number", number),
        ("doc_type", "Nghị định"),
        ("subject", subject),
        ("issuer", issuer),
        ("issued_on", on),
    ];
    who.post("/documents/new", &fields).await.to()
}

/// `/documents/{site}/{id}` as the forms carry it.
fn carried(href: &str) -> String {
    href.replacen("/documents/", "document/", 1)
}

#[tokio::test]
async fn a_document_is_replaced_and_every_page_says_so() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let list = officer.get("/documents").await.shown();
    assert!(list.has("a[href='/documents/new']") && list.has("input[name=on]"));
    let old =
        enter(&officer, "13/2012/QĐ-TTg", "Quy chế cũ (mẫu)", "Thủ tướng Chính phủ", "23/02/2012")
            .await;
    let newer =
        enter(&officer, "164/2018/NĐ-CP", "Quy định mới (mẫu)", "Chính phủ", "21/12/2018").await;
    let at = carried(&newer);
    let page = officer.get(&newer).await.shown();
    for form in ["correct", "link", "effect", "check", "withdraw"] {
        let to = format!("/documents/{form}?document={at}");
        assert!(page.has(&format!("a[href='{to}']")), "{to}");
        officer.get(&to).await.shown();
    }
    let effect = [("document", at.as_str()), ("from", "10/02/2019"), ("basis", "Điều 24")];
    officer.post("/documents/effect", &effect).await.to();
    let link = [("document", at.as_str()), ("relation", "replaces"), ("target", "13/2012/QĐ-TTg")];
    officer.post("/documents/link", &link).await.to();

    let before = officer.get(&format!("{old}?on=09/02/2019")).await.shown();
    assert!(before.has(".state-not-checked") && before.words().contains("không suy đoán"));
    let after = officer.get(&format!("{old}?on=10/02/2019")).await.shown();
    assert!(after.has(".state-no-longer"), "{}", after.words());
    assert!(after.words().contains("164/2018/NĐ-CP thay thế toàn bộ từ ngày 10/02/2019"));
    assert!(after.has(&format!("ul.reasons a[href='{newer}']")));
    assert!(after.has("form[action='/intake'] input[type=file]"), "it waits for its text");
    assert!(after.has("a[href^='/undo?act=']"), "the link can be taken back");

    let chain = officer.get(&format!("{newer}/chain?on=01/01/2020&steps=1")).await.shown();
    assert!(chain.has(&format!("svg[role=group] a[href='{old}']")));
    assert!(chain.has(&format!("table a[href='{old}']")) && chain.words().contains("thay thế"));
    let listed = officer.get("/documents?force=no_longer&on=01/01/2020").await.shown();
    assert!(listed.has(&format!("table a[href='{old}']")));
    assert!(!listed.has(&format!("table a[href='{newer}']")));
    let bad = officer.get("/documents?on=31/02/2020").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);

    let back = [
        ("document", &*carried(&old)),
        ("relation", "replaces"),
        ("target", "164/2018/NĐ-CP"),
        ("from", "01/01/2020"),
    ];
    let refused = officer.post("/documents/link", &back).await.refused();
    assert!(refused.html().contains("document.replaces-in-circle"));
    assert_eq!(refused.all("input[name=target]", "value"), ["164/2018/NĐ-CP"]);
}

#[tokio::test]
async fn where_several_may_be_meant_the_page_asks_which() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let issuer = "Bộ Chính trị";
    let first =
        enter(&officer, "28-NQ/TW", "Về khu vực phòng thủ (mẫu)", issuer, "22/9/2008").await;
    let second = enter(&officer, "28-NQ/TW", "Về chiến lược (mẫu)", issuer, "25/10/2013").await;
    assert_ne!(first, second);
    let plan = enter(&officer, "5/2026/NĐ-CP", "Kế hoạch (mẫu)", "Chính phủ", "05/01/2026").await;
    let at = carried(&plan);
    let link = [("document", at.as_str()), ("relation", "basis"), ("target", "28-NQ/TW")];
    let asked = officer.post("/documents/link", &link).await.refused();
    let choices = asked.all("select[name=same_as] option", "value");
    assert_eq!(choices, ["", &*carried(&first), &*carried(&second)]);
    let chosen = carried(&second);
    let link = [link[0], link[1], link[2], ("same_as", chosen.as_str())];
    officer.post("/documents/link", &link).await.to();
    assert!(officer.get(&second).await.shown().has(&format!("table a[href='{plan}']")));
    assert!(!officer.get(&first).await.shown().has(&format!("table a[href='{plan}']")));

    let undated = [
        ("number", "28-NQ/TW"),
        ("doc_type", "Nghị quyết"),
        ("subject", "Không rõ ngày (mẫu)"),
        ("issued_on", "khóa IX"),
    ];
    let third = officer.post("/documents/new", &undated).await.to();
    assert!(third != first && third != second, "another term is another document");
    let undated = [undated[0], undated[1], undated[2]];
    let asked = officer.post("/documents/new", &undated).await.refused();
    assert_eq!(asked.all("select[name=same_as] option", "value").len(), 5);
    let typed = [("number", "Nghị quyết"), undated[1], undated[2]];
    let bad = officer.post("/documents/new", &typed).await.refused();
    assert!(bad.has("input[name=number][aria-invalid=true]"));
}

#[tokio::test]
async fn facts_are_corrected_and_a_look_up_is_noted_with_its_source() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let to = enter(&officer, "5/2026/NĐ-CP", "Kế hoach (mẫu)", "Chính phủ", "05/01/2026").await;
    let at = carried(&to);
    let correct = [
        ("document", at.as_str()),
        ("number", "5/2026/NĐ-CP"),
        ("doc_type", "Nghị định"),
        ("subject", "Kế hoạch (mẫu)"),
        ("issuer", "Chính phủ"),
        ("issued_on", "05/01/2026"),
        ("reason", ""),
    ];
    let refused = officer.post("/documents/correct", &correct).await.refused();
    assert!(refused.has("textarea[name=reason][aria-invalid=true]"));
    let mut correct = correct.to_vec();
    correct[6] = ("reason", "sai chính tả");
    officer.post("/documents/correct", &correct).await.to();
    assert!(officer.get(&to).await.shown().words().contains("sai chính tả"));
    let check =
        [("document", at.as_str()), ("on", "01/03/2026"), ("found", "in_force"), ("source", "")];
    officer.post("/documents/check", &check).await.refused();
    let check = [check[0], check[1], check[2], ("source", "Công báo (mẫu)")];
    officer.post("/documents/check", &check).await.to();
    let page = officer.get(&format!("{to}?on=02/03/2026")).await.shown();
    assert!(page.has(".state-in-force") && page.words().contains("Công báo (mẫu)"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert_eq!(
        clerk.get(&format!("/documents/check?document={at}")).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(!clerk.get(&to).await.shown().has("a[href^='/documents/correct']"));
    let gone = [("document", at.as_str()), ("reason", "đưa vào nhầm")];
    officer.post("/documents/withdraw", &gone).await.to();
    assert!(!officer.get("/documents").await.shown().has(&format!("table a[href='{to}']")));
}
