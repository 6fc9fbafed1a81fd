//! Bodies and posts on any day: superiors in each chain, who holds what, what stands vacant, who answers, where the work
//! of a body that ceased goes, and what may not be.

use crate::make::*;
use record::decide::{self, Refusal};
use record::figures::{Counted, Facts, Figures, Formula, TaskFilter};
use record::object::Body;
use record::offices::{Found, Line, Offices, gaps, head_of, kinds, overlaps};
use record::payload::*;
use record::{Object, Payload};
use terms::*;

fn body(n: u64, name: &str) -> Named {
    named(Kind::Body, n, name)
}

/// A body of a kind under another, from a day on.
fn found(l: &mut Ledger, b: &Named, kind: &str, parent: Option<&Named>, on: &str) {
    let says = BodyAct::Established {
        name: b.name.clone(),
        short_name: None,
        kind: kind.to_owned(),
        parent: parent.cloned(),
        unit: None,
        standing_for: None,
        basis: None,
    };
    l.say(&b.at, day(on), Payload::Body(says));
}

fn say(l: &mut Ledger, b: &Named, on: &str, says: BodyAct) {
    l.say(&b.at, day(on), Payload::Body(says));
}

fn lay(l: &mut Ledger, b: &Named, post: &str, seats: u64, on: &str) {
    let says = BodyAct::PostLaidDown { post: post.to_owned(), seats, basis: None };
    say(l, b, on, says);
}

/// A person with posts: title, body, first day, last day.
fn person(
    l: &mut Ledger,
    n: u64,
    name: &str,
    posts: &[(&str, Option<&Named>, &str, Option<&str>)],
) {
    let at = at(Kind::Person, n);
    let registered = PersonAct::Registered { name: name.to_owned() };
    l.say(&at, day("2000-01-01"), Payload::Person(registered));
    for (title, body, from, to) in posts {
        let says = PersonAct::PostHeld {
            title: (*title).to_owned(),
            body: body.cloned(),
            from: Some(Edtf::from(day(from))),
            to: to.map(day),
        };
        l.say(&at, day(from), Payload::Person(says));
    }
}

fn rank(l: &mut Ledger, n: u64, rank: &str, on: &str) {
    let says = PersonAct::RankHeld { rank: rank.to_owned(), from: Some(Edtf::from(day(on))) };
    l.say(&at(Kind::Person, n), day(on), Payload::Person(says));
}

fn task(l: &mut Ledger, n: u64, lead: &Named, coordinating: &[&Named], on: &str) {
    let facts = TaskFacts {
        lead: lead.clone(),
        coordinating: coordinating.iter().map(|b| (*b).clone()).collect(),
        ..task_facts(Some(day("2026-12-31")))
    };
    l.say(&at(Kind::Task, n), day(on), Payload::Task(TaskAct::Assigned(facts)));
}

fn close(l: &mut Ledger, n: u64, on: &str) {
    let at = at(Kind::Task, n);
    l.say(&at, day(on), Payload::Task(TaskAct::HandedIn { text: "Đã xong.".to_owned() }));
    l.say_at("song-giang", "pho", &at, day(on), Payload::Task(TaskAct::Closed { text: None }));
}

fn of<'f>(facts: &'f Facts, b: &Named) -> &'f Body {
    facts.bodies.iter().find(|x| x.at == b.at).unwrap()
}

fn holders(facts: &Facts, b: &Named, post: &str, on: &str) -> Vec<String> {
    let offices = Offices::of(facts);
    let now = offices.post_on(of(facts, b), post, day(on));
    now.map(|p| p.holders.iter().map(|h| h.called()).collect()).unwrap_or_default()
}

