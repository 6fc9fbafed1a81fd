//! The server over a small record: who gets in, what is refused, and that every page answers.

use super::client::{Client, PASSWORD, office};
use std::collections::{BTreeMap, BTreeSet};
use web::i18n::Lang;

const DIRECTIVE: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 07/CT-UBND\n\nCHỈ THỊ\nVề tăng cường phòng thủ dân sự\n\n\
    Căn cứ Nghị quyết số 24-NQ/TU ngày 15/8/2022 của Tỉnh ủy, Ủy ban nhân dân tỉnh yêu cầu:\n\
    1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Bộ Chỉ huy quân sự tỉnh rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026.\n\
    2. Đồng chí Trần Văn Thử, Chủ tịch Ủy ban nhân dân xã Bến Trại, báo cáo kết quả <script>alert(1)</script> & \"gửi\" về Văn phòng.\n";

#[tokio::test]
async fn nobody_sees_a_page_without_logging_in() {
    let (office, _dir) = office().await;
    let mut client = Client::over(office);
    for page in ["/desk", "/documents?q=a%20b", "/intake", "/accounts", "/ledger"] {
        let answer = client.get(page).await;
        assert_eq!(answer.status, 303, "{page}");
        assert!(answer.header("location").starts_with("/login?next=%2F"), "{page}");
    }
    let login = client.get("/login").await;
    assert_eq!(login.status, 200);
    assert!(!login.body.contains("<nav class=\"side\""));
    assert_eq!(client.get("/health").await.body, "ok\n");
}

#[tokio::test]
async fn after_logging_in_one_is_where_one_wanted_to_be_and_nowhere_else() {
    let (office, _dir) = office().await;
    for (next, to) in [
        ("/tasks?state=overdue", "/tasks?state=overdue"),
        ("https://evil.example/", "/desk"),
        ("//evil.example", "/desk"),
    ] {
        let mut client = Client::over(office.clone());
        let answer = client.log_in_to(PASSWORD, next).await;
        assert_eq!((answer.status, answer.header("location").as_str()), (303, to));
        let cookie = answer.set_cookies.iter().find(|c| c.starts_with("kvpt=")).unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        assert!(cookie.contains("Path=/"), "{cookie}");
    }
}

#[tokio::test]
async fn a_form_without_the_token_writes_nothing() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    for (page, fields) in [
        ("/language", vec![("lang", "en"), ("next", "/desk")]),
        ("/accounts", vec![("login", "moi"), ("name", "Người Mới")]),
        ("/logout", vec![]),
        ("/logout", vec![("csrf", "wrong")]),
    ] {
        let answer = client.post_raw(page, &fields).await;
        assert_eq!(answer.status, 403, "{page} {fields:?}");
        assert!(answer.body.contains("<code>csrf</code>"), "{}", answer.body);
    }
    let answer = client.upload_raw("/intake", None, &[("a.txt", b"A".as_slice())]).await;
    assert_eq!(answer.status, 403);
    assert_eq!(client.get("/desk").await.status, 200, "the session goes on");
    let gate = Client::over(client.office.clone())
        .post_raw("/login", &[("login", "quan.tri"), ("password", PASSWORD)])
        .await;
    assert_eq!(gate.status, 403, "logging in needs the token too");
}

#[tokio::test]
async fn too_many_failures_lock_the_account_even_for_the_right_password() {
    let (office, _dir) = office().await;
    let mut client = Client::over(office);
    for left in [4, 3, 2, 1] {
        let answer = client.log_in_to("không đúng đâu nhé", "/desk").await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(&Lang::Vi.tn("login-wrong", left as u64)),
            "{left}: {}",
            answer.body
        );
    }
    for password in ["không đúng đâu nhé", PASSWORD] {
        let answer = client.log_in_to(password, "/desk").await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(&Lang::Vi.tn("login-locked", 15_u64)), "{}", answer.body);
    }
}

