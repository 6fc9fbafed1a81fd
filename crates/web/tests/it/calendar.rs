//! The calendar over HTTP: months, lists, years, files; what moves; what clashes; the feed; the rules.

use crate::browser::{Answer, Person, Site};
use crate::province::day;
use axum::http::StatusCode;
use record::payload::{DocumentAct, DocumentFacts, Payload};
use record::{Actor, Draft};
use terms::{DocNumber, Edtf, Id, Kind, Ref};

fn at(n: u128) -> Ref {
    Ref { kind: Kind::Document, site: "song-giang".parse().unwrap(), id: Id::new(1, n) }
}

/// A resolution of March 2022, and a programme for 2026-2030 whose circulation is limited.
async fn with_documents(site: &Site) {
    let actor =
        Actor {
            login: "tham.muu".into(), name: "Vũ Thị Mẫu".into(), body: site.p.board.clone()
        };
    let register =
        |n: u128, number: &str, doc_type: &str, subject: &str, circulation: Option<&str>| {
            let facts = DocumentFacts {
                number: DocNumber::parse(number),
                doc_type: doc_type.to_owned(),
                subject: subject.to_owned(),
                issuer: Some(site.p.board.name.clone()),
                issuer_body: Some(site.p.board.at.clone()),
                issued_on: Some(Edtf::from(day(2022, 3, 1))),
                signer: None,
                intake: None,
                circulation: circulation.map(str::to_owned),
            };
            Draft {
                effective_on: day(2022, 3, 1),
                subject: at(n),
                actor: actor.clone(),
                evidence: Vec::new(),
                payload: Payload::Document(DocumentAct::Registered(facts)),
            }
        };
    let limited = Some("Lưu hành nội bộ");
    let drafts = vec![
        register(1, "07-NQ/TU", "Nghị quyết", "xây dựng khu vực phòng thủ vững chắc", None),
        register(2, "15-CTr/TU", "Chương trình", "phòng thủ dân sự (2022-2026)", limited),
    ];
    site.p.append(drafts).await;
}

async fn shown(who: &Person, path: &str) -> Answer {
    who.get(path).await.shown()
}

#[tokio::test]
async fn a_month_shows_what_is_due_and_every_entry_says_why() {
    let site = Site::build().await;
    with_documents(&site).await;
    let officer = site.person(&site.p.officer).await;
    let page = shown(&officer, "/calendar?month=2027-03").await;
    let words = page.words();
    assert!(words.contains("Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU"), "{words}");
    assert!(words.contains("Nghị quyết số 07-NQ/TU ban hành 01/03/2022"), "{words}");
    assert!(words.contains("38 năm Ngày Biên phòng toàn dân"), "{words}");
    assert!(page.all("ol.why a", "href").contains(&format!("/documents/song-giang/{}", at(1).id)));
    // What stands in the grid leads to what stands in the list.
    for anchor in page.all(".month a", "href") {
        assert!(page.has(&format!("[id='{}']", &anchor[1..])), "{anchor}");
    }
    let only = shown(&officer, "/calendar?month=2027-03&kind=anniversary").await.words();
    assert!(only.contains("38 năm Ngày Biên phòng toàn dân"));
    assert!(!only.contains("Sơ kết 5 năm thực hiện"));
    // Another body has nothing to do with it; the anniversary is everybody's.
    let other = site.p.committees[0].at.to_string();
    let other = shown(&officer, &format!("/calendar?month=2027-03&body={other}")).await.words();
    assert!(!other.contains("Sơ kết 5 năm thực hiện") && other.contains("38 năm Ngày Biên phòng"));
    let list = shown(&officer, "/calendar?view=list").await;
    let words = list.words();
    assert!(words.contains("từ 10/03/2026 đến 09/09/2027"), "eighteen months: {words}");
    assert!(words.contains("72 năm Chiến thắng Điện Biên Phủ"), "{words}");
    let desk = shown(&officer, "/desk").await.words();
    assert!(desk.contains("95 năm Ngày thành lập Đoàn Thanh niên"), "the next thirty days: {desk}");
    assert!(list.bytes.len() < 300 * 1024, "{}", list.bytes.len());
}

