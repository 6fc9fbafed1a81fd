//! The cascade of a document: who had to, who did, who is silent, on any day.

use crate::make::*;
use record::cascade::*;
use record::figures::{DocumentFilter, Facts, Figures};
use record::payload::*;
use record::{ActKey, Object, Payload};
use terms::*;

/// The document that comes down, and the bodies.
const RESOLUTION: u64 = 1;
const PROVINCE: u64 = 1;
const PARTY: u64 = 2;
const FRONT: u64 = 3;
const FIRST_COMMUNE: u64 = 100;

fn doc(n: u64) -> Ref {
    at(Kind::Document, n)
}

fn body(n: u64) -> Ref {
    at(Kind::Body, n)
}

fn of_body(n: u64) -> Named {
    named(Kind::Body, n, "cơ quan")
}

/// A world of bodies and documents that is easy to tell.
#[derive(Default)]
struct World(Ledger);

impl World {
    /// A resolution of 01/03/2026 by the Party body; a province with communes `100..100 + n` below it.
    fn with(communes: u64) -> Self {
        let mut world = Self::default();
        let begin = day("2020-01-01");
        world.body(PROVINCE, "people_committee", None, begin);
        world.body(PARTY, "party_committee", None, begin);
        world.body(FRONT, "front", None, begin);
        for n in 0..communes {
            world.body(FIRST_COMMUNE + n, "people_committee", Some(PROVINCE), begin);
        }
        world.issue(RESOLUTION, "Nghị quyết", Some(PARTY), "2026-03-01", &[]);
        world
    }

    fn body(&mut self, n: u64, kind: &str, parent: Option<u64>, on: Day) {
        let says = BodyAct::Established {
            name: format!("Cơ quan {n}"),
            short_name: None,
            kind: kind.to_owned(),
            parent: parent.map(of_body),
            unit: None,
            standing_for: None,
            basis: None,
        };
        self.0.say(&body(n), on, Payload::Body(says));
    }

    fn say_of_body(&mut self, n: u64, on: &str, says: BodyAct) {
        self.0.say(&body(n), day(on), Payload::Body(says));
    }

    fn dissolve(&mut self, n: u64, on: &str, successors: &[u64]) {
        let successors = successors.iter().map(|n| of_body(*n)).collect();
        self.say_of_body(n, on, BodyAct::Dissolved { successors, basis: None });
    }

    /// A document of a day (or a partial date, or none) that stands to others as said.
    fn issue(
        &mut self,
        n: u64,
        doc_type: &str,
        issuer: Option<u64>,
        date: &str,
        cites: &[(u64, Relation)],
    ) {
        let issued_on: Option<Edtf> = date.parse().ok();
        let on = issued_on.and_then(Edtf::last).unwrap_or(day("2026-06-01"));
        let facts = DocumentFacts {
            number: DocNumber::parse(&format!("{n}/KH-UBND")),
            doc_type: doc_type.to_owned(),
            subject: format!("Văn bản {n}"),
            issuer: None,
            issuer_body: issuer.map(body),
            issued_on,
            signer: None,
            intake: None,
            circulation: None,
        };
        self.0.say(&doc(n), on, Payload::Document(DocumentAct::Registered(facts)));
        for (target, relation) in cites {
            let target = named(Kind::Document, *target, "văn bản");
            let quote = "văn bản".to_owned();
            let says = Citation { target, relation: *relation, start: 0, end: 1, quote };
            self.0.say(&doc(n), on, Payload::Document(DocumentAct::Cites(says)));
        }
    }

    fn link(&mut self, n: u64, target: u64, relation: Relation, on: &str) {
        let target = named(Kind::Document, target, "văn bản");
        let says = DocumentAct::Linked { target, relation, provisions: None, basis: None };
        self.0.say(&doc(n), day(on), Payload::Document(says));
    }

