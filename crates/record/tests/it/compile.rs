//! The review: in the customary order, every number anchored and computable again, frozen when approved.

use crate::make::*;
use record::Payload;
use record::compile::*;
use record::decide;
use record::figures::*;
use record::object::Review;
use record::payload::*;
use record::words::loose_numbers;
use terms::*;

fn request() -> ReviewRequest {
    ReviewRequest {
        period: Period::years(2024, 2025).unwrap(),
        as_of: day("2025-12-31"),
        reviewed: Some(named(Kind::Document, 1, "Nghị quyết số 15-NQ/TU")),
        body: named(Kind::Body, 1, "Ban Chỉ đạo"),
        unit: at(Kind::Unit, 1),
        map: MapChoice::OnDay(day("2025-12-31")),
    }
}

fn units_and_reports(ledger: &mut Ledger) {
    let begin = day("2000-01-01");
    ledger.unit(1, UnitLevel::Province, "Sông Giang", None, begin, &[]);
    for n in 100..103 {
        ledger.unit(n, UnitLevel::Commune, "mẫu", Some(1), begin, &[]);
    }
    let target = |value| Target { year: 2025, value, basis: "Kế hoạch số 8/KH-UBND".into() };
    let education = Indicator {
        name: "số lớp bồi dưỡng đối tượng 4".into(),
        measure: "lớp".into(),
        field: Field::Education,
        targets: vec![target(40)],
        ..indicator("L", Aggregation::Sum)
    };
    let force = Indicator {
        name: "quân số dân quân tự vệ".into(),
        targets: vec![target(300)],
        ..indicator("Q", Aggregation::Stock)
    };
    let members = Indicator {
        name: "đảng viên trong dân quân tự vệ".into(),
        ..indicator("V", Aggregation::Stock)
    };
    let share = Indicator {
        name: "tỷ lệ đảng viên trong dân quân tự vệ".into(),
        targets: vec![target(3250)],
        ..ratio("T", "V", "Q")
    };
    ledger.form(vec![education, force, members, share], &[year(2024), year(2025)]);
    for (unit, y, lessons) in
        [(100, 2024, 5), (101, 2024, 6), (102, 2024, 7), (100, 2025, 11), (101, 2025, 12)]
    {
        let cells = [("L", lessons), ("Q", 100 + lessons), ("V", 30 + lessons)]
            .map(|(code, n)| (code, Cell::Number(n)));
        ledger.submit(unit, year(y), &cells);
    }
}

fn document(ledger: &mut Ledger, n: u64, number: &str, doc_type: &str, on: &str, subject: &str) {
    let facts = DocumentFacts {
        number: DocNumber::parse(number),
        doc_type: doc_type.into(),
        subject: subject.into(),
        issuer: Some("Tỉnh ủy Sông Giang".into()),
        issuer_body: None,
        issued_on: Some(day(on).into()),
        signer: None,
        intake: None,
        circulation: None,
    };
    let says = Payload::Document(DocumentAct::Registered(facts));
    ledger.say(&at(Kind::Document, n), day(on), says);
}

fn papers_and_meetings(ledger: &mut Ledger) {
    document(ledger, 1, "15-NQ/TU", "Nghị quyết", "2023-05-05", "xây dựng khu vực phòng thủ");
    document(
        ledger,
        2,
        "20-CTr/TU",
        "Chương trình",
        "2024-02-01",
        "thực hiện Nghị quyết với 12 nhóm giải pháp",
    );
    document(ledger, 3, "7/KH-UBND", "Kế hoạch", "2024-03-01", "mở 40 lớp bồi dưỡng");
    let citation = Citation {
        target: named(Kind::Document, 1, "Nghị quyết số 15-NQ/TU"),
        relation: Relation::Implements,
        start: 0,
        end: 10,
        quote: "15-NQ/TU".into(),
    };
    let cites = Payload::Document(DocumentAct::Cites(citation));
    ledger.say(&at(Kind::Document, 2), day("2024-02-01"), cites);
    for (n, qualifier, value) in [(1, "exact", 120), (2, "over", 300)] {
        let facts = ActivityFacts {
            kind: ActivityKind::Training,
            title: "Tập huấn".into(),
            held_on: Some("2024-06".parse().unwrap()),
            place: None,
            hosts: vec![],
            chairs: vec![],
            period: None,
            reviews: vec![],
            attendance: vec![Attendance {
                value,
                unit: "đại biểu".into(),
                qualifier: qualifier.into(),
            }],
            field: Field::Education,
        };
        let says = Payload::Activity(ActivityAct::Recorded(facts));
        ledger.say(&at(Kind::Activity, n), day("2024-06-30"), says);
    }
}

