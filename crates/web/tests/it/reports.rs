//! A report over HTTP: begun, entered, out as a spreadsheet and back, handed in, approved, found in the totals.

use crate::browser::{Person, Site, coded};
use crate::province::year;
use axum::http::StatusCode;
use render::xlsx::{FormKey, FormRow, FormSheet, peek_form, write_form};
use terms::{Cell, Ref};

fn href(room: &str, at: &Ref) -> String {
    format!("/{room}/{}/{}", at.site, at.id)
}

/// Begins the report of the clerk's own commune for 2025; its address.
async fn begun(clerk: &Person) -> String {
    let forms = clerk.get("/forms").await.shown();
    let mine = forms.all(".list a", "href");
    let new = mine.iter().find(|a| a.contains("2025")).unwrap();
    let ask = clerk.get(new).await.shown();
    let hidden = |name: &str| ask.all(&format!("main input[name={name}]"), "value").concat();
    let fields = ["form", "unit", "period"].map(|name| (name, hidden(name)));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let at = clerk.post("/submissions", &fields).await.to();
    assert_eq!(clerk.get(new).await.to(), at, "what was begun is shown, not begun again");
    at
}

/// A spreadsheet for the key of one that kvpt gave out.
fn sheet(key: FormKey, rows: &[(&str, u8, Cell)]) -> Vec<u8> {
    let row = |(code, scale, cell): &(&str, u8, Cell)| FormRow {
        code: (*code).into(),
        name: (*code).into(),
        measure: "người".into(),
        scale: *scale,
        cell: *cell,
    };
    let form = FormSheet {
        key,
        title: "Biểu".into(),
        unit_name: "xã".into(),
        period_name: "năm 2025".into(),
        rows: rows.iter().map(row).collect(),
    };
    write_form(&form).unwrap()
}

fn values(page: &crate::browser::Answer) -> Vec<String> {
    page.all("input[data-cell]", "value")
}

#[tokio::test]
async fn cells_are_typed_and_what_is_wrong_stays_to_be_mended() {
    let site = Site::build().await;
    site.p.form().await;
    let clerk = site.person(&site.p.clerks[0]).await;
    let at = begun(&clerk).await;
    let none = "not_reported";
    let typed = [("v.DQ", "12O"), ("s.DQ", none), ("v.DV", "30"), ("s.DV", none), ("do", "save")];
    let refused = clerk.post(&at, &typed).await.refused();
    assert!(refused.words().contains("“12O” không phải là số"));
    assert_eq!(values(&refused), ["12O", "30", ""], "what was typed stays");
    assert_eq!(values(&clerk.get(&at).await.shown()), ["", "", ""], "nothing was entered");

    let typed = [
        ("v.DQ", "1.230"),
        ("s.DQ", none),
        ("v.HV", ""),
        ("s.HV", "none_occurred"),
        ("do", "save"),
    ];
    clerk.post(&at, &typed).await.to();
    let page = clerk.get(&at).await.shown();
    assert_eq!(values(&page), ["1.230", "", ""]);
    assert!(page.has("select[name='s.HV'] option[value=none_occurred][selected]"));
    let early = clerk.post(&at, &[("do", "submit")]).await.refused();
    assert!(early.html().contains("submission.unanswered"), "an open cell is asked for");

    let stranger = site.person(&site.p.clerks[1]).await;
    let page = stranger.get(&at).await.shown();
    assert!(!page.has("input[data-cell]") && page.words().contains("Chỉ người nhập liệu"));
    let new = format!(
        "/submissions/new?form={}&unit={}&period={}",
        coded(&page.all("p.crumb a", "href").pop().unwrap().replacen("/forms", "form", 1)),
        coded(&site.p.new[2].at.to_string()),
        coded(&year(2025).to_string()),
    );
    let ask = stranger.get(&new).await.shown();
    assert!(!ask.has("main button.btn-primary"), "no button that would fail");
}

