//! Bodies and posts over HTTP: acts by hand with what is refused, the page of a day, chart, vacant posts, parts, import.

use crate::browser::{Person, Site};
use axum::http::StatusCode;

/// A body under the board, put on record through the page; gives its address.
async fn body(officer: &Person, board: &str, name: &str, kind: &str) -> String {
    let fields = [("name", name), ("kind", kind), ("parent", board), ("from", "01/01/2020")];
    officer.post("/bodies/new", &fields).await.to()
}

/// The same person after logging in anew: roles cover bodies that were added since.
async fn again(site: &Site) -> Person {
    site.person(&site.p.officer).await
}

#[tokio::test]
async fn a_body_is_changed_by_hand_and_each_day_shows_what_held() {
    let site = Site::build().await;
    let officer = again(&site).await;
    let board = site.p.board.at.to_string();
    let at = body(&officer, &board, "Sở Ngoại vụ", "department").await;
    let officer = again(&site).await;
    let page = officer.get(&at).await.shown();
    let acts = page.all(&format!("a[href^='{at}/']"), "href");
    assert!(acts.len() >= 12, "{acts:?}");
    for act in &acts {
        officer.get(act).await.shown();
    }
    let rename = format!("{at}/rename");
    let fields = [
        ("name", "Sở Ngoại vụ và Hội nhập"),
        ("short_name", ""),
        ("on", "31/02/2022"),
        ("basis", "QĐ 9"),
    ];
    let refused = officer.post(&rename, &fields).await.refused();
    assert!(refused.words().contains("“31/02/2022” không phải là một ngày"));
    assert_eq!(
        refused.all("input[name=name]", "value"),
        ["Sở Ngoại vụ và Hội nhập"],
        "what was typed stays"
    );
    let early = officer.post(&rename, &[("name", "X"), ("on", "01/01/2019")]).await.refused();
    assert!(early.html().contains("body.before-established"));
    officer
        .post(
            &rename,
            &[("name", "Sở Ngoại vụ và Hội nhập"), ("on", "01/02/2022"), ("basis", "QĐ 9")],
        )
        .await
        .to();
    let before = officer.get(&format!("{at}?day=31/01/2022")).await.shown();
    assert_eq!(before.all("h1", "class").len(), 0);
    let title = |page: &crate::browser::Answer| {
        page.words().contains("Sở Ngoại vụ và Hội nhập qua thời gian")
    };
    assert!(!title(&before) && title(&officer.get(&at).await.shown()));
    let laid = [("post", "Giám đốc"), ("seats", "một"), ("on", "01/02/2020")];
    let refused = officer.post(&format!("{at}/post"), &laid).await.refused();
    assert!(refused.has("input[name=seats][aria-invalid=true]"));
    officer
        .post(&format!("{at}/post"), &[("post", "Giám đốc"), ("seats", "1"), ("on", "01/02/2020")])
        .await
        .to();
    let page = officer.get(&at).await.shown().words();
    assert!(page.contains("khuyết 1"), "{page}");
    let vacant = officer.get("/bodies/vacant?on=10/03/2026").await.shown().words();
    assert!(vacant.contains("Giám đốc") && vacant.contains("01/02/2020"), "{vacant}");
    assert_eq!(officer.get("/bodies/vacant.xlsx").await.status, StatusCode::OK);
    let chart = officer.get("/bodies/chart?on=10/03/2026&chain=state").await.shown();
    assert!(chart.has("svg[role=img] title") && chart.words().contains("◇ Khuyết: Giám đốc"));
}