fn work_and_findings(ledger: &mut Ledger) {
    for (n, due, done) in
        [(1, "2025-03-01", true), (2, "2025-03-01", false), (3, "2026-12-31", false)]
    {
        let task = at(Kind::Task, n);
        let facts = TaskFacts {
            title: format!("Mở {n}0 lớp tập huấn."),
            ..task_facts(Some(day(due)))
        };
        ledger.say(&task, day("2025-01-01"), Payload::Task(TaskAct::Assigned(facts)));
        if done {
            let text = "đã mở".to_owned();
            ledger.say(&task, day("2025-02-01"), Payload::Task(TaskAct::HandedIn { text }));
            ledger.say(&task, day("2025-02-02"), Payload::Task(TaskAct::Closed { text: None }));
        }
    }
    for (n, kind, text, of) in [
        (
            1,
            FindingKind::Strength,
            "Cấp ủy các cấp lãnh đạo chặt chẽ, 27/27 xã có nghị quyết",
            None,
        ),
        (2, FindingKind::Shortcoming, "Còn 3 xã triển khai chậm so với kế hoạch năm 2024.", None),
        (3, FindingKind::Cause, "cán bộ mới nhận nhiệm vụ từ ngày 01/7/2025", Some(2)),
        (4, FindingKind::Lesson, "Phát huy vai trò nêu gương của người đứng đầu", None),
        (5, FindingKind::Direction, "Nâng tỷ lệ đảng viên lên 35%", None),
        (6, FindingKind::Result, "Diễn tập đạt kết quả tốt", None),
    ] {
        ledger.say(&at(Kind::Finding, n), day("2025-10-10"), finding(kind, text, of));
    }
}

fn world() -> Ledger {
    let mut ledger = Ledger::default();
    units_and_reports(&mut ledger);
    papers_and_meetings(&mut ledger);
    work_and_findings(&mut ledger);
    ledger
}

pub(crate) fn text(line: &ReviewLine) -> String {
    line.pieces.iter().map(Piece::text).collect()
}

fn texts(sections: &[ReviewSection], kind: SectionKind) -> Vec<String> {
    let of = sections.iter().filter(|s| s.kind == kind);
    of.flat_map(|s| s.lines.iter().map(text)).collect()
}

#[test]
fn the_sections_stand_in_the_customary_order() {
    let sections = compile(&request(), &world().facts());
    let kinds: Vec<SectionKind> = sections.iter().map(|s| s.kind).collect();
    assert!(kinds.is_sorted());
    let fields: Vec<_> = sections.iter().filter_map(|s| s.field).collect();
    assert_eq!(fields, [Field::Defence, Field::Forces, Field::Education]);
    for kind in SectionKind::ALL.iter().filter(|k| **k != SectionKind::Proposals) {
        assert!(kinds.contains(kind), "{kind:?}");
    }
}

