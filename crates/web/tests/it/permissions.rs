//! Who may ask for what: every address by every role, made from what the addresses declare; and the page that lists it.

use crate::browser::{Person, Site};
use crate::province::day;
use app::accounts::NewAccount;
use app::permit::Needs;
use app::tasks::TaskForm;
use app::tokens::NewToken;
use axum::http::{StatusCode, header};
use std::collections::BTreeMap;
use std::fmt::Write;
use terms::{Field, FindingKind, Role, Scope};
use web::server::{Declared, rights};

const PAPER: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 07/CT-UBND\n\nCHỈ THỊ\nVề tăng cường phòng thủ dân sự\n\n\
    1. Sở Nông nghiệp và Môi trường chủ trì rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026.\n";

/// Addresses that name something of which the small record has none, or not enough (no day for an envelope): asked for, they
/// say so.
const ABSENT: [&str; 10] = [
    "/audit/report/{form}",
    "/calendar.ics",
    "/documents/{site}/{id}/edxml",
    "/exchange/card",
    "/exchange/forks/{chain}",
    "/exchange/sheet/{peer}/{number}",
    "/exchange/sites/{chain}",
    "/login/provider",
    "/login/provider/back",
    "/tasks/{site}/{id}/files/{sha256}",
];

/// A record with one of everything, and what stands for each part of an address.
#[allow(
    clippy::too_many_lines,
    reason = "one of everything, in the order in which each needs the others"
)]
pub async fn everything(site: &Site) -> BTreeMap<&'static str, String> {
    let (p, officer) = (&site.p, site.person(&site.p.officer).await);
    let intake = officer.upload("/intake", &[], ("chi-thi.txt", PAPER.as_bytes())).await.to();
    officer.post(&format!("{intake}/confirm-rest"), &[]).await.to();
    let form = p.form().await;
    let cells = [("DQ", "230"), ("DV", "60"), ("HV", "1.234")];
    let report = p.report(&form, &p.new[0], 2025, &cells).await;
    let task = TaskForm {
        title: "Rà soát kế hoạch phòng thủ dân sự".into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![],
        due_on: Some(day(2026, 6, 20)),
        field: Field::CivilDefence,
        basis: vec![],
        on: Some(day(2026, 2, 1)),
        evidence: vec![],
    };
    let task = p.office.assign(&p.officer, task).await.unwrap();
    let finding = p.finding(7, FindingKind::Shortcoming, "Chậm báo cáo", None, vec![]).await;
    // A shortcoming without a cause keeps a review from being approved.
    p.finding(8, FindingKind::Cause, "Thiếu cán bộ phụ trách", Some(finding.clone()), vec![]).await;
    let finding = finding.at;
    let board = p.board.at.to_string();
    let fields = [
        ("title", "Sơ kết năm 2025"),
        ("body", &*board),
        ("from", "01/01/2025"),
        ("to", "31/12/2025"),
    ];
    let review = officer.post("/reviews", &fields).await.to();
    p.office.approve_submissions(&p.approver, std::slice::from_ref(&report)).await.unwrap();
    officer.post(&format!("{review}/compile"), &[("as_of", "31/12/2025")]).await.to();
    officer.post(&format!("{review}/submit"), &[]).await.to();
    let approver = site.person(&p.approver).await;
    approver.post(&format!("{review}/approve"), &[]).await.to();
    let copy = [("class", "open"), ("to", "Báo Sông Giang (mẫu)")];
    officer.post(&format!("{review}/copies"), &copy).await.to();
    let fields = [
        ("title", "Hội nghị quán triệt"),
        ("kind", "meeting"),
        ("held_on", "05/3/2026"),
        ("place", "Hội trường tỉnh"),
        ("hosts", &*board),
        ("attendance", "120 đại biểu"),
        ("field", "organisation"),
    ];
    let activity = officer.post("/activities/new", &fields).await;
    let activity = activity.to();
    let person =
        [("name", "Nguyễn Văn Ví Dụ"), ("title", "Chủ tịch"), ("body", &*board), ("from", "2024")];
    let person = officer.post("/people/new", &person).await.to();
    let new = NewAccount {
        login: "nhap".into(),
        name: "Người Để Thử".into(),
        password: "mot mat khau nhap".into(),
    };
    let account = p.office.administration(&site.boss()).unwrap().open(new).await.unwrap();
    let token = NewToken {
        login: "nhap".into(),
        name: "Phần mềm mẫu".into(),
        scopes: vec![Scope::Read],
        until: None,
    };
    let token = p.office.make_token(&site.boss(), token).await.unwrap().1.token;
    let documents = officer.get("/documents").await.shown();
    let document = documents.all("tbody a[href^='/documents/song-giang/']", "href").remove(0);
    let paper = officer.get(&review).await.shown();
    let figure = paper.all("article a.fig", "href").remove(0);
    let of = |r: &terms::Ref| format!("/{}/{}", r.site, r.id);
    let tail =
        |path: &str| path.split('?').next().unwrap().splitn(3, '/').nth(2).unwrap().to_owned();
    let document = document.split('?').next().unwrap().to_owned();
    let about = |page: &str| format!("/documents/{page}?document=document/{}", tail(&document));
    let undo = officer.get(&person).await.shown().all("a[href^='/undo?act=']", "href").remove(0);
    let slot = format!("form={form}&unit={}&period={}", p.new[1].at, crate::province::year(2025));
    // Somebody has to receive the document, or nobody stands in its cascade.
    let addressed = format!("{document}/address");
    let lead = p.committees[0].at.to_string();
    officer.post(&addressed, &[("bodies", &*lead), ("body", &*lead)]).await.to();
    BTreeMap::from([
        ("/undo", undo),
        ("/documents/correct", about("correct")),
        ("/documents/withdraw", about("withdraw")),
        ("/documents/link", about("link")),
        ("/documents/effect", about("effect")),
        ("/documents/check", about("check")),
        ("/class", format!("/class?of={form}")),
        ("/tokens/{token}/end", format!("/tokens/{token}/end")),
        ("/reviews/{site}/{id}/copies/{number}/docx", format!("{review}/copies/1/docx")),
        ("/reviews/{site}/{id}/copies/{number}/pdf", format!("{review}/copies/1/pdf")),
        ("/submissions/new", format!("/submissions/new?{slot}")),
        ("/submissions/new.xlsx", format!("/submissions/new.xlsx?{slot}")),
        ("/intake/{site}/{id}", intake),
        ("/documents/{site}/{id}", document.clone()),
        ("/forms/{site}/{id}", format!("/forms{}", of(&form))),
        ("/submissions/{site}/{id}", format!("/submissions{}", of(&report))),
        ("/tasks/{site}/{id}", format!("/tasks{}", of(&task))),
        ("/findings/{site}/{id}", format!("/findings{}", of(&finding))),
        ("/reviews/{site}/{id}", review.clone()),
        ("/activities/{site}/{id}", format!("/activities/{}", tail(&activity))),
        ("/people/{site}/{id}", format!("/people/{}", tail(&person))),
        ("/bodies/{site}/{id}", format!("/bodies{}", of(&p.board.at))),
        ("/units/{site}/{id}", format!("/units{}", of(&p.unit.at))),
        ("/history/{kind}/{site}/{id}", format!("/history/{}", task)),
        ("/ledger/{site}/{seq}", "/ledger/song-giang/1".into()),
        ("/accounts/{id}", format!("/accounts/{}", account.id)),
        ("/trace/{key}", format!("/trace/{}", figure.rsplit('/').next().unwrap())),
        ("/cascade/{bsite}/{bid}", format!("/cascade{}", of(&p.committees[0].at))),
        ("/import/{code}", "/import/bodies.xlsx".into()),
        ("{form}", "docx".into()),
        ("{act}", "rename".into()),
        ("{move}", "accept".into()),
        ("{key}", "nothing".into()),
        ("{peer}/{number}", "hanoi/1".into()),
        ("{chain}", "hanoi".into()),
        ("{sha256}", app::secret::sha256_hex(PAPER.as_bytes())),
        ("{*path}", "app.css".into()),
    ])
}

