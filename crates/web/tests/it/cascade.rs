//! The cascade of a document over HTTP: addressed, received, taken back, convened, shown as list, tree and spreadsheet.

use crate::browser::{Answer, Site};
use axum::http::StatusCode;
use record::payload::{BodyAct, DocumentAct, DocumentFacts, Payload};
use terms::{DocNumber, Id, Kind, Named, Ref};

/// Puts a plan of the province on record; gives its page.
async fn plan(site: &Site) -> (Ref, String) {
    let at = Ref { kind: Kind::Document, site: site.p.office.site().clone(), id: Id::new(1, 900) };
    let on = "2026-01-02".parse().unwrap();
    let facts = DocumentFacts {
        number: DocNumber::parse("45/KH-UBND"),
        doc_type: "Kế hoạch".into(),
        subject: "Xây dựng khu vực phòng thủ".into(),
        issuer: None,
        issuer_body: None,
        issued_on: Some("2026-01-02".parse().unwrap()),
        signer: None,
        intake: None,
        circulation: None,
    };
    let says = Payload::Document(DocumentAct::Registered(facts));
    site.p.append(vec![site.p.draft(&at, on, says)]).await;
    let page = format!("/documents/{}/{}", at.site, at.id);
    (at, page)
}

fn rows(page: &Answer) -> usize {
    page.all("table.cascade tbody th[scope=row]", "scope").len()
}

/// A clerk of a commune is refused what is sent, and not led to the page where bodies are named.
async fn a_clerk_may_not(site: &Site, cascade: &str, sent: [(&String, &[(&str, &str)]); 2]) {
    let clerk = site.person(&site.p.clerks[0]).await;
    let address = sent[0].0;
    assert_eq!(clerk.get(address).await.status, StatusCode::FORBIDDEN);
    for (path, fields) in sent {
        assert_eq!(clerk.post(path, fields).await.status, StatusCode::FORBIDDEN);
    }
    assert!(!clerk.get(cascade).await.shown().has(&format!("a[href='{address}']")));
}

#[tokio::test]
async fn a_plan_is_addressed_received_taken_back_and_exported() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (_, page) = plan(&site).await;
    let cascade = format!("{page}/cascade");
    assert!(officer.get(&page).await.shown().has(&format!("a[href='{cascade}']")));
    let empty = officer.get(&cascade).await.shown();
    assert!(empty.words().contains("Chưa ghi nhận văn bản này giao cho cơ quan nào"));
    assert!(empty.has(&format!("a[href='{page}/address']")));

    let address = format!("{page}/address");
    let form = officer.get(&address).await.shown();
    assert_eq!(form.all("input[name=groups]", "value").len(), 2);
    let nobody = officer.post(&address, &[("receive_by", "15/01/2026")]).await.refused();
    assert!(nobody.html().contains("cascade.nobody"));
    assert_eq!(nobody.all("input[name=receive_by]", "value"), ["15/01/2026"], "typed words stay");
    let group = "commune~peoples_committee";
    let days = [("receive_by", "15/01/2026"), ("implement_by", "28/02/2026")];
    let typed = [("groups", group), ("on", "05/01/2026"), days[0], days[1]];
    assert_eq!(officer.post(&address, &typed).await.to(), cascade);
    let list = officer.get(&cascade).await.shown();
    assert_eq!(rows(&list), 3);
    let words = list.words();
    assert!(
        words.contains("3 cơ quan thuộc diện thực hiện") && words.contains("quá hạn 54 ngày"),
        "{words}"
    );

    // Two are ticked, the third comes with the whole list.
    let bodies = list.all("input[name=bodies]", "value");
    let received = format!("{page}/received");
    let ticked = [("bodies", bodies[0].as_str()), ("bodies", &bodies[1])];
    let two = [ticked[0], ticked[1], ("on", "20/01/2026"), ("shown", "")];
    officer.post(&received, &two).await.to();
    let list = officer.get(&cascade).await.shown();
    assert_eq!(list.all("input[name=bodies]", "value"), [bodies[2].clone()]);
    assert!(list.words().contains("20/01/2026, chậm 5 ngày"));
    let shown = "only=silent";
    let all = [("all", "yes"), ("on", "10/01/2026"), ("shown", shown)];
    assert_eq!(officer.post(&received, &all).await.to(), format!("{cascade}?{shown}"));
    let none = officer.get(&format!("{cascade}?{shown}")).await.shown();
    assert!(none.words().contains("Không có cơ quan nào khớp"));

    // The page of one body shows the receipt, and it is taken back there.
    let list = officer.get(&cascade).await.shown();
    let one = &list.all("table.cascade tbody th a", "href")[0];
    let page_of_one = officer.get(one).await.shown();
    let act = page_of_one.all("input[name=act]", "value").remove(0);
    let undo = format!("{page}/undo");
    let fields = [("act", act.as_str()), ("reason", "Ghi nhầm."), ("next", one)];
    assert_eq!(officer.post(&undo, &fields).await.to(), *one);
    assert!(officer.get(one).await.shown().has("form[action$='/received']"));
    let on = officer.get(&format!("{cascade}?on=12/01/2026&only=done&step=received")).await.shown();
    assert_eq!(rows(&on), 1, "as of an earlier day");
    let sheet = officer.get(&format!("{cascade}.xlsx?only=missing&step=received")).await.shown();
    assert!(sheet.bytes.starts_with(b"PK"));
    assert!(
        officer.get(&format!("{cascade}?on=31/02/2026")).await.shown().html().contains("day.bad")
    );

    a_clerk_may_not(&site, &cascade, [(&address, &typed), (&undo, &fields)]).await;
}

