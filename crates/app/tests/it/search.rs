//! The search over everything: what is found and shown, that acts since are taken in, that the index is thrown away and made again.

use crate::province::{Province, day};
use app::entry::{NewActivity, NewFinding, NewPerson, NewPost};
use app::intake::Answer;
use app::search::{Hit, SearchFilter, SearchView, What};
use app::tasks::{TaskForm, TaskMove};
use app::{Office, Viewer};
use record::payload::{BodyAct, Payload};
use record::{Actor, Draft};
use std::path::PathBuf;
use terms::{ActivityKind, Field, FindingKind, Kind, Named, Ref};

const DIRECTIVE: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 07/CT-UBND\n\nCHỈ THỊ\nVề tăng cường công tác văn thư cấp xã\n\n\
    Căn cứ Nghị quyết số 24-NQ/TU ngày 15/8/2022 của Tỉnh ủy, Ủy ban nhân dân tỉnh yêu cầu:\n\
    1. Sở Nông nghiệp và Môi trường rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026.\n\
    2. Các xã ven sông kiểm tra kè đá và cống dưới đê.\n";

fn asked(words: &str) -> SearchFilter {
    SearchFilter { words: words.to_owned(), ..SearchFilter::default() }
}

async fn find(p: &Province, words: &str) -> SearchView {
    p.office.search(&p.officer, &asked(words)).await.unwrap()
}

async fn titles(p: &Province, words: &str) -> Vec<String> {
    find(p, words).await.hits.rows.iter().map(|h| joined(&h.title)).collect()
}

fn joined(pieces: &[(String, bool)]) -> String {
    pieces.iter().map(|(piece, _)| piece.as_str()).collect()
}

fn marked(pieces: &[(String, bool)]) -> Vec<&str> {
    pieces.iter().filter(|(_, on)| *on).map(|(piece, _)| piece.as_str()).collect()
}

/// Takes a text in and registers its document; gives the document.
async fn register(p: &Province, name: &str, text: &str) -> Named {
    let taken = p.office.take_in(&p.officer, name, text.as_bytes().to_vec()).await.unwrap();
    let made = p.office.answer(&p.officer, &taken.at, "document-1", Answer::Confirm).await;
    made.unwrap().expect("a document is registered")
}

async fn task(p: &Province, title: &str) -> Ref {
    let form = TaskForm {
        title: title.into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![p.committees[1].at.clone()],
        due_on: None,
        field: Field::CivilDefence,
        basis: Vec::new(),
        on: Some(day(2026, 1, 5)),
        evidence: Vec::new(),
    };
    p.office.assign(&p.officer, form).await.unwrap()
}

fn index_folder(p: &Province) -> PathBuf {
    app::index_in(p.folder.path())
}

/// The same installation opened by another process.
async fn another(p: &Province) -> Office {
    let address = app::database_in(p.folder.path());
    Office::open(&address, crate::province::clock).await.unwrap()
}

#[tokio::test]
async fn a_document_is_found_by_the_words_of_its_text_at_their_place() {
    let p = Province::build().await;
    let document = register(&p, "chi-thi.txt", DIRECTIVE).await;
    for words in ["kè đá", "ke da", "KÈ ĐÁ", "\"cống dưới đê\"", "xã ven sông kè"] {
        let found = find(&p, words).await;
        assert_eq!(found.hits.total, 1, "{words}");
        let hit: &Hit = &found.hits.rows[0];
        assert_eq!((hit.what, &hit.at), (What::Object(Kind::Document), &document.at), "{words}");
        assert_eq!(joined(&hit.title), document.name);
        assert!(!marked(&hit.passage).is_empty(), "{words}: {:?}", hit.passage);
        let text = p.office.document(&p.officer, &document.at, None).await.unwrap().text.unwrap();
        let place = hit.place.unwrap();
        assert!(text[place..].starts_with(marked(&hit.passage)[0]), "{words}");
    }
    for words in ["kê đá", "ké da", "\"đá kè\"", "kè đá hầm"] {
        assert_eq!(find(&p, words).await.hits.total, 0, "{words}");
    }
}

#[tokio::test]
async fn what_nobody_confirmed_or_what_was_withdrawn_is_not_found() {
    let p = Province::build().await;
    let taken = p.office.take_in(&p.officer, "a.txt", DIRECTIVE.as_bytes().to_vec()).await.unwrap();
    assert_eq!(find(&p, "kè đá").await.hits.total, 0);
    let made = p.office.answer(&p.officer, &taken.at, "document-1", Answer::Confirm).await;
    let document = made.unwrap().unwrap();
    assert_eq!(find(&p, "kè đá").await.hits.total, 1);
    let withdrawn = record::payload::DocumentAct::Withdrawn { reason: "nhập nhầm".into() };
    p.append(vec![draft(&p, &document.at, Payload::Document(withdrawn))]).await;
    assert_eq!(find(&p, "kè đá").await.hits.total, 0);
    assert_eq!(p.office.check_index().await.unwrap(), Vec::<String>::new());
}