    fn address(&mut self, bodies: &[u64], below: bool, on: &str, by: [Option<&str>; 4]) -> ActKey {
        let [receive_by, disseminate_by, implement_by, report_by] = by.map(|d| d.map(day));
        let says = DocumentAct::Addressed {
            bodies: bodies.iter().map(|n| of_body(*n)).collect(),
            below,
            receive_by,
            disseminate_by,
            implement_by,
            report_by,
            basis: None,
        };
        self.0.say(&doc(RESOLUTION), day(on), Payload::Document(says));
        self.last()
    }

    fn deliver(&mut self, n: u64, on: &str) {
        let says = DocumentAct::Delivered { body: of_body(n), number: Some(format!("{n}")) };
        self.0.say(&doc(RESOLUTION), day(on), Payload::Document(says));
    }

    fn session(&mut self, n: u64, kind: ActivityKind, host: u64, date: &str) {
        let held_on: Option<Edtf> = date.parse().ok();
        let facts = ActivityFacts {
            kind,
            title: "Hội nghị quán triệt".to_owned(),
            held_on,
            place: None,
            hosts: vec![of_body(host)],
            chairs: Vec::new(),
            period: None,
            reviews: Vec::new(),
            attendance: Vec::new(),
            field: Field::Politics,
        };
        let on = held_on.and_then(Edtf::last).unwrap_or(day("2026-06-01"));
        self.0.say(&at(Kind::Activity, n), on, Payload::Activity(ActivityAct::Recorded(facts)));
        self.convene(n, &[]);
    }

    fn convene(&mut self, n: u64, bodies: &[u64]) {
        let says = ActivityAct::Convened {
            documents: vec![named(Kind::Document, RESOLUTION, "văn bản")],
            bodies: bodies.iter().map(|n| of_body(*n)).collect(),
            summoned: Vec::new(),
        };
        self.0.say(&at(Kind::Activity, n), day("2026-03-02"), Payload::Activity(says));
    }

    fn attend(&mut self, n: u64, who: u64, present: u64, summoned: u64) {
        let says = ActivityAct::Attended { body: of_body(who), present, summoned: Some(summoned) };
        self.0.say(&at(Kind::Activity, n), day("2026-04-10"), Payload::Activity(says));
    }

    fn task(&mut self, n: u64, lead: u64, basis: u64, due: &str) {
        let mut facts = task_facts(Some(day(due)));
        facts.lead = of_body(lead);
        facts.basis = vec![named(Kind::Document, basis, "văn bản")];
        self.0.say(&at(Kind::Task, n), day("2026-03-05"), Payload::Task(TaskAct::Assigned(facts)));
    }

    fn last(&self) -> ActKey {
        self.0.acts.last().unwrap().key()
    }

    fn facts(&self) -> Facts {
        self.0.facts()
    }
}

/// The number of a body, for lists that are easy to read.
fn number(b: &record::object::Body) -> u64 {
    (0..4000).find(|n| body(*n) == b.at).unwrap()
}

fn duty(cascade: &Cascade<'_>) -> Vec<u64> {
    cascade.on_duty().map(|r| number(r.body)).collect()
}

fn on(facts: &Facts, date: &str) -> Vec<u64> {
    duty(&Cascade::of(facts, &doc(RESOLUTION), day(date), &[]).unwrap())
}

fn row<'c, 'a>(cascade: &'c Cascade<'a>, n: u64) -> &'c Row<'a> {
    cascade.rows.iter().find(|r| r.body.at == body(n)).unwrap()
}

fn state(world: &World, n: u64, step: Step, date: &str) -> State {
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(RESOLUTION), day(date), &[]).unwrap();
    row(&cascade, n).step(step).state
}