#[tokio::test]
async fn a_year_is_seen_and_goes_out_as_a_spreadsheet_and_one_sheet() {
    let site = Site::build().await;
    with_documents(&site).await;
    let officer = site.person(&site.p.officer).await;
    let page = shown(&officer, "/calendar/year?year=2027").await;
    assert_eq!(page.all(".year section h2 a", "href").len(), 12);
    assert!(page.words().contains("Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU"));
    let sheet = shown(&officer, &page.all("a[href^='/calendar/year.pdf']", "href")[0]).await;
    assert!(sheet.bytes.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&sheet.bytes).into_owned();
    assert_eq!(text.matches("/MediaBox").count(), 1, "one page");
    assert!(text.contains("1190.5"), "A3 lying");
    let month = shown(&officer, "/calendar?month=2026-12").await;
    assert!(month.words().contains("Tổng kết thực hiện Chương trình số 15-CTr/TU"));
    assert!(
        month.words().contains("2 mục dựa trên văn bản có dấu chỉ dẫn lưu hành"),
        "{}",
        month.words()
    );
    let xlsx = shown(&officer, "/calendar.xlsx?month=2026-12").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
    let strings = unpacked(&xlsx.bytes);
    assert!(strings.contains("80 năm Ngày Toàn quốc kháng chiến"), "{strings}");
    assert!(!strings.contains("15-CTr/TU"), "what is limited stays here");
}

/// The words of a spreadsheet.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut file = archive.by_name("xl/sharedStrings.xml").unwrap();
    let mut words = String::new();
    std::io::Read::read_to_string(&mut file, &mut words).unwrap();
    words
}