fn draft(p: &Province, at: &Ref, payload: Payload) -> Draft {
    let (login, name) = (p.officer.login.clone(), p.officer.name.clone());
    let actor = Actor { login, name, body: p.board.clone() };
    let effective_on = day(2026, 2, 1);
    Draft { effective_on, subject: at.clone(), actor, evidence: Vec::new(), payload }
}

#[tokio::test]
async fn numbers_are_found_as_people_type_them() {
    let p = Province::build().await;
    let directive = register(&p, "chi-thi.txt", DIRECTIVE).await;
    task(&p, "Triển khai 7 nội dung của Chỉ thị").await;
    for words in ["07/CT-UBND", "7 ct ubnd", "CT 07", "chỉ thị 07", "chi thi 7", "số 07", "07"]
    {
        let found = find(&p, words).await;
        assert_eq!(found.hits.rows[0].at, directive.at, "{words}");
    }
    assert_eq!(find(&p, "24-NQ/TU").await.hits.rows[0].at, directive.at, "it cites it");
}

#[tokio::test]
async fn everything_that_has_a_name_is_found_with_what_it_is() {
    let p = Province::build().await;
    let o = &p.office;
    p.form().await;
    let post = NewPost {
        title: "Trưởng Ban Chỉ đạo".into(),
        body: Some(p.board.at.clone()),
        from: None,
        to: None,
    };
    let person = NewPerson {
        name: "Nguyễn Văn Sưu Tầm".into(), rank: Some("Đại tá".into()), post
    };
    o.enter_person(&p.officer, person).await.unwrap();
    let new = NewActivity {
        kind: ActivityKind::Exercise,
        title: "Diễn tập sưu tầm".into(),
        held_on: "2025-09".parse().ok(),
        place: Some("Bến Chùa".into()),
        hosts: vec![p.board.at.clone()],
        attendance: Vec::new(),
        convened: Vec::new(),
        groups: Vec::new(),
        clash_seen: false,
        documents: Vec::new(),
        field: Field::Defence,
    };
    o.enter_activity(&p.officer, new).await.unwrap();
    let finding = NewFinding {
        kind: FindingKind::Shortcoming,
        text: "Việc sưu tầm còn chậm".into(),
        field: Field::Forces,
        body: Some(p.committees[0].at.clone()),
        on: None,
    };
    o.enter_finding(&p.officer, finding).await.unwrap();
    task(&p, "Sưu tầm tư liệu").await;
    let found = find(&p, "suu tam").await;
    let kinds: Vec<What> = found.kinds.iter().map(|(w, _)| *w).collect();
    let object = What::Object;
    assert_eq!(kinds, [Kind::Task, Kind::Person, Kind::Activity, Kind::Finding].map(object));
    for (words, what) in [
        ("đại tá", object(Kind::Person)),
        ("trưởng ban chỉ đạo", object(Kind::Person)),
        ("An Giang Thượng", object(Kind::Unit)),
        ("QP-01", object(Kind::Form)),
        ("tổng số dân quân tự vệ", What::Indicator),
        ("DQTV", What::Indicator),
        ("bến chùa diễn tập", object(Kind::Activity)),
    ] {
        let found = find(&p, words).await;
        assert!(found.hits.rows.iter().any(|h| h.what == what), "{words}: {found:?}");
    }
    let indicator = find(&p, "tổng số dân quân").await.hits.rows.remove(0);
    assert_eq!((indicator.at.kind, indicator.indicator.as_deref()), (Kind::Form, Some("DQ")));
    let former = find(&p, "xã Bến Trại").await;
    assert_eq!(former.hits.rows[0].what, object(Kind::Unit), "units that are gone are found");
}

