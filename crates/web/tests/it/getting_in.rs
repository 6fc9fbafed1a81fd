//! Getting in over HTTP: the code after the password, one's own sessions, rights of an emergency, the rules; a site that two confirm.

use super::client::{Client, PASSWORD, office};
use app::exchange::{Card, new_key};
use app::login::FactorState;
use app::{Office, Viewer};
use terms::{Named, Role};
use web::i18n::Lang;

async fn viewer(office: &Office, login: &str) -> Viewer {
    office.viewer(login).await.unwrap().unwrap()
}

fn code(secret: &str, at: terms::Instant) -> String {
    let bytes = totp_rs::Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let totp = totp_rs::TOTP::new(totp_rs::Algorithm::SHA1, 6, 1, 30, bytes).unwrap();
    totp.generate(u64::try_from(at.0 / 1_000_000).unwrap())
}

/// An account with a role on the first body; logged in.
async fn person(client: &mut Client, login: &str, role: Role) -> Client {
    let boss = viewer(&client.office, "quan.tri").await;
    let body = boss.grants[0].body.at.to_string();
    let fields =
        [("login", login), ("name", "Trần Văn Thử"), ("role", role.code()), ("body", &*body)];
    let opened = client.post("/accounts", &fields).await;
    let password = opened.first(r#"<code id="secret">([^<]+)</code>"#);
    let mut other = Client::over(client.office.clone());
    assert_eq!(other.log_in_as(login, &password, "/desk").await.status, 303);
    other
}

#[tokio::test]
async fn a_code_is_asked_after_the_password_and_recovery_codes_are_shown_once() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let page = client.get("/second-factor").await;
    assert!(page.body.contains(&Lang::Vi.t("factor-off")));
    let wrong = client.post("/second-factor/begin", &[("password", "khong phai dau")]).await;
    assert_eq!(wrong.status, 422);
    let begun = client.post("/second-factor/begin", &[("password", PASSWORD)]).await;
    assert_eq!((begun.status, begun.header("location").as_str()), (303, "/second-factor"));
    let page = client.get("/second-factor").await;
    let typed = page.first(r#"<code id="factor-secret">([^<]+)</code>"#).replace(' ', "");
    let boss = viewer(&client.office, "quan.tri").await;
    let state = client.office.factor_state(&boss).await.unwrap();
    let FactorState::Begun { secret, picture } = state else { panic!("{state:?}") };
    assert_eq!(typed, secret);
    assert!(page.body.contains(&picture) && picture.contains("role=\"img\""));
    assert_eq!(client.post("/second-factor/confirm", &[("code", "12")]).await.status, 422);
    let now = code(&secret, client.office.now());
    let on = client.post("/second-factor/confirm", &[("code", &now)]).await;
    let words = on.first(r#"(?s)<pre id="codes-words"[^>]*>([^<]+)</pre>"#);
    let codes: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    assert_eq!(codes.len(), 10);
    assert!(!client.get("/second-factor").await.body.contains(&codes[0]), "shown once");

    let mut again = Client::over(client.office.clone());
    let half = again.log_in_to(PASSWORD, "/tasks?state=overdue").await;
    let to = half.header("location");
    assert!(to.starts_with("/login/code?next=%2Ftasks"), "{to}");
    let half_cookie = half.set_cookies.iter().find(|c| c.starts_with("kvpt_half=")).unwrap();
    assert!(half_cookie.contains("HttpOnly") && half_cookie.contains("SameSite=Strict"));
    assert_eq!(again.get("/desk").await.status, 303, "half in is not in");
    let page = again.get(&to).await;
    let csrf = page.first(r#"name="csrf" value="([^"]+)""#);
    let next = "/tasks?state=overdue";
    let wrong =
        again.post_raw("/login/code", &[("csrf", &csrf), ("code", "000000"), ("next", next)]).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("login.code-wrong") && wrong.body.contains("/tasks?state&#61;overdue")
            || wrong.body.contains(next)
    );
    let right = [("csrf", csrf.as_str()), ("code", &codes[3]), ("next", next)];
    let answer = again.post_raw("/login/code", &right).await;
    assert_eq!((answer.status, answer.header("location").as_str()), (303, next));
    assert_eq!(again.get("/desk").await.status, 200);

    let list = again.get("/accounts").await;
    let reset = list.first(r#"href="(/accounts/[^"]+/factor)""#);
    assert_eq!(again.get(&reset).await.status, 200);
    assert_eq!(again.post(&reset, &[("reason", " ")]).await.status, 422);
    assert_eq!(again.post(&reset, &[("reason", "mất điện thoại")]).await.status, 303);
    assert_eq!(again.get("/desk").await.status, 303, "its sessions end");
}

#[tokio::test]
async fn ones_own_sessions_are_listed_and_ended() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office.clone()).await;
    let mut other = Client::logged_in(office.clone()).await;
    let mut third = Client::logged_in(office).await;
    let page = client.get("/sessions").await;
    let keys = page.all(r#"name="key" value="([^"]+)""#);
    assert_eq!(keys.len(), 2, "not the one that looks");
    assert_eq!(client.post("/sessions/end", &[("key", &keys[0])]).await.status, 303);
    let left = [other.get("/desk").await.status, third.get("/desk").await.status];
    assert!(left.contains(&200) && left.contains(&303), "{left:?}");
    assert_eq!(client.post("/sessions/end", &[("key", "nothing")]).await.status, 404);
    assert_eq!(client.post("/sessions/end-others", &[]).await.status, 303);
    let left = [other.get("/desk").await.status, third.get("/desk").await.status];
    assert_eq!(left, [303, 303]);
    assert_eq!(client.get("/desk").await.status, 200);

    let mut clerk = person(&mut client, "van.thu", Role::Clerk).await;
    assert_eq!(clerk.get("/desk").await.status, 200);
    let end = client.get("/accounts").await.all(r#"action="(/accounts/[^"]+/end-sessions)""#);
    assert_eq!(client.post(end.last().unwrap(), &[]).await.status, 303);
    assert_eq!(clerk.get("/desk").await.status, 303);
}

#[tokio::test]
async fn rights_of_an_emergency_stand_on_every_page_and_on_the_administrators_desk() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let mut standby = person(&mut client, "truc.ban", Role::Standby).await;
    assert_eq!(standby.get("/accounts").await.status, 403);
    assert!(standby.get("/desk").await.body.contains("href=\"/emergency\""));
    let why = "khôi phục tài khoản trực ban";
    assert_eq!(standby.post("/emergency", &[("hours", "9"), ("reason", why)]).await.status, 422);
    assert_eq!(standby.post("/emergency", &[("hours", "1"), ("reason", " ")]).await.status, 422);
    assert_eq!(standby.post("/emergency", &[("hours", "1"), ("reason", why)]).await.status, 303);
    let accounts = standby.get("/accounts").await;
    assert_eq!(accounts.status, 200);
    assert!(accounts.body.contains("Đang dùng quyền khẩn cấp đến"));
    let desk = client.get("/desk").await;
    assert!(desk.body.contains(why) && desk.body.contains(&Lang::Vi.t("desk-emergency-holds")));
    let end = client.get("/accounts").await.first(r#"href="(/accounts/[^"]+/emergency)""#);
    assert_eq!(client.get(&end).await.status, 200);
    assert_eq!(client.post(&end, &[("reason", "quản trị đã về")]).await.status, 303);
    assert_eq!(standby.get("/accounts").await.status, 403);
}

#[tokio::test]
async fn rules_are_set_and_the_demanded_factor_takes_administration_away() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office).await;
    let bad = [("idle", "hai"), ("longest", "12")];
    let refused = client.post("/accounts/rules", &bad).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"hai\""), "what was typed stays");
    let good = [("idle", "30"), ("longest", "8"), ("factor", "1")];
    assert_eq!(client.post("/accounts/rules", &good).await.status, 303);
    assert_eq!(client.get("/accounts").await.status, 403);
    let desk = client.get("/desk").await;
    assert!(desk.body.contains(&Lang::Vi.t("factor-demanded")));
    assert_eq!(client.get("/second-factor").await.status, 200, "where it is turned on");
}