#[tokio::test]
async fn a_spreadsheet_comes_back_whole_or_not_at_all() {
    let site = Site::build().await;
    site.p.form().await;
    let clerk = site.person(&site.p.clerks[0]).await;
    let at = begun(&clerk).await;
    let xlsx = format!("{at}/xlsx");
    let out = clerk.get(&xlsx).await.shown();
    let key = peek_form(&out.bytes).unwrap();

    let bad = [("DQ", 1, Cell::Number(15)), ("XX", 0, Cell::Zero), ("DV", 0, Cell::Number(1))];
    let bad = sheet(key.clone(), &bad);
    let refused = clerk.upload(&xlsx, &[], ("bieu.xlsx", &bad)).await.refused();
    let listed = refused.words();
    for part in ["!D", "1,5", "BM17", "BM11", "BM12"] {
        assert!(listed.contains(part), "{part} in {listed}");
    }
    assert_eq!(values(&clerk.get(&at).await.shown()), ["", "", ""], "nothing half-enters");
    let garbage = clerk.upload(&xlsx, &[], ("bieu.xlsx", b"PK not a workbook")).await.refused();
    assert!(garbage.has(".faultlist"));

    let good =
        [("DQ", 0, Cell::Number(120)), ("DV", 0, Cell::Number(30)), ("HV", 0, Cell::Number(400))];
    clerk.upload(&xlsx, &[], ("bieu.xlsx", &sheet(key, &good))).await.to();
    let page = clerk.get(&at).await.shown();
    assert_eq!(values(&page), ["120", "30", "400"]);
    assert!(page.words().contains("30/120"), "the ratio shows its two numbers");
}

#[tokio::test]
async fn a_report_is_approved_by_another_and_the_totals_name_the_silent() {
    let site = Site::build().await;
    let form = site.p.form().await;
    let clerk = site.person(&site.p.clerks[0]).await;
    let officer = site.person(&site.p.officer).await;
    let at = begun(&clerk).await;
    let typed = [("v.DQ", "120"), ("v.DV", "30"), ("v.HV", "400"), ("do", "submit")];
    clerk.post(&at, &typed).await.to();
    let page = officer.get(&at).await.shown();
    assert!(
        !page.has("button[value=approve]")
            && page.words().contains("Người duyệt phải là người khác")
    );
    officer.post(&at, &[("do", "return"), ("reason", "Kiểm tra lại số đảng viên")]).await.to();
    assert!(clerk.get(&at).await.shown().words().contains("Kiểm tra lại số đảng viên"));
    clerk.post(&at, &[("do", "submit")]).await.to();

    let page = href("forms", &form);
    let approver = site.person(&site.p.approver).await;
    assert!(approver.get(&page).await.shown().words().contains("Duyệt cả 1 báo cáo"));
    approver.post(&format!("{page}/approve"), &[("period", "năm 2025")]).await.to();
    let page = approver.get(&page).await.shown().words();
    assert!(page.contains("đã duyệt 1/3"), "{page}");

    let query = format!(
        "form={}&indicator=HV&period={}",
        coded(&form.to_string()),
        coded(&year(2025).to_string())
    );
    let totals = officer.get(&format!("/totals?{query}")).await.shown();
    let words = totals.words();
    assert!(words.contains("1/3") && words.contains("400"), "{words}");
    for silent in ["xã Bến Chùa (năm 2025, chưa gửi báo cáo)", "xã Tân Phú Đông"] {
        assert!(words.contains(silent), "{silent} in {words}");
    }
    assert!(totals.has(".drawing svg"));
    let sheet = officer.get(&format!("/totals.xlsx?{query}")).await.shown();
    assert!(sheet.bytes.starts_with(b"PK"));
    let before = officer.get(&format!("/totals?{query}&day=01/01/2025")).await.shown().words();
    assert!(before.contains("địa giới hành chính ngày 01/01/2025"));
    let other = officer.get("/totals?indicator=none-such").await.shown();
    assert!(other.words().contains("Tổng số dân quân tự vệ"));
}

#[tokio::test]
async fn a_period_is_opened_from_the_page_by_whoever_asks() {
    let site = Site::build().await;
    let form = href("forms", &site.p.form().await);
    let officer = site.person(&site.p.officer).await;
    let open = format!("{form}/periods");
    let mut fields = [
        ("from", "01/01/2026"),
        ("to", "31/12/2025"),
        ("on_time_until", "15/12/2026"),
        ("open_until", "31/12/2026"),
    ];
    let refused = officer.post(&open, &fields).await.refused();
    assert!(refused.words().contains("Ngày đầu kỳ đứng sau ngày cuối kỳ"));
    fields[1].1 = "31/12/2026";
    officer.post(&open, &fields).await.to();
    assert!(officer.get(&form).await.shown().words().contains("năm 2026"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(!clerk.get(&form).await.shown().has(&format!("form[action='{open}']")));
    assert_eq!(clerk.post(&open, &fields).await.status, StatusCode::FORBIDDEN);
}