#[tokio::test]
async fn a_circle_a_second_holder_and_a_clerk_are_refused_on_the_page() {
    let site = Site::build().await;
    let officer = again(&site).await;
    let board = site.p.board.at.to_string();
    let a = body(&officer, &board, "Sở Nội vụ", "department").await;
    let officer = again(&site).await;
    let options =
        officer.get(&format!("{a}/move")).await.shown().all("select[name=parent] option", "value");
    let id = |at: &str| at.rsplit('/').next().unwrap().to_owned();
    assert!(options.iter().all(|o| !o.ends_with(&id(&a))), "a body is not offered above itself");
    let value_of = |at: &str| format!("body/song-giang/{}", id(at));
    let b = body(&officer, &value_of(&a), "Chi cục A", "agency").await;
    let officer = again(&site).await;
    let moved = [("parent", value_of(&b)), ("on", "01/01/2021".to_owned())];
    let moved: Vec<(&str, &str)> = moved.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let refused = officer.post(&format!("{a}/move"), &moved).await.refused();
    assert!(
        refused.html().contains("body.superior-circle")
            && refused.words().contains("Sở Nội vụ → Chi cục A → Sở Nội vụ")
    );
    officer
        .post(&format!("{a}/post"), &[("post", "Giám đốc"), ("seats", "1"), ("on", "01/02/2020")])
        .await
        .to();
    let at = value_of(&a);
    let person = |name: &'static str| {
        let at = at.clone();
        move |from: &'static str, to: &'static str| {
            vec![
                ("name", name.to_owned()),
                ("title", "Giám đốc Sở Nội vụ".to_owned()),
                ("body", at.clone()),
                ("from", from.to_owned()),
                ("to", to.to_owned()),
            ]
        }
    };
    let send = |fields: Vec<(&'static str, String)>| {
        let officer = &officer;
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            officer.post("/people/new", &fields).await
        }
    };
    send(person("Trần Văn Thử")("01/01/2021", "31/12/2024")).await.to();
    let refused = send(person("Lê Thị Nháp")("31/12/2024", "")).await.refused();
    assert!(refused.html().contains("post.taken") && refused.words().contains("Trần Văn Thử"));
    send(person("Lê Thị Nháp")("01/01/2025", "")).await.to();
    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(clerk.get(&a).await.shown().all(&format!("a[href^='{a}/']"), "href").is_empty());
    assert_eq!(clerk.get(&format!("{a}/rename")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        clerk.post(&format!("{a}/rename"), &[("name", "X")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(officer.get(&format!("{a}/nothing")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_entry_is_taken_back_from_the_history_with_a_reason() {
    let site = Site::build().await;
    let officer = again(&site).await;
    let at = body(&officer, &site.p.board.at.to_string(), "Sở Nội vụ", "department").await;
    let officer = again(&site).await;
    officer.post(&format!("{at}/rename"), &[("name", "Sở nhầm"), ("on", "01/02/2022")]).await.to();
    let undo = officer.get(&at).await.shown().all("a.undo", "href");
    assert_eq!(undo.len(), 2);
    let page = officer.get(&undo[1]).await.shown();
    assert!(page.words().contains("Đổi tên thành Sở nhầm"), "{}", page.words());
    let act = page.all("form input[name=act]", "value").remove(0);
    let fields = [("acts", act.as_str()), ("act", &act), ("reason", " ")];
    assert!(
        officer
            .post("/undo", &fields)
            .await
            .refused()
            .has("textarea[name=reason][aria-invalid=true]")
    );
    officer
        .post("/undo", &[("acts", act.as_str()), ("act", &act), ("reason", "Ghi nhầm cơ quan")])
        .await
        .to();
    let page = officer.get(&at).await.shown();
    assert!(page.words().contains("đã hủy") && page.has("s"), "both stay in the history");
    assert!(!page.words().contains("Sở nhầm qua thời gian"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(!clerk.get(&at).await.shown().has("a.undo"));
    assert_eq!(clerk.get(&undo[0]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn parts_stand_in_a_matrix_with_what_is_missing_and_what_is_doubled() {
    let site = Site::build().await;
    let officer = again(&site).await;
    let none = officer.get("/charges").await.shown().words();
    assert!(none.contains("Giao vai trò"), "an empty page says what to do");
    let board = site.p.board.at.clone();
    let at = format!("/bodies/{}/{}", board.site, board.id);
    let give = [("part", "leads"), ("field", "education"), ("on", "01/02/2024")];
    officer.post(&format!("{at}/charge"), &give).await.to();
    let twice = officer.post(&format!("{at}/charge"), &give).await.refused();
    assert!(twice.html().contains("body.already-charged"));
    let page = officer.get("/charges?field=education").await.shown().words();
    assert!(page.contains("chưa có cơ quan quản lý, điều hành, tham mưu, thực hiện"), "{page}");
    assert_eq!(officer.get("/charges.xlsx?field=education").await.status, StatusCode::OK);
    let duty = officer
        .get(&format!("{at}/discharge"))
        .await
        .shown()
        .all("select[name=duty] option", "value");
    officer
        .post(&format!("{at}/discharge"), &[("duty", &duty[1]), ("on", "01/03/2025")])
        .await
        .to();
    let before = officer.get("/charges?field=education&day=28/02/2025").await.shown().words();
    assert!(before.contains("Bảng phân công") && before.contains("quản lý, điều hành"));
    let after = officer.get("/charges?field=education&day=01/03/2025").await.shown().words();
    assert!(after.contains("Giao vai trò"));
}

#[tokio::test]
async fn a_page_of_a_person_shows_posts_and_ranks_and_nothing_else() {
    let site = Site::build().await;
    let officer = again(&site).await;
    let fields =
        [("name", "Đặng Thị Ví Dụ"), ("rank", "Thượng tá"), ("title", "Ủy viên"), ("from", "2024")];
    let at = officer.post("/people/new", &fields).await.to();
    let page = officer.get(&at).await.shown();
    let heads = page.all("main section", "class");
    assert_eq!(heads.len(), 3, "posts, ranks, history");
    for form in ["/people/new".to_owned(), "/posts/new".to_owned(), format!("{at}/correct")] {
        let names = officer.get(&form).await.shown().all("main form [name]", "name");
        let known = ["csrf", "name", "rank", "title", "body", "from", "to", "person", "reason"];
        assert!(names.iter().all(|n| known.contains(&n.as_str())), "{form}: {names:?}");
    }
    officer
        .post(&format!("{at}/correct"), &[("name", "Đặng Thị Vĩ Dụ"), ("reason", "Sai dấu")])
        .await
        .to();
    assert!(officer.get(&at).await.shown().words().contains("Đặng Thị Vĩ Dụ"));
}

#[tokio::test]
async fn a_spreadsheet_is_looked_at_and_then_taken_in() {
    let site = Site::build().await;
    let officer = again(&site).await;
    officer.get("/import").await.shown();
    let template = officer.get("/import/bodies.xlsx").await;
    assert_eq!(template.status, StatusCode::OK);
    let empty =
        officer.upload("/import/bodies", &[], ("mau.xlsx", &template.bytes)).await.refused();
    // A file larger than a form without files may be is looked at like any other.
    let large = vec![b'x'; 3 << 20];
    let said = officer.upload("/import/bodies", &[], ("lon.xlsx", &large)).await.refused();
    assert!(said.html().contains("import.unreadable"), "{}", said.html());
    assert!(empty.html().contains("import.empty"));
    let board = site.p.board.name.clone();
    let sheet = |day: &str| {
        use render::xlsx::{Column, Table, TableCell, write_table};
        let titles = ["Tên cơ quan", "Loại", "Cấp trên trực tiếp", "Từ ngày"];
        let row = ["Sở Ngoại vụ", "Sở, ban, ngành", &board, day];
        let table = Table {
            sheet: "Cơ quan".into(),
            title: "Cơ quan (mẫu)".into(),
            notes: vec![],
            columns: titles.iter().map(|t| Column { title: (*t).into(), width: 20 }).collect(),
            rows: vec![row.iter().map(|w| TableCell::Text((*w).into())).collect()],
        };
        write_table(&table).unwrap()
    };
    let bad = officer
        .upload("/import/bodies", &[], ("co-quan.xlsx", &sheet("31/02/2026")))
        .await
        .refused();
    assert!(
        bad.html().contains("import.day-bad")
            && bad.words().contains("D4")
            && !bad.has("form[action$='/apply']")
    );
    let looked =
        officer.upload("/import/bodies", &[], ("co-quan.xlsx", &sheet("01/02/2026"))).await.shown();
    assert!(looked.words().contains("1 mới"));
    let value = |name: &str| {
        looked.all(&format!("form[action$='/apply'] input[name={name}]"), "value").remove(0)
    };
    let (sha256, file, plan) = (value("sha256"), value("file"), value("plan"));
    let fields = [("sha256", sha256.as_str()), ("file", &file), ("plan", &plan)];
    let clerk = site.person(&site.p.clerks[0]).await;
    assert_eq!(clerk.get("/import").await.status, StatusCode::FORBIDDEN);
    assert_eq!(clerk.post("/import/bodies/apply", &fields).await.status, StatusCode::FORBIDDEN);
    assert!(!officer.get("/bodies?q=ngoai+vu").await.shown().words().contains("Sở Ngoại vụ"));
    assert_eq!(officer.post("/import/bodies/apply", &fields).await.to(), "/import");
    assert!(officer.get("/bodies?q=ngoai+vu").await.shown().words().contains("Sở Ngoại vụ"));
    let again = officer.post("/import/bodies/apply", &fields).await.refused();
    assert!(again.html().contains("import.changed"), "not twice");
}