#[test]
fn a_post_is_its_body_and_its_head_however_it_is_written() {
    let names = ["Ủy ban nhân dân tỉnh Sông Giang", "UBND tỉnh"];
    for (title, head) in [
        ("Chủ tịch Ủy ban nhân dân tỉnh Sông Giang", "Chủ tịch"),
        ("Chủ tịch Uỷ ban nhân dân tỉnh", "Chủ tịch"),
        ("Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực"),
        ("Chủ tịch", "Chủ tịch"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Sông Giang (mẫu)", "Chủ tịch"),
    ] {
        assert_eq!(head_of(title, names), head, "{title}");
    }
    let board = ["Ban Chỉ đạo khu vực phòng thủ tỉnh"];
    assert_eq!(
        head_of("Trưởng Ban", board),
        head_of("Trưởng Ban Chỉ đạo khu vực phòng thủ", board)
    );
}

#[test]
fn one_man_with_concurrent_posts_and_a_rank_that_changes_is_one_person() {
    let mut l = Ledger::default();
    let (staff, ministry) = (body(1, "Bộ Tổng Tham mưu"), body(2, "Bộ Quốc phòng"));
    found(&mut l, &ministry, "ministry", None, "2000-01-01");
    found(&mut l, &staff, "military", Some(&ministry), "2000-01-01");
    person(
        &mut l,
        1,
        "Nguyễn Văn Mẫu",
        &[
            ("Tổng Tham mưu trưởng", Some(&staff), "2016-05-01", Some("2021-05-31")),
            ("Thứ trưởng Bộ Quốc phòng", Some(&ministry), "2016-06-01", Some("2021-04-07")),
            ("Bộ trưởng Bộ Quốc phòng", Some(&ministry), "2021-04-08", None),
        ],
    );
    rank(&mut l, 1, "Thượng tướng", "2015-01-01");
    rank(&mut l, 1, "Đại tướng", "2021-07-01");
    let facts = l.facts();
    assert_eq!(facts.people.len(), 1);
    assert_eq!(
        holders(&facts, &staff, "Tổng Tham mưu trưởng", "2019-09-01"),
        ["Thượng tướng Nguyễn Văn Mẫu"]
    );
    let offices = Offices::of(&facts);
    let deputy = offices.post_on(of(&facts, &ministry), "Thứ trưởng", day("2019-09-01")).unwrap();
    assert_eq!(deputy.holders[0].also, ["Tổng Tham mưu trưởng"], "kiêm nhiệm");
    let head = offices.head_on(of(&facts, &ministry), day("2022-01-01")).unwrap();
    assert_eq!(
        (head.post.as_str(), head.holders[0].called().as_str()),
        ("Bộ trưởng", "Đại tướng Nguyễn Văn Mẫu")
    );
    assert!(offices.head_on(of(&facts, &ministry), day("2019-09-01")).is_none());
}

#[test]
fn a_title_leads_to_post_and_body_by_the_names_of_the_day() {
    let mut l = Ledger::default();
    let office = body(1, "Sở Nông nghiệp và Phát triển nông thôn");
    found(&mut l, &office, "department", None, "2010-01-01");
    let name = "Sở Nông nghiệp và Môi trường".to_owned();
    say(&mut l, &office, "2025-03-01", BodyAct::Renamed { name, short_name: None, basis: None });
    let (one, two) =
        (body(2, "Ủy ban nhân dân xã Phúc Thạch"), body(3, "Ủy ban nhân dân xã Phúc Thạch"));
    found(&mut l, &one, "people_committee", None, "2010-01-01");
    found(&mut l, &two, "people_committee", None, "2010-01-01");
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let title = "Giám đốc Sở Nông nghiệp và Môi trường";
    assert!(matches!(offices.find(title, day("2024-01-01")), Found::Nothing));
    let Found::One { body, post } = offices.find(title, day("2026-01-01")) else { panic!() };
    assert_eq!((body.at.clone(), post.as_str()), (office.at.clone(), "Giám đốc"));
    let homonyms = offices.find("Chủ tịch Ủy ban nhân dân xã Phúc Thạch", day("2026-01-01"));
    assert!(matches!(homonyms, Found::Several(bodies) if bodies.len() == 2));
}

#[test]
fn a_post_laid_down_and_not_held_stands_vacant_from_the_day_after_the_last_holder() {
    let mut l = Ledger::default();
    let b = body(1, "Sở Ngoại vụ");
    found(&mut l, &b, "department", None, "2010-01-01");
    lay(&mut l, &b, "Giám đốc", 1, "2020-01-01");
    lay(&mut l, &b, "Phó Giám đốc", 2, "2020-01-01");
    person(
        &mut l,
        1,
        "Trần Văn Thử",
        &[("Giám đốc Sở Ngoại vụ", Some(&b), "2021-01-01", Some("2025-06-30"))],
    );
    person(&mut l, 2, "Lê Thị Nháp", &[("Phó Giám đốc Sở", Some(&b), "2022-01-01", None)]);
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let vacant = |on: &str| -> Vec<(String, u64)> {
        offices.vacant_on(day(on)).iter().map(|p| (p.post.clone(), p.vacant())).collect()
    };
    assert_eq!(vacant("2020-06-01"), [("Giám đốc".to_owned(), 1), ("Phó Giám đốc".to_owned(), 2)]);
    assert_eq!(vacant("2023-01-01"), [("Phó Giám đốc".to_owned(), 1)]);
    assert_eq!(vacant("2025-07-01"), [("Giám đốc".to_owned(), 1), ("Phó Giám đốc".to_owned(), 1)]);
    assert_eq!(vacant("2019-12-31"), []);
    let since = |on: &str| offices.vacant_since(of(&facts, &b), "Giám đốc", day(on));
    assert_eq!(since("2020-06-01"), Some(day("2020-01-01")));
    assert_eq!(since("2026-01-01"), Some(day("2025-07-01")));
    assert_eq!(since("2023-01-01"), None);
}

#[test]
fn the_principal_superior_belongs_to_the_chain_of_the_kind_until_another_is_stated() {
    let mut l = Ledger::default();
    let (province, committee) =
        (body(1, "Bộ Chỉ huy quân sự tỉnh"), body(2, "Ủy ban nhân dân xã A"));
    let (command, area) =
        (body(3, "Ban Chỉ huy quân sự xã A"), body(4, "Ban Chỉ huy phòng thủ khu vực 1"));
    found(&mut l, &province, "military_command", None, "2000-01-01");
    found(&mut l, &committee, "people_committee", None, "2000-01-01");
    found(&mut l, &command, "commune_military_command", Some(&committee), "2000-01-01");
    found(&mut l, &area, "area_defence_command", Some(&province), "2025-07-01");
    let placed = |chain, parent: Option<&Named>| BodyAct::Placed {
        chain,
        parent: parent.cloned(),
        basis: None,
    };
    say(&mut l, &command, "2010-01-01", placed(Chain::Military, Some(&province)));
    say(&mut l, &command, "2025-07-01", placed(Chain::Military, Some(&area)));
    say(&mut l, &command, "2026-01-01", placed(Chain::Military, None));
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let above = |chain, on: &str| {
        offices.above(of(&facts, &command), Line::Chain(chain), day(on)).map(|n| n.at.clone())
    };
    assert_eq!(above(Chain::State, "2015-01-01"), Some(committee.at.clone()));
    assert_eq!(above(Chain::Military, "2005-01-01"), None);
    assert_eq!(above(Chain::Military, "2015-01-01"), Some(province.at.clone()));
    assert_eq!(above(Chain::Military, "2025-08-01"), Some(area.at.clone()));
    assert_eq!(above(Chain::Military, "2026-02-01"), None, "it left the chain");
    let path = offices.path(of(&facts, &command), Line::Chain(Chain::Military), day("2025-08-01"));
    assert_eq!(
        path.iter().map(|b| b.at.clone()).collect::<Vec<_>>(),
        [area.at.clone(), province.at.clone()]
    );
    let below = offices.below(&area.at, Line::Chain(Chain::Military), day("2025-08-01"));
    assert_eq!(below.len(), 1);
}

#[test]
fn every_kind_of_body_has_a_chain_a_source_and_a_day() {
    assert!(kinds::all().len() > 30);
    for kind in kinds::all() {
        assert!(!kind.label.is_empty() && !kind.source.is_empty(), "{}", kind.code);
        assert!(kind.since.parse::<Day>().is_ok(), "{} {}", kind.code, kind.since);
        assert_eq!(kinds::of(kind.code), Some(kind), "codes are unique");
    }
    assert_eq!(kinds::chain("military_command"), Chain::Military);
    assert_eq!(kinds::chain("mass_organisation"), Chain::Front);
}

/// A command whose head changes on 10/03, with four bodies beside it.
fn change_of_head() -> (Ledger, Named) {
    let mut l = Ledger::default();
    let command = body(2, "Bộ Chỉ huy quân sự tỉnh");
    found(&mut l, &command, "military_command", None, "2000-01-01");
    let others: Vec<Named> = (10..14)
        .map(|n| body(n, &format!("Sở số {}", ["A", "B", "C", "D"][n as usize - 10])))
        .collect();
    others.iter().for_each(|b| found(&mut l, b, "department", None, "2000-01-01"));
    person(
        &mut l,
        1,
        "Đinh Công Mẫu",
        &[(
            "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh",
            Some(&command),
            "2020-01-01",
            Some("2026-03-09"),
        )],
    );
    rank(&mut l, 1, "Đại tá", "2019-01-01");
    person(
        &mut l,
        2,
        "Tạ Văn Mẫu",
        &[("Chỉ huy trưởng Bộ CHQS", Some(&command), "2026-03-10", None)],
    );
    rank(&mut l, 2, "Thượng tá", "2019-01-01");
    task(&mut l, 1, &command, &others.iter().collect::<Vec<_>>(), "2026-01-01");
    (l, command)
}

#[test]
fn whoever_holds_the_post_on_the_day_answers_and_the_task_counts_once() {
    let (mut l, command) = change_of_head();
    let full = "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh";
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let who = |on: &str| offices.answerable_for(&facts.tasks[0], day(on)).unwrap().called();
    assert_eq!(who("2026-03-09"), "Đại tá Đinh Công Mẫu");
    // “Bộ CHQS” is no name of the body here: that post is another until it is named in full.
    assert_eq!(who("2026-03-11"), "");
    let says = BodyAct::Renamed {
        name: command.name.clone(),
        short_name: Some("Bộ CHQS".to_owned()),
        basis: None,
    };
    say(&mut l, &command, "2001-01-01", says);
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let who = |on: &str| offices.answerable_for(&facts.tasks[0], day(on)).unwrap().called();
    assert_eq!(who("2026-03-09"), "Đại tá Đinh Công Mẫu");
    assert_eq!(who("2026-03-11"), "Thượng tá Tạ Văn Mẫu");
    assert_eq!(
        offices.post_on(of(&facts, &command), full, day("2026-03-11")).unwrap().holders.len(),
        1
    );
    let figures = Figures::of(&facts);
    for on in ["2026-03-09", "2026-03-11"] {
        let filter = TaskFilter {
            on: day(on),
            assigned: None,
            state: None,
            phase: None,
            lead: None,
            field: None,
        };
        let all = figures.evaluate(&Formula::Count(Counted::Tasks(filter.clone())));
        assert_eq!(all.printed(), "1");
        let led = TaskFilter { lead: Some(command.at.clone()), ..filter };
        assert_eq!(figures.tasks(&led).len(), 1);
        let parts = offices.task_parts(&facts.tasks, day(on));
        let led: usize = parts.values().map(|p| p.leads).sum();
        assert_eq!(led, 1, "one lead, whoever its head is");
    }
}

#[test]
fn a_post_charged_with_a_line_of_work_answers_before_the_head() {
    let (mut l, command) = change_of_head();
    person(
        &mut l,
        3,
        "Phan Văn Mẫu",
        &[("Phó Chỉ huy trưởng", Some(&command), "2021-01-01", None)],
    );
    let charged = BodyAct::Charged {
        part: Charge::CarriesOut,
        field: Field::CivilDefence,
        matter: None,
        post: Some("Phó Chỉ huy trưởng".to_owned()),
        basis: None,
    };
    say(&mut l, &command, "2026-03-01", charged);
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let who = |on: &str| offices.answerable_for(&facts.tasks[0], day(on)).unwrap().called();
    assert_eq!(who("2026-02-01"), "Đại tá Đinh Công Mẫu");
    assert_eq!(who("2026-03-02"), "Phan Văn Mẫu");
}

/// Two bodies of which one took over from the other on 01/07/2025; a task done before, and one still open.
fn merger(successors: Vec<Named>) -> (Ledger, [Named; 3]) {
    let mut l = Ledger::default();
    let (old, new, other) =
        (body(2, "Ban Dân vận"), body(3, "Ban Tuyên giáo và Dân vận"), body(4, "Sở Nội vụ"));
    found(&mut l, &old, "party_office", None, "2000-01-01");
    found(&mut l, &new, "party_office", None, "2025-07-01");
    found(&mut l, &other, "department", None, "2000-01-01");
    task(&mut l, 1, &old, &[], "2025-01-01");
    task(&mut l, 2, &old, &[], "2025-01-01");
    close(&mut l, 2, "2025-05-01");
    say(&mut l, &old, "2025-07-01", BodyAct::Dissolved { successors, basis: None });
    (l, [old, new, other])
}

#[test]
fn open_tasks_pass_to_the_body_that_took_over_and_done_ones_stay() {
    let (l, [old, new, _]) = merger(vec![body(3, "Ban Tuyên giáo và Dân vận")]);
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let lead = |n: usize, on: &str| offices.lead_on(&facts.tasks[n], day(on));
    assert_eq!(lead(0, "2025-06-30").body.at, old.at);
    let after = lead(0, "2025-07-01");
    assert_eq!(after.body.at, new.at);
    assert_eq!(after.through, [(old.clone(), day("2025-07-01"))], "with trace");
    assert_eq!(lead(1, "2026-01-01").body.at, old.at, "what was done stays where it was done");
    let figures = Figures::of(&facts);
    let led = |b: &Named| {
        let filter = TaskFilter {
            on: day("2026-01-01"),
            assigned: None,
            state: None,
            phase: None,
            lead: Some(b.at.clone()),
            field: None,
        };
        figures.tasks(&filter).len()
    };
    assert_eq!((led(&old), led(&new)), (1, 1), "each task counts once");
}

#[test]
fn with_several_successors_a_task_waits_until_somebody_decides() {
    let both = vec![body(3, "Ban Tuyên giáo và Dân vận"), body(4, "Sở Nội vụ")];
    let (l, [old, ..]) = merger(both.clone());
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let lead = offices.lead_on(&facts.tasks[0], day("2026-01-01"));
    assert_eq!((lead.body.at, lead.undecided), (old.at.clone(), both));
    assert_eq!(offices.heirs(&old.at, day("2026-01-01")).len(), 2);
}

fn charged(part: Charge, field: Field) -> BodyAct {
    BodyAct::Charged { part, field, matter: None, post: None, basis: None }
}

#[test]
fn gaps_and_overlaps_are_those_of_the_day() {
    let mut l = Ledger::default();
    let (one, two) = (body(1, "Tỉnh ủy"), body(2, "Đảng ủy Quân sự tỉnh"));
    for b in [&one, &two] {
        found(&mut l, b, "party_committee", None, "2000-01-01");
    }
    for part in [Charge::Leads, Charge::Manages, Charge::CarriesOut] {
        say(&mut l, &one, "2020-01-01", charged(part, Field::Education));
    }
    say(&mut l, &two, "2021-01-01", charged(Charge::Leads, Field::Education));
    let gone = BodyAct::Discharged {
        part: Charge::Leads,
        field: Field::Education,
        matter: None,
        basis: None,
    };
    say(&mut l, &two, "2022-01-01", gone);
    let facts = l.facts();
    let offices = Offices::of(&facts);
    let on = |d: &str| offices.duties_on(day(d));
    let missing = gaps(&on("2020-06-01"), &[Field::Education]);
    assert_eq!(missing.iter().map(|g| g.part).collect::<Vec<_>>(), [Charge::Advises]);
    assert!(overlaps(&on("2020-06-01"), day("2020-06-01")).is_empty());
    let double = overlaps(&on("2021-06-01"), day("2021-06-01"));
    assert_eq!(double.len(), 1);
    assert_eq!(double[0].bodies.len(), 2);
    assert!(overlaps(&on("2022-01-01"), day("2022-01-01")).is_empty());
}

fn faults(l: &Ledger, b: &Named) -> Vec<&'static str> {
    let facts = l.facts();
    Offices::of(&facts).faults(&b.at).iter().map(Refusal::code).collect()
}