/// An address of the record for a declared one: the longest part that is known first.
pub fn filled(path: &str, parts: &BTreeMap<&'static str, String>) -> String {
    if let Some(whole) = parts.get(path) {
        return whole.clone();
    }
    let mut parts: Vec<_> = parts.iter().filter(|(part, _)| part.contains('{')).collect();
    parts.sort_by_key(|(part, _)| std::cmp::Reverse(part.len()));
    let path = parts.iter().fold(path.to_owned(), |p, (part, with)| p.replace(*part, with));
    assert!(!path.contains('{'), "nothing of the record stands for {path}");
    path
}

/// What a person who holds one role (or none) gets.
fn is_let_in(needs: Needs, role: Option<Role>) -> bool {
    match needs {
        Needs::Nothing | Needs::Account => true,
        Needs::Held(needed) | Needs::HeldOver(needed) => match (needed, role) {
            (_, None) => false,
            (Role::Reader, Some(_)) => true,
            (Role::Clerk, Some(r)) => [Role::Clerk, Role::Officer, Role::Approver].contains(&r),
            (Role::Officer, Some(r)) => [Role::Officer, Role::Approver].contains(&r),
            (needed, Some(r)) => needed == r,
        },
    }
}

/// An answer to one person: its status, where it leads, its words.
async fn asked(who: &Person, one: &Declared, at: &str) -> (StatusCode, String, String) {
    let got = if one.method == "GET" { who.get(at).await } else { who.post(at, &[]).await };
    let to =
        got.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or("").to_owned();
    (got.status, to, String::from_utf8_lossy(&got.bytes).into_owned())
}

