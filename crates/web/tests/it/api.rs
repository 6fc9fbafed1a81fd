//! The HTTP interface for other programs, from outside: who is let in, what is refused and how, what is done once.

use crate::browser::{Site, coded};
use crate::province::{clock, day, year};
use app::Office;
use app::tokens::NewToken;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use terms::{Field, Instant, Ref, Scope};
use tower::ServiceExt;
use web::server::{Settings, description, router};

/// Another program with a token.
#[derive(Clone)]
pub struct Program {
    router: Router,
    token: Option<String>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        let words = || String::from_utf8_lossy(&self.bytes).into_owned();
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", words()))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// That it was taken.
    #[track_caller]
    pub fn done(self) -> Value {
        let words = String::from_utf8_lossy(&self.bytes).into_owned();
        assert!(self.status.is_success(), "{}: {words}", self.status);
        self.json()
    }

    /// That it was refused: the status is that of the problem, and its code.
    #[track_caller]
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        assert_eq!(self.header("content-type"), "application/problem+json");
        let p = self.json();
        assert_eq!(p["status"], status);
        let code = p["code"].as_str().unwrap();
        assert_eq!(p["type"], format!("urn:kvpt:problem:{code}"));
        for said in ["title", "remedy"] {
            assert!(!p[said].as_str().unwrap().is_empty(), "{said} of {code}");
        }
        code.to_owned()
    }
}

async fn token(site: &Site, login: &str, scopes: &[Scope]) -> String {
    let new = NewToken {
        login: login.into(),
        name: "Phần mềm văn thư (mẫu)".into(),
        scopes: scopes.to_vec(),
        until: None,
    };
    site.p.office.make_token(&site.boss(), new).await.unwrap().0
}

impl Program {
    fn over(office: &Office, per_minute: u32, token: Option<String>) -> Self {
        let settings = Settings { api_per_minute: Some(per_minute), ..Settings::default() };
        Self { router: router(office.clone(), settings), token }
    }

    /// A program that acts for an account with every scope.
    pub async fn of(site: &Site, login: &str) -> Self {
        let token = token(site, login, Scope::ALL).await;
        Self::over(&site.p.office, 1_000_000, Some(token))
    }

    /// A program that acts for an account with some scopes.
    pub async fn with_scopes(site: &Site, login: &str, scopes: &[Scope]) -> Self {
        let token = token(site, login, scopes).await;
        Self::over(&site.p.office, 1_000_000, Some(token))
    }

    fn with(&self, token: Option<String>) -> Self {
        Self { router: self.router.clone(), token }
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(token) = &self.token {
            let sent = format!("Bearer {token}").parse().unwrap();
            request.headers_mut().insert(header::AUTHORIZATION, sent);
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, key: &str, body: &Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key);
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn file(&self, name: &str, key: &str, bytes: &[u8]) -> Answer {
        let request = Request::post(format!("/api/v1/intakes?name={}", coded(name)))
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("idempotency-key", key);
        self.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
    }

    /// Every row of a list, by following the links.
    async fn whole(&self, first: &str) -> Vec<Value> {
        let (mut rows, mut next) = (Vec::new(), Some(first.to_owned()));
        while let Some(path) = next {
            let part = self.get(&path).await;
            let link = part.header("link").to_owned();
            let list = part.done();
            rows.extend(list["items"].as_array().unwrap().clone());
            let to = link.strip_prefix('<').and_then(|l| l.strip_suffix(">; rel=\"next\""));
            assert_eq!(to.is_some(), list["next"].is_string(), "{link}");
            next = to.map(str::to_owned);
        }
        rows
    }
}

fn refs(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|r| r["ref"].as_str().unwrap().to_owned()).collect()
}

/// Path of an object.
pub fn at(room: &str, at: &Ref) -> String {
    format!("/api/v1/{room}/{}/{}", at.site, at.id)
}

