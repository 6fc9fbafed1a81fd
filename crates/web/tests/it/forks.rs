//! Two accounts of a chain on their pages, sites, lists and the end of trust: as an administrator does it.

use crate::browser::Person;
use crate::exchange_kit::{LOGIN, Place, clock};

/// A province that holds what a commune lost when it restored a backup; its administrator; the commune as restored.
async fn parted() -> (Place, Person, Place) {
    let tinh = Place::new("tinh", "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", None).await;
    let xa = Place::new("xa", "UBND xã Bến Trại (mẫu)", Some("tinh")).await;
    tinh.admits(&xa, true).await;
    xa.admits(&tinh, false).await;
    let backup = xa.snapshot().await;
    xa.write("Kết quả đã mất (mẫu)").await;
    assert!(tinh.take_one(&xa.make(&tinh).await).await.is_ok());
    let restored = xa.copied(backup.path(), clock).await;
    restored.write("Kết quả ghi lại (mẫu)").await;
    let administrator = Person::over(&tinh.office, LOGIN, "mat-khau-mau-2026").await;
    (tinh, administrator, restored)
}

async fn value(person: &Person, page: &str, name: &str) -> String {
    person.get(page).await.shown().all(&format!("input[name={name}]"), "value").remove(0)
}

#[tokio::test]
async fn two_accounts_are_shown_and_settled_on_their_page() {
    let (tinh, administrator, restored) = parted().await;
    assert!(tinh.take_one(&restored.make(&tinh).await).await.is_err());
    assert!(administrator.get("/exchange").await.shown().words().contains("chờ quyết định"));
    let page = "/exchange/forks/xa";
    let words = administrator.get(page).await.shown().words();
    assert!(words.contains("Kết quả đã mất (mẫu)") && words.contains("Kết quả ghi lại (mẫu)"));
    let here = value(&administrator, page, "here").await;
    let other = value(&administrator, page, "other").await;
    let mut form =
        [("here", &*here), ("other", &*other), ("reason", "đã đối chiếu"), ("stands", "")];
    let refused = String::from_utf8(administrator.post(page, &form).await.bytes).unwrap();
    assert!(refused.contains("Chưa chọn bản nào đứng"));
    form[3].1 = "other";
    administrator.post(page, &form).await.to();
    let words = administrator.get(page).await.shown().words();
    assert!(words.contains("đã quyết định") && words.contains("lấy bản gửi đến"), "{words}");
    assert!(words.contains("Bản đã để riêng") && words.contains("Kết quả đã mất (mẫu)"), "{words}");
    assert_eq!(tinh.office.check_tables().await.unwrap(), Vec::<String>::new());
    assert!(tinh.office.verify().await.unwrap().is_ok());
}

#[tokio::test]
async fn lists_are_filtered_and_exported_and_a_site_loses_trust_on_its_page() {
    let (_tinh, administrator, _) = parted().await;
    let page = "/exchange/sites/xa";
    assert!(administrator.get(page).await.shown().words().contains("UBND xã Bến Trại (mẫu)"));
    let of = |path: &'static str| administrator.get(path);
    assert!(
        of("/exchange/received?q=xa&sort=-number&state=in")
            .await
            .shown()
            .words()
            .contains("đã nhập")
    );
    assert!(
        of("/exchange/received?state=refused")
            .await
            .shown()
            .words()
            .contains("Không có mục nào phù hợp")
    );
    assert!(of("/exchange/received?state=carried").await.shown().words().contains("nhập từ tệp"));
    for sheet in
        ["/exchange/received.xlsx", "/exchange/sent.xlsx", "/exchange/peers.xlsx", "/tokens.xlsx"]
    {
        assert!(of(sheet).await.bytes.starts_with(b"PK"), "{sheet}");
    }
    let withdraw = format!("{page}/withdraw");
    let blank = administrator.post(&withdraw, &[("from", "01/01/2026"), ("reason", " ")]).await;
    assert!(String::from_utf8(blank.bytes).unwrap().contains("act.reason-missing"));
    let form = [("from", "01/01/2026"), ("reason", "máy bị mất")];
    administrator.post(&withdraw, &form).await.to();
    let words = administrator.get("/exchange").await.shown().words();
    assert!(!words.contains("UBND xã Bến Trại (mẫu) xa"), "{words}");
}