#[tokio::test]
async fn every_page_that_a_page_leads_to_answers_in_both_languages() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let taken = client.upload("/intake", &[("chi-thi.txt", DIRECTIVE.as_bytes())]).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let reading = taken.header("location");
    let rest = client.post(&format!("{reading}/confirm-rest"), &[]).await;
    assert_eq!(rest.status, 303, "{}", rest.body);
    for lang in ["vi", "en"] {
        assert_eq!(
            client.post("/language", &[("lang", lang), ("next", "/desk")]).await.status,
            303
        );
        let seen = walk(&mut client, lang).await;
        assert!(seen.len() > 30, "{seen:?}");
        for part in ["/documents/", "/bodies/", "/people/", "/intake/", "/ledger/", "/history/"] {
            assert!(seen.iter().any(|page| page.starts_with(part)), "{part} in {seen:?}");
        }
    }
}

/// Follows every link from the parts of the navigation; filters and orders of a list are tried once each.
async fn walk(client: &mut Client, lang: &str) -> BTreeSet<String> {
    let first = ["/desk", "/accounts", "/password", "/people", "/units", "/search?q=phong+thu"];
    let mut waiting: Vec<String> = first.map(str::to_owned).into();
    let mut seen = BTreeSet::new();
    let mut of_shape: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(page) = waiting.pop() {
        let many = of_shape.entry(shape(&page)).or_default();
        *many += 1;
        if *many > 6 || !seen.insert(page.clone()) {
            continue;
        }
        let answer = client.get(&page).await;
        if answer.status == 303 {
            // A page that has nothing to show yet leads on to where one begins.
            let to = answer.header("location");
            assert!(to.starts_with('/') && !to.starts_with("/login"), "{page} leads to {to}");
            waiting.push(to);
            continue;
        }
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        if answer.header("content-type").starts_with("text/html") {
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\"")), "{page}");
            assert!(!answer.body.contains('⟦'), "{page} lacks wording");
            waiting.extend(answer.links());
        }
    }
    seen
}

/// The room and what is asked of it, without ids.
fn shape(page: &str) -> String {
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let room = path.split('/').nth(1).unwrap_or_default();
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{room}/{}?{}", path.matches('/').count(), keys.join("&"))
}

#[tokio::test]
async fn what_a_document_says_is_text_on_its_page_and_nothing_else() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let reading =
        client.upload("/intake", &[("chi-thi.txt", DIRECTIVE.as_bytes())]).await.header("location");
    let page = client.get(&reading).await;
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(
        page.body.contains("&#60;script&#62;alert(1)")
            || page.body.contains("&lt;script&gt;alert(1)")
    );
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    let file = client.get(&format!("{reading}/file")).await;
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert!(file.header("content-disposition").starts_with("attachment;"));
    assert!(file.body.contains("07/CT-UBND"));
}

#[tokio::test]
async fn the_second_of_two_people_is_told_who_was_first() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let reading =
        client.upload("/intake", &[("chi-thi.txt", DIRECTIVE.as_bytes())]).await.header("location");
    let action = format!("{reading}/proposals/document-1");
    let first = client.post(&action, &[("decision", "confirmed")]).await;
    assert_eq!(first.status, 303, "{}", first.body);
    let told = client.get(&reading).await;
    assert!(told.body.contains("say-done"), "the page says what was done");
    assert!(!client.get(&reading).await.body.contains("say-done"), "and says it once");
    let second = client.post(&action, &[("decision", "rejected")]).await;
    assert_eq!(second.status, 409);
    assert!(second.body.contains("Lê Thị Mẫu"), "{}", second.body);
    let piece = client.post_piece(&action, &[("decision", "confirmed")]).await;
    assert_eq!(piece.status, 409);
    assert!(piece.body.contains("<article") && !piece.body.contains("<html"), "{}", piece.body);
    assert!(piece.body.contains("Lê Thị Mẫu"));
}