/// An operation as described: path, method, scope.
fn operations() -> Vec<(String, Method, Scope)> {
    let described: Value = serde_json::from_str(&description().to_json().unwrap()).unwrap();
    assert_eq!(
        described["openapi"].as_str().unwrap().split('.').take(2).collect::<Vec<_>>(),
        ["3", "1"]
    );
    let mut all = Vec::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let scope = operation["security"][0]["token"][0].as_str();
            let scope = scope.and_then(Scope::from_code);
            let scope = scope.unwrap_or_else(|| panic!("no scope: {method} {path}"));
            assert_eq!(scope == Scope::Read, method == Method::GET, "{method} {path}");
            all.push((path.clone(), method, scope));
        }
    }
    all
}

#[tokio::test]
async fn nothing_that_is_described_opens_without_a_token_of_the_right_scope() {
    let site = Site::build().await;
    let open = Program::of(&site, "xa1").await;
    let session = site.p.office.log_in("xa1", "mat khau de thu 2026").await.unwrap().token;
    let operations = operations();
    assert!(operations.len() >= 17, "{}", operations.len());
    for (path, method, scope) in operations {
        let path = path
            .replace("{site}", "song-giang")
            .replace("{id}", "0197a1b2c3d4e5f60718293a4b5c6d7e");
        let ask = |cookie: &str| {
            let request = Request::builder().method(method.clone()).uri(&path);
            let request = request.header(header::COOKIE, cookie).header("idempotency-key", "k");
            request.header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap()
        };
        let cookie = format!("kvpt={session}");
        let nobody = open.with(None).send(ask(&cookie)).await;
        assert_eq!(nobody.problem(401), "token.missing", "{method} {path}");
        assert!(nobody.header("www-authenticate").starts_with("Bearer"));
        assert!(!nobody.headers.contains_key(header::SET_COOKIE));
        for wrong in [session.clone(), "kvpt_".into(), "x".repeat(43)] {
            let stranger = open.with(Some(wrong)).send(ask("")).await;
            assert_eq!(stranger.problem(401), "token.unknown", "{method} {path}");
        }
        let others: Vec<Scope> = Scope::ALL.iter().copied().filter(|s| *s != scope).collect();
        let narrow = open.with(Some(token(&site, "xa1", &others).await));
        let refused = narrow.send(ask("")).await;
        assert_eq!(refused.problem(403), "token.scope-missing", "{method} {path}");
        let right = open.with(Some(token(&site, "xa1", &[scope]).await)).send(ask("")).await;
        assert!(![401, 403].contains(&right.status.as_u16()), "{method} {path}: {}", right.status);
    }
}

