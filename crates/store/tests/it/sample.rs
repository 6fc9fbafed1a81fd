//! Invented acts: a province and a commune of tỉnh Sông Giang (mẫu). Between them they put a row into every table.

use record::payload::*;
use record::{Actor, Draft, Evidence, Payload};
use terms::*;

/// The clock of the tests: 01/03/2026 08:00 in Việt Nam, in microseconds.
pub(crate) const NOW: Instant = Instant(1_772_326_800_000_000);

/// An instant some minutes after `NOW`.
pub(crate) fn minutes(n: i64) -> Instant {
    Instant(NOW.0 + n * 60_000_000)
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An object of a site, by number.
pub(crate) fn at(kind: Kind, site: &str, n: u128) -> Ref {
    Ref { kind, site: site.parse().unwrap(), id: Id::new(1_772_326_800_000, n) }
}

pub(crate) fn named(at: Ref, name: &str) -> Named {
    Named { at, name: name.to_owned() }
}

pub(crate) const PROVINCE: &str = "song-giang";
pub(crate) const COMMUNE: &str = "an-binh";

pub(crate) fn committee() -> Named {
    named(at(Kind::Body, PROVINCE, 1), "Ủy ban nhân dân tỉnh Sông Giang")
}

pub(crate) fn command() -> Named {
    named(at(Kind::Body, PROVINCE, 2), "Bộ Chỉ huy quân sự tỉnh Sông Giang")
}

pub(crate) fn commune_unit() -> Named {
    named(at(Kind::Unit, PROVINCE, 2), "xã An Bình")
}

pub(crate) fn task() -> Ref {
    at(Kind::Task, PROVINCE, 1)
}

pub(crate) fn form() -> Named {
    named(at(Kind::Form, PROVINCE, 1), "Báo cáo công tác quốc phòng địa phương")
}

pub(crate) fn submission() -> Ref {
    at(Kind::Submission, COMMUNE, 1)
}

pub(crate) fn document() -> Named {
    named(at(Kind::Document, PROVINCE, 1), "Chỉ thị số 05/CT-UBND")
}

pub(crate) fn year() -> Period {
    Period::year(2025).unwrap()
}

/// A draft by the standing office of the province.
pub(crate) fn draft(subject: Ref, on: &str, payload: Payload) -> Draft {
    let actor =
        Actor { login: "vanthu".into(), name: "Nguyễn Thị Mẫu".into(), body: command() };
    let evidence = vec![Evidence::File { sha256: "0".repeat(64), file_name: "mau.docx".into() }];
    Draft { effective_on: day(on), subject, actor, evidence, payload }
}

/// Everything the province enters: at least one row for every projection table but cells.
pub(crate) fn province() -> Vec<Draft> {
    [organisation(), papers(), work(), figures(), review(), accounts()].concat()
}

fn organisation() -> Vec<Draft> {
    let body = |n, name: &str, parent| {
        let says = BodyAct::Established {
            name: name.into(),
            short_name: Some("UBND tỉnh".into()),
            kind: "people_committee".into(),
            parent,
            unit: Some(named(at(Kind::Unit, PROVINCE, 1), "tỉnh Sông Giang")),
            standing_for: None,
            basis: None,
        };
        draft(at(Kind::Body, PROVINCE, n), "2016-01-01", Payload::Body(says))
    };
    let unit = |n, level, unit_type: &str, name: &str, parent, predecessors| {
        let says = UnitAct::Created {
            level,
            unit_type: unit_type.into(),
            name: name.into(),
            code: Some(format!("9{n:04}")),
            parent,
            lat_micro: Some(10_500_000),
            lon_micro: Some(106_250_000),
            predecessors,
            basis: Some("Nghị quyết về sắp xếp đơn vị hành chính (mẫu)".into()),
        };
        draft(at(Kind::Unit, PROVINCE, n), "2025-07-01", Payload::Unit(says))
    };
    let province = named(at(Kind::Unit, PROVINCE, 1), "tỉnh Sông Giang");
    let gone = named(at(Kind::Unit, PROVINCE, 9), "xã An Hòa");
    let predecessor = Predecessor { unit: gone, area: Share::All, population: Share::All };
    let person = at(Kind::Person, PROVINCE, 1);
    let post = PersonAct::PostHeld {
        title: "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh Sông Giang".into(),
        body: Some(command()),
        from: Some("2024-05".parse().unwrap()),
        to: None,
    };
    let rank = PersonAct::RankHeld { rank: "Đại tá".into(), from: None };
    vec![
        body(1, "Ủy ban nhân dân tỉnh Sông Giang", None),
        body(2, "Bộ Chỉ huy quân sự tỉnh", Some(committee())),
        draft(
            command().at,
            "2025-07-01",
            Payload::Body(BodyAct::Renamed { name: command().name, short_name: None, basis: None }),
        ),
        unit(1, UnitLevel::Province, "tỉnh", "Sông Giang", None, vec![]),
        unit(2, UnitLevel::Commune, "xã", "An Bình", Some(province), vec![predecessor]),
        draft(
            person.clone(),
            "2024-05-01",
            Payload::Person(PersonAct::Registered { name: "Trần Văn Mẫu".into() }),
        ),
        draft(person.clone(), "2024-05-01", Payload::Person(post)),
        draft(person, "2024-05-01", Payload::Person(rank)),
    ]
}

fn papers() -> Vec<Draft> {
    let intake = at(Kind::Intake, PROVINCE, 1);
    let received = IntakeAct::Received {
        sha256: "a".repeat(64),
        file_name: "chi-thi-05.docx".into(),
        bytes: 20_480,
        format: "docx".into(),
        encoding: "utf-8".into(),
        title: "Chỉ thị về xây dựng khu vực phòng thủ".into(),
        circulation: None,
        proposals: vec!["document".into(), "task-1".into()],
    };
    let decided = IntakeAct::Decided {
        proposal: "document".into(),
        decision: Decision::Confirmed,
        outcome: Some(document()),
        reason: None,
    };
    let facts = DocumentFacts {
        number: DocNumber::parse("05/CT-UBND"),
        doc_type: "Chỉ thị".into(),
        subject: "Về xây dựng khu vực phòng thủ trong tình hình mới".into(),
        issuer: Some(committee().name),
        issuer_body: Some(committee().at),
        issued_on: Some("2025-09-15".parse().unwrap()),
        signer: Some("Lê Văn Mẫu".into()),
        intake: Some(intake.clone()),
        circulation: None,
    };
    let cited = DocumentFacts {
        number: DocNumber::parse("12/NQ-TU"),
        doc_type: "Nghị quyết".into(),
        subject: "Nghị quyết (mẫu) được dẫn chiếu".into(),
        issuer: None,
        issuer_body: None,
        issued_on: Some("2025".parse().unwrap()),
        signer: None,
        intake: None,
        circulation: None,
    };
    let target = named(at(Kind::Document, PROVINCE, 2), "Nghị quyết số 12-NQ/TU");
    let cites = Citation {
        target: target.clone(),
        relation: Relation::Basis,
        start: 120,
        end: 151,
        quote: "Nghị quyết số 12/NQ-TU".into(),
    };
    vec![
        draft(intake.clone(), "2026-03-01", Payload::Intake(received)),
        draft(document().at, "2025-09-15", Payload::Document(DocumentAct::Registered(facts))),
        draft(target.at, "2025-01-01", Payload::Document(DocumentAct::Registered(cited))),
        draft(document().at, "2026-03-01", Payload::Document(DocumentAct::Cites(cites))),
        draft(intake, "2026-03-01", Payload::Intake(decided)),
    ]
}

fn work() -> Vec<Draft> {
    let facts = TaskFacts {
        title: "Rà soát, bổ sung quyết tâm xây dựng khu vực phòng thủ".into(),
        assigner: committee(),
        lead: command(),
        coordinating: vec![named(at(Kind::Body, COMMUNE, 1), "Ủy ban nhân dân xã An Bình")],
        due_on: Some(day("2025-12-31")),
        field: Field::Defence,
        basis: vec![document()],
    };
    let progressed =
        TaskAct::Progressed { text: "Đã rà soát 60 xã.".into(), percent: Some(60) };
    let activity = ActivityFacts {
        kind: ActivityKind::Exercise,
        title: "Diễn tập khu vực phòng thủ".into(),
        held_on: Some("2025-10".parse().unwrap()),
        place: Some("xã An Bình".into()),
        hosts: vec![command()],
        chairs: vec![],
        period: None,
        reviews: vec![],
        attendance: vec![Attendance {
            value: 250, unit: "người".into(), qualifier: "over".into()
        }],
        field: Field::Defence,
    };
    let finding = FindingFacts {
        kind: FindingKind::Shortcoming,
        text: "Một số xã báo cáo chậm.".into(),
        field: Field::Organisation,
        body: Some(committee()),
        cause_of: None,
        found_in: Some(document()),
    };
    vec![
        draft(task(), "2025-09-20", Payload::Task(TaskAct::Assigned(facts))),
        draft(task(), "2025-10-01", Payload::Task(TaskAct::Accepted)),
        draft(task(), "2025-11-01", Payload::Task(progressed)),
        draft(
            at(Kind::Activity, PROVINCE, 1),
            "2025-10-20",
            Payload::Activity(ActivityAct::Recorded(activity)),
        ),
        draft(
            at(Kind::Finding, PROVINCE, 1),
            "2025-12-31",
            Payload::Finding(FindingAct::Recorded(finding)),
        ),
    ]
}

fn figures() -> Vec<Draft> {
    let indicator = |code: &str, name: &str| Indicator {
        code: code.into(),
        name: name.into(),
        measure: "người".into(),
        scale: 0,
        aggregation: Aggregation::Sum,
        parts: None,
        field: Field::Education,
        targets: vec![Target {
            year: 2025, value: 1_200, basis: "Kế hoạch năm 2025 (mẫu)".into()
        }],
    };
    let facts = FormFacts {
        code: "QP-01".into(),
        title: form().name,
        asked_by: command(),
        filled_by: UnitLevel::Commune,
        indicators: vec![
            indicator("gd-qpan", "Số người được bồi dưỡng kiến thức quốc phòng và an ninh"),
            indicator("dan-quan", "Số dân quân được huấn luyện"),
        ],
    };
    let opened = FormAct::PeriodOpened {
        period: year(),
        on_time_until: day("2026-01-15"),
        open_until: day("2026-03-31"),
    };
    vec![
        draft(form().at, "2025-01-01", Payload::Form(FormAct::Defined(facts))),
        draft(form().at, "2025-12-20", Payload::Form(opened)),
    ]
}

fn review() -> Vec<Draft> {
    let review = at(Kind::Review, PROVINCE, 1);
    let figure = Figure {
        key: "s1".into(),
        printed: "120".into(),
        formula: "sum gd-qpan 2025".into(),
        explained: "Tổng số người được bồi dưỡng năm 2025".into(),
        evidence: vec![Evidence::FormCell {
            submission: submission(),
            indicator: "gd-qpan".into(),
        }],
    };
    let line = ReviewLine {
        key: "l1".into(),
        pieces: vec![Piece::Words("Đã bồi dưỡng ".into()), Piece::Figure(figure)],
        evidence: vec![],
    };
    let section = ReviewSection {
        kind: SectionKind::Results,
        field: Some(Field::Education),
        lines: vec![line],
        tables: vec![],
    };
    let opened = ReviewAct::Opened {
        title: "Báo cáo sơ kết năm 2025 (mẫu)".into(),
        body: committee(),
        reviewed: Some(document()),
        period: year(),
    };
    let compiled = ReviewAct::Compiled { as_of: day("2026-03-01"), sections: vec![section] };
    vec![
        draft(review.clone(), "2026-03-01", Payload::Review(opened)),
        draft(review.clone(), "2026-03-01", Payload::Review(compiled)),
        draft(review, "2026-03-01", Payload::Review(ReviewAct::Submitted)),
    ]
}

fn accounts() -> Vec<Draft> {
    let account = at(Kind::Account, PROVINCE, 1);
    let opened = AccountAct::Opened { login: "vanthu".into(), name: "Nguyễn Thị Mẫu".into() };
    let granted = AccountAct::Granted { role: Role::Clerk, body: committee() };
    vec![
        draft(account.clone(), "2026-01-02", Payload::Account(opened)),
        draft(account, "2026-01-02", Payload::Account(granted)),
    ]
}

/// What the commune enters: its report of the year, and its part in the province's task.
pub(crate) fn commune() -> Vec<Draft> {
    let begun = SubmissionAct::Begun { form: form(), unit: commune_unit(), period: year() };
    let entry = |indicator: &str, cell| CellEntry { indicator: indicator.into(), cell, note: None };
    let cells = vec![entry("gd-qpan", Cell::Number(120)), entry("dan-quan", Cell::Zero)];
    let step = |on, says| draft(submission(), on, Payload::Submission(says));
    let handed_in = TaskAct::HandedIn { text: "Đã hoàn thành rà soát tại xã.".into() };
    vec![
        step(
            "2026-01-10",
            SubmissionAct::Begun { form: form(), unit: commune_unit(), period: year() },
        ),
        step("2026-01-10", SubmissionAct::Entered { cells, file: None }),
        step("2026-01-12", SubmissionAct::Submitted),
        draft(task(), "2025-12-20", Payload::Task(handed_in)),
        draft(at(Kind::Submission, COMMUNE, 2), "2026-01-11", Payload::Submission(begun)),
    ]
}