#[test]
fn a_circle_of_superiors_is_found_in_any_line_on_any_day() {
    let mut l = Ledger::default();
    let (a, b, c) = (body(1, "Cơ quan A"), body(2, "Cơ quan B"), body(3, "Cơ quan C"));
    found(&mut l, &a, "department", None, "2000-01-01");
    found(&mut l, &b, "department", Some(&a), "2000-01-01");
    found(&mut l, &c, "department", Some(&b), "2000-01-01");
    assert!(faults(&l, &a).is_empty());
    let mut principal = l.clone();
    let moved = |parent: &Named| BodyAct::Moved { parent: Some(parent.clone()), basis: None };
    say(&mut principal, &a, "2024-01-01", moved(&c));
    let facts = principal.facts();
    let found = Offices::of(&facts).faults(&a.at);
    let Refusal::SuperiorCircle { line: Line::Principal, day: on, path } = &found[0] else {
        panic!("{found:?}")
    };
    assert_eq!(*on, day("2024-01-01"));
    assert_eq!(
        path.iter().map(|n| n.at.clone()).collect::<Vec<_>>(),
        [&a, &c, &b, &a].map(|n| n.at.clone())
    );
    // A circle that closes later, by a change of another body that was entered before.
    let mut later = l.clone();
    let placed = |p: &Named| BodyAct::Placed {
        chain: Chain::Military,
        parent: Some(p.clone()),
        basis: None,
    };
    say(&mut later, &b, "2025-01-01", placed(&a));
    say(&mut later, &a, "2020-01-01", placed(&b));
    let facts = later.facts();
    let found = Offices::of(&facts).faults(&a.at);
    assert!(
        matches!(&found[..], [Refusal::SuperiorCircle { line: Line::Chain(Chain::Military), day: on, .. }] if *on == day("2025-01-01")),
        "{found:?}"
    );
}

