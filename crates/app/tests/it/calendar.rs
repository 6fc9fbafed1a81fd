//! The calendar of what a real report says: the report is read, its citations confirmed, and the rest follows by rule.

use crate::province::{Province, day};
use app::calendar::{CalendarQuery, CalendarView, Entry};
use app::intake::{Answer, ProposalKind};
use std::path::Path;
use terms::{CalendarKind, Certainty, Period};

fn report() -> Option<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let file = corpus.join("004_85cb31aadad26a77.txt");
    let found = std::fs::read(file).ok();
    if found.is_none() {
        eprintln!("SKIPPED: ../shared/corpus is not there, so no calendar is made of the report");
    }
    found
}

async fn calendar(p: &Province, from: (i16, i8, i8), to: (i16, i8, i8)) -> CalendarView {
    let window = Period::new(day(from.0, from.1, from.2), day(to.0, to.1, to.2)).unwrap();
    let query = CalendarQuery { window, body: None, kind: None, field: None, known: None };
    p.office.calendar(&p.officer, query).await.unwrap()
}

fn titled<'v>(view: &'v CalendarView, title: &str) -> &'v Entry {
    let all: Vec<&str> = view.entries.iter().map(|e| e.title.as_str()).collect();
    view.entries.iter().find(|e| e.title == title).unwrap_or_else(|| panic!("no {title}: {all:#?}"))
}

#[tokio::test]
async fn from_one_report_its_regulation_and_programme_are_due_by_rule() {
    let Some(bytes) = report() else { return };
    let p = Province::build().await;
    let taken = p.office.take_in(&p.officer, "hoi-nghi.txt", bytes).await.unwrap();
    let desk = p.office.intake_desk(&p.officer, &taken.at).await.unwrap();
    let wanted = |k: ProposalKind| matches!(k, ProposalKind::Document | ProposalKind::Cited);
    let mut cited = 0;
    for proposal in desk.proposals.iter().filter(|p| wanted(p.kind)) {
        let answer = p.office.answer(&p.officer, &taken.at, &proposal.key, Answer::Confirm).await;
        answer.unwrap_or_else(|e| panic!("{}: {e}", proposal.title));
        cited += usize::from(proposal.kind == ProposalKind::Cited);
    }
    assert!(cited >= 6, "only {cited} citations");

    let view = calendar(&p, (2023, 1, 1), (2026, 6, 30)).await;
    let review = titled(&view, "Sơ kết 3 năm thực hiện Quy chế số 1374-QC/QUTW-TUHN");
    assert_eq!(review.span.first, day(2025, 9, 9));
    assert_eq!(review.why[0].text, "Quy chế số 1374-QC/QUTW-TUHN ban hành 09/09/2022");
    assert!(review.why[0].at.is_some() && review.why[1].rule.is_some());
    let end = titled(&view, "Tổng kết thực hiện Chương trình số 09-CTr/TU");
    assert_eq!((end.span.first, end.certainty), (day(2025, 12, 31), Certainty::ByRule));
    assert_eq!(end.why[1].text, "Văn bản ghi thời hạn: giai đoạn 2021-2025");
    titled(&view, "Sơ kết 3 năm thực hiện Chương trình số 09-CTr/TU");
    for title in [
        "70 năm Chiến thắng Điện Biên Phủ",
        "70 năm Ngày Giải phóng Thủ đô",
        "80 năm Ngày thành lập Quân đội nhân dân Việt Nam",
        "35 năm Ngày hội Quốc phòng toàn dân",
        "50 năm Ngày Giải phóng miền Nam, thống nhất đất nước",
        "80 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026-2031",
        "Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
    ] {
        titled(&view, title);
    }
    // Moving the day of the regulation moves its review, and nothing else.
    let at = review.why[0].at.clone().unwrap();
    let new = day(2022, 10, 9).into();
    let would = p.office.date_would_move(&p.officer, &at, new).await.unwrap();
    assert_eq!(would.moved.len(), 1);
    p.office.correct_date(&p.officer, &at, new, "Đối chiếu bản gốc").await.unwrap();
    let view = calendar(&p, (2023, 1, 1), (2026, 6, 30)).await;
    let review = titled(&view, "Sơ kết 3 năm thực hiện Quy chế số 1374-QC/QUTW-TUHN");
    assert_eq!(review.span.first, day(2025, 10, 9));
    let words = view.moved_from(&review.key).map(app::calendar::moved_words);
    assert_eq!(words.as_deref(), Some("đã dời từ 09/09/2025 sang 09/10/2025"));
}

#[tokio::test]
async fn what_nobody_held_is_late_without_anybody_typing_a_date() {
    let p = Province::build().await;
    let view = calendar(&p, (2026, 3, 1), (2026, 3, 31)).await;
    assert!(view.late.iter().all(|e| e.span.last < view.today && e.open().next().is_some()));
    assert!(view.entries.iter().any(|e| e.kind == CalendarKind::Anniversary));
}
