//! Tasks from assigned to closed, their states on past days, and files that are refused at the gate.

use crate::province::{Province, day};
use app::evidence::Upload;
use app::tasks::{MoveKind, TaskFilter, TaskForm, TaskMove};
use terms::{Field, Ref, TaskState};

fn form(p: &Province) -> TaskForm {
    TaskForm {
        title: "Rà soát kế hoạch phòng thủ dân sự cấp xã".into(),
        assigner: p.board.at.clone(),
        lead: Some(p.committees[0].at.clone()),
        coordinating: vec![p.committees[1].at.clone()],
        due_on: Some(day(2026, 1, 31)),
        field: Field::CivilDefence,
        basis: vec![],
        on: Some(day(2025, 10, 1)),
        evidence: vec![],
    }
}

fn hand_in(name: &str, text: &str) -> TaskMove {
    let file = Upload { name: name.into(), bytes: text.as_bytes().to_vec() };
    TaskMove::HandIn { text: "Đã rà soát xong".into(), documents: vec![], files: vec![file] }
}

async fn states(p: &Province, on: terms::Day) -> Vec<(TaskState, usize)> {
    let filter = TaskFilter { day: Some(on), ..TaskFilter::default() };
    let view = p.office.tasks(&p.officer, &filter).await.unwrap();
    view.counts.into_iter().filter(|(_, n)| *n > 0).collect()
}

async fn assigned(p: &Province) -> Ref {
    p.office.assign(&p.officer, form(p)).await.unwrap()
}

#[tokio::test]
async fn a_task_goes_from_assigned_to_closed_by_a_second_person() {
    let p = Province::build().await;
    let at = assigned(&p).await;
    let (lead, other) = (&p.clerks[0], &p.clerks[1]);
    let o = &p.office;
    let refused = o.move_task(other, &at, None, TaskMove::Accept).await.unwrap_err();
    assert_eq!(refused.code(), "permit.missing");
    o.move_task(lead, &at, Some(day(2025, 10, 5)), TaskMove::Accept).await.unwrap();
    let early = TaskMove::Close { text: None };
    assert_eq!(
        o.move_task(&p.officer, &at, None, early).await.unwrap_err().code(),
        "task.not-handed-in"
    );
    let bare = TaskMove::HandIn { text: "Xong".into(), documents: vec![], files: vec![] };
    assert_eq!(
        o.move_task(lead, &at, None, bare).await.unwrap_err().code(),
        "task.evidence-missing"
    );
    o.move_task(lead, &at, Some(day(2026, 2, 5)), hand_in("bao-cao.txt", "Kết quả rà soát"))
        .await
        .unwrap();
    let view = o.task(&p.officer, &at, None).await.unwrap();
    assert!(view.moves.contains(&MoveKind::Close) && view.moves.contains(&MoveKind::Return));
    assert_eq!(view.steps.last().unwrap().evidence.len(), 1);
    let lead_view = o.task(lead, &at, None).await.unwrap();
    assert_eq!(lead_view.moves, []);
    o.move_task(&p.officer, &at, Some(day(2026, 2, 6)), TaskMove::Close { text: None })
        .await
        .unwrap();

    assert_eq!(states(&p, day(2025, 9, 1)).await, []);
    assert_eq!(states(&p, day(2026, 1, 31)).await, [(TaskState::NotYetDue, 1)]);
    assert_eq!(states(&p, day(2026, 2, 1)).await, [(TaskState::Overdue, 1)]);
    assert_eq!(states(&p, day(2026, 3, 1)).await, [(TaskState::DoneLate, 1)]);
}

#[tokio::test]
async fn who_handed_in_may_not_close() {
    let p = Province::build().await;
    let at = assigned(&p).await;
    // The approver of the whole subtree may also work for the lead body.
    let o = &p.office;
    o.move_task(&p.approver, &at, None, hand_in("a.txt", "Kết quả")).await.unwrap();
    let own = o.move_task(&p.approver, &at, None, TaskMove::Close { text: None }).await;
    assert_eq!(own.unwrap_err().code(), "task.same-person");
    let (a, b) = tokio::join!(
        o.move_task(&p.officer, &at, None, TaskMove::Close { text: None }),
        o.move_task(&p.deputy, &at, None, TaskMove::Close { text: None })
    );
    assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
}

#[tokio::test]
async fn a_marked_file_leaves_nothing_behind() {
    let p = Province::build().await;
    let at = assigned(&p).await;
    let text = "TỈNH ỦY SÔNG GIANG\nTỐI MẬT\n\nKế hoạch của cơ quan";
    for file in
        [hand_in("ke-hoach.txt", text), hand_in("Kế hoạch (Tối mật).pdf", "%PDF-1.4 vô hại")]
    {
        let refused = p.office.move_task(&p.clerks[0], &at, None, file).await.unwrap_err();
        assert_eq!(refused.code(), "evidence.secret");
        assert!(!format!("{refused:?} {:?}", refused.words()).contains("Kế hoạch"));
    }
    let view = p.office.task(&p.officer, &at, None).await.unwrap();
    assert_eq!(view.steps.len(), 1);
}

#[tokio::test]
async fn the_list_is_searched_without_accents_and_the_desk_shows_what_is_overdue() {
    let p = Province::build().await;
    let at = assigned(&p).await;
    let found = |search: &str| TaskFilter { search: search.into(), ..TaskFilter::default() };
    let hit = p.office.tasks(&p.officer, &found("ra soat dan su")).await.unwrap();
    assert_eq!(hit.rows.rows.iter().map(|r| &r.at).collect::<Vec<_>>(), [&at]);
    assert_eq!(hit.rows.rows[0].days_late, Some(38));
    assert_eq!(p.office.tasks(&p.officer, &found("dat quoc phong")).await.unwrap().rows.total, 0);
    let desk = p.office.desk(&p.clerks[0]).await.unwrap();
    assert_eq!(desk.overdue.len(), 1);
    assert_eq!(p.office.desk(&p.clerks[2]).await.unwrap().overdue.len(), 0);
    let body = p.office.body(&p.officer, &p.committees[0].at, None).await.unwrap();
    assert_eq!((body.leads.len(), body.unit.unwrap()), (1, p.new[0].clone()));
    let page = p.office.ledger(&p.officer, &Default::default()).await.unwrap();
    let last = p.office.act(&p.officer, p.office.site(), page.last).await.unwrap();
    assert_eq!((last.subject.at, last.act.hash), (at, page.head));
    let before = p.office.act(&p.officer, p.office.site(), page.last - 1).await.unwrap();
    assert_eq!(last.prev_hash, before.act.hash);
}
