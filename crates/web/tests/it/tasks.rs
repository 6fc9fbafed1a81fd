//! A task over HTTP: assigned, accepted, followed, handed in with proof, closed by another; as on past days.

use crate::browser::{Answer, Person, Site};
use crate::province::{Province, day};
use app::tasks::TaskForm;
use axum::http::{StatusCode, header};
use terms::Field;

/// A task of 01/02/2026, due on 20/02/2026; its address.
async fn task(p: &Province) -> String {
    let form = TaskForm {
        title: "Rà soát kế hoạch phòng thủ dân sự".into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![p.committees[1].at.clone()],
        due_on: Some(day(2026, 2, 20)),
        field: Field::CivilDefence,
        basis: vec![],
        on: Some(day(2026, 2, 1)),
        evidence: vec![],
    };
    let at = p.office.assign(&p.officer, form).await.unwrap();
    format!("/tasks/{}/{}", at.site, at.id)
}

fn moves(page: &Answer) -> Vec<String> {
    let actions = page.all("aside form", "action");
    actions.iter().map(|a| a.rsplit('/').next().unwrap().to_owned()).collect()
}

async fn state_on(who: &Person, task: &str, on: &str) -> String {
    let page = who.get(&format!("{task}?day={on}")).await.shown();
    page.all("header .state", "class").join(" ")
}

#[tokio::test]
async fn a_task_is_assigned_from_a_page_that_names_what_is_wrong() {
    let site = Site::build().await;
    let officer = site.person(&site.p.officer).await;
    officer.get("/tasks/new").await.shown();
    let (board, lead) = (site.p.board.at.to_string(), site.p.committees[0].at.to_string());
    let mut fields = vec![
        ("title", "Tổ chức diễn tập xã"),
        ("assigner", board.as_str()),
        ("lead", lead.as_str()),
        ("due_on", "31/02/2026"),
        ("field", "defence"),
    ];
    let refused = officer.post("/tasks", &fields).await.refused();
    assert!(refused.words().contains("“31/02/2026” không phải là một ngày"));
    assert_eq!(refused.all("input[name=due_on]", "value"), ["31/02/2026"], "what was typed stays");
    assert!(refused.html().contains("Tổ chức diễn tập xã</textarea>"));
    fields[3].1 = "30/6/2026";
    let to = officer.post("/tasks", &fields).await.to();
    assert!(officer.get(&to).await.shown().words().contains("30/06/2026"));
    let list = officer.get("/tasks?q=dien%20tap").await.shown();
    assert!(list.all("tbody th a", "href").iter().any(|href| href.starts_with(&to)));
    let sheet = officer.get("/tasks.xlsx?q=dien%20tap").await.shown();
    assert!(sheet.bytes.starts_with(b"PK"));
    let clerk = site.person(&site.p.clerks[0]).await;
    assert_eq!(clerk.get("/tasks/new").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_task_goes_from_accepted_to_closed_and_past_days_stay_as_they_were() {
    let site = Site::build().await;
    let task = task(&site.p).await;
    let clerk = site.person(&site.p.clerks[0]).await;
    let officer = site.person(&site.p.officer).await;
    let does = |what: &str| format!("{task}/{what}");

    let page = clerk.get(&task).await.shown();
    assert_eq!(moves(&page), ["accept", "progress", "hand-in"]);
    clerk.post(&does("accept"), &[("on", "02/02/2026")]).await.to();
    let far = [("text", "Đã rà soát một nửa"), ("percent", "50"), ("on", "10/2/2026")];
    clerk.post(&does("progress"), &far).await.to();
    let wrong = [("text", "x"), ("percent", "150")];
    let refused = clerk.post(&does("progress"), &wrong).await.refused();
    assert!(refused.words().contains("“150”"));
    let later = [("due_on", "22/02/2026"), ("text", "Chờ số liệu"), ("on", "18/02/2026")];
    officer.post(&does("extend"), &later).await.to();

    let bare = clerk.post(&does("hand-in"), &[("text", "Đã xong")]).await.refused();
    assert!(bare.html().contains("task.evidence-missing"));
    let words = [("text", "Đã xong"), ("on", "25/02/2026")];
    let marked = ("ket-qua.txt", "TUYỆT MẬT\nBáo cáo kết quả".as_bytes());
    let refused = clerk.upload(&does("hand-in"), &words, marked).await.refused();
    assert!(refused.html().contains("evidence.secret") && !refused.html().contains("ket-qua.txt"));
    let proof = "Biên bản nghiệm thu kế hoạch phòng thủ dân sự".as_bytes();
    clerk.upload(&does("hand-in"), &words, ("bien-ban.txt", proof)).await.to();

    let page = clerk.get(&task).await.shown();
    assert_eq!(moves(&page), [""; 0], "the clerk has done all there is to do");
    assert!(page.words().contains("chờ Ban Chỉ đạo"), "and is told whose turn it is");
    let file = page.all(".taken a", "href").into_iter().find(|href| href.contains("/files/"));
    let file = officer.get(&file.unwrap()).await.shown();
    assert_eq!(file.bytes, proof);
    assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));

    officer.post(&does("close"), &[("text", "")]).await.to();
    assert!(state_on(&officer, &task, "10/03/2026").await.contains("state-done-late"));
    assert!(state_on(&officer, &task, "15/02/2026").await.contains("state-not-yet-due"));
    assert!(state_on(&officer, &task, "24/02/2026").await.contains("state-overdue"));
    assert_eq!(state_on(&officer, &task, "31/01/2026").await, "", "not assigned yet");
    let overdue = officer.get("/tasks?day=24/02/2026&state=overdue").await.shown();
    assert!(overdue.words().contains("Rà soát kế hoạch phòng thủ dân sự"));
    let today = officer.get("/tasks?state=overdue").await.shown();
    assert!(!today.words().contains("Rà soát kế hoạch phòng thủ dân sự"));
    let bad = officer.get("/tasks?day=hôm%20qua").await.shown();
    assert!(bad.words().contains("“hôm qua” không phải là một ngày"));
}

#[tokio::test]
async fn who_handed_in_is_told_that_another_person_closes() {
    let site = Site::build().await;
    let task = task(&site.p).await;
    let officer = site.person(&site.p.officer).await;
    let proof = ("bien-ban.txt", "Biên bản".as_bytes());
    officer.upload(&format!("{task}/hand-in"), &[("text", "Đã xong")], proof).await.to();
    let page = officer.get(&task).await.shown();
    assert!(!moves(&page).contains(&"close".to_owned()));
    assert!(page.words().contains("Bạn là người trình kết quả"));
    let deputy = site.person(&site.p.deputy).await;
    assert!(moves(&deputy.get(&task).await.shown()).contains(&"close".to_owned()));
    deputy.post(&format!("{task}/close"), &[]).await.to();
}