#[test]
fn the_sentences_say_what_the_record_says() {
    let sections = compile(&request(), &world().facts());
    let leadership = texts(&sections, SectionKind::Leadership);
    assert!(leadership[0].contains("ghi nhận 2 văn bản"), "{leadership:#?}");
    assert!(leadership[0].contains("1 chương trình; 1 kế hoạch"), "{leadership:#?}");
    assert!(leadership[1].contains("cụ thể hóa Nghị quyết số 15-NQ/TU"), "{leadership:#?}");
    assert!(leadership[2].contains("Chương trình số 20-CTr/TU ngày 01/02/2024 của Tỉnh ủy"));
    assert!(leadership[4].contains("hơn 420 lượt đại biểu"), "{leadership:#?}");
    let results = texts(&sections, SectionKind::Results);
    let all = results.join("\n");
    assert!(all.contains("trong giai đoạn 2024-2025 là 41 lớp (5/6 báo cáo"), "{all}");
    assert!(all.contains("riêng năm 2025 là 23 lớp (2/3 báo cáo"), "{all}");
    assert!(all.contains("bằng 57,5% chỉ tiêu giao (40 lớp)"), "{all}");
    assert!(all.contains("năm 2025 là 37,2% (83 trên 223; 2/3 báo cáo"), "{all}");
    assert!(all.contains("chỉ tiêu giao là 32,5%"), "{all}");
    let tasks = texts(&sections, SectionKind::Tasks);
    assert!(tasks[0].contains("trong tổng số 3 nhiệm vụ"), "{tasks:#?}");
    assert!(tasks[0].contains("là 33,3%."), "{tasks:#?}");
    assert!(
        tasks[1].starts_with("Nhiệm vụ quá hạn: Mở 20 lớp tập huấn; cơ quan chủ trì: Bộ Chỉ huy")
    );
    let shortcomings = texts(&sections, SectionKind::Shortcomings);
    assert_eq!(
        shortcomings,
        [
            "Còn 3 xã triển khai chậm so với kế hoạch năm 2024. Nguyên nhân: cán bộ mới nhận nhiệm vụ từ \
          ngày 01/7/2025."
        ]
    );
    let directions = texts(&sections, SectionKind::Directions);
    assert!(directions[1].contains("gồm 1 nhiệm vụ còn trong hạn"), "{directions:#?}");
}

#[test]
fn every_number_is_a_figure_that_computes_to_what_is_printed() {
    let facts = world().facts();
    let sections = compile(&request(), &facts);
    let mut seen = 0;
    for (at, figure) in sections.iter().flat_map(ReviewSection::figures) {
        let formula: Formula = figure.formula.parse().unwrap();
        assert_eq!(
            evaluate(&formula, &facts).printed(),
            figure.printed,
            "{at}: {}",
            figure.formula
        );
        assert!(!figure.explained.is_empty());
        let zero = figure.printed == "0" || figure.printed == "0%";
        assert!(zero || !figure.evidence.is_empty(), "{}", figure.formula);
        seen += 1;
    }
    assert!(seen > 60, "{seen}");
    let lines = sections.iter().flat_map(|s| s.lines.iter().map(|l| &l.pieces));
    let rows =
        sections.iter().flat_map(|s| s.tables.iter().flat_map(|t| t.rows.iter().map(|r| &r.1)));
    for piece in lines.chain(rows).flatten().filter(|p| p.figure().is_none()) {
        assert!(loose_numbers(piece.text()).is_empty(), "{}", piece.text());
    }
    for table in sections.iter().flat_map(|s| &s.tables) {
        assert!(table.rows.iter().all(|(_, cells)| cells.len() + 1 == table.columns.len()));
    }
}

#[test]
fn a_finding_quotes_its_own_numbers() {
    let facts = world().facts();
    let sections = compile(&request(), &facts);
    let strengths = sections.iter().find(|s| s.kind == SectionKind::Strengths).unwrap();
    let figure = strengths.lines[0].pieces.iter().find_map(Piece::figure).unwrap();
    assert_eq!(figure.printed, "27/27");
    assert!(figure.formula.starts_with("quote(at=finding/song-giang/"), "{}", figure.formula);
    assert_eq!(figure.evidence.len(), 2, "the file it came from and the act");
}

#[test]
fn a_shortcoming_without_cause_is_told() {
    let mut ledger = world();
    assert_eq!(causeless(&request(), &ledger.facts()), []);
    let says = finding(FindingKind::Shortcoming, "Báo cáo chưa kịp thời", None);
    ledger.say(&at(Kind::Finding, 9), day("2025-10-11"), says);
    let without = causeless(&request(), &ledger.facts());
    assert_eq!(without, [named(Kind::Finding, 9, "Báo cáo chưa kịp thời")]);
    let sections = compile(&request(), &ledger.facts());
    let told = texts(&sections, SectionKind::Shortcomings);
    assert!(told[1].ends_with("Nguyên nhân: chưa được xác định."), "{told:?}");
}

#[test]
fn an_empty_record_gives_a_review_that_says_so() {
    let sections = compile(&request(), &Facts::default());
    assert!(sections.iter().all(|s| !s.lines.is_empty()));
    assert_eq!(sections.iter().flat_map(ReviewSection::figures).count(), 0);
}