/// What is wrong with an answer to somebody who is not logged in: whatever needs an account leads to where one logs in.
fn wrong_for_nobody(one: &Declared, status: StatusCode, to: &str) -> bool {
    let led = status == StatusCode::SEE_OTHER && to.starts_with("/login");
    // The code is asked for after the password: without it one begins at the beginning.
    led == (one.needs == Needs::Nothing && (&*one.path, one.method) != ("/login/code", "GET"))
}

/// What is wrong with an answer to somebody who has the right.
fn wrong_when_let_in(one: &Declared, status: StatusCode, to: &str) -> bool {
    let away = to.starts_with("/login") && one.path != "/logout";
    let fits = match one.method {
        // What an audit that was asked for on the way left may be there by now.
        "GET" if ABSENT.contains(&&*one.path) => {
            [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY]
                .contains(&status)
        }
        "GET" => [StatusCode::OK, StatusCode::SEE_OTHER].contains(&status),
        // A form with nothing in it is taken or refused; that somebody else's body is refused is no fault.
        _ => !status.is_server_error() && (status != StatusCode::FORBIDDEN || over_an_object(one)),
    };
    away || !fits
}

fn over_an_object(one: &Declared) -> bool {
    matches!(one.needs, Needs::HeldOver(_))
}

/// People with one role each on the board, one with none.
async fn one_of_each(site: &Site) -> Vec<(Option<Role>, Person)> {
    let mut people = Vec::new();
    for role in Role::ALL {
        let login = format!("vai.{}", role.code());
        people.push((Some(*role), site.with_role(&login, Some(*role), &site.p.board).await));
    }
    people.push((None, site.with_role("khong.vai", None, &site.p.board).await));
    people
}

async fn acts(site: &Site) -> u64 {
    site.p.office.give_chain(0).await.unwrap().1
}