#[tokio::test]
async fn the_description_is_open_and_an_address_that_is_not_described_is_a_problem() {
    let site = Site::build().await;
    let program = Program::of(&site, "xa1").await;
    let open = program.with(None).get("/api/v1/openapi.json").await.done();
    assert_eq!(open["info"]["title"], "kvpt");
    for nothing in ["/api", "/api/v1", "/api/v1/secrets", "/api/v2/documents"] {
        assert_eq!(program.get(nothing).await.problem(404), "http.404", "{nothing}");
    }
    let wrong = Request::delete("/api/v1/documents").body(Body::empty()).unwrap();
    let wrong = program.send(wrong).await;
    assert_eq!(wrong.problem(405), "http.405");
    assert!(wrong.header("allow").contains("GET"));
    assert_eq!(program.get("/api/v1/documents").await.header("cache-control"), "no-store");
    // What a session opens is the pages, and what a token opens is not.
    let page = program.get("/documents").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_token_ends_with_its_term_its_account_or_by_hand_and_leaves_a_trace() {
    let site = Site::build().await;
    let office = &site.p.office;
    let boss = site.boss();
    let program = Program::of(&site, "xa2").await;
    let secret = program.token.clone().unwrap();
    assert!(program.get("/api/v1/units").await.status.is_success());
    let made = office.tokens(&boss).await.unwrap().remove(0);
    assert_eq!(made.used_on, Some(day(2026, 3, 10)));
    assert_eq!(made.until, day(2026, 3, 10).plus_days(app::tokens::DAYS));

    fn next_year() -> Instant {
        Instant(clock().0 + 200 * 24 * 3600 * 1_000_000)
    }
    let later = Office::open(&app::database_in(site.p.folder.path()), next_year).await.unwrap();
    let later = Program::over(&later, 1000, Some(secret.clone()));
    assert_eq!(later.get("/api/v1/units").await.problem(401), "token.unknown");

    let none = office.end_token(&boss, &made.token, String::new()).await.unwrap_err();
    assert_eq!(none.code(), "act.reason-missing");
    assert!(program.get("/api/v1/units").await.status.is_success());
    office.end_token(&boss, &made.token, "Thôi dùng phần mềm".into()).await.unwrap();
    assert_eq!(program.get("/api/v1/units").await.problem(401), "token.unknown");

    let accounts = office.administration(&boss).unwrap().list().await.unwrap();
    let account = accounts.iter().find(|a| a.login == "xa2").unwrap();
    let told = office.history(&boss, &account.at).await.unwrap();
    let told: Vec<&str> = told.iter().map(|a| a.sentence.as_str()).collect();
    assert!(
        told.iter().any(|s| s.starts_with("Cấp mã truy cập") && s.contains("08/06/2026")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|s| s.contains("Thu hồi mã truy cập") && s.contains("Thôi dùng")),
        "{told:?}"
    );
    for kept in std::fs::read_dir(site.p.folder.path()).unwrap() {
        let path = kept.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(path).unwrap() } else { Vec::new() };
        let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "the token itself is nowhere");
    }

    let again = Program::of(&site, "xa2").await;
    assert!(again.get("/api/v1/units").await.status.is_success());
    office
        .administration(&boss)
        .unwrap()
        .close(&account.at, "Chuyển công tác".into())
        .await
        .unwrap();
    assert_eq!(again.get("/api/v1/units").await.problem(401), "token.unknown");
    let clerk = office.make_token(
        &site.p.officer,
        NewToken {
            login: "xa1".into(),
            name: "x".into(),
            scopes: Scope::ALL.to_vec(),
            until: None,
        },
    );
    assert_eq!(clerk.await.unwrap_err().code(), "permit.missing");
}

#[tokio::test]
async fn too_fast_is_told_with_how_long_to_wait() {
    let site = Site::build().await;
    let token = token(&site, "xa1", &[Scope::Read]).await;
    let slow = Program::over(&site.p.office, 6, Some(token));
    assert!(slow.get("/api/v1/units").await.status.is_success());
    let refused = slow.get("/api/v1/units").await;
    assert_eq!(refused.problem(429), "token.too-fast");
    let wait: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert!(slow.get("/api/v1/openapi.json").await.status.is_success());
}

async fn assign(site: &Site, title: &str) -> Ref {
    let form = app::tasks::TaskForm {
        title: title.into(),
        assigner: site.p.board.at.clone(),
        lead: Some(site.p.committees[0].at.clone()),
        coordinating: Vec::new(),
        due_on: Some(day(2026, 6, 30)),
        field: Field::Forces,
        basis: Vec::new(),
        on: None,
        evidence: Vec::new(),
    };
    site.p.office.assign(&site.p.officer, form).await.unwrap()
}