/// The review of the world, approved, and the ledger it stands in.
pub(crate) fn approved() -> (Ledger, Ref) {
    let mut ledger = world();
    let review = at(Kind::Review, 1);
    let on = day("2026-01-31");
    let opened = ReviewAct::Opened {
        title: "Báo cáo sơ kết".into(),
        body: request().body,
        reviewed: request().reviewed,
        period: request().period,
    };
    let sections = compile(&request(), &ledger.facts());
    let compiled = ReviewAct::Compiled { as_of: request().as_of, sections };
    ledger.say(&review, on, Payload::Review(opened));
    let now = Review::try_from(ledger.object(&review)).unwrap();
    let drafts =
        decide::review(Some(&now), entry(review.clone(), "a", "2026-01-31"), compiled, &[]);
    for says in drafts.unwrap() {
        ledger.say(&review, on, says.payload);
    }
    ledger.say(&review, on, Payload::Review(ReviewAct::Submitted));
    let approved = ReviewAct::Approved { number: None, signer: None };
    ledger.say_at("song-giang", "lanh-dao", &review, on, Payload::Review(approved));
    (ledger, review)
}

fn differences(ledger: &Ledger, review: &Ref) -> Vec<Difference> {
    recheck(&Review::try_from(ledger.object(review)).unwrap(), &ledger.facts())
}

#[test]
fn a_later_correction_shows_in_the_difference_report_and_nowhere_else() {
    let (mut ledger, review) = approved();
    assert_eq!(differences(&ledger, &review), []);
    let before = Review::try_from(ledger.object(&review)).unwrap();
    let facts = ledger.facts();
    let corrected = facts.submissions.iter().find(|s| s.unit.at == at(Kind::Unit, 100)).unwrap();
    let says = SubmissionAct::Corrected {
        cells: vec![CellEntry { indicator: "L".into(), cell: Cell::Number(9), note: None }],
        reason: "cộng nhầm".into(),
    };
    ledger.say(&corrected.at.clone(), day("2026-03-01"), Payload::Submission(says));
    let act = ledger.acts.last().unwrap().key();
    assert_eq!(Review::try_from(ledger.object(&review)).unwrap(), before, "figures are frozen");
    let found = differences(&ledger, &review);
    let places: Vec<(&str, Option<&str>)> =
        found.iter().map(|d| (d.figure.printed.as_str(), d.now.as_deref())).collect();
    assert_eq!(
        places,
        [("41", Some("45")), ("18", Some("22"))],
        "the sentence and the table cell of 2024"
    );
    for difference in &found {
        assert_eq!(difference.effect, Some(Amount::new(4, 0)));
        let [change] = &difference.changes[..] else { panic!("{:?}", difference.changes) };
        assert_eq!(change.act, act);
        assert_eq!(change.cell, Some((Cell::Number(5), Cell::Number(9))));
        assert_eq!(change.effect(0), Some(Amount::new(4, 0)));
        assert_eq!(change.reason.as_deref(), Some("cộng nhầm"));
    }
}

#[test]
fn a_late_report_and_a_changed_task_show_too() {
    let (mut ledger, review) = approved();
    ledger.submit(
        102,
        year(2025),
        &[("L", Cell::Number(17)), ("Q", Cell::Zero), ("V", Cell::Zero)],
    );
    let withdrawn = TaskAct::Withdrawn { reason: "giao trùng".into() };
    ledger.say(&at(Kind::Task, 2), day("2025-12-01"), Payload::Task(withdrawn));
    let found = differences(&ledger, &review);
    let coverage = found.iter().find(|d| d.figure.printed == "5/6").unwrap();
    assert_eq!(coverage.now.as_deref(), Some("6/6"));
    assert_eq!(coverage.changes.len(), 2, "handed in and approved");
    let tasks =
        found.iter().find(|d| d.figure.formula.starts_with("count(tasks;assigned")).unwrap();
    assert_eq!((tasks.figure.printed.as_str(), tasks.now.as_deref()), ("3", Some("2")));
    assert_eq!(tasks.changes.len(), 1);
    let attained = found.iter().find(|d| d.figure.printed == "57,5%").unwrap();
    assert_eq!(attained.now.as_deref(), Some("100%"), "complete now, and exactly the target");
}