#[test]
fn the_named_bodies_have_to_and_all_below_them_where_it_says_so() {
    let mut world = World::with(3);
    assert_eq!(on(&world.facts(), "2026-04-01"), [0; 0], "nobody is addressed yet");
    let mistaken = world.address(&[PROVINCE], true, "2026-03-02", [None; 4]);
    world.address(&[FRONT], false, "2026-03-20", [None; 4]);
    assert_eq!(on(&world.facts(), "2026-03-10"), [1, 100, 101, 102]);
    assert_eq!(on(&world.facts(), "2026-03-20"), [1, 3, 100, 101, 102]);
    assert_eq!(on(&world.facts(), "2026-03-01"), [0; 0]);
    // An addressing that was entered by mistake is as if it had never been.
    let says = DocumentAct::Undone { acts: vec![mistaken], reason: "Nhập nhầm.".to_owned() };
    world.0.say(&doc(RESOLUTION), day("2026-04-01"), Payload::Document(says));
    assert_eq!(on(&world.facts(), "2026-04-01"), [3]);
}

#[test]
fn below_is_who_is_below_on_the_day_through_the_superior_and_through_a_chain() {
    let mut world = World::with(2);
    world.body(50, "military_command", None, day("2020-01-01"));
    let parent = Some(of_body(PROVINCE));
    let placed = BodyAct::Placed { chain: Chain::Military, parent, basis: None };
    world.say_of_body(50, "2026-05-01", placed);
    world.body(51, "people_committee", Some(101), day("2026-06-01"));
    world.say_of_body(100, "2026-07-01", BodyAct::Moved { parent: None, basis: None });
    world.address(&[PROVINCE], true, "2026-03-02", [None; 4]);
    let facts = world.facts();
    assert_eq!(on(&facts, "2026-04-30"), [1, 100, 101]);
    assert_eq!(on(&facts, "2026-05-01"), [1, 50, 100, 101]);
    assert_eq!(on(&facts, "2026-06-30"), [1, 50, 51, 100, 101]);
    assert_eq!(on(&facts, "2026-07-01"), [1, 50, 51, 101], "what left has no duty any more");
}

#[test]
fn whoever_issued_it_does_not_have_to_receive_it() {
    let mut world = World::with(0);
    world.address(&[PARTY, FRONT], false, "2026-03-02", [None; 4]);
    assert_eq!(on(&world.facts(), "2026-04-01"), [FRONT]);
}

#[test]
fn a_step_is_done_late_due_or_overdue_by_days() {
    let mut world = World::with(3);
    let by = [Some("2026-03-10"), Some("2026-03-31"), None, None];
    world.address(&[PROVINCE], true, "2026-03-02", by);
    world.deliver(100, "2026-03-10");
    world.deliver(101, "2026-03-15");
    let received = |n, date| state(&world, n, Step::Received, date);
    assert_eq!(received(100, "2026-04-10"), State::Done);
    assert_eq!(received(101, "2026-04-10"), State::Late { days: 5 });
    let overdue = State::Overdue { by: day("2026-03-10"), days: 31 };
    assert_eq!(received(102, "2026-04-10"), overdue);
    assert_eq!(received(102, "2026-03-10"), State::Due { by: Some(day("2026-03-10")) });
    assert_eq!(received(101, "2026-03-14"), State::Overdue { by: day("2026-03-10"), days: 4 });
    assert_eq!(state(&world, 100, Step::Implemented, "2026-04-10"), State::NotAsked);
    assert_eq!(
        state(&world, 100, Step::Disseminated, "2026-04-10"),
        State::Overdue { by: day("2026-03-31"), days: 10 }
    );
    // A later word on the day counts; what it leaves open stays.
    world.address(&[101], false, "2026-04-01", [Some("2026-03-20"), None, None, None]);
    assert_eq!(state(&world, 101, Step::Received, "2026-04-10"), State::Done);
}