#[tokio::test]
async fn a_list_is_whole_part_by_part_while_others_write() {
    let site = Site::build().await;
    let program = Program::of(&site, "xa1").await;
    for n in 0..7 {
        assign(&site, &format!("Nhiệm vụ số {n}")).await;
    }
    let all = refs(&program.whole("/api/v1/tasks?limit=500").await);
    assert_eq!(all.len(), 7);
    for limit in 1..=8 {
        assert_eq!(refs(&program.whole(&format!("/api/v1/tasks?limit={limit}")).await), all);
    }
    let first = program.get("/api/v1/tasks?limit=3").await.done();
    assert_eq!((first["total"].as_u64(), first["items"].as_array().unwrap().len()), (Some(7), 3));
    assign(&site, "Nhiệm vụ giao sau").await;
    let after = coded(first["next"].as_str().unwrap());
    let rest = refs(&program.whole(&format!("/api/v1/tasks?limit=3&after={after}")).await);
    let seen: Vec<String> =
        refs(first["items"].as_array().unwrap()).into_iter().chain(rest).collect();
    let once: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(once.len(), seen.len(), "nothing twice");
    assert!(all.iter().all(|r| once.contains(r)), "nothing left out");
    for (path, rows) in [("/api/v1/units?with_ceased=true", 10), ("/api/v1/bodies", 4)] {
        let mark = if path.contains('?') { '&' } else { '?' };
        assert_eq!(
            refs(&program.whole(&format!("{path}{mark}limit=2")).await).len(),
            rows,
            "{path}"
        );
    }
    for bad in
        ["limit=0", "limit=501", "limit=x", "after=x", "sort=title", "state=gone", "on=2026-02-30"]
    {
        let refused = program.get(&format!("/api/v1/tasks?{bad}")).await;
        assert_eq!(refused.problem(422), "api.query", "{bad}");
    }
}

#[tokio::test]
async fn a_report_is_begun_filled_in_and_handed_in_once_each() {
    let site = Site::build().await;
    let form = site.p.form().await;
    let program = Program::of(&site, "xa1").await;
    let unit = site.p.new[0].at.to_string();
    let new = json!({"form": form.to_string(), "unit": unit, "period": year(2025).to_string()});
    let path = "/api/v1/submissions";

    let no_key = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    let no_key = program.send(no_key.body(Body::from(new.to_string())).unwrap()).await;
    assert_eq!(no_key.problem(400), "api.key-missing");
    assert_eq!(program.post(path, "có dấu", &new).await.problem(400), "api.key-missing");

    let first = program.post(path, "bao-cao-1", &new).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let again = program.post(path, "bao-cao-1", &new).await;
    assert_eq!((again.status, &again.bytes), (first.status, &first.bytes));
    assert_eq!(again.header("idempotency-replayed"), "true");
    for kept in ["location", "content-type"] {
        assert_eq!(again.header(kept), first.header(kept));
    }
    let other = json!({"form": form.to_string(), "unit": unit, "period": year(2024).to_string()});
    assert_eq!(program.post(path, "bao-cao-1", &other).await.problem(422), "api.key-other");
    assert_eq!(
        program.post(path, "bao-cao-2", &new).await.problem(409),
        "submission.already-begun"
    );
    let list = program.get(path).await.done();
    assert_eq!(list["total"], 1);
    // A key is of one token: another one's is another.
    let stranger = Program::of(&site, "xa2").await;
    let theirs = stranger.post(path, "bao-cao-1", &new).await;
    assert_eq!(theirs.problem(403), "submission.no-reporter", "a key is of one token");

    let here = first.header("location").to_owned();
    let cells = |cells: Value| json!({ "cells": cells });
    let bad =
        cells(json!([{"indicator": "DQ", "value": "12O"}, {"indicator": "HV", "value": "5"}]));
    let refused = program.post(&format!("{here}/cells"), "o-1", &bad).await;
    assert_eq!(refused.problem(422), "api.cells");
    assert_eq!(refused.json()["faults"][0]["indicator"], "DQ");
    assert_eq!(program.get(&here).await.done()["cells"][3]["answered"], false, "all or nothing");
    let early = program.post(&format!("{here}/submit"), "gui-1", &json!({})).await;
    assert_eq!(early.problem(422), "submission.unanswered");
    let good =
        cells(json!([{"indicator": "DQ", "value": "1.230"}, {"indicator": "DV", "value": "30"},
        {"indicator": "HV", "state": "none_occurred", "note": "Không mở lớp"}]));
    // A refusal writes nothing: its key is free.
    let entered = program.post(&format!("{here}/cells"), "o-1", &good).await.done();
    assert_eq!(
        entered["cells"][0]["figure"],
        json!({"state": "number", "value": "1230", "printed": "1.230"})
    );
    assert_eq!(
        stranger.post(&format!("{here}/submit"), "gui-1", &json!({})).await.status.as_u16(),
        403
    );
    let handed = program.post(&format!("{here}/submit"), "gui-1", &json!({})).await.done();
    assert_eq!(handed["submission"]["state"], "submitted");
    assert_eq!(program.post(&format!("{here}/submit"), "gui-1", &json!({})).await.done(), handed);
    let unknown = json!({"form": form.to_string(), "unit": unit, "period": "x", "more": 1});
    assert_eq!(program.post(path, "k", &unknown).await.problem(422), "api.body");
}