#[tokio::test]
async fn a_body_is_found_by_every_name_it_ever_had() {
    let p = Province::build().await;
    let renamed = BodyAct::Renamed {
        name: "Ban Chỉ đạo phòng thủ tỉnh Sông Giang (mẫu)".into(),
        short_name: Some("BCĐ PT".into()),
        basis: None,
    };
    p.append(vec![draft(&p, &p.board.at, Payload::Body(renamed))]).await;
    let new = "Ban Chỉ đạo phòng thủ tỉnh Sông Giang (mẫu)";
    for words in ["\"chỉ đạo phòng thủ tỉnh\"", "\"chỉ đạo khu vực phòng thủ tỉnh\"", "BCĐ PT"]
    {
        let found = find(&p, words).await;
        let hit = found.hits.rows.iter().find(|h| h.at == p.board.at).expect(words);
        assert_eq!(joined(&hit.title), new, "{words}");
    }
    let old = find(&p, "\"chỉ đạo khu vực phòng thủ tỉnh\"").await.hits.rows.remove(0);
    assert_eq!(marked(&old.passage), ["Chỉ đạo khu vực phòng thủ tỉnh"], "the old name is shown");
}

#[tokio::test]
async fn people_who_fit_alike_stand_in_vietnamese_order() {
    let p = Province::build().await;
    for name in ["Trần Văn Bình", "Nguyễn Ánh", "Lê Văn An", "Đỗ Đức", "Lê Thị Dung"]
    {
        let title = format!("Ủy viên chuyên trách {}", name.len());
        let post = NewPost { title, body: None, from: None, to: None };
        let new = NewPerson { name: name.into(), rank: None, post };
        p.office.enter_person(&p.officer, new).await.unwrap();
    }
    let found = titles(&p, "ủy viên chuyên trách").await;
    assert_eq!(found.len(), 5);
    let filter = SearchFilter { what: Some(What::Object(Kind::Person)), ..asked("") };
    let all = p.office.search(&p.officer, &filter).await.unwrap();
    let all: Vec<String> = all.hits.rows.iter().map(|h| joined(&h.title)).collect();
    assert_eq!(all, ["Lê Văn An", "Nguyễn Ánh", "Trần Văn Bình", "Lê Thị Dung", "Đỗ Đức"]);
}

#[tokio::test]
async fn it_is_narrowed_by_kind_field_body_and_day_and_says_what_each_would_give() {
    let p = Province::build().await;
    let first = task(&p, "Rà soát hầm trú ẩn").await;
    task(&p, "Rà soát hầm trú ẩn cấp xã").await;
    let finding = NewFinding {
        kind: FindingKind::Result,
        text: "Đã rà soát hầm trú ẩn".into(),
        field: Field::LandWorks,
        body: Some(p.committees[1].at.clone()),
        on: Some(day(2025, 3, 1)),
    };
    p.office.enter_finding(&p.officer, finding).await.unwrap();
    let found = find(&p, "hầm trú ẩn").await;
    let object = What::Object;
    assert_eq!(found.kinds, [(object(Kind::Task), 2), (object(Kind::Finding), 1)]);
    assert_eq!(found.fields, [(Field::CivilDefence, 2), (Field::LandWorks, 1)]);
    assert_eq!(found.years, [(2026, 2), (2025, 1)]);
    let of = |b: &Named| found.bodies.iter().find(|(n, _)| n.at == b.at).map(|(_, n)| *n);
    assert!(
        found.bodies.iter().all(|(n, _)| !n.name.contains("(đến ")),
        "nobody bears another's name"
    );
    assert_eq!(p.committees.iter().map(of).collect::<Vec<_>>(), [Some(2), Some(3), None]);
    let narrowed = |change: fn(&mut SearchFilter, &Province)| {
        let mut filter = asked("hầm trú ẩn");
        change(&mut filter, &p);
        filter
    };
    for (filter, n) in [
        (narrowed(|f, _| f.what = Some(What::Object(Kind::Task))), 2),
        (narrowed(|f, _| f.field = Some(Field::LandWorks)), 1),
        (narrowed(|f, p| f.body = Some(p.committees[1].at.clone())), 3),
        (narrowed(|f, p| f.body = Some(p.committees[2].at.clone())), 0),
        (narrowed(|f, _| f.year = Some(2025)), 1),
        (narrowed(|f, _| f.from = Some(day(2026, 1, 1))), 2),
        (narrowed(|f, _| f.to = Some(day(2025, 12, 31))), 1),
    ] {
        let found = p.office.search(&p.officer, &filter).await.unwrap();
        assert_eq!((found.hits.total, found.begun), (n, false), "{filter:?}");
    }
    let one = SearchFilter { per_page: 1, page: 99, ..asked("hầm trú ẩn") };
    let last = p.office.search(&p.officer, &one).await.unwrap();
    assert_eq!((last.hits.page, last.hits.rows.len(), last.hits.total), (3, 1, 3));
    let withdraw = TaskMove::Withdraw { reason: "giao nhầm".into() };
    p.office.move_task(&p.officer, &first, None, withdraw).await.unwrap();
    assert_eq!(find(&p, "hầm trú ẩn").await.hits.total, 2);
}