#[test]
fn a_date_that_leaves_it_open_is_not_called_late() {
    let mut world = World::with(1);
    world.address(&[100], false, "2026-03-02", [None, None, Some("2026-04-15"), None]);
    world.issue(9, "Kế hoạch", Some(100), "2026-04", &[(RESOLUTION, Relation::Implements)]);
    assert_eq!(state(&world, 100, Step::Implemented, "2026-05-10"), State::Done);
    let before = state(&world, 100, Step::Implemented, "2026-04-20");
    assert_eq!(before, State::Overdue { by: day("2026-04-15"), days: 5 }, "not certain yet");
}

#[test]
fn a_plan_implements_also_through_another_document_and_the_path_is_shown() {
    let mut world = World::with(2);
    let by = [None, None, Some("2026-05-31"), None];
    world.address(&[PROVINCE], true, "2026-03-02", by);
    world.issue(10, "Chương trình", Some(PROVINCE), "2026-03-20", &[(1, Relation::Implements)]);
    world.issue(11, "Kế hoạch", Some(100), "2026-04-20", &[(10, Relation::Basis)]);
    world.issue(12, "Kế hoạch", Some(101), "2026-06-02", &[]);
    world.link(12, 11, Relation::Guides, "2026-06-05");
    // In a circle, and of the press: neither adds anything.
    world.link(10, 11, Relation::Basis, "2026-06-05");
    world.issue(13, "Tin, bài", Some(FRONT), "2026-04-01", &[(1, Relation::Implements)]);
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-06-30"), &[]).unwrap();
    let paths: Vec<(Ref, Vec<Ref>)> = cascade
        .implementing
        .iter()
        .map(|i| (i.document.at.clone(), i.path.iter().map(|d| d.at.clone()).collect()))
        .collect();
    let expected = [(10, vec![]), (11, vec![10]), (12, vec![10, 11])];
    let expected = expected.map(|(n, path)| (doc(n), path.into_iter().map(doc).collect()));
    assert_eq!(paths, expected);
    let done = |n| row(&cascade, n).step(Step::Implemented).state;
    assert_eq!(done(PROVINCE), State::Done);
    assert_eq!(done(101), State::Late { days: 2 });
    assert!(cascade.rows.iter().all(|r| r.body.at != body(FRONT)));
    // Before the link was stated the plan rested on nothing.
    let before = Cascade::of(&facts, &doc(1), day("2026-06-04"), &[]).unwrap();
    assert_eq!(before.implementing.len(), 2);
}

#[test]
fn the_review_counts_the_documents_that_the_cascade_shows_as_direct() {
    let mut world = World::with(2);
    world.issue(10, "Chương trình", Some(PROVINCE), "2026-03-20", &[(1, Relation::Implements)]);
    world.issue(11, "Kế hoạch", Some(100), "2026-04-20", &[(10, Relation::Basis)]);
    world.issue(12, "Hướng dẫn", Some(101), "2026-04-21", &[]);
    world.link(12, 1, Relation::Guides, "2026-04-22");
    world.issue(13, "Báo cáo", Some(101), "2026-04-21", &[(1, Relation::Implements)]);
    world.issue(14, "Tin, bài", None, "2026-04-21", &[(1, Relation::Basis)]);
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-12-31"), &[]).unwrap();
    let direct = cascade.implementing.iter().filter(|i| i.path.is_empty());
    let direct: Vec<&Ref> = direct.map(|i| &i.document.at).collect();
    let implements = Some(doc(1));
    let filter = DocumentFilter { period: year(2026), doc_type: None, issuer: None, implements };
    let figures = Figures::of(&facts);
    let counted: Vec<&Ref> = figures.documents(&filter).iter().map(|d| &d.at).collect();
    assert_eq!(counted, direct);
    assert_eq!(counted, [&doc(10), &doc(12)]);
}