#[tokio::test]
async fn a_total_is_that_of_the_page() {
    let site = Site::build().await;
    let form = site.p.form().await;
    for (i, n) in ["1.230", "77"].iter().enumerate() {
        let cells = [("DQ", *n), ("DV", "30"), ("HV", "none_occurred")];
        site.p.report(&form, &site.p.new[i], 2025, &cells).await;
    }
    let program = Program::of(&site, "xa1").await;
    let officer = site.person(&site.p.officer).await;
    let mut counted = 0;
    for (indicator, printed) in [("DQ", "1.307"), ("HV", ""), ("TL", "")] {
        let period = coded(&year(2025).to_string());
        let query =
            format!("form={}&indicator={indicator}&period={period}", coded(&form.to_string()));
        let total = program.get(&format!("/api/v1/totals?{query}")).await.done();
        let page = officer.get(&format!("/totals?{query}")).await.shown().words();
        let told = total["headline"]["printed"].as_str().unwrap();
        assert!(told.contains(printed) && page.contains(told), "{indicator}: {told}");
        assert_eq!((&total["headline"]["n"], &total["headline"]["of"]), (&json!(2), &json!(3)));
        let missing = total["headline"]["missing"][0]["unit"]["name"].as_str().unwrap();
        assert_eq!(missing, site.p.new[2].name);
        for row in total["rows"].as_array().unwrap() {
            assert!(page.contains(row["label"].as_str().unwrap()), "{row}");
            let cell = &row["whole"]["figure"];
            let number = cell["state"] == "number";
            assert!(!number || page.contains(cell["printed"].as_str().unwrap()), "{row}");
            counted += usize::from(number);
        }
    }
    assert!(counted >= 4, "{counted}");
    let other = format!("/api/v1/totals?form={}&indicator=KHONG", coded(&form.to_string()));
    assert!(program.get(&other).await.status.is_client_error());
    assert_eq!(program.get("/api/v1/totals").await.problem(422), "api.query");
}

#[tokio::test]
async fn a_task_takes_the_steps_of_its_lead_and_the_rules_hold() {
    let site = Site::build().await;
    let task = assign(&site, "Rà soát kế hoạch phòng thủ dân sự").await;
    let here = at("tasks", &task);
    let (lead, other) = (Program::of(&site, "xa1").await, Program::of(&site, "xa2").await);
    let steps = format!("{here}/steps");
    let accept = json!({"step": "accept"});
    assert_eq!(other.post(&steps, "a", &accept).await.problem(403), "permit.missing");
    assert_eq!(lead.post(&steps, "a", &accept).await.done()["step"], "accepted");
    let progress = json!({"step": "progress", "text": "Xong 2 trong 5 thôn", "percent": 40});
    let told = lead.post(&steps, "b", &progress).await.done();
    assert_eq!((&told["percent"], told["steps"].as_array().unwrap().len()), (&json!(40), 3));
    let hand_in = json!({"step": "hand_in", "text": "Đã xong", "documents": []});
    assert!(lead.post(&steps, "c", &hand_in).await.problem(422).starts_with("task."));
    for bad in [json!({"step": "close"}), json!({"step": "accept", "percent": 1}), json!([])] {
        assert_eq!(lead.post(&steps, "d", &bad).await.problem(422), "api.body", "{bad}");
    }
    let nowhere = at("tasks", &site.p.board.at);
    assert_eq!(lead.get(&nowhere).await.problem(404), "not-found");
    assert_eq!(lead.get("/api/v1/tasks/song-giang/x").await.problem(404), "http.404");
    let text = Request::post(&steps).header("idempotency-key", "e").body(Body::from("{}")).unwrap();
    assert_eq!(lead.send(text).await.problem(415), "http.415");
}