#[tokio::test]
async fn a_correction_goes_on_record_as_it_was_typed() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let reading =
        client.upload("/intake", &[("chi-thi.txt", DIRECTIVE.as_bytes())]).await.header("location");
    let action = format!("{reading}/proposals/document-1");
    let typed = [
        ("decision", "corrected"),
        ("number", "07/CT-UBND"),
        ("doc_type", "Chỉ thị"),
        ("subject", "Về phòng thủ dân sự cấp xã"),
        ("issued_on", "02/03/2026"),
        ("reason", "Trích yếu in thiếu"),
    ];
    assert_eq!(client.post(&action, &typed).await.status, 303);
    let page = client.get(&reading).await;
    assert!(page.body.contains("Trích yếu in thiếu"));
    for search in ["phong thu dan su cap xa", "Phòng thủ dân sự cấp xã", "07/ct-ubnd"] {
        let query: String = search.replace(' ', "+");
        let list = client.get(&format!("/documents?q={}", percent(&query))).await;
        assert!(list.body.contains("Về phòng thủ dân sự cấp xã"), "{search}");
        assert!(list.body.contains("02/03/2026"));
    }
    let none = client.get("/documents?q=khong+co+gi").await;
    assert!(!none.body.contains("Về phòng thủ dân sự cấp xã"));
}

fn percent(words: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"+-/".contains(&b);
    words
        .bytes()
        .map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[tokio::test]
async fn several_files_are_each_told_about_by_name() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let first =
        client.upload("/intake", &[("mot.txt", DIRECTIVE.as_bytes())]).await.header("location");
    let again = client.upload("/intake", &[("ban-sao.txt", DIRECTIVE.as_bytes())]).await;
    assert_eq!(again.header("location"), first, "the same file leads to its first intake");
    let files = [
        ("ban-sao.txt", DIRECTIVE.as_bytes()),
        ("hai.txt", "Tin: hội nghị sơ kết tại xã Bến Trại.".as_bytes()),
        ("hỏng.docx", b"PK\x03\x04 not a package".as_slice()),
    ];
    let page = client.upload("/intake", &files).await;
    assert_eq!(page.status, 200);
    for name in ["ban-sao.txt", "hai.txt", "hỏng.docx"] {
        assert!(page.body.contains(name), "{name}: {}", page.body);
    }
    assert!(page.body.contains("state-duplicate") && page.body.contains(&first));
    let none = client.upload("/intake", &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("intake.nothing"));
}

#[tokio::test]
async fn of_a_marked_file_no_byte_is_kept_and_none_is_logged() {
    let logs = super::client::logs();
    let (office, dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let secret = "TUYỆT MẬT\n\nPHƯƠNG ÁN Qzxkwvjupt\n\nNội dung Wqzyxvkjhg của phương án.\n";
    let answer = client.upload("/intake", &[("Vbnmqwzx.txt", secret.as_bytes())]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("text.secret"), "{}", answer.body);
    let words = ["Qzxkwvjupt", "Wqzyxvkjhg", "Vbnmqwzx", "TUYỆT MẬT"];
    for word in &words[..3] {
        assert!(!answer.body.contains(word), "{word} stands on the page");
    }
    let other = client.upload("/intake", &[("khac.txt", b"Tin khac.".as_slice())]).await;
    assert_eq!(other.status, 303, "what bears no mark is still taken");
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for word in words {
            assert!(!found(&bytes, word), "{word} in {}", path.display());
        }
    }
    let logs = logs.lock().unwrap();
    for word in words {
        assert!(!found(&logs, word), "{word} in the log");
    }
}

/// Whether the bytes hold a word, in UTF-8 or UTF-16.
fn found(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), &wide].iter().any(|w| bytes.windows(w.len()).any(|at| at == *w))
}