#[test]
fn a_report_is_no_implementing_document_and_reports_also_on_a_plan() {
    let mut world = World::with(2);
    world.address(&[PROVINCE], true, "2026-03-02", [None, None, None, Some("2026-06-15")]);
    world.issue(10, "Chương trình", Some(PROVINCE), "2026-03-20", &[(1, Relation::Implements)]);
    world.issue(20, "Báo cáo", Some(100), "2026-06-14", &[(1, Relation::Implements)]);
    world.issue(21, "Công văn", Some(101), "2026-06-20", &[(10, Relation::Reports)]);
    let reported = |n| state(&world, n, Step::Reported, "2026-06-30");
    assert_eq!(reported(100), State::Done);
    assert_eq!(reported(101), State::Late { days: 5 });
    assert_eq!(reported(PROVINCE), State::Overdue { by: day("2026-06-15"), days: 15 });
    assert_eq!(state(&world, 100, Step::Implemented, "2026-06-30"), State::NotAsked);
}

#[test]
fn a_session_counts_for_whoever_held_it_with_attendance_against_who_had_to_come() {
    let mut world = World::with(10);
    world.address(&[PROVINCE], true, "2026-03-02", [None, Some("2026-04-15"), None, None]);
    world.session(1, ActivityKind::Planning, PROVINCE, "2026-04-10");
    world.convene(1, &(100..110).collect::<Vec<_>>());
    for n in 100..109 {
        world.attend(1, n, 2, 3);
    }
    // A review of it makes nothing known.
    world.session(2, ActivityKind::InterimReview, 100, "2026-04-11");
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-04-30"), &[]).unwrap();
    let [session] = &cascade.sessions[..] else { panic!("{:?}", cascade.sessions.len()) };
    assert_eq!((session.bodies, session.heads), ((9, 10), (18, 27)));
    let held = row(&cascade, PROVINCE).step(Step::Disseminated);
    assert_eq!((held.state, held.deeds[0].attendance), (State::Done, Some((9, 10))));
    let attended = row(&cascade, 100);
    assert!(matches!(attended.step(Step::Disseminated).state, State::Overdue { days: 15, .. }));
    assert_eq!(attended.presences[0].present, Some(2));
    assert_eq!(row(&cascade, 109).presences[0].present, None, "nobody has entered it");
    assert!(attended.is_silent(), "to have been there is no deed of its own");
}

#[test]
fn tasks_that_came_of_it_show_the_worst_of_each_body() {
    let mut world = World::with(2);
    world.issue(10, "Chương trình", Some(PROVINCE), "2026-03-02", &[(1, Relation::Implements)]);
    world.task(1, 100, 1, "2026-04-30");
    world.task(2, 100, 10, "2026-09-30");
    world.task(3, 101, 10, "2026-04-30");
    world.task(4, 101, 99, "2026-01-30");
    let hand_in = TaskAct::HandedIn { text: "Đã xong".to_owned() };
    world.0.say(&at(Kind::Task, 3), day("2026-04-20"), Payload::Task(hand_in));
    let closed = Payload::Task(TaskAct::Closed { text: None });
    world.0.say_at("song-giang", "lanh-dao", &at(Kind::Task, 3), day("2026-04-25"), closed);
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-05-10"), &[]).unwrap();
    let first = row(&cascade, 100);
    assert_eq!(first.tasks.len(), 2);
    assert_eq!(first.tasks[1].path, [cascade.implementing[0].document]);
    let overdue = State::Overdue { by: day("2026-04-30"), days: 10 };
    assert_eq!(first.step(Step::Tasks).state, overdue);
    assert_eq!(row(&cascade, 101).tasks.len(), 1, "one rests on something else");
    assert_eq!(row(&cascade, 101).step(Step::Tasks).state, State::Done);
    assert_eq!(cascade.whole().step(Step::Tasks).asked, 2);
    assert_eq!(
        state(&world, 101, Step::Tasks, "2026-04-19"),
        State::Due { by: Some(day("2026-04-30")) }
    );
}