const PLAN: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 45/KH-UBND\nSông Giang, ngày 12 tháng 01 năm 2026\n\
    KẾ HOẠCH\nXây dựng khu vực phòng thủ năm 2026\nĐiều 1. Giao các xã rà soát.\n";

#[tokio::test]
async fn a_file_is_taken_in_and_one_that_is_marked_leaves_nothing() {
    let site = Site::build().await;
    let program = Program::of(&site, "xa1").await;
    let first = program.file("ke-hoach.txt", "f1", PLAN.as_bytes()).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let here = first.header("location").to_owned();
    let intake = first.done();
    assert_eq!(intake["file_name"], "ke-hoach.txt");
    assert!(intake["waiting"].as_u64().unwrap() > 0);
    assert_eq!(program.get(&here).await.done(), intake);
    let known = program.file("ten-khac.txt", "f2", PLAN.as_bytes()).await;
    assert_eq!(known.status, StatusCode::OK);
    assert_eq!(known.done()["ref"], intake["ref"]);
    let inside = PLAN.replacen("KẾ HOẠCH", "LƯU HÀNH NỘI BỘ\nKẾ HOẠCH", 1);
    let inside = program.file("noi-bo.txt", "f6", inside.as_bytes()).await;
    assert_eq!(program.get(inside.header("location")).await.problem(403), "document.limited");

    let marked = PLAN.replacen("KẾ HOẠCH", "TỐI MẬT\nKẾ HOẠCH", 1);
    let refused = program.file("thuong.txt", "f3", marked.as_bytes()).await;
    assert_eq!(refused.problem(422), "text.secret");
    let all = format!("POST /api/v1/intakes?name=thuong.txt\n{marked}");
    for hash in
        [app::secret::sha256_hex(marked.as_bytes()), app::secret::sha256_hex(all.as_bytes())]
    {
        for kept in std::fs::read_dir(site.p.folder.path()).unwrap() {
            let path = kept.unwrap().path();
            let bytes = if path.is_file() { std::fs::read(path).unwrap() } else { Vec::new() };
            assert!(!bytes.windows(hash.len()).any(|w| w == hash.as_bytes()), "not even a hash");
        }
    }
    let json = Request::post("/api/v1/intakes?name=a.txt")
        .header("idempotency-key", "f4")
        .header(header::CONTENT_TYPE, "application/json");
    let json = program.send(json.body(Body::from("{}")).unwrap()).await;
    assert_eq!(json.problem(415), "http.415");
    let large = vec![b'a'; (70 << 20) + 1];
    assert_eq!(program.file("lon.txt", "f5", &large).await.problem(413), "http.413");
}

