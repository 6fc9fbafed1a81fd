//! Every rule refuses what breaks it, with the facts of the case.

use crate::make::*;
use record::decide::{self, Around, Refusal, TaskWanted};
use record::object::{Form, Review, Submission, Task, Unit};
use record::payload::*;
use record::{Entry, Evidence, Object, Payload};
use terms::*;

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().code()
}

fn task_ref() -> Ref {
    at(Kind::Task, 1)
}

fn task_of(steps: &[(&str, &str, TaskAct)]) -> Task {
    let mut ledger = Ledger::default();
    let assigned = TaskAct::Assigned(task_facts(Some(day("2025-06-30"))));
    ledger.say(&task_ref(), day("2025-01-01"), Payload::Task(assigned));
    for (login, on, says) in steps {
        ledger.say_at("song-giang", login, &task_ref(), day(on), Payload::Task(says.clone()));
    }
    Task::try_from(ledger.object(&task_ref())).unwrap()
}

fn proven(login: &str, on: &str) -> Entry {
    Entry { evidence: file(), ..entry(task_ref(), login, on) }
}

fn handed_in() -> TaskAct {
    TaskAct::HandedIn { text: "đã xong".into() }
}

#[test]
fn a_task_has_one_lead_that_does_not_also_coordinate() {
    let wanted = TaskWanted {
        title: "Diễn tập".into(),
        assigner: named(Kind::Body, 1, "Ban Chỉ đạo"),
        lead: None,
        coordinating: vec![],
        due_on: None,
        field: Field::Defence,
        basis: vec![],
    };
    assert_eq!(wanted.facts(), Err(Refusal::LeadMissing));
    let assign =
        |facts| decide::task(None, entry(task_ref(), "a", "2025-01-01"), TaskAct::Assigned(facts));
    let mut facts = task_facts(Some(day("2025-06-30")));
    assert_eq!(assign(facts.clone()).unwrap().len(), 1);
    facts.coordinating.push(facts.lead.clone());
    assert_eq!(code(assign(facts)), "task.lead-coordinates");
    let nameless = TaskFacts { lead: named(Kind::Body, 2, " "), ..task_facts(None) };
    assert_eq!(code(assign(nameless)), "task.lead-missing");
    let early = task_facts(Some(day("2024-12-31")));
    assert_eq!(code(assign(early)), "task.term-before-assignment");
}

#[test]
fn a_hand_in_is_proven_and_closed_by_a_second_person() {
    let open = task_of(&[]);
    let step = |task: &Task, entry, says| decide::task(Some(task), entry, says);
    let bare = entry(task_ref(), "a", "2025-02-01");
    assert_eq!(code(step(&open, bare.clone(), handed_in())), "task.evidence-missing");
    assert!(step(&open, proven("a", "2025-02-01"), handed_in()).is_ok());
    let close = TaskAct::Closed { text: None };
    let not_yet = step(&open, bare.clone(), close.clone()).unwrap_err();
    assert_eq!(not_yet.code(), "task.not-handed-in");
    let waiting = task_of(&[("a", "2025-02-01", handed_in())]);
    assert_eq!(
        step(&waiting, proven("a", "2025-02-02"), close.clone()),
        Err(Refusal::TaskSamePerson { login: "a".into(), handed_in_on: day("2025-02-01") })
    );
    assert!(step(&waiting, entry(task_ref(), "b", "2025-02-02"), close.clone()).is_ok());
    let closed = task_of(&[("a", "2025-02-01", handed_in()), ("b", "2025-02-02", close)]);
    assert_eq!(code(step(&closed, proven("a", "2025-02-03"), handed_in())), "task.closed");
}

#[test]
fn an_extension_is_reasoned_and_later() {
    let task = task_of(&[]);
    let extend = |due: &str, reason: &str| {
        let says = TaskAct::Extended { due_on: day(due), reason: reason.into() };
        decide::task(Some(&task), entry(task_ref(), "a", "2025-02-01"), says)
    };
    assert_eq!(code(extend("2025-07-30", "  ")), "act.reason-missing");
    let (standing, asked) = (day("2025-06-30"), day("2025-06-30"));
    assert_eq!(extend("2025-06-30", "mưa"), Err(Refusal::TermEarlier { standing, asked }));
    assert!(extend("2025-07-01", "mưa").is_ok());
}