#[tokio::test]
async fn a_body_that_is_too_large_gets_a_page_that_says_so() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let large = vec![b'a'; 71 << 20];
    let answer = client.upload("/intake", &[("lon.txt", &large)]).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains(&Lang::Vi.t("error-413-what")), "{}", answer.body);
    assert!(answer.body.contains(&Lang::Vi.t("error-413-todo")));
    let long = "a".repeat(3 << 20);
    assert_eq!(client.post("/language", &[("lang", "en"), ("next", &long)]).await.status, 413);
    let page = client.get("/intake").await;
    assert!(!page.body.contains("lon.txt"));
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office.clone()).await;
    let csrf = client.csrf().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings = web::server::Settings::default();
    let served = tokio::spawn(web::server::serve(office, settings, listener));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let body = Client::multipart(Some(&csrf), &[("dut-doan.txt", DIRECTIVE.as_bytes())]);
    let head = format!(
        "POST /intake HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Type: multipart/form-data; boundary={}\r\nContent-Length: {}\r\n\r\n",
        client.cookie(),
        Client::BOUNDARY,
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body[..body.len() / 2]).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert!(!String::from_utf8_lossy(&rest).starts_with("HTTP/1.1 2"));
    assert!(!String::from_utf8_lossy(&rest).starts_with("HTTP/1.1 303"));
    assert!(!client.get("/intake").await.body.contains("dut-doan.txt"));
    served.abort();
}