#[tokio::test]
async fn a_token_is_made_on_the_page_shown_once_and_ended_there() {
    let (office, _folder) = crate::client::office().await;
    let mut client = crate::client::Client::logged_in(office.clone()).await;
    let empty = client.get("/tokens").await;
    assert!(empty.body.contains("Chưa cấp mã truy cập nào"));
    let fields =
        [("login", "quan.tri"), ("name", "Phần mềm thử"), ("scopes", "read"), ("until", "")];
    let none = [fields[0], fields[1], ("until", "")];
    let refused = client.post("/tokens", &none).await;
    assert!(refused.status == 422 && refused.body.contains("act.blank"), "{}", refused.body);
    assert!(refused.body.contains("value=\"Phần mềm thử\""), "what was typed stays");
    let made = client.post("/tokens", &fields).await;
    let secret = made.first(r#"<code id="secret">([^<]+)</code>"#);
    assert!(secret.starts_with("kvpt_"));
    assert!(!client.get("/tokens").await.body.contains(&secret), "it is shown once");
    let program = Program::over(&office, 1000, Some(secret));
    assert!(program.get("/api/v1/units").await.status.is_success());
    let refused = program.file("a.txt", "k", b"x").await;
    assert_eq!(refused.problem(403), "token.scope-missing");
    let end = client.get("/tokens").await.first(r#"href="(/tokens/[^"]+/end)""#);
    assert_eq!(client.get(&end).await.status, 200);
    assert_eq!(client.post(&end, &[("reason", "Thôi dùng")]).await.status, 303);
    assert_eq!(program.get("/api/v1/units").await.problem(401), "token.unknown");
    assert_eq!(client.get(&end).await.status, 404);
}

#[tokio::test]
async fn tokens_are_an_administrators_alone() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    assert_eq!(officer.get("/tokens").await.status, StatusCode::FORBIDDEN);
    let fields = [("login", "xa1"), ("name", "x"), ("scopes", "read"), ("until", "")];
    assert_eq!(officer.post("/tokens", &fields).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_document_goes_out_as_an_envelope_and_one_that_is_limited_does_not_go_out_at_all() {
    let site = Site::build().await;
    let program = Program::of(&site, "tham.muu").await;
    let new = |number: &str, circulation: Option<&str>| app::documents::NewDocument {
        number: terms::DocNumber::parse(number),
        doc_type: "Kế hoạch".into(),
        subject: format!("Xây dựng khu vực phòng thủ, kế hoạch {number}"),
        issuer: Some("Ủy ban nhân dân tỉnh Sông Giang".into()),
        issued_on: "2026-01-12".parse().ok(),
        signer: None,
        circulation: circulation.map(str::to_owned),
    };
    let enter = |new| site.p.office.enter_document(&site.p.officer, new, Default::default());
    let open = enter(new("45/KH-UBND", None)).await.unwrap().at;
    let limited = enter(new("46/KH-UBND", Some("Lưu hành nội bộ"))).await.unwrap().at;

    let envelope = program.get(&format!("{}/edxml", at("documents", &open))).await;
    assert_eq!(
        (envelope.status, envelope.header("content-type")),
        (StatusCode::OK, "application/xml")
    );
    let officer = site.person(&site.p.officer).await;
    let here = format!("/documents/{}/{}", open.site, open.id);
    let page = officer.get(&here).await.shown();
    assert!(page.has(&format!("a[href='{here}/edxml']")));
    assert_eq!(officer.get(&format!("{here}/edxml")).await.shown().bytes, envelope.bytes);

    let list = program.get("/api/v1/documents?search=phong%20thu").await.done();
    assert_eq!(refs(list["items"].as_array().unwrap()), [open.to_string()]);
    assert_eq!(list["total"], 1);
    let one = program.get(&at("documents", &open)).await.done();
    assert_eq!(one["document"]["number"], "45/KH-UBND");
    assert_eq!(one["document"]["issued_on"], "2026-01-12");
    for path in [at("documents", &limited), format!("{}/edxml", at("documents", &limited))] {
        assert_eq!(program.get(&path).await.problem(403), "document.limited");
    }
    let here = format!("/documents/{}/{}", limited.site, limited.id);
    assert!(!officer.get(&here).await.shown().has("a[href$='/edxml']"));
    assert_eq!(officer.get(&format!("{here}/edxml")).await.status, StatusCode::FORBIDDEN);
}