#[test]
fn nobody_stands_under_what_is_not_there_that_day() {
    let mut l = Ledger::default();
    let (a, b) = (body(1, "Cơ quan A"), body(2, "Cơ quan B"));
    found(&mut l, &a, "department", None, "2020-01-01");
    found(&mut l, &b, "department", None, "2000-01-01");
    let moved = |on: &str| {
        let mut l = l.clone();
        say(&mut l, &b, on, BodyAct::Moved { parent: Some(a.clone()), basis: None });
        faults(&l, &b)
    };
    assert_eq!(moved("2019-12-31"), ["body.not-there"]);
    assert!(moved("2020-01-01").is_empty());
    let facts = l.facts();
    let early = entry(a.at.clone(), "can-bo", "2019-01-01");
    let wanted = BodyAct::Moved { parent: Some(b.clone()), basis: None };
    let refused = decide::body(Some(of(&facts, &a)), early, wanted).unwrap_err();
    assert_eq!(refused.code(), "body.before-established");
}

#[test]
fn a_single_post_has_one_holder_on_every_day() {
    let mut l = Ledger::default();
    let b = body(1, "Ủy ban nhân dân tỉnh");
    found(&mut l, &b, "people_committee", None, "2000-01-01");
    lay(&mut l, &b, "Chủ tịch", 1, "2010-01-01");
    let title = "Chủ tịch Ủy ban nhân dân tỉnh";
    person(&mut l, 1, "Người Thứ Nhất", &[(title, Some(&b), "2020-01-01", Some("2024-12-31"))]);
    let after = |from: &str, to: Option<&str>| {
        let mut l = l.clone();
        person(&mut l, 2, "Người Thứ Hai", &[("Chủ tịch", Some(&b), from, to)]);
        let facts = l.facts();
        Offices::of(&facts).faults_of_person(&at(Kind::Person, 2))
    };
    assert!(after("2025-01-01", None).is_empty());
    assert!(after("2011-01-01", Some("2019-12-31")).is_empty());
    let found = after("2019-01-01", Some("2020-01-01"));
    let Refusal::PostTaken { seats: 1, day: on, holders, .. } = &found[0] else {
        panic!("{found:?}")
    };
    assert_eq!((*on, holders.len()), (day("2020-01-01"), 2));
    assert_eq!(after("2024-12-31", None)[0].code(), "post.taken");
    // The same man under two titles is one holder.
    let mut same = l.clone();
    let says = PersonAct::PostHeld {
        title: "Chủ tịch".to_owned(),
        body: Some(b.clone()),
        from: Some(Edtf::from(day("2020-01-01"))),
        to: None,
    };
    same.say(&at(Kind::Person, 1), day("2020-01-01"), Payload::Person(says));
    assert!(faults(&same, &b).is_empty());
}