#[tokio::test]
async fn every_address_answers_every_role_as_it_declares() {
    let site = Site::build().await;
    let parts = everything(&site).await;
    let people = one_of_each(&site).await;
    let nobody = site.nobody();
    // Ending the session comes last, or nobody would be there to ask for the rest.
    let (last, first): (Vec<_>, Vec<_>) = rights().into_iter().partition(|d| d.path == "/logout");
    let all: Vec<Declared> = first.into_iter().chain(last).collect();
    assert!(all.len() > 140, "{}", all.len());
    let (mut wrong, before) = (Vec::new(), acts(&site).await);
    for one in &all {
        let at = filled(&one.path, &parts);
        let (status, to, _) = asked(&nobody, one, &at).await;
        if wrong_for_nobody(one, status, &to) {
            wrong.push(format!("{} {at} by nobody: {status} {to}", one.method));
        }
        for (role, who) in people.iter().filter(|(role, _)| !is_let_in(one.needs, *role)) {
            let (status, _, words) = asked(who, one, &at).await;
            if status != StatusCode::FORBIDDEN || !words.contains("permit.missing") {
                wrong.push(format!("{} {at} by {role:?}, who may not: {status}", one.method));
            }
        }
    }
    assert_eq!(before, acts(&site).await, "somebody who may not wrote something");
    for one in &all {
        let at = filled(&one.path, &parts);
        for (role, who) in people.iter().filter(|(role, _)| is_let_in(one.needs, *role)) {
            let (status, to, _) = asked(who, one, &at).await;
            if wrong_when_let_in(one, status, &to) {
                wrong.push(format!("{} {at} by {role:?}, who may: {status} {to}", one.method));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn a_role_over_another_body_writes_nothing() {
    let site = Site::build().await;
    let parts = everything(&site).await;
    let mut elsewhere = Vec::new();
    for role in [Role::Clerk, Role::Officer, Role::Approver] {
        let login = format!("xa.{}", role.code());
        elsewhere.push(site.with_role(&login, Some(role), &site.p.committees[2]).await);
    }
    let before = acts(&site).await;
    let over = rights().into_iter().filter(|d| d.method == "POST" && over_an_object(d));
    for one in over {
        for who in &elsewhere {
            let at = filled(&one.path, &parts);
            let (status, ..) = asked(who, &one, &at).await;
            assert!(!status.is_server_error(), "{at}: {status}");
            assert_eq!(before, acts(&site).await, "{at} was written from another body");
        }
    }
}

const HEAD: &str = "# Permissions\n\n\
    Every address of the pages, what it needs, and so who may ask for it. Made from the declarations in `crates/web/src/server` by the test \
    `crates/web/tests/it/permissions.rs` (`NEW_PERMISSIONS=1` writes it anew), which also asks every address as every role.\n\n\
    ✓ may; • may for a body on which the role is held: the use case looks at the object and refuses others; – may not.\n\
    An officer may do what a clerk may, an approver what an officer may; an administrator manages accounts and exchange alone. Whoever holds any role reads.\n\n";

fn mark(needs: Needs, role: Option<Role>) -> &'static str {
    match (is_let_in(needs, role), needs) {
        (false, _) => "–",
        (true, Needs::HeldOver(_)) => "•",
        (true, _) => "✓",
    }
}

/// The page of permissions in words.
fn page() -> String {
    let mut all = rights();
    all.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    let mut page = HEAD.to_owned();
    page.push_str("| address | by | nobody | no role |");
    Role::ALL.iter().for_each(|r| {
        let _ = write!(page, " {} |", r.label());
    });
    page.push_str(&format!("\n|{}\n", " --- |".repeat(4 + Role::ALL.len())));
    for one in all {
        let nobody = if one.needs == Needs::Nothing { "✓" } else { "–" };
        let _ = write!(
            page,
            "| `{}` | {} | {nobody} | {} |",
            one.path,
            one.method,
            mark(one.needs, None)
        );
        Role::ALL.iter().for_each(|r| {
            let _ = write!(page, " {} |", mark(one.needs, Some(*r)));
        });
        page.push('\n');
    }
    page
}

#[test]
fn the_page_of_permissions_says_what_the_addresses_declare() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
    if std::env::var_os("NEW_PERMISSIONS").is_some() {
        std::fs::write(file, page()).unwrap();
    }
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(
        kept == page(),
        "docs/permissions.md is not what the addresses declare; NEW_PERMISSIONS=1 writes it anew"
    );
}
