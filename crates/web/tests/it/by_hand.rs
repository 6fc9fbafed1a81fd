//! Entry by hand over HTTP: forms, units, bodies, people, findings and activities, with what is wrong named.

use crate::browser::{Person, Site};
use axum::http::StatusCode;

fn with<'a>(
    fields: &[(&'a str, &'a str)],
    other: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(k, _)| other.iter().all(|(o, _)| o != k));
    kept.chain(other).copied().collect()
}

async fn lists(who: &Person, list: &str, words: &str) -> bool {
    who.get(list).await.shown().words().contains(words)
}

#[tokio::test]
async fn a_form_with_a_bad_line_is_refused_whole_and_then_laid_down() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    assert!(officer.get("/forms").await.shown().has("a[href='/forms/new']"));
    officer.get("/forms/new").await.shown();
    let board = site.p.board.at.to_string();
    let bad = "LOP | Số lớp | lớp | 0 | sum | education\n\nDV | Đảng viên | người | chín | stock";
    let fields = [
        ("code", "TH-09"),
        ("title", "Bồi dưỡng kiến thức"),
        ("asked_by", &board),
        ("filled_by", "commune"),
        ("indicators", bad),
    ];
    let refused = officer.post("/forms/new", &fields).await.refused();
    let words = refused.words();
    assert!(words.contains("Dòng 3") && words.contains("“chín”"), "{words}");
    assert!(!words.contains("Dòng 1"), "{words}");
    assert!(refused.has("textarea[name=indicators][aria-invalid=true]"));
    assert_eq!(refused.all("input[name=code]", "value"), ["TH-09"], "what was typed stays");
    assert!(refused.html().contains("DV | Đảng viên | người | chín | stock"));
    assert_eq!(
        refused.all("select[name=asked_by] option[selected]", "value"),
        std::slice::from_ref(&board)
    );
    assert!(!lists(&officer, "/forms", "TH-09").await, "nothing was written");

    let good = "LOP | Số lớp | lớp | 0 | sum | education\nDV | Đảng viên | người | 0 | stock\n\
                TL | Đảng viên mỗi lớp | % | 2 | tỷ lệ DV/LOP";
    let well = with(&fields, &[("indicators", good)]);
    let to = officer.post("/forms/new", &well).await.to();
    let form = officer.get(&to).await.shown().words();
    assert!(form.contains("Bồi dưỡng kiến thức") && form.contains("DV / LOP"), "{form}");
    assert!(lists(&officer, "/forms", "TH-09").await);
    let twice = officer.post("/forms/new", &well).await.refused();
    assert!(twice.html().contains("form.code-taken") && twice.html().contains("TL | Đảng viên"));

    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(!clerk.get("/forms").await.shown().has("a[href='/forms/new']"));
    assert_eq!(clerk.get("/forms/new").await.status, StatusCode::FORBIDDEN);
    let other = with(&well, &[("code", "TH-10")]);
    assert_eq!(clerk.post("/forms/new", &other).await.status, StatusCode::FORBIDDEN);
    assert!(!lists(&officer, "/forms", "TH-10").await);
}

#[tokio::test]
async fn a_unit_and_its_body_are_entered_and_stand_in_the_lists() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (province, board) = (site.p.unit.at.to_string(), site.p.board.at.to_string());
    let fields = [
        ("level", "commune"),
        ("unit_type", "xã"),
        ("name", "Thới Hòa Đông"),
        ("parent", province.as_str()),
        ("from", "31/02/2026"),
        ("lat", "10,5"),
        ("lon", ""),
    ];
    let refused = officer.post("/units/new", &fields).await.refused();
    assert!(refused.words().contains("“31/02/2026” không phải là một ngày"));
    assert!(refused.has("input[name=lon][aria-invalid=true]"), "half a centre is none");
    assert!(!lists(&officer, "/units?q=thoi+hoa", "Thới Hòa Đông").await);
    let well = with(&fields, &[("from", "01/02/2026"), ("lon", "106.25")]);
    let unit = officer.post("/units/new", &well).await.to();
    assert!(lists(&officer, "/units?q=thoi+hoa", "xã Thới Hòa Đông").await);
    assert!(officer.get(&unit).await.shown().words().contains("10,500000; 106,250000"));
    let twice = officer.post("/units/new", &well).await.refused();
    assert!(twice.html().contains("unit.name-taken"));

    let page = officer.get("/bodies/new").await.shown();
    let option = page.all("select[name=unit] option", "value");
    let id = unit.rsplit('/').next().unwrap();
    let at = option.iter().find(|value| value.ends_with(id)).unwrap();
    let fields = [
        ("name", "Ủy ban nhân dân xã Thới Hòa Đông"),
        ("short_name", "UBND xã Thới Hòa Đông"),
        ("kind", ""),
        ("parent", board.as_str()),
        ("unit", at),
        ("from", "01/02/2026"),
        ("basis", "07/NQ-HĐND"),
    ];
    let refused = officer.post("/bodies/new", &fields).await.refused();
    assert!(refused.has("select[name=kind][aria-invalid=true]"));
    assert_eq!(
        refused.all("select[name=parent] option[selected]", "value"),
        std::slice::from_ref(&board)
    );
    let well = with(&fields, &[("kind", "people_committee")]);
    let body = officer.post("/bodies/new", &well).await.to();
    assert!(lists(&officer, "/bodies?q=thoi+hoa", "UBND xã Thới Hòa Đông").await);
    let page = officer.get(&body).await.shown().words();
    assert!(page.contains("xã Thới Hòa Đông") && page.contains("07/NQ-HĐND"), "{page}");
    assert!(lists(&officer, &unit, "Ủy ban nhân dân xã Thới Hòa Đông").await);
    let twice = officer.post("/bodies/new", &well).await.refused();
    assert!(twice.html().contains("body.name-taken"));

    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(!clerk.get("/bodies").await.shown().has("a[href='/bodies/new']"));
    let other = with(&well, &[("name", "Hội đồng mới")]);
    let refused = clerk.post("/bodies/new", &other).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!lists(&officer, "/bodies?q=hoi+dong+moi", "Hội đồng mới").await);
}