#[tokio::test]
async fn a_session_is_entered_convened_and_attendance_typed_by_body() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (at, page) = plan(&site).await;
    let cascade = format!("{page}/cascade");
    let new = officer.get(&cascade).await.shown();
    let new = new.all("a[href^='/activities/new']", "href").remove(0);
    let form = officer.get(&new).await.shown();
    assert_eq!(form.all("input[name=documents][checked]", "value"), [at.to_string()]);
    let board = site.p.board.at.to_string();
    let document = at.to_string();
    let fields = [
        ("kind", "planning"),
        ("title", "Hội nghị quán triệt Kế hoạch số 45/KH-UBND"),
        ("held_on", "20/01/2026"),
        ("hosts", board.as_str()),
        ("documents", document.as_str()),
        ("field", "defence"),
    ];
    let activity = officer.post("/activities/new", &fields).await.to();
    let session = format!("{activity}/session");
    assert!(officer.get(&activity).await.shown().has(&format!("a[href='{session}']")));
    assert!(
        officer.get(&cascade).await.shown().words().contains("Hội nghị quán triệt Kế hoạch số 45")
    );
    let empty = officer.get(&session).await.shown();
    assert!(empty.words().contains("Chưa ghi cơ quan nào được triệu tập"));
    let convene = [
        ("groups", "commune~peoples_committee"),
        ("documents", document.as_str()),
        ("summoned", "12 đại biểu"),
    ];
    assert_eq!(officer.post(&format!("{activity}/convene"), &convene).await.to(), session);
    let grid = officer.get(&session).await.shown();
    let bodies = grid.all("input[name=body]", "value");
    assert_eq!(bodies.len(), 3);
    let to = format!("{activity}/attendance");
    let typed = |present: [&'static str; 3]| {
        let rows = bodies.iter().zip(present);
        rows.flat_map(|(b, n)| [("body", b.as_str()), ("present", n), ("summoned", "4")]).collect()
    };
    let bad: Vec<_> = typed(["3", "hai", "0"]);
    let refused = officer.post(&to, &bad).await.refused();
    assert!(refused.html().contains("session.bad"));
    assert_eq!(refused.all("input[name=present]", "value"), ["3", "hai", "0"], "typed words stay");
    let many: Vec<_> = typed(["3", "5", "0"]);
    assert!(
        officer.post(&to, &many).await.refused().html().contains("activity.more-than-summoned")
    );
    let well: Vec<_> = typed(["3", "4", "0"]);
    assert_eq!(officer.post(&to, &well).await.to(), session);
    let words = officer.get(&session).await.shown().words();
    assert!(words.contains("2/3") && words.contains("7/12"), "{words}");
    assert!(officer.get(&cascade).await.shown().words().contains("2/3 cơ quan dự"));
}

#[tokio::test]
async fn three_thousand_communes_stay_within_a_page() {
    let site = Site::build().await;
    let (at, page) = plan(&site).await;
    let first = "2020-01-01".parse().unwrap();
    let named = |n: u128, name: &str| Named {
        at: Ref { kind: Kind::Body, site: at.site.clone(), id: Id::new(2, n) },
        name: name.to_owned(),
    };
    let body = |named: &Named, parent: Option<Named>| {
        let says = BodyAct::Established {
            name: named.name.clone(),
            short_name: None,
            kind: "people_committee".into(),
            parent,
            unit: None,
            standing_for: None,
            basis: None,
        };
        site.p.draft(&named.at, first, Payload::Body(says))
    };
    let mut drafts = Vec::new();
    let provinces: Vec<Named> =
        (0..34).map(|n| named(n, &format!("Ủy ban nhân dân tỉnh thứ {n} (mẫu)"))).collect();
    drafts.extend(provinces.iter().map(|p| body(p, None)));
    for n in 0..3321_usize {
        let name = format!("Ủy ban nhân dân xã Phước Long Thượng {n}");
        let commune = named(1000 + n as u128, &name);
        drafts.push(body(&commune, Some(provinces[n % 34].clone())));
    }
    let says = DocumentAct::Addressed {
        bodies: provinces,
        below: true,
        receive_by: Some("2026-01-15".parse().unwrap()),
        disseminate_by: Some("2026-01-31".parse().unwrap()),
        implement_by: Some("2026-02-15".parse().unwrap()),
        report_by: Some("2026-03-01".parse().unwrap()),
        basis: None,
    };
    drafts.push(site.p.draft(&at, "2026-01-05".parse().unwrap(), Payload::Document(says)));
    site.p.append(drafts).await;
    let officer = site.person(&site.p.officer).await;
    let cascade = format!("{page}/cascade");
    for (query, rows_of) in [("", 100), ("?only=silent&page=34", 55), ("?view=tree", 0)] {
        let shown = officer.get(&format!("{cascade}{query}")).await.shown();
        assert!(shown.bytes.len() < 300_000, "{query}: {} bytes", shown.bytes.len());
        assert_eq!(rows(&shown), rows_of, "{query}");
        assert!(shown.words().contains("3.355 cơ quan"), "{query}");
    }
    let tree = officer.get(&format!("{cascade}?view=tree")).await.shown();
    let apart = tree.all("ul.tree a[href*='under=']", "href");
    assert_eq!(apart.len(), 34, "each province is opened by itself");
    let one = officer.get(&apart[0]).await.shown();
    assert!(one.bytes.len() < 300_000 && one.words().contains("Phước Long Thượng"));
}