#[test]
fn a_body_that_ceased_passes_its_duty_to_its_successors() {
    let mut world = World::with(4);
    let by = [Some("2026-03-10"), None, Some("2026-05-31"), None];
    world.address(&[PROVINCE], true, "2026-03-02", by);
    // 100 and 101 become 200, 102 becomes 201, 103 ceases and nobody says who follows.
    world.deliver(100, "2026-03-05");
    world.deliver(101, "2026-03-12");
    world.deliver(102, "2026-03-05");
    world.issue(10, "Kế hoạch", Some(100), "2026-04-01", &[(1, Relation::Implements)]);
    world.issue(11, "Kế hoạch", Some(102), "2026-04-01", &[(1, Relation::Implements)]);
    for n in [200, 201] {
        world.body(n, "people_committee", None, day("2026-05-01"));
    }
    world.dissolve(100, "2026-05-01", &[200]);
    world.dissolve(101, "2026-05-01", &[200]);
    world.dissolve(102, "2026-05-01", &[201]);
    world.dissolve(103, "2026-05-01", &[]);
    let facts = world.facts();
    assert_eq!(on(&facts, "2026-04-30"), [1, 100, 101, 102, 103]);
    let cascade = Cascade::of(&facts, &doc(1), day("2026-06-10"), &[]).unwrap();
    assert_eq!(duty(&cascade), [1, 200, 201]);
    assert_eq!(cascade.rows.len(), 3, "the old ones stand in the rows of the new ones");
    assert_eq!(cascade.lost.iter().map(|b| number(b)).collect::<Vec<_>>(), [103]);
    let two = row(&cascade, 200);
    assert_eq!(two.heir_of.iter().map(|b| number(b)).collect::<Vec<_>>(), [100, 101]);
    assert_eq!(two.step(Step::Received).state, State::Late { days: 2 }, "the later of both");
    let plan = two.step(Step::Implemented);
    assert_eq!(
        plan.state,
        State::Overdue { by: day("2026-05-31"), days: 10 },
        "one of both had none"
    );
    assert_eq!(plan.deeds[0].through.map(number), Some(100));
    assert_eq!(row(&cascade, 201).step(Step::Implemented).state, State::Done);
    assert!(!two.is_silent());
}

#[test]
fn what_is_only_probable_is_marked_and_counts_as_nothing() {
    let mut world = World::with(2);
    world.address(&[PROVINCE], true, "2026-03-02", [None, Some("2026-04-15"), None, None]);
    world.session(1, ActivityKind::Planning, 100, "2026-04-10");
    let hint = |n: Option<u64>, on: &str| Hint {
        step: Step::Disseminated,
        body: n.map(body),
        on: Some(day(on)),
    };
    let hints = [
        hint(Some(100), "2026-04-12"),
        hint(Some(101), "2026-04-12"),
        hint(None, "2026-04-12"),
        hint(Some(FRONT), "2026-04-12"),
        hint(Some(PROVINCE), "2026-12-12"),
    ];
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-04-30"), &hints).unwrap();
    let step = |n| row(&cascade, n).step(Step::Disseminated);
    assert!(!step(100).is_probable() && step(100).state == State::Done);
    assert!(step(101).is_probable() && matches!(step(101).state, State::Overdue { .. }));
    assert!(row(&cascade, 101).is_silent(), "a hint is no deed");
    assert_eq!(cascade.hints, [2], "about nobody on the register");
    assert!(!row(&cascade, FRONT).on_duty && step(FRONT).is_probable());
    assert!(step(PROVINCE).hints.is_empty(), "the text is of a later day");
    let whole = cascade.whole();
    let count = whole.step(Step::Disseminated);
    assert_eq!((count.asked, count.done, count.overdue, count.probable), (3, 1, 2, 1));
}