#[tokio::test]
async fn the_beginning_of_a_word_is_enough_when_no_word_is_whole() {
    let p = Province::build().await;
    task(&p, "Rà soát hầm trú ẩn").await;
    let found = find(&p, "hầm tr").await;
    assert_eq!((found.hits.total, found.begun), (1, true));
    let typing = SearchFilter { typing: true, ..asked("ham t") };
    assert_eq!(p.office.search(&p.officer, &typing).await.unwrap().hits.total, 1);
    assert_eq!(find(&p, "hầm xyz").await.hits.total, 0);
    assert!(find(&p, "").await.hits.rows.is_empty());
}

#[tokio::test]
async fn acts_since_are_taken_in_whoever_did_them_and_wherever() {
    let p = Province::build().await;
    assert_eq!(find(&p, "tủ sách").await.hits.total, 0);
    let at = task(&p, "Lập tủ sách pháp luật").await;
    assert_eq!(find(&p, "tủ sách").await.hits.rows[0].at, at);
    // Another process writes and searches; this one sees it, and the index that it wrote.
    let other = another(&p).await;
    let text = "Đã đóng bảy kệ gỗ".to_owned();
    let progress = TaskMove::Progress { text, percent: None };
    other.move_task(&p.officer, &at, None, progress).await.unwrap();
    assert_eq!(other.search(&p.officer, &asked("kệ gỗ")).await.unwrap().hits.total, 1);
    assert_eq!(find(&p, "kệ gỗ").await.hits.rows[0].at, at);
    // Another site's chain arrives.
    let folder = tempfile::tempdir().unwrap();
    let address = app::database_in(folder.path());
    let clock = crate::province::clock;
    let commune = Office::create(&address, "xa-mau".parse().unwrap(), clock).await.unwrap();
    let name = "Ủy ban nhân dân xã Mẫu Sơn Hạ";
    commune.set_up(name, "xa.mau", "Cán bộ xã mẫu", "mat khau xa mau 2026").await.unwrap();
    let (file, _) = commune.give_chain(0).await.unwrap();
    assert_eq!(find(&p, "mẫu sơn hạ").await.hits.total, 0);
    p.office.take_chain(&file).await.unwrap();
    let found = find(&p, "mẫu sơn hạ").await;
    assert_eq!(found.hits.rows[0].at.site.as_str(), "xa-mau");
    assert_eq!(p.office.check_index().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn an_index_that_is_gone_damaged_cut_off_or_of_another_past_is_made_anew() {
    let p = Province::build().await;
    task(&p, "Lập tủ sách pháp luật").await;
    assert_eq!(find(&p, "tủ sách").await.hits.total, 1);
    let folder = index_folder(&p);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        another(&p).await.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total,
        1
    );
    // Cut off in the middle.
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e != "json" && e != "lock"));
    let largest = files.into_iter().max_by_key(|f| f.metadata().unwrap().len()).unwrap();
    let whole = std::fs::read(&largest).unwrap();
    std::fs::write(&largest, &whole[..whole.len() / 2]).unwrap();
    let told = p.office.check_index().await.unwrap();
    assert!(told[0].contains("chỉ mục tìm kiếm"), "{told:?}");
    assert_eq!(
        another(&p).await.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total,
        1
    );
    assert_eq!(p.office.check_index().await.unwrap(), Vec::<String>::new());
    // Files that are no index at all.
    std::fs::write(folder.join("meta.json"), "rác").unwrap();
    assert_eq!(
        another(&p).await.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total,
        1
    );
    // One that was committed but says nothing of its chains, as of another version.
    let index = index::Index::create(&folder).unwrap();
    index.writer().unwrap().commit("kvpt 0 rows 0").unwrap();
    assert_eq!(
        another(&p).await.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total,
        1
    );
    // One of another database with as many acts.
    let q = Province::build().await;
    task(&q, "Lập kho lưu trữ").await;
    assert_eq!(find(&q, "kho lưu trữ").await.hits.total, 1);
    std::fs::remove_dir_all(&folder).unwrap();
    copy(&index_folder(&q), &folder);
    let other = another(&p).await;
    assert_eq!(other.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total, 1);
    assert_eq!(other.search(&p.officer, &asked("kho lưu trữ")).await.unwrap().hits.total, 0);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[tokio::test]