#[test]
fn steps_keep_to_the_order_of_days_and_to_the_past() {
    let task = task_of(&[("a", "2025-02-10", TaskAct::Accepted)]);
    let progress = || TaskAct::Progressed { text: "một nửa".into(), percent: Some(50) };
    let on = |on: &str| decide::task(Some(&task), entry(task_ref(), "a", on), progress());
    assert_eq!(code(on("2025-02-09")), "task.step-before-last");
    assert_eq!(code(on("2026-07-01")), "act.in-future");
    assert!(on("2025-02-10").is_ok());
    let too_far = TaskAct::Progressed { text: "xong".into(), percent: Some(101) };
    assert_eq!(code(decide::task(Some(&task), proven("a", "2025-03-01"), too_far)), "task.percent");
}

#[test]
fn a_proposal_is_decided_once_and_the_second_learns_by_whom() {
    let mut ledger = Ledger::default();
    let intake = at(Kind::Intake, 1);
    let received = IntakeAct::Received {
        sha256: "0".repeat(64),
        file_name: "tin.html".into(),
        bytes: 9,
        format: "html".into(),
        encoding: "utf-8".into(),
        title: "Tin".into(),
        circulation: None,
        proposals: vec!["p1".into(), "p2".into()],
    };
    let confirm = |proposal: &str, decision| IntakeAct::Decided {
        proposal: proposal.into(),
        decision,
        outcome: None,
        reason: None,
    };
    let confirmed = confirm("p1", Decision::Confirmed);
    ledger.say(&intake, day("2025-01-01"), Payload::Intake(received));
    ledger.say(&intake, day("2025-01-01"), Payload::Intake(confirmed.clone()));
    let Object::Intake(now) = ledger.object(&intake) else { panic!() };
    assert_eq!(now.undecided().collect::<Vec<_>>(), ["p2"]);
    let decide = |says| decide::intake(Some(&now), entry(intake.clone(), "b", "2025-01-02"), says);
    match decide(confirmed).unwrap_err() {
        Refusal::AlreadyDecided { by, decision, .. } => {
            assert_eq!((by.as_str(), decision), ("Cán bộ can-bo", Decision::Confirmed));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(code(decide(confirm("p9", Decision::Confirmed))), "proposal.unknown");
    assert_eq!(code(decide(confirm("p2", Decision::Rejected))), "act.reason-missing");
}

struct Reporting {
    form: Form,
    unit: Unit,
    province: Unit,
    draft: Submission,
    at: Ref,
}

fn reporting(then: &[SubmissionAct]) -> Reporting {
    let mut ledger = Ledger::default();
    let province = ledger.unit(1, UnitLevel::Province, "Sông Giang", None, day("2000-01-01"), &[]);
    let unit = ledger.unit(2, UnitLevel::Commune, "An Bình", Some(1), day("2000-01-01"), &[]);
    ledger.abolish(2, day("2025-07-01"));
    let indicators = vec![
        indicator("A", Aggregation::Sum),
        indicator("B", Aggregation::Stock),
        ratio("R", "A", "B"),
    ];
    let form = ledger.form(indicators, &[year(2024), year(2025)]);
    let at = at(Kind::Submission, 5);
    let begun = SubmissionAct::Begun {
        form: named(Kind::Form, 1, "QP-01"),
        unit: named(Kind::Unit, 2, "xã An Bình"),
        period: year(2024),
    };
    for says in [begun].iter().chain(then) {
        ledger.say(&at, day("2025-01-10"), Payload::Submission(says.clone()));
    }
    Reporting {
        form: Form::try_from(ledger.object(&form)).unwrap(),
        unit: Unit::try_from(ledger.object(&unit)).unwrap(),
        province: Unit::try_from(ledger.object(&province)).unwrap(),
        draft: Submission::try_from(ledger.object(&at)).unwrap(),
        at,
    }
}

fn entered(cells: &[(&str, Cell)]) -> SubmissionAct {
    let cell = |(code, cell): &(&str, Cell)| CellEntry {
        indicator: (*code).into(),
        cell: *cell,
        note: None,
    };
    SubmissionAct::Entered { cells: cells.iter().map(cell).collect(), file: None }
}

impl Reporting {
    fn say(
        &self,
        login: &str,
        on: &str,
        says: SubmissionAct,
    ) -> Result<Vec<record::Draft>, Refusal> {
        let around = Around { form: &self.form, unit: &self.unit, existing: None };
        decide::submission(Some(&self.draft), entry(self.at.clone(), login, on), says, around)
    }

    fn begin(&self, unit: &Unit, period: Period, on: &str) -> Result<Vec<record::Draft>, Refusal> {
        let says = SubmissionAct::Begun {
            form: named(Kind::Form, 1, "QP-01"),
            unit: unit.named_on(period.to()),
            period,
        };
        let around = Around { form: &self.form, unit, existing: None };
        decide::submission(None, entry(at(Kind::Submission, 6), "a", on), says, around)
    }
}

#[test]
fn a_report_is_begun_by_a_unit_that_fills_the_form_in_an_open_period() {
    let r = reporting(&[]);
    assert!(r.begin(&r.unit, year(2024), "2025-01-10").is_ok());
    assert_eq!(code(r.begin(&r.unit, year(2024), "2025-01-31")), "submission.period-closed");
    assert_eq!(code(r.begin(&r.unit, year(2023), "2025-01-10")), "submission.period-not-opened");
    assert_eq!(code(r.begin(&r.province, year(2024), "2025-01-10")), "submission.wrong-level");
    assert_eq!(code(r.begin(&r.unit, year(2025), "2026-01-10")), "submission.unit-not-existing");
}

#[test]
fn cells_are_asked_once_and_within_range() {
    let r = reporting(&[]);
    let enter = |cells: &[(&str, Cell)]| r.say("a", "2025-01-10", entered(cells));
    assert!(enter(&[("A", Cell::Number(1)), ("B", Cell::Zero)]).is_ok());
    assert_eq!(code(enter(&[("X", Cell::Zero)])), "submission.cell-unknown");
    assert_eq!(code(enter(&[("R", Cell::Number(9))])), "submission.cell-computed");
    assert_eq!(code(enter(&[("A", Cell::Zero), ("A", Cell::Zero)])), "submission.cell-twice");
    assert_eq!(code(enter(&[("A", Cell::Number(i64::MAX))])), "submission.number-too-large");
    assert_eq!(code(enter(&[])), "submission.nothing-entered");
    let late = r.say("a", "2025-01-31", entered(&[("A", Cell::Zero)]));
    assert_eq!(code(late), "submission.period-closed");
}

#[test]
fn every_indicator_is_answered_even_if_with_not_reported() {
    let r = reporting(&[entered(&[("A", Cell::Number(1))])]);
    match r.say("a", "2025-01-10", SubmissionAct::Submitted).unwrap_err() {
        Refusal::Unanswered { indicators } => {
            assert_eq!(indicators, [("B".to_owned(), "số liệu B".to_owned())]);
        }
        other => panic!("{other:?}"),
    }
    let r = reporting(&[entered(&[("A", Cell::Number(1)), ("B", Cell::NotReported)])]);
    assert!(r.say("a", "2025-01-10", SubmissionAct::Submitted).is_ok());
}

#[test]
fn another_login_approves_and_only_what_is_approved_is_corrected() {
    let cells = entered(&[("A", Cell::Number(1)), ("B", Cell::Zero)]);
    let r = reporting(&[cells.clone(), SubmissionAct::Submitted]);
    let approve = |login| r.say(login, "2025-01-12", SubmissionAct::Approved);
    assert_eq!(code(approve("can-bo")), "submission.same-person");
    assert!(approve("lanh-dao").is_ok());
    let again = r.say("a", "2025-01-12", cells.clone());
    assert_eq!(code(again), "submission.not-open-for-entry");
    let correct = |n, reason: &str| SubmissionAct::Corrected {
        cells: vec![CellEntry { indicator: "A".into(), cell: Cell::Number(n), note: None }],
        reason: reason.into(),
    };
    assert_eq!(code(r.say("a", "2025-02-12", correct(2, "nhầm"))), "submission.not-approved");
    let r = reporting(&[cells, SubmissionAct::Submitted, SubmissionAct::Approved]);
    assert!(r.say("a", "2025-06-12", correct(2, "nhầm")).is_ok());
    assert_eq!(code(r.say("a", "2025-06-12", correct(2, ""))), "act.reason-missing");
    let same = r.say("a", "2025-06-12", correct(1, "nhầm"));
    assert_eq!(code(same), "submission.correction-changes-nothing");
}

#[test]
fn a_form_is_consistent_in_itself() {
    let define = |indicators| {
        let facts = FormFacts {
            code: "QP-02".into(),
            title: "Biểu".into(),
            asked_by: named(Kind::Body, 1, "Ban Chỉ đạo"),
            filled_by: UnitLevel::Commune,
            indicators,
        };
        let entry = entry(at(Kind::Form, 2), "a", "2025-01-01");
        decide::form(None, entry, FormAct::Defined(facts))
    };
    let a = || indicator("A", Aggregation::Sum);
    assert!(define(vec![a(), indicator("B", Aggregation::Sum), ratio("R", "A", "B")]).is_ok());
    assert_eq!(code(define(vec![])), "form.empty");
    assert_eq!(code(define(vec![a(), a()])), "form.code-twice");
    assert_eq!(code(define(vec![a(), ratio("R", "A", "X")])), "form.ratio-part");
    assert_eq!(code(define(vec![a(), ratio("R", "A", "R")])), "form.ratio-part");
    assert_eq!(code(define(vec![indicator("R", Aggregation::Ratio)])), "form.ratio-part");
    assert_eq!(code(define(vec![Indicator { scale: 7, ..a() }])), "form.scale");
}

fn figure(key: &str) -> Piece {
    Piece::Figure(Figure {
        key: key.into(),
        printed: "12".into(),
        formula: "count(tasks;on=2025-12-31)".into(),
        explained: String::new(),
        evidence: vec![],
    })
}

fn words(text: &str) -> Piece {
    Piece::Words(text.into())
}

fn review_of(then: &[(&str, ReviewAct)]) -> Review {
    let mut ledger = Ledger::default();
    let review = at(Kind::Review, 1);
    let opened = ReviewAct::Opened {
        title: "Báo cáo sơ kết".into(),
        body: named(Kind::Body, 1, "Ban Chỉ đạo"),
        reviewed: None,
        period: year(2025),
    };
    ledger.say(&review, day("2026-01-01"), Payload::Review(opened));
    for (login, says) in then {
        let says = Payload::Review(says.clone());
        ledger.say_at("song-giang", login, &review, day("2026-01-02"), says);
    }
    Review::try_from(ledger.object(&review)).unwrap()
}

fn compiled(pieces: Vec<Piece>) -> ReviewAct {
    let line = ReviewLine { key: "l1".into(), pieces, evidence: vec![] };
    let kind = SectionKind::Tasks;
    let section = ReviewSection { kind, field: None, lines: vec![line], tables: vec![] };
    ReviewAct::Compiled { as_of: day("2025-12-31"), sections: vec![section] }
}

fn on_review(
    review: &Review,
    login: &str,
    says: ReviewAct,
    causeless: &[Named],
) -> Result<Vec<record::Draft>, Refusal> {
    let entry = entry(at(Kind::Review, 1), login, "2026-01-03");
    decide::review(Some(review), entry, says, causeless)
}

#[test]
fn an_edited_line_keeps_to_its_own_figures_and_types_no_number() {
    let review =
        review_of(&[("a", compiled(vec![words("Có "), figure("s1"), words(" nhiệm vụ.")]))]);
    let edit = |line: &str, pieces| {
        let says = ReviewAct::Edited { line: line.into(), pieces };
        on_review(&review, "a", says, &[])
    };
    let kept = vec![words("Đến ngày 31/12/2025 đã giao "), figure("s1"), words(" nhiệm vụ.")];
    assert!(edit("l1", kept).is_ok());
    assert!(edit("l1", vec![words("Đã giao nhiều nhiệm vụ.")]).is_ok());
    assert_eq!(code(edit("l2", vec![words("x")])), "review.line-unknown");
    assert_eq!(code(edit("l1", vec![figure("s2")])), "review.figure-foreign");
    match edit("l1", vec![words("Có 15 nhiệm vụ, đạt 98,6%")]).unwrap_err() {
        Refusal::LooseNumber { numbers, .. } => assert_eq!(numbers, ["15", "98,6%"]),
        other => panic!("{other:?}"),
    }
    let without = ReviewAct::Edited { line: "l1".into(), pieces: vec![words("Có việc.")] };
    let start = compiled(vec![words("Có "), figure("s1"), words(" nhiệm vụ.")]);
    let edited = review_of(&[("a", start), ("a", without)]);
    let back = ReviewAct::Edited { line: "l1".into(), pieces: vec![words("Có "), figure("s1")] };
    assert!(on_review(&edited, "a", back, &[]).is_ok(), "a figure taken out may be put back");
    let Piece::Figure(forged) = figure("s1") else { panic!() };
    let forged = Piece::Figure(Figure { printed: "99".into(), ..forged });
    assert_eq!(code(edit("l1", vec![forged])), "review.figure-foreign");
}

#[test]
fn a_review_is_approved_by_another_and_with_every_cause_known() {
    let ready = [("a", compiled(vec![words("Lời")])), ("a", ReviewAct::Submitted)];
    let review = review_of(&ready);
    let approve = || ReviewAct::Approved { number: None, signer: None };
    let causeless = [named(Kind::Finding, 3, "nhận thức chưa đầy đủ")];
    assert_eq!(code(on_review(&review, "a", approve(), &[])), "review.same-person");
    assert_eq!(code(on_review(&review, "b", approve(), &causeless)), "review.cause-missing");
    assert!(on_review(&review, "b", approve(), &[]).is_ok());
    let draft = review_of(&ready[..1]);
    assert_eq!(code(on_review(&draft, "b", approve(), &[])), "review.not-submitted");
    let empty = review_of(&[]);
    assert_eq!(code(on_review(&empty, "a", ReviewAct::Submitted, &[])), "review.not-compiled");
    let loose = compiled(vec![words("Có 15 nhiệm vụ")]);
    assert_eq!(code(on_review(&empty, "a", loose, &[])), "review.loose-number");
    let twice = compiled(vec![figure("s1"), figure("s1")]);
    assert_eq!(code(on_review(&empty, "a", twice, &[])), "review.key-twice");
}

#[test]
fn a_cause_and_only_a_cause_explains_something() {
    let decide = |payload| {
        let entry = entry(at(Kind::Finding, 9), "a", "2025-01-01");
        decide::plain(None, entry, payload)
    };
    assert!(decide(finding(FindingKind::Cause, "do thiếu người", Some(1))).is_ok());
    assert_eq!(
        code(decide(finding(FindingKind::Cause, "do thiếu người", None))),
        "finding.cause-of"
    );
    assert_eq!(code(decide(finding(FindingKind::Lesson, "bài học", Some(1)))), "finding.cause-of");
}

#[test]
fn what_the_object_cannot_take_is_never_written() {
    let body = at(Kind::Body, 9);
    let renamed = BodyAct::Renamed { name: "Mới".into(), short_name: None, basis: None };
    let entry = |on| entry(body.clone(), "a", on);
    let nothing = decide::plain(None, entry("2025-01-01"), Payload::Body(renamed.clone()));
    assert_eq!(code(nothing), "act.not-founded");
    let mut ledger = Ledger::default();
    let established = BodyAct::Established {
        name: "Cũ".into(),
        short_name: None,
        kind: "x".into(),
        parent: None,
        unit: None,
        standing_for: None,
        basis: None,
    };
    ledger.say(&body, day("2020-01-01"), Payload::Body(established));
    let now = ledger.object(&body);
    let early = decide::plain(Some(&now), entry("2019-01-01"), Payload::Body(renamed.clone()));
    assert_eq!(code(early), "body.before-established");
    let drafts = decide::plain(Some(&now), entry("2021-01-01"), Payload::Body(renamed)).unwrap();
    assert_eq!(drafts[0].subject, body);
    assert_eq!(drafts[0].evidence, Vec::<Evidence>::new());
}