/// 3,300 communes under 33 provinces, of which every seventh is silent, and what the silent ones are.
fn nation() -> (World, Vec<u64>) {
    let mut world = World::default();
    let begin = day("2020-01-01");
    world.issue(RESOLUTION, "Nghị quyết", None, "2026-03-01", &[]);
    for province in 1..=33 {
        world.body(province, "people_committee", None, begin);
    }
    let mut silent = Vec::new();
    for n in 0..3300 {
        let commune = 100 + n;
        world.body(commune, "people_committee", Some(n / 100 + 1), begin);
        match n % 7 {
            0 => silent.push(commune),
            1 | 2 => world.deliver(commune, "2026-03-09"),
            3 => world.session(n, ActivityKind::Planning, commune, "2026-04-01"),
            4 | 5 => {
                let cites = [(RESOLUTION, Relation::Implements)];
                world.issue(n + 10, "Kế hoạch", Some(commune), "2026-04-01", &cites);
            }
            _ => world.deliver(commune, "2026-03-19"),
        }
    }
    let by = [Some("2026-03-15"), Some("2026-04-15"), Some("2026-04-30"), None];
    world.address(&(1..=33).collect::<Vec<_>>(), true, "2026-03-02", by);
    (world, silent)
}

#[test]
fn the_silent_of_3300_communes_are_those_of_a_list_made_by_hand() {
    let (world, silent) = nation();
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(RESOLUTION), day("2026-05-01"), &[]).unwrap();
    let found = cascade.rows.iter().filter(|r| r.is_silent());
    let found: Vec<&Ref> = found.map(|r| &r.body.at).filter(|at| **at >= body(100)).collect();
    let by_hand: Vec<Ref> = silent.into_iter().map(body).collect();
    assert_eq!((found.len(), found), (472, by_hand.iter().collect()));
    let whole = cascade.whole();
    assert_eq!((whole.on_duty, whole.silent), (3333, 472 + 33));
    let received = whole.step(Step::Received);
    assert_eq!((received.asked, received.done, received.late), (3333, 2 * 472 + 471, 471));
    let tree = cascade.tree(&facts.bodies);
    assert_eq!(tree.tops.len(), 33);
    let sum = tree.tops.iter().fold(Group::default(), |sum, t| sum.plus(&tree.nodes[*t].group));
    assert_eq!(sum, whole, "the parts make up the whole");
    let by_kind = cascade.groups().into_values().fold(Group::default(), |sum, g| sum.plus(&g));
    assert_eq!(by_kind, whole);
    // On the day before anything was done everybody is silent; nothing that came later shows.
    let before = Cascade::of(&facts, &doc(RESOLUTION), day("2026-03-08"), &[]).unwrap();
    assert!(before.rows.iter().all(Row::is_silent) && before.implementing.is_empty());
}

#[test]
fn what_was_known_on_a_day_is_asked_by_the_facts_of_that_day() {
    let mut world = World::with(1);
    world.address(&[100], false, "2026-03-02", [None; 4]);
    let before = world.facts();
    // Entered later, for an earlier day.
    world.deliver(100, "2026-03-03");
    let received = |facts: &Facts| {
        let cascade = Cascade::of(facts, &doc(1), day("2026-03-10"), &[]).unwrap();
        row(&cascade, 100).step(Step::Received).state
    };
    assert_eq!(received(&world.facts()), State::Done);
    assert_eq!(received(&before), State::Due { by: None });
}

#[test]
fn the_tree_ends_where_superiors_go_in_a_circle() {
    let mut world = World::with(2);
    let parent = Some(of_body(100));
    world.say_of_body(PROVINCE, "2026-02-01", BodyAct::Moved { parent, basis: None });
    world.address(&[100, 101], false, "2026-03-02", [None; 4]);
    let facts = world.facts();
    let cascade = Cascade::of(&facts, &doc(1), day("2026-03-10"), &[]).unwrap();
    let tree = cascade.tree(&facts.bodies);
    let whole = tree.tops.iter().map(|t| tree.nodes[*t].group.on_duty).sum::<usize>();
    assert_eq!(whole, 2);
    assert!(matches!(world.0.object(&body(PROVINCE)), Object::Body(_)));
}