#[tokio::test]
async fn moving_a_date_moves_what_follows_and_says_so() {
    let site = Site::build().await;
    with_documents(&site).await;
    let officer = site.person(&site.p.officer).await;
    let document = format!("/documents/song-giang/{}", at(1).id);
    let date = format!("{document}/date");
    assert!(shown(&officer, &document).await.all(".actions a", "href").contains(&date));
    let moved = "đã dời từ 01/03/2027 sang 25/03/2027";
    let new = [("issued_on", "25/03/2022"), ("reason", "Đối chiếu bản gốc"), ("do", "look")];
    let look = officer.post(&date, &new).await.shown().words();
    assert!(look.contains("Sẽ dời theo") && look.contains(moved), "{look}");
    let before = shown(&officer, "/calendar?month=2027-03").await.words();
    assert!(!before.contains(moved), "looking writes nothing");
    let to = officer.post(&date, &[new[0], new[1], ("do", "save")]).await.to();
    let after = shown(&officer, &to).await.words();
    assert!(after.contains("Đã dời do sửa văn bản này") && after.contains(moved), "{after}");
    assert!(after.contains("01/03/2022 → 25/03/2022") && after.contains("Vũ Thị Mẫu"), "{after}");
    let page = shown(&officer, "/calendar?month=2027-03").await;
    assert!(page.words().contains(moved) && page.words().contains("Đối chiếu bản gốc"));
    // As it was known the day before, it stands where it stood.
    let known = shown(&officer, "/calendar?month=2027-03&known=09/03/2026").await.words();
    assert!(known.contains("Lịch như đã biết đến hết ngày 09/03/2026"), "{known}");
    assert!(!known.contains("Nghị quyết số 07-NQ/TU ban hành 25/03/2022"), "{known}");

    // The document tells it too, also when it was put right on the page for everything on record.
    let words = shown(&officer, &document).await.words();
    assert!(words.contains("Đã dời do sửa văn bản này") && words.contains(moved), "{words}");
    let correct = format!("/documents/correct?document={}", at(1));
    let page = shown(&officer, &correct).await;
    let value = |name: &str| page.all(&format!("input[name={name}]"), "value").join("");
    let typed = [
        ("document", at(1).to_string()),
        ("number", value("number")),
        ("doc_type", value("doc_type")),
        ("subject", "xây dựng khu vực phòng thủ vững chắc".to_owned()),
        ("issuer", value("issuer")),
        ("issued_on", "27/03/2022".to_owned()),
        ("reason", "Đối chiếu lần hai".to_owned()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let to = officer.post("/documents/correct", &typed).await.to();
    let words = shown(&officer, &to).await.words();
    assert!(words.contains("đã dời từ 01/03/2027 sang 27/03/2027"), "{words}");
    let back = [("issued_on", "25/03/2022"), ("reason", "Đúng là ngày 25"), ("do", "save")];
    officer.post(&date, &back).await.to();

    let same = officer.post(&date, &new).await.refused();
    assert!(same.html().contains("document.date-same"));
    let bad = [("issued_on", "31/02/2022"), ("reason", "x"), ("do", "save")];
    assert!(officer.post(&date, &bad).await.refused().words().contains("31/02/2022"));
    let no_reason = [("issued_on", "26/03/2022"), ("reason", " "), ("do", "save")];
    assert!(officer.post(&date, &no_reason).await.refused().html().contains("act.reason-missing"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert!(!shown(&clerk, &date).await.has("input[name=issued_on]"));
    // Who may not is told so before what was typed is looked at.
    assert_eq!(clerk.post(&date, &bad).await.status, StatusCode::FORBIDDEN);
    let well = [("issued_on", "26/03/2022"), ("reason", "x"), ("do", "save")];
    assert_eq!(clerk.post(&date, &well).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_plans_the_third_conference_of_a_week_is_told() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    let (board, commune) = (site.p.board.at.to_string(), site.p.committees[0].at.to_string());
    let plan = |title: &'static str, on: &'static str, seen: &'static str| {
        let fields = [
            ("kind", "meeting"),
            ("title", title),
            ("held_on", on),
            ("convened", commune.as_str()),
            ("field", "defence"),
            ("clash_seen", seen),
        ];
        fields.map(|(k, v)| (k.to_owned(), v.to_owned()))
    };
    async fn post(who: &Person, fields: &[(String, String)]) -> Answer {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        who.post("/activities/new", &fields).await
    }
    // The week of Monday 06/04/2026.
    post(&officer, &plan("Tập huấn dân quân", "06/04/2026", "")).await.to();
    let second = plan("Hội nghị quán triệt", "08/04/2026", "");
    assert!(post(&officer, &second).await.refused().words().contains("Tập huấn dân quân"));
    post(&officer, &plan("Hội nghị quán triệt", "08/04/2026", "yes")).await.to();
    let third = post(&officer, &plan("Kiểm tra công tác", "11/04/2026", "")).await.refused();
    let words = third.words();
    assert!(third.html().contains("activity.clash"));
    assert!(words.contains("xã An Giang Thượng, tuần 06/04/2026 - 12/04/2026: 3 việc"), "{words}");
    assert!(
        words.contains("Tập huấn dân quân (06/04/2026); Hội nghị quán triệt (08/04/2026)"),
        "{words}"
    );
    assert_eq!(third.all("input[name=convened][checked]", "value"), std::slice::from_ref(&commune));
    // Another week, or another commune, is no clash.
    post(&officer, &plan("Giao ban", "13/04/2026", "")).await.to();
    let mut other = plan("Giao ban xã khác", "08/04/2026", "");
    other[3].1 = site.p.committees[1].at.to_string();
    post(&officer, &other).await.to();
    post(&officer, &plan("Kiểm tra công tác", "11/04/2026", "yes")).await.to();
    let page = shown(&officer, "/calendar?month=2026-04").await.words();
    assert!(page.contains("Trùng lịch trong tuần 1"), "{page}");
    assert!(page.contains("tuần 06/04/2026 - 12/04/2026: 3 việc"), "{page}");
    // A past meeting may be entered without a word.
    post(&officer, &plan("Họp cũ", "02/03/2026", "")).await.to();
    post(&officer, &plan("Họp cũ thứ hai", "03/03/2026", "")).await.to();
    let own = shown(&officer, &format!("/calendar?month=2026-04&body={board}")).await.words();
    assert!(!own.contains("Trùng lịch trong tuần"), "the board itself was not convened: {own}");
}

#[tokio::test]
async fn a_feed_is_read_by_its_token_until_it_is_ended() {
    let site = Site::build().await;
    with_documents(&site).await;
    let officer = site.person(&site.p.officer).await;
    let nobody = site.nobody();
    assert!(shown(&officer, "/calendar/feed").await.words().contains("chưa có địa chỉ lịch"));
    let made = officer.post("/calendar/feed", &[]).await.shown();
    let words = made.words();
    let (_, rest) = words.split_once("/calendar.ics?token=").unwrap();
    let token = rest.split_whitespace().next().unwrap().to_owned();
    assert!(!shown(&officer, "/calendar/feed").await.html().contains(&token), "seen once");
    let feed = format!("/calendar.ics?token={token}");
    let file = nobody.get(&feed).await.shown();
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    let text = file.html().replace("\r\n ", "");
    assert!(text.contains("SUMMARY:Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU\r\n"), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20270301\r\n"));
    assert!(!text.contains("15-CTr/TU"), "what is limited stays here");
    let uids: Vec<&str> = text.split("\r\n").filter(|l| l.starts_with("UID:")).collect();
    let unique: std::collections::BTreeSet<&&str> = uids.iter().collect();
    assert_eq!(unique.len(), uids.len());
    // The name of an entry stays when it moves.
    let uid = |text: &str| {
        let event = text.split("BEGIN:VEVENT").find(|e| e.contains("Sơ kết 5 năm")).unwrap();
        event.lines().find(|l| l.starts_with("UID:")).unwrap().to_owned()
    };
    let date = format!("/documents/song-giang/{}/date", at(1).id);
    let new = [("issued_on", "25/03/2022"), ("reason", "Đối chiếu"), ("do", "save")];
    officer.post(&date, &new).await.to();
    let again = nobody.get(&feed).await.shown().html().replace("\r\n ", "");
    assert!(again.contains("DTSTART;VALUE=DATE:20270325\r\n"));
    assert_eq!(uid(&text), uid(&again));
    assert!(shown(&officer, "/calendar/feed").await.words().contains("Đọc lần cuối lúc"));
    assert_eq!(nobody.get("/calendar.ics?token=khac").await.status, StatusCode::NOT_FOUND);
    assert_eq!(nobody.get("/calendar.ics").await.status, StatusCode::NOT_FOUND);
    officer.post("/calendar/feed", &[]).await.shown();
    assert_eq!(
        nobody.get(&feed).await.status,
        StatusCode::NOT_FOUND,
        "made anew, the old one ends"
    );
    officer.post("/calendar/feed/end", &[]).await.to();
    assert!(shown(&officer, "/calendar/feed").await.words().contains("chưa có địa chỉ lịch"));
}

#[tokio::test]
async fn a_deadline_that_is_not_confirmed_can_be_laid_down() {
    let site = Site::build().await;
    let approver = site.person(&site.p.approver).await;
    let officer = site.person(&site.p.officer).await;
    let june = "/calendar?month=2026-06&kind=report";
    let before = shown(&officer, june).await.words();
    assert!(before.contains("14/06/2026") && before.contains("Chưa xác nhận"), "{before}");
    assert!(!shown(&officer, "/calendar/rules").await.has("input[name=due]"));
    let fields = [
        ("id", "xa-tinh"),
        ("due", "20"),
        ("before", "yes"),
        ("from", "01/04/2026"),
        ("source", "Công văn số 9/UBND-NC (mẫu)"),
    ];
    assert_eq!(officer.post("/calendar/rules", &fields).await.status, StatusCode::FORBIDDEN);
    let mut bad = fields;
    bad[1].1 = "32";
    let refused = approver.post("/calendar/rules", &bad).await.refused();
    assert!(refused.html().contains("calendar.due-bad"), "{}", refused.words());
    approver.post("/calendar/rules", &fields).await.to();
    let rules = shown(&officer, "/calendar/rules").await.words();
    assert!(
        rules.contains("Công văn số 9/UBND-NC (mẫu) (Đỗ Văn Minh Họa đặt ngày 10/03/2026)"),
        "{rules}"
    );
    let after = shown(&officer, june).await.words();
    assert!(after.contains("19/06/2026") && !after.contains("14/06/2026"), "{after}");
    let march = shown(&officer, "/calendar?month=2026-03&kind=report").await.words();
    assert!(march.contains("14/03/2026"), "before that day the old one holds: {march}");
}