#[tokio::test]
async fn a_person_takes_a_post_another_and_leaves_one() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let board = site.p.board.at.to_string();
    let fields = [
        ("name", "Đặng Thị Ví Dụ"),
        ("rank", "Thượng tá"),
        ("title", ""),
        ("body", board.as_str()),
        ("from", "2024"),
    ];
    let refused = officer.post("/people/new", &fields).await.refused();
    assert!(refused.has("input[name=title][aria-invalid=true]"), "nobody without a post");
    assert!(!lists(&officer, "/people", "Đặng Thị Ví Dụ").await);
    let first = "Chánh Văn phòng Ban Chỉ đạo";
    let well = with(&fields, &[("title", first)]);
    let person = officer.post("/people/new", &well).await.to();
    let page = officer.get(&person).await.shown();
    assert!(page.words().contains(first) && page.words().contains("Thượng tá"));
    assert!(lists(&officer, "/people", "Đặng Thị Ví Dụ").await);

    let to = page.all(".actions a", "href");
    let (another, end) = (&to[0], &to[1]);
    let blank = officer.get(another).await.shown();
    let at = blank.all("select[name=person] option[selected]", "value");
    let second = "Ủy viên Ban Chỉ đạo";
    let fields = [("person", at[0].as_str()), ("title", second), ("from", "1/3/2026")];
    officer.post("/posts/new", &fields).await.to();
    let held = officer.get(end).await.shown().all("select[name=post] option[selected]", "value");
    let early = [("post", held[0].as_str()), ("on", "01/01/2023")];
    let refused = officer.post("/posts/left", &early).await.refused();
    assert!(refused.html().contains("person.post-ends-before-it-begins"));
    officer.post("/posts/left", &with(&early, &[("on", "01/03/2026")])).await.to();
    let page = officer.get(&person).await.shown();
    assert!(page.words().contains(second) && page.words().contains("28/02/2026"));
    let to_end = page.all(".actions a[href^='/posts/left']", "href");
    assert_eq!(to_end.len(), 1, "one post is left to end");
}

#[tokio::test]
async fn findings_and_activities_are_entered_and_a_bad_line_is_named() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let fields = [("kind", "cause"), ("text", "Quân số chưa đủ"), ("field", "forces")];
    let refused = officer.post("/findings/new", &fields).await.refused();
    assert!(refused.has("select[name=kind][aria-invalid=true]"), "a cause has its own place");
    let finding = officer.post("/findings/new", &with(&fields, &[("kind", "shortcoming")])).await;
    assert!(lists(&officer, &finding.to(), "Quân số chưa đủ").await);

    let board = site.p.board.at.to_string();
    let fields = [
        ("kind", "meeting"),
        ("title", "Hội nghị giao ban quý I"),
        ("held_on", "05/03/2026"),
        ("place", "Hội trường tỉnh"),
        ("hosts", board.as_str()),
        ("attendance", "120 đại biểu\nđông đủ"),
        ("field", "organisation"),
    ];
    let refused = officer.post("/activities/new", &fields).await.refused();
    assert!(refused.words().contains("Dòng 2"), "{}", refused.words());
    assert_eq!(refused.all("input[name=hosts][checked]", "value"), std::slice::from_ref(&board));
    let well = with(&fields, &[("attendance", "1.120 đại biểu")]);
    let to = officer.post("/activities/new", &well).await.to();
    let page = officer.get(&to).await.shown().words();
    assert!(page.contains("Hội nghị giao ban quý I") && page.contains("05/03/2026"), "{page}");
}