#[tokio::test]
async fn a_site_is_admitted_by_two_on_the_page() {
    let (office, _dir) = office().await;
    office.found_site(&new_key(), "quan.tri", None).await.unwrap();
    let mut first = Client::logged_in(office.clone()).await;
    let mut second = person(&mut first, "quan.tri.hai", Role::Administrator).await;
    let mut at = viewer(&office, "quan.tri").await.grants[0].body.at.clone();
    at.site = "ben-trai".parse().unwrap();
    let name = "UBND xã Bến Trại (mẫu)";
    let card = Card {
        site: at.site.clone(),
        name: name.into(),
        keys: new_key().public(),
        bodies: vec![Named { at, name: name.into() }],
        since: office.today(),
    };
    let text = card.to_text();
    let asked = first.upload("/exchange/admit", &[("phieu.json", text.as_bytes())]).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let page = first.get("/exchange").await;
    assert!(page.body.contains(&Lang::Vi.t("exchange-own-asked")), "{}", page.body);
    assert!(!page.body.contains("action=\"/exchange/confirm\""));
    assert_eq!(first.post("/exchange/confirm", &[("site", "ben-trai")]).await.status, 422);
    let page = second.get("/exchange").await;
    assert!(page.body.contains(&card.fingerprint()) && page.body.contains("Lê Thị Mẫu"));
    assert_eq!(second.post("/exchange/confirm", &[("site", "ben-trai")]).await.status, 303);
    let page = second.get("/exchange").await;
    assert!(page.body.contains("<small class=\"dim\">ben-trai"), "now a peer");
    assert!(!page.body.contains("action=\"/exchange/confirm\""));
    assert_eq!(second.post("/exchange/decline", &[("site", "ben-trai")]).await.status, 422);
}