#[tokio::test]
async fn an_account_is_opened_used_locked_out_and_closed() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office.clone()).await;
    let page = client.get("/accounts").await;
    let body = page.first(r#"<option value="(body/[^"]+)""#);
    let fields =
        [("login", "thu.tv"), ("name", "Trần Văn Thử"), ("role", "reader"), ("body", &body)];
    let opened = client.post("/accounts", &fields).await;
    assert_eq!(opened.status, 200, "{}", opened.body);
    let password = opened.first(r#"<code id="secret">([^<]+)</code>"#);
    let key = opened.first(r#"action="/accounts/([0-9a-z]+)/reset"[^\x00]*?"#);
    let again = client.post("/accounts", &fields).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("đã có người dùng"), "{}", again.body);
    let mut reader = Client::over(office.clone());
    assert_eq!(reader.log_in_as("thu.tv", &password, "/desk").await.status, 303);
    assert_eq!(reader.get("/accounts").await.status, 403);
    assert_eq!(reader.upload("/intake", &[("a.txt", b"Tin.".as_slice())]).await.status, 403);
    let accounts = client.get("/accounts").await;
    let keys = accounts.all(r#"action="/accounts/([0-9a-z]+)/reset""#);
    assert!(keys.contains(&key));
    let other = keys
        .iter()
        .find(|k| {
            accounts.body.contains(&format!("/history/account/song-giang/{k}"))
                && **k != own(&accounts.body)
        })
        .unwrap()
        .clone();
    let no_reason = client.post(&format!("/accounts/{other}/close"), &[("reason", " ")]).await;
    assert_eq!(no_reason.status, 422);
    let closed =
        client.post(&format!("/accounts/{other}/close"), &[("reason", "chuyển công tác")]).await;
    assert_eq!(closed.status, 303);
    assert_eq!(reader.get("/desk").await.status, 303, "the session of a closed account has ended");
}

/// Key of the first administrator's own account: the row that names it.
fn own(accounts: &str) -> String {
    let at = accounts.find("Lê Thị Mẫu<small").unwrap();
    let rest = &accounts[at..];
    let from = rest.find("action=\"/accounts/").unwrap() + "action=\"/accounts/".len();
    rest[from..].split('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_new_password_ends_every_session() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office.clone()).await;
    let change = |old: &'static str, new: &'static str, again: &'static str| {
        [("old", old), ("new", new), ("again", again)]
    };
    let long = "một mật khẩu khá dài";
    for wrong in [
        change("sai", long, long),
        change(PASSWORD, long, "khác"),
        change(PASSWORD, "ngắn", "ngắn"),
    ] {
        let answer = client.post("/password", &wrong).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert!(answer.body.contains("role=\"alert\""));
    }
    assert_eq!(
        client.post("/password", &change(PASSWORD, long, long)).await.header("location"),
        "/login"
    );
    assert_eq!(client.get("/desk").await.status, 303);
    let mut client = Client::over(office);
    assert_eq!(client.log_in_to(long, "/desk").await.status, 303);
}

#[tokio::test]
async fn what_does_not_exist_says_so_in_the_language_of_the_person() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let id = "01hzzzzzzzzzzzzzzzzzzzzzzz";
    for page in [
        "/khong-co".to_owned(),
        "/tasks/song-giang/khong-phai-ma".to_owned(),
        format!("/documents/song-giang/{id}"),
        format!("/intake/song-giang/{id}"),
        format!("/bodies/song-giang/{id}"),
        format!("/history/task/song-giang/{id}"),
        "/ledger/song-giang/999999".to_owned(),
        "/assets/khong-co.css".to_owned(),
    ] {
        assert_eq!(client.get(&page).await.status, 404, "{page}");
    }
    client.post("/language", &[("lang", "en"), ("next", "/desk")]).await;
    let page = client.get("/khong-co").await;
    assert!(
        page.body.contains("<html lang=\"en\"")
            && page.body.contains(&Lang::En.t("error-404-what"))
    );
}

#[tokio::test]
async fn files_of_the_pages_are_cached_by_their_content() {
    let (office, _dir) = office().await;
    let mut client = Client::over(office);
    let css = web::assets::url("app.css");
    let file = client.get(&css).await;
    assert_eq!(file.status, 200);
    assert!(file.header("cache-control").contains("immutable"));
    assert_eq!(client.get("/assets/app.css").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_report_shows_its_layout_and_what_it_says_of_causes_and_lessons() {
    const REPORT: &str = "ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/BC-UBND\n\
        Sông Giang, ngày 12 tháng 11 năm 2025\nBÁO CÁO\nSơ kết 3 năm thực hiện kế hoạch (mẫu)\n\
        Thực hiện Nghị quyết số 28-NQ/TW ngày 22/9/2008 của Bộ Chính trị.\n\
        I. KẾT QUẢ ĐẠT ĐƯỢC\nỦy ban nhân dân tỉnh đã ban hành 12 kế hoạch thực hiện Nghị quyết này.\n\
        II. HẠN CHẾ, NGUYÊN NHÂN\n1. Hạn chế: Tiến độ bồi dưỡng còn chậm.\n2. Nguyên nhân: Do thiếu kinh phí.\n\
        III. BÀI HỌC KINH NGHIỆM\nPhải bám sát cơ sở, kịp thời tháo gỡ vướng mắc.\n";
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let taken = client.upload("/intake", &[("bao-cao.txt", REPORT.as_bytes())]).await;
    let page = client.get(&taken.header("location")).await.body;
    assert!(page.contains(r#"<mark class="c c-cause">Nguyên nhân</mark>"#), "{page}");
    assert!(page.contains(r#"<mark class="c c-lesson">Bài học</mark>"#), "{page}");
    assert!(page.contains(r#"title="Nhắc lại văn bản: 28-NQ/TW""#), "{page}");
    // Every line of the layout leads to a place of the text.
    let list = page.split_once(r#"<ul class="outline">"#).unwrap().1.split_once("</ul>").unwrap().0;
    let lines: Vec<&str> = list.split(r##"<a href="#b"##).skip(1).collect();
    assert_eq!(lines.len(), 5, "{page}");
    for line in lines {
        let (at, rest) = line.split_once('"').unwrap();
        assert!(page.contains(&format!(r#"id="b{at}""#)), "{at}");
        assert!(
            rest.starts_with(">I")
                || rest.starts_with(">1. Hạn chế: ")
                || rest.starts_with(">2. Ng"),
            "{rest}"
        );
    }
}