async fn one_wrong_row_is_named_and_made_right() {
    let p = Province::build().await;
    let at = task(&p, "Lập tủ sách pháp luật").await;
    p.form().await;
    find(&p, "x").await;
    assert_eq!(p.office.check_index().await.unwrap(), Vec::<String>::new());
    let index = index::Index::open(&index_folder(&p)).unwrap().unwrap();
    let state = index.state().unwrap().unwrap();
    let row = |key: &str, name: &str| index::Row {
        key: key.to_owned(),
        owner: key.to_owned(),
        kind: "task".to_owned(),
        names: vec![name.to_owned()],
        ..index::Row::default()
    };
    let key = at.to_string();
    let never = "task/song-giang/00000000010000000000000000";
    for (owner, rows, told) in [
        (
            key.as_str(),
            vec![row(&key, "Lập tủ sách pháp luât")],
            format!("mục {key}: nội dung khác"),
        ),
        (key.as_str(), Vec::new(), format!("thiếu mục {key}")),
        (never, vec![row(never, "Không có")], format!("mục {never}: không có trong sổ cái")),
    ] {
        let mut writer = index.writer().unwrap();
        writer.replace(owner, &rows).unwrap();
        writer.commit(&state).unwrap();
        let faults = p.office.check_index().await.unwrap();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].contains(&told), "{faults:?}");
        assert!(p.office.rebuild_index().await.unwrap() > 10);
        assert_eq!(p.office.check_index().await.unwrap(), Vec::<String>::new());
        index.reload().ok();
    }
}

#[tokio::test]
async fn while_another_process_writes_the_last_commit_is_searched_and_without_one_an_index_in_memory()
 {
    let p = Province::build().await;
    let folder = index_folder(&p);
    task(&p, "Lập tủ sách pháp luật").await;
    let index = index::Index::create(&folder).unwrap();
    let writer = index.writer().unwrap();
    assert_eq!(find(&p, "tủ sách").await.hits.total, 1, "from memory");
    drop(writer);
    let other = another(&p).await;
    assert_eq!(other.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total, 1);
    let index = index::Index::open(&folder).unwrap().unwrap();
    let writer = index.writer().unwrap();
    task(&p, "Lập tủ thuốc").await;
    assert_eq!(other.search(&p.officer, &asked("lập tủ")).await.unwrap().hits.total, 1, "the last");
    drop(writer);
    assert_eq!(other.search(&p.officer, &asked("lập tủ")).await.unwrap().hits.total, 2);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_keeps_nobody_from_searching() {
    let p = Province::build().await;
    task(&p, "Lập tủ sách pháp luật").await;
    let file = p.folder.path().join("a-file");
    std::fs::write(&file, "x").unwrap();
    let office = another(&p).await.with_index_in(file.join("index"));
    assert_eq!(office.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total, 1);
    let own = p.folder.path().join("elsewhere");
    let office = another(&p).await.with_index_in(own.clone());
    assert_eq!(office.search(&p.officer, &asked("tủ sách")).await.unwrap().hits.total, 1);
    assert!(own.join("meta.json").is_file(), "the folder that was given holds the index");
}

#[tokio::test]
async fn who_may_not_read_finds_nothing() {
    let p = Province::build().await;
    let nobody = Viewer { grants: Vec::new(), ..p.officer.clone() };
    let refused = p.office.search(&nobody, &asked("phòng thủ")).await.unwrap_err();
    assert_eq!(refused.code(), "permit.missing");
}

#[tokio::test]
async fn limited_circulation_is_flagged_and_stays_out_of_the_export() {
    use calamine::{Reader, Xlsx};
    let p = Province::build().await;
    let marked = DIRECTIVE.replacen("CHỈ THỊ\n", "LƯU HÀNH NỘI BỘ\n\nCHỈ THỊ\n", 1);
    register(&p, "noi-bo.txt", &marked).await;
    task(&p, "Kiểm tra kè đá").await;
    let all = SearchFilter { per_page: 0, ..asked("kè đá") };
    let found = p.office.search(&p.officer, &all).await.unwrap();
    assert_eq!(found.hits.total, 2);
    let flagged = found.hits.rows.iter().filter(|h| h.circulation.is_some()).count();
    assert_eq!((flagged, found.not_exported()), (1, 1));
    let bytes = found.xlsx("kè đá", p.office.today()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let words: String = sheet.cells().map(|(_, _, c)| format!("{c}\n")).collect();
    assert!(words.contains("Kiểm tra kè đá") && words.contains("Từ cần tìm: kè đá"), "{words}");
    assert!(!words.contains("07/CT-UBND"), "{words}");
    assert!(
        words.contains(
            "1 mục có dấu chỉ dẫn lưu hành hoặc có mức tiếp cận trên công khai không được xuất."
        ),
        "{words}"
    );
}