#[test]
fn two_bodies_do_not_bear_one_name_at_once_and_two_names_do_not_begin_on_one_day() {
    let mut l = Ledger::default();
    let (a, b) = (body(1, "Ban Chỉ đạo tỉnh"), body(2, "Ban Chỉ đạo khác"));
    found(&mut l, &a, "steering_committee", None, "2010-01-01");
    found(&mut l, &b, "steering_committee", None, "2010-01-01");
    say(
        &mut l,
        &a,
        "2020-01-01",
        BodyAct::Renamed {
            name: "Ban Chỉ đạo mới".to_owned(), short_name: None, basis: None
        },
    );
    let renamed = |on: &str| {
        let mut l = l.clone();
        let name = "ban chỉ  đạo tỉnh".to_owned();
        say(&mut l, &b, on, BodyAct::Renamed { name, short_name: None, basis: None });
        faults(&l, &b)
    };
    assert_eq!(renamed("2019-12-31"), ["body.name-taken"]);
    assert!(renamed("2020-01-01").is_empty(), "the other one is called otherwise by then");
    let facts = l.facts();
    let again = BodyAct::Renamed { name: "Tên khác".to_owned(), short_name: None, basis: None };
    let refused =
        decide::body(Some(of(&facts, &a)), entry(a.at.clone(), "can-bo", "2020-01-01"), again);
    assert_eq!(refused.unwrap_err().code(), "body.renamed-that-day");
}