#[tokio::test]
async fn passkeys_are_offered_where_browsers_take_them_and_otherwise_it_is_said_what_is_needed() {
    let (office, _dir) = office().await;
    let mut client = Client::logged_in(office.clone()).await;
    let page = client.get("/passkeys").await;
    assert!(
        page.body.contains(&Lang::Vi.t("passkey-nowhere"))
            && page.body.contains("data-origin=\"\"")
    );
    let asked = client.post("/passkeys/ask", &[("password", PASSWORD)]).await;
    assert!(asked.body.contains("--origin"), "{}", asked.body);
    assert_eq!(client.post("/passkeys", &[("name", "Khóa")]).await.status, 422);
    let mut stranger = Client::over(office.clone());
    assert!(!stranger.get("/login").await.body.contains("/login/passkey"), "nobody has one");

    let origin = app::login::webauthn::Party::of("https://kvpt.tinh.example");
    let settings = web::server::Settings { origin, ..Default::default() };
    let mut stranger = Client::with(office.clone(), settings);
    let page = stranger.get("/login").await;
    assert!(page.body.contains("data-origin=\"https://kvpt.tinh.example\""), "{}", page.body);
    let forged = stranger.post_raw("/login/passkey/ask", &[("csrf", "made up")]).await;
    assert_eq!(forged.status, 403);
    let csrf = page.first(r#"name="csrf" value="([^"]+)""#);
    let asked = stranger.post_raw("/login/passkey/ask", &[("csrf", &csrf)]).await;
    let wanted = ["\"party\":\"kvpt.tinh.example\"", "\"verified\":true", "\"known\":[]"];
    assert!(wanted.iter().all(|w| asked.body.contains(w)), "{}", asked.body);
    let nothing = stranger.post_raw("/login/passkey", &[("csrf", &csrf)]).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("passkey.form"), "{}", nothing.body);
}