/// A person is a name, posts and ranks. Whoever adds a field has to say here why it may be kept.
#[test]
fn of_a_person_nothing_is_kept_but_name_posts_and_ranks() {
    let mut l = Ledger::default();
    person(&mut l, 1, "Lê Thị Mẫu", &[("Chánh Văn phòng", None, "2020-01-01", None)]);
    let Object::Person(person) = l.object(&at(Kind::Person, 1)) else { panic!() };
    let record::object::Person {
        at: _,
        name: _,
        names_before: _,
        posts,
        ranks,
        unmade: _,
        created: _,
        log: _,
        misfits: _,
    } = person;
    let record::object::Post { title: _, body: _, from: _, since: _, to: _, evidence: _, by: _ } =
        posts[0].clone();
    assert!(ranks.is_empty());
    // No act on a person has a field for anything else.
    for says in [
        PersonAct::Registered { name: String::new() },
        PersonAct::PostHeld { title: String::new(), body: None, from: None, to: None },
        PersonAct::PostLeft { title: String::new() },
        PersonAct::RankHeld { rank: String::new(), from: None },
        PersonAct::Corrected { name: String::new(), reason: String::new() },
        PersonAct::Undone { acts: vec![], reason: String::new() },
    ] {
        match says {
            PersonAct::Registered { name: _ }
            | PersonAct::PostHeld { title: _, body: _, from: _, to: _ }
            | PersonAct::PostLeft { title: _ }
            | PersonAct::RankHeld { rank: _, from: _ }
            | PersonAct::Corrected { name: _, reason: _ }
            | PersonAct::Undone { acts: _, reason: _ } => {}
        }
    }
}
